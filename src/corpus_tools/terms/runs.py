"""Runs of terms, such as n-grams: they are numbered as they come, so that a corpus can be gone through part by part."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Ints

#: Bits that hold the code of a written form; those above hold that of its term.
_BITS = 31
_NONE = -1


def run_starts(term: NDArray[np.integer[Any]], sentence: NDArray[np.integer[Any]], *, ngram: int) -> Ints:
    """Return the tokens that begin a run of terms within one sentence; a token of none has -1."""
    rows = np.arange(max(len(term) - ngram + 1, 0), dtype=np.int64)
    for k in range(ngram):
        rows = rows[(term[rows + k] != _NONE) & (sentence[rows] == sentence[rows + k]) & (sentence[rows] != _NONE)]
    return rows


class Runs:
    """The distinct runs of terms, with a code for each in order of first appearance, and their written forms."""

    def __init__(self, names: Sequence[str], forms: Sequence[str], *, ngram: int) -> None:
        self._names, self._forms = _CodesOfRuns(names, ngram=ngram), _CodesOfRuns(forms, ngram=ngram)
        self._pairs = _Codes()
        self._times: Ints = np.zeros(0, np.int64)

    def add(self, term: NDArray[np.integer[Any]], form: NDArray[np.integer[Any]], rows: Ints) -> Ints:
        """Return the codes of the runs that begin at some rows of tokens, given the term and the form of each token."""
        codes = self._names.of(term, rows)
        pairs = self._pairs.of(codes << _BITS | self._forms.of(form, rows))
        self._times = add_up(self._times, pairs)
        return codes

    def names(self) -> list[str]:
        """Return the terms of each run, with a space between."""
        return self._names.written(np.arange(len(self._names)))

    def labels(self) -> list[str]:
        """Return the most frequent written form of each run, of equals the first."""
        term, form = np.divmod(self._pairs.numbers(), 1 << _BITS)
        order = np.lexsort((-self._times, term))
        return self._forms.written(form[order[np.flatnonzero(np.diff(term[order], prepend=_NONE))]])


def add_up(counts: Ints, codes: Ints) -> Ints:
    """Return how often each code stands, as counted before and among some more."""
    added = np.bincount(codes, minlength=len(counts))
    added[: len(counts)] += counts
    return added


class _Codes:
    """Codes of numbers, in the order in which these first come."""

    def __init__(self) -> None:
        self._ordered, self._codes = np.zeros((2, 0), np.int64)
        self._numbers: list[Ints] = [self._ordered]

    def of(self, numbers: Ints) -> Ints:
        """Return the code of each number; those that are new get the next ones."""
        place, distinct = pd.factorize(numbers)
        at = np.searchsorted(self._ordered, distinct)
        is_new = np.append(self._ordered, _NONE)[at] != distinct
        codes = np.append(self._codes, _NONE)[at]
        codes[is_new] = len(self._codes) + np.arange(is_new.sum())
        new = np.flatnonzero(is_new)[np.argsort(distinct[is_new])]
        self._numbers.append(distinct[is_new])
        self._ordered = np.insert(self._ordered, at[new], distinct[new])
        self._codes = np.insert(self._codes, at[new], codes[new])
        return codes[place]

    def numbers(self) -> Ints:
        """Return the number of each code."""
        self._numbers = [np.concatenate(self._numbers)]
        return self._numbers[0]


class _CodesOfRuns:
    """Codes of runs of words, in the order in which these first come."""

    def __init__(self, words: Sequence[str], *, ngram: int) -> None:
        self._words = words
        self._levels = [_Codes() for _ in range(ngram - 1)]  # of the first two words, the first three, …

    def of(self, word: NDArray[np.integer[Any]], rows: Ints) -> Ints:
        """Return the code of the run that begins at each of some rows; `word` is the code of each token."""
        codes = word[rows].astype(np.int64)
        for place, level in enumerate(self._levels, 1):
            codes = level.of(codes * len(self._words) + word[rows + place])
        return codes

    def written(self, codes: Ints) -> list[str]:
        """Return the words of runs, with a space between."""
        run: list[list[str]] = []
        for level in reversed(self._levels):
            codes, last = np.divmod(level.numbers()[codes], len(self._words))
            run.insert(0, [self._words[word] for word in last.tolist()])
        first = [self._words[word] for word in codes.tolist()]
        return list(map(" ".join, zip(first, *run, strict=True)))

    def __len__(self) -> int:
        return len(self._levels[-1].numbers())
