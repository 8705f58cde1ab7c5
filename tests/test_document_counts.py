from functools import partial

import numpy as np
import pytest
from builders import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import document_term_matrix
from corpus_tools.terms import document_counts
from corpus_tools.terms.document_counts import count_in_documents
from corpus_tools.terms.occurrences import TERM_KINDS, find_terms

WORDS = st.sampled_from(["حمص", "وحمص", "إدلب", "في", "15", "BBC", "#هدنة", ".", "\n"])


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=5), st.integers(1, 3))
def test_counts_what_find_terms_finds(texts: list[str], ngram: int) -> None:
    corpus = corpus_of(*texts)
    counts = count_in_documents(corpus, form="lemma", ngram=ngram, kinds=TERM_KINDS, stop_words=None)
    terms = find_terms(corpus.tokens, form="lemma", ngram=ngram)
    expected = np.zeros((len(texts), len(terms.names)), int)
    np.add.at(expected, (terms.doc, terms.term), 1)
    assert counts.names == terms.names
    assert counts.labels == terms.labels
    assert counts.matrix.toarray().tolist() == expected.tolist()
    assert counts.sizes.tolist() == np.bincount(terms.doc, minlength=len(texts)).tolist()
    assert counts.n.tolist() == expected.sum(axis=0).tolist()


@pytest.mark.parametrize(
    ("ngram", "expected"),
    [(1, {"هدنة": 2, "حمص": 1, "في": 0}), (2, {"هدنة في": 0, "في حمص": 0, "حمص هدنة": 1})],
)
def test_stop_words_at_the_edge_of_a_term_leave_it_out_but_not_of_the_size(
    ngram: int, expected: dict[str, int]
) -> None:
    corpus = corpus_of("هدنة في حمص هدنة")
    counts = count_in_documents(corpus, form="surface", ngram=ngram, kinds=["word"], stop_words=["في"])
    assert dict(zip(counts.names, counts.matrix.toarray()[0].tolist(), strict=True)) == expected
    assert counts.sizes.tolist() == [5 - ngram]


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=8), st.integers(1, 10))
def test_blocks_and_threads_change_nothing(texts: list[str], size: int) -> None:
    corpus = corpus_of(*texts)
    count = partial(count_in_documents, corpus, form="lemma", ngram=1, kinds=TERM_KINDS, stop_words=["في"])
    whole = count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document_counts, "_BLOCK", size)
        blocks = count(threads=2)
    assert blocks.matrix.toarray().tolist() == whole.matrix.toarray().tolist()
    assert blocks.sizes.tolist() == whole.sizes.tolist()
    assert blocks.n.tolist() == whole.n.tolist() == whole.matrix.toarray().sum(axis=0).tolist()


def test_refuses_no_threads() -> None:
    with pytest.raises(ValueError, match="`threads` is 0"):
        document_term_matrix(corpus_of("حمص"), threads=0)
