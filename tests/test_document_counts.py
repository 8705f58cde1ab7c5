import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools import tokenize
from corpus_tools.terms.document_counts import count_in_documents
from corpus_tools.terms.occurrences import TERM_KINDS, find_terms

WORDS = st.sampled_from(["حمص", "وحمص", "إدلب", "في", "15", "BBC", "#هدنة", ".", "\n"])


def documents_of(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": range(len(texts)), "text": pd.Series(texts, dtype=object)})


@given(st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=5), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_counts_what_find_terms_finds(texts: list[str], ngram: int) -> None:
    tokens = tokenize(documents_of(texts))
    counts = count_in_documents(tokens, form="lemma", ngram=ngram, kinds=TERM_KINDS, stop_words=None)
    terms = find_terms(tokens, form="lemma", ngram=ngram)
    expected = np.zeros((len(texts), len(terms.names)), int)
    np.add.at(expected, (terms.doc, terms.term), 1)
    assert counts.names == terms.names
    assert counts.labels == terms.labels
    assert counts.matrix.toarray().tolist() == expected.tolist()
    assert counts.sizes.tolist() == np.bincount(terms.doc, minlength=len(texts)).tolist()


@pytest.mark.parametrize(
    ("ngram", "expected"),
    [(1, {"هدنة": 2, "حمص": 1, "في": 0}), (2, {"هدنة في": 0, "في حمص": 0, "حمص هدنة": 1})],
)
def test_stop_words_at_the_edge_of_a_term_leave_it_out_but_not_of_the_size(
    ngram: int, expected: dict[str, int]
) -> None:
    tokens = tokenize(documents_of(["هدنة في حمص هدنة"]))
    counts = count_in_documents(tokens, form="surface", ngram=ngram, kinds=["word"], stop_words=["في"])
    assert dict(zip(counts.names, counts.matrix.toarray()[0].tolist(), strict=True)) == expected
    assert counts.sizes.tolist() == [5 - ngram]
