"""A corpus: what belongs together stays together, in the whole and in every selection of it."""

import pickle
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of, documents_of
from hypothesis import given
from hypothesis import strategies as st

import corpus_tools as ct
from corpus_tools.corpus import as_corpus
from corpus_tools.parts import Part, map_parts

SEED = Path(__file__).parent.parent / "seeds"

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["أ", "ب", "ج", "د"],
        "text": ["هدنة في حمص.", "قصف حمص. هدنة.", None, "وللهدنة شروط"],
        "source": ["وكالة", "صحيفة", "وكالة", None],
        "category": ["حرب", "حرب", "سلام", "سلام"],
        "published": pd.to_datetime(["2017-05-20", "2017-05-31T23:30", "NaT", "2018-01-01"], format="ISO8601"),
        "problem": [None, None, "an empty file", None],
    }
)


@pytest.fixture
def corpus() -> ct.Corpus:
    return ct.Corpus(DOCUMENTS)


def test_a_frame_is_taken_as_it_is(corpus: ct.Corpus) -> None:
    pd.testing.assert_frame_equal(corpus.texts, DOCUMENTS)
    pd.testing.assert_frame_equal(corpus.documents, DOCUMENTS)
    assert corpus.edits.empty
    pd.testing.assert_frame_equal(corpus.tokens.table, ct.tokenize(DOCUMENTS).table)
    pd.testing.assert_frame_equal(corpus.sentences, ct.split_sentences(DOCUMENTS))
    assert (len(corpus), len(corpus.articles), corpus.problems["doc_id"].tolist()) == (4, 3, ["ج"])


def test_what_happens_to_the_frame_later_changes_nothing() -> None:
    documents = DOCUMENTS.copy()
    corpus = ct.Corpus(documents)
    documents.loc[0, "text"] = "غير"
    assert corpus.texts["text"].iloc[0] == "هدنة في حمص."


def test_loading_reads_cleans_and_tokenizes() -> None:
    corpus = ct.load_corpus(SEED)
    documents = ct.read_corpus(SEED)
    texts, edits = ct.clean(documents)
    for found, expected in ((corpus.documents, documents), (corpus.texts, texts), (corpus.edits, edits)):
        pd.testing.assert_frame_equal(found, expected)
    assert (ct.load_corpus(SEED, steps=[]).texts["text"] == documents["text"]).all()


