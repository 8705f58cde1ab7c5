"""How many sentences, paragraphs or texts of each document name two actors, for all pairs at once."""

from typing import NamedTuple

import numpy as np

from corpus_tools.arrays import Bools, Ints, distinct


class Meetings(NamedTuple):
    """One row a pair of actors and document that names both, ordered by pair; actors and documents are codes."""

    first: Ints
    second: Ints  # greater than the first
    doc: Ints
    n_first: Ints  # the units of the document that name the first
    n_second: Ints
    n: Ints  # those that name both

    def keep(self, kept: Bools) -> "Meetings":
        """Return some of the rows."""
        return Meetings(*(values[kept] for values in self))


def count_meetings(doc: Ints, number: Ints, actor: Ints) -> tuple[Ints, Meetings]:
    """Count the units (by their number in the document) that name each actor, and those that name two."""
    size = int(actor.max(initial=0)) + 1
    longest = int(number.max(initial=0)) + 1
    documents = int(doc.max(initial=0)) + 1
    unit, actor = np.divmod(distinct((doc * longest + number) * size + actor), size)
    held, times = np.unique(unit // longest * size + actor, return_counts=True)
    doc, holder = np.divmod(held, size)
    a, b = _pairs_within(doc)
    pair = (holder[a] * size + holder[b]) * documents + doc[a]
    order = np.argsort(pair, kind="stable")
    a, b, pair = a[order], b[order], pair[order]
    left, right = _pairs_within(unit)
    met = (actor[left] * size + actor[right]) * documents + unit[left] // longest
    n = np.bincount(np.searchsorted(pair, met), minlength=len(pair))
    return np.bincount(actor, minlength=size), Meetings(holder[a], holder[b], doc[a], times[a], times[b], n)


def _pairs_within(group: Ints) -> tuple[Ints, Ints]:
    """Return the rows of all pairs within each group, the earlier row first; groups are in order."""
    rows = np.arange(len(group))
    later = np.searchsorted(group, group, side="right") - rows - 1
    first = np.repeat(rows, later)
    return first, first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
