import numpy as np
import pandas as pd
import pytest
from scipy import stats

from corpus_tools import Corpus
from corpus_tools.terms.trends import term_trend


def corpus(counts: list[int], *, size: int = 40, start: str = "2017-01-15") -> Corpus:
    """One document a month in which هدنة stands so many times among so many words."""
    texts = ["هدنة " * n + "قصف " * (size - n) if n >= 0 else None for n in counts]
    published = pd.date_range(start, periods=len(counts), freq="MS")
    documents = pd.DataFrame({"doc_id": range(len(counts)), "text": texts, "published": published})
    return Corpus(documents)


def test_slope_and_test_are_those_of_scipy() -> None:
    counts = [3, 1, 4, 1, 5, 9, 2, 6]
    trend = term_trend(corpus(counts), ["هدنة"], form="folded")
    rates = 1e6 * np.array(counts) / 40
    assert trend["n"].tolist() == counts
    assert trend["per_million"].tolist() == pytest.approx(rates.tolist())
    assert trend["slope"].iloc[0] == pytest.approx(stats.theilslopes(rates, np.arange(8))[0])
    assert trend["p"].iloc[0] == pytest.approx(stats.kendalltau(np.arange(8), rates).pvalue)


def test_months_without_documents_are_missing_not_zero() -> None:
    trend = term_trend(corpus([2, 4, -1, 6, 8, 9]), ["هدنة"], form="folded")
    assert trend["tokens"].tolist() == [40, 40, 0, 40, 40, 40]
    assert trend["per_million"].isna().tolist() == [False, False, True, False, False, False]
    assert trend["low"].isna().tolist() == trend["per_million"].isna().tolist()


def test_a_term_that_never_changes_has_no_trend() -> None:
    trend = term_trend(corpus([2] * 6), ["هدنة"], form="folded")
    assert trend[["slope", "p", "q"]].iloc[0].tolist() == [0, 1, 1]


def test_q_is_controlled_over_the_terms() -> None:
    trend = term_trend(corpus([1, 2, 3, 5, 8, 13]), ["هدنة", "قصف"], form="folded")
    per_term = trend.drop_duplicates("term")
    assert per_term["q"].tolist() == pytest.approx(stats.false_discovery_control(per_term["p"]).tolist())


def test_undated_documents_are_left_out() -> None:
    documents = corpus([1, 2, 3, 4, 5, 6]).texts
    documents.loc[5, "published"] = pd.NaT
    assert term_trend(documents, ["هدنة"], form="folded")["n"].tolist() == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("counts", "terms", "options", "message"),
    [
        ([1, 2, 3, 4], ["هدنة"], {}, "has tokens in 4 months; a trend needs 5"),
        ([1, 2, 3, 4], ["هدنة"], {"by": "year"}, "has tokens in 1 year; a trend needs 5"),
        ([1, 2, 3, 4, 5], [], {}, "`terms` is empty"),
        ([1, 2, 3, 4, 5], ["هدنة"], {"by": "source"}, "`by` is 'source'"),
        ([1, 2, 3, 4, 5], ["هدنة"], {"confidence": 95}, "`confidence` is 95"),
    ],
)
def test_refuses(counts: list[int], terms: list[str], options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        term_trend(corpus(counts), terms, form="folded", **options)  # type: ignore[arg-type]


def test_a_term_that_does_not_occur_is_counted_as_such() -> None:
    trend = term_trend(corpus([1, 2, 3, 4, 5]), ["سلام"], form="folded")
    assert trend["n"].tolist() == [0] * 5
    assert trend[["slope", "p", "q"]].iloc[0].tolist() == [0, 1, 1]


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
        term_trend(corpus([1, 2, 3, 4, 5]), "هدنة", form="folded")


def test_refuses_a_corpus_without_dates() -> None:
    documents = corpus([1, 2, 3, 4, 5]).texts.assign(published=pd.DatetimeIndex([pd.NaT] * 5))
    with pytest.raises(ValueError, match="no document has a date"):
        term_trend(documents, ["هدنة"])
