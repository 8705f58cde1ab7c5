"""Ranges: «من 3 حتى 12 سبتمبر», «بين عامي 2003 و2007», «2011-2017», «موسم 2016/2017», «يومي السبت والأحد»."""

from corpus_tools.dates.grammar.calendar_dates import parse_bare_year, parse_day_number, parse_short_year
from corpus_tools.dates.grammar.clock import parse_clock
from corpus_tools.dates.grammar.clock_ranges import after_to, parse_clock_range
from corpus_tools.dates.grammar.components import Components, Expression, Parsed, Range
from corpus_tools.dates.grammar.phrases import parse_date
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.sets import parse_recurring

_SHARED = ("weekday", "month", "year", "shift", "decade", "festival", "century", "season", "same")


def parse_range(run: Run, at: int) -> Expression | None:
    """Parse a range that starts with «من», «بين», «يومي» or its first date; «من» and «بين» are no part of it."""
    if not run.links_after(at):
        return None
    opener = run.sense(at, "preposition")
    first = at + 1 if opener in ("from", "between") else at
    pair = run.sense(first, "pair")
    begin = first + (pair is not None)
    if (first > at and not run.follows(first)) or (pair is not None and not run.plain(begin)):
        return None
    if first > at and pair is None and (by_clock := parse_clock_range(run, at)) is not None:
        return Expression(first, by_clock[0], by_clock[1], "clock_range")
    if (left := parse_operand(run, begin)) is None:
        return None
    second = _second(run, left[0], pair=pair is not None or opener == "between", opened=opener == "from")
    right = None if second is None else parse_short_year(run, second[0], left[1]) or parse_operand(run, second[0])
    if second is None or right is None:
        return None
    if right[1].names() == ["day"] and second[1] == "to" and run.counts(right[0] - 1):
        return None  # «ارتفع في 2 مارس إلى 11 شهيدا»
    if left[1].hour is None and (right[1].weekday is not None or right[1].day is not None):
        each = (second[1] == "to" and run.words[second[0] - 1].text != "حتي") or pair is not None
        right = before_its_hours(run, second[0], *right, at_hour=each and left[1].names() == ["weekday"])
    ends = _share(left[1], right[1], second[1])
    if ends is None and opener == "from" and second[1] == "to" and _is_placed(left[1]) and _is_placed(right[1]):
        ends = left[1], right[1]  # «من اليوم حتى 22 نوفمبر»
    if ends is None:
        return None
    season = _season(run, first, *ends) if second[1] in ("dash", "slash") else None
    if season is not None:
        return Expression(first, right[0], season, "named_year")
    yearly = parse_recurring(run, first, right[0], Components())  # «من 1 أبريل حتى 30 يونيو من كل سنة»
    return yearly or Expression(first, right[0], Range(*ends), "range")


def _season(run: Run, at: int, left: Components, right: Components) -> Components | None:
    """Return the season of games or crops that two years name behind it: «موسم 2016/2017», «الموسم (2016-2017)»."""
    first, last = left.year, right.year
    if at == 0 or first is None or last != first + 1 or (left.names(), right.names()) != (["year"], ["year"]):
        return None
    if run.gaps[at] not in ("", "(") or not (run.sense(at - 1, "campaign") or run.sense(at - 1, "indefinite_campaign")):
        return None
    return Components(named_year=("season", first, last))


def before_its_hours(run: Run, at: int, end: int, date: Components, *, at_hour: bool = False) -> tuple[int, Components]:
    """Return the day of «الاثنين إلى الخميس من الساعة 8», «من الثامنة» without the hours of each day.

    With `at_hour`, so is the hour of each day: «من الاثنين إلى الخميس الساعة 8 مساء», «يومي السبت والأحد في الثامنة».
    """
    if date.hour is None:
        return end, date
    hours = (k for k in range(at + 1, end) if run.sense(k, "preposition") == "from" and _is_hour(run, k + 1))
    opening = next(hours, None)
    if opening is None and at_hour:
        places = (k for k in range(at + 1, end) if run.words[k].numeral or run.words[k].text == "الساعه")
        opening = next((k for k in places if run.recall(parse_clock, k) is not None), None)
        while opening is not None and opening > at + 1 and _leads_to_hour(run, opening - 1):
            opening -= 1
    if opening is None:
        return end, date
    return opening, date._replace(hour=None, minute=None, second=None, part_of_day=None, zone=None)


def _leads_to_hour(run: Run, at: int) -> bool:
    """Return whether a word stands between a day and its hour: «في», «على», «عند», «حوالي»."""
    return run.sense(at, "preposition") is not None or not run.words[at].senses.keys() - {"approximate"}


def _is_hour(run: Run, at: int) -> bool:
    """Return whether an hour may begin at a word: «الساعة», «التاسعة»."""
    unit = run.sense(at, "unit")
    return unit[0] == "hour" if unit is not None else run.has(at) and run.words[at].numeral is not None


def _second(run: Run, end: int, *, pair: bool, opened: bool) -> tuple[int, str] | None:
    """Return where the second end begins, and what links the two: dash, slash, to, pair."""
    if not run.has(end):
        return None
    if run.gaps[end] in ("-", "/") and not run.words[end].joined:
        return end, "dash" if run.gaps[end] == "-" else "slash"
    if (after := after_to(run, end)) is not None:
        return after, "to"
    if opened and run.follows(end) and run.words[end].preposition == "ل":
        return end, "to"  # «من 17 ل25 جوان»
    joined = run.plain(end) and run.words[end].joined and run.sense(end, "preposition") is None
    return (end, "pair") if joined and pair else None


