"""The sheet a figure is drawn on: title, source line, panels and words, in inches, for either reading direction."""

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from corpus_tools.figures.drawing import shaped_text
from corpus_tools.figures.excerpts import ELLIPSIS
from corpus_tools.figures.style import Weight, font_path, inks, use_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

    from corpus_tools.locale import Locale

Align = Literal["start", "end", "center"]
Run = tuple[str, str, Weight]  # words on a line, their colour and weight

INK, GREY, PALE, SAND, PAPER, RED, BLUE = (
    inks()[name] for name in ("ink", "grey", "pale", "sand", "paper", "red", "blue")
)

SEPARATOR = " · "  # between the parts of a source line; each is set on its own, so that a file name stays in order

MARGIN = 0.34
WIDTH = 7.6


@cache
def font(weight: Weight, size: float) -> FontProperties:
    """Load the typeface that ships, in a weight and a size in points."""
    return FontProperties(fname=str(font_path(weight)), size=size)


class CorpusFigure(Figure):
    """A figure that knows what is drawn in it.

    Attributes
    ----------
    heading : str
        Its title.
    rows : DataFrame
        One row for each mark, bar or cell drawn, with its numbers.
    places : DataFrame
        Every place behind them, as many for each mark as its number: mark, doc_id, start, end, surface, …
    evidence : DataFrame
        The first of these with their sentences: mark (a row of `rows`), doc_id, start, end,
        surface, sentence and the sentence's words.
    choices : dict
        The options that it was drawn with, and what was chosen for want of one, such as which parts of a corpus are
        compared; for the passport.
    function : str or None
        The function that drew it, for the passport.
    """

    heading: str
    rows: pd.DataFrame
    places: pd.DataFrame
    evidence: pd.DataFrame
    choices: dict[str, Any]
    function: str | None

    def draw(self, renderer: "RendererBase") -> None:
        """Draw in the style of the package, whatever matplotlib's settings are by now."""
        with use_style():
            super().draw(renderer)

    def savefig(self, fname: Any, **options: Any) -> None:
        """Write the figure in the style of the package: settings of a format are read when it is written."""
        with use_style():
            super().savefig(fname, **options)

    def _repr_png_(self) -> bytes:
        """Show the figure in a notebook, whether or not pyplot was imported there."""
        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=144, facecolor=self.get_facecolor(), metadata={"Software": None})
        return buffer.getvalue()


@dataclass(frozen=True)
class Panel:
    """An Axes and where it lies, in inches from the reading edge and from the top."""

    axes: "Axes"
    start: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """A figure in the making; every x counts inches from the edge where reading starts, every y from the top."""

    figure: CorpusFigure
    locale: "Locale"
    width: float
    height: float

    @property
    def rtl(self) -> bool:
        """Whether reading starts at the right edge."""
        return self.locale.rtl

    def panel(self, start: float, top: float, width: float, height: float) -> Panel:
        """Add Axes without frame or ticks, whose x grows in the direction of reading."""
        left = self.width - start - width if self.rtl else start
        bottom = self.height - top - height
        axes = self.figure.add_axes((left / self.width, bottom / self.height, width / self.width, height / self.height))
        axes.patch.set_visible(False)
        axes.spines[:].set_visible(False)
        axes.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
        return Panel(axes, start, top, width, height)

    def limits(self, panel: Panel, low: float, high: float, bottom: float, top: float) -> None:
        """Set a panel's limits so that x grows in the direction of reading."""
        panel.axes.set_xlim((high, low) if self.rtl else (low, high))
        panel.axes.set_ylim(bottom, top)

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 9,
        colour: str = INK,
        weight: Weight = "regular",
        align: Align = "start",
        middle: bool = False,
    ) -> Text:
        """Write a line; y is its baseline, or its middle."""
        side = {"start": "right", "end": "left", "center": "center"}[align]
        if not self.rtl:
            side = {"right": "left", "left": "right", "center": "center"}[side]
        if align == "center":  # what stands near an edge stays on the sheet
            half = measure(text, size=size, weight=weight) / 2
            x = min(max(x, half + 0.2), self.width - half - 0.2)
        place = self.width - x if self.rtl else x
        drop = 0.36 * size / 72 if middle else 0  # half the height of the letters that have no ascender
        return self.figure.text(
            place / self.width,
            1 - (y + drop) / self.height,
            text,
            fontproperties=font(weight, size),
            color=colour,
            ha=side,
            va="baseline",
            parse_math=False,
        )

    def runs(self, x: float, y: float, runs: list[Run], *, size: float, against: bool = False) -> list[Text]:
        """Write a line of words in several inks one after the other; y is the line's middle.

        Words that read against the direction of the sheet begin at x and go back from there.
        """
        drawn: list[Text] = []
        for text, colour, weight in runs:
            align: Align = "end" if against else "start"
            drawn.append(self.words(x, y, text, size=size, colour=colour, weight=weight, align=align, middle=True))
            step = measure(text, size=size, weight=weight) + _space(size)
            x += -step if against else step
        return drawn


