"""Trends: how often terms are used from period to period, and whether that rises or falls."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from corpus_tools.arrays import Floats, Ints
from corpus_tools.calendars.units import PERIODS, Period
from corpus_tools.copies import count_copies_once
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold, fold_words
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import is_thin, note_counting, thin_reasons
from corpus_tools.terms.dictionaries import Dictionary, as_dictionary, find_dictionary_terms, is_dictionary
from corpus_tools.terms.groups import articles_in_corpus, groups_of_corpus
from corpus_tools.terms.occurrences import (
    TERM_KINDS,
    Form,
    count_term_tokens,
    refuse_written_form,
    terms_of_words,
    words_for,
)
from corpus_tools.terms.slopes import find_slopes, spread_of_shares, with_q

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Unit = Literal["articles", "tokens"]

_COLUMNS = ["term", "label", "period", "n", "documents", "articles", "total", "rate", "low", "high", "design_effect"]
_COLUMNS += ["reason", "slope", "slope_low", "slope_high", "autocorrelation", "p", "q", "slope_reason"]


def term_trend(
    corpus: Corpus | pd.DataFrame,
    terms: Sequence[str] | Dictionary,
    *,
    by: Period = "month",
    unit: Unit = "articles",
    groups: str | None = None,
    form: Form = "lemma",
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Follow the rate of terms from period to period of publication, and test whether it rises or falls.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and published. Documents without a date or a text are left out.
    terms : sequence of str, DataFrame or mapping
        The terms to follow, as the column `term` of `term_frequency` has them, one word each; compared folded. A term
        that does not occur has n 0. Or a dictionary (see `load_dictionary`), whose themes are then followed.
    by : {"day", "week", "month", "quarter", "year", "decade"}
        The length of a period.
    unit : {"articles", "tokens"}
        What the rate is of: the share of articles that have the term, or of all tokens that are the term.
    groups : str, optional
        A column of the documents, such as source: each of its values is followed by itself.
    form : {"lemma", "stem", "folded", "surface"}
        What makes two tokens one term.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns.
    confidence : float
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a group (if any), term and period, in order, periods without documents included: the group
        (named as `groups`), term, label (of a theme), period (Period), n (int64, occurrences), documents
        (int64, articles with the term), articles (int64, of the period), total (int64, articles or tokens of
        the period), rate (float, documents or n over total), low, high (float, its interval, with articles as
        the draws), design_effect (float, of the term, see Notes), reason (str, why there is no rate: the period
        has fewer than ten articles; else missing). And for the whole term: slope (float, the change of the rate
        in a year: 0.25 is a quarter more each year), slope_low, slope_high (float), autocorrelation (float, lag
        1, of what the trend leaves), p (float), q (float, Benjamini–Hochberg over terms and groups), and
        slope_reason (str, why there is none).
        With `copies`, n, documents, articles and total are still of all documents, beside each stands the same
        (n_independent …) without the copies, and all else is of the independent documents.

    Raises
    ------
    TypeError
        If `terms` is a text and neither a list of terms nor a dictionary.
    ValueError
        If no documents are dated, a term is no lemma or stem but a written form of one, or an option is not known.

    Notes
    -----
    The unit is the article. The interval of a rate of tokens is Wilson's, of as many tokens as would be independent:
    their number over the design effect, the variance between articles over Poisson's. The slope is that of a log-linear
    model with articles or tokens as exposure; p is the larger of two, of which one takes articles as the draws and the
    other periods, with their own dispersion and autocorrelation; the interval holds the slopes that this test does not
    reject (`corpus_tools.statistics.trends`). Neighbouring periods with fewer than ten articles count as one in it. It
    takes five periods with ten articles, and five articles with the term, and without it, in three of them.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22; Korn and Graubard
    (1998), "Confidence intervals for proportions with small expected number of positive counts estimated from survey
    data", Survey Methodology 24; McCullagh and Nelder (1989), Generalized Linear Models; Benjamini and Hochberg (1995),
    JRSS B 57.

    Examples
    --------
    >>> published = pd.date_range("2010-01-01", periods=96, freq="ME")
    >>> texts = ["هدنة" if number % 12 < 3 + number // 12 else "قصف" for number in range(96)]
    >>> documents = pd.DataFrame({"doc_id": range(96), "text": texts, "published": published})
    >>> trend = term_trend(documents, ["هدنة"], by="year", form="folded")
    >>> trend[["documents", "total"]].values.tolist()
    [[3, 12], [4, 12], [5, 12], [6, 12], [7, 12], [8, 12], [9, 12], [10, 12]]
    >>> trend["slope"].iloc[0].round(2).item(), trend["q"].iloc[0] < 0.05
    (0.17, np.True_)
    """
    corpus = as_corpus(corpus)
    dictionary = as_dictionary(terms) if is_dictionary(terms) else None
    names = _check_terms(terms, corpus) if dictionary is None else list(dict.fromkeys(dictionary["term"]))
    if by not in PERIODS:
        raise ValueError(f"`by` is {by!r}; a trend goes by one of {', '.join(PERIODS)}")
    if unit not in ("articles", "tokens"):
        raise ValueError(f"`unit` is {unit!r}; it must be 'articles' or 'tokens'")
    if groups in (*PERIODS, "document", *_COLUMNS):
        raise ValueError(f"`groups` is {groups!r}; name a column of the documents that says what to compare, as source")
    how: dict[str, Any] = {"form": form, "by": by, "unit": unit, "groups": groups, "confidence": confidence}
    if copies is not None:
        return count_copies_once(
            lambda part: term_trend(part, terms, **how),
            corpus,
            copies=copies,
            keys=["term", "period"] if groups is None else [groups, "term", "period"],
            counts=["n", "documents", "articles", "total"],
        )
    counts = _count_terms(corpus, names, form) if dictionary is None else _count_themes(corpus, dictionary, form)
    sizes = count_term_tokens(corpus)
    slot, periods = _periods_of_documents(corpus, by)
    group, values = groups_of_corpus(corpus, groups)
    tables, slopes = [], []
    for number, value in enumerate(values):
        here = (group == number) & (slot >= 0)
        rows, tests = _follow(
            counts[:, here], sizes[here], slot[here], periods, names, unit=unit, confidence=confidence
        )
        if groups is not None:
            rows.insert(0, groups, pd.Series([value] * len(rows), dtype=values.dtype))
        tables.append(rows)
        slopes.append(tests)
    tested = with_q(pd.concat(slopes, ignore_index=True))
    every_period = tested.loc[np.repeat(tested.index, len(periods))].reset_index(drop=True)
    trend = pd.concat([pd.concat(tables, ignore_index=True), every_period], axis=1)
    if dictionary is not None:
        labels = dictionary.drop_duplicates("term").set_index("term")["label"]
        trend.insert(list(trend.columns).index("term") + 1, "label", trend["term"].map(labels).astype("str"))
        how["dictionary"] = dictionary.to_numpy().tolist()
    return note_counting(trend, **how)


