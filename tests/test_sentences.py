import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import split_sentences
from corpus_tools.sentences import number_sentences


def sentences(text: str) -> list[str]:
    found = split_sentences(pd.DataFrame({"doc_id": ["a"], "text": pd.Series([text], dtype=object)}))
    return [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادرت حافلة. عادت حافلة.", ["غادرت حافلة.", "عادت حافلة."]),
        ("عنوان\n\nمتن الخبر", ["عنوان", "متن الخبر"]),
        ("هل تعود؟ نعم! غدا", ["هل تعود؟", "نعم!", "غدا"]),
        ("خرج الآلاف., وعاد بعضهم., ثم", ["خرج الآلاف.", "وعاد بعضهم.", "ثم"]),
        ('قال: "نبقى هنا"., ثم غادر', ['قال: "نبقى هنا".', "ثم غادر"]),
        ("قال «نبقى هنا.» وغادر", ["قال «نبقى هنا.»", "وغادر"]),
        ("سوريا.. بدء الخروج", ["سوريا.. بدء الخروج"]),
        ("ثم... غادر", ["ثم... غادر"]),
        ("قال د. سمير إنه عاد", ["قال د. سمير إنه عاد"]),
        ("بلغ 15.7 مليون", ["بلغ 15.7 مليون"]),
        ("زار J. Smith حمص", ["زار J. Smith حمص"]),
        ("غادر هو. وعاد", ["غادر هو.", "وعاد"]),
        ("غادر.\u200f وعاد", ["غادر.\u200f", "وعاد"]),
        ("؟", ["؟"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert [sentence.strip("\u200f") for sentence in sentences(text)] == [e.strip("\u200f") for e in expected]


TEXTS = st.text(st.sampled_from('ابتد .,!؟\n"»«5\u200f'), max_size=60)


@given(TEXTS)
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    found = split_sentences(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    covered = [at for start, end in zip(found["start"], found["end"], strict=True) for at in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {at for at, sign in enumerate(text) if not sign.isspace() and sign not in "\u200f,"} <= set(covered)
    assert found["sentence"].tolist() == list(range(len(found)))


def test_counts_in_each_document_anew() -> None:
    documents = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "text": ["واحد. اثنان.", None, "ثلاثة."]}, index=[7, 7, 9])
    found = split_sentences(documents)
    assert found[["doc_id", "sentence"]].to_numpy().tolist() == [["أ", 0], ["أ", 1], ["ج", 0]]


def test_an_empty_table_gives_an_empty_table() -> None:
    found = split_sentences(pd.DataFrame({"doc_id": [], "text": []}))
    assert list(found.columns) == ["doc_id", "sentence", "start", "end"]


def test_says_in_which_sentence_a_span_begins() -> None:
    documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["واحد. اثنان.", "ثلاثة."]})
    spans = pd.DataFrame({"doc_id": ["ب", "أ", "أ", "أ", "مجهول"], "start": [0, 6, 5, 0, 0]})
    assert number_sentences(spans, split_sentences(documents)).tolist() == [0, 1, -1, 0, -1]
    assert number_sentences(spans.head(0), split_sentences(documents)).tolist() == []
    assert number_sentences(spans, split_sentences(documents).head(0)).tolist() == [-1] * 5


def test_refuses_tables_that_lack_columns() -> None:
    with pytest.raises(ValueError, match="`documents` lacks the column doc_id"):
        split_sentences(pd.DataFrame({"text": []}))
    with pytest.raises(ValueError, match="`spans` lacks the column start"):
        number_sentences(pd.DataFrame({"doc_id": []}), pd.DataFrame())
