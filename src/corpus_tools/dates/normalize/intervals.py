"""From the components of a date to its interval: calendars, the publication date, the bias of news to the past."""

from corpus_tools.calendars.arithmetic import (
    DAY,
    Interval,
    civil_from_days,
    day_interval,
    days_from_civil,
    is_date,
    month_interval,
    month_length,
    quarter_interval,
    shift,
    unit_interval,
    weekday_of,
    years_interval,
)
from corpus_tools.calendars.hijri import hijri_from_days, month_start
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.named_events import EventPoint
from corpus_tools.dates.normalize.anchor import NO_DAY, Anchor, Unresolved
from corpus_tools.dates.normalize.hijri_periods import civil_of, hijri_year, new_year
from corpus_tools.dates.normalize.named_periods import named_period
from corpus_tools.dates.normalize.subintervals import beside_publication, edge_of, half_of, nth_of, span_of, within_day
from corpus_tools.dates.normalize.weekdays import against_weekday, beside_relative_day, nearest, not_the_day_counted
from corpus_tools.dates.normalize.years import by_likelihood, shifted, years_to_try

#: From here on the year beside a Hijri month is a Gregorian one: «رمضان 2019».
_FIRST_GREGORIAN = 1700
#: When the night begins, in seconds from the beginning of the day: as `parts_of_day` in data/date_words.yaml has it.
_NIGHTFALL = 18 * 3600


