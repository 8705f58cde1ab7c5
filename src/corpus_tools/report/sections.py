"""A section of the report: a table whose numbers lead to places, and the figure that is drawn of it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.locale import Locale
from corpus_tools.report.words import heading, said
from corpus_tools.tables import rows_of


class Number(NamedTuple):
    """A number that can be opened.

    `rows` are those of the section's places, or of the documents of the corpus where articles are counted; they are as
    many as the number says.
    """

    rows: Ints
    of_articles: bool
    claim: str  # what is counted, in words


class Cell(NamedTuple):
    """A cell of a table as written, and the key of the number that it opens, if it does.

    What is computed of a count opens what the count opens; a count that opens nothing says why.
    """

    text: str
    key: str | None = None
    is_count: bool = False
    why: str = ""
    lemma: str = ""  # of which the text is a form; another corpus may have another


class Link(NamedTuple):
    """A part of a drawing that opens a number, as an SVG shape; `is_own` where no cell of the table opens it."""

    key: str
    shape: str
    is_own: bool


@dataclass(frozen=True)
class Section:
    """A table, the places behind its numbers, and its figure as SVG if it has one."""

    name: str
    title: str
    columns: dict[str, str]
    """The headings of the table, by column."""
    table: list[list[Cell]]
    places: pd.DataFrame
    """doc_id, start, end (and start_b, end_b), mark by mark and within a mark in the order of publication."""
    numbers: dict[str, Number]
    csv: bytes
    caption: list[list[Cell]] = field(default_factory=list)
    """Its lines, in parts of which some open a number."""
    svg: str = ""
    links: list[Link] = field(default_factory=list)
    """What lies over the drawing, to be clicked."""
    view_box: str = ""
    alt: str = ""
    passport: str = ""
    what: str = "evidence"
    """What a sheet of its places is a sample of, see `validation.claims.KINDS`."""


@dataclass(frozen=True)
class Articles:
    """The documents of a corpus, as far as they are counted: when each came out, and whether it counts."""

    published: pd.Series
    counted: Bools

    @classmethod
    def of(cls, corpus: Corpus, independent: Corpus) -> "Articles":
        """Return the documents of a corpus, of which those count that are independent and have a text."""
        counted = corpus.is_article & corpus.doc_index.isin(independent.doc_index)
        return cls(corpus.published, counted)

    def between(self, earliest: Any, latest: Any) -> Ints:
        """Return the rows of the documents that came out in a half-open interval."""
        inside = (self.published >= earliest) & (self.published < latest)
        return np.flatnonzero(inside.to_numpy(np.bool_) & self.counted)


def in_reading_order(places: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return places mark by mark, those of a mark by the day of publication and then as they stand in the corpus."""
    row = rows_of(places["doc_id"], corpus.doc_index)
    published = corpus.published.take(row)
    unknown = published.isna().to_numpy()
    when = published.fillna(pd.Timestamp(0)).to_numpy("datetime64[s]").astype(np.int64)
    order = np.lexsort((places["start"].to_numpy(), row, when, unknown, places["mark"].to_numpy()))
    return places.assign(doc=row).iloc[order].reset_index(drop=True)


