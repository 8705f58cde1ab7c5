"""Draw how often terms are used from period to period."""

import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.evidence import term_places
from corpus_tools.figures.line_panels import Series, line_panels
from corpus_tools.figures.periods import add_period_evidence, require_periods, trend_subtitle, with_bounds
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.script import fold
from corpus_tools.tables import at_least_one, counting_of, require_columns

_SURE = 0.05  # the highest q at which a trend is called rising or falling


def plot_trend(
    trend: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    top: int = 6,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw how often terms are used from period to period, each in a panel with a scale of its own.

    The line is the rate per million words, the band its interval; the period whose interval begins highest is named.
    A period without articles is a grey gap, not a rate of zero. A trend is called rising or falling if its q is at most
    0.05.

    Parameters
    ----------
    trend : DataFrame
        What `term_trend` made: term, period, n, tokens, per_million, low, high and optionally slope, q and label (the
        name of the term).
    corpus : Corpus or DataFrame, optional
        The corpus that was counted: it gives the evidence.
    top : int
        The most terms to draw: the first of the table.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a term and period each) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If no period has words.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    Examples
    --------
    >>> periods = pd.period_range("2017-01", periods=3, freq="M")
    >>> trend = pd.DataFrame({"term": "هدنة", "period": periods, "n": [1, 0, 4], "tokens": [900, 0, 1000],
    ...                       "per_million": [1111.1, None, 4000.0], "low": [200.0, None, 1500.0],
    ...                       "high": [6000.0, None, 10000.0]})
    >>> plot_trend(trend, locale=Locale("en")).rows[["term", "period", "n"]].values.tolist()
    [['هدنة', '2017-01', 1], ['هدنة', '2017-02', 0], ['هدنة', '2017-03', 4]]
    """
    require_columns(trend, ["term", "period", "n", "tokens", "per_million", "low", "high"], name="trend")
    require_periods(trend, name="trend")
    order = {term: place for place, term in enumerate(trend["term"].unique()[: at_least_one(top)])}
    drawn = trend[trend["term"].isin(order)]
    # A line goes from period to period, whatever order the rows are in.
    drawn = drawn.assign(_term=drawn["term"].map(order)).sort_values(["_term", "period"], ignore_index=True)
    drawn = drawn.drop(columns="_term")
    if not (drawn["tokens"] > 0).any():
        raise NothingToDrawError("no trend to draw: no period has words to count")
    rows = with_bounds(drawn, drawn["period"])
    rows["label"] = (rows["label"] if "label" in rows else rows["term"]).astype("str")
    points = rows.rename(columns={"per_million": "value"})
    series = [
        Series(str(group["label"].iloc[0]), _direction(group, locale), group)
        for _, group in points.groupby("term", sort=False)
    ]
    subtitle = trend_subtitle("trend_subtitle", drawn["period"], bool((drawn["tokens"] == 0).any()), locale)
    heading = Heading(title or locale.text("trend_title"), subtitle, source, validation)
    figure = line_panels(
        series, locale, heading, write=lambda value: locale.number(value, places=0 if value >= 10 else 1)
    )
    figure.rows = rows.reset_index(names="mark")
    if corpus is not None:
        corpus = as_corpus(corpus)
        form = counting_of(trend, form="lemma")["form"]
        terms = drawn["term"].unique().tolist()
        found = term_places(corpus, terms, form=form, folded=True)
        # Two spellings of one word are two lines with the same places.
        places = pd.concat([found[found["term"] == fold(term)].assign(term=term) for term in terms], ignore_index=True)
        add_period_evidence(figure, places, rows, corpus, key="term", n="n", made_by="term_trend")
    return figure


def _direction(group: pd.DataFrame, locale: Locale) -> str:
    """Return the words for a rising, falling or unsure trend; empty where the table has no slope."""
    if not {"slope", "q"} <= set(group.columns):
        return ""
    slope, q = group[["slope", "q"]].iloc[0]
    if not q <= _SURE or slope == 0:
        return locale.text("trend_unsure")
    return locale.text("trend_rising" if slope > 0 else "trend_falling")
