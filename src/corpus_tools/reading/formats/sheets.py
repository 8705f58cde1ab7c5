"""Parse tables in binary files: Excel workbooks and Parquet."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from corpus_tools.reading.fields import FieldNames, is_blank, missing_text
from corpus_tools.reading.records import Record, UnreadableError, missing_package


def read_excel(data: bytes, names: FieldNames) -> list[Record]:
    """Read the rows of every sheet of an Excel workbook (.xlsx, .xlsm) that has a column for the text.

    The first row of a sheet that is not empty names the columns. A sheet without a text is one record with a problem;
    if no sheet has one, the file is damaged or openpyxl is missing, UnreadableError is raised.
    """
    try:
        import openpyxl  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("Excel", "openpyxl") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of styles and extensions, which hold no text
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            sheets = [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
    except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
        raise UnreadableError(f"malformed Excel file: {error}; open it in Excel and save it again") from error
    records = [record for title, rows in sheets for record in _rows_of(title, rows, names)]
    if not records:
        raise UnreadableError("empty file: no sheet of the workbook has a row under its header")
    if all(record.problem for record in records):
        raise UnreadableError(str(records[0].problem))
    return records


def _rows_of(title: str, rows: list[tuple[Any, ...]], names: FieldNames) -> Iterator[Record]:
    """Yield the records of one sheet."""
    filled = ((number, row) for number, row in enumerate(rows, 1) if any(not is_blank(cell) for cell in row))
    first = next(filled, None)
    if first is None:
        return
    columns = [str(cell).strip() if not is_blank(cell) else "" for cell in first[1]]
    where = f"sheet {title!r}"
    if not names.has_text(columns):
        yield Record(where=where, problem=f"{missing_text(columns)} ({where})")
        return
    for number, row in filled:
        values = {column: cell for column, cell in zip(columns, row, strict=False) if column}
        yield Record(values, where=f"{where}, row {number}")


def read_parquet(data: bytes, names: FieldNames) -> list[Record]:
    """Read the rows of a Parquet file; raise UnreadableError if it is damaged, has no text or pyarrow is missing."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and needed only here
        from pyarrow import parquet  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("Parquet", "pyarrow") from error
    try:
        rows = parquet.read_table(BytesIO(data)).to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise UnreadableError(f"malformed Parquet file: {reason}; fetch or write the file again") from error
    if rows and not names.has_text(rows[0]):
        raise UnreadableError(missing_text(rows[0]))
    return [Record(row, where=f"row {number}") for number, row in enumerate(rows, 1)]
