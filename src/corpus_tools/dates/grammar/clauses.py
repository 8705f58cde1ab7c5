"""What the clause makes of a date or an amount of time: the age of someone, a point in the past, at most so much."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from corpus_tools.calendars.arithmetic import DAY, civil_from_days
from corpus_tools.dates.grammar.ages import AGE_CLASS, AGES_BETWEEN
from corpus_tools.dates.grammar.ahead import announces, is_to_place, placed
from corpus_tools.dates.grammar.apart import APART, PUT_OFF, is_length
from corpus_tools.dates.grammar.clause_words import (
    IMPERFECT,
    LOOK_BACK,
    clause_words,
    plain,
    tells_past,
    tells_single_act,
)
from corpus_tools.dates.grammar.components import (
    Components,
    Duration,
    Expression,
    Meaning,
    Range,
    Recurrence,
    Reference,
)
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.false_friends import is_of_ally
from corpus_tools.dates.grammar.feasts import by_eastern_churches
from corpus_tools.dates.grammar.lower_ends import LINKS, find_lower_end, with_lower_end
from corpus_tools.dates.grammar.moved import as_ago, split_where_moved
from corpus_tools.dates.grammar.open_ends import AFTER, BEFORE, SINCE, UNTIL
from corpus_tools.dates.grammar.search import Found, Search
from corpus_tools.proclitics import bare_stems, without_conjunction
from corpus_tools.script import fold

_NEAR_PERSON = 4
_LIMITS = frozenset(["LESS_THAN", "MORE_THAN"])
_LIMIT_BACK = 3  # how far back «لا يقل السن عن» begins, counted from its last word
#: How many tokens from an age another one may begin that belongs to its list: «(30 سنة و32 سنة)».
_LISTED, _LISTED_JOINED = 2, 4
_FURTHER_CLASS = 8
_OLDEST = 130
#: What means an age wherever it stands in a clause, and what does only near the number: «العمر» is that of things too.
#: «سنه» folds like «سنة» and «أعمار» like the «إعمار» after «إعادة», and «عمر» is a name as well.
_AGE = re.compile(r"[وفبل]{0,2}(?:(?:ال)?سن|سنا|اعمار|سن(?:ها|هم|هن|هما)|اعمار(?:ه|ها|هم|هن|هما|نا))|(?:ال)?عمريه")
_AGE_NEAR = re.compile(r"[وفبل]{0,2}(?:العمر|عمر(?:ه|ها|هم|هن|هما))")
_NEAR = 4
_COMMAS = frozenset(["،", ","])
_QUOTES = frozenset('"«»“”')
_UP_TO_NOW = [["حتي", "الان"], ["وحتي", "الان"], ["الي", "الان"], ["والي", "الان"], ["حتي", "اليوم"], ["وحتي", "اليوم"]]
_DENIALS = frozenset(["لن", "ولن", "فلن"])
#: «اليوم» behind these may be any day.
_DURING = frozenset(["خلال", "اثناء"])
#: How many tokens around Christmas say whose it is.
_NEAR_FEAST = 30
_ONLY = frozenset(["فقط", "تقريبا", "تحديدا"])
_SHORT = frozenset(["وجيزه", "وجيز", "قصيره", "قصير"])


def read_in_clauses(search: Search, found: Iterable[Found]) -> Iterator[Found]:
    """Read amounts of time by their clauses: «منذ أسبوعين» after a single act, «تتراوح أعمارهم بين 19 و27 سنة»."""
    age_ends = -LOOK_BACK
    for one in found:
        if one.expression.rule == AGES_BETWEEN and not _tells_persons(search, one.first):
            continue
        if one.expression.rule == AGE_CLASS and not _tells_team(search, one):
            continue
        if one.expression.rule in (APART, PUT_OFF) and not _is_length(search, one):
            continue
        if one.expression.rule == "day+month" and _is_of_ally(search, one):
            continue
        read = _read(search, as_ago(search, one) if one.expression.rule == "ago_event" else one, age_ends)
        if isinstance(read.expression.meaning, Range):
            yield from split_where_moved(search, read, read.expression.meaning)
            continue
        yield read
        if isinstance(read.expression.meaning, Duration) and read.expression.meaning.age:
            age_ends = read.last
            if (other := _age_of_other(search, read)) is not None:
                age_ends = other.last
                yield other


def _is_of_ally(search: Search, found: Found) -> bool:
    """Return whether a day names an alliance: «مصادر دبلوماسية في 14 آذار»."""
    date, month = found.expression.meaning, search.folded[search.word[found.last]]
    return isinstance(date, Components) and is_of_ally(date, month, list(islice(clause_words(search, found.first), 3)))


def _is_length(search: Search, found: Found) -> bool:
    """Return whether a lone unit is a length by its clause: «قبل السفر بيوم», «تأجيل الجلسة أسبوعا»."""
    near = islice(clause_words(search, found.first), _NEAR_PERSON)
    return is_length(found.expression.rule, list(map(plain, near)))


def _tells_persons(search: Search, first: int) -> bool:
    """Return whether people stand before two numbers that may be ages: «أطفال ما بين الخامسة والعاشرة»."""
    near = islice(clause_words(search, first), _NEAR_PERSON)
    persons = context_words()["persons"]
    return any(_AGE.fullmatch(word) or _AGE_NEAR.fullmatch(word) or plain(word) in persons for word in near)


def _tells_team(search: Search, found: Found) -> bool:
    """Return whether a team or its games stand before an age without its unit: «المنتخب الأولمبي تحت 23»."""
    if search.words_from(found.last + 1, found.doc, 2)[:1] == ["في"]:
        return False
    near = map(bare_stems, islice(clause_words(search, found.first), LOOK_BACK))
    return any(not context_words()["age_classes"].isdisjoint(stems) for stems in near)


def _is_listed(search: Search, found: Found, age_ends: int) -> bool:
    """Return whether an amount goes on a list of ages: «(30 سنة و32 سنة)», «79 سنة للرجال و83 سنة للنساء»."""
    word = search.words[search.word[found.first]]
    joined = search.beside(found.first) == "و" or (word is not None and word.joined)
    near = found.first - age_ends <= (_LISTED_JOINED if joined else _LISTED)
    termed = search.beside(found.first) in context_words()["term_before"]  # «في العشرينات من عمره، بالسجن 15 عاما»
    return near and found.doc == search.doc[age_ends] and not termed


def _is_further_class(search: Search, found: Found, age_ends: int) -> bool:
    """Return whether a range of years is a further class of ages: «12 % بين 12 و17 سنة، و8 % بين 18 و29 سنة»."""
    if found.first - age_ends > _FURTHER_CLASS or found.doc != search.doc[age_ends]:
        return False
    return search.beside(found.first) == "بين"


def _read(search: Search, found: Found, age_ends: int) -> Found:
    """Read an expression by its clause; `age_ends` is the last token of the age before it."""
    meaning = found.expression.meaning
    if isinstance(meaning, Components):
        return _read_date(search, found, meaning)
    if isinstance(meaning, Duration):
        return _read_amount(search, found, meaning, age_ends)
    ahead = isinstance(meaning, Range) and not found.forward and announces(search, found, meaning)
    return found._replace(forward=True) if ahead else found


def _read_amount(search: Search, found: Found, meaning: Duration, age_ends: int) -> Found:
    """Read an amount of time by its clause."""
    expression = found.expression
    if not meaning.modifier and (modifier := _modifier_beside(search, found)):
        meaning = meaning._replace(modifier=modifier)
        expression = expression._replace(meaning=meaning)
        found = found._replace(expression=expression)
    if expression.rule == "ago" and _is_denied(list(clause_words(search, found.first))):
        later = meaning._replace(relation="ahead", from_now=True)  # «لن ينتهي العمل قبل سنتين»
        return found._replace(expression=expression._replace(meaning=later, rule="ahead", bound=AFTER))
    behind = search.words_from(found.last + 1, found.doc, 3) if expression.rule in ("ago", "ahead") else []
    if expression.rule == "ago" and behind[:1] == ["علي"]:
        return _counted_from_event(search, found, meaning)
    if behind[1:2] == ["من"] and behind[0] in _ONLY and behind[2:] != ["الان"]:
        return _from_event(search, found, meaning, f"{expression.rule}_event")  # «قبل يوم واحد فقط من الثورة»
    goes_on = meaning.relation == "since" and search.words_from(found.last + 1, found.doc, 2) not in _UP_TO_NOW
    if goes_on and tells_single_act(list(clause_words(search, found.first))):
        return found._replace(
            expression=expression._replace(meaning=meaning._replace(relation="ago"), rule="ago", bound="")
        )
    short = expression.rule == "vague_span" and search.folded[search.word[found.last]] in _SHORT
    if short and expression.bound == SINCE:
        once = tells_single_act(list(clause_words(search, found.first))[1:])  # «افتتح المتجر منذ فترة وجيزة»
        past = expression._replace(meaning=Reference("PAST_REF"), rule="vague", bound="")
        return found._replace(expression=past) if once else found
    count, unit = meaning.amounts[0]
    if meaning.relation or meaning.least is not None or not count:
        return found
    if unit in ("day", "week") and _AGE_NEAR.fullmatch(next(clause_words(search, found.first), "")):
        age = expression._replace(meaning=meaning._replace(age=True), rule="age", bound="")
        return found._replace(expression=age)  # «رضيع عمره أربعة أيام»
    if unit not in ("year", "month") or count > _OLDEST:
        return with_lower_end(search, found, meaning, count, unit)
    first, least = find_lower_end(search, found.first, unit, of_age=True) or (found.first, None)
    if least is not None and least >= _OLDEST:
        first, least = found.first, None
    listed = _is_listed(search, found, age_ends) or (least is not None and _is_further_class(search, found, age_ends))
    known = meaning.age or (listed and search.after(found.last) not in context_words()["term_after"])
    ranges = least is not None and least < count  # not «من 15 سنة إلى 5 سنوات»
    if not known and not _is_age(search, first, found.last, meaning, ranges=ranges):
        return with_lower_end(search, found, meaning, count, unit)
    age = expression._replace(meaning=meaning._replace(age=True, least=least), rule="age", bound="")
    start, end = search.offsets(first, found.last)
    return found._replace(expression=age, first=first, start=start, end=end)


def _is_denied(before: Sequence[str]) -> bool:
    """Return whether a clause, read backwards, says of what is to come that it will not be before a time."""
    denial = next((place for place, word in enumerate(before) if word in _DENIALS), None)
    return denial is not None and not tells_single_act(before[:denial])


def _read_date(search: Search, found: Found, date: Components) -> Found:
    """Read a date by its clause, which may also place it ahead or behind."""
    if date.decade is not None and (date.century, date.shift) == (None, None) and _is_of_person(search, found.first):
        age = Duration(((date.decade // 10, "age_decade"),), age=True)
        return found._replace(expression=found.expression._replace(meaning=age, rule="age", bound=""))
    if is_to_place(date):
        found = placed(search, found, date)
    if date.festival is not None:
        near = (search.folded[search.word[k]] for k in search.tokens_near(found.first, _NEAR_FEAST))
        date = date._replace(festival=by_eastern_churches(date.festival, near, search.moments[found.doc]))
        found = found._replace(expression=found.expression._replace(meaning=date))
    read = _date_in_clause(search, found, date)
    return found if read is found.expression else found._replace(expression=read)


def _is_of_person(search: Search, first: int) -> bool:
    """Return whether a decade is one of the life of someone: «رجل في الخمسينات», «سيدة في أواخر الثلاثينات»."""
    if search.beside(first) != "في" or not (someone := search.beside(first - 1)):
        return False
    return without_conjunction(someone) in context_words()["person"]


def _age_of_other(search: Search, age: Found) -> Found | None:
    """Return the age after an age, without its unit: «تبلغ إحداهن 34 سنة والأخرى 28»."""
    other = search.words_from(age.last + 1, age.doc, 2)
    at = age.last + 2
    if len(other) < 2 or without_conjunction(other[0]) not in context_words()["others"] or search.after(at):
        return None
    number = search.words[search.word[at]]
    if number is None or number.digits is None or not 0 < number.digits < _OLDEST:
        return None
    meaning = Duration(((number.digits, "year"),), age=True)
    start, end = search.offsets(at, at)
    expression = age.expression._replace(meaning=meaning, bound="")
    return age._replace(expression=expression, start=start, end=end, first=at, last=at)


def _date_in_clause(search: Search, found: Found, date: Components) -> Expression:
    """Read a date by its clause: «أعلن منذ السبت» is on that day, «تأجل إلى نهاية الشهر» at that time."""
    expression = found.expression
    if date.year is not None and not expression.bound and _is_of_event_since(search, found.first):
        return expression._replace(bound=SINCE)
    if date.shift is not None and date.shift[1] == 0 and (current := _of_current(search, found, date)) is not None:
        return expression._replace(meaning=current, rule="rate" if isinstance(current, Recurrence) else expression.rule)
    if expression.bound == BEFORE and _is_denied(list(clause_words(search, found.first))):
        return expression._replace(bound=AFTER)  # «لن تفتح المدارس قبل سبتمبر»
    # «بداية من السبت» goes on from there, whatever was done before.
    if expression.bound == SINCE and _names_short(date) and search.beside(found.first) != "من":
        once = tells_single_act(list(clause_words(search, found.first))[1:])
        return expression._replace(bound="") if once else expression
    if expression.bound == UNTIL and search.beside(found.first) == "الي":
        words = [search.folded[search.word[k]] for k in search.clause_before(found.first, 3 * LOOK_BACK)]
        lists, year = context_words(), expression.rule in ("year", "bare_year")
        moving = lists["adjourned"] | lists["postponed"] | (lists["led_to_year"] if year else frozenset())
        moved = not moving.isdisjoint(map(plain, words))
        return expression._replace(bound="") if moved else expression
    return expression


def _of_current(search: Search, found: Found, date: Components) -> Meaning | None:
    """Return what «اليوم», «العاشر من الشهر» mean by their clause where that is not the current one."""
    before = search.beside(found.first)
    if date.day is not None:
        today, plainly = search.moments[found.doc], search.folded[search.word[found.last - 1]] == "من"
        is_ahead = plainly and today is not None and date.day > civil_from_days(today // DAY)[2]
        return date._replace(shift=("month", -1)) if is_ahead and tells_past(search, found.first) else None
    if before == "مثل":
        return date._replace(anaphoric=True)  # «في مثل هذا اليوم من سنة 1956»
    alone = (before in _DURING or before == "من") and date == Components(shift=("day", 0))
    return Recurrence("P1D") if alone and _is_any_day(search, found.first) else None


def _is_any_day(search: Search, first: int) -> bool:
    """Return whether «خلال اليوم», «من اليوم» means any day: «يشرب ثمانية أكواب خلال اليوم», «في ساعات من اليوم»."""
    (before, *words), lists = list(map(plain, clause_words(search, first))), context_words()
    if before == "من" and lists["times_of_day"].isdisjoint(words[:2]):
        return False
    if search.speaks_of_future(first) or tells_past(search, first):
        return False
    if before == "من":
        return True
    does = any(map(IMPERFECT.fullmatch, words))
    return not lists["foremost"].isdisjoint(words) if not does else search.counts_before(first)


def _is_of_event_since(search: Search, first: int) -> bool:
    """Return whether a year is one of an event that something goes on from: «منذ انقلاب 1989», «منذ حرب تموز 2006»."""
    lists, event = context_words(), search.beside(first)
    if event not in lists["recalled_before"] and event not in lists["year_before"]:
        return False
    return search.beside(first - 1) in ("منذ", "مذ", "ومنذ") and not tells_single_act(
        list(clause_words(search, first))[2:]
    )


def _names_short(date: Components) -> bool:
    """Return whether a date is a day or a month: what is told of one since a year has rather happened in all."""
    short = any(part is not None for part in (date.day, date.weekday, date.hour, date.month, date.steps("day")))
    return (short or date.edge is not None) and date.edge != "START"


def _modifier_beside(search: Search, found: Found) -> str:
    """Return the TIMEX3 mod that a clause gives an amount: «لا يتجاوز شهرين», «3 أشهر على الأقل»."""
    lists = context_words()
    if search.beside(found.first) in lists["at_most"]:
        return "LESS_THAN"
    behind = search.words_from(found.last + 1, found.doc, 2)
    if behind[:1] == ["علي"] and behind[1:] in (["الاقل"], ["الاكثر"]):
        return "MORE_THAN" if behind[1] == "الاقل" else "LESS_THAN"
    if behind[:1] == ["ونيف"]:
        return "MORE_THAN"
    before = list(islice(clause_words(search, found.first), _LIMIT_BACK + 1))
    limit = before[1:2] if before[:1] in (["سن"], ["السن"], ["عمر"]) else before[:1]
    if not lists["at_least_age"].isdisjoint(limit):
        return "MORE_THAN"
    if not lists["at_most_age"].isdisjoint(limit):
        return "LESS_THAN"
    linked = before[:1] in (["عن"], ["علي"])
    for place, word in enumerate(before[: _LIMIT_BACK if linked else _LIMIT_BACK - 1]):
        if word in ("في", "خلال"):
            break  # «لم تتجاوز في السنوات الأخيرة 1.5 %»
        more = word in lists["exceeding"] or (linked and word in lists["growing"])
        if more or (linked and word in lists["falling_short"]):
            denied = not lists["negations"].isdisjoint(before[place + 1 : place + 2])
            return "MORE_THAN" if more != denied else "LESS_THAN"
    return ""


def _counted_from_event(search: Search, found: Found, meaning: Duration) -> Found:
    """Read «قبل أقل من شهر على الانتخابات» as counted from the event; «قبل شهر على يد مسلحين» is from today."""
    event = search.words_from(found.last + 1, found.doc, 2)[1:]
    told = meaning.modifier and event not in (["الاقل"], ["الاكثر"])
    if not told and context_words()["awaited"].isdisjoint(event):
        return found
    return _from_event(search, found, meaning, "ago_event")


def _from_event(search: Search, found: Found, meaning: Duration, rule: str) -> Found:
    """Return an amount without «قبل», «بعد» as counted from something that happened."""
    expression = found.expression._replace(meaning=meaning._replace(relation=""), rule=rule, bound="")
    first = found.first + (plain(search.folded[search.word[found.first]]) in ("قبل", "بعد"))
    start, end = search.offsets(first, found.last)
    return found._replace(expression=expression, first=first, start=start, end=end)


def _is_age(search: Search, first: int, last: int, meaning: Duration, *, ranges: bool) -> bool:
    """Return whether the clause before years or months makes them an age."""
    lists = context_words()
    if search.after(last) in lists["term_after"]:
        return False
    text, end = search.texts[search.doc[last]], search.end[last]
    gap, closed = search.gap_before(first).strip(), text[end : end + 1] in _COMMAS
    if _is_quoted(search, gap, text[end : end + 1], first):
        return meaning.amounts[0][1] == "year"  # «أحمد "20 عاما"»
    enclosed = closed or (ranges and text[end : end + 1] == ")") or search.after(last)[:1] == "و"
    if (gap in _COMMAS and closed) or (gap == "(" and enclosed):
        return meaning.amounts[0][1] == "year"  # «أحمد، 25 عاما، من حلب», «(30 سنة و32 سنة)», «(19 و21 عاما)»
    own = search.words[search.word[first]]
    words = list(clause_words(search, first))
    if not words or "ب" in (words[0], own and own.preposition):
        return False  # «رفع السن ب 5 سنوات»
    if _tells_age_beside(search, first, words):
        return True
    for place, word in enumerate(words):
        bare = plain(word)
        if bare in lists["term_before"] or (bare in lists["years"] and not LINKS.issuperset(words[:place])):
            return False
        if _measures_life(word, words[place + 1 : place + 2]):
            return True
        if place < _NEAR and (_AGE_NEAR.fullmatch(word) or (meaning.modifier and word == "عمر")):
            return True
        if (ranges or meaning.modifier in _LIMITS) and place < _NEAR_PERSON and bare in lists["persons"]:
            return True  # «شبان بين 18 و35 عاما», «فتاة لا تتجاوز 25 سنة»
        if meaning.modifier == "LESS_THAN" and bare in lists["age_classes"]:
            return True
    return False


def _measures_life(word: str, before: Sequence[str]) -> bool:
    """Return whether years behind a word, and the one before it, are those of a life: «السن», «أمل الحياة»."""
    lists = context_words()
    of_age = _AGE.fullmatch(word) is not None and "اعاده" not in before
    return of_age or (word in lists["lives"] and not lists["expected"].isdisjoint(before))


def _is_quoted(search: Search, gap: str, closing: str, first: int) -> bool:
    """Return whether quotation marks hold an amount alone, behind what may be a name."""
    if gap[-1:] not in _QUOTES or not gap or closing not in _QUOTES or not closing:
        return False
    before = next(clause_words(search, first), "")
    return bool(before) and without_conjunction(before) not in context_words()["term_before"]


def _tells_age_beside(search: Search, first: int, words: list[str]) -> bool:
    """Return whether the word before an amount makes it an age: «بعمر», «سنه», «تحت», «توفي عن»."""
    lists = context_words()
    if words[0] == "سنه":
        return fold(search.surfaces[search.word[first - 1]], profile="marks") == "سنه"
    if words[0] in lists["one_of_them"] and without_conjunction(" ".join(words[1:2])) in lists["of_age"]:
        return True  # «تبلغ إحداهن 34 سنة»
    is_definite = search.texts[search.doc[first]].startswith("ال", search.start[first])
    if is_definite and plain(words[0]) in lists["person"] | lists["persons"]:
        return True  # «طفلة الـ13 سنة»
    if words[:1] == ["من"] and words[1:2] in (["اكبر"], ["اصغر"]):
        return True  # «أكبر من 65 عاما»
    of_death = words[0] == "عن" and not lists["deaths"].isdisjoint(words)
    alone = words[0] == "عن" and search.gap_before(first - 1).strip() in _COMMAS  # «توفي في الخارج، عن 91 عاما»
    of_death |= alone and not is_definite
    return of_death or words[0] in lists["age_limits"] or words[0].lstrip("وفبل") == "عمر"