def tabulate(
    rows: pd.DataFrame, places: pd.DataFrame, articles: Articles, *, table: str, locale: Locale, **names: str
) -> tuple[dict[str, str], list[list[Cell]], dict[str, Number]]:
    """Return the headings, the cells and the numbers of a table of `data/report.yaml`.

    `rows` has mark, claim (what a mark stands for) and the columns; those that it lacks are left out.
    """
    kinds, counted = kinds_of_columns(table)
    kinds = {column: kind for column, kind in kinds.items() if column in rows}
    counts = [column for column, kind in kinds.items() if kind == "count"]
    headings = {column: heading(table, column, locale, **names) for column in kinds}
    of_mark = places.groupby("mark", sort=False).indices
    cells: list[list[Cell]] = []
    numbers: dict[str, Number] = {}
    for row in rows.to_dict("records"):
        if counts and not any(row[column] > 0 for column in counts if pd.notna(row[column])):
            continue  # a day on which nothing happened
        line = []
        for column, kind in kinds.items():
            marks = row["of_marks"] if "of_marks" in row and column == "total" else [row["mark"]]
            here = np.sort(np.concatenate([of_mark.get(mark, np.zeros(0, np.int64)) for mark in marks]))
            text, key, why = _written(row[column], kind, locale), f"{row['mark']}-{column}", ""
            if kind == "count" and pd.notna(row[column]) and row[column] > 0:
                number = number_of(row, column, here, places, articles)
                if len(number.rows) == row[column]:
                    numbers[key] = number
                else:
                    why = _why_closed(number, locale)
            lemma = str(row["term"]) if column == "label" and "term" in row else ""
            line.append(Cell(text, key if key in numbers else None, kind == "count", why, lemma))
        of = [f"{row['mark']}-{row.get(f'of_{column}', counted.get(column))}" for column in kinds]
        cells.append(
            [
                cell._replace(key=key) if key in numbers and cell.text else cell
                for cell, key in zip(line, of, strict=True)
            ]
        )
    return headings, cells, numbers


def kinds_of_columns(table: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return how the columns of a table are written, and of those that are computed of a count, which count."""
    columns = {column: kind.split() for column, kind in load_table("report")["columns"][table].items()}
    kinds = {column: kind for column, (kind, *_) in columns.items()}
    return kinds, {column: of[0] for column, (_, *of) in columns.items() if of}


def _why_closed(number: Number, locale: Locale) -> str:
    """Return why a count cannot be opened: what would be opened is not as many as it counts."""
    if not len(number.rows):
        return said("words", "counts_no_document", locale)
    return said("words", "counts_otherwise", locale, found=locale.number(len(number.rows)))


def number_of(row: dict[Any, Any], column: str, here: Ints, places: pd.DataFrame, articles: Articles) -> Number:
    """Return what a column of a row counts: articles of its time, or those of its places that the column is of."""
    claim = str(row["claim"])
    if "of_documents" in row:
        return Number(row["of_documents"], True, claim)
    if column in ("published", "total") and "of_marks" not in row:
        return Number(articles.between(row["earliest"], row["latest"]), True, claim)
    found = places.iloc[here]
    kept = _side(found, column)
    if column.startswith("documents"):
        kept = kept & ~found["doc_id"].where(kept, other=None).duplicated().to_numpy()
    return Number(here[kept], False, claim)


def in_words(key: str, number: Number, locale: Locale) -> str:
    """Return what a number counts and how much, in words."""
    noun = "article" if number.of_articles or "-documents" in key else "place"
    return said("words", "in_words", locale, label=number.claim, number=locale.counted(len(number.rows), noun))


def _side(found: pd.DataFrame, column: str) -> Bools:
    """Return which places a column counts that is of one side, kind or stance; any other is of all."""
    side = column.rsplit("_", 1)[-1]
    if column.startswith("part_"):
        return (found["part"] == int(side)).to_numpy(np.bool_)
    if "side" in found and side in ("target", "reference"):
        return (found["side"] == side).to_numpy(np.bool_)
    if side in ("before", "after"):
        return ((found["start"] < found["start_b"]) == (side == "before")).to_numpy(np.bool_)
    if column == "direct":
        return found["direct"].to_numpy(np.bool_)
    for known in ("kind", "stance"):
        if known in found and column in load_table("report")["columns_of"][known]:
            return (found[known] == column).to_numpy(np.bool_)
    return np.ones(len(found), np.bool_)


def _written(value: Any, kind: str, locale: Locale) -> str:
    """Write a value of a table."""
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return ""
    if kind == "percent":
        return locale.percent(float(value))
    return locale.number(float(value), places=None if kind in ("count", "number") else 1)
