"""Shares of articles that mention an actor, from period to period."""

import numpy as np
import pandas as pd
from figure_checks import said
from two_sources import ACTORS, DOCUMENTS, FREQUENCIES, MENTIONS_OF_MONTHS, MONTHS, draw_actor_trend

from corpus_tools import figures
from corpus_tools.actors.counts import actor_frequency
from corpus_tools.locale import Locale


def test_a_month_with_articles_and_no_mention_is_a_zero() -> None:
    rows = draw_actor_trend().rows
    july = rows[(rows["actor_id"] == "TUR") & (rows["period"] == "2017-07")].iloc[0]
    assert july[["documents", "total", "share"]].tolist() == [0, 12, 0.0]
    assert july["high"] > 0.2
    april = rows[rows["period"] == "2017-04"]
    assert april["total"].eq(0).all()
    assert april[["share", "low", "high"]].isna().all(axis=None)


def test_articles_that_mention_nobody_are_counted_where_the_documents_are_given() -> None:
    silent = DOCUMENTS.head(12).assign(text="هطل المطر.", published=pd.Timestamp("2017-04-09"))
    documents = pd.concat([MONTHS.texts, silent.assign(doc_id=range(12))], ignore_index=True)
    rows = figures.plot_actor_trend(FREQUENCIES, documents, ACTORS).rows
    assert rows[rows["period"] == "2017-04"][["total", "share"]].to_numpy().tolist() == [[12, 0.0]] * 4


def test_the_peak_is_named_in_the_months_of_the_reader_with_its_articles() -> None:
    months = pd.PeriodIndex(["2017-01", "2017-02", "2017-03"], freq="M")
    counts = pd.DataFrame({"period": months, "actor_id": "TUR", "mentions": 9, "documents": [1, 60, 30]})
    figure = figures.plot_actor_trend(counts.assign(total=[1, 100, 100]), actors=ACTORS)
    assert figure.rows["share"].fillna(-1).tolist() == [-1, 0.6, 0.3]  # 1 of 1 is no share
    assert "60% في شباط 2017: 60 من 100 مقالة" in said(figure)
    reader = Locale(months="egypt", digits="arab")
    egypt = figures.plot_actor_trend(counts.assign(total=[1, 100, 100]), actors=ACTORS, locale=reader)
    assert "٦٠٪ في فبراير ٢٠١٧: ٦٠ من ١٠٠ مقالة" in said(egypt)


def test_a_trend_of_an_actor_is_said_in_a_sentence() -> None:
    months = pd.period_range("2015-01", periods=36, freq="M")
    documents = [10 + month for month in range(36)]
    counts = pd.DataFrame({"period": months, "actor_id": "TUR", "mentions": documents, "documents": documents})
    figure = figures.plot_actor_trend(counts.assign(total=100), actors=ACTORS, locale=Locale("en"))
    [slope] = figure.rows["slope"].unique()
    assert any(text.startswith(f"rises by {100 * slope:.0f}% a year (") for text in said(figure))


def test_intervals_cover_what_was_asked() -> None:
    counted = actor_frequency(MONTHS, MENTIONS_OF_MONTHS, by="month", confidence=0.99)
    wide = figures.plot_actor_trend(counted, actors=ACTORS).rows
    pd.testing.assert_frame_equal(draw_actor_trend().rows.iloc[:, :5], wide.iloc[:, :5])
    known = wide["total"] > 0
    assert (wide["high"] - wide["low"] > draw_actor_trend().rows.eval("high - low"))[known].all()
    both = wide.merge(counted.assign(period=counted["period"].astype("str")), on=["actor_id", "period"])
    assert np.allclose(both["low_x"], both["low_y"])


def test_no_trend_is_told_of_the_periods_that_mention_an_actor_alone() -> None:
    months = pd.period_range("2015-01", periods=36, freq="M").delete(7)
    documents = [10 + month for month in range(35)]
    counts = pd.DataFrame({"period": months, "actor_id": "TUR", "mentions": documents, "documents": documents})
    figure = figures.plot_actor_trend(counts.assign(total=100), actors=ACTORS, locale=Locale("en"))
    assert figure.rows[["slope", "slope_low", "slope_high", "p", "q"]].isna().all(axis=None)
    assert figure.rows["slope_reason"].str.contains("pass it").all()
    assert "no trend can be told" in said(figure)
