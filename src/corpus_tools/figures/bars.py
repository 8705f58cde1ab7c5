"""Draw bars that grow in the direction of reading from labels at the reading edge: terms, and actors with places."""

from collections.abc import Sequence
from math import fsum
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus
from corpus_tools.figures.bar_rows import PITCH, SIZE, THICKNESS, BarRows, draw_key_entry, key_entry_width, label_column
from corpus_tools.figures.measuring import ELLIPSIS, measure, measure_words
from corpus_tools.figures.shades import shade
from corpus_tools.figures.sheet import BODY, MARGIN, WIDTH, CorpusFigure, Heading, Panel, Sheet, new_sheet
from corpus_tools.figures.style import BLUE, GREY, LIGHT_BLUE, LIGHT_RED, PALE, PLUM, RED, SAND
from corpus_tools.locale import Locale
from corpus_tools.spool import text_lengths

_SMALL = 7.5
_LABELS = 2.4  # the widest that a label is set
_FORMS = 1.9  # room for the other forms of a term beside the longest bar
_STRIP = 2.9  # the width of the text that mentions are placed in
_BETWEEN = 0.22  # from one name of the key to the next

# Colours of the kinds of mentions, the most direct first; and of terms.
KIND_COLOURS = {"name": BLUE, "adjective": LIGHT_BLUE, "metonym": SAND, "description": LIGHT_RED, "term": BLUE}

# Where mentions lie has a colour of its own, since the shades are no kinds.
_PLACES, _FAINTEST, _SHADES = PLUM, 0.15, 5

CELLS = 25  # parts that a text is cut into where there is more than one


def bars(frequencies: pd.DataFrame, locale: Locale, heading: Heading) -> CorpusFigure:
    """Draw one bar a row, in the order given: columns label, n and forms (list of str, written after the number)."""
    sheet, top = new_sheet(locale, heading, body=PITCH * len(frequencies))
    labels, column = label_column(frequencies["label"], _LABELS, locale)
    numbers = [locale.number(n) for n in frequencies["n"]]
    widest = max(measure(text, size=SIZE, weight="semibold") for text in numbers)
    beside = _FORMS if frequencies["forms"].map(len).max() else 0.0
    room = BODY - column - widest - 0.1 - beside
    panel = sheet.inch_panel(MARGIN + column, top, room, PITCH * len(labels))
    rows = BarRows(sheet, panel)
    rows.draw_base()
    most = int(frequencies["n"].max())
    for row, (n, forms) in enumerate(zip(frequencies["n"], frequencies["forms"], strict=True)):
        width, leads = n / most * room, n == most
        rows.bar(row, 0, width, color=RED if leads else SAND)
        rows.label(row, labels[row])
        colour, weight = (RED, "semibold") if leads else (GREY, "regular")
        rows.write(row, panel.start + width + 0.06, numbers[row], colour=colour, weight=weight)
        after = width + 0.06 + measure(numbers[row], size=SIZE, weight="semibold") + 0.14
        fitting = _fit(forms, WIDTH - MARGIN - panel.start - after)
        rows.write(row, panel.start + after, fitting, size=_SMALL, colour=GREY)
        rows.area(row)
    return sheet.figure


def _fit(forms: list[str], width: float) -> str:
    """Return as many forms as fit, with commas between, and … where some are left out."""
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
    heading: Heading,
    *,
    kinds: Sequence[str],
    key: bool = True,
) -> CorpusFigure:
    """Draw actors or terms as stacked bars and, in line with them, where in the text they stand.

    `counts` has one row for each, in the order drawn: label and a column for each kind. `places` has one row a place:
    row (of `counts`), kind, place (0 the beginning of its text, 1 the end), doc_id. The key names the kinds.
    """
    depth = PITCH * len(counts)
    many = places["doc_id"].drop_duplicates().size > 1
    above = 0.3 if key or many else 0.0
    sheet, top = new_sheet(locale, heading, body=depth + above + 0.15)
    labels, column = label_column(counts["label"], _LABELS, locale)
    if key:
        _draw_kind_key(sheet, MARGIN + column, top + 0.08, kinds)
    totals = counts[list(kinds)].sum(axis=1)
    numbers = [locale.number(n) for n in totals]
    room = BODY - column - _STRIP - max(measure(text, size=SIZE) for text in numbers) - 0.35
    panel = sheet.inch_panel(MARGIN + column, top + above, room, depth)
    rows = BarRows(sheet, panel)
    rows.draw_base()
    most = int(totals.max())
    for row, actor in enumerate(counts.to_dict("records")):
        left = 0.0
        rows.area(row, label_only=True)
        for kind in kinds:
            width = actor[kind] / most * room
            if width:
                rows.bar(row, left, width, color=KIND_COLOURS.get(kind, GREY))
                rows.part(row, left, width, column=kind)
            left += width
        rows.label(row, labels[row])
        rows.write(row, panel.start + left + 0.06, numbers[row], colour=GREY)
        end = left + 0.12 + measure(numbers[row], size=SIZE)
        sheet.area(panel, row, (left, row * PITCH), (end, (row + 1) * PITCH))
    strip = sheet.inch_panel(WIDTH - MARGIN - _STRIP, top + above, _STRIP, depth)
    cells, in_cells = BarRows(sheet, strip), cell_counts(places, len(counts))
    if many:
        _draw_cells(cells, in_cells)
        _draw_cell_key(sheet, strip.start, top + 0.08)
    else:
        _draw_strokes(strip, places, len(counts))
    for row, cell in np.argwhere(in_cells).tolist():
        cells.part(row, cell * _STRIP / CELLS, _STRIP / CELLS, column=f"part_{cell + 1}")
    edge = strip.top + strip.height + 0.13
    sheet.words(strip.start, edge, locale.text("mentions_start"), size=8, colour=GREY, middle=True)
    end = strip.start + _STRIP
    sheet.words(end, edge, locale.text("mentions_end"), size=8, colour=GREY, align="end", middle=True)
    return sheet.figure


