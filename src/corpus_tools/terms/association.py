"""The 2 × 2 table behind keyness and collocations: what is counted, what chance would give, and how they differ."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Measures = NDArray[np.float64]


def log_likelihood(both: Counts, first: Counts, second: Counts, total: int) -> Measures:
    """Compute the log-likelihood ratio G² of 2 × 2 tables.

    Parameters
    ----------
    both : ndarray of int
        How often the two things meet.
    first, second : ndarray of int
        How often each of them occurs (the margins).
    total : int
        How many units were looked at.

    Returns
    -------
    ndarray of float
        Two times the sum over the four cells of observed × ln(observed / expected), never negative; asymptotically
        chi-squared with one degree of freedom where the two are independent.

    References
    ----------
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19.

    Examples
    --------
    >>> log_likelihood(np.array([10]), np.array([20]), np.array([30]), 100).round(3).tolist()
    [4.473]
    """
    a, r, c = (np.asarray(values, np.float64) for values in (both, first, second))
    observed = np.stack([a, r - a, c - a, total - r - c + a])
    rows = np.stack([r, r, total - r, total - r])
    columns = np.stack([c, total - c, c, total - c])
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(observed > 0, observed * np.log(observed * total / (rows * columns)), 0.0)
    return np.asarray(np.maximum(2 * terms.sum(axis=0), 0.0))
