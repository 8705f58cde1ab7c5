"""Periods named by their place: «الأسبوع الماضي», «هذا الشهر», «القرن الـ19», «نهاية العام», «آخر اثنين من مارس»."""

from collections.abc import Callable

from corpus_tools.dates.grammar.calendar_dates import parse_weekday
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.run import Run

_STEPS = {"past": -1, "previous": -1, "last": -1, "current": 0, "next": 1, "following": 1}
_FIRST_DAY = frozenset(["اول", "غره", "فاتح"])
_WHICH = frozenset(["الذي", "اللي", "الي"])
_POINTS_BACK = frozenset(["previous", "following"])
CALENDAR_UNITS = frozenset(["day", "night", "week", "month", "quarter", "year", "decade", "century"])


def parse_relative_day(run: Run, at: int) -> Parsed:
    """Parse «أمس», «يوم غد», «أول من أمس», «اليوم», and «الليلة»."""
    start = at
    headed = run.sense(at, "unit") in (("day", "one"), ("night", "one"))
    if headed and run.plain(at + 1):
        inner = at + 1
        if run.words[at].definite and run.words[inner].text in _WHICH:
            inner += 1
        found = run.phrase(inner, "relative_day") if inner < len(run) and run.gaps[inner] == "" else None
        if found is not None and not run.words[inner].joined and not run.words[inner].preposition:
            return found[0], _of_day(run, start, found[1])
    if (found := run.phrase(at, "relative_day")) is not None:
        return found[0], Components(shift=("day", found[1]))
    if run.words[at].text in ("اليوم", "الليله") and headed:
        following = run.next_sense(at + 1, "adjective"), run.next_sense(at + 1, "demonstrative")
        if any(following) or _is_ordinal_next(run, at + 1):
            return None
        return at + 1, _of_day(run, at, 0)
    speech = run.sense(at, "speech")
    return None if speech is None else (at + 1, Components(shift=speech))


def _of_day(run: Run, at: int, days: int) -> Components:
    """Make the parts of a day, or of its night when the head is «ليلة»."""
    is_night = run.sense(at, "unit") == ("night", "one")
    return Components(shift=("day", days), part_of_day="night" if is_night else None)


def _is_ordinal_next(run: Run, at: int) -> bool:
    """Return whether a definite ordinal follows: «اليوم الثالث» is no today."""
    return run.plain(at) and run.ordinal(at) is not None and run.words[at].definite and not run.words[at].joined


def parse_period(run: Run, at: int) -> Parsed:
    """Parse a unit of the calendar with «هذا» or an adjective: «الأسبوع الماضي», «العام قبل الماضي»."""
    pointer = run.sense(at, "demonstrative")
    if pointer in ("this", "that", "same_before") and run.next_sense(at + 1, "unit"):
        return _pointed(run, at + 1, pointer)
    unit = run.sense(at, "unit")
    if unit is None or unit[1] != "one" or unit[0] not in CALENDAR_UNITS or not run.words[at].definite:
        return None
    if run.next_sense(at + 1, "demonstrative") in ("same", "this", "that"):
        name = run.sense(at + 1, "demonstrative")
        anaphoric = None if name == "this" else True
        return at + 2, _shifted(unit[0], 0, anaphoric=anaphoric)
    step, end = _parse_step(run, at + 1) if run.plain(at + 1) else (None, at)
    if step is None:
        return None
    adjective = run.sense(end - 1, "adjective")
    anaphoric = True if adjective in _POINTS_BACK else None
    return end, _shifted(unit[0], step, anaphoric=anaphoric)


def _pointed(run: Run, at: int, pointer: str) -> Parsed:
    """Parse the unit after «هذا», «ذلك», «نفس»."""
    name, count = run.sense(at, "unit")
    if count != "one" or name not in CALENDAR_UNITS or not (run.words[at].definite or pointer == "this"):
        return None
    if not run.words[at].definite:
        return None
    return at + 1, _shifted(name, 0, anaphoric=None if pointer == "this" else True)


def _shifted(unit: str, count: int, *, anaphoric: bool | None) -> Components:
    """Make the parts of a unit so many units away."""
    if unit == "night":
        return Components(shift=("day", count), part_of_day="night", anaphoric=anaphoric)
    return Components(shift=(unit, count), anaphoric=anaphoric)


