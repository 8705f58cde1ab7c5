"""Measure text as it is drawn, in inches, and cut it to the room that it has."""

from functools import cache
from math import fsum
from typing import Any

from matplotlib import rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from corpus_tools.figures.drawing import line_as_drawn, shaped_text
from corpus_tools.figures.style import Weight, font_path

ELLIPSIS = "…"
_DPI = 720
_LETTERS = 8  # to the em: more than any line has
Run = tuple[str, str, Weight]  # words on a line, their colour and weight


@cache
def font(weight: Weight, size: float) -> FontProperties:
    """Return the typeface that ships with the package, in a weight and a size in points."""
    return FontProperties(fname=str(font_path(weight)), size=size)


@cache
def _renderer() -> Any:
    """Return the one renderer that text is measured by, fine enough that rounding does not show."""
    return RendererAgg(1, 1, _DPI)  # type: ignore[no-untyped-call]


@cache
def measure(text: str, *, size: float, weight: Weight = "regular") -> float:
    """Return the width of a line as drawn, in inches."""
    typeface = font(weight, size)
    # Not `rc_context`, which keeps a copy of all settings: that takes longer than measuring.
    hinting = rcParams["text.hinting"]
    with shaped_text():
        rcParams["text.hinting"] = "none"
        try:
            drawn = line_as_drawn(text, typeface, paragraph=text)
            width = _renderer().get_text_width_height_descent(drawn, typeface, ismath=False)[0] if drawn else 0.0
        finally:
            rcParams["text.hinting"] = hinting
    return float(width) / _DPI


def measure_runs(runs: list[Run], *, size: float) -> float:
    """Return the width of a line of runs, in inches."""
    return fsum(measure(text, size=size, weight=weight) + space(size) for text, _, weight in runs) - space(size)


def clip(text: str, width: float, *, size: float, weight: Weight = "regular") -> str:
    """Return a label, cut with … if it is wider than `width` inches."""
    most = int(_LETTERS * width * 72 / size)  # so that a text of any length takes no longer than one that is cut
    shown = text if len(text) <= most else text[:most] + ELLIPSIS
    while len(shown) > 1 and measure(shown, size=size, weight=weight) > width:
        shown = shown[: -max(len(shown) // 20, 2)].rstrip() + ELLIPSIS
    return shown


def measure_words(text: str, *, size: float) -> float:
    """Return the width of a text in inches as the sum of its words and spaces, so that each word is measured once."""
    words = text.split()
    return fsum(measure(word, size=size) for word in words) + space(size) * (len(words) - 1)


def space(size: float) -> float:
    """Return the space between two runs, in inches: a little wider than the font's own."""
    return 0.32 * size / 72
