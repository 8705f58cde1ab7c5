"""Draw which source, or which month, uses which name for one actor."""

from typing import Any

import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.actors.counts import NAMING_KINDS
from corpus_tools.actors.registry.load import Registry
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.actor_labels import actor_labels
from corpus_tools.figures.evidence import add_evidence, require_numbers
from corpus_tools.figures.sheet import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    PAPER,
    SAND,
    WIDTH,
    CorpusFigure,
    Sheet,
    at_least_one,
    clip,
    measure,
    new_sheet,
)
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_spans
from corpus_tools.tables import counting_of, group_column, groups_of, require_columns

_PITCH = 0.31  # from one bar to the next
_BAR = 0.21
_SIZE = 9.5
_KEY = 0.22  # from one line of the key to the next
_LABEL = 2.0  # the widest that a group is set

# Inks of the names, the most frequent first, and of all that are left.
_NAMES = (BLUE, "#D9A08F", "#8FB0BF", "#D8B365", SAND)
_OTHERS = PALE


def plot_actor_names(
    table: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    actors: Registry | pd.DataFrame | None = None,
    *,
    actor: str | None = None,
    mentions: pd.DataFrame | None = None,
    top: int = 12,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw which names are used for an actor: a bar for each source or month, made of the shares of the names.

    Parameters
    ----------
    table : DataFrame
        What `actor_names` made: actor_id, the group, alias, n.
    corpus : Corpus or DataFrame, optional
        The corpus that was searched.
    actors : Registry or DataFrame, optional
        As in `plot_mentions`.
    actor : str, optional
        The id of the actor; without it, the one most often mentioned under another name than its most frequent one.
    mentions : DataFrame, optional
        The mentions that were counted: with the corpus, they give the evidence.
    top : int
        How many groups to draw: of periods the first, of others those that mention the actor most often.
    locale, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a group and name each; the names without an ink of their own in one row) and
        `evidence`.

    Raises
    ------
    NothingToDrawError
        If no actor, or not the one that is asked for, is mentioned.
    TypeError, ValueError
        If a column is missing, an option is not known, or the corpus has not as many places as the table says.

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
    chosen = _actor(table) if actor is None else actor
    here = table[table["actor_id"] == chosen].reset_index(drop=True)
    if here.empty or chosen is None:
        raise NothingToDrawError(f"no name to draw: {chosen or 'no actor'} is mentioned in the corpus under no name")
    ranked = here.groupby("alias")["n"].sum().sort_values(ascending=False, kind="stable")
    names = [str(name) for name in ranked.index]
    if len(names) > len(_NAMES):
        names = [*names[: len(_NAMES) - 1], locale.text("naming_others")]
    inks = dict(zip(names, _NAMES, strict=False)) | {locale.text("naming_others"): _OTHERS}
    rows = _rows(here, names, by, locale)
    rows = rows[rows["label"].isin(rows["label"].unique()[: at_least_one(top)])].reset_index(drop=True)
    [shown] = actor_labels(actors, [chosen], locale.lang)
    key = _key_lines([name for name in names if name in set(rows["name"])])
    bars = rows["label"].nunique()
    sheet, top_of_body = new_sheet(
        locale,
        body=_KEY * len(key) + 0.1 + _PITCH * bars,
        title=title or locale.text("naming_title", actor=shown),
        subtitle=locale.text("naming_subtitle", actor=shown),
        source=source,
    )
    _draw_key(sheet, top_of_body, key, inks)
    _draw_bars(sheet, top_of_body + _KEY * len(key) + 0.1, rows, inks)
    sheet.figure.rows, sheet.figure.choices = rows.reset_index(names="mark"), {"actor": chosen}
    if mentions is not None and corpus is not None:
        corpus = as_corpus(corpus)
        require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
        used = mentions[(mentions["actor_id"] == chosen) & mentions["kind"].isin(counted["kinds"])]
        codes, groups = groups_of(corpus.texts, counted["by"])
        labels = [_group_label(value, locale) for value in groups]
        group = [labels[code] for code in codes[corpus.doc_index.get_indexer(pd.Index(used["doc_id"]))]]
        others = locale.text("naming_others")
        name = [_shown_name(alias, names, others) for alias in used["alias"]]
        _add_evidence(sheet.figure, used.assign(label=group, name=name), rows, corpus)
    return sheet.figure


def _actor(table: pd.DataFrame) -> str | None:
    """Choose the actor that is most often mentioned under another name than its most frequent one."""
    per_name = table.groupby(["actor_id", "alias"])["n"].sum().groupby("actor_id").agg(["sum", "max"])
    per_name["others"] = per_name["sum"] - per_name["max"]
    ranked = per_name.sort_values(["others", "sum"], ascending=False, kind="stable")
    return None if ranked.empty else str(ranked.index[0])


def _group_label(value: Any, locale: Locale) -> str:
    """Name a group: a period in words, a missing value as unknown."""
    if isinstance(value, pd.Period):
        return locale.period(value.start_time, (value + 1).start_time)
    return locale.text("unknown") if pd.isna(value) else str(value)


