"""Collocations: the words that stand near a word more often than chance would have them."""

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.script import fold
from corpus_tools.statistics import log_likelihood
from corpus_tools.tables import note_counting
from corpus_tools.terms.occurrences import TERM_KINDS, Form, Terms, find_terms, sentences_of_tokens, tokens_for
from corpus_tools.tokens.tokenize import Tokens
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
        If `corpus` is no corpus, or an option is out of range.

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
    _check_options(window, side, min_n)
    tokens = tokens_for(as_corpus(corpus), form=form)
    terms = find_terms(tokens, form=form, kinds=kinds)
    size = len(terms.names)
    n = np.bincount(terms.term, minlength=size)
    folded = np.array([fold(name) for name in terms.names], dtype=object)
    nodes = None
    if node is not None:
        nodes = np.flatnonzero(folded == fold(node))
    excluded = np.isin(folded, sorted(fold_stop_words(stop_words))) | (n < min_n)
    pairs = _count_pairs(tokens, terms, window=window, side=side, nodes=nodes, excluded=excluded)
    kept = pairs.before + pairs.after >= min_n
    table = _measure(pairs, kept, n)
    for column in ("node", "collocate"):
        table.insert(0 if column == "node" else 1, column, [terms.names[k] for k in table.pop(f"{column}_code")])
    labels = dict(zip(terms.names, terms.labels, strict=True))
    table.insert(2, "label", [labels[name] for name in table["collocate"]])
    table = table.astype({"node": "str", "collocate": "str", "label": "str"})
    table = table.sort_values(["g2", "node", "collocate"], ascending=[False, True, True], ignore_index=True)
    return note_counting(table, form=form, window=window, side=side, kinds=list(kinds))


def _check_options(window: int, side: str, min_n: int) -> None:
    if not 1 <= window <= _LARGEST_WINDOW:
        raise ValueError(f"`window` is {window}; it must be 1 to {_LARGEST_WINDOW}")
    if side not in ("both", "before", "after"):
        raise ValueError(f"`side` is {side!r}; it must be 'both', 'before' or 'after'")
    if min_n < 1:
        raise ValueError(f"`min_n` is {min_n}; it must be 1 or more")


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
    tokens: Tokens,
    terms: Terms,
    *,
    window: int,
    side: Side,
    nodes: NDArray[np.int64] | None,
    excluded: NDArray[np.bool_],
) -> _Pairs:
    """Count the pairs of terms within the window and the sentence."""
    size = len(terms.names)
    term = np.full(len(tokens.table), _NONE, np.int64)
    term[terms.first] = terms.term
    sentence = sentences_of_tokens(tokens)
    is_node = np.ones(size, np.bool_)
    if nodes is not None:
        is_node[:] = False
        is_node[nodes] = True
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
            asked = is_node[node] & ~excluded[collocate] & (nodes is not None or ~excluded[node])
            codes[place].append(node[asked] * size + collocate[asked])
    found = {place: _counted(parts) for place, parts in codes.items()}
    both = np.union1d(found["before"][0], found["after"][0])
    node, collocate = np.divmod(both, max(size, 1))
    before, after = (_align(both, *found[place]) for place in ("before", "after"))
    pairs = _Pairs(node, collocate, before, after, margins[0], margins[1], total)
    return pairs if nodes is not None else _once(pairs, np.bincount(terms.term, minlength=size))


def _counted(parts: list[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count equal numbers."""
    codes = np.concatenate(parts) if parts else np.empty(0, np.int64)
    distinct, n = np.unique(codes, return_counts=True)
    return distinct, n.astype(np.int64)


def _align(codes: NDArray[np.int64], found: NDArray[np.int64], n: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the counts in the order of all codes, 0 where there is none."""
    aligned = np.zeros(len(codes), np.int64)
    aligned[np.searchsorted(codes, found)] = n
    return aligned


def _once(pairs: _Pairs, n: NDArray[np.int64]) -> _Pairs:
    """Keep each pair once, under its more frequent term (the first of the corpus where both are as frequent)."""
    a, b = pairs.node, pairs.collocate
    chosen = (n[a] > n[b]) | ((n[a] == n[b]) & (a <= b))
    return pairs._replace(node=a[chosen], collocate=b[chosen], before=pairs.before[chosen], after=pairs.after[chosen])


def _measure(pairs: _Pairs, kept: NDArray[np.bool_], n: NDArray[np.int64]) -> pd.DataFrame:
    """Compute the measures of the pairs that are kept."""
    node, collocate = pairs.node[kept], pairs.collocate[kept]
    before, after = pairs.before[kept], pairs.after[kept]
    together = before + after
    first, second = pairs.as_node[node], pairs.as_collocate[collocate]
    expected = first * (second / max(pairs.total, 1))
    g2 = log_likelihood(together, first, second, pairs.total)
    return pd.DataFrame(
        {
            "node_code": node,
            "collocate_code": collocate,
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
