"""Tables as Excel workbooks in which text is text, even where it begins like a formula."""

from importlib.util import find_spec
from io import BytesIO
from typing import Any

import pandas as pd

from corpus_tools.files import show_controls, whole

LONGEST = 32_000  # characters in a cell; Excel takes 32,767
_MOST_ROWS = 1_048_575  # of Excel, below the head


def require_openpyxl() -> None:
    """Check, before any work is done, that workbooks can be written."""
    if find_spec("openpyxl") is None:
        raise ImportError(
            "an .xlsx file needs openpyxl: pip install 'corpus-tools[formats]', or name a file that ends in .csv"
        )


def workbook_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as a workbook of one page; a list is set with semicolons, and the same table is the same cells.

    Raises ValueError for more rows than a page of Excel holds, ImportError where openpyxl is not installed.
    """
    require_openpyxl()
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and needed only here
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    if len(table) > _MOST_ROWS:
        raise ValueError(f"Excel holds {_MOST_ROWS:,} rows, and these are {len(table):,}; write .parquet or .csv")
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "A2"
    head = [WriteOnlyCell(page, str(name)) for name in table.columns]
    for cell in head:
        cell.font = Font(bold=True)
    page.append(head)
    for row in table.itertuples(index=False, name=None):
        cells = [WriteOnlyCell(page) for _ in row]
        for cell, value in zip(cells, row, strict=True):
            fill_cell(cell, "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else value)
        page.append(cells)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fill_cell(cell: Any, value: Any) -> None:
    """Write a value into a cell: text as text, a period as it is written, nothing for a missing value."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124 - a NaN
        return
    if isinstance(value, pd.Timestamp):
        cell.value = value.to_pydatetime()
    elif isinstance(value, (str, pd.Period)):
        cell.value = show_controls(whole(str(value)))[:LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = value.item() if hasattr(value, "item") else value
