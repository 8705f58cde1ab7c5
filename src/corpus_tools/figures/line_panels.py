"""Draw series over time as small panels, each with its interval, its gaps and the point that is surely high."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from corpus_tools.figures.sheet import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    RED,
    WIDTH,
    CorpusFigure,
    Panel,
    Sheet,
    clip,
    measure,
    new_sheet,
)
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.locale import Locale

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GUTTER = 0.45  # between two columns of panels
_HEAD = 0.5  # what a panel's name and the number of its high point take above it
_FOOT = 0.34  # what its axis takes below it
_TICKS = 8  # the size of the axis labels, in points
_TALLEST = 1.8  # of the highest point: an interval that reaches further is cut, or it would flatten the line


@dataclass(frozen=True)
class Series:
    """What one panel shows.

    Attributes
    ----------
    label : str
        Its name.
    note : str
        What is said of it beside the name; may be empty.
    points : DataFrame
        One row a period, without gaps: earliest, latest, value, low, high; the numbers missing where nothing is known.
    """

    label: str
    note: str
    points: pd.DataFrame


def line_panels(
    series: list[Series],
    locale: Locale,
    *,
    write: Callable[[float], str],
    title: str,
    subtitle: str,
    source: str | None,
) -> CorpusFigure:
    """Draw a panel for each series, two beside each other where there are several; `write` says a value in words."""
    columns = min(len(series), 2)
    lines = -(-len(series) // columns)
    height = 1.7 if columns == 1 else 0.95
    pitch = _HEAD + height + _FOOT
    width = (WIDTH - 2 * MARGIN - (columns - 1) * _GUTTER) / columns
    sheet, top = new_sheet(locale, body=lines * pitch, title=title, subtitle=subtitle, source=source)
    for number, one in enumerate(series):
        row, column = divmod(number, columns)
        panel = sheet.panel(MARGIN + column * (width + _GUTTER), top + row * pitch + _HEAD, width, height)
        _draw_series(sheet, panel, one, write)
    return sheet.figure


def _draw_series(sheet: Sheet, panel: Panel, series: Series, write: Callable[[float], str]) -> None:
    """Draw one panel: name, axis, line with its interval, and the surest high point in colour."""
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


def _runs(value: "NDArray[np.float64]") -> list["NDArray[np.int64]"]:
    """List the runs of neighbouring periods that have a value."""
    known = np.flatnonzero(~np.isnan(value))
    return [run for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1) if len(run)]


def _draw_run(panel: Panel, middle: "NDArray[np.float64]", points: pd.DataFrame) -> None:
    """Draw periods that follow one another as a line in its interval; a period by itself as a point."""
    value, low, high = (points[column].to_numpy(float) for column in ("value", "low", "high"))
    if len(middle) == 1:
        panel.axes.plot([middle[0]] * 2, [low[0], high[0]], color=BLUE, alpha=0.25, linewidth=3)
        panel.axes.plot(middle, value, "o", color=BLUE, markersize=3.5, markeredgewidth=0, clip_on=False)
        return
    panel.axes.fill_between(middle, low, high, color=BLUE, alpha=0.17, linewidth=0)
    panel.axes.plot(middle, value, color=BLUE, linewidth=1.4, solid_joinstyle="round", clip_on=False)


def _draw_gaps(panel: Panel, points: pd.DataFrame, value: "NDArray[np.float64]") -> None:
    """Draw the line that values are counted from, broken where nothing is known."""
    known = ~np.isnan(value)
    for run in _runs(value):
        panel.axes.plot(_ends(points, run), [0, 0], color=INK, linewidth=1.0, solid_capstyle="butt", clip_on=False)
    for run in _runs(np.where(known, np.nan, 0.0)):
        panel.axes.axvspan(*_ends(points, run), color=PALE, alpha=0.55, linewidth=0, zorder=0)


def _ends(points: pd.DataFrame, run: "NDArray[np.int64]") -> tuple[float, float]:
    """Say when a run of periods begins and ends."""
    return to_number(points["earliest"].iloc[run[0]]), to_number(points["latest"].iloc[run[-1]])


def _draw_peak(
    sheet: Sheet, panel: Panel, points: pd.DataFrame, middle: "NDArray[np.float64]", write: Callable[[float], str]
) -> None:
    """Mark the period whose interval begins highest, and say what its value is and when.

    The highest value of all is often that of the thinnest period: two of its three articles.
    """
    peak = int(points["low"].fillna(points["value"]).argmax())
    value = float(points["value"].iloc[peak])
    panel.axes.plot([middle[peak]], [value], "o", color=RED, markersize=4.5, markeredgewidth=0, clip_on=False, zorder=3)
    period = sheet.locale.period(points["earliest"].iloc[peak], points["latest"].iloc[peak])
    label = sheet.locale.text("trend_peak", value=write(value), period=period)
    half = measure(label, size=_TICKS) / 2
    x = min(max(_across(panel, middle[peak]), half), max(panel.width - half, half))
    sheet.words(panel.start + x, panel.top - 0.13, label, size=_TICKS, colour=RED, align="center", middle=True)


def _across(panel: Panel, place: float) -> float:
    """Say how far into the panel a moment lies, in inches from the edge where reading starts."""
    low, high = sorted(panel.axes.get_xlim())
    return (place - low) / (high - low) * panel.width


def _draw_axis(sheet: Sheet, panel: Panel, low: float, high: float) -> None:
    """Draw as many ticks as have room for their labels, with thin lines up through the panel."""
    for most in range(9, 0, -1):
        places, labels = ticks(low, high, sheet.locale, most=most)
        spots = [_label_spot(panel, place, label) for place, label in zip(places, labels, strict=True)]
        if all(before[1] + 0.1 <= after[0] for before, after in pairwise(spots)):
            break
    for place, label, spot in zip(places, labels, spots, strict=True):
        panel.axes.axvline(place, color=PALE, linewidth=0.7, zorder=0)
        middle = panel.start + sum(spot) / 2
        sheet.words(
            middle, panel.top + panel.height + 0.15, label, size=_TICKS, colour=GREY, align="center", middle=True
        )


def _label_spot(panel: Panel, place: float, label: str) -> tuple[float, float]:
    """Say from where to where a tick's label reaches, kept within its panel."""
    half = measure(label, size=_TICKS) / 2
    x = min(max(_across(panel, place), half), max(panel.width - half, half))
    return x - half, x + half
