"""The grammar of time expressions over a run of words: the longest expression wins, and is one."""

from operator import attrgetter

from corpus_tools.dates.grammar.ages import parse_ages_between, parse_decade_of_life, parse_year_of_life
from corpus_tools.dates.grammar.alternatives import Alternatives
from corpus_tools.dates.grammar.apart import parse_apart
from corpus_tools.dates.grammar.calendar_dates import parse_bare_year, parse_day_slash_month
from corpus_tools.dates.grammar.clock import TIMEX_OF_PART
from corpus_tools.dates.grammar.clock_ranges import continue_clock_range, parse_clock_range
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Range, Recurrence
from corpus_tools.dates.grammar.durations import parse_duration, parse_rolling, parse_vague
from corpus_tools.dates.grammar.false_friends import WITHIN_UNIT
from corpus_tools.dates.grammar.hijri_years import pair_calendars, same_years
from corpus_tools.dates.grammar.lists import (
    parse_list,
    parse_part_of_days,
    parse_parts_of_day,
    parse_two_centuries,
    parse_two_decades,
    parse_two_parts,
)
from corpus_tools.dates.grammar.open_ends import AFTER, BEFORE, UNTIL, bound_before
from corpus_tools.dates.grammar.periods import parse_current_unit
from corpus_tools.dates.grammar.phrases import parse_date
from corpus_tools.dates.grammar.ranges import before_its_hours, parse_range
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.sets import EACH, parse_recurring, parse_set, recurs_before

#: Rules whose words are too common to stand in running text: they hold only when they are the whole text.
WHOLE_TEXT_ONLY = frozenset(
    ["unit", "weak_month", "label", "spelled_year", "bare_season", "bare_named_year", "part_name", "bare_feast"]
)


def parse_expressions(run: Run, *, alone: bool = False) -> list[Expression]:
    """Parse the time expressions of a run, in order and without overlap; a run that stands alone is a whole text."""
    found: list[Expression] = []
    at, size = 0, len(run.words)
    while at < size:
        if (best := _longest(run, at, alone=alone)) is not None:
            found.append(_with_bound(run, best))
        at = at + 1 if best is None else best.end
    return found


def _with_bound(run: Run, found: Expression) -> Expression:
    """Note that an expression begins or ends what goes on, by the words before it."""
    meaning = found.meaning
    if isinstance(meaning, (Range, Recurrence)):
        return found
    date = meaning if isinstance(meaning, Components) else None
    bound = run.next_sense(found.end, "bound") or bound_before(run, found.start, date)
    if bound in (BEFORE, AFTER) and isinstance(meaning, Duration):
        return found  # «بعد عامين من الثورة» is counted from it
    return found._replace(bound=bound) if bound else found


def _longest(run: Run, at: int, *, alone: bool) -> Expression | None:
    """Parse the longest expression that starts at a word, that of the first parser among equals."""
    parsers = _OF_WHOLE_TEXTS if alone else _PARSERS if at < run.last_link else _UNLINKED
    best: Expression | None = None
    for parser in parsers.at(run, at):
        found = parser(run, at)
        if found is None or (not alone and found.rule in WHOLE_TEXT_ONLY):
            continue
        if best is None or found.end > best.end or (found.end == best.end and found.start < best.start):
            best = found
    if best is not None and best.inner > at:
        # «منذ» with an amount gives way to a longer expression: «منذ عام 2015», «خلال الـ48 ساعة الماضية».
        nested = _longest(run, best.inner, alone=alone)
        return None if nested is not None and nested.end > best.end else best
    return best


def _label(run: Run, at: int) -> Expression | None:
    """Parse «من أسبوع» as speech has it for «منذ أسبوع», and the label «في 5 دقائق»."""
    relation = {"from": "ago", "in": "ahead"}.get(run.sense(at, "preposition") or "")
    if relation is None or not run.plain(at + 1) or run.sense(at + 1, "preposition") == "for":
        return None
    inner = parse_duration(run, at + 1)
    if inner is None or not isinstance(inner.meaning, Duration) or inner.meaning.relation or inner.meaning.age:
        return None
    return Expression(at, inner.end, inner.meaning._replace(relation=relation), "label", at + 1)


