"""Draw many dated events as counts: how many sentences tell of each period, and how many articles came out in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.calendars.units import UNITS, first_day, unit_index
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.sheet import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    SAND,
    WIDTH,
    Align,
    CorpusFigure,
    Panel,
    Sheet,
    new_sheet,
)
from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.locale import Locale

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_BINS = 100

# Why an event is in no bin, as `Coverage.places` says it.
_OUTSIDE = {"before": -1, "after": -2, "coarse": -3}

_UP, _DOWN, _AXIS = 2.3, 0.95, 0.3


@dataclass(frozen=True)
class Coverage:
    """Events counted by calendar unit.

    Attributes
    ----------
    unit : str
        day, week, month, quarter, year or decade.
    rows : DataFrame
        One row a bin, without gaps: bin (its number), earliest, latest, events, documents, published.
    places : array of int
        For each event the row that counts it; -1 before the first, -2 after the last, -3 where no single bin holds it.
    """

    unit: str
    rows: pd.DataFrame
    places: "NDArray[np.int64]"

    def outside(self, where: int) -> int:
        """Count the events that are in no bin, for one of the reasons that `places` gives."""
        return int((self.places == where).sum())


def count_by_period(events: pd.DataFrame, published: "pd.Series[pd.Timestamp]") -> Coverage:
    """Count events by the finest calendar unit that most of them are dated to and that makes a readable figure.

    An event is counted in a bin when its whole interval lies in it, so a year is never counted as its January. The
    bins run over the middle 95 % of the events and of the days of publication.

    Parameters
    ----------
    events : DataFrame
        What `timeline` made: doc_id, earliest, latest.
    published : Series of Timestamp
        When each document was published; NaT where unknown.

    Returns
    -------
    Coverage
        The bins and the place of each event in them.
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
    place = np.where(fits, unit_index(first, unit) - low, -3)
    place = np.where(fits & (place < 0), -1, np.where(fits & (place > high - low), -2, place))
    bins = np.arange(low, high + 1)
    rows = pd.DataFrame({"bin": bins})
    rows["earliest"] = pd.Series([first_day(int(number), unit) for number in bins], dtype="datetime64[us]")
    rows["latest"] = pd.Series([first_day(int(number) + 1, unit) for number in bins], dtype="datetime64[us]")
    inside = place >= 0
    rows["events"] = np.bincount(place[inside], minlength=len(bins))
    by_document = pd.DataFrame({"place": place[inside], "doc_id": events["doc_id"].to_numpy()[inside]})
    rows["documents"] = by_document.groupby("place")["doc_id"].nunique().reindex(range(len(bins)), fill_value=0)
    out = unit_index(known, unit) - low
    rows["published"] = np.bincount(out[(out >= 0) & (out < len(bins))], minlength=len(bins))
    return Coverage(unit, rows, place)


def _middle(numbers: "NDArray[np.int64]") -> list[int]:
    """Give the ends of the middle 95 % of numbers; nothing for none."""
    if not len(numbers):
        return []
    return [int(end) for end in np.quantile(numbers, [0.025, 0.975], method="nearest")]


def plot_coverage(
    events: pd.DataFrame,
    published: "pd.Series[pd.Timestamp]",
    locale: Locale,
    *,
    title: str | None,
    source: str | None,
) -> CorpusFigure:
    """Draw dated sentences upwards and published articles downwards from one line of time."""
    coverage = count_by_period(events, published)
    rows, unit = coverage.rows, locale.bin(coverage.unit)
    subtitle = locale.text(
        "coverage_subtitle",
        bin=unit,
        dates=locale.counted(len(events), "date"),
        articles=locale.counted(len(published), "article"),
    )
    if outside := _outside(coverage, locale):
        subtitle += "\n" + locale.text("coverage_outside", parts=outside)
    sheet, top = new_sheet(
        locale,
        body=_UP + _AXIS + _DOWN + 0.4,
        title=title or locale.text("coverage_title"),
        subtitle=subtitle,
        source=source,
    )
    low, high = to_number(rows["earliest"].iloc[0]), to_number(rows["latest"].iloc[-1])
    width = WIDTH - 2 * MARGIN
    up = sheet.panel(MARGIN, top + 0.3, width, _UP)
    down = sheet.panel(MARGIN, top + 0.3 + _UP + _AXIS, width, _DOWN)
    sheet.limits(up, low, high, 0, max(rows["events"].max(), 1))
    sheet.limits(down, low, high, max(rows["published"].max(), 1), 0)
    for panel, column, colour in ((up, "events", BLUE), (down, "published", SAND)):
        if rows[column].any():
            _draw_bars(panel, rows, column, colour)
            _draw_peak(sheet, panel, rows, column)
    _draw_axis(sheet, up, low, high)
    sheet.figure.rows = _rows(events, coverage)
    bins = len(coverage.rows)
    mark = np.where(coverage.places >= 0, coverage.places, bins - 1 - coverage.places)
    add_evidence(sheet.figure, events.assign(mark=mark))
    return sheet.figure