def measure_runs(runs: list[Run], *, size: float) -> float:
    """Measure how wide a line of words in several inks comes out, in inches."""
    return sum(measure(text, size=size, weight=weight) + _space(size) for text, _, weight in runs) - _space(size)


def clip(text: str, width: float, *, size: float, weight: Weight = "regular") -> str:
    """Cut a label that is wider than `width` inches, with … where it was cut."""
    shown = text
    while len(shown) > 1 and measure(shown, size=size, weight=weight) > width:
        shown = shown[: -max(len(shown) // 20, 2)].rstrip() + ELLIPSIS
    return shown


def measure_words(text: str, *, size: float) -> float:
    """Add up the widths of words and spaces: words don't join across a space, and each is measured once."""
    words = text.split()
    return sum(measure(word, size=size) for word in words) + _space(size) * (len(words) - 1)


def _space(size: float) -> float:
    """Give the space between two words set one after the other, a little wider than the font's own."""
    return 0.32 * size / 72


def at_least_one(top: int) -> int:
    """Refuse a number of bars below one."""
    if top < 1:
        raise ValueError(f"top={top} leaves nothing to draw; give 1 or more")
    return top


@cache
def _scratch() -> tuple[Figure, FigureCanvasAgg]:
    """Keep one sheet of scratch paper."""
    figure = Figure(figsize=(1, 1), dpi=720)
    return figure, FigureCanvasAgg(figure)


@cache
def measure(text: str, *, size: float, weight: Weight = "regular") -> float:
    """Measure how wide a line comes out, in inches, on scratch paper fine enough that rounding does not show."""
    if not text:
        return 0.0
    figure, canvas = _scratch()
    drawn = Text(0, 0, text, fontproperties=font(weight, size), figure=figure, parse_math=False)
    with shaped_text(), rc_context({"text.hinting": "none"}):
        box = drawn.get_window_extent(canvas.get_renderer())  # type: ignore[no-untyped-call]
    return float(box.width) / 720


def _subtitle_lines(subtitle: str, width: float) -> list[str]:
    """Break a subtitle to the width of the sheet, line breaks kept."""
    lines: list[str] = []
    for paragraph in subtitle.split("\n"):
        current = ""
        for word in paragraph.split():
            longer = f"{current} {word}".strip()
            if current and measure_words(longer, size=9.5) > width - 2 * MARGIN:
                lines.append(current)
                current = word
            else:
                current = longer
        lines.append(current)
    return [line for line in lines if line]


def new_sheet(
    locale: "Locale", *, body: float, title: str, subtitle: str, source: str | None, width: float = WIDTH
) -> tuple[Sheet, float]:
    """Lay out a sheet with `body` inches between subtitle and source line; returns it with the top of the body."""
    lines = _subtitle_lines(subtitle, width)
    top = MARGIN + 0.42 + 0.21 * len(lines)
    height = top + body + 0.47
    figure = CorpusFigure(figsize=(width, height), dpi=200, facecolor=PAPER)
    FigureCanvasAgg(figure)
    figure.heading, figure.choices, figure.function = title, {}, None
    figure.rows = figure.places = figure.evidence = pd.DataFrame()
    sheet = Sheet(figure, locale, width, height)
    size = 15.0
    while measure(title, size=size, weight="bold") > width - 2 * MARGIN and size > 9:
        size -= 0.5
    sheet.words(MARGIN, MARGIN + 0.14, title, size=size, weight="bold")
    for number, line in enumerate(lines):
        sheet.words(MARGIN, MARGIN + 0.43 + 0.21 * number, line, size=9.5, colour="#4D4D4D")
    if source:
        parts = [locale.text("source"), *re.split(f"({SEPARATOR})", source)]
        sheet.runs(MARGIN, height - 0.24, [(part.strip(), GREY, "regular") for part in parts], size=7.5)
    return sheet, top
