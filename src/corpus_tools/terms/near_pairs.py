"""Which terms stand near each other, how often and where: counts of pairs within a window and a sentence."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints, distinct
from corpus_tools.corpus import Corpus
from corpus_tools.spool import Spool
from corpus_tools.terms.occurrences import token_sentences

Side = Literal["both", "before", "after"]

_NONE = -1


class Window(NamedTuple):
    """The tokens of a corpus, and how near they must be; numbers are small, since a node may be in millions of them."""

    term: NDArray[np.int32]  #: the code of the term of each token, -1 for none
    sentence: NDArray[np.int32]
    doc: NDArray[np.int32]
    size: int  #: how many tokens to either side
    side: Side  #: where the collocate stands


class NearPairs(NamedTuple):
    """Pairs of a node and a collocate by their codes, and how often they meet."""

    node: Ints
    collocate: Ints
    before: Ints  #: meetings with the collocate before the node
    after: Ints
    documents: Ints
    near_node: Ints  #: tokens of the node that meet the collocate
    near_collocate: Ints  #: tokens of the collocate that meet the node


class Margins(NamedTuple):
    """Of all pairs of terms in the window, how many have each term on the left and on the right."""

    left: Ints
    right: Ints


def make_window(code: NDArray[np.int32], corpus: Corpus, *, size: int, side: Side) -> Window:
    """Return the tokens of a corpus with the term of each, by its word."""
    word, doc = corpus.token_columns("word", "doc")
    return Window(code[word], token_sentences(corpus).astype(np.int32), doc, size, side)


def window_of_nodes(windows: Iterable[Window], is_node: Bools) -> tuple[Window, Margins]:
    """Return the sentences of the parts of a corpus that have a node, and the margins of all sentences."""
    margins = Margins(*np.zeros((2, len(is_node)), np.int64))
    kept, sentences, documents = Spool(), 0, 0
    for window in windows:
        for margin, of_part in zip(margins, count_margins(window, len(is_node)), strict=True):
            margin += of_part  # noqa: PLW2901 - adds to the array itself
        rows = np.flatnonzero(_holds_node(window, is_node))
        sentence = window.sentence[rows]
        sentence[sentence >= 0] += np.int32(sentences)
        kept.append(window.term[rows], sentence, window.doc[rows] + np.int32(documents))
        sentences += int(window.sentence.max(initial=_NONE)) + 1
        documents += int(window.doc.max(initial=_NONE)) + 1
    term, sentence, doc = (np.concatenate([of_part[column] for of_part in kept]) for column in range(3))
    return Window(term, sentence, doc, window.size, window.side), margins


def _holds_node(window: Window, is_node: Bools) -> Bools:
    """Return which tokens stand in a sentence that has a node; all, where some stand in none."""
    if (window.sentence < 0).any():
        return np.ones(len(window.sentence), np.bool_)
    held = np.zeros(int(window.sentence.max(initial=_NONE)) + 1, np.bool_)
    held[window.sentence[np.append(is_node, False)[window.term]]] = True
    return held[window.sentence]


def count_margins(window: Window, n_terms: int) -> Margins:
    """Count the pairs of terms in the window that have each term on the left, and on the right."""
    margins = Margins(*np.zeros((2, n_terms), np.int64))
    for left, right in _near(window):
        for margin, tokens in zip(margins, (left, right), strict=True):
            margin += np.bincount(window.term[tokens], minlength=n_terms)  # noqa: PLW2901 - adds to the array itself
    return margins


def count_pairs(window: Window, n: Ints, *, is_node: Bools | None, excluded: Bools, min_n: int) -> NearPairs:
    """Count the pairs that meet often enough; without nodes each pair once, under the more frequent of its terms.

    `n` are the tokens of each term. A term near itself counts once, as after, or before where only that is asked for.
    """
    place = np.empty(len(n), np.int64)
    place[np.argsort(-n, kind="stable")] = np.arange(len(n))  # by frequency; the first of the corpus of equals
    met: list[Ints] = [np.empty((3, 0), np.int64)]
    for left, right in _near(window):
        sides = window.term[left], window.term[right]
        for is_after in (True, False):
            if window.side not in ("both", "after" if is_after else "before"):
                continue
            node, collocate = sides if is_after else sides[::-1]
            if is_node is not None:
                rows = np.flatnonzero(is_node[node])
            else:
                rows = np.flatnonzero(place[node] <= place[collocate])
                rows = rows[~excluded[node[rows]]]
            rows = rows[~excluded[collocate[rows]]]
            if window.side == "both" and not is_after:
                rows = rows[node[rows] != collocate[rows]]
            tokens = (left[rows], right[rows]) if is_after else (right[rows], left[rows])
            met.append(np.stack([*tokens, np.full(len(rows), is_after)]))
    node, collocate, is_after = np.concatenate(met, axis=1)
    pair, pairs = pd.factorize(window.term[node].astype(np.int64) * len(n) + window.term[collocate])
    frequent = np.bincount(pair, minlength=len(pairs)) >= min_n
    kept = frequent[pair]
    pair, node, collocate, is_after = (np.cumsum(frequent) - 1)[pair[kept]], node[kept], collocate[kept], is_after[kept]
    size = int(frequent.sum())
    after, times = np.bincount(pair, is_after, size).astype(np.int64), np.bincount(pair, minlength=size)
    near_node, documents = _count_distinct(pair, node, size, window.doc)
    near_collocate, _ = _count_distinct(pair, collocate, size, window.doc)
    codes = np.divmod(np.asarray(pairs)[frequent], max(len(n), 1))
    return NearPairs(*codes, times - after, after, documents, near_node, near_collocate)


def _near(window: Window) -> Iterator[tuple[Ints, Ints]]:
    """Yield the tokens on the left and on the right of all pairs of terms at each distance."""
    term, sentence = window.term, window.sentence
    for distance in range(1, min(window.size, len(term) - 1) + 1):
        near = (term[:-distance] != _NONE) & (term[distance:] != _NONE) & (sentence[:-distance] == sentence[distance:])
        left = np.flatnonzero(near)
        yield left, left + distance


def _count_distinct(pair: Ints, token: Ints, size: int, doc: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """Count the distinct tokens of each pair, and the documents they are in."""
    tokens = max(len(doc), 1)
    pair, token = np.divmod(distinct(pair * tokens + token), tokens)
    opens = np.diff(pair * tokens + doc[token], prepend=-1) != 0
    return np.bincount(pair, minlength=size), np.bincount(pair[opens], minlength=size)
