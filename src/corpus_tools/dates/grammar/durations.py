"""Durations, ages and vague references."""

from corpus_tools.dates.grammar.calendar_dates import is_year_again
from corpus_tools.dates.grammar.components import Duration, Expression, Recurrence, Reference
from corpus_tools.dates.grammar.fractions_of_units import (
    FRACTIONS,
    Amounts,
    less_a_part,
    one_and_more,
    same_unit_again,
    season_and_more,
)
from corpus_tools.dates.grammar.named_years import part_of_campaign
from corpus_tools.dates.grammar.run import Run
from corpus_tools.numerals.number_words import Value

Amount = tuple[int, Amounts, str] | None

_RELATIONS = {"before": "ago", "after": "ahead", "since": "since", "within": "within", "for": ""}
_OF_TODAY = frozenset(["طوال", "طيله", "طول"])
#: Numbers from 3 to 10 count plurals, larger ones the singular.
_MOST_OF_PLURAL = 10
_MOST_DECADES = 20
_RARELY_MANY = frozenset(["decade", "quarter", "half"])
_SEASONS = 4
_FIRST_YEAR = 1000
#: Units whose words are contracts, chapters and horns too.
_AMBIGUOUS = frozenset(["decade", "season", "century"])
_GENERAL = frozenset(["العامين", "العامان"])  # «الأمينان العامان»
#: The rule of «في أسبوع», a length behind what is counted only; and the units that may be one.
IN_UNIT = "in_unit"
_LONG_ENOUGH = frozenset(["day", "week", "month", "year"])
_PRESENT = frozenset(["الان", "اليوم"])
_ABOUT_ONE = frozenset(
    ["نحو", "حوالي", "قرابه", "زهاء", "تقريبا", "قاربت", "ناهز", "ناهزت", "يناهز", "تناهز", "يقارب", "تقارب"]
)
_LIMITS = frozenset(["LESS_THAN", "MORE_THAN"])
_MODIFIERS = {"about": "APPROX", "less": "LESS_THAN", "more": "MORE_THAN"}


def _one_amount(run: Run, at: int) -> Amount:
    """Parse one count and its unit; its form is counted, dual, vague or single."""
    senses = run.words[at].senses if run.has(at) else {}
    minutes = senses.get("minutes")
    if (unit := senses.get("unit")) is not None and not minutes:
        return _unit_first(run, at, unit)
    if senses.get("indefinite_campaign"):
        return season_and_more(run, at)
    if minutes and not run.words[at].definite and run.next_sense(at + 1, "unit"):
        name, count = run.sense(at + 1, "unit")
        if name == "season" and run.words[at].text == "نص":
            return None  # «نص الفصل 41» is what the law says
        if count == "one" and not run.words[at + 1].joined:
            return at + 2, ((FRACTIONS[minutes], name),), "counted"
    if senses.get("few") and run.follows(at + 1) and run.sense(at + 1, "unit"):
        name, count = run.sense(at + 1, "unit")
        return (at + 2, ((None, name),), "vague") if count == "many" else None
    if (number := run.cardinal(at)) is None or not run.follows(number[0]):
        return None
    if at > 0 and run.gaps[at] == ":" and run.digits(at - 1, 0, 59) is not None and run.words[at].whole[:1].isdecimal():
        return None  # «1:58.42 دقيقة»
    return _after_number(run, number)


def _after_number(run: Run, number: tuple[int, Value]) -> Amount:
    """Parse the unit after a count, and a fraction or «عاما ونصف» after the unit."""
    end, value = number
    unit = run.sense(end, "unit")
    if unit is None or unit[1] == "two" or run.words[end].definite or run.words[end].preposition:
        return None
    if unit[0] == "season" or is_year_again(run, end) or run.sense(end, "adverb_of_day"):
        return None  # «29 فصلا» are articles of a law, «21 نهارا» a temperature
    if value == 1 and unit[1] == "many":
        return None  # «إحدى ليالي الشتاء» is one of them
    if unit[0] in _RARELY_MANY and value > _MOST_DECADES:
        return None  # «796 عقدا» are contracts, «عام 2004 ربع المبلغ» a fourth
    after = end + 1
    if unit == ("day", "many") and run.next_sense(after, "weekday") is not None and not run.words[after].definite:
        return None  # «خمسة أيام جمعة» are Fridays
    of_day = unit in (("day", "one"), ("night", "one"))
    if of_day and run.next_sense(after, "weekday") is not None and run.words[after].definite:
        return None  # «قتل عشرة يوم السبت»
    if unit == ("day", "one") and run.plain(after) and run.digits(after, 1, 31) and run.next_sense(after + 1, "month"):
        return None  # «قتل عشرة يوم 3 مارس», «عثر عليه ميتا يوم 3 مارس»
    if unit == ("day", "one") and value >= _FIRST_YEAR and run.plain(after) and run.digits(after, 1, 31) is not None:
        return None  # «أحداث 2016 يوم 10 مارس»
    if unit[1] == "many" and value > _MOST_OF_PLURAL and run.plain(after) and run.words[after].numeral is not None:
        return None  # «دورة 2017 أيام 15 و16»
    if unit == ("year", "one") and run.plain(after) and run.digits(after, 1900, 2099) is not None:
        return None  # «7.7 بالمائة سنة 2014»
    and_fraction = run.plain(after) and run.words[after].joined and run.sense(after, "minutes")
    if and_fraction and (run.words[after].numeral is None or not run.next_sense(after + 1, "unit")):
        value += FRACTIONS[run.sense(after, "minutes")]
        after = same_unit_again(run, after + 1, unit[0])
    return less_a_part(run, after, value, unit[0])


