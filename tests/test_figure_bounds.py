"""The bounds of figures: when days become weeks, and where events are counted that have no bar."""

import pandas as pd
import pytest
from builders import events_of

from corpus_tools.figures.event_counts import count_by_period


def days(*numbers: int) -> list[tuple[str, str]]:
    first = pd.Timestamp("2017-01-02")
    return [(str(first + pd.Timedelta(days=day)), str(first + pd.Timedelta(days=day + 1))) for day in numbers]


@pytest.mark.parametrize(("last", "unit"), [(99, "day"), (100, "week")])
def test_a_figure_has_at_most_a_hundred_bars(last: int, unit: str) -> None:
    events = events_of([*days(0) * 20, *days(last) * 20])
    coverage = count_by_period(events, pd.Series(dtype="datetime64[us]"))
    assert coverage.unit == unit
    assert len(coverage.rows) <= 100


def test_events_without_a_bar_are_counted_by_their_reason() -> None:
    year = [("2017-01-01 00:00:00", "2018-01-01 00:00:00")] * 3
    events = events_of([*days(-500), *days(*range(20)) * 8, *days(700, 800), *year])
    coverage = count_by_period(events, pd.Series(dtype="datetime64[us]"))
    assert coverage.unit == "day"
    assert [int((coverage.places == where).sum()) for where in (-1, -2, -3)] == [1, 2, 3]
    assert coverage.places[0] == -1
    assert coverage.rows["events"].tolist() == [8] * 20
