"""Parsers to choose from: which of them can begin with two words is found out once for the pair, by asking them.

A parser is asked with a run of which it may see two words, and of these the outlines only. If it gives up without
looking further or closer, it gives up wherever such words stand; else it is tried in each place. So a parser declares
nothing, whatever it comes to look at.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from corpus_tools.dates.grammar.outlines import LEFT_OUT, LooksCloserError, Outline
from corpus_tools.dates.grammar.run import Run

Parser = Callable[[Run, int], Any]

#: Where the first of the two words stands: behind others, at which a parser may want to look back.
_PLACE = 1


class Alternatives:
    """Parsers that are tried at the same place, in their order."""

    def __init__(self, *parsers: Parser) -> None:
        self.parsers = parsers

    def at(self, run: Run, place: int) -> Sequence[Parser]:
        """Return those that may apply at a place, by the word that stands there and what comes after it."""
        if isinstance(run, _Glimpse):
            return self.parsers
        words, after = run.words, place + 1
        if place >= len(words):
            return ()
        outline = words[place].outline
        known = outline.beginnings
        if (first := known.get(self)) is None:
            first = known[self] = _worth(self.parsers, _Glimpse([outline]))
        if not first:
            return ()
        pair = (self, words[after].outline, run.gaps[after]) if after < len(words) else (self, None, "")
        if (worth := known.get(pair)) is None:
            if pair not in outline.met:
                outline.met.add(pair)  # most pairs are met once, and the first word has to do
                return first  # type: ignore[no-any-return]
            worth = known[pair] = _worth(first, _Glimpse([outline, pair[1]], pair[2]))
        return worth  # type: ignore[no-any-return]


def _worth(parsers: Sequence[Parser], glimpse: "_Glimpse") -> tuple[Parser, ...]:
    """Return the parsers that find something at the place of a glimpse, or have to look at more to tell."""
    return tuple(parser for parser in parsers if _may_begin(parser, glimpse))


def _may_begin(parser: Parser, glimpse: "_Glimpse") -> bool:
    """Return whether a parser finds something, or looks further or closer."""
    try:
        return parser(glimpse, _PLACE) is not None
    except LooksCloserError:
        return True


#: Stands behind the last word of a run.
_END: Any = object()


class _Shown(list[Any]):
    """A list of which only the items from some place on are given, and its end if it is among them."""

    def __init__(self, first: int, items: Iterable[Any]) -> None:
        super().__init__(items)
        self.first = first

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return list(self._until(at.start, at.stop))
        if not 0 <= at - self.first < super().__len__():
            raise LooksCloserError
        if (item := super().__getitem__(at - self.first)) is _END:
            raise IndexError
        return item

    def __len__(self) -> NoReturn:
        raise LooksCloserError

    def _until(self, start: int, stop: int) -> Iterator[Any]:
        """Yield the items from one place up to another or to the end."""
        with suppress(IndexError):
            for place in range(start, stop):
                yield self[place]


class _Glimpse(Run):
    """A run of which the outlines of one or two words may be seen, and the gap between them; None is its end."""

    def __init__(self, outlines: Sequence[Outline | None], *gaps: str) -> None:
        self.words = _Shown(_PLACE, [outline or _END for outline in outlines])
        self.numerals = _Shown(_PLACE, [outline.numeral if outline else _END for outline in outlines])
        self.gaps = _Shown(_PLACE + 1, [gap if outlines[-1] else _END for gap in gaps])
        self.memory = {}

    def has(self, at: int) -> bool:
        """Return whether a word stands there, if that can be seen."""
        try:
            return self.words[at] is not None
        except IndexError:
            return False

    def links_after(self, at: int) -> bool:
        """Return true: what is behind cannot be seen."""
        return True

    def digits(self, at: int, low: int, high: int) -> Any:
        """Tell whether digits lie between two bounds, if all that share their outline do or none."""
        try:
            span = self.words[at].span  # type: ignore[attr-defined]
        except IndexError:
            return None
        if span is None or span[1] < low or span[0] > high:
            return None
        if low <= span[0] and span[1] <= high:
            return LEFT_OUT
        raise LooksCloserError

    def whole_number(self, at: int, low: int, high: int) -> Any:
        """Tell whether a number lies between two bounds, if it is one word of digits and that can be told."""
        if not self.has(at) or self.words[at].span is None or len(self._stretch(at)) > 1:  # type: ignore[attr-defined]
            return super().whole_number(at, low, high)
        return None if (value := self.digits(at, low, high)) is None else (at + 1, value)
