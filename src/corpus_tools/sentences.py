"""Sentences of Arabic news: where each starts and ends, offsets into the text as passed."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.script import INVISIBLE
from corpus_tools.tables import require_columns, texts_of

_HIDDEN = f"[{INVISIBLE}]*"
_CLOSING = f"""["'»”’)\\]}}{INVISIBLE}]*"""
#: A sentence ends at a line break; at one or more of ! ? ؟; and at a single full stop that white space, the end or
#: the wire style's `.,` follows. Two or more dots are a pause in Arabic headlines, not an end.
_END = re.compile(
    rf"{_HIDDEN}[\r\n\u2028\u2029\x0b\x0c\x85]+"
    rf"|[!?؟]+{_CLOSING}(?:,(?=\s)|(?=\s|$))"
    rf"|(?<!\.)[.۔](?![.۔]){_CLOSING}(?:,(?=\s)|(?=\s|$))"
)
#: Before these a full stop abbreviates: one letter that is no word of its own (titles, initials).
_ABBREVIATED = re.compile(r"(?:^|[\s(«\"'.])[^\W\d_وفبكل]\Z")
_BLANKS = f" \t\r\n\x0b\x0c\x85\u00a0\u2028\u2029{''.join(chr(point) for point in (0x200E, 0x200F, 0xFEFF))}"


def split_sentences(documents: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences of each document.

    A sentence ends at a full stop, question or exclamation mark before white space (closing quotes belong to it), at
    the ``.,`` that joins paragraphs in some wire copy, and at every line break, so that a title is a sentence.
    A dot after a single letter (د. سمير), inside a number, or beside another dot ends nothing.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id and text. A missing text has no sentences.

    Returns
    -------
    DataFrame
        One row a sentence, in order: doc_id, sentence (int32, counted from 0 in each document), start, end (int32,
        code points, half-open, white space at the edges left out).

    Raises
    ------
    TypeError, ValueError
        If `documents` lacks a column or holds something other than texts.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غادرت حافلة. هل تعود؟ قال د. سمير: لا"]})
    >>> split_sentences(documents)[["sentence", "start", "end"]].values.tolist()
    [[0, 0, 12], [1, 13, 21], [2, 22, 37]]
    """
    texts = texts_of(documents)
    docs: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for doc, text in enumerate(texts):
        for start, end in _sentence_spans(text):
            docs.append(doc)
            starts.append(start)
            ends.append(end)
    doc_rows = np.array(docs, dtype=np.int64)
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].take(doc_rows).reset_index(drop=True),
            "sentence": _count_within(doc_rows),
            "start": np.array(starts, dtype=np.int32),
            "end": np.array(ends, dtype=np.int32),
        }
    )


def number_sentences(spans: pd.DataFrame, sentences: pd.DataFrame) -> NDArray[np.int32]:
    """Say in which sentence each span begins.

    Parameters
    ----------
    spans : DataFrame
        Columns doc_id and start, such as dates, mentions or concordance lines have.
    sentences : DataFrame
        The table of `split_sentences` for the same documents.

    Returns
    -------
    ndarray of int32
        For each span the `sentence` number in its document, or -1 where no sentence holds its start.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["غادرت حافلة. عادت حافلة."]})
    >>> spans = pd.DataFrame({"doc_id": ["أ", "أ"], "start": [6, 18]})
    >>> number_sentences(spans, split_sentences(documents)).tolist()
    [0, 1]
    """
    require_columns(spans, ["doc_id", "start"], name="spans")
    require_columns(sentences, ["doc_id", "sentence", "start", "end"], name="sentences")
    if not len(spans) or not len(sentences):
        return np.full(len(spans), -1, np.int32)
    doc_of_sentence, doc_ids = pd.factorize(sentences["doc_id"])
    doc_of_span = doc_ids.get_indexer(pd.Index(spans["doc_id"]))
    stride = int(max(sentences["end"].max(), spans["start"].max())) + 1
    order = np.argsort(doc_of_sentence * stride + sentences["start"].to_numpy(np.int64), kind="stable")
    begins = (doc_of_sentence * stride + sentences["start"].to_numpy(np.int64))[order]
    ends = (doc_of_sentence * stride + sentences["end"].to_numpy(np.int64))[order]
    at = doc_of_span * stride + spans["start"].to_numpy(np.int64)
    row = np.searchsorted(begins, at, side="right") - 1
    held = (doc_of_span >= 0) & (row >= 0) & (at < ends[row])
    return np.where(held, sentences["sentence"].to_numpy(np.int32)[order][row], -1).astype(np.int32)


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Find the spans of the sentences of one text, their edges without white space."""
    at = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATED.search(text, max(0, match.start() - 2), match.start()):
            continue
        yield from _trimmed(text, at, match.end() - match.group().endswith(","))
        at = match.end()
    yield from _trimmed(text, at, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Leave white space out at the edges; a span with nothing in it is no sentence."""
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    if start < end:
        yield start, end


def _count_within(doc_rows: NDArray[np.int64]) -> NDArray[np.int32]:
    """Count rows from 0 within each document."""
    opens = np.flatnonzero(np.diff(doc_rows, prepend=-1))
    return (np.arange(len(doc_rows)) - np.repeat(opens, np.diff(np.append(opens, len(doc_rows))))).astype(np.int32)
