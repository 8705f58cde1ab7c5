"""A value axis from zero up: round ticks as thin lines through a panel, their numbers at its reading edge."""

from collections.abc import Callable, Sequence
from itertools import count

import numpy as np

from corpus_tools.figures.measuring import measure
from corpus_tools.figures.sheet import Panel, Sheet
from corpus_tools.figures.style import GREY, PALE

_SIZE = 7.5
_GAP = 0.06  # between a number and the panel
_STEPS = (1, 2, 5)


def value_ticks(top: float, *, most: int = 4, whole: bool = False) -> list[float]:
    """Return zero and at most `most` round values up to `top`: multiples of 1, 2 or 5 times a power of ten."""
    if top <= 0:
        return [0.0]
    power = int(np.floor(np.log10(top))) - 1
    steps = (step * 10.0**exponent for exponent in count(max(power, 0) if whole else power) for step in _STEPS)
    step, number = next((step, number) for step in steps if (number := int(top / step + 1e-9)) <= most)
    return [round(place * step, 12) for place in range(number + 1)]


def axis_room(values: Sequence[float], write: Callable[[float], str]) -> float:
    """Return how much room the numbers of an axis need beside its panel, in inches."""
    return max(measure(write(value), size=_SIZE) for value in values) + _GAP


def draw_value_axis(
    sheet: Sheet,
    panel: Panel,
    values: Sequence[float],
    write: Callable[[float], str],
    *,
    across: tuple[float, float] | None = None,
) -> None:
    """Draw a thin line at each value through a panel, or a part of it, with its number before the panel."""
    bottom, top = panel.axes.get_ylim()
    low, high = across or panel.axes.get_xlim()
    for value in values:
        if value:  # zero has the base line
            panel.axes.plot([low, high], [value, value], color=PALE, linewidth=0.7, zorder=0)
        y = panel.top + panel.height * (value - top) / (bottom - top)
        sheet.words(panel.start - _GAP, y, write(value), size=_SIZE, colour=GREY, align="end", middle=True)
