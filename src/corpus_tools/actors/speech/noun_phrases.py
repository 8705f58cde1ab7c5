"""The noun phrase that names a speaker: where it begins and ends among the words around a verb."""

from dataclasses import dataclass, field

from corpus_tools.actors.speech.finite_verbs import (
    is_accusative,
    is_act,
    is_common_noun,
    is_indefinite_accusative,
    is_only_perfect,
    is_whole_noun,
)
from corpus_tools.actors.speech.objects import LINKS, is_named_person
from corpus_tools.actors.speech.phrase_ends import OpenPhrase, PhraseEnds
from corpus_tools.actors.speech.placed_mentions import FIRM, MentionsOfSentence
from corpus_tools.actors.speech.reporting_verbs import STATIONS, asides, is_listener, names_source, word_list
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    AUXILIARY,
    BRACKET,
    CLOSED,
    COMMA,
    CONNECTIVE,
    ENDS,
    GOVERNOR,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PARTICIPLE,
    QUOTE,
    RELATIVE,
    SAYING,
    VERB,
    SentenceWords,
)
from corpus_tools.actors.speech.verb_uses import is_verb
from corpus_tools.proclitics import ARTICLE, CONJUNCTIONS

_MAX_WORDS = 16
_WORDS_OF_DATE, _LONGEST_LISTENER = 3, 7
#: A source up to this word opens its sentence.
_HEAD = 2
_LIKE_PREPOSITIONS = frozenset({"علي", "والي"})
#: A speaker doesn't begin with words of these roles, nor go on with those.
_NO_BEGINNING = (
    NO_SPEAKER | RELATIVE | CONNECTIVE | OPENER | GOVERNOR | ENDS | NEGATION | AUXILIARY | PARTICIPLE | SAYING
)
#: What opens and closes names.
_PAIRS = (('"', '"'), ("«", "»"), ("“", "”"), ("(", ")"))
_OPENING = frozenset(opening for opening, _ in _PAIRS)
_CLOSING = frozenset(closing for _, closing in _PAIRS)
_TRAILING = frozenset({"في", "من", "علي", "الي", "عن", "مع", "و", "ل", "ب", "لدي", "باسم"})


@dataclass(slots=True, eq=False)
class NounPhrase:
    """The words of a speaker, from first up to stop, and its span in the text."""

    first: int
    stop: int
    start: int
    end: int


