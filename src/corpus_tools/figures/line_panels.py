"""Draw series over time as small panels, each with its interval, its gaps and its peak, if it has one."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.figures.bar_rows import draw_key_entry
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.sheet import (
    BODY,
    IN_ALL,
    MARGIN,
    OUT_OF_ALL,
    Corner,
    CorpusFigure,
    Heading,
    Panel,
    Sheet,
    new_sheet,
)
from corpus_tools.figures.style import GREY, INK, PALE, RED, SERIES
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.figures.value_axis import axis_room, draw_value_axis, value_ticks
from corpus_tools.gloss import glossed
from corpus_tools.locale import Locale
from corpus_tools.statistics.peaks import find_peak

_GUTTER = 0.45  # between two columns of panels
_LABEL = 0.26  # what a panel's name takes above it
_NOTE = 0.18  # what a line that is said of it takes
_PEAK = 0.22  # what the number of its peak takes
_FOOT = 0.34  # what its axis takes below it
_TICKS = 8  # the size of the axis labels, and of what is said, in points
_DOTTED = 24  # the most periods that have a dot each
_COUNTED = 6  # the most that have their articles written beside it
_LIFT = 0.11  # from a dot to the middle of what is written over it
_MOST = 4  # lines in a panel that can be told apart


@dataclass(frozen=True)
class Line:
    """A line of a panel; of `points`, value, low and high are missing where nothing is known."""

    label: str
    note: str  # how many articles it is of
    said: str  # what is said of it as a whole; may be empty
    sure: bool  # whether that is a finding
    #: One row a period, without gaps: earliest, latest, joined, value, low, high, documents, articles.
    points: pd.DataFrame

    def peak(self, *, lines: int) -> int | None:
        """Return the row to name as the peak, if any; `lines` are looked at in the figure."""
        documents, articles = (self.points[column].to_numpy(np.int64) for column in ("documents", "articles"))
        return find_peak(documents, articles, self.points["low"].to_numpy(np.float64), lines=lines)


@dataclass(frozen=True)
class Lines:
    """What one panel shows: a line under its own name, or several under the name of what they share."""

    label: str
    lines: list[Line]


def line_panels(
    panels: list[Lines], locale: Locale, heading: Heading, *, write: Callable[[float], str]
) -> CorpusFigure:
    """Draw panels, two side by side where there are several with a line each; `write` formats a value."""
    most = max(len(shown.lines) for shown in panels)
    if most > _MOST:
        raise ValueError(f"a panel would have {most} lines, and {_MOST} can be told apart; leave some out of the table")
    # What is said of several lines takes the whole width.
    columns = min(len(panels), 2) if most == 1 else 1
    head = _LABEL + most * _NOTE + (_PEAK if most == 1 else 0.08)
    height = 1.7 if columns == 1 else 0.95
    pitch = head + height + _FOOT
    width = (BODY - (columns - 1) * _GUTTER) / columns
    sheet, top = new_sheet(locale, heading, body=-(-len(panels) // columns) * pitch)
    scales = [value_ticks(_reach(shown.lines), most=3) for shown in panels]
    room = max(axis_room(scale, write) for scale in scales)
    places = [divmod(number, columns) for number in range(len(panels))]
    for (row, column), shown, scale in zip(places, panels, scales, strict=True):
        x, y = MARGIN + column * (width + _GUTTER), top + row * pitch
        panel = sheet.panel(x + room, y + head, width - room, height)
        _draw_panel(sheet, panel, shown.lines, scale, write, among=len(panels))
        _write_head(sheet, panel, shown, (x, y), width)
    return sheet.figure


def _reach(lines: list[Line]) -> float:
    """Return the highest end of an interval in a panel."""
    return max(float(np.nanmax(line.points[["value", "high"]].to_numpy(float), initial=0.0)) for line in lines) or 1e-9


def _draw_panel(
    sheet: Sheet, panel: Panel, lines: list[Line], scale: list[float], write: Callable[[float], str], *, among: int
) -> None:
    """Draw the axes of a panel, its lines with their intervals, and the peak of a line by itself, `among` so many."""
    points = lines[0].points
    low = min(to_number(line.points["earliest"].iloc[0]) for line in lines)
    high = max(to_number(line.points["latest"].iloc[-1]) for line in lines)
    sheet.limits(panel, low, high, 0, _reach(lines))
    _draw_axis(sheet, panel, low, high)
    draw_value_axis(sheet, panel, scale, write)
    for line, colour in zip(lines, SERIES, strict=False):
        dotted = len(line.points) <= _DOTTED
        for run in _runs(line.points["value"].to_numpy(float)):
            _draw_run(panel, line.points.iloc[run], colour, band=0.17 if len(lines) == 1 else 0.09, dotted=dotted)
        _note_areas(sheet, panel, line, alone=len(lines) == 1)
    if len(lines) > 1:
        panel.axes.plot([low, high], [0, 0], color=INK, linewidth=1.0, solid_capstyle="butt", clip_on=False)
        return
    _draw_gaps(panel, points, points["value"].to_numpy(float))
    peak = lines[0].peak(lines=among)
    if peak is not None:
        _draw_peak(sheet, panel, points.iloc[peak], write)
    elif points["value"].notna().sum() <= _COUNTED:
        _write_counts(sheet, panel, points[points["value"].notna()])


def _write_head(sheet: Sheet, panel: Panel, shown: Lines, at: Corner, width: float) -> None:
    """Write the name of a panel and what is said of each of its lines."""
    start, top = at
    middle = top + _LABEL / 2
    alone = len(shown.lines) == 1
    note = shown.lines[0].note if alone else ""
    label = clip(
        glossed(shown.label, sheet.locale), width - measure(note, size=_TICKS) - 0.15, size=10.5, weight="semibold"
    )
    sheet.words(start, middle, label, size=10.5, weight="semibold", middle=True)
    beside = start + measure(label, size=10.5, weight="semibold") + 0.12
    sheet.words(beside, middle, note, size=_TICKS, colour=GREY, middle=True)
    if alone:
        _note_counts(sheet, panel, shown.lines[0], beside, middle)
    for number, (line, colour) in enumerate(zip(shown.lines, SERIES, strict=False)):
        y, x = top + _LABEL + (number + 0.5) * _NOTE, start
        said = line.said if alone or not line.said else f"{line.note} · {line.said}"
        if not alone:
            name = clip(
                glossed(line.label, sheet.locale), max(width - 0.28 - measure(said, size=_TICKS), 0.6), size=_TICKS
            )
            x += draw_key_entry(sheet, x, y, name, colour, size=_TICKS, colour=INK) + 0.1
            _note_counts(sheet, panel, line, x, y)
        told = clip(said, start + width - x, size=_TICKS)
        sheet.words(x, y, told, size=_TICKS, colour=INK if line.sure else GREY, middle=True)


def _note_counts(sheet: Sheet, panel: Panel, line: Line, x: float, y: float) -> None:
    """Note where it stands how many articles a line is of, and out of how many, which come last."""
    mark, out_of = int(line.points.index[0]), sheet.locale.articles(int(line.points["articles"].sum()))
    found = line.note.removesuffix(out_of)
    sheet.area_of_words(panel, mark, x, y, found, size=_TICKS, column=IN_ALL)
    sheet.area_of_words(panel, mark, x + measure(found, size=_TICKS), y, out_of, size=_TICKS, column=OUT_OF_ALL)


def _runs(value: NDArray[np.float64]) -> list[NDArray[np.int64]]:
    """Return the runs of neighbouring periods that have a value."""
    known = np.flatnonzero(~np.isnan(value))
    return [run for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1) if len(run)]


def _draw_run(panel: Panel, points: pd.DataFrame, colour: str, *, band: float, dotted: bool) -> None:
    """Draw neighbouring periods as a line in its interval, level through joined ones, and one by itself as a point.

    With `dotted`, each period that is not joined has a dot.
    """
    across, row = _corners(points)
    value, low, high = (points[column].to_numpy(float)[row] for column in ("value", "low", "high"))
    if len(across) == 1:
        panel.axes.plot([across[0]] * 2, [low[0], high[0]], color=colour, alpha=0.25, linewidth=3)
        panel.axes.plot(across, value, "o", color=colour, markersize=3.5, markeredgewidth=0, clip_on=False)
        return
    panel.axes.fill_between(across, low, high, color=colour, alpha=band, linewidth=0)
    panel.axes.plot(across, value, color=colour, linewidth=1.4, solid_joinstyle="round", clip_on=False)
    if dotted:
        single = ~points["joined"].to_numpy(bool)[row]
        dots = across[single], value[single]
        panel.axes.plot(*dots, "o", color=colour, markersize=3.2, markeredgewidth=0, clip_on=False)


def _note_areas(sheet: Sheet, panel: Panel, line: Line, *, alone: bool) -> None:
    """Note where each point lies: all of its period, or beside other lines what is near its height."""
    high, points = panel.axes.get_ylim()[1], line.points
    for mark, earliest, latest, value in zip(
        points.index.tolist(), points["earliest"], points["latest"], points["value"].tolist(), strict=True
    ):
        if not np.isnan(value):
            middle, half = (high / 2, high / 2) if alone else (value, 0.06 * high)
            corners = (to_number(earliest), middle + half), (to_number(latest), middle - half)
            sheet.area(panel, mark, *corners)


def _corners(points: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return where a line has its corners, and the period of each: in its middle, or at both ends of what is joined."""
    ends = [(to_number(a), to_number(b)) for a, b in zip(points["earliest"], points["latest"], strict=True)]
    corners = [list(end) if joined else [sum(end) / 2] for end, joined in zip(ends, points["joined"], strict=True)]
    return np.concatenate(corners), np.repeat(np.arange(len(points)), [len(one) for one in corners])


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