def _parse_step(run: Run, at: int) -> tuple[int | None, int]:
    """Parse «الماضي», «قبل الماضي», «بعد المقبل», «المقبل»: the steps, and the position after."""
    word = run.sense(at, "preposition")
    if word in ("before", "after"):
        inner = run.next_sense(at + 1, "adjective")
        if word == "before" and inner in ("past", "last"):
            return -2, at + 2
        if word == "after" and inner == "next":
            return 2, at + 2
        return None, at
    if (phrase := run.phrase(at, "adjective")) is not None:
        return _STEPS[phrase[1]], phrase[0]
    if (adjective := run.sense(at, "adjective")) is None or not run.words[at].definite or run.words[at].joined:
        return None, at
    return _STEPS[adjective], at + 1


def parse_direction(run: Run, at: int) -> Parsed:
    """Parse «الماضي», «الجاري», «المقبل» after a weekday, a date or a month."""
    step, end = _parse_step(run, at) if at < len(run) else (None, at)
    if step is None or run.words[at].joined:
        return None
    anaphoric = True if run.sense(end - 1, "adjective") in _POINTS_BACK else None
    return end, Components(direction=step, anaphoric=anaphoric)


def parse_season(run: Run, at: int) -> Parsed:
    """Parse «صيف 2014», «الصيف الماضي», «فصل الشتاء»; the caller asks for a year or an adjective."""
    if run.sense(at, "unit") == ("season", "one") and run.plain(at + 1):
        at += 1
    code = run.sense(at, "season")
    return None if code is None else (at + 1, Components(season=code))


def parse_decade(run: Run, at: int) -> Parsed:
    """Parse «الثمانينات», «تسعينات القرن الماضي», «عقد التسعينات»."""
    if run.sense(at, "unit") == ("decade", "one") and run.plain(at + 1) and run.sense(at + 1, "decade"):
        at += 1
    if (tens := run.sense(at, "decade")) is None:
        return None
    end = at + 1
    inner = end + (run.next_sense(end, "preposition") == "from")
    century = parse_century(run, inner) if run.plain(inner) else None
    if century is not None:
        return century[0], Components(decade=tens, century=century[1].century, shift=century[1].shift)
    return (end, Components(decade=tens)) if run.words[at].definite else None


def parse_century(run: Run, at: int) -> Parsed:
    """Parse «القرن التاسع عشر», «القرن الـ19», «القرن الماضي»."""
    if run.sense(at, "unit") != ("century", "one") or not run.words[at].definite or not run.plain(at + 1):
        return None
    number = run.ordinal(at + 1) or run.whole_number(at + 1, 1, 30)
    if number is not None:
        return number[0], Components(century=number[1])
    return parse_period(run, at)


def parse_quarter(run: Run, at: int) -> Parsed:
    """Parse «الربع الأول», «السداسي الثاني», «النصف الأول»; a fraction has no article."""
    unit = run.sense(at, "unit")
    if unit not in (("quarter", "one"), ("half", "one")) or not run.words[at].definite:
        return None
    number = run.ordinal(at + 1) if run.plain(at + 1) else None
    most = 4 if unit[0] == "quarter" else 2
    if run.next_sense(at + 1, "adjective") == "last" and run.next_sense(at + 2, "preposition") == "from":
        number = at + 2, most
    if number is None or not 1 <= number[1] <= most:
        return None
    return number[0], Components(quarter=number[1]) if unit[0] == "quarter" else Components(half=number[1])


def parse_first_units(run: Run, at: int) -> Parsed:
    """Parse «الأشهر السبعة الأولى», «السبعة أشهر الأولى», «الأيام العشرة الأخيرة»; the caller asks for a whole."""
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
    if not run.plain(end) or unit[0] not in ("day", "week", "month", "year", "decade"):
        return None
    if run.sense(end, "first_ones"):
        return end + 1, Components(span=(count, unit[0]))
    return (end + 1, Components(span=(-count, unit[0]))) if run.sense(end, "adjective") == "last" else None


