"""Text in PDF files that can be selected, searched and copied: the letters that were written, in the order of reading.

matplotlib writes glyphs from left to right, and takes a ligature, or a letter with its vowel mark, for one character:
readers of PDF make «املقاالت» of it. Here each Arabic letter is written by itself, in the order of reading and at its
place, so that readers that go by the file find what those find that go by places. A ligature carries its last letter;
the others stand beside it, invisible. So do vowel marks, which are drawn as outlines: at their places, over the middle
of a letter, readers lose them. After a number or a sign that another reader would take for the beginning of the next
word, an invisible direction mark stands; brackets and other signs that pdfium (in Chromium) would turn round, or write
otherwise, have two in their glyph.
"""
# ruff: noqa: SLF001 - what writes text in matplotlib's renderer for PDF is private

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib import _text_helpers, ft2font, rcParams
from matplotlib.backends import _backend_pdf_ps, backend_pdf
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from corpus_tools.shaping.direction import LRM, RLM, Direction, drop_steering, first_strong, has_arabic, steers
from corpus_tools.shaping.mark_placement import has_marks, place_marks
from corpus_tools.shaping.presentation import FORMS
from corpus_tools.shaping.reading_order import Step, in_reading_order
from corpus_tools.shaping.shape_text import shapes_natively

_pdf_fonts: Any = _backend_pdf_ps
_backend: Any = backend_pdf  # its operators are made at run time
_ft2font: Any = ft2font  # what it holds depends on the version
_layout: Any = _text_helpers.layout  # so do its options

_TATWEEL = "\u0640"  # the narrowest glyph of an Arabic font
# In matplotlib 3.10, a glyph is called by its character, and that alone tells the letter. These are called in the place
# of what is unseen: forms, narrower than the letters, and for direction marks two forms that no text has.
_STAND_INS = {
    letters: form
    for form, (place, letters) in FORMS.items()
    if place == ("isolated" if has_marks(letters) else "initial")
} | {RLM: "\ufe71", LRM: "\ufe7b"}
# In ems: a gap inside a word that readers take for a space; the step from a glyph to one that stands in its place; how
# far the pen moves between the glyphs of a row; and how far an Arabic digit reaches over the next one. Digits close to
# each other are for mupdf letters seen from the left: it turns them round, and the whole line with them.
_GAP, _STEP, _ROW, _OVERLAP = 0.02, 0.001, 0.3, 0.22

# The codes of a font of type 42 for glyphs that share a letter: for private use, and beyond.
_SPARE, _END = 0xE000, 0x10000


class _Glyph(NamedTuple):
    """A glyph at its place, in points from the beginning of the line."""

    font: Any
    number: int
    x: float
    y: float


class _Cluster(NamedTuple):
    """Letters that are drawn together, with the marks on them."""

    letters: str
    name: str  # by which matplotlib knows the glyph
    glyph: _Glyph
    width: float
    marks: list[_Glyph]


class _Piece(NamedTuple):
    """A glyph that carries text."""

    name: str
    glyph: _Glyph
    width: float
    is_seen: bool = True
    stretch: float = 1.0


def can_write(gc: Any, line: str) -> bool:
    """Return whether a line can be written letter by letter; matplotlib writes links and what it cannot embed."""
    if not line or gc.get_url() is not None or rcParams["pdf.use14corefonts"]:
        return False
    # The fonts of matplotlib 3.10 hold 65,536 characters in type 42, and Latin ones only in type 3.
    return shapes_natively() or (rcParams["pdf.fonttype"] == 42 and max(line) <= "\uffff")


