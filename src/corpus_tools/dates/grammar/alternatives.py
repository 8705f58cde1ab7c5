"""Parsers to choose from: which of them can begin with a word is found out once for the word, by asking them.

A parser is asked with a run of which it may see one word only. If it gives up without looking further, it gives up
wherever the word stands; else it is tried in each place. So a parser declares nothing, whatever it comes to look at.
"""

from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from corpus_tools.dates.grammar.date_words import Word
from corpus_tools.dates.grammar.run import Run

Parser = Callable[[Run, int], Any]

#: Where the one word stands: behind others, at which a parser may want to look back.
_PLACE = 1


class Alternatives:
    """Parsers that are tried at the same place, in their order."""

    def __init__(self, *parsers: Parser) -> None:
        self.parsers = parsers

    def at(self, run: Run, place: int) -> Sequence[Parser]:
        """Return those that may apply at a place, by the word that stands there."""
        if not run.has(place):
            return ()
        beginnings = run.words[place].beginnings
        if (worth := beginnings.get(self)) is None:
            beginnings[self] = self  # most words are met once, and all parsers are tried as soon as asked
            return self.parsers
        if worth is self:
            only = _OneWord(run.words[place])
            worth = beginnings[self] = tuple(parser for parser in self.parsers if _may_begin(parser, only))
        return worth


def _may_begin(parser: Parser, only: "_OneWord") -> bool:
    """Return whether a parser finds something at a word, or has to look at others to tell."""
    known = only.words[_PLACE].beginnings
    if (may := known.get(parser)) is None:
        try:
            may = parser(only, _PLACE) is not None
        except _LooksFurtherError:
            may = True
        known[parser] = may
    return may


class _LooksFurtherError(Exception):
    """A parser looks at more than one word."""


class _Hidden(list[Any]):
    """A list of which only the item at the place of the one word may be looked at, if it is given."""

    def __getitem__(self, at: Any) -> Any:
        if at == _PLACE and super().__len__():
            return super().__getitem__(0)
        raise _LooksFurtherError

    def __len__(self) -> NoReturn:
        raise _LooksFurtherError


class _OneWord(Run):
    """A run of which one word may be looked at, and not the gap before it."""

    def __init__(self, word: Word) -> None:
        self.words, self.numerals, self.gaps, self.memory = _Hidden([word]), _Hidden([word.numeral]), _Hidden(), {}

    def has(self, at: int) -> bool:
        """Return whether a word stands there, if it is the one."""
        return self.words[at] is not None
