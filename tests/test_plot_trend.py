"""Rates of terms from period to period."""

import re

import numpy as np
import pandas as pd
import pytest
from figure_checks import assert_readable, boxes_of, lines_of, said
from matplotlib.path import Path
from two_sources import AGENCY, MONTHS, PAPER, TREND, draw_trend

from corpus_tools import figures
from corpus_tools.figures.time_axis import to_number
from corpus_tools.locale import Lang, Locale
from corpus_tools.terms.trends import term_trend


def table(documents: list[int], articles: list[int], *, frequency: str = "M", **columns: float) -> pd.DataFrame:
    """Return a trend of shares of articles of one term."""
    periods = pd.period_range("2017-01", periods=len(articles), freq=frequency)
    counts = pd.DataFrame({"term": "هدنة", "period": periods, "n": documents, "documents": documents})
    rate: pd.Series[float] = counts["documents"] / np.where(np.array(articles) > 0, articles, np.nan)
    return counts.assign(total=articles, rate=rate, low=rate / 2, high=rate * 2, **columns)


def test_a_month_without_articles_is_a_gap_and_no_zero() -> None:
    figure = draw_trend()
    april = figure.rows[figure.rows["period"] == "2017-04"]
    assert april["total"].eq(0).all()
    assert april["rate"].isna().all()
    before, after = lines_of(figure, 0)[:2]
    assert [len(before), len(after)] == [3, 3]
    rates = figure.rows[figure.rows["term"] == "هدنة"]["rate"].dropna()
    assert np.allclose([*before[:, 1], *after[:, 1]], rates)
    gaps = [patch.get_extents() for patch in figure.axes[0].patches]
    to_pixels = figure.axes[0].transData
    ends = [to_pixels.transform((to_number(pd.Timestamp(day)), 0))[0] for day in ("2017-05-01", "2017-04-01")]
    assert [(gap.x0, gap.x1) for gap in gaps] == [pytest.approx(tuple(ends))]
    assert any("الفراغ الرمادي مدة نُشر فيها أقل من 10 مقالات" in text for text in said(figure))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_how_many_of_how_many_stands_where_the_line_is_not(lang: Lang) -> None:
    months = [0, 1] * 10 + [2] * 7 + [11, 9, 4, 5, 6]
    found = [0, 0, 0, 1] * 5 + [0] * 5 + [1, 1] + [5, 2, 2, 1, 1]
    one = table(found, months)
    figure = figures.plot_trend(pd.concat([one, one.assign(term="قصف")]), locale=Locale(lang))
    # Without what is above and below digits, which the boxes hold as well.
    counts = [box.expanded(1, 0.4) for text, box in boxes_of(figure) if re.fullmatch(r"\d+ (من|of) \d+", text)]
    lines = [Path(figure.axes[0].transData.transform(line)) for line in lines_of(figure, 0)]
    assert len(counts) >= 2
    assert not [box for box in counts for line in lines if line.intersects_bbox(box, filled=False)]


def test_thin_months_are_joined_and_what_is_left_is_unknown() -> None:
    figure = figures.plot_trend(table([1, 2, 3, 9, 1, 8], [1, 4, 6, 20, 4, 20]))
    rows = figure.rows
    assert rows["period"].tolist() == ["2017-01/2017-03", "2017-04", "2017-05", "2017-06"]
    assert rows[["documents", "total"]].to_numpy().tolist() == [[6, 11], [9, 20], [1, 4], [8, 20]]
    assert rows["rate"].isna().tolist() == [False, False, True, False]
    level = lines_of(figure, 0)[0]
    assert level[:2, 0].tolist() == [to_number(pd.Timestamp(day)) for day in ("2017-01-01", "2017-04-01")]
    assert level[:2, 1].tolist() == pytest.approx([6 / 11] * 2)


@pytest.mark.parametrize(
    ("found", "lang", "text"),
    [
        ((0.12, 0.05, 0.2, 0.01), "ar", "تزيد 12% في السنة (5 إلى 20%)"),
        ((0.12, 0.05, 0.2, 0.01), "en", "rises by 12% a year (5 to 20%)"),
        ((-0.12, -0.2, -0.05, 0.01), "ar", "تنقص 12% في السنة (5 إلى 20%)"),
        ((-0.12, -0.2, -0.05, 0.01), "en", "falls by 12% a year (5 to 20%)"),
        ((0.12, 0.004, 0.2, 0.01), "en", "rises by 12% a year (0.4 to 20%)"),
        ((4.0, 1.5, 30.0, 0.01), "ar", "تزيد 150% على الأقل في السنة"),
        ((4.0, 1.5, np.inf, 0.01), "en", "rises by at least 150% a year"),
        ((0.05, -0.08, 0.2, 0.4), "ar", "بلا اتجاه ثابت (بين نقص 8% وزيادة 20% في السنة)"),
        ((0.05, -0.08, 0.2, 0.4), "en", "no steady trend (between −8% and +20% a year)"),
        ((0.12, 0.02, 0.2, 0.06), "en", "no steady trend"),  # sure by itself, and not among all terms
        ((0.12, -0.02, 0.3, 0.04), "en", "no steady trend"),  # an interval of 99 %
        ((0.05, -1.0, np.inf, 0.9), "en", "no steady trend"),
        ((np.nan, np.nan, np.nan, np.nan), "ar", "لا يُعرف لها اتجاه"),
    ],
)
def test_a_trend_is_said_in_a_sentence(found: tuple[float, ...], lang: Lang, text: str) -> None:
    slope, low, high, q = found
    trend = table([5] * 14, [20] * 14, slope=slope, slope_low=low, slope_high=high, q=q)
    assert text in said(figures.plot_trend(trend, locale=Locale(lang)))


