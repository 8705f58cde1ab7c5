"""Draw which source or month uses which name for one actor."""

from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.actors.names import NAMING_KINDS
from corpus_tools.actors.registry.load import Registry
from corpus_tools.copies import INDEPENDENT, counted_part, swap_counts, without_left_out
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.bar_rows import SIZE, BarRows, draw_key_entry, key_entry_width, label_column
from corpus_tools.figures.evidence import add_evidence, require_numbers
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.periods import thin_periods
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, LIGHT_BLUE, LIGHT_RED, PALE, PAPER, SAND
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_spans
from corpus_tools.tables import (
    FEWEST_ARTICLES_OF_PERIOD,
    at_least_one,
    counting_of,
    group_column,
    require_columns,
    rows_of,
)
from corpus_tools.terms.groups import groups_of_corpus

_PITCH = 0.31  # from one bar to the next
_THICKNESS = 0.21
_KEY = 0.22  # from one line of the key to the next
_LABEL = 2.0  # the widest that a group is set

# Colours of the names, the most frequent first, and of the remaining names.
_NAMES = (BLUE, LIGHT_RED, LIGHT_BLUE, "#D8B365", SAND)
_OTHERS = PALE


def plot_actor_names(
    table: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    actor: str | None = None,
    mentions: pd.DataFrame | None = None,
    max_q: float = 0.05,
    top: int = 12,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw which names are used for an actor: for each source or month a bar of the shares of the names.

    Shares that differ from those of the other groups, tested by article, stand in bold.

    Parameters
    ----------
    table : DataFrame
        What `actor_names` made: actor_id, the group, alias, n; q and articles are optional. Where it counts copies
        once, the independent documents are drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was searched. Periods in which it has fewer than ten articles are left out.
    actors : see `plot_mentions`
    actor : str, optional
        The id of the actor; by default the one most often mentioned under another name than its most frequent one.
    mentions : DataFrame, optional
        The mentions that were counted; with the corpus, they give the evidence.
    max_q : float
        The highest q of a share that stands in bold.
    top : int
        The most groups to draw: the first periods, or the other groups that mention the actor most often.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a group and name each; names without a colour of their own share a row) and
        `evidence`.

    Raises
    ------
    NothingToDrawError
        If no actor, or not the requested one, is mentioned.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    Examples
    --------
    >>> table = pd.DataFrame({"actor_id": "ISIS", "source": ["س", "س", "ص"], "alias": ["داعش", "تنظيم الدولة", "داعش"],
    ...                       "n": [3, 1, 2]})
    >>> actors = pd.DataFrame({"actor_id": ["ISIS"], "name_ar": ["داعش"]})
    >>> plot_actor_names(table, actors=actors).rows[["label", "name", "n", "total"]].values.tolist()
    [['س', 'داعش', 3, 4], ['س', 'تنظيم الدولة', 1, 4], ['ص', 'داعش', 2, 2]]
    """
    counted = counting_of(table, by="source", kinds=NAMING_KINDS)
    if counted["by"] is None:
        raise ValueError(
            "`table` compares no groups; call actor_names with by= a column of the documents, such as source, or a "
            "unit of the calendar"
        )
    by = group_column(counted["by"])
    require_columns(table, ["actor_id", by, "alias", "n"], name="table")
    table, corpus = swap_counts(table), counted_part(table, corpus)
    chosen = _actor(table) if actor is None else actor
    here = table[table["actor_id"] == chosen].reset_index(drop=True)
    if here.empty or chosen is None:
        raise NothingToDrawError(f"no name to draw: {chosen or 'no actor'} is mentioned in the corpus under no name")
    thin = here[by].isin(thin_periods(corpus, counted["by"])) if corpus and by == "period" else here["n"].isna()
    here = here[~thin].reset_index(drop=True)
    if here.empty:
        raise NothingToDrawError(
            f"no name to draw: each {counted['by']} has fewer than {FEWEST_ARTICLES_OF_PERIOD} articles"
        )
    ranked = here.groupby("alias")["n"].sum().sort_values(ascending=False, kind="stable")
    names, others = [str(name) for name in ranked.index], locale.text("naming_others")
    if len(names) > len(_NAMES):
        names = [*names[: len(_NAMES) - 1], others]
    colours = dict(zip(names, _NAMES, strict=False)) | {others: _OTHERS}
    rows = _rows(here, names, by, locale)
    rows = rows[rows["label"].isin(rows["label"].unique()[: at_least_one(top)])].reset_index(drop=True)
    [shown] = actor_labels(actors, [chosen], locale.lang)
    key = _key_lines([name for name in names if name in set(rows["name"])])
    bars = rows["label"].nunique()
    title, subtitle = title or locale.text("naming_title", actor=shown), locale.text("naming_subtitle")
    if (rows["q"] <= max_q).any():
        subtitle += locale.text("naming_bold")
    if thin.any():
        subtitle += "\n" + locale.text("naming_thin", articles=locale.articles(FEWEST_ARTICLES_OF_PERIOD))
    body = _KEY * len(key) + 0.1 + _PITCH * bars
    sheet, top_of_body = new_sheet(locale, Heading(title, subtitle, source, validation), body=body)
    _draw_key(sheet, top_of_body, key, colours)
    _draw_bars(sheet, top_of_body + _KEY * len(key) + 0.1, rows, colours, max_q)
    sheet.figure.rows, sheet.figure.choices = swap_counts(rows.reset_index(names="mark")), {"actor": chosen}
    if mentions is not None and corpus is not None:
        mentions = without_left_out(mentions, table)
        require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
        used = mentions[(mentions["actor_id"] == chosen) & mentions["kind"].isin(counted["kinds"])]
        codes, groups = groups_of_corpus(corpus, counted["by"])
        labels = [_group_label(value, locale) for value in groups]
        group = [labels[code] for code in codes[rows_of(used["doc_id"], corpus.doc_index)]]
        name = [alias if alias in names else others for alias in used["alias"]]
        marks = {key: mark for mark, key in enumerate(zip(rows["label"], rows["name"], strict=True))}
        mark = [marks.get(key, -1) for key in zip(group, name, strict=True)]
        placed = used.assign(label=group, name=name, mark=mark)
        placed = placed[placed["mark"] >= 0]
        require_numbers(placed, rows["n"], what=rows["name"].tolist(), made_by="actor_names")
        add_evidence(sheet.figure, placed, corpus)
    return sheet.figure


def _actor(table: pd.DataFrame) -> str | None:
    """Return the actor most often mentioned under another name than its most frequent one."""
    per_name = table.groupby(["actor_id", "alias"])["n"].sum().groupby("actor_id").agg(["sum", "max"])
    per_name["others"] = per_name["sum"] - per_name["max"]
    ranked = per_name.sort_values(["others", "sum"], ascending=False, kind="stable")
    return None if ranked.empty else str(ranked.index[0])


def _group_label(value: Any, locale: Locale) -> str:
    """Return the label of a group: a period in words, a missing value as unknown."""
    if isinstance(value, pd.Period):
        return locale.period(value.start_time, (value + 1).start_time)
    return locale.text("unknown") if pd.isna(value) else str(value)


def _rows(table: pd.DataFrame, names: list[str], by: str, locale: Locale) -> pd.DataFrame:
    """Return how often each group uses each drawn name, in the order of the groups and of the names."""
    others = locale.text("naming_others")
    # Where copies count once, also the numbers of all documents.
    numbers = [column for column in table if str(column).removesuffix(INDEPENDENT) in ("n", "total", "articles")]
    numbers = [column for column in numbers if column != "total"]  # it is that of the names
    rows = pd.DataFrame(
        {
            "actor_id": table["actor_id"],
            "label": [_group_label(value, locale) for value in table[by]],
            "name": [alias if alias in names else others for alias in table["alias"]],
            **table[numbers],
            # What is tested is a name, and not several together.
            "q": table["q"].where(table["alias"].isin(names)) if "q" in table else np.nan,
        }
    )
    keys = ["actor_id", "label", "name"]
    how = {column: "sum" if column.startswith("n") else "first" for column in rows.columns.drop(keys)}
    rows = rows.groupby(keys, sort=False, as_index=False).agg(how)
    before = next(column for column in (f"total{INDEPENDENT}", "n") if column in rows)
    rows.insert(rows.columns.tolist().index(before) + 1, "total", rows.groupby("label")["n"].transform("sum"))
    rows.insert(rows.columns.tolist().index("total") + 1, "share", rows["n"] / rows["total"])
    place_of = {name: place for place, name in enumerate(names)}
    rows = rows.assign(_place=rows["name"].map(place_of), _group=pd.factorize(rows["label"])[0])
    by_period = any(isinstance(value, pd.Period) for value in table[by])
    order = ["_group", "_place"] if by_period else ["total", "_group", "_place"]
    rows = rows.sort_values(order, ascending=[key != "total" for key in order], kind="stable", ignore_index=True)
    return rows.drop(columns=["_place", "_group"])


def _key_lines(names: list[str]) -> list[list[str]]:
    """Return the names of the key in lines."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for name in names:
        width = key_entry_width(_key_name(name), size=8.5) + 0.24
        if lines[-1] and used + width > BODY:
            lines.append([])
            used = 0.0
        lines[-1].append(name)
        used += width
    return lines


