"""The sheet that a figure is drawn on: title, source line, panels and words, in inches, for either direction."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from corpus_tools.figures.measuring import Run, clip, font, measure, measure_words, space
from corpus_tools.figures.precision import precision_line
from corpus_tools.figures.style import GREY, INK, PAPER, Weight, use_style
from corpus_tools.shaping.direction import LRM, RLM, base_direction, has_arabic

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

    from corpus_tools.figures.evidence_table import Evidence
    from corpus_tools.locale import Locale

Align = Literal["start", "end", "center"]
Corner: TypeAlias = tuple[float, float]

_LATIN = re.compile("[A-Za-z]")

SEPARATOR = " · "  # between the parts of a source line; each is set on its own, so that a file name stays in order

MARGIN = 0.34
WIDTH = 7.6
BODY = WIDTH - 2 * MARGIN  # the width between the margins

_SMALL = 7.5  # size of the words at the foot
_FOOT = 0.24  # from the bottom to the middle of the last line
_FOOT_LINE = 0.16  # from one line at the foot to the next


class Area(NamedTuple):
    """Where a mark lies, so that a page can lead from there to its places.

    A box between two corners in the coordinates of `axes`, or a line from one to the other, `width` points wide.
    `column` names the number of the row that is meant; without it, it is that of all places of the mark.
    """

    mark: int
    axes: "Axes"
    corners: tuple[Corner, Corner]
    column: str | None = None
    width: float | None = None


#: The column of an area that is the number of all articles that the rows of its label count together, of all that they
#: are out of, and of those that tell of the day that its row names.
IN_ALL, OUT_OF_ALL, ON_DAY = "documents_in_all", "total_of_all", "documents_on_day"

_LINE = 0.2  # what a line of words is high, as an area


class CorpusFigure(Figure):
    """A figure that knows what is drawn in it.

    Attributes
    ----------
    heading, caption : str
        The title, and the lines below it.
    areas : list of Area
        Where each mark lies.
    body : tuple of float
        Where the drawing itself begins below the heading, and how high it is, in inches from the top.
    rows : DataFrame
        One row for each mark, bar or cell drawn, with its numbers.
    places : DataFrame
        Every place behind the marks, for each mark as many as its number: mark, doc_id, start, end, surface, …
    evidence : DataFrame
        The same places mark by mark, each with its sentence and what is known of its document, in a seeded order, so
        that the first of a mark are a fair sample of it; `label` says what the mark stands for, `place` is the number
        in the order and `places` how many the mark has. It is made when first asked for.
    choices : dict
        The options of the figure, and the defaults chosen from the corpus, such as its compared parts.
    validation : DataFrame or None
        What `read_validation` made of a sample of the places.
    function : str or None
        The function that drew it; this and the choices go into the passport.
    """

    heading: str
    caption: str
    areas: list[Area]
    body: tuple[float, float]
    rows: pd.DataFrame
    places: pd.DataFrame
    choices: dict[str, Any]
    function: str | None
    locale: "Locale"
    gather: Callable[[], "pd.DataFrame | Evidence"]
    validation: pd.DataFrame | None

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """Every place behind the marks, with its sentence."""
        found = self.gather()
        return found.take(range(len(found)))

    def get_layout_engine(self) -> None:
        """Return that none moves what has its place, whatever the settings are."""
        # With one that only keeps away that of the settings, matplotlib draws all twice in order to save it.

    def draw(self, renderer: "RendererBase") -> None:
        """Draw in the style of the package, whatever matplotlib's current settings are."""
        with use_style():
            super().draw(renderer)

    def savefig(self, fname: Any, **options: Any) -> None:
        """Write the figure in the style of the package: the settings of a format are read when it is written."""
        with use_style():
            super().savefig(fname, **options)

    def _repr_png_(self) -> bytes:
        """Show the figure in a notebook, whether or not pyplot was imported there."""
        buffer = BytesIO()
        self.savefig(buffer, format="png", dpi=144, facecolor=self.get_facecolor(), metadata={"Software": None})
        return buffer.getvalue()


class Heading(NamedTuple):
    """The words around a figure: title, subtitle, what the source line names, and the precision of a sample."""

    title: str
    subtitle: str
    source: str | None
    validation: pd.DataFrame | None = None


