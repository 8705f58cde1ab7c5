"""Tables from right to left in a notebook."""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

# In a concordance the context is aligned to the match in the middle.
_ALIGNMENT = {"before": "left", "match": "center"}
# Keeps a date or a name on one line.
_KEPT = ";white-space:nowrap"
# Shown for values of white space only, such as those that edits remove.
_VISIBLE = {" ": "␣", "\n": "⏎", "\t": "⇥"}


@dataclass(frozen=True)
class RightToLeft:
    """A table that a notebook shows as `html`, from right to left, and a terminal as `text`."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def _cell(value: Any, *, width: int) -> str:
    """Return a value as text: a day without midnight, a missing value as nothing."""
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(part, width=width) for part in value)
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        # Four digits get no separator: they may be a year.
        return f"{value:,}" if abs(int(value)) >= 10_000 else str(value)
    words = " ".join(str(value).split())
    if len(words) > width:
        words = words[: width - 1].rstrip() + "…"
    return words or "".join(_VISIBLE.get(space, f"U+{ord(space):04X}") for space in str(value))


def show(table: pd.DataFrame, *, rows: int = 20, width: int = 90) -> RightToLeft:
    """Show a table from right to left in a notebook: the first column on the right.

    Parameters
    ----------
    table : DataFrame
        Any table. Its index is not shown.
    rows : int
        Show at most this many rows, from the top; a line below the table gives the number of all rows.
    width : int
        Cut longer texts to this many characters, with an ellipsis. Line breaks become spaces.

    Returns
    -------
    RightToLeft
        An object that a notebook shows as the last value of a cell.

    Raises
    ------
    TypeError
        If `table` is no DataFrame.
    ValueError
        If `rows` or `width` is less than 1.

    Examples
    --------
    >>> table = pd.DataFrame({"term": ["حافلة", "هدنة"], "n": [12000, 7]})
    >>> show(table, rows=1)
     term      n
    حافلة 12,000
    1 of 2 rows
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"show() takes a pandas DataFrame, not {type(table).__name__}")
    if rows < 1 or width < 1:
        raise ValueError(f"rows and width must be at least 1, not {rows} and {width}")
    columns = [str(column) for column in table.columns]
    records = table.head(rows).itertuples(index=False, name=None)
    cells = [[_cell(value, width=width) for value in record] for record in records]
    note = f"{rows:,} of {len(table):,} rows" if len(table) > rows else "no rows" if table.empty else ""

    align = [_ALIGNMENT.get(column, "right") for column in columns]
    head = "".join(
        f'<th style="text-align:{side}">{escape(column)}</th>' for column, side in zip(columns, align, strict=True)
    )
    # dir="auto": a Latin name or an address keeps its own direction inside the Arabic table.
    body = "".join(
        "<tr>"
        + "".join(
            f'<td dir="auto" style="text-align:{side}{_KEPT if len(cell) <= 30 else ""}">{escape(cell)}</td>'
            for cell, side in zip(line, align, strict=True)
        )
        + "</tr>"
        for line in cells
    )
    below = f'<p dir="ltr" style="text-align:right">{note}</p>' if note else ""
    html = (
        f'<div dir="rtl"><table class="dataframe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f"{below}</div>"
    )
    plain = pd.DataFrame(cells, columns=columns).to_string(index=False) if cells else " ".join(columns)
    return RightToLeft(html=html, text=f"{plain}\n{note}".rstrip())
