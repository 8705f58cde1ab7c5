"""Build the documents table: one row for each article, and one for each file or record without an article."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pandas as pd

from corpus_tools.damage.check import Findings, look_at_texts, note_findings
from corpus_tools.damage.mojibake import may_be_mojibake
from corpus_tools.reading.day_order import settle_day_order
from corpus_tools.reading.fields import FIELDS, as_text, how_to_name, is_blank, is_not_published
from corpus_tools.reading.formats.html_pages import looks_like_html, text_of_html
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.publication import Publication, date_in_name, parse_published
from corpus_tools.script import replace_halves
from corpus_tools.text_columns import column_of_strings, take_text_column

#: The columns that every documents table has, in order; other fields of the records follow.
COLUMNS = (
    "doc_id", "title", "text", "published", "source", "url", "author", "category", "path", "encoding", "sha256",
    "problem", "warning", "abstract", "member", "record", "format", "published_raw", "published_precision",
    "published_offset", "published_reason",
)  # fmt: skip

# The dtype of a column of strings: str in pandas 3, object before.
_STRING = pd.Series(["أ"]).dtype
_IS_ARROW = getattr(_STRING, "storage", None) == "pyarrow"
_PLAIN_BLANKS = " \t\r\n"
_BLANKS = re.compile(f"[{_PLAIN_BLANKS}]+")
# Characters of a part of the texts.
_PART = 2**24
# Values of a column that become an array together.
_ROWS = 2**16
# Values that are looked at together, and how many of their characters.
_TOGETHER, _PIECE = 256, 2**20
_ONE_LINE = frozenset(("doc_id", "title", "source", "url", "author", "category"))


@dataclass(slots=True)
class DocumentRow:
    """A row of the documents table before it is built."""

    path: str  # of the file
    name: str  # its path inside the corpus
    member: str | None = None  # the path inside an archive
    where: str | None = None  # where in the file the record begins
    format: str | None = None
    encoding: str | None = None
    sha256: str | None = None
    known: dict[str, Any] = field(default_factory=dict)  # our fields
    others: Mapping[str, Any] = field(default_factory=dict)  # the rest, by the names of the file
    text: str | None = None
    problem: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)  # by field: the table that its value comes from

    @property
    def file(self) -> str:
        """The file, or the member of an archive, from which the row comes."""
        return f"{self.path}/{self.member}" if self.member else self.path


def tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as they go into the table: names and titles on one line, lists joined, prose without markup."""
    tidied = dict(values)
    for name, value in values.items():
        if name == "published":
            continue
        on_one_line = name in _ONE_LINE
        text = value if type(value) is str else as_text(value, between=", " if on_one_line else "\n")
        if on_one_line and "<" not in text and (plain := " ".join(text.split())) == text:  # as nearly all names are
            tidied[name] = plain
            continue
        # Some bytes of mojibake are white space: that of م among them.
        doubtful = not text.isascii() and (on_one_line or text[:1].isspace() or text[-1:].isspace())
        blanks = _PLAIN_BLANKS if doubtful and may_be_mojibake(text) else None
        text = text_of_html(text) if "<" in text and looks_like_html(text) else text.strip(blanks)
        tidied[name] = " ".join(_BLANKS.split(text) if blanks else text.split()) if on_one_line else text
    return tidied


def compose_text(row: DocumentRow) -> None:
    """Write the text of a record as a text file has it (title, blank line, body), and note what is missing."""
    # The text of the record goes, so that there are not two of it.
    body = row.known.pop("text", None) or row.known.get("abstract")
    title = row.known.get("title")
    row.text = f"{title}\n\n{body}" if title and body else body or title or None
    if body:
        return
    record = f"the record at {row.where}" if row.where else "the record"
    lack = f"no body: {record} has only a title, which is all of its text" if title else f"no text: {record} has none"
    seen = f"other fields seen: {', '.join(row.others)}; if one holds the text, name it with {how_to_name('text', '…')}"
    row.problem = f"{lack}; {seen if row.others else 'fill it in or delete it'}"


