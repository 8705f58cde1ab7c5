"""Rates compared by article: against formulas written out article by article, and against chance."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.statistics.by_article import ArticleSums, RateComparison, compare_rates, compare_shares
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.effect_sizes import EFFECT_SIZES

ARTICLES = st.lists(st.tuples(st.integers(0, 6), st.integers(6, 40)), min_size=2, max_size=12)


def sums(y: Floats | Ints, m: Floats | Ints) -> ArticleSums:
    """Sum over the articles: `y` has a row for each thing and a column for each article."""
    counts: Floats = np.atleast_2d(y).astype(float)
    sizes = np.broadcast_to(m, counts.shape).astype(float)
    parts = (sizes > 0, sizes, sizes**2, counts, counts**2, counts * sizes)
    return ArticleSums(*(part.sum(axis=1).astype(float) for part in parts))


def compare(y: Floats | Ints, m: Floats | Ints, in_target: Bools) -> RateComparison:
    things = np.atleast_2d(y).astype(float)
    return compare_rates(sums(things[:, in_target], m[in_target]), sums(things[:, ~in_target], m[~in_target]))


def write_out(y: Floats, m: Floats, in_target: Bools) -> tuple[float, float, float]:
    """Return low, high and p of one thing, article by article and with scipy's distributions."""

    def variance(of: Bools, rate: float) -> float:
        residuals = [count - rate * size for count, size in zip(y[of], m[of], strict=True)]
        return float(sum(value**2 for value in residuals) * of.sum() / (of.sum() - 1))

    everything = np.full(len(y), fill_value=True)
    pooled = variance(everything, y.sum() / m.sum()) / y.sum()
    own = [
        variance(of, y[of].sum() / m[of].sum()) / y[of].sum() if y[of].sum() else 0 for of in (in_target, ~in_target)
    ]
    effects = [max(effect, pooled) for effect in own]
    x, rest = (y[of].sum() / effect for of, effect in zip((in_target, ~in_target), effects, strict=True))
    sizes = [m[of].sum() / effect for of, effect in zip((in_target, ~in_target), effects, strict=True)]
    share = sizes[0] / sum(sizes)

    def tail(a: float, b: float, chance: float) -> float:
        at_least = stats.beta.cdf(chance, a, b + 1) if a else 1.0
        return float(at_least + (stats.beta.cdf(chance, a + 1, b) if b else 0.0)) / 2

    z = stats.norm.isf(min(tail(x, rest, share), tail(rest, x, 1 - share), 0.5))
    p = 2 * stats.t.sf(z, len(y) - 2)
    halves = [m[of].sum() / m.sum() for of in (in_target, ~in_target)]
    counts = [y[of].sum() or half for of, half in zip((in_target, ~in_target), halves, strict=True)]
    a, b = (count / effect for count, effect in zip(counts, effects, strict=True))
    n, q = a + b, stats.t.isf(0.025, len(y) - 2)
    roots = sorted(np.roots([1 + q**2 / n, -(2 * a / n + q**2 / n), (a / n) ** 2]).real)
    low, high = (np.log2(root / (1 - root) * sizes[1] / sizes[0]) for root in roots)
    return float(low), float(high), float(p)


@given(ARTICLES, ARTICLES)
def test_p_and_interval_are_those_written_out(target: list[tuple[int, int]], reference: list[tuple[int, int]]) -> None:
    y, m = np.array([*target, *reference], float).T
    rates = y / m
    assume(y.sum() > 0)
    assume(np.ptp(rates) > 0.01)
    in_target = np.arange(len(y)) < len(target)
    found = compare(y, m, in_target)
    expected = write_out(y, m, in_target)
    assert [found.low[0], found.high[0], found.p[0]] == pytest.approx(expected, rel=1e-5, abs=1e-5)


