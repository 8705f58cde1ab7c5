"""What `corpus-tools check` finds, as a page that stands by itself."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from corpus_tools.files import show_controls
from corpus_tools.reasons import left_out_in_words, reason_in_words
from corpus_tools.summary_words import SummaryWords

#: Columns whose values have words in the reader's language, and those that say what is wrong.
_NAMED, _REASONS = frozenset({"value", "doubt", "place", "goes_on"}), frozenset({"problem", "warning"})
_STYLE = (
    "body{font-family:'IBM Plex Sans Arabic','Noto Sans Arabic',Tahoma,sans-serif;margin:2em auto;max-width:70em;"
    "padding:0 1em;line-height:1.5}"
    "table{border-collapse:collapse;margin:.5em 0 1em}"
    "th,td{padding:.2em .8em;border-bottom:1px solid #8884;text-align:start;vertical-align:top}"
    "td{overflow-wrap:anywhere}"
    ":root{color-scheme:light dark}:root[dir=rtl] td{text-align:right}:root[dir=ltr] td{text-align:left}"
    ":root td.n{text-align:end;font-variant-numeric:tabular-nums}"
)


def summary_page(summary: pd.DataFrame, details: Mapping[str, pd.DataFrame], *, name: str, said: SummaryWords) -> str:
    """Return the summary of a corpus as a page: a table for each aspect, and below it one of single documents."""
    parts = []
    for aspect, heading in said.of("headings").items():
        counts = summary.loc[summary["aspect"] == aspect, ["value", "n"]]
        if aspect == "left out":
            counts = counts.assign(value=counts["value"].map(lambda line: left_out_in_words(line, said.lang)))
        elif aspect == "boilerplate":
            counts = counts.assign(value=counts["value"].map(said.place))
        detail = details.get(aspect)
        if len(counts):
            parts.append(f"<h2>{heading}</h2>{_table(counts, said)}")
            if detail is not None and len(detail):
                shown = said.of("detail").format(n=f"{len(detail):,}")
                parts.append(f"<details><summary>{shown}</summary>{_table(detail, said)}</details>")
    title, rtl = said.of("title").format(name=f"\u2068{escape(show_controls(name))}\u2069"), said.lang == "ar"
    return (
        f'<!doctype html>\n<html lang="{said.lang}" dir="{"rtl" if rtl else "ltr"}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>\n" + "\n".join(parts) + "\n</html>\n"
    )


def _table(table: pd.DataFrame, said: SummaryWords) -> str:
    """Return a table as HTML, each cell in its own direction."""
    head = "".join(f"<th>{escape(said.column(str(column)))}</th>" for column in table.columns)
    rows = table.assign(
        **{column: table[column].map(said.value) for column in _NAMED.intersection(table.columns)},
        **{
            column: table[column].map(lambda reason: reason_in_words(reason, said.lang))
            for column in _REASONS.intersection(table.columns)
        },
    )
    cells = ("".join(_cell(value, said) for value in row) for row in rows.itertuples(index=False, name=None))
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any, said: SummaryWords) -> str:
    """Return one value as a cell; a half of a surrogate pair, which no file can hold, is U+FFFD."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<td class="n">{value:,}</td>'
    text = (
        said.value(None)
        if pd.isna(value)
        else str(value).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    )
    return f'<td dir="auto">{escape(show_controls(" ".join(text.split())))}</td>'
