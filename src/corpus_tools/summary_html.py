"""What `corpus-tools check` finds, as a page that stands by itself."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from corpus_tools.files import show_controls

_HEADINGS = {
    "documents": "Documents",
    "problem": "Problems: what could not be read, or is no text",
    "warning": "Warnings: what to know of texts that are sound",
    "published": "Days of publication",
    "doubt": "Doubts: texts that look cut, days out of range",
    "copies": "Copies",
    "boilerplate": "What recurs at the beginning and end of the texts of a source, and goes",
    "cleaned": "Documents that each step of cleaning changed",
    "source": "Sources",
    "category": "Categories",
    "format": "Formats",
    "encoding": "Encodings",
    "left out": "Files left out",
}
_STYLE = (
    "body{font-family:'IBM Plex Sans Arabic','Noto Sans Arabic',Tahoma,sans-serif;margin:2em auto;max-width:70em;"
    "padding:0 1em;line-height:1.5}"
    "table{border-collapse:collapse;margin:.5em 0 1em}"
    "th,td{padding:.2em .8em;border-bottom:1px solid #8884;text-align:start;vertical-align:top;overflow-wrap:anywhere}"
    "td.n{text-align:end;font-variant-numeric:tabular-nums}"
)


def summary_page(summary: pd.DataFrame, details: Mapping[str, pd.DataFrame]) -> str:
    """Return a summary as a page, a table for each aspect, with a table of single documents where there is one."""
    parts = []
    for aspect, heading in _HEADINGS.items():
        counts = summary.loc[summary["aspect"] == aspect, ["value", "n"]]
        detail = details.get(aspect)
        if len(counts):
            parts.append(f"<h2>{heading}</h2>{_table(counts)}")
            if detail is not None and len(detail):
                parts.append(f"<details><summary>{len(detail):,} in detail</summary>{_table(detail)}</details>")
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>What a corpus holds</title>\n<style>{_STYLE}</style>\n<h1>What a corpus holds</h1>\n"
        + "\n".join(parts)
        + "\n</html>\n"
    )


def _table(table: pd.DataFrame) -> str:
    """Return a table as HTML, each cell in its own direction."""
    head = "".join(f"<th>{escape(str(column))}</th>" for column in table.columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.itertuples(index=False, name=None))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    """Return one value as a cell; a half of a surrogate pair, which no file can hold, is U+FFFD."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<td class="n">{value:,}</td>'
    text = (
        "unknown" if pd.isna(value) else str(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )
    return f'<td dir="auto">{escape(show_controls(" ".join(text.split())))}</td>'
