"""A seeded order of places in texts that their own order, and what else stands in the table, do not change."""

import hashlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Ints

_OFFSETS = ("start", "end", "start_b", "end_b")


def seeded_order(places: pd.DataFrame, groups: "pd.Series[str] | None" = None, *, seed: int) -> Ints:
    """Return the rows of places in a shuffled order, or group by group in a shuffled order of each.

    Every place has a random number of its own, made of the seed, its group, its document and its offsets, so that the
    same places come in the same order from whatever table, and one place in two groups stands elsewhere in each.
    `groups` is in the order of `places`; the groups come in the order in which they first stand there.
    """
    key = _numbers_of(places["doc_id"])
    for column in _OFFSETS:
        if column in places:
            key = _mix(key + places[column].to_numpy(np.int64).astype(np.uint64))
    key = _mix(key ^ np.uint64(int.from_bytes(_digest(str(seed)), "little")))
    if groups is None:
        return np.argsort(key, kind="stable")
    key = _mix(key ^ _numbers_of(groups))
    return np.lexsort((key, pd.factorize(groups, use_na_sentinel=False)[0]))


def _digest(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _numbers_of(names: "pd.Series[str]") -> NDArray[np.uint64]:
    """Return a random number for each name, the same for the same."""
    codes, distinct = pd.factorize(names, use_na_sentinel=False)
    numbers = [int.from_bytes(_digest(str(name)), "little") for name in distinct.tolist()]
    return np.array(numbers, np.uint64)[codes] if numbers else np.empty(0, np.uint64)


def _mix(key: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers in which each bit of the key changes half of all bits.

    The finalizer of SplitMix64: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
    """
    key = key + np.uint64(0x9E3779B97F4A7C15)
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))
