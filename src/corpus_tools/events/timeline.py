"""Timelines: the dated sentences of a corpus in the order in which things happened."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Literal

import numpy as np
import pandas as pd

from corpus_tools.arrays import order_by
from corpus_tools.calendars.units import UNITS, first_day, unit_index
from corpus_tools.corpus import Corpus, Places, as_corpus
from corpus_tools.events.no_events import why_no_event
from corpus_tools.events.reports import COLUMNS as REPORT_COLUMNS
from corpus_tools.events.reports import group_reports
from corpus_tools.garbage import rare_collection
from corpus_tools.parts import concat_columns, concat_parts
from corpus_tools.sentence_tables import add_sentences, sentence_spans
from corpus_tools.spans import note_corpus, require_spans, split_by_piece
from corpus_tools.spool import lay_columns_by, pack_lists
from corpus_tools.tables import closed_ends, require_columns, times_of

# The greatest length of each unit, in days.
_LONGEST = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 31.0, "quarter": 92.0}
_LONGEST |= {"year": 366.0, "decade": 3653.0, "century": 36525.0, "millennium": 365_250.0}

Grain = Literal["day", "week", "month", "quarter", "year", "decade"]

COLUMNS = [
    "event", "doc_id", "published", "earliest", "latest", "precision", "sentence", "start", "end", "surface",
    "value", "modifier", "anchor", "sentence_start", "sentence_end", "words", "actors", "retrieved",
]  # fmt: skip

_OF_DATES = ["doc_id", "start", "end", "surface", "kind", "earliest", "latest"]


def timeline(
    corpus: Corpus | pd.DataFrame,
    dates: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    granularity: Grain | None = None,
    at_least: str | None = None,
    future: Literal["keep", "drop"] = "keep",
    as_of: pd.Timestamp | str | None = None,
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Put the dated sentences in order of when things happened.

    An event is a sentence with a date on the calendar. A sentence with two dates is two events; two expressions in
    one sentence that mean the same interval (السبت 20 أيار … اليوم) are one. What goes on since a date or until one
    (modifier SINCE, UNTIL) is no event of that date: its other end is open.

    Left out and counted are dates that date no event: of the name of a law («قانون المالية لسنة 2016») or of a
    competition («كأس العالم 2018»), of a heading («أبرز أخبار السبت»), of what something is compared with («مقارنة بسنة
    2016»), of what was to be («كان من المقرر أن تقام الأحد»), of a month that names something («هلال شوال», «برنت تسليم
    مايو»), of a day of remembrance, and what means nowadays («الآن», «عالم اليوم»).

    Three times are kept apart: when it happened (earliest, latest), when its document was published, and when the
    document was retrieved. None stands in for another: an event without a date of publication has none.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and, if known, published and retrieved (timestamps with or without
        time zones), and source.
    dates : DataFrame
        What `find_dates` found in it.
    mentions : DataFrame, optional
        What `find_mentions` found in it: gives each event the actors of its sentence.
    granularity : {"day", "week", "month", "quarter", "year", "decade"}, optional
        Widen every interval to whole units of the calendar, weeks from Monday on. What lies within one unit takes its
        name as precision; what spans several keeps its own, so that nothing looks more precise than it was said.
    at_least : {"hour", "day", "week", "month", "quarter", "year", "decade", "century", "millennium"}, optional
        Leave out what is dated more loosely than this: intervals longer than the longest such unit, and those with
        an open end.
    future : {"keep", "drop"}
        Whether to leave out what begins after the day its document was published; where that is not known, the
        event stays.
    as_of : Timestamp or str, optional
        The timeline as a reader could have known it on this day: only documents published by its end. Documents with
        no date of publication are left out, since nobody can say that they were known. The dates themselves are not
        read anew.
    copies : DataFrame, optional
        What `find_duplicates` found in it: reports of one event count once. Two rows report one event
        when they have the same interval and sentences of the same words, or of half the same words in copies of one
        story. The row published first stays.

    Returns
    -------
    DataFrame
        One row an event, by earliest, latest and place in the corpus: event (0, 1, …), doc_id, published, earliest,
        latest (half-open; NaT where one end is open), precision, sentence (its number in the document), start, end,
        surface (the expression of the date), value, modifier, anchor, sentence_start, sentence_end, words (the
        sentence), actors (list of actor ids in order of mention), retrieved. With `copies` also n (documents that
        report the event), n_independent (the same, copies of a story counting once), n_sources (distinct sources;
        missing where none is known) and reports (list of doc_ids, the first published first). `attrs["left_out"]`
        counts, by reason, the rows of `dates` that have no event of their own, so that the two together are all of
        `dates`.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or is of another corpus, or an option is not known.

    Examples
    --------
    >>> from corpus_tools.dates.find import find_dates
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["وقّع الطرفان الاتفاق في آذار 2017. وبدأ الحصار عام 2013."]})
    >>> timeline(texts, find_dates(texts))[["event", "surface", "precision", "sentence"]]
       event    surface precision  sentence
    0      0   عام 2013      year         1
    1      1  آذار 2017     month         0
    """
    _check_options(granularity=granularity, at_least=at_least, future=future)
    require_columns(dates, _OF_DATES, name="dates")
    with rare_collection():
        told = tell_events(
            as_corpus(corpus),
            dates,
            mentions,
            words=True,
            granularity=granularity,
            at_least=at_least,
            future=future,
            as_of=as_of,
            copies=copies,
        )
    return told()