def test_loading_takes_names_of_fields_and_metadata(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("رقم,جسم\n1,هدنة في حمص\n", encoding="utf-8")
    metadata = pd.DataFrame({"path": ["news.csv"], "published": ["2017-05-20"]})
    corpus = ct.load_corpus(tmp_path, fields={"doc_id": "رقم", "text": "جسم"}, metadata=metadata)
    assert corpus.texts["text"].tolist() == ["هدنة في حمص"]
    assert corpus.texts["published"].tolist() == [pd.Timestamp("2017-05-20")]


def test_a_corpus_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(
        ValueError, match=r"no document of .* could be read: 1 with a problem, the first of them .*empty"
    ):
        ct.load_corpus(tmp_path)


def test_spans_lead_back_to_the_raw_text() -> None:
    corpus = ct.load_corpus(SEED)
    mentions = corpus.to_raw(ct.find_mentions(corpus))
    raw = corpus.documents["text"].iloc[0]
    texts, _ = ct.clean(pd.DataFrame({"doc_id": ["أ"] * len(mentions), "text": "نص"}).drop_duplicates())
    said = [raw[a:b] for a, b in zip(mentions["raw_start"], mentions["raw_end"], strict=True)]
    assert [word.replace("\u0640", "") for word in said] == mentions["surface"].tolist()
    assert corpus.to_raw(texts).equals(texts)


def test_spans_of_another_corpus_lead_nowhere() -> None:
    corpus = corpus_of("هدنة في حمص")
    with pytest.raises(ValueError, match=r"not of this corpus: row 0 .* has the doc_id 'غيرها'"):
        corpus.to_raw(pd.DataFrame({"doc_id": ["غيرها"], "start": [0], "end": [4]}))
    with pytest.raises(ValueError, match=r"not of this corpus: row 0 .* has 'دنة ' at 1 to 5 of .*, and not 'هدنة'"):
        corpus.to_raw(pd.DataFrame({"doc_id": corpus.texts["doc_id"], "start": [1], "end": [5], "surface": ["هدنة"]}))
    second = {"start_b": [8], "end_b": [11], "surface_b": ["حلب"]}
    with pytest.raises(ValueError, match=r"not of this corpus: row 0 .* has 'حمص' at 8 to 11 of .*, and not 'حلب'"):
        corpus.to_raw(pd.DataFrame({"doc_id": corpus.texts["doc_id"], "start": [0], "end": [4], **second}))


def test_spans_of_a_selection_lead_back_from_the_whole() -> None:
    corpus = corpus_of("هدنة في حمص", "قصف في روسيا")
    found = ct.find_mentions(corpus.select([False, True]))
    assert corpus.to_raw(found)["raw_start"].tolist() == found["start"].tolist() == [7]


def test_it_says_how_large_it_is(corpus: ct.Corpus) -> None:
    said = "4 documents, 2017-05-20 to 2018-01-01, sources: وكالة 1, صحيفة 1, 1 with a problem"
    assert repr(corpus) == f"Corpus({said})"
    assert repr(corpus.select(sources="صحيفة")) == "Corpus(1 document, 2017-05-31 to 2017-05-31, sources: صحيفة 1)"
    undated = ct.Corpus(DOCUMENTS.assign(published=pd.to_datetime(["2017-05-20", "NaT", "NaT", "NaT"])))
    assert "2 without a date" in repr(undated)


def test_its_page_escapes_what_the_corpus_says() -> None:
    page = corpus_of("هدنة", source="<script>")._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ({"where": [True, False, True, False]}, ["أ", "ج"]),
        ({"where": pd.array([True, None, False, True], dtype="boolean")}, ["أ", "د"]),
        ({"where": pd.Series([True, False, False, True], index=[3, 2, 1, 0])}, ["أ", "د"]),
        ({"where": pd.Series([True, False, False, False], index=[3, 2, 1, 0])}, ["د"]),
        ({"sources": "وكالة"}, ["أ", "ج"]),
        ({"sources": ["وكالة", "صحيفة"], "categories": "حرب"}, ["أ", "ب"]),
        ({"dates": "2017-05"}, ["أ", "ب"]),
        ({"dates": "2017"}, ["أ", "ب"]),
        ({"dates": pd.Timestamp("2017-05-20 10:00")}, ["أ"]),
        ({"dates": pd.Period("2017-05")}, ["أ", "ب"]),
        ({"where": pd.Series([True, False, False, False], index=["د", "ج", "ب", "أ"])}, ["د"]),
        ({"dates": ("2017-05-31", None)}, ["ب", "د"]),
        ({"dates": (None, "2017-05-31")}, ["أ", "ب"]),
        ({"dates": (pd.Timestamp("2017-05-21"), pd.Timestamp("2017-12-31"))}, ["ب"]),
        ({"where": np.zeros(4, bool)}, []),
    ],
)
def test_selects(corpus: ct.Corpus, options: dict[str, object], kept: list[str]) -> None:
    selected = corpus.select(**options)  # type: ignore[arg-type]
    assert selected.texts["doc_id"].tolist() == kept == selected.documents["doc_id"].tolist()


@pytest.mark.parametrize("order", [[2, 0, 1, 3], [3, 2, 1, 0], [9, 3, 3, 7]])
def test_a_condition_on_the_table_that_a_corpus_was_made_of_selects_what_it_says(order: list[int]) -> None:
    table = DOCUMENTS.set_axis(order)
    corpus = ct.Corpus(table)
    assert corpus.select(table["doc_id"] == "ب").texts["doc_id"].tolist() == ["ب"]
    rest = corpus.select(table["doc_id"] != "أ")
    assert rest.select(table["doc_id"].iloc[1:] == "ج").texts["doc_id"].tolist() == ["ج"]


