"""Keys of words: a 64-bit integer for each token, equal for equal characters, so that numpy can compare words.

A word of up to eight characters of ASCII and the main Arabic letters is its own key, a byte a character, so no two
such words share one. Longer words, and those with other characters, are hashed: among ten million of them, two share a
key with a probability of 3e-6.
"""

from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.tokens.characters import ASCII_END, BREAK, Classes, Codes, gather

_WIDTH = 8
#: Spans of up to so many bytes are hashed together, eight bytes at a time; longer ones one by one.
_LONGEST = 64
_MASKS = np.array([(1 << (8 * width)) - 1 for width in range(_WIDTH + 1)], np.uint64)


def word_keys(codes: Codes, classes: Classes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the key of each token, which depends only on its characters; the spans are in order."""
    # Low bytes tell the main Arabic characters apart; the highest bit sets those of ASCII apart from them.
    units = np.zeros((len(codes) // _WIDTH + 2) * _WIDTH, np.uint8)
    np.multiply((codes < codes.dtype.type(ASCII_END)).view(np.uint8), np.uint8(0x80), out=units[: len(codes)])
    units[: len(codes)] |= codes.astype(np.uint8)
    lengths = ends - starts
    keys = _read_units(units, starts)
    keys &= _MASKS.take(lengths, mode="clip")
    long = np.flatnonzero(lengths > _WIDTH)
    keys[long] = _hash_spans(units, starts[long], lengths[long], seed=1)
    far = classes.far[classes.of[classes.far] != BREAK]
    rows = np.searchsorted(starts, far, side="right") - 1
    rows = np.unique(rows[far < ends[rows]])  # an invisible control behind a word is no part of it
    if len(rows):
        # Four bytes a character, even if the characters of this text need fewer.
        wide = np.append(gather(codes, starts[rows], lengths[rows]).astype("<u4"), np.zeros(_WIDTH // 4, "<u4"))
        sizes = 4 * lengths[rows]
        keys[rows] = _hash_spans(wide.view(np.uint8), np.cumsum(sizes) - sizes, sizes, seed=2)
    return keys


def _read_units(units: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the eight bytes from each place on as one integer, from the two aligned ones that hold them."""
    aligned = units.view("<u8")
    places = starts >> 3
    shift = starts.view(np.uint64) & np.uint64(7)
    shift <<= np.uint64(3)
    keys = aligned.take(places)
    keys >>= shift
    rest = aligned[1:].take(places)
    # If the span is aligned, the shift is by all 64 bits, which leaves none.
    rest <<= np.uint64(64) - shift
    keys |= rest
    return keys


def _windows(units: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return a view of every eight neighbouring bytes as one integer."""
    return np.ndarray((len(units) - _WIDTH + 1,), np.dtype("<u8"), units, 0, (1,))


def _hash_spans(
    units: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64], *, seed: int
) -> NDArray[np.uint64]:
    """Hash spans of bytes, eight bytes at a time; zero bytes must follow the last span."""
    windows = _windows(units)
    keys = _mix(lengths.astype(np.uint64) + np.uint64(seed << 32))
    rows = np.arange(len(starts))
    for at in range(0, min(_LONGEST, int(lengths.max(initial=0))), _WIDTH):
        rows = rows[lengths[rows] > at]
        letters = windows[starts[rows] + at] & _MASKS.take(lengths[rows] - at, mode="clip")
        keys[rows] = _mix(keys[rows] ^ letters)
    data: Any = units.data
    for row in np.flatnonzero(lengths > _LONGEST).tolist():
        start = int(starts[row])
        digest = blake2b(data[start : start + int(lengths[row])], digest_size=_WIDTH, salt=bytes([seed])).digest()
        keys[row] = int.from_bytes(digest, "little")
    return keys


def _mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread each bit of 64-bit integers over all others, one to one.

    The finalizer of SplitMix64: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA,
    with the constants of Stafford's variant 13.
    """
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return numbers ^ numbers >> np.uint64(31)
