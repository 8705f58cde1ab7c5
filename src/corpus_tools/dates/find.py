"""Time expressions of a corpus, and the intervals of the calendar that they name."""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import islice
from operator import attrgetter
from os import PathLike
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.calendars.arithmetic import DAY
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.dates.anaphora import SENTENCE_END, refer_back
from corpus_tools.dates.document_days import settle_in_documents
from corpus_tools.dates.grammar.clause_words import clause_words, tells_past
from corpus_tools.dates.grammar.clauses import read_in_clauses
from corpus_tools.dates.grammar.components import Components, Expression
from corpus_tools.dates.grammar.event_times import EventSearch
from corpus_tools.dates.grammar.false_friends import MAYBE_HIJRI
from corpus_tools.dates.grammar.open_ends import SINCE, UNTIL
from corpus_tools.dates.grammar.search import Found, Search
from corpus_tools.dates.named_events import EventNames, load_events
from corpus_tools.dates.normalize.anchor import NO_DAY, Anchor
from corpus_tools.dates.normalize.resolve import Resolution, resolve
from corpus_tools.dates.open_years import CalendarChoice, settle_years
from corpus_tools.parts import Part, map_parts
from corpus_tools.spans import note_corpus, note_found
from corpus_tools.tables import text_column, times_of

KINDS = ["date", "time", "duration", "set", "age"]
_TEXT_COLUMNS = ("value", "precision", "modifier", "calendar", "anchor", "reason", "conflict")
_NEAR = 160
#: How many words before a time hold the «من» of its onset: «اعتبارا من ساعات ما بعد الظهر».
_ONSET_BACK = 3
#: The first hour of a clock of twelve that may be of the evening, where a night was named: «الليلة على الساعة الثامنة».
_NIGHTFALL = 6
#: Up to which hour a night goes on.
_SUNRISE = 6
_AFTER_NOON = frozenset(["afternoon", "late_afternoon", "before_sunset", "evening"])
_DARK = frozenset(["evening", "night", "overnight"])
_MORNING = frozenset(["dawn", "morning", "small_hours", "early_morning"])
_SMALL_HOURS = frozenset(["dawn", "after_midnight"])

#: A table of events or its path, None for the one that ships, False for none.
Events = pd.DataFrame | str | PathLike[str] | Literal[False] | None


