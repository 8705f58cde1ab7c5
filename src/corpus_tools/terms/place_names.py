"""Places whose names have several words, such as «دير الزور» and «خان شيخون»: each is one term."""

from functools import cache
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.data_files import read_rows
from corpus_tools.proclitics import ARTICLE, spellings
from corpus_tools.script import fold

_NONE = -1


class PlaceWords(NamedTuple):
    """Which words of a vocabulary names of places may begin with, and go on with: their codes, or -1."""

    first: Ints
    later: Ints

    @classmethod
    def of(cls, words: pd.DataFrame) -> "PlaceWords":
        """Return the codes of the words of a vocabulary."""
        names, folded = _load(), words["folded"].tolist()
        of_words = (np.fromiter(map(of.get, folded, repeat(_NONE)), np.int64, len(folded)) for of in names[:2])
        return cls(*of_words)


class _PlaceNames(NamedTuple):
    """The names, by the codes of their words."""

    first: dict[str, int]  # by every spelling behind proclitics
    later: dict[str, int]
    names: dict[tuple[int, ...], str]
    longest: int  # in words


@cache
def _load() -> _PlaceNames:
    """Read the names of data/place_names.tsv."""
    code: dict[str, int] = {}
    names = {
        tuple(code.setdefault(word, len(code)) for word in fold(name).split()): name
        for name in read_rows("place_names")
    }
    begun = {codes[0] for codes in names}
    words = list(code)
    # «الدير الزور» is no «دير الزور».
    behind = {one: {*spellings(words[one])} - {*spellings(ARTICLE + words[one])} for one in begun}
    first = {spelling: one for one, of_word in behind.items() for spelling in of_word}
    return _PlaceNames(first, code, names, max(map(len, names)))


def find_place_names(word: NDArray[np.int32], is_next: Bools, words: PlaceWords) -> tuple[Ints, Ints, list[str]]:
    """Return the first and last token of each name of a place, and the name; of two from one token, the longer.

    `word` is the row of the vocabulary of each token, `is_next` whether each token but the first stands right behind
    the one before it.
    """
    names = _load()
    begins = (words.first[word[:-1]] != _NONE) & (words.later[word[1:]] != _NONE) & is_next
    first, last, found = [], [], []
    for row in np.flatnonzero(begins).tolist():
        codes = [int(words.first[word[row]])]
        reached = None
        for at in range(row + 1, min(row + names.longest, len(word))):
            if not is_next[at - 1]:
                break
            codes.append(int(words.later[word[at]]))
            if tuple(codes) in names.names:
                reached = at, names.names[tuple(codes)]
        if reached is not None:
            first.append(row)
            last.append(reached[0])
            found.append(reached[1])
    return np.array(first, np.int64), np.array(last, np.int64), found
