"""The subject of a reporting verb, which is the speaker: behind the verb, before it, or that of an earlier verb."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain

from corpus_tools.actors.speech.finite_verbs import (
    has_pronoun,
    is_common_noun,
    is_imperfect,
    is_only_perfect,
    is_perfect,
    is_perfect_in_al,
    is_relation,
    without_conjunction,
)
from corpus_tools.actors.speech.main_subjects import find_clause_phrase, find_main_phrase, is_about_subject
from corpus_tools.actors.speech.noun_phrases import NounPhrase, PhraseCutter
from corpus_tools.actors.speech.objects import LINKS, is_named_person
from corpus_tools.actors.speech.openings import Opening
from corpus_tools.actors.speech.placed_mentions import FIRM, MentionsOfSentence
from corpus_tools.actors.speech.reporting_verbs import MASCULINE, ReportingVerb, agree, word_list
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    AUXILIARY,
    BRACKET,
    COLON,
    COMMA,
    CONNECTIVE,
    ENDS,
    GOVERNOR,
    JOINED,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PARTICIPLE,
    PREPOSITIONS,
    QUOTE,
    RELATIVE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.actors.speech.speaker_actors import NOBODY, Actor, actor_of, speaks
from corpus_tools.actors.speech.speech_ends import echo_before, is_nested
from corpus_tools.actors.speech.verb_uses import is_verb
from corpus_tools.proclitics import ARTICLE, CONJUNCTIONS

_REACH = 16
_FROM, _SAY, _DOUBTS, _ASCRIBES, _ON_TONGUE, _AS = "عن", "قال", "شكك", "نسب", "لسان", "كما"
_FROM_PRONOUNS = frozenset({"عنه", "عنها", "عنهم", "عنهما"})
#: The traits of verbs that carry what others said, and what these stand behind: «نقلت عن», «جاء في», «علمت من».
_SOURCE_PREPOSITIONS = {"passes_on": {_FROM, "الي"}, "holds": {"في", "ضمن"}, "hears": {"من", "لدي"}}
#: The subject behind one of these is in the accusative: «لكن دبلوماسيا غربيا قال».
_BEFORE_ACCUSATIVE = frozenset({"لكن", "ولكن", "ان", "وان", "بان", "لان"})
OF_OTHERS = frozenset(_SOURCE_PREPOSITIONS)
#: ... and the traits of those that have always an object before the speech.
_WITH_OBJECT = frozenset({"accuses", "describes"})
_AS_FOR, _BUT_HE = {"اما", "واما"}, {"لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "ولكنهم"}


@dataclass(slots=True)
class Subject:
    """A subject in a sentence: its words, its actor, and what its verb tells of its gender."""

    anchor: int
    gender: str
    phrase: NounPhrase | None  # None where it was said before
    actor: Actor
    is_nested: bool
    is_before: bool = False  # whether it goes on from an earlier sentence


class SubjectFinder:
    """Finds the subjects of the verbs of one sentence, in order."""

    def __init__(
        self, words: SentenceWords, mentions: MentionsOfSentence, anchors: list[int], openings: list[Opening]
    ) -> None:
        self.words, self.mentions = words, mentions
        self.cutter = PhraseCutter(words, mentions)
        self.openings = {one.anchor: one for one in openings}
        self.anchors = anchors
        self.found: list[Subject] = []
        self._opening_list = openings

    def find(self, anchor: int) -> Subject | None:
        """Return the subject of a verb, None where it goes on from an earlier sentence, and remember it."""
        outer = self._opening_list if self._opening_list[0].anchor < anchor else []
        nested = outer != [] and any(one.anchor < anchor and is_nested(self.words, anchor, one) for one in outer)
        if self.words.roles[anchor] & SAYING:
            joined = self.words.keys[anchor].startswith("ب")  # «مكتفيا بالقول»
            source = None if joined else self._source_before(anchor)
            last = self.found[-1] if joined and self.found else None  # «ما نفته الوزيرة بالقول»
            subject = source or last or self._earlier("", is_participle=joined and self.words.is_adverbial(anchor - 1))
            if subject is None:
                return None
            found = Subject(anchor, subject.gender, subject.phrase, subject.actor, nested, subject.is_before)
            self.found += [found] if source is not None and anchor not in self.words.tellers else []
            return found
        verb = self.words.verb(anchor)
        if anchor not in self.openings and not OF_OTHERS.isdisjoint(verb.traits):
            return None
        nested = nested or self._is_within_clause(anchor) or self._is_compared(anchor)
        phrase = self._own(anchor, verb)
        if phrase is not None:
            nested = nested or self._is_on_a_noun(anchor, phrase)
            return self.note(anchor, phrase, is_nested=nested)
        if verb.is_participle or anchor > 0 or self.words.roles[anchor] & JOINED:
            of_clause = find_clause_phrase(self.cutter, anchor, verb.gender)
            self.found += [] if of_clause is None else [Subject(*of_clause, is_nested=nested)]
            goes_on = verb.is_participle or self.words.keys[max(0, anchor - 1)] in _BUT_HE
            earlier = self._earlier(verb.gender, is_participle=goes_on)
            if earlier is not None:
                return Subject(anchor, earlier.gender, earlier.phrase, earlier.actor, nested, earlier.is_before)
        return None

    def note(self, anchor: int, phrase: NounPhrase, *, is_nested: bool = False) -> Subject:
        """Return the subject of a verb that a noun phrase is, and remember it."""
        gender = self.words.verb(anchor).gender
        found = Subject(anchor, gender, phrase, actor_of(self.words, phrase, self.mentions), is_nested)
        self.found.append(found)
        return found

    def remember(self, anchor: int, gender: str, actor: Actor) -> None:
        """Remember a subject that goes on from an earlier sentence."""
        self.found.append(Subject(anchor, gender, None, actor, is_nested=False, is_before=True))

    def _own(self, anchor: int, verb: ReportingVerb) -> NounPhrase | None:
        """Return the subject that a verb has of its own."""
        opening = self.openings.get(anchor)
        stop = self._clause_end(anchor, opening)
        has_own = anchor > 0 and self.words.roles[anchor - 1] & OPENER and self.words.keys[anchor - 1][-1:] != "ن"
        if verb.is_participle or has_own:  # «قال إنه طالب الوزارة بأن»: the pronoun is the subject
            echo = echo_before(self.words, anchor) if verb.is_participle else 0
            return self.cutter.cut(echo + 1, stop) if echo else None
        if not OF_OTHERS.isdisjoint(verb.traits):
            source = self.source_behind(anchor, stop, verb)
            if source is not None:
                return source
        before = None
        if "object" in verb.traits:
            before = self.before(anchor)
            if before is not None and before.stop >= anchor - 2:
                return before
        if verb.lemma == _DOUBTS:  # «شكك خبراء في قدرة الحكومة»
            stop = next((at for at in range(anchor + 2, stop) if self.words.keys[at] == "في"), stop)
        has_saying = opening is not None and bool(self.words.roles[opening.at - 1] & SAYING)
        no_speech = opening is None and verb.lemma != _SAY
        takes_object = "object" in verb.traits or no_speech or verb.stance == "denied" or has_saying
        behind = self.cutter.cut(anchor + 1, stop, takes_object=takes_object and not verb.has_object)
        if behind is not None and not _WITH_OBJECT.isdisjoint(verb.traits) and not verb.has_object:
            behind = self._before_object(behind, opening, anchor)
        elif behind is not None and opening is None and "complement" in verb.traits:  # «اعتبرت تصريحاتها خاطئة»
            behind = behind if speaks(self.words, behind, self.mentions) else None
        if behind is not None and not self._is_adjacent_subject(anchor):
            return behind if opening is None or opening.comes_first else self.cutter.with_partner(behind, opening.at)
        before = before or self.before(anchor)
        if before is not None and self.found and self._is_told_of(before):
            return None
        return before or behind

    def _is_told_of(self, phrase: NounPhrase) -> bool:
        """Return whether an indefinite noun is what its clause tells of: «كشفت الوكالة عن قائمة قالت إنها»."""
        noun = self.words.surface(phrase.first)
        is_indefinite = not noun.startswith(ARTICLE) and phrase.stop == phrase.first + 1 and is_common_noun(noun)
        return is_indefinite and not speaks(self.words, phrase, self.mentions)

    def _before_object(self, phrase: NounPhrase, opening: Opening | None, anchor: int) -> NounPhrase | None:
        """Return a subject without the object between it and its speech: «وصف وزير الدفاع الهجوم بأنه إرهابي».

        None where nothing but the object stands there: «ووصف القرار بأنه خاطئ».
        """
        at = phrase.stop - 1
        while at > phrase.first and is_relation(self.words.keys[at]):
            at -= 1
        if self.words.keys[at - 1] in LINKS:  # «الناطق باسم الجيش العملية»
            at = phrase.stop - 1
        if opening is None or phrase.stop != opening.at:
            return None if opening is None and self._is_joined_object(anchor, phrase) else phrase
        if at == phrase.first or not speaks(self.words, phrase, self.mentions):
            return None
        word = self.words.surface(at)
        if at in self.mentions.by_word or not (word.startswith("ال") or has_pronoun(word)):
            return phrase
        return NounPhrase(phrase.first, at, phrase.start, self.words.ends[at - 1])

    def _is_joined_object(self, anchor: int, phrase: NounPhrase) -> bool:
        """Return whether a verb that is joined to one with its subject has an object behind it: «واتهم النظام بكذا»."""
        words, gender = self.words, self.words.verb(anchor).gender
        if not words.roles[anchor] & JOINED or words.signs_before(anchor):
            return False
        behind = range(phrase.first + 1, min(phrase.stop + 1, words.size))
        charge = next((at for at in behind if words.keys[at][:1] == "ب" and not is_named_person(words.surface(at))), 0)
        are_two = sum(phrase.first <= one.first < charge for one in self.mentions.all) > 1
        return charge > 0 and not are_two and any(agree(one.gender, gender) for one in self.found)

    def _is_adjacent_subject(self, anchor: int) -> bool:
        """Return whether a name stands right before a verb: «موسكو أكدت عدم»."""
        return any(one.last == anchor - 1 for one in self.mentions.all) and not self.words.signs_before(anchor)

    def _clause_end(self, anchor: int, opening: Opening | None) -> int:
        """Return the word behind the words in which the subject of a verb may stand."""
        if opening is not None and not opening.comes_first:
            return opening.at
        behind = bisect_right(self.anchors, anchor)
        following = self.anchors[behind] if behind < len(self.anchors) else self.words.size
        return min(self.words.size, following, anchor + 1 + _REACH)

    def source_behind(self, anchor: int, stop: int, verb: ReportingVerb) -> NounPhrase | None:
        """Return whom the words are taken from: «نقلت الوكالة عن الوزير أن», «جاء في البيان أن»."""
        words, prepositions = self.words, _SOURCE_PREPOSITIONS[min(verb.traits & OF_OTHERS)]
        for at in range(anchor + 1, stop - 1):
            if words.keys[at] in prepositions or words.keys[at + 1] == _ON_TONGUE:
                return self.cutter.cut(at + 1 + (words.keys[at + 1] == _ON_TONGUE), stop)
            if verb.lemma == _ASCRIBES and words.has_preposition(at) and words.surface(at)[0] == "ل":
                return self.cutter.cut_source(at, stop)
        return None

    def _source_before(self, anchor: int) -> Subject | None:
        """Return whom «قوله» refers to: the one behind عن in its clause, or the subject of its verb."""
        keys = self.words.keys
        for at in range(anchor - 1, max(-1, anchor - _REACH), -1):
            if keys[at] == _FROM or (keys[at] == "الي" and self._passes_on_before(at)):
                phrase = self.cutter.cut(at + 1, anchor)
                if phrase is not None:
                    return Subject(at, "", phrase, actor_of(self.words, phrase, self.mentions), is_nested=False)
            if keys[at] in _FROM_PRONOUNS:
                return None
            if keys[at] == _ON_TONGUE and (phrase := self.cutter.cut(at + 1, anchor)) is not None:
                return Subject(at, "", phrase, actor_of(self.words, phrase, self.mentions), is_nested=False)
        return None

    def _passes_on_before(self, at: int) -> bool:
        """Return whether the last verb before a word passes on what others said."""
        verb = next((one for one in reversed(self.anchors) if one < at), None)
        return verb is not None and not self.words.roles[verb] & SAYING and "passes_on" in self.words.verb(verb).traits

    def before(self, anchor: int) -> NounPhrase | None:
        """Return the subject that stands before its verb, if the verb isn't joined to another clause."""
        if (self.words.roles[anchor] & JOINED and not self._answers_to_as_for(anchor)) or (
            anchor and self.words.keys[anchor - 1] in word_list("what")
        ):
            return None
        words, roles = self.words, self.words.roles
        end = anchor
        while end > 0 and roles[end - 1] & (AUXILIARY | NEGATION | ADVERB) and not words.signs[end - 1] & ~QUOTE:
            if end - 1 in self.mentions.by_word:
                break
            end -= 1
        if end == 0:
            return None
        is_relative = bool(roles[end - 1] & RELATIVE) and words.keys[end - 1] != "من"
        if is_relative and not is_about_subject(words.keys[end - 1], words.verb(anchor)):
            return None
        if is_relative:
            end -= 1
        if end == 0 or (words.signs[end - 1] & (STOP | COLON)):
            return None
        of_clause = end
        if words.signs[end - 1] & COMMA and not is_relative:
            of_clause, end = self._before_parenthesis(end)
        begin = self._clause_begin(of_clause)
        is_asyndetic = begin > 0 and roles[begin - 1] & VERB and is_verb(words, begin - 1)
        if is_relative or is_asyndetic:
            begin = self._tail_begin(begin, end)
        is_governed = is_asyndetic and words.keys[begin - 1] in PREPOSITIONS - {_FROM}  # «كتب الوزير على صفحته يقول»
        begin = self._past_auxiliaries(begin, end)
        if begin >= end or (not is_relative and (is_governed or self._is_verbal(begin))):
            return None
        accusative = begin > 0 and words.keys[begin - 1] in _BEFORE_ACCUSATIVE
        return self.cutter.cut(begin, end, accusative=accusative)

    def _answers_to_as_for(self, anchor: int) -> bool:
        """Return whether the subject of a verb stands between «أما» and the ف before it: «أما الوزيرة فأكدت»."""
        if not self.words.keys[anchor].startswith("ف"):
            return False
        return self.words.keys[max(1, self._clause_begin(anchor)) - 1] in _AS_FOR

    def _past_auxiliaries(self, at: int, stop: int) -> int:
        """Return the first word from a place on that is no auxiliary, negation or lone conjunction."""
        while at < stop and at not in self.mentions.by_word:
            if not self.words.roles[at] & (AUXILIARY | NEGATION) and self.words.keys[at] not in CONJUNCTIONS:
                break
            at += 1
        return at

    def _is_within_clause(self, anchor: int) -> bool:
        """Return whether a verb belongs to a clause that hangs on a noun: «الذي قال», «حسب ما أفاد به»."""
        words, before = self.words, anchor - 1
        return anchor > 0 and (words.roles[before] & RELATIVE != 0 or words.keys[before] in word_list("what"))

    def _is_compared(self, anchor: int) -> bool:
        """Return whether a verb without speech stands in a comparison: «كما تدعي العائلات»."""
        return anchor > 0 and anchor not in self.openings and self.words.keys[anchor - 1] == _AS

    def _is_on_a_noun(self, anchor: int, phrase: NounPhrase) -> bool:
        """Return whether a verb belongs to its noun without a relative: «نشرت مواقع صورا قالت إنها»."""
        earlier = next((one for one in reversed(self.anchors) if one < phrase.first), None)
        if earlier is None or phrase.stop > anchor:
            return False
        between = range(earlier + 1, phrase.first)
        return not any(
            self.words.roles[at] & (CONNECTIVE | OPENER) or self.words.signs[at - 1] & COMMA for at in between
        )

    def _before_parenthesis(self, end: int) -> tuple[int, int]:
        """Return the words behind a noun, and behind the subject, that words between commas part from its verb.

        These differ where its name stands between the commas: «الوزير، فلان، أكد». Both are 0 where there is none.
        """
        for at in range(end - 1, max(0, end - _REACH), -1):
            if self.words.signs[at - 1] & COMMA:
                if self.cutter.ends.past_apposition(at, end) == end:
                    return at, end
                opens = self.words.roles[at] & (RELATIVE | NO_SPEAKER | ADVERB | ENDS) or at in self.mentions.by_word
                return (at, at) if opens else (0, 0)
            if self.words.roles[at - 1] & OPENER and self.words.keys[at - 1].endswith("ن"):  # «يذكر أن الوزير، أكد»
                return (end, end) if self._clause_begin(end) == at else (0, 0)
        return 0, 0

    def _clause_begin(self, end: int) -> int:
        """Return the first word of the clause that the words up to an end belong to."""
        words, roles = self.words, self.words.roles
        for at in range(end - 1, max(-1, end - _REACH), -1):
            if roles[at] & (CONNECTIVE | OPENER) or (roles[at] & (VERB | PARTICIPLE) and is_verb(words, at)):
                return at + 1
            if at not in self.mentions.by_word and words.is_imperfect(at):
                return at + 1
            if at < end - 1 and words.signs[at] & (STOP | COLON | COMMA | BRACKET):
                return at + 1
        return max(0, end - _REACH)

    def _tail_begin(self, begin: int, end: int) -> int:
        """Return the first word of the last noun phrase before a relative clause."""
        last = next(
            (one for one in reversed(self.mentions.all) if one.last == end - 1 and one.kind != "adjective"), None
        )
        if last is not None and last.first >= begin and last.is_person and not last.proclitic:
            return last.first
        is_clause = self._is_verbal(begin)
        for at in range(end - 1, begin, -1):
            if self.words.keys[at - 1] in word_list("what"):  # «وهو ما نفاه الوزير الذي»
                return min(at + 1, end - 1)
            # «استقبل الوزير سفيرة فرنسا، التي»
            if self._ends_before(at) or (is_clause and self._begins_anew(at)):
                return at
        is_joined = self.words.surface(begin)[:1] == "و"
        verb = begin + (self.words.keys[begin] in CONJUNCTIONS)
        return verb + 1 if is_clause and is_joined and verb + 1 < end else begin  # «وحضر الخبير الذي»

    def _ends_before(self, at: int) -> bool:
        """Return whether what stands before a word is no part of its noun phrase."""
        role, word = self.words.roles[at - 1], self.words.keys[at - 1]
        if role & (NO_SPEAKER | ENDS) or word.startswith(("برياس", "بحضور", "بقياد")):
            return True
        if self.words.signs[at - 1] & COMMA or self.words.is_imperfect(at - 1):
            return True
        return word.endswith(("ت", "ها")) and is_only_perfect(self.words.surface(at - 1))

    def _begins_anew(self, at: int) -> bool:
        """Return whether a noun without article can't belong to the definite noun before it."""
        word, before = self.words.keys[at], self.words.keys[at - 1]
        is_person = word in word_list("members") or word in word_list("speakers") or word in word_list("envoys")
        return before.startswith(ARTICLE) and is_person and not word.startswith(ARTICLE)

    def _is_verbal(self, at: int) -> bool:
        """Return whether the clause that begins with a word has a verb at its head, and so no subject before it."""
        while self.words.keys[at] in CONJUNCTIONS and at + 1 < self.words.size:
            at += 1
        role, surface = self.words.roles[at], self.words.surface(at)
        if at in self.mentions.by_word:
            return False
        bare = without_conjunction(surface)
        if role & (GOVERNOR | ADVERB):
            return True
        nominal = (bare.startswith("ال") and not is_perfect_in_al(bare)) or self.words.keys[at] in word_list("members")
        return not nominal and (bare.startswith("ال") or is_perfect(bare) or is_imperfect(bare))

    def _earlier(self, gender: str, *, is_participle: bool) -> Subject | None:
        """Return the subject of an earlier verb of the sentence that a verb of this gender may go on with."""
        fitting = [one for one in self.found if agree(one.gender, gender)]
        main = [one for one in fitting if not one.is_nested]
        if fitting:
            return (main or fitting)[-1]
        return self.main_subject(gender, is_participle=is_participle)

    def owner(self, phrase: NounPhrase, gender: str) -> Actor | None:
        """Return the actor of this gender that spoke before a phrase in the sentence, or else the first one named."""
        spoke = (one.actor for one in reversed(self.found) if agree(one.gender, gender) and one.actor != NOBODY)
        firm = [one for one in self.mentions.all if one.kind in FIRM and one.last < phrase.first]
        persons = [one for one in firm if one.is_person and gender == MASCULINE]
        named = (Actor(one.actor_id, one.kind) for one in persons[-1:] + firm[:1])
        return next(chain(spoke, named), None)

    def main_subject(self, gender: str, *, is_participle: bool = False) -> Subject | None:
        """Return the subject of the sentence's first verb, where it is an actor or a person that can speak."""
        found = find_main_phrase(self.cutter, self.anchors, gender, is_participle=is_participle)
        return None if found is None else Subject(*found, is_nested=False)
