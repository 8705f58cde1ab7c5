"""Measures of how far two rates lie apart that other tools print; they count tokens, and test nothing by article.

All take the counts of a thing in two corpora and the sizes of these, `a` of `size_a` and `b` of `size_b`.
"""

from collections.abc import Callable

import numpy as np

from corpus_tools.arrays import Floats, Ints
from corpus_tools.statistics.association import log_likelihood


def _bic(a: Ints, b: Ints, size_a: float, size_b: float) -> Floats:
    """Return the Bayesian information criterion G² - ln(size): above 0 against one rate, above 10 very strongly.

    Wilson (2013), "Embracing Bayes factors for key item analysis in corpus linguistics", in: New Approaches to the
    Study of Linguistic Variability.
    """
    g2 = log_likelihood(a, np.full(len(a), size_a), a + b, size_a + size_b)
    return np.asarray(g2 - np.log(size_a + size_b), np.float64)


def _percent_difference(a: Ints, b: Ints, size_a: float, size_b: float) -> Floats:
    """Return by how many percent of the rate in b the rate in a is higher, infinite where b has none.

    Gabrielatos and Marchi (2011), "Keyness: matching metrics to definitions"; Gabrielatos (2018), "Keyness analysis:
    nature, metrics and techniques", in: Corpus Approaches to Discourse.
    """
    return np.asarray(100 * (a / size_a - b / size_b) / (b / size_b), np.float64)


def _odds_ratio(a: Ints, b: Ints, size_a: float, size_b: float) -> Floats:
    """Return the ratio of the odds of the thing in a and in b, infinite where b has none (Everitt 1992, § 2)."""
    return np.asarray(a / (size_a - a) / (b / (size_b - b)), np.float64)


def _chi_squared(a: Ints, b: Ints, size_a: float, size_b: float) -> Floats:
    """Return Pearson's χ² of the fourfold table, without a correction for continuity (Pearson 1900)."""
    total, both = size_a + size_b, a + b
    margins = size_a * size_b * both * (total - both)
    return np.asarray(total * (a * (size_b - b) - b * (size_a - a)) ** 2 / margins, np.float64)


EFFECT_SIZES: dict[str, Callable[[Ints, Ints, float, float], Floats]] = {
    "bic": _bic,
    "percent_difference": _percent_difference,
    "odds_ratio": _odds_ratio,
    "chi_squared": _chi_squared,
}
