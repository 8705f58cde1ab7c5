"""Tables as pandas writes them to JSON: a list of the columns, or of each column its cells, instead of articles."""

from collections.abc import Mapping
from typing import Any

from corpus_tools.reading.fields import FieldNames


def rows_of_table(value: object, names: FieldNames) -> list[dict[str, Any]] | None:
    """Return the rows of a table of articles, each by the names of its columns; None where a value is no such table."""
    if not isinstance(value, dict):
        return None
    columns, rows = value.get("columns"), value.get("data")
    if isinstance(rows, list) and rows:
        if isinstance(value.get("schema"), dict) and all(isinstance(row, dict) for row in rows):
            return rows if names.has_text(rows[0]) else None
        are_rows = isinstance(columns, list) and all(isinstance(row, list) and len(row) == len(columns) for row in rows)
        if are_rows and isinstance(columns, list) and names.has_text(columns):
            return [dict(zip(map(str, columns), row, strict=True)) for row in rows]
    # Columns that are all as long as one another, a text and what tells of an article among them.
    if not names.has_text(value) or not names.tell_of_article(value):
        return None
    cells = [_cells(column) for column in value.values()]
    lengths = {len(column) for column in cells if column is not None}
    if None in cells or len(lengths) != 1 or lengths == {0}:
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*filter(None, cells), strict=True)]


def _cells(column: object) -> list[Any] | None:
    """Return the cells of a column: a list, or an object that numbers them; None where it is neither."""
    if isinstance(column, Mapping) and all(isinstance(key, str) and key.isdecimal() for key in column):
        column = list(column.values())
    if not isinstance(column, list) or any(isinstance(cell, (dict, list)) for cell in column):
        return None
    return column
