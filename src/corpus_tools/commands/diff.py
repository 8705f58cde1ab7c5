"""`corpus-tools diff`: what differs between two states of a corpus, and which numbers of its figures change by it."""

import argparse
from pathlib import Path

import pandas as pd

from corpus_tools.commands.standard import Analysis, analyze_named
from corpus_tools.files import staged, write_bytes
from corpus_tools.report.changed_places import State, changed_places
from corpus_tools.report.diff_page import diff_page
from corpus_tools.report.differences import document_changes, number_changes
from corpus_tools.report.page import report_sections
from corpus_tools.report.same_documents import same_documents
from corpus_tools.report.sections import Section
from corpus_tools.terminal import printable

_LISTED = 12


def diff(options: argparse.Namespace) -> int:
    """Print what differs, or write it as a page; return 1 if anything does."""
    if options.out is not None:
        if Path(options.out).suffix.lower() != ".html":
            raise ValueError(f"--out {options.out!r} does not end in .html; name the page so that it does")
        with staged(Path(options.out).parent):
            pass
    old, new = (
        analyze_named(argparse.Namespace(**{**vars(options), "corpus": corpus}))
        for corpus in (options.old, options.new)
    )
    same = same_documents(old.corpus, new.corpus)
    documents = document_changes(old.corpus, new.corpus, same)
    states = [State(state.corpus, _sections(state, options.top)) for state in (old, new)]
    numbers = number_changes(*(state.sections for state in states))
    for line in [*_told_documents(documents), *_told_numbers(numbers)]:
        print(printable(line))
    if options.out is not None:
        places = changed_places(numbers, *states, same=same)
        page = diff_page(documents, numbers, places, old=old.name, new=new.name, locale=new.locale)
        write_bytes(Path(options.out), page)
        print(f"written to {options.out}")
    return 0 if documents.empty and numbers.empty else 1


def _sections(analysis: Analysis, top: int | None) -> dict[str, Section]:
    """Return the tables of the report on one state."""
    return report_sections(analysis.corpus, analysis.findings, analysis.draw(top=top), locale=analysis.locale)


def _told_documents(documents: pd.DataFrame) -> list[str]:
    """Return how many documents were added, removed, edited and renamed, and which, as far as they are few."""
    number = documents["change"].value_counts()
    kinds = ["added", "removed", "edited", *(["renamed"] if "renamed" in number else [])]
    lines = ["documents    " + ", ".join(f"{number.get(change, 0):,} {change}" for change in kinds)]
    n_other = documents["old_id"].notna().sum()
    if n_other:
        known = "are the same by their text, address, or title and time"
        lines.append(f"{'':<13}{n_other:,} with another id than before {known}")
    for change, of_change in documents.groupby("change", sort=True):
        for doc_id, _, fields, _, old_id in of_change.head(_LISTED).itertuples(index=False):
            was = "" if old_id is None else f" (was {old_id})"
            lines.append(f"{change:<13}{doc_id}{was}{f': {fields}' if fields else ''}")
        if len(of_change) > _LISTED:
            lines.append(f"{'':<13}and {len(of_change) - _LISTED:,} more; --out lists all")
    return lines


def _told_numbers(numbers: pd.DataFrame) -> list[str]:
    """Return the numbers that changed, figure by figure, as far as they are few."""
    lines = [] if len(numbers) else ["numbers      none changed"]
    for figure, of_figure in numbers.groupby("figure", sort=False):
        told = of_figure[["row", "column", "old", "new"]].head(_LISTED)
        for row, column, old, new in told.itertuples(index=False):
            lines.append(f"{figure:<13}{row}, {column}: {old or 'none'} → {new or 'none'}")
        if len(of_figure) > _LISTED:
            lines.append(f"{'':<13}and {len(of_figure) - _LISTED:,} more; --out lists all")
    return lines
