"""The days of which most articles tell, each with the sentence that says best what the others tell of it as well."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from math import log2

import numpy as np
import pandas as pd

from corpus_tools.calendars.units import unit_index
from corpus_tools.figures.bins import Places
from corpus_tools.figures.excerpts import fit_lines, mark_words
from corpus_tools.figures.measuring import Run, measure_runs, measure_words
from corpus_tools.figures.sheet import BODY, MARGIN, Sheet
from corpus_tools.figures.style import GREY, INK, RED
from corpus_tools.script import fold_words
from corpus_tools.shaping.direction import base_direction

MOST_DAYS = 5
FEWEST_DOCUMENTS = 2

#: A sentence of so many words can stand for a day.
_WORDS, _DAMPING = range(8, 45), 0.75
_SIZE, _PITCH, _GAP, _HEAD, _INDENT, _LINES = 8.5, 0.18, 0.1, 0.3, 0.2, 2


@dataclass(frozen=True)
class ReportedDay:
    """A day, how many documents tell of it, its bin, and the event whose sentence is shown."""

    day: pd.Timestamp
    documents: int
    bin: int
    event: pd.Series


def most_reported_days(events: pd.DataFrame, places: Places) -> list[ReportedDay]:
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
    known_words = {sentence: frozenset(fold_words(sentence.split())) for sentence in events["words"].unique()}
    words = [known_words[sentence] for sentence in events["words"]]
    everywhere = Counter(word for distinct in set(words) for word in distinct)
    single = (~events.duplicated(["doc_id", "sentence"], keep=False)).tolist()
    days = []
    for row in found.itertuples():
        rows = dated.index[dated["day"] == row.day].tolist()
        rows = [at for at in rows if single[at]] or rows  # a sentence with many dates is a list
        best = rows[_most_shared([words[at] for at in rows], everywhere)]
        event = events.iloc[best]
        days.append(ReportedDay(event["earliest"].normalize(), int(row.n), int(row.bin), event))
    return days


def _most_shared(sentences: list[frozenset[str]], everywhere: Counter[str]) -> int:
    """Return which sentence has most of the words that recur in the others and are rarer elsewhere.

    What counts is the sum of the binary logarithms of how much more often its words are in these sentences than in
    all, over a root of their number, so that neither a heading nor a long list wins by its length; of equals the first.
    """
    distinct = set(sentences)
    here = Counter(word for words in distinct for word in words)
    scale = everywhere.total() / here.total()

    def score(words: frozenset[str]) -> float:
        shared = (
            log2(max(here[word] * scale / everywhere[word], 1)) for word in words if here[word] > 1 and word.isalpha()
        )
        return (1 + sum(shared)) / len(words) ** _DAMPING if len(words) in _WORDS else 0.0

    return max(range(len(sentences)), key=lambda at: (score(sentences[at]), -at))


def lay_out_days(days: list[ReportedDay]) -> list[list[list[Run]]]:
    """Return the lines of the sentence of each day."""
    return [_lines(day.event) for day in days]


def height_of(lines: list[list[list[Run]]]) -> float:
    """Return the room that the list of the days needs, in inches."""
    return _HEAD + sum((1 + len(of_day)) * _PITCH + _GAP for of_day in lines) if lines else 0.0


def draw_days(sheet: Sheet, top: float, days: list[ReportedDay], lines: list[list[list[Run]]]) -> None:
    """List the days below the figure: number, date, number of articles, and the sentence."""
    if not days:
        return
    sheet.words(MARGIN, top + 0.1, sheet.locale.text("coverage_days"), size=_SIZE + 0.5, weight="semibold", middle=True)
    y, start = top + _HEAD + 0.06, MARGIN + _INDENT
    for number, (day, of_day) in enumerate(zip(days, lines, strict=True), 1):
        sheet.words(MARGIN, y, sheet.locale.number(number), size=_SIZE, colour=RED, weight="semibold", middle=True)
        articles = sheet.locale.counted(day.documents, "article")
        head: list[Run] = [(sheet.locale.day(day.day), INK, "semibold"), (articles, GREY, "regular")]
        sheet.runs(start, y, head, size=_SIZE)
        against = (base_direction(str(day.event["words"])) == "R") != sheet.rtl
        edge = start + max(measure_runs(line, size=_SIZE) for line in of_day) if against else start
        for line in of_day:
            y += _PITCH
            sheet.runs(edge, y, line, size=_SIZE, against=against)
        y += _PITCH + _GAP


def _lines(event: pd.Series) -> list[list[Run]]:
    """Return a sentence in at most two lines, the words that date it in colour."""
    sentence, start = str(event["words"]), event["sentence_start"]
    words = mark_words(sentence, event["start"] - start, event["end"] - start)
    cut = fit_lines(words, width=BODY - _INDENT, lines=_LINES, measure=lambda text: measure_words(text, size=_SIZE))
    return [
        [
            (" ".join(word for word, _ in group), RED if dated else INK, "regular")
            for dated, group in groupby(line, key=lambda word: word[1])
        ]
        for line in cut
    ]
