"""Feasts, and the day before or after a day: «عيد الفطر 2017», «عشية العيد», «غداة الأحد»."""

from collections.abc import Iterable
from functools import cache

from corpus_tools.calendars.arithmetic import DAY, civil_from_days
from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar import calendar_dates as calendar
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.run import Run

#: Up to which day of January news speaks of the Christmas of that month.
_EASTERN_SEASON = 12


def parse_festival(run: Run, at: int) -> Parsed:
    """Parse a feast, with its year after it: «يوم عيد الفطر», «عيد الفطر 2017»."""
    headed = run.sense(at, "unit") == ("day", "one") and not run.words[at].definite and run.follows(at + 1)
    if (found := run.phrase(at, "festival") or (run.phrase(at + 1, "festival") if headed else None)) is None:
        return None
    end, name = found
    end += bool(run.next_sense(end, "blessed"))
    year = calendar.parse_bare_year(run, end) if run.plain(end) else None
    feast = Components(festival=name)
    return (end, feast) if year is None else (year[0], year[1]._replace(festival=name))


def by_eastern_churches(feast: str, near: Iterable[str], published: int | None) -> str:
    """Return the feast that is meant among some words: «احتفل الأقباط بعيد الميلاد» is of 7 January.

    `published` is when, in seconds from 1970-01-01.
    """
    if (eastern := _eastern().get(feast)) is None:
        return feast
    words, near = context_words(), set(near)
    month, day = (0, 0) if published is None else civil_from_days(published // DAY)[1:]
    there, orthodox = (not words[name].isdisjoint(near) for name in ("eastern_countries", "orthodox"))
    told = there + orthodox + (month == 1 and day <= _EASTERN_SEASON) > 1
    told = told or not words["eastern_church"].isdisjoint(near)
    return eastern if told and words["western_church"].isdisjoint(near) else feast


@cache
def _eastern() -> dict[str, str]:
    """Map the id of each feast that eastern churches keep on another day to that of theirs."""
    return {entry["id"]: entry["eastern"] for entry in load_table("festivals") if "eastern" in entry}


def is_counted_in_month(weekday: Components, nth: Components) -> bool:
    """Return whether a weekday stands before a day that is counted in a month: «الخميس أول أيام رمضان»."""
    of_month = nth.calendar == "hijri" and nth.nth is not None and nth.nth[1] == "day" and nth.nth[0] > 0
    return of_month and nth.edge is None and weekday.names() == ["weekday"]


def days_of_feast(end: int, date: Components) -> Parsed:
    """Return all days of a feast, if a date names one that has several: «أيام عيد الأضحى»."""
    days = _lengths().get(date.festival or "")
    return None if days is None or date.names_more_than("festival") else (end, date._replace(span=(days, "day")))


@cache
def _lengths() -> dict[str, int]:
    """Map the id of each feast of several days to their number, the least one of «العيد», which may be either."""
    days = {entry["id"]: entry["days"] for entry in load_table("festivals") if "days" in entry}
    either = {entry["id"]: entry["one_of"] for entry in load_table("festivals") if "one_of" in entry}
    return days | {name: min(days[feast] for feast in feasts) for name, feasts in either.items()}


def parse_beside(run: Run, at: int) -> Parsed:
    """Parse the day before a feast or a day of a month after «عشية», the one after any day after «غداة».

    «عشية الأحد», «عشية يوم 14 جانفي» are rather the evening of that day.
    """
    if (step := run.sense(at, "beside")) is None or not run.follows(at + 1) or run.words[at + 1].preposition:
        return None
    day = parse_festival(run, at + 1)
    if day is None and (step > 0 or run.sense(at + 1, "unit") is None):
        day = calendar.parse_day_of_month(run, at + 1)
    if day is None and step > 0:
        day = calendar.parse_weekday(run, at + 1)
    return None if day is None else (day[0], day[1]._replace(beside=step))
