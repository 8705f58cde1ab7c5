"""The tables that are counted in all parts of a corpus, each by one process."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.places import Place
from corpus_tools.store.manifest import Manifest
from corpus_tools.store.stored_tables import StoredTables
from corpus_tools.store.tables import WHOLE, path_inside, write_table
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.words.analyze import find_lemmas

#: How each of these tables is made.
VERBS: dict[str, Callable[[Corpus], pd.DataFrame]] = {
    "lemmas": lambda corpus: find_lemmas(corpus.vocabulary),
    "frequencies": term_frequency,
    "copies": find_duplicates,
}
#: Those that are made by one process, each with the help of those before it.
CHAINS = (("lemmas", "frequencies"), ("copies",))


class WholeTask(NamedTuple):
    """Tables that are to be made of a corpus whose parts are there, one after the other."""

    folder: Place  # of the store
    manifest: Manifest
    keys: dict[str, str]  # by name


def make_of_whole(task: WholeTask) -> dict[str, Place]:
    """Make tables of the whole, and return their files."""
    made: dict[str, Place] = {}
    for name, key in task.keys.items():
        whole = {**task.manifest.whole, **{known: path_inside(path) for known, path in made.items()}}
        corpus = Corpus.of_tables(StoredTables(task.folder, replace(task.manifest, whole=whole)))
        made[name] = write_table(task.folder / WHOLE, key, name, VERBS[name](corpus))
    return made