def parse_nth(run: Run, at: int, whole: Callable[[Run, int], Parsed]) -> Parsed:
    """Parse the n-th day, week or weekday of a period: «آخر اثنين من شهر مارس», «الأسبوع الأول من يناير»."""
    found = _nth_before(run, at) or _nth_after(run, at)
    if found is None:
        return None
    end, date = found
    if not run.plain(end):
        return None
    inner = end + (run.next_sense(end, "preposition") in ("from", "in"))
    if not run.follows(inner):
        return None
    of_many = run.sense(at + 1, "unit") == ("day", "many")  # «أول أيام رمضان»
    if inner == end and not run.words[inner].preposition and date.weekday is None and not of_many:
        return None
    if (period := whole(run, inner)) is None or period[1].day is not None or period[1].weekday is not None:
        return None
    merged = period[1].merge(date)
    return None if merged is None else (period[0], merged)


def _unit_of_nth(run: Run, at: int) -> tuple[int, Components, str] | None:
    """Parse the unit that is counted: a weekday without its article, «يوم ثلاثاء», «يوم», «أسبوع»."""
    if not run.follows(at):
        return None
    unit = run.sense(at, "unit")
    if unit == ("day", "one") and run.plain(at + 1) and run.sense(at + 1, "weekday") is not None:
        return at + 2, Components(weekday=run.sense(at + 1, "weekday")), "weekday"
    if run.sense(at, "weekday") is not None:
        return at + 1, Components(weekday=run.sense(at, "weekday")), "weekday"
    if unit in (("day", "one"), ("day", "many"), ("week", "one")):
        return at + 1, Components(), unit[0]
    return None


def _nth_before(run: Run, at: int) -> Parsed:
    """Parse «ثالث يوم», «آخر اثنين», «أول أسبوع»."""
    if run.words[at].definite or run.words[at].joined:
        return None
    last = run.words[at].text == "اخر"
    number = (at + 1, -1) if last else run.ordinal(at)
    if number is None or number[0] != at + 1:
        return None
    if (unit := _unit_of_nth(run, at + 1)) is None or run.words[at + 1].definite:
        return None
    return unit[0], Components(weekday=unit[1].weekday, nth=(number[1], unit[2]))


def _nth_after(run: Run, at: int) -> Parsed:
    """Parse «الاثنين الأخير», «الأسبوع الأول», «اليوم الثالث»."""
    if not run.words[at].definite:
        return None
    if (unit := _unit_of_nth_from(run, at)) is None or not run.plain(unit[0]) or not run.words[unit[0]].definite:
        return None
    if run.sense(unit[0], "adjective") == "last":
        return unit[0] + 1, Components(weekday=unit[1].weekday, nth=(-1, unit[2]))
    number = run.ordinal(unit[0])
    # «الجمعة الثالث من مارس» is a weekday with its date first of all; the calendar tells (see `_month_or_day`).
    return None if number is None or unit[2] == "weekday" else (number[0], Components(nth=(number[1], unit[2])))


def _unit_of_nth_from(run: Run, at: int) -> tuple[int, Components, str] | None:
    """Parse the definite unit of `_nth_after`."""
    if (weekday := parse_weekday(run, at)) is not None:
        return weekday[0], weekday[1], "weekday"
    unit = run.sense(at, "unit")
    return (at + 1, Components(), unit[0]) if unit in (("day", "one"), ("week", "one")) else None


def parse_edge(run: Run, at: int, whole: Callable[[Run, int], Parsed]) -> Parsed:
    """Parse «نهاية العام الماضي», «منتصف آذار», «مطلع القرن», «نصف شهر مارس»."""
    code = run.sense(at, "edge")
    if code is None or run.words[at].definite or not run.follows(at + 1):
        return None
    if (period := whole(run, at + 1)) is None:
        unit = run.sense(at + 1, "unit")
        if unit is None or unit[1] != "one" or not run.words[at + 1].definite or run.words[at + 1].preposition:
            return None
        if unit[0] not in ("week", "month", "year", "decade", "century"):
            return None
        period = at + 2, Components(shift=(unit[0], 0))
    date = period[1]
    if date.edge is not None or date.nth is not None or date.hour is not None:
        return None
    if run.words[at].text in _FIRST_DAY and date.month is not None and date.day is None:
        return period[0], date.merge(Components(day=1)) or date
    return period[0], date.merge(Components(edge=code)) or date
