"""Draw a calendar whose days are darker the more events, or the more articles, fall on them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from corpus_tools.calendars.units import first_day, unit_index
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bins import Places, add_outside, count_in_bins, marks_of, outside_line
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.measuring import measure
from corpus_tools.figures.shades import ink_on, shade
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, EMPTY, GREY
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.sentences import tabulate_sentences
from corpus_tools.spans import require_spans
from corpus_tools.tables import publication_times, require_columns, require_moments

WeekStart = Literal["saturday", "sunday", "monday"]

_WEEK_STARTS = {"monday": 0, "saturday": 5, "sunday": 6}  # as datetime counts weekdays
_OUTSIDE = {"before": -1, "after": -2, "undated": -3}  # why a row is on no day shown
FEWEST_DAYS = 2

_DAY = 7.0  # the size of the numbers of days, in points
_PER_ROW = 4  # months side by side
_GAP, _HEAD, _FOOT, _BETWEEN = 0.3, 0.46, 0.42, 0.22
_LEVELS = 5


@dataclass(frozen=True)
class DayCounts:
    """What a calendar counts."""

    rows: pd.DataFrame  # one row a day of the months shown: earliest, latest, n, documents
    places: Places  # for each row of the table its day, or a code of `_OUTSIDE`


def plot_calendar(
    table: pd.DataFrame | Corpus,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    max_months: int = 12,
    week_starts: WeekStart | None = None,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw on which days things happened, or articles came out, as a calendar of months.

    Parameters
    ----------
    table : DataFrame or Corpus
        What `timeline` made, counted by the day of the event; or a corpus, or documents (doc_id, published and, for
        the evidence, text), counted by the day of publication. An event dated to more than a day is on no day: the
        subtitle counts it, and it has a row of its own.
    corpus : Corpus or DataFrame, optional
        The corpus of the events, to check that they belong to it.
    max_months : int
        The most months shown: of more, the successive ones that hold most.
    week_starts : {"saturday", "sunday", "monday"}, optional
        The first day of the week; by default Saturday in Arabic, Monday in English.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` and `evidence`.

    Raises
    ------
    NothingToDrawError
        If fewer than two days of the months shown have something to show.
    TypeError, ValueError
        If a column is missing, an option is not known, or the events are of another corpus.

    Examples
    --------
    >>> published = pd.to_datetime(["2017-05-19", "2017-05-20", "2017-05-20"])
    >>> figure = plot_calendar(pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "published": published}))
    >>> figure.rows.query("n > 0")[["earliest", "n"]].values.tolist()
    [[Timestamp('2017-05-19 00:00:00'), 1], [Timestamp('2017-05-20 00:00:00'), 2]]
    """
    begins = week_starts or ("saturday" if locale.rtl else "monday")
    if begins not in _WEEK_STARTS:
        raise ValueError(f"week_starts={begins!r} is not known; choose one of {', '.join(_WEEK_STARTS)}")
    if max_months < 1:
        raise ValueError(f"max_months={max_months} leaves nothing to draw; give 1 or more")
    sentences = table.sentences if isinstance(table, Corpus) else None
    table = table.articles if isinstance(table, Corpus) else table
    require_columns(table, ["doc_id"], name="table")
    events = {"earliest", "latest"} <= set(table.columns)
    if corpus is not None:
        corpus = as_corpus(corpus)
        require_spans(table, corpus, name="table", made_by="timeline")
    counts = count_by_day(table, max_months=max_months)
    if (counts.rows["n"] > 0).sum() < FEWEST_DAYS:
        raise _thin(table, int((counts.places != _OUTSIDE["undated"]).sum()))
    kind = "events" if events else "published"
    blocks = counts.rows.groupby(unit_index(counts.rows["earliest"].to_numpy("datetime64[s]"), "month"), sort=True)
    columns = min(len(blocks), _PER_ROW)
    cell = min(0.34, ((BODY + _GAP) / columns - _GAP) / 7)
    block = _HEAD + 6 * cell + _BETWEEN
    lines = -(-len(blocks) // columns)
    heading = Heading(
        title or locale.text(f"calendar_title_{kind}"), _subtitle(counts, locale, kind), source, validation
    )
    sheet, top = new_sheet(locale, heading, body=lines * block + _FOOT)
    edges = _edges(int(counts.rows["n"].max()))
    for place, (_, days) in enumerate(blocks):
        x, y = MARGIN + (place % columns) * (7 * cell + _GAP), top + 0.05 + (place // columns) * block
        _draw_month(sheet, days, x, y, cell=cell, begins=_WEEK_STARTS[begins], edges=edges)
    _draw_scale(sheet, top + lines * block + 0.1, edges, locale.text(f"calendar_scale_{kind}"))
    outside = {"not within one day" if part == "undated" else part: code for part, code in _OUTSIDE.items()}
    sheet.figure.rows = add_outside(counts.rows.assign(part="day"), table, counts.places, outside, n="n")
    marked = table.assign(mark=marks_of(counts.places, len(counts.rows)))
    if events:
        add_evidence(sheet.figure, marked, corpus)
    elif "text" in table:
        sentences = tabulate_sentences(table) if sentences is None else sentences
        add_evidence(sheet.figure, _openings(marked, sentences))
    return sheet.figure


def count_by_day(table: pd.DataFrame, *, max_months: int) -> DayCounts:
    """Count events (doc_id, earliest, latest) or documents (doc_id, published) by day, over successive whole months.

    Of more than `max_months`, those are shown that hold most, the latest of several such runs.
    """
    if {"earliest", "latest"} <= set(table.columns):
        require_moments(table, name="events")
        first, last = table["earliest"], table["latest"] - pd.Timedelta(microseconds=1)
    else:
        require_columns(table, ["doc_id", "published"], name="documents")
        first = last = publication_times(table)
    day = first.dt.normalize().to_numpy("datetime64[D]")
    fits = (first.notna() & (first.dt.normalize() == last.dt.normalize())).to_numpy()
    if not fits.any():
        raise _thin(table, 0)
    low, high = _busiest_months(unit_index(day[fits].astype("datetime64[s]"), "month"), max_months)
    opens = first_day(low, "month").to_datetime64().astype("datetime64[D]")
    closes = first_day(high + 1, "month").to_datetime64().astype("datetime64[D]")
    length = int((closes - opens).astype(int))
    place = np.where(fits, (np.where(fits, day, opens) - opens).astype(np.int64), _OUTSIDE["undated"])
    place = np.where(fits & (place < 0), _OUTSIDE["before"], np.where(place >= length, _OUTSIDE["after"], place))
    days = opens + np.arange(length + 1)
    rows = pd.DataFrame({"earliest": days[:-1].astype("datetime64[us]"), "latest": days[1:].astype("datetime64[us]")})
    rows["n"], rows["documents"] = count_in_bins(place, table["doc_id"], length)
    return DayCounts(rows, place)


def _thin(table: pd.DataFrame, dated: int) -> NothingToDrawError:
    """Return the error for a table with too few days for a calendar."""
    return NothingToDrawError(
        f"no calendar to draw: {dated} of {len(table)} rows are dated to a day, and the months that hold most have"
        f" fewer than {FEWEST_DAYS} such days"
    )


def _busiest_months(months: NDArray[np.int64], max_months: int) -> tuple[int, int]:
    """Return the first and the last month to show, without empty ones at either end."""
    numbers, counts = np.unique(months, return_counts=True)
    before = np.concatenate([[0], np.cumsum(counts)])
    ends = np.searchsorted(numbers, numbers + max_months)
    held = before[ends] - before[:-1]
    best = len(held) - 1 - int(np.argmax(held[::-1]))
    return int(numbers[best]), int(numbers[ends[best] - 1])


def _subtitle(counts: DayCounts, locale: Locale, kind: str) -> str:
    """Return a text that names what is counted, the day that has most, and how much is on no day shown."""
    rows = counts.rows
    peak = rows.iloc[int(rows["n"].to_numpy().argmax())]
    said = locale.text(f"calendar_subtitle_{kind}", n=locale.number(int(rows["n"].sum())))
    said += locale.text("calendar_peak", day=locale.day(peak["earliest"]), n=locale.number(int(peak["n"])))
    texts = {f"calendar_{reason}": code for reason, code in _OUTSIDE.items()}
    return said + outside_line(counts.places, texts, locale)


def _edges(peak: int) -> list[int]:
    """Return the highest count of each shade; the steps grow with the counts, since few days have many."""
    return sorted({int(np.ceil(peak * (level / _LEVELS) ** 1.5)) for level in range(1, _LEVELS + 1)})


def _shade(n: int, edges: list[int]) -> str:
    """Return the colour of a day: blue mixed with paper, darker for more."""
    if not n:
        return EMPTY
    share = (int(np.searchsorted(edges, n)) + 1) / len(edges)
    return shade(BLUE, 0.12 + 0.88 * share)


def _draw_month(
    sheet: Sheet, days: pd.DataFrame, start: float, top: float, *, cell: float, begins: int, edges: list[int]
) -> None:
    """Draw the days of one month under its name and the letters of the weekdays."""
    locale = sheet.locale
    sheet.words(start, top + 0.1, locale.month_year(days["earliest"].iloc[0]), size=9.5, weight="semibold", middle=True)
    letters = locale.text("weekday_letters").split()
    for column, letter in enumerate([*letters[begins:], *letters[:begins]]):
        x = start + (column + 0.5) * cell
        sheet.words(x, top + 0.33, letter, size=7.5, colour=GREY, align="center", middle=True)
    panel = sheet.panel(start, top + _HEAD, 7 * cell, 6 * cell)
    sheet.limits(panel, 0, 7, 6, 0)
    offset = (days["earliest"].iloc[0].weekday() - begins) % 7
    for number, (mark, n) in enumerate(days["n"].items()):
        line, column = divmod(offset + number, 7)
        colour = _shade(int(n), edges)
        if n:
            sheet.area(panel, int(str(mark)), (column, line), (column + 1, line + 1))
        panel.axes.add_patch(Rectangle((column + 0.05, line + 0.05), 0.9, 0.9, color=colour, linewidth=0))
        x, y = panel.start + (column + 0.5) * cell, panel.top + (line + 0.5) * cell
        day, size = locale.number(number + 1), min(_DAY, 27 * cell)
        sheet.words(x, y, day, size=size, colour=ink_on(colour), align="center", middle=True)


def _draw_scale(sheet: Sheet, top: float, edges: list[int], name: str) -> None:
    """Draw the shades with the counts that they stand for."""
    locale = sheet.locale
    sheet.words(MARGIN, top + 0.1, name, size=8, colour=GREY, middle=True)
    x = MARGIN + (measure(name, size=8) + 0.16)
    for first, last in [(0, 0), *((low + 1, high) for low, high in pairwise([0, *edges]))]:
        panel = sheet.panel(x, top + 0.02, 0.16, 0.16)
        sheet.limits(panel, 0, 1, 1, 0)
        panel.axes.add_patch(Rectangle((0, 0), 1, 1, color=_shade(last, edges), linewidth=0))
        label = locale.number(last) if first == last else f"{locale.number(first)}–{locale.number(last)}"
        sheet.words(x + 0.21, top + 0.1, label, size=8, colour=GREY, middle=True)
        x += 0.21 + measure(label, size=8) + 0.18


def _openings(documents: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return each document, under its mark, with its first sentence; no words where it has none."""
    first = sentences.loc[sentences["sentence"] == 0, ["doc_id", "start", "end"]]
    opening = documents.drop(columns=["start", "end"], errors="ignore").merge(first, on="doc_id", how="left")
    opening = opening.fillna({"start": 0, "end": 0}).astype({"start": np.int32, "end": np.int32})
    spans = zip(opening["text"].fillna(""), opening["start"], opening["end"], strict=True)
    opening["surface"] = pd.Series([text[start:end] for text, start, end in spans], dtype="str")
    return opening.assign(sentence=np.int32(0), words=opening["surface"]).drop(columns="text")
