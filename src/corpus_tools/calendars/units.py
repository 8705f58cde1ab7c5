"""Units of the calendar as integers: which day, week, month, quarter, year or decade a moment lies in."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Finest first: the months that a unit spans, or the days.
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "year": (12, 0), "decade": (120, 0)}

#: Every unit that a table can be counted by, the finest first.
UNITS = list(_UNITS)
#: The pandas alias of each unit; a decade is ten years from one that ends in 0.
PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "10Y"}
#: A unit that documents are grouped by.
Period = Literal["day", "week", "month", "quarter", "year", "decade"]

_MONDAY = np.datetime64("1969-12-29", "D")


def unit_index(moments: NDArray[np.datetime64], unit: str) -> NDArray[np.int64]:
    """Return the index of the calendar unit that each moment lies in; the unit that 1970 began in is 0.

    `unit` is one of `UNITS`, weeks begin on Monday (ISO 8601), and no moment is NaT. `first_day` is the inverse.
    """
    months, days = _UNITS[unit]
    if months:
        return moments.astype("datetime64[M]").astype(np.int64) // months
    return (moments.astype("datetime64[D]") - _MONDAY).astype(np.int64) // days


def first_day(index: int, unit: str) -> pd.Timestamp:
    """Return the first day of the calendar unit with this index."""
    months, days = _UNITS[unit]
    if months:
        return pd.Timestamp(np.datetime64(index * months, "M").astype("datetime64[s]"))
    return pd.Timestamp((_MONDAY + np.timedelta64(index * days, "D")).astype("datetime64[s]"))
