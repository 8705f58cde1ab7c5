"""Which pairs of documents can be copies, by the sequences of two words that they share.

A word that is changed breaks two such sequences, so that a copy with every seventh word changed still keeps most of
them, and those that no other story has are rare: each document is compared with those that share one of its rarest.
Where a story has hundreds of copies, the rarest are slips that two of them have in common. There each document is also
compared with those that stand foremost, with the most that others share, for a part of all its sequences: the story
itself rather than its variants. Either way the number of pairs stays in proportion to that of documents.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints, distinct
from corpus_tools.duplicates.common_words import SCATTER, Sequences

#: By how many of its rarest sequences a document looks for others, and among how many of those that share one.
_RAREST, _SHARING = 8, 10
#: Among how many it looks by all its sequences, and for what part of them one must stand there.
_FOREMOST, _PART = 3, 0.25
_DOCS_AT_ONCE = 8_000


class _Holders(NamedTuple):
    """The documents that share each sequence, the foremost first: where they begin, and how many they are."""

    docs: Ints
    first: Ints
    frequency: Ints
    n_docs: int  # of the corpus


def find_candidate_pairs(sequences: Sequences) -> tuple[Ints, Ints]:
    """Return pairs of documents that may be copies, the earlier first, in order."""
    n_docs = len(sequences.size)
    docs, shingles = _shared_shingles(sequences)
    if not len(docs):
        return docs, docs
    n_shared = np.bincount(docs, minlength=n_docs)
    foremost = np.argsort(-n_shared / np.maximum(sequences.size, 1), kind="stable")
    sharing = foremost[np.sort(shingles * n_docs + np.argsort(foremost)[docs]) % n_docs]
    frequency = np.bincount(shingles)
    holders = _Holders(sharing, np.cumsum(frequency) - frequency, frequency, n_docs)
    # Those as rare are in the order of their hashes, scattered over the text.
    rarest = np.argsort(frequency, kind="stable")
    docs, rank = np.divmod(np.sort(docs * len(frequency) + np.argsort(rarest)[shingles]), len(frequency))
    shingles = rarest[rank]
    is_rare = np.arange(len(docs)) - (np.cumsum(n_shared) - n_shared)[docs] < _RAREST
    found = []
    for low in range(0, n_docs, _DOCS_AT_ONCE):
        batch = slice(*np.searchsorted(docs, [low, low + _DOCS_AT_ONCE]))
        doc, shingle, rare = docs[batch], shingles[batch], is_rare[batch]
        found += [_look_up(doc[rare], shingle[rare], holders, most=_SHARING)]
        codes = np.sort(_look_up(doc, shingle, holders, most=_FOREMOST))
        starts = np.flatnonzero(_opens(codes))
        times = np.diff(np.append(starts, len(codes)))
        one, other = np.divmod(codes[starts], n_docs)
        found += [codes[starts[times >= _PART * np.minimum(n_shared[one], n_shared[other])]]]
    one, other = np.sort(np.divmod(np.concatenate(found), n_docs), axis=0).astype(np.int64)
    return np.divmod(distinct(one * n_docs + other), n_docs)


def _look_up(docs: Ints, shingles: Ints, holders: _Holders, *, most: int) -> NDArray[np.unsignedinteger[Any]]:
    """Return each document with the foremost others that share its sequences, the two as one number."""
    found = []
    for nth in range(most):
        held = np.flatnonzero(holders.frequency[shingles] > nth)
        docs, shingles = docs[held], shingles[held]
        others = holders.docs[holders.first[shingles] + nth]
        codes = (docs * holders.n_docs + others)[docs != others]
        found.append(codes.astype(np.min_scalar_type(holders.n_docs**2)))
    return np.concatenate(found)


def _opens(ordered: NDArray[np.integer[Any]]) -> Bools:
    """Return which of some ordered numbers differ from the one before."""
    differs = np.ones(len(ordered), np.bool_)
    differs[1:] = ordered[1:] != ordered[:-1]
    return differs


def _shared_shingles(sequences: Sequences) -> tuple[Ints, Ints]:
    """Return the distinct sequences of two words (or the only word) of documents that stand in several of them."""
    size, n_docs = sequences.size, len(sequences.size)
    docs = np.repeat(np.arange(n_docs), size)
    n_words = int(sequences.words.max(initial=0)) + 1
    following = np.append(sequences.words[1:], n_words)[: len(docs)]
    is_last = np.append(docs[1:] != docs[:-1], True)[: len(docs)]
    following[is_last] = n_words
    kept = ~is_last | (size[docs] == 1)
    pairs, docs = (sequences.words * (n_words + 1) + following)[kept].astype(np.uint64), docs[kept]
    # The higher bits of a product are those of a hash; the lower ones hold the document, so that one sort does it.
    bits = np.uint64(int(n_docs).bit_length())
    entries = (pairs * SCATTER >> bits << bits) | docs.astype(np.uint64)
    entries.sort()
    entries = entries[_opens(entries)]
    opens = _opens(entries >> bits)
    several = ~opens
    several[:-1] |= several[1:]
    entries, opens = entries[several], opens[several]
    return (entries & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64), np.cumsum(opens) - 1
