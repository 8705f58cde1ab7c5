"""Parse delimited text: CSV, TSV and their kin, with any delimiter."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from corpus_tools.reading.fields import FieldNames, missing_text
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record, UnreadableError

_USUAL = ",;\t|"
# Signs inside texts, and what belongs to a letter: vowel marks, tatweel, joiners, marks of direction.
_NO_DELIMITERS = frozenset("\"' _-.()[]{}/\r\u0640\u200c\u200d\u200e\u200f") | frozenset(map(chr, range(0x64B, 0x660)))
_LONGEST_HEADER = 5_000
_SAMPLE = 20_000
_SEP_LINE = re.compile(r"\Asep=(.)\s*\r?\n", re.IGNORECASE)


class _TableRow(NamedTuple):
    """A row of cells, or what is wrong with it."""

    line: int
    cells: Sequence[str] = ()
    problem: str | None = None


def find_delimiter(text: str, names: FieldNames) -> str | None:
    """Return the delimiter with which the header makes sense.

    None means that the first line is no header with a text and another field, or that no row fits it.
    """
    best = _score_delimiters(text, names)
    return best[1] if best and best[0][0] >= 2 and best[0][1] and best[2] else None


def _score_delimiters(text: str, names: FieldNames) -> tuple[tuple[int, int, int], str, bool] | None:
    """Return the best sign of the header as (score, sign, whether its columns hold a text), or None.

    The score counts the known fields, the rows that fit, and how usual the sign is.
    """
    start = _skip_sep(text)
    header = text[start : start + _LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    signs = [sign for sign in header if not sign.isalnum() and sign not in _NO_DELIMITERS]
    best = None
    for sign in dict.fromkeys([*(sign for sign in _USUAL if sign in header), *signs]):
        sample = _rows(text[start : start + _SAMPLE], sign)
        if len(text) > start + _SAMPLE:
            sample = sample[:-1] or _rows(text[start:], sign)  # the last row is cut off
        if not sample or sample[0].problem:
            continue
        cells = sample[0].cells
        fit = sum(len(row.cells) == len(cells) for row in sample[1:])
        score = (len({names.field(cell) for cell in cells} - {None}), fit, -(_USUAL + sign).index(sign))
        if best is None or score > best[0]:
            best = (score, sign, names.has_text(cells))
    return best


def _skip_sep(text: str) -> int:
    """Return the length of the line ``sep=;`` that Excel writes above the header."""
    match = _SEP_LINE.match(text)
    return match.end() if match else 0


def read_delimited(text: str, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the rows of a table whose first row names the columns; raise UnreadableError if none holds the text.

    A row with too few or too many cells, or made unreadable by a quotation mark, is a record with a problem.
    """
    scored = _score_delimiters(text, names)
    declared = _SEP_LINE.match(text)
    sign = declared[1] if declared else scored[1] if scored else ","
    rows = _rows(text[_skip_sep(text) :], sign, first_line=2 if declared else 1)
    if not rows:
        raise UnreadableError("empty file: the table has no header; write the names of the columns on its first line")
    if rows[0].problem:
        raise UnreadableError(rows[0].problem)
    header, *rows = rows
    if len(header.cells) > limits.columns:
        said = f"too many columns: the header has {len(header.cells):,}, more than {limits.columns:,}"
        raise limits.beyond("columns", said, "take out those that you don't need")
    # A number behind repeated names, so that none hides another.
    seen: Counter[str] = Counter()
    columns: list[str] = []
    for name in map(str.strip, header.cells):
        seen[name] += 1
        columns.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    if not names.has_text(columns):
        raise UnreadableError(missing_text(columns))
    return [_record(row, columns) for row in rows]


def _record(row: _TableRow, columns: Sequence[str]) -> Record:
    """Return the record of a row."""
    where, problem, n = f"line {row.line}", row.problem, len(row.cells)
    if not problem and n == len(columns):
        return Record(dict(zip(columns, row.cells, strict=True)), where=where)
    counted = f"{n} cell{'s' if n != 1 else ''}, the header has {len(columns)}"
    remedy = "put a cell that holds the delimiter in quotation marks"
    return Record(where=where, problem=problem or f"malformed row: {where} has {counted}; {remedy}")


def _rows(text: str, delimiter: str, *, first_line: int = 1) -> list[_TableRow]:
    """Return the rows that are not blank, each with the line on which it begins."""
    earlier = csv.field_size_limit(len(text) + 1)
    try:
        return list(_read_rows(text, delimiter, first_line))
    finally:
        csv.field_size_limit(earlier)


def _read_rows(text: str, delimiter: str, first_line: int) -> Iterator[_TableRow]:
    """Yield rows, in spite of quotation marks that are not closed."""
    lines = list(StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), delimiter=delimiter, strict=True)
        while True:
            begin = start + reader.line_num
            line = first_line + begin
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                problem = "has a quotation mark that is not closed, or not doubled inside a cell; correct it"
                yield _TableRow(line, problem=f"malformed row: line {line} {problem}")
                # An open quotation mark may have swallowed good rows: start again on the line after it.
                start = begin + 1
                break
            if any(cell.strip() for cell in cells):
                yield _TableRow(line, cells)
