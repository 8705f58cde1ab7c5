"""Paragraphs: the parts of a text between line breaks."""

from collections.abc import Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray


def find_paragraph_starts(text: str) -> list[int]:
    """Return the offset of each paragraph: each line that is not blank."""
    starts: list[int] = []
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            starts.append(at)
        at += len(line) + 1
    return starts


def number_paragraphs(texts: list[str], doc: NDArray[np.int64], offset: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the paragraph at each place (row of the text, offset in it), counted from 0 in each text."""
    docs, which = np.unique(doc, return_inverse=True)
    starts = [find_paragraph_starts(texts[row]) for row in docs.tolist()]
    counts = np.fromiter(map(len, starts), dtype=np.int64, count=len(starts))
    stride = max((len(texts[row]) for row in docs.tolist()), default=0) + 1
    begins = np.repeat(np.arange(len(docs)), counts) * stride + np.array(list(chain(*starts)), dtype=np.int64)
    at = np.searchsorted(begins, which * stride + offset, side="right") - 1
    return np.maximum(at - (np.cumsum(counts) - counts)[which], 0).astype(np.int32)


def count_paragraphs(texts: Iterable[str]) -> int:
    """Count the paragraphs of texts."""
    return sum(len(find_paragraph_starts(text)) for text in texts)
