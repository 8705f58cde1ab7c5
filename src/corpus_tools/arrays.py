"""The types of the arrays that most modules pass on, and the distinct values of one."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def distinct(values: Ints) -> Ints:
    """Return the distinct values in order, as np.unique does, which is slow where most of millions are distinct."""
    ordered: Ints = np.sort(values)
    kept: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return kept
