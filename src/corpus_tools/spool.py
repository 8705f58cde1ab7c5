"""Arrays that are gone through several times, without holding all of them in memory."""

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
        self._widths: list[int] = []

    def append(self, *arrays: NDArray[Any]) -> None:
        """Add a tuple of arrays behind the others."""
        for array in arrays:
            npy.write_array(self._file, np.ascontiguousarray(array), allow_pickle=False)
        self._widths.append(len(arrays))

    def __iter__(self) -> Iterator[tuple[NDArray[Any], ...]]:
        self._file.seek(0)
        for width in self._widths:
            yield tuple(npy.read_array(self._file) for _ in range(width))
