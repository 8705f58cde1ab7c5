"""Draw a few dated events one by one: a mark as long as the interval, with the words of the sentence beside it."""

from dataclasses import dataclass
from math import fsum
from typing import Any, Literal

import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.corpus import Corpus
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.excerpts import fit_runs, mark_words
from corpus_tools.figures.measuring import Run, measure, measure_runs
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, Panel, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, PALE, PAPER, RED
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.locale import Locale
from corpus_tools.shaping.direction import base_direction

ROOMY = 14  # up to so many events get two lines of words each

_ALWAYS = ("published", "earliest", "latest")  # columns of the rows even where no event has a value

_GAP = 0.12  # between a mark and its words
_SPACE = 0.08  # between the words and the date on their line
_LEAST = 2.6  # the narrowest room for words beside a mark
_AXIS = 0.42  # the height of the axis and its labels
_FADE = 0.35  # the length over which an open end fades


@dataclass(frozen=True)
class _Style:
    """Sizes of a row: `size` in points, the others in inches."""

    size: float
    pitch: float
    lines: int
    gap: float
    widest: float  # of a block of words
    inline: bool  # the date stands on the line of the words, not above them


_BIG = _Style(size=9, pitch=0.19, lines=2, gap=0.17, widest=4.6, inline=False)
_SMALL = _Style(size=7.5, pitch=0.165, lines=1, gap=0.04, widest=5.6, inline=True)


@dataclass(frozen=True)
class _Row:
    """An event laid out: its mark from start to end and its block of lines, in inches within the panel."""

    start: float
    end: float
    open_start: bool
    open_end: bool
    day: bool
    period: str
    lines: list[list[Run]]
    against: bool  # the words read against the direction of the sheet
    side: Literal["after", "before", "below"]  # where the words stand
    height: float


def draw_event_list(
    events: pd.DataFrame,
    corpus: Corpus | None,
    locale: Locale,
    *,
    title: str | None,
    source: str | None,
    validation: pd.DataFrame | None,
) -> CorpusFigure:
    """Draw one row an event, the earliest on top; `rows` of the figure are the events, numbered from the top."""
    low, high = _range(events)
    scale = BODY / (high - low)
    style = _BIG if len(events) <= ROOMY else _SMALL
    rows = [_set_row(event, locale, style, low=low, scale=scale) for event in events.itertuples()]
    depth = fsum(row.height for row in rows)
    title = title or locale.text("timeline_title", span=_span(events, locale))
    subtitle = locale.text("timeline_subtitle", dates=locale.counted(len(events), "date"))
    sheet, top = new_sheet(locale, Heading(title, subtitle, source, validation), body=depth + _AXIS)
    panel = sheet.inch_panel(MARGIN, top + _AXIS, BODY, depth)
    _draw_axis(sheet, panel, low, high)
    _draw_publication(sheet, panel, events, low, scale)
    y = 0.0
    for mark, row in enumerate(rows):
        _draw_row(sheet, panel, row, style, y)
        sheet.area(panel, mark, (0, y), (panel.width, y + row.height))
        y += row.height
    sheet.figure.rows = _rows(events, [row.period for row in rows])
    add_evidence(sheet.figure, sheet.figure.rows, corpus)
    return sheet.figure


def _rows(events: pd.DataFrame, periods: list[str]) -> pd.DataFrame:
    """Return the events with their known columns and the date as it is written."""
    unknown = [name for name in events if name not in _ALWAYS and events[name].isna().all()]
    rows = events.drop(columns=["event", *unknown]).reset_index(drop=True)
    rows["actors"] = ["; ".join(names) for names in events["actors"]]
    rows.insert(4, "period", periods)
    return rows.reset_index(names="mark")


def _bounds(events: pd.DataFrame) -> list[pd.Timestamp]:
    """Return every known beginning and end."""
    return [*events["earliest"].dropna(), *events["latest"].dropna()]


