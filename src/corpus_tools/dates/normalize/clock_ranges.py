"""The ends of a range by the clock: which half of the day is meant, and where the day changes."""

from corpus_tools.calendars.arithmetic import DAY, Interval, day_interval
from corpus_tools.dates.grammar.clock_ranges import names_day
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor
from corpus_tools.dates.normalize.intervals import resolve_components
from corpus_tools.dates.normalize.subintervals import clock_hour


def clock_bounds(
    left: Components, right: Components, anchor: Anchor
) -> tuple[Interval, Interval, str | None, str | None]:
    """Return the two ends of a range on the clock of 24 hours and their conflicts; it ends with what was said."""
    anchor = anchor._replace(has_time=False)  # no end depends on the hour of publication
    if right.anaphoric and right.shift == ("day", 0):  # «حتى الخامسة من مساء اليوم نفسه»
        right = right._replace(shift=None, anaphoric=None)
    next_day = right.anaphoric and right.shift == ("day", 1)  # «حتى الرابعة من اليوم التالي»
    if not names_day(right) or next_day:
        first, one = resolve_components(left, anchor)
        same = left._replace(hour=right.hour, minute=right.minute, second=right.second, zone=right.zone or left.zone)
        last, two = resolve_components(same, anchor)
        if next_day or last.earliest <= first.earliest:
            last = _days_later(last, 1)
    else:
        last, two = resolve_components(right, anchor)
        if names_day(left):
            first, one = resolve_components(left, anchor)
        else:
            same = right._replace(hour=left.hour, minute=left.minute, second=left.second)
            first, one = resolve_components(same, anchor)
            first = _days_later(first, -1) if first.earliest >= last.earliest else first
    return first, _up_to(last), one, two


def _up_to(end: Interval) -> Interval:
    """Return the point at which a range by the clock ends."""
    return Interval(end.earliest, end.earliest, end.precision, end.value)


def _days_later(interval: Interval, days: int) -> Interval:
    """Return a time by the clock some days later."""
    start = interval.earliest + days * DAY
    time = interval.value.partition("T")[2]
    midnight = time.startswith("24")
    date = day_interval(start // DAY - midnight).value
    return Interval(start, interval.latest + days * DAY, interval.precision, f"{date}T{time}")


def on_24_hours(left: Components, right: Components) -> tuple[Components, Components]:
    """Write both hours on the clock of 24.

    Where only one end says its part of the day, the other one lies in the half that keeps the range under twelve
    hours: «من 9 إلى 5 مساء» begins in the morning, «من 11 إلى 3 فجرا» at night. Where neither does, or each has its
    day, hours stay as they are said, but for an end that would lie before its beginning on the same day.
    """
    hours = [clock_hour(left), clock_hour(right)]
    told = [date.part_of_day is not None or (date.hour or 0) > 12 or date.hour == 0 for date in (left, right)]
    minutes = [60 * hour + (date.minute or 0) for hour, date in zip(hours, (left, right), strict=True)]
    parts = (left.part_of_day or right.part_of_day) and not (names_day(left) and names_day(right))
    too_long = parts and (minutes[1] - minutes[0]) % (24 * 60) > 12 * 60
    if told == [True, False] and too_long:
        hours[1] += 12 if hours[1] < 12 else -12
    elif told == [False, True] and too_long:
        hours[0] += 12 if hours[0] < 12 else 0
    elif told == [False, False] and minutes[1] <= minutes[0] and hours[1] < 12 and not names_day(right):
        hours[1] += 12
    plain = {"part_of_day": None}
    return left._replace(hour=hours[0], **plain), right._replace(hour=hours[1], **plain)
