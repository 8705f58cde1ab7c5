"""When an undated document can have been published, by its own text."""

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.calendars.arithmetic import DAY, shift, unit_interval, weekday_of
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.dates.datelines import find_datelines
from corpus_tools.dates.find import datetimes, find_expressions
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.grammar.search import Found
from corpus_tools.dates.normalize.anchor import Anchor, Unresolved
from corpus_tools.dates.normalize.intervals import resolve_components

COLUMNS = ["doc_id", "earliest", "latest", "weekday", "days", "evidence", "reason"]
_LONGEST_LIST = 3660
_PAST_RULES = frozenset(["year", "month+year", "day+month+year", "weekday+day+month+year", "event_edge"])
_ONWARDS = frozenset(["حتي", "بحلول", "الي", "قبل", "لغايه", "غايه", "افق", "موعد"])
#: What stands before a time that has begun: since, born in, compared with, the events of.
_BEGUN = frozenset(["منذ", "مذ", "مواليد", "مقارنه", "احداث"])


class Bound(NamedTuple):
    """What one expression tells about the publication."""

    start: int  # its place in the text
    end: int
    surface: str
    tells: str  # "not before", "named", "not after", "within" or "weekday"
    earliest: int | None  # the bounds in seconds from 1970-01-01
    latest: int | None
    weekday: int | None  # Monday is 0


def infer_published(
    corpus: Corpus | pd.DataFrame, *, events: pd.DataFrame | str | PathLike[str] | None = None
) -> pd.DataFrame:
    """Infer from the text when documents without a date can have been published.

    Five kinds of expressions tell: a day with its weekday («اليوم السبت», «أمس الجمعة») gives the weekday; the present
    named in full («اليوم 20 أيار 2017», «العام الجاري 2017», «في العام السابع من الحرب») gives an interval; a time that
    has begun («منذ عام 2015») gives the day before which the text cannot have been written. Any other date that the
    text names in full may be announced («يوم 21 أيار 2017», «ميزانية سنة 2018»): a year before the earliest of them is
    taken as the bound, for news rarely names only what lies further ahead. A line at the head or the foot of the text
    that is a date («نشر في 28 آب 2013») gives the day itself, one that tells of an update («آخر تحديث») the day after
    which it cannot have come out. A text without any of them has an open interval.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and, if known, published. Only those with no date are looked at.
    events : DataFrame or path, optional
        See `corpus_tools.dates.find.find_dates`.

    Returns
    -------
    DataFrame
        One row a document without a date: doc_id; earliest, latest (datetime64[s], half-open, NaT where open);
        weekday (Int64, Monday is 0, NA where not told); days (tuple of datetime64, the days that fit, empty where
        the interval is open or longer than ten years); evidence (tuple of `Bound`, the expressions that bound it);
        reason (str, why there is no interval, else missing).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or the table of events is malformed.

    Examples
    --------
    >>> text = "خرجت الحافلات اليوم السبت. وتدعم روسيا الحكومة السورية منذ عام 2015، والبلاد في العام السابع من الحرب."
    >>> row = infer_published(pd.DataFrame({"doc_id": ["أ"], "text": [text]})).iloc[0]
    >>> str(row["earliest"].date()), str(row["latest"].date()), int(row["weekday"]), len(row["days"])
    ('2017-03-15', '2018-03-15', 5, 52)
    """
    corpus = as_corpus(corpus)
    if "published" in corpus.texts:
        corpus = corpus.select(corpus.texts["published"].isna())
    undated = corpus.texts
    texts, bounds = corpus.text_list, dict[int, list[Bound]]()
    for found, before, future in find_expressions(corpus, events=events):
        for bound in _bounds_of(found, before, texts[found.doc], future=future):
            bounds.setdefault(found.doc, []).append(bound)
    for line in find_datelines(texts):
        others = [bound for bound in bounds.get(line.doc, []) if bound.end <= line.start or line.end <= bound.start]
        updated = line.tells == "updated"
        tells, earliest = ("not after", None) if updated else ("within", line.earliest)
        bound = Bound(line.start, line.end, line.surface, tells, earliest, line.latest, None)
        bounds[line.doc] = [*others, bound]
    rows = [_row(doc_id, bounds.get(doc, [])) for doc, doc_id in enumerate(undated["doc_id"])]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["earliest"] = datetimes(row[1] for row in rows)
    table["latest"] = datetimes(row[2] for row in rows)
    table["weekday"] = pd.Series([row[3] for row in rows], dtype="Int64")
    table["reason"] = pd.Series([row[6] for row in rows], dtype="str")
    return table