#: «عامه التسعين» is an age.
_LAST_OWN = {"day": 1000, "week": 200, "month": 60, "year": 20}
_MOST_GOALS = 14  # «3 صفر» is a score
_SHORT_UNITS = frozenset([("week", 0), ("month", 0)])
_GENERAL_PARTS = frozenset(["dawn", "morning", "evening", "night", "noon", "day"])
_EARLY = frozenset(["dawn", "morning"])
_HOURS_OF = frozenset(["dawn", "morning", "evening", "night"])


def _dividing_night(run: Run, at: int) -> Expression | None:
    """Parse «الليلة الفاصلة بين الأحد والاثنين», «الليلة ما بين الأحد والاثنين», «ليلة 10 إلى 11 مايو»."""
    found = None
    if run.sense(at, "unit") == ("night", "one") and run.next_sense(at + 1, "dividing"):
        link = at + 2 if run.words[at + 1].text != "بين" else at + 1
        if run.next_sense(link, "preposition") != "between" or not run.plain(link + 1):
            return None
        found = max(parse_range(run, link), parse_list(run, link + 1), key=lambda e: e.end if e is not None else -1)
    elif run.sense(at, "part_of_day") == "night" and not run.words[at].definite and run.follows(at + 1):
        found = parse_range(run, at + 1) if run.links_after(at) else None
        if found is not None and not (isinstance(found.meaning, Range) and _are_two_days(found.meaning)):
            return None  # «ليالي 10 إلى 20 رمضان»
    if found is None or not isinstance(found.meaning, Range) or found.meaning.left is None:
        return None
    night = found.meaning.left.merge(Components(part_of_day="overnight"))
    return None if night is None else Expression(at, found.end, night, _rule(run, at, night))


def _are_two_days(days: Range) -> bool:
    """Return whether a range goes from one day of a month to the next."""
    left, right = days.left, days.right
    if left is None or right is None or left.day is None or right.day is None:
        return False
    return right.hour is None and right.day == (left.day + 1 if left.month == right.month else 1)


def _part_of_period(run: Run, at: int) -> Expression | None:
    """Parse the period after «في وقت سابق من», «في وقت متأخر من», which say which part of it is meant."""
    if (found := run.phrase(at, "part_of_period")) is None:
        return None
    linked = run.next_sense(found[0], "preposition") in ("from", "in")
    inner = found[0] + linked
    if not run.follows(inner) or run.words[inner].preposition not in ("", "" if linked else "ل"):
        return None
    period = parse_date(run, inner)
    if period is None and run.words[inner].text != "النهار":  # «في وقت مبكر من النهار» is of any day
        period = parse_current_unit(run, inner) or _part_in_general(run, inner)
    merged = None if period is None else _in_part(period[1], found[1])
    if period is None or merged is None:
        return None
    return Expression(inner, period[0], merged, _rule(run, inner, merged), bound=bound_before(run, at, merged))


def _part_in_general(run: Run, at: int) -> tuple[int, Components] | None:
    """Parse «الليل» of «ساعة متأخرة من الليل», of any day."""
    part = run.sense(at, "part_of_day") if run.words[at].definite else None
    return (at + 1, Components(part_of_day=part)) if part in _GENERAL_PARTS else None


def _in_part(date: Components, part: str) -> Components | None:
    """Return a date with the part of it that «في وقت متأخر من», «الساعات الأولى من» mean."""
    if part not in TIMEX_OF_PART:
        return date.merge(Components(edge=part))
    of_day = date.weekday is not None or date.day is not None or date.steps("day") is not None
    if date.part_of_day in _EARLY or (date.part_of_day is None and of_day):
        date = date._replace(part_of_day=part)
    return date.merge(Components(edge="START"))


