"""Shape every Arabic text that matplotlib draws, whoever asked for it.

matplotlib offers no hook for this. While `shaped_text` is in force, the methods that all text passes through on its way
to the page are replaced; afterwards they are restored.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from fontTools import subset
from matplotlib.backend_bases import RendererBase
from matplotlib.backends import backend_pdf
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontManager, FontProperties, findfont, fontManager
from matplotlib.text import Text
from matplotlib.textpath import TextToPath

from corpus_tools.figures.lacking_letters import add_fallback, replace_lacking
from corpus_tools.figures.pdf_text import LettersOfForms, can_write, write_line
from corpus_tools.shaping.direction import base_direction, drop_unseen
from corpus_tools.shaping.mark_placement import has_marks, place_marks
from corpus_tools.shaping.shape_text import is_mathtext, shape_line, shapes_natively

# The tables by which letters are chosen and placed. A PDF holds the glyphs as placed, and its readers ignore these, but
# half of the time of writing one would go into reading them, and into cutting them down to the glyphs of the page.
_LAYOUT = ("GSUB", "GPOS", "GDEF")

_lock = Lock()
_in_force = 0
_originals: dict[tuple[Any, str], Any] = {}


@contextmanager
def shaped_text() -> Iterator[None]:
    """Shape Arabic text within a `with` block: titles, ticks, legends, annotations, whoever makes them.

    The strings themselves stay as they are. Blocks may be nested, and entered from several threads.
    """
    start_shaping()
    try:
        yield
    finally:
        stop_shaping()


def start_shaping() -> None:
    """Shape Arabic text from now on, until `stop_shaping` has been called as often."""
    global _in_force  # noqa: PLW0603 - what is replaced belongs to matplotlib's classes, of which there is one each
    with _lock:
        _in_force += 1
        if _in_force == 1:
            for (owner, name), method in _replacements().items():
                _originals[owner, name] = getattr(owner, name)
                setattr(owner, name, method)


def stop_shaping() -> None:
    """Undo one call of `start_shaping`; the last call restores matplotlib."""
    global _in_force  # noqa: PLW0603 - see `start_shaping`
    with _lock:
        _in_force -= 1
        if _in_force == 0:
            for (owner, name), method in _originals.items():
                setattr(owner, name, method)


def _replacements() -> dict[tuple[Any, str], Any]:
    """Return the replacements by owner and name."""
    text = {
        (Text, "_preprocess_math"): _prepare_line,
        (Text, "_get_rendered_text_width"): _measure_line,
        (FontManager, "_find_fonts_by_props"): _find_fonts,
        (subset, "load_font"): _load_font,
    }
    writing = {(backend_pdf.RendererPdf, "draw_text"): _draw_pdf_text}
    if shapes_natively():
        return text | writing | {(backend_pdf.PdfFile, "writeFonts"): _write_fonts}
    table: Any = backend_pdf.PdfFile
    return (
        text
        | writing
        | {
            (RendererAgg, "draw_text"): _draw_marks,
            (TextToPath, "get_glyphs_with_font"): _lay_out_marks,
            (table, "_identityToUnicodeCMap"): LettersOfForms(table._identityToUnicodeCMap),  # noqa: SLF001
        }
    )


def _prepare_line(self: Text, line: str) -> tuple[str, Any]:
    """Return the line to draw and whether it is mathematics; every line passes here, for layout and for drawing."""
    if self.get_usetex():
        prepared: tuple[str, Any] = _originals[Text, "_preprocess_math"](self, line)
        return prepared
    if self.get_parse_math():
        if is_mathtext(line):
            return drop_unseen(line), True
        line = line.replace(r"\$", "$")
    # A wrapped line takes its direction from its paragraph.
    paragraph = next((part for part in self.get_text().split("\n") if line in part), line)
    return line_as_drawn(line, self.get_fontproperties(), paragraph=paragraph), False


def line_as_drawn(line: str, font: FontProperties, *, paragraph: str) -> str:
    """Return the line that a renderer is given to draw; it takes its direction from its paragraph."""
    files = tuple(fontManager._find_fonts_by_props(font))  # noqa: SLF001
    return _as_drawn(line, files, None if shapes_natively() else Path(findfont(font)), paragraph)


@lru_cache(maxsize=4096)
def _as_drawn(line: str, files: tuple[Any, ...], shaped_for: Path | None, paragraph: str) -> str:
    """Return a line as these font files draw it: each is measured and drawn, and that for each format."""
    drawn = replace_lacking(drop_unseen(line), files)
    return shape_line(drawn, base=base_direction(paragraph), font=shaped_for)


def _find_fonts(self: FontManager, font: Any, *args: Any, **options: Any) -> list[Any]:
    """Return the files of a font, with one that draws what these lack."""
    if (file := font.get_file()) is not None:
        return add_fallback(file)
    found: list[Any] = _originals[FontManager, "_find_fonts_by_props"](self, font, *args, **options)
    return found  # the families that were named have their own order


def _load_font(*args: Any, **options: Any) -> Any:
    """Return a font to be cut down to the glyphs of a PDF, without what lays out text."""
    font = _originals[subset, "load_font"](*args, **options)
    for table in _LAYOUT:
        if table in font:
            del font[table]
    return font


def _measure_line(self: Any, line: str) -> int:
    """Return the width in pixels of a line as it will be drawn; matplotlib wraps by it."""
    drawn, kind = self._preprocess_math(line)
    metrics = self._renderer.get_text_width_height_descent(drawn, self.get_fontproperties(), kind)
    return math.ceil(float(metrics[0]))


# matplotlib before 3.11 draws vowel marks at the pen, across tall letters and on top of one another. Lines with marks
# are therefore drawn as outlines, where every glyph has a place of its own.


def _draw_marks(self: Any, gc: Any, x: float, y: float, s: str, *args: Any, **options: Any) -> None:
    """Draw lines with vowel marks as outlines, and other lines as the renderer does."""
    draw = RendererBase.draw_text if has_marks(s) else _originals[RendererAgg, "draw_text"]
    draw(self, gc, x, y, s, *args, **options)


def _lay_out_marks(self: Any, font: Any, s: str, *args: Any, **options: Any) -> tuple[list[Any], Any, Any]:
    """Lay out a line for outlines, with its vowel marks where the font places them."""
    placed, outlines, rectangles = _originals[TextToPath, "get_glyphs_with_font"](self, font, s, *args, **options)
    glyphs = list(placed)
    if has_marks(s):
        for mark, (letter, (right, up)) in place_marks(s, Path(font.fname)).items():
            name, _, y, scale = glyphs[mark]
            glyphs[mark] = name, glyphs[letter][1] + right * self.FONT_SCALE, y + up * self.FONT_SCALE, scale
    return glyphs, outlines, rectangles


class _FontKey(tuple[Any, ...]):
    """A font file and the number of its subset, in the order of the names of files."""

    __slots__ = ()

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        """Return whether the file comes first by its name, wherever both lie."""
        return (Path(self[0]).name, *self[1:]) < (Path(other[0]).name, *other[1:])


def _write_fonts(self: Any) -> None:
    """Write the fonts of a PDF in an order that does not depend on the folders where they are installed."""
    self._fontNames = {_FontKey(key): name for key, name in self._fontNames.items()}
    _originals[backend_pdf.PdfFile, "writeFonts"](self)


def _draw_pdf_text(  # noqa: PLR0917 - called by matplotlib
    self: Any, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False, mtext: Any = None
) -> None:
    """Write text on the page of a PDF so that it can be copied."""
    if ismath or not can_write(gc, s):
        _originals[backend_pdf.RendererPdf, "draw_text"](self, gc, x, y, s, prop, angle, ismath=ismath, mtext=mtext)
    else:
        write_line(self, gc, s, prop, at=(x, y), angle=angle, text=mtext)
