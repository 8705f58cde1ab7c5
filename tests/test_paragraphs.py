"""Paragraphs: where they begin, and in which of them a place lies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.paragraphs import count_paragraphs, find_paragraph_starts, number_paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عنوان\n\nخرجت حافلة", [0, 7]),
        ("\n \t\nخرجت حافلة\n", [4]),
        ("خرجت\u2028حافلة", [0]),
        ("\u200f\nخرجت", [0, 2]),
        (" \n\u00a0", []),
        ("", []),
    ],
)
def test_paragraphs_begin_at_lines_that_are_not_blank(text: str, expected: list[int]) -> None:
    assert find_paragraph_starts(text) == expected
    assert count_paragraphs([text, text]) == 2 * len(expected)


TEXTS = st.lists(st.text(st.sampled_from("خر \n\u00a0\u200f"), min_size=1, max_size=12), min_size=1, max_size=5)


@given(TEXTS, st.data())
def test_a_place_lies_in_the_last_paragraph_that_began(texts: list[str], data: st.DataObject) -> None:
    docs = sorted(data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6)))
    offsets = [data.draw(st.integers(0, len(texts[doc]) - 1)) for doc in docs]
    expected = [
        max(0, sum(start <= offset for start in find_paragraph_starts(texts[doc])) - 1)
        for doc, offset in zip(docs, offsets, strict=True)
    ]
    found = number_paragraphs(texts, np.array(docs, dtype=np.int64), np.array(offsets, dtype=np.int64))
    assert found.tolist() == expected
