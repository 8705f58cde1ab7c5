"""Draw series over time as small panels, each with its interval, its gaps and its most certain peak."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, Panel, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, PALE, RED
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.locale import Locale

_GUTTER = 0.45  # between two columns of panels
_HEAD = 0.5  # what a panel's name and the number of its high point take above it
_FOOT = 0.34  # what its axis takes below it
_TICKS = 8  # the size of the axis labels, in points
_TALLEST = 1.8  # of the highest point: an interval that reaches farther is cut, or it would flatten the line


@dataclass(frozen=True)
class Series:
    """What one panel shows; of `points`, value, low and high are missing where nothing is known."""

    label: str
    note: str  # beside the label; may be empty
    points: pd.DataFrame  # one row a period, without gaps: earliest, latest, value, low, high


def line_panels(
    series: list[Series], locale: Locale, heading: Heading, *, write: Callable[[float], str]
) -> CorpusFigure:
    """Draw a panel for each series, two side by side where there are several; `write` formats a value."""
    columns = min(len(series), 2)
    lines = -(-len(series) // columns)
    height = 1.7 if columns == 1 else 0.95
    pitch = _HEAD + height + _FOOT
    width = (BODY - (columns - 1) * _GUTTER) / columns
    sheet, top = new_sheet(locale, heading, body=lines * pitch)
    for number, one in enumerate(series):
        row, column = divmod(number, columns)
        panel = sheet.panel(MARGIN + column * (width + _GUTTER), top + row * pitch + _HEAD, width, height)
        _draw_series(sheet, panel, one, write)
    return sheet.figure


def _draw_series(sheet: Sheet, panel: Panel, series: Series, write: Callable[[float], str]) -> None:
    """Draw one panel: name, axis, line with its interval, and peak."""
    points = series.points
    low, high = to_number(points["earliest"].iloc[0]), to_number(points["latest"].iloc[-1])
    value = points["value"].to_numpy(float)
    tallest = np.nanmax(value, initial=0.0)
    reach = min(np.nanmax(points["high"].to_numpy(float), initial=0.0), _TALLEST * tallest)
    sheet.limits(panel, low, high, 0, max(reach, 1e-9))
    note_width = measure(series.note, size=8)
    label = clip(series.label, panel.width - note_width - 0.15, size=10.5)
    sheet.words(panel.start, panel.top - 0.36, label, size=10.5, weight="semibold", middle=True)
    beside = panel.start + measure(label, size=10.5, weight="semibold") + 0.12
    sheet.words(beside, panel.top - 0.36, series.note, size=8, colour=GREY, middle=True)
    _draw_axis(sheet, panel, low, high)
    bounds = zip(points["earliest"], points["latest"], strict=True)
    middle = np.array([(to_number(earliest) + to_number(latest)) / 2 for earliest, latest in bounds])
    for run in _runs(value):
        _draw_run(panel, middle[run], points.iloc[run])
    _draw_gaps(panel, points, value)
    if tallest > 0:
        _draw_peak(sheet, panel, points, middle, write)


def _runs(value: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """Return the runs of neighbouring periods that have a value."""
    known = np.flatnonzero(~np.isnan(value))
    return [run for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1) if len(run)]


def _draw_run(panel: Panel, middle: NDArray[np.float64], points: pd.DataFrame) -> None:
    """Draw neighbouring periods as a line in its interval, and a period by itself as a point."""
    value, low, high = (points[column].to_numpy(float) for column in ("value", "low", "high"))
    if len(middle) == 1:
        panel.axes.plot([middle[0]] * 2, [low[0], high[0]], color=BLUE, alpha=0.25, linewidth=3)
        panel.axes.plot(middle, value, "o", color=BLUE, markersize=3.5, markeredgewidth=0, clip_on=False)
        return
    panel.axes.fill_between(middle, low, high, color=BLUE, alpha=0.17, linewidth=0)
    panel.axes.plot(middle, value, color=BLUE, linewidth=1.4, solid_joinstyle="round", clip_on=False)


def _draw_gaps(panel: Panel, points: pd.DataFrame, value: NDArray[np.float64]) -> None:
    """Draw the line that values are counted from, broken where nothing is known."""
    known = ~np.isnan(value)
    for run in _runs(value):
        panel.axes.plot(_ends(points, run), [0, 0], color=INK, linewidth=1.0, solid_capstyle="butt", clip_on=False)
    for run in _runs(np.where(known, np.nan, 0.0)):
        panel.axes.axvspan(*_ends(points, run), color=PALE, alpha=0.55, linewidth=0, zorder=0)


def _ends(points: pd.DataFrame, run: NDArray[np.int64]) -> tuple[float, float]:
    """Return when a run of periods begins and ends."""
    return to_number(points["earliest"].iloc[run[0]]), to_number(points["latest"].iloc[run[-1]])


def _draw_peak(
    sheet: Sheet, panel: Panel, points: pd.DataFrame, middle: NDArray[np.float64], write: Callable[[float], str]
) -> None:
    """Mark the period whose interval begins highest with its value and name.

    The highest value is often that of the thinnest period, such as two of three articles.
    """
    peak = int(points["low"].fillna(points["value"]).argmax())
    value = float(points["value"].iloc[peak])
    panel.axes.plot([middle[peak]], [value], "o", color=RED, markersize=4.5, markeredgewidth=0, clip_on=False, zorder=3)
    period = sheet.locale.period(points["earliest"].iloc[peak], points["latest"].iloc[peak])
    label = sheet.locale.text("trend_peak", value=write(value), period=period)
    x = panel.start + _label_middle(panel, middle[peak], measure(label, size=_TICKS) / 2)
    sheet.words(x, panel.top - 0.13, label, size=_TICKS, colour=RED, align="center", middle=True)


def _draw_axis(sheet: Sheet, panel: Panel, low: float, high: float) -> None:
    """Draw as many ticks as have room for their labels, as thin lines through the panel."""
    for most in range(9, 0, -1):
        places, labels = ticks(low, high, sheet.locale, most=most)
        spots = [_label_spot(panel, place, label) for place, label in zip(places, labels, strict=True)]
        if all(before[1] + 0.1 <= after[0] for before, after in pairwise(spots)):
            break
    for place, label, spot in zip(places, labels, spots, strict=True):
        panel.axes.axvline(place, color=PALE, linewidth=0.7, zorder=0)
        x, y = panel.start + sum(spot) / 2, panel.top + panel.height + 0.15
        sheet.words(x, y, label, size=_TICKS, colour=GREY, align="center", middle=True)


def _label_spot(panel: Panel, place: float, label: str) -> tuple[float, float]:
    """Return where a tick's label begins and ends in its panel."""
    half = measure(label, size=_TICKS) / 2
    x = _label_middle(panel, place, half)
    return x - half, x + half


def _label_middle(panel: Panel, place: float, half: float) -> float:
    """Return where the middle of a label belongs that stays within its panel; `half` is half its width."""
    return min(max(panel.across(place), half), max(panel.width - half, half))