def write_line(
    renderer: Any, gc: Any, line: str, font: FontProperties, *, at: tuple[float, float], angle: float, text: Any
) -> None:
    """Write a line of text at a place of the page; `text` is the artist that it belongs to, if it is one line."""
    renderer.check_gc(gc, gc._rgb)
    size = font.get_size_in_points()
    opened = renderer._get_font_ttf(font)
    features, language = (None, None) if text is None or not shapes_natively() else _asked(text)
    pieces, outlines = _laid_out(line, getattr(line, "read", line), opened, size, features, language)
    output, turn = renderer.file.output, math.radians(angle)
    output(_backend.Op.gsave)
    output(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), *at, _backend.Op.concat_matrix)
    _write_pieces(renderer, pieces, size)
    for glyph in outlines:
        glyph.font.load_glyph(glyph.number, flags=_ft2font.LoadFlags.NO_HINTING)
        outline = Outline(*glyph.font.get_path())
        output(*renderer.file.pathOperations(outline, Affine2D().translate(glyph.x, glyph.y)), _backend.Op.fill)
    output(_backend.Op.grestore)


def _asked(text: Any) -> tuple[Any, Any]:
    """Return the features of the font and the language that a text asks for."""
    return text.get_fontfeatures(), text.get_language()


@lru_cache(maxsize=4096)
def _laid_out(  # noqa: PLR0917 - all that a layout depends on
    line: str, read: str, font: Any, size: float, features: Any, language: Any
) -> tuple[list[_Piece], list[_Glyph]]:
    """Return what `_pieces` makes of a line: on the sheets of a corpus, and of one figure, many lines recur."""
    if shapes_natively():
        clusters = _lay_out(line, font, {"features": features, "language": language})
    else:
        clusters = _lay_out_forms(line, font, size)
    return _pieces(clusters, read, size)


def _width(font: Any, index: int) -> float:
    """Return how far a glyph moves the pen, in points."""
    return float(font.load_glyph(index, flags=_ft2font.LoadFlags.NO_HINTING).linearHoriAdvance) / 65536


def _lay_out(line: str, font: Any, options: dict[str, Any]) -> list[_Cluster]:
    """Return the clusters of a line from left to right, as matplotlib 3.11 and later lay them out."""
    clusters: list[_Cluster] = []
    marks: list[_Glyph] = []  # of the cluster that follows: Arabic ones stand before their letter
    for item in font._layout(line, _ft2font.LoadFlags.NO_HINTING, **options):
        letters = drop_steering(item.char)
        if not letters:
            continue
        glyph = _Glyph(item.ft_object, item.glyph_index, item.x, item.y)
        width = _width(glyph.font, glyph.number)
        if width or len(letters) == 1:
            clusters.append(_Cluster(letters, letters, glyph, width, marks))
            marks = []
        else:
            (marks if has_arabic(letters) or not clusters else clusters[-1].marks).append(glyph)
    return clusters


def _lay_out_forms(line: str, font: Any, size: float) -> list[_Cluster]:
    """Return the clusters of a line from left to right, as matplotlib 3.10 lays them out: a glyph a character."""
    items = list(_layout(line, font, kern_mode=_ft2font.Kerning.UNFITTED))
    placed = place_marks(line, Path(font.fname)) if has_marks(line) else {}
    clusters: list[_Cluster] = []
    marks: list[_Glyph] = []
    spelled = ""
    for number, item in enumerate(items):
        glyph = _Glyph(item.ft_object, item.glyph_idx, item.x, 0.0)
        if has_marks(item.char):
            letter, (right, up) = placed.get(number, (number, (0.0, 0.0)))
            marks.append(glyph._replace(x=items[letter].x + right * size, y=up * size))
            spelled = item.char + spelled
            continue
        letters = FORMS.get(item.char, ("", item.char))[1] + spelled
        clusters.append(_Cluster(letters, item.char, glyph, _width(item.ft_object, item.glyph_idx), marks))
        marks, spelled = [], ""
    return clusters


