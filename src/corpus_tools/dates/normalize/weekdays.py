"""Weekdays that contradict the day beside them: «أمس الاثنين» on a Wednesday, last year's number in January.

A piece that is posted late, or whose site changed its date, still names the weekday of its own day, so of two things
that contradict each other the weekday is the better one, and of three those two that agree.
"""

from corpus_tools.calendars.arithmetic import (
    Interval,
    civil_from_days,
    day_interval,
    days_from_civil,
    is_date,
    weekday_of,
)
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor

#: How far from its publication news dates by a weekday, in days.
_NEAR = 45


def nearest(weekday: int, day: int) -> int:
    """Return how many days from a day the nearest such weekday lies, -3 to 3."""
    return (weekday - weekday_of(day) + 3) % 7 - 3


def lag_of(day: int, step: int, weekday: int) -> int:
    """Return how many days from «اليوم», «أمس» its weekday lies, given that day and its step from the publication.

    The nearest such weekday is meant, but what is told of yesterday does not lie ahead, nor what is of tomorrow behind.
    """
    lag = nearest(weekday, day)
    ahead = step + lag
    return lag - 7 if step < 0 < ahead else lag + 7 if ahead < 0 < step else lag


def beside_relative_day(day: int, step: int, weekday: int) -> tuple[Interval, str | None]:
    """Resolve a weekday beside «اليوم», «أمس», which mean a certain day."""
    lag = lag_of(day, step, weekday)
    return day_interval(day + lag), "the weekday is not the weekday of the day" if lag else None


def not_the_day_counted(day: int, date: Components, anchor: Anchor) -> str | None:
    """Describe the conflict of «اليوم السبت 20 أيار» in an article of another day."""
    if (step := date.steps("day")) is None or anchor.moment is None or anchor.day + step == day:
        return None
    return "the date is not the day counted from the publication"


def against_weekday(day: int, date: Components, anchor: Anchor) -> int | None:
    """Return the day that two of date, weekday and publication agree on where the date and its weekday do not."""
    weekday, step = date.weekday or 0, date.steps("day")
    if step is not None and anchor.day + step != day and weekday_of(anchor.day + step) == weekday:
        return anchor.day + step
    if date.year is None or date.calendar == "hijri":
        return None
    year, month, number = civil_from_days(day)
    same = (days_from_civil(y, month, number) for y in (year + 1, year - 1) if is_date(y, month, number))
    near = (d for d in same if abs(d - anchor.day) <= _NEAR and weekday_of(d) == weekday)
    return next(near, None)
