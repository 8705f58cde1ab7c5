"""Which terms stand near each other, how often and where: counts of pairs within a window and a sentence."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Codes, Ints, distinct
from corpus_tools.corpus import Corpus
from corpus_tools.spool import Spool

Side = Literal["both", "before", "after"]

_NONE = -1


class Window(NamedTuple):
    """The tokens of a corpus, and how near they must be; numbers are small, since a node may be in millions of them."""

    term: Codes  #: the code of the term of each token, -1 for none
    sentence: Codes
    doc: Codes
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
    """Of all pairs of terms in the window, how many have each term on the left, and on the right; the last is none."""

    left: Ints
    right: Ints

    @classmethod
    def none(cls, n_terms: int) -> "Margins":
        """Return those of no pairs."""
        return cls(*np.zeros((2, n_terms + 1), np.int64))

    def add(self, window: Window) -> None:
        """Count the pairs of terms in a window as well."""
        on_left, on_right = np.zeros((2, len(window.term)), np.int8)  # of each term, how many terms are there
        for distance in range(1, min(window.size, len(window.term) - 1) + 1):
            near = window.sentence[distance:] == window.sentence[:-distance]
            near &= (window.term[distance:] != _NONE) & (window.term[:-distance] != _NONE)
            on_left[distance:] += near
            on_right[:-distance] += near
        for margin, beside in ((self.left, on_right), (self.right, on_left)):
            np.add.at(margin, window.term, beside.astype(np.int64))  # which numpy adds fast only to its own kind


def make_window(code: Codes, corpus: Corpus, *, size: int, side: Side) -> Window:
    """Return the tokens of a corpus with the term of each, by its word."""
    word, sentence, doc = corpus.tables.token_columns("word", "sentence", "doc")
    return Window(code.take(word), sentence, doc, size, side)


def window_of_nodes(windows: Iterable[Window], is_node: Bools, margins: Margins | None = None) -> Window:
    """Return the sentences of the parts of a corpus that have a node; count the pairs of all sentences in `margins`."""
    kept, sentences, documents = Spool(), 0, 0
    for window in windows:
        if margins is not None:
            margins.add(window)
        rows = np.flatnonzero(_holds_node(window, is_node))
        sentence = window.sentence[rows]
        sentence[sentence >= 0] += np.int32(sentences)
        kept.append(window.term[rows], sentence, window.doc[rows] + np.int32(documents))
        sentences += int(window.sentence.max(initial=_NONE)) + 1
        documents += int(window.doc.max(initial=_NONE)) + 1
    term, sentence, doc = (np.concatenate([of_part[column] for of_part in kept]) for column in range(3))
    return Window(term, sentence, doc, window.size, window.side)


def _holds_node(window: Window, is_node: Bools) -> Bools:
    """Return which tokens stand in a sentence that has a node; all, where some stand in none."""
    if (window.sentence < 0).any():
        return np.ones(len(window.sentence), np.bool_)
    held = np.zeros(int(window.sentence.max(initial=_NONE)) + 1, np.bool_)
    for node in np.flatnonzero(is_node):  # of few nodes, that is faster than to look each token up
        held[window.sentence[window.term == node]] = True
    return held[window.sentence]


def count_pairs(window: Window, n: Ints, *, is_node: Bools | None, excluded: Bools, min_n: int) -> NearPairs:
    """Count the pairs that meet often enough; without nodes each pair once, under the more frequent of its terms.

    `n` are the tokens of each term. A term near itself counts once, as after, or before where only that is asked for.
    """
    place = np.zeros(len(n), np.int64)
    if is_node is None:
        place[np.argsort(-n, kind="stable")] = np.arange(len(n))  # by frequency; the first of the corpus of equals
    is_asked = window.term != _NONE if is_node is None else np.append(is_node, False)[window.term]
    at = np.flatnonzero(is_asked).astype(np.int32)
    met: list[tuple[Codes, Codes, Bools]] = [(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.bool_))]
    for is_after, node, collocate in tokens_near(window, at):
        terms = window.term[node], window.term[collocate]
        kept = (terms[1] != _NONE) & ~excluded[terms[1]]
        if is_node is None:
            kept &= ~excluded[terms[0]] & (place[terms[0]] <= place[terms[1]])
        if window.side == "both" and not is_after:
            kept &= terms[0] != terms[1]
        met.append((node[kept], collocate[kept], np.full(kept.sum(), is_after)))
    node, collocate, comes_after = map(np.concatenate, zip(*met, strict=True))
    met.clear()
    pair, pairs = pd.factorize(window.term[node].astype(np.int64) * len(n) + window.term[collocate])
    frequent = np.bincount(pair, minlength=len(pairs)) >= min_n
    kept = frequent[pair]
    pair, node, collocate = (np.cumsum(frequent) - 1)[pair[kept]], node[kept], collocate[kept]
    size = int(frequent.sum())
    after, times = np.bincount(pair, comes_after[kept], size).astype(np.int64), np.bincount(pair, minlength=size)
    near_node, documents = _count_distinct(pair, node, size, window.doc)
    near_collocate, _ = _count_distinct(pair, collocate, size, window.doc)
    codes = np.divmod(np.asarray(pairs)[frequent], max(len(n), 1))
    return NearPairs(*codes, times - after, after, documents, near_node, near_collocate)


def tokens_near(window: Window, at: Codes) -> Iterator[tuple[bool, Codes, Codes]]:
    """Yield for each distance and side, after or before, those of some tokens that have one there, and that token."""
    for distance in range(1, min(window.size, len(window.term) - 1) + 1):
        for is_after in (True, False):
            if window.side in ("both", "after" if is_after else "before"):
                beside = at + (distance if is_after else -distance)
                inside = (beside >= 0) & (beside < len(window.term))
                here, there = at[inside], beside[inside]
                same = window.sentence[here] == window.sentence[there]
                yield is_after, here[same], there[same]


def _count_distinct(pair: Ints, token: Codes, size: int, doc: Codes) -> tuple[Ints, Ints]:
    """Count the distinct tokens of each pair, and the documents they are in."""
    tokens = max(len(doc), 1)
    pair, place = np.divmod(distinct(pair * tokens + token), tokens)
    opens = np.diff(pair * tokens + doc[place], prepend=-1) != 0
    return np.bincount(pair, minlength=size), np.bincount(pair[opens], minlength=size)
