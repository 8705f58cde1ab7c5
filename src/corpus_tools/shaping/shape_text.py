"""Arabic text in figures, on every matplotlib, and in places without a bidirectional algorithm.

matplotlib 3.11 and later join and order letters themselves: they receive the text as it is, with a direction mark if
the line would otherwise be read from the left. Earlier versions draw one glyph a character, from left to right: they
receive joined forms in screen order. Text that was shaped by hand is recognised and never shaped twice.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from corpus_tools.script import MARKS
from corpus_tools.shaping.direction import (
    LRM,
    RLM,
    Direction,
    base_direction,
    drop_steering,
    drop_unseen,
    first_strong,
    has_arabic,
    steers,
    to_screen_order,
)
from corpus_tools.shaping.handshaped import order_of, to_letters
from corpus_tools.shaping.presentation import font_forms, join

_DOLLAR = re.compile(r"(?<!\\)\$")
_ESCAPED_DOLLAR = re.compile(r"\\+\$")
_FORMULA = re.compile(r"(?<!\\)\$(.+?)(?<!\\)\$")
_COMMAND = re.compile(r"\\[a-zA-Z]")
_MARKS_AND_LETTER = re.compile(f"([{MARKS}]+)([^{MARKS}])")


class ScreenLine(str):
    """A line in joined forms and in the order of the screen, which knows how it is read."""

    __slots__ = ("read",)

    read: str  # the letters in reading order, with a direction mark where the first of them does not show the direction


@cache
def shapes_natively() -> bool:
    """Return whether this matplotlib joins and orders Arabic letters itself: it then draws lam-alef as one glyph."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - `import corpus_tools` stays free of matplotlib

    with as_file(files("corpus_tools") / "fonts" / "IBMPlexSansArabic_400Regular.ttf") as path:
        font = FT2Font(str(path))
        font.set_size(12, 72)
        font.set_text("لا")
        return font.get_num_glyphs() == 1


def is_mathtext(line: str) -> bool:
    """Return whether the dollar signs of a line enclose formulas, rather than being dollars.

    matplotlib takes any even number of dollar signs for mathematics, which sets prices in italics and breaks Arabic.
    Here a line with Arabic letters is never mathematics. Elsewhere each pair of dollars must enclose a TeX command, or
    enclose something tightly, with no digit after it (the rule of Pandoc's `tex_math_dollars`) and, unless
    there is a super- or subscript or a brace inside, no letter or digit before it.
    """
    dollars = len(_DOLLAR.findall(line))
    if dollars == 0 or dollars % 2 or has_arabic(line):
        return False
    return all(
        _is_formula(line[: found.start()][-1:], found.group(1), line[found.end() :][:1])
        for found in _FORMULA.finditer(line)
    )


def _is_formula(before: str, inside: str, after: str) -> bool:
    """Return whether the text between two dollar signs is a formula, by the characters around them."""
    if _COMMAND.search(inside):
        return True
    tight = inside == inside.strip() and not after.isdecimal()
    return tight and (bool(set("^_{") & set(inside)) or not before.isalnum())


def _escape_dollars(line: str) -> str:
    """Escape dollar signs that matplotlib would wrongly take for mathematics."""
    dollars = len(_DOLLAR.findall(line))
    return line if dollars == 0 or dollars % 2 or is_mathtext(line) else _DOLLAR.sub(r"\\$", line)


def _with_base(line: str, base: Direction) -> str:
    """Add a direction mark to a line if a bidirectional algorithm would otherwise read it in the other direction."""
    if not steers(line) and first_strong(line) == base:
        return line
    mark = RLM if base == "R" else LRM
    return line if line.startswith(mark) else mark + line


@lru_cache(maxsize=4096)
def shape_line(line: str, *, base: Direction | None = None, font: Path | None = None, isolated: bool = False) -> str:
    """Return one line as matplotlib needs it, see `shape_text`; `base` None reads the direction off the line.

    `font` is the font file that will draw it, asked for its forms and ligatures where matplotlib cannot shape; None
    forms only lam-alef. There, `isolated` writes isolated letters as presentation forms too, so that the line can be
    recognised as shaped: the picture is the same, but the glyph may have another name.
    """
    line = drop_unseen(line).replace("\n", " ")
    if order_of(line) != "letters":
        letters = to_letters(line)
        if letters is None:  # an override keeps the glyphs as they were put
            shaped = drop_steering(line)
            return f"\u202d{shaped}\u202c" if shapes_natively() else shaped
        line, base = letters, None
    if not has_arabic(line) and not steers(line):
        return line
    if base is None or line.startswith((LRM, RLM)):
        base = base_direction(line)
    if shapes_natively():
        return _with_base(line, base) if has_arabic(line) else line
    forms = None if font is None else font_forms(font)
    shaped = ScreenLine(to_screen_order(join(line, forms=forms, isolated=isolated), base))
    shaped.read = _with_base(unicodedata.normalize("NFC", line), base)
    return shaped


