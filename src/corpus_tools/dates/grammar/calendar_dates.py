"""The components of a calendar date: weekday, day, month with its twin, year, dates in digits."""

from collections.abc import Sequence

from corpus_tools.dates.grammar.components import MISSPELT, TWO_MONTHS, Components, Parsed
from corpus_tools.dates.grammar.date_words import Month
from corpus_tools.dates.grammar.run import Run

#: «عام 67» is 1967; from here on two digits after «عام» are a year of the last century.
_FIRST_SHORT = 30
#: A number between these is a year, rather than a count, even before a noun that numbers count.
_FIRST_LIKELY, _LAST_LIKELY = 1900, 2100
#: A year below this one, with no word for its calendar, may be of the Hijra or long past.
FIRST_PLAIN_YEAR = 1800
_MONTHS = 12
#: The month that another date of the text names: «24 من نفس الشهر».
_ELSEWHERE = Components(same="month", anaphoric=True)
#: What stands before a day of a month that has no name: «في 28 منه», «قبل العاشر من الشهر».
_OF_TIME = frozenset(["in", "to", "since", "from", "before", "after"])
#: What tells behind «الشهر» which one it is.
_ATTRIBUTES = frozenset(["demonstrative", "adjective", "preposition"])
#: So many nights or days: «الست من شوال», «العشر من ذي الحجة».
_NIGHTS = frozenset(["الست", "العشر"])
_TWIN_GAPS = frozenset(["", "/", "(", "-", "\\", "|"])


def parse_weekday(run: Run, at: int) -> Parsed:
    """Parse «الخميس», «يوم الخميس»; without the article only «يوم أحد» and what a caller allows."""
    head = run.sense(at, "unit") == ("day", "one") and not run.words[at].definite
    day = at + head
    if head and (not run.plain(day) or run.words[day].preposition):
        return None
    weekday = run.sense(day, "weekday")
    if weekday is None or not (run.words[day].definite or _is_before_date(run, day)):
        return None
    return day + 1, Components(weekday=weekday)


def _is_before_date(run: Run, at: int) -> bool:
    """Return whether a comma and a date in digits stand behind a word: «سبت, 22/11/2025», as sites date their pages."""
    return run.has(at + 1) and run.gaps[at + 1] == "،" and parse_numeric(run, at + 1) is not None


def parse_month_name(run: Run, at: int) -> tuple[int, Month] | None:
    """Parse the name of a month."""
    if (found := run.phrase(at, "month")) is not None:
        return found
    return None if (month := run.sense(at, "month")) is None else (at + 1, month)


def parse_named_month(run: Run, at: int) -> Parsed:
    """Parse the name of a month, with its twin: «مارس/ آذار», «مايو (أيار)», «سبتمبر أيلول»."""
    if (found := parse_month_name(run, at)) is None:
        return None
    end, month = found
    date = Components(month=month.number, calendar=month.calendar, weak=month.weak or None)
    twin_at = end + 1 if run.next_sense(end, "preposition") == "or" else end
    if run.has(twin_at) and run.gaps[twin_at] in _TWIN_GAPS and not run.words[twin_at].joined:
        twin = parse_month_name(run, twin_at)
        if twin is not None and not month.systems & twin[1].systems and twin[1].calendar == month.calendar:
            if twin[1].number == month.number:
                return twin[0], date._replace(weak=None)
            if run.gaps[twin_at] in ("/", "("):
                conflict = f"the twin names are of two months, {month.number} and {twin[1].number}"
                return twin[0], date._replace(weak=None, conflict=conflict)
    return (end, date) if run.digits(end, _FIRST_SHORT + 2, 99) is None else _with_short_year(run, end, date)


def _with_short_year(run: Run, end: int, date: Components) -> tuple[int, Components]:
    """Add the last two digits of a year of the last century to a month: «حزيران 67», but not «في حزيران 67 قتيلا»."""
    if not run.follows(end) or date.calendar != "gregorian":
        return end, date
    if run.counts(end, what=("word", "counted")) or not _is_over(run, end + 1):
        return end, date
    return end + 1, date._replace(year=1900 + (run.words[end].digits or 0), weak=None)


def _is_over(run: Run, at: int) -> bool:
    """Return whether nothing stands at a position that a number before it may count or go on with."""
    if not run.has(at):
        return True
    word = run.words[at]
    return run.gaps[at] in ("،", ")", "(") or (run.gaps[at] == "" and word.joined and word.numeral is None)


