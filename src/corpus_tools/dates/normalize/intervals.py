"""From the parts of a date to its interval: calendars, the publication date, and the bias of news to the past."""

from dataclasses import replace

from corpus_tools.calendars.arithmetic import (
    DAY,
    Interval,
    civil_from_days,
    day_interval,
    days_from_civil,
    is_date,
    month_interval,
    month_length,
    shift,
    unit_interval,
    weekday_of,
    years_interval,
)
from corpus_tools.calendars.hijri import hijri_from_days, month_start
from corpus_tools.dates.grammar.components import Parts
from corpus_tools.dates.named_events import EventPoint
from corpus_tools.dates.normalize.anchor import NO_DAY, Anchor, Unresolved
from corpus_tools.dates.normalize.named_periods import festival, long_period, part_of_year
from corpus_tools.dates.normalize.subintervals import edge_of, nth_of, span_of, within_day
from corpus_tools.dates.normalize.years import by_likelihood, shifted, years_to_try

#: From here on the year beside a Hijri month is a Gregorian one: «رمضان 2019».
_FIRST_GREGORIAN = 1700


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
    if parts.calendar == "before":
        raise Unresolved("it lies before the year 1")
    if parts.recalled:
        raise Unresolved("it names an event, whose year is not said")
    interval, conflict = _base(parts, anchor)
    if parts.other is not None:
        conflict = conflict or _disagreement(interval, parts.other, anchor)
    if parts.nth is not None:
        interval = nth_of(interval, parts)
    if parts.span is not None:
        interval = span_of(interval, *parts.span)
    if parts.edge is not None:
        interval = edge_of(interval, parts.edge)
    if parts.hour is not None or parts.part_of_day is not None:
        interval = within_day(interval, parts, anchor)
    return interval, parts.conflict or conflict


def _base(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find the day, month, year or period that the parts name."""
    if parts.event is not None:
        return _from_event(parts.event), None
    if parts.festival is not None:
        return festival(parts, anchor), None
    if parts.century is not None or parts.decade is not None:
        return long_period(parts, anchor), None
    if parts.quarter is not None or parts.season is not None or parts.half is not None:
        return part_of_year(parts, anchor), None
    if parts.month is not None:
        return _month_or_day(parts, anchor)
    if parts.day is not None:
        return _day_of_near_month(parts, anchor)
    if parts.year is not None:
        return _year(parts), None
    if parts.weekday is not None and parts.nth is None:
        return _weekday(parts, anchor)
    if parts.shift is not None:
        return shifted(parts.shift, anchor), None
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
    for year in years_to_try(parts, anchor):
        try:
            candidates.append(_month_of(year, parts))
        except Unresolved as error:
            trouble = error
    if not candidates:
        raise trouble or Unresolved("there is no such date")
    ordered = by_likelihood(candidates, parts, anchor)
    if parts.weekday is None or parts.day is None:
        return ordered[0], None
    countable = bool(parts.spelled) and 1 <= parts.day <= 5 and parts.calendar != "hijri"
    for interval in ordered[:1] if countable or parts.direction is not None else ordered:
        if weekday_of(interval.earliest // DAY) == parts.weekday:
            return interval, None
    if countable:
        month = by_likelihood([month_interval(*_year_month(i)) for i in candidates], replace(parts, day=None), anchor)[
            0
        ]
        return nth_of(month, replace(parts, nth=(parts.day, "weekday"))), None
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


def _day_of_near_month(parts: Parts, anchor: Anchor) -> tuple[Interval, str | None]:
    """Find a day whose month is not named: of «هذا الشهر», or of the month in which its weekday fits."""
    year, month, today = civil_from_days(anchor.day)
    day = parts.day or 0
    step = parts.shift[1] if parts.shift is not None and parts.shift[0] == "month" else None
    if step is not None:
        steps = [step]
    elif parts.shift is not None and parts.shift[0] == "day":
        return shifted(parts.shift, anchor), None
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
        week = shifted(parts.shift, anchor)
        return day_interval(week.earliest // DAY + weekday), None
    if parts.shift is not None and parts.shift[0] == "day":
        interval = shifted(parts.shift, anchor)
        fits = weekday_of(interval.earliest // DAY) == weekday
        return interval, None if fits else "the weekday is not the weekday of the day"
    if parts.shift is not None:
        raise Unresolved("it is one of several such days")
    back = (weekday_of(anchor.day) - weekday) % 7
    ahead = (weekday - weekday_of(anchor.day)) % 7
    if parts.direction is not None and parts.direction < 0:
        return day_interval(anchor.day - (back or 7) + 7 * (parts.direction + 1)), None
    if parts.direction is not None and parts.direction > 0:
        return day_interval(anchor.day + (ahead or 7) + 7 * (parts.direction - 1)), None
    if parts.direction == 0 or (anchor.forward and not anchor.whole_text):
        return day_interval(anchor.day + ahead), None
    if anchor.whole_text:
        return day_interval(anchor.day + (ahead or 7)), None
    return day_interval(anchor.day - back), None
