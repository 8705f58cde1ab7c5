"""Whether a word is the reporting verb that it is written like, by the words around it."""

from corpus_tools.actors.speech.objects import is_named_person
from corpus_tools.actors.speech.reporting_verbs import FEMININE, STATIONS, ReportingVerb, names_source, word_list
from corpus_tools.actors.speech.sentence_words import (
    AUXILIARY,
    CERTAIN,
    CLOSED,
    COLON,
    COMMA,
    CONNECTIVE,
    JOINED,
    OPENER,
    PREPOSITIONS,
    QUOTE,
    RELATIVE,
    SAYING,
    STOP,
    VERB,
    SentenceWords,
)
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import fold

_ON = "علي"
_WHERE = frozenset({"في", "فيه", "فيها", "به", "بها", "ضمن", _ON})
#: What comes in these is said by nobody: «جاء في إطار الحملة».
_NO_DOCUMENTS = frozenset({"اطار", "سياق", "ظل", "وقت", "حين", "اعقاب", "ختام", "نهايه", "بدايه"})
#: Behind one of these stands the noun that a verb is written like: «إلى جانب توقع أن», «طلب عدم ذكر اسمه».
_BEFORE_NOUN = frozenset({"عدم", "جانب", "اطار", "ظل", "نتيجه", "بسبب", "رغم", "بعد", "قبل"})
_AFTER_LAM = frozenset({"لم", "ولم", "فلم"})
_LONGEST_SPEAKER = 12
_REACH_OF_REPLY = 12


def is_verb(words: SentenceWords, at: int) -> bool:
    """Return whether a word is the reporting verb that it is written like."""
    if words.roles[at] & CERTAIN:
        return True
    verb = words.verb(at)
    if (verb.is_told_by_spelling and not _is_spelled_so(words, at, verb)) or (
        verb.is_jussive and not (at and words.keys[at - 1] in _AFTER_LAM)
    ):
        return False
    if "shows" in verb.traits:
        return _has_evidence(words, at)
    if "of" in verb.traits:  # «قال مسؤول تحدث شريطة عدم ذكر اسمه إن»
        return words.roles[at] & JOINED != 0 or not _is_behind_verb(words, at)
    return verb.is_jussive or _is_used_so(words, at, verb)


def _is_used_so(words: SentenceWords, at: int, verb: ReportingVerb) -> bool:
    """Return whether the words around a word let it be the reporting verb that it is written like."""
    before = words.keys[at - 1] if at else ""
    if "holds" in verb.traits:  # «جاء في البيان أن», «ورد على لسان المتحدث»; «ورد الوزير» is «و» and «رد»
        where, what = ([*words.keys[at + 1 : at + 3], "", ""])[:2]
        is_told = where in _WHERE and what not in _NO_DOCUMENTS
        is_like_noun = "noun" in verb.traits
        if not is_like_noun or not (is_told or words.roles[min(at + 1, words.size - 1)] & OPENER):
            return is_told or (is_like_noun and _replies(words, at))
    is_next = any(role & (OPENER | SAYING) for role in words.roles[at + 1 : at + (3 if verb.is_bare else 2)])
    if not verb.traits.isdisjoint(("hears", "leads")):  # «علمت الصحيفة أن», «خرج الناطق ليعلن أن»
        return is_next if "leads" in verb.traits else _is_medium(words, at + 1)
    if verb.is_participle:  # «متهمة بأنها» is no verb of saying, nor is «مذكرة» alone, or «تتخذ من جنيف مقرا، أن»
        may_be_noun = "noun" in verb.traits and verb.gender == FEMININE
        return not (is_next and words.signs[at] & COMMA) and (
            not is_next if "accuses" in verb.traits else is_next or not may_be_noun
        )
    if not (verb.is_bare and "noun" in verb.traits):
        return True
    if before in _BEFORE_NOUN or before in PREPOSITIONS or _ends_name(words, at):  # «من أبرز الوجوه»
        return False
    return is_next or _opens_clause(words, at)