def shape_text(text: str) -> str:
    r"""Return a text as this matplotlib needs it to draw it right.

    Needed only where `corpus_tools.figures.use_style` is not in force; where it is, shaping again does no harm.
    Each line with Arabic letters is read from the right, also when it opens with a Latin name or a number; prose in
    another language that quotes an Arabic word is not (`direction.base_direction`). A line that opens with
    U+200E or U+200F decides for itself.

    Parameters
    ----------
    text : str
        Plain text in reading order, of one or more lines; text that is already shaped, by this function or by
        arabic-reshaper and python-bidi, comes out right as well.

    Returns
    -------
    str
        The text to pass to matplotlib: the same letters for matplotlib 3.11 and later, presentation forms in screen
        order before. Soft hyphens, byte order marks and other undrawn characters are removed. Dollar signs that
        matplotlib would wrongly take for mathematics are escaped.

    Examples
    --------
    >>> shape_text(shape_text("BBC عربي 45%")) == shape_text("BBC عربي 45%")
    True
    >>> shape_text("US$5 to US$6"), shape_text(r"$\alpha$")
    ('US\\$5 to US\\$6', '$\\alpha$')

    Notes
    -----
    The order is that of the Unicode bidirectional algorithm (UAX #9), which puts a minus sign in Arabic text to the
    right of its number; U+200E before it keeps it on the left.
    """
    return "\n".join(_escape_dollars(_shape_by_hand(line)) for line in drop_unseen(text).split("\n"))


def _shape_by_hand(line: str) -> str:
    """Shape a line for a matplotlib without the project's style; text in screen order stays where that is needed."""
    if has_arabic(line):
        line = _ESCAPED_DOLLAR.sub("$", line)
    if shapes_natively():
        return shape_line(line)
    if order_of(line) == "visual":
        return drop_steering(line)
    from matplotlib.font_manager import FontProperties, findfont  # noqa: PLC0415 - see `shapes_natively`

    return _if_recognisable(shape_line(line, font=Path(findfont(FontProperties())), isolated=True), line)


def _if_recognisable(shaped: str, line: str) -> str:
    """Return a shaped line, or the original if nothing would show that it was shaped: it must not be shaped twice."""
    return line if has_arabic(line) and order_of(shaped) == "letters" else shaped


def to_visual_order(text: str) -> str:
    """Return a text in joined forms and in the order of the screen.

    For places without a bidirectional algorithm: some terminals, word clouds, PDF libraries that do not shape. Not for
    stored data, HTML, or matplotlib (`shape_text`).

    Parameters
    ----------
    text : str
        Plain text in reading order, of one or more lines.

    Returns
    -------
    str
        The text in presentation forms, from left to right; vowel marks follow their letter. Text that is already in
        screen order stays as it is.

    Examples
    --------
    >>> to_visual_order("سلام")
    'ﻡﻼﺳ'
    >>> to_visual_order("في 45%") == to_visual_order(to_visual_order("في 45%"))
    True

    Notes
    -----
    Pillow, and with it wordcloud, shapes Arabic itself if it finds the library Raqm; it then needs the text as it
    is: ``text if PIL.features.check("raqm") else to_visual_order(text)``.
    """
    return "\n".join(map(_visual_line, drop_unseen(text).split("\n")))


def _visual_line(line: str) -> str:
    """Return one line in joined forms and in screen order."""
    order = order_of(line)
    if order == "visual":
        return drop_steering(line)
    letters = line if order == "letters" else to_letters(line) or line
    if not has_arabic(letters) and not steers(letters):
        return letters
    turned = to_screen_order(join(letters, isolated=True), base_direction(letters))
    return _if_recognisable(_MARKS_AND_LETTER.sub(lambda found: found[2] + found[1][::-1], turned), letters)
