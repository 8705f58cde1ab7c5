"""`corpus-tools dates`, `events`, `terms`, `mentions` and `quotations`: the complete tables behind the figures."""

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.registry.load import load_actors
from corpus_tools.actors.speech.quotations import quotations as find_quotations
from corpus_tools.commands.loading import load
from corpus_tools.corpus import Corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.events.exports import EXPORTS, write_timeline
from corpus_tools.events.timeline import timeline
from corpus_tools.files import CSV_MARK, csv_lines, parquet_bytes, staged, write_bytes
from corpus_tools.sentences import add_sentences
from corpus_tools.terms.dictionaries import dictionary_counts, load_dictionary
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.joined_names import join_names
from corpus_tools.workbooks import require_openpyxl, workbook_bytes

#: How the files are written that hold a table at once; a CSV file is written part by part.
_WRITERS = {".xlsx": workbook_bytes, ".parquet": parquet_bytes}
_ENDINGS = (".csv", *_WRITERS)


def dates(options: argparse.Namespace) -> int:
    """Write every temporal expression, with its sentence."""
    _check_output(options.out)
    find = partial(find_dates, events=options.events, calendar=options.calendar)
    return _write_places(load(options), find, options.out, "dates")


def terms(options: argparse.Namespace) -> int:
    """Write every term with its frequency, function words included, or the themes of a dictionary with theirs.

    A name is one term and a date none, unless all tokens are asked for.
    """
    _check_output(options.out)
    if options.dictionary is not None and options.ngram != 1:
        raise ValueError(
            "--ngram goes with single words, and --dictionary has phrases of its own; leave one of them out"
        )
    dictionary = None if options.dictionary is None else load_dictionary(options.dictionary)
    corpus = load(options)
    if dictionary is not None:
        found = dictionary_counts(corpus, dictionary, form=options.form, by=options.by)
    else:
        if not options.all_tokens:
            corpus = join_names(corpus, mentions=find_mentions, dates=find_dates)
        found = term_frequency(corpus, form=options.form, by=options.by, ngram=options.ngram)
    return _write([found], options.out, "terms")


def mentions(options: argparse.Namespace) -> int:
    """Write every mention of an actor, with its sentence."""
    _check_output(options.out)
    actors = load_actors(options.actors)
    return _write_places(load(options), partial(find_mentions, actors=actors), options.out, "mentions")


def events(options: argparse.Namespace) -> int:
    """Write every dated sentence with its actors, in the order of time."""
    exported = options.out is not None and Path(options.out).name.lower().endswith(EXPORTS)
    if exported:
        with staged(Path(options.out).parent):
            pass
    else:
        _check_output(options.out)
    actors = None if options.actors is False else load_actors(options.actors)
    corpus = load(options)
    found = find_dates(corpus, events=options.events, calendar=options.calendar)
    told = timeline(corpus, found, None if actors is None else find_mentions(corpus, actors))
    if not exported:
        return _write([corpus.to_raw(told)], options.out, "events")
    write_timeline(told, options.out)
    print(f"{len(told):,} events written to {options.out}")
    return 0


def quotations(options: argparse.Namespace) -> int:
    """Write everything that is said by somebody, with its speaker, its stance and its sentence."""
    _check_output(options.out)
    actors = load_actors(options.actors)
    return _write_places(
        load(options), lambda piece: find_quotations(piece, find_mentions(piece, actors)), options.out, "quotations"
    )


def _check_output(out: str | None) -> None:
    """Check, before any work is done, that the file can be written."""
    if out is None:
        return
    if Path(out).suffix.lower() not in _ENDINGS:
        raise ValueError(f"--out {out!r} ends in none of {', '.join(_ENDINGS)}; name the file so that it does")
    if Path(out).suffix.lower() == ".xlsx":
        require_openpyxl()
    with staged(Path(out).parent):
        pass


def _write_places(corpus: Corpus, find: Callable[[Corpus], pd.DataFrame], out: str | None, what: str) -> int:
    """Write what is found in each part of a corpus, with its sentence and its place in the raw text."""

    def tabulate(piece: Corpus) -> pd.DataFrame:
        found = add_sentences(find(piece), piece.sentences, piece.doc_index, piece.text_list)
        return piece.to_raw(found)

    return _write(map(tabulate, corpus.pieces), out, what)


def _write(tables: Iterable[pd.DataFrame], out: str | None, what: str) -> int:
    """Write a table to its file, part by part, and print its length; without a file, write it to standard output."""
    if out is None:
        _write_csv(sys.stdout.buffer, tables)
        return 0
    path = Path(out)
    if path.suffix.lower() == ".csv":
        with staged(path.parent) as stage, (stage / path.name).open("wb") as file:
            rows = _write_csv(file, tables)
    else:
        table = pd.concat(list(tables), ignore_index=True)
        rows = len(table)
        write_bytes(path, _WRITERS[path.suffix.lower()](table))
    print(f"{rows:,} {what} written to {path}")
    return 0


def _write_csv(file: BinaryIO, tables: Iterable[pd.DataFrame]) -> int:
    """Write tables as one CSV file, and return how many rows there are."""
    rows = 0
    for number, table in enumerate(tables):
        header, *lines = csv_lines(table)
        file.writelines(lines if number else [CSV_MARK, header, *lines])
        rows += len(table)
    return rows
