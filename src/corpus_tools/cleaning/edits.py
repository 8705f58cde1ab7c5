"""Edits of a corpus: how the edits of several steps compose into one list, and how a span is carried back.

Positions are numbers that hold the row of the document and the offset in its text, so that one sorted array serves a
whole corpus. An edit replaces a stretch of the raw text by a stretch of the cleaned text; either may be empty.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
Masks = NDArray[np.uint64]

#: Bits of a position that hold the offset: texts of up to 8 billion characters, and a billion documents.
OFFSET_BITS = 33
#: Steps that one bit mask can tell apart.
MOST_STEPS = 64


def positions(rows: NDArray[np.int64], offsets: NDArray[np.int64]) -> Positions:
    """Make positions of rows and offsets.

    Parameters
    ----------
    rows : array of int
        Row numbers of documents, from 0.
    offsets : array of int
        Offsets in the documents' texts, in code points.

    Returns
    -------
    array of int
        One position for each pair.

    Examples
    --------
    >>> offsets_of(positions(np.array([0, 7]), np.array([12, 5]))).tolist()
    [12, 5]
    """
    return (rows << OFFSET_BITS) + offsets


def rows_of(places: Positions) -> NDArray[np.int64]:
    """Read the rows of positions.

    Parameters
    ----------
    places : array of int
        Positions.

    Returns
    -------
    array of int
        The row of each.

    Examples
    --------
    >>> rows_of(positions(np.array([0, 7]), np.array([12, 5]))).tolist()
    [0, 7]
    """
    return places >> OFFSET_BITS


def offsets_of(places: Positions) -> NDArray[np.int64]:
    """Read the offsets of positions.

    Parameters
    ----------
    places : array of int
        Positions.

    Returns
    -------
    array of int
        The offset of each in its text, in code points.

    Examples
    --------
    >>> offsets_of(positions(np.array([3]), np.array([40]))).tolist()
    [40]
    """
    return places & ((1 << OFFSET_BITS) - 1)


@dataclass(frozen=True)
class Edits:
    """Edits that do not overlap, in the order of the raw text.

    Parameters
    ----------
    starts, ends : array of int
        Positions of the stretch in the edited text; equal where text was deleted.
    raw_starts, raw_ends : array of int
        Positions of the stretch in the raw text; equal where text was inserted.
    steps : array of uint64
        A bit mask of the steps that had a part in each edit.

    Examples
    --------
    >>> deletion = Edits.of_step(np.array([3]), np.array([5]), np.array([0]), step=0)
    >>> deletion.ends.tolist()
    [3]
    """

    starts: Positions
    ends: Positions
    raw_starts: Positions
    raw_ends: Positions
    steps: Masks

    @classmethod
    def of_step(cls, starts: Positions, ends: Positions, added: NDArray[np.int64], *, step: int) -> "Edits":
        """Make the edits of one step, whose raw text is the text that the step was given.

        Parameters
        ----------
        starts, ends : array of int
            Positions of what is replaced, sorted and without overlap.
        added : array of int
            How many characters stand there instead.
        step : int
            Number of the step, below `MOST_STEPS`.

        Returns
        -------
        Edits
            The same edits with their places in the text that the step gives back.

        Examples
        --------
        >>> Edits.of_step(np.array([2, 6]), np.array([3, 6]), np.array([0, 4]), step=1).starts.tolist()
        [2, 5]
        """
        after = _shift(starts, ends, added - (ends - starts))
        masks = np.full(len(starts), np.uint64(1) << np.uint64(step), np.uint64)
        return cls(*after, starts, ends, masks)

    def to_raw_start(self, places: Positions) -> Positions:
        """Carry starts of spans back to the raw text.

        Parameters
        ----------
        places : array of int
            Positions in the edited text.

        Returns
        -------
        array of int
            Positions in the raw text: behind what was deleted at the place; inside what was written anew, the
            start of what it replaced.

        Examples
        --------
        >>> Edits.of_step(np.array([3]), np.array([5]), np.array([0]), step=0).to_raw_start(np.array([3])).tolist()
        [5]
        """
        if not len(self.starts):
            return places
        passed = np.searchsorted(self.ends, places, side="right")
        last = np.maximum(passed - 1, 0)
        same_text = (passed > 0) & (rows_of(self.ends[last]) == rows_of(places))
        raw = places + np.where(same_text, self.raw_ends[last] - self.ends[last], 0)
        following = np.minimum(passed, len(self.starts) - 1)
        inside = (passed < len(self.starts)) & (self.starts[following] < places)
        return np.where(inside, self.raw_starts[following], raw)

    def to_raw_end(self, places: Positions) -> Positions:
        """Carry ends of spans back to the raw text.

        Parameters
        ----------
        places : array of int
            Positions in the edited text.

        Returns
        -------
        array of int
            Positions in the raw text: before what was deleted at the place; inside what was written anew, the end
            of what it replaced.

        Examples
        --------
        >>> Edits.of_step(np.array([3]), np.array([5]), np.array([0]), step=0).to_raw_end(np.array([3])).tolist()
        [3]
        """
        if not len(self.starts):
            return places
        entered = np.searchsorted(self.starts, places, side="left")
        last = np.maximum(entered - 1, 0)
        same_text = (entered > 0) & (rows_of(self.starts[last]) == rows_of(places))
        beyond = np.maximum(places - self.ends[last], 0)
        return np.where(same_text, self.raw_ends[last] + beyond, places)


def _shift(starts: Positions, ends: Positions, growth: NDArray[np.int64]) -> tuple[Positions, Positions]:
    """Move stretches by what the ones before them in the same text grew, and let each grow."""
    if not len(starts):
        return starts, ends
    total = np.cumsum(growth)
    before = total - growth
    rows = rows_of(starts)
    opens_text = np.flatnonzero(np.diff(rows, prepend=-1))
    elsewhere = np.repeat(before[opens_text], np.diff(opens_text, append=len(rows)))
    return starts + before - elsewhere, ends + total - elsewhere


def compose(earlier: Edits, later: Edits) -> Edits:
    """Compose the edits of steps done so far with those of the next step.

    Edits that share characters become one; edits that only touch stay apart.

    Parameters
    ----------
    earlier : Edits
        From the raw text to some text.
    later : Edits
        From that text to the next, as made by `Edits.of_step`.

    Returns
    -------
    Edits
        From the raw text to the last one.

    Examples
    --------
    A tatweel goes, and then the word in which it stood:

    >>> tatweel = Edits.of_step(np.array([6]), np.array([7]), np.array([0]), step=0)
    >>> word = Edits.of_step(np.array([4]), np.array([9]), np.array([0]), step=1)
    >>> both = compose(tatweel, word)
    >>> both.raw_starts.tolist(), both.raw_ends.tolist(), both.steps.tolist()
    ([4], [10], [3])
    """
    starts = np.concatenate([earlier.starts, later.raw_starts])
    ends = np.concatenate([earlier.ends, later.raw_ends])
    if not len(starts):
        return earlier
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    reach = np.maximum.accumulate(ends)
    begins = np.ones(len(starts), np.bool_)
    begins[1:] = starts[1:] >= reach[:-1]
    # An insertion amid deletions at one and the same place has no place of its own among them, so they join.
    moves = np.ones(len(starts), np.bool_)
    moves[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    groups = np.flatnonzero(moves)
    holds_later = np.logical_or.reduceat(order >= len(earlier.starts), groups)
    begins &= moves | ~np.repeat(holds_later, np.diff(groups, append=len(starts)))
    first = np.flatnonzero(begins)

    raw_starts = np.concatenate([earlier.raw_starts, earlier.to_raw_start(later.raw_starts)])[order]
    raw_ends = np.concatenate([earlier.raw_ends, earlier.to_raw_end(later.raw_ends)])[order]
    growth = np.zeros(len(order), np.int64)
    growth[len(earlier.starts) :] = (later.ends - later.starts) - (later.raw_ends - later.raw_starts)
    masks = np.concatenate([earlier.steps, later.steps])[order]
    moved = _shift(starts[first], np.maximum.reduceat(ends, first), np.add.reduceat(growth[order], first))
    return Edits(
        *moved,
        np.minimum.reduceat(raw_starts, first),
        np.maximum.reduceat(raw_ends, first),
        np.bitwise_or.reduceat(masks, first),
    )
