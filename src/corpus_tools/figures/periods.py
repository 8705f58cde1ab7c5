"""Rows that go by periods: their bounds, what is joined of them, and the places behind each."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from corpus_tools.calendars.units import PERIODS
from corpus_tools.copies import INDEPENDENT
from corpus_tools.corpus import Corpus
from corpus_tools.figures.evidence import add_evidence, require_numbers
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import is_thin, join_thin, rows_of
from corpus_tools.terms.groups import articles_in_corpus, groups_of_corpus


def require_periods(table: pd.DataFrame, *, name: str) -> None:
    """Check that the column period of a table holds no text, as it does in a CSV file."""
    if pd.api.types.is_string_dtype(table["period"]) and table["period"].notna().any():
        raise ValueError(
            f"`{name}.period` holds text; count again, or convert it: pandas.PeriodIndex(column, freq='M')"
        )


def thin_periods(corpus: Corpus, by: str) -> pd.Index:
    """Return the periods, by a unit of the calendar, in which fewer than ten articles with a text came out."""
    group, periods = groups_of_corpus(corpus, by)
    articles = np.bincount(group[articles_in_corpus(corpus)], minlength=len(periods))
    return periods[is_thin(articles) & periods.notna()]


def unit_of(periods: "pd.Series[pd.Period]") -> str:
    """Return the calendar unit of periods."""
    frequency = pd.PeriodIndex(periods).freqstr
    return next(unit for unit, alias in PERIODS.items() if frequency.startswith(alias))


def join_periods(
    rows: pd.DataFrame, *, counts: Sequence[str], y: str, total: str, rate: str, confidence: float
) -> pd.DataFrame:
    """Join the thin periods of one line, whose rows are in order, and return their bounds and rates.

    `counts` are the columns that add up, and with them those of all documents where copies count once; `rate` is `y`
    over `total`, and missing, with its interval, where there are still too few articles. Period becomes text, of the
    first and the last where there are several.
    """
    index, stretch = pd.PeriodIndex(rows["period"]), join_thin(rows["articles"].to_numpy(np.int64))
    first = np.flatnonzero(np.diff(stretch, prepend=-1))
    last = np.append(first[1:], len(rows)) - 1
    joined = rows.iloc[first].reset_index(drop=True)
    for column in [name for name in rows if str(name).removesuffix(INDEPENDENT) in counts]:
        joined[column] = np.add.reduceat(rows[column].to_numpy(np.int64), first)
    joined["joined"] = last > first
    named = index.astype("str").to_numpy(object)
    joined["period"] = np.where(last > first, named[first] + "/" + named[last], named[first])
    joined["earliest"] = index[first].start_time.astype("datetime64[us]")
    joined["latest"] = (index[last] + 1).start_time.astype("datetime64[us]")
    effect = np.asarray(joined.get("design_effect", 1.0), np.float64)
    number, size = (joined[column].to_numpy(np.float64) for column in (y, total))
    size[is_thin(joined["articles"].to_numpy(np.int64)) | (size == 0)] = np.nan
    joined["low"], joined["high"] = wilson_interval(number / effect, size / effect, confidence=confidence)
    return joined.assign(**{rate: number / size})


def add_period_evidence(
    figure: CorpusFigure, places: pd.DataFrame, rows: pd.DataFrame, corpus: Corpus, *, n: str, made_by: str
) -> None:
    """Add to a figure the places of each row: those of its `line` in the documents of its period, as many as `n` says.

    `places` and `rows` both have the column `line`; a row also has label, earliest and latest.
    """
    published = corpus.published.to_numpy("datetime64[us]")[rows_of(places["doc_id"], corpus.doc_index)]
    known = ~np.isnat(published)
    found = []
    for line, periods in rows.groupby("line", sort=False):
        place = periods["earliest"].searchsorted(published, side="right") - 1
        # Periods that were left out of the table are gaps: what lies in them belongs to no row.
        inside = known & (places["line"] == line).to_numpy() & (place >= 0)
        inside &= published < periods["latest"].array[place]
        found.append(places[inside].assign(mark=periods.index.to_numpy()[place[inside]]))
    marked = pd.concat(found)
    require_numbers(marked, rows[n], what=rows["label"].astype("str").tolist(), made_by=made_by)
    add_evidence(figure, marked, corpus)
