"""Intervals of shares and of ratios of rates."""

import numpy as np

from corpus_tools.arrays import Floats, Ints

#: Replaces a count of 0 in the ratio of two rates, after Hardie (2014).
_FOR_ZERO = 0.5


def check_confidence(confidence: float) -> None:
    """Check that the coverage of an interval lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"`confidence` is {confidence}; it must be between 0 and 1, such as 0.95")


def normal_quantile(confidence: float) -> float:
    """Return how many standard errors a two-sided interval reaches to each side."""
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    check_confidence(confidence)
    return float(special.ndtri((1 + confidence) / 2))


def wilson_interval(n: Ints, total: Ints, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return the ends of Wilson's interval of the proportions n / total, missing where `total` is 0.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
    """
    z = normal_quantile(confidence)
    size = np.where(total > 0, total, np.nan).astype(np.float64)
    share = n / size
    centre = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    # None of them and all of them are bounds themselves, which rounding would miss by a hair.
    low = np.where((n == 0) & (total > 0), 0.0, np.clip(centre - half, 0, 1))
    return low, np.where((n == total) & (total > 0), 1.0, np.clip(centre + half, 0, 1))


def katz_log_ratio(
    n_a: Ints, n_b: Ints, total_a: int, total_b: int, *, confidence: float
) -> tuple[Floats, Floats, Floats]:
    """Return the binary logarithm of the ratio of the rates n_a / total_a and n_b / total_b, with Katz's interval.

    A count of 0 is taken as 0.5. Hardie (2014), "Log Ratio: an informal introduction", CASS; Katz, Baptista, Azen and
    Pike (1978), "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34.
    """
    a, b = (np.where(n > 0, n, _FOR_ZERO).astype(np.float64) for n in (n_a, n_b))
    ratio = np.log2((a / total_a) / (b / total_b))
    error = np.sqrt(np.maximum(1 / a - 1 / total_a + 1 / b - 1 / total_b, 0.0))
    half = normal_quantile(confidence) * error / np.log(2)
    return ratio, ratio - half, ratio + half


def wald_log_ratio(
    n: Floats, n_a: Floats, n_b: Floats, units: int, *, confidence: float
) -> tuple[Floats, Floats, Floats]:
    """Return the binary logarithm of observed over expected co-occurrence, with Wald's interval.

    Of `units`, `n` hold both things, `n_a` the first and `n_b` the second. Of no meeting the ratio is -∞, with the
    upper end of Poisson's exact interval (Garwood 1936).
    """
    expected = n_a * n_b / max(units, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(n / expected)
        # The gradient of log p11 - log p1. - log p.1 over the cells 11, 10 and 01; its mean over all cells is -1.
        first = (1 / n - 1 / n_a - 1 / n_b) ** 2 * n
    variance = first + (n_a - n) / n_a**2 + (n_b - n) / n_b**2 - 1 / max(units, 1)
    half = normal_quantile(confidence) * np.sqrt(np.maximum(variance, 0))
    low, high = np.where(n > 0, (ratio - half, ratio + half), (ratio, np.log(-np.log((1 - confidence) / 2) / expected)))
    return ratio / np.log(2), low / np.log(2), high / np.log(2)
