"""Years that name no calendar and lie before 1800: of the Hijra, long past, or left open.

News of today writes «عام 1402» for 1982, and for 1402 only where it tells history. What decides is what stands beside
the year, what else its document dates, and where its source comes from; see data/hijri_press.yaml.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from corpus_tools.calendars.arithmetic import DAY
from corpus_tools.calendars.hijri import LAST_TABLED, hijri_from_days
from corpus_tools.data_files import load_table
from corpus_tools.dates.grammar.calendar_dates import FIRST_PLAIN_YEAR
from corpus_tools.dates.grammar.components import Components, Meaning, Range
from corpus_tools.dates.grammar.false_friends import MAYBE_HIJRI
from corpus_tools.dates.grammar.search import Found
from corpus_tools.dates.normalize.named_periods import is_hijri_feast
from corpus_tools.script import fold

#: Which calendar the years that name none are counted in.
CalendarChoice = Literal["auto", "hijri", "gregorian"]

#: The years of the Hijra that news of today speaks of: the last century and a half, and plans.
_FIRST_HIJRI, _PLANS = 1290, 20
#: How far from a year of our era another one of the same document may lie to vouch for it.
_NEAR_YEARS = 150
#: Pilgrimages are counted by the Hijra: «موسم حج 1444».
_PILGRIMAGE, _LONGEST_WORD = frozenset(["حج", "الحج", "لحج", "للحج", "بحج", "وحج", "والحج"]), 8
_SHORTEST_LIFE, _LONGEST_LIFE = 15, 120


class _Evidence(NamedTuple):
    """What a document tells about the calendar of its years."""

    hijri: bool  # it dates by the Hijra, or comes from a country whose press does
    dated: bool  # it dates by the Hijra
    civil: tuple[tuple[int, int], ...]  # years of our era, long past, that it speaks of
    last_hijri: int  # the last year of the Hijra that it can speak of


def settle_years(
    found: Iterable[Found], documents: pd.DataFrame, moments: Sequence[int | None], calendar: CalendarChoice
) -> Iterator[Found]:
    """Give each year before 1800 its calendar, or mark it as open where nothing tells; drop what is only maybe one."""
    for doc, group in groupby(found, key=lambda one: one.doc):
        places = list(group)
        if not any(map(_is_open, (date for one in places for date in _dates(one)))):
            yield from places
            continue
        evidence = _evidence(places, documents.iloc[doc], moments[doc])
        text = documents["text"].iloc[doc]
        for one in places:
            settled = _settle(one, text, evidence, calendar)
            if settled.expression.rule != MAYBE_HIJRI:
                yield settled
            elif evidence.dated and all(date.calendar == "hijri" for date in _dates(settled)):
                yield settled._replace(expression=settled.expression._replace(rule="bare_year"))


def _dates(found: Found) -> list[Components]:
    """List the dates that an expression names."""
    meaning = found.expression.meaning
    if isinstance(meaning, Components):
        return [meaning]
    return [date for date in meaning[:2] if date is not None] if isinstance(meaning, Range) else []


def _is_open(date: Components) -> bool:
    """Return whether a date has a year that may be of either calendar."""
    return date.year is not None and date.year < FIRST_PLAIN_YEAR and date.calendar is None


def _evidence(places: Sequence[Found], document: "pd.Series[Any]", moment: int | None) -> _Evidence:
    """Collect what a document tells about the calendar of its years."""
    last = LAST_TABLED if moment is None else hijri_from_days(moment // DAY)[0] + _PLANS
    hijri, civil = False, []
    for date in (date for one in places for date in _dates(one)):
        if date.calendar == "hijri" or (date.other is not None and date.other.calendar == "hijri"):
            hijri |= date.year is not None or date.steps("year") is not None
        elif date.calendar == "gregorian" and date.year is not None and date.year < FIRST_PLAIN_YEAR:
            civil.append((date.year - _NEAR_YEARS, date.year + _NEAR_YEARS))
        elif date.century is not None and date.calendar in (None, "gregorian"):
            civil.append((100 * date.century - 100, 100 * date.century))
        elif _is_open(date) and date.month is not None:
            hijri |= _FIRST_HIJRI <= (date.year or 0) <= last
    return _Evidence(hijri or is_of_hijri_press(document), hijri, tuple(civil), last)


def _settle(found: Found, text: str, evidence: _Evidence, calendar: CalendarChoice) -> Found:
    """Give the years of an expression their calendar."""
    dates = _dates(found)
    if not any(map(_is_open, dates)):
        return found
    named = {date.calendar for date in dates if date.calendar is not None}
    named |= {"gregorian" for date in dates if date.year is not None and date.year >= FIRST_PLAIN_YEAR}
    chosen = calendar if calendar != "auto" else named.pop() if len(named) == 1 else None
    if chosen == "hijri" and any(_is_open(date) and (date.year or 0) > evidence.last_hijri for date in dates):
        chosen = "open" if calendar == "hijri" else None  # «عام 1789» lies ahead by the Hijra
    if chosen is None and _is_life(dates) and text[: found.start].rstrip().endswith("(") and not evidence.hijri:
        chosen = "gregorian"
    if chosen is None and not _PILGRIMAGE.isdisjoint(
        text[max(0, found.start - _LONGEST_WORD) : found.start].split()[-1:]
    ):
        chosen = "hijri"
    meaning = found.expression.meaning
    settled = [date._replace(calendar=chosen or _choose(date, evidence)) if _is_open(date) else date for date in dates]
    new: Meaning = settled[0]
    if isinstance(meaning, Range) and len(settled) > 1:
        new = meaning._replace(left=settled[0], right=settled[-1])
    return found._replace(expression=found.expression._replace(meaning=new))


def _is_life(dates: Sequence[Components]) -> bool:
    """Return whether two years can be those of a birth and a death: «ابن خلدون (1332-1406)»."""
    years = [date.year for date in dates if date == Components(year=date.year) and date.year is not None]
    return len(years) == 2 and _SHORTEST_LIFE <= years[1] - years[0] <= _LONGEST_LIFE


def _choose(date: Components, evidence: _Evidence) -> str:
    """Return the calendar of a date's year, by its form and its document."""
    year = date.year or 0
    if date.festival is not None:
        return "hijri" if is_hijri_feast(date.festival) else "open"
    if date.month is not None:  # in digits, as nobody writes days that long past
        return "hijri" if _FIRST_HIJRI <= year <= evidence.last_hijri else "gregorian"
    if any(first <= year <= last for first, last in evidence.civil):
        return "gregorian"
    return "hijri" if evidence.hijri and _FIRST_HIJRI <= year <= evidence.last_hijri else "open"