def test_a_corpus_can_be_pickled_with_its_lemmas(corpus: ct.Corpus) -> None:
    for whole in (corpus, corpus.select(categories="سلام")):
        again = pickle.loads(pickle.dumps(whole))  # noqa: S301 - made in this line
        pd.testing.assert_frame_equal(again.lemmatized.vocabulary, whole.lemmatized.vocabulary)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"where": [True]}, ValueError, "1 values for 4 documents"),
        ({"where": ["نعم"] * 4}, TypeError, "something other than True and False"),
        ({"sources": "إذاعة"}, ValueError, "no document has the source 'إذاعة'; there are 'وكالة', 'صحيفة'"),
        ({"dates": "أمس"}, ValueError, "write a day, month or year as '2017-05-20', '2017-05', '2017'"),
        ({"dates": (pd.NaT, None)}, ValueError, "write a day, month or year"),
        ({"dates": "01/06/2017"}, ValueError, "write a day, month or year"),
        ({"dates": "2017-06-01T12:00"}, ValueError, "write a day, month or year"),
        ({"dates": 2017}, ValueError, "write a day, month or year"),
        ({"dates": ("2017", "2018", "2019")}, ValueError, "give one period, or a pair"),
        ({"dates": ("2018", "2017")}, ValueError, "ends before it begins"),
        ({"sources": 3}, ValueError, "no document has the source 3"),
        ({"where": pd.Series([True, False, False, False], index=[7, 8, 9, 10])}, ValueError, "pass its values"),
    ],
)
def test_refuses_to_select(corpus: ct.Corpus, options: dict[str, object], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        corpus.select(**options)  # type: ignore[arg-type]


def test_a_column_that_is_not_there_cannot_be_selected_by() -> None:
    with pytest.raises(ValueError, match="lacks the column source"):
        corpus_of("هدنة").select(sources="وكالة")


def test_a_sample_is_the_same_for_the_same_seed_and_has_texts(corpus: ct.Corpus) -> None:
    first, again = corpus.sample(2, seed=3), corpus.sample(2, seed=3)
    assert first.texts.equals(again.texts)
    assert len({tuple(corpus.sample(2, seed=seed).texts["doc_id"]) for seed in range(20)}) == 3
    assert corpus.sample(99).texts["doc_id"].tolist() == ["أ", "ب", "د"]
    with pytest.raises(ValueError, match="`n` is 0"):
        corpus.sample(0)


WORDS = st.sampled_from(["هدنة", "الهدنة", "وللهدنة", "حمص", "في", "قصف", "تقدم", "التقدم", "15", "."])
TEXTS = st.lists(st.one_of(st.none(), st.lists(WORDS, max_size=8).map(" ".join)), min_size=1, max_size=6)


@given(TEXTS, st.data())
def test_a_selection_is_made_of_what_the_whole_found(texts: list[str | None], data: st.DataObject) -> None:
    corpus = corpus_of(*texts)
    kept = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    part = corpus.select(kept)
    alone = ct.Corpus(corpus.texts[kept])
    pd.testing.assert_frame_equal(part.sentences, alone.sentences)
    pd.testing.assert_frame_equal(part.texts, alone.texts)
    columns = ["doc", "start", "end"]
    pd.testing.assert_frame_equal(part.tokens.table[columns], alone.tokens.table[columns])
    surfaces = [
        corpus_.tokens.vocabulary["surface"].to_numpy()[corpus_.tokens.table["word"]] for corpus_ in (part, alone)
    ]
    assert surfaces[0].tolist() == surfaces[1].tolist()
    assert part.tokens.vocabulary["n"].sum() == len(part.tokens)
    whole = corpus.lemmatized.vocabulary[["surface", "lemma"]]
    pd.testing.assert_frame_equal(part.lemmatized.vocabulary[["surface", "lemma"]], whole)


def test_what_is_made_once_is_made_once(corpus: ct.Corpus) -> None:
    made: list[list[int]] = [corpus.once("x", list) for _ in range(2)]
    assert made[0] is made[1]
    assert corpus.lemmatized is corpus.lemmatized
    assert corpus.select(sources="وكالة").once("x", list) is not made[0]


def test_verbs_of_parts_are_joined(corpus: ct.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ct.find_mentions(corpus)
    halves = [corpus.select(np.arange(4) < 2), corpus.select(np.arange(4) >= 2)]
    parts = tuple(part for half in halves for part in half.parts)
    monkeypatch.setattr(ct.Corpus, "parts", parts)
    pd.testing.assert_frame_equal(ct.find_mentions(corpus), whole)
    assert map_parts(corpus, lambda part: part.texts)["doc_id"].tolist() == ["أ", "ب", "ج", "د"]
    assert all(isinstance(part, Part) for part in parts)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: ct.Corpus(pd.DataFrame({"text": ["هدنة"]})), "lacks the column doc_id"),
        (lambda: ct.Corpus(documents_of("هدنة", "قصف").assign(doc_id=["أ", "أ"])), "stands in more than one row"),
        (
            lambda: ct.Corpus(documents_of("هدنة", "قصف").assign(doc_id=pd.Series(["أ", None], dtype=object))),
            "missing in row 1",
        ),
        (lambda: ct.Corpus(documents_of("هدنة"), documents=documents_of("هدنة", "قصف")), "have other doc_ids"),
        (lambda: ct.Corpus(documents_of("هدنة"), edits=documents_of("هدنة")), "`edits` lacks the columns start"),
        (
            lambda: ct.Corpus(documents_of("هدنة"), edits=ct.clean(documents_of("هـدنة", "هـدنة"))[1]),
            "`edits` is not of",
        ),
    ],
)
def test_refuses_what_does_not_belong_together(made: "object", message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made()  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [None, "seeds", ["هدنة"], 3])
def test_what_is_no_corpus_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="pass a Corpus"):
        as_corpus(wrong)


def test_tokens_are_refused_with_what_to_write() -> None:
    with pytest.raises(TypeError, match=r"Corpus\(tokens.documents\)"):
        ct.term_frequency(corpus_of("هدنة").tokens)  # type: ignore[arg-type]


def test_only_public_names_are_listed() -> None:
    assert sorted(set(dir(ct))) == dir(ct)
    assert all(hasattr(ct, name) for name in dir(ct))
    assert {"Corpus", "load_corpus", "Locale", "save_figure", "verify_figures", "read_csv"} <= set(dir(ct))
