"""Tokens: one pass over the text gives offsets and word numbers, and one vocabulary of distinct words.

Everything that costs (folding, clitics, lemmas, aliases, date words) is then done once for each distinct word and
joined, rather than once for each of millions of tokens. The pass works on chunks that fit the processor's cache, in
numpy: each character has a class, a token is a run of one class, a 64-bit key stands for its letters, and Python
strings are made for the distinct words only. numpy releases the interpreter lock, so that threads help.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools import character_classes as cc
from corpus_tools.script import fold_words
from corpus_tools.tables import texts_of
from corpus_tools.token_patterns import kinds_of_words, mark_special_tokens
from corpus_tools.word_keys import word_keys

CHUNK_CHARACTERS = 400_000
#: Tokens among which new words are looked for at a time.
_STRETCH = 65_536
#: Tokens whose words are numbered at a time, and room for their words.
_TOKENS_OF_A_GROUP, _WORDS_OF_A_GROUP = 1 << 20, 1 << 17
_CHARACTERS_OF_A_TOKEN = 5
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
        One row a distinct word, in order of first appearance: word (int32), surface (str, as written), folded (str,
        see `corpus_tools.script.fold`), kind (category: word, latin, number, hashtag, mention, url, email, emoji,
        abbreviation), n (int64, its tokens). Its strings are Python objects: every step reads them one by one.
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


class _Batch(NamedTuple):
    """Documents, or parts of very long ones, that are worked on together."""

    texts: list[str]
    doc: NDArray[np.int32]
    offset: NDArray[np.int32]
    lengths: NDArray[np.int32]


class _Chunk(NamedTuple):
    """The tokens of one batch: how many each text has, where they stand, and a key for the letters of each."""

    counts: NDArray[np.int64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    key: NDArray[np.uint64]


class _Group(NamedTuple):
    """The distinct words of some tokens, by key, and how many tokens each has."""

    key: NDArray[np.uint64]
    n: NDArray[np.int64]


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
    texts = texts_of(documents)
    batches = list(_split_into_batches(texts))
    if threads == 1:
        table, firsts, n = _join(batches, map(_tokenize_batch, batches))
    else:
        with ThreadPoolExecutor(threads) as pool:
            table, firsts, n = _join(batches, pool.map(_tokenize_batch, batches))
    places = zip(*(table[column].to_numpy()[firsts].tolist() for column in ("doc", "start", "end")), strict=True)
    surfaces = [texts[doc][start:end] for doc, start, end in places]
    return Tokens(table, _describe_words(surfaces, n), documents)


def require_tokens(tokens: object) -> None:
    """Check that what a verb was given are tokens.

    Parameters
    ----------
    tokens : object
        What was passed as `tokens`.

    Raises
    ------
    TypeError
        If it is anything else, such as the documents.

    Examples
    --------
    >>> require_tokens("حمص")
    Traceback (most recent call last):
        ...
    TypeError: `tokens` is a str; pass what tokenize() makes of the documents
    """
    if not isinstance(tokens, Tokens):
        raise TypeError(f"`tokens` is a {type(tokens).__name__}; pass what tokenize() makes of the documents")


def merge_tokens(parts: Iterable[Tokens]) -> Tokens:
    """Join the tokens of the parts of a corpus that was tokenized part by part.

    Parameters
    ----------
    parts : iterable of Tokens
        From `tokenize`, in the order of the corpus. Where only counts are wanted, their documents may do without the
        text, which is the larger part of their memory.

    Returns
    -------
    Tokens
        What `tokenize` gives for all documents at once. Lemmas that parts have are left out: they are found anew in
        the whole vocabulary, which tells better which stems stand alone.

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
    number, _ = pd.factorize(words["surface"].to_numpy())
    vocabulary = words[~words["surface"].duplicated()].reset_index(drop=True)
    vocabulary["word"] = np.arange(len(vocabulary), dtype=np.int32)
    n = np.zeros(len(vocabulary), np.int64)
    np.add.at(n, number, words["n"].to_numpy())
    vocabulary["n"] = n
    doc_shifts = np.cumsum([0, *(len(part.documents) for part in parts)], dtype=np.int32)
    numbers = np.split(number.astype(np.int32), np.cumsum([len(part.vocabulary) for part in parts])[:-1])
    tables = [
        part.table.assign(doc=part.table["doc"] + shift, word=of_part[part.table["word"].to_numpy()])
        for part, shift, of_part in zip(parts, doc_shifts, numbers, strict=False)
    ]
    return Tokens(pd.concat(tables, ignore_index=True), vocabulary, documents)