@pytest.mark.parametrize(
    ("frequency", "periods", "text"),
    [
        ("M", 11, "rises by 6% a month"),
        ("W", 4, "rises by 1% a week"),
        ("D", 6, "rises by 0.2% a day"),
        ("Y", 3, "rises by 100% a year"),
    ],
)
def test_a_change_is_of_a_unit_that_the_articles_span(frequency: str, periods: int, text: str) -> None:
    trend = table([5] * periods, [20] * periods, frequency=frequency, slope=1.0, slope_low=0.5, slope_high=1.5, q=0.01)
    assert any(words.startswith(text) for words in said(figures.plot_trend(trend, locale=Locale("en"))))


@pytest.mark.parametrize(
    ("documents", "articles", "peak"),
    [
        ([5, 30, 5, 5], [40] * 4, "75% في شباط 2017: 30 من 40 مقالة"),
        ([5, 6, 5, 5], [40] * 4, None),
        ([1, 0, 0, 0], [1, 40, 40, 40], None),  # 1 of 1
        ([2, 0, 0, 0], [12, 90, 90, 90], None),
    ],
)
def test_a_peak_is_named_with_its_articles_where_chance_would_not_bring_it(
    documents: list[int], articles: list[int], peak: str | None
) -> None:
    words = said(figures.plot_trend(table(documents, articles)))
    assert [text for text in words if "2017:" in text] == ([peak] if peak else [])
    assert any("النقطة الحمراء" in text for text in words) == (peak is not None)


def test_rates_of_tokens_are_said_of_a_million() -> None:
    tokens = term_trend(MONTHS, ["هدنة"], unit="tokens", form="folded")
    figure = figures.plot_trend(tokens, MONTHS)
    assert any("في كل مليون كلمة" in text for text in said(figure))
    assert figure.places["mark"].value_counts().sort_index().tolist() == [n for n in figure.rows["n"] if n]


@pytest.mark.parametrize(("panels", "lines"), [("term", [AGENCY, PAPER]), ("source", ["هدنة", "حلب"])])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_sources_are_lines_of_one_panel_or_panels(panels: str, lines: list[str], lang: Lang) -> None:
    trend = term_trend(MONTHS, ["هدنة", "حلب"], groups="source")
    figure = figures.plot_trend(trend, MONTHS, panels=panels, locale=Locale(lang))
    assert_readable(figure)
    words = said(figure)
    assert [words.count(name) for name in lines] == [2, 2]
    assert {tuple(pair) for pair in figure.rows[["name", "term"]].to_numpy()} == {
        (name, term) for name in (AGENCY, PAPER) for term in ("هدنة", "حلب")
    }
    assert figure.rows["documents"].sum() == len(figure.places)


def test_panels_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="`panels` is 'source'; it must be 'term'"):
        figures.plot_trend(TREND, panels="source")
    crowded = MONTHS.texts.assign(desk=[f"قسم {number % 5}" for number in range(len(MONTHS))])
    trend = term_trend(crowded, ["هدنة"], groups="desk")
    with pytest.raises(ValueError, match="a panel would have 5 lines, and 4 can be told apart"):
        figures.plot_trend(trend)


def test_no_interval_is_cut() -> None:
    figure = figures.plot_trend(table([3, 200, 180], [10, 2000, 2000]))
    assert figure.axes[0].get_ylim()[1] == pytest.approx(figure.rows["high"].max())


def test_a_few_periods_say_how_many_of_how_many_articles_they_are_of() -> None:
    few = said(figures.plot_trend(table([3, 7, 9], [10, 20, 30])))
    assert {"3 من 10", "7 من 20", "9 من 30"} <= set(few)
    many = said(figures.plot_trend(table([5] * 30, [20] * 30)))
    assert "5 من 20" not in many


@pytest.mark.parametrize(
    ("frequency", "periods", "terms"), [("D", 5, 3), ("W", 60, 2), ("M", 1, 3), ("M", 7, 1), ("M", 60, 2), ("Y", 5, 3)]
)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_trends_are_readable_at_every_length(frequency: str, periods: int, terms: int, lang: Lang) -> None:
    draw = np.random.default_rng(periods)
    articles = draw.integers(2, 60, periods)
    articles[0] = 60
    found = {"slope": 0.05, "slope_low": -0.08, "slope_high": 0.2, "q": 0.3}
    one = table(draw.binomial(articles, 0.4).tolist(), articles.tolist(), frequency=frequency, **found)
    trend = pd.concat([one.assign(term=f"كلمة {k}") for k in range(terms)])
    assert_readable(figures.plot_trend(trend, locale=Locale(lang, months="twin", digits="arab")))
