"""Sheets in files: written for a person to fill in, in Excel's format or as CSV, and read back from either."""

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from math import ceil
from pathlib import Path
from typing import Any

import pandas as pd

from corpus_tools.data_files import load_table
from corpus_tools.files import csv_bytes, show_controls, unescape_formula, whole, write_bytes
from corpus_tools.locale import Locale
from corpus_tools.reading.decoding import decode
from corpus_tools.workbooks import LONGEST, fill_cell, require_openpyxl

ENDINGS = (".xlsx", ".csv")

_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_WIDTHS = {"number": 7, "group": 14, "sentence": 90, "claim": 34, "answer": 10, "note": 24, "title": 36, "source": 16}
_SHOWN = ["number", "group", "sentence", "claim", "answer", "note", "title", "source", "published", "url"]
_RED = "FFB3261E"
_LINE = 15  # the height of a line, in points
_MOST_LINES = 27  # Excel's rows are 409 points high at most


def require_writable(path: Path) -> None:
    """Check, before any work is done, that a sheet can be written under a name."""
    if path.suffix.lower() not in ENDINGS:
        raise ValueError(f"{str(path)!r} is no name of a sheet: it must end in {' or '.join(ENDINGS)}")
    if path.suffix.lower() == ".xlsx":
        require_openpyxl()


def write_sheet(sheet: pd.DataFrame, path: Path, locale: Locale) -> None:
    """Write a sheet under the reader's names of its columns; those that only the machine reads are hidden in Excel."""
    names = load_table("validation")["columns"][locale.lang]
    if path.suffix.lower() == ".csv":
        write_bytes(path, csv_bytes(sheet.rename(columns=names)))
    else:
        write_bytes(path, _workbook(sheet, names, locale))


def _workbook(sheet: pd.DataFrame, names: dict[str, str], locale: Locale) -> bytes:
    """Return a sheet as an Excel workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and needed only here
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    book = Workbook()
    page = book.active
    page.title = names["answer"].strip("؟?")
    page.sheet_view.rightToLeft = locale.rtl
    page.freeze_panes = "A2"
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0  # as many pages as it takes
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for column, name in enumerate(map(str, sheet.columns), 1):
        head = page.cell(1, column, names.get(name, name))
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFEFEBE0")
        shape = page.column_dimensions[head.column_letter]
        shape.width, shape.hidden = _WIDTHS.get(name, 18), name not in _SHOWN or not sheet[name].notna().any()
        if name == "group":
            shape.hidden = sheet[name].eq("").all()
        reading = Alignment(
            wrap_text=True,
            vertical="top",
            horizontal="right" if locale.rtl else "left",
            readingOrder=2 if locale.rtl else 1,
        )
        if name == "url":  # an address is followed, not read
            reading.wrap_text = False
        for row, value in enumerate(sheet[name].tolist(), 2):
            cell = page.cell(row, column)
            _fill(cell, value)
            cell.alignment = reading
    # Not every program fits the height of a row to words in several colours.
    for row, lines in enumerate(_lines_of_rows(sheet), 2):
        page.row_dimensions[row].height = _LINE * lines
    answer = page.cell(1, sheet.columns.tolist().index("answer") + 1).column_letter
    offered = ",".join(load_table("validation")["offered"][locale.lang])
    choice = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
    choice.add(f"{answer}2:{answer}{len(sheet) + 1}")
    page.add_data_validation(choice)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _lines_of_rows(sheet: pd.DataFrame) -> list[int]:
    """Return how many lines the longest cell of each row takes."""
    lengths = [
        sheet[name].map(len, na_action="ignore") / _WIDTHS[name]
        for name in ("sentence", "claim", "title")
        if name in sheet
    ]
    return [min(ceil(lines * 1.1), _MOST_LINES) or 1 for lines in pd.concat(lengths, axis=1).max(axis=1)]


def _fill(cell: Any, value: Any) -> None:
    """Write a value into a cell, words between marks in colour."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock  # noqa: PLC0415 - see `_workbook`
    from openpyxl.cell.text import InlineFont  # noqa: PLC0415

    parts = _MARKED.split(show_controls(whole(value))[:LONGEST]) if isinstance(value, str) else []
    if len(parts) < 2:
        fill_cell(cell, value)
        return
    red = InlineFont(b=True, color=_RED)
    # Between the marked words stand the others, which may be none.
    runs = [TextBlock(red, part) if at % 2 else part for at, part in enumerate(parts) if part]
    cell.value = CellRichText(*runs)


def read_sheet(path: Path) -> pd.DataFrame:
    """Read a sheet under the names that `validation_sample` gave its columns; every cell is text, an empty one missing.

    The index is the number of each row in the file.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ValueError(f"{path}: no sheet of a sample: its name must end in {' or '.join(ENDINGS)}")
    if not path.is_file():
        raise FileNotFoundError(
            f"{path}: no such file; sheets are written by validation_sample or `corpus-tools sample`"
        )
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _excel_rows(path)
    filled = {number: row for number, row in enumerate(rows, 1) if any(cell is not None for cell in row)}
    named = {shown: name for lang in load_table("validation")["columns"].values() for name, shown in lang.items()}
    if not filled:
        raise ValueError(f"{path}: the sheet is empty; write it again with validation_sample")
    head, *_ = filled.values()
    columns = [named.get(str(cell).strip(), str(cell).strip()) for cell in head]
    body = [row for _, row in list(filled.items())[1:]]
    width = len(columns)
    table = pd.DataFrame([(*row, *[None] * width)[:width] for row in body], columns=columns, dtype=object)
    return table.set_axis(list(filled)[1:])


def _csv_rows(path: Path) -> list[list[str | None]]:
    """Return the cells of a CSV file, whatever a spreadsheet has made of its encoding and its delimiter."""
    text, _ = decode(path.read_bytes())
    text = text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return [[unescape_formula(cell) if cell.strip() else None for cell in line] for line in lines]


def _excel_rows(path: Path) -> Sequence[Sequence[str | None]]:
    """Return the cells of the first page of an Excel workbook, as text."""
    try:
        import openpyxl  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise ImportError(f"{path}: an .xlsx sheet needs openpyxl: pip install 'corpus-tools[formats]'") from error
    try:
        page = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True).worksheets[0]
        rows = list(page.iter_rows(values_only=True))
    except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
        raise ValueError(f"{path}: malformed Excel file ({error}); open it in Excel and save it again") from error
    return [[None if cell is None or not str(cell).strip() else str(cell) for cell in row] for row in rows]
