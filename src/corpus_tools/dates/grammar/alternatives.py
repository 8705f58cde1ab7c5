"""Parsers to choose from: which of them can begin with two words is found out once for the pair, by asking them.

A parser is asked with a run of which it may see two words, and of these the outlines only. If it gives up without
looking further or closer, it gives up wherever such words stand; else it is tried in each place. So a parser declares
nothing, whatever it comes to look at.
"""

from collections.abc import Callable, Sequence
from typing import Any

from corpus_tools.dates.grammar.date_words import is_day_or_month
from corpus_tools.dates.grammar.outlines import LEFT_OUT, LooksCloserError, Outline, refuse
from corpus_tools.dates.grammar.run import Follower, Run

Parser = Callable[[Run, int], Any]

#: Where the first of the two words stands: behind others, at which a parser may want to look back.
_PLACE = 8
#: How many words behind are hidden: more than any parser looks at.
_BEHIND = 64
#: So few parsers are sooner tried than asked about a pair.
_FEW = 2
#: How many pairs that were met once are kept for a word, so that they take no more memory in a larger corpus.
_MOST_MET = 2000


class Alternatives:
    """Parsers that are tried at the same place, in their order."""

    def __init__(self, *parsers: Parser) -> None:
        self.parsers = parsers

    def at(self, run: Run, place: int) -> Sequence[Parser]:
        """Return those that may apply at a place, by the word that stands there and what comes after it."""
        words, after = run.words, place + 1
        if place >= len(words):
            return ()
        outline = words[place].outline
        if (first := outline.beginnings.get(self)) is None:
            first = self._begin_with(outline)
        if len(first) <= _FEW:
            return first
        pair: tuple[Alternatives, Outline | None, str] = self, None, ""
        if after < len(words):
            if words[after] is LEFT_OUT:
                return first
            pair = self, words[after].outline, run.gaps[after]
        if (worth := outline.pairs.get(pair)) is None:
            if pair not in outline.met:
                if len(outline.met) > _MOST_MET:
                    outline.met.clear()
                outline.met.add(pair)  # most pairs are met once, and the first word has to do
                return first
            glimpse = _Glimpse(outline, pair[1], gap=pair[2])
            worth = outline.pairs[pair] = tuple(parser for parser in first if _may_begin(parser, glimpse))
        return worth

    def _begin_with(self, outline: Outline) -> tuple[Parser, ...]:
        """Return the parsers that may begin with a word; of each it is found out once for all `Alternatives`."""
        asked, glimpse, likely = outline.asked, _Glimpse(outline), self.parsers
        if (wider := outline.wider) is not None:
            likely = wider.beginnings[self] if self in wider.beginnings else self._begin_with(wider)
        for parser in likely:
            if parser not in asked:
                asked[parser] = _may_begin(parser, glimpse)
        first = outline.beginnings[self] = tuple(parser for parser in likely if asked[parser])
        return first


def _may_begin(parser: Parser, glimpse: "_Glimpse") -> bool:
    """Return whether a parser finds something, or looks further or closer."""
    try:
        return parser(glimpse, _PLACE) is not None
    except LooksCloserError:
        return True


class _Glimpse(Run):
    """A run of which the outlines of one or two words may be seen, and the gap between them; None is its end."""

    recurs = True  # further words may

    def __init__(self, first: Outline, *rest: Outline | None, gap: str = "") -> None:
        ends = None in rest
        before, after = [LEFT_OUT] * _PLACE, [] if ends else [LEFT_OUT] * _BEHIND
        seen = [outline for outline in rest if outline is not None]
        words: list[Any] = [*before, first, *seen, *after]
        self.words = words
        self.gaps = [*before, LEFT_OUT, *(gap for _ in seen), *after]
        self.memory = {}

    def has(self, at: int) -> bool:
        """Return whether a word stands there, if that can be seen."""
        return at < len(self.words) and self.words[at].joined is not None

    def counts(self, at: int, *, what: Sequence[Follower] = ("counted",)) -> bool:  # noqa: ARG002 - as its base has it
        """Return false for a word that is not the last; what stands behind the last one is not seen."""
        return False if self.has(at + 1) else refuse()

    def links_after(self, at: int) -> bool:
        """Return whether there is more: what it is cannot be seen."""
        return at + 1 < len(self.words)

    def phrase(self, at: int, category: str) -> tuple[int, Any] | None:
        """Parse the longest fixed expression of a class, if its words are not those that an outline leaves out."""
        for rest, payload in self.words[at].phrases.get(category, ()) if at < len(self.words) else ():
            ends = range(at + 1, at + 1 + len(rest))
            if all(self.plain(end) and self._is_word(end, word) for end, word in zip(ends, rest, strict=True)):
                return at + 1 + len(rest), payload
        return None

    def _is_word(self, at: int, folded: str) -> bool:
        """Return whether a word is the one that a fixed expression asks for."""
        word: Any = self.words[at]
        if word.whole is LEFT_OUT and not (folded[0].isdecimal() if word.in_digits else is_day_or_month(folded)):
            return False
        return bool(word.whole == folded)

    def digits(self, at: int, low: int, high: int) -> Any:
        """Tell whether digits lie between two bounds, if all that share their outline do or none."""
        span = self._span(at)
        if span is None or span[1] < low or span[0] > high:
            return None
        if low <= span[0] and span[1] <= high:
            return LEFT_OUT
        raise LooksCloserError

    def whole_number(self, at: int, low: int, high: int) -> Any:
        """Tell whether a number lies between two bounds, if it is one word of digits and that can be told."""
        if self._span(at) is None:
            return super().whole_number(at, low, high)
        found = self.cardinal(at)
        if found is None or found[0] > at + 1:
            refuse()
        return None if (value := self.digits(at, low, high)) is None else (at + 1, value)

    def _span(self, at: int) -> tuple[int, int] | None:
        """Return the least and the greatest number that a word of digits may be, None for any other or none."""
        words: list[Any] = self.words
        return words[at].span if at < len(words) else None
