"""Where the object of a verb begins behind its subject: «طالب أهالي الضحايا السلطات»."""

from functools import cache

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.speech.finite_verbs import (
    NAME_LINKS,
    has_pronoun,
    is_accusative,
    is_act,
    is_common_noun,
    is_indefinite_accusative,
    is_masdar,
    is_personal_name,
    is_place,
    is_relation,
)
from corpus_tools.actors.speech.placed_mentions import FIRM, MentionsOfSentence
from corpus_tools.actors.speech.reporting_verbs import word_list
from corpus_tools.actors.speech.sentence_words import QUOTE, SentenceWords
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE

#: Prepositions inside an office: «الناطق باسم الحزب», «مدير فرع في الوزارة».
LINKS = frozenset({"في", "باسم", "من", "لدي"})
#: They are folded like nouns: «آلي».
_TO = frozenset({"الي", "علي"})
#: Behind their adjective, a name in quotation marks is that of a medium that they tell: «أبلغت مصادر أمنية "النهار"».
_SOURCES = frozenset({"مصدر", "مصادر", "مصدران"})
#: Those of somebody or something, whom a verb is about: «أخبر الطبيب ذوي المريض».
_WHOM = frozenset(
    {"ذوي", "اصحاب", "اهالي", "سكان", "وزراء", "قاده", "زعماء", "روساء", "نواب", "اعضاء", "ممثلي", "مسوولي"}
)
#: They are whom somebody of their rank speaks to: «أبلغ الوزير نظيره».
_COUNTERPARTS = frozenset({"نظيره", "نظيرها", "نظيرته", "نظيرتها", "نظراءه", "نظراءها", "ضيفه", "ضيفها", "مضيفه"})
#: ب belongs to these: «المكلف بالإعلام».
_CHARGED = ("المكلف", "مكلف", "المعني", "معني", "الخاص", "خاص", "المختص", "مختص")
_PRONOUNS = ("ه", "ها", "هم")
#: Whom sources tell something, where they stand behind an adjective.
REPORTERS = frozenset({"مراسل", "مراسله", "مراسلنا", "مراسلتنا", "وكاله", "صحيفه", "جريده", "قناه", "اذاعه"})


@cache
def _titles() -> frozenset[str]:
    """Return the words before the names of persons."""
    return frozenset(key(word) for words in load_table("actor_titles")["persons"].values() for word in words)


@cache
def _given_names() -> frozenset[str]:
    """Return given names, those among them that are words as well."""
    return word_list("given_names") | frozenset(map(key, load_table("actor_context")["given_names"]))


def is_title(word: str) -> bool:
    """Return whether a folded word stands before the names of persons: «السيد», «الأمير»."""
    return word in _titles() or word in word_list("leader_titles")


@cache
def is_named_person(word: str) -> bool:
    """Return whether a word as written is a name of persons: «سمير», «عبد»."""
    return is_personal_name(word) or key(word) in _given_names() or key(word) in NAME_LINKS


def is_object(words: SentenceWords, mentions: MentionsOfSentence, at: int, first: int) -> bool:
    """Return whether the object of a verb begins at a word behind its subject, which begins at `first`."""
    mention, before = mentions.by_word.get(at), words.keys[at - 1]
    is_other = is_accusative(words.keys[at]) and is_relation(before) and before.endswith(("ي", "يه"))
    is_medium = words.signs[at - 1] & QUOTE and before.endswith(("ي", "يه")) and words.keys[first] in _SOURCES
    if is_other or is_medium or words.keys[at] in _COUNTERPARTS:  # «طمأن محافظ البنك المركزي المواطنين»
        return True
    if mention is not None:
        return mention.kind in FIRM and _follows_name(words, mentions, at, first)
    word = words.keys[at]
    surface = words.surface(at)
    is_thing = is_indefinite_accusative(surface) and not (before.isdigit() or is_named_person(surface))  # «… تقريرا»
    if is_thing or word in word_list("determiners") or (word[:1] == "ب" and _is_demand(words, mentions, at)):
        return True
    if word.startswith(ARTICLE):
        return _is_no_adjective(words, at, first)
    if word in LINKS | _TO or word in NAME_LINKS or word in _titles() or word in _given_names():
        return False
    return is_informed(words, at, first) or _is_new_noun(words, at)


