"""Counts of terms in documents: the sparse matrix on which frequencies, dispersion and weights stand.

Words of the vocabulary become terms in one sparse product, so that no table of occurrences is made for single words.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.script import fold, fold_words
from corpus_tools.terms.occurrences import Form, check_terms, find_terms, number_words, words_of
from corpus_tools.tokens import Tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


@dataclass(frozen=True, slots=True, eq=False)
class DocumentCounts:
    """How often each term stands in each document.

    Attributes
    ----------
    matrix : scipy.sparse.csr_matrix of int32
        One row a document, one column a term; stop words are no terms.
    sizes : ndarray of int64
        The terms of each document, stop words among them.
    names, labels : list of str
        See `corpus_tools.terms.occurrences.Terms`.
    """

    matrix: "csr_matrix[Any]"
    sizes: NDArray[np.int64]
    names: list[str]
    labels: list[str]


def count_in_documents(
    tokens: Tokens, *, form: Form, ngram: int, kinds: Collection[str], stop_words: Iterable[str] | None
) -> DocumentCounts:
    """Count the terms of each document.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.
    form, ngram, kinds, stop_words
        As in `corpus_tools.terms.frequency.term_frequency`.

    Returns
    -------
    DocumentCounts
        The terms in order of first appearance; one that never stands without a stop word at its edge has no counts.

    Raises
    ------
    ValueError
        If `form`, `ngram` or `kinds` is out of range.

    Examples
    --------
    >>> import pandas as pd
    >>> from corpus_tools import tokenize
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["حمص ثم حمص", "إدلب"]}))
    >>> counts = count_in_documents(tokens, form="surface", ngram=1, kinds=["word"], stop_words=["ثم"])
    >>> counts.names, counts.matrix.toarray().tolist(), counts.sizes.tolist()
    (['حمص', 'ثم', 'إدلب'], [[2, 0, 0], [0, 0, 1]], [3, 1])
    """
    check_terms(ngram=ngram, kinds=kinds)
    is_stop = _find_stop_words(tokens, stop_words)
    if ngram == 1:
        words = number_words(tokens, form=form, kinds=kinds)
        docs, columns = tokens.table["doc"].to_numpy(), tokens.table["word"].to_numpy()
        term, names, labels = words.number, words.names, words.labels
        kept = (term >= 0) & ~is_stop
    else:
        terms = find_terms(tokens, form=form, ngram=ngram, kinds=kinds)
        docs, columns, names, labels = terms.doc, np.arange(len(terms.term), dtype=np.int32), terms.names, terms.labels
        term = terms.term.astype(np.int32)
        word = tokens.table["word"].to_numpy()
        kept = ~(is_stop[word[terms.first]] | is_stop[word[terms.last]])
    occurrences = _matrix_of(docs, columns, shape=(len(tokens.documents), len(term)))
    chosen = _selection_of(np.where(kept, term, -1), size=len(names))
    sizes = occurrences @ (term >= 0).astype(np.int64)
    return DocumentCounts(occurrences @ chosen, sizes, names, labels)


def _matrix_of(docs: NDArray[np.int32], columns: NDArray[np.int32], *, shape: tuple[int, int]) -> "csr_matrix[Any]":
    """Give each occurrence a cell of its own in the row of its document, also where a column recurs."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    starts = np.searchsorted(docs, np.arange(shape[0] + 1, dtype=docs.dtype))
    return sparse.csr_matrix((np.ones(len(columns), np.int32), columns, starts), shape=shape)


def _selection_of(target: NDArray[np.int32], *, size: int) -> "csr_matrix[Any]":
    """Make the matrix that sends each column to its target, and those with none nowhere."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    is_sent = target >= 0
    starts = np.append(0, np.cumsum(is_sent))
    return sparse.csr_matrix((np.ones(int(starts[-1]), np.int32), target[is_sent], starts), shape=(len(target), size))


def _find_stop_words(tokens: Tokens, stop_words: Iterable[str] | None) -> NDArray[np.bool_]:
    """Tell which words of the vocabulary are stop words, as a whole, by their stem or by their lemma."""
    folded = {fold(word) for word in stop_words or ()}
    is_stop: NDArray[np.bool_] = tokens.vocabulary["folded"].isin(folded).to_numpy(copy=True)
    if folded:
        words = words_of(tokens)
        for column in ("stem", "lemma"):
            is_stop |= np.array([form in folded for form in fold_words(words[column].tolist())], dtype=np.bool_)
    return is_stop
