"""The slopes of rates that were counted by period, or why one cannot be told."""

import numpy as np
import pandas as pd

from corpus_tools.arrays import Floats, Ints
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.trends import FEWEST_PERIODS, fit_trends
from corpus_tools.tables import FEWEST_ARTICLES_OF_PERIOD, join_thin

_LEAST_DISPERSION = 1e-9  # of articles that vary; less is rounding
_FEWEST_HOLDING = 5  # articles that have the thing, and that lack it: fewer are cases, not a trend
_FEWEST_FILLED = 3  # periods that these are in
_DAYS_A_YEAR = 365.25
_SLOPES = ["slope", "slope_low", "slope_high", "autocorrelation", "p"]


def find_slopes(
    counts: Ints,
    exposure: Ints,
    periods: pd.PeriodIndex,
    *,
    documents: Ints,
    articles: Ints,
    spread: tuple[Floats, Floats],
    confidence: float,
) -> pd.DataFrame:
    """Return a row for each row of `counts`: slope, slope_low, slope_high, autocorrelation, p and slope_reason.

    `counts` and `documents` (articles that have the thing) have a column for each period, `exposure` and `articles` a
    value; `spread` is the `dispersion` and the `skewness` of `fit_trends`. Periods are joined as `join_thin` has it.
    """
    stretch = join_thin(articles)
    joined = np.zeros((len(articles), int(stretch.max()) + 1))
    joined[np.arange(len(articles)), stretch] = 1
    joined = joined[:, articles @ joined > 0]
    held = articles @ joined
    enough = int((held >= FEWEST_ARTICLES_OF_PERIOD).sum())
    having = documents @ joined
    # Where all articles have a thing, as where none has, there is nothing that could rise; of tokens there is.
    of_articles = np.array_equal(exposure, articles)
    lacking = held - having if of_articles else having
    table = pd.DataFrame(index=range(len(counts)), columns=_SLOPES)
    table = table.astype(np.float64).assign(slope_reason=pd.Series([None] * len(counts), dtype="str"))
    for reason, refused in (
        (
            f"there are {enough} periods with {FEWEST_ARTICLES_OF_PERIOD} articles; a trend takes {FEWEST_PERIODS}",
            np.full(len(counts), enough < FEWEST_PERIODS),
        ),
        (f"fewer than {_FEWEST_HOLDING} articles have it", having.sum(axis=1) < _FEWEST_HOLDING),
        (f"fewer than {_FEWEST_HOLDING} articles lack it", lacking.sum(axis=1) < _FEWEST_HOLDING),
        (f"those that have it lie in fewer than {_FEWEST_FILLED} periods", (having > 0).sum(axis=1) < _FEWEST_FILLED),
        ("all articles have it at one rate, which leaves nothing to compare them by", spread[0] < _LEAST_DISPERSION),
        (f"those that lack it lie in fewer than {_FEWEST_FILLED} periods", (lacking > 0).sum(axis=1) < _FEWEST_FILLED),
    ):
        table.loc[refused & table["slope_reason"].isna(), "slope_reason"] = reason
    told = np.flatnonzero(table["slope_reason"].isna())
    if len(told):
        middle = periods.start_time + (periods.end_time - periods.start_time) / 2
        years = (middle - middle[0]).days.to_numpy(np.float64) / _DAYS_A_YEAR
        times = (articles * years) @ joined / held
        found = fit_trends(
            counts[told] @ joined,
            exposure @ joined,
            times,
            dispersion=spread[0][told],
            skewness=spread[1][told],
            confidence=confidence,
        )
        with np.errstate(over="ignore"):
            bounds = [np.expm1(bound) for bound in (found.slope, found.low, found.high)]
        table.loc[told, _SLOPES] = np.column_stack([*bounds, found.autocorrelation, found.p])
    return table


def spread_of_shares(documents: Ints, articles: Ints) -> tuple[Floats, Floats]:
    """Return the `dispersion` and `skewness` of `fit_trends` of articles that have a thing or lack it."""
    total = articles.sum()
    share = documents.sum(axis=1) / max(total, 1)
    return (1 - share) * total / max(total - 1, 1), (1 - share) * (1 - 2 * share)


def with_q(slopes: pd.DataFrame) -> pd.DataFrame:
    """Return slopes with q, the share of false discoveries, among those that were tested."""
    return slopes.assign(q=false_discovery_rates(slopes["p"].to_numpy(np.float64)))[[*_SLOPES, "q", "slope_reason"]]
