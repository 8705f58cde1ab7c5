"""`corpus-tools diff`: what differs between two states of a corpus, and which numbers of its figures change by it."""

import argparse
from pathlib import Path

import pandas as pd

from corpus_tools.commands.standard import Analysis, analyze_named
from corpus_tools.files import staged, write_bytes
from corpus_tools.locale import Locale
from corpus_tools.report.changed_places import State, changed_places
from corpus_tools.report.diff_page import diff_page, fields_in_words
from corpus_tools.report.differences import document_changes, number_changes
from corpus_tools.report.page import report_sections
from corpus_tools.report.same_documents import same_documents
from corpus_tools.report.sections import Section
from corpus_tools.report.words import said
from corpus_tools.terminal import printable

_LISTED = 12
_HEAD = 13  # characters up to what a line says


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
    for line in [*_told_documents(documents, new.locale), *_told_numbers(numbers, new.locale)]:
        print(printable(line))
    if options.out is not None:
        places = changed_places(numbers, *states, same=same)
        page = diff_page(documents, numbers, places, old=old.name, new=new.name, locale=new.locale)
        write_bytes(Path(options.out), page)
        print(printable(_line("written", new.locale, path=options.out)))
    return 0 if documents.empty and numbers.empty else 1


def _sections(analysis: Analysis, top: int | None) -> dict[str, Section]:
    """Return the tables of the report on one state."""
    return report_sections(analysis.corpus, analysis.findings, analysis.draw(top=top), locale=analysis.locale)


def _told_documents(documents: pd.DataFrame, locale: Locale) -> list[str]:
    """Return how many documents were added, removed, edited and renamed, and which, as far as they are few."""
    number = documents["change"].value_counts()
    kinds = ["added", "removed", "edited", *(["renamed"] if "renamed" in number else [])]
    counts = [_line("count", locale, what=_line(kind, locale), n=f"{number.get(kind, 0):,}") for kind in kinds]
    lines = [_headed("documents", locale, locale.text("comma").join(counts))]
    n_other = documents["old_id"].notna().sum()
    if n_other:
        lines.append(_headed(None, locale, _line("same", locale, n=f"{n_other:,}")))
    for change, of_change in documents.groupby("change", sort=True):
        for doc_id, _, fields, _, old_id in of_change.head(_LISTED).itertuples(index=False):
            was = "" if old_id is None else _line("was", locale, old_id=old_id)
            said_of = f"{doc_id}{was}{f': {fields_in_words(fields, locale)}' if fields else ''}"
            lines.append(_headed(str(change), locale, said_of))
        lines += _told_more(len(of_change), locale)
    return lines


def _told_numbers(numbers: pd.DataFrame, locale: Locale) -> list[str]:
    """Return the numbers that changed, figure by figure, as far as they are few."""
    lines = [] if len(numbers) else [_headed("numbers", locale, _line("unchanged", locale))]
    none = _line("none", locale)
    for figure, of_figure in numbers.groupby("figure", sort=False):
        told = of_figure[["row", "column", "old", "new"]].head(_LISTED)
        for row, column, old, new in told.itertuples(index=False):
            said_of = _line("change", locale, row=row, column=column, old=old or none, new=new or none)
            lines.append(f"{figure:<{_HEAD}}{said_of}")
        lines += _told_more(len(of_figure), locale)
    return lines


def _told_more(rows: int, locale: Locale) -> list[str]:
    """Return a line that says how many rows are not listed, if any."""
    return [_headed(None, locale, _line("more", locale, n=f"{rows - _LISTED:,}"))] if rows > _LISTED else []


def _headed(head: str | None, locale: Locale, line: str) -> str:
    """Return a line with its head before it, or with none."""
    return f"{'' if head is None else _line(head, locale):<{_HEAD}}{line}"


def _line(key: str, locale: Locale, **filled: object) -> str:
    """Return what a line of the terminal says."""
    return said("differences", f"line_{key}", locale, **filled)
