"""False friends: words that look like a date and, in their context, are a count, a name or another thing."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus_tools.calendars.arithmetic import DAY, civil_from_days
from corpus_tools.dates.grammar.ages import AGE_OF_PERSON, AGED
from corpus_tools.dates.grammar.calendar_dates import FIRST_PLAIN_YEAR
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Range, Recurrence, Reference
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.durations import IN_UNIT
from corpus_tools.dates.grammar.sets import RATE_FOR
from corpus_tools.proclitics import bare_stems, has_article, has_stem, without_conjunction

#: The rule of four digits that are a year only if the document dates by the Hijra.
MAYBE_HIJRI = "maybe_hijri"
#: «ألف ليلة وليلة», «ليلة من ألف ليلة».
_OF_THE_TALE: tuple[tuple[float | None, str], ...] = ((1000, "night"),)
_FIRST_HIJRI = 1290
#: Numbers that end with these count plurals.
_FEW = 3, 10
_FIRST_PLAIN, _SPAN_AHEAD, _LAST_UNKNOWN = 1930, 20, 2040
#: The rule of «خلال الأسبوع», by itself this week.
WITHIN_UNIT = "within_unit"
_NOT_YET = frozenset(["يبلغ", "تبلغ", "يكمل", "تكمل", "يتم", "تتم"])
_WAS = frozenset(["كان", "كانت"])
_REACHING = ("بلوغه", "بلوغها", "بلوغهم")
_NAMING_RULES = frozenset(["day+month", "weekday", "month", "day+misspelt"])
#: The days that name alliances in Lebanon: «8 آذار», «14 آذار».
_ALLIANCES = frozenset([8, 14])
#: What links someone to an alliance: «قيادي في 14 آذار», «نائب من 14 آذار».
_OF_ALLIANCE = frozenset(["في", "من", "داخل", "لدي"])
#: How adjectives of people end, and how many words «مصادر دبلوماسية في» has.
_ATTRIBUTES, _WITH_ATTRIBUTE = ("يه", "ي", "ين", "ون"), 3
_HEAT = frozenset(["حراره", "الحراره", "درجات", "العظمي", "الصغري"])
_PARTS = frozenset(["ليله", "ليل", "صباح", "مساء", "فجر", "نهار", "ظهر", "عصر"])
_DEGREES = frozenset(["درجه", "مئويه", "المئويه"])
#: In these months two days of March are rather dates than alliances.
_AROUND_MARCH = frozenset([2, 3, 4])


class Context(NamedTuple):
    """The words around an expression, folded; empty where punctuation or the end of the text stands between."""

    before: str
    before_that: str  # the word before `before`
    named_by: str  # the word before quotation marks that open right before it: «برنامج "رمضان المدينة"»
    after: str
    then: str  # the word after `after`
    first: str  # its own first and last word
    last: str
    bracketed: bool  # an opening bracket stands before it
    quoted: bool  # quotation marks enclose it
    glued: bool  # letters follow it without a space
    published: int | None  # when, in seconds from 1970-01-01


def is_false_friend(expression: Expression, context: Context) -> bool:
    """Return whether the context of an expression shows that it is no time."""
    meaning = expression.meaning
    if context.named_by and not context_words()["titled"].isdisjoint(bare_stems(context.named_by)):
        return True
    if isinstance(meaning, Components):
        return _is_no_date(expression.rule, meaning, context)
    if isinstance(meaning, Recurrence):
        return _is_no_rate(expression.rule, context)
    if isinstance(meaning, Duration) and _is_no_duration(expression.rule, meaning, context):
        return True
    if isinstance(meaning, Duration) and meaning.amounts[0] == (None, "day") and expression.inner < 0:
        # «لأيام السينما», «لأيام قرطاج»: a festival; «طوال أيام الحرب» lasts
        return has_article(context.after) or context.after in context_words()["festival_places"]
    if isinstance(meaning, Duration) and meaning.single:
        # «بعد عقد الاجتماع», «خلال سنة الخدمة»: a lone unit before a noun is another word or another thing.
        return meaning.amounts[0][1] == "decade" or has_article(context.after)
    if isinstance(meaning, Range):
        if not context.first.isdecimal():
            return False
        if meaning.right is not None and meaning.right.year is None and _are_names(meaning, context):
            return True
        return expression.rule == "range" and _is_no_range_of_years(meaning, context)
    if isinstance(meaning, Reference):
        prevented = context.last == "حالا" and context.after.startswith(("بين", "دون"))
        return prevented or (meaning.now and context.after in ("نفسه", "ذاته", "عينه"))
    return False


def is_of_ally(date: Components, month: str, before: Sequence[str]) -> bool:
    """Return whether a day names the alliance of whoever has an attribute, by the words before it, the nearest first.

    «مصادر دبلوماسية في 14 آذار» are of the alliance; see `_is_name` for «مصادر في 14 آذار».
    """
    if not _is_alliance(date, month) or len(before) < _WITH_ATTRIBUTE or before[0] not in _OF_ALLIANCE:
        return False
    someone = bare_stems(before[2])
    return before[1].endswith(_ATTRIBUTES) and not context_words()["allies"].isdisjoint(someone)


def follows_name(expression: Expression, context: Context) -> bool:
    """Return whether a day begins an expression, behind more of which it names a place: «بمدينة 6 أكتوبر أمس»."""
    date = expression.meaning
    if not isinstance(date, Components) or date.year is not None:
        return False
    if date.direction is not None and date.weekday is None:
        return False  # «مصنع 5 مايو الماضي»
    more = any(part is not None for part in (date.weekday, date.shift, date.part_of_day, date.hour))
    return more and _takes_name(context.before)


def without_day(expression: Expression) -> Expression:
    """Return an expression without the day and the month that it begins with."""
    date = expression.meaning
    if not isinstance(date, Components):
        return expression
    rest = date._replace(day=None, month=None, calendar=None, spelled=None, weak=None, conflict=None)
    return expression._replace(meaning=rest, rule=expression.rule.replace("day+month+", "").replace("+day+month", ""))


def _is_no_rate(rule: str, context: Context) -> bool:
    """Return whether what looks like a rate is a speed, a day that is told further, or what something is for."""
    words, after = context_words(), context.after
    if rule == RATE_FOR:
        return bool(after) or words["priced"].isdisjoint(bare_stems(context.before))
    if rule != "rate":
        return False
    # «120 كيلومترا في الساعة», «مرتين في اليوم الذي»
    return context.before in words["distances"] or has_article(after) or after in words["not_each"]


def _is_of_person(context: Context) -> bool:
    """Return whether a number is the age of someone: «شيخ تجاوز التسعين», «وهو في الأربعين»; not «قد بلغت الستين»."""
    words, before = context_words(), context.before_that
    if context.first.isdecimal():
        return _is_length_of_life(context)
    if not words["counted"].isdisjoint(bare_stems(context.after)) or context.after in words["schooling"]:
        return False
    if context.before != "في" and context.first.endswith("ه") and before in words["of_person"]:
        return True  # «لكل من أتم الثامنة عشرة»
    if context.before.endswith(_REACHING):
        return True
    if before == "لم" and context.before in _NOT_YET:
        return True  # «لم يبلغ الثلاثين»
    if context.before == "في" and before in _WAS:
        return True  # «كان في العشرين»
    return without_conjunction(before) in words["person"] or (context.before != "في" and before in words["relatives"])


def _is_length_of_life(context: Context) -> bool:
    """Return whether a number without a unit is how old someone became: «عن عمر 68», «عن عمر يناهز 68»."""
    if context.after and context.after not in context_words()["after_year"]:
        return False
    near = context.before_that if context.before in ("عمر", "العمر") else ""
    return near in ("عن", "في", "علي") or context.before == "بعمر" or context.before_that in ("عمر", "العمر")


def _is_aged(context: Context) -> bool:
    """Return whether an adjective tells how old someone is: «رجل ستيني», «مقتل ستيني»; not «ستينية المجلة»."""
    words, before, after = context_words(), context.before, context.after
    if has_article(context.first):
        return not words["person"].isdisjoint(bare_stems(before))
    if without_conjunction(before) in words["person"]:
        return True
    if context.first.startswith("اربعين") or has_article(after):
        return False  # «أربعينية الشهيد», «خمسينية المهرجان»
    acts = after.startswith("ت" if context.first.endswith("ه") else "ي")  # «ستيني يحاول الانتحار»
    return acts if not before else before in words["aged_before"]


def _is_no_duration(rule: str, amount: Duration, context: Context) -> bool:
    """Return whether an amount is a distance («سنة ضوئية») or, in quotation marks, a title («فيلم "3000 ليلة"»)."""
    if rule == AGE_OF_PERSON:
        return not _is_of_person(context)
    if rule == AGED:
        return not _is_aged(context)
    if amount.amounts[0] == (None, "hour") and context.after in _PARTS:
        return True  # «خلال ساعات ليلة السبت»
    if amount.single and context.before == "نحو" and context.after:
        return context.after not in context_words()["after_year"]  # «يسير نحو عام جديد»
    if rule == IN_UNIT and context.after:
        # «في يوم ماطر», «في عام شهد أزمات»
        further = context.after not in context_words()["after_year"] and context.after[0] != "و"
        return further or context.after == "من"  # «في يوم من الأيام»
    if context.first in ("عامين", "عامان") and context.before.endswith(("ين", "ان")):
        nouns = {noun[:-2] for noun in (context.before, *bare_stems(context.before))}
        if not nouns.isdisjoint(context_words()["general"]):
            return True  # «مديرين عامين»
    if amount.amounts == _OF_THE_TALE or (rule == "next" and context.last == "الداخله"):
        return True  # «العقود الداخلة في القائمة»
    if context.after == "من" and context.then == "الباطن":
        return True  # «عقود من الباطن»
    may_be_age = amount.age or amount.amounts[0][1] in ("year", "month")  # «أحمد "20 عاما"»
    return context.after in context_words()["not_durations"] or (context.quoted and not may_be_age)


def _is_no_date(rule: str, date: Components, context: Context) -> bool:
    """Return whether the context shows that a date is none."""
    words, before, after = context_words(), context.before, context.after
    dated = date.year is not None or date.direction is not None or date.shift is not None
    return (
        # «مسرحية "غدا"», «فيلم "الجمعة"»: a title
        (context.quoted and context.first == context.last and date.names() in (["shift"], ["weekday"]))
        or _is_no_year(rule, date, context)
        or (rule == "month+year" and context.first.isdecimal() and _is_numbered(before))
        # «النصف الأول من المباراة»
        or (rule == "half" and after == "من" and context.first == "النصف")
        or (rule == "numbered" and _is_class_or_newspaper(context))
        # «حاملا في شهرها الثامن»
        or (rule == "numbered" and before == "في" and context.before_that in words["with_child"])
        # «نهاية السنة الدراسية»
        or ((date.shift is not None or date.edge is not None) and after in words["other_years"])
        # «إجازة نصف العام», «امتحانات منتصف السنة»: of the school
        or (
            date.edge == "MID" and date.steps("year") == 0 and not words["school_breaks"].isdisjoint(bare_stems(before))
        )
        # «في أمس الحاجة»
        or (context.last == "امس" and after == "الحاجه")
        # «بكرة القدم», «بكرة عرضية»: a ball
        or (context.last == "بكره" and (has_article(after) or after in words["balls"]))
        # «بعد أن ظهرا معا»: they appeared
        or (context.first == "ظهرا" == context.last and before in words["before_verbs"])
        # «صحيفة اليوم التالي»
        or (context.first == "اليوم" and date.anaphoric is True and _takes_name(before))
        # «روسيا اليوم», a name, and «اليوم العالمي», a day of remembrance
        or (context.first == "اليوم" == context.last and _is_name_with_today(context))
        or (context.last in ("اليوم", "الليله") and after in words["not_today"] and not date.anaphoric)
        or (context.last == "الليله" and without_conjunction(before) in words["nights_spent"])
        # «خلال الشهر الفضيل», «العاشر من الشهر الفضيل» name the month
        or ((rule == WITHIN_UNIT or (rule == "day+shift" and context.last == "الشهر")) and has_article(after))
        # «في الثلاثينات من عمره»: an age
        or (date.decade is not None and after == "من" and context.then.startswith(("عمره", "العمر", "اعمار")))
        # «درجات الحرارة في بداية الثلاثينات»: degrees
        or (date.decade is not None and (context.before_that in _HEAT or after in _DEGREES))
        # «الأمين العام الحالي»: general
        or (context.first == "العام" and before in words["general"])
        # «ليلة العيد الوطني»
        or (date.festival == "eid" and context.last == "العيد" and has_article(after))
        # «صلاة الجمعة»
        or (date.weekday == 4 and date.day is None and date.shift is None and before in words["prayer_before"])
        # «الربيع العربي»
        or (rule == "season" and has_article(after) and date == Components(season=date.season))
        # «يصوم رمضان»: the fast
        or (rule == "month" and context.first == "رمضان" and without_conjunction(before) in words["fasting"])
        # «ضحى في سبيل الوطن»: he gave his life
        or (context.first == "ضحي" == context.last and (after == "ب" or context.then == "سبيل"))
        or _is_surname(date, context, words)
        or _is_numeral(context)
        # «آب ستور», «واتس آب»: a shop and a service
        or (rule == "month" and context.last == "اب" and (after in words["app_after"] or before in words["app_before"]))
        # «هذا العقد», «العقد الحالي» without a preposition of time: a contract
        or (date.shift == ("decade", 0) and "العقد" in (context.first, context.last) and before not in words["in_time"])
        # «وحيد القرن الأخير»: an animal
        or (before in words["horn_before"] and date.century is None and date.steps("century") is not None)
        # «قوى 14 آذار»: an alliance, a street, a market
        or (rule in _NAMING_RULES and not dated and _is_name(date, context, words))
        # «جامعة 8 ماي 1945»
        or (rule == "day+month+year" and context.first != "يوم" and has_stem(before, words["places_before"]))
    )


def _is_numbered(before: str) -> bool:
    """Return whether what looks like a month and its year is a number: «القانون رقم 12/2004», «المرسوم 7-2016»."""
    words = context_words()
    return has_stem(before, words["never_before_year"] | words["laws"])


def _is_no_year(rule: str, date: Components, context: Context) -> bool:
    """Return whether digits are a count, a price or a number of something: «2500 شخص», «القرار 2042»."""
    before, after = context.before, context.after
    if rule in ("year", "bare_year") and ("م", "د") in ((context.last, after), (after, context.then)):
        return True  # «1985 م د»: million dinars, not the year of our Lord
    if rule != "bare_year":
        return False
    words, year = context_words(), date.year or 0
    told = after in ("سنه", "عام") and has_article(context.then) and year % 100 > 0  # «2017 سنة الإصلاحات»
    told |= after == "يوم" and (has_article(context.then) or context.then.isdecimal())  # «نهائي 2019 يوم الجمعة»
    if context.glued or has_stem(before, words["never_before_year"]) or (after in words["counted"] and not told):
        return True
    if _FEW[0] <= year % 100 <= _FEW[1] and not has_article(after) and (after.endswith("ين") or after in words["few"]):
        return True  # «2010 طلاب»: three to ten count plurals
    if before in words["makes"] or (context.before_that in words["made"] and before not in words["year_before"]):
        return True
    published = context.published
    last = _LAST_UNKNOWN if published is None else civil_from_days(published // DAY)[0] + _SPAN_AHEAD
    if _FIRST_PLAIN <= year <= last and year % 100:
        return False
    told = context.bracketed and FIRST_PLAIN_YEAR <= year <= last
    if context.bracketed and (not after or after.startswith("و")):
        return not told  # «فرنسا (1700) والأردن (2100)» are counts
    if after and not has_article(after) and after not in words["after_year"]:
        return True
    return not (told or (has_stem(before, words["year_before"]) and 1000 <= year <= 2100))


def may_be_hijri_year(expression: Expression, context: Context) -> bool:
    """Return whether digits that are no likely year are one where the document dates by the Hijra: «وجدد في 1430»."""
    meaning, words, after = expression.meaning, context_words(), context.after
    if expression.rule != "bare_year" or not isinstance(meaning, Components) or context.glued:
        return False
    if context.before not in words["year_before"] or not _FIRST_HIJRI <= (meaning.year or 0) < FIRST_PLAIN_YEAR:
        return False
    told = without_conjunction(after) in words["past"] | words["single_act"] or after in words["after_year"]
    return after not in words["counted"] and (told or after.startswith("و"))


def _is_no_range_of_years(years: Range, context: Context) -> bool:
    """Return whether two bare years are counts: «1500 إلى 2000 شخص», «بين 1050 و1100 دولار»."""
    ends = [end for end in (years.left, years.right) if end is not None and end.names() == ["year"]]
    if len(ends) < 2:
        return False
    words, after = context_words(), context.after
    if context.glued or after in words["counted"] or has_stem(context.before, words["never_before_year"]):
        return True
    if context.bracketed:
        return False  # «(1858-1935)» is a life
    likely = all(_FIRST_PLAIN <= (end.year or 0) <= _LAST_UNKNOWN for end in ends)
    return bool(not likely and after and not has_article(after) and after not in words["after_year"])


def _is_name(date: Components, context: Context, words: dict[str, frozenset[str]]) -> bool:
    """Return whether a day or month is part of a name («نهج 25 جويلية»), or that of a pregnancy."""
    headed = context.first == "يوم"  # «احترق مسجد يوم الجمعة»
    if date.weekday is not None and date.day is None:
        named = not headed and has_stem(context.before, words["weekday_places"])
        return named or context.after in words["named_weekday_after"]
    if not headed and _takes_name(context.before):
        return True
    if _is_alliance(date, context.last):
        member = context.before_that if context.before in _OF_ALLIANCE else context.before
        return not words["allies"].isdisjoint(bare_stems(member))  # «مصادر في 14 آذار»
    attribute = date.day is not None and not headed and has_article(context.before)
    head = bare_stems(context.before_that) if attribute else frozenset()
    if any(map(has_article, head)) and not (words["names_before"] | words["places_before"]).isdisjoint(head):
        return True  # «المدرسة الابتدائية 2 مارس», «بالمعهد الثانوي 2 مارس»
    return context.first == "الشهر" and context.before == "في" and context.before_that in words["with_child"]


def _takes_name(word: str) -> bool:
    """Return whether a word, with its proclitics, is one that a date names: «بساحة 17 ديسمبر», «وفريق 14 آذار»."""
    words = context_words()
    return has_stem(word, words["names_before"]) or has_stem(word, words["places_before"])


def _is_alliance(date: Components, month: str) -> bool:
    """Return whether a day bears the name of an alliance: «14 آذار»."""
    return date.day in _ALLIANCES and month == "اذار"


def _are_names(days: Range, context: Context) -> bool:
    """Return whether two days name alliances: «قوى 8 و14 آذار», «بين 8 آذار و14 آذار»."""
    if days.left is None or days.right is None:
        return False
    if days.sparse and _takes_name(context.before):
        return True
    if not (_is_alliance(days.left, context.last) and _is_alliance(days.right, context.last)):
        return False
    month = None if context.published is None else civil_from_days(context.published // DAY)[1]
    return month not in _AROUND_MARCH


def _is_name_with_today(context: Context) -> bool:
    """Return whether «اليوم» ends a name: «روسيا اليوم», but not «المنتخب المصري اليوم»."""
    words, source = context_words(), context.before_that
    if without_conjunction(context.before) in words["today_states"]:  # «أعلنت روسيا اليوم» tells of the state
        return not source or not words["today_media"].isdisjoint((without_conjunction(source), *bare_stems(source)))
    attribute = has_article(context.before) and has_article(context.before_that)
    return context.before in words["today_names"] and not attribute


def _is_surname(date: Components, context: Context, words: dict[str, frozenset[str]]) -> bool:
    """Return whether a weekday or month behind a lone given name is a surname: «المحامي يوسف الخميس», «جورج شباط»."""
    if context.before == "عبد" and context.first == context.last:
        return True  # «رامي عبد الأحد»
    if context.last not in words["surnames"] or without_conjunction(context.before) not in words["given_names"]:
        return False
    if context.before_that in words["given_names"] | words["known_by_given_name"]:
        return False
    # «صدام حسين الخميس», «حزب الله الجمعة» are names with the day behind them.
    titled = not context.before_that or has_article(context.before_that)
    return (titled and date.names() == ["weekday"]) or date.names() == ["month", "calendar"]


def _is_numeral(context: Context) -> bool:
    """Return whether «الاثنين» is a number before another attribute: «المصابين الاثنين الآخرين»."""
    if context.last != "الاثنين":
        return False
    dual = all(has_article(word) and word.endswith("ين") for word in (context.before, context.after))
    return dual or context.after == "الاخرين"


def _is_class_or_newspaper(context: Context) -> bool:
    """Return whether «السنة الرابعة» is a class at school, or «"اليوم السابع"» a newspaper."""
    words = context_words()
    of_school = context.after == "من" and context.then in words["schooling_of"]
    in_school = context.after in words["schooling"] or context.before in words["schooling_before"]
    of_press = context.first == "اليوم" and _takes_name(context.before)
    return of_school or in_school or of_press or context.quoted
