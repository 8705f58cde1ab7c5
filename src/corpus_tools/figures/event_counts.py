"""Draw many dated events as counts: how many sentences date to each period, and how many articles came out in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from corpus_tools.calendars.units import UNITS, first_day, unit_index
from corpus_tools.corpus import Corpus
from corpus_tools.figures.bins import Places, add_outside, count_in_bins, marks_of, outside_line
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.reported_days import ReportedDay, draw_days, height_of, lay_out_days, most_reported_days
from corpus_tools.figures.sheet import BODY, MARGIN, Align, CorpusFigure, Heading, Panel, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, LIGHT_BLUE, PAPER, RED, SAND
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.figures.value_axis import axis_room, draw_value_axis, value_ticks
from corpus_tools.locale import Locale
from corpus_tools.tables import closed_ends

MOST_BINS = 100

Moments = NDArray[np.datetime64]

#: The middle share of the days of publication, and of the events, that the bins cover.
_WINDOW, _EVENTS = 0.99, 0.95
#: The bins follow the days of publication if at least this share of the events lies in them.
_LEAST_INSIDE = 0.25
#: The room at either end for what lies before and after, as a share of the bins, and the bar in it as a share of that.
_ROOM, _BAR = 0.1, 0.4

#: Of a bin whose most reported day is named: the day, how many documents tell of it, and the sentence.
_NAMED = ["bin", "day", "day_documents", "day_words"]

# Why an event is in no bin: it lies before the first or after the last, its interval is in no single one, or it goes
# on from a date or up to one.
_OUTSIDE = {"before": -1, "after": -2, "coarse": -3, "open": -4}

_BARS, _LEAST, _AXIS = 3.3, 0.3, 0.3  # heights of both panels, of the lower one, and of the axis between them
_ABOVE = 1.1  # of the longest bar: what the numbers of days need over it


@dataclass(frozen=True)
class Coverage:
    """Events counted by a unit of the calendar."""

    unit: str
    rows: pd.DataFrame  # one row a bin, without gaps: bin (its number), earliest, latest, events, documents, published
    places: Places  # for each event its bin, or a code of `_OUTSIDE`


def count_by_period(events: pd.DataFrame, published: "pd.Series[pd.Timestamp]") -> Coverage:
    """Count events by the finest calendar unit that most of them are dated to and that makes a readable figure.

    The bins follow the days of publication, so that the news of three weeks are counted by day whatever else they
    recall; where next to nothing happened in these days, they also cover the middle 95 % of the events. An event is
    counted in a bin only if its whole interval lies in it, so a year is never counted as its January; all that ends
    before the first bin, or begins after the last, is counted there.
    """
    known = published.dropna().to_numpy("datetime64[s]")
    whole = (events["earliest"].notna() & events["latest"].notna()).to_numpy()
    first, last = (end.to_numpy("datetime64[s]") for end in closed_ends(events))
    last = last - np.timedelta64(1, "s")
    last = np.maximum(first, last)
    follows = _is_of_window(first, last, known)
    for unit in UNITS:
        index, end = unit_index(first, unit), unit_index(last, unit)
        fits = whole & (index == end)
        ends = _middle(unit_index(known, unit), _WINDOW)
        if not follows:
            ends += _middle(index[fits] if fits.any() else index, _EVENTS)
        low, high = min(ends), max(ends)
        inside = whole & (end >= low) & (index <= high) if follows else np.ones(len(events), np.bool_)
        if fits[inside].mean() >= 0.5 and high - low < MOST_BINS:
            break
    place = np.where(fits, index - low, _OUTSIDE["coarse"])
    place = np.where(end < low, _OUTSIDE["before"], np.where(index > high, _OUTSIDE["after"], place))
    place = np.where(whole, place, _OUTSIDE["open"])
    bins = np.arange(low, high + 1)
    rows = pd.DataFrame({"bin": bins})
    rows["earliest"] = pd.Series([first_day(int(number), unit) for number in bins], dtype="datetime64[us]")
    rows["latest"] = pd.Series([first_day(int(number) + 1, unit) for number in bins], dtype="datetime64[us]")
    rows["events"], rows["documents"] = count_in_bins(place, events["doc_id"], len(bins))
    out = unit_index(known, unit) - low
    rows["published"] = np.bincount(out[(out >= 0) & (out < len(bins))], minlength=len(bins))
    return Coverage(unit, rows, place)


def _is_of_window(first: Moments, last: Moments, known: Moments) -> bool:
    """Return whether a fair share of the events lies in the days of publication."""
    if not len(known):
        return False
    low, high = _middle(unit_index(known, "day"), _WINDOW)
    inside = (unit_index(last, "day") >= low) & (unit_index(first, "day") <= high)
    return bool(inside.mean() >= _LEAST_INSIDE)


def _middle(numbers: NDArray[np.int64], share: float) -> list[int]:
    """Return the ends of the middle share of numbers; nothing for none."""
    if not len(numbers):
        return []
    tail = (1 - share) / 2
    return [int(end) for end in np.quantile(numbers, [tail, 1 - tail], method="nearest")]


def draw_event_counts(
    events: pd.DataFrame,
    published: "pd.Series[pd.Timestamp]",
    corpus: Corpus | None,
    locale: Locale,
    *,
    title: str | None,
    source: str | None,
    validation: pd.DataFrame | None,
) -> CorpusFigure:
    """Draw dated sentences upwards and published articles downwards from one time axis."""
    coverage = count_by_period(events, published)
    rows, places, unit = coverage.rows, coverage.places, locale.bin(coverage.unit)
    dates, articles = locale.counted(len(events), "date"), locale.articles(len(published))
    subtitle = locale.text("coverage_subtitle", bin=unit, dates=dates, articles=articles)
    texts = {f"coverage_{reason}": _OUTSIDE[reason] for reason in ("coarse", "open")}
    subtitle += outside_line(places, texts, locale, bin=unit)
    heading = Heading(title or locale.text("coverage_title"), subtitle, source, validation)
    days = most_reported_days(events, places, corpus)
    lines, depth = lay_out_days(days), _BARS + _AXIS + 0.4
    sheet, top = new_sheet(locale, heading, body=depth + height_of(lines) + 0.25 * bool(days))
    low, high = to_number(rows["earliest"].iloc[0]), to_number(rows["latest"].iloc[-1])
    before, after = (int((places == _OUTSIDE[part]).sum()) for part in ("before", "after"))
    room = _ROOM * (high - low)
    ends = low - room * bool(before), high + room * bool(after)
    most, most_published = max(int(rows["events"].max()), 1), int(rows["published"].max())
    up, down = _panels(sheet, top + 0.3, ends, (low, high), most=most, most_published=most_published)
    for panel, column, colour in ((up, "events", BLUE), (down, "published", SAND)):
        if rows[column].any():
            _draw_bars(panel, rows, column, colour)
            _draw_peak(sheet, panel, rows, column)
            _note_areas(sheet, panel, rows, column)
    for part, n, place in (("before", before, low - room / 2), ("after", after, high + room / 2)):
        if n:
            _draw_outside(sheet, up, part, n, place=place, width=_BAR * room, most=most)
            [mark] = marks_of(np.array([_OUTSIDE[part]]), len(rows))
            sheet.area(up, int(mark), (place - room / 2, most), (place + room / 2, 0))
    _draw_axis(sheet, up, low, high)
    _number_days(sheet, up, rows, days)
    draw_days(sheet, up, top + depth + 0.2, days, lines)
    drawn = rows.drop(columns="bin").assign(part=coverage.unit)
    named = pd.DataFrame([(day.bin, day.day, day.documents, day.event["words"]) for day in days], columns=_NAMED)
    drawn = drawn.join(named.set_index("bin"))
    outside = {f"not within one {coverage.unit}" if part == "coarse" else part: code for part, code in _OUTSIDE.items()}
    sheet.figure.rows = add_outside(drawn, events, places, outside, n="events", published=0)
    add_evidence(sheet.figure, events.assign(mark=marks_of(places, len(rows))), corpus)
    return sheet.figure


def _panels(
    sheet: Sheet, top: float, ends: tuple[float, float], bins: tuple[float, float], *, most: int, most_published: int
) -> tuple[Panel, Panel]:
    """Return the panels above and below the time axis, on one scale, with their value axis."""
    above = min(_BARS * _ABOVE * most / (_ABOVE * most + most_published), _BARS - _LEAST)
    values = value_ticks(max(most, most_published), whole=True)
    write = sheet.locale.number
    room = axis_room(values, write)
    up = sheet.panel(MARGIN + room, top, BODY - room, above)
    down = sheet.panel(MARGIN + room, top + above + _AXIS, BODY - room, _BARS - above)
    sheet.limits(up, *ends, 0, _ABOVE * most)
    sheet.limits(down, *ends, _ABOVE * most * (_BARS - above) / above, 0)
    draw_value_axis(sheet, up, [value for value in values if value <= most], write, across=bins)
    draw_value_axis(sheet, down, [value for value in values[1:] if value <= most_published], write, across=bins)
    return up, down


def _draw_bars(panel: Panel, rows: pd.DataFrame, column: str, colour: str) -> None:
    """Draw one bar a bin, from its first day to its last."""
    for earliest, latest, n in zip(rows["earliest"], rows["latest"], rows[column], strict=True):
        start, end = to_number(earliest), to_number(latest)
        gap = 0.12 * (end - start)
        panel.axes.add_patch(Rectangle((start + gap / 2, 0), end - start - gap, n, color=colour, linewidth=0))


def _note_areas(sheet: Sheet, panel: Panel, rows: pd.DataFrame, column: str) -> None:
    """Note where each bin lies that has something to count, as high as the panel."""
    for mark, (earliest, latest, n) in enumerate(zip(rows["earliest"], rows["latest"], rows[column], strict=True)):
        if n:
            ends = sorted(panel.axes.get_ylim())
            corners = (to_number(earliest), ends[1]), (to_number(latest), ends[0])
            sheet.area(panel, mark, *corners, column=column)


def _draw_peak(sheet: Sheet, panel: Panel, rows: pd.DataFrame, column: str) -> None:
    """Write what the bars count, and the number of the longest."""
    upwards = column == "events"
    edge = panel.top - 0.2 if upwards else panel.top + panel.height + 0.14
    name = sheet.locale.text(f"coverage_{column}")
    peak = int(rows[column].argmax())
    n, earliest, latest = int(rows[column].iloc[peak]), rows["earliest"].iloc[peak], rows["latest"].iloc[peak]
    period = sheet.locale.period(earliest, latest)
    label = sheet.locale.text("coverage_peak", what=name, n=sheet.locale.number(n), period=period)
    x = panel.across((to_number(earliest) + to_number(latest)) / 2)
    align: Align = "start" if x < panel.width / 3 else "end" if x > 2 * panel.width / 3 else "center"
    sheet.words(panel.start + x, edge, label, size=8.5, colour=BLUE if upwards else GREY, align=align, middle=True)
    sheet.area_of_words(panel, peak, panel.start + x, edge, label, size=8.5, align=align, column=column)


def _draw_outside(sheet: Sheet, panel: Panel, part: str, n: int, *, place: float, width: float, most: int) -> None:
    """Draw all that lies before or after as one bar apart from the axis, cut where it is longer than the longest."""
    axes = panel.axes
    axes.add_patch(Rectangle((place - width / 2, 0), width, min(n, most), color=LIGHT_BLUE, linewidth=0))
    axes.plot([place - width, place + width], [0, 0], color=INK, linewidth=1.2, clip_on=False, solid_capstyle="butt")
    if n > most:
        for height in (0.8, 0.85):  # the bar is longer than it is drawn
            ends = (height * most, (height + 0.03) * most)
            axes.plot([place - 0.8 * width, place + 0.8 * width], ends, color=PAPER, linewidth=2.5)
    x = panel.start + panel.across(place)
    above = panel.top + panel.height * (1 - min(n, most) / axes.get_ylim()[1]) - 0.1
    below = panel.top + panel.height + 0.34
    sheet.words(x, above, sheet.locale.number(n), size=8.5, colour=BLUE, align="center", middle=True)
    sheet.words(x, below, sheet.locale.text(f"coverage_{part}"), size=8, colour=GREY, align="center", middle=True)


def _number_days(sheet: Sheet, panel: Panel, rows: pd.DataFrame, days: list[ReportedDay]) -> None:
    """Write the number of each day that is named below over the bar of its bin."""
    for number, day in enumerate(days, 1):
        bin_ = rows.iloc[day.bin]
        x = panel.across((to_number(bin_["earliest"]) + to_number(bin_["latest"])) / 2)
        y = panel.top + panel.height * (1 - bin_["events"] / panel.axes.get_ylim()[1]) - 0.08
        label = sheet.locale.number(number)
        sheet.words(panel.start + x, y, label, size=7.5, colour=RED, weight="semibold", align="center", middle=True)


def _draw_axis(sheet: Sheet, panel: Panel, low: float, high: float) -> None:
    """Draw the time axis under the panel, with its ticks and their labels."""
    base = panel.axes.get_ylim()[0]
    panel.axes.plot([low, high], [base, base], color=INK, linewidth=1.2, clip_on=False, solid_capstyle="butt")
    y = panel.top + panel.height + 0.16
    for place, label in zip(*ticks(low, high, sheet.locale, most=10), strict=True):
        panel.axes.plot([place], [base], "|", color=INK, markersize=6, clip_on=False)
        sheet.words(panel.start + panel.across(place), y, label, size=8.5, colour=GREY, align="center", middle=True)
