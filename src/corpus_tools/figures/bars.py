"""Draw bars that grow in the direction of reading from labels at the reading edge: terms, and actors with places."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.figures.excerpts import ELLIPSIS
from corpus_tools.figures.sheet import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    RED,
    SAND,
    WIDTH,
    CorpusFigure,
    Panel,
    Sheet,
    clip,
    measure,
    measure_words,
    new_sheet,
)
from corpus_tools.locale import Locale

_PITCH = 0.27  # from one bar to the next
_BAR = 0.17
_SIZE = 9.5
_SMALL = 7.5
_LABELS = 2.4  # the widest that a label is set
_FORMS = 1.9  # room for the other forms of a term beside the longest bar

# Inks of the ways to mention an actor, the most direct first.
KIND_INKS = {"name": BLUE, "adjective": "#8FB0BF", "metonym": SAND, "description": "#D9A08F"}

CELLS = 25  # parts that a text is cut into where there is more than one


def bars(frequencies: pd.DataFrame, locale: Locale, *, title: str, subtitle: str, source: str | None) -> CorpusFigure:
    """Draw one bar a row, in the order given: columns label, n and forms (list of str, written after the number)."""
    sheet, top = new_sheet(locale, body=_PITCH * len(frequencies), title=title, subtitle=subtitle, source=source)
    frequencies = frequencies.assign(label=_fitting_labels(frequencies["label"]))
    column = _label_column(frequencies["label"])
    numbers = [locale.number(n) for n in frequencies["n"]]
    widest = max(measure(text, size=_SIZE, weight="semibold") for text in numbers)
    beside = _FORMS if frequencies["forms"].map(len).max() else 0.0
    room = WIDTH - 2 * MARGIN - column - widest - 0.1 - beside
    panel = _bar_panel(sheet, top, column, room, len(frequencies))
    most = int(frequencies["n"].max())
    for row, term in enumerate(frequencies.to_dict("records")):
        width = term["n"] / most * room
        leads = term["n"] == most
        _draw_bar(panel, 0, width, row, RED if leads else SAND)
        _draw_label(sheet, panel, row, term["label"])
        _draw_number(sheet, panel, width, row, numbers[row], leads=leads)
        after = width + 0.06 + measure(numbers[row], size=_SIZE, weight="semibold") + 0.14
        forms = _fit(term["forms"], WIDTH - MARGIN - panel.start - after)
        sheet.words(panel.start + after, _middle(panel, row), forms, size=_SMALL, colour=GREY, middle=True)
    return sheet.figure


def _fit(forms: list[str], width: float) -> str:
    """List as many forms as fit, with commas between."""
    fitting = ""
    for number, form in enumerate(forms):
        longer = f"{fitting}، {form}" if fitting else form
        more = f"{longer}، {ELLIPSIS}" if number < len(forms) - 1 else longer
        if measure_words(more, size=_SMALL) > width:
            return f"{fitting}، {ELLIPSIS}" if fitting else ""
        fitting = longer
    return fitting


def bars_and_places(
    counts: pd.DataFrame,
    places: pd.DataFrame,
    locale: Locale,
    *,
    kinds: Sequence[str],
    title: str,
    subtitle: str,
    source: str | None,
) -> CorpusFigure:
    """Draw actors as stacked bars and, in line with them, where in the text they are mentioned.

    Parameters
    ----------
    counts : DataFrame
        One row an actor, in the order drawn: label and one column of counts for each kind.
    places : DataFrame
        One row a mention: row (of `counts`), kind, place (0 the beginning of its text, 1 the end), doc_id.
    """
    sheet, top = new_sheet(locale, body=_PITCH * len(counts) + 0.45, title=title, subtitle=subtitle, source=source)
    counts = counts.assign(label=_fitting_labels(counts["label"]))
    column = _label_column(counts["label"])
    _draw_legend(sheet, MARGIN + column, top + 0.08, kinds)
    totals = counts[list(kinds)].sum(axis=1)
    numbers = [locale.number(n) for n in totals]
    widest = max(measure(text, size=_SIZE) for text in numbers)
    strip_width = 2.9
    room = WIDTH - 2 * MARGIN - column - strip_width - widest - 0.35
    panel = _bar_panel(sheet, top + 0.3, column, room, len(counts))
    most = int(totals.max())
    for row, actor in enumerate(counts.to_dict("records")):
        left = 0.0
        for kind in kinds:
            width = actor[kind] / most * room
            if width:
                _draw_bar(panel, left, width, row, KIND_INKS.get(kind, GREY))
            left += width
        _draw_label(sheet, panel, row, actor["label"])
        _draw_number(sheet, panel, left, row, numbers[row])
    strip = sheet.panel(WIDTH - MARGIN - strip_width, top + 0.3, strip_width, _PITCH * len(counts))
    sheet.limits(strip, 0, strip_width, strip.height, 0)
    _draw_places(strip, places, len(counts))
    edge = strip.top + strip.height + 0.13
    sheet.words(strip.start, edge, locale.text("mentions_start"), size=8, colour=GREY, middle=True)
    sheet.words(
        strip.start + strip_width, edge, locale.text("mentions_end"), size=8, colour=GREY, align="end", middle=True
    )
    return sheet.figure


def _fitting_labels(labels: "pd.Series[str]") -> list[str]:
    """Cut labels that would leave no room for bars."""
    return [clip(label, _LABELS, size=_SIZE) for label in labels]


def _label_column(labels: "pd.Series[str]") -> float:
    """Give the column of labels as much room as the longest needs."""
    return max(measure(label, size=_SIZE) for label in labels) + 0.12


def _bar_panel(sheet: Sheet, top: float, column: float, room: float, rows: int) -> Panel:
    """Add the panel that bars grow in, with the line that they grow from."""
    panel = sheet.panel(MARGIN + column, top, room, _PITCH * rows)
    sheet.limits(panel, 0, room, panel.height, 0)
    panel.axes.plot([0, 0], [0, panel.height], color=INK, linewidth=0.8, clip_on=False)
    return panel


def _draw_bar(panel: Panel, left: float, width: float, row: int, colour: str) -> None:
    """Draw (a part of) the bar of a row."""
    middle = (row + 0.5) * _PITCH
    panel.axes.add_patch(Rectangle((left, middle - _BAR / 2), width, _BAR, color=colour, linewidth=0))


def _middle(panel: Panel, row: int) -> float:
    """Say how far down the sheet the middle of a row is."""
    return panel.top + (row + 0.5) * _PITCH


def _draw_label(sheet: Sheet, panel: Panel, row: int, label: str) -> None:
    """Write what a row is about, at the reading edge."""
    sheet.words(MARGIN, _middle(panel, row), label, size=_SIZE, middle=True)


def _draw_number(sheet: Sheet, panel: Panel, width: float, row: int, number: str, *, leads: bool = False) -> None:
    """Write how many a bar stands for, after its end."""
    sheet.words(
        panel.start + width + 0.06,
        _middle(panel, row),
        number,
        size=_SIZE,
        colour=RED if leads else GREY,
        weight="semibold" if leads else "regular",
        middle=True,
    )


def _draw_legend(sheet: Sheet, x: float, y: float, kinds: Sequence[str]) -> None:
    """Name the inks, from the reading edge on."""
    for kind in kinds:
        swatch = sheet.panel(x, y - 0.05, 0.1, 0.1)
        swatch.axes.add_patch(Rectangle((0, 0), 1, 1, color=KIND_INKS.get(kind, GREY), linewidth=0))
        name = sheet.locale.kind(kind)
        sheet.words(x + 0.16, y, name, size=8, colour=GREY, middle=True)
        x += 0.16 + measure(name, size=8) + 0.22


def _draw_places(strip: Panel, places: pd.DataFrame, rows: int) -> None:
    """Draw each mention of a single text as a stroke, those of many texts as cells, darker where more fall."""
    if places["doc_id"].drop_duplicates().size <= 1:
        for row in range(rows):
            middle = (row + 0.5) * _PITCH
            strip.axes.plot([0, strip.width], [middle, middle], color=PALE, linewidth=0.7, zorder=0)
        for row, kind, place in zip(places["row"], places["kind"], places["place"], strict=True):
            middle, x = (row + 0.5) * _PITCH, place * strip.width
            colour = KIND_INKS.get(kind, GREY)
            ends = [middle - _BAR / 2, middle + _BAR / 2]
            strip.axes.plot([x, x], ends, color=colour, linewidth=2, solid_capstyle="butt", clip_on=False)
        return
    for row, cells in enumerate(cell_counts(places, rows)):
        for cell, n in enumerate(cells):
            if n:
                _draw_cell(strip, row, cell, n / cells.max())


def cell_counts(places: pd.DataFrame, rows: int) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """Count the mentions of each row in each of the parts of the text."""
    cell = np.minimum((places["place"].to_numpy(float) * CELLS).astype(np.int64), CELLS - 1)
    flat = np.bincount(places["row"].to_numpy(np.int64) * CELLS + cell, minlength=rows * CELLS)
    return flat.reshape(rows, CELLS)


def _draw_cell(strip: Panel, row: int, cell: int, share: float) -> None:
    """Draw a part of the text, darker the more mentions it has."""
    size = strip.width / CELLS
    middle = (row + 0.5) * _PITCH
    strip.axes.add_patch(
        Rectangle((cell * size, middle - _BAR / 2), size * 0.92, _BAR, color=BLUE, alpha=share, linewidth=0)
    )
