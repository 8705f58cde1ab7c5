"""The sentences of a corpus as a table, and those of places in it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

import numpy as np
import pandas as pd

from corpus_tools.arrays import Codes, Ints, order_by
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.sentences import SentenceSpans, cut_sentences, locate_sentences
from corpus_tools.spans import rows_by_piece
from corpus_tools.tables import rows_of

_AT_ONCE = 4_096  # sentences that are read together


def split_sentences(corpus: Corpus | pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of a corpus.

    A sentence ends at a full stop, question or exclamation mark before white space (closing quotes belong to it), at
    the ``.,`` that joins paragraphs in some wire copy, and at every line break, so that a title is a sentence. The
    blank after a full stop may be missing («المدينة.وقال»).
    A dot after a single letter (د. سمير), inside a number, or beside another dot ends nothing.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text. A missing text has no sentences.

    Returns
    -------
    DataFrame
        One row a sentence, in order: doc_id, sentence (int32, counted from 0 in each document), start, end (int32,
        code points, half-open, white space at the edges left out).

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus and no table of documents.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غادرت حافلة. هل تعود؟ قال د. سمير: لا"]})
    >>> split_sentences(documents)[["sentence", "start", "end"]].values.tolist()
    [[0, 0, 12], [1, 13, 21], [2, 22, 37]]
    """
    return as_corpus(corpus).sentences


class PlacedSentences(NamedTuple):
    """The sentences that places begin in."""

    doc: Ints  #: the row of the document of each place
    number: Codes  #: the number of its sentence in the document, -1 where it lies in none
    start: Codes  #: where that sentence begins and ends, -1 where there is none
    end: Codes

    def words(self, texts: Sequence[str], rows: Ints | slice) -> list[str]:
        """Return the words of the sentences of some places, None for none, given the texts of all documents."""
        cut: list[str] = cut_sentences(self.doc[rows], self.start[rows], self.end[rows], texts).tolist()
        return cut


def place_sentences(places: pd.DataFrame, corpus: Corpus) -> PlacedSentences:
    """Return the sentences that places begin in; of a corpus in parts, the sentences of one are held at a time."""
    number, start, end = np.full((3, len(places)), -1, np.int32)
    doc = rows_of(places["doc_id"], corpus.doc_index)
    for piece, at in rows_by_piece(doc, corpus):
        if len(at):
            sentences = piece.sentences
            row = locate_sentences(places[["doc_id", "start"]].take(at), sentences)
            inside, row = at[row >= 0], row[row >= 0]
            for column, name in ((number, "sentence"), (start, "start"), (end, "end")):
                column[inside] = sentences[name].to_numpy()[row]
    return PlacedSentences(doc, number, start, end)


def sentence_spans(corpus: Corpus) -> SentenceSpans:
    """Return where the sentences of a corpus stand, the row of the document of each looked up once."""
    sentences = corpus.sentences
    ends = (sentences[name].to_numpy(np.int64) for name in ("start", "end"))
    return corpus.once("sentence_spans", lambda: SentenceSpans(rows_of(sentences["doc_id"], corpus.doc_index), *ends))


def add_sentences(places: pd.DataFrame, corpus: Corpus, *, doc: Ints | None = None) -> pd.DataFrame:
    """Add to each place the sentence that it begins in; drop places outside every sentence.

    New columns: sentence (its number in the document), sentence_start, sentence_end (code points) and words (the text
    of the sentence). Rows are in the order of the documents, then of `start`. `doc` are the rows of the documents of
    the places, where they are known.
    """
    doc = rows_of(places["doc_id"], corpus.doc_index) if doc is None else doc
    starts, sentences = places["start"].to_numpy(np.int64), corpus.sentences
    row = sentence_spans(corpus).row(doc, starts)
    kept = np.flatnonzero(row >= 0)
    kept = kept[order_by(doc[kept], starts[kept])]
    number, start, end = (sentences[name].to_numpy()[row[kept]] for name in ("sentence", "start", "end"))
    placed = places.drop(columns=["sentence_start", "sentence_end", "words"], errors="ignore").take(kept)
    words = pd.Series(cut_sentences(doc[kept], start, end, corpus.text_list), dtype=object)
    return placed.reset_index(drop=True).assign(sentence=number, sentence_start=start, sentence_end=end, words=words)


class SentencesOf(Sequence[str]):
    """The words of the sentence of each place in a corpus, read when they are asked for."""

    def __init__(self, places: pd.DataFrame, corpus: Corpus) -> None:
        self._texts, self._placed = corpus.text_list, place_sentences(places, corpus)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return self._placed.words(self._texts, row)
        return self._placed.words(self._texts, np.array([row]))[0]

    def __iter__(self) -> Iterator[str]:
        for low in range(0, len(self), _AT_ONCE):
            yield from self[low : low + _AT_ONCE]

    def __len__(self) -> int:
        return len(self._placed.doc)


def with_words(events: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return a timeline of a corpus with the words of the sentences, as `timeline` makes it."""
    if "words" in events:
        return events
    told, words = events.copy(deep=False), list(SentencesOf(events, corpus))
    told.insert(told.columns.tolist().index("sentence_end") + 1, "words", pd.Series(words, told.index, dtype=object))
    return told
