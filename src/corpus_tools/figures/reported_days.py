"""The days of which most articles tell, each with the sentence that says best what the others tell of it as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
import pandas as pd

from corpus_tools.calendars.units import unit_index
from corpus_tools.corpus import Corpus
from corpus_tools.figures.bins import Places
from corpus_tools.figures.excerpts import fit_runs, mark_words
from corpus_tools.figures.measuring import Run, measure_runs
from corpus_tools.figures.shared_words import SharedWords
from corpus_tools.figures.sheet import BODY, MARGIN, ON_DAY, SEPARATOR, Panel, Sheet
from corpus_tools.figures.style import GREY, INK, RED
from corpus_tools.sentence_tables import SentencesOf

MOST_DAYS = 5
FEWEST_DOCUMENTS = 2

_SIZE, _PITCH, _GAP, _HEAD, _INDENT, _LINES = 8.5, 0.18, 0.1, 0.3, 0.2, 2


@dataclass(frozen=True)
class ReportedDay:
    """A day, how many documents tell of it, its bin, and the event whose sentence is shown."""

    day: pd.Timestamp
    documents: int
    bin: int
    event: pd.Series


def most_reported_days(events: pd.DataFrame, places: Places, corpus: Corpus | None = None) -> list[ReportedDay]:
    """Return the days that most documents date something to, at most one of each bin, in order of time."""
    inside = np.flatnonzero(places >= 0)  # what lies in a bin has both ends
    first = events["earliest"].to_numpy("datetime64[s]")[inside]
    last = events["latest"].to_numpy("datetime64[s]")[inside] - np.timedelta64(1, "s")
    day = unit_index(first, "day")
    is_day = day == unit_index(np.maximum(first, last), "day")
    doc_ids = events["doc_id"].to_numpy()[inside]
    dated = pd.DataFrame({"day": day, "bin": places[inside], "doc_id": doc_ids}, index=inside)[is_day]
    found = dated.groupby(["bin", "day"])["doc_id"].nunique().reset_index(name="n")
    found = found.sort_values(["n", "day"], ascending=[False, True]).drop_duplicates("bin")
    found = found[found["n"] >= FEWEST_DOCUMENTS].head(MOST_DAYS).sort_values("day")
    if found.empty:
        return []
    words: Sequence[str]
    words = events["words"].tolist() if corpus is None or "words" in events else SentencesOf(events, corpus)
    sentences = SharedWords(words)
    single = (~events.duplicated(["doc_id", "sentence"], keep=False)).tolist()
    days = []
    for row in found.itertuples():
        rows = dated.index[dated["day"] == row.day].tolist()
        rows = [at for at in rows if single[at]] or rows  # a sentence with many dates is a list
        at = sentences.most_shared(rows)
        event = pd.concat([events.iloc[at].drop("words", errors="ignore"), pd.Series({"words": words[at]})])
        days.append(ReportedDay(event["earliest"].normalize(), int(row.n), int(row.bin), event))
    return days


def lay_out_days(days: list[ReportedDay]) -> list[list[list[Run]]]:
    """Return the lines of the sentence of each day."""
    return [_lines(day.event) for day in days]


def height_of(lines: list[list[list[Run]]]) -> float:
    """Return the room that the list of the days needs, in inches."""
    return _HEAD + fsum((1 + len(of_day)) * _PITCH + _GAP for of_day in lines) if lines else 0.0


def draw_days(sheet: Sheet, panel: Panel, top: float, days: list[ReportedDay], lines: list[list[list[Run]]]) -> None:
    """List the days below the panel of the bins: number, date, number of articles, and the sentence."""
    if not days:
        return
    sheet.words(MARGIN, top + 0.1, sheet.locale.text("coverage_days"), size=_SIZE + 0.5, weight="semibold", middle=True)
    y, start = top + _HEAD + 0.06, MARGIN + _INDENT
    for number, (day, of_day) in enumerate(zip(days, lines, strict=True), 1):
        sheet.words(MARGIN, y, sheet.locale.number(number), size=_SIZE, colour=RED, weight="semibold", middle=True)
        articles = f"{SEPARATOR.lstrip()}{sheet.locale.counted(day.documents, 'article')}"  # apart from the year
        head: list[Run] = [(sheet.locale.day(day.day), INK, "semibold"), (articles, GREY, "regular")]
        sheet.runs(start, y, head, size=_SIZE)
        ends = (start, y - _PITCH / 2), (start + measure_runs(head, size=_SIZE), y + _PITCH / 2)
        sheet.area(panel, day.bin, panel.place(*ends[0]), panel.place(*ends[1]), column=ON_DAY)
        sheet.paragraph(start, y + _PITCH, of_day, size=_SIZE, pitch=_PITCH)
        y += len(of_day) * _PITCH
        y += _PITCH + _GAP


def _lines(event: pd.Series) -> list[list[Run]]:
    """Return a sentence in at most two lines, the words that date it in colour."""
    start = event["sentence_start"]
    words = mark_words(str(event["words"]), (event["start"] - start, event["end"] - start))
    return fit_runs(words, width=BODY - _INDENT, lines=_LINES, size=_SIZE)
