"""Place the nodes of a small network so that no names overlap and few lines cross."""

import numpy as np

from corpus_tools.arrays import Floats, Ints

_STARTS = 10  # layouts tried, of which the clearest is taken
_ROUNDS = 60
_PUSHES = 100


def place_nodes(
    a: Ints, b: Ints, weight: Floats, *, half: Floats, width: float, height: float, seed: int
) -> tuple[Floats, float]:
    """Return the x and y of each node, nearer for stronger lines, and the height that the layout needs.

    `a` and `b` are the ends of each line, `weight` its strength (0 to 1), `half` half the width and height of each
    name, in the unit of `width` and `height`. Stress is minimized from several starts (Gansner, Koren and North, "Graph
    drawing by stress majorization", Graph Drawing, LNCS 3383, 2004); the layout with the fewest lines that cross or run
    behind names is taken. Where names have no room the height grows.
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
    """Return the wanted distances: along the shortest path, and a little more between parts that nothing joins."""
    distance = np.full((size, size), np.inf)
    np.fill_diagonal(distance, 0)
    distance[a, b] = distance[b, a] = 1.6 - 0.6 * np.sqrt(weight)
    for between in range(size):
        distance = np.minimum(distance, distance[:, [between]] + distance[[between], :])
    farthest = distance[np.isfinite(distance)].max()
    return np.where(np.isfinite(distance), distance, farthest + 0.5)


def _least_stress(distance: Floats, places: Floats) -> Floats:
    """Move nodes so that their distances come near to the wanted ones."""
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
    """Turn a layout so that it is widest horizontally."""
    x, y = (places - places.mean(axis=0)).T
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    return np.column_stack([x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)])


def _fit(flat: Floats, half: Floats, width: float, height: float) -> tuple[Floats, float]:
    """Stretch a layout over the room and push overlapping names apart; where they have no room, add height."""
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
    """Push overlapping names apart along the shorter way; return whether there were any."""
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
    """Return the crossings of lines plus three times the names of others that lines run behind."""
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
    """Return whether the line between the first two places crosses that between the last two."""
    p, q, r, s = ends

    def side(start: Floats, end: Floats, point: Floats) -> float:
        """Return a positive number for a point on the left of a line, negative on the right."""
        return float((end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0]))

    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0
