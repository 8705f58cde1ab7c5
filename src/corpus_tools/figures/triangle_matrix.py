"""Draw who is mentioned with whom as a stair of cells, each actor named once, on its step."""

import pandas as pd
from matplotlib.patches import Rectangle

from corpus_tools.figures.sheet import BLUE, INK, MARGIN, PAPER, WIDTH, CorpusFigure, clip, measure, new_sheet
from corpus_tools.locale import Locale

_SIZE = 9
_WIDEST = 0.66  # the widest a cell is drawn


def stair(
    labels: list[str], cells: pd.DataFrame, locale: Locale, *, title: str, subtitle: str, source: str | None
) -> CorpusFigure:
    """Draw one cell a pair; `cells` has the columns row and column (places in `labels`, row > column) and n.

    An actor's pairs lie along its row, before its name, and down the column that hangs from its name.
    """
    labels = [clip(label, 3, size=_SIZE) for label in labels]
    room = WIDTH - 2 * MARGIN - 0.1
    cell = min(_WIDEST, *((room - measure(label, size=_SIZE)) / row for row, label in enumerate(labels) if row))
    height = min(cell, 0.36)
    depth = height * len(labels)
    sheet, top = new_sheet(locale, body=depth + 0.05, title=title, subtitle=subtitle, source=source)
    panel = sheet.panel(MARGIN, top, cell * (len(labels) - 1), depth)
    sheet.limits(panel, 0, panel.width, depth, 0)
    drawn = {(row, column): int(n) for row, column, n in zip(cells["row"], cells["column"], cells["n"], strict=True)}
    most = max(drawn.values())
    for row, label in enumerate(labels):
        middle = (row + 0.5) * height
        sheet.words(MARGIN + row * cell + 0.05, top + middle, label, size=_SIZE, middle=True)
        for column in range(row):
            n = drawn.get((row, column), 0)
            share = n / most
            box = (column * cell + 0.015, row * height + 0.015)
            panel.axes.add_patch(
                Rectangle(box, cell - 0.03, height - 0.03, color=_shade(share) if n else "#F3F0EA", linewidth=0)
            )
            if n:
                sheet.words(
                    MARGIN + (column + 0.5) * cell,
                    top + middle,
                    locale.number(n),
                    size=_SIZE - 0.5,
                    colour=PAPER if share > 0.55 else INK,
                    align="center",
                    middle=True,
                )
    return sheet.figure


def _shade(share: float) -> str:
    """Mix the one ink of the stair with paper, darker for more."""
    light = 0.82 * (1 - share) ** 0.8
    ink = [int(BLUE[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(value + (250 - value) * light):02X}" for value in ink)