def _outside(coverage: Coverage, locale: Locale) -> str:
    """Say how many events are in no bin, by reason."""
    numbers = {reason: coverage.outside(where) for reason, where in _OUTSIDE.items()}
    parts = [
        locale.text(f"coverage_{reason}", n=locale.number(n), bin=locale.bin(coverage.unit))
        for reason, n in numbers.items()
        if n
    ]
    return locale.text("comma").join(parts)


def _draw_bars(panel: Panel, rows: pd.DataFrame, column: str, colour: str) -> None:
    """Draw one bar a bin, from its first day to its last."""
    for earliest, latest, n in zip(rows["earliest"], rows["latest"], rows[column], strict=True):
        start, end = to_number(earliest), to_number(latest)
        gap = 0.12 * (end - start)
        panel.axes.add_patch(Rectangle((start + gap / 2, 0), end - start - gap, n, color=colour, linewidth=0))


def _draw_peak(sheet: Sheet, panel: Panel, rows: pd.DataFrame, column: str) -> None:
    """Say what the bars count, and how many the longest stands for."""
    upwards = column == "events"
    edge = panel.top - 0.14 if upwards else panel.top + panel.height + 0.14
    name = sheet.locale.text(f"coverage_{column}")
    peak = int(rows[column].argmax())
    n = int(rows[column].iloc[peak])
    period = sheet.locale.period(rows["earliest"].iloc[peak], rows["latest"].iloc[peak])
    label = sheet.locale.text("coverage_peak", what=name, n=sheet.locale.number(n), period=period)
    middle = (to_number(rows["earliest"].iloc[peak]) + to_number(rows["latest"].iloc[peak])) / 2
    low, high = sorted(panel.axes.get_xlim())
    x = (middle - low) / (high - low) * panel.width
    align: Align = "start" if x < panel.width / 3 else "end" if x > 2 * panel.width / 3 else "center"
    sheet.words(panel.start + x, edge, label, size=8.5, colour=BLUE if upwards else GREY, align=align, middle=True)


def _draw_axis(sheet: Sheet, panel: Panel, low: float, high: float) -> None:
    """Draw the line of time under the panel, with its ticks, their labels and an arrow where time goes."""
    base = panel.axes.get_ylim()[0]
    panel.axes.axhline(base, color=INK, linewidth=1.2, clip_on=False)
    for place, label in zip(*ticks(low, high, sheet.locale, most=10), strict=True):
        x = (place - low) / (high - low) * panel.width
        y = panel.top + panel.height
        panel.axes.plot([place], [base], "|", color=INK, markersize=6, clip_on=False)
        sheet.words(panel.start + x, y + 0.16, label, size=8.5, colour=GREY, align="center", middle=True)


def _rows(events: pd.DataFrame, coverage: Coverage) -> pd.DataFrame:
    """List what is drawn, and below it the events that no bin holds, so that the numbers add up to all events."""
    rows = coverage.rows.drop(columns="bin").assign(part=coverage.unit)
    outside = pd.DataFrame(
        [
            {
                "part": f"not within one {coverage.unit}" if part == "coarse" else part,
                "events": coverage.outside(where),
                "documents": events["doc_id"][coverage.places == where].nunique(),
                "published": 0,
            }
            for part, where in _OUTSIDE.items()
        ]
    )
    return pd.concat([rows, outside], ignore_index=True).reset_index(names="mark")
