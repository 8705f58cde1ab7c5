"""Tables that are not what their verb made: altered, read back from a file, or of other documents."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from builders import documents_of

import corpus_tools as ct
from corpus_tools.figures.periods import require_periods

DOCUMENTS = documents_of(
    "دعت روسيا إلى هدنة في 3 آذار 2017.", "دعت روسيا تركيا إلى هدنة في 5 آذار 2017.", published="2017-06-01"
).assign(source=["وكالة", "صحيفة"])
CORPUS = ct.Corpus(DOCUMENTS)
FOUND = ct.analyze(CORPUS)
COUNTED = ct.term_frequency(CORPUS, by="source")


def renamed(corpus: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Return a table with other columns."""
    return corpus.assign(**columns)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: ct.draw_figures(CORPUS, ct.analyze(CORPUS.sample(1)), only="terms"), "are of other documents"),
        (lambda: ct.plot_terms(pd.DataFrame(COUNTED.to_dict("list"))), "in several rows; keep the rows of one group"),
        (lambda: ct.plot_terms(COUNTED.head(1).assign(n=float("nan")), CORPUS), "missing or no number"),
        (lambda: ct.plot_terms(COUNTED.head(1).assign(n="3"), CORPUS), "no number"),
        (lambda: ct.plot_mentions(renamed(FOUND.mentions, start=0.5), CORPUS), "is not of this corpus"),
        (lambda: ct.plot_timeline(renamed(FOUND.events, earliest="2017-03-03")), "`events.earliest` holds text"),
        (lambda: ct.plot_lag(renamed(FOUND.events, published="2017-03-03")), "`events.published` holds text"),
        (lambda: ct.plot_calendar(renamed(FOUND.events, latest="2017-03-03")), "`events.latest` holds text"),
        (lambda: ct.find_bursts(CORPUS, renamed(FOUND.events, latest="2017-03-03")), "`events.latest` holds text"),
        (lambda: ct.write_timeline(renamed(FOUND.events, latest="2017-03-03"), Path("x.ics")), "holds text"),
        (lambda: require_periods(pd.DataFrame({"period": ["2017-03"]}), name="trend"), "`trend.period` holds text"),
        (lambda: ct.Corpus(pd.concat([DOCUMENTS, DOCUMENTS[["text"]]], axis=1)), "several columns text"),
        (
            lambda: ct.save_figure(ct.plot_mentions(FOUND.mentions, CORPUS), "x", corpus=CORPUS.sample(1)),
            "`evidence` is not of this corpus",
        ),
        (lambda: CORPUS.sample("2"), "`n` is '2'"),  # type: ignore[arg-type]
        (lambda: ct.term_trend(CORPUS, ["وقف إطلاق"]), "is several words"),
    ],
)
def test_a_table_that_its_verb_did_not_make_is_refused(made: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made()


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: ct.Corpus("seeds"), "`texts` is a str; .* load_corpus"),  # type: ignore[arg-type]
        (lambda: ct.plot_calendar(None), "must be a pandas DataFrame"),  # type: ignore[arg-type]
        (lambda: ct.term_frequency(CORPUS, by=["source"]), "`by` is a list"),  # type: ignore[arg-type]
        (lambda: ct.term_frequency(CORPUS, kinds="word"), "`kinds` is a str"),
        (lambda: ct.term_frequency(CORPUS, kinds=iter(["word"])), "`kinds` is a "),  # type: ignore[arg-type]
        (lambda: ct.term_trend(CORPUS, COUNTED), "`terms` is a table"),
    ],
)
def test_what_is_of_another_kind_is_refused(made: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        made()


def test_doc_ids_may_be_categories() -> None:
    found = ct.analyze(renamed(DOCUMENTS, doc_id=DOCUMENTS["doc_id"].astype("category")))
    assert found.mentions.equals(FOUND.mentions)
    mentions = renamed(FOUND.mentions, doc_id=FOUND.mentions["doc_id"].astype("category"))
    assert len(ct.plot_mentions(mentions, CORPUS).places) == len(FOUND.mentions)


def test_a_trend_goes_from_period_to_period_in_whatever_order_its_rows_are() -> None:
    published = pd.date_range("2017-01-15", periods=5, freq="30D").repeat(10)
    dated = documents_of(*["هدنة"] * 50).assign(published=published)
    trend = ct.term_trend(dated, ["هدنة"], form="folded")
    figure = ct.plot_trend(trend.iloc[[3, 0, 4, 1, 2]], dated)
    assert figure.rows["period"].tolist() == sorted(figure.rows["period"]) == trend["period"].astype("str").tolist()


def test_names_are_first_and_last_used_on_days_and_not_by_spelling() -> None:
    documents = renamed(DOCUMENTS, source="وكالة", published=["9 Jun 2017", "10 Jun 2017"])
    names = ct.actor_names(documents, ct.find_mentions(documents)).set_index("actor_id")
    assert names["first"].to_dict()["RUS"] == pd.Timestamp("2017-06-09")
    assert names["last"].to_dict()["RUS"] == pd.Timestamp("2017-06-10")


def test_a_summary_reads_times_as_the_verbs_do_and_names_numbers() -> None:
    zone = pd.Timestamp("2017-06-09T23:30", tz="Asia/Damascus")
    published = pd.Series([zone, pd.Timestamp("2017-06-10")], dtype=object)
    lines = ct.summarize_corpus(renamed(DOCUMENTS, published=published, category=[7, 7]))
    assert {"earliest: 2017-06-09", "7"} <= set(lines["value"])