def is_of_hijri_press(document: "pd.Series[Any]") -> bool:
    """Return whether a document says that its country or source is one whose press dates by the Hijra."""
    press = _press()
    country, source, url = (document.get(name) for name in ("country", "source", "url"))
    if any(isinstance(name, str) and fold(name.strip()).casefold() in press["names"] for name in (country, source)):
        return True
    hosts = [_host(place) for place in (url, source) if isinstance(place, str)]
    return any(host.endswith(".sa") or not press["sites"].isdisjoint(_parents(host)) for host in hosts)


def _host(place: str) -> str:
    """Return the host of an address, or of a source that is named by it: «www.okaz.com.sa»."""
    try:
        return (urlsplit(place if "//" in place else f"//{place.strip()}").hostname or "").lower()
    except ValueError:
        return ""


def _parents(host: str) -> Iterator[str]:
    """Yield a host and the domains that it lies in."""
    parts = host.split(".")
    yield from (".".join(parts[k:]) for k in range(len(parts) - 1))


@cache
def _press() -> dict[str, frozenset[str]]:
    """Return the names and sites of the press that dates by the Hijra, folded."""
    table = load_table("hijri_press")
    names = frozenset(fold(name).casefold() for name in (*table["countries"], *table["sources"]))
    return {"names": names, "sites": frozenset(table["sites"])}
