"""Statistics against scipy, formulas written out, exhaustive sums and a simulation."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from corpus_tools.statistics.association import fisher_exact, hypergeometric_tails, log_likelihood
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import check_confidence, wald_log_ratio, wilson_interval
from corpus_tools.statistics.overdispersion import poisson_gain

CELLS = st.lists(st.integers(1, 10_000), min_size=4, max_size=4)


@given(
    st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))),
    st.sampled_from([0.5, 0.9, 0.95, 0.99]),
)
def test_wilsons_interval_is_that_of_scipy(counted: tuple[int, int], confidence: float) -> None:
    n, total = counted
    low, high = wilson_interval(np.array([n]), np.array([total]), confidence=confidence)
    expected = stats.binomtest(n, total).proportion_ci(confidence, method="wilson")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_none_and_all_are_bounds_of_wilsons_interval() -> None:
    low, high = wilson_interval(np.array([0, 7, 0]), np.array([1087, 7, 0]))
    assert low[0] == 0
    assert high[1] == 1
    assert np.isnan([low[2], high[2]]).all()


def test_walds_interval_covers_the_true_ratio() -> None:
    random = np.random.default_rng(0)
    units, cells = 400, np.array([0.06, 0.14, 0.09, 0.71])
    truth = np.log2(cells[0] / ((cells[0] + cells[1]) * (cells[0] + cells[2])))
    draws = random.multinomial(units, cells, size=4000).astype(float)
    n, n_a, n_b = draws[:, 0], draws[:, 0] + draws[:, 1], draws[:, 0] + draws[:, 2]
    ratio, low, high = wald_log_ratio(n, n_a, n_b, units, confidence=0.95)
    assert np.mean((low <= truth) & (truth <= high)) == pytest.approx(0.95, abs=0.015)
    assert ((high - low) / 2 / stats.norm.ppf(0.975)).mean() == pytest.approx(ratio.std(), rel=0.05)


@given(CELLS)
def test_log_likelihood_is_that_of_scipy(cells: list[int]) -> None:
    a, b, c, d = cells
    expected = stats.chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood")
    found = log_likelihood(np.array([a]), np.array([a + b]), np.array([a + c]), sum(cells))
    assert found[0] == pytest.approx(expected.statistic, rel=1e-6, abs=1e-7)


def test_log_likelihood_of_empty_cells() -> None:
    # With no meeting, 10 and 10 of 100: 2 * (0 + 2 * 10 ln(10 / 9) + 80 ln(80 / 81)).
    expected = 2 * (20 * math.log(10 / 9) + 80 * math.log(80 / 81))
    found = log_likelihood(np.array([0]), np.array([10]), np.array([10]), 100)
    assert found[0] == pytest.approx(expected)


@settings(max_examples=60)
@given(st.integers(1, 40).flatmap(lambda u: st.tuples(st.just(u), st.integers(0, u), st.integers(0, u))), st.data())
def test_fishers_exact_test_counts_all_arrangements(margins: tuple[int, int, int], data: st.DataObject) -> None:
    units, n_a, n_b = margins
    fewest, most = max(0, n_a + n_b - units), min(n_a, n_b)
    n = data.draw(st.integers(fewest, most))
    ways = {k: math.comb(n_a, k) * math.comb(units - n_a, n_b - k) for k in range(fewest, most + 1)}
    more = sum(way for k, way in ways.items() if k >= n)
    fewer = sum(way for k, way in ways.items() if k <= n)
    p = fisher_exact(np.array([float(n)]), np.array([float(n_a)]), np.array([float(n_b)]), units)
    assert p[0] == pytest.approx(min(1.0, 2 * min(more, fewer) / math.comb(units, n_b)), rel=1e-9)
    tails = hypergeometric_tails(np.array([n]), np.array([n_a]), np.array([n_b]), units)
    assert [tail[0] * math.comb(units, n_b) for tail in tails] == [pytest.approx(fewer), pytest.approx(more)]


def test_gain_is_the_difference_of_poisson_likelihoods() -> None:
    counts, expected = np.array([[0, 3, 9], [1, 2, 40]]), np.array([0.5, 3.0, 2.0])
    difference = stats.poisson.logpmf(counts, 2.5 * expected) - stats.poisson.logpmf(counts, expected)
    np.testing.assert_allclose(poisson_gain(counts, expected, 2.5), difference, rtol=1e-9)


@given(st.lists(st.floats(0, 1), max_size=40))
def test_false_discovery_rates_are_those_of_scipy_to_the_bit(p: list[float]) -> None:
    expected = stats.false_discovery_control(p).tolist() if p else []
    assert false_discovery_rates(np.array(p)).tolist() == expected


@given(st.lists(st.floats(0, 1), max_size=40), st.integers(0, 60))
def test_tests_that_are_not_given_are_ones(p: list[float], more: int) -> None:
    tests = len(p) + more
    expected = stats.false_discovery_control([*p, *[1.0] * more])[: len(p)].tolist() if p else []
    assert false_discovery_rates(np.array(p), tests=tests).tolist() == pytest.approx(expected, rel=1e-12)


def test_false_discovery_rates_keep_their_array() -> None:
    p = np.array([0.04, 0.001, 0.9])
    assert false_discovery_rates(p).tolist() == pytest.approx([0.06, 0.003, 0.9])
    assert p.tolist() == [0.04, 0.001, 0.9]


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan])
def test_confidence_lies_between_zero_and_one(confidence: float) -> None:
    one = np.array([1])
    for refuses in (
        lambda: check_confidence(confidence),
        lambda: wilson_interval(one, one, confidence=confidence),
        lambda: wald_log_ratio(one * 1.0, one * 1.0, one * 1.0, 2, confidence=confidence),
    ):
        with pytest.raises(ValueError, match="must be between 0 and 1, such as"):
            refuses()