def resolve_components(date: Components, anchor: Anchor) -> tuple[Interval, str | None]:
    """Return the interval that components name, and a conflict between them; raise `Unresolved` if there is none."""
    _require_place(date, anchor)
    if date.nth is not None and date.nth[1] == "day" and date.nth[0] > 0 and date.month and date.weekday is not None:
        date = date._replace(day=date.nth[0], nth=None)  # «أول أيام رمضان يوم الأحد»
    if date.half is not None and _is_half_of_other(date):
        interval, conflict = _base(date._replace(half=None), anchor)
        interval = half_of(interval, date.half)
    else:
        interval, conflict = _base(date, anchor)
    if date.other is not None and conflict is None:
        conflict = _disagreement(interval, date.other, anchor)
    if date.nth is not None:
        interval = nth_of(interval, date)
    if date.span is not None:
        interval = span_of(interval, *date.span, of_feast=date.festival is not None)
    if date.beside is not None and not _is_night_ahead(interval, date, anchor):
        interval = day_interval(interval.earliest // DAY + date.beside)
    if date.edge in ("BEFORE", "AFTER"):
        interval = beside_publication(interval, date.edge, anchor.day)
    elif date.edge is not None:
        interval = edge_of(interval, date.edge)
    if date.hour is not None or date.part_of_day is not None:
        if date.part_of_day == "night" and date.hour is None and _is_night_before(interval, date, anchor):
            interval, date = day_interval(interval.earliest // DAY - 1), date._replace(part_of_day="overnight")
        interval = within_day(interval, date, anchor)
    return interval, date.conflict or conflict


def _is_night_before(interval: Interval, date: Components, anchor: Anchor) -> bool:
    """Return whether the night of a day is the one that ends with its morning.

    So it is by the calendar of the Hijra, whose day begins at sunset, and before a feast. In the press «ليلة الخميس» is
    the night after that Thursday, unless it has passed when the piece is published, on the Thursday itself.
    """
    if date.festival is not None or (date.calendar == "hijri" and date.day is not None):
        return True
    named = date.weekday is not None or date.day is not None
    if not named or date.year is not None or date.shift is not None or anchor.moment is None:
        return False
    begun = anchor.has_time and anchor.moment >= interval.earliest + _NIGHTFALL
    return interval.earliest // DAY == anchor.day and not (begun or anchor.forward)


def _is_night_ahead(interval: Interval, date: Components, anchor: Anchor) -> bool:
    """Return whether «بعد منتصف ليل الخميس», published on that Thursday, would speak of the next morning."""
    told = date.part_of_day == "after_midnight" and anchor.moment is not None and not anchor.forward
    return told and interval.earliest // DAY == anchor.day


def _require_place(date: Components, anchor: Anchor) -> None:
    """Raise `Unresolved` for a date that has no place on the calendar, whatever it names."""
    if date.anaphoric and not anchor.whole_text:
        raise Unresolved("it is counted from another date of the text")
    if date.calendar == "before":
        raise Unresolved("it lies before the year 1")
    if date.misspelt:
        raise Unresolved(date.misspelt)
    if date.calendar == "open":
        raise Unresolved("the text does not say whether the year is of the Hijra or so long past")
    if date.recalled:
        raise Unresolved("it names an event, whose year is not said")


def _is_half_of_other(date: Components) -> bool:
    """Return whether a half is one of a month, a week, a decade or a century, not of a year."""
    named = any(value is not None for value in (date.month, date.century, date.decade))
    return named or (date.shift is not None and date.shift[0] not in ("year", "new year"))


def _base(date: Components, anchor: Anchor) -> tuple[Interval, str | None]:
    """Resolve the day, month, year or period that the components name."""
    if date.event is not None:
        interval = _from_event(date.event)
        counted = date.event.how in ("ordinal", "offset")
        if not counted and anchor.moment is not None and interval.earliest > anchor.moment:
            raise Unresolved("it had not happened when the text was published")
        return interval, None
    if (named := named_period(date, anchor)) is not None:
        return named, None
    if date.same is not None:
        return _same_as_today(date, date.same, anchor), None
    if date.month is not None:
        return _month_or_day(date, anchor)
    if date.day is not None:
        return _day_of_near_month(date, anchor)
    if date.year is not None:
        return _year(date), None
    if date.weekday is not None and date.nth is None:
        return _weekday(date, anchor)
    if date.shift is not None:
        return _shifted(date, date.shift, anchor), None
    if date.hour is None and date.part_of_day is None:
        raise Unresolved("it is counted from something that happened")
    # A time that names no day is of the day of its sentence, or of a query.
    if anchor.sentence_day is None and (not anchor.whole_text or anchor.moment is None):
        raise Unresolved(NO_DAY)
    return day_interval(anchor.day if anchor.sentence_day is None else anchor.sentence_day), None


def _shifted(date: Components, step: tuple[str, int], anchor: Anchor) -> Interval:
    """Resolve a unit of the calendar counted from the publication: «الأسبوع الماضي», «العام الهجري الحالي»."""
    if step[0] == "new year":
        return new_year(date.calendar, anchor)
    if date.calendar == "hijri" and step[0] == "year":
        return hijri_year(hijri_from_days(anchor.day)[0] + step[1])
    return shifted(step, anchor)


def _same_as_today(date: Components, unit: str, anchor: Anchor) -> Interval:
    """Resolve «مثل هذا اليوم من عام 1956», «هذا الشهر من العام الماضي» by the day of publication."""
    year = next(years_to_try(date, anchor))
    month, day = civil_from_days(anchor.day)[1:]
    if unit == "quarter":
        return quarter_interval(year, (month + 2) // 3)
    return _month_of(year, Components(month=month, day=day if unit == "day" else None, year=year))


def _disagreement(interval: Interval, other: Components, anchor: Anchor) -> str | None:
    """Describe the conflict if the other calendar's date differs by more than a sighting of the moon explains."""
    try:
        second = _base(other, anchor)[0]
    except Unresolved as why:
        return f"in the other calendar {why}"
    # A day apart is a sighting of the moon; years and months need only have days in common.
    far = second.earliest > interval.latest or second.latest < interval.earliest
    return "the dates in the two calendars are of different days" if far else None


def _from_event(point: EventPoint) -> Interval:
    """Resolve a time counted from an event."""
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
    if end - start == DAY:
        return day_interval(start // DAY)
    precision = event.precision if how == "start" else unit
    return Interval(start, end, precision, f"{day_interval(start // DAY).value}/{day_interval(end // DAY).value}")


def _year(date: Components) -> Interval:
    """Resolve a year in its calendar."""
    year = date.year or 0
    if date.calendar == "hijri":
        return hijri_year(year)
    if not 1 <= year <= 9999:
        raise Unresolved(f"there is no year {year}")
    return years_interval(year, 1)


def _month_of(year: int, date: Components) -> Interval:
    """Resolve a month of a year, or a day of it."""
    month, day = date.month or 0, date.day
    if date.calendar == "hijri":
        if date.year is not None and year >= _FIRST_GREGORIAN:
            year = hijri_from_days(days_from_civil(year, 1, 1))[0]
            year += civil_of(year, month) < date.year
        start, end = month_start(year, month), month_start(year, month + 1)
        if day is None:
            first = civil_from_days(start)
            return Interval(start * DAY, end * DAY, "month", f"{first[0]:04d}-{first[1]:02d}")
        if not 1 <= day <= end - start + (end - start == 29) or year < 1:
            raise Unresolved(f"there is no such date: {day}-{month}-{year} AH")
        return day_interval(start + day - 1)
    if not is_date(year, month, 1 if day is None else day):
        missing = f"month: {month}-{year}" if day is None else f"date: {day}-{month}-{year}"
        raise Unresolved(f"there is no such {missing}")
    return month_interval(year, month) if day is None else day_interval(days_from_civil(year, month, day))


def _month_or_day(date: Components, anchor: Anchor) -> tuple[Interval, str | None]:
    """Resolve a month or a day of it, in the year that is named or that news would mean."""
    if date.year is None and anchor.moment is None:
        month = date.month or 1
        longest = 30 if date.calendar == "hijri" else month_length(2000, month)
        if date.day is not None and not 1 <= date.day <= longest:
            raise Unresolved(f"there is no such date: {date.day}-{month}")
        raise Unresolved("the year is not said and the publication date is not known")
    if date.nth is not None:
        date = date._replace(weekday=None)
    candidates: list[Interval] = []
    trouble: Unresolved | None = None
    for year in years_to_try(date, anchor):
        try:
            candidates.append(_month_of(year, date))
        except Unresolved as error:
            trouble = error
    if not candidates:
        raise trouble or Unresolved("there is no such date")
    ordered = by_likelihood(candidates, date, anchor)
    if date.day is None:
        return ordered[0], None
    if date.weekday is None:
        day, step = ordered[0].earliest // DAY, date.steps("day")
        if date.calendar == "hijri" and step is not None and abs(anchor.day + step - day) == 1:
            return day_interval(anchor.day + step), None  # «اليوم التاسع من ذي الحجة»: the moon was sighted a day off
        return ordered[0], not_the_day_counted(day, date, anchor)
    return _with_weekday(date, date.weekday, candidates, ordered, anchor)


def _with_weekday(
    date: Components, weekday: int, candidates: list[Interval], ordered: list[Interval], anchor: Anchor
) -> tuple[Interval, str | None]:
    """Choose among the days that a date may be, in the order of the calendar and of likelihood, by its weekday."""
    countable = bool(date.spelled) and 1 <= (date.day or 0) <= 5 and date.calendar != "hijri"
    if date.part_of_day == "overnight":  # «ليل الأحد/الاثنين 29 كانون الثاني» is of the day on which it ends, or begins
        for day in (interval.earliest // DAY for interval in ordered):
            if weekday_of(day) in (weekday, (weekday + 1) % 7):
                return day_interval(day - (weekday_of(day) != weekday)), None
    for interval in ordered[:1] if countable or date.direction is not None else ordered:
        if weekday_of(interval.earliest // DAY) == weekday:
            return interval, not_the_day_counted(interval.earliest // DAY, date, anchor)
    if countable:
        months = [unit_interval(interval.earliest // DAY, "month") for interval in candidates]
        likeliest = by_likelihood(months, date._replace(day=None), anchor)[0]
        return nth_of(likeliest, date._replace(nth=(date.day or 1, "weekday"))), None
    off = nearest(weekday, ordered[0].earliest // DAY)
    if date.calendar == "hijri" and abs(off) == 1:
        return day_interval(ordered[0].earliest // DAY + off), None  # the moon was sighted a day off
    better = None if anchor.moment is None else against_weekday(ordered[0].earliest // DAY, date, anchor)
    return ordered[0] if better is None else day_interval(better), "the weekday is not the weekday of the date"


def _day_of_near_month(date: Components, anchor: Anchor) -> tuple[Interval, str | None]:
    """Resolve a day whose month is not named: of «هذا الشهر», or of the month in which its weekday fits."""
    year, month, today = civil_from_days(anchor.day)
    day = date.day or 0
    if (counted := date.steps("day")) is not None and civil_from_days(anchor.day + counted)[2] == day:
        told = date.weekday in (None, weekday_of(anchor.day + counted))
        return day_interval(anchor.day + counted), None if told else "the weekday is not the weekday of the date"
    steps = [0, 1, -1] if anchor.forward else [0, -1, 1]
    if (step := date.steps("month")) is not None:
        steps = [step]
    elif date.direction == -1 or (not anchor.forward and day > today + 7):
        steps = [-1, 0, 1] if day >= today else [0, -1, 1]
    months = [divmod(year * 12 + month - 1 + step, 12) for step in steps]
    found = [days_from_civil(y, m + 1, day) for y, m in months if is_date(y, m + 1, day)]
    if not found:
        raise Unresolved(f"there is no day {day} in that month")
    for days in found:
        if date.weekday in (None, weekday_of(days)):
            return day_interval(days), not_the_day_counted(days, date, anchor)
    return day_interval(found[0]), "the weekday is not the weekday of the date"


def _weekday(date: Components, anchor: Anchor) -> tuple[Interval, str | None]:
    """Resolve a weekday: of a week, beside «اليوم», after «الماضي», or as news means it by itself."""
    weekday = date.weekday or 0
    if date.shift is not None:
        interval = shifted(date.shift, anchor)
        first = interval.earliest // DAY
        if date.shift[0] == "week":
            return day_interval(first + weekday), None
        if date.shift[0] == "day":
            return beside_relative_day(first, date.shift[1], weekday)
        raise Unresolved("it is one of several such days")
    back = (weekday_of(anchor.day) - weekday) % 7
    ahead = -back % 7
    if date.direction:
        step = (ahead or 7) - 7 if date.direction > 0 else 7 - (back or 7)
        return day_interval(anchor.day + step + 7 * date.direction), None
    if date.direction == 0 or (anchor.forward and not anchor.whole_text):
        return day_interval(anchor.day + ahead), None
    return day_interval(anchor.day + (ahead or 7) if anchor.whole_text else anchor.day - back), None