def test_a_word_once_in_an_article_has_the_exact_p_of_a_binomial() -> None:
    # Many articles of one length: the variance is that of independent words, and t is the normal distribution.
    size = 200_000
    for held, all_of in ((9, 12), (0, 7), (30, 40)):
        y, in_target = np.zeros(size), np.arange(size) < size // 4
        y[:held] = 1
        y[size // 4 : size // 4 + all_of - held] = 1
        binomial = stats.binom(all_of, 0.25)
        above, below = (tail - binomial.pmf(held) / 2 for tail in (binomial.sf(held - 1), binomial.cdf(held)))
        assert compare(y, np.full(size, 100.0), in_target).p[0] == pytest.approx(2 * min(above, below), rel=2e-3)


@given(st.integers(1, 50), st.integers(1, 10**7), st.integers(1, 10**7))
def test_none_against_some_is_never_more(n: int, size_target: int, size_reference: int) -> None:
    none, some = (
        ArticleSums(*np.array([[9.0], [size], [np.nan], [y], [np.nan], [np.nan]]))
        for size, y in ((size_target, 0), (size_reference, n))
    )
    assert compare_rates(none, some).log_ratio[0] < 0 < compare_rates(some, none).log_ratio[0]


def test_sides_can_be_exchanged() -> None:
    random = np.random.default_rng(0)
    y, m, in_target = random.poisson(0.3, (20, 50)), random.integers(50, 300, 50), np.arange(50) < 15
    forth, back = compare(y, m, in_target), compare(y, m, ~in_target)
    np.testing.assert_allclose(forth.log_ratio, -back.log_ratio)
    np.testing.assert_allclose(forth.low, -back.high)
    np.testing.assert_allclose(forth.p, back.p)


def test_what_lacks_articles_or_never_varies_is_not_tested() -> None:
    one = compare(np.array([3.0, 1, 0, 2]), np.full(4, 100.0), np.array([True, False, False, False]))
    same = compare(np.full(4, 2.0), np.full(4, 100.0), np.arange(4) < 2)
    for found in (one, same):
        assert np.isnan([found.low, found.high, found.p]).all()
        assert np.isfinite(found.log_ratio).all()


def test_a_share_and_the_rest_of_it_have_one_p() -> None:
    random = np.random.default_rng(1)
    m = random.integers(1, 5, 40)
    y = random.binomial(m, 0.8)
    target, reference = sums(y[:15], m[:15]), sums(y[15:], m[15:])
    found = compare_shares(target, reference)
    assert found.p == pytest.approx(compare_shares(target.others(), reference.others()).p)
    assert found.p >= compare_rates(target, reference).p
    named, others = sums(m[:15] - y[:15], m[:15]), target.others()
    np.testing.assert_allclose(np.array(named), np.array(others))


def clumped(random: np.random.Generator, mean: Floats, clump: int) -> Ints:
    """Draw counts whose words come in clumps: as many as a Poisson number of clumps of one and a Poisson number."""
    clumps = random.poisson(mean / clump)
    return np.asarray(clumps + random.poisson(clumps * (clump - 1.0)), np.int64)


#: The articles on each side, how long they are, how often a word stands in all of them, and how many in a clump.
NULLS = {
    "halves": ((100, 100), (1, 1), 20, 1),
    "halves, clumps of five": ((100, 100), (1, 1), 60, 5),
    "one in ten": ((20, 180), (1, 1), 40, 1),
    "one in ten, clumps of five": ((20, 180), (1, 1), 80, 5),
    "one in ten, twice as long": ((20, 180), (2, 1), 40, 1),
    "half, twice as long": ((100, 100), (2, 1), 30, 1),
    "five and five, of common words": ((5, 5), (1, 1), 60, 3),
    "five of sixty": ((5, 55), (1, 1), 60, 1),
}


@pytest.mark.parametrize("null", NULLS)
def test_words_of_one_rate_are_seldom_told_apart(null: str) -> None:
    (articles, others), (length, other), n, clump = NULLS[null]
    random = np.random.default_rng(4)
    m = random.gamma(4, 25, articles + others) * np.repeat([length, other], [articles, others])
    y = clumped(random, np.broadcast_to(m * n / m.sum(), (4000, len(m))), clump)
    y = y[y.sum(axis=1) >= 5]
    found = compare(y, m, np.arange(len(m)) < articles)
    assert (found.p <= 0.05).mean() <= 0.055
    assert (found.p <= 0.01).mean() <= 0.014
    covered = (found.low <= 0) & (found.high >= 0)
    assert covered.mean() >= 0.94
    assert covered.mean() <= (0.999 if null.startswith("five") else 0.985)


def test_words_of_different_rates_are_covered_and_found() -> None:
    random = np.random.default_rng(5)
    m, in_target = random.gamma(4, 25, 300), np.arange(300) < 100
    mean = m / m.sum() * np.where(in_target, 200, 50)
    found = compare(clumped(random, np.broadcast_to(mean, (2000, 300)), 3), m, in_target)
    assert ((found.low <= 2) & (found.high >= 2)).mean() == pytest.approx(0.95, abs=0.02)
    assert (found.p <= 0.05).mean() > 0.9
    assert ((found.low > 0) == (found.p <= 0.05)).mean() > 0.98


def test_random_halves_have_no_false_discovery() -> None:
    random = np.random.default_rng(6)
    m = random.gamma(4, 25, 300)
    frequency = 2000 / np.arange(1, 801)
    y = clumped(random, np.outer(frequency, m / m.sum()), 3)
    y = y[y.sum(axis=1) >= 5]
    weights = (y > 0).sum(axis=1).astype(float)
    false = []
    for _ in range(20):
        found = compare(y, m, random.random(300) < 0.5)
        false.append(int((false_discovery_rates(found.p, weights=weights) <= 0.05).sum()))
    assert sum(count > 0 for count in false) <= 2


def test_weights_and_missing_values_of_false_discovery_rates() -> None:
    p, weights = np.array([0.001, np.nan, 0.02, 0.3]), np.array([1.0, 7.0, 4.0, 1.0])
    found = false_discovery_rates(p, weights=weights)
    expected = stats.false_discovery_control(np.minimum(p[[0, 2, 3]] * 2 / weights[[0, 2, 3]], 1))
    assert found[[0, 2, 3]] == pytest.approx(expected)
    assert np.isnan(found[1])
    assert np.isnan(false_discovery_rates(np.full(3, np.nan), weights=np.ones(3))).all()


@given(st.lists(st.integers(1, 500), min_size=2, max_size=2), st.lists(st.integers(1000, 9000), min_size=2, max_size=2))
def test_further_measures_are_those_of_scipy(n: list[int], sizes: list[int]) -> None:
    (a, b), (size_a, size_b) = n, sizes
    cells = np.array([[a, size_a - a], [b, size_b - b]])
    found = {name: float(of(np.array([a]), np.array([b]), size_a, size_b)[0]) for name, of in EFFECT_SIZES.items()}
    g2, pearson = (stats.chi2_contingency(cells, correction=False, lambda_=kind) for kind in ("log-likelihood", None))
    odds = stats.contingency.odds_ratio(cells, kind="sample").statistic
    relative = stats.contingency.relative_risk(a, size_a, b, size_b).relative_risk
    assert found["bic"] == pytest.approx(g2.statistic - np.log(cells.sum()), abs=1e-6)
    assert found["chi_squared"] == pytest.approx(pearson.statistic, abs=1e-6)
    assert found["odds_ratio"] == pytest.approx(odds)
    assert found["percent_difference"] == pytest.approx(100 * (relative - 1))
