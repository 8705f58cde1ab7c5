"""The tables that are counted in all parts of a corpus, each by one process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.store.manifest import Manifest
from corpus_tools.store.stored_tables import StoredTables
from corpus_tools.store.tables import WHOLE, write_table
from corpus_tools.terms.frequency import term_frequency

#: How each of these tables is made.
VERBS: dict[str, Callable[[Corpus], pd.DataFrame]] = {"frequencies": term_frequency, "copies": find_duplicates}


class WholeTask(NamedTuple):
    """A table that is to be made of a corpus whose parts are there."""

    folder: Path  # of the store
    manifest: Manifest
    key: str
    name: str


def make_of_whole(task: WholeTask) -> Path:
    """Make a table of the whole, and return its file."""
    corpus = Corpus.of_tables(StoredTables(task.folder, task.manifest))
    return write_table(task.folder / WHOLE, task.key, task.name, VERBS[task.name](corpus))
