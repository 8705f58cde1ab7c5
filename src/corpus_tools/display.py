"""Tables in a notebook, in the language and direction of its reader."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import actors_table
from corpus_tools.data_files import load_table
from corpus_tools.gloss import with_glosses
from corpus_tools.locale import Locale
from corpus_tools.reasons import reason_in_words

#: Pages of a table that are in the notebook; whoever wants more shows a part of the table.
MOST_PAGES = 5

# In a concordance the context is aligned to the match in the middle.
_ALIGNMENT = {"before": "left", "match": "center", "after": "right"}
# Keeps a date or a name on one line.
_KEPT = "white-space:nowrap"
# Keeps a long text from one word a line, beside others on a narrow screen.
_WIDE = "min-width:12em"
_SEPARATORS = re.compile(r"([|+])")
# Shown for values of white space only, such as those that edits remove.
_VISIBLE = {" ": "␣", "\n": "⏎", "\t": "⇥"}


@dataclass(frozen=True)
class ShownTable:
    """A table that a notebook shows as `html` and a terminal as `text`."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def _cell(value: Any, *, width: int, words: Mapping[str, str], locale: Locale | None) -> str:
    """Return a value as text: a day without midnight, a missing value as nothing, an id or a kind by its word."""
    if isinstance(value, (list, tuple)):
        between = ", " if locale is None else locale.text("comma")
        return between.join(_cell(part, width=width, words=words, locale=locale) for part in value)
    if pd.isna(value):
        return ""
    # One actor or several that a name may mean, one step of cleaning or several that changed a place.
    parts = _SEPARATORS.split(str(value)) if words else []
    if not words.keys().isdisjoint(parts):
        return " ".join(words.get(part, part) for part in parts)
    if isinstance(value, pd.Timestamp):
        time = "" if value == value.normalize() else f" {value:%H:%M}"
        return f"{value:%Y-%m-%d}{time}" if locale is None else f"{locale.day(value)}{time}"
    if isinstance(value, (int, float, np.integer)) and not isinstance(value, bool):
        return _number(value)
    said = " ".join(str(value).split())
    if len(said) > width:
        said = said[: width - 1].rstrip() + "…"
    return said or "".join(_VISIBLE.get(space, f"U+{ord(space):04X}") for space in str(value))


def _number(value: Any) -> str:
    """Return a number as text; what is small and not zero is not shown as zero."""
    if isinstance(value, float):
        return "< 0.01" if 0 < value < 0.005 else f"{value:,.2f}"
    # Four digits get no separator: they may be a year.
    return f"{value:,}" if abs(int(value)) >= 10_000 else str(value)


def _words_for(column: str, actors: Registry | pd.DataFrame | None, locale: Locale | None) -> Mapping[str, str]:
    """Return what the values of a column are called in the reader's language."""
    if locale is None:
        return {}
    known = load_table("columns")
    if column in known["of_actors"]:
        names = actors_table(actors)[f"name_{locale.lang}"].dropna()
        return dict(zip(names.index.astype(str), names, strict=True))
    words: dict[str, str] = known["values"][locale.lang] if column in known["of_words"] else {}
    return words


def _with_reasons(table: pd.DataFrame, locale: Locale | None) -> pd.DataFrame:
    """Return a table in which problems and warnings are told in the reader's language."""
    if locale is None:
        return table
    told = load_table("columns")["of_reasons"]
    return table.assign(
        **{
            column: table[column].map(lambda said: reason_in_words(str(said), locale.lang), na_action="ignore")
            for column in told
            if column in table
        }
    )


