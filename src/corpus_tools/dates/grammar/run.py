"""A run of words that may hold time expressions, and the readers that the grammar is written with."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from corpus_tools.dates.grammar.date_words import Phrase, Word
from corpus_tools.numerals.number_words import Numeral, Value, parse_cardinal, parse_ordinal
from corpus_tools.script import INVISIBLE, MARKS, TATWEEL

_LONGEST_NUMBER = 12
_DROPPED = re.compile(f"[ \\t\\u00a0{MARKS}{INVISIBLE}]")
_DASHES = re.compile(f"[-‐-―−{TATWEEL}]+")


def normalize_gap(gap: str) -> str:
    """Reduce what stands between two words to its punctuation: dashes are one, white space is nothing."""
    if gap == " ":
        return ""
    return _DASHES.sub("-", _DROPPED.sub("", gap).replace(",", "،"))


class Run:
    """Consecutive words of the lexicon, with the punctuation before each.

    Parameters
    ----------
    words : sequence of Word
        The words. A free-standing و is joined to the word after it, «الـ» to the number after it.
    gaps : sequence of str
        The normalized gap before each word.

    Attributes
    ----------
    words, gaps : list
        As passed, after joining.
    index, last : list of int
        The positions of each word in what was passed: of its first and of its last piece.
    memory : dict
        What readers made of a place, by position and reader, for those that are asked more than once.
    """

    def __init__(self, words: Sequence[Word], gaps: Sequence[str]) -> None:
        self.words: list[Word] = []
        self.gaps: list[str] = []
        self.index: list[int] = []
        self.last: list[int] = []
        pending: list[tuple[str, str, int]] = []
        for position, (word, gap) in enumerate(zip(words, gaps, strict=True)):
            if word.whole in ("و", "ال", "وال", "بال", "لل") or not word.whole:
                pending.append((word.whole, gap, position))
                continue
            self._append(word, gap, position, pending)
            pending = []
        self.numerals: list[Numeral | None] = [word.numeral for word in self.words]
        self.memory: dict[int, dict[Callable[..., Any], Any]] = {}

    def _append(self, word: Word, gap: str, position: int, pending: list[tuple[str, str, int]]) -> None:
        """Add a word, with what stands alone before it."""
        self.last.append(position)
        if pending and gap in ("", "-"):
            letters, before, first = pending[-1]
            if letters == "و":
                numeral = word.numeral and word.numeral._replace(joined=True)
                word, gap = replace(word, joined=True, numeral=numeral), before
            elif letters and word.numeral is not None and word.numeral.kind == "digits":
                value = word.numeral.value
                ordinal = int(value) if value < 4000 else 0
                numeral = word.numeral._replace(definite=True, ordinal=ordinal, joined=letters == "وال")
                word, gap, position = (
                    replace(word, definite=True, joined=letters == "وال", numeral=numeral),
                    before,
                    first,
                )
            elif not letters:
                gap = "-"
        elif pending:
            gap = gap or "!"
        self.words.append(word)
        self.gaps.append(gap)
        self.index.append(position)

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def plain(self, at: int) -> bool:
        """Return whether a word stands there with nothing but space before it."""
        return at < len(self.words) and self.gaps[at] == ""

    def sense(self, at: int, name: str) -> Any:
        """Return one reading of a word, or None."""
        return self.words[at].senses.get(name) if at < len(self.words) else None

    def next_sense(self, at: int, name: str) -> Any:
        """Return one reading of a word that follows with nothing but space between, or None."""
        return self.sense(at, name) if self.plain(at) else None

    def phrase(self, at: int, category: str) -> tuple[int, Any] | None:
        """Parse the longest fixed expression of a class that starts at a word."""
        if at < len(self.words):
            for phrase in self.words[at].phrases:
                if phrase.category == category and self._stands(at, phrase):
                    return at + 1 + len(phrase.rest), phrase.payload
        return None

    def _stands(self, at: int, phrase: Phrase) -> bool:
        """Return whether the words of a phrase follow its first word."""
        end = at + 1 + len(phrase.rest)
        return end <= len(self.words) and all(
            self.gaps[k] == "" and self.words[k].whole == rest for k, rest in enumerate(phrase.rest, at + 1)
        )

    def _stretch(self, at: int) -> list[Numeral | None]:
        """List the number words from a word on, as far as one number can reach."""
        end, limit = at + 1, min(len(self.words), at + _LONGEST_NUMBER)
        while end < limit and self.gaps[end] == "" and self.numerals[end] is not None:
            end += 1
        return self.numerals[at:end]

    def cardinal(self, at: int) -> tuple[int, Value] | None:
        """Parse a cardinal number."""
        if at >= len(self.words) or self.numerals[at] is None:
            return None
        found = parse_cardinal(self._stretch(at), 0)
        return None if found is None else (at + found[0], found[1])

    def ordinal(self, at: int) -> tuple[int, int] | None:
        """Parse an ordinal number."""
        if at >= len(self.words) or self.numerals[at] is None:
            return None
        if self.numerals[at].kind == "digits":  # type: ignore[union-attr]
            number = self.numerals[at]
            return (at + 1, number.ordinal) if number is not None and number.ordinal else None
        found = parse_ordinal(self._stretch(at), 0)
        return None if found is None else (at + found[0], found[1])

    def whole_number(self, at: int, low: int, high: int) -> tuple[int, int] | None:
        """Parse a cardinal that is a whole number between two bounds, both included."""
        if (found := self.cardinal(at)) is None or found[1] != int(found[1]) or not low <= found[1] <= high:
            return None
        return found[0], int(found[1])

    def digits(self, at: int, low: int, high: int) -> int | None:
        """Parse one word of plain digits between two bounds, both included."""
        if at >= len(self.words):
            return None
        word = self.words[at]
        if not word.whole.isdecimal() or not word.whole.isascii() or len(word.whole) > 4:
            return None
        value = int(word.whole)
        return value if low <= value <= high else None
