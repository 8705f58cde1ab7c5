"""Month names that a newspaper glued to the adjective behind them, taken apart: «نوفمبرالماضي»."""

from collections.abc import Sequence
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.date_words import load_months
from corpus_tools.proclitics import CONJUNCTIONS, has_article
from corpus_tools.script import fold

_SHORTEST = 3

#: The row of the document, start, end and row of the vocabulary of each token.
Columns = list[NDArray[np.int32]]


@cache
def _glued() -> dict[str, int]:
    """Map each folded month name, with what may stand before it, and an adjective to the letters before the latter."""
    words = load_table("date_words")
    adjectives = {fold(word) for name in ("past", "previous", "last", "next", "current") for word in words[name]}
    months = [form for form in load_months() if len(form) >= _SHORTEST and " " not in form]
    heads = map("".join, product(("", *CONJUNCTIONS), ("", "ب", "ل"), months))
    return {head + word: len(head) for head in heads for word in adjectives if has_article(word)}


def take_apart(
    surfaces: Sequence[str], folded: Sequence[str], columns: Columns
) -> tuple[list[str], list[str], Columns]:
    """Return the words and tokens of a corpus with two in the place of each that is a month name and an adjective."""
    surfaces, folded = list(surfaces), list(folded)
    glued = _glued()
    parts: dict[int, tuple[int, int]] = {}  # by word: the letters of its month name, and the row of the first part
    for row in [row for row, word in enumerate(folded) if word in glued]:
        word, letters = folded[row], glued[folded[row]]
        if len(word) == len(surfaces[row]):  # no marks, so that letters are where they are
            parts[row] = letters, len(folded)
            surfaces += surfaces[row][:letters], surfaces[row][letters:]
            folded += word[:letters], word[letters:]
    is_glued = np.zeros(len(folded), np.bool_)
    is_glued[list(parts)] = True
    rows = np.flatnonzero(is_glued[columns[3]])
    if not len(rows):
        return surfaces, folded, columns
    doc, start, end, word_of = (np.insert(column, rows + 1, column[rows]) for column in columns)
    widths, firsts = np.array([parts[row] for row in columns[3][rows].tolist()]).T
    left = rows + np.arange(len(rows))
    end[left] = start[left + 1] = start[left] + widths
    word_of[left], word_of[left + 1] = firsts, firsts + 1
    return surfaces, folded, [doc, start, end, word_of]