@dataclass(frozen=True)
class Panel:
    """An Axes and where it lies, in inches from the edge where reading starts and from the top."""

    axes: "Axes"
    start: float
    top: float
    width: float
    height: float

    def across(self, place: float) -> float:
        """Return how far into the panel a place of its x axis lies, in inches."""
        low, high = sorted(self.axes.get_xlim())
        return (place - low) / (high - low) * self.width

    def place(self, x: float, y: float) -> Corner:
        """Return a place of the sheet, in its inches, in the coordinates of the axes, in which it may lie outside."""
        low, high = sorted(self.axes.get_xlim())
        bottom, top = self.axes.get_ylim()
        across, down = (x - self.start) / self.width, (y - self.top) / self.height
        return low + across * (high - low), top - down * (top - bottom)


@dataclass(frozen=True)
class Sheet:
    """A figure in the making; x counts inches from the edge where reading starts, y from the top."""

    figure: CorpusFigure
    locale: "Locale"
    height: float

    @property
    def rtl(self) -> bool:
        """Return whether reading starts at the right edge."""
        return self.locale.rtl

    def panel(self, start: float, top: float, width: float, height: float) -> Panel:
        """Add Axes without frame or ticks, whose x grows in the direction of reading."""
        left = WIDTH - start - width if self.rtl else start
        bottom = self.height - top - height
        axes = self.figure.add_axes((left / WIDTH, bottom / self.height, width / WIDTH, height / self.height))
        axes.patch.set_visible(False)
        axes.spines[:].set_visible(False)
        axes.tick_params(left=False, bottom=False, labelleft=False, labelbottom=False)
        return Panel(axes, start, top, width, height)

    def inch_panel(self, start: float, top: float, width: float, height: float, *, low: float = 0.0) -> Panel:
        """Add a panel whose axes count inches, x in the direction of reading from `low` on, y downwards from 0."""
        panel = self.panel(start, top, width, height)
        self.limits(panel, low, low + width, height, 0)
        return panel

    def limits(self, panel: Panel, low: float, high: float, bottom: float, top: float) -> None:
        """Set a panel's limits so that x grows in the direction of reading."""
        panel.axes.set_xlim((high, low) if self.rtl else (low, high))
        panel.axes.set_ylim(bottom, top)

    def area(self, panel: Panel, mark: int, start: Corner, end: Corner, **of: Any) -> None:
        """Note where a mark lies, from one corner to the other in the coordinates of a panel; see `Area`."""
        self.figure.areas.append(Area(mark, panel.axes, (start, end), **of))

    def area_of_words(
        self, panel: Panel, mark: int, x: float, y: float, text: str, *, size: float, align: Align = "start", **of: Any
    ) -> None:
        """Note that a line of words, written around the height y, is of a mark; see `Area`."""
        width = measure(text, size=size)
        start = x - {"start": 0.0, "center": width / 2, "end": width}[align]
        corners = (panel.place(start + across, y + down) for across, down in ((0, -_LINE / 2), (width, _LINE / 2)))
        self.area(panel, mark, *corners, **of)

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
        """Write a line; y is its baseline, or with `middle` its middle."""
        side = {"start": "right" if self.rtl else "left", "end": "left" if self.rtl else "right"}.get(align, "center")
        if align == "center":  # what stands near an edge stays on the sheet
            half = measure(text, size=size, weight=weight) / 2
            x = min(max(x, half + 0.2), WIDTH - half - 0.2)
        place = WIDTH - x if self.rtl else x
        drop = 0.36 * size / 72 if middle else 0  # half the height of the letters that have no ascender
        where = (place / WIDTH, 1 - (y + drop) / self.height)
        typeface = font(weight, size)
        return self.figure.text(
            *where, text, fontproperties=typeface, color=colour, ha=side, va="baseline", parse_math=False
        )

    def steer(self, text: str) -> str:
        """Return a line of the reader's language that holds names in the other script, read in the sheet's direction.

        Without a mark, a line with more Arabic than Latin words would be read from the right also on an English sheet.
        """
        wanted = "R" if self.rtl else "L"
        mixed = has_arabic(text) and _LATIN.search(text) is not None
        return f"{RLM if self.rtl else LRM}{text}" if mixed and base_direction(text) != wanted else text

    def runs(self, x: float, y: float, runs: list[Run], *, size: float, against: bool = False) -> list[Text]:
        """Write runs of words one after the other; y is the line's middle.

        Words that read `against` the direction of the sheet begin at x and go back from there.
        """
        drawn: list[Text] = []
        align: Align = "end" if against else "start"
        for text, colour, weight in runs:
            drawn.append(self.words(x, y, text, size=size, colour=colour, weight=weight, align=align, middle=True))
            step = measure(text, size=size, weight=weight) + space(size)
            x += -step if against else step
        return drawn

    def paragraph(self, x: float, y: float, lines: list[list[Run]], *, size: float, pitch: float) -> None:
        """Write lines of runs, the middle of the first at y; what reads against the sheet begins at its other edge."""
        said = " ".join(text for line in lines for text, _, _ in line)
        against = bool(lines) and (base_direction(said) == "R") != self.rtl
        edge = WIDTH - MARGIN if against else x
        for number, line in enumerate(lines):
            self.runs(edge, y + number * pitch, line, size=size, against=against)


