"""Recognise text that was shaped by hand, and turn it back into letters in reading order.

Before matplotlib could do it, notebooks shaped Arabic themselves, mostly with arabic-reshaper and then python-bidi.
Shaped again, such text comes out reversed and in pieces.
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
MIRROR = str.maketrans({**_CLOSING_OF, **{closing: opening for opening, closing in _CLOSING_OF.items()}})

_BARE = "".join(sorted({letter for letter, _ in FORM_OF}))  # letters that a reshaper would have given a form
_FORM = "".join(FORMS)
# Two adjacent letters that are no forms.
_PLAIN_WORD = re.compile(f"[{_BARE}]{{2}}")
# From a form to the last form before such letters.
_SHAPED_PART = re.compile(f"[{MARKS}]*[{_FORM}](?:[^{_BARE}]*[{_FORM}])?[{MARKS}]*")

# Runs that keep their own order inside text read from the right: Latin words and numbers, alone or joined.
_LATIN = r"[^\W\d\u0590-\u08ff\ufb1d-\ufefc]"
_LATIN_RUNS = (rf"{_LATIN}[^\u0590-\u08ff\ufb1d-\ufefc]*[^\W\u0590-\u08ff\ufb1d-\ufefc]|{_LATIN}", rf"{_LATIN}\w*")
_NUMBERS = (r"[%٪]?\d+(?:[.,:/٫٬+-]\d+)*[%٪]?", r"[%٪]?\d+(?:[.,:/٫٬]\d+)*[%٪]?")
_LTR_RUNS = tuple(re.compile(f"{latin}|{number}") for latin in _LATIN_RUNS for number in _NUMBERS)


def order_of(line: str) -> Order:
    """Return whether a line is in presentation forms, and whether in logical (reading) or visual (screen) order.

    "letters" is ordinary text, "mixed" has ordinary words beside shaped ones. A form that joins to the next letter is
    followed by one that joins to the letter before, in an order that differs between reading and screen. If the letters
    do not decide, the result is "visual", which is what the usual recipe (arabic-reshaper, then python-bidi) produces.
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
    """Return a line in presentation forms as letters in reading order, or None if no candidate fits its screen order.

    The line may be in reading or in screen order, or mix both with ordinary words.
    """
    order = order_of(line)
    if order == "letters":
        return line
    if order == "mixed":
        return _SHAPED_PART.sub(lambda part: to_letters(part.group()) or part.group(), line)
    line = drop_steering(line)
    read = line if order == "logical" else from_screen_order(line)
    return None if read is None else right_brackets(_spell(read))


def from_screen_order(line: str) -> str | None:
    """Return the reading order of a line in screen order, with brackets as they are; None if no order shows as this."""
    return next(
        (candidate for candidate in _candidates(line) if to_screen_order(candidate, base_direction(candidate)) == line),
        None,
    )


def _candidates(line: str) -> Iterator[str]:
    """Yield candidates for the reading order of a line in screen order, the likeliest first."""
    yield to_screen_order(line, "R")
    # An override reverses the whole line and mirrors its brackets.
    backwards = to_screen_order(f"\u202e{line}", "R")
    for runs in _LTR_RUNS:
        yield runs.sub(_turn, backwards)
    yield to_screen_order(line, "L")


def _turn(run: re.Match[str]) -> str:
    """Reverse a Latin run or a number; a percent sign follows its number."""
    turned = run.group()[::-1]
    number = turned.strip("%٪")
    return turned if number == turned or not number[0].isdecimal() else number + turned.replace(number, "")


def _spell(line: str) -> str:
    """Write forms in reading order as letters, with ZWNJ or ZWJ where the letters alone would join differently."""
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
    """Return the joiner that makes letters take the forms on both sides of it; usually none is needed."""
    place, letters = _place(before)
    next_place, next_letters = _place(after)
    onward, backward = place in ("initial", "medial"), next_place in ("medial", "final")
    if onward != backward:
        return "\u200d"
    can_join = (letters[-1:], "initial") in FORM_OF and (next_letters[:1], "final") in FORM_OF
    return "\u200c" if can_join and not onward else ""


def _place(char: str | None) -> tuple[str, str]:
    """Return the place and the letters of a form; a tatweel joins on both sides."""
    return ("medial", "") if char == TATWEEL else FORMS.get(char or "", ("", ""))


def right_brackets(line: str) -> str:
    """Mirror the brackets of a line if they all face the wrong way, as python-bidi since 0.6 leaves them."""
    mirrored = line.translate(MIRROR)
    return mirrored if _is_balanced(mirrored) and not _is_balanced(line) else line


def _is_balanced(line: str) -> bool:
    """Return whether all brackets of a line open and close in order."""
    expected: list[str] = []
    for char in line:
        if char in _CLOSING_OF:
            expected.append(_CLOSING_OF[char])
        elif char in _CLOSING_OF.values() and (not expected or expected.pop() != char):
            return False
    return not expected
