"""Draw what two corpora say more often than each other, as bars to either side of an axis."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.evidence import add_evidence, require_numbers, term_places
from corpus_tools.figures.sheet import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    RED,
    WIDTH,
    Align,
    CorpusFigure,
    Panel,
    Sheet,
    at_least_one,
    clip,
    measure,
    new_sheet,
)
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.sentences import add_sentences
from corpus_tools.tables import counting_of, require_columns
from corpus_tools.terms.occurrences import TERM_KINDS

_PITCH = 0.27  # from one bar to the next
_BAR = 0.15
_SIZE = 9.5
_SMALLEST = 7.5  # that the names of the two sides are set, in points
_HEAD = 0.34  # what the names of the two sides take above the bars
_FOOT = 0.3  # what the axis labels take below them
_LABEL = 2.1  # the widest that a term is set
_NAME = 2.9  # the widest that the name of a side is set
_TICKS = 4  # the most ticks on a side

_INKS = {"target": BLUE, "reference": RED}


@dataclass(frozen=True)
class _Scale:
    """Where a log ratio lies in the panel: in inches from the axis, positive on the side of the target."""

    half: float
    reach: float

    def at(self, log_ratio: float) -> float:
        """Place a log ratio."""
        return float(np.clip(log_ratio / self.reach, -1, 1)) * self.half


def plot_keyness(
    table: pd.DataFrame,
    target: Corpus | pd.DataFrame | None = None,
    reference: Corpus | pd.DataFrame | None = None,
    *,
    target_name: str | None = None,
    reference_name: str | None = None,
    max_q: float = 0.05,
    top: int = 10,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw the terms that set two corpora apart: how many times as frequent each is on its side, and its counts.

    Parameters
    ----------
    table : DataFrame
        What `keyness` made: term, n_target, n_reference, log_ratio, low, high, g2, q and, if there,
        label.
    target, reference : Corpus or DataFrame, optional
        The two corpora that were compared: they give the evidence, each for the terms on its side, and how many
        articles there are on either side.
    target_name, reference_name : str, optional
        What to call them.
    max_q : float
        Leave out terms with a higher q.
    top : int
        How many terms to draw on each side: those with the largest g2, the largest ratio first.
    locale, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a term each; side says where its bar lies) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no term sets the two apart.
    TypeError, ValueError
        If a column is missing, an option is not known, or the corpus has not as many places as the table says.

    Examples
    --------
    >>> from corpus_tools import keyness
    >>> target = pd.DataFrame({"term": ["حصار", "سلام"], "n": [30, 10]})
    >>> reference = pd.DataFrame({"term": ["حصار", "سلام"], "n": [10, 30]})
    >>> plot_keyness(keyness(target, reference)).rows[["label", "side", "n_target", "n_reference"]].values.tolist()
    [['حصار', 'target', 30, 10], ['سلام', 'reference', 10, 30]]
    """
    require_columns(table, ["term", "n_target", "n_reference", "log_ratio", "low", "high", "g2", "q"], name="table")
    rows = _chosen(table, max_q, at_least_one(top))
    if rows.empty:
        raise NothingToDrawError(f"no term to draw: none sets the two corpora apart with a q of {max_q} or less")
    names = {
        "target": clip(target_name or locale.text("keyness_target"), _NAME, size=_SIZE, weight="semibold"),
        "reference": clip(reference_name or locale.text("keyness_reference"), _NAME, size=_SIZE, weight="semibold"),
    }
    heading = locale.text("keyness_title_named", **names) if target_name and reference_name else None
    subtitle = locale.text("keyness_subtitle")
    sides = {
        side: as_corpus(corpus, name=side)
        for side, corpus in (("target", target), ("reference", reference))
        if corpus is not None
    }
    if len(sides) == 2:
        subtitle = f"{_compared(sides, names, locale)}\n{subtitle}"
    sheet, top_of_body = new_sheet(
        locale,
        body=_HEAD + _PITCH * len(rows) + _FOOT,
        title=title or heading or locale.text("keyness_title"),
        subtitle=subtitle,
        source=source,
    )
    _draw(sheet, top_of_body + _HEAD, rows, names)
    sheet.figure.rows = rows.reset_index(names="mark")
    counted = counting_of(table, form="lemma", ngram=1, kinds=TERM_KINDS)
    found = [_places(rows, side, corpus, counted) for side, corpus in sides.items()]
    if found:
        add_evidence(sheet.figure, pd.concat(found, ignore_index=True))
    return sheet.figure


def _compared(sides: dict[str, Corpus], names: dict[str, str], locale: Locale) -> str:
    """Say how many articles there are on either side."""
    number = {f"{side}_articles": locale.counted(len(corpus.articles), "article") for side, corpus in sides.items()}
    return locale.text("keyness_compared", **names, **number)


