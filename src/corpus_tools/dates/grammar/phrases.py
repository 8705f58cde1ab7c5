"""The date phrase: components that belong together become one, in any order."""

from functools import partial

from corpus_tools.dates.grammar import calendar_dates as calendar
from corpus_tools.dates.grammar import clock, hijri_years, periods
from corpus_tools.dates.grammar.alternatives import Alternatives
from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.feasts import days_of_feast, parse_beside, parse_festival
from corpus_tools.dates.grammar.joining import BEFORE_CLOCK, may_join
from corpus_tools.dates.grammar.named_years import parse_named_year, parse_school_term
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.zones import parse_zone

_LONGEST = 24
#: Digits between these are a year also right behind «الأشهر التسعة الأولى».
_YEARS = 1900, 2099
_LINKS = frozenset(["from", "in", "matching"])
#: «اليوم /الأربعاء/», as agencies write it, «اليوم «الأربعاء»».
_AROUND_WEEKDAY = frozenset(["/", "«", '"', "“", "|"])
_BEHIND_WEEKDAY = frozenset(["/", "»", '"', "”"])


_WHOLES = Alternatives(
    parse_named_year,
    parse_school_term,
    periods.parse_decade,
    periods.parse_century,
    periods.parse_quarter,
    calendar.parse_year,
    hijri_years.parse_year_of_era,
    periods.parse_period,
    calendar.parse_month,
    periods.parse_season,
    parse_festival,
)
_AFTER_WHOLE = Alternatives(
    calendar.parse_year, periods.parse_period, calendar.parse_bare_year, periods.parse_direction
)


def parse_whole(run: Run, at: int) -> Parsed:
    """Parse what an edge or an n-th can be of: a month with its year, a year, a period, a season."""
    return None if (first := _first(run, at, _WHOLES)) is None else _extend(run, first, _AFTER_WHOLE)


def parse_units_of_whole(run: Run, at: int) -> Parsed:
    """Parse «ليالي رمضان», «أشهر صيف 2016», «أيام عيد الأضحى»: all of the month, the season or the feast."""
    unit = run.sense(at, "unit")
    if unit is None or unit[0] not in ("day", "night", "week", "month") or unit[1] != "many" or run.words[at].definite:
        return None
    whole = parse_whole(run, at + 1) if run.follows(at + 1) and not run.words[at + 1].preposition else None
    if whole is None or (whole[1].month is None and whole[1].season is None):
        return days_of_feast(*whole) if whole is not None and unit[0] == "day" else None
    return whole


_DAYS = Alternatives(
    periods.parse_relative_day,
    periods.parse_period,
    calendar.parse_weekday,
    calendar.parse_day_of_month,
    calendar.parse_numeric,
)
_NTH = partial(periods.parse_nth, whole=parse_whole)
_DAYS_OR_FEASTS = Alternatives(*_DAYS.parsers, parse_festival, _NTH)


def parse_part_with_day(run: Run, at: int) -> Parsed:
    """Parse a part of the day with its day: «فجر الثلاثاء», «مساء اليوم», «صباحا», «هذا الصباح»."""
    this = run.sense(at, "demonstrative") == "this"
    if (this and not run.plain(at + 1)) or run.phrase(at, "festival") is not None:
        return None  # «ليلة رأس السنة» is the day before it
    if (found := clock.parse_part_of_day(run, at + this)) is None:
        return None
    end, name, form = found
    if this:
        told = form == "definite" and name != "soiree"  # «هذه السهرة» is the entertainment
        return (end, Components(part_of_day=name, shift=("day", 0))) if told else None
    date = Components(part_of_day=name)
    if form != "definite" and run.follows(end):
        # «عشية العيد» is the day before it; see `parse_beside`.
        day = _first(run, end, _DAYS if run.words[at].text == "عشيه" else _DAYS_OR_FEASTS)
        if day is not None and not run.words[end].preposition and (merged := day[1].merge(date)) is not None:
            if (after := clock.to_next_weekday(run, day[0], merged)) == day[0]:
                # «بعد منتصف ليل أمس» is in the first hours of the day after that night has begun.
                return day[0], merged._replace(beside=1) if name == "after_midnight" else merged
            if name == "after_midnight":
                return after, merged._replace(weekday=((merged.weekday or 0) + 1) % 7)
            return after, merged._replace(part_of_day="overnight")
    if form == "definite":
        last = run.next_sense(end, "adjective") == "last"  # «الليلة الأخيرة من المهرجان»
        step = None if last or not run.plain(end) else periods.parse_direction(run, end)
        return None if step is None else (step[0], Components(part_of_day=name, shift=("day", step[1].direction or 0)))
    return (end, date) if form == "adverb" else None


def _part_after_hour(run: Run, at: int) -> Parsed:
    """Parse «الصبح», «العصر», «م» after an hour; by themselves they are prayers, eras and newspapers."""
    found = clock.parse_part_of_day(run, at)
    if found is None or found[2] == "construct" or clock.follows_prayer(run, at):
        return None
    return found[0], Components(part_of_day=found[1])


