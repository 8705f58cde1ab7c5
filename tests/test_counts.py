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


def test_naming_is_tested_by_article() -> None:
    # The first source names the group twenty times in one article, the second in ten: as often, and not as surely.
    counts = {"x": [20] + [0] * 10, "y": [2] * 10 + [0] * 20}
    rows = [
        (f"{source}{number}", alias)
        for source, of_articles in counts.items()
        for number, n in enumerate(of_articles)
        for alias in ["داعش"] * n + ["تنظيم الدولة"] * 2
    ]
    mentions = pd.DataFrame(rows, columns=["doc_id", "alias"]).assign(actor_id="ISIS", kind="name")
    doc_ids = mentions["doc_id"].unique()
    documents = pd.DataFrame({"doc_id": doc_ids, "text": "نص", "source": [doc_id[0] for doc_id in doc_ids]})
    table = actor_names(documents, mentions).set_index(["source", "alias"])
    row = dict(zip(table.columns, table.loc[[("x", "داعش")]].to_numpy()[0], strict=True))
    numbers = [row[name] for name in ("documents", "documents_elsewhere", "articles", "articles_elsewhere")]
    assert numbers == [1, 10, 11, 30]
    assert [row["share"], row["share_elsewhere"]] == pytest.approx([20 / 42, 20 / 80])
    assert row["log_ratio"] == pytest.approx(np.log2(80 / 42))
    assert stats.chi2.sf(row["g2"], 1) < 0.02
    assert row["p"] > 0.3
    assert row["low"] < 0 < row["high"]
    mirrored = dict(zip(table.columns, table.loc[[("y", "داعش")]].to_numpy()[0], strict=True))
    expected = [-row["g2"], -row["log_ratio"], row["p"]]
    assert [mirrored[name] for name in ("g2", "log_ratio", "p")] == pytest.approx(expected)


def test_names_dealt_out_by_chance_are_seldom_told_apart() -> None:
    random = np.random.default_rng(3)
    rows = [
        (doc, actor, alias)
        for doc in range(400)
        for actor in range(20)
        if random.random() < 0.2
        for alias in [random.choice(["أ", "ب", "ت"], p=[0.6, 0.3, 0.1])] * random.integers(1, 5)
    ]
    mentions = pd.DataFrame(rows, columns=["doc_id", "actor_id", "alias"]).assign(kind="name")
    false = 0
    for _ in range(10):
        source = random.choice(["س", "ص", "ع"], 400, p=[0.6, 0.3, 0.1])
        table = actor_names(pd.DataFrame({"doc_id": range(400), "text": "نص", "source": source}), mentions)
        false += bool((table["q"] < 0.05).any())
    assert false <= 1


def test_naming_without_sources_or_dates() -> None:
    table = actor_names(DOCUMENTS[["doc_id", "text"]], MENTIONS, by=None)
    assert table["share_elsewhere"].isna().all()
    assert table["first"].isna().all()
    assert table["n"].tolist() == [2, 2]
    assert table[["p", "q", "low"]].isna().all(axis=None)


def test_nothing_and_bad_input() -> None:
    assert actor_frequency(DOCUMENTS, MENTIONS.iloc[:0]).empty
    assert actor_names(DOCUMENTS, MENTIONS.iloc[:0]).empty
    with pytest.raises(ValueError, match="no document of the corpus has the doc_id 'b'"):
        actor_frequency(DOCUMENTS.iloc[:1], MENTIONS)
    with pytest.raises(ValueError, match="lacks the column alias"):
        actor_names(DOCUMENTS, MENTIONS.drop(columns="alias"))
