"""From what an expression means to a row of the dates table."""

from dataclasses import replace
from typing import NamedTuple

from corpus_tools.calendars.arithmetic import DAY, Interval, civil_from_days, shift, unit_interval
from corpus_tools.dates.grammar.clock import TIMEX_OF_PART
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Range, Recurrence, Reference
from corpus_tools.dates.normalize.anchor import Anchor, Unresolved
from corpus_tools.dates.normalize.intervals import resolve_components
from corpus_tools.dates.normalize.subintervals import clock_hour

_DESIGNATORS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
}
_DESIGNATORS |= {"age_year": "Y", "quarter": "M", "half": "M", "season": "M", "decade": "Y", "century": "Y"}
_FACTORS = {"quarter": 3, "half": 6, "season": 3, "decade": 10, "century": 100}
_CLOCK_UNITS = frozenset(["second", "minute", "hour"])
_WITHIN_A_DAY = frozenset(["second", "minute", "hour"])
_LIMITS = (-62_135_596_800, 253_402_300_800)  # 0001-01-01 and 10000-01-01


class Resolution(NamedTuple):
    """What a row says beyond its place in the text; see `corpus_tools.dates.find.find_dates` for the columns."""

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


def resolve(expression: Expression, anchor: Anchor) -> Resolution:
    """Resolve an expression for a document.

    Parameters
    ----------
    expression : Expression
        What the grammar read.
    anchor : Anchor
        Where the document stands in time.

    Returns
    -------
    Row
        With an interval, or with the reason why there is none.
    """
    meaning = expression.meaning
    if isinstance(meaning, Components):
        return _resolve_date(meaning, anchor)
    if isinstance(meaning, Range):
        return _resolve_range(meaning, anchor)
    if isinstance(meaning, Duration):
        return _resolve_duration(meaning, anchor)
    if isinstance(meaning, Recurrence):
        return Resolution("set", meaning.value, reason="it recurs", anchor="absolute")
    return _resolve_reference(meaning, anchor)


def _resolve_reference(meaning: Reference, anchor: Anchor) -> Resolution:
    """Make the row of «الآن» or «مؤخرا»."""
    if meaning.now and anchor.moment is not None:
        length, precision = (1, "second") if anchor.has_time else (DAY, "day")
        return Resolution("date", meaning.value, anchor.moment, anchor.moment + length, precision, anchor="published")
    return Resolution("date", meaning.value, reason="it is vague", anchor="published")


def is_absolute(date: Components) -> bool:
    """Return whether the words of a date suffice to place it."""
    if date.shift is not None or date.direction is not None:
        return False
    return date.year is not None or date.century is not None


def _anchor_name(date: Components, anchor: Anchor) -> str:
    """Name what the date is counted from."""
    if date.event is not None:
        return "context" if date.event.event is None else f"event:{date.event.event.id}"
    if (date.context and not anchor.whole_text) or anchor.sentence_day is not None:
        return "context"
    if is_absolute(date):
        return "absolute"
    return "published" if date.names_more_than("nth") else "context"


def _resolve_date(date: Components, anchor: Anchor) -> Resolution:
    """Make the row of a date or a time."""
    kind = "time" if date.hour is not None or date.part_of_day is not None else "date"
    calendar = "hijri" if date.calendar == "hijri" else "gregorian"
    name = _anchor_name(date, anchor)
    uncertainty = int(calendar == "hijri")
    try:
        interval, conflict = resolve_components(date, anchor)
        _check_limits(interval)
    except Unresolved as why:
        return Resolution(
            kind, partial_value(date), None, None, None, date.edge, calendar, name, str(why), date.conflict
        )
    reason = None
    if date.hour is not None and date.part_of_day is None and 1 <= date.hour <= 12 and date.zone is None:
        reason = "before or after noon is not said" if date.minute is None else None
    modifier = date.edge or ("APPROX" if date.approximate else None)
    return Resolution(
        kind,
        interval.value,
        interval.earliest,
        interval.latest,
        interval.precision,
        modifier,
        calendar,
        name,
        reason,
        conflict,
        uncertainty,
    )


