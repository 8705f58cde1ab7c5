"""What stands between quotation marks in a sentence."""

import re
from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from corpus_tools.actors.speech.finite_verbs import is_common_noun, is_imperfect, is_personal_name, is_surely_perfect
from corpus_tools.actors.speech.sentence_words import (
    AUXILIARY,
    CLOSED,
    NEGATION,
    OPENER,
    QUOTE,
    RELATIVE,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.proclitics import ARTICLE

# A quotation may hold several sentences of one paragraph.
_QUOTED = re.compile(r"«[^«»\n]{1,4000}»|“[^“”\n]{1,4000}”|\"[^\"\n]{1,4000}\"")
# A straight mark between a blank and a letter opens a name within: «"في بلدة "الأمل" اليوم"».
_WITH_NAMES = re.compile(r"\"(?:[^\"\n]|(?<=\s)\"(?=\w)[^\"\n.،,:]{1,30}\"(?!\w)){1,4000}\"")
_OPENS_NAME = re.compile(r"(?<=\s)\"(?=\w)")
# A straight mark between a letter and other punctuation closes. (A class at the head is searched for fast.)
_OPENS_QUOTE = re.compile(r"[«“\"](?:(?<!\w\")|(?![،,.؛:)]))")
_BREAKS = STOP | QUOTE | CLOSED


class Quote(NamedTuple):
    """What stands between quotation marks: its span in the text, and the words from first up to stop."""

    start: int
    end: int
    first: int
    stop: int
    words: int


def is_clause(words: SentenceWords, quote: Quote) -> bool:
    """Return whether a quotation is a clause, and no name or noun: «سننتصر», «الحرب انتهت», not «صفقة القرن»."""
    first, roles = quote.first, words.roles
    while first + 1 < quote.stop and roles[first] & AUXILIARY:
        first += 1
    opening = words.surface(first)
    if roles[first] & (OPENER | NEGATION) or words.is_imperfect(first) or is_surely_perfect(opening):
        return True
    if opening[:1] in {"ن", "أ"} and not is_common_noun(opening) and is_imperfect("ي" + opening[1:]):
        return True  # «نحقق»
    if not (words.keys[first].startswith(ARTICLE) or is_personal_name(words.surface(first))):
        return roles[quote.first] & AUXILIARY != 0
    for at in range(first + 1, quote.stop):
        if roles[at] & RELATIVE:
            return False
        if words.is_imperfect(at) or is_surely_perfect(words.surface(at)):
            return True
    return False


class Quotes:
    """What stands between quotation marks of which the first is in a sentence, found when first asked for."""

    def __init__(self, words: SentenceWords) -> None:
        self._words = words

    @cached_property
    def all(self) -> list[Quote]:
        """The quotations, in order."""
        words, found = self._words, list[Quote]()
        if not words.has_quotes:
            return found
        text, starts, at = words.text, words.starts, words.start
        while (mark := _OPENS_QUOTE.search(text, at, words.end)) is not None:
            match = _QUOTED.match(text, mark.start())
            if match is not None and mark.end() < match.end() and _OPENS_NAME.match(text, match.end() - 1):
                match = self._with_names(match.start()) or match
            at = mark.end() if match is None else match.end()
            if match is not None:
                start, end = match.start() + 1, match.end() - 1
                first = bisect_left(starts, start)
                found.append(Quote(start, end, first, bisect_left(starts, end), len(text[start:end].split())))
        return found

    def _with_names(self, start: int) -> re.Match[str] | None:
        """Return a quotation of one sentence with names in marks of their own, unless another begins to speak in it."""
        words = self._words
        match = _WITH_NAMES.match(words.text, start, min(words.end + 2, len(words.text)))
        if match is None:
            return None
        inside = range(bisect_left(words.starts, start), bisect_left(words.starts, match.end()))
        is_broken = any(words.roles[at] & VERB and words.signs_before(at) & _BREAKS for at in inside[1:])
        return None if is_broken else match

    def at(self, at: int) -> Quote | None:
        """Return the quotation that begins with a word."""
        return next((quote for quote in self.all if quote.first == at), None)

    def before(self, at: int, *, least: int) -> Quote | None:
        """Return the quotation of at least some words that ends right before a word."""
        return next((quote for quote in self.all if quote.stop == at and quote.words >= least), None)
