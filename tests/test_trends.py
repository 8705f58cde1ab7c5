"""Rates of terms from period to period of publication, of articles and of tokens."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from builders import corpus_of
from scipy import stats

from corpus_tools import Corpus
from corpus_tools.tables import join_thin
from corpus_tools.terms.trends import term_trend

NO_SLOPE = ["slope", "slope_low", "slope_high", "autocorrelation", "p", "q"]


def documents_by_month(
    having: list[int], articles: list[int], *, word: str = "هدنة", start: str = "2017-01"
) -> pd.DataFrame:
    """Return so many articles a month, of which so many have a word twice among ten."""
    texts, published = [], []
    for period, n, total in zip(pd.period_range(start, periods=len(articles), freq="M"), having, articles, strict=True):
        texts += [f"{word} {word} " + "قصف " * 8] * n + ["قصف " * 10] * (total - n)
        published += [period.start_time + pd.Timedelta(days=9)] * total
    return pd.DataFrame({"doc_id": range(len(texts)), "text": texts, "published": published})


HAVING, ARTICLES = [3, 1, 4, 1, 5, 9, 2, 6], [20, 10, 12, 11, 15, 25, 10, 13]
DATED = documents_by_month(HAVING, ARTICLES)


def test_shares_of_articles_have_wilsons_interval() -> None:
    trend = term_trend(DATED, ["هدنة"], form="folded")
    assert trend["documents"].tolist() == HAVING
    assert trend["n"].tolist() == [2 * n for n in HAVING]
    assert trend["total"].tolist() == trend["articles"].tolist() == ARTICLES
    assert trend["rate"].tolist() == pytest.approx((np.array(HAVING) / ARTICLES).tolist())
    for n, total, low, high in zip(HAVING, ARTICLES, trend["low"], trend["high"], strict=True):
        expected = stats.binomtest(n, total).proportion_ci(method="wilson")
        assert (low, high) == pytest.approx((expected.low, expected.high))


def test_tokens_count_for_as_many_as_articles_leave_independent() -> None:
    trend = term_trend(DATED, ["هدنة"], unit="tokens", form="folded")
    assert trend["total"].tolist() == [10 * total for total in ARTICLES]
    assert trend["rate"].tolist() == pytest.approx((2 * np.array(HAVING) / (10 * np.array(ARTICLES))).tolist())
    counts = np.repeat([2, 0], [sum(HAVING), sum(ARTICLES) - sum(HAVING)])
    assert trend["design_effect"].iloc[0] == pytest.approx(counts.var(ddof=1) / counts.mean())
    effect = trend["design_effect"].iloc[0]
    by_token = stats.binomtest(6, 200).proportion_ci(method="wilson")
    assert trend["high"].iloc[0] - trend["low"].iloc[0] > np.sqrt(0.9 * effect) * (by_token.high - by_token.low)


def test_thin_periods_are_unknown_and_their_counts_are_kept() -> None:
    trend = term_trend(documents_by_month([2, 1, 0, 5], [10, 9, 0, 12]), ["هدنة"], form="folded")
    assert trend[["documents", "total"]].to_numpy().tolist() == [[2, 10], [1, 9], [0, 0], [5, 12]]
    assert trend["rate"].isna().tolist() == [False, True, True, False]
    assert trend[["low", "high"]].isna().all(axis=1).tolist() == [False, True, True, False]
    assert trend["reason"].dropna().unique().tolist() == ["fewer than 10 articles in the period"]
    assert trend["reason"].notna().tolist() == trend["rate"].isna().tolist()


@pytest.mark.parametrize(
    ("articles", "stretches"),
    [
        ([], []),
        ([12, 30], [[0], [1]]),
        ([3, 3, 4, 12], [[0, 1, 2], [3]]),
        ([3, 3, 12, 4], [[0, 1], [2], [3]]),
        ([6, 6, 6], [[0, 1, 2]]),  # what is left goes with those before
        ([12, 6], [[0], [1]]),  # but not with a period that needs none
        ([0, 0, 5, 0, 5, 0, 12], [[0], [1], [2, 3, 4], [5], [6]]),  # none begins or ends empty
        ([5, 0, 0], [[0, 1, 2]]),
    ],
)
def test_thin_periods_are_joined(articles: list[int], stretches: list[list[int]]) -> None:
    number = join_thin(np.array(articles, np.int64))
    assert [np.flatnonzero(number == value).tolist() for value in dict.fromkeys(number.tolist())] == stretches


def test_documents_without_a_date_or_a_text_are_left_out() -> None:
    documents = DATED.copy()
    documents.loc[0, "published"] = pd.NaT
    documents["text"] = documents["text"].where(documents.index != 1, "  ")
    trend = term_trend(documents, ["هدنة"], form="folded")
    assert trend[["documents", "total"]].iloc[0].tolist() == [1, 18]


def test_q_is_controlled_over_terms_and_groups() -> None:
    documents = pd.concat([DATED, documents_by_month(HAVING[::-1], ARTICLES).assign(doc_id=range(900, 1016))])
    documents = documents.assign(source=["وكالة"] * len(DATED) + ["صحيفة"] * len(DATED)).reset_index(drop=True)
    trend = term_trend(documents, ["هدنة", "قصف", "سلام"], groups="source", unit="tokens", form="folded")
    tests = trend.drop_duplicates(["source", "term"])
    assert len(tests) == 6
    told = tests.dropna(subset="p")
    assert told["term"].unique().tolist() == ["هدنة", "قصف"]
    assert told["q"].tolist() == pytest.approx(stats.false_discovery_control(told["p"]).tolist())
    assert tests.loc[tests["p"].isna(), NO_SLOPE].isna().all(axis=None)


def test_a_group_is_followed_as_if_it_were_alone() -> None:
    two = pd.concat(
        [DATED.assign(source="وكالة"), DATED.iloc[::2].assign(doc_id=lambda t: t["doc_id"] + 900, source=None)]
    )
    trend = term_trend(two.reset_index(drop=True), ["هدنة"], groups="source", form="folded")
    assert trend.columns[0] == "source"
    alone = term_trend(DATED, ["هدنة"], form="folded")
    pd.testing.assert_frame_equal(
        trend[trend["source"] == "وكالة"].drop(columns=["source", "q"]), alone.drop(columns="q")
    )
    others = trend[trend["source"].isna()]
    assert others["total"].sum() == len(DATED.iloc[::2])


@pytest.mark.parametrize(
    ("having", "articles", "reason"),
    [
        ([10] * 6, [10] * 6, "fewer than 5 articles lack it"),
        ([1] * 6, [1] * 6, "0 periods with 10 articles"),
        ([5], [30], "1 periods with 10 articles"),
        ([1], [1], "0 periods with 10 articles"),
    ],
)
def test_bad_input_gives_the_reason_and_never_a_claim(having: list[int], articles: list[int], reason: str) -> None:
    trend = term_trend(documents_by_month(having, articles), ["هدنة"], form="folded")
    assert trend["documents"].tolist() == having
    assert trend[NO_SLOPE].isna().all(axis=None)
    assert trend["slope_reason"].str.contains(reason).all()


@pytest.mark.parametrize(
    ("terms", "options", "message"),
    [
        ([], {}, "`terms` is empty"),
        (["هدنة"], {"by": "source"}, "`by` is 'source'"),
        (["هدنة"], {"unit": "words"}, "`unit` is 'words'; it must be 'articles' or 'tokens'"),
        (["هدنة"], {"groups": "month"}, "`groups` is 'month'"),
        (["هدنة"], {"groups": "source"}, "lacks the column source"),
        (["هدنة"], {"groups": "slope"}, "`groups` is 'slope'"),
        (["هدنة"], {"confidence": 95}, "`confidence` is 95"),
    ],
)
def test_refuses(terms: list[str], options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        term_trend(DATED, terms, form="folded", **options)  # type: ignore[arg-type]


def test_a_term_that_does_not_occur_is_counted_as_such() -> None:
    trend = term_trend(DATED, ["سلام"], form="folded")
    assert trend["n"].tolist() == trend["documents"].tolist() == trend["rate"].tolist() == [0] * len(ARTICLES)
    assert trend[NO_SLOPE].isna().all(axis=None)


def test_spellings_of_one_word_are_counted_alike() -> None:
    trend = term_trend(DATED, ["هدنة", "هدنه"], form="folded")
    assert trend["n"].to_numpy().reshape(2, -1).tolist() == [[2 * n for n in HAVING]] * 2


@pytest.mark.parametrize(("by", "days"), [("quarter", 92), ("decade", 3653)])
def test_every_unit_of_the_calendar_makes_periods(by: str, days: int) -> None:
    published = pd.to_datetime("1960-01-15") + pd.to_timedelta(range(0, 6 * days, days), unit="D")
    documents = pd.DataFrame({"doc_id": range(6), "text": "هدنة قصف", "published": published})
    trend = term_trend(documents, ["هدنة"], by=by, form="folded")  # type: ignore[arg-type]
    assert trend["n"].tolist() == [1] * 6
    starts = pd.PeriodIndex(trend["period"]).start_time
    assert starts[:2].strftime("%Y-%m-%d").tolist() == ["1960-01-01", "1960-04-01" if by == "quarter" else "1970-01-01"]


def test_a_text_is_no_list_of_terms() -> None:
    with pytest.raises(TypeError, match="give a list of terms, such as"):
        term_trend(DATED, "هدنة", form="folded")


@pytest.mark.parametrize("text", ["هدنة", None])
def test_refuses_a_corpus_without_dated_texts(text: str | None) -> None:
    published = pd.DatetimeIndex([pd.NaT if text else pd.Timestamp("2017-05-20")] * 5)
    documents = pd.DataFrame({"doc_id": range(5), "text": pd.Series([text] * 5, dtype="str"), "published": published})
    with pytest.raises(ValueError, match="no document has a date in `published` and a text"):
        term_trend(documents, ["هدنة"])


def simulated(
    seed: int, *, least: float, most: float, clumped: bool
) -> tuple[Corpus, list[str], np.ndarray, np.ndarray]:
    """Return articles of 12 months with 40 words, and the share of articles and of tokens that each stands for."""
    random = np.random.default_rng(seed)
    words = [f"كلمة{chr(0x628 + k % 20)}{chr(0x62F + k // 20)}" for k in range(40)]
    shares = random.uniform(least, most, 40)
    texts, published = [], []
    for month in range(12):
        for _ in range(int(random.integers(10, 40))):
            counts = (random.random(40) < shares) * (random.geometric(0.3, 40) if clumped else 1)
            texts.append(" ".join([*np.repeat(words, counts), *["في"] * int(random.integers(50, 250))]))
            published.append(pd.Timestamp(2017, month + 1, 5))
    documents = pd.DataFrame({"doc_id": range(len(texts)), "text": texts, "published": published})
    mean = shares * (1 / 0.3 if clumped else 1)
    return Corpus(documents), words, shares, mean / (mean.sum() + 149.5)


@pytest.mark.parametrize("clumped", [False, True])
@pytest.mark.parametrize(("least", "most", "widest"), [(0.1, 0.8, 0.97), (0.03, 0.1, 0.985)])
def test_intervals_of_periods_cover_what_they_claim(least: float, most: float, widest: float, clumped: bool) -> None:
    corpus, words, shares, rates = simulated(1, least=least, most=most, clumped=clumped)
    for unit, truth in (("articles", shares), ("tokens", rates)):
        trend = term_trend(corpus, words, unit=unit, form="surface")  # type: ignore[arg-type]
        true = trend["term"].map(dict(zip(words, truth, strict=True)))
        covered = (trend["low"] <= true) & (true <= trend["high"])
        assert 0.93 <= covered.mean() <= widest, unit


def test_a_word_at_one_rate_in_a_corpus_that_grows_has_no_trend() -> None:
    random = np.random.default_rng(8)
    words = [f"كلمة{chr(0x628 + k % 20)}{chr(0x62F + k // 20)}" for k in range(100)]
    months = pd.period_range("2013-01", periods=30, freq="M")
    published = [month.start_time for place, month in enumerate(months) for _ in range(int(5 * 1.13**place))]
    texts = [" ".join(["في", *np.array(words)[random.random(100) < 0.02]]) for _ in published]
    documents = pd.DataFrame({"doc_id": range(len(texts)), "text": texts, "published": published})
    for unit in ("articles", "tokens"):
        tests = term_trend(documents, words, unit=unit, form="surface").drop_duplicates("term")
        assert not (tests["q"] < 0.05).any()
        assert (tests["p"] < 0.05).mean() <= 0.1


@pytest.mark.parametrize("unit", ["articles", "tokens"])
def test_what_does_not_vary_has_no_trend_and_no_warning(unit: Any) -> None:
    days = list(pd.date_range("2017-05-01", periods=5)) * 10
    alike = term_trend(corpus_of(*["هدنة قصف"] * 50, published=days), ["هدنة"], by="day", unit=unit)
    assert alike["p"].isna().all()
    assert alike["slope_reason"].notna().all()
    # Every period has the same share, of articles that differ.
    even = term_trend(corpus_of(*["هدنة"] * 25, *["قصف"] * 25, published=days), ["هدنة"], by="day", unit=unit)
    assert even["p"].tolist() == pytest.approx([1.0] * 5)


@pytest.mark.parametrize("unit", ["articles", "tokens"])
def test_a_group_without_a_date_is_followed_nowhere_and_warns_of_nothing(unit: Any) -> None:
    days = [*pd.date_range("2017-05-01", periods=5), pd.NaT]
    corpus = corpus_of(*["هدنة", "قصف"] * 30, published=days * 10, source=["أ", "أ", "أ", "أ", "أ", "ب"] * 10)
    trend = term_trend(corpus, ["هدنة"], by="day", unit=unit, groups="source")
    nowhere = trend[trend["source"] == "ب"]
    assert nowhere["articles"].eq(0).all()
    assert nowhere[["rate", "slope", "q"]].isna().all(axis=None)
    assert nowhere["slope_reason"].notna().all()
