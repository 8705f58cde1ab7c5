"""Keyness: the terms that one corpus has more often, or less often, than another."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.statistics.association import log_likelihood, log_likelihood_p
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import check_confidence, katz_log_ratio
from corpus_tools.tables import counting_of, group_column, note_counting, require_columns
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.occurrences import TERM_KINDS, Form


def keyness(
    target: Corpus | pd.DataFrame,
    reference: Corpus | pd.DataFrame,
    *,
    form: Form = "lemma",
    ngram: int = 1,
    stop_words: Iterable[str] | None = None,
    min_n: int = 5,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Compare the terms of two corpora, or of two selections of one (see `Corpus.select`).

    Parameters
    ----------
    target, reference : Corpus or DataFrame
        A corpus, or documents with doc_id and text; or frequencies with term and n, such as `term_frequency` gives.
        The size of a corpus is the number of its terms: from per_million where a table has it, else the sum of n.
    form, ngram, stop_words
        As in `term_frequency`; frequencies say themselves how they were counted.
    min_n : int
        Leave out terms that occur less often than this in both.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row a term, the largest g2 first: term (str), label (str, where the counts have one), n_target,
        n_reference (int64), per_million_target, per_million_reference (float), log_ratio (float, binary logarithm
        of the ratio of the two rates: 1 is twice as often in the target, -1 half as often), low, high (float, its
        interval), g2 (float, log-likelihood ratio), q (float, the share of false discoveries among the terms with a
        q as small, by Benjamini and Hochberg). ``attrs["counted"]`` says how it was counted, for the figure.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or names a term twice, the two were counted in different ways, a corpus has no
        terms, or an option is out of range.

    Notes
    -----
    The interval is Katz's for a ratio of two proportions; a count of 0 stands as 0.5 in it and in log_ratio. Both
    take tokens as independent draws: a term that one article repeats looks more certain than it is, so look at how
    many documents hold it, too.

    References
    ----------
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19;
    Hardie (2014), "Log Ratio: an informal introduction", CASS; Katz, Baptista, Azen and Pike (1978), "Obtaining
    confidence intervals for the risk ratio in cohort studies", Biometrics 34; Benjamini and Hochberg (1995),
    "Controlling the false discovery rate", JRSS B 57.

    Examples
    --------
    >>> target = pd.DataFrame({"term": ["حصار", "سلام"], "n": [30, 10]})
    >>> reference = pd.DataFrame({"term": ["حصار", "سلام"], "n": [10, 30]})
    >>> table = keyness(target, reference).round({"log_ratio": 3, "g2": 3})
    >>> table[["term", "n_target", "n_reference", "log_ratio", "g2"]].values.tolist()
    [['حصار', 30, 10, 1.585, 20.93], ['سلام', 10, 30, -1.585, 20.93]]
    """
    if min_n < 1:
        raise ValueError(f"`min_n` is {min_n}; it must be 1 or more")
    check_confidence(confidence)
    counts, sizes, ways = [], [], []
    for name, corpus in (("target", target), ("reference", reference)):
        if isinstance(corpus, pd.DataFrame) and "text" not in corpus:
            frequencies = corpus
        else:
            frequencies = term_frequency(as_corpus(corpus, name=name), form=form, ngram=ngram, stop_words=stop_words)
        _check(frequencies, name)
        by = counting_of(frequencies).get("by")
        groups = group_column(by) if isinstance(by, str) else None
        if groups in frequencies and len(frequencies[groups].unique()) > 1:
            raise ValueError(f"`{name}` has the terms of several groups; keep the rows of one {groups}")
        counts.append(frequencies)
        sizes.append(_size(frequencies, name))
        counted = counting_of(frequencies, form=form, ngram=ngram, kinds=TERM_KINDS)
        ways.append({"form": counted["form"], "ngram": counted["ngram"], "kinds": sorted(counted["kinds"])})
    if ways[0] != ways[1]:
        raise ValueError(f"`target` was counted with {ways[0]} and `reference` with {ways[1]}; count both in one way")
    table = _side_by_side(*counts, min_n=min_n)
    a, b = table["n_target"].to_numpy(np.int64), table["n_reference"].to_numpy(np.int64)
    table["per_million_target"], table["per_million_reference"] = 1e6 * a / sizes[0], 1e6 * b / sizes[1]
    table["log_ratio"], table["low"], table["high"] = katz_log_ratio(a, b, *sizes, confidence=confidence)
    g2 = log_likelihood(a, np.full(len(a), sizes[0]), a + b, sum(sizes))
    table["g2"], table["q"] = g2, false_discovery_rates(log_likelihood_p(g2))
    return note_counting(table.sort_values(["g2", "term"], ascending=[False, True], ignore_index=True), **ways[0])


def _check(table: pd.DataFrame, name: str) -> None:
    """Check a table of frequencies."""
    require_columns(table, ["term", "n"], name=name)
    repeated = table["term"][table["term"].duplicated()]
    if len(repeated):
        raise ValueError(f"`{name}` names {repeated.iloc[0]!r} twice; give one row a term, so count without `by`")
    if (table["n"] < 0).any():
        raise ValueError(f"`{name}` has a negative n, of {table.loc[table['n'] < 0, 'term'].iloc[0]!r}")


def _size(table: pd.DataFrame, name: str) -> int:
    """Count the terms of a corpus, those that stop words or a minimum took out of the table included."""
    used = table[table["n"] > 0]
    if used.empty:
        raise ValueError(f"`{name}` has no terms to compare")
    if "per_million" not in table.columns:
        return int(used["n"].sum())
    return round(1e6 * float(used["n"].iloc[0]) / float(used["per_million"].iloc[0]))


def _side_by_side(target: pd.DataFrame, reference: pd.DataFrame, *, min_n: int) -> pd.DataFrame:
    """Put the counts of two corpora beside each other."""
    columns = ["term", *(["label"] if "label" in target.columns and "label" in reference.columns else []), "n"]
    table = target[columns].merge(reference[columns], on="term", how="outer", suffixes=("_target", "_reference"))
    for column in ("n_target", "n_reference"):
        table[column] = table[column].fillna(0).astype(np.int64)
    if "label" in columns:
        table.insert(1, "label", table.pop("label_target").fillna(table.pop("label_reference")))
    return table[table[["n_target", "n_reference"]].max(axis=1) >= min_n].reset_index(drop=True)
