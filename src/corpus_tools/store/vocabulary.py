"""The vocabulary of a corpus, merged from those of its parts by word: many parts as a tree, by those who make parts."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.places import Place
from corpus_tools.store.found import VOCABULARY_COLUMNS
from corpus_tools.store.tables import digest, read_table, write_table

#: How many vocabularies are merged at once.
_MOST = 64
#: The folder of what is merged on the way, which no manifest names, so that it is swept away in the end.
MERGED = "merged"


class MergeTask(NamedTuple):
    """Vocabularies that are to be merged."""

    folder: Place  # of the store
    words: list[Place]


def merge_words(
    folder: Place, words: Sequence[Place], run: Callable[[list[MergeTask]], list[dict[str, Place]]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the vocabulary of parts in order of first appearance, and the code in it of each word of each part.

    `run` has each of some tasks done by `merge_group`.
    """
    if len(words) <= _MOST:
        return _merge(words)
    tasks = [MergeTask(folder, list(words[at : at + _MOST])) for at in range(0, len(words), _MOST)]
    merged = run(tasks)
    vocabulary, of_groups = merge_words(folder, [files["vocabulary"] for files in merged], run)
    bounds = np.searchsorted(of_groups["part"].to_numpy(), np.arange(len(tasks) + 1))
    codes = []
    for number, files in enumerate(merged):
        code = of_groups["word"].to_numpy()[bounds[number] : bounds[number + 1]]
        of_parts = read_table(files["codes"])
        codes.append(of_parts.assign(part=of_parts["part"] + np.int32(number * _MOST), word=code[of_parts["word"]]))
    return vocabulary, pd.concat(codes, ignore_index=True)


def merge_group(task: MergeTask) -> dict[str, Place]:
    """Merge some vocabularies, and return the files of what was made."""
    key = digest(*(path.name for path in task.words)).hex()
    made = dict(zip(("vocabulary", "codes"), _merge(task.words), strict=True))
    return {name: write_table(task.folder / MERGED, key, name, table) for name, table in made.items()}


def _merge(paths: Sequence[Place]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the vocabulary of parts, and the code in it of each word of each part."""
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
