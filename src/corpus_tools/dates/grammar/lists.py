"""Lists: «أيام 20 و21 و22 نوفمبر», «السبت والأحد», «يومي 4 و5», «الجمعة والسبت 14 و15 أفريل», «أعوام 2011 و2012»."""

from collections.abc import Sequence
from itertools import pairwise

from corpus_tools.dates.grammar.calendar_dates import parse_bare_year, parse_day_of_month, parse_month_name
from corpus_tools.dates.grammar.clock import follows_on, parse_part_of_day
from corpus_tools.dates.grammar.clock_ranges import names_day
from corpus_tools.dates.grammar.components import Components, Expression, Range, Recurrence
from corpus_tools.dates.grammar.periods import parse_current_unit, parse_decade
from corpus_tools.dates.grammar.phrases import parse_date, parse_whole
from corpus_tools.dates.grammar.ranges import before_its_hours, parse_operand
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.sets import parse_recurring, weekdays_value
from corpus_tools.dates.grammar.tense import is_open

_LONGEST = 12
_LAST_CENTURY = 30
#: How many of a part its whole can have.
_PARTS = {"quarter": 4, "month": 12, "week": 5, "day": 31}
_DAYS = {"day", "weekday"}
#: What is listed after a plural or dual of a unit, and without one.
_LISTED_AFTER: dict[str | None, set[str]] = {
    "day": _DAYS,
    "night": _DAYS,
    "month": {"month"},
    "year": {"year"},
    None: _DAYS | {"month"},
}
#: What the last of a list says for all of them.
_SHARED = ("month", "year", "calendar", "shift", "direction", "same", "anaphoric")
#: What a listed day, month or year may name.
_LISTED = frozenset(["weekday", "day", "spelled", "weak", *_SHARED])


def parse_list(run: Run, at: int) -> Expression | None:
    """Parse a list of days, or of months or years after «شهري», «أعوام»."""
    unit, pair = run.sense(at, "unit"), run.sense(at, "pair")
    begins = unit or pair or run.words[at].numeral is not None or run.sense(at, "weekday") is not None
    if not (begins or parse_month_name(run, at) is not None) or not run.links_after(at):
        return None
    plural = unit is not None and unit[1] == "many" and not run.words[at].definite
    listing = unit is not None and unit[1] != "one" and run.words[at].definite  # «العامين 2014 و2015»
    head = unit[0] if unit is not None and (plural or listing) else pair
    if head not in _LISTED_AFTER:
        return None
    headed = head is not None
    behind = run.words[at + 1 : at + _LONGEST]
    if (
        not run.follows(at + 1)
        if headed
        else not any(word.joined or word.senses.get("preposition") == "or" for word in behind)
    ):
        return None
    end, dates = _elements(run, at + headed, headed=headed)
    if len(dates) < 2:
        return None
    names = set(map(_named, dates))
    if names == {"weekday"}:
        further = _elements(run, end) if run.follows(end) else (end, [])
        if len(further[1]) == len(dates) and set(map(_named, further[1])) == {"day"}:
            end, days = further
            dates = [day._replace(weekday=date.weekday) for day, date in zip(days, dates, strict=True)]
            names = {"day"}
    if len(names) != 1 or not names <= _LISTED_AFTER[head]:
        return None
    if _stand_alone(dates, headed=headed, months=names == {"month"}):
        return None
    dates = _share(dates)
    counted = not headed or (listing and run.words[at + 1].digits is None)
    if counted and names == {"day"} and _lacks_month(dates[-1]):
        return None
    sparse = not (_is_between(run, at) or _is_unbroken(dates, *names))
    if names == {"weekday"} and _is_open(dates[0]):
        weekly = parse_recurring(run, at, end, dates[0])  # «يومي السبت والثلاثاء من كل أسبوع»
        if weekly is not None or (plural and (sparse or len(dates) == 2)):
            weekly_days = [date.weekday or 0 for date in dates]
            return Expression(
                at, end if weekly is None else weekly.end, Recurrence(weekdays_value(weekly_days)), "list"
            )
    return Expression(at, end, Range(dates[0], dates[-1], sparse), "list")


