"""Which pairs of documents can be copies: those that share one of their rarest sequences of two words.

A word that is changed breaks two such sequences, so that a copy with every seventh word changed still keeps most of
them, and those that no other story has are rare. Each document looks for others by a few of its rarest sequences only,
which keeps the number of pairs in proportion to that of documents.
"""

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.duplicates.common_words import Sequences

#: By how many of its rarest sequences a document looks for others, and among how many of the documents that share one.
_RAREST, _MOST_SHARING = 8, 30
_SCATTER = np.uint64(0x9E3779B97F4A7C15)


def find_candidate_pairs(sequences: Sequences) -> tuple[Ints, Ints]:
    """Return pairs of documents that may be copies, the earlier first, in order."""
    n_docs = len(sequences.size)
    docs, shingles = _shared_shingles(sequences)
    n_shingles = int(shingles.max(initial=-1)) + 1
    frequency = np.bincount(shingles, minlength=n_shingles)
    first = np.cumsum(frequency) - frequency
    # Where very many share a sequence, those of which most is shared stand first: a story rather than its variants.
    shared = np.bincount(docs, minlength=n_docs) / np.maximum(sequences.size, 1)
    foremost = np.argsort(-shared, kind="stable")
    sharing = foremost[np.sort(shingles * n_docs + np.argsort(foremost)[docs]) % max(n_docs, 1)]
    # Among those as rare, not in the order of their codes, which follows the text, but scattered over it.
    rarest = np.lexsort((np.arange(n_shingles, dtype=np.uint64) * _SCATTER, frequency))
    looking, by = np.divmod(np.sort(docs * n_shingles + np.argsort(rarest)[shingles]), max(n_shingles, 1))
    per_doc = np.bincount(looking, minlength=n_docs)
    chosen = np.arange(len(looking)) - np.repeat(np.cumsum(per_doc) - per_doc, per_doc) < _RAREST
    looking, by = looking[chosen], rarest[by[chosen]]
    several = np.minimum(frequency[by], _MOST_SHARING)
    nth = np.arange(several.sum()) - np.repeat(np.cumsum(several) - several, several)
    one, other = np.repeat(looking, several), sharing[np.repeat(first[by], several) + nth]
    pairs = _distinct((np.minimum(one, other) * n_docs + np.maximum(one, other))[one != other])
    return np.divmod(pairs, max(n_docs, 1))


def _distinct(codes: Ints) -> Ints:
    """Return the distinct codes, sorted; numpy's own function takes several times as long for codes made of two."""
    ordered = np.sort(codes)
    return ordered[np.diff(ordered, prepend=-1) != 0]


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
