import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from corpus_tools.tokens import vocabulary
from corpus_tools.tokens.vocabulary import (
    FrequentWords,
    count_tokens,
    factorize_keys,
    fill_word_ids,
    look_up_frequent_words,
    tabulate_frequent_words,
)

KEYS = arrays.arrays(np.uint64, st.integers(0, 60), elements=st.integers(0, 12) | st.integers(0, 2**64 - 1))


def frequent_words_of(keys: NDArray[np.uint64]) -> tuple[FrequentWords, NDArray[np.uint64]]:
    ids, distinct = factorize_keys([keys])
    return tabulate_frequent_words(distinct, np.bincount(ids, minlength=len(distinct))), distinct


@given(KEYS, KEYS)
@settings(max_examples=60)
def test_a_frequent_word_has_its_id_and_any_other_word_none(
    known: NDArray[np.uint64], keys: NDArray[np.uint64]
) -> None:
    frequent, distinct = frequent_words_of(known)
    ids, others = look_up_frequent_words(keys, frequent)
    found = np.delete(np.arange(len(keys)), others)
    assert (distinct[ids[found]] == keys[found]).all()
    assert not np.isin(keys[others], frequent.key[frequent.key > 1]).any()


def test_an_empty_place_is_no_word() -> None:
    frequent, _ = frequent_words_of(np.array([5], np.uint64))
    assert look_up_frequent_words(np.array([0, 1], np.uint64), frequent)[1].tolist() == [0, 1]


@pytest.mark.parametrize(("n", "expected"), [([1, 2], 1), ([2, 1], 0), ([1, 1], 0)])
def test_the_more_frequent_word_takes_the_place(n: list[int], expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_BITS", 1)
    keys = np.array([1, 3], np.uint64)  # of two places both have the second
    frequent = tabulate_frequent_words(keys, np.array(n))
    ids, others = look_up_frequent_words(keys, frequent)
    assert others.tolist() == [1 - expected]
    assert ids[expected] == expected


@given(st.lists(KEYS, max_size=4), st.integers(0, 60))
@settings(max_examples=60)
def test_fills_in_and_counts_as_one_pass_would(parts: list[NDArray[np.uint64]], split: int) -> None:
    keys = np.concatenate([np.empty(0, np.uint64), *parts])
    expected, distinct = pd.factorize(keys)
    frequent, listed = frequent_words_of(keys[:split])
    word, others = look_up_frequent_words(keys, frequent)
    others = others[others >= split]
    more, _ = factorize_keys([listed, keys[others]])
    ids = np.append(expected[:split], more[len(listed) :])
    rows = [np.arange(min(split, len(keys))), *np.array_split(others, 3)]
    firsts = fill_word_ids(word, rows, ids)
    assert word.tolist() == expected.tolist()
    assert firsts.tolist() == [expected.tolist().index(number) for number in range(len(distinct))]
    assert count_tokens(word, size=len(distinct)).tolist() == np.bincount(expected, minlength=len(distinct)).tolist()


def test_counts_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "_STRETCH", 3)
    word = np.arange(20, dtype=np.int32) % 7
    assert count_tokens(word, size=7).tolist() == np.bincount(word).tolist()