def tell_events(
    corpus: Corpus,
    dates: Places,
    mentions: Places | None,
    *,
    words: bool,
    granularity: Grain | None = None,
    at_least: str | None = None,
    future: Literal["keep", "drop"] = "keep",
    as_of: pd.Timestamp | str | None = None,
    copies: pd.DataFrame | None = None,
    in_file: bool = False,
) -> Callable[..., pd.DataFrame]:
    """Return what returns what `timeline` does, without the words of the sentences unless they are asked for.

    Functions in the place of the tables are asked what they find in each part of the corpus. See also `lay_columns_by`.
    """
    left_out, reasons, same, undated = Counter[str](), Counter[str](), 0, set[str]()
    told: list[pd.DataFrame] = []
    wanted = [column for column in COLUMNS[1:] if column != "words" or words or copies is not None]
    by_piece = split_by_piece(dates, corpus, name="dates", made_by="find_dates")
    named = None if mentions is None else split_by_piece(mentions, corpus, name="mentions", made_by="find_mentions")
    for piece, here in by_piece:
        rows = _rows_of(here, piece)
        undated.update(_undated_kinds(rows))
        is_kept = np.ones(len(rows), np.bool_)
        for unwanted, reason in _unwanted(rows, at_least=at_least, future=future, as_of=as_of):
            is_out = unwanted.to_numpy(np.bool_) & is_kept
            left_out[reason] += int(is_out.sum())
            is_kept &= ~is_out
        rows = rows[is_kept]
        if granularity is not None:
            rows = _widen(rows, granularity)
        dated = len(rows)
        rows = add_sentences(rows, piece, doc=rows["_doc"].to_numpy(np.int64))
        left_out["outside every sentence"] += dated - len(rows)
        why = why_no_event(rows, piece)
        reasons.update(why[why != ""].tolist())
        rows = rows[why == ""]
        placed = len(rows)
        rows = rows.drop_duplicates(["doc_id", "sentence", "earliest", "latest"])
        same += placed - len(rows)
        actors = [[] for _ in rows.index] if named is None else _actors_of_sentences(rows, next(named)[1], piece)
        rows = rows.assign(actors=pd.Series(actors, index=rows.index, dtype=object))
        told.append(rows[wanted].assign(actors=pack_lists(actors)) if in_file else rows[wanted])
    left_out = Counter({**dict.fromkeys(sorted(undated), 0), **left_out}) | reasons
    left_out["same interval in the same sentence"] += same
    if copies is not None:
        rows = concat_parts(told)
        told = [group_reports(rows, corpus.tables.known("doc_id", "source"), copies)]
        left_out["another report of the same event"] += len(rows) - len(told[0])
    told = [rows for rows in told if len(rows)] or told[:1]
    first, last = closed_ends(pd.concat([rows[["earliest", "latest"]] for rows in told], ignore_index=True))
    ends = pd.DataFrame({"first": first.array, "last": last.array})
    order = ends.sort_values(["first", "last"], kind="stable").index.to_numpy()
    noted = note_corpus(pd.DataFrame(), corpus).attrs | {"left_out": {reason: n for reason, n in left_out.items() if n}}
    columns = [column for column in COLUMNS[1:] if words or column != "words"]
    columns += [column for column in REPORT_COLUMNS if column in told[0]]
    numbered = [("event", pd.Series(np.arange(len(order))))]
    every = chain(numbered, concat_columns(told, columns, order))
    return lay_columns_by(every, pd.RangeIndex(len(order)), noted, in_file=in_file)


