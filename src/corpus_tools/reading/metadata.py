"""What is known of the documents from outside: metadata.csv beside them, or a table from the caller."""

import os
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from corpus_tools.reading.documents import Row, tidy, unique_ids
from corpus_tools.reading.fields import FieldNames, as_text, is_blank
from corpus_tools.reading.formats import parse_table
from corpus_tools.reading.records import Record, UnreadableError


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
            f"the table {table.where} has no column path or doc_id to find the documents by; "
            f"it has {', '.join(columns)}"
        )
    return table


def is_path_column(column: str) -> bool:
    """Tell the column that names the files."""
    return column.strip().casefold() in {"path", "file", "filename", "file_name", "الملف", "اسم الملف"}


def fill_in(rows: Sequence[Row], tables: Sequence[Metadata], names: FieldNames) -> list[Row]:
    """Fill what the files do not say from metadata tables; what they say stays, and so does an earlier table.

    Parameters
    ----------
    rows : sequence of Row
        The documents; changed in place.
    tables : sequence of Metadata
        A row of a table is for the documents whose path it gives (from its folder, inside the corpus or an archive, or
        the bare file name where that is unique), or whose doc_id.
    names : FieldNames
        What columns are called.

    Returns
    -------
    list of Row
        One for each table with rows that are unreadable or match no document; it says which.
    """
    by_path = _index(rows) if tables else {}
    by_id: defaultdict[str, list[Row]] = defaultdict(list)
    for row, doc_id in zip(rows, unique_ids(rows), strict=True):
        for name in {doc_id, row.known.get("doc_id", doc_id)}:
            by_id[name].append(row)
    problems = []
    for table in tables:
        problem = _fill_from(table, names, by_path, by_id)
        if problem:
            problems.append(Row(table.where, PurePosixPath(table.where).name, problem=problem))
    return problems


def _fill_from(
    table: Metadata, names: FieldNames, by_path: Mapping[str, list[Row]], by_id: Mapping[str, list[Row]]
) -> str | None:
    """Fill in from one table; say what was wrong with it."""
    unmatched: list[str] = []
    broken: list[str] = []
    for record in table.records:
        if record.problem:
            broken.append(record.problem)
            continue
        path = next((as_text(value) for name, value in record.fields.items() if is_path_column(name)), "").strip()
        known, others = names.sort_out({n: value for n, value in record.fields.items() if not is_path_column(n)})
        doc_id = as_text(known.pop("doc_id", "")).strip()
        matched = _by_path(path, table.folder, by_path) if path else by_id.get(doc_id, [])
        if not matched and not (path and _is_file(Path(table.folder) / path)):
            unmatched.append(f"{record.where}: {path or doc_id or 'no path'}")
        for row in matched:
            _fill(row, tidy(known), others, table.where)
    return _report(broken, unmatched)


def _normal(path: str) -> str:
    """Write a path in one way, whatever system it comes from."""
    return posixpath.normpath(unicodedata.normalize("NFC", path.replace("\\", "/")))


def _index(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Index documents by the paths that name them, and by the bare names of files that occur once."""
    index: defaultdict[str, list[Row]] = defaultdict(list)
    bare: defaultdict[str, dict[str, list[Row]]] = defaultdict(dict)
    for row in rows:
        for key in {_normal(path) for path in (row.file, row.path, row.name, row.member) if path}:
            index[key].append(row)
        bare[PurePosixPath(_normal(row.file)).name].setdefault(row.file, []).append(row)
    for name, files in bare.items():
        if len(files) == 1 and name not in index:
            index[name] = next(iter(files.values()))
    return index


def _by_path(path: str, folder: str, index: Mapping[str, list[Row]]) -> list[Row]:
    """Find the documents that a path names, the meaning from the folder of the table first."""
    from_folder = index.get(_normal(posixpath.join(folder, path.replace("\\", "/"))))
    return from_folder or index.get(_normal(path), [])


def _is_file(path: Path) -> bool:
    """Tell a file that exists and was not asked for, as when one article of a folder is read."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _fill(row: Row, known: Mapping[str, Any], others: Mapping[str, Any], where: str) -> None:
    """Fill the gaps of one document."""
    for name, value in known.items():
        if name != "text" and is_blank(row.known.get(name)):
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
