"""What differs between two states of a corpus, as a page."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from corpus_tools.locale import Locale
from corpus_tools.report.changed_places import Changed
from corpus_tools.report.html import render
from corpus_tools.report.words import said, shown


def diff_page(
    documents: pd.DataFrame,
    numbers: pd.DataFrame,
    places: Sequence[tuple[Changed, Changed]],
    *,
    old: str,
    new: str,
    locale: Locale,
) -> bytes:
    """Return what `document_changes` and `number_changes` found as an HTML page that stands by itself.

    `places` are those that each number lost and gained, see `changed_places`; `old` and `new` are what the two states
    are called.
    """

    def words(key: str) -> str:
        return said("differences", key, locale)

    tables: list[tuple[str, list[str], list[list[Any]]]] = []
    for change, of_change in documents.groupby("change", sort=True):
        columns = "doc_id title fields" if of_change["old_id"].isna().all() else "doc_id old_id title fields"
        named = of_change.assign(fields=[fields_in_words(fields, locale) for fields in of_change["fields"]])
        rows = named[columns.split()].fillna("").to_numpy().tolist()
        tables.append((f"{words(str(change))} ({locale.number(len(rows))})", _headings(columns, locale), rows))
    if documents.empty:
        tables.append((words("documents"), [], []))
    changes = []
    for _, of_figure in numbers.groupby("figure", sort=False):
        of_rows = zip(of_figure.index.tolist(), of_figure[["row", "column", "old", "new"]].to_numpy(), strict=True)
        told = [(number, *cells, *_told(places[number], locale)) for number, cells in of_rows]
        changes.append((str(of_figure["title"].iloc[0]), told))
    if numbers.empty:
        tables.append((words("numbers"), [], []))
    return render(
        "diff.html",
        locale=locale,
        title=said("differences", "heading", locale, old=shown(old), new=shown(new)),
        tables=tables,
        changes=changes,
        headings=_headings("row column old new places", locale),
        words=words,
    )


def _told(changed: tuple[Changed, Changed], locale: Locale) -> tuple[str, list[tuple[str, str, list[dict[str, Any]]]]]:
    """Return how many places a number lost and gained, and of each kind what it is, what is shown of it, and these."""
    lists = []
    for sign, key, places in zip("−+", ("lost", "gained"), changed, strict=True):
        if places.total:
            sample = said(
                "words", "sample", locale, shown=locale.number(len(places.shown)), all=locale.number(places.total)
            )
            name = said("differences", key, locale) + (f" ({sample})" if len(places.shown) < places.total else "")
            lists.append((f"{sign}{locale.number(places.total)}", name, _told_places(places.shown, locale)))
    return " ".join(number for number, _, _ in lists), lists


def _told_places(shown_places: pd.DataFrame, locale: Locale) -> list[dict[str, Any]]:
    """Return places as the page writes them: their sentence, and what is known of their document."""
    rows: list[dict[str, Any]] = []
    for place in shown_places.to_dict("records"):
        day = place.get("published")
        known = [place.get("title"), place.get("source"), None if pd.isna(day) else locale.day(pd.Timestamp(day))]
        about = [str(said_of) for said_of in known if isinstance(said_of, str)]
        name = ":".join(str(place[part]) for part in ("doc_id", "start", "end"))
        sentence = [str(place.get(part, "")) for part in ("before", "match", "after")]
        rows.append({"place": name, "sentence": sentence, "about": about or [str(place["doc_id"])]})
    return rows


def fields_in_words(fields: str, locale: Locale) -> str:
    """Return the names of the fields that differ."""
    return locale.text("comma").join(said("differences", name, locale) for name in fields.split(", ") if name)


def _headings(columns: str, locale: Locale) -> list[str]:
    """Return the headings of a table."""
    return [said("differences", f"column_{column}", locale) for column in columns.split()]