def is_informed(words: SentenceWords, at: int, first: int) -> bool:
    """Return whether a medium is told something by a source: «أفادت مصادر طبية وكالة كذا»."""
    before, head = words.keys[at - 1], words.keys[first]
    if at == first + 1 or words.keys[at] not in REPORTERS:
        return False
    is_definite = before.startswith(ARTICLE)
    is_adjective = before.endswith(("ي", "يه", "يون")) and before not in LINKS
    return head in word_list("unnamed") if is_definite else is_adjective


def _is_new_noun(words: SentenceWords, at: int) -> bool:
    """Return whether a noun without article can't belong to the definite word before it."""
    word, before, surface = words.keys[at], words.keys[at - 1], words.surface(at)
    if not before.startswith(ARTICLE):
        return False
    # «الوزير الروسي موعد الجلسة», «الوزير موعد الجلسة», not «الوزير نائب الرئيس»
    is_behind_person = before.removeprefix(ARTICLE) in word_list("speakers") and word not in word_list("persons")
    is_thing = is_common_noun(surface) and not is_place(surface)  # names of persons are those of places, too
    is_noun = word in _WHOM or ((is_relation(before) or is_behind_person) and is_thing)
    return is_noun or is_act(surface) or has_pronoun(surface)


def _is_no_adjective(words: SentenceWords, at: int, first: int) -> bool:
    """Return whether a definite word is none of what the word before it is: «وصفت الشرطة الحادث»."""
    word, before = words.keys[at], words.keys[at - 1]
    if not before.startswith(ARTICLE):  # «دعا سمير المصابين إلى», not «اتحاد للعاملين والموظفين المتقاعدين»
        may_be_genitive = any(one in LINKS or one[:1] in "لو" for one in words.keys[first + 1 : at])
        return is_accusative(word) and not (may_be_genitive or is_common_noun(words.surface(at - 1)))
    if word.removeprefix(ARTICLE) in word_list("bodies") or is_masdar(words.surface(at)):
        return True
    if at == first + 1 and before.removeprefix(ARTICLE) in word_list("persons"):
        # «أبلغ الوزير الصحفيين», «استقبل الوزير السفير», not «السيد الوزير», «الرئيس المدير العام»
        is_other = word.removeprefix(ARTICLE) in word_list("persons") and not is_title(before)
        if is_accusative(word) or is_other:
            return True
    return before.endswith("ه") and word[-1] not in "هياء"


def _is_demand(words: SentenceWords, mentions: MentionsOfSentence, at: int) -> bool:
    """Return whether ب and a noun are what a verb is about: «طالب بفتح», not «النائب بمجلس», «النائب بالبرلمان»."""
    noun, surface = words.keys[at][1:].removeprefix(ARTICLE), words.surface(at)[1:].removeprefix("ال")
    is_behind_given = is_named_person(words.surface(at - 1)) and not is_named_person(words.surface(at - 2))
    is_behind_state = any(one.last == at - 1 and not one.is_person for one in mentions.all)
    is_surname = is_behind_given and not (is_behind_state or words.keys[at].endswith(_PRONOUNS))  # «سمير بالطيب»
    if words.keys[at - 1].startswith(_CHARGED) or is_surname:
        return False
    if noun in word_list("speaker_ends") or is_masdar(words.surface(at)[1:]):
        return True
    is_other = noun in word_list("speakers") or noun in word_list("places") or noun == "اسم" or noun.endswith("ي")
    return not is_other and is_common_noun(surface) and not is_place(surface)


def _follows_name(words: SentenceWords, mentions: MentionsOfSentence, at: int, first: int) -> bool:
    """Return whether a speaker may end before a name, which is then the object: «اتهم الوزير الروسي أوكرانيا»."""
    before, mention = words.keys[at - 1], mentions.by_word[at]
    if before in LINKS | _TO:  # «المبعوث الأميركي إلى سوريا»
        return False
    within = any(one.first <= at - 1 <= one.last for one in mentions.all)
    is_adjective = before.startswith(ARTICLE) and is_relation(words.keys[at])  # «السفارة السعودية»
    # «أبلغ سمير مجلس الأمن»
    is_named = at == first + 1 and not mention.is_person and is_personal_name(words.surface(first))
    return (within or is_named or before.startswith(ARTICLE)) and mention.proclitic in {"", "ب"} and not is_adjective
