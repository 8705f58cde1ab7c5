"""The date phrase: parts that belong together become one, however they are ordered."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus_tools.dates.grammar.calendar_dates import (
    parse_bare_year,
    parse_day_number,
    parse_day_of_month,
    parse_day_slash_month,
    parse_month,
    parse_month_day,
    parse_numeric,
    parse_weekday,
    parse_year,
)
from corpus_tools.dates.grammar.clock import parse_clock, parse_part_of_day, parse_timestamp, parse_zone
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.periods import (
    parse_century,
    parse_decade,
    parse_direction,
    parse_edge,
    parse_first_units,
    parse_nth,
    parse_period,
    parse_quarter,
    parse_relative_day,
    parse_season,
)
from corpus_tools.dates.grammar.run import Run

Reader = Callable[[Run, int], Parsed]

_LONGEST = 24
_LINKS = frozenset(["from", "in", "matching"])


def parse_festival(run: Run, at: int) -> Parsed:
    """Parse a feast, and its year after it."""
    if (found := run.phrase(at, "festival")) is None:
        return None
    year = parse_bare_year(run, found[0]) if run.plain(found[0]) else None
    if year is not None:
        return year[0], Components(festival=found[1], year=year[1].year)
    return found[0], Components(festival=found[1])


def parse_whole(run: Run, at: int) -> Parsed:
    """Parse what an edge or an n-th can be of: a month with its year, a year, a period, a season."""
    wholes = (
        parse_decade,
        parse_century,
        parse_quarter,
        parse_year,
        parse_period,
        parse_month,
        parse_season,
        parse_festival,
    )
    first = _first(run, at, wholes)
    return None if first is None else _extend(run, first, (parse_year, parse_period, parse_bare_year, parse_direction))


def parse_part_with_day(run: Run, at: int) -> Parsed:
    """Parse a part of the day with the day that it is of: «فجر الثلاثاء», «مساء اليوم», «صباحا», «هذا الصباح»."""
    this = run.sense(at, "demonstrative") == "this"
    if this and not run.plain(at + 1):
        return None
    if (found := parse_part_of_day(run, at + this)) is None:
        return None
    end, name, form = found
    if this:
        return (end, Components(part_of_day=name, shift=("day", 0))) if form == "definite" else None
    date = Components(part_of_day=name)
    if form != "definite" and run.follows(end):
        of_day = (parse_relative_day, parse_period, parse_weekday, parse_day_of_month, parse_numeric, parse_festival)
        # «عشية العيد» is the day before it, which only the table of feasts can tell.
        day = _first(run, end, of_day[:-1] if run.words[at].text == "عشيه" else of_day)
        if day is not None and not run.words[end].preposition and (merged := day[1].merge(date)) is not None:
            return _to_next_weekday(run, day[0], merged), merged
    if form == "definite":
        step = parse_direction(run, end) if run.plain(end) else None
        return None if step is None else (step[0], Components(part_of_day=name, shift=("day", step[1].direction or 0)))
    return (end, date) if form == "adverb" else None


def _part_after_hour(run: Run, at: int) -> Parsed:
    """Parse «الصبح», «العصر», «م» after an hour; by themselves they are prayers, eras and newspapers."""
    found = parse_part_of_day(run, at)
    return None if found is None or found[2] == "construct" else (found[0], Components(part_of_day=found[1]))


def _to_next_weekday(run: Run, end: int, date: Components) -> int:
    """Find the end of «ليل الخميس ـ الجمعة»: a night goes on to the next weekday."""
    at = end + (run.next_sense(end, "preposition") == "to")
    if date.part_of_day != "night" or date.weekday is None or at >= len(run) or run.gaps[at] not in ("", "-", "/"):
        return end
    return at + 1 if run.sense(at, "weekday") == (date.weekday + 1) % 7 and run.words[at].definite else end


def parse_weekday_of_week(run: Run, at: int) -> Parsed:
    """Parse «أحد الأسبوع الماضي», «الاثنين من هذا الأسبوع»: the weekday may stand without its article."""
    if (number := run.sense(at, "weekday")) is None or not run.plain(at + 1):
        return None
    inner = at + 1 + (run.sense(at + 1, "preposition") == "from")
    period = parse_period(run, inner) if run.plain(inner) else None
    if period is None or period[1].shift is None or period[1].shift[0] != "week":
        return None
    return period[0], period[1].merge(Components(weekday=number)) or period[1]


def _nth(run: Run, at: int) -> Parsed:
    """Parse an n-th of a whole."""
    return parse_nth(run, at, parse_whole)


def _span(run: Run, at: int) -> Parsed:
    """Parse the first or last units of a whole: «الأشهر السبعة الأولى من عام 2016»."""
    found = parse_first_units(run, at)
    if found is None or run.next_sense(found[0], "preposition") != "from" or not run.plain(found[0] + 1):
        return None
    whole = parse_whole(run, found[0] + 1) or parse_bare_year(run, found[0] + 1)
    merged = None if whole is None else whole[1].merge(found[1])
    return None if whole is None or merged is None else (whole[0], merged)


def _edge(run: Run, at: int) -> Parsed:
    """Parse an edge of a whole."""
    return parse_edge(run, at, parse_whole)


def _this_weekday(run: Run, at: int) -> Parsed:
    """Parse «هذا الاثنين», «هذا الصيف»."""
    if run.sense(at, "demonstrative") != "this" or not run.plain(at + 1):
        return None
    if (season := run.sense(at + 1, "season")) is not None and run.words[at + 1].definite:
        return at + 2, Components(season=season, direction=0)
    found = parse_weekday(run, at + 1)
    return None if found is None else (found[0], Components(weekday=found[1].weekday, direction=0))


def _day_head(run: Run, at: int) -> Parsed:
    """Parse «يوم 27/3», «يوم 5», «بتاريخ 5 مايو»: a head that lets a bare number be a date."""
    if run.sense(at, "unit") != ("day", "one") or run.words[at].definite or not run.plain(at + 1):
        return None
    if run.words[at + 1].joined:
        return None
    found = _first(run, at + 1, (parse_numeric, parse_day_of_month, parse_month_day, parse_day_slash_month))
    if found is not None:
        return found
    if (day := run.digits(at + 1, 1, 31)) is None or (run.plain(at + 2) and run.sense(at + 2, "unit")):
        return None
    return at + 2, Components(day=day)


#: What can begin a date phrase, tried in this order at each place; the longest reading wins.
FIRST: tuple[Reader, ...] = (
    parse_timestamp,
    parse_numeric,
    parse_clock,
    _nth,
    _edge,
    _day_head,
    parse_relative_day,
    parse_quarter,
    parse_period,
    _this_weekday,
    parse_weekday_of_week,
    parse_part_with_day,
    parse_day_of_month,
    parse_month_day,
    parse_weekday,
    parse_month,
    parse_year,
    parse_festival,
    parse_decade,
    parse_century,
    parse_season,
    _span,
)


def _ordinal_day(run: Run, at: int) -> Parsed:
    """Parse a day in words after a weekday: «السبت السادس عشر»; the caller merges it with the weekday."""
    if (found := parse_day_number(run, at)) is None or not run.words[at].definite or found[1] < 6:
        return None
    return found[0], Components(day=found[1], spelled=True)


#: What can continue one.
NEXT: tuple[Reader, ...] = (
    *FIRST,
    parse_bare_year,
    parse_day_slash_month,
    parse_direction,
    _ordinal_day,
    _part_after_hour,
    parse_zone,
)


def _parse_all(run: Run, at: int, readers: tuple[Reader, ...]) -> Iterator[tuple[int, Components]]:
    """Yield what the readers make of a place; it is tried as a beginning and as a continuation, and read once."""
    known = run.memory.setdefault(at, {})
    for reader in readers:
        if reader not in known:
            known[reader] = reader(run, at)
        if (found := known[reader]) is not None:
            yield found


def _first(run: Run, at: int, readers: tuple[Reader, ...]) -> Parsed:
    """Take the longest reading."""
    best: Parsed = None
    for found in _parse_all(run, at, readers):
        if best is None or found[0] > best[0]:
            best = found
    return best


def _places(run: Run, end: int) -> list[int]:
    """List where the next part may begin: at once, after a comma or a bracket, after «من», «في», «الموافق»."""
    if end >= len(run) or run.words[end].joined or run.gaps[end] not in ("", "،", "(", ")", "-"):
        return []
    if run.gaps[end] in ("", ")") and run.sense(end, "preposition") in _LINKS:
        after = end + 1
        if run.follows(after):
            return [after]
        return []
    return [end]


def _allowed(date: Components, more: Components, run: Run, at: int, gap: str) -> bool:
    """Return whether a further part may join what is there."""
    if run.words[at].senses.get("part_of_day") and (run.words[at].definite or len(run.words[at].whole) == 1):
        colloquial = run.words[at].text in ("الصبح", "المسا") and date.shift is not None and date.shift[0] == "day"
        return date.hour is not None or colloquial
    if more == Components(zone=more.zone) and more.zone is not None:
        return date.hour is not None
    date_like = date.month is not None or date.edge is not None or date.season is not None
    if more.year is not None and more.month is None and not date_like and date.festival is None:
        return date.nth is not None or date.quarter is not None or date.half is not None
    if more.year is not None and more.month is None and run.digits(at, 1000, 2999) and date.year is not None:
        return False
    if more.direction is not None:
        return (
            gap in ("", ")")
            and (
                date.weekday is not None
                or date.month is not None
                or date.season is not None
                or date.festival is not None
            )
            and date.year is None
        )
    if more.edge is not None or more.nth is not None or more.century is not None or more.decade is not None:
        return False
    if gap == "-":
        return more.month is not None and more.day is not None and date.weekday is not None
    if more.month is not None and more.day is None and more.year is None:
        return False
    return not (more.day is not None and more.month is None and date.weekday is None)


def _extend(run: Run, found: tuple[int, Components], readers: tuple[Reader, ...]) -> tuple[int, Components]:
    """Add parts while they fit."""
    end, date = found
    start = end
    while end - start < _LONGEST:
        if (step := _one_more(run, end, date, readers)) is None:
            break
        end, date = step
    return end, date


def _one_more(run: Run, end: int, date: Components, readers: tuple[Reader, ...]) -> Parsed:
    """Add the longest further part that fits."""
    places = _places(run, end)
    best: Parsed = None
    for at in places:
        gap = run.gaps[end]
        for more in _parse_all(run, at, readers):
            if best is not None and more[0] <= best[0]:
                continue
            if run.words[at].preposition == "ك" or not _allowed(date, more[1], run, at, gap):
                continue
            merged = date.merge(more[1])
            if merged is None and more[1].direction is not None and date.weekday is not None and date.month is not None:
                merged = replace(date, direction=more[1].direction)  # «الأحد الماضي 14 أيار الجاري»
            if merged is not None:
                best = more[0], merged
    return best


def parse_date(run: Run, at: int) -> Parsed:
    """Parse the longest date phrase that starts at a word."""
    first = _first(run, at, FIRST) if at < len(run) else None
    return None if first is None else _extend(run, first, NEXT)
