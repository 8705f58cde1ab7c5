"""The noun phrase that names a speaker: where it begins and ends among the words around a verb."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.compiled_names import PERSONS
from corpus_tools.actors.speech.finite_verbs import is_common_noun
from corpus_tools.actors.speech.openings import is_verb
from corpus_tools.actors.speech.reporting_verbs import asides, is_listener, word_list
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    AUXILIARY,
    BRACKET,
    COLON,
    COMMA,
    CONNECTIVE,
    ENDS,
    GOVERNOR,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PARTICIPLE,
    RELATIVE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.data_files import load_table

_MAX_WORDS = 16
_MAX_APPOSITION = 8
#: Prepositions inside an office: «الناطق باسم الحزب», «مدير فرع في الوزارة».
_LINKS = frozenset({"في", "باسم", "من", "لدي"})
_FIRM = frozenset({"name", "metonym", "description"})
_AT = frozenset({"في", "لدي"})
_NAME_LINKS = frozenset({"بن", "ابن", "ال", "بو", "ابو", "عبد"})
#: The first letters of words that may be finite verbs, or have a preposition.
_MARKED = frozenset("يتسل")
_TRAILING = frozenset({"في", "من", "علي", "الي", "عن", "مع", "و", "ل", "ب", "لدي", "باسم"})


class Mention(NamedTuple):
    """A mention of a known actor, and its first and last word in the sentence."""

    start: int
    end: int
    actor_id: str
    kind: str
    actor_type: str
    first: int = -1
    last: int = -1
    proclitic: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person."""
        return self.kind == "name" and self.actor_type in PERSONS


@dataclass(slots=True)
class MentionsOfSentence:
    """The mentions of known actors in a sentence, in order, and by their first word."""

    all: list[Mention] = field(default_factory=list)
    by_word: dict[int, Mention] = field(default_factory=dict)

    @classmethod
    def of(cls, words: SentenceWords, mentions: Iterable[Mention]) -> "MentionsOfSentence":
        """Place mentions among the words of a sentence."""
        found = cls()
        for mention in mentions:
            first = bisect_right(words.starts, mention.start) - 1
            if first < 0:
                continue
            begin = words.starts[first]
            proclitic = key(words.text[begin : mention.start]) if begin < mention.start else ""
            last = max(first, bisect_left(words.starts, mention.end) - 1)
            placed = mention._replace(first=first, last=last, proclitic=proclitic)
            found.all.append(placed)
            found.by_word.setdefault(first, placed)
        return found


class NounPhrase(NamedTuple):
    """The words of a speaker, from first up to stop, and its span in the text."""

    first: int
    stop: int
    start: int
    end: int


@cache
def _titles() -> frozenset[str]:
    """Return the words before the names of persons."""
    return frozenset(key(word) for words in load_table("actor_titles")["persons"].values() for word in words)


