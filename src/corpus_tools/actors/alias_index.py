"""Finds where the names of a registry stand among the tokens of a corpus.

Every distinct word is read once: as it is, and without the proclitics that it may carry. Names are tried only where
the first word of one stands; a name of several words also needs its second word next to it, which numpy checks for
all places at once.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.actors.alias_forms import Form, key
from corpus_tools.actors.word_parts import Parts

_UNKNOWN = -1  # the number of a word that no name has
_END = -2  # the key in a tree under which the form that ends here stands
#: What may stand between two words of one name: blanks, quotation marks, the hyphen or low line of a compound.
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*[\"'«»“”„‟‘’‹›_\-–#]?[\"']?[^\S\n]*")
_CONJUNCTIONS = frozenset("وف")
_PREPOSITIONS = frozenset("بكل")


class Reading(NamedTuple):
    """One way to read a word: the letters cut from its front, and what is left."""

    cut: int
    key: str


def readings(word: str) -> list[Reading]:
    """Read a folded word as it is and without each proclitic that it may carry.

    Parameters
    ----------
    word : str
        A folded word, see `corpus_tools.actors.alias_forms.key`.

    Returns
    -------
    list of Reading
        The word itself first. In للجيش the article's alef is swallowed: it is read as الجيش from the second lam.

    Examples
    --------
    >>> [reading.key for reading in readings("وللجيش")]
    ['وللجيش', 'للجيش', 'لجيش', 'الجيش', 'اللجيش']
    """
    found = [Reading(0, word)]
    if len(word) > 2 and word[0] in _CONJUNCTIONS:
        found.append(Reading(1, word[1:]))
    for cut, rest in list(found):
        if len(rest) > 2 and rest[0] in _PREPOSITIONS:
            found.append(Reading(cut + 1, rest[1:]))
            if rest.startswith("لل"):
                found.append(Reading(cut + 1, "ال" + rest[2:]))
                found.append(Reading(cut + 1, "الل" + rest[2:]))
    return found


@dataclass(slots=True)
class AliasIndex:
    """The forms of names, arranged by their words.

    Attributes
    ----------
    words : dict
        From a folded word of some form to its number.
    roots : dict
        From the number of a first word to a tree of the words that may follow; under -2 stands the form that ends.
    forms : list
        The forms, each with the names it may stand for: pairs of a row of the names table and the rule.
    """

    words: dict[str, int] = field(default_factory=dict)
    roots: dict[int, dict[int, Any]] = field(default_factory=dict)
    forms: list[list[tuple[int, str]]] = field(default_factory=list)

    def add(self, form: Form, name: int, rule: str) -> None:
        """Add a form of a name."""
        numbers = [self.words.setdefault(word, len(self.words)) for word in form]
        node = self.roots.setdefault(numbers[0], {})
        for number in numbers[1:]:
            node = node.setdefault(number, {})
        if _END not in node:
            node[_END] = len(self.forms)
            self.forms.append([])
        self.forms[node[_END]].append((name, rule))


class Matches(NamedTuple):
    """Where forms stand: rows of the parts from first to last, letters cut from the first, and the form."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    cut: NDArray[np.int64]
    form: NDArray[np.int64]


def find_forms(parts: Parts, index: AliasIndex, texts: list[str]) -> Matches:
    """Find every form of the index among the parts of the words, nested and overlapping ones too.

    Parameters
    ----------
    parts : Parts
        The words of the corpus, hashtags and glued words taken apart.
    index : AliasIndex
        The forms.
    texts : list of str
        The texts of the documents, to see what stands between two words.

    Returns
    -------
    Matches
        The places, in order of the text.
    """
    whole = np.array([index.words.get(word, _UNKNOWN) for word in parts.keys], dtype=np.int64)
    by_word: dict[int, list[tuple[int, int]]] = defaultdict(list)
    heads = {word: number for word, number in index.words.items() if number in index.roots}
    initials = frozenset(word[0] for word in heads)
    for number, word in enumerate(parts.keys):
        if not word:
            continue
        if word[0] in _CONJUNCTIONS or word[0] in _PREPOSITIONS:
            found = [(cut, heads[rest]) for cut, rest in readings(word) if rest in heads]
            if found:
                by_word[number] = found
        elif word[0] in initials and word in heads:
            by_word[number] = [(0, heads[word])]
    rows: list[tuple[int, int, int, int]] = []
    for row, cut, root in _head_rows(parts, whole, by_word, index):
        node = index.roots[root]
        last = row
        while True:
            if _END in node:
                rows.append((row, last, cut, node[_END]))
            following = last + 1
            if following >= len(parts.doc) or parts.doc[following] != parts.doc[row]:
                break
            next_node = node.get(whole[parts.word[following]])
            if next_node is None or not _adjoin(texts[parts.doc[row]], parts.end[last], parts.start[following]):
                break
            node, last = next_node, following
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Matches(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3])


def _head_rows(
    parts: Parts, whole: NDArray[np.int64], by_word: dict[int, list[tuple[int, int]]], index: AliasIndex
) -> list[tuple[int, int, int]]:
    """List the rows where a name may begin: its only word stands there, or its first and then its second."""
    is_head = np.zeros(len(parts.keys), dtype=bool)
    is_head[list(by_word)] = True
    rows = np.flatnonzero(is_head[parts.word])
    following = np.append(whole[parts.word], _UNKNOWN)[rows + 1]
    size = len(index.words) + 1
    pairs = np.array(
        sorted(root * size + second for root, node in index.roots.items() for second in node if second != _END),
        dtype=np.int64,
    )
    alone = {root for root, node in index.roots.items() if _END in node}
    found: list[NDArray[np.int64]] = []
    depth = max(map(len, by_word.values()), default=0)
    for k in range(depth):
        cuts = np.full(len(parts.keys), _UNKNOWN, dtype=np.int64)
        roots = np.full(len(parts.keys), _UNKNOWN, dtype=np.int64)
        for word, options in by_word.items():
            if k < len(options):
                cuts[word], roots[word] = options[k]
        is_alone = np.zeros(size, dtype=bool)
        is_alone[list(alone)] = True
        root = roots[parts.word[rows]]
        wanted = (root != _UNKNOWN) & (
            is_alone[root] | ((following != _UNKNOWN) & _is_in(root * size + following, pairs))
        )
        found.append(np.column_stack([rows, cuts[parts.word[rows]], root])[wanted])
    if not found:
        return []
    table = np.concatenate(found)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    return [(row, cut, root) for row, cut, root in table.tolist()]


def _is_in(values: NDArray[np.int64], ordered: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which values are among some ordered ones."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(ordered, values)
    found: NDArray[np.bool_] = ordered[np.minimum(at, len(ordered) - 1)] == values
    return found


def _adjoin(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but blanks and quotation marks parts two words."""
    gap = text[end:start]
    return gap in {" ", ""} or (len(gap) < 6 and _GAP.fullmatch(gap) is not None)


def letters_to_offset(surface: str, letters: int) -> int:
    """Find the offset in a word, as written, of the letter after some letters of its folded spelling.

    Parameters
    ----------
    surface : str
        The word as written, with marks, tatweel and controls.
    letters : int
        How many folded letters come before.

    Examples
    --------
    >>> letters_to_offset("وَسوريا", 1)
    2
    """
    if letters == 0:
        return 0
    seen = 0
    for offset, character in enumerate(surface):
        width = len(key(character))
        if seen >= letters and width:
            return offset
        seen += width
    return len(surface)
