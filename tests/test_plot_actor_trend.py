"""Shares of articles that mention an actor, from period to period."""

import numpy as np
import pandas as pd
from figure_checks import said
from two_sources import ACTORS, CORPUS, DOCUMENTS, FREQUENCIES, MENTIONS, draw_actor_trend

from corpus_tools import figures
from corpus_tools.actors.counts import actor_frequency
from corpus_tools.locale import Locale


def test_a_month_with_articles_and_no_mention_is_a_zero() -> None:
    rows = draw_actor_trend().rows
    july = rows[(rows["actor_id"] == "TUR") & (rows["period"] == "2017-07")].iloc[0]
    assert july[["documents", "total", "share"]].tolist() == [0, 4, 0.0]
    assert july["high"] > 0.2
    april = rows[rows["period"] == "2017-04"]
    assert april["total"].eq(0).all()
    assert april[["share", "low", "high"]].isna().all(axis=None)


def test_articles_that_mention_nobody_are_counted_where_the_documents_are_given() -> None:
    silent = DOCUMENTS.head(4).assign(doc_id=list("أبجد"), text="هطل المطر.", published=pd.Timestamp("2017-04-09"))
    documents = pd.concat([DOCUMENTS, silent], ignore_index=True)
    rows = figures.plot_actor_trend(FREQUENCIES, documents, ACTORS).rows
    assert rows[rows["period"] == "2017-04"][["total", "share"]].to_numpy().tolist() == [[4, 0.0]] * 4


def test_the_period_that_is_surely_high_is_named_in_the_months_of_the_reader() -> None:
    months = pd.PeriodIndex(["2017-01", "2017-02", "2017-03"], freq="M")
    counts = pd.DataFrame({"period": months, "actor_id": "TUR", "mentions": 9, "documents": [1, 60, 30]})
    figure = figures.plot_actor_trend(counts.assign(total=[1, 100, 100]), actors=ACTORS)
    assert figure.rows["share"].tolist() == [1.0, 0.6, 0.3]
    assert "60% في شباط 2017" in said(figure)
    reader = Locale(months="egypt", digits="arab")
    egypt = figures.plot_actor_trend(counts.assign(total=[1, 100, 100]), actors=ACTORS, locale=reader)
    assert "٦٠٪ في فبراير ٢٠١٧" in said(egypt)


def test_intervals_cover_what_was_asked() -> None:
    counted = actor_frequency(CORPUS, MENTIONS, by="month", confidence=0.99)
    wide = figures.plot_actor_trend(counted, actors=ACTORS).rows
    pd.testing.assert_frame_equal(draw_actor_trend().rows.iloc[:, :5], wide.iloc[:, :5])
    known = wide["total"] > 0
    assert (wide["high"] - wide["low"] > draw_actor_trend().rows.eval("high - low"))[known].all()
    both = wide.merge(counted.assign(period=counted["period"].astype("str")), on=["actor_id", "period"])
    assert np.allclose(both["low_x"], both["low_y"])
