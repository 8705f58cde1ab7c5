"""Parse publication dates of every shape; one whose order of day and month is open keeps both candidates."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from corpus_tools.data_files import load_table
from corpus_tools.reading.fields import is_blank
from corpus_tools.script import fold

Precision = Literal["second", "minute", "day"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What a record says of its publication date."""

    when: datetime | None = None  # on the publisher's clock; None if the record does not say or the order is open
    precision: Precision | None = None  # how much of the time the record says
    offset: str | None = None  # of that clock from UTC, such as "+01:00", if the record says it
    reason: str | None = None  # why `when` is missing, or what had to be decided to fill it
    if_day_first: datetime | None = None  # with `if_month_first`, the two candidates of an open order
    if_month_first: datetime | None = None
    day_first: bool | None = None  # the order, if the date has slashes or dots and only one order is possible

    def settle(self, *, day_first: bool, reason: str) -> "Publication":
        """Return the date in one order of day and month, and why."""
        return replace(self, when=self.if_day_first if day_first else self.if_month_first, reason=reason)


# All patterns run over folded, lower-case text.
_TIME = re.compile(
    r"(?:(?<![\d:.])|t)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?![\d:])"
    r"|t(?P<hour2>\d\d)(?P<minute2>\d\d)(?P<second2>\d\d)?(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)")
# 2017-05-20T14:30:00+03:00; before 1800 a year may be Hijri.
_ISO = re.compile(r"((?:1[89]|20)\d\d)-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)([Zz]|[+-]\d\d:\d\d)?", re.ASCII)
_COMPACT = re.compile(r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=t|\s|$|\d{4}(?:\d\d)?$)")
_COMPACT_TIME = re.compile(r"^t?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?$")
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sign>[-/.])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)")
# "Sat May 20 12:30:00 +0000 2017", as Twitter and Unix write it.
_YEAR_AFTER_TIME = re.compile(r"^([a-z]{3}) ([a-z]{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\S+) (\d{4})$")
# 14h30, as papers of the Maghreb write it.
_FRENCH_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]) ?h ?([0-5]\d)(?!\d)")
_UNIX = re.compile(r"\d{10}|\d{13}")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}([-/.])\d{1,2}\1\d{2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2}")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_HIJRI_SIGN = re.compile(r"هـ|(?<=\d)\s*ه\b|هجري")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


