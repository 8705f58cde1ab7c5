"""The sentences that make a number differ between two states of a corpus."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus
from corpus_tools.report.sections import Section
from corpus_tools.seeded_order import seeded_order
from corpus_tools.sentence_tables import place_sentences
from corpus_tools.sentences import cut_sentences
from corpus_tools.tables import rows_of

MOST = 20_000  # places that a page shows of all numbers

_SIZES = (500, 200, 100, 50, 20, 10, 5)  # of what is shown of a number, as gained or as lost
_SEED = 0


class State(NamedTuple):
    """A state of a corpus with the sections of its report."""

    corpus: Corpus
    sections: Mapping[str, Section]


class Changed(NamedTuple):
    """The places that a number has gained or lost: how many, and those of them that are shown."""

    total: int
    shown: pd.DataFrame
    """doc_id, start, end, before, match, after, title, source, published."""


def changed_places(
    numbers: pd.DataFrame, old: State, new: State, *, same: Mapping[Any, Any], most: int = MOST
) -> list[tuple[Changed, Changed]]:
    """Return for each row of `number_changes` the places that it lost and those that it gained.

    A place is the same in both states if its document (see `same_documents`), its sentence and its words are. A table
    lists the first rows only, so that places of a row which one state lacks are no change where that state has their
    sentence too, in a document of the same time. Where all places are more than `most`, those shown are seeded samples.
    """
    # A document that is gone is none of the new state, even if its id is now that of another.
    gone = {doc_id: (doc_id, "gone") for doc_id in old.corpus.doc_index}
    states = [_Places(old, gone | dict(same)), _Places(new, {})]
    rows = numbers[["figure", "old_key", "new_key"]].itertuples(index=False, name=None)
    differing = []
    for figure, *keys in rows:
        of_old, of_new = (state.of(figure, key) for state, key in zip(states, keys, strict=True))
        if not isinstance(keys[0], str):
            of_old = states[0].standing(of_new, states[1])
        elif not isinstance(keys[1], str):
            of_new = states[1].standing(of_old, states[0])
        differing.append((_only_in(of_old, of_new), _only_in(of_new, of_old)))
    lengths = np.array([len(places.rows) for pair in differing for places in pair], np.int64)
    size = next((size for size in _SIZES if np.minimum(lengths, size).sum() <= most), _SIZES[-1])
    return [(_show(lost, old.corpus, size), _show(gained, new.corpus, size)) for lost, gained in differing]


class _Found(NamedTuple):
    """Some places of a table, and what makes each the same in both states."""

    table: pd.DataFrame
    rows: Ints
    names: list[Any]


_NOTHING_FOUND = _Found(pd.DataFrame(), np.zeros(0, np.int64), [])


class _Places:
    """The places behind the numbers of a state."""

    def __init__(self, state: State, documents: Mapping[Any, Any]) -> None:
        self._state = state
        self._documents = documents  # by the ids of this state, where they are known by others
        self._known: dict[str, tuple[pd.DataFrame, list[Any]]] = {}
        self._sentences: set[tuple[Any, ...]] = set()
        known_by = self._known_by(state.corpus.tables.known("doc_id"))
        self.times: dict[Any, str] = dict(zip(known_by, state.corpus.published.astype(str).tolist(), strict=True))

    def of(self, figure: str, key: object) -> _Found:
        """Return the places behind a number; none where it opens none."""
        section = self._state.sections.get(figure)
        if section is None or not isinstance(key, str):
            return _NOTHING_FOUND
        number = section.numbers[key]
        table, names = self._named("" if number.of_articles else figure)
        return _Found(table, number.rows, [names[row] for row in number.rows.tolist()])

    def standing(self, found: _Found, other: "_Places") -> _Found:
        """Return those places of the other state whose sentence stands here too, in a document of the same time."""
        if not found.names or not self.times:
            return _NOTHING_FOUND
        if "words" not in found.table:
            kept = [name for name in found.names if self.times.get(name) == other.times[name]]
            return _NOTHING_FOUND._replace(names=kept)
        if not self._sentences:
            corpus = self._state.corpus
            rows = rows_of(corpus.sentences["doc_id"], corpus.doc_index)
            start, end = (corpus.sentences[name].to_numpy(np.int32) for name in ("start", "end"))
            words = cut_sentences(rows, start, end, corpus.text_list).tolist()
            documents = self._known_by(corpus.sentences)
            self._sentences = {(doc, self.times[doc], one) for doc, one in zip(documents, words, strict=True)}
        kept = [name for name in found.names if (name[0], other.times[name[0]], name[1]) in self._sentences]
        return _NOTHING_FOUND._replace(names=kept)

    def _named(self, figure: str) -> tuple[pd.DataFrame, list[Any]]:
        """Return the places of a figure, or the documents, with what makes each the same."""
        if figure not in self._known:
            corpus = self._state.corpus
            if not figure:
                table = corpus.texts[["doc_id"]].assign(start=0, end=0)
                self._known[figure] = table, self._known_by(table)
            else:
                places = self._state.sections[figure].places
                placed = place_sentences(places, corpus)
                words = [sentence or "" for sentence in placed.words(corpus.text_list, slice(None))]
                begins = np.maximum(placed.start, 0)
                table = places.assign(words=words, begins=begins)
                within = (places["start"] - begins).tolist(), (places["end"] - begins).tolist()
                self._known[figure] = table, list(zip(self._known_by(places), words, *within, strict=True))
        return self._known[figure]

    def _known_by(self, places: pd.DataFrame) -> list[Any]:
        """Return what the document of each place is known by in both states."""
        return [self._documents.get(doc_id, doc_id) for doc_id in places["doc_id"].tolist()]


def _only_in(one: _Found, other: _Found) -> _Found:
    """Return the places of one state that the other does not have."""
    there = Counter(other.names)
    kept = []
    for at, name in enumerate(one.names):
        if there[name]:
            there[name] -= 1
        else:
            kept.append(at)
    return _Found(one.table, one.rows[kept], [])


def _show(found: _Found, corpus: Corpus, size: int) -> Changed:
    """Return the places of a number with their sentences and documents, a seeded sample where they are many."""
    if not len(found.rows):
        return Changed(0, pd.DataFrame())
    places = found.table.iloc[found.rows]
    if len(places) > size:
        places = places.iloc[np.sort(seeded_order(places.reset_index(drop=True), seed=_SEED)[:size])]
    row = corpus.doc_index.get_indexer(pd.Index(places["doc_id"]))
    shown = places[["doc_id", "start", "end"]].reset_index(drop=True)
    for column in ("title", "source", "published"):
        if column in corpus.texts:
            shown[column] = corpus.texts[column].take(row).to_numpy()
    if "words" in places:
        begins, ends = (places[edge] - places["begins"] for edge in ("start", "end"))
        cut = zip(places["words"], begins, ends, strict=True)
        parts = [(words[:begin], words[begin:end], words[end:]) for words, begin, end in cut]
        shown[["before", "match", "after"]] = pd.DataFrame(parts, dtype=object)
    return Changed(len(found.rows), shown)
