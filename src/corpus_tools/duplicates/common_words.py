"""How many words two documents have in common, in the same order: their longest common subsequence.

Lengths are computed bit by bit (Hyyrö, Bit-parallel LCS-length computation revisited, 2004): the words of one document
are the bits of a number, and each word of the other takes one addition. Here the numbers of many pairs stand side by
side in one, with a bit between them that stops what an addition carries.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints, order_by

_BITS = 64
_CELLS_AT_ONCE = 1_000_000
#: How many bits stand for the words of a document where only a bound is needed; documents or pairs looked at together.
_SKETCH, _ROWS_AT_ONCE = 2_048, 512
#: The higher bits of a product with it are those of a hash: it is odd, and nearly 2^64 over the golden ratio.
SCATTER = np.uint64(0x9E3779B97F4A7C15)


class Sequences(NamedTuple):
    """Words of documents in their order, as codes from 0 on: those of document d are words[first[d] : first[d + 1]]."""

    words: NDArray[np.integer[Any]]
    first: Ints

    @property
    def size(self) -> Ints:
        """Return the number of words of each document."""
        return np.diff(self.first)

    def only(self, kept: Bools) -> "Sequences":
        """Return the sequences of some of the words."""
        places = np.flatnonzero(kept)
        return Sequences(self.words[places], np.searchsorted(places, self.first))

    def words_of(self, docs: Ints) -> tuple[Ints, Ints, NDArray[np.integer[Any]]]:
        """Return the words of documents one after the other: which of `docs`, the place in it, the word."""
        size = self.size[docs]
        which = np.repeat(np.arange(len(docs)), size)
        place = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size)
        return which, place, self.words[self.first[docs][which] + place]


def most_common_words(sequences: Sequences, one: Ints, other: Ints) -> Ints:
    """Return a number that the words in common of each pair of documents cannot exceed, at a fraction of the cost.

    A word of one document whose bit the other has not set is none of the other's words.
    """
    sketches = np.zeros((len(sequences.size), _SKETCH // 8), np.uint8)
    for low in range(0, len(sketches), _ROWS_AT_ONCE):
        first = sequences.first[low : low + _ROWS_AT_ONCE + 1]
        words = sequences.words[first[0] : first[-1]].astype(np.uint64)
        bits = (words * SCATTER >> np.uint64(64 - _SKETCH.bit_length() + 1)).astype(np.int64)
        are_set = np.zeros((len(first) - 1) * _SKETCH, np.bool_)
        are_set[bits + np.repeat(np.arange(len(first) - 1) * _SKETCH, np.diff(first))] = True
        sketches[low : low + _ROWS_AT_ONCE] = np.packbits(are_set).reshape(-1, _SKETCH // 8)
    swapped = sequences.size[one] > sequences.size[other]
    shorter, longer = np.where(swapped, other, one), np.where(swapped, one, other)
    most = sequences.size[shorter]
    for low in range(0, len(one), _ROWS_AT_ONCE):
        some = slice(low, low + _ROWS_AT_ONCE)
        missing = sketches[shorter[some]] & ~sketches[longer[some]]
        most[some] -= _count_bits(missing).sum(axis=1, dtype=np.int64)
    return most


def _count_bits(sketches: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return how many bits are set in every few bytes of each row."""
    if hasattr(np, "bitwise_count"):  # from numpy 2 on
        return np.bitwise_count(sketches.view(np.uint64))
    return _bits_set()[sketches.view(np.uint16)]


@cache
def _bits_set() -> NDArray[np.uint8]:
    """Return how many bits each number of two bytes has set."""
    numbers = np.arange(2**16, dtype=np.uint16)
    counts: NDArray[np.uint8] = np.unpackbits(numbers.view(np.uint8).reshape(-1, 2), axis=1).sum(axis=1, dtype=np.uint8)
    return counts


def count_common_words(sequences: Sequences, one: Ints, other: Ints) -> Ints:
    """Return the length of the longest common subsequence of each pair of documents."""
    size = sequences.size
    swapped = size[one] > size[other]
    shorter, longer = np.where(swapped, other, one), np.where(swapped, one, other)
    # One bit more than words, and pairs of like sizes in one batch.
    blocks = size[shorter] // _BITS + 1
    order = order_by(blocks, size[longer], shorter)
    cells = np.cumsum(np.maximum(_BITS * blocks**2, size[longer])[order]) // _CELLS_AT_ONCE
    common = np.zeros(len(one), np.int64)
    for batch in np.split(order, np.flatnonzero(np.diff(blocks[order]) | np.diff(cells)) + 1):
        if len(batch):
            common[batch] = _count_in_batch(sequences, shorter[batch], longer[batch], int(blocks[batch[0]]))
    return common


def _count_in_batch(sequences: Sequences, shorter: Ints, longer: Ints, blocks: int) -> Ints:
    """Return the lengths for pairs whose shorter documents fit into as many blocks of bits."""
    docs, local = np.unique(shorter, return_inverse=True)
    keys, masks = _places_of_words(sequences, docs, blocks)
    pair, place, word = sequences.words_of(longer)
    wanted = local[pair] * (int(sequences.words.max(initial=0)) + 1) + word
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    steps = np.full((int(place.max(initial=-1)) + 1, len(longer)), len(keys))
    steps[place, pair] = np.where(keys[found] == wanted, found, len(keys)) if len(keys) else 0
    size = sequences.size[shorter]
    bits = np.arange(blocks * _BITS) < size[:, None]
    full = int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")
    state = full
    for step in steps:
        both = state & int.from_bytes(masks[step].tobytes(), "little")
        state = ((state + both) | (state - both)) & full
    left = np.frombuffer(state.to_bytes(len(shorter) * blocks * _BITS // 8, "little"), np.uint8)
    common: Ints = size - np.unpackbits(left).reshape(len(shorter), -1).sum(axis=1, dtype=np.int64)
    return common


def _places_of_words(sequences: Sequences, docs: Ints, blocks: int) -> tuple[Ints, NDArray[np.uint64]]:
    """Return a sorted key for each word of each document, and its places there as bits; the last row has none."""
    which, place, word = sequences.words_of(docs)
    bits = np.zeros((len(word), blocks), "<u8")
    bits[np.arange(len(word)), place // _BITS] = np.left_shift(np.uint64(1), (place % _BITS).astype(np.uint64))
    keys = which * (int(sequences.words.max(initial=0)) + 1) + word
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    masks = np.bitwise_or.reduceat(bits[order], starts, axis=0) if len(starts) else bits
    return keys[starts], np.concatenate([masks, np.zeros((1, blocks), "<u8")])
