"""Parse delimited text: CSV, TSV and their kin, with any delimiter."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from corpus_tools.reading.fields import FieldNames, missing_text
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record, UnreadableError

_USUAL = ",;\t|"
# Signs inside texts, and what belongs to a letter: vowel marks, tatweel, joiners, marks of direction.
_NO_DELIMITERS = frozenset("\"' _-.()[]{}/\r\u0640\u200c\u200d\u200e\u200f") | frozenset(map(chr, range(0x64B, 0x660)))
_LONGEST_HEADER = 5_000
_MOST_SIGNS = 10
# How much of a table is looked at to find its delimiter, and where its first two lines are longer, how much at most.
_SAMPLE, _LONGEST_LINES = 20_000, 500_000
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
#: Characters of a cell: a longer one is a table whose quotation mark is not closed.
_LONGEST_CELL = 2**24
_ABOVE, _SIGNS = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\r|\n)"), re.compile(f"[{_USUAL}]")
# A comment between rows; «#حمص …» is a post that begins with a hashtag.
_COMMENT = re.compile(r"\s*#(?!\w)")
_WORD = re.compile(r"\s+[^\W\d]")  # «# 7» is a number of a row
_SEP_LINE = re.compile(r"\Asep=(.)\s*\r?\n", re.IGNORECASE)


class _Lead(NamedTuple):
    """What stands above a table."""

    delimiter: str | None  # that ``sep=;`` names, as Excel writes it
    end: int  # in characters
    lines: int
    comments: int  # with #

    @classmethod
    def of(cls, text: str, names: FieldNames) -> "_Lead":
        """Return what stands above a table: ``sep=``, blank lines and comments."""
        declared = _SEP_LINE.match(text)
        end, lines, comments = (declared.end(), 1, 0) if declared else (0, 0, 0)
        while above := _ABOVE.match(text, end):
            said = above[0].strip("# \t\r\n")
            cells = _SIGNS.split(said)
            if said and names.has_text(cells) and any(map(names.field, cells)):  # «#,title,text» is a header
                break
            end, lines, comments = above.end(), lines + 1, comments + bool(above[0].strip())
        return cls(declared[1] if declared else None, end, lines, comments)


class _TableRow(NamedTuple):
    """A row of cells, or what is wrong with it."""

    line: int
    cells: Sequence[str] = ()
    problem: str | None = None


def find_delimiter(text: str, names: FieldNames) -> str | None:
    """Return the delimiter with which the header makes sense.

    None means that the first line is no header with a text and another field, or that no row fits it.
    """
    best = _score_delimiters(text, names, start=_Lead.of(text, names).end)
    return best[1] if best and best[0][0] >= 2 and best[0][1] and best[2] else None


def _score_delimiters(text: str, names: FieldNames, *, start: int) -> tuple[tuple[int, int, int], str, bool] | None:
    """Return the best sign of the header at `start` as (score, sign, whether its columns hold a text), or None.

    The score counts the known fields, the rows that fit, and how usual the sign is.
    """
    header = text[start : start + _LONGEST_HEADER].lstrip("\r\n").partition("\n")[0]
    signs = Counter(sign for sign in header if not sign.isalnum() and sign not in _NO_DELIMITERS)
    others = [sign for sign, _ in signs.most_common(_MOST_SIGNS)]
    end = min(len(text), max(start + _SAMPLE, *_first_line_ends(text, start)))
    best = None
    for sign in dict.fromkeys([*(sign for sign in _USUAL if sign in header), *others]):
        sample = list(_rows(text, sign, start=start, end=end))
        if end < len(text):
            sample = sample[:-1] or sample  # the last row is cut off
        if not sample or sample[0].problem:
            continue
        cells = sample[0].cells
        fit = sum(len(row.cells) == len(cells) for row in sample[1:])
        score = (len({names.field(cell) for cell in cells} - {None}), fit, -(_USUAL + sign).index(sign))
        if best is None or score > best[0]:
            best = (score, sign, names.has_text(cells))
    return best


def _first_line_ends(text: str, start: int) -> list[int]:
    """Return where the first two lines of a table end, if that is within reason."""
    found = islice(_LINE.finditer(text, start, start + _LONGEST_LINES), 2)
    return [line.end() for line in found] or [start]


def read_delimited(text: str, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the rows of a table whose first row names the columns; raise UnreadableError if none holds the text.

    A row with too few or too many cells, or made unreadable by a quotation mark, is a record with a problem; if it is a
    comment («# …»), it is counted.
    """
    columns, n_above, rows = _find_header(text, names, limits=limits)
    if len(columns) > limits.columns:
        said = f"too many columns: the header has {len(columns):,}, more than {limits.columns:,}"
        raise limits.beyond("columns", said, "take out those that you don't need")
    # A number behind repeated names, so that none hides another.
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for name in map(str.strip, columns):
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    if not names.has_text(unique):
        raise UnreadableError(missing_text(unique))
    # Of a text or a title, «# …» may be the beginning.
    is_comment = names.field(columns[0]) not in ("text", "title")
    above = [Record(left_out="rows above the header")] * n_above
    return [
        *above,
        *limits.read_in_time((_record(row, unique, columns, is_comment=is_comment) for row in rows), "the table"),
    ]


