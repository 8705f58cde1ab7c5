"""Rows that go by periods: their bounds, their subtitle, and the places behind each."""

import numpy as np
import pandas as pd

from corpus_tools.calendars.units import PERIODS
from corpus_tools.corpus import Corpus
from corpus_tools.figures.evidence import add_evidence, require_numbers
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.locale import Locale
from corpus_tools.tables import groups_of, publication_times

FEWEST_ARTICLES = 10  # in a period, for a share of it to say anything


def with_bounds(rows: pd.DataFrame, periods: "pd.Series[pd.Period]") -> pd.DataFrame:
    """Return the rows with their periods as text, and the moments at which they begin and end."""
    index = pd.PeriodIndex(periods)
    return rows.assign(
        period=index.astype("str"),
        earliest=index.start_time.astype("datetime64[us]"),
        latest=(index + 1).start_time.astype("datetime64[us]"),
    )


def require_periods(table: pd.DataFrame, *, name: str) -> None:
    """Check that the column period of a table holds no text, as it does in a CSV file."""
    if pd.api.types.is_string_dtype(table["period"]) and table["period"].notna().any():
        raise ValueError(
            f"`{name}.period` holds text; count again, or convert it: pandas.PeriodIndex(column, freq='M')"
        )


def thin_periods(documents: pd.DataFrame, by: str) -> pd.Index:
    """Return the periods, by a unit of the calendar, in which fewer than ten articles with a text came out."""
    group, periods = groups_of(documents, by)
    articles = np.bincount(group[documents["text"].notna().to_numpy()], minlength=len(periods))
    return periods[(articles < FEWEST_ARTICLES) & periods.notna()]


def unit_of(periods: "pd.Series[pd.Period]") -> str:
    """Return the calendar unit of periods."""
    frequency = pd.PeriodIndex(periods).freqstr
    return next(unit for unit, alias in PERIODS.items() if frequency.startswith(alias))


def trend_subtitle(key: str, periods: "pd.Series[pd.Period]", gaps: bool, locale: Locale) -> str:
    """Return a text that explains what is drawn for each period and, if there are any, the gaps."""
    text = f"{locale.text(key, bin=locale.bin(unit_of(periods)))}\n{locale.text('trend_dot')}"
    return f"{text}{locale.text('trend_gaps')}" if gaps else text


def add_period_evidence(
    figure: CorpusFigure, places: pd.DataFrame, rows: pd.DataFrame, corpus: Corpus, *, key: str, n: str, made_by: str
) -> None:
    """Add to a figure the places of each row: those of its `key` in the documents of its period, as many as `n` says.

    `places` and `rows` both have the column `key`; a row also has earliest and latest.
    """
    published = places["doc_id"].map(publication_times(corpus.texts)).to_numpy("datetime64[us]")
    known = ~np.isnat(published)
    found = []
    for name, periods in rows.groupby(key, sort=False):
        place = periods["earliest"].searchsorted(published, side="right") - 1
        # Periods that were left out of the table are gaps: what lies in them belongs to no row.
        inside = known & (places[key] == name).to_numpy() & (place >= 0) & (published < periods["latest"].array[place])
        found.append(places[inside].assign(mark=periods.index.to_numpy()[place[inside]]))
    marked = pd.concat(found)
    require_numbers(marked, rows[n], what=rows[key].astype("str").tolist(), made_by=made_by)
    add_evidence(figure, marked, corpus)
