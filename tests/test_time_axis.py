"""Ticks of an axis of time."""

import pandas as pd

from corpus_tools.figures.time_axis import ticks, to_number
from corpus_tools.locale import Locale


def test_ticks_are_whole_and_few() -> None:
    for first, last, labels in (
        ("2011-03-01", "2017-06-01", ["2012", "2013", "2014", "2015", "2016", "2017"]),
        ("2016-12-15", "2017-04-15", ["2017", "شباط", "آذار", "نيسان"]),
        ("2017-05-18", "2017-05-23", ["18 أيار 2017", "19 أيار", "20 أيار", "21 أيار", "22 أيار"]),
    ):
        low, high = to_number(pd.Timestamp(first)), to_number(pd.Timestamp(last))
        places, written = ticks(low, high, Locale(), most=8)
        assert written == labels
        assert all(low <= place < high for place in places)
