"""Draw a figure as SVG whose text is text: it can be searched, copied and read aloud."""

from collections.abc import Iterator
from html import escape
from typing import Any, TypeAlias

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, Transform

from corpus_tools.figures.sheet import Area, CorpusFigure
from corpus_tools.figures.style import font_path
from corpus_tools.figures.web_fonts import WEIGHTS, font_faces
from corpus_tools.files import show_controls
from corpus_tools.shaping.direction import base_direction

#: The corner of a part of a drawing, its width and its height, in points from the top left.
Box: TypeAlias = tuple[float, float, float, float]

DPI = 72  # a unit of the drawing is a point
_ABOVE, _BELOW = 0.08, 0.2  # what the body may reach beyond itself, in inches
_THINNEST = 7.0  # a line that can be clicked, in points

_WEIGHTS = {str(font_path(name)): weight for weight, name in WEIGHTS.items()}
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><cc:Work>{about}</cc:Work></rdf:RDF>'
)
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_OTHER_END = {"start": "end", "middle": "middle", "end": "start"}
_CODES = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}


def svg_body(figure: CorpusFigure, prefix: str) -> tuple[str, str]:
    """Return the body of a figure, without its heading and foot, as the content of an svg element, and its viewBox.

    Look is given by attributes alone, so that a page may forbid styles; ids begin with the prefix.
    """
    top, body = figure.body
    box = (0.0, (top - _ABOVE) * DPI, figure.get_figwidth() * DPI, (_ABOVE + body + _BELOW) * DPI)
    return _drawing(figure, prefix, box)


def svg_document(figure: CorpusFigure, *, title: str | None, keywords: str) -> str:
    """Return a whole figure as an SVG file whose letters are text, with its typeface in it.

    The title and the keywords stand where matplotlib's own SVG files have them.
    """
    width, height = figure.get_figwidth() * DPI, figure.get_figheight() * DPI
    content, box = _drawing(figure, "figure", (0.0, 0.0, width, height))
    about = f"<dc:title>{escape(show_controls(title), quote=False)}</dc:title>" if title else ""
    about += f"<dc:subject><rdf:Bag><rdf:li>{keywords}</rdf:li></rdf:Bag></dc:subject>"
    names = f"<title>{escape(show_controls(title), quote=False)}</title>" if title else ""
    size = f'width="{_short(width)}pt" height="{_short(height)}pt" viewBox="{box}"'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Figure, sans-serif" stroke-linejoin="round">\n'
        f"{names}<metadata>{_RDF.format(about=about)}</metadata>\n"
        f"<style>{font_faces('Figure')}</style>\n"
        f'<rect width="100%" height="100%" fill="{to_hex(figure.get_facecolor())}"/>{content}\n</svg>\n'
    )


def _drawing(figure: CorpusFigure, prefix: str, box: Box) -> tuple[str, str]:
    """Return what lies in a box of a figure as the content of an svg element, and its viewBox."""
    before = figure.get_dpi()
    figure.set_dpi(DPI)
    try:
        renderer = _Renderer(figure, prefix, box)
        figure.draw(renderer)
    finally:
        figure.set_dpi(before)
    # Lines that are not written from the right must not inherit it from the page.
    content = "".join(['<g direction="ltr">', *renderer.clips(), *renderer.parts, "</g>"])
    return content, " ".join(map(_short, renderer.box))


def area_shapes(figure: CorpusFigure) -> Iterator[tuple[Area, str]]:
    """Yield each area of a figure with the element that covers it, in the units of `svg_body`."""
    height = figure.get_figheight() * DPI
    before = figure.get_dpi()
    figure.set_dpi(DPI)
    try:
        for area in figure.areas:
            (x0, y0), (x1, y1) = area.axes.transData.transform(area.corners)
            y0, y1 = height - y0, height - y1
            if area.width is None:
                yield area, _box(*sorted((x0, x1)), *sorted((y0, y1)))
            else:
                ends = f'x1="{_short(x0)}" y1="{_short(y0)}" x2="{_short(x1)}" y2="{_short(y1)}"'
                width = max(area.width, _THINNEST)
                yield area, f'<line class="area" {ends} stroke-width="{_short(width)}"/>'
    finally:
        figure.set_dpi(before)


def _box(left: float, right: float, top: float, bottom: float) -> str:
    """Return a box."""
    size = f'width="{_short(right - left)}" height="{_short(bottom - top)}"'
    return f'<rect class="area" x="{_short(left)}" y="{_short(top)}" {size}/>'


