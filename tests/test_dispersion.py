import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from corpus_tools.terms.dispersion import dispersion


def spread_of(counts: list[int], sizes: list[int]) -> pd.Series:
    """Dispersion of term 0 that occurs `counts` times in parts of `sizes` terms."""
    matrix = sparse.csr_matrix(np.array(counts)[:, None])
    found = dispersion(matrix, sizes=np.array(sizes), group=np.zeros(len(sizes), int))
    return found.iloc[0]


def test_reproduces_the_worked_example_of_gries() -> None:
    # Gries (2008), section 3: the word "a" in a corpus of five parts of 9, 10, 10, 10, 11 words.
    spread = spread_of([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    assert spread["dp"] == pytest.approx(0.18, abs=1e-9)
    assert spread["juilland_d"] == pytest.approx(0.785, abs=1e-3)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 40)), min_size=2, max_size=8))
def test_agrees_with_the_definitions(parts: list[tuple[int, int]]) -> None:
    counts = np.array([min(count, size) for count, size in parts])
    sizes = np.array([size for _, size in parts])
    if not counts.sum():
        return
    spread = spread_of(counts.tolist(), sizes.tolist())
    share = sizes / sizes.sum()
    dp = np.abs(counts / counts.sum() - share).sum() / 2
    relative = counts / sizes
    assert spread["dp"] == pytest.approx(dp, abs=1e-9)
    assert spread["dispersion"] == pytest.approx(dp / (1 - share.min()), abs=1e-9)
    juilland = 1 - relative.std() / relative.mean() / np.sqrt(len(sizes) - 1)
    assert spread["juilland_d"] == pytest.approx(juilland, abs=1e-6)


def test_an_even_word_and_a_word_of_one_part() -> None:
    assert spread_of([2, 2, 2], [10, 10, 10])[["dp", "dispersion", "juilland_d"]].tolist() == pytest.approx([0, 0, 1])
    assert spread_of([6, 0, 0], [10, 10, 10])[["dispersion", "juilland_d"]].tolist() == pytest.approx([1, 0])


def test_one_part_leaves_nothing_to_compare() -> None:
    assert spread_of([3], [10])[["dp", "dispersion", "juilland_d"]].isna().all()


def test_empty_parts_do_not_count() -> None:
    assert spread_of([2, 2, 0], [10, 10, 0])["juilland_d"] == pytest.approx(1)


def test_each_group_is_a_corpus_of_its_own() -> None:
    counts = sparse.csr_matrix([[1, 0], [1, 0], [1, 1]])
    found = dispersion(counts, sizes=np.array([1, 1, 2]), group=np.array([0, 0, 1]))
    assert found[["group", "term", "n", "documents"]].to_numpy().tolist() == [[0, 0, 2, 2], [1, 0, 1, 1], [1, 1, 1, 1]]
    assert found["per_million"].tolist() == [1e6, 5e5, 5e5]


def test_no_occurrences_give_no_rows() -> None:
    none = sparse.csr_matrix(np.zeros((1, 3), int))
    assert dispersion(none, sizes=np.array([0]), group=np.array([0])).empty


def test_the_order_of_the_documents_does_not_matter() -> None:
    counts = np.array([[1, 0], [2, 1], [0, 3], [1, 1]])
    sizes, group = np.array([1, 3, 3, 2]), np.array([1, 0, 1, 0])
    order = np.array([1, 3, 0, 2])
    found = dispersion(sparse.csr_matrix(counts), sizes=sizes, group=group)
    sorted_before = dispersion(sparse.csr_matrix(counts[order]), sizes=sizes[order], group=group[order])
    pd.testing.assert_frame_equal(found, sorted_before)
