"""A head with the article points back to the body named last by it; «المملكة» to the state of source or events."""

import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors
from corpus_tools.actors.registry.entries import TYPES
from corpus_tools.data_files import load_table
from corpus_tools.script import fold

REGISTRY = load_actors()


def described(text: str, home: str | None = None) -> list[tuple[str, str]]:
    found = find_mentions(documents_of(text), REGISTRY, home=home)
    found = found[found["kind"] == "description"]
    return list(zip(found["surface"], found["actor_id"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نقلت وكالة رويترز الخبر، وأضافت الوكالة أن الحفل تأجل", [("الوكالة", "REUTERS")]),
        ("زارت الوكالة الدولية للطاقة الذرية الموقع، ورحبت الوكالة", [("الوكالة", "IAEA")]),
        ("وعدت حركة طالبان بالرد، ثم تراجعت الحركة", [("الحركة", "TALIBAN")]),
        ("وعدت حركة طالبان بالرد. واجتمعت حركة حماس، فقالت الحركة ذلك", [("الحركة", "HAMAS")]),
        ("وعد صندوق النقد الدولي بالقرض، ولم يصرفه الصندوق", [("الصندوق", "IMF")]),
        ("وعدت حركة طالبان بالرد. واجتمعت حركة كذا، فقالت الحركة ذلك", []),
        ("وعدت حركة طالبان بالرد، وتوقفت الحركة التجارية", []),
        ("وعدت حركة طالبان بالرد، وقالت الحركة اليوم إنها سترد", [("الحركة", "TALIBAN")]),
        ("قالت الوكالة إن الحفل تأجل", []),
        ("التقى بوتين مسؤولين، وقالت الحركة ذلك", []),
    ],
)
def test_a_head_means_the_body_named_last(text: str, expected: list[tuple[str, str]]) -> None:
    assert described(text) == expected


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("أكدت المملكة دعمها", "SAU", ["SAU"]),
        ("أكدت المملكة دعمها", None, []),
        ("أكدت المملكة دعمها", "EGY", []),
        ("افتتح المعرض في جدة والدمام، وترعاه المملكة", None, ["SAU"]),
        ("وصل الوفد إلى الأردن، وشكر المملكة في إربد والكرك", None, ["JOR"]),
        ("وصل الوفد إلى المملكة الأردنية الهاشمية", "SAU", []),
        ("عاد إلى المملكة المتحدة", "SAU", []),
    ],
)
def test_the_kingdom(text: str, home: str | None, expected: list[str]) -> None:
    assert [actor for _, actor in described(text, home)] == expected


def test_the_alias_is_the_head_and_the_actor_what_it_means() -> None:
    text = "وعدت حركة طالبان بالرد، ثم تراجعت الحركة"
    row = find_mentions(documents_of(text), REGISTRY, explain=True).iloc[-1]
    assert (row["alias"], row["guard"]) == ("الحركة", "the document named TALIBAN last")


def test_the_table_of_heads_is_sound() -> None:
    table = load_table("definite_heads")
    assert set().union(*table["bodies"].values()) <= set(TYPES)
    words = [*table["bodies"], *table["states"]]
    assert len({fold(word) for word in words}) == len(words) < 63
