"""Years of the Hijra: «العام الهجري الجديد», «العام الثالث للهجرة», and dates said in both calendars."""

from corpus_tools.dates.grammar.calendar_dates import FIRST_PLAIN_YEAR
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.periods import parse_step
from corpus_tools.dates.grammar.run import Run

#: What one of two dates says for both: «مساء السبت 5 محرم 1440هـ الموافق 15 سبتمبر 2018م».
_SHARED = ("weekday", "part_of_day", "hour", "minute", "second", "zone")


def parse_year_of_era(run: Run, at: int) -> Parsed:
    """Parse a year named by its calendar, or as new: «العام الهجري 1441», «السنة الهجرية الماضية», «العام الجديد»."""
    this = run.sense(at, "demonstrative") == "this" and run.next_sense(at + 1, "unit") is not None
    head = at + this
    if run.sense(head, "unit") != ("year", "one") or not run.words[head].definite or not run.follows(head + 1):
        return None
    if (ordinal := _ordinal_of_era(run, head + 1)) is not None:
        return ordinal
    end = head + 1
    era = run.sense(end, "era") if run.words[end].definite else None
    end += era is not None
    if era is not None and this:
        return end, Components(shift=("year", 0), calendar=era)
    if not run.follows(end):
        return None
    new = bool(run.sense(end, "new"))
    end += new
    if (new or era is not None) and run.plain(end) and (year := run.whole_number(end, 1, 2999)) is not None:
        marked = run.next_sense(year[0], "era") == era and era is not None
        return year[0] + marked, Components(year=year[1], calendar=era)
    if new:
        return end, Components(shift=("new year", 0), calendar=era)
    if era is None or (step := parse_step(run, end)) is None:
        return None
    return step[0], Components(shift=("year", step[1]), calendar=era, anaphoric=step[2])


def _ordinal_of_era(run: Run, at: int) -> Parsed:
    """Parse the rest of «العام الثالث للهجرة», «السنة العاشرة من الهجرة»."""
    if not run.words[at].definite or (number := run.ordinal(at)) is None or not run.plain(number[0]):
        return None
    end = number[0]
    if (found := run.phrase(end, "hijra")) is not None:
        return found[0], Components(year=number[1], calendar="hijri")
    era = run.sense(end, "era")
    return (end + 1, Components(year=number[1], calendar=era)) if era and len(run.words[end].whole) > 2 else None


def pair_calendars(date: Components, other: Components) -> Components | None:
    """Unite one date said in both calendars; the Gregorian one places it. None where the two are no such pair."""
    first, second = _settle(date, other), _settle(other, date)
    if first.calendar == second.calendar or _grain(first) != _grain(second):
        return None
    if first.calendar == "hijri":
        first, second = second, first
    shared = {name: getattr(second, name) for name in _SHARED if getattr(first, name) is None}
    return first._replace(**shared, other=second._replace(**dict.fromkeys(_SHARED)))


def _settle(date: Components, other: Components) -> Components:
    """Give a year that names no calendar the one that the other date does not have."""
    if date.calendar is not None or date.year is None or (date.month is not None and date.year >= FIRST_PLAIN_YEAR):
        return date
    if other.calendar == "hijri" or date.year >= FIRST_PLAIN_YEAR:
        return date._replace(calendar="gregorian")
    later = other.year is not None and other.year >= FIRST_PLAIN_YEAR
    return date._replace(calendar="hijri") if other.calendar == "gregorian" or later else date


def _grain(date: Components) -> tuple[bool, bool, bool]:
    """Tell what two dates must name alike to be one: a month, a day of it, or a year alone."""
    return date.month is not None, date.day is not None, date.month is None and date.year is not None


def same_years(date: Components, other: Components) -> bool:
    """Return whether a pair of dates can be of one year: they need not say so, and no other may stand in brackets."""
    if date.year is None or other.year is None:
        return True
    hijri, civil = sorted((date.year, other.year))
    return abs(hijri * 0.970224 + 622 - civil) < 2
