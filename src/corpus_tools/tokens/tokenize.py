"""Tokens: one pass over the text gives offsets, word ids and one vocabulary of distinct words.

Everything expensive (folding, clitics, lemmas, aliases, date words) is then done once for each distinct word, not for
each of millions of tokens. The pass works on chunks that fit the processor's cache, in numpy: each character has a
class, a token is a run of one class, a 64-bit key stands for its letters, and only distinct words become Python
strings. numpy releases the interpreter lock, so threads help.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.script import fold_words
from corpus_tools.tables import TextParts, cut_stretches
from corpus_tools.threads import mapping
from corpus_tools.tokens import characters as cc
from corpus_tools.tokens.keys import word_keys
from corpus_tools.tokens.patterns import kinds_of_words, mark_special_tokens
from corpus_tools.tokens.vocabulary import (
    FrequentWords,
    count_tokens,
    factorize_keys,
    fill_word_ids,
    look_up_frequent_words,
    tabulate_frequent_words,
)

CHUNK_CHARACTERS = 600_000
#: Characters at the beginning of a corpus, about half a million tokens, whose words count as the frequent ones.
_BEGINNING = 3_500_000
_CHARACTERS_OF_A_TOKEN = 5
_SEPARATOR = "\n"


@dataclass(frozen=True, eq=False)
class Tokens:
    """The tokens of a corpus, with its vocabulary and its documents.

    Attributes
    ----------
    table : DataFrame
        One row a token, in the order of the text: doc (int32, row of `documents`), start, end (int32, code
        points into the document's text, half-open), word (int32, row of `vocabulary`).
    vocabulary : DataFrame
        One row a distinct word, in order of first appearance: word (int32), surface (str, as written), folded (str,
        see `corpus_tools.script.fold`), kind (category: word, latin, number, hashtag, mention, url, email, emoji,
        abbreviation), n (int64, its tokens). Its strings are Python objects: every step reads them one by one.
    documents : DataFrame
        The documents as passed, with their texts.
    """

    table: pd.DataFrame
    vocabulary: pd.DataFrame
    #: Or what reads them: of most questions to a store, their texts are no part.
    _documents: pd.DataFrame | Callable[[], pd.DataFrame]

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents as passed."""
        return self._documents if isinstance(self._documents, pd.DataFrame) else self._documents()

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.table)

    def __repr__(self) -> str:
        """Describe the size of the corpus rather than print it."""
        return f"Tokens({len(self.table):,} tokens, {len(self.vocabulary):,} words, {len(self.documents):,} documents)"


class _Batch(NamedTuple):
    """Documents, or parts of very long ones, that are tokenized together."""

    texts: list[str]  # whole
    doc: NDArray[np.int32]
    offset: NDArray[np.int32]
    lengths: NDArray[np.int32]


class _Chunk(NamedTuple):
    """The tokens of one batch, with the places and keys of those that still lack a word id."""

    doc: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    word: NDArray[np.int32]
    at: NDArray[np.int64]
    keys: NDArray[np.uint64]


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
        How many chunks are tokenized at once. The result does not depend on it.

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
    return tokenize_parts(documents, TextParts(documents), threads=threads)


def tokenize_parts(documents: pd.DataFrame, parts: TextParts, *, threads: int) -> Tokens:
    """Return the tokens of documents whose texts are at hand in parts, as `tokenize` does."""
    with mapping(threads) as mapped:
        room = parts.characters // _CHARACTERS_OF_A_TOKEN
        table, firsts, n = _tokenize_batches(_split_into_batches(parts), mapped, room=room)
    # Words are numbered in the order of the texts.
    places = (table[column].to_numpy()[firsts] for column in ("doc", "start", "end"))
    surfaces = cut_stretches(chain.from_iterable(parts), *places)
    return Tokens(table, _describe_words(surfaces, n), documents)


def require_tokens(tokens: object) -> None:
    """Raise a TypeError unless `tokens` are tokens: a caller may have passed the documents."""
    if not isinstance(tokens, Tokens):
        raise TypeError(f"`tokens` is a {type(tokens).__name__}; pass what tokenize() makes of the documents")