def _bounds_of(found: Found, before: str, text: str, *, future: bool) -> Iterator[Bound]:
    """Yield what an expression tells about the publication."""
    date = found.expression.meaning
    if not isinstance(date, Components) or found.whole_text:
        return
    place = found.start, found.end, text[found.start : found.end]
    step = date.shift
    if date.weekday is not None and step is not None and step[0] == "day" and not date.anaphoric:
        yield Bound(*place, "weekday", None, None, (date.weekday - step[1]) % 7)
    try:
        interval = resolve_components(date, Anchor(None))[0]
    except Unresolved:
        return
    if date.weekday is not None and date.day is not None and weekday_of(interval.earliest // DAY) != date.weekday:
        return  # a slip of the pen, mostly in the year of January
    if date.event is not None and date.event.how == "ordinal":
        if before in ("في", "خلال"):
            yield Bound(*place, "within", interval.earliest, interval.latest, None)
        return
    if step is not None and date.year is not None and not date.anaphoric:
        now = unit_interval(shift(interval.earliest, step[0], -step[1]) // DAY, step[0])
        yield Bound(*place, "within", now.earliest, now.latest, None)
    elif found.expression.rule in _PAST_RULES and not future and before not in _ONWARDS:
        has_begun = before in _BEGUN or found.expression.rule == "event_edge"
        earliest = interval.earliest if has_begun else shift(interval.earliest, "year", -1)
        yield Bound(*place, "not before" if has_begun else "named", earliest, None, None)


def _row(doc_id: object, bounds: Sequence[Bound]) -> tuple[Any, ...]:
    """Combine the bounds of a document into a row of the table; the evidence is those that decide."""
    within = [bound for bound in bounds if bound.tells == "within"]
    after = [bound for bound in bounds if bound.tells == "not before"]
    after += sorted((bound for bound in bounds if bound.tells == "named"), key=lambda bound: bound.earliest or 0)[:1]
    weekdays = {bound.weekday for bound in bounds if bound.tells == "weekday"}
    before = [bound for bound in bounds if bound.tells == "not after"]
    last = min((bound.latest for bound in (*within, *before) if bound.latest is not None), default=None)
    after = [bound for bound in after if last is None or (bound.earliest or 0) < last]
    lows = [bound.earliest for bound in (*within, *after) if bound.earliest is not None]
    first = max(lows, default=None)
    weekday = next(iter(weekdays)) if len(weekdays) == 1 else None
    reason = None if bounds else "the text does not bound it"
    if first is not None and last is not None and first >= last:
        return doc_id, None, None, None, (), tuple(bounds), "its expressions contradict each other"
    if len(weekdays) > 1:
        reason = "it names several weekdays as its own"
    deciding = [b for b in (*within, *before) if b.latest == last or b.earliest == first]
    deciding += [b for b in after if b.earliest == first]
    evidence = tuple(dict.fromkeys([*deciding, *(b for b in bounds if b.tells == "weekday")]))
    return doc_id, first, last, weekday, _days(first, last, weekday), evidence, reason


def _days(first: int | None, last: int | None, weekday: int | None) -> tuple[np.datetime64, ...]:
    """List the days of an interval that fall on a weekday."""
    if first is None or last is None or last - first > _LONGEST_LIST * DAY:
        return ()
    days = range(first // DAY, last // DAY)
    return tuple(np.datetime64(day, "D") for day in days if weekday in (None, weekday_of(day)))
