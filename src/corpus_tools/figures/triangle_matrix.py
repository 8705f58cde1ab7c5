"""Draw who is mentioned with whom as a triangle matrix of cells, each actor named once, at the end of its row."""

import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.arrays import Bools
from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.shades import ink_on, shade
from corpus_tools.figures.sheet import BODY, MARGIN, CorpusFigure, Heading, new_sheet
from corpus_tools.figures.style import BLUE, EMPTY
from corpus_tools.locale import Locale

_SIZE = 9
_WIDEST = 0.66  # the widest a cell is drawn


def triangle_matrix(
    labels: list[str], cells: pd.DataFrame, locale: Locale, heading: Heading, *, without: Bools | None = None
) -> CorpusFigure:
    """Draw one cell a pair; `cells` has the columns row and column (places in `labels`, row > column) and n.

    The marks are numbered as `cells` are. The pairs of an actor lie in its row, before its name, and in the column that
    hangs from its name. A pair that has no row gets an empty cell, and one in `without` none.
    """
    labels = [clip(label, 3, size=_SIZE) for label in labels]
    room = BODY - 0.1
    cell = min(_WIDEST, *((room - measure(label, size=_SIZE)) / row for row, label in enumerate(labels) if row))
    height = min(cell, 0.36)
    depth = height * len(labels)
    sheet, top = new_sheet(locale, heading, body=depth + 0.05)
    panel = sheet.inch_panel(MARGIN, top, cell * (len(labels) - 1), depth)
    numbers = zip(cells["row"], cells["column"], cells["n"], strict=True)
    drawn = {(row, column): (mark, int(n)) for mark, (row, column, n) in enumerate(numbers)}
    most = max(n for _, n in drawn.values())
    for row, label in enumerate(labels):
        y = top + (row + 0.5) * height
        sheet.words(MARGIN + row * cell + 0.05, y, label, size=_SIZE, middle=True)
        for column in range(row):
            if without is not None and without[row, column]:
                continue
            mark, n = drawn.get((row, column), (0, None))
            share = (n or 0) / most
            box = (column * cell + 0.015, row * height + 0.015)
            colour = shade(BLUE, 0.18 + 0.82 * share) if n else EMPTY
            panel.axes.add_patch(Rectangle(box, cell - 0.03, height - 0.03, color=colour, linewidth=0))
            if n is not None:
                sheet.area(panel, mark, box, (box[0] + cell - 0.03, box[1] + height - 0.03))
                x, ink = MARGIN + (column + 0.5) * cell, ink_on(colour)
                sheet.words(x, y, locale.number(n), size=_SIZE - 0.5, colour=ink, align="center", middle=True)
    return sheet.figure
