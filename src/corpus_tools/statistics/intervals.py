"""Intervals of shares and of ratios of rates."""

import numpy as np

from corpus_tools.arrays import Floats, Ints


def check_confidence(confidence: float) -> None:
    """Check that the coverage of an interval lies between 0 and 1."""
    if not 0 < confidence < 1:
        raise ValueError(f"`confidence` is {confidence}; it must be between 0 and 1, such as 0.95")


def normal_quantile(confidence: float) -> float:
    """Return how many standard errors a two-sided interval reaches to each side."""
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    check_confidence(confidence)
    return float(special.ndtri((1 + confidence) / 2))


def wilson_interval(n: Ints | Floats, total: Ints | Floats, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
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