def merge_tokens(parts: Iterable[Tokens]) -> Tokens:
    """Join the tokens of the parts of a corpus that was tokenized part by part.

    Parameters
    ----------
    parts : iterable of Tokens
        From `tokenize`, in the order of the corpus. If only counts are wanted, their documents may lack the text, which
        takes most of their memory.

    Returns
    -------
    Tokens
        What `tokenize` returns for all documents at once. Lemmas of the parts are dropped: they are found again in the
        whole vocabulary, which shows better which stems stand alone.

    Raises
    ------
    TypeError
        If a part is anything but tokens.
    ValueError
        If there are no parts, or one doc_id stands in two of them.

    Examples
    --------
    >>> first = pd.DataFrame({"doc_id": ["أ"], "text": ["هدنة في حمص"]})
    >>> second = pd.DataFrame({"doc_id": ["ب"], "text": ["قصف حمص"]})
    >>> tokens = merge_tokens([tokenize(first), tokenize(second)])
    >>> tokens, tokens.vocabulary.loc[tokens.vocabulary["surface"] == "حمص", "n"].item()
    (Tokens(5 tokens, 4 words, 2 documents), 2)
    """
    parts = list(parts)
    for part in parts:
        require_tokens(part)
    if not parts:
        raise ValueError("there are no tokens to merge; pass at least one result of tokenize()")
    documents = pd.concat([part.documents for part in parts], ignore_index=True)
    twice = documents["doc_id"].duplicated()
    if twice.any():
        doc_id = documents.loc[twice, "doc_id"].iloc[0]
        raise ValueError(f"the doc_id {doc_id!r} stands in two of the parts; make the ids unique before tokenizing")
    columns = ["word", "surface", "folded", "kind", "n"]
    words = pd.concat([part.vocabulary[columns] for part in parts], ignore_index=True)
    word, _ = pd.factorize(words["surface"].to_numpy())
    vocabulary = words[~words["surface"].duplicated()].reset_index(drop=True)
    vocabulary["word"] = np.arange(len(vocabulary), dtype=np.int32)
    n = np.zeros(len(vocabulary), np.int64)
    np.add.at(n, word, words["n"].to_numpy())
    vocabulary["n"] = n
    doc_shifts = np.cumsum([0, *(len(part.documents) for part in parts)], dtype=np.int32)
    ids = np.split(word.astype(np.int32), np.cumsum([len(part.vocabulary) for part in parts])[:-1])
    tables = [
        part.table.assign(doc=part.table["doc"] + shift, word=of_part[part.table["word"].to_numpy()])
        for part, shift, of_part in zip(parts, doc_shifts, ids, strict=False)
    ]
    return Tokens(pd.concat(tables, ignore_index=True), vocabulary, documents)


def _split_into_batches(parts: Iterable[list[str]]) -> Iterator[_Batch]:
    """Yield batches of documents that stay in the processor's cache; longer documents are cut between words."""
    first = 0
    for texts in parts:
        yield from _split_part(texts, first)
        first += len(texts)