def find_dates(
    corpus: Corpus | pd.DataFrame, *, events: Events = None, calendar: CalendarChoice = "auto"
) -> pd.DataFrame:
    """Find the time expressions of each document and resolve them against its publication date.

    The longest expression is one row («فجر الثلاثاء 25 مايو (أيار) الماضي»), without the prepositions before it, but
    for «قبل» and «بعد» of a point in time («قبل ثلاثة أيام»). What the words leave open lies in the past of the
    publication date, as news has it, unless the clause is in the future tense (and the day did not pass in the last
    20 days), or the date lies within 45 days ahead and has no such neighbour behind. A text that is nothing but the
    expression (a query, a label) is resolved forward, in the year of its date. What is counted from another date of
    the text («في اليوم التالي») has no interval.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and, where known, published (timestamps; of one with a time zone the
        local clock counts).
    events : DataFrame or path or False, optional
        Events that time is counted from («العام السابع من الحرب»), see `load_events`; None for the table that
        ships, on the Syrian war. With False, or an empty table, such expressions have no interval.
    calendar : {"auto", "hijri", "gregorian"}
        How to read a year before 1800 that names no calendar («عام 1402», 14/3/1441). By itself it is of the Hijra in a
        date in digits, in a document that dates by the Hijra, and in the press of Saudi Arabia (by the columns country,
        source and url of the documents); of our era beside «ميلادي», a century's name, an early date with its month, or
        as a life in brackets; otherwise it stays open, with a reason.

    Returns
    -------
    DataFrame
        One row an expression, in the order of the text: doc_id; start, end (int64, code points, half-open);
        surface; kind (category: date, time, duration, set, age); value (TIMEX3, X where unknown); earliest, latest
        (datetime64[s], half-open, NaT where the text has no calendar value); precision (second, minute, hour,
        part_of_day, day, week, month, season, quarter, year, decade, century, millennium, range); modifier (TIMEX3
        mod: START, MID, END, BEFORE, AFTER, APPROX, LESS_THAN, MORE_THAN; SINCE and UNTIL for what goes on from a date
        or up to one, whose other end is NaT); calendar (gregorian, hijri); anchor (absolute, published, context,
        event:<id>); rule (the components that are named); reason (why there is no interval, or what it leaves open);
        conflict (components that contradict each other: of «أمس» and its weekday the weekday holds, of a date, its
        weekday and the publication the two that agree); uncertainty_days (int64, 1 where local sightings of the moon
        may move a Hijri date).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or the table of events is malformed.

    Notes
    -----
    Values follow TIMEX3 (ISO 24617-1, TimeML); an age between two is P19Y/P27Y, one in the seventh decade P6XY. A month
    gives ten days to its beginning and its middle, a year four months, a millennium ten years to its beginning and its
    end, other periods a third. Parts of the day follow the hours of data/date_words.yaml; «العيد» is the nearer one of
    the two feasts; «ليلة الخميس» is the night after that Thursday, as in the press, and the one before it where the
    piece is published on that Thursday and speaks of the past, with a day of the Hijra and before a feast. «نفس الشهر
    من سنة 2016» is 2016-XX unless its sentence has named the month, as «في الشهر ذاته», «مساء اليوم نفسه» ask of
    theirs. «قبل ثلاث سنوات» is a year that starts on the day counted back to; its value is cut to the unit that was
    counted. «في وقت سابق من هذا الشهر» (BEFORE) ends with the day of publication. A list («أيام 4 و6 و8») is a range
    with a reason where not all that lies between is meant; several weekdays that recur are a set as in ISO 8601-2. A
    range by the clock ends with the minute that is said. A school year or season with its two years («2016/2017») goes
    from autumn to summer; without them, or in its parts, it has no interval: its months differ by country. FY2018-Q3 is
    a quarter as in TIDES TIMEX2.

    Examples
    --------
    >>> documents = pd.DataFrame({
    ...     "doc_id": ["أ"],
    ...     "text": ["بدأ الإجلاء في مارس/ آذار وانتهى اليوم السبت."],
    ...     "published": [pd.Timestamp("2017-05-20")],
    ... })
    >>> find_dates(documents)[["surface", "value", "precision"]].values.tolist()
    [['مارس/ آذار', '2017-03', 'month'], ['اليوم السبت', '2017-05-20', 'day']]
    """
    if calendar not in get_args(CalendarChoice):
        raise ValueError(f"calendar={calendar!r} is not known; choose one of {', '.join(get_args(CalendarChoice))}")
    corpus = as_corpus(corpus)
    found = corpus.stored("dates") if events is None and calendar == "auto" else None
    if found is not None:
        return note_corpus(found, corpus)
    return note_found(map_parts(corpus, partial(_find_in_part, events=events, calendar=calendar)), corpus)