def build_documents(
    rows: list[DocumentRow], *, left_out: list[str], day_first: bool | None = None, limits: Limits = DEFAULT_LIMITS
) -> pd.DataFrame:
    """Build the table that `read_corpus` describes; `left_out`, files with reasons, goes into ``attrs["left_out"]``."""
    found: list[Findings] = []
    documents = tabulate_rows(
        rows, day_first=day_first, limits=limits, look=lambda texts: found.extend(look_at_texts(texts))
    )
    documents = note_findings(documents, found)
    documents.attrs["left_out"] = [*left_out, *documents.attrs.get("left_out", [])]
    return documents


def tabulate_rows(
    rows: list[DocumentRow],
    *,
    day_first: bool | None = None,
    limits: Limits = DEFAULT_LIMITS,
    look: Callable[[list[str]], object] = bool,
) -> pd.DataFrame:
    """Return the table of documents; fields beyond a limit are named in its attrs.

    `look` is given the texts part by part, empty where one is missing. The list of rows is left empty, so that nothing
    is there twice.
    """
    ids = unique_ids(rows)
    _note_same_ids(rows, ids)
    columns: dict[str, Any] = {name: [row.known.get(name) for row in rows] for name in FIELDS}
    for name in ("path", "encoding", "sha256", "problem", "member", "format"):
        columns[name] = [getattr(row, name) for row in rows]
    columns |= {"doc_id": ids, "record": [row.where for row in rows], "warning": [None] * len(rows)}
    columns |= _publication(rows, ids, day_first=day_first)
    times = pd.Series(columns["published"], dtype="datetime64[us]")
    given = {"published": times, "text": _take_texts(rows, look)}
    others: defaultdict[str, dict[int, Any]] = defaultdict(dict)  # by the number of the row
    for number, row in enumerate(rows):
        for name, value in row.others.items():
            others[name][number] = value
    n = len(rows)
    rows.clear()
    del ids
    series = {name: given.pop(name) if name in given else _string_series(columns.pop(name)) for name in COLUMNS}
    n_others = len(others)
    for name in list(islice(others, limits.columns)):
        free = f"{name}_in_file" if name in COLUMNS else name
        series[replace_halves(free)] = _other_series(others.pop(name), n)
    table = pd.DataFrame(series, copy=False)
    if n_others > limits.columns:
        said = f"{n_others - limits.columns:,} fields, of {n_others:,} in all files"
        table.attrs["left_out"] = [str(limits.beyond("columns", said, "give the files fields of the same names"))]
    return table


def _take_texts(rows: Sequence[DocumentRow], look: Callable[[list[str]], object]) -> pd.Series:
    """Return the texts of rows, which are left without them part by part, so that there are never two of all."""
    parts = []
    texts: list[str | None] = []
    held = 0
    for row in rows:
        texts.append(row.text or None)
        held += len(row.text or "")
        row.text = None
        if held > _PART or row is rows[-1]:
            look([text or "" for text in texts])
            parts.append(_text_series(texts))
            texts, held = [], 0
    return pd.concat(parts, ignore_index=True) if parts else _text_series(texts)


def _text_series(texts: list[str | None]) -> pd.Series:
    """Return a column of the texts in a list, which is left empty; half of a character becomes U+FFFD."""
    return take_text_column(texts if _IS_ARROW else list(without_halves(texts)), dtype=_STRING)


def _string_series(values: Sequence[str | None]) -> pd.Series:
    """Return a column of strings; half of a character, which a JSON escape can leave, becomes U+FFFD."""
    if not any(values):
        return pd.Series(None, range(len(values)), dtype=_STRING)
    if len(values) > _ROWS:  # Arrow grows by doubling, which takes twice what the strings take
        pieces = [_string_series(values[at : at + _ROWS]) for at in range(0, len(values), _ROWS)]
        return pd.concat(pieces, ignore_index=True)
    said = [value or None for value in values]
    try:
        return column_of_strings(said if _IS_ARROW else list(without_halves(said)), dtype=_STRING)
    except UnicodeEncodeError:  # Arrow looks at each character itself
        return column_of_strings(list(without_halves(said)), dtype=_STRING)


def without_halves(values: Sequence[str | None]) -> Sequence[str | None]:
    """Return strings with U+FFFD for each half of a character."""
    every = (value for value in values if value)
    try:
        while some := "".join(islice(every, _TOGETHER)):
            for at in range(0, len(some), _PIECE):
                some[at : at + _PIECE].encode()
    except UnicodeEncodeError:
        return [value and replace_halves(value) for value in values]
    return values