def _goes_on_to(run: Run, at: int) -> bool:
    """Return whether a second end with its weekday begins at a position."""
    second = _second(run, at, pair=False, opened=False)
    if second is None:
        return False
    headed = run.sense(second[0], "unit") == ("day", "one")
    return run.sense(second[0] + headed, "weekday") is not None


def parse_operand(run: Run, at: int) -> Parsed:
    """Parse one end of a range: a date phrase, a year, or a number that the other end explains."""
    found: Parsed = run.recall(_parse_operand, at) if run.has(at) else None
    return found


def _parse_operand(run: Run, at: int) -> Parsed:
    """Parse one end of a range at a word."""
    if (found := parse_date(run, at)) is not None:
        day = run.digits(found[0], 1, 31) if found[1].names() == ["weekday"] and run.follows(found[0]) else None
        if day is None or not _goes_on_to(run, found[0] + 1):
            return found
        return found[0] + 1, found[1]._replace(day=day)  # «الثلاثاء 6 ولغاية الخميس 15 آب»
    if run.digits(at, 1000, 2999) is not None and len(run.words[at].whole) == 4:
        scale = run.words[at + 1] if run.follows(at + 1) else None
        if scale is not None and scale.numeral is not None and scale.numeral.kind == "scale" and not scale.preposition:
            return None  # «في أفريل 2016 إلى 1108 مليون دينار»
        return parse_bare_year(run, at)
    if run.digits(at, 32, 99) is not None and _is_of_years(run, at):
        return at + 1, Components(year=1900 + (run.words[at].digits or 0))  # «عامي 67 و73»
    if run.words[at].text == "فاتح" and run.has(at + 1) and after_to(run, at + 1) is not None:
        return at + 1, Components(day=1)  # «من فاتح إلى عاشر يونيو»
    number = parse_day_number(run, at)
    counts = number is not None and run.next_sense(number[0], "unit") and not run.words[number[0]].definite
    return None if number is None or counts else (number[0], Components(day=number[1]))


def _is_of_years(run: Run, at: int) -> bool:
    """Return whether two digits are a year of the last century, by the years that are listed: «عامي 67 و73»."""
    head = at - 1 - (run.words[at].joined and run.digits(at - 1, 32, 99) is not None)
    return head >= 0 and (
        run.sense(head, "pair") == "year" or run.sense(head, "unit") in (("year", "two"), ("year", "many"))
    )


def _share(left: Components, right: Components, link: str) -> tuple[Components, Components] | None:
    """Complete each end of a range by what the other names."""
    if link == "slash":
        return _school_year(left, right)
    if right.anaphoric and right.same == "month" and left.month is not None:  # «بين مارس 2016 والشهر نفسه من 2017»
        right = right._replace(same=None, anaphoric=None, month=left.month, calendar=left.calendar)
    # «9 مارس 2016 وأول مايو من العام ذاته»
    if right.anaphoric and right.shift == ("year", 0) and left.year is not None:
        right = right._replace(shift=None, anaphoric=None, year=left.year)
    if (days := _share_month(left, right, link)) is None:
        return None
    left, right = days
    if link == "dash" and (left.names(), right.names()) == (["year"], ["year"]):
        left, right = sorted((left, right), key=_written_year)  # «2018-2017» is «2017-2018», typed from right to left
    if not any(getattr(left, name) is not None and getattr(right, name) is not None for name in _SHARED):
        return None
    if left.year is None and left.month is not None:
        left = left._replace(year=right.year, shift=left.shift or (right.shift if right.month is not None else None))
    if left.direction is None:
        left = left._replace(direction=right.direction)
    return left, right


def _written_year(date: Components) -> int:
    """Return the year that a date names."""
    return date.year or 0


def _is_placed(date: Components) -> bool:
    """Return whether a date needs no other one to be placed."""
    named = (date.month, date.year, date.weekday, date.shift, date.festival)
    return date.hour is None and any(value is not None for value in named)


def _share_month(left: Components, right: Components, link: str) -> tuple[Components, Components] | None:
    """Complete a bare day by the month of the other end: «3 حتى 12 سبتمبر», «تموز 13 إلى 15»."""
    if left.day is not None and left.month is None and (left.weekday is None or right.month is not None):
        if (right.month is None and right.shift is None and right.same is None) or right.hour is not None:
            return None
        if right.day is None and right.month is None and right.steps("day") is not None:
            return None  # «20 من أصل 22 حتى مساء أمس»
        if right.day is not None and right.day < left.day and left.weekday is None:
            if link != "dash":
                return None  # «دور الـ16 حتى 6 ديسمبر»
            # «28-26», typed from right to left
            left, right = left._replace(day=right.day), right._replace(day=left.day)
        left = left._replace(month=right.month, calendar=right.calendar, shift=right.shift)
        left = left._replace(same=right.same, anaphoric=right.anaphoric)  # «23 إلى 26 من نفس الشهر»
    placed = right.month is not None or right.weekday is not None or right.shift is not None or right.same is not None
    if right.day is not None and not placed:
        if left.month is None or left.day is None or left.hour is not None:
            return None  # «10 أفريل من الساعة 22 إلى 5» ends with an hour
        right = right._replace(month=left.month, calendar=left.calendar)
    return left, right


def _school_year(left: Components, right: Components) -> tuple[Components, Components] | None:
    """Parse «2016/2017» and, as it is often typed, «2017/2016»: two years that follow each other."""
    only_years = (Components(year=end.year, calendar=end.calendar) for end in (left, right))
    if (
        left.year is None
        or right.year is None
        or (left, right) != tuple(only_years)
        or abs(left.year - right.year) != 1
    ):
        return None
    return (left, right) if left.year < right.year else (right, left)
