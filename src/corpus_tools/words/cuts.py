"""Cuts of words: the stems that are left when a chain of proclitics and an enclitic of the table are taken off.

A stem before an enclitic may end otherwise than when it stands alone (مدينتها), so that a cut also says which ending
is put in the place of its last letter.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.proclitics import ARTICLE
from corpus_tools.words.clitics import load_clitics
from corpus_tools.words.spellings import WINDOW, Numbers, Spellings, Stems, append_key, is_one_of, replace_tail

_KINDS = ("noun", "perfect", "imperfect", "closed", "suffix")
#: The number of the chain that is none, and of the ending that is left as it is written.
NO_CHAIN, AS_WRITTEN = 0, -1
SHORT_STEM = 1.2
NOT_THE_ARTICLE = 1.2
_LAM_WRITTEN_ONCE, _LAM_WRITTEN_TWICE = 0.05, 0.5
# These letters end no stem before an enclitic: ة and ى are written otherwise there, and so may an alef be.
_CHANGED_BEFORE_ENCLITIC = "ةىا"
_LAST = np.uint64(16 * (WINDOW - 1))


class Cuts(NamedTuple):
    """Ways to cut words: the word, the bounds of the stem in the letters, the numbers of its clitics, the cost.

    `ending` is the number of what the stem ends in when it stands alone, or `AS_WRITTEN`.
    """

    word: Numbers
    start: Numbers
    end: Numbers
    chain: Numbers
    enclitic: Numbers
    ending: Numbers
    cost: NDArray[np.float64]

    def take(self, rows: Numbers | NDArray[np.bool_] | slice) -> "Cuts":
        """Give some of the cuts."""
        return Cuts(
            self.word[rows],
            self.start[rows],
            self.end[rows],
            self.chain[rows],
            self.enclitic[rows],
            self.ending[rows],
            self.cost[rows],
        )

    @property
    def length(self) -> Numbers:
        """The letters of each stem as written."""
        return self.end - self.start

    @classmethod
    def join(cls, parts: Sequence["Cuts"]) -> "Cuts":
        """Lay cuts end to end."""
        return cls(*map(np.concatenate, zip(*parts, strict=True)))


class _AffixFinder:
    """Finds which of some affixes stand at a place of a word, all words at once."""

    def __init__(self, affixes: Sequence[str]) -> None:
        """Take the affixes, spelled from the edge of the word inwards."""
        letters = sorted(set("".join(affixes)))
        self._depth = max(map(len, affixes))
        self._class = np.zeros(0x10000, np.int64)
        self._class[[ord(letter) for letter in letters]] = np.arange(1, len(letters) + 1)
        fits = np.zeros((len(affixes), *[len(letters) + 1] * self._depth), np.bool_)
        for row, affix in enumerate(affixes):
            fits[row][tuple(letters.index(letter) + 1 for letter in affix)] = True
        self._base = len(letters) + 1
        by_code = fits.reshape(len(affixes), -1).T
        self._count = by_code.sum(axis=1)
        self._first = np.cumsum(self._count) - self._count
        self._affix = np.nonzero(by_code)[1]

    def find(self, units: NDArray[np.uint16], places: Numbers, *, step: int) -> tuple[Numbers, Numbers]:
        """Give every affix at some places, as rows of `places` and numbers of affixes; -1 steps backwards."""
        code = self._class[units[places]]
        for depth in range(1, self._depth):
            code = code * self._base + self._class[units[places + step * depth]]
        count = self._count[code]
        row = np.repeat(np.arange(len(places)), count)
        within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        return row, self._affix[self._first[code][row] + within]


class CliticArrays:
    """The table of clitics in arrays, by the numbers of chains, enclitics and endings."""

    def __init__(self) -> None:
        table = load_clitics()
        chains = self.chains = table.proclitics
        enclitics = self.enclitics = table.enclitics
        self.parts = [chain.parts for chain in chains]
        self.suffixes = [tuple(filter(None, [enclitic.letters])) for enclitic in enclitics]
        self.endings = table.stem_endings
        self.no_enclitic = len(enclitics) - 1
        self.before = {kind: np.array([kind in chain.before for chain in chains]) for kind in _KINDS}
        self.after = {kind: np.array([kind in enclitic.after for enclitic in enclitics]) for kind in _KINDS}
        self.of = {kind: np.array([*(kind in ending.of for ending in self.endings), True]) for kind in _KINDS}
        self.cost = np.array([chain.cost for chain in chains])
        self.enclitic_cost = np.array([enclitic.cost for enclitic in enclitics])
        self.definite = np.array([chain.definite for chain in chains])
        self.length = np.array([len(chain.letters) for chain in chains])
        self.enclitic_length = np.array([len(enclitic.letters) for enclitic in enclitics])
        self.ends_in_lam = np.array([chain.letters.endswith("ل") and not chain.definite for chain in chains])
        self.hides_lam = np.array([chain.letters.endswith("لل") and chain.definite for chain in chains])
        self.article = self.parts.index((ARTICLE,))
        self.certain = np.array([chain.definite or chain.parts[:1] == ("و",) for chain in chains])
        self.is_and = np.array([chain.parts in (("و",), ("ف",)) for chain in chains])
        self.chains_of = _AffixFinder([chain.letters for chain in chains])
        self.enclitics_of = _AffixFinder([enclitic.letters[::-1] for enclitic in enclitics[:-1]])


@cache
def clitic_arrays() -> CliticArrays:
    """Make the arrays of the table that ships, once."""
    return CliticArrays()


def cut_before(words: Spellings, rows: Numbers, clitics: CliticArrays) -> Cuts:
    """Cut every chain of proclitics off some rows of words.

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
    return Cuts(word, start, end, chain, enclitic, np.full(len(word), AS_WRITTEN), cost)


