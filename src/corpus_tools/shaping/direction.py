"""The direction of a line of text, and the invisible characters that control it."""

import re
import unicodedata
from typing import Literal

from corpus_tools.script import LETTERS, replace_halves

Direction = Literal["R", "L"]

LRM, RLM = "\u200e", "\u200f"

# Marks, embeddings, overrides and isolates: they change the order of the letters around them.
STEERING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# ZWNJ and ZWJ: they decide whether letters join.
JOINERS = "\u200c\u200d"

_STEERED = re.compile(f"[{STEERING}]")
_UNSEEN = re.compile(f"[{STEERING}{JOINERS}]")
_ARABIC_LETTER = re.compile(f"[{LETTERS}]")
_ANY_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"^(?:[@#]|https?:|www\.)")
_SPACES = re.compile("[\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Controls, soft hyphens, zero-width spaces, byte order marks, variation selectors, tags and what is no character: they
# are never drawn, and some renderers stumble over them.
_NOTHING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
_FLAG = "\u034f"  # a mark that is never drawn, and that `drop_unseen` removes


def has_arabic(text: str) -> bool:
    """Return whether a text has an Arabic letter."""
    return _ARABIC_LETTER.search(text) is not None


def drop_unseen(text: str) -> str:
    """Remove characters that no renderer draws and some stumble over; what controls order and joining stays.

    Soft hyphens, byte order marks, zero-width spaces and control characters go; tabs and line ends other than the line
    feed become spaces.
    """
    spaced = _SPACES.sub(" ", text.replace("\r\n", "\n"))
    return replace_halves(_NOTHING.sub("", spaced))


def drop_steering(text: str) -> str:
    """Remove the invisible characters that control order and joining, once they have done so."""
    return _UNSEEN.sub("", text)


def first_strong(text: str) -> Direction | None:
    """Return the direction of the first letter or mark that has one in the Unicode bidirectional algorithm."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "L" if kind == "L" else "R"
    return None


def base_direction(line: str) -> Direction:
    """Return whether a line is read from the right or from the left.

    A line that opens with U+200E or U+200F decides itself. Otherwise a line with Arabic letters is read from the right,
    also when it opens with a Latin name, a handle or a number, unless it is prose in another language that quotes an
    Arabic word: it opens in that language, its words outnumber the Arabic ones, and they are not all names (one begins
    with a small letter). A line without Arabic letters is read from the left.
    """
    if line[:1] in (LRM, RLM):
        return "L" if line[0] == LRM else "R"
    words = [drop_steering(word) for word in line.split()]
    arabic = [word for word in words if has_arabic(word)]
    foreign = [letter.group() for word in words if not has_arabic(word) and (letter := _word_start(word))]
    is_prose = len(foreign) > len(arabic) and any(map(str.islower, foreign)) and first_strong(line) == "L"
    return "R" if arabic and not is_prose else "L"


def _word_start(word: str) -> re.Match[str] | None:
    """Return the first letter of a word, or None for addresses and handles, which belong to no language."""
    return None if _ADDRESS.match(word) else _ANY_LETTER.search(word)


def to_screen_order(line: str, base: Direction) -> str:
    """Put a line into screen order, left to right, with brackets mirrored and controls removed.

    python-bidi since 0.6 leaves brackets as they are and does not report which ones are read from the right. Each
    bracket therefore gets a mark, which comes out before it where it is read from the right, and after it elsewhere.
    """
    from bidi import get_display  # noqa: PLC0415 - needed only where there is no bidirectional algorithm
    from bidi.mirror import MIRRORED  # noqa: PLC0415 - the same

    flagged = "".join(char + _FLAG if char in MIRRORED else char for char in line)
    turned = []
    chars = iter(str(get_display(flagged, base_dir=base)))
    for char in chars:
        if char == _FLAG:
            turned.append(MIRRORED[next(chars)])
        else:
            turned.append(char)
            if char in MIRRORED:
                next(chars)
    return drop_steering("".join(turned))


def steers(text: str) -> bool:
    """Return whether a text has direction marks, embeddings or isolates of its own."""
    return _STEERED.search(text) is not None