def _pieces(clusters: Sequence[_Cluster], line: str, size: float) -> tuple[list[_Piece], list[_Glyph]]:
    """Return the glyphs of a line that carry its text, in the order of reading, and those that are outlines."""
    pieces: list[_Piece] = []
    base = first_strong(line)
    outlines = [mark for cluster in clusters for mark in cluster.marks]
    gaps = {place: right.glyph.x - left.glyph.x - left.width for place, (left, right) in enumerate(pairwise(clusters))}
    for step in in_reading_order([cluster.letters for cluster in clusters], line):
        cluster, edge = clusters[step.cluster], clusters[step.edge]
        right = clusters[step.cluster + 1].letters if step.cluster in gaps else " "
        reach = 0.0  # how much farther than it is seen a glyph is read
        if has_arabic(step.letters) and has_arabic(right) and gaps[step.cluster] > _GAP * size:
            reach = gaps[step.cluster]
        elif _is_arabic_number(step.letters) and _is_arabic_number(right):
            reach = _OVERLAP * size
        drawn = _Piece(cluster.name, cluster.glyph, cluster.width)
        if reach and cluster.width:
            outlines.append(cluster.glyph)
            drawn = drawn._replace(is_seen=False, stretch=1 + reach / cluster.width)
        pieces += _spell(step.letters, drawn, size) if has_arabic(step.letters) else [_carry(step, drawn, base)]
        if step.mark:
            x = edge.glyph.x + (edge.width - _STEP * size if step.mark == LRM else -len(step.letters) * _STEP * size)
            pieces.append(_unseen(step.mark, cluster.glyph.font, x))
    if pieces and line[-1:] != " ":
        pieces.append(_blank(clusters, at_left=base == "R" or _is_arabic_number(line[-1])))
    return pieces, outlines


def _carry(step: Step, drawn: _Piece, base: Direction | None) -> _Piece:
    """Return the piece of what is no Arabic letter: its glyph, unless pdfium would read that otherwise than meant."""
    if not shapes_natively():  # which writes brackets as they are seen, and can only write what a font has
        return drawn
    if step.is_changed:  # one of left-to-right letters between others stays as it is
        return drawn._replace(name=f"{RLM}{drawn.name}{LRM}")
    if base == "R" and step.letters == " ":  # of two that have no extent and are close to each other, one is dropped
        return _unseen(" ", drawn.glyph.font, drawn.glyph.x)
    return drawn


def _is_arabic_number(letters: str) -> bool:
    """Return whether a letter is an Arabic digit, or a sign inside a number of such digits."""
    return unicodedata.bidirectional(letters[0]) == "AN"


def _spell(letters: str, drawn: _Piece, size: float) -> Iterator[_Piece]:
    """Yield a piece for each letter that a glyph stands for: it carries the last, the others are unseen beside it."""
    font, x = drawn.glyph.font, drawn.glyph.x
    last = max((place for place, letter in enumerate(letters) if not has_marks(letter)), default=0)
    edge = x + drawn.width + _STEP * size
    for letter in letters[:last]:
        piece = _unseen(letter, font, edge)
        edge -= max(piece.width, _STEP * size)
        yield piece._replace(glyph=piece.glyph._replace(x=edge))
    yield drawn._replace(name=letters[last]) if shapes_natively() else drawn
    for number, letter in enumerate(letters[last + 1 :], start=1):
        yield _unseen(letter, font, x - number * _STEP * size)


def _unseen(letter: str, font: Any, x: float) -> _Piece:
    """Return a narrow invisible glyph that carries a letter or a direction mark."""
    name = letter if shapes_natively() else _STAND_INS.get(letter, letter)
    index = font.get_char_index(ord(_TATWEEL if shapes_natively() else name))
    return _Piece(name, _Glyph(font, index, x, 0.0), _width(font, index), is_seen=False)


def _blank(clusters: Sequence[_Cluster], *, at_left: bool) -> _Piece:
    """Return the space behind a line: readers join it to the next text that stands at its height."""
    outermost = clusters[0 if at_left else -1]
    font = outermost.glyph.font
    index = font.get_char_index(ord(" "))
    width = _width(font, index)
    x = outermost.glyph.x + (-width if at_left else outermost.width)
    return _Piece(" ", _Glyph(font, index, x, 0.0), width)


