"""Copies of the same wire story: documents that share most of their word sequences.

Two documents are compared by the Jaccard index of their sets of shingles, sequences of three words (Broder, On the
resemblance and containment of documents, 1997). Pairs are found by prefix filtering (Chaudhuri, Ganti and Kaushik,
A primitive operator for similarity joins in data cleaning, 2006): sets whose index reaches the threshold must share
one of their rarest shingles. Unlike sketches such as MinHash this misses no pair and needs no random numbers.
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.tokens.tokenize import Tokens

SHINGLE_WORDS = 3
COLUMNS = ["cluster", "doc_id", "first_doc_id", "similarity"]
#: Pairs, and lookups of shingles, in one batch.
_PAIRS_AT_ONCE, _LOOKUPS_AT_ONCE = 200_000, 4_000_000
#: Room for rounding in products of the threshold and counts.
_ROUNDING = 1e-9


class _ShingleSets:
    """The distinct shingles of each document, in one array sorted by document and shingle."""

    def __init__(self, docs: Ints, shingles: Ints, n_docs: int) -> None:
        self.n_shingles = int(shingles.max(initial=0)) + 1
        keys = np.sort(docs * self.n_shingles + shingles)
        self.keys = keys[np.diff(keys, prepend=-1) != 0]
        self.doc, self.shingle = np.divmod(self.keys, self.n_shingles)
        self.size = np.bincount(self.doc, minlength=n_docs)
        self.first = np.concatenate([[0], np.cumsum(self.size)])

    @classmethod
    def of_tokens(cls, tokens: Tokens) -> "_ShingleSets":
        """Return the shingles of the folded words; a document shorter than a shingle has one."""
        words = 1 + pd.factorize(tokens.vocabulary["folded"])[0].astype(np.int64)[tokens.table["word"].to_numpy()]
        docs = tokens.table["doc"].to_numpy(np.int64)
        lengths = np.bincount(docs, minlength=len(tokens.documents))
        ends = np.cumsum(lengths)
        opens_doc = np.zeros(len(docs), np.bool_)
        opens_doc[(ends - lengths)[lengths > 0]] = True
        starts = np.flatnonzero(opens_doc | (np.arange(len(docs)) + SHINGLE_WORDS <= ends[docs]))
        codes = words[starts]
        for k in range(1, SHINGLE_WORDS):
            inside = starts + k < ends[docs[starts]]
            following = np.where(inside, words[np.minimum(starts + k, len(words) - 1)], 0)
            # Factorized again at each word, so that the product of two codes always fits.
            codes = pd.factorize(codes * (len(words) + 1) + following)[0].astype(np.int64)
        return cls(docs[starts], codes, len(tokens.documents))

    def equal_groups(self) -> list[list[int]]:
        """Return the groups of documents with equal sets, sorted by row."""
        groups: defaultdict[bytes, list[int]] = defaultdict(list)
        for doc in np.flatnonzero(self.size).tolist():
            groups[self.shingle[self.first[doc] : self.first[doc + 1]].tobytes()].append(doc)
        return list(groups.values())

    def similarity(self, one: Ints, other: Ints) -> NDArray[np.float64]:
        """Return the Jaccard index of pairs of documents that have shingles."""
        smaller = np.where(self.size[one] <= self.size[other], one, other)
        larger = one + other - smaller
        shared = np.zeros(len(one), np.int64)
        work = np.cumsum(self.size[smaller])
        for batch in np.split(np.arange(len(one)), np.flatnonzero(np.diff(work // _LOOKUPS_AT_ONCE)) + 1):
            sizes = self.size[smaller[batch]]
            pair = np.repeat(np.arange(len(batch)), sizes)
            entry = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            wanted = self.shingle[self.first[smaller[batch]][pair] + entry]
            keys = larger[batch][pair] * self.n_shingles + wanted
            found = self.keys[np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)] == keys
            shared[batch] = np.bincount(pair[found], minlength=len(batch))
        similarity: NDArray[np.float64] = shared / (self.size[one] + self.size[other] - shared)
        return similarity


def _candidate_pairs(sets: _ShingleSets, docs: Ints, threshold: float) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of documents that share a shingle of their prefixes and may be similar, some more than once."""
    mine = np.isin(sets.doc, docs)
    doc, shingle = sets.doc[mine], sets.shingle[mine]
    frequency = np.bincount(shingle, minlength=sets.n_shingles)
    # Shingles of one document only are never shared, which bounds the similarity of a pair before it is computed.
    shareable = np.bincount(doc[frequency[shingle] > 1], minlength=len(sets.size))
    order = np.lexsort((shingle, frequency[shingle], doc))
    doc, shingle = doc[order], shingle[order]
    rank = np.arange(len(doc)) - np.repeat(np.cumsum(sets.size[docs]) - sets.size[docs], sets.size[docs])
    prefix = sets.size - np.ceil(threshold * sets.size - _ROUNDING).astype(np.int64) + 1
    kept = (rank < prefix[doc]) & (frequency[shingle] > 1)
    doc, shingle = doc[kept], shingle[kept]
    # Sorted by size within a shingle, so that documents of similar size are neighbours.
    order = np.lexsort((doc, sets.size[doc], shingle))
    doc, shingle = doc[order], shingle[order]
    at = np.arange(len(doc))
    for distance in range(1, len(doc)):
        at = at[at + distance < len(doc)]
        close = shingle[at] == shingle[at + distance]
        close &= sets.size[doc[at]] >= threshold * sets.size[doc[at + distance]] - _ROUNDING
        at = at[close]
        if not len(at):
            return
        one, other = doc[at], doc[at + distance]
        shared = np.minimum(shareable[one], shareable[other])
        likely = shared >= threshold * (sets.size[one] + sets.size[other] - shared) - _ROUNDING
        one, other = one[likely], other[likely]
        yield np.minimum(one, other), np.maximum(one, other)


