"""`corpus-tools dates`, `events`, `terms`, `mentions` and `quotations`: the complete tables behind the figures."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
import pandas as pd

from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.registry.load import load_actors
from corpus_tools.actors.speech.quotations import quotations as find_quotations
from corpus_tools.commands.loading import load
from corpus_tools.commands.telling import tell
from corpus_tools.corpus import Corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.events.exports import EXPORTS, write_timeline
from corpus_tools.events.timeline import timeline
from corpus_tools.files import CSV_MARK, csv_lines, parquet_bytes, staged, write_bytes
from corpus_tools.sentence_tables import add_sentences
from corpus_tools.tables import closed_ends
from corpus_tools.terminal import in_number
from corpus_tools.terms.dictionaries import dictionary_counts, load_dictionary
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.joined_names import join_names
from corpus_tools.workbooks import require_openpyxl, workbook_bytes

#: How the files are written that hold a table at once; a CSV file is written part by part.
_WRITERS = {".xlsx": workbook_bytes, ".parquet": parquet_bytes}
#: Rows of a table that are written at once.
_ROWS = 1 << 15
_ENDINGS = (".csv", *_WRITERS)


def dates(options: argparse.Namespace) -> int:
    """Write every temporal expression, with its sentence."""
    _check_output(options.out)
    find = partial(find_dates, events=options.events, calendar=options.calendar)
    return _write_places(load(options), find, options, "dates")


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
    return _write([found], options, "terms")


def mentions(options: argparse.Namespace) -> int:
    """Write every mention of an actor, with its sentence."""
    _check_output(options.out)
    actors = load_actors(options.actors)
    return _write_places(load(options), partial(find_mentions, actors=actors), options, "mentions")


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

    def recount(piece: Corpus) -> pd.DataFrame:
        found = find_dates(piece, events=options.events, calendar=options.calendar)
        return timeline(piece, found, None if actors is None else find_mentions(piece, actors))

    if exported:
        told = recount(corpus)
        write_timeline(told, options.out)
        _tell_written(len(told), options, "events")
        without_end = told[["earliest", "latest"]].isna().any(axis=1).sum()
        if without_end and options.out.lower().endswith(".ics"):
            journal = "they are entries of a journal, which calendars may hide"
            tell(f"{without_end:,} of them have an open end: {journal}", options)
        return 0
    if options.out is not None and not options.out.lower().endswith(".csv"):
        return _write([corpus.to_raw(recount(corpus))], options, "events")
    return _write_csv_file(_lines_in_time(piece.to_raw(recount(piece)) for piece in corpus.pieces), options, "events")


def quotations(options: argparse.Namespace) -> int:
    """Write everything that is said by somebody, with its speaker, its stance and its sentence."""
    _check_output(options.out)
    actors = load_actors(options.actors)
    return _write_places(
        load(options), lambda piece: find_quotations(piece, find_mentions(piece, actors)), options, "quotations"
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


def _write_places(
    corpus: Corpus, find: Callable[[Corpus], pd.DataFrame], options: argparse.Namespace, what: str
) -> int:
    """Write what is found in each part of a corpus, with its sentence and its place in the raw text."""

    def tabulate(piece: Corpus) -> pd.DataFrame:
        found = add_sentences(find(piece), piece)
        return piece.to_raw(found)

    return _write(map(tabulate, corpus.pieces), options, what)


def _write(tables: Iterable[pd.DataFrame], options: argparse.Namespace, what: str) -> int:
    """Write a table to its file, part by part, and print its length; without a file, write it to standard output."""
    out = options.out
    if out is None or out.lower().endswith(".csv"):
        return _write_csv_file(_lines_of(tables), options, what)
    table = pd.concat(list(tables), ignore_index=True)
    table.attrs.clear()  # a corpus of one part would be named in a Parquet file, one of several not
    write_bytes(Path(out), _WRITERS[Path(out).suffix.lower()](table))
    return _tell_written(len(table), options, what)


def _write_csv_file(lines: Iterable[bytes], options: argparse.Namespace, what: str) -> int:
    """Write lines, of which the first is the header, to a CSV file or to standard output."""
    if options.out is None:
        sys.stdout.buffer.writelines(chain([CSV_MARK], lines))
        return 0
    path, rows = Path(options.out), count(-1)
    with staged(path.parent) as stage, (stage / path.name).open("wb") as file:
        file.write(CSV_MARK)
        file.writelines(line for line, _ in zip(lines, rows, strict=False))
    return _tell_written(next(rows), options, what)


def _tell_written(rows: int, options: argparse.Namespace, what: str) -> int:
    """Print how many rows were written."""
    tell(f"{in_number(rows, what)} written to {Path(options.out)}", options)
    return 0


def _lines_of(tables: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """Yield the lines of tables as one."""
    pieces = (table.iloc[low : low + _ROWS] for table in tables for low in range(0, max(len(table), 1), _ROWS))
    for number, piece in enumerate(pieces):
        header, *lines = csv_lines(_with_clock(piece))
        yield from lines if number else [header, *lines]


def _with_clock(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose times are written with the clock: a part that has but midnights is written as the others."""
    times = {name: pd.factorize(column) for name, column in table.select_dtypes("datetime").items()}
    written = {name: np.array([*map(str, distinct), None], object)[code] for name, (code, distinct) in times.items()}
    return table.assign(**{str(name): pd.Series(texts, table.index, "str") for name, texts in written.items()})


def _lines_in_time(tables: Iterable[pd.DataFrame]) -> Iterator[bytes]:
    """Yield the lines of timelines as those of one, whose events are numbered anew; they wait in a file."""
    header, keys, sizes = b"", [np.empty((2, 0), np.int64)], [np.zeros(1, np.int64)]
    with TemporaryFile() as waiting:
        for table in tables:
            header, *lines = csv_lines(_with_clock(table.drop(columns="event")))
            waiting.writelines(lines)
            sizes.append(np.fromiter(map(len, lines), np.int64, len(lines)))
            keys.append(np.stack([end.to_numpy("datetime64[s]").astype(np.int64) for end in closed_ends(table)]))
        first, last = np.concatenate(keys, axis=1)
        size = np.concatenate(sizes)
        begin = np.cumsum(size)
        yield b"event," + header
        for event, row in enumerate(np.lexsort((last, first)).tolist()):
            waiting.seek(begin[row])
            yield b"%d," % event + waiting.read(size[row + 1])
