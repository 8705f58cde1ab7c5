import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.summary import summarize_corpus

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
