"""Delimited text: CSV, TSV and their kin, with any delimiter."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from corpus_tools.reading.fields import FieldNames, missing_text
from corpus_tools.reading.records import Record, UnreadableError

_USUAL = ",;\t|"
_LONGEST_HEADER = 5_000
_SAMPLE = 20_000
_SEP_LINE = re.compile(r"\Asep=(.)\s*\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of cells, or what is wrong with it."""

    line: int
    cells: Sequence[str] = ()
    problem: str | None = None


def find_delimiter(text: str, names: FieldNames) -> str | None:
    r"""Find the delimiter of a table in text, by the header that makes sense with it.

    Parameters
    ----------
    text : str
        The decoded file.
    names : FieldNames
        What fields are called.

    Returns
    -------
    str or None
        One character, or None if the first line is no header with a text and another field, or no row fits it.

    Examples
    --------
    >>> find_delimiter("المعرف؛العنوان؛النص\n1؛هدنة؛بدأت الهدنة.\n", FieldNames())
    '؛'
    >>> find_delimiter("بدأت الهدنة في حمص، بعد اتفاق.\n", FieldNames()) is None
    True
    """
    best = _score_delimiters(text, names)
    return best[1] if best and best[0][0] >= 2 and best[0][1] and best[2] else None


def _score_delimiters(text: str, names: FieldNames) -> tuple[tuple[int, int, int], str, bool] | None:
    """Score each sign of the header as delimiter: known fields, rows that fit, how usual; is there a text."""
    start = _skip_sep(text)
    header = text[start : start + _LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    signs = dict.fromkeys(
        [*_USUAL, *(sign for sign in header if not sign.isalnum() and sign not in "\"' _-.()[]{}/\r")]
    )
    best = None
    for sign in signs:
        if sign not in header or _is_mark(sign):
            continue
        sample = _rows(text[start : start + _SAMPLE], sign)
        if len(text) > start + _SAMPLE:
            sample = sample[:-1] or _rows(text[start:], sign)  # the last row is cut
        if not sample or sample[0].problem:
            continue
        cells = sample[0].cells
        fit = sum(len(row.cells) == len(cells) for row in sample[1:])
        score = (len({names.field(cell) for cell in cells} - {None}), fit, -(_USUAL + sign).index(sign))
        if best is None or score > best[0]:
            best = (score, sign, names.has_text(cells))
    return best


def _is_mark(sign: str) -> bool:
    """Tell a sign that belongs to a letter, such as a vowel mark, from one that can part two cells."""
    return "\u064b" <= sign <= "\u065f" or sign in "\u200c\u200d\u200e\u200f\u0640"


def _skip_sep(text: str) -> int:
    """Measure the line ``sep=;`` that Excel writes above the header."""
    match = _SEP_LINE.match(text)
    return match.end() if match else 0


def read_delimited(text: str, names: FieldNames) -> list[Record]:
    r"""Read the rows of a delimited table.

    Parameters
    ----------
    text : str
        The decoded file; its first row names the columns.
    names : FieldNames
        What columns are called.

    Returns
    -------
    list of Record
        One for each row, in order; a row with too few or too many cells, or with a quotation mark that makes it
        unreadable, is a record with a problem.

    Raises
    ------
    UnreadableError
        If no column holds the text.

    Examples
    --------
    >>> rows = read_delimited("id;text\n1;بدأت الهدنة.\n2;انتهت; الهدنة.\n", FieldNames())
    >>> rows[0].fields
    {'id': '1', 'text': 'بدأت الهدنة.'}
    >>> rows[1].problem.split(";")[0]
    'malformed row: line 3 has 3 cells, the header has 2'
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
    columns = _unique([cell.strip() for cell in header.cells])
    if not names.has_text(columns):
        raise UnreadableError(missing_text(columns))
    return [_record(row, columns) for row in rows]


def _unique(columns: Sequence[str]) -> list[str]:
    """Give columns of one name a number, so that none hides another."""
    seen: Counter[str] = Counter()
    unique = []
    for column in columns:
        seen[column] += 1
        unique.append(column if seen[column] == 1 else f"{column}.{seen[column]}")
    return unique


def _record(row: _Row, columns: Sequence[str]) -> Record:
    """Make a record of a row."""
    where = f"line {row.line}"
    if row.problem:
        return Record(where=where, problem=row.problem)
    if len(row.cells) != len(columns):
        cells = f"{len(row.cells)} cell{'s' if len(row.cells) != 1 else ''}"
        return Record(
            where=where,
            problem=f"malformed row: {where} has {cells}, the header has {len(columns)}; "
            "put a cell that holds the delimiter in quotation marks",
        )
    return Record(dict(zip(columns, row.cells, strict=True)), where=where)


def _rows(text: str, delimiter: str, *, first_line: int = 1) -> list[_Row]:
    """List the rows that are not blank, each with the line on which it begins."""
    earlier = csv.field_size_limit(len(text) + 1)
    try:
        return list(_read_rows(text, delimiter, first_line))
    finally:
        csv.field_size_limit(earlier)


def _read_rows(text: str, delimiter: str, first_line: int) -> Iterator[_Row]:
    """Read rows, in spite of quotation marks that are not closed."""
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
                yield _Row(line, problem=f"malformed row: line {line} {problem}")
                # An open quotation mark may have swallowed good rows: reading starts anew on the line after it.
                start = begin + 1
                break
            if any(cell.strip() for cell in cells):
                yield _Row(line, cells)