def _find_in_part(part: Part, *, events: Events, calendar: CalendarChoice) -> pd.DataFrame:
    """Find and resolve the time expressions of a part of a corpus."""
    texts = part.list_texts()
    moments = published_moments(part.texts)
    days = [moment for moment, _ in moments]
    search = Search(part.tokens, texts, days)
    places: list[Found] = []
    rows: list[Resolution] = []
    anchors: list[Anchor] = []
    day: _Day | None = None
    for found in settle_years(_find(search, events), part.texts, days, calendar):
        moment, has_time = moments[found.doc]
        anchor = Anchor(moment, has_time, found.forward, found.whole_text, found.past)
        row = resolve(found.expression, anchor)
        near = day is not None and day.doc == found.doc and 0 <= found.start - day.end <= _NEAR
        if near and day and day.days > (moment or 0) // DAY and row.reason == NO_DAY:
            listed = ":" in texts[found.doc][day.end : found.start]  # the matches of a day, and who plays in them
            near = listed or not tells_past(search, found.first, after=day.last)
        if row.reason == NO_DAY and day and near and not SENTENCE_END.search(texts[found.doc], day.end, found.start):
            next_day = _goes_on_overnight(found.expression, day, moment) or (
                _is_late_tonight(found.expression, day, moment) and not tells_past(search, found.first, after=day.last)
            )
            row = resolve(_on_part(found.expression, day.part), anchor._replace(sentence_day=day.days + next_day))
        if row.reason == NO_DAY and found.expression.bound == SINCE and not _begins_then(search, found):
            row = resolve(_on_last(found.expression), anchor)
        if rows and places[-1].doc == found.doc and 0 <= found.start - places[-1].end <= _NEAR:
            between = texts[found.doc][places[-1].end : found.end]
            row = refer_back(row, rows[-1], found.expression, anchor, between)
        until = found.expression.bound == UNTIL and row.precision == "day"
        if until or (row.precision == "range" and row.kind == "date"):
            # «يومي الجمعة والسبت انطلاقا من الساعة التاسعة», «يستمر حتى الأربعاء من الساعة السادسة» are on each day
            day = None
        elif row.day is not None and (row.kind == "time" or (row.precision == "day" and row.earliest is not None)):
            date = found.expression.meaning
            named = date.part_of_day if isinstance(date, Components) else None
            day = _Day(found.doc, found.end, found.last, row.day, named)
        places.append(found)
        rows.append(row)
        anchors.append(anchor)
    settled = settle_in_documents(places, rows, anchors, lambda found: tells_past(search, found.first))
    return _tabulate(part.texts, texts, places, settled)


def _on_part(expression: Expression, part: str | None) -> Expression:
    """Return a time by the clock on the part of the day that its sentence named: «مساء أمس على الساعة السابعة»."""
    date = expression.meaning
    if not isinstance(date, Components) or date.part_of_day is not None:
        return expression
    tonight = part == "night" and (date.hour or 0) >= _NIGHTFALL
    if part not in _AFTER_NOON and not tonight:
        return expression
    return expression._replace(meaning=date._replace(part_of_day=part)) if (date.hour or 12) < 12 else expression


def _goes_on_overnight(expression: Expression, day: "_Day", moment: int | None) -> bool:
    """Return whether «حتى الفجر», «بعد منتصف الليل» is of the day after the evening that its sentence named."""
    date = expression.meaning
    if not isinstance(date, Components):
        return False
    small_hours = date.part_of_day in _SMALL_HOURS or (date.part_of_day is None and day.part == "night")
    if day.part in _DARK and date.hour is not None and date.hour < _SUNRISE and small_hours:
        return moment is not None and moment // DAY > day.days  # «في العاشرة ليل أمس ثم في الثالثة فجرا»
    if date.part_of_day == "after_midnight":
        return day.part in _AFTER_NOON | _DARK and moment is not None and moment // DAY > day.days
    return expression.bound == UNTIL and day.part in _DARK and date.part_of_day in _MORNING


def _is_late_tonight(expression: Expression, day: "_Day", moment: int | None) -> bool:
    """Return whether an hour before dawn is of the day after the evening ahead that its sentence named."""
    date = expression.meaning
    ahead = day.part in _DARK and moment is not None and moment // DAY <= day.days
    return ahead and isinstance(date, Components) and date.hour is not None and date.part_of_day in _SMALL_HOURS


def _begins_then(search: Search, found: Found) -> bool:
    """Return whether an onset rather than «منذ» stands before a time: «اعتبارا من ساعات الليل»."""
    return "من" in islice(clause_words(search, found.first), _ONSET_BACK)


def _on_last(expression: Expression) -> Expression:
    """Return «منذ الصباح», which names no day, as of the last one: this morning, last night."""
    date = expression.meaning
    if not isinstance(date, Components) or date.hour is not None:
        return expression
    return expression._replace(meaning=date._replace(shift=("day", -1 if date.part_of_day == "night" else 0)))


