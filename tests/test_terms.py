import math

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of, documents_of, tokens_of

from corpus_tools import Corpus
from corpus_tools.calendars.units import UNITS
from corpus_tools.terms.frequency import document_term_matrix, term_frequency
from corpus_tools.terms.occurrences import find_terms

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["أ", "ب", "ج", "د"],
        "text": [
            "وصلت القوات إلى البلدة. غادرت القوات البلدة في المساء.",
            "القوات في البلدة، وللقوات حاجز و15 آلية.",
            "لا خبر اليوم.",
            None,
        ],
        "published": pd.Series(["2017-05-20", "2017-05-21", None, "2017-06-01"], dtype="datetime64[s]").to_numpy(),
        "source": ["وكالة", "صحيفة", None, "وكالة"],
    },
    index=[3, 3, 5, 6],
)


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(DOCUMENTS)


def counts(table: pd.DataFrame) -> dict[str, int]:
    return dict(zip(table["term"], table["n"].tolist(), strict=True))


def test_counts_lemmas_over_clitics(corpus: Corpus) -> None:
    table = term_frequency(corpus)
    forces = table.set_index("label").loc["القوات"]
    assert forces["n"] == 4
    assert forces["documents"] == 2
    assert forces["per_million"] == pytest.approx(1e6 * 4 / table["n"].sum())
    assert table["n"].is_monotonic_decreasing


def test_forms_part_what_lemmas_join(corpus: Corpus) -> None:
    surface, folded = term_frequency(corpus, form="surface"), term_frequency(corpus, form="folded")
    assert counts(surface)["القوات"] == 3
    assert counts(surface)["وللقوات"] == 1
    assert counts(folded)["البلده"] == 3
    assert "15" not in counts(surface)
    assert counts(term_frequency(corpus, form="surface", kinds=["number"])) == {"15": 1}


def test_groups_add_up_to_the_whole(corpus: Corpus) -> None:
    whole = counts(term_frequency(corpus))
    for by in ("document", *UNITS, "source"):
        table = term_frequency(corpus, by=by)
        totals = table.groupby("term")[["n"]].sum().reset_index()
        assert counts(totals) == whole, by


def test_documents_without_a_value_form_a_group(corpus: Corpus) -> None:
    months = term_frequency(corpus, by="month")["period"].unique().tolist()
    assert [str(month) for month in months[:-1]] == ["2017-05"]
    assert pd.isna(months[-1])
    sources = term_frequency(corpus, by="source")["source"].unique().tolist()
    assert sources[:2] == ["صحيفة", "وكالة"]
    assert pd.isna(sources[2])


def test_stop_words_are_left_out_but_counted_in_the_rate(corpus: Corpus) -> None:
    plain, stopped = term_frequency(corpus), term_frequency(corpus, stop_words=["في", "إلي"])
    assert set(plain["label"]) - set(stopped["label"]) == {"في", "إلى"}
    rates = [table.set_index("label")["per_million"]["القوات"] for table in (plain, stopped)]
    assert rates[0] == pytest.approx(rates[1])


def test_ngrams_stay_in_their_sentence(corpus: Corpus) -> None:
    pairs = counts(term_frequency(corpus, form="surface", ngram=2))
    assert pairs["القوات البلدة"] == 1
    assert "البلدة غادرت" not in pairs
    triples = counts(term_frequency(corpus, form="surface", ngram=3))
    assert triples["وصلت القوات إلى"] == 1
    assert "حاجز و آلية" not in triples


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("قرية القرى القرى", ["القرى"]),
        ("القرى قرية", ["القرى"]),
        ("قرية القرى", ["قرية"]),
        # The article belongs to the form, another clitic does not.
        ("القرى والقرى قرية قرية قرية بلدة", ["قرية", "بلدة"]),
        ("القرى والقرى للقرى قرية قرية", ["القرى"]),
        ("12", []),
    ],
)
def test_a_term_is_called_what_is_written_most_often_or_first(text: str, labels: list[str]) -> None:
    assert find_terms(tokens_of(text)).labels == labels


def test_an_ngram_is_called_what_is_written_most_often() -> None:
    text = "قال مصدر أمني ذلك. وقال المصدر الأمني ذلك. مصدر أمني. القوات الأمنية. الأمنية. الأمنية. المصدر. المصدر."
    pairs = term_frequency(corpus_of(text), ngram=2, min_n=3)
    assert pairs["label"].tolist() == ["مصدر أمني"]


def test_an_ngram_may_hold_a_stop_word_inside(corpus: Corpus) -> None:
    triples = counts(term_frequency(corpus, form="surface", ngram=3, stop_words=["إلى", "في"]))
    assert "القوات إلى البلدة" in triples
    assert "وصلت القوات إلى" not in triples


def test_minimum_counts(corpus: Corpus) -> None:
    assert term_frequency(corpus, min_n=3)["n"].min() >= 3


def test_occurrences_point_at_their_tokens(corpus: Corpus) -> None:
    tokens = corpus.tokens
    terms = find_terms(tokens, form="surface", ngram=2)
    words = tokens.vocabulary["surface"].to_numpy()[tokens.table["word"].to_numpy()]
    for first, last, term in zip(terms.first, terms.last, terms.term, strict=True):
        assert " ".join(words[first : last + 1]) == terms.names[term]


