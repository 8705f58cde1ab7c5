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


def counts_of(found: pd.DataFrame, term: str) -> tuple[Any, Any]:
    return found.loc[term, "n_target"], found.loc[term, "n_reference"]


def test_measures_of_a_worked_example() -> None:
    found = ct.keyness(table(حصار=30, سلام=70), table(حصار=10, سلام=190)).set_index("term").loc["حصار"]
    assert (found.n_target, found.n_reference) == (30, 10)
    assert found.log_ratio == pytest.approx(math.log2((30 / 100) / (10 / 200)))
    interval = stats.contingency.relative_risk(30, 100, 10, 200).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((math.log2(interval.low), math.log2(interval.high)))
    pearson = stats.chi2_contingency([[30, 70], [10, 190]], correction=False, lambda_="log-likelihood")
    assert found.g2 == pytest.approx(pearson.statistic)


def test_false_discoveries_are_controlled_over_all_terms() -> None:
    target, reference = table(أ=50, ب=20, ج=11, د=400), table(أ=10, ب=10, ج=10, د=500)
    found = ct.keyness(target, reference)
    p = stats.chi2.sf(found["g2"], 1)
    assert found["q"].tolist() == pytest.approx(stats.false_discovery_control(p).tolist())
    assert found["q"].is_monotonic_increasing


def test_both_directions_mirror_each_other() -> None:
    target, reference = table(أ=50, ب=5, ج=7), table(أ=10, ب=40, د=9)
    forth = ct.keyness(target, reference).set_index("term").sort_index()
    back = ct.keyness(reference, target).set_index("term").sort_index()
    np.testing.assert_allclose(forth["log_ratio"], -back["log_ratio"])
    np.testing.assert_allclose(forth["low"], -back["high"])
    np.testing.assert_allclose(forth["g2"], back["g2"])


def test_a_term_of_one_corpus_only_has_a_finite_ratio() -> None:
    found = ct.keyness(table(أ=50, ب=50), table(ب=100)).set_index("term")
    assert found.loc["أ", "log_ratio"] == pytest.approx(math.log2(0.5 / (0.5 / 100)))
    assert np.isfinite(found[["low", "high", "g2", "q"]]).all().all()


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
    ],
)
def test_bad_input_is_refused(
    target: pd.DataFrame, reference: pd.DataFrame, options: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        ct.keyness(target, reference, **options)  # type: ignore[arg-type]


def test_nothing_left_is_an_empty_table() -> None:
    found = ct.keyness(table(أ=1), table(أ=1), min_n=5)
    assert found.empty
    assert {"log_ratio", "low", "high", "g2", "q"} <= set(found.columns)