def parse_two_parts(run: Run, at: int) -> Expression | None:
    """Parse «الربعين الأول والثاني من العام», «الأسبوع الثاني والثالث من مارس», «الشهرين الأول والثاني من 2018»."""
    unit = run.sense(at, "unit")
    if unit is None or unit[0] not in _PARTS or unit[1] == "many" or not run.words[at].definite:
        return None
    first = run.ordinal(at + 1) if run.follows(at + 1) and run.words[at + 1].definite else None
    if first is None or not run.plain(second := first[0]):
        return None
    if not (run.words[second].joined and run.words[second].definite):
        return None
    again = run.sense(second, "unit") == unit and run.follows(second + 1)  # «الربع الأول والربع الثاني»
    if (last := run.ordinal(second + again)) is None:
        return None
    if not 1 <= first[1] < last[1] <= _PARTS[unit[0]]:
        return None
    end, whole = _whole_of_parts(run, last[0], unit[0])
    ends = [_part(whole, unit[0], number) for number in (first[1], last[1])]
    if ends[0] is None or ends[1] is None:
        return None
    return Expression(at, end, Range(ends[0], ends[1], last[1] > first[1] + 1), "list")


def _whole_of_parts(run: Run, end: int, unit: str) -> tuple[int, Components | None]:
    """Parse what two parts are of, with «من» or without: the position after it, and the year or the month."""
    linked = run.next_sense(end, "preposition") in ("from", "in")
    inner = end + linked
    whole = None
    if run.follows(inner) and (linked or not run.words[inner].preposition or run.words[inner].preposition == "ل"):
        whole = parse_whole(run, inner) or parse_bare_year(run, inner)
        whole = whole or (parse_current_unit(run, inner) if linked else None)
    if whole is not None and (whole[1].day is not None or whole[1].quarter is not None):
        whole = None
    if whole is not None:
        return whole
    return end, Components() if unit == "quarter" else None


def _part(whole: Components | None, unit: str, number: int) -> Components | None:
    """Return a numbered part of a year or a month, None where it is of none."""
    if whole is None:
        return None
    if unit == "month":
        of_year = whole.year is not None or whole.steps("year") is not None
        return whole.merge(Components(month=number)) if of_year and whole.month is None else None
    part = Components(quarter=number) if unit == "quarter" else Components(nth=(number, unit))
    return whole.merge(part) if unit == "quarter" or whole.month is not None else None


def parse_parts_of_day(run: Run, at: int) -> Expression | None:
    """Parse two parts of one day: «صباح ومساء غد», «قبل ظهر ومساء الأحد»."""
    first = parse_part_of_day(run, at)
    if first is None or first[2] == "definite" or not run.plain(second := first[0]) or not run.words[second].joined:
        return None
    last = parse_date(run, second)
    if last is None or last[1].part_of_day is None or not (names_day(last[1]) and last[1].hour is None):
        return None
    sparse = not follows_on(first[1], last[1].part_of_day)
    return Expression(at, last[0], Range(last[1]._replace(part_of_day=first[1]), last[1], sparse), "list")


def parse_part_of_days(run: Run, at: int) -> Expression | None:
    """Parse a part of each of several days: «مساء يومي الأربعاء والخميس»."""
    part = parse_part_of_day(run, at)
    if part is None or part[2] == "definite" or not run.follows(head := part[0]):
        return None
    if run.sense(head, "pair") != "day" and run.sense(head, "unit") != ("day", "many"):
        return None
    days = parse_list(run, head)
    if days is None or not isinstance(days.meaning, Range) or not (days.meaning.left and days.meaning.right):
        return None
    left, right = (day._replace(part_of_day=part[1]) for day in (days.meaning.left, days.meaning.right))
    return Expression(at, days.end, Range(left, right, True), "list")


def parse_two_centuries(run: Run, at: int) -> Expression | None:
    """Parse «القرنين الثاني عشر والرابع عشر», «القرنين الـ18 والـ19»."""
    if run.sense(at, "unit") != ("century", "two") or not run.words[at].definite:
        return None
    first = run.ordinal(at + 1) or run.whole_number(at + 1, 1, _LAST_CENTURY) if run.follows(at + 1) else None
    if first is None or not run.plain(first[0]) or not run.words[first[0]].joined:
        return None
    last = run.ordinal(first[0]) or run.whole_number(first[0], 1, _LAST_CENTURY)
    if last is None or not 1 <= first[1] < last[1] <= _LAST_CENTURY:
        return None
    era = run.next_sense(last[0], "era")
    end = last[0] + bool(era)
    ends = Components(century=first[1], calendar=era), Components(century=last[1], calendar=era)
    return Expression(at, end, Range(*ends, not _is_between(run, at) and last[1] > first[1] + 1), "list")


def parse_two_decades(run: Run, at: int) -> Expression | None:
    """Parse «ستينات وسبعينات القرن الماضي»."""
    first = run.sense(at, "decade")
    if first is None or run.words[at].definite or not run.plain(at + 1) or not run.words[at + 1].joined:
        return None
    last = parse_decade(run, at + 1)
    if last is None or last[1].decade is None or last[1].decade <= first:
        return None
    sparse = last[1].decade > first + 10
    return Expression(at, last[0], Range(last[1]._replace(decade=first), last[1], sparse), "list")