def _short(number: float) -> str:
    """Write a length with two decimal places at most."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


class _Renderer(RendererBase):
    """Collects the elements of a drawing; matplotlib calls it with what is to be drawn, y upwards."""

    def __init__(self, figure: CorpusFigure, prefix: str, box: Box) -> None:
        super().__init__()
        self._height = figure.get_figheight() * DPI
        self.box = box
        self._prefix = prefix
        self._clips: dict[tuple[float, ...], str] = {}
        self._flip = Affine2D().scale(1, -1).translate(0, self._height)
        self.parts: list[str] = []

    def clips(self) -> list[str]:
        """Return the rectangles that cut what is drawn."""
        shapes = []
        for (x, y, width, height), name in self._clips.items():
            steps = f"M{_short(x)} {_short(y)}h{_short(width)}v{_short(height)}h{_short(-width)}Z"
            shapes.append(f'<clipPath id="{name}"><path d="{steps}"/></clipPath>')
        return ["<defs>", *shapes, "</defs>"] if shapes else []

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size of the page in points."""
        return self.box[2], self._height

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 - matplotlib calls it so
    ) -> None:
        """Draw a path, if any of it lies in the body."""
        drawn = (transform + self._flip).transform_path(path)
        left, top, right, bottom = drawn.get_extents().extents
        if not np.isfinite([left, top, right, bottom]).all() or bottom < self.box[1] or top > self.box[1] + self.box[3]:
            return
        steps = [
            _CODES[code] + " ".join(map(_short, ends if code != Path.CLOSEPOLY else ()))
            for ends, code in drawn.iter_segments(simplify=False)
        ]
        fill = "none" if rgbFace is None else to_hex(rgbFace)
        look = [f'fill="{fill}"']
        alpha = gc.get_alpha()
        if rgbFace is not None and (opacity := alpha if gc.get_forced_alpha() or len(rgbFace) < 4 else rgbFace[3]) < 1:
            look.append(f'fill-opacity="{_short(opacity)}"')
        if gc.get_linewidth():
            look += self._stroke(gc)
        self.parts.append(f'<path d="{"".join(steps)}" {" ".join(look)}{self._clip(gc, drawn.get_extents())}/>')

    def _stroke(self, gc: GraphicsContextBase) -> list[str]:
        """Return the look of a line."""
        colour = gc.get_rgb()
        look = [f'stroke="{to_hex(colour)}"', f'stroke-width="{_short(gc.get_linewidth())}"']
        opacity = gc.get_alpha() if gc.get_forced_alpha() else colour[3]
        if opacity < 1:
            look.append(f'stroke-opacity="{_short(opacity)}"')
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            lengths = np.asarray(dashes, np.float64).tolist()
            look.append(
                f'stroke-dasharray="{" ".join(map(_short, lengths))}" stroke-dashoffset="{_short(float(offset))}"'
            )
        if gc.get_capstyle() != "butt":
            look.append(f'stroke-linecap="{"square" if gc.get_capstyle() == "projecting" else gc.get_capstyle()}"')
        return look

    def _clip(self, gc: GraphicsContextBase, extents: Bbox) -> str:
        """Return the reference to the rectangle that cuts a path, if it does."""
        bounds = gc.get_clip_rectangle()
        if bounds is None:
            return ""
        box = (bounds.x0, self._height - bounds.y1, bounds.width, bounds.height)
        inside = (
            extents.x0 >= box[0] - 0.5
            and extents.x1 <= box[0] + box[2] + 0.5
            and extents.y0 >= box[1] - 0.5
            and extents.y1 <= box[1] + box[3] + 0.5
        )
        if inside:
            return ""
        name = self._clips.setdefault(box, f"{self._prefix}-clip-{len(self._clips)}")
        return f' clip-path="url(#{name})"'

    def draw_text(  # noqa: PLR0917 - matplotlib calls it so
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,  # noqa: ARG002 - the letters as they are drawn; a page orders and joins them itself
        prop: Any,
        angle: float,  # noqa: ARG002 - all lines are level
        ismath: Any = False,  # noqa: ARG002 - no line is mathematics
        mtext: Text | None = None,
    ) -> None:
        """Write a line at its own anchor, its letters in the order in which they are read, if it lies in the body."""
        if mtext is None:
            raise ValueError("a text of several lines cannot be drawn as one line of SVG; write one line each")
        x, y = mtext.get_transform().transform(mtext.get_position())
        y = self._height - y
        if not self.box[1] < y < self.box[1] + self.box[3]:
            return
        text = mtext.get_text()
        anchor, direction = _ANCHORS[mtext.get_horizontalalignment()], ""
        if base_direction(text) == "R":
            anchor, direction = _OTHER_END[anchor], ' direction="rtl"'
        look = f'font-size="{_short(prop.get_size_in_points())}" fill="{to_hex(gc.get_rgb())}"'
        weight = _WEIGHTS.get(str(prop.get_file()), 400)
        look += f' font-weight="{weight}"' if weight != 400 else ""
        look += f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(
            f'<text x="{_short(x)}" y="{_short(y)}" {look}{direction}>{escape(show_controls(text), quote=False)}</text>'
        )