def _in_general(run: Run, at: int) -> Expression | None:
    """Parse «الصباح», «ساعات الليل المتأخرة» after a preposition; by themselves they are names of newspapers.

    The day may stand behind: «ساعات الصباح الأولى من يوم الجمعة», «ساعات الفجر ليوم السبت».
    """
    end_of_night = run.sense(at, "edge") in ("START", "END") and run.next_sense(at + 1, "part_of_day") == "night"
    if end_of_night and run.words[at + 1].definite and at > 0 and run.sense(at - 1, "preposition"):
        night = Components(part_of_day="night", edge=run.sense(at, "edge"))  # «في آخر الليل»
        return Expression(at, at + 2, night, "edge+part_of_day")
    head = run.sense(at, "unit") == ("hour", "many") and run.follows(at + 1) and not run.words[at].definite
    last = at + head
    part, word = run.sense(last, "part_of_day"), run.words[last]
    if part not in _GENERAL_PARTS or not word.definite or word.text == "المغرب":
        return None
    edge = run.next_sense(last + 1, "of_hours")
    end, date = last + 1 + bool(edge), Components(part_of_day=part)
    date = (edge and _in_part(date, edge)) or date
    of_day = _day_behind(run, end, date) if head or edge else None
    if of_day is not None:
        return Expression(at, *of_day, _rule(run, at, of_day[1]))
    before = run.sense(at - 1, "preposition") if at > 0 and run.plain(at) else None
    if edge and word.joined:
        return Expression(at, end, date, "part_of_day")  # «في ساعات الليل والصباح الباكر»
    from_then = before == "from" and at > 1 and run.sense(at - 2, "onset")  # «اعتبارا من ساعات الليل»
    placed = before in ("in", "within", "since", "to", "for") and run.words[at - 1].text != "الي"
    general = run.has(end) and run.words[end].joined and run.sense(end, "part_of_day") == "day"  # «ساعات الليل والنهار»
    placed |= head and part in _HOURS_OF and not general  # «تتشكل الغيوم مع ساعات الصباح»
    if not (placed or from_then) or (part == "day" and not head):
        return None
    if part == "dawn" and before == "in":
        return None
    return Expression(at, end, date, "part_of_day")


def _day_behind(run: Run, end: int, part: Components) -> tuple[int, Components] | None:
    """Parse the day whose hours stand before it: «من يوم الجمعة», «ليوم السبت», «ساعات الصباح الأولى الجمعة»."""
    linked = run.next_sense(end, "preposition") == "from"
    beside = run.has(end) and (run.words[end].preposition == "ل" or run.sense(end, "weekday") is not None)
    if not run.follows(end + linked) or not (linked or beside):
        return None
    day = parse_date(run, end + linked)
    if day is None or not (day[1].weekday is not None or day[1].day is not None or day[1].steps("day") is not None):
        return None
    listed = not linked and run.plain(day[0]) and run.words[day[0]].joined and run.sense(day[0], "weekday") is not None
    merged = None if listed or day[1].hour is not None else day[1].merge(part)
    return None if merged is None else (day[0], merged)


def _within_unit(run: Run, at: int) -> Expression | None:
    """Parse «الأسبوع», «الشهر» after «خلال»: that of the publication."""
    found = parse_current_unit(run, at)
    if found is None or found[1].shift not in _SHORT_UNITS or run.next_sense(found[0], "year_kind"):
        return None
    if at == 0 or not run.plain(at) or run.sense(at - 1, "preposition") != "within":
        return None
    return Expression(at, *found, WITHIN_UNIT)


def _ordinal_period(run: Run, at: int) -> Expression | None:
    """Parse a period numbered within something that happened: «العام السابع», «اليوم الثالث», «عامها الثالث»."""
    unit = run.sense(at, "unit") if (own := run.sense(at, "own_unit")) is None else (own, "one")
    if unit is None or unit[1] != "one" or unit[0] not in ("day", "night", "week", "month", "year"):
        return None
    if not (own or run.words[at].definite) or not run.follows(at + 1) or not run.words[at + 1].definite:
        return None
    last = unit[0] in ("day", "night") and run.sense(at + 1, "adjective") == "last"
    number = (at + 2, -1) if last and not own else run.ordinal(at + 1)
    if run.words[at + 1].text in EACH:
        return None  # «سعر الليلة الواحدة»
    reached = own == "year" and at > 0 and run.plain(at) and run.sense(at - 1, "age_bound") == "reached"
    if number is None or (own and number[1] > _LAST_OWN[own] and not reached):
        return None
    if own:
        if run.next_sense(number[0], "preposition") == "from" and run.next_sense(number[0] + 1, "age_after"):
            return None  # «سنته الأولى من العمر»
        if reached:
            return Expression(at, number[0], Duration(((number[1], "year"),), age=True), "age")  # «أتم عامه الثاني»
        return Expression(at, number[0], Components(nth=(number[1], own)), "numbered")
    date = Components(nth=(number[1], unit[0]))
    return parse_recurring(run, at, number[0], date) or Expression(at, number[0], date, "numbered")