def _draw_kind_key(sheet: Sheet, start: float, y: float, kinds: Sequence[str]) -> None:
    """Draw what the colours of the bars mean, from `start` on, or earlier where it would run into the strip's key."""
    names = [sheet.locale.kind(kind) for kind in kinds]
    width = fsum(key_entry_width(name) + _BETWEEN for name in names)
    x = max(min(start, WIDTH - MARGIN - _STRIP - width), MARGIN)
    for kind, name in zip(kinds, names, strict=True):
        x += draw_key_entry(sheet, x, y, name, KIND_COLOURS.get(kind, GREY)) + _BETWEEN


def _draw_strokes(strip: Panel, places: pd.DataFrame, rows: int) -> None:
    """Draw each mention of a single text as a stroke."""
    middles = [(row + 0.5) * PITCH for row in range(rows)]
    for middle in middles:
        strip.axes.plot([0, strip.width], [middle, middle], color=PALE, linewidth=0.7, zorder=0)
    for row, kind, place in zip(places["row"], places["kind"], places["place"], strict=True):
        x, ends = place * strip.width, [middles[row] - THICKNESS / 2, middles[row] + THICKNESS / 2]
        colour = KIND_COLOURS.get(kind, GREY)
        strip.axes.plot([x, x], ends, color=colour, linewidth=2, solid_capstyle="butt", clip_on=False)


def _draw_cells(rows: BarRows, counts: NDArray[np.int64]) -> None:
    """Draw the parts of many texts as cells, darker where more mentions fall."""
    size = rows.panel.width / CELLS
    for row, cells in enumerate(counts):
        for cell in np.flatnonzero(cells).tolist():
            colour = shade(_PLACES, _FAINTEST + (1 - _FAINTEST) * cells[cell] / cells.max())
            rows.bar(row, cell * size, size * 0.92, color=colour)


def _draw_cell_key(sheet: Sheet, start: float, y: float) -> None:
    """Draw the shades of cells with what they mean, around the height y."""
    least, most = (sheet.locale.text(f"mentions_{end}") for end in ("fewest", "most"))
    x = start + measure(least, size=8) + 0.06
    sheet.words(start, y, least, size=8, colour=GREY, middle=True)
    panel = sheet.inch_panel(x, y - 0.05, 0.13 * _SHADES, 0.1)
    for number in range(_SHADES):
        colour = shade(_PLACES, _FAINTEST + (1 - _FAINTEST) * number / (_SHADES - 1))
        panel.axes.add_patch(Rectangle((0.13 * number, 0), 0.12, 0.1, color=colour, linewidth=0))
    sheet.words(x + panel.width + 0.06, y, most, size=8, colour=GREY, middle=True)


def cell_counts(places: pd.DataFrame, rows: int) -> NDArray[np.int64]:
    """Return how many mentions of each row lie in each of the `CELLS` parts of the text."""
    cell = cells_of(places["place"].to_numpy(np.float64))
    flat = np.bincount(places["row"].to_numpy(np.int64) * CELLS + cell, minlength=rows * CELLS)
    return flat.reshape(rows, CELLS)


def cells_of(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return in which of the `CELLS` parts of its text each place lies, which runs from 0 to 1."""
    return np.minimum((places * CELLS).astype(np.int64), CELLS - 1)


def lengths_of(corpus: Corpus) -> dict[Any, int]:
    """Return the length of each text in code points."""
    return dict(zip(corpus.doc_index, np.maximum(text_lengths(corpus.text_list), 1).tolist(), strict=True))