def _check_terms(terms: Sequence[str] | Dictionary, corpus: Corpus) -> list[str]:
    """Return the terms, each once, if they are words, or names that `join_names` joined."""
    if isinstance(terms, str):
        raise TypeError(f"`terms` is the text {terms!r}; give a list of terms, such as [{terms!r}]")
    if isinstance(terms, pd.DataFrame):
        raise TypeError("`terms` is a table; give its column of terms")
    words = corpus.vocabulary
    joined = frozenset(words.loc[(words["kind"] == "name").to_numpy(), "folded"])
    if several := [term for term in terms if len(str(term).split()) > 1 and fold(str(term)) not in joined]:
        raise ValueError(f"`terms` holds {several[0]!r}, which is several words; a trend follows one word each")
    if not len(terms):
        raise ValueError("`terms` is empty; name the terms to follow")
    return list(dict.fromkeys(terms))


def _count_terms(corpus: Corpus, terms: list[str], form: Form) -> "csr_matrix[Any]":
    """Return how often each term stands in each document."""
    vocabulary = words_for(corpus, form=form)
    words = terms_of_words(vocabulary, form=form, kinds=TERM_KINDS)
    row = {folded: number for number, folded in enumerate(dict.fromkeys(map(fold, terms)))}
    rows = np.array([row.get(name, -1) for name in fold_words(words.names)], np.int64)
    for term in terms:
        if row[fold(term)] not in rows:
            refuse_written_form(vocabulary, term, form=form)
    # The last row stands for words that are no terms.
    row_of_word = np.append(rows, -1)[words.code]

    def count(piece: Corpus) -> "csr_matrix[Any]":
        found = row_of_word[piece.tables.token_columns("word")[0]]
        hits = np.flatnonzero(found >= 0)
        return _in_documents(piece, found[hits], hits, len(row))

    return _side_by_side(map(count, corpus.pieces))[[row[fold(term)] for term in terms]]