def parse_weekday_of_week(run: Run, at: int) -> Parsed:
    """Parse «أحد الأسبوع الماضي», «الاثنين من هذا الأسبوع»: the weekday may stand without its article."""
    if (number := run.sense(at, "weekday")) is None or not run.plain(at + 1):
        return None
    inner = at + 1 + (run.sense(at + 1, "preposition") == "from")
    period = periods.parse_period(run, inner) if run.plain(inner) else None
    if period is None or period[1].steps("week") is None:
        return None
    return period[0], period[1].merge(Components(weekday=number)) or period[1]


def _span(run: Run, at: int) -> Parsed:
    """Parse the first or last units of a whole: «الأشهر السبعة الأولى من عام 2016», «… لسنة 2016»."""
    if (found := periods.parse_first_units(run, at)) is None:
        return None
    inner = found[0] + (run.next_sense(found[0], "preposition") == "from")
    linked = inner > found[0] or (run.has(inner) and run.words[inner].preposition == "ل")
    if not run.follows(inner) or not (linked or run.digits(inner, *_YEARS)):
        return None
    whole = parse_whole(run, inner) or calendar.parse_bare_year(run, inner) or periods.parse_current_unit(run, inner)
    merged = None if whole is None else whole[1].merge(found[1])
    return None if whole is None or merged is None else (whole[0], merged)


def _part_of_current(run: Run, at: int) -> Parsed:
    """Parse «النصف الأول من العام», «الربع الثاني من السنة»: of the publication, where nothing else is said of it."""
    part = periods.parse_quarter(run, at)
    if part is None or run.next_sense(part[0], "preposition") != "from" or not run.follows(inner := part[0] + 1):
        return None
    if parse_whole(run, inner) is not None or calendar.parse_bare_year(run, inner) is not None:
        return None
    current = periods.parse_current_unit(run, inner)
    if current is None or run.next_sense(current[0], "year_kind"):
        return None
    of_year = current[1].steps("year") is not None
    if not of_year and (part[1].half is None or current[1].steps("month") is None):
        return None
    merged = current[1].merge(part[1])
    return None if merged is None else (current[0], merged)


def _this_weekday(run: Run, at: int) -> Parsed:
    """Parse «هذا الاثنين», «هذا الصيف»."""
    if run.sense(at, "demonstrative") != "this" or not run.plain(at + 1):
        return None
    if (season := run.sense(at + 1, "season")) is not None and run.words[at + 1].definite:
        return at + 2, Components(season=season, direction=0)
    found = calendar.parse_weekday(run, at + 1)
    return None if found is None else (found[0], Components(weekday=found[1].weekday, direction=0))


_AFTER_DAY = Alternatives(
    calendar.parse_numeric, calendar.parse_day_of_month, calendar.parse_month_day, calendar.parse_day_slash_month
)


def _day_head(run: Run, at: int) -> Parsed:
    """Parse «يوم 27/3», «يوم 5», «بتاريخ 5 مايو»: a head that lets a bare number be a date."""
    if run.sense(at, "unit") != ("day", "one") or run.words[at].definite or not run.follows(at + 1):
        return None
    counts = run.next_sense(at + 2, "unit") or run.counts(at + 1)
    day = None if counts else run.digits(at + 1, 1, 31)
    bare = None if day is None else (at + 2, Components(day=day))
    return _first(run, at + 1, _AFTER_DAY) or bare


def _ordinal_day(run: Run, at: int) -> Parsed:
    """Parse a day in words after a weekday: «السبت السادس عشر»; the caller merges it with the weekday."""
    if (found := calendar.parse_day_number(run, at)) is None or not run.words[at].definite or found[1] < 6:
        return None
    if calendar.is_feminine(run, at):
        return None  # «للجمعة السادسة على التوالي»
    return found[0], Components(day=found[1], spelled=True)


#: What can begin a date phrase, tried in this order at each place; the longest wins.
FIRST = Alternatives(
    clock.parse_timestamp,
    calendar.parse_numeric,
    calendar.parse_placed_day_slash_month,
    clock.parse_clock,
    _NTH,
    partial(periods.parse_edge, whole=parse_whole),
    _day_head,
    periods.parse_relative_day,
    periods.parse_quarter,
    _part_of_current,
    periods.parse_period,
    periods.parse_same_unit,
    parse_units_of_whole,
    _this_weekday,
    parse_weekday_of_week,
    parse_beside,
    parse_part_with_day,
    calendar.parse_day_of_month,
    calendar.parse_month_day,
    calendar.parse_weekday,
    calendar.parse_month,
    calendar.parse_year,
    hijri_years.parse_year_of_era,
    parse_festival,
    periods.parse_decade,
    periods.parse_century,
    periods.parse_season,
    parse_named_year,
    parse_school_term,
    _span,
)
#: What can continue one.
NEXT = Alternatives(
    *FIRST.parsers,
    calendar.parse_bare_year,
    calendar.parse_day_slash_month,
    periods.parse_direction,
    _ordinal_day,
    _part_after_hour,
    parse_zone,
)