def _ends_name(words: SentenceWords, at: int) -> bool:
    """Return whether a word is the family name of who has a verb before: «أكد خليل زاد أن», «قال سمير طالب إن»."""
    is_apart = not at or words.roles[at] & JOINED or words.signs[at - 1]
    if is_apart or not is_named_person(words.surface(at - 1)):
        return False
    return _is_behind_verb(words, at)


def _is_behind_verb(words: SentenceWords, at: int) -> bool:
    """Return whether a reporting verb stands before a word in its clause, parted by nothing but its subject."""
    for before in range(at - 1, max(-1, at - _LONGEST_SPEAKER), -1):
        if words.signs[before] & (COMMA | STOP) or words.roles[before] & (OPENER | CONNECTIVE | RELATIVE):
            return False
        if words.roles[before] & VERB:
            return True
    return False


def _has_evidence(words: SentenceWords, at: int) -> bool:
    """Return whether what is no person has a verb of showing: «أظهر استطلاع أن», «الدراسة أظهرت أن», not «الفريق»."""
    behind = min(at + 1, words.size - 1)
    behind += words.keys[behind] in word_list("unspecific") and behind + 1 < words.size
    if words.keys[behind].removeprefix(ARTICLE) in word_list("evidence"):
        return True
    first = at
    while first > 0 and not (
        words.signs[first - 1] & ~(QUOTE | CLOSED) or words.roles[first - 1] & (OPENER | CONNECTIVE | VERB)
    ):
        first -= 1
    head = words.keys[first].removeprefix("و").removeprefix(ARTICLE)
    return first < at and head in word_list("evidence")


def _is_medium(words: SentenceWords, at: int) -> bool:
    """Return whether a word begins what a medium is called: «صحيفة», «موقعنا», «الجوهرة أف أم», «"العربي الجديد"»."""
    if at >= words.size:
        return False
    word = words.keys[at]
    is_station = tuple(words.keys[at + 1 : at + 3]) in STATIONS
    return is_station or bool(words.signs[at - 1] & QUOTE) or word.removesuffix("نا") in word_list("outlets")


def _replies(words: SentenceWords, at: int) -> bool:
    """Return whether «ورد» is «و» and «رد» with what was answered: «ورد الوزير بأن», not «على الاتهامات بأنه»."""
    opener = next((k for k in range(at + 1, min(words.size, at + _REACH_OF_REPLY)) if words.roles[k] & OPENER), at)
    return words.keys[opener].startswith("بان") and _ON not in words.keys[at:opener]


def _is_spelled_so(words: SentenceWords, at: int, verb: ReportingVerb) -> bool:
    """Return whether a word is written as the verb, and not only folded like it."""
    surface = fold(words.surface(at), profile="marks")
    if verb.begins_in_wasl and surface[words.roles[at] & JOINED != 0 :].startswith("أ"):  # «أعتقد»: I
        return names_source(words.keys[min(at + 1, words.size - 1)].removeprefix(ARTICLE))  # «أعتبر الوزير أن»
    return surface[-1] != "ة" and (
        surface[-1] not in "يى"
        or surface[-1] == verb.ending
        or not verb.ending
        or (verb.ending == "ى" and (verb.is_imperfect or _lacks_dots_alone(words, at)))
    )


def _lacks_dots_alone(words: SentenceWords, at: int) -> bool:
    """Return whether نفي may be the verb: in a text that never writes ى, before who speaks: «ونفي الوزير أن»."""
    if "ى" in words.text or at + 1 >= words.size or not words.signs_before(at) & (COMMA | STOP | COLON):
        return False
    behind, surface = words.keys[at + 1], words.surface(at + 1)
    if surface.endswith("ة"):  # «نفي الوزارة» is her denial
        return False
    return behind.startswith(ARTICLE) or names_source(behind) or is_named_person(surface)


def _opens_clause(words: SentenceWords, at: int) -> bool:
    """Return whether a word stands at the head of a clause."""
    return (
        (words.keys[at][0] == "ف" and words.roles[at] & JOINED != 0)
        or words.signs_before(at) & (COMMA | STOP | COLON) != 0
        or words.roles[at - 1] & (CONNECTIVE | AUXILIARY | RELATIVE | OPENER) != 0
    )
