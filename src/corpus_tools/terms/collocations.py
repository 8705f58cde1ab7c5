"""Collocations: the words that stand near a word more often than chance would have them."""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold
from corpus_tools.statistics.association import log_likelihood
from corpus_tools.tables import note_counting
from corpus_tools.terms.occurrences import (
    TERM_KINDS,
    Form,
    Terms,
    find_terms,
    refuse_written_form,
    token_sentences,
    tokens_for,
)
from corpus_tools.words.stop_words import fold_stop_words

Side = Literal["both", "before", "after"]

_NONE = -1
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

    Returns
    -------
    DataFrame
        One row a pair, the largest g2 first: node, collocate, label (str, the collocate's most frequent written
        form), n (int64, how often the two meet), n_before, n_after (int64, with the collocate before, after the
        node), n_node, n_collocate (int64, tokens), expected (float, n by chance), g2 (float, log-likelihood ratio,
        negative where they meet less often than expected), pmi (float, bits), log_dice (float, at most 14 where each
        token meets one other), mi3 (float, bits). No row where `node` does not occur. ``attrs["counted"]`` says how
        it was counted, for the figure.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, `node` is not the name of a term but a written form of it, or an option is out of
        range.

    Notes
    -----
    The unit of the 2 × 2 table is a pair of terms within the window, the nearer not weighing more. With O pairs of
    the two among N pairs, of which R have the node and C the collocate in its role: expected E = R C / N, g2 by
    Dunning's formula, pmi = log2(O / E), mi3 = log2(O³ / E). log_dice = 14 + log2(2 n / (n_node + n_collocate))
    goes by tokens, so that it does not depend on the size of the corpus.

    References
    ----------
    Church and Hanks (1990), "Word association norms, mutual information, and lexicography", Computational
    Linguistics 16; Dunning (1993), Computational Linguistics 19; Daille (1994), thesis, Paris 7 (MI3); Rychlý (2008),
    "A lexicographer-friendly association score", RASLAN; Evert (2008), "Corpora and collocations".

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
    corpus = as_corpus(corpus)
    tokens = tokens_for(corpus, form=form)
    terms = find_terms(tokens, form=form, kinds=kinds)
    n = np.bincount(terms.term, minlength=len(terms.names))
    folded = np.array([fold(name) for name in terms.names], dtype=object)
    is_node = None if node is None else folded == fold(node)
    if node is not None and is_node is not None and not is_node.any():
        refuse_written_form(tokens, node, form=form)
    excluded = np.isin(folded, sorted(fold_stop_words(stop_words))) | (n < min_n)
    pairs = _count_pairs(
        terms, token_sentences(corpus), n, window=window, side=side, is_node=is_node, excluded=excluded
    )
    table = _measure(pairs, pairs.before + pairs.after >= min_n, n, terms)
    table = table.sort_values(["g2", "node", "collocate"], ascending=[False, True, True], ignore_index=True)
    return note_counting(table, form=form, window=window, side=side, kinds=list(kinds))


class _Pairs(NamedTuple):
    """Pairs of a node and a collocate, how often each order occurs, and the margins over all pairs."""

    node: NDArray[np.int64]
    collocate: NDArray[np.int64]
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    as_node: NDArray[np.int64]
    as_collocate: NDArray[np.int64]
    total: int


def _count_pairs(
    terms: Terms,
    sentence: NDArray[np.int64],
    n: NDArray[np.int64],
    *,
    window: int,
    side: Side,
    is_node: NDArray[np.bool_] | None,
    excluded: NDArray[np.bool_],
) -> _Pairs:
    """Count the pairs of terms within the window and the sentence of each token; without nodes each pair once."""
    size = len(terms.names)
    term = np.full(len(sentence), _NONE, np.int64)
    term[terms.first] = terms.term
    margins = np.zeros((2, size), np.int64)
    total = 0
    codes: dict[str, list[NDArray[np.int64]]] = {"before": [], "after": []}
    for distance in range(1, min(window, len(term) - 1) + 1):
        left, right = term[:-distance], term[distance:]
        near = (left != _NONE) & (right != _NONE) & (sentence[:-distance] == sentence[distance:])
        left, right = left[near], right[near]
        for place, node, collocate in (("after", left, right), ("before", right, left)):
            if side not in ("both", place):
                continue
            margins[0] += np.bincount(node, minlength=size)
            margins[1] += np.bincount(collocate, minlength=size)
            total += len(node)
            asked = ~excluded[collocate] & (~excluded[node] if is_node is None else is_node[node])
            codes[place].append(node[asked] * size + collocate[asked])
    nothing = np.empty(0, np.int64)
    found = [np.unique(np.concatenate([nothing, *codes[place]]), return_counts=True) for place in ("before", "after")]
    both = np.union1d(found[0][0], found[1][0])
    counts = np.zeros((2, len(both)), np.int64)
    for row, (distinct, times) in zip(counts, found, strict=True):
        row[np.searchsorted(both, distinct)] = times
    node, collocate = np.divmod(both, max(size, 1))
    if is_node is None:  # under its more frequent term, the first of the corpus where both are as frequent
        kept = (n[node] > n[collocate]) | ((n[node] == n[collocate]) & (node <= collocate))
        node, collocate, counts = node[kept], collocate[kept], counts[:, kept]
    return _Pairs(node, collocate, counts[0], counts[1], margins[0], margins[1], total)


def _measure(pairs: _Pairs, kept: NDArray[np.bool_], n: NDArray[np.int64], terms: Terms) -> pd.DataFrame:
    """Compute the measures of the pairs that are kept."""
    names, labels = pd.Series(terms.names, dtype="str"), pd.Series(terms.labels, dtype="str")
    node, collocate = pairs.node[kept], pairs.collocate[kept]
    before, after = pairs.before[kept], pairs.after[kept]
    together = before + after
    first, second = pairs.as_node[node], pairs.as_collocate[collocate]
    expected = first * (second / max(pairs.total, 1))
    g2 = log_likelihood(together, first, second, pairs.total)
    return pd.DataFrame(
        {
            "node": names.take(node).array,
            "collocate": names.take(collocate).array,
            "label": labels.take(collocate).array,
            "n": together,
            "n_before": before,
            "n_after": after,
            "n_node": n[node],
            "n_collocate": n[collocate],
            "expected": expected,
            "g2": np.where(together < expected, -g2, g2),
            "pmi": np.log2(together / expected),
            "log_dice": 14 + np.log2(2 * together / (n[node] + n[collocate])),
            "mi3": np.log2(together.astype(np.float64) ** 3 / expected),
        }
    )
