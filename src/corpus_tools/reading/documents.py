"""The documents table: one row for each article, and one for each file or record that gave none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from corpus_tools.reading.day_order import settle_day_order
from corpus_tools.reading.fields import FIELDS, as_text, is_blank
from corpus_tools.reading.formats.html_pages import looks_like_html, text_of_html
from corpus_tools.reading.publication import date_in_name, parse_published

#: The columns that every documents table has, in order; other fields of the records follow.
COLUMNS = (
    "doc_id", "title", "text", "published", "source", "url", "author", "category", "path", "encoding", "sha256",
    "problem", "abstract", "member", "record", "format",
    "published_raw", "published_precision", "published_offset", "published_reason",
)  # fmt: skip

# The type of a column of strings: str in pandas 3, object before.
_STRING = pd.Series(["أ"]).dtype
_ONE_LINE = ("doc_id", "title", "source", "url", "author", "category")


@dataclass(slots=True)
class Row:
    """A row of the documents table in the making.

    Parameters
    ----------
    path, name, member, where : str
        The file; its path inside the corpus; the path inside an archive; where in the file the record begins.
    file_format, encoding, sha256 : str, optional
        What the file is.
    known, others : dict
        Our fields, and the rest by the names of the file.
    text, problem : str, optional
        The text, and what is wrong.
    notes : dict
        By field: where the value comes from, when not from the record.
    """

    path: str
    name: str
    member: str | None = None
    where: str | None = None
    file_format: str | None = None
    encoding: str | None = None
    sha256: str | None = None
    known: dict[str, Any] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)
    text: str | None = None
    problem: str | None = None
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file, or the member of an archive, that the row comes from."""
        return f"{self.path}/{self.member}" if self.member else self.path


def tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    r"""Write fields as they go into the table: one line each, lists joined, prose without markup.

    Examples
    --------
    >>> tidy({"title": " هدنة\n في حمص ", "author": ["سمر", "عمر"], "text": "<p>بدأت.</p>"})
    {'title': 'هدنة في حمص', 'author': 'سمر, عمر', 'text': 'بدأت.'}
    """
    tidied = {}
    for name, value in values.items():
        if name in _ONE_LINE:
            tidied[name] = " ".join(_prose(as_text(value, between=", ")).split())
        else:
            tidied[name] = value if name == "published" else _prose(as_text(value))
    return tidied


def _prose(text: str) -> str:
    """Take markup out of a field."""
    return text_of_html(text) if looks_like_html(text) else text.strip()


def compose_text(row: Row) -> None:
    """Make the text of a record as a text file has it: title, blank line, body; note what is missing."""
    body = row.known.get("text") or row.known.get("abstract")
    title = row.known.get("title")
    row.text = f"{title}\n\n{body}" if title and body else body or title or None
    if body:
        return
    at = f" at {row.where}" if row.where else ""
    what = (
        f"no body: the record{at} has only a title, which is all of its text"
        if title
        else f"no text: the record{at} has none"
    )
    seen = (
        f"; other fields seen: {', '.join(row.others)}; if one holds the text, name it with fields="
        if row.others
        else ""
    )
    row.problem = f"{what}{seen or '; fill it in or delete it'}"


def build_documents(rows: Sequence[Row], *, left_out: Sequence[str], day_first: bool | None = None) -> pd.DataFrame:
    """Make the documents table of its rows.

    Parameters
    ----------
    rows : sequence of Row
        One for each article, file or record.
    left_out : sequence of str
        The files that are no documents, with the reason; they go into ``attrs["left_out"]``.
    day_first : bool, optional
        See `corpus_tools.reading.read.read_corpus`.

    Returns
    -------
    DataFrame
        The documents table, as `corpus_tools.reading.read.read_corpus` describes it.
    """
    ids = unique_ids(rows)
    _note_same_ids(rows, ids)
    columns: dict[str, Any] = {name: [row.known.get(name) for row in rows] for name in FIELDS}
    columns |= {
        "doc_id": ids,
        "text": [row.text for row in rows],
        "path": [row.path for row in rows],
        "encoding": [row.encoding for row in rows],
        "sha256": [row.sha256 for row in rows],
        "problem": [row.problem for row in rows],
        "member": [row.member for row in rows],
        "record": [row.where for row in rows],
        "format": [row.file_format for row in rows],
    }
    columns |= _publication_columns(rows, ids, day_first=day_first)
    series = {
        name: pd.Series(columns[name], dtype="datetime64[us]") if name == "published" else _string_series(columns[name])
        for name in COLUMNS
    }
    for name in dict.fromkeys(name for row in rows for name in row.others):
        free = f"{name}_in_file" if name in COLUMNS else name
        series[free] = _other_series([row.others.get(name) for row in rows])
    documents = pd.DataFrame(series)
    documents.attrs["left_out"] = list(left_out)
    return documents


