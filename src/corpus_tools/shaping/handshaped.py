"""Text that somebody shaped by hand: recognise it, and bring it back to letters in reading order.

Before matplotlib could, notebooks shaped Arabic themselves, mostly with arabic-reshaper and then python-bidi. Shaped
once more, such text comes out reversed and in pieces.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from corpus_tools.script import MARKS, TATWEEL, code_points
from corpus_tools.shaping.direction import base_direction, drop_steering, to_screen_order
from corpus_tools.shaping.presentation import FORM_OF, FORMS

Order = Literal["letters", "logical", "visual", "mixed"]

_MARK_CHARS = frozenset(map(chr, code_points(MARKS)))
_CLOSING_OF = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_MIRROR = str.maketrans({**_CLOSING_OF, **{closing: opening for opening, closing in _CLOSING_OF.items()}})

_BARE = "".join(sorted({letter for letter, _ in FORM_OF}))  # letters that a reshaper would have given a form
_FORM = "".join(FORMS)
# Two letters side by side that were left as they are.
_PLAIN_WORD = re.compile(f"[{_BARE}]{{2}}")
# From one form to the last one before such letters.
_SHAPED_PART = re.compile(f"[{MARKS}]*[{_FORM}](?:[^{_BARE}]*[{_FORM}])?[{MARKS}]*")

# What keeps its own order inside text read from the right: Latin words and numbers, alone or with what joins them.
_LATIN = r"[^\W\d\u0590-\u08ff\ufb1d-\ufefc]"
_LATIN_RUNS = (rf"{_LATIN}[^\u0590-\u08ff\ufb1d-\ufefc]*[^\W\u0590-\u08ff\ufb1d-\ufefc]|{_LATIN}", rf"{_LATIN}\w*")
_NUMBERS = (r"[%٪]?\d+(?:[.,:/٫٬+-]\d+)*[%٪]?", r"[%٪]?\d+(?:[.,:/٫٬]\d+)*[%٪]?")
_LTR_RUNS = tuple(re.compile(f"{latin}|{number}") for latin in _LATIN_RUNS for number in _NUMBERS)


def order_of(line: str) -> Order:
    """Tell whether a line was put into presentation forms, and in which order it then stands.

    A form that joins to the next letter is followed by one that joins to the letter before: in reading order the
    pair stands one way round, in screen order the other. Where the letters don't tell, screen order is meant, since
    that is what the usual recipe (arabic-reshaper, then python-bidi) leaves.

    Parameters
    ----------
    line : str
        One line.

    Returns
    -------
    {"letters", "logical", "visual", "mixed"}
        "letters" is ordinary text; "mixed" has words of it beside shaped ones.

    Examples
    --------
    >>> order_of("سلام"), order_of("ﺳﻼﻡ"), order_of("ﻡﻼﺳ"), order_of("ﻡﻼﺳ في حمص")
    ('letters', 'logical', 'visual', 'mixed')
    """
    bare = re.sub(f"[{MARKS}]", "", drop_steering(line))
    places = [_place(char)[0] for char in bare]
    if not any(char in FORMS for char in bare):
        return "letters"
    if _PLAIN_WORD.search(bare):
        return "mixed"
    onward, backward = {"initial", "medial"}, {"medial", "final"}
    votes = 0
    for left, right in pairwise(places):
        votes += (left in onward and right in backward) - (left in backward and right in onward)
    return "logical" if votes > 0 else "visual"


def to_letters(line: str) -> str | None:
    """Bring a line in presentation forms back to letters in reading order.

    Parameters
    ----------
    line : str
        One line, in reading or in screen order, or with words of both kinds and ordinary ones.

    Returns
    -------
    str or None
        The line in letters, or None if no reading of it gives back the same screen order.

    Examples
    --------
    >>> to_letters("ﻡﻼﺳ"), to_letters("ﺳﻼﻡ"), to_letters("سلام"), to_letters("ﻡﻼﺳ في حمص")
    ('سلام', 'سلام', 'سلام', 'سلام في حمص')
    """
    order = order_of(line)
    if order == "letters":
        return line
    if order == "mixed":
        return _SHAPED_PART.sub(lambda part: to_letters(part.group()) or part.group(), line)
    line = drop_steering(line)
    if order == "logical":
        return _right_brackets(_spell(line))
    for reading in _readings(line):
        if to_screen_order(reading, base_direction(reading)) == line:
            return _right_brackets(_spell(reading))
    return None


def _readings(line: str) -> Iterator[str]:
    """Yield what a line in screen order may have been in reading order, the likeliest first."""
    yield to_screen_order(line, "R")
    # An override turns the whole line round and mirrors its brackets.
    backwards = to_screen_order(f"\u202e{line}", "R")
    for runs in _LTR_RUNS:
        yield runs.sub(_turn, backwards)
    yield to_screen_order(line, "L")


def _turn(run: re.Match[str]) -> str:
    """Turn a Latin run or a number round; a percent sign follows its number."""
    turned = run.group()[::-1]
    number = turned.strip("%٪")
    return turned if number == turned or not number[0].isdecimal() else number + turned.replace(number, "")


def _spell(line: str) -> str:
    """Write forms in reading order as letters, with ZWNJ or ZWJ where the letters alone would join otherwise."""
    spelled: list[str] = []
    before: str | None = None  # the last form, marks aside
    for char in line:
        if char in _MARK_CHARS:
            spelled.append(char)
            continue
        spelled.append(_joiner(before, char) + (FORMS[char][1] if char in FORMS else char))
        before = char
    return "".join(spelled) + _joiner(before, None)


def _joiner(before: str | None, after: str | None) -> str:
    """Give the joiner that makes letters take the forms on both sides of it; mostly none is needed."""
    place, letters = _place(before)
    next_place, next_letters = _place(after)
    onward, backward = place in ("initial", "medial"), next_place in ("medial", "final")
    if onward != backward:
        return "\u200d"
    can_join = (letters[-1:], "initial") in FORM_OF and (next_letters[:1], "final") in FORM_OF
    return "\u200c" if can_join and not onward else ""


def _place(char: str | None) -> tuple[str, str]:
    """Give the place and the letters of a form; a tatweel joins on both sides."""
    return ("medial", "") if char == TATWEEL else FORMS.get(char or "", ("", ""))


def _right_brackets(line: str) -> str:
    """Mirror the brackets of a line if they all face the wrong way, as python-bidi since 0.6 leaves them."""
    mirrored = line.translate(_MIRROR)
    return mirrored if _is_balanced(mirrored) and not _is_balanced(line) else line


def _is_balanced(line: str) -> bool:
    """Tell whether every bracket of a line that opens is closed, and the other way round."""
    expected: list[str] = []
    for char in line:
        if char in _CLOSING_OF:
            expected.append(_CLOSING_OF[char])
        elif char in _CLOSING_OF.values() and (not expected or expected.pop() != char):
            return False
    return not expected
