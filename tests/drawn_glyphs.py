"""What matplotlib really drew: the glyphs of each text of a figure, read from its SVG."""

import re
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from glyph_oracle import UNENCODED, expected_glyphs
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from corpus_tools.figures.style import Weight, font_path, use_style
from corpus_tools.shaping.shape_text import shapes_natively

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"


def drawn_lines(figure: Figure, font: Path) -> list[list[int]]:
    """Give the glyph ids of each line drawn, from left to right, invisible ones left out.

    matplotlib 3.11 names an outline by the font and the glyph's number, earlier ones by the code point.
    """
    svg = StringIO()
    figure.savefig(svg, format="svg", metadata={"Date": None})
    opened = FT2Font(str(font))
    lines = []
    for text in ET.fromstring(svg.getvalue()).iter(f"{_SVG}g"):  # noqa: S314 - written a line above
        if not re.fullmatch(r"text_\d+", text.get("id", "")):
            continue
        for line in text.iter(f"{_SVG}g"):
            placed = [(use.get(_LINK, ""), use.get("transform", "")) for use in line.findall(f"{_SVG}use")]
            if not placed:
                continue
            codes = [int(name.rsplit("-", 1)[1], 16) for name, _ in placed]
            places = [place for _, place in placed]
            glyphs = codes if shapes_natively() else [opened.get_char_index(code) for code in codes]
            # A mark that steers the order is drawn as a space of no width, so that the next glyph stands in its place.
            # No line that is compared ends in a space.
            space = opened.get_char_index(ord(" "))
            after = [*places[1:], places[-1]]
            lines.append([g for g, place, end in zip(glyphs, places, after, strict=True) if g != space or place != end])
    return lines


def draw(*texts: str, weight: Weight = "regular", **options: Any) -> list[list[int]]:
    """Draw texts one by one and give the glyphs of their lines."""
    figure = Figure()
    with use_style():
        for text in texts:
            figure.text(0.5, 0.5, text, fontweight=weight, **options)
        return drawn_lines(figure, font_path(weight))


def expected(line: str, *, base: str = "R", weight: Weight = "regular") -> list[int]:
    """Give the glyphs that a line should have on this matplotlib."""
    return expected_glyphs(line, font_path(weight), base=base, features=None if shapes_natively() else UNENCODED)
