"""Calendar arithmetic on plain integers: days and seconds from 1970-01-01, for the years 1 to 9999 and their edges.

Python's and pandas' own types end at the last second of 9999, and a half-open interval has to name the moment after.
"""

import calendar
from functools import lru_cache
from typing import NamedTuple

DAY = 86_400
FIRST_YEAR, LAST_YEAR = 1, 9999
#: How many results are kept: a corpus names the same days again and again.
_KEPT = 8192

#: Units of time that add up to seconds, and those that are counted in months.
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": DAY, "night": DAY, "week": 7 * DAY}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "age_year": 12, "decade": 120, "century": 1200}
MONTHS["millennium"] = 12_000


class Interval(NamedTuple):
    """A half-open interval of the calendar, in seconds from 1970-01-01T00:00:00."""

    earliest: int
    latest: int  # the first moment after
    precision: str  # the unit that the words name
    value: str  # TIMEX3


def days_from_civil(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a Gregorian date.

    Source: Howard Hinnant, chrono-compatible low-level date algorithms, ``days_from_civil``.
    """
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


@lru_cache(_KEPT)
def civil_from_days(days: int) -> tuple[int, int, int]:
    """Convert days from 1970-01-01 to a Gregorian year, month and day (Hinnant's ``civil_from_days``)."""
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def weekday_of(days: int) -> int:
    """Return the weekday of a day; Monday is 0."""
    return (days + 3) % 7


def month_length(year: int, month: int) -> int:
    """Return the length of a Gregorian month in days."""
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    """Return whether a Gregorian date exists, in the years 1 to 9999."""
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def add_months(days: int, months: int) -> int:
    """Shift a day by months; a month that is too short gives its last day."""
    year, month, day = civil_from_days(days)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return days_from_civil(year, month, min(day, month_length(year, month)))


@lru_cache(_KEPT)
def day_interval(days: int) -> Interval:
    """Return the interval of one day."""
    year, month, day = civil_from_days(days)
    return Interval(days * DAY, (days + 1) * DAY, "day", f"{year:04d}-{month:02d}-{day:02d}")


def week_interval(days: int) -> Interval:
    """Return the ISO week that contains a day."""
    monday = days - weekday_of(days)
    year = civil_from_days(monday + 3)[0]
    number = (monday + 3 - days_from_civil(year, 1, 1)) // 7 + 1
    return Interval(monday * DAY, (monday + 7) * DAY, "week", f"{year:04d}-W{number:02d}")


def _months_interval(first: int, count: int, precision: str, value: str) -> Interval:
    """Return the interval of a count of months from the month that lies so many months after January of the year 0."""
    start, end = (days_from_civil(month // 12, month % 12 + 1, 1) * DAY for month in (first, first + count))
    return Interval(start, end, precision, value)


@lru_cache(_KEPT)
def month_interval(year: int, month: int) -> Interval:
    """Return the interval of a Gregorian month; one outside 1 to 12 carries into the year."""
    index = year * 12 + month - 1
    return _months_interval(index, 1, "month", f"{index // 12:04d}-{index % 12 + 1:02d}")


def quarter_interval(year: int, quarter: int) -> Interval:
    """Return the interval of a quarter; one outside 1 to 4 carries into the year."""
    index = year * 4 + quarter - 1
    return _months_interval(3 * index, 3, "quarter", f"{index // 4:04d}-Q{index % 4 + 1}")


def season_interval(year: int, code: str) -> Interval:
    """Return a meteorological season: whole months, winter from December to February, named by its January.

    Source for the months: World Meteorological Organization, Guide to Climatological Practices, § 4.
    """
    first = {"SP": 2, "SU": 5, "FA": 8, "WI": -1}[code]
    return _months_interval(year * 12 + first, 3, "season", f"{year:04d}-{code}")


@lru_cache(_KEPT)
def years_interval(first: int, count: int) -> Interval:
    """Return the year, decade, century or millennium (1, 10, 100 or 1000 years) that begins with a given year.

    That of the year 0 begins with the year 1.
    """
    names = {1: ("year", 4), 10: ("decade", 3), 100: ("century", 2), 1000: ("millennium", 1)}
    precision, digits = names[count]
    start, end = (days_from_civil(year, 1, 1) * DAY for year in (first or count > 1, first + count))
    return Interval(start, end, precision, f"{first // count:0{digits}d}")


@lru_cache(_KEPT)
def unit_interval(days: int, unit: str) -> Interval:
    """Return the calendar unit that contains a day."""
    year, month, _ = civil_from_days(days)
    if unit == "week":
        return week_interval(days)
    if unit == "month":
        return month_interval(year, month)
    if unit == "quarter":
        return quarter_interval(year, (month + 2) // 3)
    if unit == "season":
        return season_interval(year + (month == 12), ("WI", "SP", "SU", "FA", "WI")[month // 3])
    if size := {"year": 1, "decade": 10, "century": 100, "millennium": 1000}.get(unit):
        return years_interval(year // size * size, size)
    return day_interval(days)


def shift(moment: int, unit: str, count: float) -> int:
    """Shift a moment by a count of units; a fraction of months counts in days of a mean month, 30.4375 days."""
    if unit in SECONDS:
        return moment + round(count * SECONDS[unit])
    whole = int(count * MONTHS[unit])
    rest = count * MONTHS[unit] - whole
    days, seconds = divmod(moment, DAY)
    return (add_months(days, whole) + round(rest * 30.4375)) * DAY + seconds
