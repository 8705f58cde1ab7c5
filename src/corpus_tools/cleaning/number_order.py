"""Keep numbers as readers see them where an invisible mark turns their parts round."""

import re
from collections.abc import Iterator

from corpus_tools.script import DIGITS, Edit
from corpus_tools.shaping.direction import STEERING, drop_steering, to_screen_order

#: Two groups of digits with a decimal sign or a separator of thousands between them, and a mark on one side of it.
_TURNED = re.compile(
    f"(?<![{DIGITS}.,٫٬{STEERING}])[{DIGITS}]+(?:[{STEERING}]+[.,٫٬][{STEERING}]*|[.,٫٬][{STEERING}]+)[{DIGITS}]+"
    f"(?![{STEERING}]*[.,٫٬/]?[{STEERING}]*[{DIGITS}])"
)
_NUMBER = re.compile(f"[{DIGITS}]+[.,٫٬][{DIGITS}]+")
#: What stands before the number makes it one in Arabic prose.
_PROSE = "ا "


def keep_number_order(text: str) -> Iterator[Edit]:
    r"""Write a number in the order in which a mark in it shows it: 29, a point, U+200F and 0 show as 0.29.

    The order is that of the bidirectional algorithm (Unicode Standard Annex 9) in a paragraph from right to left. Of
    dates and ranges, whose parts are read from the right, the order stays.

    >>> list(keep_number_order("نسبة 29.\u200f0 في المئة"))
    [(5, 10, '0.29')]
    """
    for found in _TURNED.finditer(text):
        shown = to_screen_order(_PROSE + found.group(), "R").removesuffix(_PROSE[::-1])
        # ٫ belongs to the digits before it, so that a mark behind it leaves no number to see.
        if shown != drop_steering(found.group()) and _NUMBER.fullmatch(shown):
            yield found.start(), found.end(), shown