def cut_after_hidden_lam(cuts: Cuts, clitics: CliticArrays) -> Cuts:
    """Cut before the last lam of a chain: the lam of للجنة is that of the article and that of لجنة."""
    cuts = cuts.take(clitics.hides_lam[cuts.chain])
    return cuts._replace(start=cuts.start - 1, cost=cuts.cost + _LAM_WRITTEN_ONCE)


def cut_enclitics(words: Spellings, cuts: Cuts, clitics: CliticArrays) -> Cuts:
    """Cut every enclitic off what is left of words."""
    row, enclitic = clitics.enclitics_of.find(words.written, cuts.end - 1, step=-1)
    length = clitics.enclitic_length[enclitic]
    is_left = cuts.length[row] > length + 1
    row, enclitic = row[is_left], enclitic[is_left]
    cuts = cuts.take(row)
    cost = cuts.cost + clitics.enclitic_cost[enclitic]
    cost[(cuts.chain == NO_CHAIN) & seems_definite(words, cuts.start)] += NOT_THE_ARTICLE
    return cuts._replace(end=cuts.end - length[is_left], enclitic=enclitic, cost=cost)


def restore_endings(words: Spellings, cuts: Cuts, clitics: CliticArrays) -> Cuts:
    """Give the stems before enclitics the endings with which they may stand alone."""
    cost = cuts.cost.copy()
    cost[cuts.length < 3] += SHORT_STEM
    cuts = cuts._replace(cost=cost)
    last = words.folded[cuts.end - 1]
    parts = [cuts.take(~is_one_of(last, _CHANGED_BEFORE_ENCLITIC))]
    for number, ending in enumerate(clitics.endings):
        part = cuts.take(last == ord(ending.letters))
        parts.append(part._replace(ending=np.full(len(part.word), number)))
    return Cuts.join(parts)


def seems_definite(words: Spellings, start: Numbers) -> NDArray[np.bool_]:
    """Tell which words begin as with the article; الت may as well begin a verb of form VIII (التزم)."""
    is_open: NDArray[np.bool_] = words.written[start + 2] != ord("ت")
    return begins_with_article(words, start) & is_open


def begins_with_article(words: Spellings, start: Numbers) -> NDArray[np.bool_]:
    """Tell which words begin with the letters of the article."""
    found: NDArray[np.bool_] = (words.written[start] == ord("ا")) & (words.written[start + 1] == ord("ل"))
    return found


def whole_stems(words: Spellings, cuts: Cuts) -> Stems:
    """Give the stems without an enclitic as they are looked up: without the seats of alef, final ى as ي."""
    tail = words.windows[cuts.end - WINDOW]
    tail[tail >> _LAST == ord("ى")] += np.uint64(ord("ي") - ord("ى") << int(_LAST))
    return Stems(words.keys_looked_up(cuts.word, cuts.start), cuts.length, words.windows[cuts.start], tail)


def stems_before_enclitics(words: Spellings, cuts: Cuts, clitics: CliticArrays) -> Stems:
    """Give the stems before enclitics as they stand alone."""
    key, length = words.keys_folded(cuts.word, cuts.start, cuts.end), cuts.length
    tail = words.windows[cuts.end - WINDOW]
    for number, ending in enumerate(clitics.endings):
        rows = np.flatnonzero(cuts.ending == number)
        kept = length[rows] - len(ending.letters)
        key[rows] = append_key(append_key(key[rows], kept, ending.letters, sign=-1), kept, ending.alone)
        length[rows] = kept + len(ending.alone)
        tail[rows] = replace_tail(tail[rows], ending.letters, ending.alone)
    # Where the third letter is asked for, none of the first three is that of an ending.
    return Stems(key, length, words.windows[cuts.start], tail)