def _date_expression(run: Run, at: int) -> Expression | None:
    """Parse a date phrase, and name its rule."""
    if (found := parse_date(run, at)) is None:
        if (year := parse_bare_year(run, at)) is None:
            return _spelled_year(run, at)
        end, date = _with_era(run, *year)
        return Expression(at, end, date, "bare_year" if date.calendar is None else "year")
    if not run.has(found[0]):
        return Expression(at, *found, _rule(run, at, found[1]))
    by_hour = found[1].hour is not None and found[1].weekday is None
    if by_hour and (found[1].span is not None or bound_before(run, at, found[1]) == UNTIL):
        # «إلى غاية 10 أفريل من الساعة 22 إلى الساعة 5», «أيام العيد من العاشرة إلى الثامنة» are on each day
        end, date = before_its_hours(run, at, *found)
        return Expression(at, end, date, _rule(run, at, date))
    if (recurring := parse_recurring(run, at, *found)) is not None:
        return recurring
    end, date = _with_era(run, *_with_other_calendar(run, *found))
    if (clock_range := _clock_range_after(run, at, end, date)) is not None:
        return Expression(at, *clock_range, "clock_range")
    return Expression(at, end, date, _rule(run, at, date))


def _with_era(run: Run, end: int, date: Components) -> tuple[int, Components]:
    """Parse the era after a year, a decade or a century: «قبل الميلاد», «الهجري», «الثمانينات الهجرية»."""
    long = date.century is not None or date.decade is not None
    of_years = long or date.year is not None or date.millennium is not None
    if not of_years or date.calendar is not None or not run.plain(end):
        return end, date
    if (before := run.phrase(end, "before_era")) is not None:
        return before[0], date._replace(calendar="before")
    era = run.sense(end, "era")
    told = era and (date.decade is None or run.words[end].definite)
    return (end + 1, date._replace(calendar=era)) if long and told else (end, date)


def _with_other_calendar(run: Run, end: int, date: Components) -> tuple[int, Components]:
    """Add the same date in the other calendar: «الموافق 9 نيسان 2017», «(10 يونيو 2017)», «1440هـ/2019م»."""
    if (date.day is None and date.year is None) or not run.has(end):
        return end, date
    matching = run.sense(end, "preposition") == "matching" and run.gaps[end] in ("", "،")
    dated = date.day is not None and (date.year is not None or (date.calendar == "hijri" and date.weekday is not None))
    gaps = ("(", "/", "-", "،", "") if dated else ("(", "/", "-", "،") if date.day is not None else ("(", "/", "-")
    if not matching and run.gaps[end] not in gaps:
        return end, date
    at = end + matching
    other = parse_date(run, at) or parse_bare_year(run, at) or (parse_day_slash_month(run, at) if matching else None)
    unsaid = run.gaps[end] == "" and not matching and (other is None or other[1].year is None)
    pair = None if other is None or unsaid or not same_years(date, other[1]) else pair_calendars(date, other[1])
    if other is None or pair is None:
        return end, date
    era = pair.calendar is not None and run.next_sense(other[0], "era") == pair.calendar  # «سنة 728هـ / 1328م»
    return other[0] + era, pair


def _spelled_year(run: Run, at: int) -> Expression | None:
    """Parse a year in words that is the whole text."""
    if (number := run.whole_number(at, 1900, 2099)) is None or number[0] < at + 2:
        return None
    return Expression(at, number[0], Components(year=number[1]), "spelled_year")


_NAMED = (
    "weekday", "day", "month", "year", "hour", "part_of_day", "shift", "season", "festival", "quarter", "decade",
    "century", "millennium", "half", "named_year", "misspelt", "same",
)  # fmt: skip
_PLACING = ("nth", "beside", "edge")
_values = attrgetter(*_NAMED)


