"""The table of evidence: every place behind the marks of a figure, with its sentence and its document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus
from corpus_tools.seeded_order import seeded_order
from corpus_tools.sentence_tables import PlacedSentences, place_sentences
from corpus_tools.tables import DOCUMENT_COLUMNS, describe_documents, rows_of, text_column

if TYPE_CHECKING:
    from corpus_tools.locale import Locale

SEED = 0  # of the order of the places

_PLACE = ["start", "end", "surface", "start_b", "end_b", "surface_b", "earliest", "latest"]
_SENTENCE = ["sentence", "words"]
_RAW = ["raw_start", "raw_end", "raw_start_b", "raw_end_b"]


@dataclass(frozen=True, eq=False)
class Evidence:
    """Every place behind the marks of a figure in a seeded order; its sentence is read when its row is asked for.

    `places` are in another order, with what is known of them without a corpus. `corpora` are those that they are in,
    `corpus` which of these; `placed` are their documents and sentences there.
    """

    places: pd.DataFrame
    label: "pd.Series[str]"  # as categories: few stand for many
    order: Ints
    number: Ints  # of each place in the order within its mark, from 1
    corpora: Sequence[Corpus | None]
    corpus: Ints
    placed: PlacedSentences

    def __len__(self) -> int:
        return len(self.places)

    def take(self, rows: Sequence[int] | Ints) -> pd.DataFrame:
        """Return some rows of the table; see `gather_evidence`."""
        rows = np.asarray(rows, np.int64)
        at = self.order[rows]
        here = [np.flatnonzero(self.corpus[at] == number) for number in range(len(self.corpora))]
        found = pd.concat([self._of_corpus(number, at[of]) for number, of in enumerate(here)])
        back = np.argsort(np.concatenate(here), kind="stable")
        found = found.take(back) if len(self.corpora) > 1 else found
        total = np.bincount(self.places["mark"], minlength=1)[found["mark"]]
        label = self.label.take(at).astype("str").array
        found = found.assign(label=label, place=self.number[rows], places=total)
        columns = ["mark", "label", "place", "places", "side", "doc_id", *DOCUMENT_COLUMNS, *_PLACE, *_SENTENCE, *_RAW]
        return found[[column for column in columns if column in found]].reset_index(drop=True)

    def with_raw(self, corpus: Corpus) -> "Evidence":
        """Return the same with the places in the texts as they were read; the surfaces are known to be of them."""
        spans = self.places.filter(["doc_id", "start", "end", "start_b", "end_b", "surface_b"])
        raw = corpus.to_raw(spans)
        return replace(self, places=self.places.assign(**raw[raw.columns.difference(spans.columns)]))

    @cached_property
    def _documents(self) -> list[pd.DataFrame | None]:
        """What a reader is told of the documents of each corpus, read once for all rows."""
        return [None if corpus is None else corpus.tables.known(*DOCUMENT_COLUMNS) for corpus in self.corpora]

    def _of_corpus(self, number: int, at: Ints) -> pd.DataFrame:
        """Return some places of a corpus with what is known of their documents, and their sentences."""
        found, corpus, documents = self.places.take(at), self.corpora[number], self._documents[number]
        if corpus is None or documents is None:
            return found
        found = found.assign(**describe_documents(documents, self.placed.doc[at]))
        if "words" in found:
            return found
        words = text_column(self.placed.words(corpus.text_list, at))
        return found.assign(sentence=self.placed.number[at], words=words.array)


def gather_evidence(
    places: pd.DataFrame, corpus: Ints, corpora: Sequence[Corpus | None], rows: pd.DataFrame, locale: "Locale"
) -> Evidence:
    """Return every place behind the marks of a figure, mark by mark in a seeded order, so that the first are a sample.

    `corpus` says of each place in which of the corpora it is; without one, the places have their sentences already or
    there are none. Columns: mark, label (of the mark), place (its number in the order) and places (how many the mark
    has); side, where two are compared; doc_id, title, source, published and url of the document, as far as known;
    start, end, surface and those of a second place (_b); earliest and latest of a date; sentence (its number) and
    words.
    """
    document = np.full(len(places), -1)
    placed = PlacedSentences(document, *np.full((3, len(places)), -1, np.int32))
    for which, of in enumerate(corpora):
        if of is not None:
            here = np.flatnonzero(corpus == which)
            if "words" in places:
                document[here] = rows_of(places["doc_id"].take(here), of.doc_index)
                continue
            found = place_sentences(places[["doc_id", "start"]].take(here), of)
            document[here], placed.number[here], placed.start[here], placed.end[here] = found
    mark = places["mark"].to_numpy(np.int64)
    labels = mark_labels(rows, locale)
    code, distinct = pd.factorize(labels)
    label = pd.Series(pd.Categorical.from_codes(code[labels.index.get_indexer(pd.Index(mark))], distinct))
    order = seeded_order(places, label, seed=SEED)
    order = order[np.argsort(mark[order], kind="stable")]
    number = np.arange(len(order)) - np.searchsorted(mark[order], mark[order]) + 1
    return Evidence(places, label, order, number, corpora, corpus, placed)


def mark_labels(rows: pd.DataFrame, locale: "Locale") -> "pd.Series[str]":
    """Return what each mark of a figure stands for, in words: its label or pair of labels, its name, its period."""
    return pd.Series([_label(row, locale) for row in rows.to_dict("records")], index=rows["mark"], dtype="str")


def _label(row: "dict[Any, Any]", locale: "Locale") -> str:
    """Return what a mark stands for."""
    if "label_a" in row:
        return f"{row['label_a']}–{row['label_b']}"
    said = [row[key] for key in ("label", "name") if isinstance(row.get(key), str)]
    if not said and isinstance(row.get("period"), str):
        return str(row["period"])  # an event's date, as loosely as the text has it
    if not (pd.isna(row.get("earliest")) and pd.isna(row.get("latest"))):
        said.append(locale.period(row["earliest"], row["latest"]))
    # Below the bins are the rows that are in none, and why.
    return locale.text("comma").join(said) or str(row.get("part", ""))
