"""Counts of terms in documents: the sparse matrix behind frequencies, dispersion and weights.

Single words are counted by their row in the vocabulary, without a table of occurrences.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus
from corpus_tools.script import fold_words
from corpus_tools.spool import Spool
from corpus_tools.terms.occurrences import Form, check_terms, terms_of_words, words_for
from corpus_tools.terms.runs import Runs, add_up, run_starts
from corpus_tools.threads import mapping
from corpus_tools.words.lemmatize import words_of
from corpus_tools.words.stop_words import fold_stop_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# The number of occurrences of a block of documents, which fits into the processor's cache.
_BLOCK = 1 << 17


@dataclass(frozen=True, slots=True, eq=False)
class DocumentCounts:
    """How often each term stands in each document."""

    matrix: "csr_matrix[Any]"  #: of int32, one row a document, one column a term; stop words are no terms
    sizes: NDArray[np.int64]  #: the number of terms of each document, including stop words
    n: NDArray[np.int64]  #: how often each term stands in all documents
    names: list[str]
    labels: list[str]  #: as in `corpus_tools.terms.occurrences.Terms`


def count_in_documents(
    corpus: Corpus,
    *,
    form: Form,
    ngram: int,
    kinds: Collection[str],
    stop_words: Iterable[str] | None,
    with_labels: bool = True,
    threads: int = 1,
) -> DocumentCounts:
    """Count the terms of each document; for the options see `corpus_tools.terms.frequency.term_frequency`.

    Terms come in order of first appearance; one that stands only with a stop word at its edge has no counts. Without
    `with_labels` single words have no labels. The result does not depend on `threads`.
    """
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    check_terms(ngram=ngram, kinds=kinds)
    words = words_for(corpus, form=form, stop_words=stop_words)
    is_stop = find_stop_words(words, stop_words)
    if ngram == 1:
        terms = _single_words(words, is_stop, form=form, kinds=kinds, with_labels=with_labels)
        return terms.count_in(corpus, threads=threads)
    parts = list(_count_ngrams(corpus, words, is_stop, form=form, ngram=ngram, kinds=kinds, threads=threads))
    if len(parts) == 1:
        return parts[0]
    matrix: csr_matrix[Any] = sparse.vstack([part.matrix for part in parts], format="csr")
    return replace(parts[0], matrix=matrix, sizes=np.concatenate([part.sizes for part in parts]))


def count_by_piece(
    corpus: Corpus,
    *,
    form: Form,
    ngram: int,
    kinds: Collection[str],
    stop_words: Iterable[str] | None,
    threads: int = 1,
) -> Iterator[DocumentCounts]:
    """Yield what `count_in_documents` finds in each part of a corpus."""
    check_terms(ngram=ngram, kinds=kinds)
    words = words_for(corpus, form=form, stop_words=stop_words)
    is_stop = find_stop_words(words, stop_words)
    if ngram > 1:
        yield from _count_ngrams(corpus, words, is_stop, form=form, ngram=ngram, kinds=kinds, threads=threads)
        return
    terms = _single_words(words, is_stop, form=form, kinds=kinds)
    for piece in corpus.pieces:
        yield terms.count_in(piece, threads=threads)


def _count_ngrams(
    corpus: Corpus,
    words: pd.DataFrame,
    is_stop: NDArray[np.bool_],
    *,
    form: Form,
    ngram: int,
    kinds: Collection[str],
    threads: int,
) -> Iterator[DocumentCounts]:
    """Yield the n-grams of the documents of each part, counted once those of all parts are known."""
    terms = terms_of_words(words, form=form, kinds=kinds)
    written, forms = pd.factorize(terms.written())
    runs, of_parts = Runs(terms.names, list(forms), ngram=ngram), Spool()
    n: NDArray[np.int64] = np.zeros(0, np.int64)
    for piece in corpus.pieces:
        doc, word, sentence = piece.tables.token_columns("doc", "word", "sentence")
        rows = run_starts(terms.code[word], sentence, ngram=ngram)
        code = runs.add(terms.code[word], written[word], rows)
        is_counted = ~(is_stop[word[rows]] | is_stop[word[rows + ngram - 1]])
        n = add_up(n, code[is_counted])
        starts = np.searchsorted(doc[rows], np.arange(len(piece) + 1))
        of_parts.append(starts, np.where(is_counted, code, -1).astype(np.int32))
    names, labels = runs.names(), runs.labels()
    n = np.append(n, np.zeros(len(names) - len(n), np.int64))
    for starts, code in of_parts:
        column = np.where(code < 0, len(names) + 1, code).astype(np.int32)
        matrix, sizes = _count_cells(starts, np.arange(len(code)), column, size=len(names), threads=threads)
        yield DocumentCounts(matrix, sizes, n, names, labels)


class _SingleWords(NamedTuple):
    """The terms of the words of a vocabulary."""

    names: list[str]
    labels: list[str]
    n: NDArray[np.int64]  # how often each term stands
    column: NDArray[np.int32]  # for each word its term, then a number for what is no term, and one for stop words

    def count_in(self, piece: Corpus, *, threads: int) -> DocumentCounts:
        """Count the terms of each document of a part, whose tokens are over the vocabulary."""
        docs, word = piece.tables.token_columns("doc", "word")
        starts = np.searchsorted(docs, np.arange(len(piece) + 1, dtype=docs.dtype))
        matrix, sizes = _count_cells(starts, word, self.column, size=len(self.names), threads=threads)
        return DocumentCounts(matrix, sizes, self.n, self.names, self.labels)


def _single_words(
    vocabulary: pd.DataFrame,
    is_stop: NDArray[np.bool_],
    *,
    form: Form,
    kinds: Collection[str],
    with_labels: bool = True,
) -> _SingleWords:
    """Return the terms of the words of a vocabulary; `is_stop` says which words are stop words."""
    n = vocabulary["n"].to_numpy()
    words = terms_of_words(vocabulary, form=form, kinds=kinds)
    names, labels = words.names, words.labels(n) if with_labels else []
    column = np.where(words.code < 0, len(names), np.where(is_stop, len(names) + 1, words.code))
    totals = np.bincount(column, n, minlength=len(names))[: len(names)].astype(np.int64)
    return _SingleWords(names, labels, totals, column.astype(np.int32))


def _count_cells(
    starts: NDArray[np.int64], words: NDArray[np.integer[Any]], column: NDArray[np.int32], *, size: int, threads: int
) -> tuple["csr_matrix[Any]", NDArray[np.int64]]:
    """Count the words of each document by the column of each word: a term, then other words, then stop words."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    rows = len(starts) - 1
    bounds = np.unique(np.append(np.searchsorted(starts, np.arange(0, len(words), _BLOCK)), rows)).tolist()
    sizes = np.diff(starts)
    # Room for one cell per word: pages that are never written take no memory, and the rest is cut off below.
    counts, columns = np.empty(len(words), np.int32), np.empty(len(words), np.int32)
    ends = np.zeros(rows + 1, np.int64)
    end = 0
    blocks = list(pairwise([0, *bounds] if bounds[0] else bounds))
    with mapping(threads) as mapped:
        count = partial(_count_block, starts, words, column, size=size)
        for (low, high), cells in zip(blocks, mapped(count, blocks), strict=True):
            is_term = cells.indices < size
            others = np.flatnonzero(~is_term)
            row = np.searchsorted(cells.indptr, others, side="right") - 1
            is_no_term = cells.indices[others] == size
            sizes[low + row[is_no_term]] -= cells.data[others[is_no_term]]
            start, end = end, end + cells.nnz - len(others)
            counts[start:end], columns[start:end] = cells.data[is_term], cells.indices[is_term]
            ends[low + 1 : high + 1] = np.diff(cells.indptr) - np.bincount(row, minlength=high - low)
    for cells_of_all in (counts, columns):
        cells_of_all.resize(end, refcheck=False)
    return sparse.csr_matrix((counts, columns, np.cumsum(ends)), shape=(rows, size)), sizes


