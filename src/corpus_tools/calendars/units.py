"""Units of the calendar as numbers: which day, week, month, quarter, year or decade a moment lies in."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Finest first: the months that a unit spans, or the days.
_UNITS = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "quarter": (3, 0), "year": (12, 0), "decade": (120, 0)}
UNITS = list(_UNITS)

_MONDAY = np.datetime64("1969-12-29", "D")


def unit_index(moments: NDArray[np.datetime64], unit: str) -> NDArray[np.int64]:
    """Say in which calendar unit each moment is, counted from the one that 1970 began in.

    Parameters
    ----------
    moments : array of datetime64
        None of them NaT.
    unit : {"day", "week", "month", "quarter", "year", "decade"}
        What to count; weeks begin on Monday, after ISO 8601.

    Returns
    -------
    array of int64
        One number a moment; `first_day` turns it back.

    Examples
    --------
    >>> number_of(np.array(["1970-01-01", "1970-02-03", "1969-12-31"], "datetime64[s]"), "month").tolist()
    [0, 1, -1]
    """
    months, days = _UNITS[unit]
    if months:
        return moments.astype("datetime64[M]").astype(np.int64) // months
    return (moments.astype("datetime64[D]") - _MONDAY).astype(np.int64) // days


def first_day(number: int, unit: str) -> pd.Timestamp:
    """Return the first day of the calendar unit with this number.

    Examples
    --------
    >>> first_day(17, "quarter")
    Timestamp('1974-04-01 00:00:00')
    """
    months, days = _UNITS[unit]
    if months:
        return pd.Timestamp(np.datetime64(number * months, "M").astype("datetime64[s]"))
    return pd.Timestamp((_MONDAY + np.timedelta64(number * days, "D")).astype("datetime64[s]"))
