"""Word ids: each distinct word, identified by its key, has one, in order of first appearance.

A hash table of all words is larger than the processor's cache, and pandas holds the interpreter lock during look-ups.
A few words make up most of a text (Zipf's law), so a small table of the frequent ones, where the key alone gives the
place, serves most tokens; the others are gathered and looked up at the end.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Ints

#: 2^16 places: keys and ids take 768 KB, about the size of a processor's second cache.
_BITS = 16
#: 2^64 divided by the golden ratio: the highest bits of a product with it depend on all bits of a key.
#: Knuth (1998), The Art of Computer Programming 3, section 6.4 ("Fibonacci hashing").
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_WORDS_TO_EXPECT = 1 << 17
#: Tokens counted at a time.
_STRETCH = 1 << 17


class FrequentWords(NamedTuple):
    """A table of frequent words by the place that their key gives: the key at each place, and the id of its word."""

    key: NDArray[np.uint64]
    word: NDArray[np.int32]


def factorize_keys(parts: Iterable[NDArray[np.uint64]]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Return the word id of each key, the parts laid end to end, and the key of each id, by first appearance."""
    # Without a hint the hash table would be made for as many words as there are tokens.
    return pd.factorize(np.concatenate([np.empty(0, np.uint64), *parts]), size_hint=_WORDS_TO_EXPECT)


def tabulate_frequent_words(keys: NDArray[np.uint64], n: NDArray[np.int64]) -> FrequentWords:
    """Return the table of words, whose ids are their places in `keys`, given the number of tokens of each.

    Of two words with one place, the more frequent takes it.
    """
    table = FrequentWords(np.zeros(1 << _BITS, np.uint64), np.zeros(1 << _BITS, np.int32))
    table.key[0] = 1  # an empty place holds a key that belongs elsewhere, so that no word is found there
    rarest_first = np.argsort(-n, kind="stable")[::-1]  # what is written last stays
    places = _place(keys[rarest_first])
    table.word[places] = rarest_first
    table.key[places] = keys[rarest_first]
    return table


def look_up_frequent_words(
    keys: NDArray[np.uint64], frequent: FrequentWords
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the word id of each token, meaningless for words outside the table, and the places of these."""
    places = _place(keys)
    return frequent.word.take(places), np.flatnonzero(frequent.key.take(places) != keys)


def fill_word_ids(word: NDArray[np.int32], rows: list[NDArray[np.int64]], ids: NDArray[np.integer[Any]]) -> Ints:
    """Set the missing word ids of tokens, in place; return the row of each word's first token.

    `rows` are the rows of these tokens, in order, chunk by chunk, the first token of each word among them; `ids`
    are their ids, the chunks laid end to end, in order of first appearance.
    """
    firsts = [np.empty(0, np.int64)]
    low = known = 0
    for at in rows:
        low, found = low + len(at), ids[low : low + len(at)]
        word[at] = found
        new = np.flatnonzero(found >= known)
        # An id larger than all before it is that of a new word.
        new = new[np.diff(np.maximum.accumulate(found[new]), prepend=known - 1) > 0]
        known += len(new)
        firsts.append(at[new])
    return np.concatenate(firsts)


def count_tokens(word: NDArray[np.int32], *, size: int) -> NDArray[np.int64]:
    """Count the tokens of each word; `size` is the number of words."""
    n = np.zeros(size, np.int64)
    # In stretches that stay in the processor's cache, but no shorter than the array of counts that each adds.
    stretch = max(_STRETCH, size)
    for low in range(0, len(word), stretch):
        n += np.bincount(word[low : low + stretch], minlength=size)
    return n


def _place(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the place of each key in the table of frequent words."""
    places = keys * _MULTIPLIER
    places >>= np.uint64(64 - _BITS)
    return places.view(np.int64)