def parse_month(run: Run, at: int) -> Parsed:
    """Parse a month: its name, «شهر مارس», «شهر 3», «الشهر التاسع»."""
    if run.sense(at, "unit") != ("month", "one") or run.phrase(at, "month") is not None:
        return parse_named_month(run, at)  # also «شهر الصيام»
    if run.next_sense(at + 1, "misspelt"):
        return at + 2, Components(misspelt=MISSPELT)
    after = at + 1
    if not run.follows(after):
        return None
    definite = run.words[at].definite
    if not definite and (named := parse_named_month(run, after)) is not None:
        return named[0], named[1]._replace(weak=None)
    if run.words[after].text in ("واحد", "واحدا", "الواحد"):
        return None  # «شهر واحد», «شهرا واحدا» is a month long, «للشهر الواحد» each month
    number = run.ordinal(after) if definite else run.whole_number(after, 1, 12)
    if number is None or not 1 <= number[1] <= 12 or _counts_something(run, number[0]):
        return None
    if definite and run.next_sense(number[0], "preposition") == "from" and not _is_year(run, number[0] + 1):
        return None  # «الشهر الثاني من الحصار»
    if definite and run.words[at].preposition == "ل" and run.next_sense(number[0], "preposition") != "from":
        return None  # «للشهر الثاني على التوالي»
    return number[0], Components(month=number[1], calendar="gregorian")


def _counts_something(run: Run, at: int) -> bool:
    """Return whether the number before counts a unit of time; «سنة 2015» after it is a year."""
    if not run.plain(at) or run.sense(at, "unit") is None or run.words[at].definite or is_year_again(run, at):
        return False
    if run.sense(at, "unit")[0] in ("quarter", "half") and run.digits(at - 1, _FIRST_LIKELY, _LAST_LIKELY) is not None:
        return False  # «قبل عام 2004 ربع راتبه»
    return run.sense(at, "unit") != ("year", "one") or not run.plain(at + 1) or run.digits(at + 1, 1000, 2999) is None


def _is_year(run: Run, at: int) -> bool:
    """Return whether a year begins at a word: «العام», «هذه السنة», 2017."""
    at += run.next_sense(at, "demonstrative") == "this"
    return run.next_sense(at, "unit") == ("year", "one") or (run.plain(at) and run.digits(at, 1000, 2999) is not None)


def is_year_again(run: Run, at: int) -> bool:
    """Return whether «سنة» behind a number tells what a year is: «سنة 2017 سنة الإصلاح», «2017 عام الحسم»."""
    if run.sense(at, "unit") != ("year", "one") or run.words[at].text.endswith("ا"):
        return False
    year = run.digits(at - 1, _FIRST_LIKELY, _LAST_LIKELY)
    headed = at > 1 and run.plain(at - 1) and run.sense(at - 2, "unit") == ("year", "one")
    return year is not None and (headed or year % 100 > 0)


def _names_day_after(run: Run, at: int) -> bool:
    """Return whether «يوم» names a day behind a year: «سنة 2016 يوم 10 مارس», «سنة 2016 يوم الخميس»."""
    of_law = at > 1 and run.words[at - 2].preposition == "ل"  # «الأمر عدد 194 لسنة 2017 يوم 2 فيفري»
    if run.sense(at, "unit") != ("day", "one") or of_law or not run.follows(at + 1) or run.words[at].definite:
        return False
    return run.words[at + 1].definite or run.digits(at + 1, 1, 31) is not None


def parse_day_number(run: Run, at: int) -> tuple[int, int] | None:
    """Parse a number that may be a day of a month: 5, خمسة عشر, الخامس, الخامس والعشرين."""
    if (value := run.digits(at, 1, 31)) is not None:
        return at + 1, value
    if (ordinal := run.ordinal(at)) is not None and 1 <= ordinal[1] <= 31:
        return ordinal
    if run.sense(at, "edge") and run.words[at].text == "الفاتح":
        named = run.next_sense(at + 1, "preposition") == "from" or run.next_sense(at + 1, "month")  # «الفاتح نوفمبر»
        return (at + 1, 1) if named else None
    number = run.whole_number(at, 1, 31)
    # «إلى أحد المصانع» is one of them
    return None if number == (at + 1, 1) and run.words[at].text == "احد" else number


