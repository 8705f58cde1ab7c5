"""Which pairs of documents can be copies, by the sequences of two words that they share.

A word that is changed breaks two such sequences, so that a copy with every seventh word changed still keeps most of
them, and those that no other story has are rare: each document is compared with those that share one of its rarest.
Where a story has hundreds of copies, the rarest are slips that two of them have in common. There each document is also
compared with those that stand foremost, with the most that others share, for a part of all its sequences: the story
itself rather than its variants. Either way the number of pairs stays in proportion to that of documents.

The sequences of all documents are many times what the documents hold. They are looked at in buckets, by their hashes;
what each says of its documents waits in a file until all is known of these.
"""

from collections.abc import Iterable, Iterator
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
#: Sequences in so many documents or more are equally frequent.
_MOST_FREQUENT = np.uint64(1 << 20)
#: Sequences of two words that are looked at together.
_AT_ONCE = 1 << 20
#: Of these, those whose documents are looked up together.
_ROWS_AT_ONCE = 1 << 16


class _Shared(NamedTuple):
    """Sequences that documents share: of each the document, and a row of documents that have it, the foremost first.

    A row that several could fill ends with the document itself.
    """

    doc: NDArray[np.int32]
    frequency: NDArray[np.int32]  # in how many documents it stands
    sharing: NDArray[np.int32]

    def rarest(self) -> "_Shared":
        """Return the rarest of each document, of equally rare ones the first."""
        rarity = self.doc.astype(np.uint64) * _MOST_FREQUENT
        rarity += np.minimum(self.frequency, _MOST_FREQUENT - 1).astype(np.uint64)
        n = np.uint64(max(len(rarity), 1))
        rows = (np.sort(rarity * n + np.arange(len(rarity), dtype=np.uint64)) % n).astype(np.int64)
        rows = rows[_place_in_run(self.doc[rows]) < _RAREST]
        return _Shared(*(column[rows] for column in self))

    def split(self, bounds: Ints) -> Iterator["_Shared"]:
        """Yield the sequences of each batch of documents, which are in order."""
        for low, high in pairwise(np.searchsorted(self.doc, bounds).tolist()):
            yield _Shared(*(column[low:high] for column in self))


def find_candidate_pairs(sequences: Sequences) -> tuple[Ints, Ints]:
    """Return pairs of documents that may be copies, the earlier first, in order."""
    n_docs = len(sequences.size)
    bounds = _bounds_of_batches(sequences)
    n_batches = len(bounds) - 1
    buckets, n_shared = Spool(), np.zeros(n_docs, np.int64)
    for docs, shingles in _shared_shingles(sequences, bounds):
        n_shared += np.bincount(docs, minlength=n_docs)
        buckets.append(docs.astype(np.int32), shingles.astype(np.int32))
    foremost = np.argsort(-n_shared / np.maximum(sequences.size, 1), kind="stable")
    every, rarest = Spool(), Spool()
    for docs, shingles in buckets:
        for spool, shared in zip((every, rarest), _hold(docs, shingles, foremost), strict=True):
            for of_batch in shared.split(bounds):
                spool.append(*of_batch)
    found = [np.zeros(0, np.int64)]
    for batch in range(n_batches):
        of_batch, rare = (_gather(spool, range(batch, len(spool), n_batches)) for spool in (every, rarest))
        if len(of_batch.doc):
            found.append(_choose(of_batch, rare.rarest(), n_shared))
    return np.divmod(distinct(np.concatenate(found)), max(n_docs, 1))


def _bounds_of_batches(sequences: Sequences) -> Ints:
    """Return the first document of each batch of documents, and the number of all."""
    batch = sequences.first[:-1] // _AT_ONCE
    return np.append(np.flatnonzero(np.diff(batch, prepend=-1)), len(batch))


def _gather(spool: Spool, places: Iterable[int]) -> _Shared:
    """Return what lies at some places of a spool, one after the other."""
    return _Shared(*(np.concatenate(column) for column in zip(*map(spool.__getitem__, places), strict=True)))


def _hold(
    docs: NDArray[np.integer[Any]], shingles: NDArray[np.integer[Any]], foremost: Ints
) -> tuple[_Shared, _Shared]:
    """Return the sequences of documents with few that share them, and with more the rarest of each.

    `foremost` are all documents in their order.
    """
    frequency, n = np.bincount(shingles), len(foremost)
    first, size = np.cumsum(frequency) - frequency, max(len(frequency), 1)
    place, rank = np.empty(n, np.int64), np.empty(len(frequency), np.int64)
    place[foremost] = np.arange(n)
    holders = foremost[np.sort(shingles.astype(np.int64) * n + place[docs]) % n].astype(np.int32)
    # Those as rare are in the order of their hashes, scattered over the text.
    by_rarity = np.argsort(frequency, kind="stable")
    rank[by_rarity] = np.arange(len(frequency))
    by_doc, ranked = np.divmod(np.sort(docs * np.int64(size) + rank[shingles]), size)
    doc, shingle = by_doc.astype(np.int32), by_rarity[ranked]
    often = frequency[shingle].astype(np.int32)

    def share(rows: Ints, most: int) -> _Shared:
        nth, sharing = np.arange(most), np.empty((len(rows), most), np.int32)
        for low in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[low : low + _ROWS_AT_ONCE]
            times = often[some][:, None]
            others = holders[first[shingle[some]][:, None] + np.minimum(nth, times - 1)]
            sharing[low : low + len(some)] = np.where(nth < times, others, doc[some][:, None])
        return _Shared(doc[rows], often[rows], sharing)

    return share(np.arange(len(doc)), _FOREMOST), share(np.flatnonzero(_place_in_run(doc) < _RAREST), _SHARING)


def _choose(every: _Shared, rarest: _Shared, n_shared: Ints) -> Ints:
    """Return the pairs of some documents with others that may be copies of them, each as one number."""
    n_docs = len(n_shared)
    voted = np.sort(_pairs(every, n_docs))
    starts = np.flatnonzero(_opens(voted))
    times = np.diff(np.append(starts, len(voted)))
    one, other = np.divmod(voted[starts].astype(np.int64), n_docs)
    chosen = voted[starts[times >= _PART * np.minimum(n_shared[one], n_shared[other])]]
    one, other = np.divmod(np.concatenate([_pairs(rarest, n_docs), chosen]).astype(np.int64), n_docs)
    return distinct(np.minimum(one, other) * n_docs + np.maximum(one, other))


def _pairs(shared: _Shared, n_docs: int) -> NDArray[np.unsignedinteger[Any]]:
    """Return each document with the others in its row, the two as one number."""
    doc = shared.doc[:, None]
    codes: Ints = (doc * np.int64(n_docs) + shared.sharing)[doc != shared.sharing]
    smallest: NDArray[np.unsignedinteger[Any]] = codes.astype(np.min_scalar_type(n_docs**2))  # is sorted faster
    return smallest


def _place_in_run(ordered: NDArray[np.integer[Any]]) -> Ints:
    """Return for each of some ordered numbers how many like it stand before it."""
    starts = np.flatnonzero(_opens(ordered))
    return np.arange(len(ordered)) - np.repeat(starts, np.diff(np.append(starts, len(ordered))))


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
        runs = [run for at in range(bucket, len(waiting), n_buckets) for run in waiting[at]]
        entries = np.sort(np.concatenate(runs)) if len(runs) > 1 else runs[0]
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
