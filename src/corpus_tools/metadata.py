"""What is known of the documents from outside: metadata.csv beside them, or a table from the caller."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from corpus_tools.documents import Row, tidy
from corpus_tools.fields import FieldNames, is_blank
from corpus_tools.formats import parse_table
from corpus_tools.records import Record, UnreadableError


@dataclass(frozen=True, slots=True)
class Metadata:
    """A metadata table.

    Parameters
    ----------
    records : sequence of Record
        Its rows.
    where : str
        What to call it.
    folder : str
        The folder, with slashes, from which its paths start.
    """

    records: Sequence[Record]
    where: str
    folder: str


def given_metadata(metadata: str | os.PathLike[str] | pd.DataFrame, names: FieldNames) -> Metadata:
    """Read the metadata that a caller gives.

    Parameters
    ----------
    metadata : path or DataFrame
        A table (CSV, Excel, JSON or Parquet) with a column path or doc_id.
    names : FieldNames
        What columns are called.

    Returns
    -------
    Metadata
        The table.

    Raises
    ------
    FileNotFoundError
        If the file does not exist.
    ValueError
        If it is no table or has neither a path nor a doc_id.
    TypeError
        If `metadata` is neither path nor DataFrame.
    """
    if isinstance(metadata, pd.DataFrame):
        columns = [str(column) for column in metadata.columns]
        rows = [
            Record(dict(zip(columns, values, strict=True)), where=f"row {number}")
            for number, values in enumerate(metadata.itertuples(index=False, name=None))
        ]
        table = Metadata(rows, "metadata", "")
    elif isinstance(metadata, (str, os.PathLike)):
        path = Path(metadata)
        if not path.is_file():
            raise FileNotFoundError(
                f"there is no metadata file {str(path)!r}; give the path of a CSV file or a DataFrame"
            )
        try:
            rows = parse_table(path.read_bytes(), path.name, names)
        except UnreadableError as error:
            raise ValueError(f"metadata {str(path)!r} cannot be read: {error}") from error
        columns = list(rows[0].fields) if rows else []
        table = Metadata(rows, path.as_posix(), path.parent.as_posix())
    else:
        raise TypeError(f"metadata must be a path or a DataFrame, not {type(metadata).__name__}")
    if rows and not any(names.field(column) == "doc_id" or is_path_column(column) for column in columns):
        raise ValueError(
            f"{table.where} has no column path or doc_id to find the documents by; it has {', '.join(columns)}"
        )
    return table


def is_path_column(column: str) -> bool:
    """Tell the column that names the files."""
    return column.strip().casefold() in {"path", "file", "filename", "file_name", "الملف", "اسم الملف"}


def fill_in(rows: Sequence[Row], table: Metadata, names: FieldNames) -> list[Row]:
    """Fill what the files do not say from a metadata table; what they say stays.

    Parameters
    ----------
    rows : sequence of Row
        The documents; changed in place.
    table : Metadata
        A row of it is for the documents whose path it gives (from its folder, inside the corpus or an archive, or the
        bare file name where that is unique), or whose doc_id.
    names : FieldNames
        What columns are called.

    Returns
    -------
    list of Row
        None, or one that says which rows of the metadata were unreadable or match no document.
    """
    by_path = _index(rows, table.folder)
    by_id: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not is_blank(row.known.get("doc_id")):
            by_id[str(row.known["doc_id"])].append(row)
    unmatched: list[str] = []
    broken: list[str] = []
    for record in table.records:
        if record.problem:
            broken.append(record.problem)
            continue
        path = next((value for name, value in record.fields.items() if is_path_column(name)), None)
        known, others = names.sort_out({n: value for n, value in record.fields.items() if not is_path_column(n)})
        doc_id = known.pop("doc_id", None)
        matched = by_path.get(_normal(str(path)), []) if not is_blank(path) else by_id.get(str(doc_id), [])
        if not matched and not _lies_elsewhere(table.folder, path):
            unmatched.append(f"{record.where}: {path if not is_blank(path) else doc_id}")
        for row in matched:
            _fill(row, tidy(known), others, table.where)
    problem = _report(broken, unmatched)
    return [Row(table.where, PurePosixPath(table.where).name, problem=problem)] if problem else []


def _normal(path: str) -> str:
    """Write a path in one way, whatever system it comes from."""
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/").removeprefix("./"))


def _index(rows: Sequence[Row], folder: str) -> Mapping[str, list[Row]]:
    """Index documents by every path that can name them, the nearest meaning first."""
    index: dict[str, list[Row]] = {}
    by_file_name: defaultdict[str, dict[str, list[Row]]] = defaultdict(dict)
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(filter(None, (row.file, row.path, row.name, row.member))):
            groups[_normal(key)].append(row)
        by_file_name[_normal(PurePosixPath(row.member or row.path).name)].setdefault(row.file, []).append(row)
    start = _normal(folder).rstrip("/") + "/" if folder not in {"", "."} else ""
    for key, found in groups.items():
        index.setdefault(key, found)
        if start and key.startswith(start):
            index[key[len(start) :]] = found
    for name, files in by_file_name.items():
        if len(files) == 1:
            index.setdefault(name, next(iter(files.values())))
    return index


def _lies_elsewhere(folder: str, path: object) -> bool:
    """Tell a row for a file that exists and was not asked for, as when one article of a folder is read."""
    try:
        return isinstance(path, str) and bool(path.strip()) and (Path(folder) / path.strip()).is_file()
    except (OSError, ValueError):
        return False


def _fill(row: Row, known: Mapping[str, Any], others: Mapping[str, Any], where: str) -> None:
    """Fill the gaps of one document."""
    for name, value in known.items():
        if name not in {"text", "doc_id"} and is_blank(row.known.get(name)):
            row.known[name] = value
            row.notes[name] = where
    for name, value in others.items():
        row.others.setdefault(name, value)


def _report(broken: Sequence[str], unmatched: Sequence[str]) -> str | None:
    """Say what was wrong with a metadata table, in one line."""
    said = list(broken[:3])
    if unmatched:
        rows = "1 row matches" if len(unmatched) == 1 else f"{len(unmatched)} rows match"
        listed = "; ".join(unmatched[:3]) + ("; …" if len(unmatched) > 3 else "")
        said.append(f"{rows} no document ({listed}); correct the path or doc_id there")
    return f"metadata not used: {'. '.join(said)}" if said else None