def _parse_all(run: Run, at: int, parsers: Alternatives) -> list[tuple[int, Components]]:
    """List what the parsers return at a place, each called once: a place may begin and continue a phrase."""
    if not (worth := parsers.at(run, at)):
        return []
    known = run.memory.setdefault(at, {})
    found = []
    for parser in worth:
        if parser not in known:
            known[parser] = parser(run, at)
        if (parsed := known[parser]) is not None:
            found.append(parsed)
    return found


def _first(run: Run, at: int, parsers: Alternatives) -> Parsed:
    """Return the longest of what the parsers return, the earliest parser's among equals."""
    best: Parsed = None
    for found in _parse_all(run, at, parsers):
        if best is None or found[0] > best[0]:
            best = found
    return best


def _is_behind_marked(run: Run, end: int) -> bool:
    """Return whether a weekday that stands between marks is right before: «اليوم "الثلاثاء" 27 شباط»."""
    closes = run.gaps[end] in _BEHIND_WEEKDAY and end > 0 and run.gaps[end - 1] in _AROUND_WEEKDAY
    return closes and run.sense(end - 1, "weekday") is not None


def _next_place(run: Run, end: int) -> int | None:
    """Return where more may begin: at once, after a comma or a bracket, after «من», «في», «الموافق», «الواقع فيه»."""
    if not run.has(end) or run.words[end].joined:
        return None
    if run.gaps[end] and _is_behind_marked(run, end):
        return end
    if run.gaps[end] in _AROUND_WEEKDAY:
        weekday = run.sense(end, "weekday") is not None and run.words[end].definite
        by_clock = (
            run.gaps[end] in BEFORE_CLOCK
            and run.digits(end, 0, 24) is not None
            and run.gaps[end + 1 : end + 2] == [":"]
        )
        return end if weekday or by_clock else None
    if run.gaps[end] not in ("", "،", "(", "،(", ")", "-"):
        return None
    if run.gaps[end] == "" and (falling := run.phrase(end, "falling_on")) is not None:
        return falling[0] if run.follows(falling[0]) else None
    link = run.sense(end, "preposition")
    if link in _LINKS and (run.gaps[end] in ("", ")") or (run.gaps[end] in ("،", "(") and link == "matching")):
        return end + 1 if run.follows(end + 1) else None
    return end


def _extend(run: Run, found: tuple[int, Components], parsers: Alternatives) -> tuple[int, Components]:
    """Add components while they fit."""
    end, date = found
    limit = end + _LONGEST
    while end < limit and (step := _one_more(run, end, date, parsers)) is not None:
        end, date = step
    return end, date


def _one_more(run: Run, end: int, date: Components, parsers: Alternatives) -> Parsed:
    """Add the longest further component that fits."""
    if (at := _next_place(run, end if date.hour is None else clock.past_other_zone(run, end))) is None:
        return None
    gap = "" if run.gaps[end] and _is_behind_marked(run, end) else run.gaps[end]
    at = clock.behind_about(run, at)
    best: Parsed = None
    for after, more in (found := _parse_all(run, at, parsers)):
        if best is not None and after <= best[0]:
            continue
        if date.festival and more.part_of_day and any(further > after for further, _ in found):
            continue  # «عيد الفطر مساء اليوم الخميس»
        if (
            run.words[at].preposition == "ك"
            or (at == end and _is_for_number(run, at))
            or not may_join(date, more, run, at, gap)
        ):
            continue
        merged = date.merge(more) or clock.with_part_again(date, more) or clock.with_hour_again(date, more)
        if merged is None and more.direction is not None and date.weekday is not None and date.month is not None:
            merged = date._replace(direction=more.direction)  # «الأحد الماضي 14 أيار الجاري»
        if merged is not None and merged.year is not None and merged.steps("year") is not None:
            merged = merged._replace(shift=None, anaphoric=None)
        if merged is not None and merged.anaphoric and merged.day is not None and merged.steps("day") is not None:
            merged = merged._replace(anaphoric=None, shift=None)  # «في نفس اليوم (18 مارس)» says which day
        if merged is not None:
            best = after, merged if merged.hour is None else clock.past_midnight(date, merged)
    return best


def _is_for_number(run: Run, at: int) -> bool:
    """Return whether a number is a count of those that something is for: «يدفع السبت ل25 عاملا»."""
    return run.words[at].preposition == "ل" and run.words[at].digits is not None


def parse_date(run: Run, at: int) -> Parsed:
    """Parse the longest date phrase that starts at a word, once for all who ask."""
    found: Parsed = run.recall(_parse_phrase, at) if run.has(at) else None
    return found


def _parse_phrase(run: Run, at: int) -> Parsed:
    """Parse what can begin a date phrase, and what continues it."""
    if (first := _first(run, at, FIRST)) is None:
        return None
    end, date = _extend(run, first, NEXT)
    return (clock.to_next_weekday(run, end, date) if date.hour == clock.MIDNIGHT else end), date
