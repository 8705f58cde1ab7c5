"""Counts of mentions by group, and which names a source prefers."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from corpus_tools.actors.counts import actor_frequency
from corpus_tools.actors.names import actor_names

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c", "d"],
        "text": ["نص", "نص", "نص", None],
        "source": ["x", "x", "y", "y"],
        "published": pd.DatetimeIndex(["2017-01-02", "2017-02-03", pd.NaT, "2017-02-05"]),
    }
)
MENTIONS = pd.DataFrame(
    {
        "doc_id": ["a", "a", "b", "c", "b"],
        "actor_id": pd.Series(["ISIS", "ISIS", "ISIS", "ISIS", None], dtype="str"),
        "candidates": pd.Series([None, None, None, None, "ISIS|AL_QAEDA"], dtype="str"),
        "alias": ["داعش", "داعش", "تنظيم الدولة", "تنظيم الدولة", "التنظيم"],
        "kind": ["name"] * 4 + ["description"],
    }
)


def test_minimum_and_maximum() -> None:
    table = actor_frequency(DOCUMENTS, MENTIONS).set_index("actor_id")
    counts = table.loc[["ISIS", "AL_QAEDA"], ["mentions", "mentions_max", "documents", "documents_max"]]
    assert counts.to_numpy().tolist() == [[4, 5, 3, 3], [0, 1, 0, 1]]
    assert table["total"].tolist() == [3, 3]


def test_share_has_wilsons_interval() -> None:
    table = actor_frequency(DOCUMENTS, MENTIONS, by="source").set_index(["source", "actor_id"])
    row = dict(zip(table.columns, table.loc[[("x", "ISIS")]].to_numpy()[0], strict=True))
    expected = stats.binomtest(2, 2).proportion_ci(method="wilson")
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert table.loc[("y", "ISIS"), "total"] == 1


def test_groups_by_month_keep_undated_documents() -> None:
    table = actor_frequency(DOCUMENTS, MENTIONS, by="month")
    assert [str(month) for month in table["period"]] == ["2017-01", "2017-02", "2017-02", "NaT"]


def test_naming_is_a_log_likelihood_test() -> None:
    table = actor_names(DOCUMENTS, MENTIONS).set_index(["source", "alias"])
    row = dict(zip(table.columns, table.loc[[("x", "داعش")]].to_numpy()[0], strict=True))
    assert (row["n"], row["total"], row["share_elsewhere"]) == (2, 3, 0.0)
    expected = stats.chi2_contingency(np.array([[2, 1], [0, 1]]), correction=False, lambda_="log-likelihood")
    assert row["g2"] == pytest.approx(expected.statistic)
    assert row["first"] == pd.Timestamp("2017-01-02")


def test_naming_without_sources_or_dates() -> None:
    table = actor_names(DOCUMENTS[["doc_id", "text"]], MENTIONS, by=None)
    assert table["share_elsewhere"].isna().all()
    assert table["first"].isna().all()
    assert table["n"].tolist() == [2, 2]


def test_nothing_and_bad_input() -> None:
    assert actor_frequency(DOCUMENTS, MENTIONS.iloc[:0]).empty
    assert actor_names(DOCUMENTS, MENTIONS.iloc[:0]).empty
    with pytest.raises(ValueError, match="no document of the corpus has the doc_id 'b'"):
        actor_frequency(DOCUMENTS.iloc[:1], MENTIONS)
    with pytest.raises(ValueError, match="lacks the column alias"):
        actor_names(DOCUMENTS, MENTIONS.drop(columns="alias"))
