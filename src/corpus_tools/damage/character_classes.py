"""Which texts hold a character of a class, and how many: counted in one pass over all texts.

Most texts have nothing to mend. To look for the few that have in one array of all characters costs less than a search
in each text.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.script import code_points, encode_units

#: A code point that Unicode reserves for internal use, behind each text: so that none is without a character.
_END = "\uffff"
#: How many characters the Basic Multilingual Plane has, and the bytes of a unit of UTF-16, which is one of them.
BMP, UNIT = 0x10000, 2


def join_texts(texts: Sequence[str]) -> tuple[NDArray[np.unsignedinteger[Any]], Ints, Ints]:
    """Return the code points of all texts, a stop behind each, and where each text begins and ends."""
    together = _END.join([*texts, ""])
    codes: NDArray[np.unsignedinteger[Any]] = encode_units(together)
    if len(codes) != len(together):  # characters of two units
        codes = np.frombuffer(together.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths + 1) - 1
    return codes, ends - lengths, ends


def count_classes(texts: Sequence[str], classes: Sequence[str]) -> Ints:
    """Return how many characters of each class (a column) each text (a row) holds.

    A class is the inside of a class of a regular expression, of the Basic Multilingual Plane.
    """
    marks, starts = _mark(texts, classes)
    counts = [np.add.reduceat(marks & (1 << k) != 0, starts, dtype=np.int64) for k in range(len(classes))]
    return np.array(counts, np.int64).T.reshape(len(texts), len(classes))


def holding_any(texts: Sequence[str], classes: Sequence[str]) -> Bools:
    """Return whether each text (a row) holds a character of each class (a column)."""
    marks, starts = _mark(texts, classes)
    found = np.bitwise_or.reduceat(marks, starts) if len(starts) else marks
    return np.array([found & (1 << k) != 0 for k in range(len(classes))], np.bool_).T.reshape(len(texts), len(classes))


def _mark(texts: Sequence[str], classes: Sequence[str]) -> tuple[NDArray[np.unsignedinteger[Any]], Ints]:
    """Return a bit mask of its classes for each UTF-16 unit of the texts, and where each text begins."""
    table = np.zeros(BMP, np.min_scalar_type(1 << len(classes)))
    for k, inside in enumerate(classes):
        table[code_points(inside)] |= 1 << k
    table[ord(_END)] = 0
    codes, starts, _ = join_texts(texts)
    return table[codes if codes.itemsize == UNIT else np.minimum(codes, ord(_END))], starts
