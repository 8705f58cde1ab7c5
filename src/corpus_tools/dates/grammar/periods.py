"""Periods relative to a date or whole: «الأسبوع الماضي», «هذا الشهر», «القرن الـ19», «نهاية العام»."""

from collections.abc import Callable

from corpus_tools.dates.grammar.calendar_dates import (
    is_feminine,
    parse_bare_year,
    parse_weekday,
    parse_year,
    pointer_behind,
)
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.run import Run

_STEPS = {"past": -1, "previous": -1, "last": -1, "current": 0, "next": 1, "following": 1}
_STEPS |= {"before_last": -2, "after_next": 2}
_THIRDS = {1: "START", 2: "MID", 3: "END"}
_FIRST_DAY = frozenset(["اول", "غره", "فاتح"])
#: Edges whose words are numbers, fractions and middles too: «نصف 2000 دينار», «آخر 2000 نسخة».
_OTHER_THAN_EDGES = frozenset(["نصف", "نص", "وسط", "اول", "اخر", "فاتح", "غره", "بدء"])
_WHICH = frozenset(["الذي", "اللي", "الي"])
_DECADES = 10  # of a century
_LAST_THOUSAND = 100
_COUNTED_UNITS = frozenset(["day", "week", "month", "year", "decade"])
#: Numbers from 3 to 10 count plurals, larger ones the singular.
_MOST_OF_PLURAL = 10
_POINTS_BACK = frozenset(["previous", "following"])
CALENDAR_UNITS = frozenset(["day", "night", "week", "month", "quarter", "year", "decade", "century", "millennium"])
_LONG = frozenset([("century", "one"), ("millennium", "one")])


def parse_relative_day(run: Run, at: int) -> Parsed:
    """Parse «أمس», «يوم غد», «أول من أمس», «اليوم», and «الليلة»."""
    if run.sense(at, "own_unit") == "day":  # «صباح يومه الخميس», as Morocco has it
        today = run.words[at].text == "يومه" and run.next_sense(at + 1, "weekday") is not None
        return (at + 1, Components(shift=("day", 0))) if today and run.words[at + 1].definite else None
    headed = run.sense(at, "unit") in (("day", "one"), ("night", "one"))
    if headed and run.plain(at + 1):
        inner = at + 1 + (run.words[at].definite and run.words[at + 1].text in _WHICH)
        found = run.phrase(inner, "relative_day") if run.follows(inner) else None
        if found is not None and not run.words[inner].preposition:
            return found[0], _shifted(run.sense(at, "unit")[0], found[1])
    if (found := run.phrase(at, "relative_day")) is not None:
        return found[0], Components(shift=("day", found[1]))
    if headed and run.words[at].text in ("اليوم", "الليله") and run.words[at].preposition != "ب":
        told = None if run.has(at + 1) and run.words[at + 1].preposition else run.next_sense(at + 1, "adjective")
        following = told, pointer_behind(run, at + 1)
        # «اليوم الثالث» is no today.
        numbered = run.follows(at + 1) and run.words[at + 1].definite and run.ordinal(at + 1) is not None
        counted = run.words[at].preposition == "ل" and run.words[at + 1 : at + 2] and run.words[at + 1].digits
        # ... nor is «لليوم 459 على التوالي»
        return None if any(following) or numbered or counted else (at + 1, _shifted(run.sense(at, "unit")[0], 0))
    return None if (speech := run.sense(at, "speech")) is None else (at + 1, Components(shift=speech))


