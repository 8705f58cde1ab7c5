"""Trends: how often terms are used from period to period, and whether that rises or falls."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from corpus_tools.calendars.units import PERIODS, Period
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import groups_of, note_counting
from corpus_tools.terms.occurrences import Form, find_terms, refuse_written_form, tokens_for

#: With fewer periods Kendall's test cannot fall below p = 0.05, whatever the rates are.
FEWEST_PERIODS = 5


def term_trend(
    corpus: Corpus | pd.DataFrame,
    terms: Sequence[str],
    *,
    by: Period = "month",
    form: Form = "lemma",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Follow the rate of terms from period to period of publication.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and published. Documents without a date are left out.
    terms : sequence of str
        The terms to follow, as the column `term` of `term_frequency` has them, one word each; compared folded. A term
        that does not occur has n 0.
    by : {"day", "week", "month", "quarter", "year", "decade"}
        The length of a period.
    form : {"lemma", "stem", "folded", "surface"}
        What makes two tokens one term.
    confidence : float
        Of the interval.

    Returns
    -------
    DataFrame
        One row a term and period, in order, periods without documents included: term, period (Period), n (int64),
        tokens (int64, all terms of the period), per_million, low, high (float; Wilson's interval, missing where the
        period has no tokens), and for the whole term slope (float, Theil–Sen, per million a period), p (float,
        Mann–Kendall by Kendall's tau-b over the periods with tokens) and q (float, Benjamini–Hochberg over the terms).
        The interval takes tokens as independent draws; a term that is repeated within an article makes it too narrow.

    Raises
    ------
    TypeError
        If `terms` is a text and not a list of terms.
    ValueError
        If no documents are dated, fewer than five periods have tokens, or `by` is no period.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22; Sen (1968),
    "Estimates of the regression coefficient based on Kendall's tau", JASA 63; Mann (1945), "Nonparametric tests
    against trend", Econometrica 13; Benjamini and Hochberg (1995), JRSS B 57.

    Examples
    --------
    >>> published = pd.date_range("2017-01-15", periods=5, freq="30D")
    >>> texts = ["هدنة " * k + "قصف " * (9 - k) for k in range(1, 6)]
    >>> documents = pd.DataFrame({"doc_id": range(5), "text": texts, "published": published})
    >>> trend = term_trend(documents, ["هدنة"], form="folded")
    >>> trend["n"].tolist(), trend["p"].iloc[0].round(3).item()
    ([1, 2, 3, 4, 5], 0.017)
    """
    from scipy import stats  # noqa: PLC0415 - heavy, and needed only here

    corpus = as_corpus(corpus)
    if by not in PERIODS:
        raise ValueError(f"`by` is {by!r}; a trend goes by one of {', '.join(PERIODS)}")
    if isinstance(terms, str):
        raise TypeError(f"`terms` is the text {terms!r}; give a list of terms, such as [{terms!r}]")
    given: object = terms
    if isinstance(given, pd.DataFrame):
        raise TypeError("`terms` is a table; give its column of terms")
    if several := [term for term in terms if len(str(term).split()) > 1]:
        raise ValueError(f"`terms` holds {several[0]!r}, which is several words; a trend follows one word each")
    counts = _count_by_period(corpus, terms, by, form)
    dated = counts["tokens"] > 0
    filled = int(dated.groupby(counts["term"]).sum().max())
    if filled < FEWEST_PERIODS:
        raise ValueError(
            f"the corpus has tokens in {filled} {by if filled == 1 else f'{by}s'}; a trend needs {FEWEST_PERIODS}: "
            f"take a shorter period than the {by}, or a corpus that spans more time"
        )
    low, high = wilson_interval(counts["n"].to_numpy(), counts["tokens"].to_numpy(), confidence=confidence)
    counts["per_million"] = 1e6 * counts["n"] / counts["tokens"].where(dated)
    counts["low"], counts["high"] = 1e6 * low, 1e6 * high
    periods = pd.PeriodIndex(counts["period"].unique())
    tests = {}
    for term, rows in counts[dated].groupby("term", sort=False):
        at = periods.get_indexer(pd.PeriodIndex(rows["period"]))
        rate = rows["per_million"].to_numpy()
        constant = np.ptp(rate) == 0
        tests[term] = (stats.theilslopes(rate, at)[0], 1.0 if constant else stats.kendalltau(at, rate).pvalue)
    summary = pd.DataFrame.from_dict(tests, orient="index", columns=["slope", "p"])
    summary["q"] = false_discovery_rates(summary["p"].to_numpy())
    return note_counting(counts.join(summary, on="term"), form=form, by=by, confidence=confidence)


def _count_by_period(corpus: Corpus, terms: Sequence[str], by: str, form: Form) -> pd.DataFrame:
    """Count terms in every period from the first to the last, empty ones included."""
    group, groups = groups_of(corpus.texts, by)
    dated = np.flatnonzero(groups.notna())
    if not len(dated):
        raise ValueError("no document has a date in `published`; a trend needs dated documents")
    tokens = tokens_for(corpus, form=form)
    found = find_terms(tokens, form=form)
    periods = pd.period_range(groups[dated[0]], groups[dated[-1]])
    slot = np.full(len(groups), -1)
    slot[dated] = periods.get_indexer(pd.PeriodIndex(groups.take(dated)))
    at = slot[group][found.doc]
    total = np.bincount(at[at >= 0], minlength=len(periods))
    numbers: dict[str, list[int]] = {}
    for number, name in enumerate(found.names):
        numbers.setdefault(fold(name), []).append(number)
    tables = []
    for term in dict.fromkeys(terms):
        if fold(term) not in numbers:
            refuse_written_form(tokens, term, form=form)
        here = np.isin(found.term, numbers.get(fold(term), [])) & (at >= 0)
        n = np.bincount(at[here], minlength=len(periods))
        tables.append(pd.DataFrame({"term": term, "period": periods, "n": n, "tokens": total}))
    if not tables:
        raise ValueError("`terms` is empty; name the terms to follow")
    return pd.concat(tables, ignore_index=True)
