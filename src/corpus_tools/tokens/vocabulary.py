"""Numbers of words: each distinct word, told by its key, has one, in order of first appearance.

A hash table of all words is larger than the processor's cache, and pandas holds the interpreter lock while it asks one.
Few words make up most of a text (Zipf's law), so that a small table of the usual ones, in which each has the one place
that its key gives, answers for most tokens; the others are gathered, and asked for at the end.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: 2^16 places: keys and numbers take 768 KB, about what the second cache of a processor holds.
_BITS = 16
#: 2^64 divided by the golden ratio: the highest bits of a product with it depend on all bits of a key.
#: Knuth (1998), The Art of Computer Programming 3, section 6.4 ("Fibonacci hashing").
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_WORDS_TO_EXPECT = 1 << 17
#: Tokens that are counted at a time.
_STRETCH = 1 << 17


class UsualWords(NamedTuple):
    """A table of words by the place that their key gives: the key that stands there, and the number of its word."""

    key: NDArray[np.uint64]
    number: NDArray[np.int32]


def factorize_keys(parts: Iterable[NDArray[np.uint64]]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Give distinct words numbers, in order of first appearance.

    Parameters
    ----------
    parts : iterable of ndarray of uint64
        Keys of words, by `corpus_tools.tokens.keys.word_keys`.

    Returns
    -------
    numbers : ndarray of int64
        One for each key, the parts laid end to end.
    distinct : ndarray of uint64
        The key of each number.

    Examples
    --------
    >>> numbers, distinct = factorize_keys([np.array([7, 9], np.uint64), np.array([7], np.uint64)])
    >>> numbers.tolist(), distinct.tolist()
    ([0, 1, 0], [7, 9])
    """
    # The hash table grows with the words, where it would be made for as many words as there are tokens.
    return pd.factorize(np.concatenate([np.empty(0, np.uint64), *parts]), size_hint=_WORDS_TO_EXPECT)


def tabulate_usual_words(keys: NDArray[np.uint64], n: NDArray[np.int64]) -> UsualWords:
    """Give words their place.

    Parameters
    ----------
    keys : ndarray of uint64
        Distinct words; their numbers are their places here.
    n : ndarray of int64
        How many tokens each has; of two words with one place the more frequent takes it.

    Returns
    -------
    UsualWords
        The table for `number_usual_words`.
    """
    table = UsualWords(np.zeros(1 << _BITS, np.uint64), np.zeros(1 << _BITS, np.int32))
    table.key[0] = 1  # an empty place holds a key that belongs elsewhere, so that no word is found there
    by_frequency = np.argsort(-n, kind="stable")
    places, first = np.unique(_place(keys[by_frequency]), return_index=True)
    table.number[places] = by_frequency[first]
    table.key[places] = keys[by_frequency[first]]
    return table


def number_usual_words(keys: NDArray[np.uint64], usual: UsualWords) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Give each token the number of its word where that is a usual one.

    Parameters
    ----------
    keys : ndarray of uint64
        One a token.
    usual : UsualWords
        From `tabulate_usual_words`.

    Returns
    -------
    numbers : ndarray of int32
        One a token; without meaning where the word is no usual one.
    others : ndarray of int64
        The places of the tokens whose words are no usual ones.

    Examples
    --------
    >>> usual = tabulate_usual_words(np.array([7, 8], np.uint64), np.array([1, 2]))
    >>> numbers, others = number_usual_words(np.array([8, 9, 7], np.uint64), usual)
    >>> numbers[[0, 2]].tolist(), others.tolist()
    ([1, 0], [1])
    """
    places = _place(keys)
    return usual.number.take(places), np.flatnonzero(usual.key.take(places) != keys)


def fill_numbers(
    word: NDArray[np.int32], rows: list[NDArray[np.int64]], numbers: NDArray[np.integer[Any]]
) -> list[int]:
    """Give tokens the numbers of their words, in place.

    Parameters
    ----------
    word : ndarray of int32
        The number of each token's word, those of some still to come.
    rows : list of ndarray of int64
        The rows of these, in order, chunk by chunk; among them is the first token of each word.
    numbers : ndarray of int
        The numbers for them, the chunks laid end to end, in order of first appearance.

    Returns
    -------
    list of int
        The row of each word's first token.

    Examples
    --------
    >>> word = np.array([-1, -1, 0, -1], np.int32)
    >>> fill_numbers(word, [np.array([0, 1]), np.array([3])], np.array([0, 1, 2], np.int32)), word.tolist()
    ([0, 1, 3], [0, 1, 0, 2])
    """
    firsts: list[int] = []
    low = 0
    for at in rows:
        low, found = low + len(at), numbers[low : low + len(at)]
        word[at] = found
        new = np.flatnonzero(found >= len(firsts))
        # A number that is larger than all before it is that of a new word.
        new = new[np.diff(np.maximum.accumulate(found[new]), prepend=len(firsts) - 1) > 0]
        firsts += at[new].tolist()
    return firsts


def count_numbers(word: NDArray[np.int32], *, size: int) -> NDArray[np.int64]:
    """Count the tokens of each word.

    Parameters
    ----------
    word : ndarray of int32
        The number of each token's word.
    size : int
        How many words there are.

    Returns
    -------
    ndarray of int64
        How many tokens each word has.

    Examples
    --------
    >>> count_numbers(np.array([0, 2, 0], np.int32), size=3).tolist()
    [2, 0, 1]
    """
    n = np.zeros(size, np.int64)
    # In stretches that stay in the processor's cache, but are no shorter than the counts that are added up for each.
    stretch = max(_STRETCH, size)
    for low in range(0, len(word), stretch):
        n += np.bincount(word[low : low + stretch], minlength=size)
    return n


def _place(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Give the place of each key."""
    places = keys * _MULTIPLIER
    places >>= np.uint64(64 - _BITS)
    return places.view(np.int64)
