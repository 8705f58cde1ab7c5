from collections import Counter
from importlib.resources import files
from typing import Any

import pandas as pd
import pytest
import yaml

from corpus_tools.reading.fields import FIELDS, FieldNames, _key, as_text, is_blank, missing_text

TABLE: dict[str, list[str]] = yaml.safe_load(files("corpus_tools").joinpath("data/fields.yaml").read_text("utf-8"))
DATES: dict[str, Any] = yaml.safe_load(files("corpus_tools").joinpath("data/publication.yaml").read_text("utf-8"))


def test_the_table_has_a_line_for_each_field_in_english_and_arabic() -> None:
    assert tuple(TABLE) == FIELDS
    for names in TABLE.values():
        assert all(isinstance(name, str) and name.strip() == name for name in names)
        assert any(name.isascii() for name in names)
        assert any(not name.isascii() for name in names)


def test_no_name_is_claimed_by_two_fields() -> None:
    claimed = Counter(key for names in TABLE.values() for key in {_key(name) for name in names})
    assert [key for key, n in claimed.items() if n > 1] == []


def test_the_months_of_publication_dates_are_twelve() -> None:
    assert {len(DATES[language]) for language in ("english", "english_short", "french")} == {12}
    assert set(DATES["other"].values()) <= set(range(1, 13))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("DOCNO", "doc_id"),
        ("pubDate", "published"),
        ("Publication Date", "published"),
        ("{http://purl.org/dc/elements/1.1/}creator", "author"),
        ("content:encoded", "text"),
        ("نَصّ الخبر", "text"),
        ("  العنوان ", "title"),
        ("عنوان", "title"),
        ("التاريخ", "published"),
        ("الجريده", "source"),
        ("likes", None),
        ("", None),
        ("_", None),
        (7, None),
    ],
)
def test_a_name_is_known_in_every_spelling(name: object, field: str | None) -> None:
    assert FieldNames().field(name) == field


def test_the_caller_comes_before_the_table() -> None:
    names = FieldNames({"text": ["المادة", "title"], "source": "text"})
    assert [names.field(name) for name in ("المادة", "title", "text", "body")] == ["text", "text", "source", "text"]
    with pytest.raises(ValueError, match="fields='txt' is no field; the fields are doc_id, title"):
        FieldNames({"txt": "a"})


def test_of_several_names_for_one_field_the_surest_that_says_something_counts() -> None:
    values = {"story": "قصة", "body": "متن", "text": " ", "likes": 3, "": "5"}
    assert FieldNames().sort_out(values) == ({"text": "متن"}, {"story": "قصة", "likes": 3})


@pytest.mark.parametrize("value", [None, "", " \n", float("nan"), pd.NaT, pd.NA, [], {}])
def test_what_says_nothing_is_blank(value: object) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", ["أ", 0, False, [None], {"a": 1}])
def test_what_says_something_is_not_blank(value: object) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("أ", "أ"),
        (7.0, "7"),
        (7.5, "7.5"),
        (["أ", None, ["ب"]], "أ\nب"),
        ({"rendered": "أ", "protected": False}, "أ"),
        ({"name": {"value": "سمر"}}, "سمر"),
        ({"x": 1, "ي": "ب"}, '{"x": 1, "ي": "ب"}'),
    ],
)
def test_a_value_of_any_type_is_written_as_text(value: object, text: str) -> None:
    assert as_text(value) == text


def test_a_missing_text_says_what_there_is() -> None:
    assert missing_text(["رقم", "", None]).endswith(
        'columns seen: رقم; name the right one with fields={"text": "…"} (--fields text=…)'
    )
    assert missing_text(["id", "Headline"]).endswith('{"text": "Headline"} (--fields text=Headline)')
    assert "c39 and 2 more;" in missing_text([f"c{number}" for number in range(42)])
    assert "elements seen: none" in missing_text([], what="elements")
