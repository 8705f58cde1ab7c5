"""The values in a JSON text: integers of any length, nesting within a limit, and errors that say where they are."""

import json
import re
from collections.abc import Iterable

from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits

# The digits that every program keeps; a longer number is a code, and stays as it is written.
_MOST_DIGITS = 18
# How much of a text is looked at first, and how long a sign of JSON may be that is cut off at its end.
_WINDOW, _LONGEST_SIGN = 2**12, 16
_SIGN = re.compile(r"\S")
_DEEP = "nested too deeply"


class BrokenJsonError(ValueError):
    """Text that is no JSON: what is wrong, the offset at which it is, and how much was read in vain."""

    def __init__(self, said: str, offset: int, n_read: int) -> None:
        super().__init__(said)
        self.said, self.offset, self.n_read = said, offset, n_read

    @property
    def is_deep(self) -> bool:
        """Whether it is JSON, but nested beyond the limit."""
        return self.said == _DEEP

    @property
    def is_cut(self) -> bool:
        """Whether the end of the text may be what is missing."""
        return self.said == "Unterminated string"


def _integer(digits: str) -> int | str:
    """Return an integer, or its digits where it is no number that is counted with."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


_DECODER = json.JSONDecoder(strict=False, parse_int=_integer)


def load_json(text: str, *, limits: Limits = DEFAULT_LIMITS) -> object:
    """Return the value that a text is; raise BrokenJsonError if it is none."""
    begun = _SIGN.search(text)
    value, end = decode_json(text, begun.start() if begun else 0, window=len(text), limits=limits)
    if end < len(text) and (rest := _SIGN.search(text, end)):
        raise BrokenJsonError("Extra data", rest.start(), rest.start())
    return value


def decode_json(text: str, start: int, *, window: int = _WINDOW, limits: Limits = DEFAULT_LIMITS) -> tuple[object, int]:
    """Return the value that begins at an offset, and where it ends; raise BrokenJsonError if there is none.

    No more of the text is looked at than the value takes: an error of the decoder counts all lines before it.
    """
    while True:
        piece = text[start : start + window]
        is_part = start + window < len(text)
        try:
            value, end = _DECODER.raw_decode(piece)
        except RecursionError as error:
            raise BrokenJsonError(_DEEP, start, len(piece)) from error
        except json.JSONDecodeError as error:
            found = BrokenJsonError(error.msg.removesuffix(" starting at"), start + error.pos, error.pos)
            if not is_part or (error.pos < window - _LONGEST_SIGN and not found.is_cut):
                raise found from error
        else:
            if not is_part or end < window:
                may_nest = "[" in piece or piece.find("{", 1) >= 0  # which few lines of articles do
                if may_nest and piece.count("{") + piece.count("[") > limits.depth and _is_deep(value, limits.depth):
                    raise BrokenJsonError(_DEEP, start, len(piece))
                return value, start + end
        window *= 2


def _is_deep(value: object, most: int) -> bool:
    """Return whether a value has more objects and lists inside one another than a limit."""
    level = [value]
    for _ in range(most):
        level = [inner for one in level for inner in _inside(one) if isinstance(inner, (dict, list))]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterable[object]:
    """Return the values in an object or a list."""
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