def find_expressions(corpus: Corpus, *, events: Events = None) -> Iterator[tuple[Found, str, bool]]:
    """Yield each expression unresolved, with the folded word before it and whether its clause is in the future."""
    texts = corpus.text_list
    search = Search(corpus.tokens, texts, [None] * len(texts))
    for found in _find(search, events):
        if found.expression.rule == MAYBE_HIJRI:
            continue
        yield found, search.beside(found.first), search.speaks_of_future(found.first)


def _find(search: Search, events: Events) -> Iterator[Found]:
    """Yield the expressions of a corpus in order, the longer one where two overlap."""
    beside = EventSearch(search, _names_of(events))
    found = [beside.anchor(one) for one in read_in_clauses(search, search.find())]
    found.extend(beside.edges())
    taken = -1, -1
    for one in sorted(found, key=lambda f: (f.doc, f.start, -f.end)):
        if (one.doc, one.start) >= taken:
            yield one
            taken = one.doc, one.end


def _names_of(events: object) -> EventNames:
    """Return the names in the table of events that was passed or read from its path, or in the one that ships."""
    if events is None:
        return _shipped_names()
    if isinstance(events, (pd.DataFrame, str, PathLike)):
        return EventNames(events if isinstance(events, pd.DataFrame) else load_events(events))
    if events is False:
        return EventNames(load_events().iloc[:0])
    what = "pass a table from load_events, the path of one, None for the table that ships, or False for none"
    raise TypeError(f"`events` is {type(events).__name__}; {what}")


@cache
def _shipped_names() -> EventNames:
    """Return the names in the table of events that ships."""
    return EventNames(load_events())


class _Day(NamedTuple):
    """The last day that a text named."""

    doc: int  # row of its document
    end: int  # where its words end
    last: int  # its last token
    days: int  # from 1970-01-01
    part: str | None  # the part of the day that they named


def published_moments(documents: pd.DataFrame) -> list[tuple[int | None, bool]]:
    """Return when each document was published, in seconds from 1970-01-01, and whether the clock is known: no 0:00."""
    moments = times_of(documents).to_numpy("datetime64[s]")
    pairs = zip(moments.astype(np.int64).tolist(), np.isnat(moments).tolist(), strict=True)
    return [(None, False) if missing else (seconds, seconds % DAY != 0) for seconds, missing in pairs]


def datetimes(values: Iterable[int | None]) -> NDArray[np.datetime64]:
    """Return datetimes from seconds since 1970-01-01, NaT for None."""
    missing = np.iinfo(np.int64).min
    seconds = np.array([missing if value is None else value for value in values], dtype=np.int64)
    return seconds.view("datetime64[s]")


def _tabulate(documents: pd.DataFrame, texts: list[str], places: list[Found], rows: list[Resolution]) -> pd.DataFrame:
    """Return the table of dates."""
    words = {name: pd.Series(list(map(attrgetter(name), rows)), dtype="str") for name in _TEXT_COLUMNS}
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].iloc[[found.doc for found in places]].reset_index(drop=True),
            "start": np.array([found.start for found in places], dtype=np.int64),
            "end": np.array([found.end for found in places], dtype=np.int64),
            "surface": text_column([texts[found.doc][found.start : found.end] for found in places]),
            "kind": pd.Categorical([row.kind for row in rows], categories=KINDS),
            "value": words["value"],
            "earliest": datetimes(row.earliest for row in rows),
            "latest": datetimes(row.latest for row in rows),
            **{name: words[name] for name in ("precision", "modifier", "calendar", "anchor")},
            "rule": pd.Series([found.expression.rule for found in places], dtype="str"),
            **{name: words[name] for name in ("reason", "conflict")},
            "uncertainty_days": np.array([row.uncertainty_days for row in rows], dtype=np.int64),
        }
    )