def _other_series(values: Mapping[int, Any], n: int) -> pd.Series:
    """Return the column of a field that is not ours, of the rows that say something in it and n in all.

    Numbers stay numbers if each of them is held exactly; all else is text.
    """
    if all(map(_is_number, values.values())):
        return pd.Series(list(map(values.get, range(n))), dtype="float64").convert_dtypes()
    if set(map(type, values.values())) != {str}:
        values = {row: as_text(value, between=", ") for row, value in values.items()}
    return _string_series(list(map(values.get, range(n))))


def _is_number(value: object) -> bool:
    """Return whether a value is a number that a float holds exactly; a longer one is a code, such as an id."""
    return isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 2**53)


def unique_ids(rows: Sequence[DocumentRow]) -> list[str]:
    """Return a unique id for each row: that of its record, else the path inside the corpus without its ending."""
    # The name of a file loses its ending where it stays unique without it.
    short = {name: posixpath.splitext(name)[0] for name in {row.name for row in rows}}
    n_short = Counter(short.values())
    n_records = Counter(row.file for row in rows)
    n_seen: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    ids: dict[str, None] = {}
    for row in rows:
        n_seen[row.file] += 1
        name = short[row.name] if n_short[short[row.name]] == 1 else row.name
        wanted = row.known.get("doc_id") or name + (f"#{n_seen[row.file]}" if n_records[row.file] > 1 else "")
        given = wanted
        while given in ids:
            repeated[wanted] += 1
            given = f"{wanted}#{repeated[wanted] + 1}"
        ids[given] = None
    return list(ids)


def _note_same_ids(rows: Sequence[DocumentRow], ids: Sequence[str]) -> None:
    """Note the new id of each record whose id repeats an earlier one."""
    first: dict[str, DocumentRow] = {}
    for row, given in zip(rows, ids, strict=True):
        own = row.known.get("doc_id")
        other = first.setdefault(own or given, row)
        if own and given != own and row.problem is None:
            where = f"{other.file}, {other.where}" if other.where else other.file
            kept = f"this one is kept as {given!r}; give it an id of its own"
            row.problem = f"same id: {own!r} is also the id of {where}; {kept}"


def _publication(rows: Sequence[DocumentRow], ids: list[str], *, day_first: bool | None) -> dict[str, list[Any]]:
    """Parse the publication dates of all rows."""
    raw = [row.known.get("published") for row in rows]
    names = map(_named, ids, rows)  # there would be as many as articles
    files = [row.notes.get("published", row.file) for row in rows]
    sources = [row.known.get("source") for row in rows]
    parsed = [parse_published(value) for value in raw]
    settled = settle_day_order(parsed, names=names, files=files, sources=sources, day_first=day_first)
    return {
        "published": [one.when for one in settled],
        "published_raw": [None if is_blank(value) else str(value) for value in raw],
        "published_precision": [one.precision if one.when else None for one in settled],
        "published_offset": [one.offset if one.when else None for one in settled],
        "published_reason": list(map(_reason, rows, ids, settled)),
    }


def _named(doc_id: str, row: DocumentRow) -> str:
    """Return the names of an article in which its day may stand: its id and that of its file."""
    return f"{doc_id} {row.name.rpartition('/')[2]}"


def _other_day(row: DocumentRow) -> str:
    """Return what is said of a field with the day on which a record was fetched or made."""
    name = next((name for name in row.others if is_not_published(name)), None)
    if name is None:
        return ""
    said = as_text(row.others[name])[:40]
    return f"; its {name}, {said}, is not the day of publication: if it will do, pass {how_to_name('published', name)}"


def _reason(row: DocumentRow, doc_id: str, publication: Publication) -> str | None:
    """Return why a date is missing, or where it comes from if not from the record alone."""
    if publication.when is None and row.text is None:
        return "nothing was read: see problem"
    if publication.when is None and is_blank(row.known.get("published")):
        day = date_in_name(_named(doc_id, row))
        hint = f", only its name has {day}; if that is the day of publication, write it in metadata.csv"
        return "the record has no date" + (hint if day else "") + _other_day(row)
    origin = row.notes.get("published")
    if origin is None:
        return publication.reason or None
    said = [f"from {origin}", publication.reason]
    return ": ".join(filter(None, said)) or None
