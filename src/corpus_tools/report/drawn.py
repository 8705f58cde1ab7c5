"""The sections of the standard figures: the drawing with its links, the table below it, and how it was made."""

import json
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.copies import swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.figures import CorpusFigure
from corpus_tools.figures.bars import cells_of, lengths_of
from corpus_tools.figures.evidence_table import mark_labels
from corpus_tools.figures.measuring import ELLIPSIS
from corpus_tools.figures.passport import begin_passport
from corpus_tools.figures.precision import precision_line
from corpus_tools.figures.sheet import IN_ALL, ON_DAY, OUT_OF_ALL, Area
from corpus_tools.figures.svg_text import area_shapes, svg_body
from corpus_tools.files import csv_bytes
from corpus_tools.gloss import with_glosses
from corpus_tools.locale import Locale
from corpus_tools.report.captions import link_caption
from corpus_tools.report.sections import (
    Articles,
    Cell,
    Link,
    Number,
    Section,
    in_reading_order,
    kinds_of_columns,
    number_of,
    tabulate,
)
from corpus_tools.report.words import known, said

_NAMED = 3  # rows in the description of a figure
_FORMS = 6  # of a word, in its row


def section_of(name: str, figure: CorpusFigure, corpus: Corpus, articles: Articles, locale: Locale) -> Section:
    """Return the section of a standard figure."""
    shown = with_glosses(figure.rows, locale)
    rows = swap_counts(shown)
    places = in_reading_order(figure.places, corpus)
    if "part_1" in rows:
        lengths = places["doc_id"].map(lengths_of(corpus)).astype("float64")
        places["part"] = 1 + cells_of((places["start"] / lengths).to_numpy(np.float64))
    table = f"{name}_list" if name == "timeline" and "events" not in rows else name
    names = {side: str(figure.choices.get(side, "")) for side in ("target", "reference")}
    claims = mark_labels(figure.rows, locale)
    prepared = _prepare(rows, claims, locale)
    headings, cells, numbers = tabulate(prepared, places, articles, table=table, locale=locale, **names)
    numbers |= _numbers_of_parts(figure, prepared, places, articles, locale)
    # The first count of a table is that of all places of a row.
    main = next(column for column, kind in kinds_of_columns(table)[0].items() if kind == "count")
    caption, of_all = link_caption(
        _caption(figure, locale),
        prepared,
        places,
        numbers,
        corpus=corpus,
        articles=articles,
        title=figure.heading,
        main=main,
        locale=locale,
    )
    numbers |= of_all
    drawing, view_box = svg_body(figure, name)
    passport = begin_passport(
        name,
        title=figure.heading,
        function=figure.function,
        options=figure.choices,
        corpus=corpus,
        validation=figure.validation,
    )
    return Section(
        name,
        figure.heading,
        headings,
        cells,
        places,
        numbers,
        csv_bytes(shown),
        caption=caption,
        svg=drawing,
        links=_links(figure, numbers, main=main),
        view_box=view_box,
        alt=_described(figure.heading, cells, numbers, locale),
        passport=json.dumps(passport, ensure_ascii=False, indent=2),
        what="pairs" if "start_b" in places else "evidence",
    )


def _numbers_of_parts(
    figure: CorpusFigure, rows: pd.DataFrame, places: pd.DataFrame, articles: Articles, locale: Locale
) -> dict[str, Number]:
    """Return the numbers of what a figure draws and its table does not have: parts of the text, all of a label."""
    of_mark = places.groupby("mark", sort=False).indices
    by_mark = {row["mark"]: row for row in rows.to_dict("records")}
    numbers = {}
    for area in figure.areas:
        if not _is_own(area):
            continue
        row, marks = by_mark[area.mark], [area.mark]
        if area.column in (IN_ALL, OUT_OF_ALL):
            of_label = rows[rows["label"] == row["label"]]
            row, marks = row | {"claim": row["label"]}, of_label["mark"].tolist()
        if area.column == OUT_OF_ALL:
            number = Number(articles.between(of_label["earliest"].min(), of_label["latest"].max()), True, row["claim"])
            if len(number.rows) == of_label["total"].sum():
                numbers[f"{area.mark}-{area.column}"] = number
            continue
        here = np.sort(np.concatenate([of_mark[mark] for mark in marks if mark in of_mark]))
        if area.column == ON_DAY:
            row, day = row | {"claim": locale.day(row["day"])}, places.iloc[here]
            here = here[day["earliest"].ge(row["day"]) & day["latest"].le(row["day"] + pd.Timedelta(days=1))]
        numbers[f"{area.mark}-{area.column}"] = number_of(row, str(area.column), here, places, articles)
    return numbers


