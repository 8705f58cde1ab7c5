"""Statistics of counts: intervals, tests of association and control of false discoveries, on arrays."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Measures = NDArray[np.float64]

#: Replaces a count of 0 in the ratio of two rates, after Hardie (2014).
_FOR_ZERO = 0.5


def check_confidence(confidence: float) -> None:
    """Check that the coverage of an interval lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"`confidence` is {confidence}; it must be between 0 and 1, such as 0.95")


def _normal_quantile(confidence: float) -> float:
    """Return how many standard errors a two-sided interval reaches to each side."""
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    check_confidence(confidence)
    return float(special.ndtri((1 + confidence) / 2))


def wilson_interval(n: Counts, total: Counts, *, confidence: float = 0.95) -> tuple[Measures, Measures]:
    """Return the ends of Wilson's interval of the proportions n / total, missing where `total` is 0.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
    """
    z = _normal_quantile(confidence)
    size = np.where(total > 0, total, np.nan).astype(np.float64)
    share = n / size
    centre = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    # None of them and all of them are bounds themselves, which rounding would miss by a hair.
    low = np.where((n == 0) & (total > 0), 0.0, np.clip(centre - half, 0, 1))
    return low, np.where((n == total) & (total > 0), 1.0, np.clip(centre + half, 0, 1))


def katz_log_ratio(
    n_a: Counts, n_b: Counts, total_a: int, total_b: int, *, confidence: float
) -> tuple[Measures, Measures, Measures]:
    """Return the binary logarithm of the ratio of the rates n_a / total_a and n_b / total_b, with Katz's interval.

    A count of 0 is taken as 0.5. Hardie (2014), "Log Ratio: an informal introduction", CASS; Katz, Baptista, Azen and
    Pike (1978), "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34.
    """
    a, b = (np.where(n > 0, n, _FOR_ZERO).astype(np.float64) for n in (n_a, n_b))
    ratio = np.log2((a / total_a) / (b / total_b))
    error = np.sqrt(np.maximum(1 / a - 1 / total_a + 1 / b - 1 / total_b, 0.0))
    half = _normal_quantile(confidence) * error / np.log(2)
    return ratio, ratio - half, ratio + half


def wald_log_ratio(
    n: Measures, n_a: Measures, n_b: Measures, units: int, *, confidence: float
) -> tuple[Measures, Measures, Measures]:
    """Return the binary logarithm of observed over expected co-occurrence, with Wald's interval.

    Of `units`, `n` (at least 1) hold both things, `n_a` the first and `n_b` the second.
    """
    ratio = np.log(n * units / (n_a * n_b))
    # The gradient of log p11 - log p1. - log p.1 over the cells 11, 10 and 01; its mean over all cells is -1.
    first = (1 / n - 1 / n_a - 1 / n_b) ** 2 * n
    variance = first + (n_a - n) / n_a**2 + (n_b - n) / n_b**2 - 1 / max(units, 1)
    half = _normal_quantile(confidence) * np.sqrt(np.maximum(variance, 0))
    return ratio / np.log(2), (ratio - half) / np.log(2), (ratio + half) / np.log(2)


def log_likelihood(both: Counts, first: Counts, second: Counts, total: int) -> Measures:
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


def log_likelihood_p(g2: Measures) -> Measures:
    """Return the probability of a G² as large under independence: the upper tail of χ² with one degree of freedom."""
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    return np.asarray(special.chdtrc(1, g2), np.float64)


def fisher_exact(n: Measures, n_a: Measures, n_b: Measures, units: int) -> Measures:
    """Return the two-sided p of Fisher's exact test, twice the smaller tail; arguments as in `wald_log_ratio`."""
    from scipy.stats import hypergeom  # noqa: PLC0415 - heavy, and needed only here

    more = hypergeom.sf(n - 1, units, n_a, n_b)
    fewer = hypergeom.cdf(n, units, n_a, n_b)
    return np.asarray(np.minimum(1.0, 2 * np.minimum(more, fewer)), dtype=np.float64)


def poisson_gain(counts: Counts, expected: Measures, ratio: float) -> Measures:
    """Return how much likelier counts are at a raised rate: ln Poisson(n; ratio · m) - ln Poisson(n; m)."""
    return np.asarray(counts * np.log(ratio) - (ratio - 1) * expected, np.float64)


def false_discovery_rates(p: Measures, *, tests: int | None = None) -> Measures:
    """Adjust p-values for the number of tests (default: as many as there are), after Benjamini and Hochberg.

    Tests beyond those given count as p = 1. Benjamini and Hochberg (1995), "Controlling the false discovery rate",
    JRSS B 57.
    """
    order = np.argsort(p, kind="stable")
    ranks = np.arange(1, len(p) + 1)
    # The two products differ in their last bit; each keeps published tables as they are.
    scaled = p[order] * (len(p) / ranks) if tests is None else p[order] * tests / ranks
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted
