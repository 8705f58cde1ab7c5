"""Parse tables in binary files: Excel workbooks and Parquet."""

import warnings
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from corpus_tools.reading.decoding import decode
from corpus_tools.reading.fields import FieldNames, is_blank, missing_text
from corpus_tools.reading.formats.json_records import join_fields
from corpus_tools.reading.limits import DEFAULT_LIMITS, MAX_SHEET_ROWS, Limits
from corpus_tools.reading.records import Record, UnreadableError, missing_package

#: Numbers of days since 1900 that are of a newspaper; a year and Unix time are none of them.
_DAYS = (20_000, 80_000)
#: What the tables of a store say of themselves.
_OF_STORES = frozenset([b"dtypes", b"units"])
_MALFORMED, _REMEDY = "malformed Excel file", "open it in Excel and save it again"


def read_excel(data: bytes, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the rows of every sheet of an Excel workbook (.xlsx, .xlsm) that has a column for the text.

    The first row of a sheet that is not empty names the columns, or one below a few rows of a heading. A sheet without
    a text is one record with a problem; if no sheet has one, the file is damaged or openpyxl is missing,
    UnreadableError is raised.
    """
    try:
        import openpyxl  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("Excel", "openpyxl") from error
    records: list[Record] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of styles and extensions, which hold no text
        try:
            workbook = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            sheets, epoch = workbook.worksheets, workbook.epoch
        except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
            raise UnreadableError(f"{_MALFORMED}: {error}; {_REMEDY}") from error
        for sheet in sheets:
            where = f"sheet {sheet.title!r}"
            try:
                sheet.reset_dimensions()  # which a file may claim to be any
                rows = _first_rows(sheet.iter_rows(values_only=True, max_row=MAX_SHEET_ROWS + 1))
                for record in _rows_of(where, limits.in_time(rows, where), names, limits, epoch=epoch):
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


def _rows_of(
    where: str, rows: Iterable[tuple[Any, ...]], names: FieldNames, limits: Limits, *, epoch: datetime
) -> Iterator[Record]:
    """Yield the records of one sheet; `epoch` is the day from which the workbook counts days."""
    filled = ((number, row) for number, row in enumerate(rows, 1) if not all(map(is_blank, row)))
    first = next(filled, None)
    if first is None:
        return
    columns = _names_of(first[1])
    if len(columns) <= limits.columns and not names.has_text(columns):
        found = names.find_header(_names_of(row) for _, row in filled)
        if found:
            above, columns = found
            yield from [Record(left_out="rows above the header")] * above
    if len(columns) > limits.columns:
        said = f"too many columns: {where} has {len(columns):,}, more than {limits.columns:,}"
        yield Record(where=where, problem=str(limits.beyond("columns", said, "take out those that you don't need")))
        return
    if not names.has_text(columns):
        yield Record(where=where, problem=f"{missing_text(columns)} ({where})")
        return
    days = [column for column in columns if names.field(column) == "published"]
    for number, row in filled:
        values = {column: cell for column, cell in zip(columns, row, strict=False) if column}
        values |= {column: _day_of(values[column], epoch) for column in days if column in values}
        yield Record(values, where=f"{where}, row {number}")


def _names_of(row: Iterable[Any]) -> list[str]:
    """Return the names of the columns that a row gives, empty where it gives none."""
    return ["" if is_blank(cell) else str(cell).strip() for cell in row]


def _day_of(value: Any, epoch: datetime) -> Any:
    """Return a moment where a cell of dates has the number by which Excel counts days; the cell as it is otherwise."""
    is_count = isinstance(value, (int, float)) and not isinstance(value, bool) and _DAYS[0] <= value < _DAYS[1]
    return epoch + timedelta(seconds=round(value * 86_400)) if is_count else value


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
        table = parquet.read_table(BytesIO(data))
        columns = [column.to_pylist() for column in table.itercolumns()]
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise UnreadableError(f"malformed Parquet file: {reason}; fetch or write the file again") from error
    if (table.schema.metadata or {}).keys() >= _OF_STORES:
        raise UnreadableError("no article: a table of a store of a corpus; take it out, or build the store again")
    header = table.column_names
    rows = [dict(zip(header, row, strict=True)) for row in zip(*columns, strict=True)]
    if rows and not names.has_text(rows[0]):
        raise UnreadableError(missing_text(rows[0]))
    for name in (field.name for field in table.schema if "binary" in str(field.type)):
        for row in rows:
            row[name] = _as_read(row[name])
    return [Record(join_fields(row, names), where=f"row {number}") for number, row in enumerate(rows, 1)]


def _as_read(value: Any) -> Any:
    """Return a value of a column of bytes as the text that they are."""
    if not isinstance(value, bytes):
        return value
    try:
        return decode(value)[0]
    except UnreadableError:
        return value.hex()
