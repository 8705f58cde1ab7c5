"""Days of a calendar: each counted once, in its place, and the rest said."""

import numpy as np
import pandas as pd
import pytest
from builders import documents_of, events_of
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from corpus_tools.calendars.units import first_day
from corpus_tools.figures import CorpusFigure, NothingToDrawError, plot_calendar
from corpus_tools.figures.plot_calendar import _edges, count_by_day
from corpus_tools.locale import Lang, Locale

TEXT = "غادرت حافلة الحي. ثم توقفت."


def documents(days: list[str]) -> pd.DataFrame:
    return documents_of(*[TEXT] * len(days), published=days)


def said(figure: CorpusFigure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def place_of_first_day(figure: CorpusFigure) -> tuple[int, int]:
    cells = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    return int(cells[0].get_x()), int(cells[0].get_y())


@pytest.mark.parametrize(
    ("week_starts", "column"), [("saturday", 2), ("sunday", 1), ("monday", 0)]
)  # 1 May 2017 was a Monday
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_weeks_start_where_the_reader_starts_them(week_starts: str, column: int, lang: Lang) -> None:
    figure = plot_calendar(documents(["2017-05-19", "2017-05-20"]), week_starts=week_starts, locale=Locale(lang))  # type: ignore[arg-type]
    assert place_of_first_day(figure) == (column, 0)
    assert figure.axes[0].xaxis_inverted() == (lang == "ar")
    letters = said(figure)[3:10]
    whole = "سحنثرخج" if lang == "ar" else "SSMTWTF"
    turn = {"saturday": 0, "sunday": 1, "monday": 2}[week_starts]
    assert "".join(letters) == whole[turn:] + whole[:turn]


def test_an_arabic_week_starts_on_saturday_unless_said_otherwise() -> None:
    assert place_of_first_day(plot_calendar(documents(["2017-05-19", "2017-05-20"]))) == (2, 0)
    assert place_of_first_day(plot_calendar(documents(["2017-05-19", "2017-05-20"]), locale=Locale("en"))) == (0, 0)


def test_an_event_of_more_than_a_day_is_on_none_and_is_said() -> None:
    table = events_of(
        [
            ("2017-05-19", "2017-05-20"),
            ("2017-05-20 20:31", "2017-05-20 20:32"),
            ("2017-05-20", "2017-05-21"),
            ("2017-05-01", "2017-06-01"),
            ("2017-05-20 22:00", "2017-05-21 02:00"),
            ("2017-05-20", None),
        ]
    )
    figure = plot_calendar(table)
    days = figure.rows[figure.rows["n"] > 0]
    assert days[["part", "n"]].to_numpy().tolist() == [["day", 1], ["day", 2], ["not within one day", 3]]
    assert "خارج الرسم: 3 لا تنحصر في يوم" in said(figure)
    assert figure.evidence.groupby("mark").size().tolist() == [1, 2, 3]


def test_the_evidence_of_an_article_is_its_first_sentence() -> None:
    figure = plot_calendar(documents(["2017-05-19", "2017-05-20"]))
    assert figure.evidence["surface"].tolist() == ["غادرت حافلة الحي."] * 2
    assert [TEXT[start:end] for start, end in zip(figure.evidence["start"], figure.evidence["end"], strict=True)] == [
        "غادرت حافلة الحي."
    ] * 2
    assert plot_calendar(documents(["2017-05-19", "2017-05-20"]).drop(columns="text")).evidence.empty


def test_of_many_months_those_that_hold_most_are_shown() -> None:
    days = ["1973-10-06", *["2016-12-31"] * 3, *["2017-01-01"] * 4, "2017-02-01", "2030-01-01"]
    rows = plot_calendar(documents(days), max_months=2).rows
    assert rows.loc[rows["n"] > 0, ["part", "n"]].to_numpy().tolist() == [
        ["day", 3],
        ["day", 4],
        ["before", 1],
        ["after", 2],
    ]
    assert len(rows) == 31 + 31 + 3


@pytest.mark.parametrize(
    "table", [documents([]), documents(["1973-10-06", *["2017-05-20"] * 9]), events_of([("2017-05-01", "2017-06-01")])]
)
def test_thin_data_are_refused(table: pd.DataFrame) -> None:
    with pytest.raises(NothingToDrawError, match="fewer than 2 such days"):
        plot_calendar(table)


@pytest.mark.parametrize("options", [{"week_starts": "friday"}, {"max_months": 0}])
def test_unknown_options_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"choose one of|give 1 or more"):
        plot_calendar(documents(["2017-05-19", "2017-05-20"]), **options)  # type: ignore[arg-type]


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="`documents` lacks the column published"):
        plot_calendar(pd.DataFrame({"doc_id": ["أ"]}))


def test_the_first_and_the_last_year_and_mixed_time_zones() -> None:
    table = events_of([("0001-01-01", "0001-01-02"), ("0001-01-02", "0001-01-03"), ("9999-12-30", "9999-12-31")])
    assert plot_calendar(table).rows["n"].sum() == 3
    late = events_of([("2017-12-30", "2017-12-31")] * 2)
    late["earliest"] = pd.Series([pd.Timestamp("9999-12-30"), pd.Timestamp("9999-12-31")], dtype="datetime64[us]")
    late["latest"] = pd.Series([pd.Timestamp("9999-12-31"), first_day(8030, "year")], dtype="datetime64[us]")
    assert plot_calendar(late).rows["n"].sum() == 2
    zones = documents(["2017-05-19", "2017-05-20"]).assign(
        published=["2017-05-19T23:30:00+03:00", "2017-05-20T00:30:00-05:00"]
    )
    shown = plot_calendar(zones).rows
    assert shown.loc[shown["n"] > 0, "earliest"].dt.day.tolist() == [19, 20]


@given(st.lists(st.integers(0, 3000), min_size=2, max_size=30, unique=True), st.integers(1, 30))
@settings(max_examples=30)
def test_every_row_of_the_table_is_counted_once(offsets: list[int], most: int) -> None:
    days = [str(np.datetime64("2012-01-01") + offset) for offset in offsets]
    counts = count_by_day(documents(days), max_months=most)
    outside = sum(int((counts.places == where).sum()) for where in (-1, -2, -3))
    assert counts.rows["n"].sum() + outside == len(days)
    months = counts.rows["earliest"].dt.to_period("M")
    assert months.nunique() <= most
    by_month = pd.Series(pd.to_datetime(days)).dt.to_period("M").value_counts()
    every = pd.period_range(by_month.index.min(), by_month.index.max(), freq="M")
    held = by_month.reindex(every, fill_value=0).rolling(min(most, len(every))).sum().max()
    assert counts.rows["n"].sum() == held


@given(st.integers(1, 5000))
def test_shades_reach_from_one_to_the_most(peak: int) -> None:
    edges = _edges(peak)
    assert edges == sorted(set(edges))
    assert edges[0] >= 1
    assert edges[-1] == peak