def _unit_first(run: Run, at: int, unit: tuple[str, str]) -> Amount:
    """Parse a unit that is its own count: «شهرين», «يوم واحد», «أيام قليلة», «ساعة ونصف»."""
    name, count = unit
    end = at + 1
    more = run.sense(end, "minutes") if run.plain(end) and run.words[end].joined else None
    if run.words[at].definite:
        if count == "one" and more and name != "hour" and _is_placed(run, at):
            return same_unit_again(run, end + 1, name), ((1 + FRACTIONS[more], name),), "counted"  # «العام ونصف»
        return (end, ((2, name),), "dual") if count == "two" and _is_definite_dual(run, at, name) else None
    if count == "two":
        if more:
            return same_unit_again(run, end + 1, name), ((2 + FRACTIONS[more], name),), "counted"  # «شهرين ونصف»
        if run.next_sense(end, "except"):
            return less_a_part(run, end, 2, name)
        in_time = _is_placed(run, at) or run.next_sense(end, "preposition") == "from"
        return None if name in ("century", "season") and not in_time else (end, ((2, name),), "dual")
    if count == "many":
        if name == "campaign":
            return None  # «مواسم الحصاد»
        while run.follows(end) and run.sense(end, "few"):
            end += 1
        return end, ((None, name),), "vague"
    if more:
        return same_unit_again(run, end + 1, name), ((1 + FRACTIONS[more], name),), "counted"
    if (less := less_a_part(run, end, 1, name))[0] > end:
        return less
    one = run.follows(end) and run.words[end].text in ("واحد", "واحدا", "واحده")
    return (end + 1, ((1, name),), "counted") if one else (end, ((1, name),), "single")


def _is_definite_dual(run: Run, at: int, name: str) -> bool:
    """Return whether «الشهرين» is two months; «الساعتين 8 و10» are hours of the clock."""
    if run.plain(at + 1) and run.words[at + 1].numeral is not None:
        return False
    # «العقدين» are contracts, «العامين» general as well.
    return _is_placed(run, at) or not (name in _AMBIGUOUS or run.words[at].text in _GENERAL)


def _is_placed(run: Run, at: int) -> bool:
    """Return whether a preposition stands before an amount: «منذ قرنين»; by themselves they are horns."""
    return at > 0 and run.plain(at) and bool({"preposition", "approximate"} & run.words[at - 1].senses.keys())


def parse_amount(run: Run, at: int) -> Amount:
    """Parse a duration of one or more units: «ساعتين وعشرين دقيقة»."""
    if (first := _one_amount(run, at)) is None:
        return None
    end, amounts, form = first
    while run.plain(end) and run.words[end].joined and len(amounts) < 4:
        more = _one_amount(run, end)
        if more is None or more[2] in ("vague", "single") or more[1][0][1] == amounts[-1][1]:
            break
        further = run.plain(more[0]) and run.words[more[0]].joined and _one_amount(run, more[0]) is not None
        if at > 0 and run.sense(at - 1, "preposition") == "between" and (len(amounts) > 1 or not further):
            break  # «بين أربعة أشهر و23 عاما», «بين سنة ونصف و15 يوما»
        end, amounts, form = more[0], amounts + more[1], "counted"
    if run.follows(end) and run.sense(end, "whole") and not run.words[end].preposition:
        end, form = end + 1, "counted" if form == "single" else form  # «يوم كامل»
    if run.next_sense(end, "preposition") == "from" and run.next_sense(end + 1, "of_time"):
        end, form = end + 2, "counted" if form == "single" else form  # «عقد من الزمن», «قبل عقدين من الزمن»
    return end, amounts, form


