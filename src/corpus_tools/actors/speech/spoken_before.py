"""Who spoke before in a document: to whom speech without a subject goes on, and whom «الوكالة» points back to."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice, pairwise

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.speech.finite_verbs import is_common_noun
from corpus_tools.actors.speech.noun_phrases import NounPhrase
from corpus_tools.actors.speech.objects import is_named_person
from corpus_tools.actors.speech.placed_mentions import FIRM, MentionRow
from corpus_tools.actors.speech.reporting_verbs import agree, word_list
from corpus_tools.actors.speech.sentence_words import SentenceWords
from corpus_tools.actors.speech.speaker_actors import NOBODY, Actor
from corpus_tools.proclitics import ARTICLE

_BACK = 3
#: How many speakers and mentions before are looked at: what stands further back in a long document is of another story.
_FAR = 200
#: They may stand before the noun that they point back with.
_SAME = frozenset({"نفس", "ذات", "نص"})
#: So many words may stand behind a noun that points back: «الوكالة الروسية نفسها».
_MAX_WORDS = 3
_LONGEST_NOUN = 20
#: Letters and words between which an adjective of origin and its noun stand: «المتحدث الرسمي باسم الجيش السوداني».
_LONGEST_BODY, _WORDS_OF_BODY, _WORDS_OF_NAME = 50, 5, 3
_LETTERS = 3
_SIGNS = re.compile(r"[^\w\s]")


@dataclass(slots=True)
class _Speaker:
    """A speaker of before."""

    gender: str
    noun: str  # the first word, folded, without its article
    keys: list[str]  # all words, folded
    actor: Actor
    is_main: bool  # whether it is no speaker whom another one quotes


@dataclass(slots=True)
class SpokenBefore:
    """The speakers of a document so far, in order."""

    speakers: deque[_Speaker] = field(default_factory=partial(deque, maxlen=_FAR))
    nouns: dict[int, set[str]] = field(default_factory=dict)  # of the mentions that were looked at, by their start

    def add(self, words: SentenceWords, phrase: NounPhrase, gender: str, actor: Actor, *, is_main: bool) -> None:
        """Remember a speaker."""
        noun, keys = _head(words, phrase).removeprefix(ARTICLE), words.keys[phrase.first : phrase.stop]
        self.speakers.append(_Speaker(gender, noun, keys, actor, is_main))

    def last(self, gender: str) -> Actor:
        """Return the last actor that may go on speaking with a verb of this gender."""
        main = [one for one in self.speakers if one.is_main][-_BACK:]
        return next((one.actor for one in reversed(main) if agree(one.gender, gender)), NOBODY)

    def resolve(self, words: SentenceWords, phrase: NounPhrase, actor: Actor, before: Iterator[MentionRow]) -> Actor:
        """Return whom a speaker means that is named by a noun alone or as before («الوكالة»); else its own actor.

        `before` are the mentions of the document that stand before it, the last one first.
        """
        before = islice(before, _FAR)
        size, keys = phrase.stop - phrase.first, words.keys[phrase.first : phrase.stop]
        head = "" if actor.kind in FIRM else _head(words, phrase)
        noun = head.removeprefix(ARTICLE)
        is_outlet = noun in word_list("outlets")
        bearer = self._bearer(words, phrase, head, before) if size == 1 and actor == NOBODY else None
        if noun == head or size > _MAX_WORDS or (actor.kind is not None and not is_outlet):
            may_be_short = actor == NOBODY and noun == head
            return actor if not may_be_short else bearer or (self._in_full(keys) if size > 1 else NOBODY)
        if size == 1 or is_outlet or not word_list("same").isdisjoint(keys):
            return self._pointed_at(words, noun, actor, before, bearer=bearer, is_alone=size == 1)
        return self._in_full(keys) if actor == NOBODY else actor

    def _pointed_at(
        self,
        words: SentenceWords,
        noun: str,
        actor: Actor,
        before: Iterator[MentionRow],
        *,
        bearer: Actor | None,
        is_alone: bool,
    ) -> Actor:
        """Return whom a definite noun points back to: «الوكالة»; else its own actor."""
        same = [one.actor for one in self.speakers if one.noun == noun]
        spoken = next((one for one in reversed(same) if one != NOBODY), bearer)
        if spoken is not None:
            return spoken
        if ARTICLE + noun in word_list("back"):
            last = self.last("")
            if last != NOBODY or same or not is_alone:
                return last
        by_origin = is_alone and actor == NOBODY and not same
        is_outlet = noun in word_list("outlets")
        return next(self._named(words.text, noun, before, is_outlet=is_outlet, by_origin=by_origin), actor)

    def _named(
        self, text: str, noun: str, before: Iterator[MentionRow], *, is_outlet: bool, by_origin: bool
    ) -> Iterator[Actor]:
        """Yield the actors, the last one first, whose name begins with a noun, or follows it: «وكالة الأناضول».

        `by_origin` tells to yield those, too, whose adjective stands behind the noun: «وزارة الصحة الفلسطينية».
        """
        of_origin, behind = NOBODY, 0
        for start, end, actor_id, kind, actor_type in before:
            if of_origin != NOBODY and not (end + 1 == behind and kind in FIRM):  # «وكالة الأناضول التركية»
                yield of_origin
            of_origin = NOBODY
            if kind == "adjective":
                if by_origin and noun in _nouns_of_adjective(text[max(0, start - _LONGEST_BODY) : start]):
                    of_origin, behind = Actor(actor_id, kind), start
                continue
            nouns = self.nouns.get(start)
            if nouns is None:
                ahead = [] if actor_type in PERSONS else text[max(0, start - _LONGEST_NOUN) : start].split()[-1:]
                name = text[start:end].split()
                last = [word for word in name[-1:] if len(word) > _LETTERS]  # not «أم» of «إف أم»
                nouns = {_bare(word) for word in (*name[:1], *last, *ahead)}
                self.nouns[start] = nouns
            if noun in nouns or (is_outlet and actor_type == "media"):
                yield Actor(actor_id, kind)
        if of_origin != NOBODY:
            yield of_origin

    def _bearer(
        self, words: SentenceWords, phrase: NounPhrase, word: str, before: Iterator[MentionRow]
    ) -> Actor | None:
        """Return the actor of whoever was named in full before by a name that now stands alone, None without."""
        if word in word_list("back"):  # most often
            return None
        is_name = not is_common_noun(words.surface(phrase.first).removeprefix("ال"))
        for one in reversed(self.speakers):
            for given, family in pairwise(one.keys) if word in one.keys else ():
                if family == word and (is_name or is_named_person(given)):
                    return one.actor
        if word.startswith(ARTICLE):
            return None
        for start, end, actor_id, kind, actor_type in before:
            if (actor_type in PERSONS and _ends_in(words.text[start:end], word)) or (
                kind == "adjective" and is_name and _names_official(words.text, start, end, word)
            ):
                return Actor(actor_id, kind)
        return None

    def _in_full(self, keys: list[str]) -> Actor:
        """Return the actor of the last speaker that began with some words: «رئيس الحكومة فلان»."""
        longer = (one.actor for one in reversed(self.speakers) if one.keys[: len(keys)] == keys)
        return next(longer, NOBODY)


def _head(words: SentenceWords, phrase: NounPhrase) -> str:
    """Return the first word of a phrase, or the one behind «نفس», folded, without the و before its article."""
    word = words.keys[phrase.first]
    if word in _SAME and phrase.stop > phrase.first + 1:
        word = words.keys[phrase.first + 1]
    return word[1:] if word.startswith("وال") else word


@lru_cache(maxsize=2**14)
def _ends_in(name: str, word: str) -> bool:
    """Return whether the name of a person has some words, of which a folded one is the last."""
    return " " in name and _bare(name.rsplit(maxsplit=1)[-1]) == word


def _names_official(text: str, start: int, end: int, word: str) -> bool:
    """Return whether a name with a folded word follows an adjective of origin: «الناطق باسم الجيش التركي فلان»."""
    behind = _SIGNS.split(text[end : end + _LONGEST_BODY])[0].split()[:_WORDS_OF_NAME]
    if word not in map(_bare, behind):
        return False
    return not _nouns_of_adjective(text[max(0, start - _LONGEST_BODY) : start]).isdisjoint(word_list("persons"))


@lru_cache(maxsize=2**14)
def _nouns_of_adjective(before: str) -> frozenset[str]:
    """Return the nouns that an adjective of origin behind some words may belong to, folded: «وزارة الصحة»."""
    clause = _SIGNS.split(before)[-1]
    return frozenset(map(_bare, clause.split()[-_WORDS_OF_BODY:]))


@lru_cache(maxsize=2**14)
def _bare(word: str) -> str:
    """Return a word folded and without its article."""
    return key(word).removeprefix(ARTICLE)
