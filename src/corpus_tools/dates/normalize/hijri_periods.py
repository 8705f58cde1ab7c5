"""Periods of the Hijri calendar: years, their quarters, the year of a month that «هذا العام» places, the new year."""

from collections.abc import Iterator

from corpus_tools.calendars.arithmetic import DAY, Interval, civil_from_days, days_from_civil, season_interval
from corpus_tools.calendars.arithmetic import years_interval as civil_years
from corpus_tools.calendars.hijri import hijri_from_days, month_start
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor, Unresolved

#: For so many days a year is still called new; after that «العام الجديد» is the next one.
_NEW = 120


def hijri_year(year: int) -> Interval:
    """Return a year of the Hijra; its value names the Gregorian years that it lies in."""
    if not 1 <= year <= 9600:
        raise Unresolved(f"there is no year {year} of the Hijra")
    return _months(year, 1, 12, "year")


def hijri_century(century: int) -> Interval:
    """Return a century of the Hijra."""
    return _months(100 * century - 99, 1, 1200, "century")


def hijri_decade(first: int) -> Interval:
    """Return ten years of the Hijra."""
    return _months(first, 1, 120, "decade")


def _months(year: int, first: int, count: int, precision: str) -> Interval:
    """Return successive months of a Hijri year."""
    start, end = month_start(year, first), month_start(year, first + count)
    years = [f"{civil_from_days(day)[0]:04d}" for day in (start, end - 1)]
    return Interval(start * DAY, end * DAY, precision, "/".join(dict.fromkeys(years)))


def part_of_hijri_year(date: Components, year: int) -> Interval:
    """Return a quarter or half of a Hijri year, or the season whose middle lies in it."""
    if date.quarter is not None:
        return _months(year, 3 * date.quarter - 2, 3, "quarter")
    if date.half is not None:
        return _months(year, 6 * date.half - 5, 6, "range")
    whole = hijri_year(year)
    first = civil_from_days(whole.earliest // DAY)[0]
    seasons = [season_interval(first + step, date.season or "SP") for step in (0, 1, 2)]
    inside = (s for s in seasons if whole.earliest <= (s.earliest + s.latest) // 2 < whole.latest)
    if (season := next(inside, None)) is None:
        raise Unresolved("the middle of no such season lies in that year")
    return season


def new_year(calendar: str | None, anchor: Anchor) -> Interval:
    """Return the year that has just begun or is about to: «العام الجديد», «العام الهجري الجديد»."""
    if calendar == "hijri":
        year = hijri_from_days(anchor.day)[0]
        return hijri_year(year + (anchor.day - month_start(year, 1) >= _NEW))
    year = civil_from_days(anchor.day)[0]
    return civil_years(year + (anchor.day - days_from_civil(year, 1, 1) >= _NEW), 1)


def years_of_month(month: int, step: int, anchor: Anchor) -> Iterator[int]:
    """Yield the Hijri years in which a month of «هذا العام», «العام الماضي» may lie, in reports of any country.

    «رمضان هذا العام» is the Ramadan that begins in the civil year; of «هذا العام», also that of the Hijri year.
    """
    now, civil = hijri_from_days(anchor.day)[0], civil_from_days(anchor.day)[0]
    years = [now] if step == 0 else []
    years += [y for y in range(now + step - 2, now + step + 3) if civil_of(y, month) == civil + step]
    yield from dict.fromkeys(years)


def civil_of(year: int, month: int) -> int:
    """Return the civil year in which a Hijri month begins."""
    return civil_from_days(month_start(year, month))[0]
