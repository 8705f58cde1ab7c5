"""Which pairs of documents can be copies, by the sequences of two words that they share.

A word that is changed breaks two such sequences, so that a copy with every seventh word changed still keeps most of
them, and those that no other story has are rare: each document is compared with those that share one of its rarest.
Where a story has hundreds of copies, the rarest are slips that two of them have in common. There each document is also
compared with those that stand foremost, with the most that others share, for a part of all its sequences: the story
itself rather than its variants. Either way the number of pairs stays in proportion to that of documents.
"""

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.duplicates.common_words import Sequences

#: By how many of its rarest sequences a document looks for others, and among how many of those that share one.
_RAREST, _SHARING = 8, 10
#: Among how many it looks by all its sequences, and for what part of them one must stand there.
_FOREMOST, _PART = 3, 0.25
_DOCS_AT_ONCE = 8_000
_SCATTER = np.uint64(0x9E3779B97F4A7C15)


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
    # Among those as rare, not in the order of their codes, which follows the text, but scattered over it.
    rarest = np.lexsort((np.arange(len(frequency), dtype=np.uint64) * _SCATTER, frequency))
    docs, rank = np.divmod(np.sort(docs * len(frequency) + np.argsort(rarest)[shingles]), len(frequency))
    shingles = rarest[rank]
    is_rare = np.arange(len(docs)) - (np.cumsum(n_shared) - n_shared)[docs] < _RAREST
    found = []
    for batch in np.split(np.arange(len(docs)), np.flatnonzero(np.diff(docs // _DOCS_AT_ONCE)) + 1):
        doc, shingle, rare = docs[batch], shingles[batch], is_rare[batch]
        found += [np.stack(_look_up(doc[rare], shingle[rare], sharing, frequency, most=_SHARING))]
        codes = np.sort(np.ravel_multi_index(_look_up(doc, shingle, sharing, frequency, most=_FOREMOST), (n_docs,) * 2))
        starts = np.flatnonzero(np.diff(codes, prepend=-1))
        times = np.diff(np.append(starts, len(codes)))
        one, other = np.divmod(codes[starts], n_docs)
        found += [np.stack([one, other])[:, times >= _PART * np.minimum(n_shared[one], n_shared[other])]]
    one, other = np.sort(np.concatenate(found, axis=1), axis=0)
    return np.divmod(_distinct((one * n_docs + other)[one != other]), n_docs)


def _look_up(docs: Ints, shingles: Ints, sharing: Ints, frequency: Ints, *, most: int) -> tuple[Ints, Ints]:
    """Return each document with the foremost of those that share its sequences, itself among them."""
    several = np.minimum(frequency[shingles], most)
    first = (np.cumsum(frequency) - frequency)[shingles]
    nth = np.arange(several.sum()) - np.repeat(np.cumsum(several) - several, several)
    return np.repeat(docs, several), sharing[np.repeat(first, several) + nth]


def _distinct(codes: Ints) -> Ints:
    """Return the distinct codes, sorted; numpy's own function takes several times as long for codes made of two."""
    ordered = np.sort(codes)
    distinct: Ints = ordered[np.diff(ordered, prepend=-1) != 0]
    return distinct


def _shared_shingles(sequences: Sequences) -> tuple[Ints, Ints]:
    """Return the distinct sequences of two words (or the only word) of documents that stand in several of them."""
    docs = np.repeat(np.arange(len(sequences.size)), sequences.size)
    n_words = int(sequences.words.max(initial=0)) + 1
    following = np.append(sequences.words[1:], n_words)
    is_last = np.append(docs[1:] != docs[:-1], True)[: len(docs)]
    kept = ~is_last | (sequences.size[docs] == 1)
    pairs = sequences.words * (n_words + 1) + np.where(is_last, n_words, following[: len(docs)])
    codes = pd.factorize(pairs[kept])[0].astype(np.int64)
    entries = _distinct(codes * max(len(sequences.size), 1) + docs[kept])
    shingles, docs = np.divmod(entries, max(len(sequences.size), 1))
    several = np.bincount(shingles)[shingles] > 1
    return docs[several], shingles[several]
