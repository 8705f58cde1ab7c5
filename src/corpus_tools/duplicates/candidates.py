"""Which pairs of documents can be copies, by the sequences of two words that they share.

A word that is changed breaks two such sequences, so that a copy with every seventh word changed still keeps most of
them, and those that no other story has are rare: each document is compared with those that share one of its rarest.
Where a story has hundreds of copies, the rarest are slips that two of them have in common. There each document is also
compared with those that stand foremost, with the most that others share, for a part of all its sequences: the story
itself rather than its variants. Either way the number of pairs stays in proportion to that of documents.

The sequences of all documents are many times what the documents hold. They are looked at in buckets, by their hashes;
what each says of its documents waits in a file until all is known of these.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints, distinct
from corpus_tools.duplicates.common_words import SCATTER, Sequences
from corpus_tools.spool import Spool

#: By how many of its rarest sequences a document looks for others, and among how many of those that share one.
_RAREST, _SHARING = 8, 10
#: Among how many it looks by all its sequences, and for what part of them one must stand there.
_FOREMOST, _PART = 3, 0.25
#: Sequences of two words that are looked at together.
_AT_ONCE = 1 << 20


class _Shared(NamedTuple):
    """Sequences of some documents that stand in several, by document: how rare each is, and which documents have it."""

    doc: Ints
    number: Ints  # of the sequence, in the order of hashes
    frequency: Ints  # in how many documents it stands
    sharing: Ints  # a row each, the foremost first; as many as there are, then the document itself


def find_candidate_pairs(sequences: Sequences) -> tuple[Ints, Ints]:
    """Return pairs of documents that may be copies, the earlier first, in order."""
    n_docs = len(sequences.size)
    bounds = _bounds_of_batches(sequences)
    buckets, n_shared = Spool(), np.zeros(n_docs, np.int64)
    for docs, shingles in _shared_shingles(sequences, bounds):
        n_shared += np.bincount(docs, minlength=n_docs)
        buckets.append(docs.astype(np.int32), shingles.astype(np.int32))
    foremost = np.argsort(-n_shared / np.maximum(sequences.size, 1), kind="stable")
    of_batches, number = Spool(), 0
    for docs, shingles in buckets:
        shared = _hold(docs.astype(np.int64), shingles.astype(np.int64), foremost)
        shared = shared._replace(number=shared.number + number)
        number = int(shared.number.max(initial=number)) + 1
        for low, high in pairwise(np.searchsorted(shared.doc, bounds).tolist()):
            of_batches.append(*(column[low:high] for column in shared))
    found = [np.zeros(0, np.int64)]
    for batch in range(len(bounds) - 1):
        parts = [of_batches[bucket + batch] for bucket in range(0, len(of_batches), len(bounds) - 1)]
        if parts:
            shared = _Shared(*(np.concatenate(column) for column in zip(*parts, strict=True)))
            found.append(_choose(shared, n_shared))
    return np.divmod(distinct(np.concatenate(found)), max(n_docs, 1))


def _bounds_of_batches(sequences: Sequences) -> Ints:
    """Return the first document of each batch of documents, and the number of all."""
    batch = sequences.first[:-1] // _AT_ONCE
    return np.append(np.flatnonzero(np.diff(batch, prepend=-1)), len(batch))


def _hold(docs: Ints, shingles: Ints, foremost: Ints) -> _Shared:
    """Return the sequences of documents with those that share them; `foremost` are all documents in their order."""
    frequency = np.bincount(shingles)
    place = np.empty(len(foremost), np.int64)
    place[foremost] = np.arange(len(foremost))
    holders = foremost[np.sort(shingles * len(foremost) + place[docs]) % len(foremost)]
    first = np.cumsum(frequency) - frequency
    order = np.lexsort((shingles, docs))
    docs, shingles = docs[order], shingles[order]
    nth = np.arange(_SHARING)
    at = first[shingles][:, None] + np.minimum(nth, frequency[shingles][:, None] - 1)
    sharing = np.where(nth < frequency[shingles][:, None], holders[at], docs[:, None])
    return _Shared(docs, shingles, frequency[shingles], sharing.astype(np.int32))


def _choose(shared: _Shared, n_shared: Ints) -> Ints:
    """Return the pairs of some documents with others that may be copies of them, each as one number."""
    n_docs = len(n_shared)
    order = np.lexsort((shared.number, shared.frequency, shared.doc))
    doc, sharing = shared.doc[order], shared.sharing[order].astype(np.int64)
    is_rare = np.arange(len(doc)) - np.searchsorted(doc, doc) < _RAREST
    voted = np.sort(_pairs(doc, sharing[:, :_FOREMOST], n_docs))
    starts = np.flatnonzero(_opens(voted))
    times = np.diff(np.append(starts, len(voted)))
    one, other = np.divmod(voted[starts], n_docs)
    chosen = voted[starts[times >= _PART * np.minimum(n_shared[one], n_shared[other])]]
    one, other = np.divmod(np.concatenate([_pairs(doc[is_rare], sharing[is_rare], n_docs), chosen]), n_docs)
    return distinct(np.minimum(one, other) * n_docs + np.maximum(one, other))


def _pairs(docs: Ints, sharing: Ints, n_docs: int) -> Ints:
    """Return each document with the others in its row, the two as one number."""
    codes: Ints = (docs[:, None] * n_docs + sharing)[docs[:, None] != sharing]
    return codes


def _opens(ordered: NDArray[np.integer[Any]]) -> Bools:
    """Return which of some ordered numbers differ from the one before."""
    differs = np.ones(len(ordered), np.bool_)
    differs[1:] = ordered[1:] != ordered[:-1]
    return differs


def _shared_shingles(sequences: Sequences, bounds: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield the distinct sequences of two words (or the only word) of documents that stand in several of them.

    They come in as many buckets as there are batches of documents, in the order of their hashes.
    """
    bits = np.uint64(len(sequences.size).bit_length())
    n_words = int(sequences.words.max(initial=0)) + 1
    n_buckets = len(bounds) - 1
    edges = np.array([(number << 64) // n_buckets for number in range(1, n_buckets)], np.uint64)
    waiting = Spool()
    for low, high in pairwise(bounds.tolist()):
        entries = _entries(sequences, low, high, n_words=n_words, bits=bits)
        for run in np.split(entries, np.searchsorted(entries, edges)):
            waiting.append(run)
    for bucket in range(n_buckets):
        entries = np.concatenate([run for at in range(bucket, len(waiting), n_buckets) for run in waiting[at]])
        entries.sort()
        opens = _opens(entries >> bits)
        several = ~opens
        several[:-1] |= several[1:]
        entries, opens = entries[several], opens[several]
        yield (entries & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64), np.cumsum(opens) - 1


def _entries(sequences: Sequences, low: int, high: int, *, n_words: int, bits: np.uint64) -> NDArray[np.uint64]:
    """Return the distinct sequences of two words of some documents in order: a hash, in its lower bits the document.

    The higher bits of a product are those of a hash.
    """
    size = sequences.size[low:high]
    words = sequences.words[sequences.first[low] : sequences.first[high]].astype(np.int64)
    docs = np.repeat(np.arange(low, high), size)
    following = np.append(words[1:], n_words)[: len(docs)]
    is_last = np.append(docs[1:] != docs[:-1], True)[: len(docs)]
    following[is_last] = n_words
    kept = ~is_last | (size[docs - low] == 1)
    pairs, docs = (words * (n_words + 1) + following)[kept].astype(np.uint64), docs[kept]
    entries: NDArray[np.uint64] = (pairs * SCATTER >> bits << bits) | docs.astype(np.uint64)
    entries.sort()
    return entries[_opens(entries)]