def parse_day_of_month(run: Run, at: int) -> Parsed:
    """Parse a day with its month: «25 مايو (أيار)», «الخامس من حزيران», «14 شهر شباط», «اليوم الثالث من مارس»."""
    head = run.sense(at, "unit") == ("day", "one") and run.follows(at + 1)
    at += head
    if (found := parse_day_number(run, at)) is None:
        return None
    end, day = found
    if head and run.words[at - 1].definite and run.ordinal(at) is None:
        return None
    ordinal = run.words[at].definite or run.ordinal(at) is not None
    if end == at + 1 and ordinal and is_feminine(run, at):
        return None  # «الأولى», «هيئة ثانية مارس المقبل»: a feminine ordinal counts no day
    if run.words[at].digits is None and run.words[at].text in _NIGHTS:
        return None
    if run.gaps[end : end + 1] not in ([""], ["/"], ["-"], ["."]):
        return None
    linked = run.next_sense(end, "preposition") == "from"
    after = end + linked
    if linked and not run.plain(after):
        return None
    if run.words[after].joined or (run.gaps[after] == "-" and run.sense(after, "month") is None):
        return None
    if run.sense(after, "of_it") and (head or _is_in_month(run, at)):
        return after + 1, _ELSEWHERE._replace(day=day)  # «يومي 18 و19 منه», «في التاسع منه», «في 28 منه»
    if linked and _is_the_month(run, after) and (head or _is_in_month(run, at)):
        return after + 1, Components(day=day, shift=("month", 0))  # «في العاشر من الشهر»
    misspelt = (after + 1, Components(misspelt=reason)) if (reason := _unclear_month(run, after)) else None
    if (month := misspelt or parse_month(run, after) or _parse_this_month(run, after)) is None:
        return None
    spelled = (run.digits(at, 1, 31) is None and run.ordinal(at) is not None) or None
    merged = Components(day=day, spelled=spelled).merge(month[1])
    return None if merged is None else _with_joined_year(run, after, month[0], merged)


def _unclear_month(run: Run, at: int) -> str | None:
    """Return why what stands in the place of a month tells none, None where nothing of the kind stands there."""
    if run.sense(at, "misspelt"):
        return MISSPELT
    return TWO_MONTHS if run.sense(at, "two_months") and run.phrase(at, "month") is None else None


def _is_in_month(run: Run, at: int) -> bool:
    """Return whether a number before «منه» is a day, by what stands before it."""
    listed = run.words[at].joined and run.digits(at - 1, 1, 31) is not None
    if listed or at == 0 or not run.plain(at):
        return listed
    if run.sense(at - 1, "weekday") is not None:
        return True  # «السبت 9 منه»
    return run.sense(at - 1, "preposition") in _OF_TIME or bool(run.sense(at - 1, "limit"))


def _is_the_month(run: Run, at: int) -> bool:
    """Return whether «الشهر» stands there and no attribute behind it: «العاشر من الشهر», not «من الشهر المقبل»."""
    word = run.words[at]
    if run.sense(at, "unit") != ("month", "one") or not word.definite or word.preposition:
        return False
    behind = run.words[at + 1] if run.plain(at + 1) else None
    return behind is None or not (behind.definite or _ATTRIBUTES & behind.senses.keys())


def _with_joined_year(run: Run, month: int, end: int, date: Components) -> tuple[int, Components]:
    """Add the year that stands behind a month with the dash or slash that stands before it: «28-أغسطس-2013»."""
    year = run.digits(end, 1000, 2999) if run.gaps[month] and run.gaps[end : end + 1] == [run.gaps[month]] else None
    return (end, date) if year is None else (end + 1, date._replace(year=year))


def is_feminine(run: Run, at: int) -> bool:
    """Return whether a number is written as feminine ordinals are: «الأولى», «الثانية»."""
    return run.words[at].numeral is not None and run.words[at].text.endswith(("ه", "لي"))


def pointer_behind(run: Run, at: int) -> str | None:
    """Return which demonstrative stands behind its unit; «اليوم ولذلك» and «اليوم وكذلك» have none."""
    pointer = run.next_sense(at, "demonstrative")
    return None if pointer is None or run.words[at].joined or run.words[at].preposition else pointer


