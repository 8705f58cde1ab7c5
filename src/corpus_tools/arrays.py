"""The types of the arrays that most modules pass on, their order, and the distinct values of one."""

from math import prod
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Objects = NDArray[np.object_]
Codes = NDArray[np.int32]  # of words, terms, documents, …


#: So many numbers stay near the processor when they are sorted by their digits, which takes more memory.
_SORTED_BY_DIGITS = 1 << 18


def sort_ints(values: Ints) -> Ints:
    """Return numbers in order: by one 16 bits of them after the other, which numpy counts and does not compare."""
    if not 0 < len(values) <= _SORTED_BY_DIGITS or values.min() < 0:
        return np.sort(values)
    for shift in range(0, int(values.max()).bit_length(), 16):
        digits = (values >> shift).astype(np.uint16)
        if (digits[1:] < digits[:-1]).any():
            values = values[np.argsort(digits, kind="stable")]
    return values


def distinct(values: Ints) -> Ints:
    """Return the distinct values in order, as np.unique does, which is slow where most of millions are distinct."""
    ordered = sort_ints(values)
    kept: Ints = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0]
    return kept


def are_in(values: Ints, others: Ints) -> Bools:
    """Return which numbers are among others, each of which is looked up; np.isin would put all of them in order."""
    return pd.Series(values).isin(others).to_numpy(np.bool_)


def order_by(*columns: Ints) -> Ints:
    """Return the order of rows by columns of numbers from 0 on, the first of which counts most, as np.lexsort does.

    One number that has room for all is put in order sooner, and one of 16 bits is not even compared with others.
    """
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    if prod(sizes) > np.iinfo(np.int64).max:
        return np.lexsort(columns[::-1])
    key, *others = columns
    for column, size in zip(others, sizes[1:], strict=True):
        key = key * size + column
    return np.argsort(key.astype(np.uint16) if prod(sizes) <= 1 << 16 else key, kind="stable")


def changes(values: NDArray[Any]) -> Bools:
    """Return which values are not equal to the one before them; the first is none."""
    return np.append(np.ones(min(len(values), 1), np.bool_), values[1:] != values[:-1])


def place_in_run(values: NDArray[np.integer[Any]]) -> Ints:
    """Return for each value how many equal ones stand right before it."""
    opens = np.flatnonzero(changes(values))
    return np.arange(len(values)) - np.repeat(opens, np.diff(opens, append=len(values)))
