"""Draw the terms that set two corpora apart, as bars on either side of an axis."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bar_rows import PITCH, SIZE, BarRows
from corpus_tools.figures.evidence import add_evidence_of_parts, counted_places, require_numbers
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.sheet import BODY, MARGIN, WIDTH, Align, CorpusFigure, Heading, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, PALE, RED
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.tables import at_least_one, counting_of, group_column, require_columns

_THICKNESS = 0.15  # of a bar
_SMALLEST = 7.5  # size of the names of the two sides, in points
_HEAD = 0.34  # the height of these names above the bars
_FOOT = 0.3  # the height of the axis labels below them
_LABEL = 2.1  # the widest that a term is set
_NAME = 2.9  # the widest that the name of a side is set
_TICKS = 4  # the most ticks on a side

_SIGNS = {"target": 1, "reference": -1}  # of the log ratio of the terms on each side
_COLOURS = {"target": BLUE, "reference": RED}


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
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw the terms that set two corpora apart: how many times as frequent each is, and how many articles have it.

    Parameters
    ----------
    table : DataFrame
        What `keyness` made of two corpora, or its rows of one group: term, n_target, n_reference, documents_target,
        documents_reference, articles_target, articles_reference, log_ratio, low, high, g2, q and optionally label.
        Where it counts copies once, the independent documents are drawn.
    target, reference : Corpus or DataFrame, optional
        The two corpora that were compared: each gives the evidence of its numbers, and how many articles it has.
    target_name, reference_name : str, optional
        The names of the two.
    max_q : float
        Leave out terms with a higher q, and those without.
    top : int
        The most terms to draw on each side: those with the largest g2 of either sign, in the order of their ratios.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a term each, with its side) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no term sets the two apart, or none was tested.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    Examples
    --------
    >>> from corpus_tools import keyness
    >>> target = pd.DataFrame({"doc_id": range(8), "text": ["حصار المدينة", "حصار القرية"] * 4})
    >>> reference = pd.DataFrame({"doc_id": range(8), "text": ["هدنة المدينة", "هدنة القرية"] * 4})
    >>> rows = plot_keyness(keyness(target, reference)).rows
    >>> rows[["label", "side", "documents_target", "documents_reference"]].values.tolist()
    [['حصار', 'target', 8, 0], ['هدنة', 'reference', 0, 8]]
    """
    numbers = [f"{column}_{side}" for column in ("n", "documents", "articles") for side in _SIGNS]
    require_columns(table, ["term", *numbers, "log_ratio", "low", "high", "g2", "q"], name="table")
    by = counting_of(table).get("by")
    if by is not None and group_column(by) in table and len(table[group_column(by)].unique()) > 1:
        raise ValueError(f"`table` compares several groups with the rest; keep the rows of one {group_column(by)}")
    if len(table) and table["q"].isna().all():
        reason = counting_of(table, untested="the table has no value of q")["untested"]
        raise NothingToDrawError(f"no term to draw: none was tested by article: {reason}")
    table = swap_counts(table)
    rows = _chosen(table, max_q, at_least_one(top))
    if rows.empty:
        raise NothingToDrawError(f"no term to draw: none sets the two corpora apart with a q of {max_q} or less")
    names = {
        side: clip(name or locale.text(f"keyness_{side}"), _NAME, size=SIZE, weight="semibold")
        for side, name in (("target", target_name), ("reference", reference_name))
    }
    named = locale.text("keyness_title_named", **names) if target_name and reference_name else None
    subtitle = locale.text("keyness_subtitle")
    sides = {
        side: part
        for side, corpus in (("target", target), ("reference", reference))
        if (part := counted_part(table, corpus, name=side)) is not None
    }
    if len(sides) == 2:
        subtitle = f"{_compared(sides, names, locale)}\n{subtitle}"
    heading = Heading(title or named or locale.text("keyness_title"), subtitle, source, validation)
    sheet, top_of_body = new_sheet(locale, heading, body=_HEAD + PITCH * len(rows) + _FOOT)
    _draw(sheet, top_of_body + _HEAD, rows, names)
    sheet.figure.rows = rows.reset_index(names="mark")
    found = [_places(rows, side, corpus, table) for side, corpus in sides.items()]
    if found:
        add_evidence_of_parts(sheet.figure, list(zip(found, sides.values(), strict=True)))
    sheet.figure.rows = swap_counts(sheet.figure.rows)
    return sheet.figure


def _compared(sides: dict[str, Corpus], names: dict[str, str], locale: Locale) -> str:
    """Return the line of the subtitle with the number of articles on either side."""
    number = {f"{side}_articles": locale.counted(len(corpus.articles), "article") for side, corpus in sides.items()}
    return locale.text("keyness_compared", **names, **number)


