"""Lines of a network that keep off names, and free places for their numbers."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.figures.edge_paths import bend_edges, free_spots

MIDDLES = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 0.05]])
HALVES = np.array([[0.3, 0.1]] * 3)


def test_a_line_goes_around_the_name_of_another() -> None:
    straight, bent = bend_edges([(0, 2), (0, 1)], MIDDLES, HALVES)
    assert np.allclose(straight[:, 1], straight[:, 0] * 0.025)
    assert not (np.abs(bent - MIDDLES[2]) < HALVES[2]).all(axis=1).any()
    assert np.abs(bent[:, 1]).max() < 1  # no farther than need be


def test_lines_end_at_their_names() -> None:
    for path in bend_edges([(0, 1), (1, 2)], MIDDLES, HALVES):
        for middle, half in zip(MIDDLES, HALVES, strict=True):
            assert not (np.abs(path - middle) < half).all(axis=1).any()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9, unique=True), st.data())
def test_numbers_stand_on_their_own_line_and_nothing_else(cells: list[tuple[int, int]], data: st.DataObject) -> None:
    middles = np.array(cells, float)
    halves = np.full((len(cells), 2), 0.2)
    names = st.integers(0, len(cells) - 1)
    drawn = data.draw(st.lists(st.tuples(names, names), min_size=1, max_size=8))
    pairs = sorted({(min(pair), max(pair)) for pair in drawn if pair[0] != pair[1]} or {(0, 1)})
    paths = bend_edges(pairs, middles, halves)
    sizes = [np.array([0.1, 0.06])] * len(paths)
    spots = free_spots(paths, sizes, middles, halves)
    if spots is None:
        return
    for number, (spot, path) in enumerate(zip(spots, paths, strict=True)):
        assert np.isclose(path, spot).all(axis=1).any()
        assert not (np.abs(middles - spot) < halves + sizes[0]).all(axis=1).any()
        for other in (place for place in range(len(paths)) if place != number):
            assert not (np.abs(paths[other] - spot) < sizes[0]).all(axis=1).any()
            assert not (np.abs(spots[other] - spot) < 2 * sizes[0]).all()


def test_where_a_line_has_no_free_place_there_are_no_numbers() -> None:
    middles = np.array([[0.0, 0.0], [0.5, 0.0]])
    halves = np.full((2, 2), 0.24)
    assert free_spots(bend_edges([(0, 1)], middles, halves), [np.array([0.2, 0.1])], middles, halves) is None
