"""The outlines of words: what they share, what they leave out, and that nobody can read what they leave out."""

from typing import Any

import pytest

from corpus_tools.dates.grammar.date_words import Word, look_up
from corpus_tools.dates.grammar.outlines import LEFT_OUT, LooksCloserError
from corpus_tools.script import fold


def word(surface: str) -> Word:
    kind = "number" if surface[0].isdecimal() else "word"
    found = look_up(surface, fold(surface), kind)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("12", "14", False),  # no month is the fourteenth
        ("14", "22", True),
        ("2016", "2017", True),
        ("2016", "1441", False),
        ("2.5", "17.75", True),
        ("الخميس", "السبت", True),
        ("الخميس", "الجمعة", False),
        ("الخميس", "خميس", False),
        ("الخميس", "والخميس", False),
        ("نيسان", "تشرين", False),  # the first word of «تشرين الأول»
        ("حزيران", "تموز", True),
        ("سنة", "عام", False),
        ("في", "منذ", False),
    ],
)
def test_words_share_an_outline_where_only_value_and_letters_differ(one: str, other: str, shared: bool) -> None:
    assert (word(one).outline is word(other).outline) == shared


def test_an_outline_shows_no_number_no_weekday_and_no_letters() -> None:
    outline: Any = word("14").outline
    assert outline.digits is LEFT_OUT
    assert word("الخميس").outline.senses == {"weekday": LEFT_OUT}
    assert word("حزيران").outline.text is LEFT_OUT
    assert word("منذ").outline.text == "منذ"


@pytest.mark.parametrize(
    "look",
    [
        "value == 3",
        "value in ('الساعه', 'ساعه')",
        "value in {'الساعه'}",
        "value > 3",
        "3 <= value",
        "not value",
        "int(value)",
        "value % 7",
        "value.number",
        "value.endswith('ه')",
        "len(value)",
        "[*value]",
        "f'{value:02d}'",
    ],
)
def test_whoever_looks_closer_is_told_so(look: str) -> None:
    with pytest.raises(LooksCloserError):
        eval(look, {"value": LEFT_OUT})  # noqa: S307 - the expressions stand above
