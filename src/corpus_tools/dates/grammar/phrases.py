"""The date phrase: parts that belong together become one, however they are ordered."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus_tools.dates.grammar.atoms import (
    read_bare_year,
    read_day_number,
    read_day_of_month,
    read_day_slash_month,
    read_month,
    read_month_day,
    read_numeric,
    read_weekday,
    read_year,
)
from corpus_tools.dates.grammar.clock import read_clock, read_part_of_day, read_timestamp, read_zone
from corpus_tools.dates.grammar.components import Parts
from corpus_tools.dates.grammar.periods import (
    read_century,
    read_decade,
    read_direction,
    read_edge,
    read_first_units,
    read_nth,
    read_period,
    read_quarter,
    read_relative_day,
    read_season,
)
from corpus_tools.dates.grammar.run import Run

Read = tuple[int, Parts] | None
Reader = Callable[[Run, int], Read]

_LONGEST = 24
_LINKS = frozenset(["from", "in", "matching"])


def read_festival(run: Run, at: int) -> Read:
    """Read a feast, and its year after it."""
    found = run.phrase(at, "festival")
    if found is None:
        return None
    year = read_bare_year(run, found[0]) if run.plain(found[0]) else None
    if year is not None:
        return year[0], Parts(festival=found[1], year=year[1].year)
    return found[0], Parts(festival=found[1])


def read_whole(run: Run, at: int) -> Read:
    """Read what an edge or an n-th can be of: a month with its year, a year, a period, a season."""
    wholes = (read_decade, read_century, read_quarter, read_year, read_period, read_month, read_season, read_festival)
    first = _first(run, at, wholes)
    return None if first is None else _extend(run, first, (read_year, read_period, read_bare_year, read_direction))


def read_part_with_day(run: Run, at: int) -> Read:
    """Read a part of the day with the day that it is of: «فجر الثلاثاء», «مساء اليوم», «صباحا», «هذا الصباح»."""
    this = run.reading(at, "demonstrative") == "this"
    if this and not run.plain(at + 1):
        return None
    found = read_part_of_day(run, at + this)
    if found is None:
        return None
    end, name, form = found
    if this:
        return (end, Parts(part_of_day=name, shift=("day", 0))) if form == "definite" else None
    parts = Parts(part_of_day=name)
    if form != "definite" and run.plain(end) and not run.words[end].joined:
        of_day = (read_relative_day, read_period, read_weekday, read_day_of_month, read_numeric, read_festival)
        # «عشية العيد» is the day before it, which only the table of feasts can tell.
        day = _first(run, end, of_day[:-1] if run.words[at].text == "عشيه" else of_day)
        if day is not None and not run.words[end].preposition:
            merged = day[1].merge(parts)
            if merged is not None:
                return _to_next_weekday(run, day[0], merged), merged
    if form == "definite":
        step = read_direction(run, end) if run.plain(end) else None
        return None if step is None else (step[0], Parts(part_of_day=name, shift=("day", step[1].direction or 0)))
    return (end, parts) if form == "adverb" else None


def _part_after_hour(run: Run, at: int) -> Read:
    """Read «الصبح», «العصر», «م» after an hour; by themselves they are prayers, eras and newspapers."""
    found = read_part_of_day(run, at)
    return None if found is None or found[2] == "construct" else (found[0], Parts(part_of_day=found[1]))


def _to_next_weekday(run: Run, end: int, parts: Parts) -> int:
    """Find the end of «ليل الخميس ـ الجمعة»: a night goes on to the next weekday."""
    at = end + (run.next_reading(end, "preposition") == "to")
    if parts.part_of_day != "night" or parts.weekday is None or at >= len(run) or run.gaps[at] not in ("", "-", "/"):
        return end
    return at + 1 if run.reading(at, "weekday") == (parts.weekday + 1) % 7 and run.words[at].definite else end


def read_weekday_of_week(run: Run, at: int) -> Read:
    """Read «أحد الأسبوع الماضي», «الاثنين من هذا الأسبوع»: the weekday may stand without its article."""
    number = run.reading(at, "weekday")
    if number is None or not run.plain(at + 1):
        return None
    inner = at + 1 + (run.reading(at + 1, "preposition") == "from")
    period = read_period(run, inner) if run.plain(inner) else None
    if period is None or period[1].shift is None or period[1].shift[0] != "week":
        return None
    return period[0], period[1].merge(Parts(weekday=number)) or period[1]


def _nth(run: Run, at: int) -> Read:
    """Read an n-th of a whole."""
    return read_nth(run, at, read_whole)


def _span(run: Run, at: int) -> Read:
    """Read the first or last units of a whole: «الأشهر السبعة الأولى من عام 2016»."""
    found = read_first_units(run, at)
    if found is None or run.next_reading(found[0], "preposition") != "from" or not run.plain(found[0] + 1):
        return None
    whole = read_whole(run, found[0] + 1) or read_bare_year(run, found[0] + 1)
    merged = None if whole is None else whole[1].merge(found[1])
    return None if whole is None or merged is None else (whole[0], merged)


def _edge(run: Run, at: int) -> Read:
    """Read an edge of a whole."""
    return read_edge(run, at, read_whole)


def _this_weekday(run: Run, at: int) -> Read:
    """Read «هذا الاثنين», «هذا الصيف»."""
    if run.reading(at, "demonstrative") != "this" or not run.plain(at + 1):
        return None
    season = run.reading(at + 1, "season")
    if season is not None and run.words[at + 1].definite:
        return at + 2, Parts(season=season, direction=0)
    found = read_weekday(run, at + 1)
    return None if found is None else (found[0], Parts(weekday=found[1].weekday, direction=0))


def _day_head(run: Run, at: int) -> Read:
    """Read «يوم 27/3», «يوم 5», «بتاريخ 5 مايو»: a head that lets a bare number be a date."""
    if run.reading(at, "unit") != ("day", "one") or run.words[at].definite or not run.plain(at + 1):
        return None
    if run.words[at + 1].joined:
        return None
    found = _first(run, at + 1, (read_numeric, read_day_of_month, read_month_day, read_day_slash_month))
    if found is not None:
        return found
    day = run.digits(at + 1, 1, 31)
    if day is None or (run.plain(at + 2) and run.reading(at + 2, "unit")):
        return None
    return at + 2, Parts(day=day)


#: What can begin a date phrase, tried in this order at each place; the longest reading wins.
FIRST: tuple[Reader, ...] = (
    read_timestamp,
    read_numeric,
    read_clock,
    _nth,
    _edge,
    _day_head,
    read_relative_day,
    read_quarter,
    read_period,
    _this_weekday,
    read_weekday_of_week,
    read_part_with_day,
    read_day_of_month,
    read_month_day,
    read_weekday,
    read_month,
    read_year,
    read_festival,
    read_decade,
    read_century,
    read_season,
    _span,
)


def _ordinal_day(run: Run, at: int) -> Read:
    """Read a day in words after a weekday: «السبت السادس عشر»; the caller merges it with the weekday."""
    found = read_day_number(run, at)
    if found is None or not run.words[at].definite or found[1] < 6:
        return None
    return found[0], Parts(day=found[1], spelled=True)


#: What can continue one.
NEXT: tuple[Reader, ...] = (
    *FIRST,
    read_bare_year,
    read_day_slash_month,
    read_direction,
    _ordinal_day,
    _part_after_hour,
    read_zone,
)


def _read_all(run: Run, at: int, readers: tuple[Reader, ...]) -> Iterator[tuple[int, Parts]]:
    """Yield what the readers make of a place; it is tried as a beginning and as a continuation, and read once."""
    known = run.memory.setdefault(at, {})
    for reader in readers:
        if reader not in known:
            known[reader] = reader(run, at)
        found = known[reader]
        if found is not None:
            yield found


def _first(run: Run, at: int, readers: tuple[Reader, ...]) -> Read:
    """Take the longest reading."""
    best: Read = None
    for found in _read_all(run, at, readers):
        if best is None or found[0] > best[0]:
            best = found
    return best


def _places(run: Run, end: int) -> list[int]:
    """List where the next part may begin: at once, after a comma or a bracket, after «من», «في», «الموافق»."""
    if end >= len(run) or run.words[end].joined or run.gaps[end] not in ("", "،", "(", ")", "-"):
        return []
    if run.gaps[end] in ("", ")") and run.reading(end, "preposition") in _LINKS:
        after = end + 1
        if run.plain(after) and not run.words[after].joined:
            return [after]
        return []
    return [end]


def _allowed(parts: Parts, more: Parts, run: Run, at: int, gap: str) -> bool:
    """Tell whether a further part may join what is there."""
    if run.words[at].readings.get("part_of_day") and (run.words[at].definite or len(run.words[at].whole) == 1):
        colloquial = run.words[at].text in ("الصبح", "المسا") and parts.shift is not None and parts.shift[0] == "day"
        return parts.hour is not None or colloquial
    if more == Parts(zone=more.zone) and more.zone is not None:
        return parts.hour is not None
    date_like = parts.month is not None or parts.edge is not None or parts.season is not None
    if more.year is not None and more.month is None and not date_like and parts.festival is None:
        return parts.nth is not None or parts.quarter is not None or parts.half is not None
    if more.year is not None and more.month is None and run.digits(at, 1000, 2999) and parts.year is not None:
        return False
    if more.direction is not None:
        return (
            gap in ("", ")")
            and (
                parts.weekday is not None
                or parts.month is not None
                or parts.season is not None
                or parts.festival is not None
            )
            and parts.year is None
        )
    if more.edge is not None or more.nth is not None or more.century is not None or more.decade is not None:
        return False
    if gap == "-":
        return more.month is not None and more.day is not None and parts.weekday is not None
    if more.month is not None and more.day is None and more.year is None:
        return False
    return not (more.day is not None and more.month is None and parts.weekday is None)


def _extend(run: Run, found: tuple[int, Parts], readers: tuple[Reader, ...]) -> tuple[int, Parts]:
    """Add parts while they fit."""
    end, parts = found
    start = end
    while end - start < _LONGEST:
        step = _one_more(run, end, parts, readers)
        if step is None:
            break
        end, parts = step
    return end, parts


def _one_more(run: Run, end: int, parts: Parts, readers: tuple[Reader, ...]) -> Read:
    """Add the longest further part that fits."""
    places = _places(run, end)
    best: Read = None
    for at in places:
        gap = run.gaps[end]
        for more in _read_all(run, at, readers):
            if best is not None and more[0] <= best[0]:
                continue
            if run.words[at].preposition == "ك" or not _allowed(parts, more[1], run, at, gap):
                continue
            merged = parts.merge(more[1])
            if (
                merged is None
                and more[1].direction is not None
                and parts.weekday is not None
                and parts.month is not None
            ):
                merged = replace(parts, direction=more[1].direction)  # «الأحد الماضي 14 أيار الجاري»
            if merged is not None:
                best = more[0], merged
    return best


def read_date(run: Run, at: int) -> Read:
    """Read the longest date phrase that starts at a word."""
    first = _first(run, at, FIRST) if at < len(run) else None
    return None if first is None else _extend(run, first, NEXT)
