"""Ticks of a time axis: whole days, weeks, months or years, and their labels."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from corpus_tools.calendars.units import first_day, unit_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.locale import Locale

# Distances between ticks, finest first: (unit, how many of it).
_STEPS = [
    *(("day", n) for n in (1, 2)),
    ("week", 1),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
]


def to_number(moment: pd.Timestamp) -> float:
    """Return the place of a moment on a matplotlib date axis: days since 1970."""
    return float(moment.to_datetime64().astype("datetime64[s]").astype(np.int64)) / 86400


def ticks(low: float, high: float, locale: "Locale", *, most: int) -> tuple[list[float], list[str]]:
    """Return at most `most` ticks between two places on a date axis: places in days since 1970, and labels."""
    for unit, step in _STEPS:
        days = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}[unit] * step
        if (high - low) / days > most:
            continue
        moments = _multiples(low, high, unit, step)
        if len(moments) >= 2 or unit == "year":
            return [to_number(moment) for moment in moments], _labels(moments, unit, locale)
    return [], []


def _multiples(low: float, high: float, unit: str, step: int) -> list[pd.Timestamp]:
    """Return the beginnings of every `step`th unit between two places."""
    ends = np.array([low, high]) * 86400
    first, last = unit_index(ends.astype(np.int64).astype("datetime64[s]"), unit)
    years = 1970 if unit == "year" else 0
    numbers = [n for n in range(int(first), int(last) + 1) if (n + years) % step == 0]
    moments = [first_day(number, unit) for number in numbers]
    return [moment for moment in moments if low <= to_number(moment) < high]


def _labels(moments: "Sequence[pd.Timestamp]", unit: str, locale: "Locale") -> list[str]:
    """Return the labels: years, months with the year where it is new, or days with the year where it is new."""
    labels: list[str] = []
    before: pd.Timestamp | None = None
    for moment in moments:
        new_year = before is None or moment.year != before.year
        if unit == "year":
            labels.append(locale.year(moment))
        elif unit == "month":
            labels.append(_month_label(moment, locale, with_year=new_year))
        else:
            labels.append(locale.day(moment) if new_year else locale.day_month(moment))
        before = moment
    return labels


def _month_label(moment: pd.Timestamp, locale: "Locale", *, with_year: bool) -> str:
    """Return January as its year, and another month with the year where the previous tick has another one."""
    if moment.month == 1:
        return locale.year(moment)
    return locale.month_year(moment) if with_year else locale.month(moment.month)
