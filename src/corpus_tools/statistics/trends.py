"""Whether rates rise or fall with time: log-linear trends of counts, held against the luck of articles and of periods.

A count n_p out of an exposure m_p at time t_p has the mean m_p exp(a + b t_p). Given the sum of the counts, a is gone
and the score of b is U(b) = Σ n_p t_p - n Σ w_p t_p with the weights w_p = m_p exp(b t_p) / Σ m exp(b t). Its variance
under Poisson counts is n times the variance of t under w. Two tests scale it:

- *articles* are the draws: by the dispersion of the counts of single articles, with the skewness of U, which matters
  where few articles hold the thing or most came out late. Wilson and Hilferty's cube root makes it normal.
- *periods* are the draws: by Pearson's dispersion of the counts of periods (quasi-Poisson; McCullagh and Nelder 1989),
  corrected for small means after Fletcher (2012), and by what autocorrelation adds; Student's t, with the degrees of
  freedom of as many periods as there would be without autocorrelation (Santer et al. 2000).

The larger p is given, and the wider bounds: a trend is one that neither the luck of articles nor that of months makes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from corpus_tools.arrays import Floats
from corpus_tools.statistics.intervals import check_confidence, normal_quantile

#: With fewer times the residuals say too little about their own spread.
FEWEST_PERIODS = 5
_WIDEST = 60.0  # the logarithm of the largest ratio of two rates that is looked for
_OPEN = 1 - 1e-9  # of that range: a bound beyond it is none
_HALVINGS = 45  # of that range: far below what is printed
_SMALLEST = 1e-12  # of the counts that a steep slope leaves to a period
_MOST = 0.8  # the highest autocorrelation and decay: what is above cannot be told from a trend in so few periods
_LEAST_FREEDOM = 1.0


@dataclass(frozen=True, slots=True)
class Trends:
    """The trends of several things: b with its bounds, two-sided p, and the autocorrelation of the residuals."""

    slope: Floats
    low: Floats
    high: Floats
    p: Floats
    autocorrelation: Floats


def fit_trends(
    n: Floats, exposure: Floats, times: Floats, *, dispersion: Floats, skewness: Floats, confidence: float = 0.95
) -> Trends:
    """Fit and test a log-linear trend for each row of counts `n`, a column each time.

    `exposure` and `times` have a value for each column, in order of time. `dispersion` and `skewness` are Σ e² and Σ e³
    over the articles, e the count of an article less its expectation, over the sum of the counts. Each row needs counts
    in two columns or more, and there must be `FEWEST_PERIODS` columns.

    Fletcher (2012), "Estimating overdispersion when fitting a generalized linear model to sparse data", Biometrika 99;
    Santer et al. (2000), "Statistical significance of trends and trend differences in layer-average atmospheric
    temperature time series", Journal of Geophysical Research 105; Wilson and Hilferty (1931), "The distribution of
    chi-square", PNAS 17.
    """
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    check_confidence(confidence)
    counts, at = np.asarray(n, np.float64), times - np.average(times, weights=exposure)
    total, weighted = counts.sum(axis=1), counts @ at

    def score(slope: Floats) -> tuple[Floats, Floats, Floats]:
        """Return U, its variance and its third cumulant under Poisson counts, at a slope for each row."""
        share = _shares(slope, exposure, at)
        mean = share @ at
        away = at - mean[:, None]
        second, third = (np.einsum("kp,kp->k", share, away**power) for power in (2, 3))
        return weighted - total * mean, total * second, total * third

    bound = np.full(len(counts), _WIDEST / np.ptp(at))
    slope = _root(lambda b: score(b)[0], -bound, bound)
    fitted = np.maximum(total[:, None] * _shares(slope, exposure, at), _SMALLEST)
    scale, freedom, lag = _spread_of_periods(counts, fitted)

    def deviates(b: Floats) -> tuple[Floats, Floats]:
        """Return the normal deviate of U with articles as the draws, and Student's with periods."""
        u, second, third = score(b)
        spread = np.sqrt(dispersion * second)
        return _normal_score(u / spread, skewness * third / spread**3), u / np.sqrt(scale * second)

    z, t = deviates(np.zeros(len(counts)))
    p = np.maximum(2 * special.ndtr(-np.abs(z)), 2 * special.stdtr(freedom, -np.abs(t)))
    furthest = normal_quantile(confidence), special.stdtrit(freedom, (1 + confidence) / 2)

    def beyond(b: Floats, side: int) -> Floats:
        """Return how far U is beyond chance on one side, in the test in which it is less so."""
        z, t = deviates(b)
        return side * (np.minimum(side * z / furthest[0], side * t / furthest[1]) - 1)

    low = _root(lambda b: beyond(b, 1), -bound, slope)
    high = _root(lambda b: beyond(b, -1), slope, bound)
    return Trends(
        slope, np.where(low < -_OPEN * bound, -np.inf, low), np.where(high > _OPEN * bound, np.inf, high), p, lag
    )


def _shares(slope: Floats, exposure: Floats, at: Floats) -> Floats:
    """Return the share of each time in the expected counts, at a slope for each row."""
    power = slope[:, None] * at
    weights = exposure * np.exp(power - power.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float64)


def _root(falling: Callable[[Floats], Floats], low: Floats, high: Floats) -> Floats:
    """Return where functions fall through zero between two places, or the end that is nearer to it, by halving."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        above = falling(middle) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.asarray((low + high) / 2, np.float64)


def _normal_score(z: Floats, skewness: Floats) -> Floats:
    """Return the normal deviate of a standardized deviate whose distribution has a skewness, as a gamma's does.

    A gamma ends on its short side, where the cube root stops growing; z itself is a safe deviate there.
    """
    g = np.where(np.abs(skewness) < 1e-6, 1e-6, skewness)
    score = 6 / g * (np.cbrt(np.maximum(g * z / 2 + 1, 0.0)) - 1) + g / 6
    side = np.sign(z)
    return np.asarray(np.where(g * z < 0, side * np.maximum(side * score, side * z), score), np.float64)


def _spread_of_periods(counts: Floats, fitted: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the variance over Poisson's from period to period, its degrees of freedom, and the lag-1 autocorrelation.

    Autocorrelation multiplies the variance of a sum by 1 + 2 Σ r_k. The luck of single counts hides part of it at lag
    1, so that r falls more slowly after it: as r₁, r₁ d, r₁ d² …, with d taken from lag 2, less its standard error.
    """
    periods = counts.shape[1]
    residual = (counts - fitted) / np.sqrt(fitted)
    square = np.einsum("kp,kp->k", residual, residual)
    pearson = square / (periods - 2) / (counts / fitted).mean(axis=1)
    safe = np.where(square > 0, square, 1.0)
    first, second = (np.einsum("kp,kp->k", residual[:, lag:], residual[:, :-lag]) / safe for lag in (1, 2))
    positive = np.clip(first, 0.0, _MOST)
    decay = (second - 1 / np.sqrt(periods)) / np.where(positive > 0, positive, 1.0)
    longer = 1 + 2 * positive / (1 - np.clip(decay, positive, _MOST))
    # Where every period is as expected, the articles alone tell how sure that is.
    return np.maximum(pearson * longer, _SMALLEST), np.maximum(periods / longer - 2, _LEAST_FREEDOM), first