def parse_period(run: Run, at: int) -> Parsed:
    """Parse a unit of the calendar with «هذا» or an adjective: «الأسبوع الماضي», «العام قبل الماضي»."""
    pointer = run.sense(at, "demonstrative")
    pointed = pointer in ("this", "that", "same_before") and run.next_sense(at + 1, "unit") is not None
    if pointed and run.words[at + 1].preposition:
        return None  # «وذلك لليوم الرابع على التوالي»
    head = at + pointed
    unit = run.sense(head, "unit")
    if unit is None or unit[1] != "one" or unit[0] not in CALENDAR_UNITS or not run.words[head].definite:
        return None
    if pointed:
        again = pointer == "this" and run.next_sense(head + 1, "adjective") == "current"  # «هذا العام الحالي»
        return head + 1 + again, _shifted(unit[0], 0, anaphoric=pointer != "this" or None)
    if (pointer := pointer_behind(run, at + 1)) in ("same", "this", "that"):
        return at + 2, _shifted(unit[0], 0, anaphoric=pointer != "this" or None)
    if not run.plain(at + 1) or (found := parse_step(run, at + 1)) is None:
        return None
    end, step, anaphoric = found
    if unit[0] in ("day", "night") and run.sense(end - 1, "adjective") == "last":
        return None  # «اليوم الأخير من الحملة» is no yesterday
    if unit[0] == "night" and step == 1:
        step = 0  # «الليلة المقبلة» is the one that comes first
    return end, _shifted(unit[0], step, anaphoric=anaphoric)


def _shifted(unit: str, count: int, *, anaphoric: bool | None = None) -> Components:
    """Build the components of the unit that lies a count of units away."""
    if unit == "night":
        return Components(shift=("day", count), part_of_day="night", anaphoric=anaphoric)
    return Components(shift=(unit, count), anaphoric=anaphoric)


def parse_step(run: Run, at: int) -> tuple[int, int, bool | None] | None:
    """Parse «الماضي», «قبل الماضي», «بعد المقبل», «المقبل»: the position after, the steps, whether it is anaphoric."""
    if (word := run.sense(at, "preposition")) in ("before", "after"):
        inner = run.next_sense(at + 1, "adjective")
        past, future = word == "before" and inner in ("past", "last"), word == "after" and inner == "next"
        end, step = at + 2, -2 if past else 2 if future else None
    elif (phrase := run.phrase(at, "adjective")) is not None:
        return phrase[0], _STEPS[phrase[1]], phrase[1] in _POINTS_BACK or None
    else:
        definite = run.words[at].definite and not (run.words[at].joined or run.words[at].preposition)
        end, step = at + 1, _STEPS.get(run.sense(at, "adjective")) if definite else None
    return None if step is None else (end, step, run.sense(end - 1, "adjective") in _POINTS_BACK or None)


def parse_direction(run: Run, at: int) -> Parsed:
    """Parse «الماضي», «الجاري», «المقبل» after a weekday, a date or a month."""
    if not run.has(at) or run.words[at].joined or (found := parse_step(run, at)) is None:
        return None
    end, step, anaphoric = found
    return end, Components(direction=step, anaphoric=anaphoric)


def parse_season(run: Run, at: int) -> Parsed:
    """Parse «صيف 2014», «الصيف الماضي», «فصل الشتاء»; the caller asks for a year or an adjective."""
    if run.sense(at, "unit") == ("season", "one") and run.plain(at + 1):
        at += 1
    return None if (code := run.sense(at, "season")) is None else (at + 1, Components(season=code))


def parse_decade(run: Run, at: int) -> Parsed:
    """Parse «الثمانينات», «تسعينات القرن الماضي», «عقد التسعينات», «العقد الثاني من القرن الماضي»."""
    if run.sense(at, "unit") == ("decade", "one") and run.plain(at + 1):
        if run.words[at].definite and (number := run.ordinal(at + 1)) is not None:
            return _numbered_decade(run, *number)
        at += bool(run.sense(at + 1, "decade"))
    if (tens := run.sense(at, "decade")) is None:
        return None
    end = at + 1
    inner = end + (run.next_sense(end, "preposition") == "from")
    century = (parse_century(run, inner) or parse_period(run, inner)) if run.plain(inner) else None
    if century is not None and (century[1].century is not None or century[1].steps("century") is not None):
        return century[0], Components(decade=tens, century=century[1].century, shift=century[1].shift)
    return (end, Components(decade=tens)) if run.words[at].definite else None


def _numbered_decade(run: Run, end: int, number: int) -> Parsed:
    """Parse the century whose decade was counted: «من القرن الماضي»."""
    of_century = run.next_sense(end, "preposition") == "from" and run.plain(end + 1) and 1 <= number <= _DECADES
    century = parse_century(run, end + 1) if of_century else None
    if century is None:
        return None
    date = Components(decade=10 * (number - 1), century=century[1].century, shift=century[1].shift)
    return century[0], date