def show(
    table: pd.DataFrame,
    *,
    rows: int = 20,
    width: int = 90,
    locale: Locale | None = None,
    actors: Registry | pd.DataFrame | None = None,
) -> ShownTable:
    """Show a table in a notebook, in the reader's language and direction.

    Parameters
    ----------
    table : DataFrame
        Any table. Its index is not shown.
    rows : int
        Show this many rows; those that follow open page by page, and below stands how many are on none.
    width : int
        Cut longer texts to this many characters, with an ellipsis. Line breaks become spaces.
    locale : Locale, optional
        The reader's language, in which columns, kinds and days are written and actors are named. By default all is
        shown as a program has it, from right to left.
    actors : Registry or DataFrame, optional
        What actors are called; by default the registry that ships.

    Returns
    -------
    ShownTable
        An object that a notebook shows as the last value of a cell.

    Raises
    ------
    TypeError
        If `table` is no DataFrame.
    ValueError
        If `rows` or `width` is less than 1.

    Examples
    --------
    >>> from corpus_tools.locale import ARABIC
    >>> table = pd.DataFrame({"actor_id": ["SYR_OPP", "RUS"], "n": [12000, 7]})
    >>> show(table, rows=1)
    actor_id      n
     SYR_OPP 12,000
    1 / 2
    >>> print(show(table, locale=ARABIC).text.splitlines()[1])
    المعارضة السورية  12,000
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"show() takes a pandas DataFrame, not {type(table).__name__}")
    if rows < 1 or width < 1:
        raise ValueError(f"rows and width must be at least 1, not {rows} and {width}")
    kept = table.head(rows * MOST_PAGES)
    kept = kept if locale is None else with_glosses(kept, locale)
    columns = [str(column) for column in kept.columns]
    words = [_words_for(column, actors, locale) for column in columns]
    cells = [
        [_cell(value, width=width, words=of, locale=locale) for value, of in zip(record, words, strict=True)]
        for record in _with_reasons(kept, locale).itertuples(index=False, name=None)
    ]
    headings = {} if locale is None else load_table("columns")["columns"][locale.lang]
    head = [headings.get(column, column) for column in columns]
    # The lines of a concordance read from right to left whoever reads them.
    rtl = locale is None or locale.rtl or "match" in columns
    leaning = _ALIGNMENT if "match" in columns else {}
    sides = [leaning.get(column, "right" if rtl else "left") for column in columns]
    # dir="auto": a Latin name or an address keeps its own direction inside the Arabic table.
    body = [
        "".join(
            f'<td dir="auto" style="text-align:{side};{_KEPT if len(cell) <= 30 else _WIDE}">{escape(cell)}</td>'
            for cell, side in zip(line, sides, strict=True)
        )
        for line in cells
    ]
    html = table_html(list(zip(head, sides, strict=True)), body, rows=rows, total=len(table), rtl=rtl, locale=locale)
    note = f"{rows:,} / {len(table):,}" if len(table) > rows else _note("no_rows", locale) if table.empty else ""
    plain = pd.DataFrame(cells[:rows], columns=head).to_string(index=False) if cells else " ".join(head)
    return ShownTable(html=html, text=f"{plain}\n{note}".rstrip())


def table_html(
    head: Sequence[tuple[str, str]],
    body: Sequence[str],
    *,
    rows: int,
    total: int,
    rtl: bool,
    locale: Locale | None = None,
    caption: str = "",
) -> str:
    """Return rows of cells as a table: the first `rows` of them, and the others in pages that open.

    `head` has the heading and the side of each column, `total` is how many rows there are, shown or not. Notebooks that
    were not run by their reader lose scripts and style sheets: pages are details, and styles stand at the elements.
    """
    headings = "".join(f'<th style="text-align:{side}">{escape(name)}</th>' for name, side in head)
    pages = [
        f'<table class="dataframe">{caption if first == 0 else ""}<thead><tr>{headings}</tr></thead>'
        f"<tbody>{''.join(f'<tr>{row}</tr>' for row in body[first : first + rows])}</tbody></table>"
        for first in range(0, max(len(body), 1), rows)
    ]
    opened = "".join(
        f"<details><summary>{_note('rows', locale, first=number * rows + 1, last=min((number + 1) * rows, len(body)))}"
        f"</summary>{page}</details>"
        for number, page in enumerate(pages[1:], start=1)
    )
    below = _note("no_rows", locale) if total == 0 else ""
    if total > len(body):
        left_out = total - len(body)
        below = _note("left_out", locale, rows=f"{left_out:,}" if locale is None else locale.counted(left_out, "row"))
    note = f"<div>{below}</div>" if below else ""
    direction, side = ("rtl", "right") if rtl else ("ltr", "left")
    return f'<div dir="{direction}" style="text-align:{side};overflow-x:auto">{pages[0]}{opened}{note}</div>'


def _note(key: str, locale: Locale | None, **filled: object) -> str:
    """Return what stands below a table, by default in English."""
    lang = "en" if locale is None else locale.lang
    return str(load_table("columns")["notes"][lang][key]).format(**filled)
