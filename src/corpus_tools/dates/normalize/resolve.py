"""From what an expression means to its interval, or to the reason why it has none."""

from typing import NamedTuple

from corpus_tools.calendars.arithmetic import DAY, Interval, civil_from_days, shift, unit_interval
from corpus_tools.dates.grammar.clock import TIMEX_OF_PART
from corpus_tools.dates.grammar.clock_ranges import names_day
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Meaning, Range, Recurrence
from corpus_tools.dates.grammar.open_ends import AFTER, BEFORE, SHORTLY_AFTER, SHORTLY_BEFORE, SINCE, UNTIL
from corpus_tools.dates.normalize.anchor import Anchor, Unresolved
from corpus_tools.dates.normalize.clock_ranges import clock_bounds, on_24_hours
from corpus_tools.dates.normalize.intervals import resolve_components
from corpus_tools.dates.normalize.subintervals import clock_hour
from corpus_tools.dates.normalize.weekday_lists import is_weekday_open, place_weekdays

#: The factor and the letter with which ISO 8601 writes each unit.
_ISO_UNITS = {"second": (1, "S"), "minute": (1, "M"), "hour": (1, "H"), "day": (1, "D"), "night": (1, "D")}
_ISO_UNITS |= {"week": (1, "W"), "month": (1, "M"), "quarter": (3, "M"), "season": (3, "M"), "half": (6, "M")}
_ISO_UNITS |= {"year": (1, "Y"), "age_year": (1, "Y"), "campaign": (1, "Y"), "decade": (10, "Y"), "century": (100, "Y")}
_ISO_UNITS["millennium"] = 1000, "Y"
_VAGUE_COUNTS = {"decade": "X0", "century": "X00", "millennium": "X000"}
#: How many of the next finer unit a unit has.
_FINER = {"century": (10, "decade"), "decade": (10, "year"), "year": (12, "month"), "hour": (60, "minute")}
_CLOCK_UNITS = frozenset(["second", "minute", "hour"])
_LIMITS = (-62_135_596_800, 253_402_300_800)  # 0001-01-01 and 10000-01-01


class Resolution(NamedTuple):
    """What an expression resolves to: the columns of `corpus_tools.dates.find.find_dates` beside its place."""

    kind: str
    value: str | None
    earliest: int | None = None
    latest: int | None = None
    precision: str | None = None
    modifier: str | None = None
    calendar: str = "gregorian"
    anchor: str = "absolute"
    reason: str | None = None
    conflict: str | None = None
    uncertainty_days: int = 0

    @property
    def day(self) -> int | None:
        """The day that an interval begins on, or ends on where its beginning is open; in days from 1970-01-01."""
        if self.earliest is not None:
            return self.earliest // DAY
        return None if self.latest is None else (self.latest - (self.modifier == UNTIL)) // DAY


def resolve(expression: Expression, anchor: Anchor) -> Resolution:
    """Resolve an expression of a document to an interval, or to the reason why there is none."""
    row = _resolve(expression.meaning, anchor)
    if expression.rule in ("ago_event", "ahead_event"):
        row = row._replace(anchor="context", reason="it is counted from something that happened")
    return _with_open_end(row, expression.bound, anchor) if expression.bound else row


def _with_open_end(row: Resolution, bound: str, anchor: Anchor) -> Resolution:
    """Open the interval of a date that something goes on from or up to, or lies beside; a query speaks from now on."""
    if row.kind == "duration":
        return row._replace(modifier=row.modifier or bound)
    if bound in (SHORTLY_BEFORE, SHORTLY_AFTER):
        return _shortly(row, bound)
    if bound in (SINCE, AFTER):  # «بعد 14 جانفي» may be the evening of that day
        return row._replace(latest=None, modifier=bound)
    now = anchor.moment if anchor.whole_text and row.latest is not None else None
    # What lies before the end of a year lies before the last of it.
    last = row.earliest if bound == BEFORE and row.modifier != "END" else row.latest
    return row._replace(earliest=now, latest=last, modifier=bound)


