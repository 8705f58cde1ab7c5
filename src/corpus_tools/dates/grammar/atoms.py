"""The parts of a calendar date as words: weekday, day, month with its twin, year, dates in digits."""

from corpus_tools.dates.grammar.components import Parts
from corpus_tools.dates.grammar.date_words import Month
from corpus_tools.dates.grammar.run import Run

Read = tuple[int, Parts] | None

#: «عام 67» is 1967; from here on two digits after «عام» are a year of the last century.
_FIRST_SHORT = 30
_TWIN_GAPS = frozenset(["", "/", "(", "-", "\\", "|"])


def read_weekday(run: Run, at: int) -> Read:
    """Read «الخميس», «يوم الخميس»; without the article only «يوم أحد» and what a caller allows."""
    start = at
    if run.reading(at, "unit") == ("day", "one") and not run.words[at].definite:
        at += 1
        if not run.plain(at):
            return None
    number = run.reading(at, "weekday")
    if number is None or (at > start and run.words[at].preposition):
        return None
    if not run.words[at].definite:
        return None
    return at + 1, Parts(weekday=number)


def read_month_name(run: Run, at: int) -> tuple[int, Month] | None:
    """Read the name of a month."""
    found = run.phrase(at, "month")
    if found is not None:
        return found
    month = run.reading(at, "month")
    return None if month is None else (at + 1, month)


def read_named_month(run: Run, at: int) -> Read:
    """Read the name of a month, with its twin: «مارس/ آذار», «مايو (أيار)», «سبتمبر أيلول»."""
    found = read_month_name(run, at)
    if found is None:
        return None
    end, month = found
    parts = Parts(month=month.number, calendar=month.calendar, weak=month.weak or None)
    twin_at = end + 1 if run.next_reading(end, "preposition") == "or" else end
    if twin_at < len(run) and run.gaps[twin_at] in _TWIN_GAPS and not run.words[twin_at].joined:
        twin = read_month_name(run, twin_at)
        if twin is not None and not month.systems & twin[1].systems and twin[1].calendar == month.calendar:
            if twin[1].number == month.number:
                return twin[0], Parts(month=month.number, calendar=month.calendar)
            if run.gaps[twin_at] in ("/", "("):
                conflict = f"the twin names are of two months, {month.number} and {twin[1].number}"
                return twin[0], Parts(month=month.number, calendar=month.calendar, conflict=conflict)
    return end, parts


def read_month(run: Run, at: int) -> Read:
    """Read a month: its name, «شهر مارس», «شهر 3», «الشهر التاسع»."""
    if run.reading(at, "unit") != ("month", "one"):
        return read_named_month(run, at)
    after = at + 1
    if not run.plain(after) or run.words[after].joined:
        return None
    if not run.words[at].definite:
        named = read_named_month(run, after)
        if named is not None:
            return named[0], Parts(month=named[1].month, calendar=named[1].calendar, conflict=named[1].conflict)
        number = run.whole_number(after, 1, 12)
    else:
        number = run.ordinal(after)
    if number is None or not 1 <= number[1] <= 12 or _counts_something(run, number[0]):
        return None
    return number[0], Parts(month=number[1], calendar="gregorian")


def _counts_something(run: Run, at: int) -> bool:
    """Tell whether the number before counts a unit of time; «سنة 2015» after it is a year."""
    if not run.plain(at) or run.reading(at, "unit") is None or run.words[at].definite:
        return False
    return run.reading(at, "unit") != ("year", "one") or not run.plain(at + 1) or run.digits(at + 1, 1000, 2999) is None


def read_day_number(run: Run, at: int) -> tuple[int, int] | None:
    """Read a number that may be a day of a month: 5, خمسة عشر, الخامس, الخامس والعشرين."""
    value = run.digits(at, 1, 31)
    if value is not None:
        return at + 1, value
    ordinal = run.ordinal(at)
    if ordinal is not None and 1 <= ordinal[1] <= 31:
        return ordinal
    return run.whole_number(at, 1, 31)


def read_day_of_month(run: Run, at: int) -> Read:
    """Read a day with its month: «25 مايو (أيار)», «الخامس من حزيران», «14 شهر شباط», «اليوم الثالث من مارس»."""
    start = at
    if run.reading(at, "unit") == ("day", "one") and run.plain(at + 1) and not run.words[at + 1].joined:
        at += 1
    found = read_day_number(run, at)
    if found is None or found[1] > 31:
        return None
    end, day = found
    if (start < at and run.words[start].definite and run.ordinal(at) is None) or _is_feminine(run, at, end):
        return None
    if run.gaps[end : end + 1] not in ([""], ["/"], ["-"], ["."]):
        return None
    after = end
    if run.next_reading(end, "preposition") == "from":
        after = end + 1
        if not run.plain(after):
            return None
    if run.words[after].joined or (run.gaps[after] == "-" and run.reading(after, "month") is None):
        return None
    month = read_month(run, after) or _read_this_month(run, after)
    if month is None:
        return None
    spelled = True if run.digits(at, 1, 31) is None and run.ordinal(at) is not None else None
    merged = Parts(day=day, spelled=spelled).merge(month[1])
    return None if merged is None else (month[0], merged)


def _is_feminine(run: Run, at: int, end: int) -> bool:
    """Tell whether a one-word ordinal is feminine («الأولى»), and so counts no day."""
    word = run.words[at]
    return end == at + 1 and word.definite and word.text.endswith(("ه", "لي")) and word.numeral is not None


