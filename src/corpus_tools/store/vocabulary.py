"""The vocabulary of a corpus, merged from those of its parts by word."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_tools.store.found import VOCABULARY_COLUMNS
from corpus_tools.store.tables import read_table


def merge_words(paths: Iterable[Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the vocabulary of parts in order of first appearance, and the code in it of each word of each part."""
    index: dict[str, int] = {}
    new: list[pd.DataFrame] = []
    codes: list[pd.DataFrame] = []
    n = np.zeros(0, np.int64)
    for number, path in enumerate(paths):
        words = read_table(path, VOCABULARY_COLUMNS)
        held = len(index)
        code = np.array([index.setdefault(word, len(index)) for word in words["surface"].tolist()], np.int32)
        new.append(words[code >= held])
        n = np.append(n, np.zeros(len(index) - held, np.int64))
        n[code] += words["n"].to_numpy()  # within a part, a word has one row
        codes.append(pd.DataFrame({"part": np.full(len(code), number, np.int32), "word": code}))
    vocabulary = pd.concat(new, ignore_index=True).assign(n=n)
    vocabulary.insert(0, "word", np.arange(len(vocabulary), dtype=np.int32))
    return vocabulary, pd.concat(codes, ignore_index=True)
