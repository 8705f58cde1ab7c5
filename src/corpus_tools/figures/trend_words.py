"""What figures say of trends: how much a rate changes in a year, and what is drawn of each period."""

import numpy as np
import pandas as pd

from corpus_tools.figures.periods import unit_of
from corpus_tools.locale import Locale
from corpus_tools.tables import FEWEST_ARTICLES_OF_PERIOD

SURE = 0.05  # the highest q at which a rate is said to rise or fall
_TENFOLD = 9.0  # beyond that, a bound of a rise says no more than that it is large
_DAYS = {"year": 365.25, "month": 365.25 / 12, "week": 7.0, "day": 1.0}


def say_trend(rows: pd.DataFrame, locale: Locale) -> tuple[str, bool]:
    """Return what is said of the trend of a line, and whether it is sure; empty where nothing was tested.

    `rows` are those of the line, with earliest, latest, and slope, slope_low, slope_high and q. The change is that in a
    year, or where the articles span less, in a month, a week or a day.
    """
    columns = ["slope", "slope_low", "slope_high", "q"]
    if not set(columns) <= set(rows.columns):
        return "", False
    slope, low, high, q = (float(value) for value in rows[columns].iloc[0])
    if np.isnan(slope):
        return locale.text("trend_unknown"), False
    span = (rows["latest"].iloc[-1] - rows["earliest"].iloc[0]) / pd.Timedelta(days=1)
    unit = next((unit for unit, days in _DAYS.items() if span >= days), "day")
    with np.errstate(divide="ignore"):  # a bound of -1 is a rate that ends at nothing
        change, low, high = (np.expm1(np.log1p(value) * _DAYS[unit] / _DAYS["year"]) for value in (slope, low, high))
    said = {"unit": locale.bin(unit)}
    if q <= SURE and low > 0:
        key = "trend_rising" if high <= _TENFOLD else "trend_rising_open"
        return locale.text(key, **said, **_numbers(change, low, high, locale)), True
    if q <= SURE and high < 0:
        return locale.text("trend_falling", **said, **_numbers(-change, -high, -low, locale)), True
    if q > SURE and low <= 0 <= high <= _TENFOLD:
        return locale.text(
            "trend_unsure_between", **said, fall=_percent(-low, locale), rise=_percent(high, locale)
        ), False
    return locale.text("trend_unsure"), False


def _numbers(change: float, low: float, high: float, locale: Locale) -> dict[str, str]:
    """Return the numbers of a sentence; the first of two bounds goes without a sign."""
    shown = {"change": _percent(change, locale), "least": _percent(low, locale), "high": _percent(high, locale)}
    return shown | {"low": shown["least"].rstrip("%٪")}


def _percent(change: float, locale: Locale) -> str:
    """Write a change in whole per cent, or with one decimal place below 1 %."""
    return locale.number(100 * change, places=0 if change >= 0.0095 else 1) + locale.percent(0)[-1]


def trend_subtitle(
    key: str,
    periods: "pd.Series[pd.Period]",
    rows: pd.DataFrame,
    locale: Locale,
    *,
    confidence: float,
    peaks: bool,
    alone: bool,
) -> str:
    """Return a text that explains what is drawn, and peaks, joined periods and gaps where there are any.

    `alone` says whether each line has a panel to itself.
    """
    first = locale.text(key, bin=locale.bin(unit_of(periods)), confidence=locale.percent(confidence))
    gaps = rows["low"].isna()
    gap = "trend_gaps" if alone else "trend_breaks"
    shown = {"trend_dot": peaks, "trend_joined": (rows["joined"] & ~gaps).any(), gap: gaps.any()}
    fewest = locale.articles(FEWEST_ARTICLES_OF_PERIOD)
    parts = [locale.text(text, fewest=fewest) for text, is_shown in shown.items() if is_shown]
    if not parts:
        return first
    joined = locale.text("trend_and").join(parts)
    return f"{first}\n{joined[0].upper()}{joined[1:]}"


def say_holding(rows: pd.DataFrame, locale: Locale) -> str:
    """Return how many of how many articles a line is of."""
    documents, articles = (int(rows[column].sum()) for column in ("documents", "articles"))
    return locale.text("trend_holding", n=locale.number(documents), articles=locale.articles(articles))
