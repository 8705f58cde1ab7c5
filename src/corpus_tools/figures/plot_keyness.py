"""Draw the terms that set two corpora apart, those of each under its own name."""

from math import fsum

import numpy as np
import pandas as pd

from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bar_rows import PITCH, SIZE, BarRows, label_column
from corpus_tools.figures.evidence import add_evidence_of_parts, counted_places, require_numbers
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.sheet import BODY, MARGIN, WIDTH, CorpusFigure, Heading, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, INK, PALE, RED
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.tables import at_least_one, counting_of, group_column, require_columns

_THICKNESS = 0.15  # of a bar
_SMALLEST = 7.5  # size of the names of the two sides, in points
_HEAD = 0.34  # the height of these names above their bars
_FOOT = 0.3  # the height of the axis labels below the bars
_BETWEEN = 0.16  # from the bars of one side to the name of the other
_LABEL = 2.1  # the widest that a term is set
_NAME = 2.9  # the widest that the name of a side is set
_TICKS = 4  # the most ticks

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
        Leave out terms with a higher q, those without, and, unless it is 1, those whose interval holds a ratio of 1.
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
    blocks = rows["side"].nunique()
    body = blocks * _HEAD + (blocks - 1) * _BETWEEN + PITCH * len(rows) + _FOOT
    sheet, top_of_body = new_sheet(locale, heading, body=body)
    _draw(sheet, top_of_body, rows, names)
    sheet.figure.rows = rows.reset_index(names="mark")
    found = [_places(rows, side, corpus, table) for side, corpus in sides.items()]
    if found:
        add_evidence_of_parts(sheet.figure, list(zip(found, sides.values(), strict=True)))
    sheet.figure.rows = swap_counts(sheet.figure.rows)
    return sheet.figure


def _compared(sides: dict[str, Corpus], names: dict[str, str], locale: Locale) -> str:
    """Return the line of the subtitle with the number of articles on either side."""
    number = {f"{side}_articles": locale.articles(corpus.n_articles) for side, corpus in sides.items()}
    return locale.text("keyness_compared", **names, **number)


def _chosen(table: pd.DataFrame, max_q: float, top: int) -> pd.DataFrame:
    """Return the terms of each side with the largest g2, from the largest ratio on.

    A term whose share of articles, which the figure prints, leans the other way than its rate is left out; see
    `plot_keyness` for the others.
    """
    shares = [(table[f"documents_{side}"] / table[f"articles_{side}"]).astype("float64") for side in _SIGNS]
    agree = (shares[0] - shares[1]) * table["log_ratio"] >= 0
    # An interval that holds a ratio of 1 says that the two may be even.
    apart = (table["low"] * table["high"] > 0) | (max_q >= 1)
    sure = table[(table["q"] <= max_q) & (table["log_ratio"] != 0) & agree & apart]
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
    """Draw the terms of each side under its name, on one scale, with the counts of both sides beside the bars."""
    locale = sheet.locale
    labels, label_width = label_column(rows["label"], _LABEL, sheet.locale)
    counts = {side: [locale.number(int(n)) for n in rows[f"documents_{side}"]] for side in names}
    totals = {side: locale.text("keyness_of", n=locale.number(int(rows[f"articles_{side}"].iloc[0]))) for side in names}
    columns = {
        side: max(*(measure(text, size=SIZE) for text in counts[side]), measure(totals[side], size=_SMALLEST)) + 0.16
        for side in names
    }
    ends = {"target": WIDTH - MARGIN - columns["reference"], "reference": WIDTH - MARGIN}
    width = BODY - label_width - fsum(columns.values()) - 0.1
    scale = width / float(rows[["log_ratio", "low", "high"]].abs().max().max())
    for place, (side, block) in enumerate(rows.groupby("side", sort=False)):
        depth = PITCH * len(block)
        bars = BarRows(sheet, sheet.inch_panel(MARGIN + label_width, top + _HEAD, width, depth), thickness=_THICKNESS)
        _draw_heading(sheet, str(side), names[str(side)], totals, ends, y=top + _HEAD - 0.17)
        for row, term in enumerate(block.to_dict("records")):
            bars.label(row, labels[block.index[row]])
            _draw_row(bars, row, [abs(term[column]) * scale for column in ("log_ratio", "low", "high")], str(side))
            for of_side, end in ends.items():
                bars.write(row, end, counts[of_side][block.index[row]], colour=_COLOURS[of_side], align="end")
            bars.area(row, f"n_{side}", mark=int(block.index[row]))
        _draw_ticks(bars, scale, labelled=place == rows["side"].nunique() - 1)
        bars.draw_base()
        top += _HEAD + depth + _BETWEEN


def _draw_heading(
    sheet: Sheet, side: str, name: str, totals: dict[str, str], ends: dict[str, float], *, y: float
) -> None:
    """Write the name of a side over its terms, and over the counts of each side of how many articles they are."""
    room = ends["target"] - MARGIN - measure(totals["target"], size=_SMALLEST) - 0.2
    said = sheet.locale.text("keyness_more", name=name)
    size = SIZE
    while size > _SMALLEST and measure(said, size=size, weight="semibold") > room:
        size -= 0.5
    said = clip(said, room, size=size, weight="semibold")
    sheet.words(MARGIN, y, sheet.steer(said), size=size, colour=_COLOURS[side], weight="semibold", middle=True)
    for of_side, end in ends.items():
        sheet.words(end, y, totals[of_side], size=_SMALLEST, colour=_COLOURS[of_side], align="end", middle=True)


def _draw_ticks(bars: BarRows, scale: float, *, labelled: bool) -> None:
    """Draw thin lines where a term is as frequent, twice, four times, … as frequent, with the factor below."""
    panel, locale = bars.panel, bars.sheet.locale
    reach = panel.width / scale
    step = max(1, int(np.ceil(reach / _TICKS)))
    for power in range(0, int(reach + 1e-9) + 1, step):
        panel.axes.plot([power * scale] * 2, [0, panel.height], color=PALE, linewidth=0.7, zorder=0)
        if labelled:
            label = (
                locale.text("keyness_even") if power == 0 else locale.text("keyness_times", n=locale.number(2**power))
            )
            x, y = panel.start + power * scale, panel.top + panel.height + 0.14
            bars.sheet.words(x, y, label, size=8, colour=GREY, align="center", middle=True)


def _draw_row(bars: BarRows, row: int, ends: list[float], side: str) -> None:
    """Draw a bar to the first of some ends, in inches, and its interval between the two others."""
    axes, middle = bars.panel.axes, bars.middle(row)
    bars.bar(row, 0, ends[0], color=_COLOURS[side], alpha=0.75)
    axes.plot(ends[1:], [middle, middle], color=INK, linewidth=0.9, solid_capstyle="butt", clip_on=False)
    for place in ends[1:]:
        axes.plot([place, place], [middle - 0.03, middle + 0.03], color=INK, linewidth=0.9, clip_on=False)
