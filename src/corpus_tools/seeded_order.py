"""A seeded order of places that the order of their table does not change, and what tells two such tables apart."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Ints

_OFFSETS = ("start", "end", "start_b", "end_b")


def seeded_order(places: pd.DataFrame, groups: "pd.Series[str] | None" = None, *, seed: int) -> Ints:
    """Return the rows of places in a shuffled order.

    Every place has a random number of its own, made of the seed, its group, its document and its offsets, so that the
    same places come in the same order from whatever table, and one place in two groups stands elsewhere in each.
    """
    key = _mix(_keys(places) ^ np.uint64(_number(str(seed))))
    return np.argsort(key if groups is None else _mix(key ^ _numbers_of(groups)), kind="stable")


def fingerprint_of_places(places: pd.DataFrame, columns: Sequence[str]) -> str:
    """Return what tells a table of places from others, whatever the order of its rows: their number, and a hash.

    `columns` are what is said of a place, beside where it is.
    """
    key = _keys(places)
    for column in columns:
        key = _mix(key ^ _numbers_of(places[column]))
    return f"{len(places):,} places, {int(_mix(key).sum(dtype=np.uint64)):016x}"


def _keys(places: pd.DataFrame) -> NDArray[np.uint64]:
    """Return a random number for each place."""
    key = _numbers_of(places["doc_id"])
    for column in _OFFSETS:
        if column in places:
            key = _mix(key + places[column].to_numpy(np.int64).astype(np.uint64))
    return key


def _number(name: str) -> int:
    """Return the random number of a name."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _numbers_of(names: "pd.Series[str]") -> NDArray[np.uint64]:
    """Return a random number for each name, the same for the same; one for all that are missing."""
    code, distinct = pd.factorize(names)
    return np.array([*(_number(str(name)) for name in distinct.tolist()), 0], np.uint64)[code]


def _mix(key: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers in which each bit of the key changes half of all bits.

    The finalizer of SplitMix64: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
    """
    key = key + np.uint64(0x9E3779B97F4A7C15)
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))
