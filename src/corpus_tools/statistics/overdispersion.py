"""Counts per period that vary more than a Poisson count: what is expected of them, how they vary, how they come about.

The counts of a period are negative binomial with the variance `dispersion` times the mean (the NB1 of Cameron and
Trivedi, Regression Analysis of Count Data, 2013, chapter 3.3). So sums of periods have the same dispersion, and at 1
they are Poisson counts. Rows of an array are series; all are fitted at once.
"""

import numpy as np
from scipy.special import gammaln

from corpus_tools.arrays import Bools, Floats, Ints

_STEPS = 5
#: Keeps coefficients finite where a weekday counts nothing.
_RIDGE = 0.1
#: Below this dispersion the two gamma functions cancel too much; the counts are Poisson.
_LEAST = 1 + 1e-6


def fit_expected(counts: Ints, offset: Floats, design: Floats, used: Bools) -> Floats:
    """Return what is expected of each period: exp(offset + design · b), fitted to the periods that are used.

    The quasi-Poisson estimate by iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models,
    1989, chapter 9): it needs no more than that the variance is in proportion to the mean.
    """
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    n, base = len(design[0]), np.exp(offset)
    level = (counts * used).sum(axis=1) / np.maximum((base * used).sum(axis=1), 1e-12)
    b = np.zeros((len(counts), n))
    b[:, 0] = np.log(np.maximum(level, 1e-9))
    penalty = _RIDGE * np.eye(n)
    penalty[0, 0] = 0
    for _ in range(_STEPS):
        expected = base * np.exp(np.clip(b @ design.T, -30, 30))
        slope = (used * (counts - expected)) @ design - b @ penalty
        curve = ((used * expected) @ products).reshape(-1, n, n) + penalty + 1e-9 * np.eye(n)
        step = np.linalg.solve(curve, slope[:, :, None])[:, :, 0]
        b += np.clip(step, -2, 2)
    return np.asarray(base * np.exp(np.clip(b @ design.T, -30, 30)), np.float64)


def dispersion_of(counts: Ints, expected: Floats, used: Bools, fitted: int) -> Floats:
    """Return how many times the mean the variance is, 1 or more, in periods that are used; `fitted` coefficients."""
    squares = (used * (counts - expected) ** 2).sum(axis=1)
    n = used.sum(axis=1)
    ratio = squares / np.maximum((used * expected).sum(axis=1), 1e-12) * n / np.maximum(n - fitted, 1)
    return np.asarray(np.maximum(ratio, 1.0), np.float64)


def autocorrelation_of(counts: Ints, expected: Floats, used: Bools) -> Floats:
    """Return how closely neighbouring periods hang together, 0 where it may be chance (5 %, one-sided).

    The larger of the first correlation and the root of the second: where counts scatter around a rate that changes
    slowly the first falls short of the rate's own.
    """
    residual = used * (counts - expected) / np.sqrt(np.maximum(expected, 1e-12))
    variance = np.maximum((residual**2).sum(axis=1), 1e-12)
    first, second = ((residual[:, lag:] * residual[:, :-lag]).sum(axis=1) / variance for lag in (1, 2))
    strength = np.maximum(first, np.sqrt(np.maximum(second, 0)))
    is_chance = first + second < 1.645 * np.sqrt(2 / np.maximum(used.sum(axis=1), 1))
    return np.where(is_chance, 0.0, np.clip(strength, 0.0, 0.95))


def poisson_gain(counts: Ints, expected: Floats, ratio: float) -> Floats:
    """Return how much likelier counts are at a raised rate: ln Poisson(n; ratio · m) - ln Poisson(n; m)."""
    return np.asarray(counts * np.log(ratio) - (ratio - 1) * expected, np.float64)


def gain_of_raised_rate(counts: Ints, expected: Floats, dispersion: Floats, ratio: float) -> Floats:
    """Return how much likelier each count is at `ratio` times what is expected, in natural logarithms."""
    poisson = poisson_gain(counts, expected, ratio)
    over = dispersion > _LEAST
    if not over.any():
        return poisson
    excess = np.where(over, dispersion - 1, 1.0)[:, None]
    size = np.maximum(expected / excess, 1e-9)
    raised = gammaln(counts + ratio * size) - gammaln(ratio * size) - gammaln(counts + size) + gammaln(size)
    raised -= (ratio - 1) * size * np.log1p(excess)
    return np.where(over[:, None], raised, poisson)


def draw_counts(
    random: np.random.Generator, expected: Floats, *, dispersion: float, autocorrelation: float, draws: int
) -> Ints:
    """Draw series of counts as expected; neighbours depend on one another by a normal copula of first order."""
    shape = draws, len(expected)
    if dispersion > _LEAST:
        size = np.maximum(expected / (dispersion - 1), 1e-9)
        counts = random.negative_binomial(size, 1 / dispersion, shape)
    else:
        counts = random.poisson(expected, shape)
    if not autocorrelation:
        return counts
    latent = random.standard_normal(shape)
    for at in range(1, len(expected)):
        latent[:, at] *= np.sqrt(1 - autocorrelation**2)
        latent[:, at] += autocorrelation * latent[:, at - 1]
    # The draws of a period are dealt to the series in the order of the latent values.
    ordered = np.sort(counts, axis=0)
    return np.asarray(np.take_along_axis(ordered, np.argsort(np.argsort(latent, axis=0), axis=0), axis=0), np.int64)
