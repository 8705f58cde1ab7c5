"""Whether an event of the table is meant where its name stands: «بداية الأزمة» is that of Lebanon in Lebanon's news."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain

from corpus_tools.calendars.arithmetic import DAY, civil_from_days
from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.search import CLAUSE_ENDS, Search
from corpus_tools.dates.named_events import EventName, first_forms
from corpus_tools.proclitics import has_article
from corpus_tools.script import fold

_NEAR = 25  # how many words to each side are looked at, within the sentence
_INTO = frozenset(["في", "ب"])
_NISBA_ENDINGS = ("ون", "ين", "ان", "ات", "ه")


class EventSettings:
    """Where the events of a table are meant in the documents of a search."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.words: dict[int, Counter[str]] = {}  # the folded words of each document that was looked at

    def fits(self, name: EventName, first: int, after: int, doc: int) -> bool:
        """Return whether a name from one token up to another means the event.

        A short name holds where the country of the event, by its words `near`, is the one that the document names most,
        or is named in the sentence and no other country stands twice as often in the document; and where neither the
        words behind it («الثورة الليبية») nor the years of its sentence («عام 1976») tell of another event, nor did the
        document come out before this one.
        """
        if not name.near:
            return True
        moment = self.search.moments[doc]
        if moment is not None and moment < name.event.start:
            return False
        behind = self.search.words_from(after, doc, 2)
        if behind and has_article(behind[0]) and behind[0] not in name.near:
            return False
        if len(behind) == 2 and behind[0] in _INTO and behind[1] not in name.near:
            return False
        sentence = list(self._sentence(first, after, doc))
        began = civil_from_days(name.event.start // DAY)[0]
        years = [int(word) for word in sentence if word.isdecimal() and len(word) == 4 and 1900 <= int(word) <= 2099]
        if years and max(years) < began:
            return False
        own, most = self._named(name, doc)
        return own >= max(most, 1) or (
            2 * own > most and not name.near.isdisjoint(chain.from_iterable(map(first_forms, sentence)))
        )

    def _sentence(self, first: int, after: int, doc: int) -> Iterator[str]:
        """Yield the folded words of the sentence around tokens, as far as they are near."""
        search = self.search
        yield from (search.folded[search.word[k]] for k in search.clause_before(first, _NEAR))
        for k in range(after, min(after + _NEAR, search.bounds[doc + 1])):
            if CLAUSE_ENDS.intersection(search.gap_before(k)):
                return
            yield search.folded[search.word[k]]

    def _named(self, name: EventName, doc: int) -> tuple[int, int]:
        """Count how often a document names the country of an event, and the other country that it names most.

        A country in the name of the event («الغارات الروسية») is no other one.
        """
        if doc not in self.words:
            begin, end = self.search.bounds[doc : doc + 2]
            self.words[doc] = Counter(self.search.folded[k] for k in self.search.word[begin:end].tolist())
        home = {country_of(word) for word in name.near} - {None}
        parties = {country_of(word) for word in name.rest}
        own, others = 0, Counter[str]()
        for word, n in self.words[doc].items():
            country = country_of(word)
            if country in home or not name.near.isdisjoint(first_forms(word)):
                own += n
            elif country is not None and country not in parties:
                others[country] += n
        return own, max(others.values(), default=0)


@cache
def country_of(folded: str) -> str | None:
    """Return the country that a folded word names, by its name or the adjective that belongs to it."""
    countries = _countries()
    for form in first_forms(folded):
        bare = form.removeprefix("ال")
        endings = (bare, *(bare.removesuffix(ending) for ending in _NISBA_ENDINGS if bare.endswith(ending)))
        for text in (form, *endings):
            if text in countries:
                return countries[text]
    return None


@cache
def _countries() -> dict[str, str]:
    """Map the folded names and adjectives of countries to their codes."""
    return {fold(form): code for code, forms in load_table("countries").items() for form in forms}
