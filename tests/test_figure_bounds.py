"""The bounds of figures: when days become weeks, where events are counted that have no bar, how far a text is cut."""

import pandas as pd
import pytest
from builders import documents_of, events_of
from figure_checks import said, texts_of
from two_sources import TREND

from corpus_tools import figures, find_dates, timeline
from corpus_tools.figures.bars import cell_counts
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


@pytest.mark.parametrize(("shown", "is_drawn"), [(2, True), (1, False)])
def test_a_calendar_takes_two_days(shown: int, is_drawn: bool) -> None:
    documents = documents_of(*["غادرت حافلة."] * 2, published=[f"2017-05-{19 + k % shown}" for k in range(2)])
    if is_drawn:
        assert figures.plot_calendar(documents).rows["n"].sum() == 2
    else:
        with pytest.raises(figures.NothingToDrawError):
            figures.plot_calendar(documents)


@pytest.mark.parametrize(("events", "is_drawn"), [(5, True), (4, False)])
def test_a_distribution_takes_five_events(events: int, is_drawn: bool) -> None:
    table = events_of(days(*range(events)), published=pd.Timestamp("2017-05-20"))
    if is_drawn:
        assert figures.plot_lag(table).rows["n"].sum() == events
    else:
        with pytest.raises(figures.NothingToDrawError):
            figures.plot_lag(table)


@pytest.mark.parametrize(("q", "note"), [(0.05, "تزيد 4% في الشهر (0.8 إلى 6%)"), (0.0501, "بلا اتجاه ثابت")])
def test_a_trend_is_sure_up_to_a_q_of_five_in_a_hundred(q: float, note: str) -> None:
    sure = TREND.assign(slope=0.53, slope_low=0.1, slope_high=1.0, q=q)
    assert note in said(figures.plot_trend(sure, top=1))


@pytest.mark.parametrize(("count", "size"), [(14, 9), (15, 7.5)])
def test_up_to_fourteen_events_get_large_words(count: int, size: float) -> None:
    documents = documents_of(*["غادرت الحافلات في 3 آذار 2017."] * count, published="2017-05-20")
    figure = figures.plot_timeline(timeline(documents, find_dates(documents)))
    assert size in {text.get_fontsize() for text in texts_of(figure) if "آذار" in text.get_text()}


def test_a_text_has_twenty_five_cells() -> None:
    edges = [number / 25 for number in range(25)]
    places = pd.DataFrame({"row": 0, "place": [*(edge + 1e-9 for edge in edges), *(edge - 1e-9 for edge in edges[1:])]})
    assert cell_counts(places, 1).tolist() == [[*[2] * 24, 1]]


def test_four_months_of_a_calendar_stand_side_by_side() -> None:
    months = [f"2017-0{month}-02" for month in range(1, 6)]
    figure = figures.plot_calendar(documents_of(*["غادرت"] * 5, published=months))
    corners = [axes.get_position() for axes in figure.axes[:5]]
    assert len({round(corner.y0, 3) for corner in corners}) == 2
    assert len({round(corner.x0, 3) for corner in corners}) == 4