def _subtitle_lines(subtitle: str) -> list[str]:
    """Wrap a subtitle to the width of the sheet, keeping its line breaks."""
    lines: list[str] = []
    for paragraph in subtitle.split("\n"):
        current = ""
        for word in paragraph.split():
            longer = f"{current} {word}".strip()
            if current and measure_words(longer, size=9.5) > BODY:
                lines.append(current)
                current = word
            else:
                current = longer
        lines.append(current)
    return [clip(line, BODY, size=9.5) for line in lines if line]


def new_sheet(locale: "Locale", heading: Heading, *, body: float) -> tuple[Sheet, float]:
    """Return a sheet with room for `body` inches between subtitle and source line, and the top of that room."""
    title, lines = heading.title, _subtitle_lines(heading.subtitle)
    top = MARGIN + 0.42 + 0.21 * len(lines)
    foot = _FOOT + (0 if heading.validation is None else _FOOT_LINE)
    height = top + body + 0.23 + foot
    figure = CorpusFigure(figsize=(WIDTH, height), dpi=200, facecolor=PAPER)
    FigureCanvasAgg(figure)
    figure.heading, figure.caption, figure.choices, figure.function = title, heading.subtitle, {}, None
    figure.areas, figure.body = [], (top, body)
    figure.rows = figure.places = pd.DataFrame()
    figure.locale, figure.gather, figure.validation = locale, pd.DataFrame, heading.validation
    sheet = Sheet(figure, locale, height)
    size = 15.0
    while measure(title, size=size, weight="bold") > BODY and size > 9:
        size -= 0.5
    shown = clip(title, BODY, size=size, weight="bold")
    sheet.words(MARGIN, MARGIN + 0.14, sheet.steer(shown), size=size, weight="bold")
    for number, line in enumerate(lines):
        sheet.words(MARGIN, MARGIN + 0.43 + 0.21 * number, sheet.steer(line), size=9.5, colour="#4D4D4D")
    if heading.source:
        parts = [locale.text("source"), *re.split(f"({SEPARATOR})", heading.source)]
        room = BODY / (len(parts) if measure_words(" ".join(parts), size=_SMALL) > BODY else 1)
        runs: list[Run] = [(clip(part.strip(), room, size=_SMALL), GREY, "regular") for part in parts]
        sheet.runs(MARGIN, height - foot, runs, size=_SMALL)
    if heading.validation is not None:
        said = precision_line(heading.validation, locale)
        sheet.runs(MARGIN, height - _FOOT, [(said, GREY, "regular")], size=_SMALL)
    return sheet, top


def add_foot_line(figure: CorpusFigure, text: str) -> None:
    """Write a line below all else on a finished figure, which becomes higher by it."""
    height = figure.get_figheight()
    higher = height + _FOOT_LINE
    for axes in figure.axes:
        left, bottom, width, depth = axes.get_position().bounds
        axes.set_position((left, (bottom * height + _FOOT_LINE) / higher, width, depth * height / higher))
    for words in figure.texts:
        words.set_y((words.get_position()[1] * height + _FOOT_LINE) / higher)
    figure.set_figheight(higher)
    Sheet(figure, figure.locale, higher).runs(MARGIN, higher - _FOOT, [(text, GREY, "regular")], size=_SMALL)
