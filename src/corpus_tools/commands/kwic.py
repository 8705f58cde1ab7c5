"""`corpus-tools kwic`: keywords in context, from right to left in a terminal."""

import argparse
import shutil
import sys
import unicodedata
from pathlib import Path

import pandas as pd

from corpus_tools.commands.loading import load
from corpus_tools.commands.telling import tell
from corpus_tools.files import csv_bytes, staged, write_bytes
from corpus_tools.shaping.shape_text import to_visual_order
from corpus_tools.terminal import in_number, printable
from corpus_tools.terms.concordance import concordance
from corpus_tools.terms.concordance_html import concordance_page

_RLM = "\u200f"
_WIDTH_OF_FILES = 60
_BOLD, _PLAIN = "\x1b[1;31m", "\x1b[0m"


def kwic(options: argparse.Namespace) -> int:
    """Print or write the lines of a concordance; return 1 if there is none."""
    if options.out is not None:
        _check_output(Path(options.out))
    corpus = load(options)
    terminal = sys.stdout.isatty()
    width = options.width or (_WIDTH_OF_FILES if options.out else _width_of_terminal())
    lines = concordance(corpus, options.query, form=options.form, width=width, sort=options.sort)
    shown = lines.head(options.limit) if options.limit else lines
    if options.out is not None:
        _write(shown, Path(options.out), options.query)
        tell(f"{in_number(len(shown), 'lines')} written to {options.out}", options)
    else:
        for line in set_lines(shown, visual_order=options.visual, colour=terminal):
            print(line)
    documents = lines["doc_id"].nunique()
    found = f"{in_number(len(lines), 'times')} in {documents:,} of {corpus.n_articles:,} documents"
    tell(found, options, as_error=True)
    return 0 if len(lines) else 1


def _width_of_terminal() -> int:
    """Return how many characters of context fit on each side of a match."""
    return max(20, (shutil.get_terminal_size((120, 24)).columns - 30) // 2)


def _check_output(path: Path) -> None:
    """Check, before any work is done, that the file can be written."""
    if path.suffix.lower() not in (".csv", ".html"):
        raise ValueError(f"--out {str(path)!r} ends in neither .csv nor .html; name the file so that it does")
    with staged(path.parent):
        pass


def _write(lines: pd.DataFrame, path: Path, query: str) -> None:
    """Write the lines as a page or as a table."""
    page = path.suffix.lower() == ".html"
    write_bytes(path, concordance_page(lines, title=query).encode() if page else csv_bytes(lines))


def set_lines(lines: pd.DataFrame, *, visual_order: bool = False, colour: bool = False) -> list[str]:
    """Return one line for each row of a concordance, with the matches in one column.

    With `visual_order` letters are joined and ordered, for a terminal that does not do so; otherwise the lines are in
    logical order, with a mark that makes them run from the right. `colour` adds terminal codes to the match.
    """
    columns = [
        [printable(" ".join(str(value).split())) for value in lines[name]] for name in ("before", "match", "after")
    ]
    if visual_order:
        columns = [[to_visual_order(value) for value in column] for column in columns]
    widths = [max(map(_cells, column), default=0) for column in columns]
    before, match, after = columns
    ids = list(map(printable, lines["doc_id"]))
    longest = max(map(len, ids), default=0)
    printed: list[str] = []
    for row, doc_id in enumerate(ids):
        key = f"{_BOLD}{match[row]}{_PLAIN}" if colour else match[row]
        room = [" " * (width - _cells(column[row])) for width, column in zip(widths, columns, strict=True)]
        if visual_order:
            printed.append(
                f"{doc_id:>{longest}}  {room[2]}{after[row]}  {room[1]}{key}  {before[row]}{room[0]}".rstrip()
            )
        else:
            printed.append(f"{_RLM}{room[0]}{before[row]}  {key}{room[1]}  {after[row]}{room[2]}  {doc_id}")
    return printed


def _cells(text: str) -> int:
    """Return how many cells a text takes in a terminal: marks and controls take none, wide characters two."""
    shown = [letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf", "Cc")]
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in shown)