@dataclass(slots=True)
class PhraseCutter:
    """Cuts noun phrases out of a sentence."""

    words: SentenceWords
    mentions: MentionsOfSentence
    ends: PhraseEnds = field(init=False)

    def __post_init__(self) -> None:
        self.ends = PhraseEnds(self.words, self.mentions)

    def cut(self, first: int, stop: int, *, takes_object: bool = False, accusative: bool = False) -> NounPhrase | None:
        """Return the noun phrase that the words from first up to stop begin with, past what steps aside before it.

        `takes_object` tells that an object may follow it, `accusative` that it is in that case.
        """
        first = self.skip_asides(first, stop)
        if first >= stop or not self._may_begin(first, takes_object=takes_object, accusative=accusative):
            return None
        start = self.words.starts[first]
        head = self.mentions.by_word.get(first)
        if head is not None and head.proclitic in {"و", "ف"}:
            start = head.start
        elif self.words.keys[first][:3] in {"وال", "فال"} and not (
            self.ends.is_spelled_as_name(first) or is_whole_noun(self.words.surface(first))
        ):
            # «فالوزير», not «فاليري»
            start += self.words.keys[first][0] == "و" or is_common_noun(self.words.surface(first)[3:])
        return self._phrase(first, start, stop, takes_object=takes_object, accusative=accusative)

    def cut_source(self, first: int, stop: int) -> NounPhrase | None:
        """Return the noun phrase behind a preposition, also ل: «وفق مصادر أمنية», «وفقا لمصادر أمنية»."""
        words = self.words
        first += words.keys[first] == "ل"
        if first >= stop:
            return None
        is_source = words.keys[first][:1] == "ل" or names_source(words.keys[first].removeprefix(ARTICLE))
        if not (is_source or self._may_begin(first, takes_object=False, accusative=True)):
            return None
        is_joined = words.surface(first)[:1] == "ل" and words.has_preposition(first)
        head = self.mentions.by_word.get(first)
        start = words.starts[first] + is_joined if head is None else head.start
        # A comma closes the aside, unless the name of somebody follows.
        comma = next((at for at in range(first + 1, stop) if words.signs[at - 1] & COMMA), stop)
        is_name = comma < stop and (is_named_person(words.surface(comma)) or self._names_person(comma))
        is_office = words.keys[first].removeprefix("ل").removeprefix("ال") in word_list("persons")
        is_all = first <= _HEAD and not any(one & COMMA for one in words.signs[comma:])  # «وبحسب المرصد، قتل طفلان.»
        is_name = is_name or (is_office and comma < stop and words.closes_soon(comma) and not is_all)
        return self._phrase(first, start, stop if is_name else comma, accusative=True, is_source=True)

    def with_partner(self, phrase: NounPhrase, stop: int) -> NounPhrase:
        """Return a speaker with another that «و» joins to it, up to the speech: «الوزير فلان ووزير الدفاع فلان»."""
        words, at = self.words, phrase.stop
        if at >= stop or words.keys[at][:1] != "و" or words.signs[at - 1]:
            return phrase
        mention = self.mentions.by_word.get(at)
        is_speaker = names_source(words.keys[at][1:].removeprefix(ARTICLE)) or is_named_person(words.surface(at)[1:])
        if not is_speaker and (mention is None or mention.kind not in FIRM or mention.proclitic != "و"):
            return phrase
        partner = self.cut(at, stop)
        if partner is None:
            return phrase
        behind = partner.stop
        is_all = behind == stop or words.roles[behind] & (ENDS | ADVERB) or words.keys[behind] in LINKS
        return NounPhrase(phrase.first, behind, phrase.start, partner.end) if is_all else phrase

    def _names_person(self, at: int) -> bool:
        """Return whether the name of a known person begins with a word."""
        mention = self.mentions.by_word.get(at)
        return mention is not None and mention.is_person

    def _phrase(
        self,
        first: int,
        start: int,
        stop: int,
        *,
        takes_object: bool = False,
        accusative: bool = False,
        is_source: bool = False,
    ) -> NounPhrase | None:
        """Return the noun phrase that begins with a word, at a place of the text."""
        mention = self.mentions.by_word.get(first)
        is_name = mention is not None and mention.kind in FIRM
        stop = min(stop, first + _MAX_WORDS)
        end = self.ends.find(
            OpenPhrase(first, stop, is_name, takes_object=takes_object, accusative=accusative, is_source=is_source)
        )
        while end > first + 1 and self._is_trailing(end - 1):
            end -= 1
        if end == first + 1 and (self.words.keys[first].isdigit() or len(self.words.keys[first]) == 1):
            return None
        return NounPhrase(first, end, *self._with_marks(start, self.words.ends[end - 1]))

    def _is_trailing(self, at: int) -> bool:
        """Return whether a word is none of the phrase that it ends: a preposition, or «حديثه»."""
        word = self.words.keys[at]
        if word in word_list("own_words"):
            return not self.words.surface(at).endswith("ة")
        if word.endswith("ته") and is_only_perfect(self.words.surface(at)):  # «بيان أصدرته أمس»
            return True
        return word in _TRAILING and not self.ends.is_spelled_as_name(at)

    def _with_marks(self, start: int, end: int) -> tuple[int, int]:
        """Return a span with the mark that closes what was opened in it, or opens what is closed: «حزب "الأمل"»."""
        text = self.words.text
        before, behind = text[start - 1 : start], text[end : end + 1]
        if behind not in _CLOSING and before not in _OPENING:
            return start, end
        inside = text[start:end]
        if before == behind == '"' and inside.count('"') == 2:  # «"حزب الأمل" في "بيت الشباب"»
            return start - 1, end + 1
        for opening, closing in _PAIRS:
            opened, closed = inside.count(opening), inside.count(closing)
            is_open = opened % 2 if opening == closing else opened > closed
            if is_open and behind == closing:
                return start, end + 1
            if before == opening and (is_open if opening == closing else closed > opened):
                return start - 1, end
        return start, end

    def skip_asides(self, at: int, stop: int) -> int:
        """Step over adverbs, asides and those who are spoken to."""
        keys, roles = self.words.keys, self.words.roles
        while at < stop:
            if not roles[at] and keys[at][:1] != "ل" and keys[at] not in asides() and keys[at] not in CONJUNCTIONS:
                if not self._begins_date(at):
                    return at
                at += _WORDS_OF_DATE
                continue
            if (roles[at] & ADVERB or keys[at] in CONJUNCTIONS) and not self.mentions.by_word.get(at):
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

    def _begins_date(self, at: int) -> bool:
        """Return whether a date begins behind a word of time: «ذكرت اليوم الاثنين 22 فيفري 2016 صحف محلية»."""
        keys = self.words.keys
        is_of_day = at > 0 and bool(self.words.roles[at - 1] & ADVERB) and keys[at].isdigit()
        return is_of_day and at + 2 < self.words.size and keys[at + 2].isdigit()

    def _past_listener(self, at: int) -> int:
        """Return the word behind those who are spoken to: «قال لوكالة رويترز مسؤول إن», «أكد للإذاعة، مسؤول أن»."""
        mention, word, end = self.mentions.by_word.get(at), self.words.keys[at], at
        if is_listener(self.words.keys, at) or word.startswith("لل"):
            words = range(at, min(at + _LONGEST_LISTENER, self.words.size - 1))
            comma = next((one for one in words if self.words.signs[one]), at - 1)
            if comma >= at and self.words.signs[comma] & ~(QUOTE | CLOSED) == COMMA:
                return comma + 1
        if mention is not None and mention.proclitic in {"ل", "لل"}:
            return mention.last + 1 if mention.actor_type == "media" else at
        if is_listener(self.words.keys, at):
            end += 3 if tuple(self.words.keys[at + 1 : at + 3]) in STATIONS else 1
            while end < self.words.size and self.words.keys[end] in word_list("outlets"):  # «لمراسل صحيفة»
                end += 1
            end += bool(self.words.signs[end - 1] & BRACKET)  # «لمراسل (وات)»
        elif word != "ل":
            return at
        following = self.mentions.by_word.get(max(end, at + 1))
        if following is not None and following.actor_type == "media":
            return following.last + 1
        behind = max(end, at + 1)  # «لـ«البلاد»»
        past = self.words.past_quoted(behind)
        return past if past > behind else end

    def _may_begin(self, at: int, *, takes_object: bool, accusative: bool) -> bool:
        """Return whether a speaker may begin with a word."""
        role, word, mention = self.words.roles[at], self.words.keys[at], self.mentions.by_word.get(at)
        if mention is not None:
            return mention.proclitic in {"", "و", "ف"}
        if word in word_list("determiners"):
            return at + 1 < self.words.size and not (role | self.words.roles[at + 1]) & (OPENER | VERB)
        if word in word_list("announcing"):
            return False
        if word in _LIKE_PREPOSITIONS or word in word_list("news"):
            return self.ends.is_spelled_as_name(at) or (word not in _LIKE_PREPOSITIONS and not takes_object)
        if (
            role & GOVERNOR
            and word.startswith(ARTICLE)
            and not self.words.roles[min(at + 1, self.words.size - 1)] & OPENER
        ):
            role &= ~GOVERNOR  # «المقرر العام», not «المقرر أن»
        surface = self.words.surface(at)
        is_object = takes_object and (is_act(surface) or is_indefinite_accusative(surface))  # «ينفي إحباط المخطط»
        if (
            is_object
            or (is_accusative(word) and not accusative)
            or role & _NO_BEGINNING
            or (role & VERB and is_verb(self.words, at))
        ):
            return False
        is_adverb = self.words.is_adverbial(at) and not accusative
        return not (self.words.has_preposition(at) or self.words.is_imperfect(at) or is_adverb)
