"""Rates of terms from period to period."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import assert_readable, lines_of, said
from two_sources import TREND, draw_trend

from corpus_tools import figures
from corpus_tools.figures.time_axis import to_number
from corpus_tools.locale import Locale


def test_a_month_without_articles_is_a_gap_and_no_zero() -> None:
    figure = draw_trend()
    april = figure.rows[figure.rows["period"] == "2017-04"]
    assert april["tokens"].eq(0).all()
    assert april["per_million"].isna().all()
    before, after = lines_of(figure, 0)
    assert [len(before), len(after)] == [3, 3]
    rates = figure.rows[figure.rows["term"] == "هدنة"]["per_million"].dropna()
    assert np.allclose([*before[:, 1], *after[:, 1]], rates)
    gaps = [patch.get_extents() for patch in figure.axes[0].patches]
    to_pixels = figure.axes[0].transData
    ends = [to_pixels.transform((to_number(pd.Timestamp(day)), 0))[0] for day in ("2017-05-01", "2017-04-01")]
    assert [(gap.x0, gap.x1) for gap in gaps] == [pytest.approx(tuple(ends))]
    assert any("والفراغ الرمادي" in text for text in said(figure))


@pytest.mark.parametrize(
    ("slope", "q", "text"), [(9.0, 0.01, "في ازدياد"), (-9.0, 0.01, "في تراجع"), (9.0, 0.2, "بلا اتجاه ثابت")]
)
def test_a_trend_is_called_one_where_it_is_sure(slope: float, q: float, text: str) -> None:
    assert text in said(figures.plot_trend(TREND.assign(slope=slope, q=q), top=1))


def test_an_interval_of_a_thin_month_does_not_flatten_the_line() -> None:
    wide = TREND.assign(high=TREND["high"].where(TREND["period"] != pd.Period("2017-01"), 1e6))
    axes = figures.plot_trend(wide, top=1).axes[0]
    assert axes.get_ylim()[1] == pytest.approx(1.8 * TREND["per_million"].where(TREND["term"] == "هدنة").max())


@pytest.mark.parametrize(
    ("frequency", "periods", "terms"), [("D", 5, 3), ("W", 60, 2), ("M", 1, 3), ("M", 7, 1), ("M", 60, 2), ("Y", 5, 3)]
)
def test_trends_are_readable_at_every_length(frequency: str, periods: int, terms: int) -> None:
    draw = np.random.default_rng(periods)
    months = pd.period_range("2013-03", periods=periods, freq=frequency)
    rate = draw.gamma(2, 500, periods) * (draw.random(periods) < 0.8)
    one = pd.DataFrame({"period": months, "n": 3, "tokens": 10_000, "per_million": rate, "low": rate / 2})
    trend = pd.concat([one.assign(term=f"كلمة {k}", high=2 * one["per_million"]) for k in range(terms)])
    assert_readable(figures.plot_trend(trend, locale=Locale(months="twin", digits="arab")))