def _modifier(run: Run, at: int) -> tuple[int, str]:
    """Parse «نحو», «أكثر من» before an amount: the position after, and the TIMEX3 mod."""
    phrases = run.words[at].phrases
    for name in _MODIFIERS if phrases else ():
        if name in phrases and (found := run.phrase(at, name)) is not None and run.plain(found[0]):
            return found[0], _MODIFIERS[name]
    approximate = run.sense(at, "approximate") and not run.words[at].definite and run.plain(at + 1)
    return (at + 1, "APPROX") if approximate else (at, "")


def parse_duration(run: Run, at: int) -> Expression | None:
    """Parse a duration, with the word before it that places it in time."""
    if (relation := run.sense(at, "preposition")) == "passed":
        relation = "since"
    if relation not in _RELATIONS or not run.follows(at + 1):
        whole = _whole_unit(run, at) if "whole" in run.words[at].senses else None
        return whole or _standing_alone(run, at)
    if relation == "for" and (whole := _whole_unit(run, at)) is not None:
        return whole
    inner = at + 1
    through = relation == "within" and at > 0 and run.plain(at) and run.sense(at - 1, "preposition") == "from"
    if through and (run.sense(inner, "unit") or ("",))[0] in _AMBIGUOUS:
        return None  # «من خلال عقود عمل»
    passed = run.sense(inner, "preposition") == "passed" or run.sense(inner, "passing")
    if relation in ("after", "before") and passed and run.plain(inner + 1):
        inner += 1  # «بعد مضي عشر سنوات», «بعد مرور شهر»
    inner, modifier = _modifier(run, inner)
    amount = parse_amount(run, inner) or (_about_one(run, inner) if modifier == "APPROX" else None)
    if amount is None or not (inner == at + 1 or run.plain(inner)):
        return None
    end, amounts, form = amount
    name = _RELATIONS[relation]
    point = name in ("ago", "ahead") and form != "vague"
    start = at if point else inner
    after = run.next_sense(end, "preposition")
    if after == "from" and run.plain(end + 1) and run.words[end + 1].text in _PRESENT:
        return Expression(start, end + 2, Duration(amounts, name, False, modifier, True), name)
    on = name == "ahead" and run.plain(end) and run.words[end].text == "علي"
    if name in ("ago", "ahead") and (after == "from" or on):
        return Expression(inner, end, Duration(amounts, "", False, modifier), f"{name}_event")
    if form == "single" and run.plain(end) and run.sense(end, "weekday") is not None:
        return None
    single = form == "single" and not modifier
    return Expression(start, end, Duration(amounts, name, False, modifier, single=single), name or "duration", inner)


def _whole_unit(run: Run, at: int) -> Expression | None:
    """Parse «على مدار العام», «طوال الأسبوع», «كامل أيام السنة»; «طوال اليوم» is of today."""
    if not run.follows(at + 1):
        return None
    start = at + 1
    last = start + _is_of_whole(run, start)
    unit, word = run.sense(last, "unit"), run.words[last]
    if unit is None or unit[1] != "one" or not word.definite or word.preposition:
        return None
    if unit[0] == "season" and not run.next_sense(last + 1, "season"):
        return None  # «كامل الفصل» is of a school, a law, a book
    if unit[0] == "day" and run.words[at].text in _OF_TODAY:
        return None
    after = last + 1
    if _is_told_further(run, after) or one_and_more(run, last) is not None:
        return None
    return Expression(start, after, Duration(((1, unit[0]),), single=True), "duration")


def _is_told_further(run: Run, after: int) -> bool:
    """Return whether what follows tells which unit is meant: «العام الماضي», «الساعة 8», «الشهر قبل الأخير»."""
    further = any(run.next_sense(after, name) for name in ("adjective", "demonstrative", "year_kind", "weekday"))
    numbered = run.plain(after) and run.words[after].numeral is not None
    other = run.phrase(after, "adjective") or run.next_sense(after, "preposition") in ("before", "after")
    return bool(further or numbered or other)


def _about_one(run: Run, at: int) -> Amount:
    """Parse the unit of «قرابة الشهر», «ما يقارب السنة»; «حوالي الساعة منتصف النهار» is a time of the day."""
    unit = run.sense(at, "unit")
    if unit is None or unit[1] != "one" or unit[0] in ("day", "hour", "minute", "second", *_AMBIGUOUS):
        return None
    if not run.words[at].definite or run.words[at].preposition or _is_told_further(run, at + 1):
        return None
    return at + 1, ((1, unit[0]),), "single"