def _string_series(values: Sequence[str | None]) -> pd.Series:
    """Make a column of strings; half of a character, which a JSON escape can leave, becomes U+FFFD."""
    filled = [value or None for value in values]
    try:
        "".join(value for value in filled if value).encode()
    except UnicodeEncodeError:
        filled = [value and re.sub("[\ud800-\udfff]", "\ufffd", value) for value in filled]
    return pd.Series(filled, dtype=_STRING)


def _other_series(values: Sequence[Any]) -> pd.Series:
    """Make a column of a field that is not ours: numbers stay numbers, all else is text."""
    if all(is_blank(value) or (isinstance(value, (int, float)) and not isinstance(value, bool)) for value in values):
        return pd.Series([None if is_blank(value) else value for value in values], dtype="float64").convert_dtypes()
    return _string_series([None if is_blank(value) else as_text(value, between=", ") for value in values])


def unique_ids(rows: Sequence[Row]) -> list[str]:
    """Give each row an id of its own: that of its record, else the path inside the corpus without its ending.

    Examples
    --------
    >>> unique_ids([Row("a.csv", "a.csv", known={"doc_id": "7"}), Row("b.csv", "b.csv", known={"doc_id": "7"}),
    ...             Row("حمص/1.txt", "حمص/1.txt")])
    ['7', '7#2', 'حمص/1']
    """
    own_names = _names_without_ending(rows)
    n_records = Counter(row.file for row in rows)
    number: Counter[str] = Counter()
    repeated: Counter[str] = Counter()
    taken: set[str] = set()
    ids = []
    for row in rows:
        number[row.file] += 1
        own = row.known.get("doc_id")
        wanted = own or own_names[row.name] + (f"#{number[row.file]}" if n_records[row.file] > 1 else "")
        given = wanted
        while given in taken:
            repeated[wanted] += 1
            given = f"{wanted}#{repeated[wanted] + 1}"
        taken.add(given)
        ids.append(given)
    return ids


def _note_same_ids(rows: Sequence[Row], ids: Sequence[str]) -> None:
    """Say of each record whose id an earlier one has, what it is called now."""
    first: dict[str, Row] = {}
    for row, given in zip(rows, ids, strict=True):
        own = row.known.get("doc_id")
        other = first.setdefault(own or given, row)
        if own and given != own and row.problem is None:
            where = f"{other.file}, {other.where}" if other.where else other.file
            row.problem = (
                f"same id: {own!r} is also the id of {where}; this one is kept as {given!r}; give it an id of its own"
            )


def _names_without_ending(rows: Sequence[Row]) -> dict[str, str]:
    """Shorten the names of files by their endings, where that leaves each a name of its own."""
    names = dict.fromkeys(row.name for row in rows)
    short = {name: PurePosixPath(name).with_suffix("").as_posix() for name in names}
    n_short = Counter(short.values())
    return {name: shorter if n_short[shorter] == 1 else name for name, shorter in short.items()}


def _publication_columns(rows: Sequence[Row], ids: Sequence[str], *, day_first: bool | None) -> dict[str, list[Any]]:
    """Read the publication dates of all rows."""
    raw = [row.known.get("published") for row in rows]
    names = [f"{doc_id} {row.name.rpartition('/')[2]}" for doc_id, row in zip(ids, rows, strict=True)]
    settled = settle_day_order(
        [parse_published(value) for value in raw],
        names=names,
        files=[row.notes.get("published", row.file) for row in rows],
        sources=[row.known.get("source") for row in rows],
        day_first=day_first,
    )
    return {
        "published": [one.when for one in settled],
        "published_raw": [None if is_blank(value) else str(value) for value in raw],
        "published_precision": [one.precision if one.when else None for one in settled],
        "published_offset": [one.offset if one.when else None for one in settled],
        "published_reason": [
            _reason(row, name, one.reason, found=one.when is not None)
            for row, name, one in zip(rows, names, settled, strict=True)
        ],
    }


def _reason(row: Row, name: str, reason: str | None, *, found: bool) -> str | None:
    """Say why a date is missing, or where it comes from if not from the record alone."""
    if not found and row.text is None:
        return "nothing was read: see problem"
    if not found and is_blank(row.known.get("published")):
        day = date_in_name(name)
        hint = f", only its name has {day}; if that is the day of publication, write it in metadata.csv"
        return "the record has no date" + (hint if day else "")
    origin = row.notes.get("published")
    if origin is None:
        return reason
    return f"from {origin}" + (f": {reason}" if reason else "")
