"""Which documents tell one story: how similar they are, what is a form that is filled anew, and copies of copies."""

import numpy as np

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.duplicates.candidates import find_candidate_pairs
from corpus_tools.duplicates.common_words import Sequences, count_common_words, most_common_words
from corpus_tools.garbage import give_back

#: In a text of fewer words than this, one word more that differs makes another headline.
SHORT_TEXT, SHORT_THRESHOLD = 16, 0.92
#: How much the size of the shorter of two texts weighs in their similarity, against that of the longer.
_SHORTER = 0.75
#: Numbers that differ more often than other words, at least this often, and by chance more seldom than this.
_CHANGED_WORDS, _BY_CHANCE = 0.1, 0.02
_ROUNDING = 1e-9


def find_first_of_story(sequences: Sequences, numbers: Sequences, threshold: float) -> tuple[Ints, Floats]:
    """Return for each document the first of its story, itself where it has no copies, and its similarity to that.

    Of the documents that copies connect, directly or not, those belong to the story of the first that are similar
    enough to it; the others are looked at again without them, so that no chain leads from one story to another.
    """
    first, similarity = np.arange(len(sequences.size)), np.ones(len(sequences.size))
    one, other = _pairs_of_copies(sequences, numbers, threshold)
    while len(one):
        linked = np.unique(np.concatenate([one, other]))
        head = _first_connected(len(first), one, other)[linked]
        reached = count_common_words(sequences, head, linked) / _full_score(sequences, head, linked)
        close = reached >= _lowest(sequences, head, linked, threshold) ** 2 - _ROUNDING
        first[linked[close]], similarity[linked[close]] = head[close], reached[close]
        is_open = np.zeros(len(first), np.bool_)
        is_open[linked[~close]] = True
        kept = is_open[one] & is_open[other]
        one, other = one[kept], other[kept]
    return first, similarity


def _full_score(sequences: Sequences, one: Ints, other: Ints) -> Floats:
    """Return how many words pairs of documents have in common whose similarity is 1."""
    size = sequences.size
    shorter, longer = np.minimum(size[one], size[other]), np.maximum(size[one], size[other])
    return np.asarray(_SHORTER * shorter + (1 - _SHORTER) * longer, np.float64)


def _lowest(sequences: Sequences, one: Ints, other: Ints, threshold: float) -> Floats:
    """Return the lowest similarity at which pairs of documents are copies."""
    is_short = np.minimum(sequences.size[one], sequences.size[other]) < SHORT_TEXT
    return np.where(is_short, max(threshold, SHORT_THRESHOLD), threshold)


def _pairs_of_copies(sequences: Sequences, numbers: Sequences, threshold: float) -> tuple[Ints, Ints]:
    """Return the pairs of documents, of different words, that are copies of one another."""
    one, other = find_candidate_pairs(sequences)
    give_back(len(sequences.size))
    shorter = np.minimum(sequences.size[one], sequences.size[other])
    wanted = (_lowest(sequences, one, other, threshold) - _ROUNDING) * _full_score(sequences, one, other)
    possible = np.flatnonzero(shorter >= wanted)
    possible = possible[most_common_words(sequences, one[possible], other[possible]) >= wanted[possible]]
    one, other, shorter, wanted = one[possible], other[possible], shorter[possible], wanted[possible]
    common = count_common_words(sequences, one, other)
    alike = common >= wanted
    one, other = one[alike], other[alike]
    kept = ~_differ_in_numbers(numbers, one, other, common=common[alike], shorter=shorter[alike])
    return one[kept], other[kept]


def _differ_in_numbers(numbers: Sequences, one: Ints, other: Ints, *, common: Ints, shorter: Ints) -> Bools:
    """Return whether texts have other numbers in the same words, more often than other words differ."""
    from scipy.special import bdtrc  # noqa: PLC0415 - heavy, and needed only here

    n = np.minimum(numbers.size[one], numbers.size[other])
    same = count_common_words(numbers, one, other)
    words = np.maximum(shorter - n, 1)
    changed = np.clip(1 - (common - same) / words, _CHANGED_WORDS, 1)
    # bdtrc(k, n, p) is the chance of more than k.
    by_chance = np.where(n > same, bdtrc(n - same - 1, np.maximum(n, 1), changed), 1.0)
    return np.asarray(by_chance < _BY_CHANCE, np.bool_)


def _first_connected(n_docs: int, one: Ints, other: Ints) -> Ints:
    """Return for each document the first among those that pairs connect with it, directly or not."""
    first, is_open = np.arange(n_docs), True
    while is_open:
        earlier = first.copy()
        np.minimum.at(earlier, one, first[other])
        np.minimum.at(earlier, other, first[one])
        earlier = earlier[earlier]  # those that are connected with the first of another one, too
        first, is_open = earlier, bool((earlier != first).any())
    return first
