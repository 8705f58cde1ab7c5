"""Collocations: the words that stand near a word more often than chance would have them."""

from collections.abc import Collection, Iterable
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints, Objects
from corpus_tools.copies import count_copies_once
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold, fold_to, fold_words
from corpus_tools.statistics.association import log_likelihood
from corpus_tools.tables import note_counting
from corpus_tools.terms.near_by_chance import compare_nearness
from corpus_tools.terms.near_pairs import (
    Margins,
    NearPairs,
    Side,
    count_pairs,
    make_window,
    window_of_nodes,
)
from corpus_tools.terms.occurrences import (
    TERM_KINDS,
    Form,
    WordTerms,
    check_terms,
    refuse_written_form,
    terms_of_words,
    words_for,
)
from corpus_tools.words.stop_words import fold_stop_words

Measure = Literal["t_score", "delta_p"]

_LARGEST_WINDOW = 50


def collocations(
    corpus: Corpus | pd.DataFrame,
    node: str | None = None,
    *,
    window: int = 5,
    side: Side = "both",
    form: Form = "lemma",
    stop_words: Iterable[str] | None = None,
    min_n: int = 3,
    kinds: Collection[str] = TERM_KINDS,
    measures: Collection[Measure] = (),
    copies: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find the terms that stand near a term, or near one another.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    node : str, optional
        The term whose company is asked for, as `term_frequency` names it, compared folded. Without it every pair of
        terms is given once, under the more frequent of the two.
    window : int
        How many tokens to either side count as near. A window ends with its sentence.
    side : {"both", "before", "after"}
        Where the collocate stands: before the node in reading order, after it, or either.
    form : {"lemma", "stem", "folded", "surface"}
        What makes two tokens one term.
    stop_words : iterable of str, optional
        Terms that are no collocates, compared folded. They still take their places in the window.
    min_n : int
        Leave out pairs that meet less often, and terms that occur less often.
    kinds : collection of str
        The kinds of tokens that are terms.
    measures : collection of {"t_score", "delta_p"}
        Further measures, see below: the columns t_score, and delta_p_collocate and delta_p_node.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns. It takes a node.

    Returns
    -------
    DataFrame
        One row a pair, the largest g2 first: node, collocate, label (str, the collocate's most frequent written
        form), n (int64, how often the two meet), n_before, n_after (int64, with the collocate before, after the
        node; a term near itself counts once, as after), documents (int64, those in which they meet), n_node,
        n_collocate (int64, tokens), near (int64, tokens of the collocate that meet the node), expected (float, n by
        chance in the corpus), g2 (float, log-likelihood ratio, negative where they meet less often than expected), pmi
        (float, bits), log_dice (float, at most 14), mi3 (float, bits), and of the collocates of a node near_expected
        (float, near by chance within sentences), p, q; they are missing without a node, and of a term near itself. No
        row where `node` does not occur. ``attrs["counted"]`` says how it was counted, for the figure. With `copies`,
        n, n_before, n_after and documents are still of all documents, beside each stands the same (n_independent …)
        without the copies, and all else is of the independent documents, `min_n` too.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, `node` is not the name of a term but a written form of it, or an option is out of
        range.

    Notes
    -----
    The unit of the 2 × 2 table is a pair of terms within the window, the nearer not weighing more. With O pairs of
    the two among N pairs, of which R have the node and C the collocate in its role: expected E = R C / N, g2 by
    Dunning's formula, pmi = log2(O / E), mi3 = log2(O³ / E), t_score = (O - E) / √O (Church et al. 1991),
    delta_p_collocate = O / R - (C - O) / (N - R), by how much the node makes the collocate likelier, and delta_p_node
    the same with R and C exchanged (Gries 2013). log_dice = 14 + log2(share of the tokens of the two that meet the
    other): it does not depend on the size of the corpus, and is Rychlý's where each token meets one other.

    These describe the texts at hand; g2 is no test, since words come in sentences and articles. p is one: of the node's
    sentences, with their other words shuffled, it is the two-sided probability that as many (or as few) tokens of the
    collocate stand near the node, summed exactly over sentences as in `co_mentions`. So words of one subject don't pass
    for neighbours. Where sentences are no longer than the window, all is near, and nothing can be said. q is p,
    adjusted for all terms in these sentences that could have reached a p below 0.05, and missing where fewer than three
    documents have both in a sentence.

    References
    ----------
    Church and Hanks (1990), "Word association norms, mutual information, and lexicography", Computational
    Linguistics 16; Church, Gale, Hanks and Hindle (1991), "Using statistics in lexical analysis", in Lexical
    Acquisition; Dunning (1993), Computational Linguistics 19; Daille (1994), thesis, Paris 7 (MI3); Rychlý (2008),
    "A lexicographer-friendly association score", RASLAN; Evert (2008), "Corpora and collocations"; Gries (2013),
    "50-something years of work on collocations", International Journal of Corpus Linguistics 18.

    Examples
    --------
    >>> texts = ["وقف إطلاق النار", "خرق وقف إطلاق النار", "أعلن وقف إطلاق النار", "أطلق النار"]
    >>> documents = pd.DataFrame({"doc_id": range(4), "text": texts})
    >>> found = collocations(documents, "نار", form="stem")
    >>> found[["collocate", "n", "n_before", "n_after"]].values.tolist()
    [['إطلاق', 3, 3, 0], ['وقف', 3, 3, 0]]
    """
    if not 1 <= window <= _LARGEST_WINDOW:
        raise ValueError(f"`window` is {window}; it must be 1 to {_LARGEST_WINDOW}")
    if side not in ("both", "before", "after"):
        raise ValueError(f"`side` is {side!r}; it must be 'both', 'before' or 'after'")
    if min_n < 1:
        raise ValueError(f"`min_n` is {min_n}; it must be 1 or more")
    unknown = [measure for measure in measures if measure not in get_args(Measure)]
    if isinstance(measures, str) or unknown:
        raise ValueError(f"`measures` is {measures!r}; give a list of {', '.join(get_args(Measure))}")
    corpus = as_corpus(corpus)
    if copies is not None:
        if node is None:  # which of two terms is the node depends on the copies
            raise ValueError("`copies` takes a `node`; without one, pass without_copies(corpus, copies) as the corpus")
        how: dict[str, Any] = {"window": window, "side": side, "form": form, "min_n": min_n, "kinds": kinds}
        return count_copies_once(
            lambda part: collocations(part, node, **how, stop_words=stop_words, measures=measures),
            corpus,
            copies=copies,
            keys=["node", "collocate"],
            counts=["n", "n_before", "n_after", "documents"],
            count_all=lambda whole: _count_all(whole, node, **how, stop_words=stop_words),
        )
    words, terms, n, is_node, excluded = _find_terms(
        corpus, node, form=form, stop_words=stop_words, min_n=min_n, kinds=kinds
    )
    if is_node is None:
        near = make_window(terms.code, corpus, size=window, side=side)
        margins = Margins.none(len(n))
        margins.add(near)
    else:
        of_parts = (make_window(terms.code, piece, size=window, side=side) for piece in corpus.pieces)
        margins = Margins.none(len(n))
        near = window_of_nodes(of_parts, is_node, margins)
    pairs = count_pairs(near, n, is_node=is_node, excluded=excluded, min_n=min_n)
    place, used = pd.factorize(pairs.collocate)
    labels = np.array(terms.labels(words["n"].to_numpy(), used), dtype=object)[place]
    table = _measure(pairs, margins, n, (terms.names, labels), side=side, measures=measures)
    tested = np.full((len(table), 3), np.nan)
    for one in [] if is_node is None else np.unique(pairs.node).tolist():
        rows = np.flatnonzero((pairs.node == one) & (pairs.collocate != one))
        tested[rows] = compare_nearness(near, one, excluded, pairs.collocate[rows])
    table[["near_expected", "p", "q"]] = tested
    table = table.sort_values(["g2", "node", "collocate"], ascending=[False, True, True], ignore_index=True)
    return note_counting(table, form=form, window=window, side=side, kinds=list(kinds))


def _find_terms(
    corpus: Corpus,
    node: str | None,
    *,
    form: Form,
    stop_words: Iterable[str] | None,
    min_n: int,
    kinds: Collection[str],
) -> tuple[pd.DataFrame, WordTerms, Ints, Bools | None, Bools]:
    """Return the words and their terms, how often each occurs, which are the node and which are no collocates."""
    check_terms(ngram=1, kinds=kinds)
    words = words_for(corpus, form=form)
    terms = terms_of_words(words, form=form, kinds=kinds)
    is_term = terms.code >= 0
    n = np.bincount(terms.code[is_term], words["n"].to_numpy()[is_term], minlength=len(terms.names)).astype(np.int64)
    is_node = None if node is None else fold_to(terms.names, fold(node))
    if node is not None and is_node is not None and not is_node.any():
        refuse_written_form(words, node, form=form)
    excluded = n < min_n
    stopped = fold_stop_words(stop_words)
    if stopped:
        excluded |= pd.Series(fold_words(terms.names)).isin(stopped).to_numpy()
    return words, terms, n, is_node, excluded


def _count_all(
    corpus: Corpus,
    node: str,
    *,
    window: int,
    side: Side,
    form: Form,
    stop_words: Iterable[str] | None,
    min_n: int,
    kinds: Collection[str],
) -> pd.DataFrame:
    """Count how often each term stands near a node, without comparing that with chance."""
    how: dict[str, Any] = {"form": form, "stop_words": stop_words, "min_n": min_n, "kinds": kinds}
    _, terms, n, is_node, excluded = _find_terms(corpus, node, **how)
    of_parts = (make_window(terms.code, piece, size=window, side=side) for piece in corpus.pieces)
    near = window_of_nodes(of_parts, np.asarray(is_node, np.bool_))  # there is a node
    pairs = count_pairs(near, n, is_node=is_node, excluded=excluded, min_n=min_n)
    return _count_meetings(pairs, terms.names)


def _count_meetings(pairs: NearPairs, names: list[str]) -> pd.DataFrame:
    """Return the terms of pairs, and how often and in how many documents they meet."""
    return pd.DataFrame(
        {
            "node": pd.Series([names[term] for term in pairs.node.tolist()], dtype="str"),
            "collocate": pd.Series([names[term] for term in pairs.collocate.tolist()], dtype="str"),
            "n": pairs.before + pairs.after,
            "n_before": pairs.before,
            "n_after": pairs.after,
            "documents": pairs.documents,
        }
    )


def _measure(
    pairs: NearPairs,
    margins: Margins,
    n: Ints,
    terms: tuple[list[str], Objects],
    *,
    side: Side,
    measures: Collection[Measure],
) -> pd.DataFrame:
    """Compute the measures of pairs; `terms` are the names of all terms, and the labels of the collocates."""
    names, labels = terms
    node, collocate = pairs.node, pairs.collocate
    first, second, total = _margins_of(pairs, margins, side)
    together = pairs.before + pairs.after
    expected = first * (second / np.maximum(total, 1))
    g2 = log_likelihood(together, first, second, total)
    met = _count_meetings(pairs, names)
    met.insert(2, "label", pd.Series(labels, dtype="str"))
    columns = {
        "n_node": n[node],
        "n_collocate": n[collocate],
        "near": pairs.near_collocate,
        "expected": expected,
        "g2": np.where(together < expected, -g2, g2),
        "pmi": np.log2(together / expected),
        "log_dice": 14 + np.log2((pairs.near_node + pairs.near_collocate) / (n[node] + n[collocate])),
        "mi3": np.log2(together.astype(np.float64) ** 3 / expected),
    }
    if "t_score" in measures:
        columns["t_score"] = (together - expected) / np.sqrt(together)
    if "delta_p" in measures:
        # Where all pairs have the node there are no others to compare with.
        with np.errstate(divide="ignore", invalid="ignore"):
            columns["delta_p_collocate"] = together / first - (second - together) / (total - first)
            columns["delta_p_node"] = together / second - (first - together) / (total - second)
    return met.assign(**columns)


def _margins_of(pairs: NearPairs, margins: Margins, side: Side) -> tuple[Ints, Ints, Ints]:
    """Return how many pairs of terms have the node, and how many the collocate, in its role, and how many there are.

    On both sides each term of a pair is once the node. A term near itself is counted once, and so are its margins.
    """
    either, total = margins.left + margins.right, int(margins.left.sum())
    is_itself = pairs.node == pairs.collocate
    by_side = {
        "after": (margins.left[pairs.node], margins.right[pairs.collocate]),
        "before": (margins.right[pairs.node], margins.left[pairs.collocate]),
        "both": (either[pairs.node], either[pairs.collocate]),
    }
    once, asked = by_side["before" if side == "before" else "after"], by_side[side]
    first, second = (np.where(is_itself, one, other) for one, other in zip(once, asked, strict=True))
    return first, second, np.where(is_itself, total, total * (2 if side == "both" else 1))
