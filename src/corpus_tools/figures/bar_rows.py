"""Rows of horizontal bars: labels at the reading edge, bars in the direction of reading, numbers after them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Rectangle

from corpus_tools.figures.measuring import clip, measure
from corpus_tools.figures.sheet import BODY, MARGIN, Panel, Sheet
from corpus_tools.figures.style import GREY, INK
from corpus_tools.gloss import glossed
from corpus_tools.locale import Locale

PITCH = 0.27  # from one row to the next
THICKNESS = 0.17
SIZE = 9.5  # of labels and numbers, in points
_SMALL, _LINE = 7.0, 0.128  # of a label of two lines, which a row has room for: its size and their distance
_SWATCH = 0.16  # from the beginning of a swatch to its name


@dataclass(frozen=True)
class BarRows:
    """A panel of rows, its axes counting inches; `write` takes its x from the sheet, `bar` from the panel."""

    sheet: Sheet
    panel: Panel
    pitch: float = PITCH
    thickness: float = THICKNESS

    def middle(self, row: int) -> float:
        """Return how far below the top of the panel the middle of a row lies."""
        return (row + 0.5) * self.pitch

    def bar(self, row: int, start: float, width: float, *, linewidth: float = 0, **look: Any) -> None:
        """Draw a bar, or a part of one."""
        corner = (start, self.middle(row) - self.thickness / 2)
        self.panel.axes.add_patch(Rectangle(corner, width, self.thickness, linewidth=linewidth, **look))

    def area(self, row: int, column: str | None = None, *, mark: int | None = None, label_only: bool = False) -> None:
        """Note that a row is a mark, by default that of its number, with all that is written in it; see `Area`."""
        before = min(self.panel.axes.get_xlim()) - (self.panel.start - MARGIN)
        end, top = min(self.panel.axes.get_xlim()) if label_only else before + BODY, row * self.pitch
        corners = (before, top), (end, top + self.pitch)
        self.sheet.area(self.panel, row if mark is None else mark, *corners, column=column)

    def part(self, row: int, start: float, width: float, *, column: str) -> None:
        """Note that a part of a row's bar is a number of its mark."""
        edge = self.middle(row) - self.thickness / 2
        self.sheet.area(self.panel, row, (start, edge), (start + width, edge + self.thickness), column=column)

    def write(self, row: int, x: float, text: str, *, size: float = SIZE, **look: Any) -> None:
        """Write in a row."""
        self.sheet.words(x, self.panel.top + self.middle(row), text, size=size, middle=True, **look)

    def label(self, row: int, text: str) -> None:
        """Write the label of a row, as `label_column` returns it."""
        lines = text.split("\n")
        size = SIZE if len(lines) == 1 else _SMALL
        for number, line in enumerate(lines):
            y = self.panel.top + self.middle(row) + (number - (len(lines) - 1) / 2) * _LINE
            self.sheet.words(MARGIN, y, line, size=size, middle=True)

    def draw_base(self, colour: str = INK, linewidth: float = 0.8) -> None:
        """Draw the line that the bars grow from."""
        self.panel.axes.plot([0, 0], [0, self.panel.height], color=colour, linewidth=linewidth, clip_on=False)


def label_column(labels: Iterable[object], widest: float, locale: Locale) -> tuple[list[str], float]:
    """Return the labels with their glosses, and the width of their column, at most `widest` inches.

    One that is wider is set in two lines, and cut where these have no room for it.
    """
    shown = [_fitted(glossed(str(label), locale), widest) for label in labels]
    lines = [(line, _SMALL if "\n" in label else SIZE) for label in shown for line in label.split("\n")]
    return shown, max(measure(line, size=size) for line, size in lines) + 0.12


def _fitted(label: str, widest: float) -> str:
    """Return a label in one line, or in two that are about as wide."""
    on_one = clip(label, widest, size=SIZE)
    words = label.split()
    if on_one == label or len(words) < 2 or len(label) > 4 * len(on_one):
        return on_one
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    first, second = min(breaks, key=lambda lines: max(measure(line, size=_SMALL) for line in lines))
    return f"{clip(first, widest, size=_SMALL)}\n{clip(second, widest, size=_SMALL)}"


def draw_key_entry(
    sheet: Sheet, x: float, y: float, name: str, swatch: str, *, size: float = 8, colour: str = GREY
) -> float:
    """Draw a swatch with its name around the height y, and return the width that they take."""
    panel = sheet.panel(x, y - 0.05, 0.1, 0.1)
    panel.axes.add_patch(Rectangle((0, 0), 1, 1, color=swatch, linewidth=0))
    sheet.words(x + _SWATCH, y, name, size=size, colour=colour, middle=True)
    return key_entry_width(name, size=size)


def key_entry_width(name: str, *, size: float = 8) -> float:
    """Return the width of a swatch with its name, in inches."""
    return _SWATCH + measure(name, size=size)
