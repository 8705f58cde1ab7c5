"""Place the nodes of a small network so that no name lies on another and few lines cross."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STARTS = 10  # layouts tried, of which the clearest is taken
_ROUNDS = 60
_PUSHES = 100


def place_nodes(
    a: Ints, b: Ints, weight: Floats, *, half: Floats, width: float, height: float, seed: int
) -> tuple[Floats, float]:
    """Place nodes by their lines: joined ones near each other, the nearer the stronger the line.

    Layouts from several starts are made by minimizing stress; the one in which the fewest lines run behind names and
    cross each other is taken. Where names have no room the height grows.

    Parameters
    ----------
    a, b : ndarray of int64
        The ends of each line.
    weight : ndarray of float
        How strong each line is, from 0 to 1.
    half : ndarray of float
        For each node half the width and height of its name.
    width, height : float
        The room there is, in the unit of `half`.
    seed : int
        The same seed gives the same places.

    Returns
    -------
    places : ndarray of float
        x and y of each node.
    height : float
        What was needed.

    References
    ----------
    Gansner, Koren and North (2004), "Graph drawing by stress majorization", Graph Drawing, LNCS 3383.

    Examples
    --------
    >>> ends, sizes = (np.array([0, 1]), np.array([1, 2])), np.array([[0.5, 0.1]] * 3)
    >>> places, height = place_nodes(*ends, np.array([1.0, 0.5]), half=sizes, width=6.0, height=2.0, seed=0)
    >>> places.shape, height
    ((3, 2), 2.0)
    """
    distance = _distances(a, b, weight, len(half))
    draw = np.random.default_rng(seed)
    best: tuple[float, Floats, float] | None = None
    for _ in range(_STARTS):
        flat = _upright(_least_stress(distance, draw.normal(size=(len(half), 2))))
        places, needed = _fit(flat, half, width, height)
        trouble = _trouble(places, half, a, b) + 10 * (needed - height)
        if best is None or trouble < best[0]:
            best = (trouble, places, needed)
    assert best is not None  # noqa: S101 - there is at least one start
    return best[1], best[2]


def _distances(a: Ints, b: Ints, weight: Floats, size: int) -> Floats:
    """Measure how far apart nodes should be: along the shortest way; parts that nothing joins a little farther."""
    distance = np.full((size, size), np.inf)
    np.fill_diagonal(distance, 0)
    distance[a, b] = distance[b, a] = 1.6 - 0.6 * np.sqrt(weight)
    for between in range(size):
        distance = np.minimum(distance, distance[:, [between]] + distance[[between], :])
    farthest = distance[np.isfinite(distance)].max()
    return np.where(np.isfinite(distance), distance, farthest + 0.5)


def _least_stress(distance: Floats, places: Floats) -> Floats:
    """Move nodes until their distances are as near as may be to those asked for."""
    weight = 1 / np.where(distance > 0, distance, np.inf) ** 2
    total = weight.sum(axis=1)
    for _ in range(_ROUNDS):
        for node in range(len(places)):
            away = places[node] - places
            length = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)
            wanted = places + away * (distance[node] / length)[:, np.newaxis]
            places[node] = (weight[node][:, np.newaxis] * wanted).sum(axis=0) / total[node]
    return places


def _upright(places: Floats) -> Floats:
    """Turn a layout so that it is widest from side to side."""
    x, y = (places - places.mean(axis=0)).T
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    return np.column_stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)])


def _fit(flat: Floats, half: Floats, width: float, height: float) -> tuple[Floats, float]:
    """Stretch a layout over the room and push names off each other; where they have no room, make more."""
    span = np.maximum(np.ptp(flat, axis=0), 1e-9)
    share = np.where(np.ptp(flat, axis=0) > 1e-9, (flat - flat.min(axis=0)) / span, 0.5)
    while True:
        room = np.array([width, height])
        places = half + share * (room - 2 * half)
        for _ in range(_PUSHES):
            if not _push(places, half):
                return places, height
            places = np.clip(places, half, room - half)
        height *= 1.15


def _push(places: Floats, half: Floats) -> bool:
    """Push names that lie on each other apart, the shorter way; says whether there were any."""
    room = half[:, np.newaxis] + half
    meeting = (room - np.abs(places[:, np.newaxis] - places) > 1e-9).all(axis=2)
    pairs = np.argwhere(np.triu(meeting, 1))
    for one, other in pairs:
        apart = places[other] - places[one]
        over = room[one, other] - np.abs(apart)
        axis = int(over[1] <= over[0])
        step = max(over[axis] / 2 + 0.005, 0.0) * (1 if apart[axis] >= 0 else -1)
        places[one, axis] -= step
        places[other, axis] += step
    return len(pairs) > 0


def _trouble(places: Floats, half: Floats, a: Ints, b: Ints) -> float:
    """Count the lines that run behind the names of others, three times, and those that cross."""
    lines = list(zip(a.tolist(), b.tolist(), strict=True))
    trouble = 0.0
    steps = np.linspace(0, 1, 41)[:, np.newaxis]
    for number, (one, other) in enumerate(lines):
        points = places[one] + steps * (places[other] - places[one])
        inside = (np.abs(points[:, np.newaxis] - places) < half).all(axis=2).any(axis=0)
        inside[[one, other]] = False
        trouble += 3 * int(inside.sum())
        for third, fourth in lines[number + 1 :]:
            if len({one, other, third, fourth}) == 4:
                trouble += _cross(places[[one, other, third, fourth]])
    return trouble


def _cross(ends: Floats) -> bool:
    """Say whether the line between the first two places crosses that between the last two."""
    p, q, r, s = ends

    def side(start: Floats, end: Floats, point: Floats) -> float:
        """Say on which side of a line a point lies."""
        return float((end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0]))

    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0
