"""Analyses of words: which segmentation, what kind of word, which lemma, at what cost."""

from typing import NamedTuple

import numpy as np

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.words.lexicon import NONE

#: The kinds of analyses; `Analyses.kind` is a place in this list.
KINDS = ("closed", "noun", "perfect", "imperfect", "unknown")
CLOSED_CLASS, NOUN, PERFECT, IMPERFECT, UNKNOWN = range(len(KINDS))


class Analyses(NamedTuple):
    """Analyses of words, as parallel arrays; `segment` is a row of `Segmentations`, `kind` a place in `KINDS`."""

    segment: Ints
    cost: Floats
    kind: Ints
    lemma: Ints
    attested: Bools

    def take(self, rows: Ints) -> "Analyses":
        """Return some of the analyses."""
        return Analyses._make(column[rows] for column in self)


def make_analyses(rows: Ints, cost: Floats, kind: int | Ints, lemma: Ints, attested: Bools | None = None) -> Analyses:
    """Return analyses of those segmentations that have a lemma."""
    is_found = lemma != NONE
    kinds = np.broadcast_to(kind, len(rows))[is_found]
    alone = np.zeros(len(kinds), np.bool_) if attested is None else attested[is_found]
    return Analyses(rows[is_found], cost[is_found], kinds, lemma[is_found], alone)


def make_unknown_analyses(segment: Ints, cost: Floats, attested: Bools) -> Analyses:
    """Return analyses of stems that the lexicon lacks."""
    return Analyses(segment, cost, np.full(len(segment), UNKNOWN), np.full(len(segment), NONE), attested)