def _draw_peak(sheet: Sheet, panel: Panel, point: "pd.Series[Any]", write: Callable[[float], str]) -> None:
    """Mark the peak with its value, its period and the articles that it is of."""
    middle = (to_number(point["earliest"]) + to_number(point["latest"])) / 2
    panel.axes.plot(
        [middle], [point["value"]], "o", color=RED, markersize=4.5, markeredgewidth=0, clip_on=False, zorder=3
    )
    locale = sheet.locale
    label = locale.text(
        "trend_peak",
        value=write(float(point["value"])),
        period=locale.period(point["earliest"], point["latest"]),
        n=locale.number(int(point["documents"])),
        articles=locale.articles(int(point["articles"])),
    )
    label = clip(label, panel.width + _GUTTER / 2, size=_TICKS)
    x = panel.start + _label_middle(panel, middle, measure(label, size=_TICKS) / 2)
    sheet.words(x, panel.top - 0.13, label, size=_TICKS, colour=RED, align="center", middle=True)
    sheet.area_of_words(panel, int(str(point.name)), x, panel.top - 0.13, label, size=_TICKS, align="center")


def _write_counts(sheet: Sheet, panel: Panel, points: pd.DataFrame) -> None:
    """Write over or under each of a few periods how many of how many articles it is of, where the line leaves room."""
    taken = 0.0
    high = panel.axes.get_ylim()[1]
    across, row = _corners(points)
    bends = np.array([panel.across(place) for place in across.tolist()])
    heights = panel.height * (1 - points["value"].to_numpy(float) / high)
    for point, y in zip(points.to_dict("records"), heights.tolist(), strict=True):
        n, articles = (sheet.locale.number(int(point[column])) for column in ("documents", "articles"))
        label = sheet.locale.text("trend_of", n=n, articles=articles)
        half = measure(label, size=_TICKS) / 2
        middle = _label_middle(panel, (to_number(point["earliest"]) + to_number(point["latest"])) / 2, half)
        if middle - half < taken:
            continue
        ends = middle - half, middle + half
        passed = [*np.interp(ends, bends, heights[row]), *heights[row][(bends > ends[0]) & (bends < ends[1])]]
        over, under = y - _LIFT, y + _LIFT
        if min(passed) > y - _LIFT / 2:  # at the top it stands in the room of the peak, which is not drawn here
            spot = over
        elif under < panel.height - _LIFT / 2 and max(passed) < y + _LIFT / 2:
            spot = under
        else:
            continue
        taken = middle + half + 0.08
        sheet.words(panel.start + middle, panel.top + spot, label, size=_TICKS, align="center", middle=True)


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
