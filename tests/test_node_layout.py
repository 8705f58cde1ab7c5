"""Names of a network laid out: none lies on another, all lie on the sheet."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.figures.node_layout import place_nodes


@settings(max_examples=10)
@given(st.data())
def test_names_of_a_network_never_lie_on_each_other(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 12))
    pairs = data.draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), min_size=1, max_size=20))
    joined = np.array(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]} or {(0, 1)}))
    half = np.array([[data.draw(st.floats(0.1, 0.52)), 0.12] for _ in range(size)])  # as wide as clipped names
    places, height = place_nodes(
        joined[:, 0], joined[:, 1], np.ones(len(joined)), half=half, width=3.4, height=1.0, seed=0
    )
    apart = np.abs(places[:, np.newaxis] - places) - half[:, np.newaxis] - half
    free = (apart >= -1e-6).any(axis=2) | np.eye(size, dtype=bool)
    assert free.all()
    assert (places >= half - 1e-6).all()
    assert (places <= np.array([3.4, height]) - half + 1e-6).all()