def _chosen(table: pd.DataFrame, max_q: float, top: int) -> pd.DataFrame:
    """Choose the terms of each side, and order them from the largest ratio on."""
    sure = table[(table["q"] <= max_q) & (table["log_ratio"] != 0)]
    sure = sure.sort_values("g2", ascending=False, kind="stable")
    sides: list[pd.DataFrame] = []
    for side, sign in (("target", 1), ("reference", -1)):
        here = sure[np.sign(sure["log_ratio"]) == sign].head(top)
        here = here.sort_values("log_ratio", ascending=sign < 0, kind="stable")
        sides.append(here.assign(side=side))
    rows: pd.DataFrame = pd.concat(sides, ignore_index=True)
    rows["label"] = (rows["label"] if "label" in rows else rows["term"]).astype("str")
    return rows


def _places(rows: pd.DataFrame, side: str, corpus: Corpus, counted: dict[str, Any]) -> pd.DataFrame:
    """Return where the terms of a side stand in its corpus, with their sentences."""
    here = rows[rows["side"] == side]
    mark = dict(zip(here["term"], here.index, strict=True))
    found = term_places(corpus, list(mark), form=counted["form"], ngram=counted["ngram"], kinds=counted["kinds"])
    found = found.assign(mark=found["term"].map(mark).astype("int64"))
    require_numbers(found, here[f"n_{side}"], what=list(mark), made_by="keyness")
    return add_sentences(found, corpus.texts, corpus.sentences)


def _draw(sheet: Sheet, top: float, rows: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw the bars, the names of the two sides above them and the counts beside them."""
    locale = sheet.locale
    counts = {side: [locale.number(n) for n in rows[f"n_{side}"]] for side in names}
    columns = {side: max(measure(text, size=_SIZE) for text in counts[side]) + 0.16 for side in names}
    width = WIDTH - 2 * MARGIN - sum(columns.values()) - 0.1
    panel = sheet.panel(MARGIN, top, width, _PITCH * len(rows))
    half = width / 2
    sheet.limits(panel, -half, half, panel.height, 0)
    axis = panel.start + half
    scale = _Scale(half, float(rows[["low", "high", "log_ratio"]].abs().max().max()))
    _draw_ticks(sheet, panel, scale, axis)
    for row, term in enumerate(rows.to_dict("records")):
        _draw_row(sheet, panel, scale, row, term)
    headings = {side: locale.text("keyness_more", name=name) for side, name in names.items()}
    size = _heading_size(list(headings.values()), half - 0.1)
    for side, sign in (("target", 1), ("reference", -1)):
        said = clip(headings[side], half - 0.1, size=size, weight="semibold")
        ink = _INKS[side]
        align: Align = "start" if sign > 0 else "end"
        sheet.words(
            axis + sign * 0.08, top - 0.17, said, size=size, colour=ink, weight="semibold", align=align, middle=True
        )
        end = WIDTH - MARGIN - (columns["reference"] if sign > 0 else 0)
        for row, text in enumerate(counts[side]):
            sheet.words(end, top + (row + 0.5) * _PITCH, text, size=_SIZE, colour=ink, align="end", middle=True)
    panel.axes.plot([0, 0], [0, panel.height], color=INK, linewidth=0.8, clip_on=False)


def _heading_size(headings: list[str], room: float) -> float:
    """Set the names of the two sides smaller where they would not fit."""
    size = _SIZE
    while size > _SMALLEST and max(measure(text, size=size, weight="semibold") for text in headings) > room:
        size -= 0.5
    return size


def _draw_ticks(sheet: Sheet, panel: Panel, scale: _Scale, axis: float) -> None:
    """Draw thin lines where a term is twice, four times, … as frequent, with how many times below."""
    step = max(1, int(np.ceil(scale.reach / _TICKS)))
    for power in range(step, int(scale.reach) + 1, step):
        label = sheet.locale.number(2**power)
        for place in (scale.at(power), -scale.at(power)):
            panel.axes.plot([place, place], [0, panel.height], color=PALE, linewidth=0.7, zorder=0)
            y = panel.top + panel.height + 0.14
            sheet.words(axis + place, y, label, size=8, colour=GREY, align="center", middle=True)


def _draw_row(sheet: Sheet, panel: Panel, scale: _Scale, row: int, term: dict[Hashable, Any]) -> None:
    """Draw a bar with its interval, and its term on the other side of the axis."""
    middle = (row + 0.5) * _PITCH
    end, low, high = (scale.at(term[column]) for column in ("log_ratio", "low", "high"))
    side = str(term["side"])
    box = Rectangle((min(end, 0), middle - _BAR / 2), abs(end), _BAR, color=_INKS[side], alpha=0.75, linewidth=0)
    panel.axes.add_patch(box)
    panel.axes.plot([low, high], [middle, middle], color=INK, linewidth=0.9, solid_capstyle="butt", clip_on=False)
    for place in (low, high):
        panel.axes.plot([place, place], [middle - 0.03, middle + 0.03], color=INK, linewidth=0.9, clip_on=False)
    # An interval that reaches over the axis keeps its room.
    across = max(0.0, -low if side == "target" else high) + 0.08
    label = clip(str(term["label"]), _LABEL, size=_SIZE)
    place = panel.start + panel.width / 2 + (-across if side == "target" else across)
    align: Align = "end" if side == "target" else "start"
    sheet.words(place, panel.top + middle, label, size=_SIZE, align=align, middle=True)
