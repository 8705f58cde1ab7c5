"""Where the noun phrase that names a speaker ends."""

from dataclasses import dataclass

from corpus_tools.actors.speech.finite_verbs import (
    NAME_LINKS,
    has_pronoun,
    is_accusative,
    is_common_noun,
    is_indefinite_accusative,
    is_masdar,
    is_only_perfect,
    is_place,
    is_relation,
    is_surely_perfect,
    joins_clause,
)
from corpus_tools.actors.speech.objects import LINKS, REPORTERS, is_informed, is_named_person, is_object, is_title
from corpus_tools.actors.speech.openings import LETTERS_AROUND, spells
from corpus_tools.actors.speech.placed_mentions import FIRM, Mention, MentionsOfSentence
from corpus_tools.actors.speech.reporting_verbs import is_listener, is_occasion, word_list
from corpus_tools.actors.speech.sentence_words import (
    ADVERB,
    ASKS,
    AUXILIARY,
    BRACKET,
    COLON,
    COMMA,
    CONNECTIVE,
    ENDS,
    NEGATION,
    NO_SPEAKER,
    OPENER,
    PARTICIPLE,
    PERIOD,
    QUOTE,
    RELATIVE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.actors.speech.verb_uses import is_verb
from corpus_tools.proclitics import ARTICLE

_MARKS = QUOTE | BRACKET
_MAX_APPOSITION, _MAX_OFFICE, _WORDS_OF_DAY = 8, 14, 4
_AT = frozenset({"في", "لدي"})
_PREPOSITIONS = _AT | {
    "من",
    "عن",
    "مع",
    "حول",
    "منذ",
    "ضد",
    "لهم",
    "لنا",
    "امام",
    "تحت",
    "حسب",
    "وفق",
    "وفقا",
    "طبقا",
    "بحسب",
}
_NOT_TIED = frozenset({"دون", "ان", "ما", "شان", "خلال", "جهته", "جانبه", "جهتها", "جانبها", "اجل", "جهه"})
_NOT, _OR = "غير", "او"
#: Participles that a preposition with its pronoun belongs to: «المدعى عليه».
_IMPERSONAL = frozenset({"المدعي", "المجني", "المحكوم", "المشتبه", "المعتدي", "المغرر"})
_LIKE_PREPOSITIONS = frozenset({"علي", "والي"})
#: Behind an indefinite noun they are what was done with it.
_IS_PUBLISHED = frozenset({"نشر", "صدر", "اجري", "بث", "اذيع"})
_NOT_PLAIN = REPORTERS | _IS_PUBLISHED
_IN_IT = frozenset({"فيه", "فيها"})
_RESULTS = (["الامر", "الذي"], ["الشيء", "الذي"])
#: Before a medium behind ل, these belong to it.
_OF_A_BODY = frozenset(
    {"العام", "التنفيذي", "التابع", "التابعه", "الرسمي", "مدير", "مراسل", "المراسل", "تقرير", "بيان", "تحقيق", "مقال"}
)
_ENDING = RELATIVE | CONNECTIVE | OPENER | ADVERB | NEGATION | AUXILIARY | SAYING
#: What may be said of a period that is over, runs or comes: «الأسبوع الماضي».
_PASSING = ("الماضي", "المقبل", "القادم", "الجاري", "الحالي", "الفارط", "المنقضي", "السابق", "الاخير")
#: They are followed by على: «المشرف على الرحلة».
_OVER = ("المشرف", "القايم", "المسؤول", "المطلع", "مشرف", "مطلع")
_RELATIONS = ("العلاقه", "العلاقات")
#: Who sits or runs for others: «النائب عن الحركة».
_FOR = ("النايب", "نايب", "الممثل", "ممثل", "المرشح", "مرشح", "العضو", "عضو")
#: The first letters of words that may be finite verbs, or have a preposition.
_MARKED = frozenset("يتسل")


@dataclass(slots=True)
class OpenPhrase:
    """A noun phrase whose end is looked for among the words before `stop`."""

    first: int
    stop: int
    is_name: bool  # whether it is a name as it stands, which little can follow
    takes_object: bool
    accusative: bool
    is_source: bool  # whether it is told aside, so that the clause around it may go on behind it


@dataclass(slots=True)
class PhraseEnds:
    """Finds where the noun phrases of a sentence end."""

    words: SentenceWords
    mentions: MentionsOfSentence

    def find(self, phrase: OpenPhrase) -> int:
        """Return the word behind a noun phrase."""
        words, keys, roles, by_word = self.words, self.words.keys, self.words.roles, self.mentions.by_word
        first, stop, takes_object = phrase.first, phrase.stop, phrase.takes_object
        mention = by_word.get(first)
        at = min(stop, self._past_construct(first) if mention is None else mention.last + 1)
        while at < stop:
            signs, role, word, mention = words.signs[at - 1], roles[at], keys[at], by_word.get(at)
            is_plain = not (signs or role or takes_object or phrase.is_name) and mention is None
            if is_plain and word[:1] not in _MARKED and word[-1:] not in "اتو" and word not in _NOT_PLAIN:
                at += 1  # most words: none of what follows is about them
                continue
            if signs & _MARKS and (past := min(stop, self._past_name_in_marks(at, mention))) > at:
                at = past
                continue
            if signs & COMMA and not signs & (STOP | COLON | BRACKET):
                if word in REPORTERS and keys[first] in word_list("unnamed"):  # «مصدر أمني، مراسلة الإذاعة»
                    return at
                return self.past_apposition(at, stop)
            if (
                mention is not None
                and mention.is_person
                and not mention.proclitic
                and not signs & (STOP | COLON | BRACKET)
            ):
                if phrase.is_name and self._ends_in_person(first, at):
                    break
                phrase.is_name = True
            elif word not in word_list("same") and self._ends_before(at, phrase, mention):
                break
            at = at + 1 if mention is None else min(stop, mention.last + 1)
        return at - (keys[at - 1 : at + 1] in _RESULTS)

    def _past_name_in_marks(self, at: int, mention: Mention | None) -> int:
        """Return the word behind a name in marks, or its first word: «مراسل "السوري اليوم"», «(البنتاغون)»."""
        words = self.words
        if words.signs[at - 1] & QUOTE:
            before = words.keys[at - 1].removeprefix(ARTICLE)
            return words.past_quoted(at) if before in REPORTERS or before in word_list("outlets") else at
        is_name = mention is not None and mention.kind in FIRM and not mention.proclitic
        if mention is None or not is_name or words.text[words.ends[at - 1] : mention.start].strip() != "(":
            return at
        return mention.last + 1 if words.text[mention.end : mention.end + 1] == ")" else at

    def _past_construct(self, at: int) -> int:
        """Return the word behind a noun and those that it can't be without: «كل هذه المصادر», «صحيفة "القرار"»."""
        words, first = self.words, at
        while at + 1 < words.size and not words.signs[at] & (COMMA | STOP | COLON):
            word = words.keys[at].removeprefix("ل")
            is_open = word in word_list("determiners") or word in word_list("constructs")
            is_open = is_open or (word in _IMPERSONAL and words.keys[at + 1][:2] in {"عل", "به"})
            if not is_open and not (at > first and self._is_within_construct(at)):
                break
            at += 1
        return at + 1

    def _is_within_construct(self, at: int) -> bool:
        """Return whether a noun without article has one behind it that ends other speakers: «مدير حفظ صحة الوسط»."""
        word, following = self.words.surface(at), self.words.surface(at + 1)
        is_end = self.words.roles[at + 1] & ENDS and self.words.keys[at + 1] not in _LIKE_PREPOSITIONS
        return bool(is_end) and all(not one.startswith("ال") and is_common_noun(one) for one in (word, following))

    def _ends_before(self, at: int, phrase: OpenPhrase, mention: Mention | None) -> bool:
        """Return whether a phrase ends before a word."""
        words, role, word = self.words, self.words.roles[at], self.words.keys[at]
        return bool(
            words.signs[at - 1] & (STOP | COLON | BRACKET)
            or (role & _ENDING and word not in {"من", "هو"} and not self._is_construct(at, phrase))
            or (role & (VERB | PARTICIPLE) and is_verb(words, at))
            or (role & ENDS and not self._goes_on(at, phrase))
            or word in word_list("what")
            or (word == _OR and at + 1 < words.size and words.roles[at + 1] & VERB)
            or self._withholds_name(at)
            or (word in _PREPOSITIONS and not self._is_tied(at, phrase))
            or (role & PERIOD and at + 1 < words.size and words.keys[at + 1].startswith(_PASSING))
            or (word in REPORTERS and is_informed(words, at, phrase.first))
            or (self._is_spoken_to(at, mention) and not self._are_members(at, phrase))
            or (word[:1] == "ل" and self._is_told(at, phrase, mention))
            or (phrase.is_name and not self._extends_name(at, phrase, mention))
            or (phrase.takes_object and is_object(words, self.mentions, at, phrase.first))
            or (phrase.is_source and mention is None and self._goes_on_behind(at))
            or (mention is None and (words.is_imperfect(at) or self._is_relative(at, phrase.first)))
            or (mention is None and not phrase.accusative and words.is_adverbial(at))
        )

    def _goes_on_behind(self, at: int) -> bool:
        """Return whether the clause around an aside goes on with a word: «وحققت الأسعار حسب الوزارة تحسنا»."""
        surface = self.words.surface(at)
        if surface.endswith("ت") and is_only_perfect(surface):
            return True
        return self.words.keys[at - 1].startswith("ال") and (is_masdar(surface) or is_indefinite_accusative(surface))

    def _withholds_name(self, at: int) -> bool:
        """Return whether a clause begins by which a speaker stays unnamed: «مسؤول طلب عدم ذكر اسمه»."""
        following = self.words.keys[at + 1 : at + 2]
        return bool(self.words.roles[at] & ASKS and following) and following[0] in word_list("withholding")

    def _is_relative(self, at: int, first: int) -> bool:
        """Return whether a word begins a relative clause on an indefinite noun: «دراسة نشرت أمس»."""
        word, before = self.words.keys[at], self.words.surface(at - 1)
        if word in _IS_PUBLISHED:  # «استطلاع للرأي نشر أمس»
            head = self.words.keys[first].removeprefix("و")
            return not head.startswith("ال") and self.words.keys[at + 1 : at + 2] != ["عن"]
        if not word.endswith(("ت", "ته", "تها")) or not is_only_perfect(self.words.surface(at)):
            return False
        return not before.startswith("ال") and is_common_noun(before)

    def _ends_in_person(self, first: int, at: int) -> bool:
        """Return whether the last mention before a word, from first on, is the name of a person."""
        before = [one for one in self.mentions.all if first <= one.first and one.last < at]
        return bool(before) and before[-1].is_person and before[-1].last == at - 1

    def _goes_on(self, at: int, phrase: OpenPhrase) -> bool:
        """Return whether a speaker goes on with a preposition: «المبعوث الدولي إلى سوريا», or has the name علي."""
        word = self.words.keys[at]
        if word == "الي":
            # «وتعود القضية، حسب المراسل إلى شكاية», but «وفق المبعوث إلى سوريا»
            is_of_clause = phrase.is_source and not self._is_body(at + 1) and at + 1 not in self.mentions.by_word
            return not phrase.is_name and not is_of_clause and self.words.keys[phrase.first] in word_list("envoys")
        if word in _IN_IT:  # «القيادي فيها فلان»
            following = self.mentions.by_word.get(at + 1)
            return at + 1 < phrase.stop and following is not None and following.is_person
        return word in _LIKE_PREPOSITIONS and (self.is_spelled_as_name(at) or self.words.keys[at - 1].startswith(_OVER))

    def _is_tied(self, at: int, phrase: OpenPhrase) -> bool:
        """Return whether a preposition ties its noun to the speaker: «مسؤول من حماس», «النائب عن الحركة»."""
        if phrase.is_name or at + 1 >= phrase.stop:
            return False
        word, head, following = self.words.keys[at], self.words.keys[phrase.first], self.words.keys[at + 1]
        if following in _NOT_TIED:
            return False
        if word == "مع":  # «وزير العلاقة مع الهيئات»
            return self.words.keys[at - 1].endswith(_RELATIONS)
        if word in _AT:
            goes_on = phrase.is_source and is_common_noun(self.words.surface(at + 1)) and not self._is_body(at + 1)
            return not (self._is_occasion(at + 1) or goes_on)
        is_of_verb = (phrase.takes_object and not head.startswith(_FOR)) or head in word_list("outlets")
        if word not in {"من", "عن"} or (word == "عن" and is_of_verb):
            return False  # «امتنع المتحدث عن التعليق», «كشفت صحيفة كذا عن مسؤولين أن»
        before = self.words.keys[at - 1]
        is_of_noun = before.startswith(("المسؤول", "ممثل", "صادر", "الصادر")) or (
            before.startswith("لل") and before.endswith("ه")
        )
        return head in word_list("members") or not head.startswith("ال") or is_of_noun  # «هيئة للوقاية من التعذيب»

    def _is_body(self, at: int) -> bool:
        """Return whether somebody or a place where somebody works is named by a word: «مصدر في وزارة الصحة»."""
        word = self.words.keys[at]
        if word.startswith("ال") or is_place(self.words.surface(at)):
            return True
        return any(word in word_list(name) for name in ("persons", "places", "outlets"))

    def _is_occasion(self, at: int) -> bool:
        """Return whether the occasion of the speech follows في or لدى."""
        if at >= self.words.size or at in self.mentions.by_word:
            return at >= self.words.size
        return is_occasion(self.words.keys[at]) or bool(self.words.roles[at] & ADVERB)

    def _is_spoken_to(self, at: int, mention: Mention | None) -> bool:
        """Return whether a word is one to whom is spoken: «مسؤول لرويترز», not «المدير العام لرويترز»."""
        if is_listener(self.words.keys, at) and (mention is None or mention.actor_type == "media"):
            return True
        if self.words.keys[at] == "ل":
            following = self.words.keys[at + 1 : at + 4]
            # «ل"إذاعة كذا"», «لـ برنامج كذا»
            if self.words.signs[at] & QUOTE or (following and is_listener(["ل" + following[0], *following[1:]], 0)):
                return True
            mention = self.mentions.by_word.get(at + 1)
        elif mention is not None and mention.proclitic not in {"ل", "لل"}:
            return False
        return mention is not None and mention.actor_type == "media" and self.words.keys[at - 1] not in _OF_A_BODY

    def _are_members(self, at: int, phrase: OpenPhrase) -> bool:
        """Return whether those behind ل are the members of a body: «النقابة الوطنية للصحفيين»."""
        head = self.words.keys[phrase.first].removeprefix("و").removeprefix("ال")
        return head in word_list("unions") and at > phrase.first + 1 and self.words.keys[at - 1].startswith("ال")

    def _is_construct(self, at: int, phrase: OpenPhrase) -> bool:
        """Return whether «غير» or a word of time belongs to the noun before it: «خطيب الجمعة», «بيان صدر أمس عن»."""
        keys, role = self.words.keys, self.words.roles[at]
        if role & OPENER:
            return keys[at - 1] in LETTERS_AROUND and spells(self.words, at)  # «سي إن إن»
        if role & ADVERB and "صدر" in keys[phrase.first : at] and "عن" in keys[at + 1 : at + _WORDS_OF_DAY]:
            return True
        if self.words.keys[at] == _NOT:  # «المنظمات غير الحكومية»
            following = self.words.keys[at + 1 : at + 2]
            return self.words.keys[at - 1].startswith("ال") and bool(following) and following[0].startswith("ال")
        is_second = at == phrase.first + 1 and not phrase.is_name
        return is_second and self.words.roles[at] & _ENDING == ADVERB and is_common_noun(self.words.surface(at - 1))

    def _is_told(self, at: int, phrase: OpenPhrase, mention: Mention | None) -> bool:
        """Return whether a word is one to whom somebody speaks that it can't belong to: «مصدر أمني للإذاعة»."""
        head = self.words.keys[phrase.first]
        # «العماري للإذاعة», «سمير لزملائه»
        takes_none = head in word_list("unnamed") or (at == phrase.first + 1 and is_relation(head))
        takes_none = takes_none or has_pronoun(self.words.surface(at)[1:])
        return takes_none and mention is None and self.words.has_preposition(at)

    def _extends_name(self, at: int, phrase: OpenPhrase, mention: Mention | None) -> bool:
        """Return whether a word behind a name is still part of it: an adjective, another name joined by و."""
        word = self.words.keys[at]
        if mention is not None:
            is_own = mention.kind == "adjective" and not is_accusative(word)  # «دعا فلان السودانيين»
            return is_own or mention.proclitic == "و"
        following = self.mentions.by_word.get(at + 1)
        if word.startswith("ال") and following is not None and following.is_person and not following.proclitic:
            return not self._ends_in_person(phrase.first, at)  # «رئيس الوزراء الأردني المستقيل فلان»
        if (
            is_title(word) and at + 1 < phrase.stop and not self._ends_in_person(phrase.first, at)
        ):  # «وزير الطاقة السعودي الأمير سلمان»
            following = self.mentions.by_word.get(at + 1)
            return following.is_person if following is not None else is_named_person(self.words.surface(at + 1))
        return word in NAME_LINKS or self.words.keys[at - 1] in NAME_LINKS or is_relation(word)

    def past_apposition(self, at: int, stop: int) -> int:
        """Return the word behind a name between commas, or the comma where none stands: «الوزير، فلان، إن»."""
        end, is_office = at, self._is_office(at)
        while end < stop and end - at < (_MAX_OFFICE if is_office else _MAX_APPOSITION):
            mention = self.mentions.by_word.get(end)
            if mention is not None and not mention.is_person and end == at:
                return at
            if self._is_spoken_to(end, mention) or (
                mention is None and self._ends_apposition(at, end, is_office=is_office)
            ):
                return end
            is_link = end > at and (self._is_origin(end) or (is_office and self._is_of_office(end)))
            if mention is None and not is_link and (self._is_clause(end) or self._withholds_name(end)):
                return at
            if end == at and (joins_clause(self.words.surface(end)) or is_surely_perfect(self.words.surface(end))):
                return at  # «المنظمة، ومقرها لندن، إن», «وحسب الوزارة، ارتفعت الأسعار»
            end = mention.last + 1 if mention is not None else end + 1
            if self.words.signs[end - 1] & (COMMA | STOP) or (end == stop and end < self.words.size):
                return end
        return at

    def _is_office(self, at: int) -> bool:
        """Return whether what somebody is begins with a word: «فلان، المدير العام للشركة»."""
        noun = self.words.keys[at].removeprefix(ARTICLE)
        is_person = noun in word_list("speakers") and noun not in word_list("bodies")
        return is_person or noun in word_list("members") or noun in word_list("envoys")

    def _is_of_office(self, at: int) -> bool:
        """Return whether a word with ب or ل may tell of what somebody is in charge: «للشركة», «بوزارة الداخلية»."""
        return self.words.keys[at][:1] in "بل" and self.words.has_preposition(at) and not self.words.roles[at]

    def _is_origin(self, at: int) -> bool:
        """Return whether «من» tells where somebody is from: «سائق من عدن», not «أضعف من», «من جهته»."""
        is_next = self.words.keys[at] == "من" and at + 1 < self.words.size
        elative = self.words.surface(at - 1)
        return (
            is_next
            and self.words.keys[at + 1] not in _NOT_TIED
            and not (elative[0] == "أ" and len(elative) == 4 and elative[-1] != "ة")
        )

    def _ends_apposition(self, first: int, at: int, *, is_office: bool) -> bool:
        """Return whether a word is none of a name and its office, but begins what hangs on the verb."""
        word = self.words.keys[at]
        before = self.words.keys[at - 1] if at > first else ""
        if is_office and before and self.words.roles[at] & RELATIVE and word != "من":
            return True  # «فلان، المتحدث باسم التحالف الذي تقوده …»
        if word == "مع" and before.endswith(_RELATIONS):  # «الوزير المكلف بالعلاقة مع البرلمان»
            return False
        is_for = before.startswith("ممثل") or self.words.keys[first].startswith(_FOR)
        if (word == "عن" and is_for) or (word == "علي" and before.startswith(_OVER)):
            return False
        if word in LINKS and at > first:
            return self._is_occasion(at + 1)
        ends = self.words.roles[at] & (ENDS | ADVERB | NO_SPEAKER) and word not in {"من", "ل"}
        return bool(ends) and not self.is_spelled_as_name(at)

    def _is_clause(self, at: int) -> bool:
        """Return whether a word begins or belongs to a clause rather than a name."""
        clause = RELATIVE | CONNECTIVE | VERB | PARTICIPLE | OPENER | AUXILIARY | SAYING
        return bool(self.words.roles[at] & clause or self.words.has_preposition(at) or self.words.is_imperfect(at))

    def is_spelled_as_name(self, at: int) -> bool:
        """Return whether a word that is folded like a preposition is no such: علي and على, والي and وإلى."""
        return self.words.surface(at) in {"علي", "والي"}