def _is_between(run: Run, at: int) -> bool:
    """Return whether «بين» stands before a list, so that all that lies between is meant: «بين العامين 1987 و2011»."""
    return at > 0 and run.plain(at) and run.sense(at - 1, "preposition") == "between"


def _stand_alone(dates: Sequence[Components], *, headed: bool, months: bool) -> bool:
    """Return whether dates need nothing of each other: «20 مارس و3 أبريل», «الأحد الماضي والثلاثاء المقبل».

    Months need the year that the last of them says: «يناير وفبراير 2016», «يناير وفبراير الماضيين».
    """
    directions = {date.direction for date in dates if date.direction is not None}
    if months and not headed:
        *others, last = map(is_open, dates)
        return not all(others) or last
    return len(directions) > 1 or (not headed and all(date.month is not None for date in dates))


def _lacks_month(date: Components) -> bool:
    """Return whether a day is of no month that is said: «اليومين الأول والثاني», «الأول في 13 شوال والثاني»."""
    return all(part is None for part in (date.month, date.shift, date.same))


def _elements(run: Run, at: int, *, headed: bool = False) -> tuple[int, list[Components]]:
    """Parse what is joined by «و», «أو» or, before the last, by a comma: the position after it, and each date."""
    end, dates = at, list[Components]()
    position: int | None = at
    while position is not None and len(dates) < _LONGEST and (found := run.recall(_element, position)) is not None:
        end = found[0]
        dates.append(found[1])
        either = _named(found[1]) == "day" and run.next_sense(end, "preposition") == "or" and run.follows(end + 1)
        position = end + 1 if either else end if run.has(end) and _goes_on(run, end, headed=headed) else None
    return end, dates


def _goes_on(run: Run, end: int, *, headed: bool) -> bool:
    """Return whether a list may go on: with «و», or with a comma where «و» stands before what comes after."""
    if run.words[end].joined:
        return run.gaps[end] in ("", "،")
    if headed and run.gaps[end] == "-":
        return run.digits(end, 1, 31) is not None  # «أيام 20-21-22 نوفمبر»
    if run.gaps[end] != "،":
        return False
    found = run.recall(_element, end)
    return found is not None and run.has(found[0]) and run.words[found[0]].joined and run.plain(found[0])


def _element(run: Run, at: int) -> tuple[int, Components] | None:
    """Parse one date of a list, with the number of its day after a weekday: «الجمعة 14 والسبت 15 أفريل»."""
    found = parse_operand(run, at)
    if found is not None:
        # «السبت والأحد المقبلين من الرابعة إلى السابعة», «أيام السبت والأحد والاثنين الساعة التاسعة»
        found = before_its_hours(run, at, *found, at_hour=found[1].weekday is not None)
    if found is not None and not _LISTED.issuperset(found[1].names()):
        found = parse_day_of_month(run, at)  # «أيام 13 و14 و15 جانفي على الساعة التاسعة»
        found = None if found is None or not _LISTED.issuperset(found[1].names()) else found
    if found is None:
        return None
    end, date = found
    day = run.digits(end, 1, 31) if _named(date) == "weekday" and run.follows(end) else None
    further = run.sense(end + 1, "weekday") is not None or run.sense(end + 1, "unit") == ("day", "one")
    goes_on = run.plain(end + 1) and run.words[end + 1].joined and further
    return (end, date) if day is None or not goes_on else (end + 1, date._replace(day=day))


def _named(date: Components) -> str:
    """Return the finest of what a listed date names."""
    return next((name for name in ("day", "weekday", "month", "year") if getattr(date, name) is not None), "")


def _share(dates: Sequence[Components]) -> list[Components]:
    """Give each date of a list what the one after it says and it does not."""
    shared = [dates[-1]]
    for date in reversed(dates[:-1]):
        after = shared[0]
        same_month = date.month is None or date.year is None
        missing = [name for name in _SHARED if getattr(date, name) is None and same_month]
        shared.insert(0, date._replace(**{name: getattr(after, name) for name in missing}))
    return shared


def _is_unbroken(dates: Sequence[Components], name: str) -> bool:
    """Return whether each date of a list follows on the one before it."""
    for before, after in pairwise(dates):
        step = getattr(after, name) - getattr(before, name)
        if name == "weekday":
            step %= 7
        elif name == "day" and before.month != after.month:
            step = after.day or 0  # the first of a month may follow on any last day
        if step != 1:
            return False
    return True


def _is_open(date: Components) -> bool:
    """Return whether no word says in which week a weekday lies."""
    return date.direction is None and date.shift is None