def _parse_this_month(run: Run, at: int) -> Parsed:
    """Parse «هذا الشهر», «الشهر الماضي», «الجاري», «نفس الشهر» after a day: «التاسع عشر من هذا الشهر»."""
    if run.words[at].text == "الجاري":
        return at + 1, Components(shift=("month", 0))
    pointer = run.sense(at, "demonstrative")
    if pointer in ("this", "that", "same_before") and run.next_sense(at + 1, "unit") == ("month", "one"):
        return at + 2, Components(shift=("month", 0)) if pointer == "this" else _ELSEWHERE
    if run.sense(at, "unit") == ("month", "one") and pointer_behind(run, at + 1) in ("same", "that"):
        return at + 2, _ELSEWHERE
    if run.sense(at, "unit") == ("month", "one"):
        shift = {"past": -1, "current": 0, "next": 1}.get(run.next_sense(at + 1, "adjective") or "")
        if shift is not None:
            return at + 2, Components(shift=("month", shift))
    return None


def parse_month_day(run: Run, at: int) -> Parsed:
    """Parse the order month, day before a year or a further day: «فبراير 14, 2010», «يوليو 13»."""
    if (month := parse_month(run, at)) is None or not run.plain(month[0]):
        return None
    if (day := run.digits(month[0], 1, 31)) is None:
        return None
    end = month[0] + 1
    if run.counts(end - 1, what=("word", "counted")):
        return None  # «في مايو 20 شخصا»
    other = run.has(end) and run.gaps[end] not in ("،", "-") and not run.digits(end, 1900, 2099)
    if other and run.next_sense(end, "preposition") != "to":
        return None
    return end, Components(month=month[1].month, calendar=month[1].calendar, day=day)


def parse_year(run: Run, at: int) -> Parsed:
    """Parse a year that its words mark as one: «عام 2015», «سنة ألفين وخمسة», «1434 هـ»."""
    head = run.sense(at, "unit") == ("year", "one")
    after = at + head
    if head and (not run.follows(after) or run.words[after].preposition == "ل"):
        return None
    if (found := run.whole_number(after, 1, 9999)) is None:
        return None
    end, year = found
    if (of_era := _year_of_era(run, end, year, head=head)) is not None:
        return of_era
    # «عام 2014 يوم كان قاصرا», but «الأمر عدد 194 لسنة 2017 يوم 2 فيفري»
    likely = head and run.words[at].whole[:1] not in ("ا", "ل") and _FIRST_LIKELY <= year <= _LAST_LIKELY
    if not head or (not likely and _counts_something(run, end) and not _names_day_after(run, end)):
        return None
    if run.counts(end - 1) and not _FIRST_LIKELY <= year <= _LAST_LIKELY:
        return None  # «بلغ إنتاج العام 1435 طنا»
    written, definite = run.words[after].whole, run.words[at].definite
    if run.words[after].numeral is not None and written.isdecimal():
        if len(written) == 2 and year >= _FIRST_SHORT and run.words[at].text != "السنه":  # «السنة 41» is of a journal
            return end, Components(year=1900 + year)
        # «السنة 400 شخص»: the year as a whole, then a count.
        return (end, Components(year=year)) if len(written) == 4 or (len(written) == 3 and not definite) else None
    return (end, Components(year=year)) if year >= 1000 and not definite else None


def _year_of_era(run: Run, at: int, year: int, *, head: bool = False) -> Parsed:
    """Parse the era after a year: «هـ», «هجرية», «م», «ميلادية»; in «747 م د», «م» stands for a million."""
    era = run.sense(at, "era") if run.has(at) and run.gaps[at] in ("", "(") else None
    if not era or not (head or len(run.words[at].whole) > 1 or era == "hijri" or 1800 <= year <= 2100):
        return None
    return at + 1, Components(year=year, calendar=era)


def parse_bare_year(run: Run, at: int) -> Parsed:
    """Parse four digits that can be a year when another component of a date stands before them."""
    if (year := run.digits(at, 1000, 2999)) is None or len(run.words[at].whole) != 4:
        return None
    if at > 0 and run.gaps[at] in ("/", "-") and run.digits(at - 1, 13, 999) is not None:
        return None  # «القانون عدد 29/2015», «القانون 49-2004»
    if run.counts(at) and (year % 100 == 0 or not _FIRST_LIKELY <= year <= _LAST_LIKELY):
        return None  # «في مايو 2000 شخص», «في رمضان 1587 زيارة»
    return _year_of_era(run, at + 1, year) or (at + 1, Components(year=year))