def _check_limits(interval: Interval) -> None:
    """Reject an interval that lies outside the years 1 to 9999."""
    if interval.earliest < _LIMITS[0] or interval.latest > _LIMITS[1]:
        raise Unresolved("it lies outside the years 1 to 9999")


def partial_value(date: Components) -> str | None:
    """Return the TIMEX3 value of a date that has no place on the calendar, X for what is not known."""
    if date.month is not None and date.calendar != "hijri":
        year = f"{date.year:04d}" if date.year is not None else "XXXX"
        text = f"{year}-{date.month:02d}" + (f"-{date.day:02d}" if date.day is not None else "")
    elif date.weekday is not None:
        text = f"XXXX-WXX-{date.weekday + 1}"
    elif date.season is not None:
        text = f"XXXX-{date.season}"
    else:
        text = ""
    if date.hour is not None:
        hour = clock_hour(date)
        text += f"T{hour:02d}:{date.minute or 0:02d}" + (f":{date.second:02d}" if date.second is not None else "")
    elif date.part_of_day is not None:
        text += "T12:00" if date.part_of_day == "noon" and not text else f"T{TIMEX_OF_PART[date.part_of_day]}"
    return text or None


def _resolve_range(meaning: Range, anchor: Anchor) -> Resolution:
    """Make the row of a range, both ends included."""
    left, right = meaning.left or Components(), meaning.right or Components()
    kind = "time" if left.hour is not None else "date"
    name = "absolute" if is_absolute(left) and is_absolute(right) else "published"
    name = "context" if anchor.sentence_day is not None else name
    calendar = "hijri" if "hijri" in (left.calendar, right.calendar) else "gregorian"
    try:
        first, one = resolve_components(left, anchor)
        last, two = resolve_components(right, anchor)
        if first.earliest > last.earliest:
            first, last = _reorder(left, right, first, last, anchor)
        _check_limits(first)
        _check_limits(last)
    except Unresolved as why:
        value = f"{partial_value(left) or ''}/{partial_value(right) or ''}"
        return Resolution(kind, value if len(value) > 1 else None, calendar=calendar, anchor=name, reason=str(why))
    return Resolution(
        kind,
        f"{first.value}/{last.value}",
        first.earliest,
        last.latest,
        "range",
        None,
        calendar,
        name,
        None,
        one or two,
        int(calendar == "hijri"),
    )