def _key_name(name: str) -> str:
    """Return a name, cut to the width of the sheet."""
    return clip(name, BODY - 0.2, size=8.5)


def _draw_key(sheet: Sheet, top: float, lines: list[list[str]], colours: dict[str, str]) -> None:
    """Draw which colour is which name."""
    for number, names in enumerate(lines):
        x, y = MARGIN, top + (number + 0.5) * _KEY
        for name in names:
            x += draw_key_entry(sheet, x, y, _key_name(name), colours[name], size=8.5, colour=INK) + 0.24


def _draw_bars(sheet: Sheet, top: float, rows: pd.DataFrame, colours: dict[str, str], max_q: float) -> None:
    """Draw a bar for each group, cut into the shares of its names."""
    groups = [group for _, group in rows.groupby("label", sort=False)]
    labels, column = label_column((group["label"].iloc[0] for group in groups), _LABEL, sheet.locale)
    totals = [_total(group, sheet.locale) for group in groups]
    room = BODY - column - max(measure(text, size=SIZE) for text in totals) - 0.1
    panel = sheet.inch_panel(MARGIN + column, top, room, _PITCH * len(groups))
    bars = BarRows(sheet, panel, _PITCH, _THICKNESS)
    for row, group in enumerate(groups):
        start = 0.0
        of_group = zip(group.index, group["name"], group["n"], group["share"], group["q"], strict=True)
        for mark, name, n, share, q in of_group:
            width, colour = share * room, colours[name]
            bars.bar(row, start, width, facecolor=colour, edgecolor=PAPER, linewidth=0.6)
            ends = bars.middle(row) - _THICKNESS / 2, bars.middle(row) + _THICKNESS / 2
            sheet.area(panel, mark, (start, ends[0]), (start + width, ends[1]))
            number, weight = sheet.locale.number(n), "bold" if q <= max_q else "regular"
            if measure(number, size=8, weight=weight) + 0.08 < width:
                look: dict[str, Any] = {"colour": PAPER if colour == BLUE else INK, "weight": weight}
                bars.write(row, panel.start + start + width / 2, number, size=8, align="center", **look)
            start += width
        bars.label(row, labels[row])
        bars.write(row, panel.start + room + 0.06, totals[row], colour=GREY)
        end = room + 0.06 + measure(totals[row], size=SIZE)
        sheet.area(panel, group.index[0], (room + 0.03, row * _PITCH), (end, (row + 1) * _PITCH), column="total")


def _total(group: pd.DataFrame, locale: Locale) -> str:
    """Return how often a group mentions the actor, and in how many articles where that is known."""
    total = int(group["total"].iloc[0])
    articles = group["articles"].iloc[0] if "articles" in group else pd.NA
    if pd.isna(articles):
        return locale.number(total)
    return locale.text("n_in", n=locale.counted(total, "time"), articles=locale.articles(int(articles)))