def _shown_name(alias: str, names: list[str], others: str) -> str:
    """Name an alias as the key does."""
    return alias if alias in names else others


def _rows(table: pd.DataFrame, names: list[str], by: str, locale: Locale) -> pd.DataFrame:
    """Count the names of each group as they are drawn, the groups in their order."""
    others = locale.text("naming_others")
    rows = pd.DataFrame(
        {
            "actor_id": table["actor_id"],
            "label": [_group_label(value, locale) for value in table[by]],
            "name": [_shown_name(alias, names, others) for alias in table["alias"]],
            "n": table["n"],
        }
    )
    rows = rows.groupby(["actor_id", "label", "name"], sort=False).agg(n=("n", "sum")).reset_index()
    rows["total"] = rows.groupby("label")["n"].transform("sum")
    rows["share"] = rows["n"] / rows["total"]
    order = {name: place for place, name in enumerate(names)}
    rows = rows.assign(_place=rows["name"].map(order), _group=pd.factorize(rows["label"])[0])
    by_period = any(isinstance(value, pd.Period) for value in table[by])
    keys = ["_group", "_place"] if by_period else ["total", "_group", "_place"]
    rows = rows.sort_values(keys, ascending=[key != "total" for key in keys], kind="stable", ignore_index=True)
    return rows.drop(columns=["_place", "_group"])


def _key_lines(names: list[str]) -> list[list[str]]:
    """Set the names of the key in lines."""
    lines: list[list[str]] = [[]]
    room = WIDTH - 2 * MARGIN
    used = 0.0
    for name in names:
        width = _entry_width(name)
        if lines[-1] and used + width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(name)
        used += width
    return lines


def _entry_width(name: str) -> float:
    """Say how much room a name takes in the key."""
    return 0.16 + measure(_key_name(name), size=8.5) + 0.24


def _key_name(name: str) -> str:
    """Cut a name that is wider than the sheet."""
    return clip(name, WIDTH - 2 * MARGIN - 0.2, size=8.5)


def _draw_key(sheet: Sheet, top: float, lines: list[list[str]], inks: dict[str, str]) -> None:
    """Say which ink is which name."""
    for number, names in enumerate(lines):
        x, y = MARGIN, top + (number + 0.5) * _KEY
        for name in names:
            swatch = sheet.panel(x, y - 0.05, 0.1, 0.1)
            swatch.axes.add_patch(Rectangle((0, 0), 1, 1, color=inks[name], linewidth=0))
            sheet.words(x + 0.16, y, _key_name(name), size=8.5, colour=INK, middle=True)
            x += _entry_width(name)


def _draw_bars(sheet: Sheet, top: float, rows: pd.DataFrame, inks: dict[str, str]) -> None:
    """Draw a bar for each group, cut into the shares of its names."""
    locale = sheet.locale
    groups = list(rows.groupby("label", sort=False))
    labels = {label: clip(str(label), _LABEL, size=_SIZE) for label, _ in groups}
    column = max(measure(label, size=_SIZE) for label in labels.values()) + 0.12
    totals = {label: locale.number(group["total"].iloc[0]) for label, group in groups}
    room = WIDTH - 2 * MARGIN - column - max(measure(text, size=_SIZE) for text in totals.values()) - 0.1
    panel = sheet.panel(MARGIN + column, top, room, _PITCH * len(groups))
    sheet.limits(panel, 0, room, panel.height, 0)
    for row, (label, group) in enumerate(groups):
        middle = (row + 0.5) * _PITCH
        start = 0.0
        for name, n, share in zip(group["name"], group["n"], group["share"], strict=True):
            width, ink = share * room, inks[name]
            box = Rectangle((start, middle - _BAR / 2), width, _BAR, facecolor=ink, edgecolor=PAPER, linewidth=0.6)
            panel.axes.add_patch(box)
            number = locale.number(n)
            if measure(number, size=8) + 0.08 < width:
                colour = PAPER if ink == BLUE else INK
                x = panel.start + start + width / 2
                sheet.words(x, top + middle, number, size=8, colour=colour, align="center", middle=True)
            start += width
        sheet.words(MARGIN, top + middle, labels[label], size=_SIZE, middle=True)
        sheet.words(panel.start + room + 0.06, top + middle, totals[label], size=_SIZE, colour=GREY, middle=True)


def _add_evidence(figure: CorpusFigure, used: pd.DataFrame, rows: pd.DataFrame, corpus: Corpus) -> None:
    """Give a figure the mentions behind each part of each bar; `used` has the label and name of each."""
    marks = {(label, name): mark for mark, (label, name) in enumerate(zip(rows["label"], rows["name"], strict=True))}
    mark = [marks.get(key, -1) for key in zip(used["label"], used["name"], strict=True)]
    placed = used.assign(mark=mark)
    placed = placed[placed["mark"] >= 0]
    require_numbers(placed, rows["n"], what=rows["name"].tolist(), made_by="actor_names")
    add_evidence(figure, placed, corpus)