def _split_part(texts: list[str], first: int) -> Iterator[_Batch]:
    """Yield batches of some documents, whose rows are numbered from `first` on."""
    doc = np.arange(first, first + len(texts), dtype=np.int32)
    offset = np.zeros(len(texts), np.int32)
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    if len(texts) and lengths.max() > CHUNK_CHARACTERS:
        parts = [(row, at, end - at) for row, text in enumerate(texts) for at, end in _parts(text)]
        row, offset, lengths = np.array(parts, np.int32).T.copy()
        doc, texts = doc[row], [texts[row] for row, _, _ in parts]
    batch = np.cumsum(lengths, dtype=np.int64) // CHUNK_CHARACTERS
    bounds = [*np.flatnonzero(np.diff(batch, prepend=-1)).tolist(), len(texts)]
    for low, high in pairwise(bounds):
        yield _Batch(texts[low:high], doc[low:high], offset[low:high], lengths[low:high])


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text begin and end that is cut into chunks, at white space if there is any."""
    at = 0
    while len(text) - at > CHUNK_CHARACTERS:
        limit = at + CHUNK_CHARACTERS
        cut = max(text.rfind(blank, at + 1, limit) for blank in (" ", "\n", "\t"))
        cut = cut if cut > at else limit
        yield at, cut
        at = cut
    yield at, len(text)


def _tokenize_batch(batch: _Batch, frequent: FrequentWords | None) -> _Chunk:
    """Tokenize texts laid end to end, and look up the ids of frequent words."""
    margin = _SEPARATOR * (cc.PADDING - 1)
    bounds = zip(batch.texts, batch.offset.tolist(), batch.lengths.tolist(), strict=True)
    text = _SEPARATOR.join([margin, *(whole[at : at + length] for whole, at, length in bounds), margin])
    codes = cc.encode(text)
    classes = cc.classify(codes)
    mark_special_tokens(text, codes, classes)
    starts, ends = cc.find_runs(classes.of, classes.controls)
    key = word_keys(codes, classes, starts, ends)
    text_starts = cc.PADDING + np.cumsum(batch.lengths + 1) - batch.lengths - 1
    counts = np.diff(np.append(np.searchsorted(starts, text_starts), len(starts)))
    shift = np.repeat((text_starts - batch.offset).astype(np.int32), counts)
    start, end = starts.astype(np.int32) - shift, ends.astype(np.int32) - shift
    doc = np.repeat(batch.doc, counts)
    if frequent is None:
        word, at = np.empty(len(key), np.int32), np.arange(len(key))
    else:
        word, at = look_up_frequent_words(key, frequent)
    return _Chunk(doc, start, end, word, at, key[at])


def _tokenize_batches(
    batches: Iterator[_Batch], mapped: Callable[..., Iterable[_Chunk]], *, room: int
) -> tuple[pd.DataFrame, NDArray[np.int64], NDArray[np.int64]]:
    """Tokenize batches; return the token table, the row where each word first stands, and the tokens of each word."""
    # The words of the beginning are numbered first, so that few words of the rest need a look-up in the hash table.
    beginning = list(mapped(partial(_tokenize_batch, frequent=None), _take_beginning(batches)))
    ids, listed = factorize_keys([chunk.keys for chunk in beginning])
    frequent = tabulate_frequent_words(listed, np.bincount(ids))
    rest = mapped(partial(_tokenize_batch, frequent=frequent), batches)
    n_beginning = len(beginning)
    columns, rows, keys = _join(chain(beginning, rest), room=room)
    more, distinct = factorize_keys([listed, *keys[n_beginning:]])
    of_rows = np.concatenate([ids, more[len(listed) :]], dtype=np.int32, casting="unsafe")
    firsts = fill_word_ids(columns["word"], rows, of_rows)
    return pd.DataFrame(columns, copy=False), firsts, count_tokens(columns["word"], size=len(distinct))


def _take_beginning(batches: Iterator[_Batch]) -> Iterator[_Batch]:
    """Yield the first of some batches, and leave the others."""
    held = 0
    while held < _BEGINNING and (batch := next(batches, None)):
        held += int(batch.lengths.sum())
        yield batch


def _join(
    chunks: Iterable[_Chunk], *, room: int
) -> tuple[dict[str, NDArray[np.int32]], list[NDArray[np.int64]], list[NDArray[np.uint64]]]:
    """Lay the tokens of chunks end to end, and free each chunk once it is copied.

    `room` is the expected number of tokens (what is not filled takes no memory). Returns the columns of the token table
    and, chunk by chunk, the rows and the keys of the tokens that still lack a word id.
    """
    columns = {name: np.empty(room, np.int32) for name in ("doc", "start", "end", "word")}
    rows, keys, size = [], [], 0
    for chunk in chunks:
        low, size = size, size + len(chunk.word)
        for name, column in columns.items():
            if size > len(column):
                column.resize(size + size // 2, refcheck=False)
            column[low:size] = getattr(chunk, name)
        rows.append(chunk.at + low)
        keys.append(chunk.keys)
    for column in columns.values():
        column.resize(size, refcheck=False)
    return columns, rows, keys


def _describe_words(surfaces: list[str], n: NDArray[np.int64]) -> pd.DataFrame:
    """Return the vocabulary table of distinct words."""
    return pd.DataFrame(
        {
            "word": np.arange(len(surfaces), dtype=np.int32),
            "surface": pd.Series(surfaces, dtype=object),
            "folded": pd.Series(fold_words(surfaces), dtype=object),
            "kind": pd.Categorical.from_codes(kinds_of_words(surfaces), categories=pd.Index(cc.KINDS)),
            "n": n,
        },
        copy=False,
    )
