"""The closed grammar of time expressions over a run of words: the longest expression wins, and is one."""

from collections.abc import Callable
from dataclasses import replace

from corpus_tools.dates.grammar.atoms import read_bare_year
from corpus_tools.dates.grammar.components import Duration, Expression, Parts, Range
from corpus_tools.dates.grammar.durations import read_duration, read_rolling, read_set, read_vague
from corpus_tools.dates.grammar.phrases import read_date
from corpus_tools.dates.grammar.ranges import read_range
from corpus_tools.dates.grammar.run import Run

#: Rules whose words are too common to stand in running text: they hold only when they are the whole text.
WHOLE_TEXT_ONLY = frozenset(["unit", "weak_month", "label", "spelled_year", "bare_season", "part_name"])


def read_expressions(run: Run, *, alone: bool = False) -> list[Expression]:
    """Read every time expression of a run, from its beginning.

    Parameters
    ----------
    run : Run
        Words and gaps.
    alone : bool
        Whether the run is a whole text, so that words too common for running text may be an expression.

    Returns
    -------
    list of Expression
        In order, not overlapping.
    """
    found: list[Expression] = []
    at = 0
    while at < len(run):
        best = _longest(run, at, alone=alone)
        if best is None:
            at += 1
        else:
            found.append(best)
            at = best.end
    return found


def _longest(run: Run, at: int, *, alone: bool) -> Expression | None:
    """Read the longest expression that starts at a word; of equals the one that stands first in `_READERS`."""
    readings = [reading for reader in _READERS if (reading := reader(run, at)) is not None]
    if not alone:
        readings = [reading for reading in readings if reading.rule not in WHOLE_TEXT_ONLY]
    best = max(readings, key=lambda e: (e.end, -e.start), default=None)
    if best is not None and best.inner > at:
        # «منذ» with an amount gives way to a longer expression: «منذ عام 2015», «خلال الـ48 ساعة الماضية».
        nested = _longest(run, best.inner, alone=alone)
        return None if nested is not None and nested.end > best.end else best
    return best


def _label(run: Run, at: int) -> Expression | None:
    """Read «من أسبوع» as speech has it for «منذ أسبوع», and the label «في 5 دقائق»."""
    relation = {"from": "ago", "in": "ahead"}.get(run.reading(at, "preposition") or "")
    if relation is None or not run.plain(at + 1):
        return None
    inner = read_duration(run, at + 1)
    if inner is None or not isinstance(inner.meaning, Duration) or inner.meaning.relation or inner.meaning.age:
        return None
    return Expression(at, inner.end, replace(inner.meaning, relation=relation), "label", at + 1)


_GENERAL_PARTS = frozenset(["morning", "evening", "night", "noon"])


def _in_general(run: Run, at: int) -> Expression | None:
    """Read «الصباح», «المساء» after «في»; by themselves they are names of newspapers."""
    if at == 0 or not run.plain(at) or run.reading(at - 1, "preposition") != "in" or not run.words[at].definite:
        return None
    part = run.reading(at, "part_of_day")
    return Expression(at, at + 1, Parts(part_of_day=part), "part_of_day") if part in _GENERAL_PARTS else None


def _ordinal_period(run: Run, at: int) -> Expression | None:
    """Read a period numbered within something that happened: «العام السابع», «اليوم الثالث»."""
    unit = run.reading(at, "unit")
    if unit is None or unit[1] != "one" or not run.words[at].definite or not run.plain(at + 1):
        return None
    number = run.ordinal(at + 1)
    if number is None or not run.words[at + 1].definite or run.words[at + 1].joined:
        return None
    if unit[0] not in ("day", "night", "week", "month", "year"):
        return None
    return Expression(at, number[0], Parts(nth=(number[1], unit[0])), "numbered")


def _date_expression(run: Run, at: int) -> Expression | None:
    """Read a date phrase, and name the rule that it needs to stand."""
    found = read_date(run, at)
    if found is None:
        year = read_bare_year(run, at)
        if year is None:
            return _spelled_year(run, at)
        end, parts = _with_era(run, *year)
        return Expression(at, end, parts, "bare_year" if parts.calendar is None else "year")
    end, parts = _with_era(run, *_with_other_calendar(run, *found))
    clock_range = _clock_range_after(run, end, parts)
    if clock_range is not None:
        return Expression(at, clock_range[0], clock_range[1], "range")
    return Expression(at, end, parts, _rule(run, at, parts))