def _connect(labels: Ints, one: Ints, other: Ints) -> Ints:
    """Return for each document the first row among those that pairs connect with it, directly or not."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy, and needed only here
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy, and needed only here

    rows, columns = np.concatenate([np.arange(len(labels)), one]), np.concatenate([labels, other])
    graph = coo_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(len(labels), len(labels)))
    components = connected_components(graph, directed=False)[1]
    first: Ints = np.unique(components, return_index=True)[1].astype(np.int64)
    return first[components]


def _group_similar(sets: _ShingleSets, threshold: float) -> Ints:
    """Return a label for each document, shared by the copies of one story and their copies."""
    n_docs = len(sets.size)
    groups = sets.equal_groups()
    equal = np.array([(group[0], doc) for group in groups for doc in group], np.int64).reshape(-1, 2)
    labels = _connect(np.arange(n_docs), equal[:, 0], equal[:, 1])
    docs = np.array([group[0] for group in groups], np.int64)
    for one, other in _batches(_candidate_pairs(sets, docs, threshold)):
        # Most pairs of a large family of copies are already connected.
        apart = np.unique((one * n_docs + other)[labels[one] != labels[other]])
        pairs = np.divmod(apart, n_docs)
        similar = sets.similarity(*pairs) >= threshold - _ROUNDING
        labels = _connect(labels, pairs[0][similar], pairs[1][similar])
    return labels


def _batches(pairs: Iterator[tuple[Ints, Ints]]) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs in batches."""
    batch: list[tuple[Ints, Ints]] = []
    for pair in pairs:
        batch.append(pair)
        if sum(len(one) for one, _ in batch) >= _PAIRS_AT_ONCE:
            yield np.concatenate([one for one, _ in batch]), np.concatenate([other for _, other in batch])
            batch = []
    if batch:
        yield np.concatenate([one for one, _ in batch]), np.concatenate([other for _, other in batch])


def _publication_order(documents: pd.DataFrame) -> Ints:
    """Return the ranks of documents by publication, then by row; those without a date are last."""
    if "published" not in documents.columns:
        return np.arange(len(documents))
    try:
        moments = pd.to_datetime(documents["published"], format="ISO8601", utc=True)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"`documents.published` holds something that is no timestamp ({error}); convert it with pandas.to_datetime"
        ) from error
    return np.asarray(moments.reset_index(drop=True).rank(method="first", na_option="bottom"), np.int64)


def find_duplicates(corpus: Corpus | pd.DataFrame, *, threshold: float = 0.8) -> pd.DataFrame:
    """Find the copies of stories: documents that are the same or nearly the same.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and optionally published, which decides the first document of a story.
    threshold : float
        The lowest similarity of copies, above 0 and at most 1. At 1 only documents with the same sequences of words are
        copies; the spelling of hamza, marks, punctuation and white space never matter.

    Returns
    -------
    DataFrame
        One row for each document with a copy, by cluster and date: cluster (0, 1, …, by the row of the first), doc_id,
        first_doc_id (the earliest published of the cluster; the first row where dates are equal or missing), similarity
        (Jaccard index of the sets of three-word sequences of the document and the first, 0 to 1; 1 for the first
        itself). Copies of copies are in one cluster, so the similarity may be below the threshold.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or `threshold` lies outside its range.

    Examples
    --------
    >>> story = "غادرت حافلات تقل مقاتلين وعائلاتهم حي الوعر في حمص صباح السبت وفق مصدر في المحافظة"
    >>> documents = pd.DataFrame(
    ...     {
    ...         "doc_id": ["أ", "ب", "ج"],
    ...         "text": [f"عاجل {story}", "أمطار غزيرة على الساحل", story],
    ...         "published": pd.to_datetime(["2017-05-21", "2017-05-20", "2017-05-20"]),
    ...     }
    ... )
    >>> find_duplicates(documents).round(2).values.tolist()
    [[0, 'ج', 'ج', 1.0], [0, 'أ', 'ج', 0.93]]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"`threshold` is {threshold}; it must be above 0 and at most 1")
    corpus = as_corpus(corpus)
    documents = corpus.texts
    ranks = _publication_order(documents)
    sets = _ShingleSets.of_tokens(corpus.tokens)
    labels = _group_similar(sets, threshold)
    in_cluster = np.flatnonzero(np.bincount(labels, minlength=1)[labels] > 1)
    return _clusters_table(documents["doc_id"], sets, labels[in_cluster], in_cluster, ranks[in_cluster])


def _clusters_table(
    doc_ids: "pd.Series[str]", sets: _ShingleSets, labels: Ints, docs: Ints, ranks: Ints
) -> pd.DataFrame:
    """Return the documents of clusters, ordered by the row of each cluster's first document."""
    members = pd.DataFrame({"label": labels, "doc": docs, "rank": ranks}).sort_values("rank")
    members["first"] = members.groupby("label")["doc"].transform("first")
    members = members.sort_values(["first", "rank"])
    first, doc = members["first"].to_numpy(), members["doc"].to_numpy()
    similarity = sets.similarity(first, doc) if len(doc) else np.empty(0)
    columns = [pd.factorize(first)[0].astype(np.int64), doc_ids.take(doc).array, doc_ids.take(first).array, similarity]
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
