"""Slopes of rates, against models fitted by hand, shuffled articles, and simulations of nothing and of something."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import optimize, stats

from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.peaks import find_peak
from corpus_tools.statistics.trends import Trends, fit_trends
from corpus_tools.terms.slopes import find_slopes, spread_of_shares

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def fit_shares(documents: Ints, articles: Ints, times: Floats, confidence: float = 0.95) -> Trends:
    """Fit the trends of shares of articles."""
    dispersion, skewness = spread_of_shares(documents, articles)
    spread = {"dispersion": dispersion, "skewness": skewness}
    return fit_trends(documents.astype(float), articles.astype(float), times, **spread, confidence=confidence)


def monthly(documents: Ints, articles: Ints, confidence: float = 0.95) -> pd.DataFrame:
    periods = pd.period_range("2013-01", periods=len(articles), freq="M")
    return find_slopes(
        documents,
        articles,
        periods,
        documents=documents,
        articles=articles,
        spread=spread_of_shares(documents, articles),
        confidence=confidence,
    )


def autocorrelated(random: np.random.Generator, things: int, periods: int, *, lag: float, spread: float) -> Floats:
    """Return logarithms of rates that wander without a trend."""
    steps = random.normal(size=(things, periods)) * spread
    for period in range(1, periods):
        steps[:, period] = lag * steps[:, period - 1] + np.sqrt(1 - lag**2) * steps[:, period]
    return steps


def test_a_slope_and_its_tests_are_those_of_a_model_fitted_by_hand() -> None:
    random = np.random.default_rng(1)
    articles, times = random.integers(10, 90, 30), np.arange(30) / 12
    documents = random.binomial(articles, np.clip(0.2 * np.exp(0.3 * times), 0, 1))[None]

    def deviance(parameters: Floats) -> float:
        mean = articles * np.exp(parameters[0] + parameters[1] * times)
        return float((mean - documents[0] * np.log(mean)).sum())

    fit = optimize.minimize(deviance, [-1.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12})
    mean = articles * np.exp(fit.x[0] + fit.x[1] * times)
    found = fit_shares(documents, articles, times)
    assert found.slope[0] == pytest.approx(fit.x[1], abs=1e-6)
    residual = (documents[0] - mean) / np.sqrt(mean)
    assert found.autocorrelation[0] == pytest.approx(
        (residual[1:] * residual[:-1]).sum() / (residual**2).sum(), abs=1e-6
    )

    # The score of no slope, its variance under Poisson counts, and what the two tests make of it.
    share = documents.sum() / articles.sum()
    away = times - np.average(times, weights=articles)
    score, variance = (documents[0] * away).sum(), share * (articles * away**2).sum()
    fletcher = (residual**2).sum() / 28 / (documents[0] / mean).mean()
    positive = max(found.autocorrelation[0], 0.0)
    second = (residual[2:] * residual[:-2]).sum() / (residual**2).sum()
    decay = np.clip((second - 1 / np.sqrt(30)) / positive, positive, 0.8) if positive else 0.0
    longer = 1 + 2 * positive / (1 - decay)
    of_periods = 2 * stats.t.sf(abs(score) / np.sqrt(fletcher * longer * variance), max(30 / longer - 2, 1))
    of_articles = 2 * stats.norm.sf(abs(score) / np.sqrt((1 - share) * variance))
    assert found.p[0] == pytest.approx(max(of_periods, of_articles), rel=0.05)


def test_p_of_a_rare_thing_is_that_of_shuffled_articles() -> None:
    random = np.random.default_rng(2)
    # Most articles came out late, so that the time of one drawn at random is very skewed.
    slot = np.sort((40 * random.random(3000) ** 0.25).astype(int))
    articles, times = np.bincount(slot, minlength=40), np.arange(40) / 12
    places = np.array([random.permutation(3000)[:8] for _ in range(4000)])
    shuffled = times[slot][places].sum(axis=1)
    for expected in (0.01, 0.05, 0.2):
        case = np.argsort(shuffled)[int(4000 * expected / 2)]
        documents = np.bincount(slot[places[case]], minlength=40)[None]
        found = fit_shares(documents, articles, times)
        assert found.p[0] >= 0.7 * expected
        # The larger of two p may be that of periods, and the score alone is far too small in the long tail.
        normal = 2 * stats.norm.sf(abs(shuffled[case] - shuffled.mean()) / shuffled.std())
        assert expected > 0.1 or normal < expected


@pytest.mark.parametrize("rates", [(0.3, 0.6), (0.02, 0.2), (0.002, 0.005)])
def test_without_a_trend_p_is_uniform_and_on_the_safe_side(rates: tuple[float, float]) -> None:
    random = np.random.default_rng(3)
    articles = (12 * 1.1 ** np.arange(40)).astype(np.int64)
    documents = random.binomial(articles, random.uniform(*rates, size=(250, 1)))
    p = fit_shares(documents, articles, np.arange(40) / 12).p
    assert stats.kstest(p, "uniform").statistic < 0.14
    for level in (0.01, 0.05, 0.2):
        assert (p < level).mean() <= level + 2 * np.sqrt(level / 250)
    assert (p < 0.05).mean() >= 0.01
    assert not (false_discovery_rates(p) < 0.05).any()


def test_rates_that_wander_are_no_trend() -> None:
    random = np.random.default_rng(4)
    articles, times = np.full(48, 60), np.arange(48) / 12
    rates = np.clip(0.15 * np.exp(autocorrelated(random, 250, 48, lag=0.5, spread=0.5)), 0, 0.9)
    documents = random.binomial(articles, rates)
    found = fit_shares(documents, articles, times)
    # A test that takes articles, or months, as independent finds three to six times as many.
    share = documents.sum(axis=1) / articles.sum()
    score = (documents * (times - times.mean())).sum(axis=1)
    naive = np.abs(score) / np.sqrt(share * (1 - share) * (articles * (times - times.mean()) ** 2).sum())
    assert (naive > 1.96).mean() > 0.3
    assert (found.p < 0.05).mean() < 0.12
    assert found.autocorrelation.mean() > 0.2
    assert (false_discovery_rates(found.p) < 0.05).mean() <= 0.01


def test_a_burst_in_the_middle_is_no_trend() -> None:
    random = np.random.default_rng(5)
    articles, rates = np.full(36, 50), np.full((200, 36), 0.05)
    for row, middle in zip(rates, random.integers(14, 20, 200), strict=True):
        row[middle : middle + 3] = 0.4
    p = monthly(random.binomial(articles, rates), articles)["p"]
    assert (p < 0.05).mean() <= 0.05


def test_a_trend_is_found_and_its_interval_covers_it() -> None:
    random = np.random.default_rng(6)
    articles = random.integers(15, 60, 48)
    slope = 0.35
    rates = 0.1 * (1 + slope) ** (np.arange(48) / 12)
    table = monthly(random.binomial(articles, rates, size=(200, 48)), articles)
    assert (table["p"] < 0.05).mean() > 0.95
    assert table["slope"].median() == pytest.approx(slope, abs=0.03)
    covered = table["slope_low"].le(slope) & table["slope_high"].ge(slope)
    assert 0.93 <= covered.mean() <= 0.99


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.sampled_from([0.8, 0.95, 0.99]))
def test_an_interval_holds_the_slopes_that_are_not_rejected(seed: int, confidence: float) -> None:
    random = np.random.default_rng(seed)
    articles = random.integers(1, 80, 12)
    rate = random.uniform(0.02, 0.9) * np.exp(
        random.normal(0, 0.3, (20, 12)) + random.uniform(-1, 1) * np.arange(12) / 6
    )
    documents = random.binomial(articles, np.clip(rate, 0, 0.95))
    documents = documents[(documents > 0).sum(axis=1) > 2]
    found = fit_shares(documents, articles, np.arange(12) / 12, confidence)
    outside = (found.low > 0) | (found.high < 0)
    near = np.abs(found.p - (1 - confidence)) < 1e-6
    assert (outside == (found.p < 1 - confidence))[~near].all()
    assert (found.low <= found.slope).all()
    assert (found.slope <= found.high).all()


@pytest.mark.parametrize(
    ("documents", "articles", "reason"),
    [
        ([6] * 4, [12] * 4, "4 periods with 10 articles; a trend takes 5"),
        ([1] * 40, [2] * 40, None),  # joined by fives
        ([1] * 9, [2] * 9, "1 periods with 10 articles"),
        ([1, 0, 1, 1, 0, 1], [20] * 6, "fewer than 5 articles have it"),
        ([20, 19, 20, 20, 18, 20], [20] * 6, "fewer than 5 articles lack it"),
        ([20] * 6, [20] * 6, "fewer than 5 articles lack it"),
        ([0, 0, 9, 9, 0, 0], [20] * 6, "have it lie in fewer than 3 periods"),
        ([20, 20, 2, 20, 2, 20], [20] * 6, "lack it lie in fewer than 3 periods"),
        ([20, 0, 20], [40, 0, 40], "2 periods with 10 articles"),
    ],
)
def test_a_slope_is_told_or_it_is_said_why_not(documents: list[int], articles: list[int], reason: str | None) -> None:
    row = monthly(np.array([documents]), np.array(articles)).iloc[0]
    if reason is None:
        assert pd.isna(row["slope_reason"])
        assert row[["slope", "slope_low", "slope_high", "p"]].notna().all()
    else:
        assert reason in row["slope_reason"]
        assert row[["slope", "slope_low", "slope_high", "autocorrelation", "p"]].isna().all()


@pytest.mark.parametrize(
    ("documents", "articles", "peak"),
    [
        ([2, 2, 20, 3, 2], [20] * 5, 2),
        ([4, 4, 6, 5, 4], [20] * 5, None),  # as chance has it
        ([1, 0, 0, 0, 0], [1, 90, 90, 90, 90], None),  # 1 of 1
        ([2, 0, 0, 0, 0], [10, 90, 90, 90, 90], None),  # 2 are cases
        ([9, 30, 60, 30, 30], [10, 300, 300, 300, 300], 0),
    ],
)
def test_a_peak_is_what_shuffled_articles_would_not_bring(documents: list[int], articles: list[int], peak: int) -> None:
    low = np.array([n / total - 0.1 if total >= 10 else np.nan for n, total in zip(documents, articles, strict=True)])
    assert find_peak(np.array(documents), np.array(articles), low) == peak


def test_shuffled_articles_seldom_have_a_peak() -> None:
    random = np.random.default_rng(7)
    articles = random.integers(10, 60, 24)
    shares = random.multivariate_hypergeometric(articles, 80, size=400)
    peaks = [find_peak(row, articles, row / articles) for row in shares]
    assert sum(peak is not None for peak in peaks) <= 0.05 * 400
