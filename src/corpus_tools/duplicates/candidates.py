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
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Codes, Ints, changes, distinct, place_in_run
from corpus_tools.duplicates.common_words import SCATTER, Sequences
from corpus_tools.spool import Spool

#: By how many of its rarest sequences a document looks for others, and among how many of those that share one.
_RAREST, _SHARING = 8, 10
#: Among how many it looks by all its sequences, and for what part of them one must stand there.
_FOREMOST, _PART = 3, 0.25
#: Sequences in so many documents or more are equally frequent.
_MOST_FREQUENT = np.uint64(1 << 20)
#: Sequences of two words that are looked at together.
_AT_ONCE = 1 << 19


class _Shared(NamedTuple):
    """Sequences that documents share: of each the document, and a row of documents that have it, the foremost first.

    A row that several could fill ends with the document itself.
    """

    doc: Codes
    frequency: Codes  # in how many documents it stands
    sharing: Codes

    def rarest(self) -> "_Shared":
        """Return the rarest of each document, of equally rare ones the first."""
        rarity = self.doc.astype(np.uint64) * _MOST_FREQUENT
        rarity += np.minimum(self.frequency, _MOST_FREQUENT - 1).astype(np.uint64)
        n = np.uint64(max(len(rarity), 1))
        rows = (np.sort(rarity * n + np.arange(len(rarity), dtype=np.uint64)) % n).astype(np.int64)
        rows = rows[place_in_run(self.doc[rows]) < _RAREST]
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
        buckets.append(docs, shingles)
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


def _hold(docs: Codes, shingles: Codes, foremost: Ints) -> tuple[_Shared, _Shared]:
    """Return the sequences of documents with few that share them, and with more the rarest of each.

    The sequences come in order; `foremost` are all documents in theirs.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, and needed only here

    size = np.bincount(shingles).astype(np.int32)
    # Those as rare are in the order of their hashes, scattered over the text.
    by_rarity = np.argsort(size, kind="stable")
    shape = len(size), len(foremost)
    has = csr_array((np.ones(len(docs), np.int8), docs, np.append(0, np.cumsum(size))), shape)[by_rarity].tocsc()
    doc = np.repeat(np.arange(len(foremost), dtype=np.int32), np.diff(has.indptr))
    shingle, frequency = has.indices, size[by_rarity]
    # Turned a second time, the documents of each stand in their order.
    holders = has[:, foremost].tocsr()
    nth = np.arange(_SHARING, dtype=np.int32)
    at = holders.indptr[:-1, None] + np.minimum(nth, frequency[:, None] - 1)
    sharing = foremost.astype(np.int32)[holders.indices[at]]
    sharing[nth >= frequency[:, None]] = -1

    def share(rows: Ints, most: int) -> _Shared:
        others = sharing[:, :most].take(shingle[rows], axis=0)
        return _Shared(doc[rows], frequency.take(shingle[rows]), np.where(others < 0, doc[rows, None], others))

    return share(np.arange(len(doc)), _FOREMOST), share(np.flatnonzero(place_in_run(doc) < _RAREST), _SHARING)


def _choose(every: _Shared, rarest: _Shared, n_shared: Ints) -> Ints:
    """Return the pairs of some documents with others that may be copies of them, each as one number."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, and needed only here

    n_docs = len(n_shared)
    order = np.argsort(every.doc, kind="stable")
    ends = np.searchsorted(every.doc[order], np.arange(n_docs + 1)).astype(np.int32) * np.int32(_FOREMOST)
    leading = every.sharing[order].ravel()
    # Adding an empty matrix merges the votes of one document for another.
    every_vote = csr_array((np.ones(len(leading), np.int32), leading, ends), (n_docs, n_docs))
    votes = every_vote + csr_array((n_docs, n_docs), dtype=np.int32)
    least = np.ceil(_PART * n_shared)
    chosen = np.flatnonzero(
        (votes.data >= least[votes.indices]) | (votes.data >= np.repeat(least, np.diff(votes.indptr)))
    )
    row = np.searchsorted(votes.indptr, chosen, side="right") - 1
    one = np.concatenate([row, np.repeat(rarest.doc, _SHARING)]).astype(np.int64)
    other = np.concatenate([votes.indices[chosen], rarest.sharing.ravel()]).astype(np.int64)
    differs = one != other  # a row that no other could fill
    return distinct((np.minimum(one, other) * n_docs + np.maximum(one, other))[differs])


def _shared_shingles(sequences: Sequences, bounds: Ints) -> Iterator[tuple[Codes, Codes]]:
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
        entries = np.sort(np.concatenate(runs), kind="stable")  # which merges what is sorted
        opens = changes(entries >> bits)
        several = ~opens
        several[:-1] |= several[1:]
        entries, opens = entries[several], opens[several]
        yield (entries & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int32), np.cumsum(opens, dtype=np.int32) - 1


def _entries(sequences: Sequences, low: int, high: int, *, n_words: int, bits: np.uint64) -> NDArray[np.uint64]:
    """Return the distinct sequences of two words of some documents in order: a hash, in its lower bits the document.

    The higher bits of a product are those of a hash.
    """
    size, first = sequences.size[low:high], sequences.first[low : high + 1]
    words = sequences.words[first[0] : first[-1]].astype(np.uint64)
    entries = words * np.uint64(n_words + 1)
    entries[:-1] += words[1:]
    last = first[1:][size > 0] - first[0] - 1
    entries[last] = words[last] * np.uint64(n_words + 1) + np.uint64(n_words)
    entries *= SCATTER
    entries >>= bits
    entries <<= bits
    entries |= np.repeat(np.arange(low, high, dtype=np.uint64), size)
    entries = _sort_hashes(np.delete(entries, last[size[size > 0] > 1]))
    return entries[changes(entries)]


def _sort_hashes(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return hashes in order: first by their highest bits, which are counted, and then those of each few by all."""
    highest = (hashes >> np.uint64(48)).astype(np.uint16)
    ordered: NDArray[np.uint64] = hashes[np.argsort(highest, kind="stable")]
    ordered.sort(kind="stable")  # for which they are nearly sorted
    return ordered
