"""The search for time expressions: each distinct word is looked up once, each distinct run of words parsed once."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Codes, Ints
from corpus_tools.dates.grammar.components import Expression
from corpus_tools.dates.grammar.date_words import Word, context_words, look_up_all
from corpus_tools.dates.grammar.durations import IN_UNIT
from corpus_tools.dates.grammar.expressions import WHOLE_TEXT_ONLY, parse_expressions
from corpus_tools.dates.grammar.false_friends import (
    MAYBE_HIJRI,
    Context,
    follows_name,
    is_false_friend,
    may_be_hijri_year,
    without_day,
)
from corpus_tools.dates.grammar.glued_months import take_apart
from corpus_tools.dates.grammar.run import Follower, Run, normalize_gap
from corpus_tools.dates.grammar.tense import SCHEDULED, is_imperfect, needs_tense, tells_past_of_man, tense_of
from corpus_tools.proclitics import has_article
from corpus_tools.tokens.tokenize import Tokens

_WIDEST_GAP = 8
_LOOK_BACK = 14
_SCHEDULE_BACK = 8
_AUXILIARY_BACK = 8
_LONGEST_QUERY = 24
_QUANTITY_BACK = 6
_BEFORE_VERB = ["قبل", "ان"]
# «عند العاشرة», «شاب في العشرين», «أطفال بين الخامسة والعاشرة»
_PLACING = frozenset(["عند", "في", "قرابه", "حوالي", "زهاء", "بين"])
_UNDER = "تحت"  # «المنتخب تحت 23»
_COUNTING = frozenset(["rate", IN_UNIT])  # rules that ask for a quantity before them
_LAST_OF_TITLES = frozenset(["اليوم", "الان"])
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
    past: bool = False  # its clause tells what befell someone


class _Parsed(NamedTuple):
    """An expression of a run, with tokens that are counted from the first of the run."""

    expression: Expression
    first: int
    last: int
    inner: int  # where its amount begins; see `Expression`


class Search:
    """The tokens of a corpus, what each word can mean, and the expressions of each distinct run of words.

    `moments` are the publication dates in seconds from 1970-01-01, None where unknown.
    """

    def __init__(self, tokens: Tokens, texts: Sequence[str], moments: list[int | None]) -> None:
        vocabulary, table = tokens.vocabulary, tokens.table
        columns = [table[name].to_numpy() for name in ("doc", "start", "end", "word")]
        self.surfaces: list[str]
        self.folded: list[str]
        self.surfaces, self.folded, columns = take_apart(
            vocabulary["surface"].tolist(), vocabulary["folded"].tolist(), columns
        )
        kinds = vocabulary["kind"].astype(object).tolist()
        kinds += ["word"] * (len(self.folded) - len(kinds))
        self.words: list[Word | None] = look_up_all(self.surfaces, self.folded, kinds)
        self.known = [(row, word) for row, word in enumerate(self.words) if word is not None]
        self.texts, self.moments = texts, moments
        self.docs, self.starts, self.ends, self.codes = columns
        # A view returns single numbers fast, and tens of thousands are asked for.
        self.doc, self.start, self.end, self.word = (column.data for column in columns)
        bounds = np.searchsorted(self.docs, np.arange(len(texts) + 1))
        self.per_doc, self.bounds = np.diff(bounds), bounds.data

    def find(self) -> Iterator[Found]:
        """Yield every expression that is no false friend, in order."""
        places = list(self._parse_runs())
        firsts = [first + parsed.first for parsed, first, _ in places]
        lasts = [first + parsed.last for parsed, first, _ in places]
        contexts = self._contexts(np.array(firsts, np.int64), np.array(lasts, np.int64))
        for (parsed, first, alone), a, b, context in zip(places, firsts, lasts, contexts, strict=True):
            expression, at = parsed.expression, a
            whole = alone and self._is_whole(a, b)
            if not whole and expression.rule in WHOLE_TEXT_ONLY:
                continue
            titled = context.last in _LAST_OF_TITLES and self._ends_title(a, context)
            if titled or is_false_friend(expression, context):
                if not may_be_hijri_year(expression, context):
                    continue
                expression = expression._replace(rule=MAYBE_HIJRI)
            if "day+month" in expression.rule and follows_name(expression, context):
                expression, at = self._behind_name(expression, a, b)
            if expression.rule in _COUNTING and not whole and not self.counts_before(at):
                continue
            forward = whole or (needs_tense(expression) and self.speaks_of_future(at))
            if expression.rule == "ahead" and context.after.startswith("س"):
                forward |= tense_of(context.after, context.after) > 0  # «مباراة العودة بعد أسبوعين ستكون صعبة»
            begin = first + parsed.inner if expression.rule == "ahead" and not forward and parsed.inner >= 0 else at
            yield Found(self.doc[a], *self.offsets(begin, b), expression, forward, whole, begin, b)

    def _ends_title(self, token: int, context: Context) -> bool:
        """Return whether «اليوم», «الآن» is the second of two words in a title: «الخليج اليوم», مبادرة «صحتي اليوم»."""
        if context.first != context.last or not context.before or token < 2:
            return False
        known = has_article(context.before) or self.folded[self.word[token - 2]] in context_words()["titled"]
        text, end = self.texts[self.doc[token]], self.end[token]
        quoted = not _QUOTES.isdisjoint(self.gap_before(token - 1)[-1:]) and text[end : end + 1] in _QUOTES
        return known and quoted

    def _behind_name(self, expression: Expression, first: int, last: int) -> tuple[Expression, int]:
        """Return what stands behind a day that names a place, and its first token: «بمدينة 6 أكتوبر أمس السبت»."""
        own = self.words[self.word[first]]
        words = ((k, self.words[self.word[k]]) for k in range(first, last))
        month = next((k for k, word in words if word is not None and "month" in word.senses), last)
        if own is None or own.numeral is None or "weekday" in own.senses or month == last:
            return expression, first
        return without_day(expression), month + 1

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of tokens without the proclitics before them, with the other one of a pair of brackets."""
        text, word = self.texts[self.doc[last]], self.words[self.word[first]]
        start, end = self.start[first] + (word.width if word is not None else 0), self.end[last]
        if text[end : end + 1] == ")":
            end += text.count("(", start, end) > text.count(")", start, end)
        if start and text[start - 1] == "(":
            start -= text.count(")", start, end) > text.count("(", start, end)
        return start, end

    def words_from(self, token: int, doc: int, count: int) -> list[str]:
        """List the folded words from a token on, as far as only space stands between."""
        words: list[str] = []
        for k in range(token, min(token + count, len(self.word))):
            if self.doc[k] != doc or (words and self.gap_before(k).strip()):
                break
            words.append(self.folded[self.word[k]])
        return words

    def runs(self) -> NDArray[np.int64]:
        """Return the runs of date words that contain one worth trying: first and last token of each."""
        kinds = np.zeros(len(self.words), np.uint8)  # a bit for each of the traits below
        for row, word in self.known:
            ordinal = word.definite and word.numeral is not None and word.text.endswith(("ه", "عشر", "ين"))
            placing = word.text in _PLACING or "age_bound" in word.senses
            kinds[row] = 1 | word.trigger << 1 | word.whole[:1].isdecimal() << 2 | placing << 3 | ordinal << 4
            kinds[row] |= ("of_it" in word.senses) << 5 | (word.text == _UNDER) << 6
        tokens = np.flatnonzero(np.take(kinds, self.codes))
        if not len(tokens):
            return np.empty((0, 2), np.int64)
        kind, docs = kinds[self.codes[tokens]], self.docs[tokens]
        trigger, digits, placing, ordinals, of_it, under = ((kind & (1 << bit)) != 0 for bit in range(1, 7))
        gap = self.starts[tokens[1:]] - self.ends[tokens[:-1]]
        near = (np.diff(tokens) == 1) & (docs[1:] == docs[:-1]) & (gap <= _WIDEST_GAP)
        pair = (digits[1:] & ((digits[:-1] & (gap > 0)) | under[:-1])) | (ordinals[1:] & placing[:-1])
        pair |= of_it[1:] & digits[:-1]
        trigger[1:] |= pair & near
        breaks = np.flatnonzero(~near)
        first, last = np.append(0, breaks + 1), np.append(breaks, len(tokens) - 1)
        count = np.concatenate(([0], np.cumsum(trigger)))
        wanted = count[last + 1] > count[first]
        # A short text that is nothing but date words may be a query: «ألفين وخمسة عشر».
        length = last - first + 1
        wanted |= (length == self.per_doc[docs[first]]) & (length <= _LONGEST_QUERY)
        return np.column_stack((tokens[first[wanted]], tokens[last[wanted]]))

    def _parse_runs(self) -> Iterator[tuple[_Parsed, int, bool]]:
        """Yield each expression, with the first token of its run and whether the run is the text.

        A run is nothing but its words and the gaps before them, so that the same words and gaps are parsed once, or
        once for each follower where a parser has asked what it is.
        """
        runs = self.runs()
        lengths = runs[:, 1] - runs[:, 0] + 1
        ends = np.cumsum(lengths)
        tokens = np.arange(lengths.sum()) + np.repeat(runs[:, 0] - ends + lengths, lengths)
        gaps, gap_of = self._number_gaps(tokens)
        alike, numbers = self._number_words()
        ids = numbers[self.codes[tokens]]
        keys = (ids * len(gaps) + gap_of).tobytes()
        words_here, gaps_here = [alike[k] for k in ids.tolist()], [gaps[k] for k in gap_of.tolist()]
        is_alone = (lengths == self.per_doc[self.docs[runs[:, 0]]]) & (lengths <= _LONGEST_QUERY + 1)
        known: dict[tuple[bytes, bool] | tuple[bytes, bool, Follower], list[_Parsed]] = {}
        asking: set[tuple[bytes, bool]] = set()  # those for which a parser has asked what follows
        start = 0
        for (first, last), end, alone in zip(runs.tolist(), ends.tolist(), is_alone.tolist(), strict=True):
            key = keys[8 * start : 8 * end], alone
            found = known.get((*key, self._follower(last)) if key in asking else key)
            if found is None:
                run = Run(words_here[start:end], gaps_here[start:end], partial(self._follower, last))
                found = [_locate(one, run) for one in parse_expressions(run, alone=alone)]
                if run.follower is not None:
                    asking.add(key)
                known[key if run.follower is None else (*key, run.follower)] = found
            for parsed in found:
                yield parsed, first, alone
            start = end

    def _number_words(self) -> tuple[list[Word], Ints]:
        """Return the words that differ for the grammar, and which of them each row of the vocabulary is."""
        numbers: dict[tuple[Any, ...], int] = {}
        alike: list[Word] = []
        number_of = np.zeros(len(self.words), np.int64)
        for row, word in self.known:
            traits = word.text, word.whole, word.joined, word.preposition, word.definite, *word.senses.items()
            number_of[row] = number = numbers.setdefault(traits, len(alike))
            if number == len(alike):
                alike.append(word)
        return alike, number_of

    def _number_gaps(self, tokens: Ints) -> tuple[list[str], Ints]:
        """Return the distinct normalized gaps before some tokens, and which of them stands before each."""
        numbers: dict[str, int] = {}
        found = self._gaps_before(tokens)
        known = {gap: numbers.setdefault(normalize_gap(gap[-_WIDEST_GAP:]), len(numbers)) for gap in set(found)}
        return list(numbers), np.array([known[gap] for gap in found], np.int64)

    def _gaps_before(self, tokens: Ints) -> list[str]:
        """Return the text between each token and the one before it; a line break at the head of a text, or past all."""
        inside = (tokens > 0) & (tokens < len(self.docs))
        here = np.where(inside, tokens, 0)
        docs = np.where(inside & (self.docs[here - 1] == self.docs[here]), self.docs[here], -1)
        spans = zip(docs.tolist(), self.ends[here - 1].tolist(), self.starts[here].tolist(), strict=True)
        return [self.texts[doc][start:end] if doc >= 0 else "\n" for doc, start, end in spans]

    def gap_before(self, token: int) -> str:
        """Return the text between a token and the one before it, or a line break at the head of a text."""
        if token == 0 or self.doc[token - 1] != self.doc[token]:
            return "\n"
        gap: str = self.texts[self.doc[token]][self.end[token - 1] : self.start[token]]
        return gap

    def clause_before(self, token: int, most: int) -> Iterator[int]:
        """Yield the tokens of the clause before a token, the nearest first."""
        doc = self.doc[token]
        first = max(token - most, self.bounds[doc])
        text, ends, starts = self.texts[doc], self.end[first:token].tolist(), self.start[first : token + 1].tolist()
        for k in range(token - first - 1, -1, -1):
            gap = text[ends[k] : starts[k + 1]]
            if gap != " " and not CLAUSE_ENDS.isdisjoint(gap):
                return
            yield first + k

    def tokens_near(self, token: int, most: int) -> range:
        """Return the tokens of a document around a token."""
        first, after = self.bounds[self.doc[token] : self.doc[token] + 2].tolist()
        return range(max(token - most, first), min(token + most, after))

    def _follower(self, last: int) -> Follower:
        """Return what stands behind the last token of a run (see `Run`)."""
        word = self.after(last)
        return "counted" if word in context_words()["counted"] else "word" if word else "none"

    def _is_whole(self, a: int, b: int) -> bool:
        """Return whether a document contains nothing but an expression and the prepositions around it."""
        first, after = self.bounds[self.doc[a] : self.doc[a] + 2].tolist()
        others = (self.words[self.word[k]] for k in (*range(first, a), *range(b + 1, after)))
        return all(word is not None and {"preposition", "approximate"} & word.senses.keys() for word in others)

    def beside(self, token: int) -> str:
        """Return the folded word before a token, empty where punctuation or a line break stands between."""
        return self.folded[self.word[token - 1]] if _is_blank(self.gap_before(token)) else ""

    def after(self, token: int) -> str:
        """Return the folded word after a token, empty where punctuation or nothing follows."""
        after = token + 1
        return self.folded[self.word[after]] if after < len(self.word) and _is_blank(self.gap_before(after)) else ""

    def counts_before(self, token: int) -> bool:
        """Return whether a quantity stands in the few words before a token: «ألفي برميل في اليوم»."""
        quantities = context_words()["quantities"]
        for k in self.clause_before(token, _QUANTITY_BACK):
            word, folded = self.words[self.word[k]], self.folded[self.word[k]]
            if word is not None and word.numeral is not None and not word.definite:
                return True
            if folded in quantities or (len(folded) > 3 and folded.endswith("ين") and not has_article(folded)):
                return True
        return False

    def _contexts(self, firsts: Ints, lasts: Ints) -> Iterator[Context]:
        """Return the context of the tokens from each of `firsts` to each of `lasts`."""
        folded, word, final = [*self.folded, ""], self.codes, len(self.codes) - 1
        previous, following, doc = np.maximum(firsts - 1, 0), np.minimum(lasts + 1, final), self.docs[lasts]
        is_near = (previous < firsts) & (self.docs[previous] == doc)
        is_near_too = (following > lasts) & (self.docs[following] == doc)
        begin, end = self.starts[firsts], self.ends[lasts]
        glued = is_near_too & (self.starts[following] == end)
        bounds = np.where(is_near, self.ends[previous], begin), begin, end
        ahead = np.where(is_near_too, self.starts[following], end + 1)  # the text may end with punctuation
        gaps, closings = self._cut(doc, *bounds, ahead)
        is_near &= _are_blank(gaps)
        before = np.where(is_near, word[previous], -1)
        before_that = np.full(len(firsts), -1)
        further = previous[is_near]
        before_that[is_near] = np.where(_are_blank(self._gaps_before(further)), word[np.maximum(further - 1, 0)], -1)
        opened = np.array([gap[-1:] in _QUOTES and "\n" not in gap for gap in gaps], np.bool_)
        named_by = np.where(opened, word[previous], -1)
        bracketed = np.array([gap != " " and gap.strip() == "(" for gap in gaps], np.bool_)
        # «(1640) سلة»
        enclosed = np.array([gap != " " and gap.strip() == ")" for gap in closings], np.bool_) & bracketed
        is_near_too &= _are_blank(closings) | enclosed
        after = np.where(is_near_too, word[following], -1)
        then = np.full(len(lasts), -1)
        further = following[is_near_too] + 1
        then[is_near_too] = np.where(_are_blank(self._gaps_before(further)), word[np.minimum(further, final)], -1)
        return map(
            Context,
            *([folded[k] for k in ids.tolist()] for ids in (before, before_that, named_by, after, then)),
            *(
                ["" if (own := self.words[k]) is None else own.text for k in word[tokens].tolist()]
                for tokens in (firsts, lasts)
            ),
            bracketed.tolist(),
            [is_open and gap[:1] in _QUOTES for is_open, gap in zip(opened.tolist(), closings, strict=True)],
            glued.tolist(),
            [self.moments[k] for k in doc.tolist()],
        )

    def _cut(self, docs: Codes, *bounds: Codes) -> tuple[list[str], list[str]]:
        """Return two pieces of the text of each document, by their bounds."""
        places = zip(docs.tolist(), *(column.tolist() for column in bounds), strict=True)
        pieces = [((text := self.texts[doc])[a:b], text[c:d]) for doc, a, b, c, d in places]
        return [before for before, _ in pieces], [behind for _, behind in pieces]

    def _is_continuous(self, token: int) -> bool:
        """Return whether a verb in the present says what was going on: «كان الفريق يلتقي», «وهو يزور»."""
        # «وهو من المتوقع أن يصل» is ahead all the same.
        auxiliaries = context_words()["was" if self.beside(token) == "ان" else "not_scheduled"]
        return any(self.folded[self.word[k]] in auxiliaries for k in self.clause_before(token, _AUXILIARY_BACK))

    def speaks_of_future(self, token: int) -> bool:
        """Return whether the clause before a token is in the future tense, by the nearest word that has a tense.

        «قال الأحد إنه سيزور دمشق الخميس» puts the Thursday ahead and leaves the Sunday behind.
        """
        first = max(token - _LOOK_BACK, self.bounds[self.doc[token]])
        text, starts = self.texts[self.doc[token]], self.start[first : token + 1].tolist()
        words, ends = self.word[first:token].tolist(), self.end[first:token].tolist()
        relatives = context_words()["relatives"]
        for k in range(token - first - 1, -1, -1):
            gap = text[ends[k] : starts[k + 1]]
            if gap != " " and not CLAUSE_ENDS.isdisjoint(gap):
                return False
            word = words[k]
            folded = self.folded[word]
            if folded in relatives and k + 1 < len(words) and not is_imperfect(self.folded[words[k + 1]]):
                return False  # «سيزور المدينة التي قصفت الأحد»
            if (tense := tense_of(self.surfaces[word], folded)) == SCHEDULED:
                if k > 1 and [self.folded[other] for other in words[k - 2 : k]] == _BEFORE_VERB:
                    continue  # «تراجع قبل أن يصل في مارس» is as past as what was before
                if k + 1 < len(words) and tells_past_of_man(folded, self.folded[words[k + 1]]):
                    return False
                near = len(words) - k <= _SCHEDULE_BACK or bool(CLAUSE_ENDS.intersection(self.gap_before(first + k)))
                return near and not self._is_continuous(first + k)
            if tense:
                return tense > 0
        if first != self.bounds[self.doc[token]]:
            return False
        planned, drones = context_words()["planned"], context_words()["drone_before"]
        headline = [self.folded[word] for word in words]
        # «مسيرة السبت», not «طائرة مسيرة السبت»
        return any(word in planned and not (k and headline[k - 1] in drones) for k, word in enumerate(headline))


def _locate(expression: Expression, run: Run) -> _Parsed:
    """Return an expression with its tokens."""
    inner = run.index[expression.inner] if expression.inner >= 0 else -1
    return _Parsed(expression, run.index[expression.start], run.last[expression.end - 1], inner)


def _is_blank(gap: str) -> bool:
    """Return whether a gap is white space without a line break."""
    return gap == " " or not ("\n" in gap or gap.strip())


def _are_blank(gaps: list[str]) -> Bools:
    """Return which gaps are white space without a line break."""
    return np.fromiter(map(_is_blank, gaps), np.bool_, len(gaps))
