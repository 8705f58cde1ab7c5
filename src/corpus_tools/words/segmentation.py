"""Segmentation: the stems that remain when a chain of proclitics and an enclitic are cut off a word.

A stem may end differently before an enclitic than alone (مدينتها), so a segmentation also names the ending that
replaces its last letter.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.proclitics import ARTICLE, PREPOSITIONS
from corpus_tools.script import is_any_of
from corpus_tools.words.clitics import load_clitics
from corpus_tools.words.spellings import WINDOW, Spellings, Stems, append_key, replace_tail

_KINDS = ("noun", "perfect", "imperfect", "closed", "suffix")
#: The ids of the empty chain, and of an ending that is left as written.
NO_CHAIN, AS_WRITTEN = 0, -1
SHORT_STEM = 1.2
NOT_THE_ARTICLE = 1.2
_LAM_WRITTEN_ONCE, _LAM_WRITTEN_TWICE = 0.05, 0.5
# No stem ends in these before an enclitic as it does alone: ة and ى are written differently there, an alef may be.
_CHANGED_BEFORE_ENCLITIC = "ةىا"
_LAST = np.uint64(16 * (WINDOW - 1))


class Segmentations(NamedTuple):
    """Segmentations of words, as parallel arrays."""

    word: Ints
    start: Ints
    end: Ints
    chain: Ints
    enclitic: Ints
    ending: Ints
    cost: Floats

    def take(self, rows: Ints | Bools | slice) -> "Segmentations":
        """Return some of the segmentations."""
        return Segmentations._make(column[rows] for column in self)

    @property
    def length(self) -> Ints:
        """The length of each stem as written."""
        return self.end - self.start

    @classmethod
    def join(cls, parts: Sequence["Segmentations"]) -> "Segmentations":
        """Concatenate segmentations."""
        return cls(*map(np.concatenate, zip(*parts, strict=True)))


class _AffixFinder:
    """Finds the affixes at a place of each word, for all words at once, with one look-up in a table."""

    def __init__(self, affixes: Sequence[str]) -> None:
        """Take the affixes, spelled from the edge of the word inwards."""
        letters = sorted(set("".join(affixes)))
        self._depth, self._base = max(map(len, affixes)), len(letters) + 1
        self._class = np.zeros(0x10000, np.int64)
        self._class[[ord(letter) for letter in letters]] = np.arange(1, self._base)
        fits = np.zeros((len(affixes), *[self._base] * self._depth), np.bool_)
        for row, affix in enumerate(affixes):
            fits[row][tuple(letters.index(letter) + 1 for letter in affix)] = True
        by_code = fits.reshape(len(affixes), -1).T
        self._count = by_code.sum(axis=1)
        self._first = np.cumsum(self._count) - self._count
        self._affix = np.nonzero(by_code)[1]

    def find(self, units: NDArray[np.uint16], places: Ints, *, step: int) -> tuple[Ints, Ints]:
        """Return every affix found, as rows of `places` and ids of affixes; `step` -1 reads backwards."""
        code = self._class[units[places]]
        for depth in range(1, self._depth):
            code = code * self._base + self._class[units[places + step * depth]]
        count = self._count[code]
        row = np.repeat(np.arange(len(places)), count)
        within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        return row, self._affix[self._first[code][row] + within]


class CliticArrays:
    """The clitic table as arrays, by the ids of chains, enclitics and endings (their places in the table)."""

    def __init__(self) -> None:
        table = load_clitics()
        chains = self.chains = table.proclitics
        enclitics = self.enclitics = table.enclitics
        self.proclitics = [chain.forms for chain in chains]
        self.enclitic_forms = [tuple(filter(None, [enclitic.letters])) for enclitic in enclitics]
        self.endings = table.stem_endings
        self.no_enclitic = len(enclitics) - 1
        self.of_speaker = np.array([enclitic.letters in ("ي", "ني") for enclitic in enclitics])
        self.before = {kind: np.array([kind in chain.before for chain in chains]) for kind in _KINDS}
        self.after = {kind: np.array([kind in enclitic.after for enclitic in enclitics]) for kind in _KINDS}
        self.of = {kind: np.array([*(kind in ending.of for ending in self.endings), True]) for kind in _KINDS}
        self.keeps_alef = np.array([*(ending.letters == ending.alone == "ا" for ending in self.endings), False])
        self.feminine = [ending.alone for ending in self.endings].index("ة")
        self.cost = np.array([chain.cost for chain in chains])
        self.enclitic_cost = np.array([enclitic.cost for enclitic in enclitics])
        self.definite = np.array([chain.definite for chain in chains])
        self.length = np.array([len(chain.letters) for chain in chains])
        self.enclitic_length = np.array([len(enclitic.letters) for enclitic in enclitics])
        self.ends_in_lam = np.array([chain.letters.endswith("ل") and not chain.definite for chain in chains])
        self.hides_lam = np.array([chain.letters.endswith("لل") and chain.definite for chain in chains])
        self.article = self.proclitics.index((ARTICLE,))
        self.certain = np.array([chain.definite or chain.forms[:1] == ("و",) for chain in chains])
        self.has_preposition = np.array([not PREPOSITIONS.isdisjoint(chain.forms) for chain in chains])
        self.is_and = np.array([chain.forms in (("و",), ("ف",)) for chain in chains])
        self.chains_of = _AffixFinder([chain.letters for chain in chains])
        self.enclitics_of = _AffixFinder([enclitic.letters[::-1] for enclitic in enclitics[:-1]])


@cache
def clitic_arrays() -> CliticArrays:
    """Return the arrays of the package's clitic table, made once."""
    return CliticArrays()


