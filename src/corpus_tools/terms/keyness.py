"""Keyness: the terms that one corpus has more often, or less often, than another."""

from collections.abc import Collection, Iterable
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from corpus_tools.copies import count_copies_once
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.statistics.association import log_likelihood
from corpus_tools.statistics.by_article import FEWEST_ARTICLES, compare_rates
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.effect_sizes import EFFECT_SIZES
from corpus_tools.statistics.intervals import check_confidence
from corpus_tools.tables import counting_of, group_column, note_counting
from corpus_tools.terms.occurrences import TERM_KINDS, Form
from corpus_tools.terms.sides import SUMS, Side, side_of_corpus, side_of_frequencies, sides_of_groups
from corpus_tools.words.stop_words import fold_stop_words

Measure = Literal["bic", "percent_difference", "odds_ratio", "chi_squared"]

_SIDES = ("target", "reference")

#: Why terms have no p.
_NO_ARTICLES = "frequencies do not say which article has which term; pass the corpora that they were counted in"
_NONE_DIFFER = "no two articles differ in what is compared"
_FEW_ARTICLES = f"a test by article takes {FEWEST_ARTICLES} articles on each side"


def keyness(
    target: Corpus | pd.DataFrame,
    reference: Corpus | pd.DataFrame | None = None,
    *,
    by: str | None = None,
    per_group: bool = False,
    form: Form = "lemma",
    ngram: int = 1,
    stop_words: Iterable[str] | None = None,
    min_n: int = 5,
    measures: Collection[Measure] = (),
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Compare the terms of two corpora, of two selections of one (see `Corpus.select`), or of all groups of one.

    Parameters
    ----------
    target, reference : Corpus or DataFrame
        A corpus, or documents with doc_id and text; or frequencies with term and n, such as `term_frequency` gives,
        which are compared but not tested, since they do not say which article has which term. The size of a corpus is
        the number of its terms: of frequencies, from per_million where a table has it, else the sum of n.
    by : str, optional
        What makes the groups that `per_group` compares, as in `term_frequency`: ``"source"``, ``"year"`` …
    per_group : bool
        Compare each group of the one corpus `target` with the rest of it: ``keyness(corpus, by="source",
        per_group=True)``.
    form, ngram, stop_words
        As in `term_frequency`; frequencies say themselves how they were counted.
    min_n : int
        Leave out terms that occur less often than this on both sides.
    measures : collection of str
        Further measures, a column each: ``"bic"``, ``"percent_difference"``, ``"odds_ratio"``, ``"chi_squared"``. Like
        g2 they count tokens.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once in each corpus, see Returns. A story that both
        have does not set them apart, so it counts in both.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row a term (of a group), the largest g2 of either sign first: the group, where there are groups (period
        for a unit of the calendar, else named as `by`), term (str), label (str, where the counts have one), n_target,
        n_reference (int64), documents_target, documents_reference (Int64, the articles that hold it), articles_target,
        articles_reference (Int64, all that have terms), per_million_target, per_million_reference (float), log_ratio
        (float, binary logarithm of the ratio of the two rates: 1 is twice as often in the target, -1 half as often),
        low, high (float, its interval), g2 (float, log-likelihood ratio, negative where the target has the term less
        often), p (float, of as large a difference between random articles of one rate), q (float, the share of false
        discoveries among the terms with a q as small). p, q and the interval are missing where no two articles differ,
        a side has fewer than two or its articles are not known; ``attrs["counted"]["untested"]`` then says why, and the
        other entries say how it was counted, for the figure. With `copies`, n, documents and articles of the two sides
        are still of all documents, beside each stands the same (n_target_independent …) without the copies, and all
        else is of the independent documents, `min_n` too.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or names a term twice, the two were counted in different ways, a corpus has no
        terms, or an option is out of range.

    Notes
    -----
    The unit of p and of the interval is the article, not the word: an article that repeats a term counts as one draw,
    and so does one that is twice as long. Counts are divided by how much more they vary between articles than
    independent words would (design effect, at least that of all articles together), and compared as binomial counts;
    see `corpus_tools.statistics.by_article`. q weights each term by the number of articles that hold it, to which what
    a test can tell is proportional. A count of 0 stands in log_ratio as a half that is scaled by the sizes of the two
    corpora, so that 0 against 5 is less often whatever the sizes.

    g2 and `measures` take words as independent draws: they tell how much the corpora at hand differ, not whether other
    articles would.

    References
    ----------
    Rao and Scott (1999), "A simple method for analysing overdispersion in clustered Poisson data", Statistics in
    Medicine 18; Lijffijt et al. (2016), "Significance testing of word frequencies in corpora", Digital Scholarship in
    the Humanities 31, on why the text is the unit; Genovese, Roeder and Wasserman (2006), "False discovery control
    with p-value weighting", Biometrika 93; Benjamini and Hochberg (1995), "Controlling the false discovery rate", JRSS
    B 57; Sweeting, Sutton and Lambert (2004), "What to add to nothing?", Statistics in Medicine 23; Dunning (1993),
    "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19; Hardie (2014),
    "Log Ratio: an informal introduction", CASS; Wilson (2013), "Embracing Bayes factors for key item analysis in
    corpus linguistics"; Gabrielatos (2018), "Keyness analysis: nature, metrics and techniques".

    Examples
    --------
    >>> target = pd.DataFrame({"doc_id": range(8), "text": ["حصار المدينة", "حصار القرية"] * 4})
    >>> reference = pd.DataFrame({"doc_id": range(8), "text": ["هدنة في المدينة", "هدنة في القرية"] * 4})
    >>> table = keyness(target, reference, stop_words=["في"]).round({"log_ratio": 1, "q": 3})
    >>> table[["term", "n_target", "n_reference", "documents_target", "log_ratio", "q"]].head(1).values.tolist()
    [['حصار', 8, 0, 8, 4.3, 0.001]]
    """
    if min_n < 1:
        raise ValueError(f"`min_n` is {min_n}; it must be 1 or more")
    unknown = [measure for measure in measures if measure not in get_args(Measure)]
    if isinstance(measures, str) or unknown:
        raise ValueError(f"`measures` is {measures!r}; give a list of {', '.join(get_args(Measure))}")
    check_confidence(confidence)
    if per_group != (by is not None) or per_group == (reference is not None):
        raise ValueError(
            "keyness compares two corpora, keyness(target, reference), or each group of one with the rest of it, "
            "keyness(corpus, by='source', per_group=True)"
        )
    if copies is not None:
        how: dict[str, Any] = {"by": by, "per_group": per_group, "form": form, "ngram": ngram, "min_n": min_n}
        corpora = [target] if reference is None else [target, reference]
        return count_copies_once(
            lambda *parts: keyness(*parts, **how, stop_words=stop_words, measures=measures, confidence=confidence),
            *(as_corpus(corpus, name=name) for name, corpus in zip(_SIDES, corpora, strict=False)),
            copies=copies,
            keys=["term"] if by is None else [group_column(by), "term"],
            counts=[f"{count}_{side}" for count in ("n", "documents", "articles") for side in _SIDES],
        )
    left_out = sorted(fold_stop_words(stop_words)) or None
    options: dict[str, Any] = {"form": form, "ngram": ngram, "stop_words": left_out}
    rows: dict[str, Any] = {"measures": measures, "min_n": min_n, "confidence": confidence}
    counted = options | {"kinds": sorted(TERM_KINDS)}
    if by is None:
        (one, counted), (other, way) = (
            _side(corpus, name, counted, options) for name, corpus in zip(_SIDES, (target, reference), strict=True)
        )
        _require_one_way(counted, way)
        table = _compare(one, other, **rows)
    else:
        if by in ("term", "label") or by.endswith(_SIDES):
            raise ValueError(f"`by` is {by!r}, a column that the table has itself; rename that of the documents")
        groups = sides_of_groups(as_corpus(target, name="target"), by, **options)
        tables = [_compare(*sides, **rows) for sides in groups.values()]
        table = pd.concat(tables, ignore_index=True)
        code = np.repeat(np.arange(len(tables)), [len(part) for part in tables])
        table.insert(0, group_column(by), pd.Index(list(groups)).take(code))
        counted |= {"by": by}
    weights = (table["documents_target"] + table["documents_reference"]).to_numpy(np.float64, na_value=np.nan)
    q = false_discovery_rates(table["p"].to_numpy(np.float64), weights=weights)
    table.insert(table.columns.tolist().index("p") + 1, "q", q)
    articles = table[["articles_target", "articles_reference"]]
    if articles.isna().any(axis=None):
        counted |= {"untested": _NO_ARTICLES}
    elif (articles < FEWEST_ARTICLES).any(axis=None):
        counted |= {"untested": _FEW_ARTICLES}
    elif table["p"].isna().all():
        counted |= {"untested": _NONE_DIFFER}
    return note_counting(table, **counted)


def _require_one_way(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Check that both sides were counted in the same way."""
    if one["stop_words"] != other["stop_words"]:
        raise ValueError("`target` and `reference` were counted with other stop words; count both with the same ones")
    one, other = ({key: way[key] for key in ("form", "ngram", "kinds")} for way in (one, other))
    if one != other:
        raise ValueError(f"`target` was counted with {one} and `reference` with {other}; count both in one way")


def _side(corpus: object, name: str, counted: dict[str, Any], options: dict[str, Any]) -> tuple[Side, dict[str, Any]]:
    """Return a corpus or a table of frequencies as a side, and how its terms were counted."""
    if not isinstance(corpus, pd.DataFrame) or "text" in corpus:
        return side_of_corpus(as_corpus(corpus, name=name), name, **options), counted
    own = counting_of(corpus, **counted)
    return side_of_frequencies(corpus, name), {key: own[key] for key in counted} | {"kinds": sorted(own["kinds"])}


def _compare(
    target: Side, reference: Side, *, measures: Iterable[Measure], min_n: int, confidence: float
) -> pd.DataFrame:
    """Compare the terms of two sides, the largest g2 first; p is not yet adjusted."""
    sides = dict(zip(_SIDES, (target, reference), strict=True))
    terms = target.terms.index.union(reference.terms.index)
    counts = {name: side.terms.select_dtypes("number").reindex(terms, fill_value=0) for name, side in sides.items()}
    kept = (counts["target"]["n"] >= min_n) | (counts["reference"]["n"] >= min_n)
    # What mere frequencies do not know is missing.
    counts = {name: of[kept].reindex(columns=SUMS) for name, of in counts.items()}
    terms = terms[kept]
    table = pd.DataFrame({"term": terms.array})
    if "label" in target.terms and "label" in reference.terms:
        table["label"] = target.terms["label"].reindex(terms).fillna(reference.terms["label"]).array
    a, b = (of["n"].to_numpy(np.int64) for of in counts.values())
    table["n_target"], table["n_reference"] = a, b
    for name, of in counts.items():
        table[f"documents_{name}"] = of["documents"].astype("Int64").array
    for name, side in sides.items():
        table[f"articles_{name}"] = pd.array([side.articles] * len(terms), dtype="Int64")
    table["per_million_target"], table["per_million_reference"] = 1e6 * a / target.size, 1e6 * b / reference.size
    compared = compare_rates(*(side.sums(counts[name]) for name, side in sides.items()), confidence=confidence)
    table["log_ratio"], table["low"], table["high"], table["p"] = compared
    # What every article has on either side tells their lengths apart, and not what they speak of.
    held = [table[f"documents_{name}"] == table[f"articles_{name}"] for name in sides]
    table.loc[(held[0] & held[1]).fillna(value=False).to_numpy(np.bool_), "p"] = np.nan
    g2 = log_likelihood(a, np.full(len(a), target.size), a + b, target.size + reference.size)
    table.insert(table.columns.tolist().index("p"), "g2", np.copysign(g2, compared.log_ratio))
    for measure in measures:
        with np.errstate(divide="ignore", invalid="ignore"):
            table[measure] = EFFECT_SIZES[measure](a, b, target.size, reference.size)
    order = np.lexsort((np.arange(len(g2)), -g2))  # the terms are in their order
    return table.take(order).reset_index(drop=True)
