"""Sets: what recurs («كل يوم», «الأول من مايو من كل عام»), and rates («ألف برميل في اليوم»)."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus_tools.dates.grammar.calendar_dates import parse_day_number, parse_month, parse_weekday, pointer_behind
from corpus_tools.dates.grammar.clock import TIMEX_OF_PART, parse_part_of_day
from corpus_tools.dates.grammar.components import Components, Expression, Recurrence
from corpus_tools.dates.grammar.durations import parse_amount
from corpus_tools.dates.grammar.periods import parse_nth_before
from corpus_tools.dates.grammar.run import Run

_CODES = {"second": "TXS", "minute": "TXM", "hour": "TXH", "day": "XD", "night": "XD", "week": "XW", "month": "XM"}
_CODES |= {
    "quarter": "XQ",
    "year": "XY",
    "decade": "XDE",
    "century": "XCE",
    "millennium": "X000Y",
    "season": "XQ",
    "age_year": "XY",
    "campaign": "XY",
}
#: The rule of «للشهر», a rate behind a currency or a measure only.
RATE_FOR = "rate_for"
_OF_DAYS = frozenset([("day", "one"), ("day", "many"), ("week", "one")])
_RATED = frozenset(["second", "minute", "hour", "day", "night", "week", "month", "year"])
EACH = frozenset(["الواحد", "الواحده"])
_MOST_NUMBERS = 31  # of one list: the days of a month


@dataclass(frozen=True, slots=True)
class _Every:
    """«كل ثلاثة أيام», «كل خميس»: the position after it, how many of which unit, and which weekday."""

    end: int
    count: float
    unit: str
    weekday: int | None = None
    within: str | None = None  # the value of a month or season of each year: «كل رمضان», «كل صيف»

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.within is not None:
            return self.within
        if self.weekday is not None:
            return weekdays_value([self.weekday])
        number = int(self.count) if self.count == int(self.count) else self.count
        return "P" + _CODES[self.unit].replace("X", str(number))


def parse_set(run: Run, at: int) -> Expression | None:
    """Parse a set: «يوميا», «بشكل شهري», «كل ثلاثة أيام», «مرة في الأسبوع», «في اليوم», «صباح كل جمعة»."""
    senses = run.words[at].senses
    if "frequency" in senses:
        return Expression(at, at + 1, Recurrence(senses["frequency"]), "frequency")
    if "manner" in senses and run.follows(at + 1) and run.sense(at + 1, "regular"):
        return Expression(at, at + 2, Recurrence(run.sense(at + 1, "regular")), "frequency")
    if "every" in senses:
        return _every(run, at)
    if "excepting" in senses:
        return _excepted(run, at)
    return _counted_or_weekly(run, at) or _rate(run, at) or _placed(run, at)


def _every(run: Run, at: int) -> Expression | None:
    """Parse «كل ثلاثة أيام», «كل ثلاثاء وخميس», «كل صباح»."""
    if (every := _parse_every(run, at)) is not None:
        end, days = every.end, [] if every.weekday is None else [every.weekday]
        while days and run.plain(end) and (day := _and_weekday(run, end)) is not None:
            days, end = [*days, day], end + 1  # «كل ثلاثاء وخميس»
        return Expression(at, end, Recurrence(weekdays_value(days) if days else every.value), "every")
    part = parse_part_of_day(run, at + 1) if run.plain(at + 1) else None
    if part is None or part[2] == "definite" or run.sense(at + 1, "unit") is not None:
        return None
    return Expression(at, part[0], Recurrence(f"XXXX-XX-XXT{TIMEX_OF_PART[part[1]]}"), "every")


def _excepted(run: Run, at: int) -> Expression | None:
    """Parse the weekday that a set leaves out, behind «عدا»: «يوميا عدا الجمعة», «كل يوم باستثناء يوم الأحد»."""
    of_days = at > 0 and (run.sense(at - 1, "unit") in _OF_DAYS or recurs_before(run, at))
    day = parse_weekday(run, at + 1) if of_days or run.sense(at, "excepting") == "always" else None
    if day is None or not run.follows(at + 1):
        return None
    end, days = day[0], [day[1].weekday or 0]
    if run.plain(end) and run.words[end].joined and (more := parse_weekday(run, end)) is not None:
        end, days = more[0], [*days, more[1].weekday or 0]
    if run.next_sense(end, "adjective") or (run.plain(end) and run.words[end].digits is not None):
        return None
    return Expression(at + 1, end, Recurrence(weekdays_value(days)), "every")


def recurs_before(run: Run, at: int) -> bool:
    """Return whether a word before a position says that something recurs: «يوميا», «كل يوم», «يوميا عدا الجمعة».

    So do «أيام» and several weekdays: «أيام الاثنين والأربعاء من 9 إلى 5».
    """
    before = at - 1
    if before < 0 or not run.plain(at):
        return False
    first = before
    while first > 0 and run.sense(first, "weekday") is not None and run.words[first].joined:
        first -= 1
    if first < before and run.sense(first, "weekday") is not None and run.sense(first - 1, "unit") == ("day", "many"):
        return True
    if run.sense(before, "frequency"):
        return True
    day = before - (run.sense(before, "weekday") is not None and run.sense(before - 1, "unit") == ("day", "one"))
    if day > 0 and run.sense(before, "weekday") is not None and run.sense(day - 1, "excepting"):
        return True
    return before > 0 and run.sense(before, "unit") == ("day", "one") and bool(run.sense(before - 1, "every"))


def weekdays_value(days: Sequence[int]) -> str:
    """Return the value of weekdays; of several TIMEX3 has none, so they are a set as in ISO 8601-2."""
    value = ",".join(f"XXXX-WXX-{day + 1}" for day in days)
    return value if len(days) == 1 else "{" + value + "}"


def _and_weekday(run: Run, at: int) -> int | None:
    """Return the weekday that stands there with «و» and without the article."""
    if run.sense(at, "and_sunday"):
        return 6
    weekday: int | None = run.sense(at, "weekday")
    return weekday if run.words[at].joined and not run.words[at].definite else None


def _parse_every(run: Run, at: int) -> _Every | None:
    """Parse «كل يوم», «كل ثلاثة أيام», «كل يوم جمعة», «كل شهر مارس», «كل صيف»."""
    if not run.sense(at, "every") or not run.plain(at + 1):
        return None
    if (month := parse_month(run, at + 1)) is not None:
        value = "P1Y" if month[1].calendar == "hijri" else f"XXXX-{month[1].month:02d}"
        return None if month[1].weak else _Every(month[0], 1, "year", within=value)
    if (season := run.sense(at + 1, "season")) is not None and not run.words[at + 1].definite:
        return _Every(at + 2, 1, "year", within=f"XXXX-{season}")
    weekday, end = run.sense(at + 1, "weekday"), at + 2
    if weekday is None and run.sense(at + 1, "unit") == ("day", "one"):
        weekday, end = run.next_sense(at + 2, "weekday"), at + 3
    if weekday is not None and not run.words[at + 1].definite:
        return _Every(end, 1, "week", weekday)
    if (amount := parse_amount(run, at + 1)) is None or amount[2] == "vague" or len(amount[1]) != 1:
        return None
    count, unit = amount[1][0]
    return None if count is None else _Every(amount[0], count, unit)


def _counted_or_weekly(run: Run, at: int) -> Expression | None:
    """Parse «مرة في الأسبوع», «أيام الجمع», and «أيام الجمعة» where no one Friday is meant."""
    if (found := run.phrase(at, "times_in")) is not None:
        end, value = found
        end += run.plain(end) and run.words[end].text == "الليله" and run.words[end].joined
    elif (plural := run.phrase(at, "weekly")) is not None:
        end, value = plural[0], weekdays_value([plural[1]])
    else:
        if run.sense(at, "unit") != ("day", "many") or run.next_sense(at + 1, "weekday") is None:
            return None
        if not run.words[at + 1].definite:
            return None
        end, value = at + 2, weekdays_value([run.sense(at + 1, "weekday")])
    if run.words[at].definite or run.next_sense(end, "adjective") or pointer_behind(run, end):
        return None
    # «أيام الخميس والجمعة» and «أيام الجمعة 9 كانون الأول» may be those of one week.
    if run.next_sense(end, "weekday") is not None or (run.plain(end) and run.words[end].numeral is not None):
        return None
    return Expression(at, end, Recurrence(value), "every")


def _rate(run: Run, at: int) -> Expression | None:
    """Parse «في اليوم», «باليوم», «لليوم الواحد»; the search asks for a quantity before the first two."""
    outside = run.sense(at, "preposition") == "in" and run.words[at].whole in ("في", "وفي")
    head = at + outside
    if (outside and not run.follows(head)) or (not outside and run.words[at].preposition not in ("ب", "ل")):
        return None
    unit = run.sense(head, "unit")
    if unit is None or unit[1] != "one" or unit[0] not in _RATED:
        return None
    if not (run.words[head].definite or run.words[head].whole == "لليله"):  # the article of «لليلة» is not written
        return None
    value, end = "P" + _CODES[unit[0]].replace("X", "1"), head + 1
    if run.plain(end) and run.words[end].text in EACH:
        if run.plain(end + 1) and run.words[end + 1].joined and run.words[end + 1].numeral is not None:
            return None  # «في الدقيقة الواحدة والعشرين»
        return Expression(at, end + 1, Recurrence(value), "rate_each")
    if run.words[at].preposition == "ل" and not run.has(end) and unit[0] != "year":
        return Expression(at, end, Recurrence(value), RATE_FOR)
    # «في اليوم الثالث», «في العام 2015» are dates.
    if run.words[at].preposition == "ل" or (run.follows(end) and run.words[end].numeral is not None):
        return None
    if run.plain(end) and run.words[end].text == "الليله" and run.words[end].joined:
        end += 1  # «في اليوم والليلة»
    return Expression(at, end, Recurrence(value), "rate", at + outside)


def _placed(run: Run, at: int) -> Expression | None:
    """Parse a part of each period: «صباح كل يوم», «نهاية كل شهر», «الأحد الأول من كل شهر»."""
    if not run.recurs:
        return None
    if (counted := _counted_weekday(run, at) or _day_of_each(run, at)) is not None:
        return parse_recurring(run, at, *counted)
    if (edge := run.sense(at, "edge")) is not None and not run.words[at].definite:
        return parse_recurring(run, at, at + 1, Components(edge=edge))
    part = parse_part_of_day(run, at)
    return None if part is None else parse_recurring(run, at, part[0], Components(part_of_day=part[1]))


def _counted_weekday(run: Run, at: int) -> tuple[int, Components] | None:
    """Parse «الأحد الأول», «أول أحد»; of each month they are no dates, as «الأحد الأول من مارس» may be."""
    if (found := parse_nth_before(run, at)) is not None:
        return found if found[1].weekday is not None else None
    if (weekday := parse_weekday(run, at)) is None or not run.follows(weekday[0]) or not run.words[weekday[0]].definite:
        return None
    last = run.sense(weekday[0], "adjective") == "last"
    number = (weekday[0] + 1, -1) if last else run.ordinal(weekday[0])
    if number is None:
        return None
    return _past_further_numbers(run, number[0]), weekday[1]._replace(nth=(number[1], "weekday"))


def _past_further_numbers(run: Run, end: int) -> int:
    """Return the position after the numbers that go on another one: «الأحد الأول والثالث», «15 و30»."""
    for _ in range(_MOST_NUMBERS):
        number = parse_day_number(run, end) if run.plain(end) and run.words[end].joined else None
        if number is None:
            break
        end = number[0]
    return end


def _day_of_each(run: Run, at: int) -> tuple[int, Components] | None:
    """Parse «الرابع عشر» of «الرابع عشر من كل شهر», «15» of «15 من كل شهر»."""
    number = parse_day_number(run, at)
    if number is None or not (run.words[at].definite or run.words[at].digits is not None):
        return None
    end = _past_further_numbers(run, number[0])
    every = _parse_every(run, end + 1) if run.next_sense(end, "preposition") == "from" else None
    if every is None or every.unit != "month":
        return None
    return end, Components(day=number[1]) if end == number[0] else Components()


def parse_recurring(run: Run, at: int, end: int, date: Components) -> Expression | None:
    """Parse the period in which a date recurs, after the date: «20 مارس من كل عام»."""
    if not run.recurs:
        return None
    linked = run.next_sense(end, "preposition") in ("from", "in")
    every = _parse_every(run, end + linked) if run.plain(end + linked) else None
    if every is None or every.count != 1:
        return None
    return Expression(at, every.end, Recurrence(_value_within(every, date)), "every")


def _value_within(every: _Every, date: Components) -> str:
    """Return the TIMEX3 value of a date within each period, or that of the period where TIMEX3 has none."""
    if date.calendar == "hijri" or (date.edge is not None and date.month is None):
        return every.value
    day = date.day if date.day is not None else date.nth[0] if date.nth is not None and date.nth[1] == "day" else None
    if date.month is not None and every.unit == "year":
        value = f"XXXX-{date.month:02d}" + ("" if day is None else f"-{day:02d}")
    elif day is not None and day > 0 and every.unit == "month":
        value = f"XXXX-XX-{day:02d}"
    elif every.unit == "week" and (weekday := every.weekday if date.weekday is None else date.weekday) is not None:
        value = weekdays_value([weekday])
    elif every.unit == "day":
        value = "XXXX-XX-XX"
    else:
        return every.value
    if date.part_of_day is not None:
        return f"{value}T{TIMEX_OF_PART[date.part_of_day]}"
    return value if date.hour is None else f"{value}T{date.hour:02d}:{date.minute or 0:02d}"