@cache
def _tables() -> tuple[dict[str, tuple[bool, int]], re.Pattern[str], re.Pattern[str]]:
    """Return the months (is Hijri, number), the pattern of a date with a month name, and that of a half of the day."""
    arabic, latin = load_table("months"), load_table("publication")
    months: dict[str, tuple[bool, int]] = {}
    for hijri, systems in ((False, arabic["gregorian"].values()), (True, [arabic["hijri"]])):
        for system in systems:
            months.update({fold(form): (hijri, number) for number, forms in system.items() for form in forms})
    for language in ("english", "english_short", "french"):
        months.update({name: (False, number) for number, name in enumerate(latin[language], 1)})
    months.update({name: (False, number) for name, number in latin["other"].items()})
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(months, key=len, reverse=True))
    name, twin = rf"\b(?P<month>{names})\b\.?", rf"(?:\s*[/(\-]\s*(?:{names})\b\s*\)?)?"
    between = r"[\s,،.\-/]*(?:من\s+)?(?:شهر\s+)?"
    named = re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?{between}{name}{twin}[\s,،.\-/]*(?P<year>\d{{4}})(?!\d)"
        rf"|{name.replace('month', 'month2')}{twin}\s*"
        rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s,،]+(?P<year2>\d{{4}})(?!\d)"
    )
    halves = {"am": latin["before_noon"], "pm": latin["after_noon"]}
    spelled = {group: "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for group, words in halves.items()}
    half = "|".join(f"(?P<{group}>{words})" for group, words in spelled.items())
    return months, named, re.compile(rf"\s*(?:{half})(?!\w)")


@cache
def _offsets() -> re.Pattern[str]:
    """Return the pattern of an offset from UTC: +03:00, GMT+3, EST, «بتوقيت غرينتش»."""
    table = load_table("publication")
    utc = "|".join(re.escape(fold(word)) for word in sorted(table["utc"], key=len, reverse=True))
    return re.compile(
        rf"\s*\(?(?:(?P<zone>{'|'.join(table['zones'])})(?!\w)"
        rf"|(?:(?P<utc>{utc})(?!\w)\s*)?(?P<sign>[+-])(?P<hours>(?(utc)\d\d?|\d\d)):?(?P<minutes>\d\d)?(?!\d)"
        rf"|(?:{utc})(?!\w))\)?"
    )


def _written_offset(match: re.Match[str]) -> str:
    """Return an offset as +03:00."""
    if match["zone"]:
        return str(load_table("publication")["zones"][match["zone"]])
    return f"{match['sign']}{match['hours']:0>2}:{match['minutes'] or '00'}" if match["sign"] else "+00:00"


def parse_published(value: object) -> Publication:
    """Parse one publication date: a string, a number or a date.

    A string may have any usual shape: ISO with or without offset, ``2017-05-20T143000``, 20/05/2017,
    «السبت 20 مايو/أيار 2017», Hijri with its sign. A number is 20170520, Unix seconds or milliseconds. The time is on
    the publisher's own clock, since the «اليوم» of an article is a day there.
    """
    if is_blank(value):
        return Publication(reason="the record has no date")
    if isinstance(value, datetime):
        return _from_datetime(value)
    if isinstance(value, date):
        return Publication(datetime(value.year, value.month, value.day), "day")  # noqa: DTZ001 - a day, on the publisher's clock
    return _parse_written(str(int(value) if isinstance(value, float) and value.is_integer() else value).strip())


@lru_cache(maxsize=2**14)
def _parse_written(written: str) -> Publication:
    """Parse a publication date as it is written; many articles share theirs."""
    if (plain := _plain_iso(written)) is not None:
        return plain
    said = _FRENCH_TIME.sub(r"\1:\2", fold(written).casefold().replace("\xa0", " ").strip())
    if _UNIX.fullmatch(said):
        number = int(said)  # of seconds or milliseconds since 1970
        moment = datetime.fromtimestamp(number / 1000 if number > 10**11 else number, UTC)
        reason = f"{number} is read as Unix time, which is in UTC"
        return Publication(moment.replace(tzinfo=None, microsecond=0), "second", "+00:00", reason)
    return _from_text(_YEAR_AFTER_TIME.sub(r"\3 \2 \6 \4 \5", said), written)


def _plain_iso(written: str) -> Publication | None:
    """Return a moment in the form in which most files have it, to the second; None for any other."""
    match = _ISO.fullmatch(written)
    if match is None:
        return None
    *figures, offset = match.groups()
    try:
        when = datetime(*map(int, figures))  # type: ignore[arg-type]  # noqa: DTZ001 - the publisher's clock
    except ValueError:
        return None
    return Publication(when, "second", "+00:00" if offset in {"Z", "z"} else offset)


def _from_datetime(value: datetime) -> Publication:
    """Return a date that a spreadsheet or a Parquet file holds as such."""
    offset = value.strftime("%z") if value.tzinfo else ""
    wall = value.replace(tzinfo=None, microsecond=0)
    whole_day = (wall.hour, wall.minute, wall.second) == (0, 0, 0) and not offset
    when = datetime(wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second)  # noqa: DTZ001 - the publisher's clock; the offset stands beside it
    return Publication(when, "day" if whole_day else "second", f"{offset[:3]}:{offset[3:5]}" if offset else None)


@lru_cache(maxsize=2**14)
def _from_text(said: str, written: str) -> Publication:
    """Return the one date in a string with the time beside it."""
    found = list(_dates_in(said))
    gregorian = [one for one in found if not one.hijri]
    chosen = gregorian or found
    if len({one.components for one in chosen}) != 1:
        return Publication(reason=_why_not(said, written, n=len(chosen)))
    rest = said
    for one in found:
        rest = rest.replace(one.surface, " " if one is not chosen[0] else "\x00", 1)
    clock = _clock_in(rest)
    if clock is None:
        return Publication(reason=_why_not(said, written, n=1))
    return _on_calendar(chosen[0], clock, written)


class _WrittenDate(NamedTuple):
    """A date in a string."""

    surface: str
    components: tuple[int, int, int]  # year, month, day; the last two may be swapped if the order is open
    hijri: bool
    open_order: bool = False


class _Clock(NamedTuple):
    """A time of day and its offset from UTC."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    precision: Precision = "day"
    offset: str | None = None


def _dates_in(said: str) -> Iterator[_WrittenDate]:
    """Yield every date in a string, those with a month name first."""
    months, named, _ = _tables()
    for match in named.finditer(said) if _WORD.search(said) else ():
        hijri, month = months[re.sub(r"\s+", " ", match["month"] or match["month2"])]
        year, day = int(match["year"] or match["year2"]), int(match["day"] or match["day2"])
        yield _WrittenDate(match[0], (year, month, day), hijri)
        said = said.replace(match[0], " ")
    for match in [*_YEAR_FIRST.finditer(said), *_COMPACT.finditer(said)]:
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        yield _WrittenDate(match[0], (year, month, day), _is_hijri(year, said, match.end()))
    for match in _YEAR_LAST.finditer(said):
        year = int(match["year"])
        hijri = _is_hijri(year, said, match.end())
        yield _WrittenDate(match[0], (year, int(match["b"]), int(match["a"])), hijri, open_order=not hijri)


def _is_hijri(year: int, said: str, end: int) -> bool:
    """Return whether a year is Hijri, by its sign or because no newspaper has such a Gregorian year."""
    return 1250 <= year <= 1500 or bool(_HIJRI_SIGN.match(said[end:].lstrip()))


def _clock_in(rest: str) -> _Clock | None:
    """Return the time in the rest of a string; None if figures remain that are no time."""
    after = rest.partition("\x00")[2].strip()
    match = _COMPACT_TIME.match(after) or _TIME.search(rest)
    if match is None:
        return None if re.search(r"\d", rest) else _Clock()
    groups = match.groupdict()
    figures = [groups.get(name) or groups.get(f"{name}2") for name in ("hour", "minute", "second")]
    hour, minute, second = (int(figure or 0) for figure in figures)
    end = rest.index(match[0]) + len(match[0])
    half = _tables()[2].match(rest, end)
    end = half.end() if half else end
    offset = _offsets().match(rest, end)
    left_over = rest[: rest.index(match[0])] + rest[offset.end() if offset else end :]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half["pm"] else 0)
    if re.search(r"\d", left_over) or hour > 23 or minute > 59 or second > 59:
        return None
    zone = None
    if offset:
        zone = _written_offset(offset)
    return _Clock(hour, minute, second, "second" if figures[2] else "minute", zone)


def _on_calendar(found: _WrittenDate, clock: _Clock, written: str) -> Publication:
    """Return the timestamp of a date, or why there is none."""
    year, month, day = found.components
    if found.hijri:
        return _from_hijri(found.components, clock, written)
    if not 1800 <= year <= 2100:
        return Publication(reason=f"the date {written!r} has a year that no newspaper has")
    candidates = [_timestamp(year, month, day, clock)]
    if found.open_order:
        candidates.append(_timestamp(year, day, month, clock))
    base = Publication(precision=clock.precision, offset=clock.offset)
    valid = [candidate for candidate in candidates if candidate]
    if not valid:
        return Publication(reason=f"the date {written!r} is on no calendar")
    if len(set(valid)) == 1:
        settles = found.open_order and len(valid) == 1
        return replace(base, when=valid[0], day_first=candidates[0] is not None if settles else None)
    either = f"{valid[0]:%Y-%m-%d} or {valid[1]:%Y-%m-%d}"
    reason = f"the date {written!r} may be {either}; pass day_first=True or False if you know"
    return replace(base, if_day_first=candidates[0], if_month_first=candidates[1], reason=reason)


def _timestamp(year: int, month: int, day: int, clock: _Clock) -> datetime | None:
    """Return a timestamp, or None if the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return datetime(year, month, day, clock.hour, clock.minute, clock.second)  # noqa: DTZ001 - the publisher's clock


def _from_hijri(components: tuple[int, int, int], clock: _Clock, written: str) -> Publication:
    """Convert a Hijri date by the calendar of Umm al-Qura (the package hijridate)."""
    from hijridate import Hijri  # noqa: PLC0415 - needed by few corpora

    try:
        day = Hijri(*components).to_gregorian()
    except (ValueError, OverflowError):
        return Publication(reason=f"the date {written!r} is outside the Hijri calendar that is known (1343 to 1500)")
    reason = f"the Hijri date {written!r} by the calendar of Umm al-Qura; a sighted moon may differ by a day"
    return Publication(_timestamp(day.year, day.month, day.day, clock), clock.precision, clock.offset, reason)


def _why_not(said: str, written: str, *, n: int) -> str:
    """Return why a string contains no date; `n` is how many were found."""
    months = _tables()[0]
    if n > 1:
        return f"the date {written!r} names more than one day"
    if _SHORT_YEAR.search(said):
        return f"the date {written!r} has a year of two figures; write four"
    if re.fullmatch(r"\d{4}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{4}", said) or any(month in said for month in months):
        return f"the date {written!r} has no {'day' if re.search(r'[0-9]{4}', said) else 'year'}"
    return f"the date {written!r} is in no known shape; write it as 2017-05-20"


class DatedWords(NamedTuple):
    """A line that holds one day."""

    surface: str  # the day as it is written, folded
    others: list[str]  # the words that are no part of a date: no weekday, time or time zone


def dated_words(line: str) -> DatedWords | None:
    """Return the day in a line and its other words, folded; None if it holds no day or several."""
    said = fold(line).casefold()
    read = parse_published(line)
    found = list(_dates_in(said))
    if not found or (read.when is None and read.if_day_first is None):
        return None
    rest = said
    for one in found:
        rest = rest.replace(one.surface, " ")
    return DatedWords(found[0].surface, [word for word in _WORDS.findall(rest) if word not in _words_of_dates()])


@cache
def _words_of_dates() -> frozenset[str]:
    """Return the words, folded, that stand beside a day and belong to it."""
    table, weekdays = load_table("publication"), load_table("date_words")["weekdays"]
    lists = (
        table["before_noon"],
        table["after_noon"],
        table["utc"],
        table["zones"],
        table["beside"],
        *weekdays.values(),
    )
    return frozenset(fold(word).casefold() for words in lists for word in words)


def date_in_name(name: str) -> date | None:
    """Return the one day in a file name or an id, year first, such as 20170520 or 2017-05-20, or None."""
    named = {(int(match[1]), int(match[3]), int(match[4])) for match in _IN_NAME.finditer(name)}
    days = [date(year, month, day) for year, month, day in named if day <= monthrange(year, month)[1]]
    return days[0] if len(days) == 1 else None