def _with_era(run: Run, end: int, parts: Parts) -> tuple[int, Parts]:
    """Read the era after a year or a century: «قبل الميلاد», «الهجري»."""
    if (parts.year is None and parts.century is None) or parts.calendar is not None or not run.plain(end):
        return end, parts
    before = run.phrase(end, "before_era")
    if before is not None:
        return before[0], replace(parts, calendar="before")
    era = run.reading(end, "era")
    return (end + 1, replace(parts, calendar=era)) if parts.century is not None and era else (end, parts)


def _with_other_calendar(run: Run, end: int, parts: Parts) -> tuple[int, Parts]:
    """Add the same day in the other calendar: «الموافق 9 نيسان 2017», «(10 يونيو 2017)», «/ 9 نيسان 2017»."""
    if parts.day is None or parts.month is None or end >= len(run):
        return end, parts
    matching = run.next_reading(end, "preposition") == "matching"
    if not matching and run.gaps[end] not in ("(", "/", "-", "،"):
        return end, parts
    other = read_date(run, end + matching)
    if other is None or other[1].day is None or other[1].month is None or other[1].calendar == parts.calendar:
        return end, parts
    first, second = (parts, other[1]) if parts.calendar != "hijri" else (other[1], parts)
    weekday = first.weekday if first.weekday is not None else second.weekday
    return other[0], replace(first, weekday=weekday, other=replace(second, weekday=None))


def _spelled_year(run: Run, at: int) -> Expression | None:
    """Read a year in words that is the whole text."""
    number = run.whole_number(at, 1900, 2099)
    return (
        None
        if number is None or number[0] < at + 2
        else Expression(at, number[0], Parts(year=number[1]), "spelled_year")
    )


_NAMED = (
    "weekday",
    "day",
    "month",
    "year",
    "hour",
    "part_of_day",
    "shift",
    "season",
    "festival",
    "quarter",
    "decade",
    "century",
    "half",
)


def _rule(run: Run, at: int, parts: Parts) -> str:
    """Name the rule: the parts that were read, and what they need."""
    names = [name for name in _NAMED if getattr(parts, name) is not None]
    if names == ["month"] and parts.weak and parts.edge is None and not _licensed(run, at):
        return "weak_month"
    if names == ["season"] and parts.direction is None:
        return "bare_season"
    if "month" in names and "year" not in names and parts.calendar == "hijri" and parts.month == 2:
        return "weak_month"  # «صفر» is the zero of scores and degrees
    if names == ["part_of_day"] and len(run.words[at].whole) == 1:
        return "part_name"
    if parts.edge is not None:
        names.insert(0, "edge")
    if parts.nth is not None:
        names.insert(0, "nth")
    return "+".join(names) or "date"


def _licensed(run: Run, at: int) -> bool:
    """Tell whether a preposition of time stands before a month that may be another word."""
    if run.words[at].preposition in ("ب", "ل"):
        return True
    return at > 0 and run.plain(at) and run.reading(at - 1, "preposition") in ("in", "since", "to", "within", "before")


def _clock_range_after(run: Run, end: int, parts: Parts) -> tuple[int, Range] | None:
    """Read «من الساعة التاسعة حتى الحادية عشرة» after a day."""
    if parts.hour is not None or not run.plain(end) or run.reading(end, "preposition") not in ("from", "between"):
        return None
    found = read_range(run, end)
    if found is None or not isinstance(found.meaning, Range):
        return None
    left, right = found.meaning.left, found.meaning.right
    if left is None or right is None or left.hour is None or right.hour is None:
        return None
    merged = left.merge(parts), right.merge(parts)
    return None if merged[0] is None or merged[1] is None else (found.end, Range(*merged))


_READERS: tuple[Callable[[Run, int], Expression | None], ...] = (
    _date_expression,
    read_range,
    read_rolling,
    read_set,
    read_vague,
    read_duration,
    _ordinal_period,
    _label,
    _in_general,
)
