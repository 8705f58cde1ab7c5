"""The table of evidence: every place behind the marks of a figure, with its sentence and its document."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.seeded_order import seeded_order
from corpus_tools.sentences import cut_sentences, locate_sentences
from corpus_tools.tables import DOCUMENT_COLUMNS, describe_documents, text_column

if TYPE_CHECKING:
    from corpus_tools.locale import Locale

SEED = 0  # of the order of the places

_PLACE = ["start", "end", "surface", "start_b", "end_b", "surface_b", "earliest", "latest"]
_SENTENCE = ["sentence", "words"]


def gather_evidence(
    parts: list[tuple[pd.DataFrame, Corpus | None]], rows: pd.DataFrame, locale: "Locale"
) -> pd.DataFrame:
    """Return every place behind the marks of a figure, mark by mark in a seeded order, so that the first are a sample.

    `parts` has the places of each corpus; without one, they have the sentences already or there are none. Columns:
    mark, label (of the mark), place (its number in the order) and places (how many the mark has); side, where two are
    compared; doc_id, title, source, published and url of the document, as far as known; start, end, surface and those
    of a second place (_b); earliest and latest of a date; sentence (its number) and words.
    """
    found = pd.concat([_of_corpus(places, corpus) for places, corpus in parts], ignore_index=True)
    label = found["mark"].map(mark_labels(rows, locale)).astype("str")
    order = seeded_order(found, label, seed=SEED)
    order = order[np.argsort(found["mark"].to_numpy()[order], kind="stable")]
    found = found.assign(label=label).take(order).reset_index(drop=True)
    by_mark = found.groupby("mark", sort=False)["mark"]
    found["place"], found["places"] = by_mark.cumcount() + 1, by_mark.transform("size")
    columns = ["mark", "label", "place", "places", "side", "doc_id", *DOCUMENT_COLUMNS, *_PLACE, *_SENTENCE]
    return found[[column for column in columns if column in found]]


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


def _of_corpus(places: pd.DataFrame, corpus: Corpus | None) -> pd.DataFrame:
    """Return places with what is known of their documents, and their sentences."""
    if corpus is None:
        return places
    doc = np.asarray(corpus.doc_index.get_indexer(pd.Index(places["doc_id"])), np.int64)
    found = places.assign(**describe_documents(corpus.metadata, doc))
    if "words" in places:
        return found
    sentences = corpus.sentences
    row = locate_sentences(places, sentences)
    number = np.append(sentences["sentence"].to_numpy(np.int32), np.int32(-1))[row]
    words = cut_sentences(row, sentences, corpus.doc_index, corpus.text_list)
    return found.assign(sentence=number, words=text_column(words.tolist()).array)
