"""The search for time expressions: each distinct word is looked up once, each distinct run of words parsed once."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.calendars.arithmetic import DAY, civil_from_days
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Range
from corpus_tools.dates.grammar.date_words import Word, context_words, look_up
from corpus_tools.dates.grammar.expressions import WHOLE_TEXT_ONLY, parse_expressions
from corpus_tools.dates.grammar.false_friends import Context, is_false_friend
from corpus_tools.dates.grammar.run import Follower, Run, normalize_gap
from corpus_tools.dates.grammar.tense import SCHEDULED, tense_of
from corpus_tools.proclitics import has_article
from corpus_tools.tokens.tokenize import Tokens

_WIDEST_GAP = 8
_LOOK_BACK = 14
_SCHEDULE_BACK = 8
_AUXILIARY_BACK = 8
_LONGEST_QUERY = 24
_QUANTITY_BACK = 6
_IMPERFECT = frozenset("يتنس")  # what verbs of the present and the future begin with
_QUOTES = frozenset('"«»“”')
CLAUSE_ENDS = frozenset(".!؟?\n؛")


class Found(NamedTuple):
    """An expression in its place."""

    doc: int  # row of the document
    start: int  # offsets in its text, without the proclitics before it
    end: int
    expression: Expression
    forward: bool  # see `corpus_tools.dates.normalize.anchor.Anchor`
    whole_text: bool
    first: int  # its first and last token
    last: int


#: The expressions of a run, and the first and last token of each of its words.
Parsing = tuple[list[Expression], list[int], list[int]]


class Search:
    """The tokens of a corpus, what each word can mean, and the expressions of each distinct run of words.

    `moments` are the publication dates in seconds from 1970-01-01, None where unknown.
    """

    def __init__(self, tokens: Tokens, texts: list[str], moments: list[int | None]) -> None:
        vocabulary = tokens.vocabulary
        self.folded: list[str] = list(map(str, vocabulary["folded"]))
        kinds = vocabulary["kind"].astype(object).tolist()
        self.surfaces: list[str] = vocabulary["surface"].tolist()
        self.words: list[Word | None] = list(map(look_up, self.surfaces, self.folded, kinds))
        self.texts, self.moments = texts, moments
        table = tokens.table
        self.doc, self.start, self.end, self.word = (table[name].to_numpy() for name in ("doc", "start", "end", "word"))
        self.per_doc = np.bincount(self.doc, minlength=len(texts))
        self.parsed: dict[tuple[int | str, ...], Parsing] = {}

    def find(self) -> Iterator[Found]:
        """Yield every expression that is no false friend, in order."""
        for first, last in self.runs().tolist():
            alone = last - first + 1 == self.per_doc[self.doc[first]] and last - first <= _LONGEST_QUERY
            found, begins, ends = self._parse(first, last, alone=alone)
            for expression in found:
                a, b = first + begins[expression.start], first + ends[expression.end - 1]
                whole = alone and self._is_whole(first, last, a, b)
                if not whole and expression.rule in WHOLE_TEXT_ONLY:
                    continue
                if is_false_friend(expression, self._context(a, b)):
                    continue
                if expression.rule == "rate" and not whole and not self._counts_before(a):
                    continue
                forward = whole or (_needs_tense(expression) and self.speaks_of_future(a))
                if expression.rule == "ahead" and not forward and expression.inner >= 0:
                    a = first + begins[expression.inner]
                yield Found(int(self.doc[a]), *self.offsets(a, b), expression, forward, whole, a, b)

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of tokens, without the proclitics before them, with the bracket that closes theirs."""
        text, word = self.texts[self.doc[last]], self.words[self.word[first]]
        start, end = int(self.start[first]) + (word.width if word is not None else 0), int(self.end[last])
        opened = text.count("(", start, end) > text.count(")", start, end)
        return start, end + 1 if opened and text[end : end + 1] == ")" else end

    def words_from(self, token: int, doc: int, count: int) -> list[str]:
        """List the folded words from a token on, as far as only space stands between."""
        words: list[str] = []
        for k in range(token, min(token + count, len(self.word))):
            if self.doc[k] != doc or (words and self.gap_before(k).strip()):
                break
            words.append(self.folded[self.word[k]])
        return words

    def present(self, doc: int) -> frozenset[str]:
        """List the distinct folded words of a document."""
        first, after = np.searchsorted(self.doc, [doc, doc + 1])
        return frozenset(self.folded[k] for k in np.unique(self.word[first:after]))

    def runs(self) -> NDArray[np.int64]:
        """Return the runs of date words that contain one worth trying: first and last token of each."""
        if not len(self.word):
            return np.empty((0, 2), np.int64)
        words = self.words
        known, trigger, digits = (
            np.fromiter(flags, bool, len(words))[self.word]
            for flags in (
                (word is not None for word in words),
                (word is not None and word.trigger for word in words),
                (word is not None and word.whole[:1].isdecimal() for word in words),
            )
        )
        gap = self.start[1:] - self.end[:-1]
        near = (self.doc[1:] == self.doc[:-1]) & (gap <= _WIDEST_GAP)
        trigger[1:] |= digits[1:] & digits[:-1] & near & (gap > 0)
        begins, ends = known.copy(), known.copy()
        begins[1:] &= ~(known[:-1] & near)
        ends[:-1] &= ~(known[1:] & near)
        first, last = np.flatnonzero(begins), np.flatnonzero(ends)
        count = np.concatenate(([0], np.cumsum(trigger)))
        wanted = count[last + 1] > count[first]
        # A short text that is nothing but date words may be a query: «ألفين وخمسة عشر».
        length = last - first + 1
        wanted |= (length == self.per_doc[self.doc[first]]) & (length <= _LONGEST_QUERY)
        return np.column_stack((first[wanted], last[wanted]))

    def gap_before(self, token: int) -> str:
        """Return the text between a token and the one before it, or a line break at the head of a text."""
        if token == 0 or self.doc[token - 1] != self.doc[token]:
            return "\n"
        gap: str = self.texts[self.doc[token]][self.end[token - 1] : self.start[token]]
        return gap

    def _parse(self, first: int, last: int, *, alone: bool) -> Parsing:
        """Parse the expressions of a run, once for the same words and gaps."""
        ids = self.word[first : last + 1].tolist()
        text = self.texts[self.doc[first]]
        starts, ends = self.start[first : last + 1].tolist(), self.end[first : last + 1].tolist()
        gaps = [normalize_gap(self.gap_before(first)[-_WIDEST_GAP:])]
        gaps += [normalize_gap(text[a:b]) for a, b in zip(ends[:-1], starts[1:], strict=True)]
        follower = self._follower(last)
        key = (alone, follower, *ids, *gaps)
        if (parsing := self.parsed.get(key)) is None:
            run = Run([word for word in (self.words[k] for k in ids) if word is not None], gaps, follower)
            parsing = self.parsed[key] = parse_expressions(run, alone=alone), run.index, run.last
        return parsing

    def _follower(self, last: int) -> Follower:
        """Return what stands behind the last token of a run (see `Run`)."""
        after = self.after(last)
        return "counted" if after in context_words()["counted"] else "word" if after else "none"

    def _is_whole(self, first: int, last: int, a: int, b: int) -> bool:
        """Return whether a document contains nothing but an expression and the prepositions around it."""
        others = (self.words[self.word[k]] for k in (*range(first, a), *range(b + 1, last + 1)))
        return all(word is not None and {"preposition", "approximate"} & word.senses.keys() for word in others)

    def beside(self, token: int) -> str:
        """Return the folded word before a token, empty where punctuation or a line break stands between."""
        gap = self.gap_before(token)
        return "" if gap.strip() or "\n" in gap else self.folded[int(self.word[token - 1])]

    def after(self, token: int) -> str:
        """Return the folded word after a token, empty where punctuation or nothing follows."""
        after = token + 1
        if after >= len(self.word) or self.doc[after] != self.doc[token] or not self.beside(after):
            return ""
        return self.folded[int(self.word[after])]

    def _without_proclitics(self, token: int) -> str:
        """Return a date word folded, with nothing before it but the article."""
        word = self.words[self.word[token]]
        return "" if word is None else word.text

    def _counts_before(self, token: int) -> bool:
        """Return whether a quantity stands in the few words before a token: «ألفي برميل في اليوم»."""
        quantities = context_words()["quantities"]
        for k in range(token, max(token - _QUANTITY_BACK, 0), -1):
            if CLAUSE_ENDS.intersection(self.gap_before(k)):
                return False
            word, folded = self.words[self.word[k - 1]], self.folded[self.word[k - 1]]
            if word is not None and word.numeral is not None and not word.definite:
                return True
            if folded in quantities or (len(folded) > 3 and folded.endswith("ين") and not has_article(folded)):
                return True
        return False

    def _context(self, a: int, b: int) -> Context:
        """Return the context of the tokens from `a` to `b`."""
        doc = int(self.doc[a])
        moment = self.moments[doc]
        text, end = self.texts[doc], int(self.end[b])
        follows = b + 1 < len(self.word) and self.doc[b + 1] == doc
        gap = self.gap_before(a)
        after = self.after(b)
        if follows and gap.strip() == "(" and self.gap_before(b + 1).strip() == ")":
            after = self.folded[int(self.word[b + 1])]  # «(1640) سلة»
        return Context(
            before=(before := self.beside(a)),
            before_that=self.beside(a - 1) if before else "",
            after=after,
            then=self.after(b + 1) if after else "",
            first=self._without_proclitics(a),
            last=self._without_proclitics(b),
            bracketed=gap.strip() == "(",
            quoted=bool(_QUOTES.intersection(gap)) and text[end : end + 1] in _QUOTES,
            glued=bool(follows and self.start[b + 1] == end),
            published_year=None if moment is None else civil_from_days(moment // DAY)[0],
        )

    def _is_continuous(self, token: int) -> bool:
        """Return whether a verb in the present says what was going on: «كان الفريق يلتقي», «وهو يزور»."""
        for k in range(token, max(token - _AUXILIARY_BACK, 0), -1):
            if CLAUSE_ENDS.intersection(self.gap_before(k)):
                return False
            if self.folded[self.word[k - 1]] in context_words()["not_scheduled"]:
                return True
        return False

    def speaks_of_future(self, token: int) -> bool:
        """Return whether the clause before a token is in the future tense, by the nearest word that has a tense.

        «قال الأحد إنه سيزور دمشق الخميس» puts the Thursday ahead and leaves the Sunday behind.
        """
        for k in range(token, max(token - _LOOK_BACK, 0), -1):
            if CLAUSE_ENDS.intersection(self.gap_before(k)):
                return False
            word = self.word[k - 1]
            if k < token and _tells_past(self.folded[word], self.folded[self.word[k]]):
                return False
            if (tense := tense_of(self.surfaces[word], self.folded[word])) == SCHEDULED:
                return token - k < _SCHEDULE_BACK and not self._is_continuous(k - 1)
            if tense:
                return tense > 0
        return False


def _tells_past(word: str, after: str) -> bool:
    """Return whether a relative clause begins with a verb of the past: «سيزور المدينة التي قصفت الأحد»."""
    imperfect = after[:1] in _IMPERFECT and not (after.startswith("ت") and after.endswith("ت"))
    return word in context_words()["relatives"] and not imperfect


def _needs_tense(expression: Expression) -> bool:
    """Return whether the tense of its clause places an expression."""
    meaning = expression.meaning
    if isinstance(meaning, Range):
        return any(part is not None and _is_open(part) for part in (meaning.left, meaning.right))
    if isinstance(meaning, Duration):
        return meaning.relation in ("ahead", "within")
    return isinstance(meaning, Components) and _is_open(meaning)


def _is_open(date: Components) -> bool:
    """Return whether a date is open to several years or weeks."""
    return date.year is None and date.shift is None and date.direction is None