@dataclass(slots=True)
class PhraseCutter:
    """Cuts noun phrases out of a sentence."""

    words: SentenceWords
    mentions: MentionsOfSentence

    def cut(self, first: int, stop: int, *, takes_object: bool = False) -> NounPhrase | None:
        """Return the noun phrase that the words from first up to stop begin with, past what steps aside before it.

        `takes_object` tells that an object may follow it.
        """
        first = self._skip_asides(first, stop)
        if first >= stop or not self._may_begin(first):
            return None
        end = self._find_end(first, min(stop, first + _MAX_WORDS), takes_object=takes_object)
        while end > first + 1 and self.words.keys[end - 1] in _TRAILING:
            end -= 1
        if end == first + 1 and self.words.keys[first].isdigit():
            return None
        start = self.words.starts[first]
        head = self.mentions.by_word.get(first)
        if head is not None and head.proclitic in {"و", "ف"}:
            start = head.start
        elif self.words.keys[first][:3] in {"وال", "فال"}:
            start += 1
        return NounPhrase(first, end, start, self.words.ends[end - 1])

    def _skip_asides(self, at: int, stop: int) -> int:
        """Step over adverbs, asides and those who are spoken to."""
        keys, roles = self.words.keys, self.words.roles
        while at < stop:
            if not roles[at] and keys[at][:1] != "ل" and keys[at] not in asides():
                return at
            if roles[at] & ADVERB and not self.mentions.by_word.get(at):
                at += 1
                continue
            aside = next((one for one in asides().get(keys[at], ()) if tuple(keys[at : at + len(one)]) == one), None)
            if aside is not None and at + len(aside) <= stop:
                at += len(aside)
                continue
            past = self._past_listener(at)
            if past == at:
                return at
            at = past
        return at

    def _past_listener(self, at: int) -> int:
        """Return the word behind those who are spoken to: «قال لوكالة رويترز مسؤول إن»."""
        mention, word = self.mentions.by_word.get(at), self.words.keys[at]
        if mention is not None and mention.proclitic in {"ل", "لل"}:
            return mention.last + 1 if mention.actor_type == "media" else at
        if is_listener(word):
            following = self.mentions.by_word.get(at + 1)
            return following.last + 1 if following is not None and following.actor_type == "media" else at + 1
        if word == "ل" and (following := self.mentions.by_word.get(at + 1)) is not None and following.actor_type == "media":
            return following.last + 1
        return at

    def _may_begin(self, at: int) -> bool:
        """Return whether a speaker may begin with a word."""
        role, word = self.words.roles[at], self.words.keys[at]
        mention = self.mentions.by_word.get(at)
        if mention is not None:
            return mention.proclitic in {"", "و", "ف"}
        if self.words.has_preposition(at):
            return False
        if word == "والي":
            return self.words.surface(at) == "والي"
        if word in word_list("determiners"):
            return at + 1 < self.words.size and self.words.keys[at + 1] != "ما" and not self.words.roles[at + 1] & OPENER
        if word == "علي":
            return self.words.surface(at).endswith("ي")
        if role & (NO_SPEAKER | RELATIVE | CONNECTIVE | OPENER | GOVERNOR | ENDS | NEGATION | AUXILIARY | PARTICIPLE | SAYING):
            return False
        if role & VERB and is_verb(self.words, at):
            return False
        return not self.words.is_imperfect(at) and not self.words.is_adverbial(at)

    def _find_end(self, first: int, stop: int, *, takes_object: bool) -> int:
        """Return the word behind a noun phrase."""
        words, keys, roles = self.words, self.words.keys, self.words.roles
        mention = self.mentions.by_word.get(first)
        head = keys[first]
        closed = mention is not None and mention.kind in _FIRM
        is_name = closed
        at = first + 1 + (head in word_list("determiners")) if mention is None else mention.last + 1
        at = min(stop, at)
        while at < stop:
            signs, role, word = words.signs[at - 1], roles[at], keys[at]
            mention = self.mentions.by_word.get(at)
            if not (signs or role or is_name or takes_object) and mention is None and word[:1] not in _MARKED and word[-1:] != "ا":
                at += 1  # most words: none of what follows is about them
                continue
            if signs & (STOP | COLON | BRACKET):
                break
            if signs & COMMA:
                return self._past_apposition(at, stop)
            if word in word_list("same"):
                at += 1
                continue
            if mention is not None and mention.is_person and not mention.proclitic:
                if closed and self._ends_in_person(first, at):
                    break
                closed = is_name = True
                at = min(stop, mention.last + 1)
                continue
            if role & (RELATIVE | CONNECTIVE | OPENER | ADVERB | NEGATION | AUXILIARY | SAYING) and word not in {"من", "هو"}:
                break
            if role & (VERB | PARTICIPLE) and is_verb(words, at):
                break
            if role & ENDS and not self._continues_by_preposition(at, head, closed):
                break
            if word in _AT and (is_name or at + 1 >= stop or self._is_occasion(at + 1)):
                break
            if word in {"من", "عن", "مع", "حول", "منذ", "ضد", "لهم", "لنا"} and (
                is_name or at + 1 >= stop or word not in {"من", "عن"} or not self._belongs(at, head)
            ):
                break
            if is_listener(word) or (mention is not None and mention.proclitic in {"ل", "لل"} and self._is_told(at, mention)):
                break
            if word in {"ل", "لي"} and at + 1 < stop and self._is_told_name(at + 1):
                break
            if is_name and not self._extends_name(at, mention):
                break
            if takes_object and mention is not None and mention.kind in _FIRM and self._is_complete(at):
                break
            if takes_object and mention is None and self._is_object(at):
                break
            if mention is None and (words.is_imperfect(at) or words.is_adverbial(at)):
                break
            if mention is not None:
                closed = mention.kind in _FIRM
                at = min(stop, mention.last + 1)
            else:
                at += 1
        return at

    def _ends_in_person(self, first: int, at: int) -> bool:
        """Return whether the last mention before a word, from first on, is the name of a person."""
        before = [one for one in self.mentions.all if first <= one.first and one.last < at]
        return bool(before) and before[-1].is_person and before[-1].last == at - 1

    def _continues_by_preposition(self, at: int, head: str, closed: bool) -> bool:
        """Return whether a preposition goes on with a speaker: «المبعوث الدولي إلى سوريا», or is the name علي."""
        word = self.words.keys[at]
        if word == "علي":
            return self.words.surface(at).endswith("ي")
        return word == "الي" and not closed and head in word_list("envoys")

    def _is_occasion(self, at: int) -> bool:
        """Return whether the occasion of the speech follows في or لدى."""
        word = self.words.keys[at] if at < self.words.size else ""
        return not word or word in word_list("occasions") or bool(self.words.roles[at] & ADVERB)

    def _belongs(self, at: int, head: str) -> bool:
        """Return whether من or عن ties its noun to the speaker: «مسؤول من حماس», «النائب عن الحركة»."""
        following = self.words.keys[at + 1] if at + 1 < self.words.size else ""
        if following in {"ان", "خلال", "جهته", "جانبه", "جهتها", "جانبها", "اجل", "جهه"}:
            return False
        return head in word_list("members") or head[:2] != "ال" or self.words.keys[at - 1].startswith("المسؤول")

    def _is_told(self, at: int, mention: Mention) -> bool:
        """Return whether an actor behind ل is spoken to: «مسؤول لرويترز», not «المدير العام لرويترز»."""
        return mention.actor_type == "media" and self.words.keys[at - 1] not in {"العام", "التنفيذي", "التابع", "التابعه", "الرسمي", "مدير", "مراسل", "المراسل"}

    def _is_told_name(self, at: int) -> bool:
        """Return whether an agency follows a ل that stands apart."""
        mention = self.mentions.by_word.get(at)
        return mention is not None and mention.actor_type == "media"

    def _extends_name(self, at: int, mention: Mention | None) -> bool:
        """Return whether a word behind a name is still part of it: an adjective, another name joined by و."""
        word = self.words.keys[at]
        if mention is not None:
            return mention.kind == "adjective" or mention.proclitic == "و"
        return word in _NAME_LINKS or self.words.keys[at - 1] in _NAME_LINKS or is_relation(word)

    def _is_object(self, at: int) -> bool:
        """Return whether a common noun without article follows a definite adjective: «نفى الوزير الروسي قصف المدرسة»."""
        surface = self.words.surface(at)
        if surface.startswith("ال") or self.words.keys[at] in _titles() or not is_relation(self.words.keys[at - 1]):
            return False
        return is_common_noun(surface)

    def _is_complete(self, at: int) -> bool:
        """Return whether a speaker may end before a name, which is then the object: «اتهم الوزير الروسي أوكرانيا»."""
        before = self.words.keys[at - 1]
        within = any(one.first <= at - 1 <= one.last for one in self.mentions.all)
        mention = self.mentions.by_word[at]
        is_adjective = before.startswith("ال") and is_relation(self.words.keys[at])  # «السفارة السعودية»
        return (within or before.startswith("ال")) and mention.proclitic in {"", "ب"} and not is_adjective

    def _past_apposition(self, at: int, stop: int) -> int:
        """Return the word behind a name between commas, or the comma where none stands: «الوزير، فلان، إن»."""
        end = at
        while end < stop and end - at < _MAX_APPOSITION:
            role, word = self.words.roles[end], self.words.keys[end]
            mention = self.mentions.by_word.get(end)
            if mention is not None and (not mention.is_person and end == at):
                return at
            if is_listener(word) or (mention is not None and mention.proclitic in {"ل", "لل"} and self._is_told(end, mention)):
                return end
            is_link = word in _LINKS and end > at and not self._is_occasion(end + 1)
            if mention is None and role & (ENDS | ADVERB | NO_SPEAKER) and word not in {"علي", "من", "ل"} and not is_link:
                return end
            if mention is None and (
                role & (RELATIVE | CONNECTIVE | VERB | PARTICIPLE | OPENER | AUXILIARY)
                or self.words.has_preposition(end)
                or self.words.is_imperfect(end)
            ):
                return at
            end = mention.last + 1 if mention is not None else end + 1
            if self.words.signs[end - 1] & COMMA or (end == stop and end < self.words.size):
                return end
        return at


def is_relation(word: str) -> bool:
    """Return whether a folded word is a definite adjective of relation: «الروسي»."""
    return word.startswith("ال") and word.endswith(("ي", "يه", "يين", "يون")) and len(word) > 4
