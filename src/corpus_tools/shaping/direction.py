"""Which way a line of text reads, and the characters that steer it without being seen."""

import re
import unicodedata
from typing import Literal

from corpus_tools.script import LETTERS

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
# Controls, soft hyphens, zero-width spaces, byte order marks, variation selectors and tags: nothing is drawn for them,
# and some renderers stumble over them.
_NOTHING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
_FLAG = "\u034f"  # a mark that is never drawn, and that `drop_unseen` removes
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def has_arabic(text: str) -> bool:
    """Tell whether a text has an Arabic letter.

    Examples
    --------
    >>> has_arabic("BBC عربي"), has_arabic("2011–2017"), has_arabic("٢٠١١")
    (True, False, False)
    """
    return _ARABIC_LETTER.search(text) is not None


def drop_unseen(text: str) -> str:
    r"""Remove what no renderer draws and some stumble over; what steers order and joining stays.

    Soft hyphens, byte order marks, zero-width spaces and control characters go; tabs and other line ends become
    spaces; the line feed stays.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text without them.

    Examples
    --------
    >>> drop_unseen("\ufeffحمـ\u00adص\r\nحلب")
    'حمـص\nحلب'
    """
    spaced = _SPACES.sub(" ", text.replace("\r\n", "\n"))
    return _LONE_SURROGATE.sub("\ufffd", _NOTHING.sub("", spaced))


def drop_steering(text: str) -> str:
    """Remove the invisible characters that steer order and joining, once they have done so."""
    return _UNSEEN.sub("", text)


def first_strong(text: str) -> Direction | None:
    """Give the direction of the first letter or mark that has one, as the Unicode bidirectional algorithm reads it."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "L" if kind == "L" else "R"
    return None


def base_direction(line: str) -> Direction:
    """Tell whether a line is read from the right or from the left.

    A line that opens with U+200E or U+200F says so itself. Otherwise a line with Arabic letters is read from the right,
    also when it opens with a Latin name, a handle or a number. Only prose in another language that quotes an Arabic
    word is not: it opens in that language, its words outnumber the Arabic ones, and they are not all names (one begins
    with a small letter).
    A line without Arabic letters is read from the left.

    Parameters
    ----------
    line : str
        One line of text in reading order.

    Returns
    -------
    {"R", "L"}
        The base direction.

    Examples
    --------
    >>> [base_direction(line) for line in ("BBC عربي 45%", "@user قال", "Reports that mention حمص", "2011–2017")]
    ['R', 'R', 'L', 'L']
    """
    if line[:1] in (LRM, RLM):
        return "L" if line[0] == LRM else "R"
    words = [drop_steering(word) for word in line.split()]
    arabic = [word for word in words if has_arabic(word)]
    foreign = [letter.group() for word in words if not has_arabic(word) and (letter := _word_start(word))]
    is_prose = len(foreign) > len(arabic) and any(map(str.islower, foreign)) and first_strong(line) == "L"
    return "R" if arabic and not is_prose else "L"


def _word_start(word: str) -> re.Match[str] | None:
    """Find the first letter of a word that belongs to a language: addresses and handles stand in any."""
    return None if _ADDRESS.match(word) else _ANY_LETTER.search(word)


def to_screen_order(line: str, base: Direction) -> str:
    """Put a line in the order of the screen, from left to right, brackets mirrored; what steered it there is dropped.

    python-bidi since 0.6 leaves brackets as they are, and doesn't tell which ones are read from the right. Each is
    therefore given a mark: it comes before its bracket where they are read from the right, and after it elsewhere.

    Parameters
    ----------
    line : str
        One line in reading order.
    base : {"R", "L"}
        The base direction.

    Returns
    -------
    str
        The line in screen order.

    Examples
    --------
    >>> to_screen_order("אב (abc)", "R")
    '(abc) בא'
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
    """Tell whether a text has marks, embeddings or isolates of its own."""
    return _STEERED.search(text) is not None