def _range(events: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis: all that is dated, the day of publication, and a little room."""
    known = [*_bounds(events), *events["published"].dropna()]
    low, high = to_number(min(known)), to_number(max(known))
    room = max(0.03 * (high - low), 1.0)
    return low - room, high + room


def _span(events: pd.DataFrame, locale: Locale) -> str:
    """Return the years that the events cover, as text."""
    known = _bounds(events)
    first, last = min(known), max(max(known) - pd.Timedelta(seconds=1), min(known))
    years = [locale.year(first), locale.year(last)]
    return years[0] if years[0] == years[1] else "–".join(years)


def _set_row(event: Any, locale: Locale, style: _Style, *, low: float, scale: float) -> _Row:
    """Place an event's mark, and choose where its words go and how many of them fit."""
    earliest, latest = event.earliest, event.latest
    open_start, open_end = bool(pd.isna(earliest)), bool(pd.isna(latest))
    start = 0.0 if open_start else (to_number(earliest) - low) * scale
    end = BODY if open_end else (to_number(latest) - low) * scale
    if open_end and pd.notna(event.published) and event.published > earliest:
        # What goes on is told up to the day of publication.
        end = min((to_number(event.published) - low) * scale + _FADE, BODY)
    day = not (open_start or open_end) and latest - earliest <= pd.Timedelta(days=1)
    if day:
        start = end = (start + end) / 2
    after, before = BODY - end - _GAP, start - _GAP
    side: Literal["after", "before", "below"] = "after"
    if max(after, before) < _LEAST:
        side = "below"
    elif after < min(before, style.widest):
        side = "before"
    room = min({"after": after, "before": before, "below": BODY}[side], style.widest)
    loosely = locale.edge(getattr(event, "value", None), getattr(event, "modifier", None))
    period = loosely or locale.period(earliest, latest, precision=getattr(event, "precision", None))
    taken = _date_width(period, style) if style.inline else 0.0
    lines = _set_lines(event, style, room - taken)
    against = (base_direction(event.words) == "R") != locale.rtl
    height = (len(lines) + (not style.inline) + (side == "below")) * style.pitch + style.gap
    return _Row(start, end, open_start, open_end, day, period, lines, against, side, height)


def _date_width(period: str, style: _Style) -> float:
    """Return the width of the date with the space between it and the words, in inches."""
    return measure(period, size=style.size, weight="semibold") + _SPACE


def _set_lines(event: Any, style: _Style, room: float) -> list[list[Run]]:
    """Return the words of the sentence in lines, those that give the date in colour."""
    words = mark_words(event.words, (event.start - event.sentence_start, event.end - event.sentence_start))
    return fit_runs(words, width=room, lines=style.lines, size=style.size, marked="semibold")


def _draw_row(sheet: Sheet, panel: Panel, row: _Row, style: _Style, y: float) -> None:
    """Draw an event's mark and words, with the top of its row at y."""
    middle = y + style.pitch / 2
    if row.day:
        panel.axes.plot([row.start], [middle], "o", color=RED, markersize=6, markeredgewidth=0, clip_on=False)
    else:
        _draw_bar(panel, row, middle)
    date = _date_width(row.period, style)
    words = max(measure_runs(line, size=style.size) for line in row.lines)
    width = date + words if style.inline else max(date, words)
    # The date stands beside the mark, or under its beginning, whatever room the words take.
    if row.side == "after":
        left = dated = row.end + _GAP
        left += date if style.inline else 0
    elif row.side == "before":
        dated = row.start - _GAP - date + (_SPACE if style.inline else 0)
        left = row.start - _GAP - width
    else:
        left = max(min(row.start, panel.width - width), 0.0)
        dated = left if style.inline else max(min(row.start, panel.width - date), 0.0)
        left += date if style.inline else 0
        middle += style.pitch
    _clear(panel, dated, middle, date, style.pitch)
    sheet.runs(panel.start + dated, panel.top + middle, [(row.period, GREY, "semibold")], size=style.size)
    if not style.inline:
        middle += style.pitch
    for number, line in enumerate(row.lines):
        at, taken = middle + number * style.pitch, measure_runs(line, size=style.size)
        edge = left + words if row.against else left
        _clear(panel, edge - taken if row.against else edge, at, taken, style.pitch)
        sheet.runs(panel.start + edge, panel.top + at, line, size=style.size, against=row.against)


def _clear(panel: Panel, left: float, middle: float, width: float, height: float) -> None:
    """Hide the lines of the axis behind words."""
    box = Rectangle((left - 0.03, middle - height / 2), width + 0.06, height, color=PAPER, linewidth=0, zorder=0.5)
    box.set_clip_on(False)
    panel.axes.add_patch(box)


def _draw_bar(panel: Panel, row: _Row, middle: float) -> None:
    """Draw an interval at its own length; an open end fades away."""
    fade = min(_FADE, row.end - row.start)
    start = row.start + (fade if row.open_start else 0)
    end = max(row.end - (fade if row.open_end else 0), start + 0.03)
    bars = [(start, end - start, 1.0)]
    steps = 12
    for number in range(steps):
        strength, slice_width = (number + 0.5) / steps, fade / steps
        if row.open_start:
            bars.append((row.start + number * slice_width, slice_width, strength))
        if row.open_end:
            bars.append((row.end - (number + 1) * slice_width, slice_width, strength))
    for left, width, strength in bars:
        panel.axes.add_patch(
            Rectangle((left, middle - 0.04), width, 0.08, color=BLUE, alpha=strength, linewidth=0, clip_on=False)
        )


def _draw_axis(sheet: Sheet, panel: Panel, low: float, high: float) -> None:
    """Draw the time axis above the rows, its ticks through them, and an arrow in the direction of time."""
    scale = panel.width / (high - low)
    axes = panel.axes
    axes.plot([0, panel.width], [-0.08, -0.08], color=INK, linewidth=1.2, clip_on=False, solid_capstyle="butt")
    marker = "<" if sheet.rtl else ">"
    axes.plot([panel.width], [-0.08], marker, color=INK, markersize=5, markeredgewidth=0, clip_on=False)
    for place, label in zip(*ticks(low, high, sheet.locale, most=8), strict=True):
        x = (place - low) * scale
        axes.plot([x, x], [-0.08, panel.height], color=PALE, linewidth=0.7, zorder=0, clip_on=False)
        axes.plot([x, x], [-0.12, -0.04], color=INK, linewidth=1.0, clip_on=False)
        sheet.words(panel.start + x, panel.top - 0.2, label, size=8, colour=GREY, align="center")


def _draw_publication(sheet: Sheet, panel: Panel, events: pd.DataFrame, low: float, scale: float) -> None:
    """Draw the day of publication if all events share it."""
    days = events["published"].dt.normalize().unique()
    if len(days) != 1 or pd.isna(days[0]):
        return
    x = (to_number(days[0]) + 0.5 - low) * scale
    panel.axes.plot([x, x], [-0.08, panel.height], color=RED, linewidth=0.8, linestyle=(0, (1, 2)), zorder=0)
    label = sheet.locale.text("timeline_published", day=sheet.locale.day(days[0]))
    sheet.words(panel.start + x, panel.top + panel.height + 0.1, label, size=7.5, colour=RED, align="center")
