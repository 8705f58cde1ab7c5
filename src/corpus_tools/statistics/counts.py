"""Distributions of counts."""

import numpy as np

from corpus_tools.arrays import Floats, Ints


def poisson_gain(counts: Ints, expected: Floats, ratio: float) -> Floats:
    """Return how much likelier counts are at a raised rate: ln Poisson(n; ratio · m) - ln Poisson(n; m)."""
    return np.asarray(counts * np.log(ratio) - (ratio - 1) * expected, np.float64)
