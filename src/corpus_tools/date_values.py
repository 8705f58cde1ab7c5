"""From the parts of a date to its interval: calendars, the publication date, and the bias of news to the past."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from corpus_tools.calendar_arithmetic import (
    DAY,
    Interval,
    civil_from_days,
    day_interval,
    days_from_civil,
    eastern_easter,
    is_date,
    month_interval,
    month_length,
    quarter_interval,
    season_interval,
    shift,
    unit_interval,
    weekday_of,
    western_easter,
    years_interval,
)
from corpus_tools.date_lexicon import load_date_data
from corpus_tools.date_parts import Parts
from corpus_tools.hijri import hijri_from_days, month_start
from corpus_tools.named_events import EventPoint

#: How many days ahead a date without a year may lie to be taken as coming rather than as last year's.
SOON = 45
#: From here on the year beside a Hijri month is a Gregorian one: «رمضان 2019».
_FIRST_GREGORIAN = 1700

#: Why a time by the clock has no place on the calendar.
NO_DAY = "the text does not say on which day"

__all__ = ["NO_DAY", "Anchor", "Unresolved", "resolve_parts"]


class Unresolved(Exception):  # noqa: N818 - it is an answer, not a fault
    """A date that has no place on the calendar, and why."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a document stands in time.

    Attributes
    ----------
    moment : int, optional
        Publication in seconds from 1970-01-01, None when it is not known.
    has_time : bool
        Whether the clock of the publication is known.
    forward : bool
        Whether what is not said is looked for ahead: after a verb in the future, or in a text that is nothing
        but the expression.
    whole_text : bool
        Whether the expression is the whole text, as a query or a label is.
    context_day : int, optional
        The day that the same sentence named before, for a time that names none.
    """

    moment: int | None
    has_time: bool = False
    forward: bool = False
    whole_text: bool = False
    context_day: int | None = None

    @property
    def day(self) -> int:
        """The day of publication."""
        if self.moment is None:
            raise Unresolved("the publication date is not known")
        return self.moment // DAY


def resolve_parts(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find the interval that the parts of a date name.

    Parameters
    ----------
    parts : Parts
        What the words say.
    anchor : Anchor
        What is known of the document.

    Returns
    -------
    (Interval, str or None)
        The interval, and a conflict between parts.

    Raises
    ------
    Unresolved
        If the parts have no place on the calendar; the message says why.
    """
    if parts.context and not anchor.whole_text:
        raise Unresolved("it is counted from another date of the text")
    interval, conflict = _base(parts, anchor)
    if parts.other is not None:
        conflict = conflict or _disagreement(interval, parts.other, anchor)
    if parts.nth is not None:
        interval = _nth_of(interval, parts)
    if parts.span is not None:
        interval = _span_of(interval, *parts.span)
    if parts.edge is not None:
        interval = _edge_of(interval, parts.edge)
    if parts.hour is not None or parts.part_of_day is not None:
        interval = _within_day(interval, parts, anchor)
    return interval, parts.conflict or conflict


