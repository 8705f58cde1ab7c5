"""Month names that a newspaper glued to the adjective behind them, taken apart: «نوفمبرالماضي»."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.date_words import load_months
from corpus_tools.proclitics import has_article
from corpus_tools.script import fold

_SHORTEST = 3

#: The row of the document, start, end and row of the vocabulary of each token.
Columns = list[NDArray[np.int32]]


@cache
def _adjectives() -> tuple[str, ...]:
    """Return the folded adjectives that say which month is meant."""
    words = load_table("date_words")
    folded = {fold(word) for name in ("past", "previous", "last", "next", "current") for word in words[name]}
    return tuple(sorted(word for word in folded if has_article(word)))


@cache
def _glued() -> re.Pattern[str]:
    """Return the pattern of a folded month name, with what may stand before it, and an adjective."""
    months = sorted(form for form in load_months() if len(form) >= _SHORTEST and " " not in form)
    return re.compile(f"([وف]?[بل]?(?:{'|'.join(months)}))({'|'.join(_adjectives())})")


def take_apart(
    surfaces: Sequence[str], folded: Sequence[str], columns: Columns
) -> tuple[list[str], list[str], Columns]:
    """Return the words and tokens of a corpus with two in the place of each that is a month name and an adjective."""
    surfaces, folded = list(surfaces), list(folded)
    parts: dict[int, tuple[int, int]] = {}  # by word: the letters of its month name, and the row of the first part
    for row, word in enumerate(folded.copy()):
        found = _glued().fullmatch(word) if word.endswith(_adjectives()) else None
        if found is not None and len(word) == len(surfaces[row]):  # no marks, so that letters are where they are
            parts[row] = found.end(1), len(folded)
            surfaces += surfaces[row][: found.end(1)], surfaces[row][found.end(1) :]
            folded += found.groups()
    doc, start, end, word_of = columns
    times = np.ones(len(folded), np.int64)
    times[list(parts)] = 2
    rows = np.flatnonzero(times[word_of] == 2)
    if not len(rows):
        return surfaces, folded, columns
    widths, firsts = np.array([parts[row] for row in word_of[rows].tolist()]).T
    twice = np.repeat(np.arange(len(doc)), times[word_of])
    doc, start, end, word_of = (column[twice] for column in columns)
    left = rows + np.arange(len(rows))
    end[left] = start[left + 1] = start[left] + widths
    word_of[left], word_of[left + 1] = firsts, firsts + 1
    return surfaces, folded, [doc, start, end, word_of]
