"""When things happened, drawn one by one or counted by period."""

import pandas as pd
import pytest
from figure_checks import assert_readable, boxes_of, texts_of
from matplotlib.patches import Rectangle
from one_article import TEXT, draw_timeline, many_events

from corpus_tools import figures
from corpus_tools.figures.event_counts import count_by_period
from corpus_tools.figures.reported_days import most_reported_days
from corpus_tools.figures.time_axis import to_number
from corpus_tools.locale import Lang, Locale


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("number", [1, 5, 14, 15, 60, 400])
def test_timelines_are_readable_at_every_length(number: int, lang: Lang) -> None:
    assert_readable(figures.plot_timeline(many_events(number), locale=Locale(lang), source="اختبار"))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_date_stands_apart_from_the_words_on_its_line(lang: Lang) -> None:
    figure = figures.plot_timeline(many_events(30), locale=Locale(lang))
    boxes = boxes_of(figure)
    periods = set(figure.rows["period"])
    dated = 0
    for text, box in boxes:
        if text not in periods:
            continue
        beside = [there for other, there in boxes if other not in periods and abs(there.y0 - box.y0) < box.height / 3]
        gaps = [max(there.x0 - box.x1, box.x0 - there.x1) for there in beside]
        assert min(gaps) / figure.dpi > 0.05, text
        dated += 1
    assert dated == 30


@pytest.mark.parametrize("months", ["levant", "egypt", "maghreb", "morocco", "twin"])
def test_long_names_of_months_fit(months: str) -> None:
    assert_readable(figures.plot_timeline(many_events(9), locale=Locale(months=months, digits="arab")))


def test_a_day_is_a_point_and_a_period_is_as_long_as_it_lasts() -> None:
    axes = draw_timeline().axes[0]
    points = [line for line in axes.lines if line.get_marker() == "o"]
    assert len(points) == 1
    solid = [
        patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height() == pytest.approx(0.08)
    ]
    bars = [patch.get_width() for patch in solid if patch.get_alpha() == 1]
    day = (
        abs(axes.get_xlim()[0]) / (to_number(pd.Timestamp("2017-05-21")) - to_number(pd.Timestamp("2013-01-01"))) / 1.06
    )
    assert bars[1] == pytest.approx(31 * day, rel=0.02)
    assert len([patch for patch in solid if patch.get_alpha() != 1]) == 12  # the open end fades


def test_periods_are_counted_whole_or_not_at_all() -> None:
    table = many_events(400)
    coverage = count_by_period(table, table["published"])
    held = coverage.places >= 0
    rows = coverage.rows.iloc[coverage.places[held]]
    assert (table["earliest"][held].to_numpy() >= rows["earliest"].to_numpy()).all()
    assert (table["latest"][held].to_numpy() <= rows["latest"].to_numpy()).all()
    figure = figures.plot_timeline(table)
    assert figure.rows["events"].sum() == len(table)
    assert figure.rows["part"].tolist()[-4:] == ["before", "after", f"not within one {coverage.unit}", "open"]


def test_what_goes_on_is_counted_apart() -> None:
    table = many_events(400)
    table["latest"] = table["latest"].where(table.index >= 30)
    table["earliest"] = table["earliest"].where(table.index < 370)
    figure = figures.plot_timeline(table, locale=Locale("en"))
    assert figure.rows.set_index("part")["events"]["open"] == 60
    assert "60 that go on since or until a date" in " ".join(text.get_text() for text in texts_of(figure))


def test_coverage_counts_documents_that_have_no_event() -> None:
    table = many_events(100)
    table.attrs.clear()  # it no longer says that it was made of one article
    silent = [pd.Timestamp("2014-06-15", tz="Asia/Damascus")] * 50 + [pd.NaT]
    published = pd.Series([*table["published"], *silent], dtype=object)
    ids = [*table["doc_id"], *(f"بلا تاريخ {number}" for number in range(len(silent)))]
    read = pd.DataFrame({"doc_id": ids, "text": TEXT, "published": published})
    assert figures.plot_timeline(table, read).rows["published"].sum() >= 0.95 * 150


def test_many_events_without_publication_or_end() -> None:
    table = many_events(100).assign(published=pd.Series(pd.NaT, index=range(100), dtype="datetime64[us]"))
    assert_readable(figures.plot_timeline(table))
    table["latest"] = pd.NaT
    figure = figures.plot_timeline(table)
    assert figure.rows["events"].iloc[-1] == 100


def news(*, days: int, recalled: int) -> pd.DataFrame:
    """Make events of some days of news, four a day, and events long before them."""
    table = many_events(4 * days + recalled)
    day = pd.Timestamp("2017-03-01") + pd.to_timedelta([number // 4 for number in range(4 * days)], unit="D")
    old = pd.Timestamp("1949-05-01") + pd.to_timedelta([400 * number for number in range(recalled)], unit="D")
    table["earliest"] = [*day, *old]
    table["latest"] = table["earliest"] + pd.Timedelta(days=1)
    table["published"] = [*day, *([day[-1]] * recalled)]
    return table


def test_news_are_counted_over_the_days_of_publication() -> None:
    table = news(days=21, recalled=30)
    coverage = count_by_period(table, table["published"])
    assert coverage.unit == "day"
    assert coverage.rows["events"].tolist() == [4] * 21
    figure = figures.plot_timeline(table, locale=Locale("en"))
    assert figure.rows.set_index("part")["events"]["before"] == 30
    shown = [text.get_text() for text in texts_of(figure)]
    assert {"30", "earlier"} <= set(shown)
    assert "later" not in shown
    assert_readable(figure)


def test_where_next_to_nothing_is_news_the_events_are_covered() -> None:
    table = news(days=3, recalled=60)
    assert count_by_period(table, table["published"]).unit == "year"


def test_the_most_reported_days_are_named_with_a_sentence_that_the_others_share() -> None:
    table = news(days=21, recalled=0)
    told = "غادرت اليوم آخر دفعة من المقاتلين حي الوعر في حمص"
    others = [f"{told} نحو إدلب", told, "عقدت لجنة المالية في البرلمان جلسة أخرى عن ميزانية التعليم العالي"]
    table.loc[20:22, "words"] = others
    table.loc[24:25, "doc_id"] = "one"
    days = most_reported_days(table, count_by_period(table, table["published"]).places)
    assert [day.documents for day in days] == [4] * 5
    assert [day.day for day in days] == [pd.Timestamp("2017-03-01") + pd.Timedelta(days=day) for day in range(5)]
    table.loc[:19, "doc_id"] = table.loc[:19, "earliest"].astype(str)
    days = most_reported_days(table, count_by_period(table, table["published"]).places)
    assert days[0].day == pd.Timestamp("2017-03-06")
    assert days[0].event["words"] in others[:2]
    rows = figures.plot_timeline(table).rows
    assert rows["day"].notna().sum() == 5
    assert rows["events"].sum() == len(table)
