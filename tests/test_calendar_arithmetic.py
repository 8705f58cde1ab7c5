"""The calendar against Python's own, and the Hijri calendar against its table."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hijridate import Hijri
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.calendars.arithmetic import (
    add_months,
    civil_from_days,
    day_interval,
    days_from_civil,
    month_interval,
    quarter_interval,
    season_interval,
    shift,
    unit_interval,
    week_interval,
    weekday_of,
    years_interval,
)
from corpus_tools.calendars.hijri import hijri_from_days, month_start
from corpus_tools.calendars.units import first_day, unit_index
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor
from corpus_tools.dates.normalize.named_periods import festival

EPOCH = dt.date(1970, 1, 1).toordinal()


@given(st.dates())
@settings(max_examples=60)
def test_days_agree_with_python(date: dt.date) -> None:
    days = date.toordinal() - EPOCH
    assert days_from_civil(date.year, date.month, date.day) == days
    assert civil_from_days(days) == (date.year, date.month, date.day)
    assert weekday_of(days) == date.weekday()
    assert day_interval(days).value == date.isoformat()


@given(st.dates(min_value=dt.date(1, 2, 1), max_value=dt.date(9998, 12, 1)))
@settings(max_examples=60)
def test_weeks_are_those_of_iso(date: dt.date) -> None:
    week = week_interval(date.toordinal() - EPOCH)
    year, number, _ = date.isocalendar()
    assert week.value == f"{year:04d}-W{number:02d}"
    assert week.latest - week.earliest == 7 * 86_400


@pytest.mark.parametrize(
    ("year", "value"),
    [(1, "0001-04-01"), (2013, "2013-03-31"), (2017, "2017-04-16"), (2019, "2019-04-21"), (9998, "9998-04-05")],
)
def test_easter(year: int, value: str) -> None:
    assert festival(Components(festival="easter", year=year), Anchor(None)).value == value


@pytest.mark.parametrize(
    ("moment", "unit", "index", "first"),
    [
        ("1970-02-03", "month", 1, "1970-02-01"),
        ("1969-12-31", "month", -1, "1969-12-01"),
        ("1970-01-01", "week", 0, "1969-12-29"),
        ("1974-05-20", "quarter", 17, "1974-04-01"),
        ("2017-05-20", "decade", 4, "2010-01-01"),
    ],
)
def test_units_are_counted_from_1970(moment: str, unit: str, index: int, first: str) -> None:
    assert unit_index(np.array([moment], "datetime64[s]"), unit).tolist() == [index]
    assert first_day(index, unit) == pd.Timestamp(first)


def test_edges_of_the_calendar_do_not_overflow() -> None:
    assert years_interval(9999, 1).latest == days_from_civil(10_000, 1, 1) * 86_400
    assert years_interval(1, 1).earliest == days_from_civil(1, 1, 1) * 86_400


@pytest.mark.parametrize(
    ("interval", "value", "first", "after"),
    [
        (month_interval(2017, 0), "2016-12", (2016, 12, 1), (2017, 1, 1)),
        (quarter_interval(2017, 0), "2016-Q4", (2016, 10, 1), (2017, 1, 1)),
        (season_interval(2017, "WI"), "2017-WI", (2016, 12, 1), (2017, 3, 1)),
        (season_interval(2017, "SU"), "2017-SU", (2017, 6, 1), (2017, 9, 1)),
        (years_interval(1990, 10), "199", (1990, 1, 1), (2000, 1, 1)),
        (unit_interval(days_from_civil(2017, 12, 5), "season"), "2018-WI", (2017, 12, 1), (2018, 3, 1)),
        (unit_interval(days_from_civil(2017, 5, 20), "century"), "20", (2000, 1, 1), (2100, 1, 1)),
    ],
)
def test_intervals(
    interval: tuple[int, int, str, str], value: str, first: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    assert interval[3] == value
    assert civil_from_days(interval[0] // 86_400) == first
    assert civil_from_days(interval[1] // 86_400) == after


def test_months_are_added_to_the_last_day_that_exists() -> None:
    assert civil_from_days(add_months(days_from_civil(2017, 1, 31), 1)) == (2017, 2, 28)
    assert civil_from_days(add_months(days_from_civil(2016, 3, 31), -1)) == (2016, 2, 29)
    assert shift(0, "hour", 1.5) == 5400


@given(st.integers(1343, 1500), st.integers(1, 12))
@settings(max_examples=60)
def test_hijri_months_are_those_of_umm_al_qura(year: int, month: int) -> None:
    start = month_start(year, month)
    assert civil_from_days(start) == Hijri(year, month, 1).to_gregorian().datetuple()
    assert hijri_from_days(start) == (year, month, 1)


@given(st.integers(-400_000, 80_000))
@settings(max_examples=60)
def test_hijri_days_come_back(days: int) -> None:
    year, month, day = hijri_from_days(days)
    assert 1 <= month <= 12
    assert 1 <= day <= 30
    assert month_start(year, month) + day - 1 == days


def test_the_first_day_of_the_hijra() -> None:
    assert civil_from_days(month_start(1, 1)) == (622, 7, 19)
    assert hijri_from_days(days_from_civil(2017, 6, 1)) == (1438, 9, 6)
