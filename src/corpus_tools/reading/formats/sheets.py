"""Parse tables in binary files: Excel workbooks and Parquet."""

import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from corpus_tools.reading.fields import FieldNames, is_blank, missing_text
from corpus_tools.reading.limits import DEFAULT_LIMITS, MAX_SHEET_ROWS, Limits
from corpus_tools.reading.records import Record, UnreadableError, missing_package

_MALFORMED, _REMEDY = "malformed Excel file", "open it in Excel and save it again"


def read_excel(data: bytes, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the rows of every sheet of an Excel workbook (.xlsx, .xlsm) that has a column for the text.

    The first row of a sheet that is not empty names the columns. A sheet without a text is one record with a problem;
    if no sheet has one, the file is damaged or openpyxl is missing, UnreadableError is raised.
    """
    try:
        import openpyxl  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("Excel", "openpyxl") from error
    records: list[Record] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of styles and extensions, which hold no text
        try:
            sheets = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets
        except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
            raise UnreadableError(f"{_MALFORMED}: {error}; {_REMEDY}") from error
        for sheet in sheets:
            where = f"sheet {sheet.title!r}"
            try:
                sheet.reset_dimensions()  # which a file may claim to be any
                rows = _first_rows(sheet.iter_rows(values_only=True, max_row=MAX_SHEET_ROWS + 1))
                for record in _rows_of(where, limits.in_time(rows, where), names, limits):
                    records.append(record)  # noqa: PERF402 - what was read before an error stays
            except UnreadableError as error:
                records.append(Record(where=where, problem=str(error)))
            except Exception as error:  # noqa: BLE001 - as above
                records.append(Record(where=where, problem=f"{_MALFORMED}: {where}: {error}; {_REMEDY}"))
    if not records:
        raise UnreadableError("empty file: no sheet of the workbook has a row under its header")
    if all(record.problem for record in records):
        raise UnreadableError(str(records[0].problem))
    return records


def _rows_of(where: str, rows: Iterable[tuple[Any, ...]], names: FieldNames, limits: Limits) -> Iterator[Record]:
    """Yield the records of one sheet."""
    filled = ((number, row) for number, row in enumerate(rows, 1) if not all(map(is_blank, row)))
    first = next(filled, None)
    if first is None:
        return
    columns = [str(cell).strip() if not is_blank(cell) else "" for cell in first[1]]
    if len(columns) > limits.columns:
        said = f"too many columns: {where} has {len(columns):,}, more than {limits.columns:,}"
        yield Record(where=where, problem=str(limits.beyond("columns", said, "take out those that you don't need")))
        return
    if not names.has_text(columns):
        yield Record(where=where, problem=f"{missing_text(columns)} ({where})")
        return
    for number, row in filled:
        values = {column: cell for column, cell in zip(columns, row, strict=False) if column}
        yield Record(values, where=f"{where}, row {number}")


def _first_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that a workbook can have; raise UnreadableError if there are more."""
    for number, row in enumerate(rows, 1):
        if number > MAX_SHEET_ROWS:
            raise UnreadableError(f"{_MALFORMED}: it has rows beyond {MAX_SHEET_ROWS:,}; delete them")
        yield row


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