def _rule(run: Run, at: int, date: Components) -> str:
    """Name the rule: the components that were named, or what the words need to be a date."""
    names = [name for name, value in zip(_NAMED, _values(date), strict=True) if value is not None]
    told = date.edge is not None or date.direction is not None
    if names == ["month"] and date.weak and not (told or _is_licensed(run, at) or _arrives(run, at)):
        return "weak_month"  # another word, without a preposition of time
    if names == ["named_year"] and date.edge is None and date.nth is None and _is_bare_campaign(run, at, date):
        return "bare_named_year"  # «إنقاذ الموسم السياحي»
    if names == ["season"] and date.direction is None and not _names_season(run, at):
        return "bare_season"  # «الربيع العربي»
    if date.festival == "eid" and run.words[at].text == "العيد" and not told and not _is_in_time(run, at):
        return "bare_feast"  # «فرحة العيد»
    zero = date.month == 2 and date.calendar == "hijri" and (date.day or 0) <= _MOST_GOALS
    if zero and "month" in names and "year" not in names and not told:
        return "weak_month"  # «صفر» is the zero of scores and degrees
    if names == ["part_of_day"] and (len(run.words[at].whole) == 1 or run.words[at].whole.isascii()):
        return "part_name"
    placing = [name for name in _PLACING if getattr(date, name) is not None]
    return "+".join(placing + names) or "date"


def _is_bare_campaign(run: Run, at: int, date: Components) -> bool:
    """Return whether no year or preposition of time stands beside a school year or a season of games or crops."""
    of_season = run.sense(at, "campaign") and run.words[at].preposition == "ل"  # «نتائج جيدة للموسم الفلاحي»
    dated = date.named_year is not None and date.named_year[1] is not None
    return not dated and (bool(of_season) or not _is_licensed(run, at))


def _names_season(run: Run, at: int) -> bool:
    """Return whether a season alone means its time: «في الصيف», «فصل الشتاء»."""
    head = run.sense(at, "unit") == ("season", "one")
    last = at + head
    return run.words[last].definite and (head or _is_licensed(run, at)) and run.words[at].preposition != "ل"


def _is_licensed(run: Run, at: int) -> bool:
    """Return whether a preposition of time stands before a word."""
    before = run.sense(at - 1, "preposition") if at > 0 and run.plain(at) else None
    return run.words[at].preposition in ("ب", "ل") or before in ("in", "since", "to", "within", "before")


def _arrives(run: Run, at: int) -> bool:
    """Return whether a word before says that a month comes: «مع حلول رمضان»."""
    return at > 0 and run.plain(at) and bool(run.sense(at - 1, "arrival"))


def _is_in_time(run: Run, at: int) -> bool:
    """Return whether «قبل», «بعد», «خلال», «حتى» stands before a word."""
    before = run.sense(at - 1, "preposition") if at > 0 and run.plain(at) else None
    return before in ("before", "after", "since", "within") or (before == "to" and run.words[at - 1].text == "حتي")


def _clock_range_after(run: Run, at: int, end: int, date: Components) -> tuple[int, Range] | None:
    """Parse the times after a day («من التاسعة حتى الحادية عشرة»), or the second one after the first."""
    if date.hour is not None:
        head = any(run.words[k].text == "الساعه" for k in range(at, end))
        return continue_clock_range(run, end, date, head=head)
    no_day = date.month is not None and date.day is None and date.weekday is None  # «في رمضان من الثامنة إلى الثانية»
    if no_day or not run.has(end) or run.gaps[end] not in ("", "،", "(") or recurs_before(run, end):
        return None
    onset = run.sense(end, "onset") and run.plain(end + 1)  # «غدا بداية من الساعة 8 إلى الساعة 10»
    found = parse_clock_range(run, end + bool(onset), after_day=True)
    left = None if found is None or found[1].left is None else found[1].left.merge(date)
    return None if found is None or left is None else (found[0], Range(left, found[1].right))


_PARSERS = Alternatives(
    _date_expression,
    _dividing_night,
    parse_list,
    parse_two_centuries,
    parse_two_decades,
    parse_two_parts,
    parse_parts_of_day,
    parse_part_of_days,
    parse_range,
    parse_rolling,
    parse_set,
    parse_vague,
    parse_decade_of_life,
    parse_year_of_life,
    parse_ages_between,
    parse_duration,
    parse_apart,
    _part_of_period,
    _ordinal_period,
    _in_general,
    _within_unit,
)
_UNLINKED = Alternatives(*(parser for parser in _PARSERS.parsers if parser not in (parse_list, parse_range)))
_OF_WHOLE_TEXTS = Alternatives(*_PARSERS.parsers, _label)
