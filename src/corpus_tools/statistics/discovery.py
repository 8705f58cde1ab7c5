"""Control of false discoveries among many tests."""

import numpy as np

from corpus_tools.arrays import Floats


def false_discovery_rates(p: Floats, *, tests: int | None = None, weights: Floats | None = None) -> Floats:
    """Adjust p-values for the number of tests (default: as many as there are), after Benjamini and Hochberg.

    Tests beyond those given count as p = 1, and a missing p is no test. Each p is divided by its weight over the mean
    weight; weights must not depend on how the test comes out. Benjamini and Hochberg (1995), "Controlling the false
    discovery rate", JRSS B 57; Genovese, Roeder and Wasserman (2006), "False discovery control with p-value
    weighting", Biometrika 93.
    """
    known = ~np.isnan(p)
    p = p[known]
    if weights is not None:
        weight = weights[known]
        p = p * (weight.sum() / max(len(weight), 1) / weight)
    order = np.argsort(p, kind="stable")
    ranks = np.arange(1, len(p) + 1)
    # The two products differ in their last bit; each keeps published tables as they are.
    scaled = p[order] * (len(p) / ranks) if tests is None else p[order] * tests / ranks
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    result = np.full(len(known), np.nan)
    result[known] = adjusted
    return result