def _find_header(text: str, names: FieldNames, *, limits: Limits) -> tuple[Sequence[str], int, Iterator[_TableRow]]:
    """Return the names of the columns, how many rows stand above them, and the rows below.

    Where the first row names no text, a later one may; and since the first may be a heading with signs of its own, the
    other usual delimiters are tried as well.
    """
    lead = _Lead.of(text, names)
    scored = None if lead.delimiter else _score_delimiters(text, names, start=lead.end)
    sign = lead.delimiter or (scored[1] if scored else ",")
    rows = _rows(text, sign, start=lead.end, first_line=1 + lead.lines)
    header = next(rows, None)
    if header is None:
        raise UnreadableError("empty file: the table has no header; write the names of the columns on its first line")
    if header.problem:
        raise UnreadableError(header.problem)
    if names.has_text(header.cells) or len(header.cells) > limits.columns:
        return header.cells, lead.comments, rows
    for other in dict.fromkeys([sign] if lead.delimiter else [sign, *_USUAL]):
        below = _rows(text, other, start=lead.end, first_line=1 + lead.lines)
        found = names.find_header(row.cells for row in islice(below, 1, None))
        if found:
            return found[1], lead.comments + found[0], below
    return header.cells, lead.comments, rows


def _record(row: _TableRow, columns: Sequence[str], header: Sequence[str], *, is_comment: bool) -> Record:
    """Return the record of a row; the header again, as where tables were joined, is none.

    `is_comment` says whether what begins as a comment in the first cell is one, although the row has all cells.
    """
    if row.cells and row.cells[-1] == header[-1] and [cell.lstrip("\ufeff") for cell in row.cells] == list(header):
        return Record(left_out="headers that stand again")
    where, problem, n = f"line {row.line}", row.problem, len(row.cells)
    is_whole = not problem and n == len(columns)
    comment = _COMMENT.match(row.cells[0]) if row.cells else None
    if comment and (not is_whole or (is_comment and _WORD.match(row.cells[0], comment.end()))):
        return Record(left_out="comments between rows")
    if is_whole:
        return Record(dict(zip(columns, row.cells, strict=True)), where=where)
    counted = f"{n} cell{'s' if n != 1 else ''}, the header has {len(columns)}"
    remedy = "put a cell that holds the delimiter in quotation marks"
    return Record(where=where, problem=problem or f"malformed row: {where} has {counted}; {remedy}")


def _rows(
    text: str, delimiter: str, *, start: int = 0, end: int | None = None, first_line: int = 1
) -> Iterator[_TableRow]:
    """Yield the rows of a stretch of text that are not blank, in spite of quotation marks that are not closed."""
    end = len(text) if end is None else end
    line = first_line
    while start < end:
        lines = _Lines(text, start, end)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.begin_row()
            begun = line + reader.line_num
            try:
                with _long_cells():
                    cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                problem = "has a quotation mark that is not closed, or not doubled inside a cell; correct it"
                yield _TableRow(begun, problem=f"malformed row: line {begun} {problem}")
                # An open quotation mark may have swallowed good rows: start again on the line after it.
                start, line = lines.second, begun + 1
                break
            if any(cell.strip() for cell in cells):
                yield _TableRow(begun, cells)


class _Lines:
    """The lines of a stretch of text, with their ends, and where the second line of a row begins."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._end = text, end
        self._found = _LINE.finditer(text, start, end)
        self.second = end
        self._is_first = True

    def begin_row(self) -> None:
        """Note that the next line is the first of a row."""
        self._is_first = True

    def __iter__(self) -> Iterator[str]:
        for line in self._found:
            if self._is_first:
                self.second, self._is_first = line.end(), False
            yield line[0]


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell hold a whole article, as the reader of Python does not by default."""
    earlier = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(earlier)