def parse_short_year(run: Run, at: int, first: Components) -> Parsed:
    """Parse the last two digits of the year after one: «2022-23», «1999/00»; «2011-12» may be a month of 2011."""
    year = first.year or 0
    if first != Components(year=year) or run.gaps[at] not in ("-", "/") or run.digits(at, 0, 99) is None:
        return None
    short, of_year = run.words[at].whole, f"{(year + 1) % 100:02d}"
    is_month = run.gaps[at] == "-" and 1 <= int(short) <= _MONTHS
    return (at + 1, Components(year=year + 1)) if short == of_year and not is_month else None


def parse_numeric(run: Run, at: int) -> Parsed:
    """Parse a date in digits: D/M/Y, Y-M-D, M/Y, with /, - or . between."""
    dotted = run.words[at].whole.split(".") if run.sense(at, "dotted") else []
    if len(dotted) == 3 and all(part.isdecimal() and len(part) <= 4 for part in dotted):
        return _numeric_date(run, at + 1, dotted)
    if run.digits(at, 0, 9999) is None or not run.has(at + 1):
        return None
    if (separator := run.gaps[at + 1]) not in ("/", "-", "."):
        return None
    numbers: list[str] = []
    end = at
    while len(numbers) < 3 and run.digits(end, 0, 9999) is not None and (end == at or run.gaps[end] == separator):
        numbers.append(run.words[end].whole)
        end += 1
    if at > 0 and run.gaps[at] == separator and run.words[at - 1].numeral is not None and len(numbers) == 2:
        return None  # «القرار رقم 433552/1/1442»
    if len(numbers) == 2 and separator in "/-" and len(numbers[1]) == 4 and 1 <= int(numbers[0]) <= _MONTHS:
        return _of_calendar(run, end, Components(month=int(numbers[0]), year=int(numbers[1])))
    return _numeric_date(run, end, numbers) if len(numbers) == 3 else None


def _of_calendar(run: Run, end: int, date: Components) -> Parsed:
    """Give a date in digits the calendar of its era («14/3/1441هـ»); a year below 1800 without one leaves it open."""
    if (of_era := _year_of_era(run, end, date.year or 0)) is not None:
        return of_era[0], date._replace(calendar=of_era[1].calendar)
    return end, date._replace(calendar="gregorian" if (date.year or 0) >= FIRST_PLAIN_YEAR else None)


def _numeric_date(run: Run, end: int, numbers: Sequence[str]) -> Parsed:
    """Assign three numbers to day, month and year; a date that does not exist is kept."""
    first, month, last = map(int, numbers)
    before, _, after = map(len, numbers)
    if before == 4 and after <= 2:
        year, day = first, last
    elif after == 4 or (after == 2 and before <= 2):
        day, year = first, last + (0 if after == 4 else _century_of(run, end, last))
    else:
        return None
    if month > 12 >= day and after == 4:
        day, month = month, day
    if after == 2 and before <= 2 and not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return _of_calendar(run, end, Components(day=day, month=month, year=year))


def _century_of(run: Run, end: int, year: int) -> int:
    """Return the century of a year of two digits, of the Hijra in «14/3/41هـ»."""
    hijri = run.has(end) and run.gaps[end] in ("", "(") and run.sense(end, "era") == "hijri"
    century = 1400 if hijri else 2000
    return century if year < 50 else century - 100


def parse_day_slash_month(run: Run, at: int) -> Parsed:
    """Parse D/M without a year, which a caller allows after «يوم», a weekday, or as a whole text."""
    if (day := run.digits(at, 1, 31)) is None or (month := run.digits(at + 1, 1, 12)) is None:
        return None
    matching = at > 0 and run.gaps[at + 1] == "-" and run.sense(at - 1, "preposition") == "matching"
    told = run.gaps[at + 1] == "/" or matching  # «الاثنين الموافق 20-10»
    return (at + 2, Components(day=day, month=month, calendar="gregorian")) if told else None


def parse_placed_day_slash_month(run: Run, at: int) -> Parsed:
    """Parse D/M that an adjective places: «5/12 الماضي»."""
    if (found := parse_day_slash_month(run, at)) is None or not run.follows(at + 2) or not run.words[at + 2].definite:
        return None
    return found if run.sense(at + 2, "adjective") in ("past", "next", "current") else None
