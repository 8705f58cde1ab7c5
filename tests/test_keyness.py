"""Keyness against scipy and formulas written out, on counts and on corpora."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of
from scipy import stats

import corpus_tools as ct


def table(**counts: int) -> pd.DataFrame:
    return pd.DataFrame({"term": list(counts), "n": list(counts.values())})


MANY = corpus_of(*["قصف على المدينة وقصف على القرية", "القصف مستمر", "هدنة في المدينة", "نزوح من حلب"] * 3)
OF_ONE_DAY = corpus_of("قصف", published="2017-05-01")
OTHERS = corpus_of(*["هدنة في المدينة", "عودة إلى حلب", "الهدنة مستمرة", "سلام في القرية بعد قصف"] * 3)


def counts_of(found: pd.DataFrame, term: str) -> tuple[Any, Any]:
    return found.loc[term, "n_target"], found.loc[term, "n_reference"]


def test_measures_of_a_worked_example() -> None:
    found = ct.keyness(table(حصار=30, سلام=70), table(حصار=10, سلام=190), measures=["chi_squared"])
    row = found.set_index("term").loc["حصار"]
    assert (row.n_target, row.n_reference) == (30, 10)
    assert row.log_ratio == pytest.approx(math.log2((30 / 100) / (10 / 200)))
    cells = np.array([[30, 70], [10, 190]])
    likelihood = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")
    assert row.g2 == pytest.approx(likelihood.statistic)
    assert row.chi_squared == pytest.approx(stats.chi2_contingency(cells, correction=False).statistic)
    assert (np.sign(found["g2"]) == np.sign(found["log_ratio"])).all()


def test_frequencies_are_compared_and_not_tested() -> None:
    counted = [ct.term_frequency(corpus) for corpus in (MANY, OTHERS)]
    bare = ct.keyness(table(حصار=30), table(حصار=10))
    for found in (bare, ct.keyness(*counted), ct.keyness(MANY, counted[1])):
        assert found[["low", "high", "p", "q"]].isna().all(axis=None)
        assert "which article has which term" in found.attrs["counted"]["untested"]
    assert bare["documents_target"].isna().all()
    tested, known = (found.set_index("term") for found in (ct.keyness(MANY, OTHERS), ct.keyness(*counted)))
    assert known["documents_target"].tolist() == tested["documents_target"].tolist()
    assert known["g2"].tolist() == pytest.approx(tested["g2"].tolist())
    assert "untested" not in ct.keyness(MANY, OTHERS).attrs["counted"]


def test_the_unit_is_the_article() -> None:
    # One article repeats a word as often as all the others use another.
    target = corpus_of("فيضان " * 40, *["هدنة في المدينة"] * 40, *["مدينة"] * 20)
    reference = corpus_of(*["سلام في المدينة"] * 60)
    found = ct.keyness(target, reference).set_index("term").loc[["فيضان", "هدنة"]]
    assert found[["n_target", "documents_target"]].to_numpy().tolist() == [[40, 1], [40, 40]]
    assert found["g2"].min() > 20
    in_one, in_many = found["p"].tolist()
    assert in_one > 0.2
    assert in_many < 1e-6


def test_false_discoveries_are_weighted_by_articles() -> None:
    found = ct.keyness(MANY, OTHERS, min_n=1)
    weights = (found["documents_target"] + found["documents_reference"]).to_numpy(float)
    expected = stats.false_discovery_control(np.minimum(found["p"] * weights.mean() / weights, 1))
    assert found["q"].tolist() == pytest.approx(expected.tolist())
    assert (-found["g2"].abs()).is_monotonic_increasing


def test_both_directions_mirror_each_other() -> None:
    forth, back = (
        ct.keyness(*pair, min_n=1).set_index("term").sort_index() for pair in ((MANY, OTHERS), (OTHERS, MANY))
    )
    for column, mirrored in (("log_ratio", "log_ratio"), ("low", "high"), ("g2", "g2")):
        np.testing.assert_allclose(forth[column], -back[mirrored], atol=1e-9)
    np.testing.assert_allclose(forth["p"], back["p"])


def test_a_term_of_one_corpus_only_has_a_finite_ratio() -> None:
    found = ct.keyness(table(أ=50, ب=50), table(ب=100)).set_index("term")
    assert found.loc["أ", "log_ratio"] == pytest.approx(math.log2(0.5 / (0.5 / 100)))
    small, large = table(أ=1, ب=9), table(أ=99_995, ج=5)
    assert ct.keyness(small, large).set_index("term").loc[["ج"], "log_ratio"].max() < 0
    tested = ct.keyness(MANY, OTHERS, min_n=1).set_index("term")
    only = tested[(tested["n_target"] == 0) | (tested["n_reference"] == 0)]
    assert len(only) > 2
    assert np.isfinite(only[["log_ratio", "low", "high", "g2", "p", "q"]]).all(axis=None)


def test_each_group_is_compared_with_the_rest() -> None:
    documents = pd.concat([MANY.texts, OTHERS.texts], ignore_index=True).assign(doc_id=range(24))
    documents["source"] = ["س"] * 8 + ["ص"] * 8 + ["ع"] * 8
    corpus = ct.Corpus(documents)
    found = ct.keyness(corpus, by="source", per_group=True, min_n=1)
    assert found["source"].unique().tolist() == ["س", "ص", "ع"]
    for source, rows in found.groupby("source"):
        is_source = documents["source"] == source
        alone = ct.keyness(corpus.select(is_source), corpus.select(~is_source), min_n=1)
        columns = [column for column in alone if column not in ("q", "label")]
        pd.testing.assert_frame_equal(rows[columns].reset_index(drop=True), alone[columns])
    p, weights = found["p"], (found["documents_target"] + found["documents_reference"]).to_numpy(float)
    assert found["q"].tolist() == pytest.approx(
        stats.false_discovery_control(np.minimum(p * weights.mean() / weights, 1)).tolist()
    )


def test_a_group_of_one_article_is_not_tested() -> None:
    found = ct.keyness(corpus_of("قصف قصف قصف قصف قصف"), OTHERS)
    assert found[["p", "q", "low", "high"]].isna().all(axis=None)
    assert found.attrs["counted"]["untested"] == "a test by article takes 2 articles on each side"
    documents = OTHERS.texts.assign(source=["س", *["ص"] * 11])
    groups = ct.keyness(documents, by="source", per_group=True)
    assert groups["p"].isna().all()


def test_minimum_is_of_either_corpus() -> None:
    found = ct.keyness(table(أ=5, ب=4, ج=90), table(أ=1, ب=4, ج=90), min_n=5)
    assert sorted(found["term"]) == ["أ", "ج"]


def test_corpora_are_compared_by_lemma_and_stop_words_still_count() -> None:
    target = corpus_of("القصف مستمر في حلب", "قصف المدينة في حلب")
    reference = corpus_of("هدنة في حلب", "الهدنة مستمرة في المدينة")
    found = ct.keyness(target, reference, stop_words=["في"], min_n=1).set_index("term")
    assert "في" not in found.index
    assert counts_of(found, "قصف") == (2, 0)
    assert found.loc["قصف", "per_million_target"] == pytest.approx(1e6 * 2 / 8)
    assert found.loc["قصف", "label"] in ("قصف", "القصف")


def test_parts_of_one_corpus() -> None:
    documents = pd.DataFrame(
        {"doc_id": range(4), "text": ["قصف", "قصف وهدنة", "هدنة", "هدنة"], "source": ["س", "س", "ص", None]}
    )
    corpus = ct.Corpus(documents)
    part, rest = corpus.select(sources="س"), corpus.select(corpus.texts["source"] != "س")
    found = ct.keyness(part, rest, min_n=1).set_index("term")
    assert counts_of(found, "قصف") == (2, 0)
    assert counts_of(found, "هدنة") == (1, 2)


def test_corpora_counted_in_two_ways_are_refused() -> None:
    lemmas, stems = (ct.term_frequency(corpus_of("قصف"), form=form) for form in ("lemma", "stem"))
    with pytest.raises(ValueError, match="count both in one way"):
        ct.keyness(lemmas, stems, min_n=1)


@pytest.mark.parametrize(
    ("target", "reference", "options", "message"),
    [
        (table(أ=1), table(), {}, "`reference` has no terms"),
        (pd.DataFrame({"word": ["أ"]}), table(أ=1), {}, "lacks the columns term, n"),
        (pd.DataFrame({"term": ["أ", "أ"], "n": [1, 2]}), table(أ=1), {}, "names 'أ' twice"),
        (table(أ=-1), table(أ=1), {}, "negative"),
        (table(أ=1), table(أ=1), {"min_n": 0}, "min_n"),
        (table(أ=1), table(أ=1), {"confidence": 1.0}, "confidence"),
        (table(أ=1), table(أ=1), {"measures": ["log_dice"]}, "give a list of bic, percent_difference"),
        (table(أ=1), table(أ=1), {"measures": "bic"}, "give a list of bic, percent_difference"),
        (table(أ=1), table(أ=1), {"by": "source", "per_group": True}, "compares two corpora"),
        (table(أ=1), None, {}, "compares two corpora"),
        (MANY, None, {"by": "source"}, "compares two corpora"),
        (MANY, None, {"per_group": True}, "compares two corpora"),
        (
            OF_ONE_DAY,
            None,
            {"by": "month", "per_group": True, "min_n": 1},
            "all articles with terms are of one group",
        ),
    ],
)
def test_bad_input_is_refused(
    target: pd.DataFrame, reference: pd.DataFrame | None, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        ct.keyness(target, reference, **options)


def test_nothing_left_is_an_empty_table() -> None:
    found = ct.keyness(table(أ=1), table(أ=1), min_n=5)
    assert found.empty
    assert {"documents_target", "log_ratio", "low", "high", "g2", "p", "q"} <= set(found.columns)


def test_what_is_all_that_both_sides_say_has_no_odds_and_warns_of_nothing() -> None:
    found = ct.keyness(table(حصار=9), table(حصار=7), measures=["odds_ratio", "chi_squared", "percent_difference"])
    assert found[["odds_ratio", "chi_squared"]].isna().all(axis=None)
    assert found["percent_difference"].tolist() == [0.0]


def test_what_every_article_has_is_not_tested() -> None:
    short, long = ([f"تونس {' '.join(['كلمة'] * n)}"] * 8 for n in (10, 20))
    varied = [[*texts[:-1], texts[-1] + " كلمة"] for texts in (short, long)]
    table = ct.keyness(corpus_of(*varied[0]), corpus_of(*varied[1]), min_n=1)
    assert table["q"].isna().all()
