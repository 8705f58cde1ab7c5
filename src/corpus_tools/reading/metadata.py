"""Fill in what is known of the documents from outside: metadata.csv beside them, or a table from the caller."""

import os
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from corpus_tools.places import Place, given_place, has_file, place_of, read_whole, unwrapped, written_as
from corpus_tools.reading.documents import DocumentRow, tidy, unique_ids
from corpus_tools.reading.fields import FieldNames, as_text, is_blank
from corpus_tools.reading.formats import parse_table
from corpus_tools.reading.records import Record, UnreadableError


class Metadata(NamedTuple):
    """A metadata table."""

    records: Sequence[Record]  # its rows
    where: str  # what messages call it
    folder: str  # from which its paths start, with slashes


Index = dict[str, list[DocumentRow]]


def given_metadata(metadata: str | os.PathLike[str] | pd.DataFrame, names: FieldNames) -> Metadata:
    """Read the metadata that a caller gives: a DataFrame, or a file in CSV, Excel, JSON or Parquet.

    A missing file raises FileNotFoundError; one that is no table, or has neither path nor doc_id, ValueError.
    """
    if isinstance(metadata, pd.DataFrame):
        columns = [str(column) for column in metadata.columns]
        values = (dict(zip(columns, row, strict=True)) for row in metadata.itertuples(index=False, name=None))
        rows = [Record(fields, where=f"row {number}") for number, fields in enumerate(values)]
        table = Metadata(rows, "metadata", "")
    elif isinstance(metadata := unwrapped(metadata), (str, os.PathLike)):
        path = given_place(metadata)
        if not has_file(path):
            raise FileNotFoundError(f"there is no metadata file {str(path)!r}; give a CSV file or a DataFrame")
        try:
            rows = parse_table(read_whole(path), path.name, names)
        except UnreadableError as error:
            raise ValueError(f"metadata {str(path)!r} cannot be read: {error}") from error
        columns = list(rows[0].fields) if rows else []
        table = Metadata(rows, written_as(path), written_as(path.parent))
    else:
        raise TypeError(f"metadata must be a path or a DataFrame, not {type(metadata).__name__}")
    if rows and not any(names.field(column) == "doc_id" or is_path_column(column) for column in columns):
        lack = "has no column path or doc_id to find the documents by"
        raise ValueError(f"the table {table.where} {lack}; it has {', '.join(columns)}")
    return table


def is_path_column(column: str) -> bool:
    """Return whether a column names the files."""
    return column.strip().casefold() in {"path", "file", "filename", "file_name", "الملف", "اسم الملف"}


def fill_in(rows: Sequence[DocumentRow], tables: Sequence[Metadata], names: FieldNames) -> list[DocumentRow]:
    """Fill the gaps of `rows` in place from metadata tables; what the files or an earlier table say stays.

    A row of a table belongs to the documents whose path it has (from the folder of the table, inside the corpus or an
    archive, or as a bare file name if that is unique), else to those whose doc_id it has. Return one row for each table
    with rows that are unreadable or match no document; its problem says which.
    """
    if not tables:
        return []
    by_path = _index(rows)
    by_id: Index = defaultdict(list)
    for row, doc_id in zip(rows, unique_ids(rows), strict=True):
        for name in {doc_id, row.known.get("doc_id", doc_id)}:
            by_id[name].append(row)
    problems = [(table.where, _fill_from(table, names, by_path, by_id)) for table in tables]
    return [DocumentRow(where, PurePosixPath(where).name, problem=problem) for where, problem in problems if problem]


def _fill_from(table: Metadata, names: FieldNames, by_path: Index, by_id: Index) -> str | None:
    """Fill in from one table and return what was wrong with it."""
    unmatched: list[str] = []
    broken: list[str] = []
    for record in table.records:
        if record.problem:
            broken.append(record.problem)
            continue
        path = next((as_text(value) for name, value in record.fields.items() if is_path_column(name)), "").strip()
        known, others = names.sort_out({n: value for n, value in record.fields.items() if not is_path_column(n)})
        doc_id = as_text(known.pop("doc_id", "")).strip()
        if path:  # from the folder of the table if possible
            from_folder = by_path.get(_normal(posixpath.join(table.folder, path.replace("\\", "/"))))
            matched = from_folder or by_path.get(_normal(path), [])
        else:
            matched = by_id.get(doc_id, [])
        if not matched and not (path and _is_file(place_of(table.folder) / path)):
            unmatched.append(f"{record.where}: {path or doc_id or 'no path'}")
        for row in matched:
            _fill(row, tidy(known), others, table.where)
    said = broken[:3]
    if unmatched:
        rows = "1 row matches" if len(unmatched) == 1 else f"{len(unmatched)} rows match"
        listed = "; ".join(unmatched[:3]) + ("; …" if len(unmatched) > 3 else "")
        said.append(f"{rows} no document ({listed}); correct the path or doc_id there")
    return f"metadata not used: {'. '.join(said)}" if said else None


def _normal(path: str) -> str:
    """Return a path in one form, whatever system it comes from."""
    return posixpath.normpath(unicodedata.normalize("NFC", path.replace("\\", "/")))


def _index(rows: Sequence[DocumentRow]) -> Index:
    """Index documents by the paths that name them, and by the bare names of files that occur once."""
    index: Index = defaultdict(list)
    bare: defaultdict[str, dict[str, list[DocumentRow]]] = defaultdict(dict)
    for row in rows:
        for key in {_normal(path) for path in (row.file, row.path, row.name, row.member) if path}:
            index[key].append(row)
        bare[PurePosixPath(_normal(row.file)).name].setdefault(row.file, []).append(row)
    for name, files in bare.items():
        if len(files) == 1 and name not in index:
            index[name] = next(iter(files.values()))
    return index


def _is_file(path: Place) -> bool:
    """Return whether a path is a file: one that exists and was not read, as when one article of a folder is read."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _fill(row: DocumentRow, known: Mapping[str, Any], others: Mapping[str, Any], where: str) -> None:
    """Fill the gaps of one document."""
    for name, value in known.items():
        if name != "text" and is_blank(row.known.get(name)):
            row.known[name] = value
            row.notes = {**row.notes, name: where}
    row.others = {**row.others, **{name: value for name, value in others.items() if name not in row.others}}