def parse_century(run: Run, at: int) -> Parsed:
    """Parse «القرن التاسع عشر», «القرن الـ19», «القرن الماضي», «الألفية الثالثة», «الألف الثالث قبل الميلاد»."""
    unit, thousand = run.sense(at, "unit"), run.words[at].numeral
    if unit not in _LONG and (thousand is None or thousand.kind != "scale"):
        return None
    if not run.words[at].definite or not run.plain(at + 1):
        return None
    if unit not in _LONG:
        number = run.ordinal(at + 1)
        dated = number is not None and number[1] < _LAST_THOUSAND and run.phrase(number[0], "before_era") is not None
        return (number[0], Components(millennium=number[1])) if number is not None and dated else None
    if (number := run.ordinal(at + 1) or run.whole_number(at + 1, 1, 30)) is not None:
        of = Components(century=number[1]) if unit[0] == "century" else Components(millennium=number[1])
        return number[0], of
    if run.sense(at + 1, "new"):
        return at + 2, Components(shift=(unit[0], 0))
    return parse_period(run, at)


def parse_quarter(run: Run, at: int) -> Parsed:
    """Parse «الربع الأول», «السداسي الثاني», «النصف الأول», «الفصل الأول من العام»; a fraction has no article."""
    unit = run.sense(at, "unit")
    if unit not in (("quarter", "one"), ("half", "one"), ("season", "one")) or not run.words[at].definite:
        return None
    number = run.ordinal(at + 1) if run.plain(at + 1) else None
    if unit[0] == "season" and (number is None or not _is_of_year(run, number[0])):
        return None  # of a law, a book, a year at school
    most = 2 if unit[0] == "half" else 4
    if run.next_sense(at + 1, "adjective") == "last" and run.next_sense(at + 2, "preposition") == "from":
        number = at + 2, most
    if number is None or not 1 <= number[1] <= most:
        return None
    return number[0], Components(half=number[1]) if unit[0] == "half" else Components(quarter=number[1])


def _is_of_year(run: Run, at: int) -> bool:
    """Return whether a year of the calendar stands behind «من»: «الفصل الأول من العام» is its first quarter."""
    if run.next_sense(at, "preposition") != "from":
        return False
    year = at + 1 + (run.next_sense(at + 1, "demonstrative") == "this")
    if run.next_sense(year, "unit") != ("year", "one"):
        return run.plain(year) and parse_bare_year(run, year) is not None
    return not run.next_sense(year + 1, "year_kind")


def parse_first_units(run: Run, at: int) -> Parsed:
    """Parse «الأشهر السبعة الأولى», «السبعة أشهر الأولى», «آخر ثلاثة أشهر»; the caller asks for a whole."""
    if (before := _first_units_before(run, at)) is not None:
        return before
    if (unit := run.sense(at, "unit")) is not None and unit[1] in ("many", "two") and run.words[at].definite:
        number = (at + 1, 2) if unit[1] == "two" else run.whole_number(at + 1, 2, 99) if run.plain(at + 1) else None
        if number is None or (unit[1] == "many" and not run.words[at + 1].definite):
            return None
        end, count = number
    else:
        found = run.whole_number(at, 2, 99)
        if found is None or not run.next_sense(found[0], "unit") or run.words[found[0]].joined:
            return None
        unit, end, count = run.sense(found[0], "unit"), found[0] + 1, found[1]
    if not run.plain(end) or unit[0] not in _COUNTED_UNITS:
        return None
    if run.sense(end, "first_ones"):
        return end + 1, Components(span=(count, unit[0]))
    return (end + 1, Components(span=(-count, unit[0]))) if run.sense(end, "adjective") == "last" else None


