"""Draw how long after the events their reports came out."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bars import bars
from corpus_tools.figures.bins import add_outside, count_in_bins, marks_of, outside_line
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.spans import require_spans
from corpus_tools.tables import require_columns, require_moments

# The least number of days from the event to its report, by class.
_CLASSES = {"later": -(10**9), "same_day": 0, "day": 1, "week": 2, "month": 8, "year": 31, "decade": 366, "more": 3653}
_OUTSIDE = {"lag_open": -1, "lag_unknown": -2}  # an event that may be in several classes, and one without a date
FEWEST = 5


def plot_lag(
    events: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw how many days after events their reports were published.

    Days are counted on the publisher's calendar. An event dated to more than a day is counted if its first and its last
    day are in one class, otherwise in the subtitle.

    Parameters
    ----------
    events : DataFrame
        What `timeline` made: doc_id, published, earliest, latest, sentence, start, end, surface, words.
    corpus : Corpus or DataFrame, optional
        The corpus of the events, to check that they belong to it.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (part, label, n, documents, days_low, days_high: days from event to
        publication, both included) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If fewer than five events have a place.
    TypeError, ValueError
        If a column is missing, or the events are of another corpus.

    Examples
    --------
    >>> from corpus_tools import find_dates, timeline
    >>> texts = pd.DataFrame({"doc_id": list("أبجدهو"), "text": "وقعت المعركة عام 1973 وانتهت أمس.",
    ...                       "published": pd.Timestamp("2017-05-20")})
    >>> rows = plot_lag(timeline(texts, find_dates(texts))).rows
    >>> rows.loc[rows["n"] > 0, ["part", "n"]].values.tolist()
    [['day', 6], ['more', 6]]
    """
    needed = ["doc_id", "published", "earliest", "latest", "sentence", "start", "end", "surface"]
    require_columns(events, needed if corpus is not None else [*needed, "words"], name="events")
    require_moments(events, name="events")
    if corpus is not None:
        corpus = as_corpus(corpus)
        require_spans(events, corpus, name="events", made_by="timeline")
    place = lag_classes(events)
    held = int((place >= 0).sum())
    if held < FEWEST:
        raise NothingToDrawError(
            f"no distances to draw: {held} of {len(events)} events have one between event and publication, and it takes"
            f" {FEWEST}"
        )
    rows = _rows(events, place, locale)
    drawn = rows.iloc[: len(_CLASSES)].copy()
    drawn["forms"] = pd.Series([[] for _ in _CLASSES], dtype=object)
    subtitle = locale.text("lag_subtitle", n=locale.number(held)) + outside_line(place, _OUTSIDE, locale)
    figure = bars(drawn, locale, Heading(title or locale.text("lag_title"), subtitle, source, validation))
    figure.rows = rows
    add_evidence(figure, events.assign(mark=marks_of(place, len(_CLASSES))), corpus)
    return figure


def lag_classes(events: pd.DataFrame) -> NDArray[np.int64]:
    """Return the class of the days from each event to its publication; it needs published, earliest and latest.

    0 published before the event began, 1 on its day, 2 on the next, 3 after 2 to 7 days, 4 after 8 to 30, 5 after 31 to
    365, 6 after up to ten years, 7 later; -1 where the event may be in several classes, -2 where a date is missing.
    """
    known = (events["published"].notna() & events["earliest"].notna() & events["latest"].notna()).to_numpy()
    published, first, last = (
        moments.to_numpy("datetime64[D]").astype(np.int64)
        for moments in (events["published"], events["earliest"], events["latest"] - pd.Timedelta(microseconds=1))
    )
    bounds = np.array(list(_CLASSES.values()))
    longest = np.searchsorted(bounds, np.where(known, published - first, 0), side="right") - 1
    shortest = np.searchsorted(bounds, np.where(known, published - last, 0), side="right") - 1
    return np.where(known, np.where(longest == shortest, longest, -1), -2)


def _rows(events: pd.DataFrame, place: NDArray[np.int64], locale: Locale) -> pd.DataFrame:
    """Return the classes, and below them the events in none, so that the numbers add up to all events."""
    ends = [*list(_CLASSES.values())[1:], None]
    classes = pd.DataFrame(
        {
            "part": name,
            "label": locale.text(f"lag_{name}"),
            "days_low": low if name != "later" else None,
            "days_high": None if high is None else high - 1,
        }
        for (name, low), high in zip(_CLASSES.items(), ends, strict=True)
    )
    classes["n"], classes["documents"] = count_in_bins(place, events["doc_id"], len(_CLASSES))
    rows = add_outside(classes, events, place, {"in several": -1, "a date is missing": -2}, n="n")
    return rows.astype({"days_low": "Int64", "days_high": "Int64"})