def _write_pieces(renderer: Any, pieces: Sequence[_Piece], size: float) -> None:
    """Write glyphs: Arabic letters and what is unseen one by one, others in rows from left to right."""
    output = renderer.file.output
    row: list[bytes | float] = []

    def end_row() -> None:
        if row:
            output(list(row), _backend.Op.showkern)
            row.clear()

    output(_backend.Op.begin_text)
    font = before = None
    x = y = pen = 0.0  # where the row begins and ends
    for piece in pieces:
        name, code = _encode(renderer, piece)
        glyph = piece.glyph
        in_row = before is not None and _is_in_row(before) and _is_in_row(piece) and name == font
        if in_row and glyph.y == y and abs(glyph.x - pen) < _ROW * size:
            if move := round(1000 * (pen - glyph.x) / size):
                row.append(float(move))
                pen -= move * size / 1000
            row.append(code)
        else:
            end_row()
            if name != font:
                output(name, size, _backend.Op.selectfont)
            if piece.is_seen != (before is None or before.is_seen):
                output(_backend.Verbatim(b"0 Tr" if piece.is_seen else b"3 Tr"))
            if piece.stretch != (1.0 if before is None else before.stretch):
                output(_backend.Verbatim(b"%.2f Tz" % (100 * piece.stretch)))
            right, up = round(glyph.x - x, 3), round(glyph.y - y, 3)
            output(right, up, _backend.Op.textpos)
            x, y = x + right, y + up
            pen = x
            row.append(code)
        pen += piece.width
        font, before = name, piece
    end_row()
    output(_backend.Op.end_text)


def _is_in_row(piece: _Piece) -> bool:
    """Return whether a glyph may stand in a row with others."""
    return piece.is_seen and not has_arabic(piece.name) and not steers(piece.name)


def _encode(renderer: Any, piece: _Piece) -> tuple[Any, bytes]:
    """Return the font of the file that holds a glyph, and the bytes that stand for the glyph in it."""
    file, font, fonttype = renderer.file, piece.glyph.font, rcParams["pdf.fonttype"]
    if not shapes_natively():
        file._character_tracker.track(font, piece.name)
        return file.fontName(font.fname), renderer.encode_string(piece.name, fonttype)
    path = _backend.FontPath(font.fname, font.face_index)
    if fonttype == 42:
        _track_in_one_font(file._character_tracker, path, piece)
    subset, code = file._character_tracker.track_glyph(font, piece.name, piece.glyph.number)
    return file.fontName(path, subset), renderer._encode_glyphs([code], fonttype)


def _track_in_one_font(tracker: Any, path: Any, piece: _Piece) -> None:
    """Give a glyph a code in the one font of the PDF that is made of its font file: that of its letter, or a spare.

    matplotlib would make another one for letters above 255 and for further forms of a letter; writing fonts is a third
    of the work of writing a PDF, and it makes one again where no code is left.
    """
    glyphs = tracker.glyph_maps.setdefault(path, _pdf_fonts.GlyphMap())
    if glyphs.get(piece.name, piece.glyph.number) is None:
        used = tracker.used.setdefault(path, [{}])[0]
        own = ord(piece.name) if len(piece.name) == 1 else _SPARE
        codes = chain([own] if own < _SPARE else [], range(_SPARE, _END))
        if (code := next((code for code in codes if code not in used), None)) is not None:
            used[code] = piece.glyph.number
            glyphs.add(piece.name, piece.glyph.number, 0, code)


class LettersOfForms(bytes):
    """The table by which a font of matplotlib 3.10 tells letters: of a presentation form, its last letter."""

    _LETTER = re.compile(rb"(?<=[\[ ])<(\w{4})>(?=[\] ])")

    def __mod__(self, values: Any) -> bytes:
        """Fill in the number of ranges of glyphs, and the ranges, in which matplotlib takes each for its own letter."""
        count, ranges = values
        return bytes(self) % (count, b"\n".join(map(self._spelled, ranges.split(b"\n"))))

    def _spelled(self, line: bytes) -> bytes:
        """Return a range with the letters that its glyphs carry."""
        codes, bracket, letters = line.partition(b"[")
        return codes + self._LETTER.sub(self._letter, bracket + letters)

    def _letter(self, found: re.Match[bytes]) -> bytes:
        """Return the letter that a glyph carries, as the table has it."""
        char = chr(int(found[1], 16))
        mark = next((mark for mark in (RLM, LRM) if _STAND_INS[mark] == char), None)
        letter = mark or FORMS.get(char, ("", char))[1][-1:]
        return b"<%04x>" % ord(letter)
