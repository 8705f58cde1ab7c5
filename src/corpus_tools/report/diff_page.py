"""What differs between two states of a corpus, as a page."""

import pandas as pd

from corpus_tools.locale import Locale
from corpus_tools.report.html import render
from corpus_tools.report.words import said, shown


def diff_page(documents: pd.DataFrame, numbers: pd.DataFrame, *, old: str, new: str, locale: Locale) -> bytes:
    """Return what `document_changes` and `number_changes` found as an HTML page that stands by itself.

    `old` and `new` are what the two states are called.
    """

    def words(key: str) -> str:
        return said("differences", key, locale)

    tables = []
    for change, of_change in documents.groupby("change", sort=True):
        rows = [
            (doc_id, "" if pd.isna(title) else title, _fields(fields, locale))
            for doc_id, _, fields, title in of_change.itertuples(index=False)
        ]
        tables.append(
            (f"{words(str(change))} ({locale.number(len(rows))})", _headings("doc_id title fields", locale), rows)
        )
    if documents.empty:
        tables.append((words("documents"), [], []))
    for _, of_figure in numbers.groupby("figure", sort=False):
        title = str(of_figure["title"].iloc[0])
        changed = list(of_figure[["row", "column", "old", "new"]].itertuples(index=False, name=None))
        tables.append((title, _headings("row column old new", locale), changed))
    if numbers.empty:
        tables.append((words("numbers"), [], []))
    title = said("differences", "heading", locale, old=shown(old), new=shown(new))
    return render("diff.html", locale=locale, title=title, tables=tables, nothing=words("nothing"))


def _fields(fields: str, locale: Locale) -> str:
    """Return the names of the fields that differ."""
    return locale.text("comma").join(said("differences", name, locale) for name in fields.split(", ") if name)


def _headings(columns: str, locale: Locale) -> list[str]:
    """Return the headings of a table."""
    return [said("differences", f"column_{column}", locale) for column in columns.split()]
