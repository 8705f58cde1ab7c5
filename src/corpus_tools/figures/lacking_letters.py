"""Letters that the typeface lacks: another font that comes with matplotlib draws them, or a box stands for them."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from matplotlib.font_manager import FontProperties, findfont, get_font

from corpus_tools.shaping.direction import drop_steering

BOX = "\u25a1"  # for a letter that none of the fonts has

_FALLBACK = "DejaVu Sans"  # comes with matplotlib: Latin, Greek, Cyrillic, Hebrew, Armenian, Georgian, many signs
_UNSEEN = frozenset({"Mn", "Me", "Cf"})  # what is left out where no font has it


def add_fallback(file: Any) -> list[Any]:
    """Return a font that was asked for by its file, and behind it the font for what it lacks."""
    return [file, _fallback(is_bold="Bold" in str(file))]


@cache
def _fallback(*, is_bold: bool) -> str:
    return findfont(FontProperties(family=_FALLBACK, weight=700 if is_bold else 400))


def replace_lacking(line: str, fonts: Sequence[Any]) -> str:
    """Return a line with boxes for the letters that none of some font files has; what is unseen anyway is left out."""
    letters = _letters_of(tuple(fonts))
    if all(letter in letters for letter in line):
        return line
    return "".join(letter if letter in letters or not drop_steering(letter) else _substitute(letter) for letter in line)


def lacks_letters(text: str, font: FontProperties) -> bool:
    """Return whether a box stands for any letter of a text, in a font that was asked for by its file."""
    return replace_lacking(text, add_fallback(font.get_file())).count(BOX) > text.count(BOX)


def _substitute(letter: str) -> str:
    return "" if unicodedata.category(letter) in _UNSEEN else BOX


@cache
def _letters_of(fonts: tuple[Any, ...]) -> frozenset[str]:
    """Return the letters that some font files have."""
    return frozenset(chr(code) for font in fonts for code in get_font(font).get_charmap())