def _first_units_before(run: Run, at: int) -> Parsed:
    """Parse «أول شهرين», «آخر ثلاثة أشهر», «أول عشرة أيام»."""
    edge = run.sense(at, "edge")
    if edge is None or run.words[at].text not in ("اول", "اخر"):
        return None
    if not run.follows(at + 1) or run.words[at + 1].preposition:
        return None
    end, number = run.whole_number(at + 1, 2, 99) or (at + 1, 2)
    unit = run.next_sense(end, "unit")
    form = "two" if end == at + 1 else "one" if number > _MOST_OF_PLURAL else "many"
    if unit is None or unit[1] != form or run.words[end].definite or unit[0] not in _COUNTED_UNITS:
        return None
    return end + 1, Components(span=(number if edge == "START" else -number, unit[0]))


def parse_nth(run: Run, at: int, whole: Callable[[Run, int], Parsed]) -> Parsed:
    """Parse the n-th day, week or weekday of a period: «آخر اثنين من شهر مارس», «الأسبوع الأول من يناير»."""
    if (found := parse_nth_before(run, at) or _nth_after(run, at)) is None or not run.plain(found[0]):
        return None
    end, date = found
    inner = end + (run.next_sense(end, "preposition") in ("from", "in"))
    if not run.follows(inner):
        return None
    of_many = run.sense(at + 1, "unit") == ("day", "many")  # «أول أيام رمضان»
    if inner == end and not run.words[inner].preposition and date.weekday is None and not of_many:
        return None
    period = whole(run, inner) or parse_current_unit(run, inner)  # «آخر اثنين من العام»
    if period is None or period[1].day is not None or period[1].weekday is not None or period[1].steps("day") == 0:
        return None
    return None if (merged := period[1].merge(date)) is None else (period[0], merged)


def _unit_of_nth(run: Run, at: int) -> tuple[int, int | None, str] | None:
    """Parse the unit that is counted («يوم», «أسبوع», «ثلاثاء», «يوم ثلاثاء»): the position after, weekday, unit."""
    if not run.follows(at):
        return None
    unit = run.sense(at, "unit")
    if unit == ("day", "one") and (weekday := run.next_sense(at + 1, "weekday")) is not None:
        return at + 2, weekday, "weekday"
    if (weekday := run.sense(at, "weekday")) is not None:
        return at + 1, weekday, "weekday"
    return (at + 1, None, unit[0]) if unit in (("day", "one"), ("day", "many"), ("week", "one")) else None


def parse_nth_before(run: Run, at: int) -> Parsed:
    """Parse «ثالث يوم», «آخر اثنين», «أول أسبوع»."""
    counted = run.words[at].joined and at > 0 and run.words[at - 1].numeral is not None
    if run.words[at].definite or counted:
        return None
    number = (at + 1, -1) if run.sense(at, "edge") and run.words[at].text == "اخر" else run.ordinal(at)
    unit = None if number is None or number[0] != at + 1 else _unit_of_nth(run, at + 1)
    if number is None or unit is None or run.words[at + 1].definite:
        return None
    return unit[0], Components(weekday=unit[1], nth=(number[1], unit[2]))


def _nth_after(run: Run, at: int) -> Parsed:
    """Parse «الاثنين الأخير», «الجمعة الثانية», «الأسبوع الأول», «اليوم الثالث»."""
    if not run.words[at].definite:
        return None
    unit = run.sense(at, "unit")
    if (found := parse_weekday(run, at)) is not None:
        end, name, weekday = found[0], "weekday", found[1].weekday
    elif unit in (("day", "one"), ("week", "one")):
        end, name, weekday = at + 1, unit[0], None
    else:
        return None
    if not run.plain(end) or not run.words[end].definite:
        return None
    if run.sense(end, "adjective") == "last":
        return end + 1, Components(weekday=weekday, nth=(-1, name))
    number = run.ordinal(end)
    # «الجمعة الثالث من مارس» is a weekday with its date first of all; the calendar tells (see `_month_or_day`).
    if number is None or (name == "weekday" and not (is_feminine(run, end) and number[0] == end + 1)):
        return None
    return number[0], Components(weekday=weekday, nth=(number[1], name))


