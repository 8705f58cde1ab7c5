"""Whether the clause of a date without its year or week places it ahead: a plan, a limit, what was put off."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpus_tools.dates.grammar.clause_words import (
    FEMININE_PERFECT,
    IMPERFECT,
    THAT,
    clause_words,
    plain,
    tells_past,
    without_endings,
)
from corpus_tools.dates.grammar.components import Components, Range
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.open_ends import SINCE, UNTIL
from corpus_tools.dates.grammar.search import Found, Search
from corpus_tools.dates.grammar.tense import SCHEDULED, is_open, tense_of
from corpus_tools.proclitics import PREPOSITIONS, bare_stems, has_article
from corpus_tools.script import fold

_LIMIT_BACK = 3
_DECIDED_BACK = 5
#: «تسليم أكتوبر» is the month in which oil will be delivered.
_DELIVERY = frozenset(["تسليم", "لتسليم"])
_FORECAST = frozenset(["طقس", "الطقس"])  # «طقس الأربعاء»
_WEATHER_VERB = re.compile(r"[وف]?[يت](\w{2,})")
#: «أما الأحد فيعود»: what follows «أما» begins with «ف».
_TOPIC = frozenset(["اما", "واما"])
_COMMENT = re.compile(r"ف[يتن]\w{3,}")
_WITHIN_IT = frozenset(["فيما", "فيهم", "فيها"])
_OPENING = frozenset(["في", "وفي", "عند", "وعند", "من"])
_GOING_ON = frozenset(["استمرار", "استمراريه", "مواصله", "تمديد"])
_TO = frozenset(["الي", "جلسه", "يوم"])
_PERFECT = frozenset(["كان", "كانت", "قد"])
_WERE = frozenset(["كان", "كانت", "كانوا", "وكان", "وكانت", "وكانوا"])
_WHETHER = frozenset(["اذا", "ان", "وان", "لو", "كيف", "متي"])
#: How many words behind a date that opens a clause its verb may be, and what begins another clause before that.
_AHEAD = 9
_BEGIN_ANOTHER = THAT | frozenset(map(fold, ["الذي", "التي", "الذين", "حيث", "بعد", "منذ", "بعدما", "إثر", "عقب"]))
_OF_WEEKDAY = frozenset(["weekday", "part_of_day", "hour", "minute", "beside"])
_BEFORE_HOURS = frozenset(["من", "في", "علي", "عند"])
#: Verbs in the past of the derived stems, which their letters show: «استبعد», «اعتقل», «انسحب».
_DERIVED = re.compile(r"ا(?:\wت[^\Wاويه]{2}|ن[^\Wاويه]{3}|ست[^\Wاويه]{2,4})")
#: «شهد التاسع من تموز أول خسارة».
_SAW = (["شهد"], ["وشهد"])
_NO_PREDICATE = frozenset(["التي", "الذي", "منذ", "بعد", "قبل", "حتى"])


def is_to_place(date: Components) -> bool:
    """Return whether the clause of a date may say which year or week it is of; «اليوم السبت» says so by itself."""
    if date.month is not None:
        return date.year is None
    return date.weekday is not None and not (date.shift and date.day is None and date.beside is None)


def placed(search: Search, found: Found, date: Components) -> Found:
    """Return a date without its year or week, placed ahead or behind by its clause."""
    of_month = date.month is not None
    if found.whole_text:
        return found
    before = list(clause_words(search, found.first))
    if found.forward and not of_month:
        return found._replace(forward=not _tells_of_attribute(before))
    if found.forward and not (_was_to_be(before) or _is_paid_for(before[:1])):
        return found
    if _lies_ahead(search, found, date, before):
        return found._replace(forward=True)
    return found._replace(forward=False, past=of_month and _is_past(before))


def _is_past(before: Sequence[str]) -> bool:
    """Return whether a month is one of the past by the clause before it."""
    return before[:1] in _SAW or _befell(before) or _was_done(before) or _is_of_attribute_done(before)


def _lies_ahead(search: Search, found: Found, date: Components, before: Sequence[str]) -> bool:
    """Return whether a date is what something was put off to, or bounds what is to come: «يعود اعتبارا من الأحد»."""
    if _is_put_off(search, found.first, date, before) or _is_called_for(before) or _is_warned_of(before):
        return True
    if date.month is None and _is_decided(before):
        return True
    if _is_predicate(search, found, before) or _is_in_front(search, found, before):
        return True
    if date.month is None and date.day is None and _was_planned(before):
        return True
    from_month = date.month is not None and found.expression.bound == SINCE and is_open(date)
    if not from_month and (date.weekday is None or not _OF_WEEKDAY.issuperset(date.names())):
        return False
    lists = context_words()
    if not from_month and _is_foretold(search, found, before):
        return True
    if from_month:
        return before[:1] == ["من"] and _is_ahead_from(before)  # «تسري اعتبارا من أيلول»
    if not lists["planned_for"].isdisjoint(before[:_LIMIT_BACK]):
        return _PERFECT.isdisjoint(map(plain, before))
    if found.expression.bound == UNTIL and before[:1] != ["الي"]:
        return date.names() == ["weekday"] and not (_has_lasted(before) or tells_past(search, found.first))
    return found.expression.bound == SINCE and before[:1] == ["من"] and _is_ahead_from(before)


def _has_lasted(before: Sequence[str]) -> bool:
    """Return whether a clause tells of what was so up to a day: «لم يصل حتى الأحد», «حصيلة القتلى حتى الأحد»."""
    words = set(map(plain, before))
    return not words.isdisjoint(context_words()["lasted"]) or any(map(_DERIVED.fullmatch, words))


def _is_foretold(search: Search, found: Found, before: Sequence[str]) -> bool:
    """Return whether a day is one of the weather that a verb in the present tells of: «تهب الأحد رياح شمالية».

    Its noun, and the verb behind «أما الأحد ف», may stand behind the day.
    """
    lists = context_words()
    if before[:1] and before[0] in _FORECAST:
        return lists["was"].isdisjoint(before[1:2])
    behind = search.words_from(found.last + 1, found.doc, _AHEAD)
    if behind and ":" in search.gap_before(found.last + 1):  # «الأحد: غائم جزئيا»
        return any(not lists["weather"].isdisjoint(bare_stems(word)) for word in behind)
    words = [*before, *behind[:1]]
    told = next((place for place, word in enumerate(words) if _tells_weather(word) or _tells_act(word)), None)
    if told is None or not _tells_weather(words[told]) or not lists["was"].isdisjoint(words[told + 1 : told + 2]):
        return False
    return any(not lists["weather"].isdisjoint(bare_stems(word)) for word in (*before, *behind))


def _tells_weather(word: str) -> bool:
    """Return whether a word is a verb in the present that may tell of the weather."""
    verb = _WEATHER_VERB.fullmatch(word)
    return verb is not None and verb[1] in context_words()["weather_verbs"]


def _is_in_front(search: Search, found: Found, before: Sequence[str]) -> bool:
    """Return whether what is to come is told behind a date that opens its clause: «الأحد يلتقي الفريقان».

    The place may stand between them: «الأحد على ملعب المدينة يلتقي الفريقان».
    """
    if before[:1] and before[0] in _TOPIC:
        told = search.after(found.last)
        return told not in _WITHIN_IT and (tense_of(told, told) > 0 or _COMMENT.fullmatch(told) is not None)
    if len(before) >= _LIMIT_BACK or not _OPENING.issuperset(before) or not search.after(found.last):
        return False
    for word in search.words_from(found.last + 1, found.doc, _AHEAD):
        if tense := tense_of(word, word):
            return tense > 0
        if word in _BEGIN_ANOTHER or _tells_act(word):
            return False
    return False


@lru_cache(maxsize=65536)
def _tells_act(word: str) -> bool:
    """Return whether a word is a verb of what has happened."""
    perfect = FEMININE_PERFECT.fullmatch(word) is not None and not has_article(word) and word[0] not in PREPOSITIONS
    return perfect or not context_words()["single_act"].isdisjoint((plain(word), *without_endings(plain(word))))


def _is_called_for(before: Sequence[str]) -> bool:
    """Return whether a date is one of what is called for or prepared: «دعت النقابة إلى إضراب عام الخميس»."""
    to = next((place for place, word in enumerate(before[:4]) if word == "الي" or word[:1] == "ل"), None)
    if to is None or (before[to] == "الي" and to == 0):
        return False
    lists, event = context_words(), before[to - 1] if before[to] == "الي" else before[to]
    if lists["calling"].isdisjoint(map(plain, before[to + 1 : to + 5])):
        return False
    stems = bare_stems(event)
    return not (lists["scheduled_events"].isdisjoint(stems) and lists["planned"].isdisjoint(stems))


def _is_warned_of(before: Sequence[str]) -> bool:
    """Return whether a date is one of what someone warns of: «حذرت الأرصاد من أمطار السبت», not «حذرت السبت من»."""
    source = next((place for place, word in enumerate(before[:5]) if word == "من"), 0)
    return source > 0 and not context_words()["warning"].isdisjoint(map(plain, before[source + 1 : source + 5]))


@lru_cache(maxsize=65536)
def _is_planned(word: str) -> bool:
    """Return whether a word names what is announced before it is."""
    return not context_words()["planned"].isdisjoint(bare_stems(word))


def _is_decided(before: Sequence[str]) -> bool:
    """Return whether a weekday stands right behind what someone announces: «قررت النقابة الإضراب الأحد»."""
    lists, event = context_words(), list(before[:2])
    if not event or not has_article(event[0]) or not any(map(_is_planned, event)):
        return False
    bare = [plain(word) for word in before[1:_DECIDED_BACK]]
    forms = ({word, "ا" + word[1:], *without_endings(word)} for word in bare)  # «أعلنت», «تعلن»
    return any(not lists["announced"].isdisjoint(one) for one in forms)


def _is_predicate(search: Search, found: Found, before: Sequence[str]) -> bool:
    """Return whether a clause of «أن» without a verb says of an event when it is: «أعلن أن الانتخابات في 30 أيلول»."""
    that = next((place for place, word in enumerate(before) if word in THAT), 0)
    if not that or context_words()["scheduled_events"].isdisjoint(bare_stems(before[that - 1])):
        return False
    if any(_tells_more(word) for word in before[:that] if word not in _TO):
        return False
    after = search.after(found.last)
    # «أن الجلسة في 30 أيلول أقرت القانون»
    return not after or after[0] == "و" or tense_of(after, after) > 0


def _tells_more(word: str) -> bool:
    """Return whether a word is a verb, or begins what tells more of an event."""
    if IMPERFECT.fullmatch(word) or (FEMININE_PERFECT.fullmatch(word) and not has_article(word)):
        return True
    return plain(word) in _NO_PREDICATE or not {word, plain(word)}.isdisjoint(context_words()["past"])


def _is_ahead_from(before: Sequence[str]) -> bool:
    """Return whether a clause, read backwards, places what begins behind it ahead: nothing past stands nearer."""
    lists = context_words()
    for word in before:
        forms = {word, bare := plain(word), *without_endings(bare)}
        if not forms.isdisjoint(lists["announced"]):
            return True  # «قررت الوزارة إغلاق المدارس اعتبارا من الأحد»
        perfect = FEMININE_PERFECT.fullmatch(word) is not None and not has_article(word)
        if perfect or not forms.isdisjoint(lists["past"] | lists["single_act"]):
            return False
    return True


def announces(search: Search, found: Found, days: Range) -> bool:
    """Return whether a range is announced: hours of a weekday told in the present, days behind «ابتداء من»."""
    if days.left is None or not is_open(days.left):
        return False
    before = list(clause_words(search, found.first))
    if days.left.weekday is not None and (_is_warned_of(before) or _is_foretold(search, found, before)):
        return True
    if before[:1] == ["من"] and days.left.weekday is not None and _is_adjourned(before):
        return True
    if before[:1] == ["من"] and not context_words()["onset"].isdisjoint(before[1:2]):
        return _is_ahead_from(before)
    by_hours = found.expression.rule == "clock_range" or _hours_follow(search, found)
    if not by_hours or days.left.weekday is None or not any(map(IMPERFECT.fullmatch, before)):
        return False
    return _PERFECT.isdisjoint(map(plain, before)) and not tells_past(search, found.first)


def _is_adjourned(before: Sequence[str]) -> bool:
    """Return whether a clause puts something off, or has done so just now: «أجل اللقاء من الأربعاء إلى الجمعة»."""
    words = set(map(plain, before))
    return words.isdisjoint(_PERFECT) and not words.isdisjoint(context_words()["adjourned"])


def _hours_follow(search: Search, found: Found) -> bool:
    """Return whether hours stand behind days: «السبت والأحد من الرابعة إلى السابعة», «السبت والأحد الساعة 8»."""
    behind = search.words_from(found.last + 1, found.doc, 2)
    if behind[:1] == ["الساعه"]:
        return True
    if len(behind) < 2 or behind[0] not in _BEFORE_HOURS:
        return False
    hour = search.words[search.word[found.last + 2]]
    numbered = hour is not None and hour.numeral is not None
    return behind[1] == "الساعه" or (numbered and (behind[0] == "من" or has_article(behind[1])))


def _was_to_be(before: Sequence[str]) -> bool:
    """Return whether a clause speaks of what was to come: «كان سيحاكم في آذار», but «ما إذا كانت ستبدأ» is ahead."""
    verb = next((place for place, word in enumerate(before) if tense_of(word, word) > 0), len(before))
    return not _WERE.isdisjoint(before[verb + 1 : verb + 3]) and _WHETHER.isdisjoint(before[verb + 1 : verb + 5])


def _was_planned(before: Sequence[str]) -> bool:
    """Return whether a weekday is the one that something was planned for: «كان من المقرر أن تقام الأحد».

    The news is that it will not be, which is told before the day rather than after it.
    """
    if _WERE.isdisjoint(before):
        return False
    plan = next((place for place, word in enumerate(before) if tense_of(word, word) == 1), len(before))
    if plan == len(before) or before[plan][0] == "س":
        return False  # «كان سيلتقي» may be of any day
    to_be = plan == 0 or THAT.isdisjoint(before[:plan]) or before[plan - 1] in THAT
    return to_be and not _WERE.isdisjoint(before[plan + 1 : plan + 3])


def _tells_of_attribute(before: Sequence[str]) -> bool:
    """Return whether the present is that of an attribute in a clause of the past: «وصل وفد يمثل المعارضة السبت».

    «أعلن أن الوفد يصل السبت» is ahead, and what begins then («وصل للمشاركة في مؤتمر ينطلق السبت»).
    """
    lists = context_words()
    verb = next((place for place, word in enumerate(before) if tense_of(word, word)), len(before))
    if verb == len(before) or tense_of(before[verb], before[verb]) != SCHEDULED:
        return False
    if plain(before[verb])[1:] in lists["of_events"]:
        return False
    if (noun := _lasting_noun(before, verb + 1)) is not None and any(map(_tells_act, before[noun + 1 :])):
        return True
    for word in map(plain, before[verb + 1 :]):
        forms = {word, *without_endings(word)}
        if word in THAT or not forms.isdisjoint(lists["announced"] | lists["planned"] | lists["adjourned"]):
            return False
        if not forms.isdisjoint(lists["single_act"]) and word not in lists["nouns_of_acts"]:
            return True
    return False


def _lasting_noun(before: Sequence[str], place: int) -> int | None:
    """Return where the law stands of which a verb tells what it says from then on: «أقر قانونا يمنع التدخين الأحد»."""
    related = before[place : place + 1] != [] and before[place] in context_words()["relatives"]
    place += related
    if place >= len(before) - 1 or has_article(noun := before[place]) != related or before[place + 1] in THAT:
        return None
    stems = bare_stems(noun) | bare_stems(noun.removesuffix("ا"))
    return None if context_words()["lasting_texts"].isdisjoint(stems) else place


def _is_paid_for(beside: Sequence[str]) -> bool:
    """Return whether a month is one of pay or a bill: «ستصرف رواتب شهر كانون الأول غدا» is the month that is over."""
    return any(not context_words()["paid"].isdisjoint(bare_stems(word)) for word in beside)


def _befell(before: Sequence[str]) -> bool:
    """Return whether the clause tells what befell someone, with no plan after it: «مقتل جندي في أفريل»."""
    lists = context_words()
    for word in before:
        bare = plain(word)
        if bare in lists["planned"] or tense_of(word, word) > 0:
            return False
        if not lists["befell"].isdisjoint((word, bare, *without_endings(bare))):
            return True
    return False


def _is_of_attribute_done(before: Sequence[str]) -> bool:
    """Return whether a month is one in which an attribute was done: «الذي استبعد من السلطة في نيسان».

    «الذي أعلن تنظيم دورة في نيسان», «التي قررت العودة في نيسان» leave it open.
    """
    lists = context_words()
    which = next((place for place, word in enumerate(before) if word in lists["relatives"]), 0)
    if which == 0 or (not _tells_act(verb := before[which - 1]) and _DERIVED.fullmatch(verb) is None):
        return False
    forms = {verb, *without_endings(verb)}
    told = set(map(plain, before[: which - 1]))
    if told <= _OPENING:
        return True  # «الذي أعلن في نيسان»
    return forms.isdisjoint(lists["announced"]) and (lists["planned"] | lists["scheduled_events"]).isdisjoint(told)


def _was_done(before: Sequence[str]) -> bool:
    """Return whether the clause tells of an act of the past: «افتتح المصنع في آذار», not «أعلن عقد لقاء في آذار»."""
    if before[:1] != ["في"]:
        return False  # «حدد تاريخ 14 آذار موعدا», «تستمر إلى 24 آذار»
    lists = context_words()
    for place, word in enumerate(before):
        bare = plain(word)
        if word in THAT or tense_of(word, word) > 0 or IMPERFECT.fullmatch(word):
            return False
        stems = bare_stems(word)
        if not (lists["scheduled_events"].isdisjoint(stems) and lists["planned"].isdisjoint(stems)):
            return False
        forms = {word, bare, *without_endings(bare)}
        if bare in lists["nouns_of_acts"] or not lists["announced"].isdisjoint(forms):
            return False
        if not lists["single_act"].isdisjoint(forms) and not has_article(word):
            return lists["negations"].isdisjoint(before[place + 1 : place + 2])
    return False


def _is_put_off(search: Search, first: int, date: Components, before: Sequence[str]) -> bool:
    """Return whether a date is a limit or a new date: «إلى يوم الأحد», «على أن يعود الأحد», «أجلت إلى 30 أيلول»."""
    if date.month is None:
        if date.names_more_than("weekday"):
            return False
        if before[:1] == ["الي"]:
            # «تعود الحادثة إلى الأحد» is of the past.
            return context_words()["dates_back"].isdisjoint(map(plain, before))
        own = search.words[search.word[first]]
        if own is not None and own.preposition == "ل":  # «أجلت الجلسة ليوم الاثنين», «استمرار الإضراب ليوم الاثنين»
            return _is_adjourned(before) or not _GOING_ON.isdisjoint(map(plain, before))
        return ("ان", "علي") in pairwise(before[:_LIMIT_BACK])
    headed = search.folded[search.word[first]] == "يوم"
    beside = "" if not is_open(date) else "يوم" if headed else search.beside(first)
    if beside not in _TO:
        return beside in _DELIVERY
    if _is_adjourned(before):
        return True
    words = set(map(plain, before))
    return beside != "الي" and words.isdisjoint(_PERFECT) and not words.isdisjoint(context_words()["fixed"])
