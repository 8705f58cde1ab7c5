"""What the rest of a document tells about a time without a day, and about a weekday without a week."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from corpus_tools.calendars.arithmetic import DAY, civil_from_days, weekday_of
from corpus_tools.dates.grammar.components import Components, Range
from corpus_tools.dates.grammar.open_ends import UNTIL
from corpus_tools.dates.grammar.search import Found
from corpus_tools.dates.normalize.anchor import NO_DAY, Anchor
from corpus_tools.dates.normalize.resolve import Resolution, resolve
from corpus_tools.dates.normalize.weekdays import nearest
from corpus_tools.dates.normalize.years import SOON

#: Why a time by the clock stays open where its document names more than one day.
SEVERAL_DAYS = "the text names several days and does not say on which of them"
_WEEK = 7
#: How far from its publication a document reports what is scheduled or has just happened, in days.
_NEAR = 45
#: How many tokens from what is before it the first one of a time stands, with «من» or «بداية من» between.
_ADJOINING = 3
#: How many tokens behind a weekday ahead another one is of the same programme.
_SAME_PROGRAMME = 10
#: How many days from what is reckoned a feast may be kept.
_SIGHTING = 2
_OF_OPEN_DAY = frozenset(["weekday", "day", "month", "calendar", "spelled", "weak"])
#: What names a feast, and a day of one.
_FEASTS = (["festival"], ["nth", "festival"])
_OF_WEEKDAY = frozenset(["weekday", "part_of_day", "hour", "minute"])


def settle_in_documents(
    places: Sequence[Found],
    rows: Sequence[Resolution],
    anchors: Sequence[Anchor],
    is_past: Callable[[Found], bool],
) -> list[Resolution]:
    """Settle by its document what an expression leaves open; all three are in the order of the text.

    A time by the clock without a day is of the only day that the document has named before it, near its publication:
    of the heading, or of the sentence before («تقام المباراة يوم الأحد. تفتح الأبواب على الساعة 11:00»); what happened
    at a time is of no day ahead. A weekday that would be past is ahead where the document dates it so elsewhere:
    «جنازة يوم الجمعة», and then «يوم الجمعة القادم»; not where `is_past` says that its clause tells what has happened.
    A day of a month is ahead where it follows on others that are («الجولة الثالثة: 2 أفريل. الجولة الرابعة: 16 أفريل»),
    and of the year that was said with it before («هجوم 5 مايو 2013», and then «منذ 5 مايو»); a feast is of the year of
    the day beside it. What begins on a day ends on a weekday behind it: «يبدأ يوم 26 مايو ويستمر حتى الأربعاء».
    """
    settled = list(rows)
    for _, group in groupby(range(len(places)), key=lambda k: places[k].doc):
        here = list(group)
        if len(here) == 1:
            continue  # each is settled by another one
        _settle_feasts(here, places, settled, anchors, is_past)
        _settle_days_said_before(here, places, settled, anchors)
        _settle_weekdays(here, places, settled, anchors, is_past)
        _settle_schedules(here, places, settled, anchors)
        _settle_ends(here, places, settled, anchors)
        _settle_times(here, places, settled, anchors, is_past)
    return settled


def _settle_feasts(
    here: Sequence[int],
    places: Sequence[Found],
    rows: list[Resolution],
    anchors: Sequence[Anchor],
    is_past: Callable[[Found], bool],
) -> None:
    """Give a feast the year of the day beside it, if it falls about there, and the weekday beside a feast its week.

    «وقفة عرفات يوم 31 أغسطس 2017» is of that year; «الجمعة أول أيام العيد» is the Friday that lies nearest to it.
    """
    for before, after in pairwise(here):
        if places[after].first - places[before].last > _ADJOINING:
            continue
        for feast, beside in ((before, after), (after, before)):
            date, day = places[feast].expression.meaning, _day(rows[beside])
            if _is_on_feast(places[feast], rows[feast], rows[beside], places[beside], anchors[feast]):
                if places[after].first - places[before].last > 1 and is_past(places[feast]):
                    continue  # «حددت الحكومة، الخميس، عطلة عيد الفطر»
                rows[feast] = _beside_feast(places[feast], rows[beside].earliest or 0, anchors[feast])
                continue
            if day is None or not isinstance(date, Components) or date.names() not in _FEASTS:
                continue
            expression = places[feast].expression
            year = civil_from_days(day)[0]
            told = resolve(expression._replace(meaning=date._replace(year=year)), anchors[feast])
            if told.earliest is None or abs(told.earliest // DAY - day) > _SIGHTING:
                continue
            if (feast, places[after].first - places[before].last) == (before, 1) and rows[beside].kind == "date":
                told = told._replace(value=rows[beside].value, earliest=day * DAY, latest=(day + 1) * DAY)
            rows[feast] = told._replace(anchor="context") if told.earliest != rows[feast].earliest else rows[feast]


def _is_on_feast(place: Found, row: Resolution, feast: Resolution, at: Found, anchor: Anchor) -> bool:
    """Return whether a weekday without its week stands beside a feast near the publication: «الجمعة أول أيام العيد»."""
    date, named = place.expression.meaning, at.expression.meaning
    if not isinstance(date, Components) or not isinstance(named, Components) or named.festival is None:
        return False
    near = anchor.moment is not None and feast.earliest is not None and abs(feast.earliest // DAY - anchor.day) <= _NEAR
    return near and feast.precision == "day" and date.names() == ["weekday"] and row.earliest is not None


def _beside_feast(place: Found, feast: int, anchor: Anchor) -> Resolution:
    """Return a weekday as the one that lies nearest to a feast, given in seconds."""
    date = place.expression.meaning
    day = feast // DAY
    day += nearest(date.weekday or 0, day) if isinstance(date, Components) else 0
    told = place.expression._replace(meaning=Components(shift=("day", day - anchor.day)))
    return resolve(told, anchor)._replace(anchor="context")


def _settle_days_said_before(
    here: Sequence[int], places: Sequence[Found], rows: list[Resolution], anchors: Sequence[Anchor]
) -> None:
    """Give a day of a month the year that the document has said with it; one close to the publication keeps its own.

    So is a day behind its month, if that is of one year: «في ديسمبر 2018 … وفي الثامن من ديسمبر».
    """
    years: dict[tuple[str | None, int | None, int | None], int] = {}
    for k in here:
        date = places[k].expression.meaning
        if not isinstance(date, Components) or not date.month:
            continue
        said, month = (date.calendar, date.month, date.day), (date.calendar, date.month, None)
        if date.year is not None:
            is_other = years.get(month, date.year) != date.year
            if date.day is None or is_other:
                years[month] = 0 if is_other else date.year
            if date.day is not None:
                years[said] = date.year
            continue
        year = years.get(said) or years.get(month)
        if year and date.day and _OF_OPEN_DAY.issuperset(date.names()) and not _is_near(rows[k], anchors[k]):
            told = places[k].expression._replace(meaning=date._replace(year=year))
            rows[k] = resolve(told, anchors[k])._replace(anchor="context")


def _is_near(row: Resolution, anchor: Anchor) -> bool:
    """Return whether a day lies close to the publication."""
    day = _day(row)
    return anchor.moment is not None and day is not None and abs(day - anchor.day) <= _NEAR


def _settle_weekdays(
    here: Sequence[int],
    places: Sequence[Found],
    rows: list[Resolution],
    anchors: Sequence[Anchor],
    is_past: Callable[[Found], bool],
) -> None:
    """Move the weekdays of a document ahead that it dates ahead elsewhere."""
    open_ones = [k for k in here if _is_open_weekday(places[k], rows[k], anchors[k])]
    if not open_ones:
        return
    certain = {day for k in here if _is_certain(places[k]) for day in (_day(rows[k]), *_ends(rows[k]))}
    for k in open_ones:
        day = (rows[k].earliest or 0) // DAY
        dated = day + _WEEK in certain and day not in certain
        if (dated or _goes_on_ahead(k, here, places, rows, anchors)) and not is_past(places[k]):
            rows[k] = resolve(places[k].expression, anchors[k]._replace(forward=True))


def _goes_on_ahead(
    k: int, here: Sequence[int], places: Sequence[Found], rows: Sequence[Resolution], anchors: Sequence[Anchor]
) -> bool:
    """Return whether a weekday follows on one ahead, as in a programme: «سيتدرب الجمعة، ثم حصة ثانية السبت»."""
    if k == here[0] or places[k].first - places[k - 1].last > _SAME_PROGRAMME:
        return False
    before, day = _day(rows[k - 1]), (rows[k].earliest or 0) // DAY
    date = _first(places[k - 1])
    if before is None or date is None or date.weekday is None or before <= anchors[k].day:
        return False
    return 0 < day + _WEEK - before < _WEEK - 1


def _is_open_weekday(place: Found, row: Resolution, anchor: Anchor) -> bool:
    """Return whether a weekday without a week was taken for a past one."""
    date = _first(place)
    if date is None or date.weekday is None or row.earliest is None or anchor.moment is None:
        return False
    return row.earliest // DAY < anchor.day and _OF_WEEKDAY.issuperset(date.names())


def _first(place: Found) -> Components | None:
    """Return the date of an expression, the first one of a range."""
    meaning = place.expression.meaning
    if isinstance(meaning, Components):
        return meaning
    return meaning.left if isinstance(meaning, Range) else None


def _is_certain(place: Found) -> bool:
    """Return whether the words of a date say of themselves in which week it lies."""
    date = _first(place)
    if date is None:
        return False
    return (
        date.month is not None
        or date.festival is not None
        or date.steps("day") is not None
        or date.direction is not None
    )


def _settle_schedules(
    here: Sequence[int], places: Sequence[Found], rows: list[Resolution], anchors: Sequence[Anchor]
) -> None:
    """Move days of a month ahead that follow, in a document, on days ahead: the rounds of a championship.

    By itself a day without a year that is more than `SOON` ahead is one of last year.
    """
    last = None
    for k in here:
        moment, date = anchors[k].moment, places[k].expression.meaning
        if moment is None or rows[k].earliest is None or not isinstance(date, Components):
            continue
        if last is not None and date.day and date.month and _OF_OPEN_DAY.issuperset(date.names()):
            ahead = resolve(places[k].expression, anchors[k]._replace(forward=True))
            if ahead.earliest is not None and 0 < ahead.earliest // DAY - last <= SOON:
                rows[k] = ahead
        if (day := _day(rows[k])) is not None and day > moment // DAY:
            last = day


def _settle_ends(
    here: Sequence[int], places: Sequence[Found], rows: list[Resolution], anchors: Sequence[Anchor]
) -> None:
    """Move a weekday with which something ends behind the day on which it begins: «يبدأ يوم 26 مايو حتى الأربعاء»."""
    for first, last in pairwise(here):
        if places[last].expression.bound != UNTIL:
            continue
        date, begins, ends = places[last].expression.meaning, _day(rows[first]), rows[last].latest
        if begins is None or ends is None or anchors[last].moment is None:
            continue
        if not isinstance(date, Components) or date.weekday is None or not _OF_WEEKDAY.issuperset(date.names()):
            continue
        near = places[last].first - places[first].last <= _SAME_PROGRAMME
        if near and anchors[first].day < begins and ends <= begins * DAY:
            day = begins + ((date.weekday - weekday_of(begins)) % _WEEK or _WEEK)
            told = date._replace(weekday=None, shift=("day", day - anchors[last].day))
            expression = places[last].expression._replace(meaning=told)
            rows[last] = resolve(expression, anchors[last])._replace(anchor="context")


def _settle_times(
    here: Sequence[int],
    places: Sequence[Found],
    rows: list[Resolution],
    anchors: Sequence[Anchor],
    is_past: Callable[[Found], bool],
) -> None:
    """Give the times of a document the only day that it has named before them, or say that it named several."""
    if NO_DAY not in [rows[k].reason for k in here]:
        return
    named: set[int] = set()
    for k in here:
        moment = anchors[k].moment
        if rows[k].reason == NO_DAY and _has_hour(places[k]):
            possible = named or _day_behind(k, places, rows)
            if moment is not None and anchors[k].forward:
                possible = {day for day in named if day >= anchors[k].day}
            elif moment is not None and any(day > anchors[k].day for day in named) and is_past(places[k]):
                possible = {day for day in named if day <= anchors[k].day}
            of_each = _goes_on_range(k, places, rows)
            if len(possible) == 1 and not of_each:
                rows[k] = resolve(places[k].expression, anchors[k]._replace(sentence_day=next(iter(possible))))
            elif possible or of_each:
                rows[k] = rows[k]._replace(reason=SEVERAL_DAYS)
        days: Sequence[int] = list(_ends(rows[k])) if rows[k].kind == "date" else ()
        if days and days[1] - days[0] <= _NEAR:
            days = range(days[0], days[1] + 1)  # «من الاثنين إلى الخميس» names the days between as well
        near = {day for day in (_day(rows[k]), *days) if day is not None}
        named |= {day for day in near if moment is None or abs(day - moment // DAY) <= _NEAR}


def _day_behind(k: int, places: Sequence[Found], rows: Sequence[Resolution]) -> set[int]:
    """Return the day right behind a time: «بعد الساعة الخامسة صباحا بقليل، يوم الأحد»."""
    after = k + 1
    if after == len(places) or places[after].doc != places[k].doc:
        return set()
    day = _day(rows[after]) if rows[after].kind == "date" else None
    return set() if day is None or places[after].first - places[k].last > _ADJOINING else {day}


def _goes_on_range(k: int, places: Sequence[Found], rows: Sequence[Resolution]) -> bool:
    """Return whether a time stands right behind a range of days: «من 3 إلى 12 سبتمبر من الساعة 8 إلى الساعة 17»."""
    if k == 0 or places[k - 1].doc != places[k].doc or places[k].first - places[k - 1].last > _SAME_PROGRAMME:
        return False
    days = list(_ends(rows[k - 1])) if rows[k - 1].kind == "date" else []
    return bool(days) and days[1] - days[0] <= _NEAR


def _has_hour(place: Found) -> bool:
    """Return whether an expression names a time by the clock; «في الليل» may be any night."""
    date = _first(place)
    return date is not None and date.hour is not None


def _ends(row: Resolution) -> Iterator[int]:
    """Yield the first and the last day of a range."""
    if row.precision == "range" and row.earliest is not None and row.latest is not None:
        yield from (row.earliest // DAY, row.latest // DAY - 1)


def _day(row: Resolution) -> int | None:
    """Return the day of an interval within one."""
    return row.day if row.kind == "time" or row.precision == "day" else None