def _rows_of(dates: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return dates with the row of the document of each, when that was published and retrieved, and all columns."""
    doc = require_spans(dates, corpus, name="dates", made_by="find_dates")
    rows = dates.reset_index(drop=True).assign(_doc=doc)
    for column in ("precision", "value", "modifier", "anchor"):
        if column not in rows:
            rows[column] = None
    documents = corpus.tables.known("doc_id", "published", "retrieved")
    for column in ("published", "retrieved"):
        rows[column] = times_of(documents, column).take(doc).array
    return rows


def _undated_kinds(dates: pd.DataFrame) -> list[str]:
    """Return the kinds of expressions that are no dates."""
    return sorted(set(dates["kind"].dropna().unique()) - {"date", "time"})


def _unwanted(
    rows: pd.DataFrame, *, at_least: str | None, future: str, as_of: pd.Timestamp | str | None
) -> Iterator[tuple["pd.Series[bool]", str]]:
    """Yield a mask of the rows to leave out for each reason, and the reason; a row may fall under several."""
    for kind in _undated_kinds(rows):
        yield rows["kind"] == kind, kind
    yield rows["earliest"].isna() & rows["latest"].isna(), "no calendar value"
    if as_of is not None:
        yield rows["published"].isna(), "publication unknown"
        yield rows["published"] >= _parse_day(as_of) + pd.Timedelta(days=1), "published later"
    if future == "drop":
        yield rows["earliest"] >= rows["published"].dt.normalize() + pd.Timedelta(days=1), "future"
    if at_least is not None:
        longest = pd.Timedelta(days=_LONGEST[at_least])
        yield ~(rows["latest"] - rows["earliest"] <= longest), f"looser than {at_least}"


def _check_options(*, granularity: str | None, at_least: str | None, future: str) -> None:
    """Check that options are known."""
    given = {"granularity": granularity, "at_least": at_least, "future": future}
    for (name, value), known in zip(given.items(), (UNITS, _LONGEST, ("keep", "drop")), strict=True):
        if value not in known and (value is not None or name == "future"):
            raise ValueError(f"{name}={value!r} is not known; choose one of {', '.join(known)}")


def _parse_day(as_of: pd.Timestamp | str) -> pd.Timestamp:
    """Return the day that a timeline is asked for, on its own clock."""
    try:
        moment = pd.Timestamp(as_of)
    except (TypeError, ValueError) as error:
        raise ValueError(f"as_of={as_of!r} is no day; write it as 2017-05-20") from error
    if pd.isna(moment):
        raise ValueError(f"as_of={as_of!r} is no day; write it as 2017-05-20")
    return moment.tz_localize(None).normalize()


def _widen(rows: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """Widen intervals to whole units of the calendar; what spans several of them keeps its precision."""
    known = rows[rows["earliest"].notna() & rows["latest"].notna()]
    first = unit_index(known["earliest"].to_numpy("datetime64[s]"), grain)
    last = unit_index((known["latest"] - pd.Timedelta(seconds=1)).to_numpy("datetime64[s]"), grain)
    wide = rows.copy()
    for column, numbers in (("earliest", first), ("latest", last + 1)):
        days = [first_day(int(number), grain) for number in numbers]
        wide.loc[known.index, column] = pd.Series(days, index=known.index, dtype="datetime64[us]")
    wide.loc[known.index[first == last], "precision"] = grain
    return wide


def _actors_of_sentences(rows: pd.DataFrame, mentions: pd.DataFrame, corpus: Corpus) -> list[list[str]]:
    """Return the actors of the sentence of each row, in order of mention, each once."""
    doc = require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    require_columns(mentions, ["doc_id", "start", "actor_id"], name="mentions")
    named = np.flatnonzero(mentions["actor_id"].notna().to_numpy())
    starts = mentions["start"].to_numpy(np.int64)[named]
    actor, actors = pd.factorize(mentions["actor_id"].take(named))
    spans = sentence_spans(corpus)
    place = spans.row(doc[named], starts)
    kept = np.flatnonzero(place >= 0)
    kept = kept[order_by(place[kept], starts[kept])]
    kept = kept[np.sort(np.unique(place[kept] * len(actors) + actor[kept], return_index=True)[1])]
    wanted = spans.row(*(rows[name].to_numpy(np.int64) for name in ("_doc", "sentence_start")))
    bounds = (np.searchsorted(place[kept], wanted, side).tolist() for side in ("left", "right"))
    ids = actors.take(actor[kept]).tolist()
    return [ids[low:high] for low, high in zip(*bounds, strict=True)]