def _chosen(table: pd.DataFrame, max_q: float, top: int) -> pd.DataFrame:
    """Return the terms of each side with the largest g2, from the largest ratio on.

    A term whose share of articles, which the figure prints, leans the other way than its rate is left out.
    """
    shares = [(table[f"documents_{side}"] / table[f"articles_{side}"]).astype("float64") for side in _SIGNS]
    agree = (shares[0] - shares[1]) * table["log_ratio"] >= 0
    sure = table[(table["q"] <= max_q) & (table["log_ratio"] != 0) & agree]
    sure = sure.sort_values("g2", key=lambda g2: g2.abs(), ascending=False, kind="stable")
    sides: list[pd.DataFrame] = []
    for side, sign in _SIGNS.items():
        here = sure[np.sign(sure["log_ratio"]) == sign].head(top)
        here = here.sort_values("log_ratio", ascending=sign < 0, kind="stable")
        sides.append(here.assign(side=side))
    rows: pd.DataFrame = pd.concat(sides, ignore_index=True)
    rows["label"] = (rows["label"] if "label" in rows else rows["term"]).astype("str")
    return rows


def _places(rows: pd.DataFrame, side: str, corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """Return the places of all terms in the corpus of a side."""
    mark = dict(zip(rows["term"], rows.index, strict=True))
    found = counted_places(corpus, list(mark), table)
    found = found.assign(mark=found["term"].map(mark).astype("int64"), side=side)
    require_numbers(found, rows[f"n_{side}"], what=list(mark), made_by="keyness")
    return found.sort_values("mark", kind="stable")


def _draw(sheet: Sheet, top: float, rows: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw the bars, the names of the two sides above them and the counts beside them."""
    locale = sheet.locale
    counts = {side: [locale.number(int(n)) for n in rows[f"documents_{side}"]] for side in names}
    totals = {side: locale.text("keyness_of", n=locale.number(int(rows[f"articles_{side}"].iloc[0]))) for side in names}
    columns = {
        side: max(*(measure(text, size=SIZE) for text in counts[side]), measure(totals[side], size=_SMALLEST)) + 0.16
        for side in names
    }
    width = BODY - sum(columns.values()) - 0.1
    half = width / 2
    bars = BarRows(sheet, sheet.inch_panel(MARGIN, top, width, PITCH * len(rows), low=-half), thickness=_THICKNESS)
    axis = bars.panel.start + half
    # Log ratios are placed in inches from the axis, positive on the side of the target.
    ratios = ["log_ratio", "low", "high"]
    reach = float(rows[ratios].abs().max().max())
    _draw_ticks(bars, half, reach)
    placed = rows.assign(**{column: rows[column] / reach * half for column in ratios})
    for row, term in enumerate(placed.to_dict("records")):
        _draw_row(bars, row, term)
    headings = {side: locale.text("keyness_more", name=name) for side, name in names.items()}
    size = _heading_size(list(headings.values()), half - 0.1)
    for side, sign in _SIGNS.items():
        heading = clip(headings[side], half - 0.1, size=size, weight="semibold")
        colour = _COLOURS[side]
        align: Align = "start" if sign > 0 else "end"
        look: dict[str, Any] = {"size": size, "colour": colour, "weight": "semibold", "align": align, "middle": True}
        sheet.words(axis + sign * 0.08, top - 0.17, heading, **look)
        end = WIDTH - MARGIN - (columns["reference"] if sign > 0 else 0)
        sheet.words(end, top - 0.17, totals[side], size=_SMALLEST, colour=colour, align="end", middle=True)
        for row, text in enumerate(counts[side]):
            bars.write(row, end, text, colour=colour, align="end")
    bars.draw_base()


def _heading_size(headings: list[str], room: float) -> float:
    """Return the size at which the names of the two sides fit, if there is one."""
    size = SIZE
    while size > _SMALLEST and max(measure(text, size=size, weight="semibold") for text in headings) > room:
        size -= 0.5
    return size


def _draw_ticks(bars: BarRows, half: float, reach: float) -> None:
    """Draw thin lines where a term is twice, four times, … as frequent, with the factor below."""
    step = max(1, int(np.ceil(reach / _TICKS)))
    axis, y = bars.panel.start + half, bars.panel.top + bars.panel.height + 0.14
    for power in range(step, int(reach) + 1, step):
        label = bars.sheet.locale.number(2**power)
        for place in (power / reach * half, -power / reach * half):
            bars.panel.axes.plot([place, place], [0, bars.panel.height], color=PALE, linewidth=0.7, zorder=0)
            bars.sheet.words(axis + place, y, label, size=8, colour=GREY, align="center", middle=True)


def _draw_row(bars: BarRows, row: int, term: dict[Hashable, Any]) -> None:
    """Draw a bar with its interval, and its term on the other side of the axis."""
    axes, middle = bars.panel.axes, bars.middle(row)
    end, low, high = term["log_ratio"], term["low"], term["high"]
    side = str(term["side"])
    bars.bar(row, min(end, 0), abs(end), color=_COLOURS[side], alpha=0.75)
    axes.plot([low, high], [middle, middle], color=INK, linewidth=0.9, solid_capstyle="butt", clip_on=False)
    for place in (low, high):
        axes.plot([place, place], [middle - 0.03, middle + 0.03], color=INK, linewidth=0.9, clip_on=False)
    # An interval that reaches across the axis keeps its room.
    across = max(0.0, -low if side == "target" else high) + 0.08
    place = bars.panel.start + bars.panel.width / 2 + (-across if side == "target" else across)
    align: Align = "end" if side == "target" else "start"
    bars.write(row, place, clip(str(term["label"]), _LABEL, size=SIZE), align=align)
    bars.area(row, f"n_{side}")
