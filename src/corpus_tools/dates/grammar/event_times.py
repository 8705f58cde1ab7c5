"""Times counted from events: «بداية الحرب», «العام السابع من الحرب», «بعد عامين من الثورة», «هجمات 11 سبتمبر»."""

from collections.abc import Iterator
from itertools import chain, islice

import numpy as np

from corpus_tools.dates.grammar.clause_words import clause_words
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Range
from corpus_tools.dates.grammar.date_words import Word, context_words
from corpus_tools.dates.grammar.event_settings import EventSettings
from corpus_tools.dates.grammar.open_ends import bound_before
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.search import Found, Search
from corpus_tools.dates.named_events import Event, EventNames, EventPoint, first_forms
from corpus_tools.proclitics import bare_stems, spellings

_ANNIVERSARY_BACK = 4
_LONGEST_NAME = 7
_DASHES = frozenset(["", "-", "–", "/"])
_LONGEST_BOUND = 3  # «اعتبارا من», «إلى حدود», with «نحو»


class EventSearch:
    """The search for events beside the time expressions of a corpus."""

    def __init__(self, search: Search, names: EventNames) -> None:
        self.search, self.names = search, names
        words = context_words()
        self.edge_of = dict.fromkeys(words["outbreak"], "start") | dict.fromkeys(words["closing"], "end")
        self.nouns = words["event_nouns"]  # of events that no table needs to know
        self.settings = EventSettings(search)
        self.recalled = -_LONGEST_BOUND  # the last token of the last date that recalls an event

    def anchor(self, found: Found) -> Found:
        """Count an expression from the event beside it, if any."""
        meaning, rule = found.expression.meaning, found.expression.rule
        if rule == "numbered" and isinstance(meaning, Components) and meaning.nth is not None:
            if (event := self._event_after(found.last) or self._event_before(found.first, found.doc)) is not None:
                return _with(found, Components(event=EventPoint(event, "ordinal", *meaning.nth)), "event_ordinal")
        elif rule in ("ago_event", "ahead_event") and isinstance(meaning, Duration):
            event = self._event_after(found.last)
            count, unit = meaning.amounts[0]
            if event is not None and count is not None and len(meaning.amounts) == 1:
                point = EventPoint(event, "offset", count if rule == "ahead_event" else -count, unit)
                return _with(found, Components(event=point), "event_offset")
        elif rule in ("day+month", "month") and isinstance(meaning, Components) and meaning.direction is None:
            return self._recalled(found, meaning)
        elif rule == "range" and isinstance(meaning, Range) and _is_of_months(meaning) and self._recalls(found):
            left, right = (end and end._replace(recalled=True) for end in meaning[:2])
            expression = found.expression._replace(meaning=meaning._replace(left=left, right=right))
            return found._replace(expression=expression)
        return found

    def _recalls(self, found: Found) -> bool:
        """Return whether the word before a date makes it the name of an event: «ثورة 25 يناير»."""
        before = self.search.beside(found.first)
        forms, lists = (before, *first_forms(before)), context_words()
        if not lists["recalled_before"].isdisjoint(forms):
            return True
        if lists["befell"].isdisjoint(forms):
            return False
        # «ذكرى انفجار 4 آب», «الذكرى الثانية لانفجار 4 آب»
        near = islice(clause_words(self.search, found.first), _ANNIVERSARY_BACK)
        return any(not lists["anniversary"].isdisjoint(bare_stems(word)) for word in near)

    def _recalled(self, found: Found, date: Components) -> Found:
        """Place a date without a year that is the name of an event or recalls one long past: «هجمات 11 سبتمبر»."""
        before = self.search.beside(found.first)
        if not before:
            return found
        if (event := self._match(found.first - 1, found.doc)) is not None:
            point = Components(event=EventPoint(event[1], "start"))
            return _with(found, point, "event_name", bound=self._bound_before(found.first - 1))
        if not (self._recalls(found) or self._goes_on(found)):
            return found
        self.recalled = found.last
        return _with(found, date._replace(recalled=True), found.expression.rule)

    def _goes_on(self, found: Found) -> bool:
        """Return whether a date is joined to one that recalls an event: «ثورة 14 جانفي و17 ديسمبر», «… - 14 جانفي»."""
        search, between = self.search, range(self.recalled + 1, found.first + 1)
        if not 0 < len(between) <= 2 or search.doc[self.recalled] != found.doc:
            return False
        beside = len(between) == 1 and search.gap_before(found.first).strip() in _DASHES
        return beside or search.folded[search.word[between[0]]].startswith("و")

    def _event_after(self, token: int) -> Event | None:
        """Return the event named after a token, with «من» or «ل» between."""
        after = self.search.after(token)
        if not after:
            return None
        found = self._match(token + 2, self.search.doc[token]) if after in ("من", "علي") else None
        found = found or self._match(token + 1, self.search.doc[token])
        return None if found is None else found[1]

    def _event_before(self, token: int, doc: int) -> Event | None:
        """Return the event whose name ends before a token, as «عامها» points back at it: «دخلت الحرب عامها السابع»."""
        word = self.search.words[self.search.word[token]]
        if word is None or "own_unit" not in word.senses:
            return None
        starts = range(token - 1, max(token - _LONGEST_NAME, self.search.bounds[doc]) - 1, -1)
        found = ((self._match(start, doc), token - start) for start in starts)
        return next((match[1] for match, width in found if match is not None and match[0] == width), None)

    def _match(self, token: int, doc: int) -> tuple[int, Event] | None:
        """Match the name of an event that begins at a token, and is meant there."""
        words = self.search.words_from(token, doc, _LONGEST_NAME)
        found = self.names.matches(words) if words else iter(())
        return next(
            ((end, name.event) for end, name in found if self.settings.fits(name, token, token + end, doc)), None
        )

    def edges(self) -> Iterator[Found]:
        """Yield «بداية الحرب», «اندلاع الثورة»: the edge of an event, in a table or not."""
        search = self.search
        if len(search.word) < 2:
            return
        is_edge, is_head = (
            np.array([word in written and not forms.isdisjoint(first_forms(word)) for word in search.folded], np.bool_)
            for forms in (frozenset(self.edge_of), self.names.heads.keys() | self.nouns)
            for written in (set(chain.from_iterable(map(spellings, forms))),)
        )
        codes, docs = search.codes, search.docs
        edges = np.flatnonzero(is_edge[codes[:-1]])
        pairs = edges[is_head[codes[edges + 1]] & (docs[edges] == docs[edges + 1])]
        for token in pairs.tolist():
            if search.beside(token + 1):
                yield from self._edge(token)

    def _edge(self, token: int) -> Iterator[Found]:
        """Yield the edge of the event that begins after a token."""
        doc = self.search.doc[token]
        forms = first_forms(self.search.folded[self.search.word[token]])
        how = next(self.edge_of[form] for form in forms if form in self.edge_of)
        if (found := self._match(token + 1, doc)) is not None:
            last, event = token + found[0], found[1]
        elif self.search.folded[self.search.word[token + 1]] in self.nouns:
            last, event = token + 1, None
        else:
            return
        date = Components(event=EventPoint(event, how))
        start, end = self.search.offsets(token, last)
        expression = Expression(0, 0, date, "event_edge", bound=self._bound_before(token))
        yield Found(doc, start, end, expression, False, False, token, last)

    def _bound_before(self, token: int) -> str:
        """Return the bound that the words before a token give to what follows: «منذ», «اعتبارا من»."""
        words = [Word("-", "-")]
        while len(words) <= _LONGEST_BOUND and self.search.beside(token):
            token -= 1
            if (word := self.search.words[self.search.word[token]]) is None:
                break
            words.insert(0, word)
        run = Run(words, [""] * len(words))
        return bound_before(run, len(run.words) - 1)


def _is_of_months(dates: Range) -> bool:
    """Return whether both ends of a range name a month and no year."""
    return all(end is not None and end.month is not None and end.year is None for end in dates[:2])


def _with(found: Found, date: Components, rule: str, *, bound: str | None = None) -> Found:
    """Return an expression with another meaning."""
    bound = found.expression.bound if bound is None else bound
    return found._replace(expression=found.expression._replace(meaning=date, rule=rule, bound=bound))