def _count_themes(corpus: Corpus, dictionary: pd.DataFrame, form: Form) -> "csr_matrix[Any]":
    """Return how often each theme of a dictionary stands in each document."""
    return _side_by_side(
        _in_documents(piece, found.term.astype(np.int64), found.first, len(found.names))
        for piece, found in find_dictionary_terms(corpus, dictionary, form=form)
    )


def _in_documents(corpus: Corpus, row: Ints, token: Ints, rows: int) -> "csr_matrix[Any]":
    """Return how often each row stands in each document, given the row of each token that counts."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    doc = corpus.tables.token_columns("doc")[0][token]
    return sparse.csr_matrix((np.ones(len(row)), (row, doc)), shape=(rows, len(corpus)))


def _side_by_side(counts: "Iterable[csr_matrix[Any]]") -> "csr_matrix[Any]":
    """Return the counts of the documents of several parts."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    return sparse.csr_matrix(sparse.hstack(list(counts)))


def _periods_of_documents(corpus: Corpus, by: str) -> tuple[Ints, pd.PeriodIndex]:
    """Return the place of the period of each document, -1 for those that do not count, and all periods in order."""
    group, groups = groups_of_corpus(corpus, by)
    counted = groups.notna()[group] & articles_in_corpus(corpus)
    if not counted.any():
        raise ValueError("no document has a date in `published` and a text; a trend needs dated documents")
    first, last = group[counted].min(), group[counted].max()
    periods = pd.period_range(groups[first], groups[last])
    slot = np.full(len(group), -1)
    slot[counted] = periods.get_indexer(pd.PeriodIndex(groups.take(group[counted])))
    return slot, periods


def _follow(
    counts: "csr_matrix[Any]",
    sizes: Ints,
    slot: Ints,
    periods: pd.PeriodIndex,
    names: list[str],
    *,
    unit: Unit,
    confidence: float,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of periods, and of slopes, of the terms that some documents count."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    cells = (np.ones(len(slot)), (np.arange(len(slot)), slot))
    of_period = sparse.csr_matrix(cells, shape=(len(slot), len(periods)))
    n, documents = ((table @ of_period).toarray().astype(np.int64) for table in (counts, counts > 0))
    articles, tokens = (np.bincount(slot, each, len(periods)).astype(np.int64) for each in (None, sizes))
    if unit == "articles":
        y, total, spread = documents, articles, spread_of_shares(documents, articles)
        effect = np.ones(len(names))
    else:
        y, total, spread = n, tokens, _spread_of_counts(counts, sizes)
        effect = np.where(spread[0] > 0, spread[0], 1.0)
    thin = is_thin(articles)
    shown = np.where(thin | (total == 0), np.nan, total)
    low, high = wilson_interval(y / effect[:, None], shown / effect[:, None], confidence=confidence)
    rows = pd.DataFrame(
        {
            "term": np.repeat(np.array(names, dtype=object), len(periods)),
            "period": periods[np.tile(np.arange(len(periods)), len(names))],
            "n": n.ravel(),
            "documents": documents.ravel(),
            "articles": np.tile(articles, len(names)),
            "total": np.tile(total, len(names)),
            "rate": (y / shown).ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "design_effect": np.repeat(effect, len(periods)),
            "reason": thin_reasons(np.tile(articles, len(names))),
        }
    )
    slopes = find_slopes(
        y, total, periods, documents=documents, articles=articles, spread=spread, confidence=confidence
    )
    return rows, slopes


def _spread_of_counts(counts: "csr_matrix[Any]", sizes: Ints) -> tuple[Floats, Floats]:
    """Return the `dispersion` and `skewness` of `fit_trends` of the counts of terms, at one rate in all documents."""
    m = sizes.astype(np.float64)
    square, cube = counts.multiply(counts).tocsr(), counts.power(3)
    n, n2, n3 = (np.asarray(table.sum(axis=1), np.float64).ravel() for table in (counts, square, cube))
    rate = n / max(m.sum(), 1.0)
    second = n2 - 2 * rate * (counts @ m) + rate**2 * (m**2).sum()
    third = n3 - 3 * rate * (square @ m) + 3 * rate**2 * (counts @ m**2) - rate**3 * (m**3).sum()
    safe = np.where(n > 0, n, np.nan)
    return second / safe * len(m) / max(len(m) - 1, 1), third / safe