def _is_own(area: Area) -> bool:
    """Return whether an area is of a number that the table does not have."""
    return area.column in (IN_ALL, OUT_OF_ALL, ON_DAY) or str(area.column).startswith("part_")


def _caption(figure: CorpusFigure, locale: Locale) -> list[str]:
    """Return the lines below the title: what is drawn, what is left out of it, and how precise a sample was."""
    lines = figure.caption.split("\n")
    if left_out := figure.choices.get("copies_left_out"):
        lines.append(locale.text("copies", copies=locale.counted(left_out, "copy")))
    if figure.validation is not None:
        lines.append(precision_line(figure.validation, locale))
    return lines


def _prepare(rows: pd.DataFrame, claims: "pd.Series[str]", locale: Locale) -> pd.DataFrame:
    """Return the rows of a figure with what its table says in words."""
    bins = "part" in rows
    if bins:
        claims = claims.map(lambda claim: _outside(claim, locale))
    made: dict[str, Any] = {"claim": claims.to_numpy()}
    if "label_a" in rows:
        made["pair"] = [f"{a} – {b}" for a, b in zip(rows["label_a"], rows["label_b"], strict=True)]
    elif "label" not in rows or bins:
        made["label"] = claims.to_numpy()
    if "log_ratio" in rows:
        made["times"] = 2 ** rows["log_ratio"].abs()
        if "n_reference" in rows:
            made["of_times"] = np.where(rows["log_ratio"] < 0, "n_reference", "n_target")
    if "forms" in rows:
        made["forms"] = [_first_forms(str(forms).split("، ")) for forms in rows["forms"]]
    if {"name", "total"} <= set(rows):  # the total is that of all names
        made["of_marks"] = rows["label"].map(rows.groupby("label")["mark"].agg(list))
    if {"n", "documents", "events"}.isdisjoint(rows):
        made["n"] = 1  # a row is an event, and its place
    if {"period", "earliest", "latest", "low", "high"} <= set(rows):
        made["time"] = [locale.period(*ends) for ends in zip(rows["earliest"], rows["latest"], strict=True)]
        shares = zip(rows["low"], rows["high"], strict=True)
        made["interval"] = [
            "" if pd.isna(low) else f"{locale.percent(low)}–{locale.percent(high)}" for low, high in shares
        ]
    return rows.assign(**made)


def _first_forms(forms: list[str]) -> str:
    """Return the first forms of a word, with … where there are more."""
    return "، ".join([*forms[:_FORMS], ELLIPSIS] if len(forms) > _FORMS else forms)


def _outside(claim: str, locale: Locale) -> str:
    """Return the label of a bin, or in words why a row is in none."""
    return known("outside", "not within one" if claim.startswith("not within one ") else claim, locale)


def _described(title: str, cells: list[list[Cell]], numbers: dict[str, Number], locale: Locale) -> str:
    """Return what a figure shows for who cannot see it: its title, and the largest of its numbers."""
    firsts = (next((cell for cell in row if cell.is_count and cell.key), None) for row in cells)
    outside = set(load_table("report")["outside"][locale.lang].values())
    counts = [(cell.text, numbers[cell.key]) for cell in firsts if cell is not None and cell.key]
    counts = [(text, number) for text, number in counts if number.claim not in outside]
    counts.sort(key=lambda count: -len(count[1].rows))
    told = [
        said("words", "in_words", locale, label=number.claim, number=text.strip()) for text, number in counts[:_NAMED]
    ]
    asked = title if title.endswith(("؟", "?")) else f"{title}."
    return said("words", "alt", locale, title=asked, top=locale.text("comma").join(told))


def _links(figure: CorpusFigure, numbers: dict[str, Number], *, main: str) -> list[Link]:
    """Return a link over each mark of a drawing that has places; `main` is the column of all places of a mark."""
    links = []
    for area, shape in area_shapes(figure):
        key = f"{area.mark}-{area.column or main}"
        if key in numbers:
            links.append(Link(key, shape, is_own=_is_own(area)))
    return links
