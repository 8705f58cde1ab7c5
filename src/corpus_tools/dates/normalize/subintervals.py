"""Parts of an interval: the n-th day of a month, the end of a year, an hour of a day."""

from corpus_tools.calendars.arithmetic import DAY, Interval, day_interval, shift, unit_interval, weekday_of
from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import NO_DAY, Anchor, Unresolved
from corpus_tools.dates.normalize.named_periods import last_day_of_feast

_NOON = 12
#: How many days «اليوم الثالث من العيد» may count.
_LONGEST_FEAST = 7


def nth_of(interval: Interval, date: Components) -> Interval:
    """Return the n-th day, week or weekday of an interval."""
    number, unit = date.nth or (1, "day")
    first, after = interval.earliest // DAY, interval.latest // DAY
    if unit == "day" and date.festival is not None and number <= _LONGEST_FEAST:
        return day_interval(first + (number if number > 0 else last_day_of_feast(date.festival)) - 1)
    if unit == "day":
        day = first + number - 1 if number > 0 else after + number
    elif unit == "week":
        # The first week of a month is the first that begins in it.
        monday = first + -weekday_of(first) % 7
        # The last one ends in it: seven days before its end, or before the last Monday in it.
        day = monday + 7 * (number - 1) if number > 0 else after - 7 - weekday_of(after)
        return unit_interval(day, "week")
    else:
        weekday = date.weekday or 0
        day = first + (weekday - weekday_of(first)) % 7 + 7 * (number - 1)
        if number < 0:
            day = after - 1 - (weekday_of(after - 1) - weekday) % 7
    if not first <= day < after:
        raise Unresolved("the period has fewer such days")
    return day_interval(day)


def span_of(interval: Interval, count: int, unit: str, *, of_feast: bool) -> Interval:
    """Return the first units of an interval, the last ones when the count is negative; a feast may go on for days."""
    start, end = interval.earliest, interval.latest
    start, end = (start, shift(start, unit, count)) if count > 0 else (shift(end, unit, count), end)
    goes_on = of_feast and unit == "day" and 0 < count <= _LONGEST_FEAST
    if start < interval.earliest or (end > interval.latest and not goes_on):
        raise Unresolved("the period is shorter than that")
    first, last = (unit_interval(moment // DAY, unit).value for moment in (start, end - DAY))
    return Interval(start, end, "range", f"{first}/{last}")


def half_of(interval: Interval, half: int) -> Interval:
    """Return the first or second half of a month, after its fifteenth day, or of another interval."""
    start, end = interval.earliest // DAY, interval.latest // DAY
    middle = start + 15 if interval.precision == "month" else start + (end - start) // 2
    if interval.precision in ("decade", "century"):
        middle = shift(interval.earliest, "year", 5 if interval.precision == "decade" else 50) // DAY
    first, after = (start, middle) if half == 1 else (middle, end)
    value = f"{day_interval(first).value}/{day_interval(after - 1).value}"
    return Interval(first * DAY, after * DAY, "range", value)


def edge_of(interval: Interval, edge: str) -> Interval:
    """Return the beginning, middle or end of an interval, with the value of the whole, as TIMEX3 asks.

    A month is cut as Duckling does (1-10, 11-20, 21-end), a year into four months each, all else into thirds; the
    beginning and the end of a millennium are ten years: «مطلع الألفية الثالثة».
    """
    start, end = interval.earliest // DAY, interval.latest // DAY
    if end - start <= 1:
        return interval
    if interval.precision == "month":
        cuts = [start, start + 10, start + 20, end]
    elif interval.precision == "year":
        cuts = [start, *(shift(interval.earliest, "month", n) // DAY for n in (4, 8)), end]
    elif interval.precision == "millennium" and edge != "MID":
        cuts = [start, shift(interval.earliest, "year", 10) // DAY, shift(interval.latest, "year", -10) // DAY, end]
    else:
        third = (end - start) / 3
        cuts = [start, start + round(third), start + round(2 * third), end]
    place = ("START", "MID", "END").index(edge)
    return Interval(cuts[place] * DAY, cuts[place + 1] * DAY, interval.precision, interval.value)


def beside_publication(interval: Interval, side: str, day: int) -> Interval:
    """Return what lies of an interval up to a day (BEFORE) or from it on (AFTER); all of it, if the day is outside."""
    start, end = interval.earliest, interval.latest
    if not start <= day * DAY < end:
        return interval
    start, end = (start, min(end, (day + 1) * DAY)) if side == "BEFORE" else (day * DAY, end)
    return Interval(start, end, interval.precision, interval.value)


def within_day(interval: Interval, date: Components, anchor: Anchor) -> Interval:
    """Return the hour or the part of the day within a day."""
    if interval.latest - interval.earliest != DAY:
        raise Unresolved(NO_DAY)
    start = interval.earliest
    if date.hour is None:
        entry = load_table("date_words")["parts_of_day"][date.part_of_day or "day"]
        bounds = start + entry["from"] * 3600, start + entry["to"] * 3600
        return Interval(*bounds, "part_of_day", f"{interval.value}T{entry['code']}")
    hour = clock_hour(date, anchor, start)
    minute, second = date.minute or 0, date.second or 0
    moment = start + hour * 3600 + minute * 60 + second
    step, precision = (60, "minute") if date.minute is not None else (3600, "hour")
    if date.second is not None:
        step, precision = 1, "second"
    clock = f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if date.second is not None else "")
    text = f"{interval.value}T{clock if date.minute is not None else f'{hour:02d}'}"
    return Interval(moment, moment + step, precision, text + ("Z" if date.zone == "GMT" else ""))


def clock_hour(date: Components, anchor: Anchor | None = None, day_start: int = 0) -> int:
    """Convert an hour of a 12-hour clock to the clock of 24, by its part of the day."""
    hour = date.hour or 0
    if hour > _NOON:
        return hour  # «الساعة 20:30 مساء»
    half = load_table("date_words")["parts_of_day"][date.part_of_day]["half"] if date.part_of_day else None
    if half == "night" and hour == _NOON and not date.minute:
        return 24  # «الساعة 12 ليلا» is the midnight with which the day ends
    if half == "am":
        return 0 if hour == 12 else hour
    if half == "pm" or (half == "night" and hour >= 6):
        return hour + 12 if hour < 12 else 12 if half == "pm" else 0
    if half == "night":
        return hour
    if half == "noon":
        return hour + 12 if hour < 6 else hour
    told = date.shift is not None  # «اليوم على الساعة 9:00» stays as it is said
    if told or anchor is None or anchor.moment is None:
        return hour
    if not (anchor.whole_text and anchor.has_time and 1 <= hour < 12):
        return hour
    # A query for an hour that is already over today means the afternoon.
    over = day_start + hour * 3600 + (date.minute or 0) * 60 < anchor.moment
    return hour + 12 if over and anchor.moment // DAY * DAY == day_start else hour