def _count_block(
    starts: NDArray[np.int64],
    words: NDArray[np.integer[Any]],
    column: NDArray[np.int32],
    block: tuple[int, int],
    *,
    size: int,
) -> "csr_matrix[Any]":
    """Count the words of the documents from the first row to before the last.

    Adding an empty matrix merges the cells of one row and column in linear time; `sum_duplicates` would sort each row.
    """
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    low, high = block
    places = column[words[starts[low] : starts[high]]]
    ones, bounds = np.ones(len(places), np.int32), starts[low : high + 1] - starts[low]
    cells = sparse.csr_matrix((ones, places, bounds), shape=(high - low, size + 2))
    summed: csr_matrix[Any] = cells + sparse.csr_matrix(cells.shape, dtype=np.int32)  # type: ignore[arg-type]  # a shape
    return summed


def find_stop_words(vocabulary: pd.DataFrame, stop_words: Iterable[str] | None) -> NDArray[np.bool_]:
    """Return which words of a vocabulary are stop words, as a whole, by their stem or by their lemma."""
    is_stop: NDArray[np.bool_] = np.zeros(len(vocabulary), np.bool_)
    folded = fold_stop_words(stop_words)
    if folded:
        is_stop |= vocabulary["folded"].isin(folded).to_numpy()
        words = words_of(vocabulary)
        for column in ("stem", "lemma"):
            code, distinct = pd.factorize(words[column])
            is_stop |= np.array([form in folded for form in fold_words(distinct.tolist())], dtype=np.bool_)[code]
    return is_stop
