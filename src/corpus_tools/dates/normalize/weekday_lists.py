"""Weekdays of one week that belong together: «السبت والأحد», «من الاثنين إلى الجمعة»."""

from corpus_tools.calendars.arithmetic import weekday_of
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor


def is_weekday_open(date: Components) -> bool:
    """Return whether a date names a weekday and not in which week."""
    named = (date.day, date.month, date.year, date.shift, date.nth)
    return date.weekday is not None and all(value is None for value in named)


def place_weekdays(left: Components, right: Components, anchor: Anchor) -> tuple[Components, Components]:
    """Shift the first and the last of some weekdays to the days around the publication that they are.

    By themselves they are the days that the publication falls among, or else the last ones before it, in a clause of
    the future the next ones.
    """
    begin, end = left.weekday or 0, right.weekday or 0
    length = (end - begin) % 7
    step = -((weekday_of(anchor.day) - begin) % 7)  # to the last day, up to today, on which they begin
    direction = left.direction if left.direction is not None else right.direction
    over, among = step + length < 0, step + length >= 0
    if (direction is None and not anchor.forward) or (direction is None and not anchor.whole_text and among):
        step += 7 if anchor.whole_text else 0
    elif direction == -1:
        step -= 0 if over else 7
    elif direction is not None and direction < -1:
        step -= 7 if over else 14
    elif direction == 0:
        step += 7 if over else 0
    else:
        step += 7
    return _moved(left, step), _moved(right, step + length)


def _moved(date: Components, days: int) -> Components:
    """Return a date with the days from the publication in the place of its weekday."""
    return date._replace(weekday=None, direction=None, shift=("day", days))