def _base(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find the day, month, year or period that the parts name."""
    if parts.event is not None:
        return _from_event(parts.event), None
    if parts.recalled:
        raise Unresolved("it names an event, whose year is not said")
    if parts.festival is not None:
        return _festival(parts, anchor), None
    if parts.century is not None or parts.decade is not None:
        return _long_period(parts, anchor), None
    if parts.quarter is not None or parts.season is not None or parts.half is not None:
        return _part_of_year(parts, anchor), None
    if parts.month is not None:
        return _month_or_day(parts, anchor)
    if parts.day is not None:
        return _day_of_near_month(parts, anchor)
    if parts.year is not None:
        return _year(parts), None
    if parts.weekday is not None and parts.nth is None:
        return _weekday(parts, anchor)
    if parts.shift is not None:
        return _shifted(parts.shift, anchor), None
    if parts.hour is not None or parts.part_of_day is not None:
        return day_interval(_day_of_time(anchor)), None
    raise Unresolved("it is counted from something that happened")


def _day_of_time(anchor: Anchor) -> int:
    """Find the day of a time that names none: that of its sentence, or of a query."""
    if anchor.context_day is not None:
        return anchor.context_day
    if anchor.whole_text and anchor.moment is not None:
        return anchor.day
    raise Unresolved(NO_DAY)


def _disagreement(interval: Interval, other: Parts, anchor: Anchor) -> str | None:
    """Tell whether the date in the other calendar is another day, by more than a sighting of the moon explains."""
    try:
        second = _base(other, anchor)[0]
    except Unresolved as why:
        return f"in the other calendar {why}"
    far = abs(second.earliest - interval.earliest) > DAY
    return "the dates in the two calendars are of different days" if far else None


def _from_event(point: EventPoint) -> Interval:
    """Count from an event."""
    event, how, number, unit = point
    if event is None:
        raise Unresolved("the event is in no table of events")
    if how == "end":
        if event.end is None:
            raise Unresolved("the table of events gives no end")
        return day_interval(event.end // DAY - 1)
    start, end = event.start, event.start_end
    if how == "ordinal":
        start, end = (shift(event.start, unit, number - back) for back in (1, 0))
    elif how == "offset":
        start = shift(event.start, unit, number)
        end = shift(start, unit, 1)
    if how == "start" and event.precision != "day":
        return unit_interval(start // DAY, event.precision)
    precision = unit if how != "start" else event.precision
    if end - start == DAY:
        return day_interval(start // DAY)
    return Interval(start, end, precision, f"{day_interval(start // DAY).value}/{day_interval(end // DAY).value}")


def _year(parts: Parts) -> Interval:
    """Make the interval of a year in its calendar."""
    year = parts.year or 0
    if parts.calendar == "hijri":
        if not 1 <= year <= 9600:
            raise Unresolved(f"there is no year {year} of the Hijra")
        start, end = month_start(year, 1) * DAY, month_start(year + 1, 1) * DAY
        first, last = civil_from_days(start // DAY)[0], civil_from_days(end // DAY - 1)[0]
        return Interval(start, end, "year", f"{first:04d}" if first == last else f"{first:04d}/{last:04d}")
    if not 1 <= year <= 9999:
        raise Unresolved(f"there is no year {year}")
    return years_interval(year, 1)


def _shifted(step: tuple[str, int], anchor: Anchor) -> Interval:
    """Make the calendar unit that lies so many units from the publication."""
    unit, count = step
    size = {"decade": "decade", "century": "century"}.get(unit, unit)
    return unit_interval(shift(anchor.day * DAY, unit, count) // DAY, size)


def _years_to_try(parts: Parts, anchor: Anchor) -> Iterator[int]:
    """Yield the years that a month or day may be of, in the calendar of the parts."""
    if parts.year is not None:
        yield parts.year
    elif parts.shift is not None and parts.shift[0] == "year":
        yield civil_from_days(anchor.day)[0] + parts.shift[1]
    else:
        year = hijri_from_days(anchor.day)[0] if parts.calendar == "hijri" else civil_from_days(anchor.day)[0]
        yield from (year, year - 1, year + 1)


def _month_of(year: int, parts: Parts) -> Interval:
    """Make the interval of a month, or of a day of it."""
    month, day = parts.month or 0, parts.day
    if parts.calendar == "hijri":
        if parts.year is not None and year >= _FIRST_GREGORIAN:
            year = hijri_from_days(days_from_civil(year, 1, 1))[0]
            year += civil_from_days(month_start(year, month))[0] < parts.year
        start, end = month_start(year, month), month_start(year, month + 1)
        if day is None:
            first = civil_from_days(start)
            return Interval(start * DAY, end * DAY, "month", f"{first[0]:04d}-{first[1]:02d}")
        if not 1 <= day <= end - start + (end - start == 29) or year < 1:
            raise Unresolved(f"there is no such date: {day}-{month}-{year} AH")
        return day_interval(start + day - 1)
    if day is None:
        if not is_date(year, month, 1):
            raise Unresolved(f"there is no such month: {month}-{year}")
        return month_interval(year, month)
    if not is_date(year, month, day):
        raise Unresolved(f"there is no such date: {day}-{month}-{year}")
    return day_interval(days_from_civil(year, month, day))


def _month_or_day(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find a month or a day of it, in the year said or in the one that news would mean."""
    if parts.year is None and anchor.moment is None:
        _check_day_without_year(parts)
        raise Unresolved("the year is not said and the publication date is not known")
    if parts.nth is not None:
        parts = replace(parts, weekday=None)
    candidates: list[Interval] = []
    trouble: Unresolved | None = None
    for year in _years_to_try(parts, anchor):
        try:
            candidates.append(_month_of(year, parts))
        except Unresolved as error:
            trouble = error
    if not candidates:
        raise trouble or Unresolved("there is no such date")
    ordered = _by_likelihood(candidates, parts, anchor)
    if parts.weekday is None or parts.day is None:
        return ordered[0], None
    countable = 1 <= parts.day <= 5 and parts.calendar != "hijri"
    for interval in ordered[:1] if countable else ordered:
        if weekday_of(interval.earliest // DAY) == parts.weekday:
            return interval, None
    if countable:
        month = _by_likelihood([month_interval(*_year_month(i)) for i in candidates], replace(parts, day=None), anchor)[
            0
        ]
        return _nth_of(month, replace(parts, nth=(parts.day, "weekday"))), None
    apart = (weekday_of(ordered[0].earliest // DAY) - parts.weekday) % 7
    if parts.calendar == "hijri" and apart in (1, 6):
        return ordered[0], None  # the moon was sighted a day off
    return ordered[0], "the weekday is not the weekday of the date"


def _year_month(interval: Interval) -> tuple[int, int]:
    """Give the year and month that an interval begins in."""
    return civil_from_days(interval.earliest // DAY)[:2]


def _check_day_without_year(parts: Parts) -> None:
    """Reject a day that its month never has."""
    month = parts.month or 1
    longest = 30 if parts.calendar == "hijri" else month_length(2000, month)
    if parts.day is not None and not 1 <= parts.day <= longest:
        raise Unresolved(f"there is no such date: {parts.day}-{month}")


def _by_likelihood(candidates: list[Interval], parts: Parts, anchor: Anchor) -> list[Interval]:
    """Order the years that a date may be of: by its adjective, by the tense, by the habit of news."""
    if len(candidates) == 1 or anchor.moment is None:
        return candidates
    today = anchor.day * DAY
    if anchor.whole_text and parts.direction is None:
        this_year = civil_from_days(anchor.day)[0]
        return sorted(candidates, key=lambda i: abs(_year_month(i)[0] - this_year))
    ahead = sorted((i for i in candidates if i.latest > today), key=lambda i: i.earliest)
    behind = sorted((i for i in candidates if i.earliest <= today), key=lambda i: -i.earliest)
    if parts.direction == -1:
        past = [i for i in behind if i.latest <= today]
        return past + ahead
    if parts.direction == 1:
        coming = [i for i in ahead if i.earliest > today]
        return coming + behind
    if parts.direction == 0:
        return sorted(candidates, key=lambda i: abs(i.earliest - today))
    if anchor.forward:
        return ahead + behind
    if ahead and ahead[0].earliest - today <= SOON * DAY and not any(i.latest > today for i in behind):
        return ahead + behind
    return behind + ahead


def _day_of_near_month(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find a day whose month is not named: of «هذا الشهر», or of the month in which its weekday fits."""
    year, month, today = civil_from_days(anchor.day)
    day = parts.day or 0
    step = parts.shift[1] if parts.shift is not None and parts.shift[0] == "month" else None
    if step is not None:
        steps = [step]
    elif parts.shift is not None and parts.shift[0] == "day":
        return _shifted(parts.shift, anchor), None
    else:
        steps = [0, 1, -1] if anchor.forward else [0, -1, 1]
        if parts.direction == -1 or (not anchor.forward and day > today + 7):
            steps = [-1, 0, 1] if day >= today else [0, -1, 1]
    found: list[int] = []
    for months in steps:
        index = year * 12 + month - 1 + months
        if is_date(index // 12, index % 12 + 1, day):
            found.append(days_from_civil(index // 12, index % 12 + 1, day))
    if not found:
        raise Unresolved(f"there is no day {day} in that month")
    for days in found:
        if parts.weekday in (None, weekday_of(days)):
            return day_interval(days), None
    return day_interval(found[0]), "the weekday is not the weekday of the date"


def _weekday(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find a weekday: of a week, beside «اليوم», after «الماضي», or as news means it by itself."""
    weekday = parts.weekday or 0
    if parts.shift is not None and parts.shift[0] == "week":
        week = _shifted(parts.shift, anchor)
        return day_interval(week.earliest // DAY + weekday), None
    if parts.shift is not None and parts.shift[0] == "day":
        interval = _shifted(parts.shift, anchor)
        fits = weekday_of(interval.earliest // DAY) == weekday
        return interval, None if fits else "the weekday is not the weekday of the day"
    if parts.shift is not None:
        raise Unresolved("it is one of several such days")
    back = (weekday_of(anchor.day) - weekday) % 7
    ahead = (weekday - weekday_of(anchor.day)) % 7
    if parts.direction == -1:
        return day_interval(anchor.day - (back or 7)), None
    if parts.direction == 1:
        return day_interval(anchor.day + (ahead or 7)), None
    if parts.direction == 0 or (anchor.forward and not anchor.whole_text):
        return day_interval(anchor.day + ahead), None
    if anchor.whole_text:
        return day_interval(anchor.day + (ahead or 7)), None
    return day_interval(anchor.day - back), None


def _part_of_year(parts: Parts, anchor: Anchor) -> Interval:
    """Find a season or a quarter in the year said, or in the one that news would mean."""
    years = _years_to_try(replace(parts, calendar=None), anchor)
    if parts.quarter is not None:
        return quarter_interval(next(years), parts.quarter)
    if parts.half is not None:
        year = next(years)
        first, last = (quarter_interval(year, 2 * parts.half - back) for back in (1, 0))
        return Interval(first.earliest, last.latest, "range", f"{year:04d}-H{parts.half}")
    candidates = [season_interval(year, parts.season or "SP") for year in years]
    return _by_likelihood(candidates, parts, anchor)[0]


def _long_period(parts: Parts, anchor: Anchor) -> Interval:
    """Find a decade or a century."""
    century = parts.century
    if century is None and parts.shift is not None:
        century = civil_from_days(anchor.day)[0] // 100 + 1 + parts.shift[1]
    if parts.decade is None:
        if century is None or not 1 <= century <= 99:
            raise Unresolved(f"there is no century {century}")
        return years_interval((century - 1) * 100, 100)
    if century is not None:
        return years_interval((century - 1) * 100 + parts.decade, 10)
    if anchor.moment is None:
        raise Unresolved("the century is not said and the publication date is not known")
    year = civil_from_days(anchor.day)[0]
    first = year // 100 * 100 + parts.decade
    return years_interval(first if first <= year else first - 100, 10)


def _festival(parts: Parts, anchor: Anchor) -> Interval:
    """Find a feast in the year said, or in the one that news would mean."""
    calendar, month, day = _festivals()[parts.festival or ""]["at"]
    if parts.year is not None:
        years = [parts.year]
    elif parts.shift is not None and parts.shift[0] == "year":
        years = [civil_from_days(anchor.day)[0] + parts.shift[1]]
    else:
        now = civil_from_days(anchor.day)[0]
        years = [now, now - 1, now + 1]
    found: list[Interval] = []
    for year in years:
        if not 1 <= year <= 9998:
            raise Unresolved(f"there is no year {year}")
        found.extend(map(day_interval, _feast_days(calendar, month, day, year)))
    if not found:
        raise Unresolved("the feast does not fall in that year")
    return _by_likelihood(found, parts, anchor)[0]


def _feast_days(calendar: str, month: int, day: int, year: int) -> list[int]:
    """List the days of a Gregorian year on which a feast falls."""
    if calendar == "easter":
        return [western_easter(year) + day]
    if calendar == "eastern_easter":
        return [eastern_easter(year) + day]
    if calendar == "gregorian":
        return [days_from_civil(year, month, day)]
    first = hijri_from_days(days_from_civil(year, 1, 1))[0]
    days = (month_start(hijri, month) + day - 1 for hijri in (first, first + 1))
    return [value for value in days if civil_from_days(value)[0] == year]


@cache
def _festivals() -> dict[str, Any]:
    """Map the id of each feast to its entry."""
    return {entry["id"]: entry for entry in load_date_data("festivals")}


@cache
def _parts_of_day() -> dict[str, Any]:
    """Map the name of each part of the day to its entry."""
    table: dict[str, Any] = load_date_data("date_words")["parts_of_day"]
    return table


def _nth_of(interval: Interval, parts: Parts) -> Interval:
    """Find the n-th day, week or weekday of an interval."""
    number, unit = parts.nth or (1, "day")
    first, after = interval.earliest // DAY, interval.latest // DAY
    if unit == "day":
        day = first + number - 1 if number > 0 else after + number
    elif unit == "week":
        # The first week of a month is the first that begins in it.
        monday = first + -weekday_of(first) % 7
        day = (
            monday + 7 * (number - 1)
            if number > 0
            else after - 7 - weekday_of(after - 7)
            if weekday_of(after)
            else after - 7
        )
        if number < 0 and day + 7 > after:
            day -= 7
        return unit_interval(day, "week")
    else:
        weekday = parts.weekday or 0
        day = first + (weekday - weekday_of(first)) % 7 + 7 * (number - 1)
        if number < 0:
            day = after - 1 - (weekday_of(after - 1) - weekday) % 7
    if not first <= day < after:
        raise Unresolved("the period has fewer such days")
    return day_interval(day)


def _span_of(interval: Interval, count: int, unit: str) -> Interval:
    """Take the first units of an interval, or the last ones when the count is negative."""
    start, end = interval.earliest, interval.latest
    if count > 0:
        end = shift(start, unit, count)
    else:
        start = shift(end, unit, count)
    if start < interval.earliest or end > interval.latest:
        raise Unresolved("the period is shorter than that")
    first, last = (unit_interval(moment // DAY, unit).value for moment in (start, end - DAY))
    return Interval(start, end, "range", f"{first}/{last}")


def _edge_of(interval: Interval, edge: str) -> Interval:
    """Take the beginning, middle or end of an interval: its thirds, in days of ten for a month.

    Bounds as Duckling has them for months (1-10, 11-20, 21-end); a year gives four months, a decade its years
    in thirds. The value stays that of the whole, as TIMEX3 asks.
    """
    start, end = interval.earliest // DAY, interval.latest // DAY
    if interval.precision == "month":
        cuts = [start, start + 10, start + 20, end]
    elif interval.precision == "year":
        cuts = [start, *(shift(interval.earliest, "month", n) // DAY for n in (4, 8)), end]
    else:
        third = (end - start) / 3
        cuts = [start, start + round(third), start + round(2 * third), end]
    place = ("START", "MID", "END").index(edge)
    if end - start <= 1:
        return interval
    return Interval(cuts[place] * DAY, cuts[place + 1] * DAY, interval.precision, interval.value)


def _within_day(interval: Interval, parts: Parts, anchor: Anchor) -> Interval:
    """Take the hour or the part of the day out of a day."""
    if interval.latest - interval.earliest != DAY:
        raise Unresolved(NO_DAY)
    start = interval.earliest
    if parts.hour is None:
        entry = _parts_of_day()[parts.part_of_day or "day"]
        bounds = start + entry["from"] * 3600, start + entry["to"] * 3600
        return Interval(*bounds, "part_of_day", f"{interval.value}T{entry['code']}")
    hour = clock_hour(parts, anchor, start)
    minute, second = parts.minute or 0, parts.second or 0
    moment = start + hour * 3600 + minute * 60 + second
    step, precision = (
        (1, "second") if parts.second is not None else (60, "minute") if parts.minute is not None else (3600, "hour")
    )
    clock = f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if parts.second is not None else "")
    text = f"{interval.value}T{clock if parts.minute is not None else f'{hour:02d}'}"
    return Interval(moment, moment + step, precision, text + ("Z" if parts.zone == "GMT" else ""))


def clock_hour(parts: Parts, anchor: Anchor | None = None, day_start: int = 0) -> int:
    """Put an hour of a 12-hour clock on the clock of 24, by its part of the day."""
    hour = parts.hour or 0
    half = _parts_of_day()[parts.part_of_day]["half"] if parts.part_of_day is not None else None
    if half == "am":
        return 0 if hour == 12 else hour
    if half == "pm" or (half == "night" and hour >= 6):
        return hour + 12 if hour < 12 else 12 if half == "pm" else 0
    if half == "night":
        return hour
    if half == "noon":
        return hour + 12 if hour < 6 else hour
    known = anchor is not None and anchor.whole_text and anchor.has_time and anchor.moment is not None
    if (
        known
        and anchor is not None
        and anchor.moment is not None
        and 1 <= hour < 12
        and anchor.moment // DAY * DAY == day_start
    ):
        minute = parts.minute or 0
        if day_start + hour * 3600 + minute * 60 < anchor.moment:
            return hour + 12
    return hour
