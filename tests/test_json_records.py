import json

import pytest
from corpus_files import CELLS, NAMES, parsed, texts_in
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.reading.records import UnreadableError


@pytest.mark.parametrize(
    "wrapped",
    [
        '[{"text": "أول"}, {"text": "ثان"}]',
        '{"meta": {"n": 2}, "data": {"articles": [{"text": "أول"}, {"text": "ثان"}]}}',
        '{"a1": {"text": "أول"}, "a2": {"text": "ثان"}}',
        '{"text": "أول"}\n\n{"text": "ثان"}\n',
        '["أول", "ثان"]',
        '[{"النص": "أول"}, {"المحتوى": "ثان"}]',
        '{"title": "م", "description": "د", "items": [{"url": "u", "text": "أول"}, {"url": "v", "text": "ثان"}]}',
        '{"message": "success", "data": [{"url": "u", "text": "أول"}, {"url": "v", "text": "ثان"}]}',
    ],
)
def test_the_articles_of_a_json_file_wherever_they_stand(wrapped: str) -> None:
    known = [NAMES.sort_out(record.fields)[0] for record in parsed(wrapped, "a.json").records]
    assert [values["text"] for values in known] == ["أول", "ثان"]


def test_the_keys_of_articles_by_id_are_their_ids() -> None:
    records = parsed('{"a1": {"text": "أول"}, "a2": {"id": 7, "text": "ثان"}}').records
    assert [NAMES.sort_out(record.fields)[0]["doc_id"] for record in records] == ["a1", 7]


@settings(max_examples=25)
@given(texts=st.lists(CELLS, min_size=1, max_size=4), escaped=st.booleans(), indent=st.sampled_from([None, 2]))
def test_json_is_read_back(texts: list[str], escaped: bool, indent: int | None) -> None:
    articles = [{"id": number, "text": text} for number, text in enumerate(texts)]
    assert texts_in(json.dumps(articles, ensure_ascii=escaped, indent=indent)) == texts
    assert texts_in("\n".join(json.dumps(article, ensure_ascii=escaped) for article in articles)) == texts


@pytest.mark.parametrize(
    ("content", "good", "said"),
    [
        ('{"text": "أ"}\n{"text": ب}\n{"text": "ج"}', ["أ", None, "ج"], "malformed JSON: line 2, column 10: Expecting"),
        ('{"text": "أ"}\n{"text": "ب', ["أ", None], "truncated JSON: line 2, column 10: Unterminated string"),
        ('[{"text": "أ"},\n{"text": ب},\n{"text": "ج"}]', ["أ", None, "ج"], "malformed JSON: line 2, column 10"),
        ('[{"text": "أ"},\n{"text": "ب', ["أ", None], "truncated JSON: line 2, column 10"),
        ('[{"text": "أ"},\n{"text": "ب"}', ["أ", "ب", None], "truncated JSON: line 2, column 14"),
        ('[{"text": "أ"}, 7]', ["أ", None], "malformed record: record 2 is no object"),
        ('{"text": "أ"}\n7\n', ["أ", None], "malformed record: line 2 is no object"),
    ],
)  # fmt: skip
def test_a_broken_record_costs_no_other(content: str, good: list[str | None], said: str) -> None:
    records = parsed(content, "a.json").records
    assert [record.fields.get("text") for record in records] == good
    [problem] = [str(record.problem) for record in records if record.problem]
    assert problem.startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "أ', "truncated JSON: line 1, column 10"),
        ('{"text" "أ"}', "malformed JSON: line 1, column 9"),
        ("[" * 100_000, "nested too deeply"),
        ('{"foo": 1, "bar": [2]}', "keys seen: foo, bar"),
        ('[{"foo": 1, "bar": {"baz": 2}}]', "keys seen: foo, bar, baz"),
        (
            '{"page": {"items": [{"headline": "هدنة", "day": "2017-05-20"}]}}',
            r"keys seen: page, items, headline, day; name the right one with .* \(--fields text=headline\)",
        ),
        ('[{"foo": 1}, {"bar": 2}]', "no text: none of the keys"),
        ("{}\n{}\n", "keys seen: none"),
    ],
)
def test_json_that_gives_nothing_says_why(content: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parsed(content, "a.json")


INNER = {"bodyText": "بدأت الهدنة.", "id": 7}
OUTER = {"id": 1, "webPublicationDate": "2017-05-20"}


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (json.dumps({"results": [OUTER | {"fields": INNER}]}), {"bodyText": "بدأت الهدنة.", **OUTER}),
        (json.dumps([OUTER | {"fields": INNER}, OUTER | {"fields": INNER}]), {"bodyText": "بدأت الهدنة.", **OUTER}),
        (json.dumps({"_id": "1", "_source": INNER}) + "\n{}", {**INNER, "_id": "1"}),
        # the text that it has is its own
        (json.dumps([OUTER | {"text": "غادرت.", "quoted": INNER}]), OUTER | {"text": "غادرت.", "quoted": INNER}),
        # what describes its author is no text
        (json.dumps([OUTER | {"content": "هدنة", "user": {"description": "صحفي"}}]),
         OUTER | {"content": "هدنة", "user": {"description": "صحفي"}}),
        # nothing tells that the object is an article
        (json.dumps([{"status": "ok", "post": INNER}]), INNER),
    ],
)  # fmt: skip
def test_what_stands_beside_an_object_with_the_text_is_of_the_article(content: str, fields: dict[str, object]) -> None:
    assert parsed(content, "a.json").records[0].fields == fields
