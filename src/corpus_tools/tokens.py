"""Tokens: one pass over the text gives offsets and word numbers, and one vocabulary of distinct words.

Everything that costs (folding, clitics, lemmas, aliases, date words) is then done once for each distinct word and
joined, rather than once for each of millions of tokens. The pass works on chunks of about a million characters in
numpy: a table gives each character its class, a token is a run of one class, a 64-bit key stands for its letters,
and Python strings are made for the distinct words only. numpy releases the interpreter lock, so that threads help.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools import character_classes as cc
from corpus_tools.script import fold_words
from corpus_tools.tables import texts_of
from corpus_tools.token_patterns import kind_of_word, mark_special_tokens

CHUNK_CHARACTERS = 1_000_000
_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a corpus, with its vocabulary and its documents.

    Attributes
    ----------
    table : DataFrame
        One row a token, in the order of the text: doc (int32, row of `documents`), start, end (int32, code
        points into the document's text, half-open), word (int32, row of `vocabulary`).
    vocabulary : DataFrame
        One row a distinct word, in order of first appearance: word (int32), surface (str, as written), folded
        (str, see `corpus_tools.script.fold`), kind (category: word, latin, number, hashtag, mention, url,
        email, emoji, abbreviation), n (int64, its tokens).
    documents : DataFrame
        The documents as passed.
    """

    table: pd.DataFrame
    vocabulary: pd.DataFrame
    documents: pd.DataFrame

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.table)

    def __repr__(self) -> str:
        """Say how large the corpus is, rather than print it."""
        return f"Tokens({len(self.table):,} tokens, {len(self.vocabulary):,} words, {len(self.documents):,} documents)"


class _Piece(NamedTuple):
    """A document, or a part of a very long one."""

    doc: int
    offset: int
    text: str


class _Chunk(NamedTuple):
    """The tokens of one chunk, their words numbered within it."""

    doc: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    code: NDArray[np.int64]
    words: list[str]


def tokenize(documents: pd.DataFrame, *, threads: int = 1) -> Tokens:
    """Find every token of a corpus and number its distinct words.

    A token is a run of letters with the marks, tatweels and invisible controls inside it (an Arabic word with its
    clitics is one token), a number with its separators and percent sign, or a hashtag, mention, address,
    abbreviation or emoji as a whole. Punctuation is no token.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id and text. A missing text has no tokens.
    threads : int
        How many chunks are worked on at once. The result does not depend on it.

    Returns
    -------
    Tokens
        The token table, the vocabulary and the documents.

    Raises
    ------
    TypeError, ValueError
        If `documents` lacks a column or holds something other than texts, or `threads` is less than 1.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["خرج 2,500 شخص من #حي_الوعر."]})
    >>> tokens = tokenize(documents)
    >>> tokens.vocabulary[["surface", "kind"]].values.tolist()
    [['خرج', 'word'], ['2,500', 'number'], ['شخص', 'word'], ['من', 'word'], ['#حي_الوعر', 'hashtag']]
    >>> tokens.table.iloc[1].tolist()
    [0, 4, 9, 1]
    """
    if threads < 1:
        raise ValueError(f"`threads` is {threads}; it must be 1 or more")
    chunks = _split_into_chunks(texts_of(documents))
    if threads == 1:
        return _merge(map(_tokenize_chunk, chunks), documents)
    with ThreadPoolExecutor(threads) as pool:
        return _merge(pool.map(_tokenize_chunk, chunks), documents)


def _split_into_chunks(texts: list[str]) -> Iterator[list[_Piece]]:
    """Gather documents into chunks of about a million characters; a longer document is cut between words."""
    chunk: list[_Piece] = []
    size = 0
    for doc, text in enumerate(texts):
        for offset, part in _parts(text):
            if size + len(part) > CHUNK_CHARACTERS and chunk:
                yield chunk
                chunk, size = [], 0
            chunk.append(_Piece(doc, offset, part))
            size += len(part) + 1
    if chunk:
        yield chunk


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text that is longer than a chunk at white space, or where it must be when there is none."""
    at = 0
    while len(text) - at > CHUNK_CHARACTERS:
        limit = at + CHUNK_CHARACTERS
        cut = max(text.rfind(blank, at + 1, limit) for blank in (" ", "\n", "\t"))
        cut = cut if cut > at else limit
        yield at, text[at:cut]
        at = cut
    yield at, text[at:]


def _tokenize_chunk(pieces: list[_Piece]) -> _Chunk:
    """Find the tokens of some pieces of text, laid end to end."""
    text = _SEPARATOR.join(piece.text for piece in pieces)
    codes = cc.encode(text)
    classes = cc.classify(codes)
    mark_special_tokens(text, codes, classes)
    starts, ends = cc.find_runs(codes, classes)
    code, first = _number_words(codes, starts, ends)
    words = [text[a:b] for a, b in zip(starts[first].tolist(), ends[first].tolist(), strict=True)]
    lengths = np.array([len(piece.text) + 1 for piece in pieces], dtype=np.int64)
    piece_starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    bounds = np.append(np.searchsorted(starts, piece_starts), len(starts))
    counts = np.diff(bounds)
    shift = np.repeat(piece_starts - np.array([piece.offset for piece in pieces], dtype=np.int64), counts)
    doc = np.repeat(np.array([piece.doc for piece in pieces], dtype=np.int32), counts)
    return _Chunk(doc, (starts - shift).astype(np.int32), (ends - shift).astype(np.int32), code, words)


def _number_words(
    codes: NDArray[np.unsignedinteger], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the distinct words numbers in order of first appearance, and say which token is the first of each."""
    code, _ = pd.factorize(cc.word_keys(codes, starts, ends))
    code = code.astype(np.int64, copy=False)
    newest = np.maximum.accumulate(code) if len(code) else code
    first = np.flatnonzero(np.diff(newest, prepend=-1))
    return code, first


def _merge(chunks: Iterator[_Chunk], documents: pd.DataFrame) -> Tokens:
    """Join the chunks, word by word: keys of different chunks are never compared."""
    numbers: dict[str, int] = {}
    parts: list[tuple[NDArray[np.int32], ...]] = []
    for chunk in chunks:
        to_word = np.fromiter(
            (numbers.setdefault(word, len(numbers)) for word in chunk.words), np.int32, len(chunk.words)
        )
        parts.append((chunk.doc, chunk.start, chunk.end, to_word[chunk.code]))
    columns = ["doc", "start", "end", "word"]
    table = pd.DataFrame(
        {
            name: np.concatenate([part[k] for part in parts]) if parts else np.empty(0, np.int32)
            for k, name in enumerate(columns)
        }
    )
    surfaces = list(numbers)
    vocabulary = pd.DataFrame(
        {
            "word": np.arange(len(surfaces), dtype=np.int32),
            "surface": pd.Series(surfaces, dtype="str"),
            "folded": pd.Series(fold_words(surfaces), dtype="str"),
            "kind": pd.Categorical([kind_of_word(word) for word in surfaces], categories=cc.KINDS),
            "n": np.bincount(table["word"], minlength=len(surfaces)).astype(np.int64),
        }
    )
    return Tokens(table, vocabulary, documents)
