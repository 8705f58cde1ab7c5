"""Edits of a corpus: compose the edits of several steps into one list, and carry spans back to the raw text.

A position packs the row of a document and an offset in its text into one integer, so that one sorted array serves a
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
    """Return one position for each row (from 0) and offset (in code points)."""
    return (rows << OFFSET_BITS) + offsets


def rows_of(places: Positions) -> NDArray[np.int64]:
    """Return the row of each position."""
    return places >> OFFSET_BITS


def offsets_of(places: Positions) -> NDArray[np.int64]:
    """Return the offset of each position in its text, in code points."""
    return places & ((1 << OFFSET_BITS) - 1)


@dataclass(frozen=True)
class Edits:
    """Edits that do not overlap, one entry an edit in each array, in the order of the raw text."""

    starts: Positions  # of the stretch in the edited text; equal to its end where text was deleted
    ends: Positions
    raw_starts: Positions  # of the stretch in the raw text; equal to its end where text was inserted
    raw_ends: Positions
    steps: Masks  # one bit for each step that had a part in the edit

    @classmethod
    def of_step(cls, starts: Positions, ends: Positions, added: NDArray[np.int64], *, step: int) -> "Edits":
        """Return the edits of one step, whose raw text is the text that the step received.

        The stretches are sorted and do not overlap; `added` counts the characters that replace each; `step` is the code
        of the step, below `MOST_STEPS`.
        """
        after = _shift(starts, ends, added - (ends - starts))
        masks = np.full(len(starts), np.uint64(1) << np.uint64(step), np.uint64)
        return cls(*after, starts, ends, masks)

    def to_raw_start(self, places: Positions) -> Positions:
        """Return where spans that start at `places` in the edited text start in the raw text.

        That is behind what was deleted there; inside newly written text, at the start of what it replaced.
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
        """Return where spans that end at `places` in the edited text end in the raw text.

        That is before what was deleted there; inside newly written text, at the end of what it replaced.
        """
        if not len(self.starts):
            return places
        entered = np.searchsorted(self.starts, places, side="left")
        last = np.maximum(entered - 1, 0)
        same_text = (entered > 0) & (rows_of(self.starts[last]) == rows_of(places))
        beyond = np.maximum(places - self.ends[last], 0)
        return np.where(same_text, self.raw_ends[last] + beyond, places)


def _shift(starts: Positions, ends: Positions, growth: NDArray[np.int64]) -> tuple[Positions, Positions]:
    """Return stretches that are moved by the growth of the earlier ones in their text and grown by their own."""
    if not len(starts):
        return starts, ends
    total = np.cumsum(growth)
    before = total - growth
    rows = rows_of(starts)
    opens_text = np.flatnonzero(np.diff(rows, prepend=-1))
    elsewhere = np.repeat(before[opens_text], np.diff(opens_text, append=len(rows)))
    return starts + before - elsewhere, ends + total - elsewhere


def compose(earlier: Edits, later: Edits) -> Edits:
    """Return the edits from the raw text to the output of the next step, whose own edits are `later`.

    Edits that share characters become one; edits that only touch stay apart.
    """
    if not len(later.raw_starts):
        return earlier
    starts = np.concatenate([earlier.starts, later.raw_starts])
    ends = np.concatenate([earlier.ends, later.raw_ends])
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    reach = np.maximum.accumulate(ends)
    begins = np.ones(len(starts), np.bool_)
    begins[1:] = starts[1:] >= reach[:-1]
    # An insertion among deletions at the same position has no order relative to them, so they become one edit.
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
