"""The lines below the title of a figure, in which numbers open what they count."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.locale import Locale
from corpus_tools.report.sections import Articles, Cell, Number

#: What captions say of rows that are in no bin, and how the part of such a row begins.
_OUTSIDE = {
    "coverage_coarse": "not within one ",
    "calendar_undated": "not within one ",
    "coverage_open": "open",
    "calendar_before": "before",
    "calendar_after": "after",
    "lag_open": "in several",
    "lag_unknown": "a date is missing",
}


class _Phrase(NamedTuple):
    """Words that count, what stands before them, and the key of what they count."""

    before: str
    words: str
    key: str


def link_caption(
    lines: list[str],
    rows: pd.DataFrame,
    places: pd.DataFrame,
    numbers: Mapping[str, Number],
    *,
    corpus: Corpus,
    articles: Articles,
    title: str,
    main: str,
    locale: Locale,
) -> tuple[list[list[Cell]], dict[str, Number]]:
    """Return lines in parts, of which those open a number that say what it counts, and the numbers that these add.

    `numbers` are those of the table, of which `main` is the column of all places of a row.
    """
    copies = np.flatnonzero(corpus.is_article & ~articles.counted)
    is_drawn = pd.Series(True, index=rows["mark"])
    phrases = []
    for key, mark, phrase in _outside(rows, numbers, main, locale):
        is_drawn[mark] = False
        phrases.append(_Phrase("", phrase, key))
    drawn = np.flatnonzero(is_drawn.reindex(places["mark"], fill_value=False).to_numpy(np.bool_))
    whole = {
        "all-articles": Number(np.flatnonzero(articles.counted), True, title),
        "all-copies": Number(copies, True, title),
        "all-places": Number(np.arange(len(places)), False, title),
        "all-drawn": Number(drawn, False, title),
    }
    counts = {key: len(number.rows) for key, number in whole.items()}
    phrases += [
        _Phrase("", locale.articles(counts["all-articles"]), "all-articles"),
        _Phrase("", locale.counted(counts["all-copies"], "copy"), "all-copies"),
        _Phrase("", locale.counted(counts["all-places"], "date"), "all-places"),
        _Phrase(": ", locale.number(counts["all-drawn"]), "all-drawn"),
    ]
    if main in rows:
        most = rows[is_drawn.to_numpy()].sort_values(main, ascending=False, kind="stable")["mark"].head(1)
        keys = [key for key in (f"{mark}-{main}" for mark in most.tolist()) if key in numbers]
        counted = [(len(numbers[key].rows), key) for key in keys]
        phrases += [_Phrase(": ", locale.number(n), key) for n, key in counted]
        # «Once» may be how often a copy counts.
        phrases += [_Phrase("", locale.counted(n, "time"), key) for n, key in counted if n > 1]
    told = [_cut(line, phrases) for line in lines]
    opened = {part.key for line in told for part in line}
    return told, {key: number for key, number in whole.items() if key in opened}


def _outside(
    rows: pd.DataFrame, numbers: Mapping[str, Number], main: str, locale: Locale
) -> Iterator[tuple[str, int, str]]:
    """Yield of the rows that are in no bin the key of their number, their mark, and the words in which it is told."""
    for row in rows.to_dict("records") if "part" in rows else ():
        for text, part in _OUTSIDE.items():
            key = f"{row['mark']}-{main}"
            if str(row["part"]).startswith(part) and key in numbers:
                unit = locale.bin(str(row["part"]).removeprefix(part)) if part.endswith(" ") else ""
                yield key, row["mark"], locale.text(text, n=locale.number(row[main]), bin=unit)


def _cut(line: str, phrases: list[_Phrase]) -> list[Cell]:
    """Return a line in parts; a phrase that is found is taken from the list, so that each number is opened once."""
    parts = [Cell(line)]
    for phrase in list(phrases):
        begin = re.escape(phrase.before) or r"(?<![\w,٬.])"
        wanted = rf"{begin}{re.escape(phrase.words)}(?!\w|[,٬.٫][\d٠-٩]|[%٪])"
        for place, part in enumerate(parts):
            found = None if part.key else re.search(wanted, part.text)
            if found:
                start = found.start() + len(phrase.before)
                linked = Cell(phrase.words, phrase.key, is_count=True)
                parts[place : place + 1] = [Cell(part.text[:start]), linked, Cell(part.text[found.end() :])]
                phrases.remove(phrase)
                break
    return [part for part in parts if part.text]
