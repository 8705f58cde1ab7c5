"""Arrays that are asked for several times, without holding all of them in memory."""

import os
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any
from weakref import finalize

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

#: Bytes that are held in memory; more lie in a temporary file.
_HELD = 1 << 25


class Spool:
    """Tuples of arrays, in the order in which they came."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115 - closed with this object
        finalize(self, self._file.close)
        self._tuples: list[tuple[int, int]] = []  # where each begins, and how many arrays it has

    def append(self, *arrays: NDArray[Any]) -> None:
        """Add a tuple of arrays behind the others."""
        self._tuples.append((self._file.seek(0, os.SEEK_END), len(arrays)))
        for array in arrays:
            npy.write_array(self._file, np.ascontiguousarray(array), allow_pickle=False)

    def __len__(self) -> int:
        return len(self._tuples)

    def __getitem__(self, number: int) -> tuple[NDArray[Any], ...]:
        begin, width = self._tuples[number]
        self._file.seek(begin)
        return tuple(npy.read_array(self._file) for _ in range(width))

    def __iter__(self) -> Iterator[tuple[NDArray[Any], ...]]:
        return map(self.__getitem__, range(len(self)))
