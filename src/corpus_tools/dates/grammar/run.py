"""A run of words that may contain time expressions, and the primitives that the grammar is written with."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal

from corpus_tools.dates.grammar.date_words import Word
from corpus_tools.numerals.number_words import Numeral, Value, continues_digits, parse_cardinal, parse_ordinal
from corpus_tools.script import INVISIBLE, MARKS, TATWEEL

_LONGEST_NUMBER = 12
_YEAR_DIGITS = 4
_LINKING = frozenset(["-", "/"])  # a comma joins two dates where «و» comes after it only
_DROPPED = re.compile(f"[ \\t\\u00a0{MARKS}{INVISIBLE}]")
_DASHES = re.compile(f"[-‐-―−{TATWEEL}]+")


def normalize_gap(gap: str) -> str:
    """Reduce a gap between words to its punctuation: dashes become one, white space nothing."""
    if gap == " ":
        return ""
    return _DASHES.sub("-", _DROPPED.sub("", gap).replace(",", "،"))


Follower = Literal["none", "word", "counted"]


def _without_brackets(words: list[Word], gaps: list[str]) -> list[str]:
    """Return the gaps without the brackets around lone small numbers: «خلال (10) أيام», «الأحد (12) يناير»."""
    told = list(gaps)
    for at, (word, gap) in enumerate(zip(words, gaps, strict=True)):
        small = gap == "(" and word.digits is not None and len(word.whole) < _YEAR_DIGITS
        if small and gaps[at + 1 : at + 2] == [")"]:
            told[at] = told[at + 1] = ""
    return told


class Run:
    """Consecutive date words with the normalized gap before each.

    A free-standing و is joined to the word after it, «الـ» to the number after it; `index` and `last` are the positions
    of the first and the last piece of each word in what was passed. `look_behind` tells what stands right behind the
    run: nothing or punctuation, a word, or a noun that numbers count; `follower` is its answer, None until a parser
    asks. `recurs` tells whether «كل» is among the words. `memory` caches parsers by position and parser.
    """

    def __init__(
        self, words: list[Word], gaps: list[str], look_behind: Callable[[], Follower] = lambda: "none"
    ) -> None:
        self.look_behind = look_behind
        self.follower: Follower | None = None
        if "(" in gaps:
            gaps = _without_brackets(words, gaps)
        self.words, self.gaps = words, gaps
        self.index = self.last = list(range(len(words)))
        self.recurs = is_free = False
        for word in words:
            if word.recurs:
                self.recurs = True
            elif word.stands_free:
                is_free = True
        if is_free:
            self._join(words, gaps)
        last = len(self.words) - 1
        while last > 0 and not (self.words[last].links or self.gaps[last] in _LINKING):
            last -= 1
        self.last_link = last
        self.memory: dict[int, dict[Callable[..., Any], Any]] = {}

    def _join(self, words: list[Word], gaps: list[str]) -> None:
        """Join what stands alone to the word after it."""
        self.words, self.gaps, self.index, self.last = [], [], [], []
        pending: list[tuple[str, str, int]] = []
        for position, (word, gap) in enumerate(zip(words, gaps, strict=True)):
            if word.stands_free:
                pending.append((word.whole, gap, position))
                continue
            self._append(word, gap, position, pending)
            pending = []

    def _append(self, word: Word, gap: str, position: int, pending: list[tuple[str, str, int]]) -> None:
        """Append a word, joined with what stands alone before it."""
        self.last.append(position)
        if pending and gap in ("", "-"):
            letters, before, first = pending[-1]
            if letters == "و":
                numeral = word.numeral and word.numeral._replace(joined=True)
                word, gap = replace(word, joined=True, numeral=numeral), before
            elif letters == "ل":
                word, gap = replace(word, preposition="ل"), before  # «الموافق ل25 جوان»
            elif letters and word.numeral is not None and word.numeral.kind == "digits":
                value = word.numeral.value
                ordinal = int(value) if value < 4000 else 0
                numeral = word.numeral._replace(definite=True, ordinal=ordinal, joined=letters == "وال")
                word = replace(word, definite=True, joined=letters == "وال", numeral=numeral)
                gap, position = before, first
            elif not letters:
                gap = "-"
        elif pending:
            gap = gap or "!"
        self.words.append(word)
        self.gaps.append(gap)
        self.index.append(position)

    def links_after(self, at: int) -> bool:
        """Return whether anything behind a word can link it to another date."""
        return at < self.last_link

    def has(self, at: int) -> bool:
        """Return whether a word stands there."""
        return at < len(self.words)

    def recall(self, parser: Callable[["Run", int], Any], at: int) -> Any:
        """Return what a parser returns at a place, called once."""
        known = self.memory.setdefault(at, {})
        if parser not in known:
            known[parser] = parser(self, at)
        return known[parser]

    def plain(self, at: int) -> bool:
        """Return whether a word stands there with nothing but space before it."""
        try:
            return self.gaps[at] == ""
        except IndexError:
            return False

    def follows(self, at: int) -> bool:
        """Return whether a word without و stands there with nothing but space before it."""
        return self.plain(at) and not self.words[at].joined

    def counts(self, at: int, *, what: Sequence[Follower] = ("counted",)) -> bool:
        """Return whether a word is the last one and counts what stands behind the run."""
        if at != len(self.words) - 1:
            return False
        if self.follower is None:
            self.follower = self.look_behind()
        return self.follower in what

    def sense(self, at: int, name: str) -> Any:
        """Return the value of a word in a class, or None."""
        try:
            return self.words[at].senses.get(name)
        except IndexError:
            return None

    def next_sense(self, at: int, name: str) -> Any:
        """Return the value in a class of a word with nothing but space before it, or None."""
        try:
            return self.words[at].senses.get(name) if self.gaps[at] == "" else None
        except IndexError:
            return None

    def phrase(self, at: int, category: str) -> tuple[int, Any] | None:
        """Parse the longest fixed expression of a class that starts at a word."""
        try:
            phrases = self.words[at].phrases
        except IndexError:
            return None
        for rest, payload in phrases.get(category, ()) if phrases else ():
            end = at + 1
            for word in rest:
                if not self.plain(end) or self.words[end].whole != word:
                    break
                end += 1
            else:
                return end, payload
        return None

    def _stretch(self, at: int) -> list[Numeral | None]:
        """List the number words from a word on, as far as a number can reach."""
        end = at + 1
        while end < at + _LONGEST_NUMBER and self.plain(end) and self.words[end].numeral is not None:
            end += 1
        return [word.numeral for word in self.words[at:end]]

    def cardinal(self, at: int) -> tuple[int, Value] | None:
        """Parse a cardinal number."""
        try:
            numeral = self.words[at].numeral
        except IndexError:
            return None
        if numeral is None:
            return None
        if numeral.kind == "digits":
            after = self.words[at + 1].numeral if self.plain(at + 1) else None
            if after is None or not continues_digits(after):
                return at + 1, numeral.value
        number: tuple[int, Value] | None = self.recall(Run._parse_cardinal, at)
        return number

    def _parse_cardinal(self, at: int) -> tuple[int, Value] | None:
        """Parse a cardinal number at a number word."""
        found = parse_cardinal(self._stretch(at), 0)
        return None if found is None else (at + found[0], found[1])

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """Parse an ordinal number."""
        if not self.has(at) or (numeral := self.words[at].numeral) is None:
            return None
        if numeral.kind == "digits":
            return (at + 1, numeral.ordinal) if numeral.ordinal else None
        return None if (found := parse_ordinal(self._stretch(at), 0)) is None else (at + found[0], found[1])

    def whole_number(self, at: int, low: int, high: int) -> tuple[int, int] | None:
        """Parse a cardinal that is a whole number between two bounds, both included."""
        if (found := self.cardinal(at)) is None or found[1] != int(found[1]) or not low <= found[1] <= high:
            return None
        return found[0], int(found[1])

    def digits(self, at: int, low: int, high: int) -> int | None:
        """Parse one word of one to four plain digits between two bounds, both included."""
        try:
            value = self.words[at].digits
        except IndexError:
            return None
        return value if value is not None and low <= value <= high else None
