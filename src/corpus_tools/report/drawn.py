"""The sections of the standard figures: the drawing with its links, the table below it, and how it was made."""

import json
from html import escape
from typing import Any

import pandas as pd

from corpus_tools.copies import swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.figures import CorpusFigure
from corpus_tools.figures.evidence_table import mark_labels
from corpus_tools.figures.passport import begin_passport
from corpus_tools.figures.svg_text import area_shapes, svg_body
from corpus_tools.files import csv_bytes
from corpus_tools.locale import Locale
from corpus_tools.report.sections import Articles, Cell, Number, Section, in_reading_order, tabulate
from corpus_tools.report.words import known, said, shown

_NAMED = 3  # rows in the description of a figure


def section_of(name: str, figure: CorpusFigure, corpus: Corpus, articles: Articles, locale: Locale) -> Section:
    """Return the section of a standard figure."""
    rows = swap_counts(figure.rows)
    places = in_reading_order(figure.places, corpus)
    table = f"{name}_list" if name == "timeline" and "events" not in rows else name
    names = {side: str(figure.choices.get(side, "")) for side in ("target", "reference")}
    claims = mark_labels(figure.rows, locale)
    prepared = _prepare(rows, claims, locale)
    headings, cells, numbers = tabulate(prepared, places, articles, table=table, locale=locale, **names)
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
        csv_bytes(figure.rows),
        caption=figure.caption.split("\n"),
        svg=f'<g aria-hidden="true">{drawing}</g>{_links(name, figure, claims, numbers, locale)}',
        view_box=view_box,
        alt=said("words", "alt", locale, title=figure.heading, top=_top(cells, locale)),
        passport=json.dumps(passport, ensure_ascii=False, indent=2),
        what="pairs" if "start_b" in places else "evidence",
    )


def _prepare(rows: pd.DataFrame, claims: "pd.Series[str]", locale: Locale) -> pd.DataFrame:
    """Return the rows of a figure with what its table says in words."""
    made: dict[str, Any] = {"claim": claims.to_numpy()}
    bins = "part" in rows
    if "label_a" in rows:
        made["pair"] = [f"{a} – {b}" for a, b in zip(rows["label_a"], rows["label_b"], strict=True)]
    elif "label" not in rows or bins:
        made["label"] = [_outside(claim, locale) for claim in claims] if bins else claims.to_numpy()
    if "log_ratio" in rows:
        made["times"] = 2 ** rows["log_ratio"].abs()
    if {"n", "documents", "events"}.isdisjoint(rows):
        made["n"] = 1  # a row is an event, and its place
    if {"period", "earliest", "latest", "low", "high"} <= set(rows):
        made["time"] = [locale.period(*ends) for ends in zip(rows["earliest"], rows["latest"], strict=True)]
        shares = zip(rows["low"], rows["high"], strict=True)
        made["interval"] = [
            "" if pd.isna(low) else f"{locale.percent(low)}–{locale.percent(high)}" for low, high in shares
        ]
    return rows.assign(**made)


def _outside(claim: str, locale: Locale) -> str:
    """Return the label of a bin, or in words why a row is in none."""
    return known("outside", "not within one" if claim.startswith("not within one ") else claim, locale)


def _top(cells: list[list[Cell]], locale: Locale) -> str:
    """Return what the first rows say, for who cannot see the figure."""
    told = []
    for row in cells[:_NAMED]:
        words = [cell.text for cell in row if cell.key is None and cell.text]
        number = next((cell.text for cell in row if cell.key), "")
        told.append(said("words", "in_words", locale, label=words[0] if words else "", number=number))
    return locale.text("comma").join(told)


def _links(
    name: str, figure: CorpusFigure, claims: "pd.Series[str]", numbers: dict[str, Number], locale: Locale
) -> str:
    """Return a link over each mark of a drawing that has places."""
    main = next((key.split("-")[1] for key in numbers), "n")
    links = []
    for area, shape in area_shapes(figure):
        key = f"{area.mark}-{area.column or main}"
        if key in numbers:
            count = len(numbers[key].rows)
            words = said("words", "in_words", locale, label=claims[area.mark], number=locale.counted(count, "place"))
            target = f'href="#{name}-{key}" data-count="{count}" aria-label="{escape(shown(words))}"'
            links.append(f"<a {target}>{shape}</a>")
    return "".join(links)