def parse_current_unit(run: Run, at: int) -> Parsed:
    """Parse «الشهر», «العام» after the edge or a part of it: that of the publication."""
    unit = run.sense(at, "unit")
    if unit is None or unit[1] != "one" or not run.words[at].definite or run.words[at].preposition:
        return None
    current = unit[0] in ("day", "week", "month", "year", "decade", "century", "millennium")
    told = run.next_sense(at + 1, "preposition") == "which" or None  # «نهاية العام الذي اندلعت فيه الحرب»
    return (at + 1, Components(shift=(unit[0], 0), anaphoric=told)) if current else None


def _third(run: Run, at: int) -> tuple[int, str] | None:
    """Parse «الثلث الأول من», «الثلث الأخير من»: the position of «من», and the part of what follows."""
    if not run.sense(at, "minutes") or run.words[at].text != "الثلث" or not run.follows(at + 1):
        return None
    number = (at + 2, 3) if run.sense(at + 1, "adjective") == "last" else run.ordinal(at + 1)
    if number is None or number[1] not in _THIRDS or run.next_sense(number[0], "preposition") != "from":
        return None
    return number[0], _THIRDS[number[1]]


def _first_or_last_ones(run: Run, at: int) -> tuple[int, str] | None:
    """Parse «الأيام الأخيرة من», «العشر الأواخر في»: the position of the preposition, and the part of what follows."""
    unit = run.sense(at, "unit")
    counted = unit is not None and unit[1] == "many" and unit[0] in CALENDAR_UNITS and run.words[at].definite
    numeral = run.words[at].numeral
    if not counted and (numeral is None or numeral.kind != "ten" or run.words[at].text != "العشر"):
        return None
    first, last = run.next_sense(at + 1, "first_ones"), run.next_sense(at + 1, "adjective") == "last"
    if not (first or last) or run.next_sense(at + 2, "preposition") not in ("from", "in"):
        return None
    if not run.follows(at + 3):
        return None
    return at + 2, "START" if first else "END"


def parse_same_unit(run: Run, at: int) -> Parsed:
    """Parse «نفس الشهر من سنة 2017», «هذا اليوم من عام 1956»: what is named elsewhere, in a year that is said."""
    if (found := parse_period(run, at)) is None or found[1].shift is None or found[1].shift[1] != 0:
        return None
    end, period = found
    unit, inner = found[1].shift[0], end + 1
    if unit not in ("day", "month", "quarter") or run.sense(end - 1, "adjective"):
        return None
    if run.next_sense(end, "preposition") != "from" or not run.follows(inner):
        return None
    year = parse_year(run, inner) or parse_bare_year(run, inner) or parse_period(run, inner)
    if year is None or year[1].anaphoric or (year[1].year is None and year[1].steps("year") is None):
        return None
    return year[0], year[1]._replace(same=unit, anaphoric=period.anaphoric)


def parse_edge(run: Run, at: int, whole: Callable[[Run, int], Parsed]) -> Parsed:
    """Parse «نهاية العام الماضي», «منتصف آذار», «مطلع القرن», «نصف شهر مارس»."""
    if (part := _third(run, at) or _first_or_last_ones(run, at)) is not None:
        at, code = part
    elif (code := run.sense(at, "edge")) is None or run.words[at].definite or not run.follows(at + 1):
        return None
    elif run.words[at + 1].preposition == "ل":
        return None  # «نقطة انطلاق للموسم السياحي»
    period = parse_nth(run, at + 1, whole) or whole(run, at + 1) or parse_current_unit(run, at + 1)
    if period is None and run.words[at].text not in _OTHER_THAN_EDGES and not run.words[at + 1].preposition:
        period = parse_bare_year(run, at + 1)  # «نهاية 2002»
    if period is None or period[1].edge is not None or period[1].hour is not None:
        return None
    date = period[1]
    if code == "END" and date.shift == ("week", 1) and run.words[period[0] - 1].text.endswith("ه"):
        date = date._replace(shift=("week", 0))  # «نهاية الأسبوع المقبلة» is the end that comes
    if date.steps("day") is not None and code != "END":
        return None  # «تنطلق بداية اليوم» is from today on
    if run.words[at].text in _FIRST_DAY and date.month is not None and date.day is None:
        return period[0], date.merge(Components(day=1)) or date
    return period[0], date.merge(Components(edge=code)) or date