def test_the_matrix_holds_the_counts(corpus: Corpus) -> None:
    counted = document_term_matrix(corpus, form="surface", min_n=2)
    table = term_frequency(corpus, form="surface", min_n=2)
    assert dict(zip(counted.terms, counted.matrix.sum(axis=0).A1.tolist(), strict=True)) == counts(table)
    assert counted.doc_ids == DOCUMENTS["doc_id"].tolist()
    assert counted.matrix.shape == (4, len(counted.terms))


def test_tfidf_weights_rare_terms_and_scales_rows(corpus: Corpus) -> None:
    weighted = document_term_matrix(corpus, form="surface", weight="tfidf")
    dense = weighted.matrix.toarray()
    assert np.linalg.norm(dense, axis=1)[:3] == pytest.approx([1, 1, 1])
    row = dict(zip(weighted.terms, dense[0], strict=True))
    rare, common = math.log(5 / 2) + 1, math.log(5 / 3) + 1
    assert row["وصلت"] / row["القوات"] == pytest.approx(rare / (2 * common))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "place"}, "lacks the column place"),
        ({"form": "root"}, "`form` is 'root'"),
        ({"ngram": 0}, "`ngram` is 0"),
        ({"ngram": 6}, "`ngram` is 6"),
        ({"min_n": 0}, "`min_n` is 0"),
        ({"kinds": ["noun"]}, "names noun"),
    ],
)
def test_refuses(corpus: Corpus, options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        term_frequency(corpus, **options)  # type: ignore[arg-type]


def test_periods_need_timestamps() -> None:
    documents = pd.DataFrame({"doc_id": [1], "text": ["حمص"], "published": ["أمس"]})
    with pytest.raises(ValueError, match="which is no timestamp"):
        term_frequency(documents, by="month")


@pytest.mark.parametrize("texts", [[], [None], ["َ ُ"], ["12 34"]])
def test_nothing_to_count_gives_an_empty_table(texts: list[str | None]) -> None:
    documents = documents_of(*texts)
    table = term_frequency(documents)
    assert table.empty
    assert list(table.columns) == ["term", "label", "n", "documents", "per_million", "dispersion", "dp", "juilland_d"]
    assert term_frequency(documents, ngram=2, by="document").empty
    assert document_term_matrix(documents).matrix.shape == (len(texts), 0)


def test_a_document_counts_in_the_group_of_each_actor_that_it_mentions() -> None:
    documents = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "text": ["هدنة هدنة", "هدنة قصف", "قصف"]})
    actors = pd.DataFrame({"doc_id": ["أ", "أ", "ب", "أ", "ب"], "actor_id": ["RUS", "SYR", "SYR", "RUS", None]})
    found = term_frequency(documents, by=actors)
    assert found[["actor_id", "term", "n", "documents", "per_million"]].to_numpy().tolist() == [
        ["RUS", "هدنة", 2, 1, 1e6],
        ["SYR", "هدنة", 3, 2, 750_000],
        ["SYR", "قصف", 1, 1, 250_000],
    ]


@pytest.mark.parametrize(
    ("by", "message"),
    [
        (pd.DataFrame({"doc_id": ["أ"]}), "the table `by` has the columns doc_id; it must have doc_id and one other"),
        (pd.DataFrame({"actor_id": ["RUS"]}), "the table `by` lacks the column doc_id"),
        (
            pd.DataFrame({"doc_id": ["د"], "actor_id": ["RUS"]}),
            "names the doc_id 'د', which no document of the corpus has",
        ),
    ],
)
def test_a_table_of_groups_that_does_not_fit_is_refused(by: pd.DataFrame, message: str) -> None:
    corpus = corpus_of("هدنة")
    with pytest.raises(ValueError, match=message):
        term_frequency(corpus, by=by)


def test_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(DOCUMENTS)
    whole = term_frequency(corpus, by="month")
    monkeypatch.setattr("corpus_tools.terms.document_counts._BLOCK", 3)
    pd.testing.assert_frame_equal(term_frequency(corpus, by="month", threads=2), whole)
    with pytest.raises(ValueError, match="`threads` is 0"):
        term_frequency(corpus, threads=0)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("زيارته وزيارتها وزيارتهم", "زيارة"),
        ("الامن والامن", "الأمن"),
        ("القاهره والقاهره", "القاهرة"),
        ("المصرى والمصرى", "المصري"),
        ("الإتحاد والإتحاد", "الاتحاد"),
        ("إفريقيا وإفريقيا", "إفريقيا"),
        ("شخصا وشخصا وشخص", "شخص"),
        ("مشيرا ومشيرا", "مشيرا"),
        ("مشيرا ومشيرا والمشير", "مشيرا"),
    ],
)
def test_a_label_is_a_word_that_an_editor_would_print(text: str, label: str) -> None:
    assert term_frequency(pd.DataFrame({"doc_id": [1], "text": [text]}))["label"].tolist() == [label]