def _is_of_whole(run: Run, at: int) -> bool:
    """Return whether the plural of a unit stands before the whole that it makes up: «أيام الأسبوع», «أشهر السنة»."""
    unit = run.sense(at, "unit")
    plural = unit is not None and unit[1] == "many" and not run.words[at].definite and run.follows(at + 1)
    return plural and run.words[at + 1].definite


def _standing_alone(run: Run, at: int) -> Expression | None:
    """Parse a duration that nothing places in time, an age, or a bare unit."""
    if (found := run.phrase(at, "once")) is not None:
        return Expression(at, at + 1, Duration(((1, found[1]),)), "duration")
    start, modifier = (at, "") if run.words[at].numeral else _modifier(run, at)
    if (amount := parse_amount(run, start)) is None:
        if (amount := _about_one(run, start)) is None:
            return None
        exceeded = at > 0 and run.plain(at) and run.sense(at - 1, "age_bound") == "reached"  # «لا تتجاوز الشهر»
        if not (exceeded or modifier == "APPROX"):
            return None
        return Expression(start, amount[0], Duration(amount[1], modifier=modifier, single=True), "duration")
    end, amounts, form = amount
    if run.words[start].text == "ثلاثيه":
        return None  # «سجل ثلاثية كاملة»: three goals
    licensed = run.words[start].preposition == "ل" or (start > 0 and run.sense(start - 1, "preposition") == "passed")
    of = run.next_sense(end, "preposition") == "from" and run.plain(end + 1)
    if form in ("counted", "dual") and of and run.words[end + 1].text in _PRESENT:
        return Expression(start, end + 2, Duration(amounts, "ahead", False, modifier, True), "ahead")
    if form == "counted" and run.words[start].definite and run.next_sense(end, "first_ones"):
        end += 1  # «الثلاثة أشهر الأولى من وجودها»
    if form in ("counted", "dual"):
        age = _is_age(run, start, end, amounts)
        return Expression(start, end, Duration(amounts, "", age, modifier), "age" if age else "duration")
    numbered = run.plain(end) and run.words[end].numeral is not None
    about = modifier == "APPROX" and run.words[at].text in _ABOUT_ONE and amounts[0][1] not in _AMBIGUOUS
    about = about and not numbered  # «قرابة سنة 2015»
    if form == "single" and (about or modifier in _LIMITS or _is_term(run, start)) and not of:
        if run.next_sense(end, "weekday") is not None:
            return None
        return Expression(start, end, Duration(amounts, modifier=modifier, single=True), "duration")
    if form == "single" and amounts[0][1] in _LONG_ENOUGH and _is_within(run, start):
        return Expression(start, end, Duration(amounts, single=True), IN_UNIT)
    # «أسابيع من القصف», and the accusative of «دام الحصار أشهرا»
    told = end > start + 1 or run.next_sense(end, "preposition") == "from"
    said = run.words[start].text.endswith("ا") or (form == "vague" and _is_term(run, start))  # «زيارة استمرت ساعات»
    told = told or (said and amounts[0][1] not in _AMBIGUOUS)
    rule = "duration" if form == "vague" and (licensed or told) else "unit"
    return Expression(start, end, Duration(amounts), rule)


def _is_within(run: Run, at: int) -> bool:
    """Return whether «في» stands right before a unit: «باع مليون نسخة في أسبوع»."""
    return at > 0 and run.plain(at) and not run.words[at].preposition and run.words[at - 1].text == "في"


def _is_term(run: Run, at: int) -> bool:
    """Return whether the word before a lone unit makes it a length: «بالسجن سنة», «لقضاء أسبوع», «بعده بعام»."""
    if at == 0 or not run.plain(at):
        return False
    if run.words[at].preposition:
        return run.words[at].preposition == "ب" and bool(run.sense(at - 1, "apart"))
    return bool(run.sense(at - 1, "term"))


def _is_age(run: Run, start: int, end: int, amounts: Amounts) -> bool:
    """Return whether a duration is an age: «عمره 25 عاما», «(25 عاما)», «25 عاما من العمر», «25 ربيعا»."""
    if amounts[0][1] == "age_year":
        return True
    if amounts[0][1] not in ("year", "month"):
        return False
    before = start > 0 and run.gaps[start] in ("", ":") and run.sense(start - 1, "age_before")
    after = end + (run.next_sense(end, "preposition") == "from")
    bracket = run.gaps[start].endswith("(") and (not run.has(end) or run.gaps[end].startswith(")"))
    return bool(before or run.next_sense(after, "age_after") or bracket)


