"""Whether two things go together: likelihood ratios and exact tests of fourfold tables."""

import numpy as np

from corpus_tools.arrays import Floats, Ints


def log_likelihood(
    both: Ints | Floats, first: Ints | Floats, second: Ints | Floats, total: float | Floats | Ints
) -> Floats:
    """Return the log-likelihood ratio G² of 2 × 2 tables: 2 Σ observed ln(observed / expected) over the four cells.

    `first` and `second` are the margins, `total` the number of units. G² is never negative and, where the two are
    independent, asymptotically chi-squared with one degree of freedom. Dunning (1993), "Accurate methods for the
    statistics of surprise and coincidence", Computational Linguistics 19.
    """
    a, r, c = (np.asarray(values, np.float64) for values in (both, first, second))
    observed = np.stack([a, r - a, c - a, total - r - c + a])
    rows = np.stack([r, r, total - r, total - r])
    columns = np.stack([c, total - c, c, total - c])
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(observed > 0, observed * np.log(observed * total / (rows * columns)), 0.0)
    return np.asarray(np.maximum(2 * terms.sum(axis=0), 0.0))


def fisher_exact(n: Floats, n_a: Floats, n_b: Floats, units: int) -> Floats:
    """Return the two-sided p of Fisher's exact test, twice the smaller tail; arguments as in `wald_log_ratio`."""
    fewer, more = hypergeometric_tails(n, n_a, n_b, units)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(fewer, more)), dtype=np.float64)


def hypergeometric_tails(n: Ints | Floats, n_a: Ints | Floats, n_b: Ints | Floats, units: int) -> tuple[Floats, Floats]:
    """Return how likely it is that chance brings as few as `n` units with both, or fewer, and as many or more."""
    from scipy.special import gammaln  # noqa: PLC0415 - heavy, and needed only here

    observed, first, second = (np.asarray(values, np.float64).astype(np.int64) for values in (n, n_a, n_b))
    mean = first * (second / max(units, 1))
    # All that weighs lies within ten standard errors of the mean, and the variance is at most the mean.
    reach = 10 * np.sqrt(mean) + 40
    fewest = np.maximum(np.maximum(first + second - units, 0), np.minimum(observed, np.floor(mean - reach))).astype(
        np.int64
    )
    most = np.minimum(np.minimum(first, second), np.maximum(observed, np.ceil(mean + reach))).astype(np.int64)
    sizes = most - fewest + 1
    of = np.repeat(np.arange(len(sizes)), sizes)
    k = fewest[of] + np.arange(len(of)) - (np.cumsum(sizes) - sizes)[of]
    ways = gammaln(np.arange(units + 1) + 1.0)  # logarithms of factorials
    whole = ways[first] + ways[units - first] + ways[second] + ways[units - second] - ways[units]
    cells = (k, first[of] - k, second[of] - k, units - first[of] - second[of] + k)
    p = np.exp(whole[of] - sum(ways[cell] for cell in cells))
    fewer, more = (np.bincount(of, p * kept, len(sizes)) for kept in (k <= observed[of], k >= observed[of]))
    return np.asarray(fewer, np.float64), np.asarray(more, np.float64)
