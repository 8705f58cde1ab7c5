"""Which texts hold a character of a class, and how many: counted in one pass over all texts.

Most texts have nothing to mend. To look for the few that have in one array of all characters costs less than a search
in each text.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.script import code_points, encode_units

Units: TypeAlias = NDArray[np.unsignedinteger[Any]]
#: What returns the places at which joined texts, given as code points, hold something.
Find: TypeAlias = Callable[[Units], Ints]

#: A code point that Unicode reserves for internal use, behind each text: so that none is without a character.
END = "\uffff"
#: How many characters the Basic Multilingual Plane has, and the bytes of a unit of UTF-16, which is one of them.
BMP, UNIT = 0x10000, 2
#: Characters that are looked at together: enough for little overhead, and few beside the texts.
_BLOCK = 2**18


def join_texts(texts: Sequence[str]) -> tuple[Units, Ints, Ints]:
    """Return the code points of all texts, a stop behind each, and where each text begins and ends."""
    together = END.join([*texts, ""])
    codes: Units = encode_units(together)
    if len(codes) != len(together):  # characters of two units
        codes = np.frombuffer(together.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths + 1) - 1
    return codes, ends - lengths, ends


def count_classes(texts: Sequence[str], classes: Sequence[str]) -> Ints:
    """Return how many characters of each class (a column) each text (a row) holds.

    A class is the inside of a class of a regular expression, of the Basic Multilingual Plane.
    """
    counts = np.zeros((len(texts), len(classes)), np.int64)
    for rows, _, marks, starts in _mark(texts, classes):
        for k in range(len(classes)):
            counts[rows, k] += np.add.reduceat(marks & (1 << k) != 0, starts, dtype=np.int64)
    return counts


def holding_any(texts: Sequence[str], signs: Sequence[str | Find]) -> Bools:
    """Return whether each text (a row) holds a character of a class, or what a function finds (a column each)."""
    held = np.zeros((len(texts), len(signs)), np.bool_)
    classes = [sign for sign in signs if isinstance(sign, str)]
    for rows, codes, marks, starts in _mark(texts, classes):
        found = np.bitwise_or.reduceat(marks, starts)
        for k, sign in enumerate(signs):
            if isinstance(sign, str):
                held[rows, k] |= found & (1 << classes.index(sign)) != 0
            else:
                held[rows[np.searchsorted(starts, sign(codes), "right") - 1], k] = True
    return held


def _mark(texts: Sequence[str], classes: Sequence[str]) -> Iterator[tuple[Ints, Units, Units, Ints]]:
    """Yield, by blocks, the rows of pieces of text, their code points, the bit masks of these and where each begins."""
    table = _table_of(tuple(classes))
    for rows, pieces in pieces_of(texts):
        codes, starts, _ = join_texts(pieces)
        yield rows, codes, table.take(codes if codes.itemsize == UNIT else np.minimum(codes, ord(END))), starts


@lru_cache(maxsize=16)
def _table_of(classes: tuple[str, ...]) -> Units:
    """Return the classes that each character of the Basic Multilingual Plane is of, one bit each."""
    table: Units = np.zeros(BMP, np.min_scalar_type((1 << len(classes)) - 1))
    for k, inside in enumerate(classes):
        table[code_points(inside)] |= 1 << k
    table[ord(END)] = 0
    return table


def pieces_of(texts: Sequence[str]) -> Iterator[tuple[Ints, Sequence[str]]]:
    """Yield texts in blocks of bounded size, with their rows; a text that is longer comes in pieces, one by one."""
    for low, high in blocks_of(texts):
        block = texts[low:high]
        if max(map(len, block)) <= _BLOCK:
            yield np.arange(low, high), block
            continue
        for row, text in enumerate(block, low):
            for at in range(0, max(len(text), 1), _BLOCK):
                yield np.array([row]), [text[at : at + _BLOCK]]


def blocks_of(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the rows at which blocks of texts begin and end, each of about as many characters."""
    block = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts))) // _BLOCK
    if len(texts):
        yield from pairwise([0, *(np.flatnonzero(np.diff(block)) + 1).tolist(), len(texts)])
