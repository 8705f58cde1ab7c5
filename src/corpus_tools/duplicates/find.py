"""`find_duplicates`: the copies of stories, and which of them came first."""

from hashlib import blake2b

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints, place_in_run
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.duplicates.common_words import Sequences
from corpus_tools.duplicates.stories import find_first_of_story
from corpus_tools.garbage import give_back
from corpus_tools.spans import note_corpus

COLUMNS = ["cluster", "doc_id", "first_doc_id", "similarity"]
#: Of longer texts the beginning is compared, so that a book among the articles does not fill the memory.
MOST_WORDS = 5_000
#: Words that are coded anew at once.
_AT_ONCE = 1 << 20
#: The lowest similarity of copies by default.
USUAL_THRESHOLD = 0.8


def find_duplicates(corpus: Corpus | pd.DataFrame, *, threshold: float = USUAL_THRESHOLD) -> pd.DataFrame:
    """Find the copies of stories: documents that are the same or nearly the same.

    Two documents are compared word by word. With c words in common in the same order (their longest common
    subsequence), s words in the shorter and l in the longer, their similarity is c / (0.75 s + 0.25 l), the index of
    Tversky (Features of similarity, 1977): texts of one length in which a fifth of the words was changed have 0.8, and
    so has a text within one that is twice as long. Documents are copies from the threshold on, but

    - texts in which more numbers differ than other words are not: weather, rates of exchange and tables of results
      fill one form each day (binomial test against the share of other words changed, at least a tenth; p < 0.02);
    - texts of fewer than 16 words are only from 0.92 on: one other word makes another headline;
    - a copy of a copy is one of the first document while their similarity is the threshold squared or more.

    Only documents that share one of their rarest sequences of two words are compared. Of texts longer than 5,000 words
    the beginnings are.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id, text and optionally published, which decides the first document of a story.
    threshold : float
        The lowest similarity of copies, above 0 and at most 1. At 1 only documents with the same words are copies; the
        spelling of hamza, marks, punctuation and white space never matter.

    Returns
    -------
    DataFrame
        One row for each document with a copy, by cluster and date: cluster (0, 1, …, by the date of the first), doc_id,
        first_doc_id (the earliest published of the cluster; by doc_id where dates are equal or missing), similarity (of
        the document and the first, 0 to 1; 1 for the first itself). The order of the documents does not matter.

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
    [[0, 'ج', 'ج', 1.0], [0, 'أ', 'ج', 0.98]]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"`threshold` is {threshold}; it must be above 0 and at most 1")
    corpus = as_corpus(corpus)
    stored = corpus.stored("copies") if threshold == USUAL_THRESHOLD else None
    if stored is not None:
        return note_corpus(stored, corpus)
    order = _publication_order(corpus.tables.known("doc_id", "published"))
    doc_ids = corpus.tables.doc_ids.take(order)
    sequences, is_number = _sequences_of(corpus, order)
    docs, same = np.unique(_first_of_same(sequences), return_inverse=True)
    kept = np.isin(np.arange(len(same)), docs).repeat(sequences.size)  # the same words are compared once
    sequences = Sequences(sequences.words[kept], np.append(0, np.cumsum(sequences.size[docs])))
    numbers = sequences.only(is_number[kept])
    del kept, is_number
    give_back(len(order))
    first, similarity = find_first_of_story(sequences, numbers, threshold)
    first, similarity = docs[first][same], similarity[same]
    copies = np.flatnonzero(np.bincount(first, minlength=1)[first] > 1)
    copies = copies[np.lexsort((copies, first[copies]))]
    columns = [
        pd.factorize(first[copies])[0].astype(np.int64),
        doc_ids.take(copies).array,
        doc_ids.take(first[copies]).array,
        similarity[copies],
    ]
    return note_corpus(pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))), corpus)


def _publication_order(documents: pd.DataFrame) -> Ints:
    """Return the rows of documents by publication, then by doc_id; those without a date are last."""
    names = documents["doc_id"].astype(str).to_numpy(object)
    by_name = np.argsort(names, kind="stable")
    if "published" not in documents.columns:
        return by_name
    try:
        moments = pd.to_datetime(documents["published"], format="ISO8601", utc=True)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"`documents.published` holds something that is no timestamp ({error}); convert it with pandas.to_datetime"
        ) from error
    ranks = moments.reset_index(drop=True).rank(method="dense", na_option="bottom").to_numpy()
    return by_name[np.argsort(ranks[by_name], kind="stable")]


def _sequences_of(corpus: Corpus, order: Ints) -> tuple[Sequences, Bools]:
    """Return the folded words of documents, in an order of documents, and which of the words are numbers."""
    folded = pd.factorize(corpus.vocabulary["folded"])[0].astype(np.int32)
    is_number = (corpus.vocabulary["kind"] == "number").to_numpy()
    sizes = (np.bincount(piece.tables.token_columns("doc")[0], minlength=len(piece)) for piece in corpus.pieces)
    size = np.minimum(np.concatenate(list(sizes)), MOST_WORDS)
    first = np.concatenate([[0], np.cumsum(size[order])])
    begin = np.empty(len(order), np.int64)
    begin[order] = first[:-1]
    # The words of each part are laid where they belong, so that those of all are in memory once.
    words, is_counted = np.empty(first[-1], np.int32), np.empty(first[-1], np.bool_)
    after = 0
    for piece in corpus.pieces:
        doc, word = piece.tables.token_columns("doc", "word")
        counts = np.bincount(doc, minlength=len(piece))
        shifts = begin[after : after + len(piece)] - (np.cumsum(counts) - counts)
        at = np.arange(len(doc)) + np.repeat(shifts, counts)
        if counts.max(initial=0) > MOST_WORDS:
            kept = place_in_run(doc) < MOST_WORDS
            at, word = at[kept], word[kept]
        words[at], is_counted[at] = folded[word], is_number[word]
        after += len(piece)
    # Coded anew by the first place of each word in this order, so that the codes don't depend on that of the corpus.
    blocks = [slice(low, low + _AT_ONCE) for low in range(0, len(words), _AT_ONCE)]
    first_place = np.full(len(folded), len(words))
    for block in reversed(blocks):
        first_place[words[block][::-1]] = np.arange(block.start, min(block.stop, len(words)))[::-1]
    new = np.empty(len(folded), np.int32)
    new[np.argsort(first_place, kind="stable")] = np.arange(len(folded), dtype=np.int32)
    for block in blocks:
        words[block] = new[words[block]]
    return Sequences(words, first), is_counted


def _first_of_same(sequences: Sequences) -> Ints:
    """Return for each document the first with the same words in the same order."""
    words, bounds, size = *sequences, sequences.size
    held = np.flatnonzero(size)
    sums = np.zeros(len(size), np.int64)
    # The same words have the same sum, and most documents are alone in theirs.
    sums[held] = np.add.reduceat(words, bounds[held], dtype=np.int64) if len(held) else 0
    _, code, n = np.unique(sums, return_inverse=True, return_counts=True)
    same, rows = np.arange(len(sums)), dict[bytes, int]()
    for doc in held[n[code[held]] > 1].tolist():
        known = blake2b(words[bounds[doc] : bounds[doc + 1]].tobytes(), digest_size=16).digest()
        same[doc] = rows.setdefault(known, doc)
    return same