def _split_into_batches(texts: list[str]) -> Iterator[_Batch]:
    """Gather documents into batches that stay in the processor's cache; a longer document is cut between words."""
    doc = np.arange(len(texts), dtype=np.int32)
    offset = np.zeros(len(texts), np.int32)
    lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    if len(texts) and lengths.max() > CHUNK_CHARACTERS:
        parts = [(row, at, part) for row, text in enumerate(texts) for at, part in _parts(text)]
        texts = [part for _, _, part in parts]
        doc = np.array([row for row, _, _ in parts], np.int32)
        offset = np.array([at for _, at, _ in parts], np.int32)
        lengths = np.fromiter(map(len, texts), np.int32, len(texts))
    number = np.cumsum(lengths, dtype=np.int64) // CHUNK_CHARACTERS
    bounds = [*np.flatnonzero(np.diff(number, prepend=-1)).tolist(), len(texts)]
    for low, high in pairwise(bounds):
        yield _Batch(texts[low:high], doc[low:high], offset[low:high], lengths[low:high])


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


def _tokenize_batch(batch: _Batch) -> _Chunk:
    """Find the tokens of some texts, laid end to end."""
    margin = _SEPARATOR * cc.PADDING
    text = margin + _SEPARATOR.join(batch.texts) + margin
    codes = cc.encode(text)
    classes = cc.classify(codes)
    mark_special_tokens(text, codes, classes)
    starts, ends = cc.find_runs(classes.of, classes.controls)
    key = word_keys(codes, classes, starts, ends)
    text_starts = cc.PADDING + np.cumsum(batch.lengths + 1) - batch.lengths - 1
    counts = np.diff(np.append(np.searchsorted(starts, text_starts), len(starts)))
    shift = np.repeat((text_starts - batch.offset).astype(np.int32), counts)
    start, end = starts.astype(np.int32) - shift, ends.astype(np.int32) - shift
    return _Chunk(counts, start, end, key)


def _join(batches: list[_Batch], chunks: Iterable[_Chunk]) -> tuple[pd.DataFrame, list[int], NDArray[np.int64]]:
    """Lay the tokens of batches end to end, each chunk let go once it is copied, and number their words.

    Returns
    -------
    table : DataFrame
        The token table; words are numbered in order of first appearance.
    firsts : list of int
        The row where each word first stands.
    n : ndarray of int64
        How many tokens each word has.
    """
    # Room for the tokens of usual prose; what is not filled takes no memory, and is given back.
    room = sum(int(batch.lengths.sum()) for batch in batches) // _CHARACTERS_OF_A_TOKEN
    start, end, word = (np.empty(room, np.int32) for _ in range(3))
    key = np.empty(min(room, _TOKENS_OF_A_GROUP), np.uint64)
    counts, groups, first, size = [np.empty(0, np.int64)], [], 0, 0
    for chunk in chunks:
        low, size = size, size + len(chunk.key)
        if size > len(word):
            for column in (start, end, word):
                column.resize(size + size // 2, refcheck=False)
        if size - first > len(key):
            key.resize(size - first, refcheck=False)
        start[low:size], end[low:size], key[low - first : size - first] = chunk.start, chunk.end, chunk.key
        counts.append(chunk.counts)
        # Words are numbered while other threads find the next tokens, so many at a time that most are met often.
        if size - first >= _TOKENS_OF_A_GROUP:
            groups.append(_number_words(key[: size - first], word[first:size]))
            first = size
    groups.append(_number_words(key[: size - first], word[first:size]))
    numbers, _ = pd.factorize(np.concatenate([group.key for group in groups]))
    n = np.bincount(numbers, np.concatenate([group.n for group in groups])).astype(np.int64)
    bounds = np.cumsum([len(group.key) for group in groups])[:-1]
    low = 0
    for group, of_group in zip(groups, np.split(numbers.astype(np.int32), bounds), strict=True):
        stretch = slice(low, low + int(group.n.sum()))
        word[stretch] = of_group[word[stretch]]
        low = stretch.stop
    for column in (start, end, word):
        column.resize(size, refcheck=False)
    firsts: list[int] = []
    for low in range(0, size, _STRETCH):
        words = word[low : low + _STRETCH]
        if words.max() >= len(firsts):
            new = np.flatnonzero(words >= len(firsts))
            _, at = np.unique(words[new], return_index=True)
            firsts += (low + new[at]).tolist()
    doc = np.repeat(np.concatenate([np.empty(0, np.int32), *(batch.doc for batch in batches)]), np.concatenate(counts))
    return pd.DataFrame({"doc": doc, "start": start, "end": end, "word": word}, copy=False), firsts, n


def _number_words(key: NDArray[np.uint64], word: NDArray[np.int32]) -> _Group:
    """Give the words of some tokens numbers, in place, and list their keys."""
    codes, listed = pd.factorize(key, size_hint=_WORDS_OF_A_GROUP)
    word[:] = codes
    return _Group(listed, np.bincount(codes, minlength=len(listed)))


def _describe_words(surfaces: list[str], n: NDArray[np.int64]) -> pd.DataFrame:
    """Tabulate the distinct words."""
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
