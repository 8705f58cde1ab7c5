"""Days and periods with names: feasts, seasons, quarters, decades, centuries."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from corpus_tools.calendars.arithmetic import (
    DAY,
    Interval,
    civil_from_days,
    day_interval,
    days_from_civil,
    month_interval,
    quarter_interval,
    season_interval,
    years_interval,
)
from corpus_tools.calendars.hijri import hijri_from_days, month_start
from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor, Unresolved
from corpus_tools.dates.normalize.hijri_periods import hijri_century, hijri_decade, hijri_year, part_of_hijri_year
from corpus_tools.dates.normalize.years import by_likelihood, years_to_try

_EPOCH = dt.date(1970, 1, 1).toordinal()
#: How many days from its publication a text may call a feast just that.
_NEAR_FEAST = 60
_MONTHS = 12
_EASTERS = {"easter": EASTER_WESTERN, "eastern easter": EASTER_ORTHODOX}


def named_period(date: Components, anchor: Anchor) -> Interval | None:
    """Resolve a feast, a school year, a decade, a century or a part of a year; None where no such is named."""
    if date.festival is not None:
        return festival(date, anchor)
    if date.named_year is not None:
        return _named_year(date)
    if date.millennium is not None:
        return years_interval(1000 * date.millennium - 1000, 1000)
    if date.century is not None or date.decade is not None:
        return _long_period(date, anchor)
    if date.quarter is not None or date.season is not None or date.half is not None:
        return _part_of_year(date, anchor)
    return None


def _part_of_year(date: Components, anchor: Anchor) -> Interval:
    """Resolve a season, quarter or half in the year that is named or that news would mean."""
    if date.calendar == "hijri" and date.year is not None:
        return part_of_hijri_year(date, date.year)
    years = years_to_try(date._replace(calendar=None), anchor)
    if date.quarter is not None:
        return quarter_interval(next(years), date.quarter)
    if date.half is not None:
        if date.year is None and date.shift is None and not anchor.whole_text:
            raise Unresolved("the text does not say of which year")  # «السداسي الأول» is rather one of the school year
        year = next(years)
        first, last = (quarter_interval(year, 2 * date.half - back) for back in (1, 0))
        return Interval(first.earliest, last.latest, "range", f"{year:04d}-H{date.half}")
    if all(part is None for part in (date.direction, date.year, date.shift)) and not anchor.whole_text:
        raise Unresolved("the text does not say of which year")  # «في الصيف»
    candidates = [season_interval(year, date.season or "SP") for year in years]
    return by_likelihood(candidates, date, anchor)[0]


def _long_period(date: Components, anchor: Anchor) -> Interval:
    """Resolve a decade or a century."""
    if (century := date.century) is None and date.shift is not None:
        century = civil_from_days(anchor.day)[0] // 100 + 1 + date.shift[1]
    if date.decade is None:
        if century is None or not 1 <= century <= 99:
            raise Unresolved(f"there is no century {century}")
        if date.calendar == "hijri":
            return hijri_century(century)
        return years_interval((century - 1) * 100, 100)
    hijri = date.calendar == "hijri"
    if century is not None:
        first = (century - 1) * 100 + date.decade
    elif anchor.moment is None:
        raise Unresolved("the century is not said and the publication date is not known")
    else:  # the last one that had begun
        year = hijri_from_days(anchor.day)[0] if hijri else civil_from_days(anchor.day)[0]
        first = year // 100 * 100 + date.decade
        first -= 100 if first > year else 0
    return hijri_decade(first) if hijri else years_interval(first, 10)


def _named_year(date: Components) -> Interval:
    """Resolve a school year or a season to its months in the two years that it is written with."""
    kind, first, last = date.named_year or ("", None, None)
    part = date.quarter or date.half or date.nth or date.edge
    if first is None or last is None or part is not None:
        raise Unresolved(f"the months of a {kind} year are not said")
    if date.calendar == "hijri":
        begin, end = hijri_year(first), hijri_year(last)
        value = f"{begin.value.partition('/')[0]}/{end.value.rpartition('/')[2]}"
        return Interval(begin.earliest, end.latest, "range", value)
    begins, ends = load_table("date_words")["year_months"].get(kind, (1, _MONTHS))
    bounds = month_interval(first, begins).earliest, month_interval(last, ends).latest
    return Interval(*bounds, "range", f"{first:04d}/{last:04d}")


def festival(date: Components, anchor: Anchor) -> Interval:
    """Resolve a feast in the year that is named or that news would mean."""
    feast = _festivals()[date.festival or ""]
    if "one_of" in feast:
        return _nearest_feast([date._replace(festival=name) for name in feast["one_of"]], anchor)
    calendar, month, day = feast["at"]
    if date.calendar == "hijri" and date.year is not None:
        if calendar != "hijri":
            raise Unresolved("the feast is none of the Hijri calendar, the year is")
        return day_interval(month_start(date.year, month) + day - 1)
    found: list[Interval] = []
    for year in years_to_try(date._replace(calendar=None), anchor):
        if not 1 <= year <= 9998:
            raise Unresolved(f"there is no year {year}")
        found.extend(map(day_interval, _feast_days(calendar, month, day, year)))
    if not found:
        raise Unresolved("the feast does not fall in that year")
    return by_likelihood(found, date, anchor)[0]


def _nearest_feast(feasts: Sequence[Components], anchor: Anchor) -> Interval:
    """Return the feast that lies nearest to the publication: «ثاني أيام العيد»."""
    today = anchor.day * DAY
    days = (festival(feast._replace(direction=feast.direction or 0), anchor) for feast in feasts)
    nearest = min(days, key=lambda day: abs(day.earliest - today))
    if abs(nearest.earliest - today) > _NEAR_FEAST * DAY:
        raise Unresolved("the text does not say which feast")
    return nearest


def last_day_of_feast(name: str) -> int:
    """Return which day of a feast is its last one, by its id; raise `Unresolved` where that is not known."""
    if (days := _festivals()[name].get("days")) is None:
        raise Unresolved("how many days the feast has is not known")
    return int(days)


def _feast_days(calendar: str, month: int, day: int, year: int) -> list[int]:
    """List the days of a Gregorian year on which a feast falls, in days from 1970-01-01."""
    if calendar in _EASTERS:
        return [easter(year, _EASTERS[calendar]).toordinal() - _EPOCH + day]
    if calendar == "gregorian":
        return [days_from_civil(year, month, day)]
    first = hijri_from_days(days_from_civil(year, 1, 1))[0]
    days = (month_start(hijri, month) + day - 1 for hijri in (first, first + 1))
    return [value for value in days if civil_from_days(value)[0] == year]


def is_hijri_feast(name: str) -> bool:
    """Return whether a feast, by its id, is one of the Hijri calendar."""
    feast = _festivals()[name]
    return "one_of" in feast or feast["at"][0] == "hijri"


@cache
def _festivals() -> dict[str, Any]:
    """Map the id of each feast to its entry."""
    return {entry["id"]: entry for entry in load_table("festivals")}
