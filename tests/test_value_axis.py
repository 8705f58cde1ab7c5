"""Ticks of a value axis."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.figures.value_axis import value_ticks


@pytest.mark.parametrize(
    ("top", "options", "ticks"),
    [
        (59, {}, [0, 20, 40]),
        (1809, {}, [0, 500, 1000, 1500]),
        (0.63, {"most": 3}, [0, 0.2, 0.4, 0.6]),
        (1, {"whole": True}, [0, 1]),
        (3, {"whole": True}, [0, 1, 2, 3]),
        (7, {"whole": True}, [0, 2, 4, 6]),
        (0.6, {"most": 2}, [0, 0.5]),  # 0.6 / 0.2 is less than 3
        (0, {}, [0]),
    ],
)
def test_ticks_are_round(top: float, options: dict[str, Any], ticks: list[float]) -> None:
    assert value_ticks(top, **options) == pytest.approx(ticks)


@given(st.floats(1e-6, 1e9), st.integers(1, 8), st.booleans())
def test_ticks_stay_below_the_top_and_are_no_more_than_asked(top: float, most: int, whole: bool) -> None:
    ticks = value_ticks(top, most=most, whole=whole)
    assert ticks[0] == 0
    assert len(ticks) <= most + 1
    assert ticks[-1] <= top * (1 + 1e-6)
    if whole:
        assert all(tick == int(tick) for tick in ticks)