def _read_this_month(run: Run, at: int) -> Read:
    """Read «هذا الشهر», «الشهر الماضي», «الشهر الجاري» after a day: «التاسع عشر من هذا الشهر»."""
    if run.reading(at, "demonstrative") == "this" and run.next_reading(at + 1, "unit") == ("month", "one"):
        return at + 2, Parts(shift=("month", 0))
    if run.reading(at, "unit") == ("month", "one"):
        shift = {"past": -1, "current": 0, "next": 1}.get(run.next_reading(at + 1, "adjective") or "")
        if shift is not None:
            return at + 2, Parts(shift=("month", shift))
    return None


def read_month_day(run: Run, at: int) -> Read:
    """Read the order month, day before a year or a further day: «فبراير 14, 2010», «يوليو 13»."""
    month = read_month(run, at)
    if month is None or not run.plain(month[0]):
        return None
    day = run.digits(month[0], 1, 31)
    if day is None:
        return None
    end = month[0] + 1
    last = end >= len(run)
    to = not last and run.next_reading(end, "preposition") == "to"
    if last or to or run.gaps[end] in ("،", "-") or run.digits(end, 1900, 2099):
        return end, Parts(month=month[1].month, calendar=month[1].calendar, day=day)
    return None


def read_era(run: Run, at: int) -> tuple[int, str] | None:
    """Read the era after a year: «هـ», «هجرية», «م», «ميلادية»."""
    if at < len(run) and run.gaps[at] in ("", "(") and (era := run.reading(at, "era")):
        return at + 1, era
    return None


def read_year(run: Run, at: int) -> Read:
    """Read a year that its words mark as one: «عام 2015», «سنة ألفين وخمسة», «1434 هـ»."""
    head = run.reading(at, "unit") == ("year", "one")
    after = at + 1 if head else at
    if head and (not run.plain(after) or run.words[after].joined):
        return None
    found = run.whole_number(after, 1, 9999)
    if found is None:
        return None
    end, year = found
    era = read_era(run, end)
    if era is not None and _era_fits(run, era, year, head=head):
        return era[0], Parts(year=year, calendar="hijri" if era[1] == "hijri" else "gregorian")
    if not head or _counts_something(run, end):
        return None
    written = run.words[after].whole
    if run.numerals[after] is not None and written.isdecimal():
        if len(written) == 2 and year >= _FIRST_SHORT:
            return end, Parts(year=1900 + year)
        return (end, Parts(year=year)) if len(written) in (3, 4) else None
    return (end, Parts(year=year)) if year >= 1000 and not run.words[at].definite else None


def _era_fits(run: Run, era: tuple[int, str], year: int, *, head: bool) -> bool:
    """Tell whether «م» after a number can be an era: in «747 م د» it stands for a million."""
    return head or len(run.words[era[0] - 1].whole) > 1 or era[1] == "hijri" or 1800 <= year <= 2100


def read_bare_year(run: Run, at: int) -> Read:
    """Read four digits that can be a year when a month or another part of a date stands before them."""
    year = run.digits(at, 1000, 2999)
    if year is None or len(run.words[at].whole) != 4:
        return None
    era = read_era(run, at + 1)
    if era is not None and _era_fits(run, era, year, head=False):
        return era[0], Parts(year=year, calendar="hijri" if era[1] == "hijri" else "gregorian")
    return at + 1, Parts(year=year)


def read_numeric(run: Run, at: int) -> Read:
    """Read a date in digits: D/M/Y, Y-M-D, M/Y, with /, - or . between."""
    dotted = run.words[at].whole.split(".") if at < len(run) and run.numerals[at] is None else []
    if len(dotted) == 3 and all(part.isdecimal() and len(part) <= 4 for part in dotted):
        return _numeric_parts(at + 1, [int(part) for part in dotted], [len(part) for part in dotted])
    values: list[int] = []
    widths: list[int] = []
    end = at
    separator = run.gaps[at + 1] if at + 1 < len(run) else ""
    if separator not in ("/", "-", "."):
        return None
    while len(values) < 3 and (value := run.digits(end, 0, 9999)) is not None:
        if end > at and run.gaps[end] != separator:
            break
        values.append(value)
        widths.append(len(run.words[end].whole))
        end += 1
    if len(values) == 2 and separator == "/" and widths[1] == 4 and 1 <= values[0] <= 12:
        return end, Parts(month=values[0], year=values[1], calendar="gregorian")
    return _numeric_parts(end, values, widths) if len(values) == 3 else None


def _numeric_parts(end: int, values: list[int], widths: list[int]) -> Read:
    """Tell day, month and year of three numbers apart; a date that cannot be is kept, with its conflict."""
    first, middle, last = values
    if widths[0] == 4 and widths[2] <= 2:
        year, month, day = first, middle, last
    elif widths[2] == 4 or (widths[2] == 2 and widths[0] <= 2):
        day, month, year = first, middle, last
        year += 0 if widths[2] == 4 else 2000 if year < 50 else 1900
    else:
        return None
    if month > 12 >= day and widths[2] == 4:
        day, month = month, day
    if widths[2] == 2 and widths[0] <= 2 and not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return end, Parts(day=day, month=month, year=year, calendar="gregorian")


def read_day_slash_month(run: Run, at: int) -> Read:
    """Read D/M without a year, which a caller allows after «يوم», a weekday, or as a whole text."""
    day, month = run.digits(at, 1, 31), run.digits(at + 1, 1, 12)
    if day is None or month is None or run.gaps[at + 1] != "/":
        return None
    return at + 2, Parts(day=day, month=month, calendar="gregorian")