def segment_proclitics(words: Spellings, rows: Ints, clitics: CliticArrays) -> Segmentations:
    """Cut every possible chain of proclitics off some rows of words.

    The article is written with a bare alef: «آلاف» and «إلقاء» have none.
    """
    row, chain = clitics.chains_of.find(words.written, words.starts[rows], step=1)
    word = rows[row]
    start, end = words.starts[word] + clitics.length[chain], words.ends[word]
    is_left = start < end
    word, chain, start, end = word[is_left], chain[is_left], start[is_left], end[is_left]
    cost = clitics.cost[chain]
    cost[clitics.ends_in_lam[chain] & (words.folded[start] == ord("ل"))] += _LAM_WRITTEN_TWICE
    enclitic = np.full(len(word), clitics.no_enclitic)
    return Segmentations(word, start, end, chain, enclitic, np.full(len(word), AS_WRITTEN), cost)


def segment_after_hidden_lam(segments: Segmentations, clitics: CliticArrays) -> Segmentations:
    """Also cut before the last lam of a chain: the lam of للجنة belongs both to the article and to لجنة."""
    segments = segments.take(clitics.hides_lam[segments.chain])
    return segments._replace(start=segments.start - 1, cost=segments.cost + _LAM_WRITTEN_ONCE)


def segment_enclitics(words: Spellings, segments: Segmentations, clitics: CliticArrays) -> Segmentations:
    """Cut every possible enclitic off the remainders of words."""
    row, enclitic = clitics.enclitics_of.find(words.written, segments.end - 1, step=-1)
    length = clitics.enclitic_length[enclitic]
    is_left = segments.length[row] > length + 1
    row, enclitic = row[is_left], enclitic[is_left]
    segments = segments.take(row)
    cost = segments.cost + clitics.enclitic_cost[enclitic]
    cost[(segments.chain == NO_CHAIN) & seems_definite(words, segments.start)] += NOT_THE_ARTICLE
    return segments._replace(end=segments.end - length[is_left], enclitic=enclitic, cost=cost)


def restore_endings(words: Spellings, segments: Segmentations, clitics: CliticArrays) -> Segmentations:
    """Return the stems before enclitics with each ending that they may have alone."""
    cost = segments.cost.copy()
    cost[segments.length < 3] += SHORT_STEM
    segments = segments._replace(cost=cost)
    last = words.written[segments.end - 1]
    parts = [segments.take(~is_any_of(last, _CHANGED_BEFORE_ENCLITIC))]
    for ending_id, ending in enumerate(clitics.endings):
        part = segments.take(last == ord(ending.letters))
        parts.append(part._replace(ending=np.full(len(part.word), ending_id)))
    return Segmentations.join(parts)


def seems_definite(words: Spellings, start: Ints) -> Bools:
    """Return which words seem to begin with the article; الت may as well begin a verb of form VIII (التزم)."""
    is_open: Bools = words.written[start + 2] != ord("ت")
    return begins_with_article(words, start) & is_open


def begins_with_article(words: Spellings, start: Ints) -> Bools:
    """Return which words begin with the letters of the article."""
    return np.asarray((words.written[start] == ord("ا")) & (words.written[start + 1] == ord("ل")))


def stems_without_enclitic(words: Spellings, segments: Segmentations) -> Stems:
    """Return the keys of stems without enclitic as the lexicon lists them: no seats of alef, final ى as ي."""
    tail = words.windows[segments.end - WINDOW]
    tail[tail >> _LAST == ord("ى")] += np.uint64(ord("ي") - ord("ى") << int(_LAST))
    key = words.keys_looked_up(segments.word, segments.start)
    return Stems(key, segments.length, words.windows[segments.start], tail)


def stems_before_enclitics(words: Spellings, segments: Segmentations, clitics: CliticArrays) -> Stems:
    """Return the keys of stems before enclitics, spelled as they stand alone."""
    key, length = words.keys_folded(segments.word, segments.start, segments.end), segments.length
    tail = words.windows[segments.end - WINDOW]
    for ending_id, ending in enumerate(clitics.endings):
        rows = np.flatnonzero(segments.ending == ending_id)
        kept = length[rows] - len(ending.letters)
        key[rows] = append_key(append_key(key[rows], kept, ending.letters, sign=-1), kept, ending.alone)
        length[rows] = kept + len(ending.alone)
        tail[rows] = replace_tail(tail[rows], ending.letters, ending.alone)
    # The first letters stay: rules about the third letter concern stems long enough not to have it in an ending.
    return Stems(key, length, words.windows[segments.start], tail)
