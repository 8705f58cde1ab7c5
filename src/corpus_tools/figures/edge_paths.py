"""The lines of a small network: from name to name, around the names of others, and where their numbers have room."""

from collections.abc import Sequence

import numpy as np

from corpus_tools.arrays import Floats

_POINTS = 61  # of a line
_BENDS = [0.0, *(sign * part for part in (0.06, 0.1, 0.15, 0.2, 0.27, 0.35, 0.45, 0.6) for sign in (1, -1))]
_SPOTS = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72)  # where on a line its number may stand, as shares of its length
_AIR = 0.05  # between a line and the name of another, in inches


def bend_edges(ends: Sequence[tuple[int, int]], middles: Floats, halves: Floats) -> list[Floats]:
    """Return the points of each line, straight or bent as little as keeps it off the names of others.

    `ends` are the numbers of the two names of each line, `middles` and `halves` the middles and half sizes of the
    names. A line begins and ends at the edges of its own two names. One that no bend frees stays straight.
    """
    return [_bend(middles[a], middles[b], {a, b}, middles, halves) for a, b in ends]


def _bend(start: Floats, end: Floats, own: set[int], middles: Floats, halves: Floats) -> Floats:
    """Return the points of one line, a quadratic Bézier curve."""
    others = [name for name in range(len(middles)) if name not in own]
    steps = np.linspace(0, 1, _POINTS)[:, np.newaxis]
    across = (end - start)[::-1] * np.array([-1, 1])
    best, fewest = np.empty((0, 2)), np.inf
    for bend in _BENDS:
        control = (start + end) / 2 + 2 * bend * across  # its middle is off the straight line by `bend` of its length
        points = (1 - steps) ** 2 * start + 2 * steps * (1 - steps) * control + steps**2 * end
        away = np.abs(points[:, np.newaxis] - middles[others]) - halves[others] - _AIR
        behind = int((away < 0).all(axis=2).any(axis=0).sum())
        if behind < fewest:
            best, fewest = points, behind
        if not behind:
            break
    outside = np.ones(len(best), np.bool_)
    for name in own:
        outside &= ~(np.abs(best - middles[name]) < halves[name]).all(axis=1)
    return best[outside]


def free_spots(
    paths: Sequence[Floats], sizes: Sequence[Floats], middles: Floats, halves: Floats
) -> list[Floats] | None:
    """Return a place on each line for its number, clear of names, of other numbers and of other lines.

    `sizes` are half the width and height of each number. None means that some line has no such place.
    """
    taken, rooms, spots = middles, halves, []
    for number, (path, size) in enumerate(zip(paths, sizes, strict=True)):
        others = np.concatenate([other for place, other in enumerate(paths) if place != number] or [np.empty((0, 2))])
        for share in _SPOTS:
            if not len(path):
                return None
            spot = path[int(share * (len(path) - 1))]
            on_box = (np.abs(taken - spot) < rooms + size).all(axis=1).any()
            on_line = (np.abs(others - spot) < size).all(axis=1).any()
            if not on_box and not on_line:
                break
        else:
            return None
        spots.append(spot)
        taken, rooms = np.vstack([taken, spot]), np.vstack([rooms, size])
    return spots