def parse_rolling(run: Run, at: int) -> Expression | None:
    """Parse a duration up to or from the publication date: «الأيام الثلاثة الماضية», «الـ24 ساعة المقبلة»."""
    unit = run.sense(at, "unit")
    count: float | None
    if unit is not None and unit[1] in ("many", "two") and run.words[at].definite:
        if run.has(at + 1) and run.words[at + 1].joined and run.sense(at + 1, "unit"):
            both = parse_rolling(run, at + 1)  # «الأيام والأسابيع المقبلة»
            return both and (both._replace(start=at) if both.rule in ("past", "next") else None)
        count, end = (2, at + 1) if unit[1] == "two" else (None, at + 1)
        number = run.cardinal(end) or run.ordinal(end) if run.follows(end) else None
        if number is not None and run.words[end].definite and number[1] > 1:
            if unit[0] == "season" and number[1] > _SEASONS:
                return None  # «الفصول الـ16» are articles of a law
            count, end = float(number[1]), number[0]
        elif run.next_sense(end, "few"):
            end += 1
        name = unit[0]
    elif (more := one_and_more(run, at)) is not None:
        end, count, name = more
    else:
        number = run.cardinal(at)
        if number is None or not run.next_sense(number[0], "unit") or run.words[number[0]].joined:
            return None
        name, form = run.sense(number[0], "unit")
        if form == "two" or (form == "one" and run.words[number[0]].definite):
            return None
        count, end = float(number[1]), number[0] + 1
    step = run.next_sense(end, "adjective")
    if unit is not None and unit[1] == "many" and run.next_sense(end, "first_ones"):
        return Expression(at, end + 1, Duration(((count, name),)), "ahead_event")  # «السنوات الأولى من الحرب»
    if unit is not None and unit[1] == "many" and step in ("previous", "following"):
        return Expression(at, end + 1, Duration(((count, name),)), "duration")  # «الأعوام السابقة», before what is told
    if step not in ("past", "last", "next") or not run.words[end].definite:
        told = unit is not None and count is not None and unit[1] == "many" and run.cardinal(at + 1) is not None
        # «الأيام الأربعة», known from what was said before; «ذات الأعوام الستة»
        age = at > 0 and name == "year" and bool(run.next_sense(at - 1, "age_head"))
        return Expression(at, end, Duration(((count, name),), age=age), "age" if age else "duration") if told else None
    relation = "next" if step == "next" else "past"
    return Expression(at, end + 1, Duration(((count, name),), relation), relation)


def _is_of_more(run: Run, at: int, end: int) -> bool:
    """Return whether what looks vague is part of something else: «منذ فترة طويلة», «حتى الساعة الثامنة»."""
    if (
        run.sense(end - 1, "unit")
        and run.sense(at, "demonstrative")
        and not run.sense(at - 1 if at else 0, "preposition")
    ):
        return run.sense(end - 1, "unit")[0] in ("hour", "second")  # «عقارب هذه الساعة»
    if run.sense(at, "preposition") in ("before", "after") and run.next_sense(end, "preposition") == "from":
        return True  # «بعد قليل من البحث»
    if run.sense(end - 1, "campaign") and end > at + 1 and not run.sense(at, "demonstrative"):
        return _is_told_further(run, end)  # «طوال الموسم الماضي»
    if run.words[end - 1].definite and run.follows(end) and run.words[end].definite and run.ordinal(end) is not None:
        return True  # «هذه المرحلة الأولى من الاتفاق»
    longer = run.phrase(at + 1, "span") if run.plain(at + 1) else None
    clock = run.sense(end - 1, "unit") == ("hour", "one") and run.plain(end) and run.words[end].numeral is not None
    return clock or (longer is not None and longer[0] > end)


def parse_vague(run: Run, at: int) -> Expression | None:
    """Parse a vague reference («مؤخرا», «حاليا»), a vague set or a vague duration («وقت طويل»)."""
    if (part := part_of_campaign(run, at)) is not None:
        return part
    found = run.phrase(at, "vague")
    if found is not None and run.words[at].preposition != "ك" and not _is_of_more(run, at, found[0]):
        code, now = found[1]
        meaning = Recurrence("XXXX") if code == "SET" else Reference(code, now)
        return Expression(at, found[0], meaning, "vague")
    span = run.phrase(at, "span")
    return None if span is None else Expression(at, span[0], Duration(((None, ""),)), "vague_span")