def _reorder(
    left: Components, right: Components, first: Interval, last: Interval, anchor: Anchor
) -> tuple[Interval, Interval]:
    """Bring the ends of a range into order where a year is not said: «من 20 ديسمبر إلى 5 يناير»."""
    year = civil_from_days(last.earliest // DAY)[0]
    for guess in (replace(left, year=year), replace(left, year=year - 1)):
        if left.month is not None and left.year is None and left.shift is None:
            moved = resolve_components(guess, anchor)[0]
            if moved.earliest <= last.earliest:
                return moved, last
    if left.weekday is not None and right.weekday is not None and last.latest - last.earliest == DAY:
        days = 7 * DAY
        moved_last = Interval(last.earliest + days, last.latest + days, *last[2:])
        if anchor.forward:
            value = unit_interval(moved_last.earliest // DAY, "day").value
            return first, moved_last._replace(value=value)
        value = unit_interval((first.earliest - days) // DAY, "day").value
        return Interval(first.earliest - days, first.latest - days, first.precision, value), last
    raise Unresolved("its end lies before its beginning")


def duration_value(amounts: tuple[tuple[float | None, str], ...]) -> str:
    """Return the TIMEX3 value of a duration, X for a vague count.

    Examples
    --------
    >>> duration_value(((2, "hour"), (20, "minute"))), duration_value(((None, "month"),))
    ('PT2H20M', 'PXM')
    """
    date, clock = "", ""
    for count, unit in amounts:
        if not unit:
            return "PX"
        if count is None:
            number = "X0" if unit == "decade" else "X00" if unit == "century" else "X"
        else:
            total = round(count * _FACTORS.get(unit, 1), 4)
            if unit == "hour" and total != int(total):
                clock += f"{int(total)}H" if total > 1 else ""
                total, unit = round(total % 1 * 60), "minute"  # noqa: PLW2901 - «ساعة ونصف» is PT1H30M
            number = str(int(total)) if total == int(total) else str(total)
        if unit in _CLOCK_UNITS:
            clock += number + _DESIGNATORS[unit]
        else:
            date += number + _DESIGNATORS[unit]
    return "P" + date + ("T" + clock if clock else "")


def _resolve_duration(meaning: Duration, anchor: Anchor) -> Resolution:
    """Make the row of a duration, an age, or a point counted from the publication."""
    value = duration_value(meaning.amounts)
    modifier = meaning.modifier or None
    if meaning.age:
        return Resolution("age", value, modifier=modifier, reason="it is an age")
    if not meaning.relation:
        return Resolution("duration", value, modifier=modifier, reason="it is a length of time")
    if any(count is None for count, _ in meaning.amounts):
        return Resolution("duration", value, modifier=modifier, anchor="published", reason="it is vague")
    if meaning.relation == "within" and not (anchor.whole_text or anchor.forward):
        return Resolution("duration", value, modifier=modifier, reason="it is a length of time")
    point = meaning.relation in ("ago", "ahead")
    kind = "duration" if not point else "time" if meaning.amounts[-1][1] in _WITHIN_A_DAY else "date"
    if meaning.relation == "ahead" and not (anchor.whole_text or anchor.forward or meaning.from_now):
        return Resolution(
            "duration", value, modifier=modifier, anchor="context", reason="it is counted from another date of the text"
        )
    if anchor.moment is None:
        return Resolution(
            kind, value, modifier=modifier, anchor="published", reason="the publication date is not known"
        )
    try:
        return _place_duration(meaning, anchor, kind, value)
    except (Unresolved, OverflowError) as why:
        return Resolution(kind, value, modifier=modifier, anchor="published", reason=str(why))


def _place_duration(meaning: Duration, anchor: Anchor, kind: str, value: str) -> Resolution:
    """Lay a duration back or forth from the publication."""
    fine = meaning.amounts[-1][1] in _WITHIN_A_DAY
    if fine and not anchor.has_time and not anchor.whole_text:
        raise Unresolved("the hour of publication is not known")
    origin = (anchor.moment or 0) if fine else anchor.day * DAY
    forth = meaning.relation in ("ahead", "next", "within")
    target = origin
    for count, unit in meaning.amounts:
        if count is None or abs(count) > 100_000_000_000:
            raise Unresolved("it lies outside the years 1 to 9999")
        target = shift(target, unit, count if forth else -count)
    if not _LIMITS[0] <= target < _LIMITS[1]:
        raise Unresolved("it lies outside the years 1 to 9999")
    unit = meaning.amounts[-1][1]
    if meaning.relation in ("ago", "ahead") or (meaning.relation == "within" and anchor.whole_text):
        size = {"night": "day", "age_year": "year"}.get(unit, unit)
        text = unit_interval(target // DAY, size).value
        if fine:
            clock = target % DAY
            text += f"T{clock // 3600:02d}:{clock // 60 % 60:02d}" + (f":{clock % 60:02d}" if unit == "second" else "")
        end = shift(target, unit, 1)
        return Resolution(
            "time" if fine else "date", text, target, end, size, meaning.modifier or None, anchor="published"
        )
    edges = sorted((origin, target))
    return Resolution(kind, value, edges[0], edges[1], "range", meaning.modifier or None, anchor="published")
