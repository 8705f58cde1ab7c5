import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.cleaning.clean import clean
from corpus_tools.corpus import Corpus
from corpus_tools.summary import digest_of_words, find_cut, find_odd_days, summarize_corpus

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["أ", "ب", "ج", "د"],
        "text": ["بدأت الهدنة.", "بدأت\r\nالهدنة.", "انتهت الهدنة.", None],
        "published": [pd.Timestamp("2017-05-20 14:30"), pd.Timestamp("2017-05-20"), pd.Timestamp("2017-05-19"), pd.NaT],
        "source": ["وكالة", None, "وكالة", None],
        "encoding": ["utf-8", "windows-1256", "utf-8", None],
        "problem": [None, "same id: 'أ' is also …", None, "empty file: it holds no text"],
    }
)


def test_each_line_is_a_count_of_documents() -> None:
    DOCUMENTS.attrs["left_out"] = ["README.md: about the corpus"]
    lines = [tuple(line) for line in summarize_corpus(DOCUMENTS).astype(object).to_numpy()]
    assert [(aspect, None if pd.isna(value) else value, n) for aspect, value, n in lines] == [
        ("documents", "rows", 4),
        ("documents", "with text", 3),
        ("documents", "without text", 1),
        ("documents", "with a problem", 2),
        ("published", "with a date", 3),
        ("published", "without a date", 0),
        ("published", "earliest: 2017-05-19", 1),
        ("published", "latest: 2017-05-20", 2),
        ("source", "وكالة", 2),
        ("source", None, 1),
        ("encoding", "utf-8", 2),
        ("encoding", "windows-1256", 1),
        ("problem", "empty file", 1),
        ("problem", "same id", 1),
        ("copies", "same text", 1),
        ("left out", "README.md: about the corpus", 1),
    ]


def test_a_frame_with_just_ids_and_texts_is_enough() -> None:
    summary = summarize_corpus(documents_of("بدأت"))
    assert set(summary.aspect) == {"documents", "copies"}
    with pytest.raises(ValueError, match="lacks the column text"):
        summarize_corpus(pd.DataFrame({"doc_id": ["أ"]}))


def test_near_copies_are_counted_where_they_are_given() -> None:
    copies = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "first_doc_id": ["أ", "أ", "أ"]})
    lines = summarize_corpus(DOCUMENTS, copies=copies).set_index("value")["n"]
    assert (lines["same text"], lines["same or nearly the same text"]) == (1, 2)


def test_white_space_matters_nowhere_in_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_tools.summary._PIECE", 4)
    texts = ["بدأت الهدنة", " بدأت\n\n     الهدنة\t", "بدأت    الهدنة", "بدأتالهدنة", "بدأت الهد نة", "", "     "]
    digests = [digest_of_words(text) for text in texts]
    assert [digests.index(digest) for digest in digests] == [0, 0, 0, 3, 4, 5, 5]


def test_a_corpus_also_tells_what_cleaning_changed_and_what_is_doubtful() -> None:
    documents = documents_of("حي  الوعر.", "غـادرت  حافلة...", warning=["escapes: … | menus: …", None])
    texts, edits = clean(documents)
    lines = [tuple(line) for line in summarize_corpus(Corpus(texts, edits=edits, documents=documents)).to_numpy()[3:]]
    assert lines == [
        ("warning", "escapes", 1),
        ("warning", "menus", 1),
        ("copies", "same text", 0),
        ("doubt", "text looks cut", 1),
        ("cleaned", "white_space", 2),
        ("cleaned", "tatweel", 1),
    ]


LONG = "وصلت الحافلات إلى الحي القديم. " * 8


@pytest.mark.parametrize(
    ("texts", "cut"),
    [
        (["وصلت الحافلات إلى...", "وصلت الحافلات…", "وصلت [...]", "وصلت الحافلات. اقرأ المزيد"], [True] * 4),
        (["وصلت الحافلات إلى", "وصلت الحافلات في ", "قال إن السكان الذين"], [True] * 3),
        (["وصلت الحافلات.", "نتائج الدور الأول: 3 - 2", "وصل من بعد", "السيد علي", "", None], [False] * 6),
        ([f"{LONG}{end}" for end in ("أب", "جد", "هو")], [True] * 3),
        ([f"{LONG}{end}" for end in ("أب", "جد", "وهو")], [False] * 3),
        ([f"{LONG}{end}" for end in ("أب", "أب", "جد")], [False] * 3),
        (["أب", "جد", "هو"], [False] * 3),
    ],
)
def test_texts_that_look_cut(texts: list[str | None], cut: list[bool]) -> None:
    assert find_cut(documents_of(*texts)).tolist() == cut


@pytest.mark.parametrize(
    ("days", "odd"),
    [
        (["2017-05-01"] * 19 + ["1970-01-01"], [19]),
        (["2017-05-01"] * 19 + ["2071-05-01"], [19]),
        (["1917-01-01"] + ["2017-05-01"] * 38 + ["2071-05-01"], [0, 39]),
        # a second period is no slip
        (["2017-05-01"] * 15 + ["1970-01-01"] * 5, []),
        (["2017-05-01"] * 19 + ["2015-05-03"], []),
        ([None] * 20, []),
    ],
)
def test_days_far_from_all_others(days: list[str | None], odd: list[int]) -> None:
    found = find_odd_days(documents_of(*["خبر"] * len(days), published=days))
    assert [row for row, is_odd in enumerate(found) if is_odd] == odd
    assert not find_odd_days(documents_of("خبر")).any()