def _shortly(row: Resolution, bound: str) -> Resolution:
    """Return what lies of the day before or after a time: «قبيل منتصف ليل الأحد»."""
    start = row.earliest
    if bound == SHORTLY_BEFORE:
        first = None if start is None else (start - 1) // DAY * DAY
        return row._replace(earliest=first, latest=start, modifier=BEFORE)
    return row._replace(latest=None if start is None else (start // DAY + 1) * DAY, modifier=AFTER)


def _resolve(meaning: Meaning, anchor: Anchor) -> Resolution:
    """Resolve what an expression means."""
    if isinstance(meaning, Components):
        return _resolve_date(meaning, anchor)
    if isinstance(meaning, Range):
        return _resolve_range(meaning, anchor)
    if isinstance(meaning, Duration):
        return _resolve_duration(meaning, anchor)
    if isinstance(meaning, Recurrence):
        return Resolution("set", meaning.value, reason="it recurs")
    if meaning.now and anchor.moment is not None:
        length, precision = (1, "second") if anchor.has_time else (DAY, "day")
        return Resolution("date", meaning.value, anchor.moment, anchor.moment + length, precision, anchor="published")
    return Resolution("date", meaning.value, modifier=meaning.edge, reason="it is vague", anchor="published")


def is_absolute(date: Components) -> bool:
    """Return whether a date needs nothing but its own words."""
    if date.shift is not None or date.direction is not None or date.same is not None:
        return False
    if date.year is not None or date.century is not None or date.millennium is not None:
        return True
    return date.named_year is not None and date.named_year[2] is not None


def _anchor_name(date: Components, anchor: Anchor) -> str:
    """Name what the date is counted from."""
    if date.event is not None:
        return "context" if date.event.event is None else f"event:{date.event.event.id}"
    if (date.anaphoric and not anchor.whole_text) or anchor.sentence_day is not None:
        return "context"
    if is_absolute(date):
        return "absolute"
    return "published" if date.nth is None or date.names_more_than("nth") else "context"


def _resolve_date(date: Components, anchor: Anchor) -> Resolution:
    """Resolve a date or a time."""
    kind = "time" if date.hour is not None or date.part_of_day is not None else "date"
    if date.same is not None and date.steps("year") is not None and anchor.moment is not None:
        date = date._replace(year=civil_from_days(anchor.day)[0] + (date.steps("year") or 0), shift=None)
    calendar = "hijri" if date.calendar == "hijri" else "gregorian"
    name = _anchor_name(date, anchor)
    try:
        interval, conflict = resolve_components(date, anchor)
        _check_limits(interval.earliest, interval.latest)
    except Unresolved as why:
        partial = partial_value(date), None, None, None, date.edge
        return Resolution(kind, *partial, calendar, name, str(why), date.conflict)
    reason = None
    if date.hour is not None and date.part_of_day is None and 1 <= date.hour <= 12 and date.zone is None:
        reason = "before or after noon is not said" if date.minute is None else None
    bounds = interval.value, interval.earliest, interval.latest, interval.precision
    return Resolution(kind, *bounds, date.edge, calendar, name, reason, conflict, int(calendar == "hijri"))


def _check_limits(earliest: int, latest: int) -> None:
    """Raise `Unresolved` for an interval outside the years 1 to 9999."""
    if earliest < _LIMITS[0] or latest > _LIMITS[1]:
        raise Unresolved("it lies outside the years 1 to 9999")


def partial_value(date: Components) -> str | None:
    """Return the TIMEX3 value of a date that has no place on the calendar; X stands for what is unknown."""
    if date.beside is not None:
        return None
    if (date.month is not None or date.misspelt) and date.calendar != "hijri":
        year = f"{date.year:04d}" if date.year is not None else "XXXX"
        text = f"{year}-XX" if date.month is None else f"{year}-{date.month:02d}"
        text += f"-{date.day:02d}" if date.day is not None else ""
    elif date.same is not None:
        year = "XXXX" if date.year is None else f"{date.year:04d}"
        text = f"{year}-" + {"day": "XX-XX", "month": "XX", "quarter": "QX"}[date.same]
        text += "" if date.day is None else f"-{date.day:02d}"
    elif date.named_year is not None and date.named_year[0] == "financial" and date.named_year[1] is not None:
        part = f"-Q{date.quarter}" if date.quarter is not None else f"-H{date.half}" if date.half is not None else ""
        text = f"FY{date.named_year[1]}{part}"  # as TIDES TIMEX2 writes fiscal years
    elif date.weekday is not None:
        text = f"XXXX-WXX-{date.weekday + 1}"
    elif date.season is not None:
        text = f"XXXX-{date.season}"
    else:
        text = ""
    if date.hour is not None:
        hour = clock_hour(date)
        text += f"T{hour:02d}:{date.minute or 0:02d}" + (f":{date.second:02d}" if date.second is not None else "")
        text += "Z" if date.zone == "GMT" else ""
    elif date.part_of_day is not None:
        text += "T12:00" if date.part_of_day == "noon" and not text else f"T{TIMEX_OF_PART[date.part_of_day]}"
    return text or None


def _resolve_range(meaning: Range, anchor: Anchor) -> Resolution:
    """Resolve a range, both ends included."""
    left, right = meaning.left or Components(), meaning.right or Components()
    kind = "time" if left.hour is not None else "date"
    if by_clock := left.hour is not None and right.hour is not None:
        left, right = on_24_hours(left, right)
    open_ends = [date for date in (left, right) if not is_absolute(date)]
    hour_only = by_clock and len(open_ends) == 1 and not names_day(open_ends[0])  # «8 ماي 2016 من الثامنة إلى العاشرة»
    name = "absolute" if not open_ends or hour_only else "published"
    name = "context" if anchor.sentence_day is not None else name
    calendar = "hijri" if "hijri" in (left.calendar, right.calendar) else "gregorian"
    try:
        # «من الأحد الماضي إلى الثلاثاء المقبل» says the week of each.
        apart = None not in (left.direction, right.direction) and left.direction != right.direction
        if is_weekday_open(left) and is_weekday_open(right) and not apart:
            left, right = place_weekdays(left, right, anchor)
        if by_clock:
            first, last, one, two = clock_bounds(left, right, anchor)
        else:
            first, one = resolve_components(left, anchor)
            last, two = resolve_components(right, anchor)
            if first.earliest > last.earliest:
                first, last = _reorder(left, right, first, last, anchor)
        _check_limits(first.earliest, max(first.latest, last.latest))
    except Unresolved as why:
        value = f"{partial_value(left) or ''}/{partial_value(right) or ''}"
        return Resolution(kind, value if len(value) > 1 else None, calendar=calendar, anchor=name, reason=str(why))
    # A year of the Hijra has a value of two years.
    value = f"{first.value.partition('/')[0]}/{last.value.rpartition('/')[2]}"
    bounds = value, first.earliest, last.latest, "range"
    reason = "not all that lies between is meant" if meaning.sparse else None
    return Resolution(kind, *bounds, None, calendar, name, reason, one or two, int(calendar == "hijri"))


def _reorder(
    left: Components, right: Components, first: Interval, last: Interval, anchor: Anchor
) -> tuple[Interval, Interval]:
    """Put the ends of a range in order where a year is not said: «من 20 ديسمبر إلى 5 يناير»."""
    year = civil_from_days(last.earliest // DAY)[0]
    if left.month is not None and left.year is None and left.shift is None:
        for guess in (year, year - 1):
            moved = resolve_components(left._replace(year=guess), anchor)[0]
            if moved.earliest <= last.earliest:
                return moved, last
    if right.shift == ("week", 0) and right.edge == "END":  # «من بعد غد إلى نهاية الأسبوع», said on its last day
        return first, resolve_components(right._replace(shift=("week", 1)), anchor)[0]
    if right.year is None and right.direction is None and right.shift is None and not anchor.forward:
        moved = resolve_components(right, anchor._replace(forward=True))[0]  # «من اليوم حتى 22 نوفمبر»
        if first.earliest <= moved.earliest:
            return first, moved
    raise Unresolved("its end lies before its beginning")


def duration_value(amounts: tuple[tuple[float | None, str], ...]) -> str:
    """Return the TIMEX3 value of a duration; X stands for a vague count."""
    date, clock = "", ""
    for count, unit in amounts:
        if not unit:
            return "PX"
        if unit == "age_decade":
            return f"P{count:.0f}XY"
        factor, letter = _ISO_UNITS[unit]
        if count is None:
            number = _VAGUE_COUNTS.get(unit, "X")
        else:
            total = round(count * factor, 4)
            if unit == "hour" and total != int(total):
                clock += f"{int(total)}H" if total > 1 else ""
                total, letter = round(total % 1 * 60), "M"  # «ساعة ونصف» is PT1H30M
            number = str(int(total)) if total == int(total) else str(total)
        if unit in _CLOCK_UNITS:
            clock += number + letter
        else:
            date += number + letter
    return "P" + date + ("T" + clock if clock else "")


def _resolve_duration(meaning: Duration, anchor: Anchor) -> Resolution:
    """Resolve a duration, an age, or a point counted from the publication."""
    value = duration_value(meaning.amounts)
    modifier = meaning.modifier or None
    if meaning.least is not None:
        value = f"{duration_value(((meaning.least, meaning.amounts[0][1]),))}/{value}"
    if meaning.age:
        return Resolution("age", value, modifier=modifier, reason="it is an age")
    vague = any(count is None for count, _ in meaning.amounts)
    past = not (anchor.whole_text or anchor.forward)
    if not meaning.relation or (meaning.relation == "within" and past and not vague):
        return Resolution("duration", value, modifier=modifier, reason="it is a length of time")
    if vague:
        return Resolution("duration", value, modifier=modifier, anchor="published", reason="it is vague")
    point = meaning.relation in ("ago", "ahead")
    kind = "duration" if not point else "time" if meaning.amounts[-1][1] in _CLOCK_UNITS else "date"
    if meaning.relation == "ahead" and past and not meaning.from_now:
        reason = "it is counted from another date of the text"
        return Resolution("duration", value, modifier=modifier, anchor="context", reason=reason)
    try:
        return _place_duration(meaning, anchor, kind, value)
    except (Unresolved, OverflowError) as why:
        return Resolution(kind, value, modifier=modifier, anchor="published", reason=str(why))


def _in_finer_units(count: float | None, unit: str) -> tuple[float | None, str]:
    """Return a part of a unit in the next finer one: «قبل نصف قرن» is five decades ago."""
    finer = _FINER.get(unit)
    return (count, unit) if count is None or count >= 1 or finer is None else (count * finer[0], finer[1])


def _place_duration(meaning: Duration, anchor: Anchor, kind: str, value: str) -> Resolution:
    """Resolve a duration that lies before or after the publication."""
    meaning = meaning._replace(amounts=tuple(_in_finer_units(*amount) for amount in meaning.amounts))
    today, unit = anchor.day * DAY, meaning.amounts[-1][1]
    fine = unit in _CLOCK_UNITS
    if fine and not anchor.has_time and not anchor.whole_text:
        raise Unresolved("the hour of publication is not known")
    if unit == "campaign":
        raise Unresolved("the months of a season year are not said")
    forth = meaning.relation in ("ahead", "next", "within")
    origin = target = (anchor.moment or 0) if fine else today
    for count, step in meaning.amounts:
        if count is None or abs(count) > 100_000_000_000:
            raise Unresolved("it lies outside the years 1 to 9999")
        target = shift(target, step, count if forth else -count)
    _check_limits(target, target + 1)
    if meaning.relation in ("ago", "ahead") or (meaning.relation == "within" and anchor.whole_text):
        size = {"night": "day", "age_year": "year"}.get(unit, unit)
        text = unit_interval(target // DAY, size).value
        if fine:
            text += f"T{target % DAY // 3600:02d}:{target // 60 % 60:02d}"
            text += f":{target % 60:02d}" if unit == "second" else ""
        kind, bounds = "time" if fine else "date", (text, target, shift(target, unit, 1), size)
        return Resolution(kind, *bounds, meaning.modifier or None, anchor="published")
    edges = sorted((origin, target))
    return Resolution(kind, value, edges[0], edges[1], "range", meaning.modifier or None, anchor="published")
