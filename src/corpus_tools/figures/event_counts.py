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
from corpus_tools.figures.sheet import BODY, MARGIN, Align, CorpusFigure, Heading, Panel, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, SAND
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.locale import Locale

MOST_BINS = 100

# Why an event is in no bin: it lies before the first or after the last, its interval is in no single one, or it goes
# on from a date or up to one.
_OUTSIDE = {"before": -1, "after": -2, "coarse": -3, "open": -4}

_UP, _DOWN, _AXIS = 2.3, 0.95, 0.3  # heights of the two panels and of the axis between them


@dataclass(frozen=True)
class Coverage:
    """Events counted by a unit of the calendar."""

    unit: str
    rows: pd.DataFrame  # one row a bin, without gaps: bin (its number), earliest, latest, events, documents, published
    places: Places  # for each event its bin, or a code of `_OUTSIDE`


def count_by_period(events: pd.DataFrame, published: "pd.Series[pd.Timestamp]") -> Coverage:
    """Count events by the finest calendar unit that most of them are dated to and that makes a readable figure.

    An event is counted in a bin only if its whole interval lies in it, so a year is never counted as its January. The
    bins cover the middle 95 % of the events and of the days of publication.
    """
    known = published.dropna().to_numpy("datetime64[s]")
    whole = (events["earliest"].notna() & events["latest"].notna()).to_numpy()
    first = events["earliest"].fillna(events["latest"]).to_numpy("datetime64[s]")
    last = events["latest"].fillna(events["earliest"]).to_numpy("datetime64[s]") - np.timedelta64(1, "s")
    last = np.maximum(first, last)
    for unit in UNITS:
        fits = whole & (unit_index(first, unit) == unit_index(last, unit))
        dated = first[fits] if fits.any() else first
        ends = [*_middle(unit_index(dated, unit)), *_middle(unit_index(known, unit))]
        if fits.mean() >= 0.5 and max(ends) - min(ends) < MOST_BINS:
            break
    low, high = min(ends), max(ends)
    place = np.where(fits, unit_index(first, unit) - low, np.where(whole, _OUTSIDE["coarse"], _OUTSIDE["open"]))
    place = np.where(fits & (place < 0), _OUTSIDE["before"], np.where(place > high - low, _OUTSIDE["after"], place))
    bins = np.arange(low, high + 1)
    rows = pd.DataFrame({"bin": bins})
    rows["earliest"] = pd.Series([first_day(int(number), unit) for number in bins], dtype="datetime64[us]")
    rows["latest"] = pd.Series([first_day(int(number) + 1, unit) for number in bins], dtype="datetime64[us]")
    rows["events"], rows["documents"] = count_in_bins(place, events["doc_id"], len(bins))
    out = unit_index(known, unit) - low
    rows["published"] = np.bincount(out[(out >= 0) & (out < len(bins))], minlength=len(bins))
    return Coverage(unit, rows, place)


def _middle(numbers: NDArray[np.int64]) -> list[int]:
    """Return the ends of the middle 95 % of numbers; nothing for none."""
    if not len(numbers):
        return []
    return [int(end) for end in np.quantile(numbers, [0.025, 0.975], method="nearest")]


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
    dates, articles = locale.counted(len(events), "date"), locale.counted(len(published), "article")
    subtitle = locale.text("coverage_subtitle", bin=unit, dates=dates, articles=articles)
    texts = {f"coverage_{reason}": code for reason, code in _OUTSIDE.items()}
    subtitle += outside_line(places, texts, locale, bin=unit)
    heading = Heading(title or locale.text("coverage_title"), subtitle, source, validation)
    sheet, top = new_sheet(locale, heading, body=_UP + _AXIS + _DOWN + 0.4)
    low, high = to_number(rows["earliest"].iloc[0]), to_number(rows["latest"].iloc[-1])
    up = sheet.panel(MARGIN, top + 0.3, BODY, _UP)
    down = sheet.panel(MARGIN, top + 0.3 + _UP + _AXIS, BODY, _DOWN)
    sheet.limits(up, low, high, 0, max(rows["events"].max(), 1))
    sheet.limits(down, low, high, max(rows["published"].max(), 1), 0)
    for panel, column, colour in ((up, "events", BLUE), (down, "published", SAND)):
        if rows[column].any():
            _draw_bars(panel, rows, column, colour)
            _draw_peak(sheet, panel, rows, column)
    _draw_axis(sheet, up, low, high)
    drawn = rows.drop(columns="bin").assign(part=coverage.unit)
    outside = {f"not within one {coverage.unit}" if part == "coarse" else part: code for part, code in _OUTSIDE.items()}
    sheet.figure.rows = add_outside(drawn, events, places, outside, n="events", published=0)
    add_evidence(sheet.figure, events.assign(mark=marks_of(places, len(rows))), corpus)
    return sheet.figure


def _draw_bars(panel: Panel, rows: pd.DataFrame, column: str, colour: str) -> None:
    """Draw one bar a bin, from its first day to its last."""
    for earliest, latest, n in zip(rows["earliest"], rows["latest"], rows[column], strict=True):
        start, end = to_number(earliest), to_number(latest)
        gap = 0.12 * (end - start)
        panel.axes.add_patch(Rectangle((start + gap / 2, 0), end - start - gap, n, color=colour, linewidth=0))


def _draw_peak(sheet: Sheet, panel: Panel, rows: pd.DataFrame, column: str) -> None:
    """Write what the bars count, and the number of the longest."""
    upwards = column == "events"
    edge = panel.top - 0.14 if upwards else panel.top + panel.height + 0.14
    name = sheet.locale.text(f"coverage_{column}")
    peak = int(rows[column].argmax())
    n, earliest, latest = int(rows[column].iloc[peak]), rows["earliest"].iloc[peak], rows["latest"].iloc[peak]
    period = sheet.locale.period(earliest, latest)
    label = sheet.locale.text("coverage_peak", what=name, n=sheet.locale.number(n), period=period)
    x = panel.across((to_number(earliest) + to_number(latest)) / 2)
    align: Align = "start" if x < panel.width / 3 else "end" if x > 2 * panel.width / 3 else "center"
    sheet.words(panel.start + x, edge, label, size=8.5, colour=BLUE if upwards else GREY, align=align, middle=True)


def _draw_axis(sheet: Sheet, panel: Panel, low: float, high: float) -> None:
    """Draw the time axis under the panel, with its ticks and their labels."""
    base = panel.axes.get_ylim()[0]
    panel.axes.axhline(base, color=INK, linewidth=1.2, clip_on=False)
    y = panel.top + panel.height + 0.16
    for place, label in zip(*ticks(low, high, sheet.locale, most=10), strict=True):
        panel.axes.plot([place], [base], "|", color=INK, markersize=6, clip_on=False)
        sheet.words(panel.start + panel.across(place), y, label, size=8.5, colour=GREY, align="center", middle=True)
