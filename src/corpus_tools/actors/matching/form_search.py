"""Finds where the forms of names stand among the tokens of a corpus.

Every distinct word is looked up once: as it is, and without the proclitics that it may carry. From there the index is
followed for all places of the corpus at once, one word at a time.
"""

import re
from itertools import repeat
from typing import NamedTuple

import numpy as np

from corpus_tools.actors.matching.context import Context
from corpus_tools.actors.matching.segmentation import Segments, edge_letters
from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.alias_index import NONE, AliasIndex
from corpus_tools.arrays import Ints
from corpus_tools.proclitics import PROCLITICS, UNTOUCHED, segmentations

#: What may stand between two words of one name: blanks, quotation marks, the hyphen or low line of a compound,
#: five characters at most.
_GAP = re.compile(r"(?s:(?=.{0,5}\Z))[^\S\n]*\n?[^\S\n]*[\"'«»“”„‟‘’‹›_\-–#]?[\"']?[^\S\n]*")


class Matches(NamedTuple):
    """Where forms stand: rows of the segments from first to last, letters cut from the first, and the form."""

    first: Ints
    last: Ints
    cut: Ints
    form: Ints


def find_forms(context: Context, index: AliasIndex) -> Matches:
    """Find every form of the index among the words, in order of the text, nested and overlapping ones too."""
    segments = context.segments
    if not len(index.steps):
        return Matches(*np.empty((4, 0), dtype=np.int64))
    code = np.fromiter(map(index.words.get, segments.keys, repeat(NONE)), dtype=np.int64, count=len(segments.keys))
    row, cut, node = _first_words(segments, code, index)
    last, place = row, np.arange(len(row))
    found = [np.empty((5, 0), dtype=np.int64)]
    while len(place):
        form = index.form[node]
        ends = np.flatnonzero(form != NONE)
        found.append(np.stack([place[ends], row[place[ends]], last[ends], cut[place[ends]], form[ends]]))
        following = np.minimum(last + 1, len(segments.doc) - 1)
        node = index.follow(node, code[segments.word[following]])
        goes_on = node != NONE
        goes_on[goes_on] = context.adjoin(last[goes_on], _GAP)
        place, node, last = place[goes_on], node[goes_on], following[goes_on]
    place, *columns = np.concatenate(found, axis=1)
    order = np.argsort(place, kind="stable")
    return Matches(*(column[order] for column in columns))


def _first_words(segments: Segments, code: Ints, index: AliasIndex) -> tuple[Ints, Ints, Ints]:
    """Return the rows where a name may begin, the letters to cut there, and the node of the first word."""
    word = np.flatnonzero(code != NONE)
    keys, words, remainders = segments.keys, index.words, index.remainders
    first_letters, _ = edge_letters(keys)
    behind_proclitics = [
        (word, cut, words[rest])
        for word in np.flatnonzero(np.isin(first_letters, [ord(letter) for letter in PROCLITICS])).tolist()
        # Most words are none of them behind proclitics, which is seen before each is taken apart: ل swallows the alef.
        if (folded := keys[word])[UNTOUCHED:] in remainders
        and (folded[1:] in words or folded[2:] in words or "لل" in folded[:UNTOUCHED])
        for cut, rest in segmentations(folded)[1:]
        if rest in words
    ]
    as_they_are = np.column_stack([word, np.zeros_like(word), code[word]])
    word, cut, first = np.concatenate([as_they_are, np.array(behind_proclitics, dtype=np.int64).reshape(-1, 3)]).T
    order = np.argsort(word, kind="stable")
    order = order[index.roots[first[order]] != NONE]
    word, cut, node = word[order], cut[order], index.roots[first[order]]
    counts = np.bincount(word, minlength=len(segments.keys))
    rows = np.flatnonzero((counts > 0)[segments.word])
    counts_at = counts[segments.word[rows]]
    option = np.repeat(np.cumsum(counts)[segments.word[rows]] - np.cumsum(counts_at), counts_at)
    option += np.arange(len(option))
    return np.repeat(rows, counts_at), cut[option], node[option]


def letters_to_offset(surface: str, letters: int) -> int:
    """Return the offset, in a word as written, of what follows some letters of its folded spelling."""
    if letters == 0:
        return 0
    seen = 0
    for offset, character in enumerate(surface):
        width = len(key(character))
        if seen >= letters and width:
            return offset
        seen += width
    return len(surface)
