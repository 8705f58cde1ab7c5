"""Copies counted once: the independent documents of a corpus, and counts of these beside counts of all.

Copies are no independent witnesses. Where a verb is given `copies`, all that is inferred (shares, intervals, p) is of
the independent documents alone; a count, such as n, is of all documents, and beside it n_independent is of the
independent ones.
"""

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.garbage import give_back
from corpus_tools.spans import require_corpus
from corpus_tools.tables import are_among, counting_of, note_counting, require_columns

#: What a column of counts ends in that is of the independent documents alone.
INDEPENDENT = "_independent"


def stories_of(doc_ids: "pd.Series[str]", copies: pd.DataFrame) -> "pd.Series[str]":
    """Return the story of each document: the first document of its cluster of copies, or itself."""
    _require_stories(copies)
    first = dict(zip(copies["doc_id"], copies["first_doc_id"], strict=True))
    return doc_ids.map(lambda doc_id: first.get(doc_id, doc_id))


def _require_stories(copies: pd.DataFrame) -> None:
    """Check that a table of copies says of each document which is the first of its story, and says it once."""
    require_columns(copies, ["doc_id", "first_doc_id"], name="copies")
    if copies["doc_id"].duplicated().any():
        twice = copies.loc[copies["doc_id"].duplicated(), "doc_id"].iloc[0]
        raise ValueError(f"the doc_id {twice!r} stands in more than one row of `copies`; a document has one story")


def find_copied(corpus: Corpus, copies: pd.DataFrame) -> Bools:
    """Return which documents of a corpus are copies of an earlier one of it; `copies` has the earlier ones first.

    Of a story whose first document is not in the corpus, the earliest of those that are there is kept.
    """
    require_corpus(copies, corpus.fingerprints, name="copies", made_by="find_duplicates")
    _require_stories(copies)
    doc_ids = corpus.tables.doc_ids
    code, distinct = pd.factorize(pd.concat([doc_ids, copies["doc_id"], copies["first_doc_id"]], ignore_index=True))
    document, listed, first = np.split(code, [len(doc_ids), len(doc_ids) + len(copies)])
    story, place = np.arange(len(distinct)), np.full(len(distinct), len(copies))
    story[listed], place[listed] = first, np.arange(len(copies))
    earliest_first = np.lexsort((place[document], story[document] != document))
    is_copy = np.empty(len(document), np.bool_)
    is_copy[earliest_first] = pd.Series(story[document][earliest_first]).duplicated()
    return is_copy


def without_copies(corpus: Corpus | pd.DataFrame, copies: pd.DataFrame) -> Corpus:
    """Return the corpus of the documents that are no copy of an earlier one.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    copies : DataFrame
        What `find_duplicates` made of it, or of the corpus that it was selected from.

    Returns
    -------
    Corpus
        A selection (see `Corpus.select`) with one document of each story: the earliest that the corpus has.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or `copies` is of another, lacks a column or has a document twice.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "text": ["هدنة في حمص", "هدنة في حمص", "أمطار غزيرة"]})
    >>> copies = pd.DataFrame({"doc_id": ["أ", "ب"], "first_doc_id": ["أ", "أ"]})
    >>> without_copies(documents, copies).texts["doc_id"].tolist()
    ['أ', 'ج']
    """
    corpus = as_corpus(corpus)
    return leave_out(corpus, find_copied(corpus, copies))


def leave_out(corpus: Corpus, left_out: Bools) -> Corpus:
    """Return a corpus without some documents, made once; without any to leave out, itself."""
    if not left_out.any():
        return corpus
    return corpus.once(("without", left_out.tobytes()), lambda: corpus.select(~left_out))


def of_part(table: pd.DataFrame, part: Corpus, whole: Corpus) -> pd.DataFrame:
    """Return the rows of a table that are of a part of a corpus; for the whole all, since none may be of another."""
    return table if part is whole else table[are_among(table["doc_id"], part.doc_index)]


def count_copies_once(
    count: Callable[..., pd.DataFrame],
    *corpora: Corpus,
    copies: pd.DataFrame,
    keys: Sequence[str],
    counts: Sequence[str],
    count_all: Callable[..., pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Return what is counted in the independent documents, and beside its columns `counts` those of all documents.

    `count` takes the corpora, or the independent documents of each. `keys` (such as term and group) name a row; what
    stands in copies alone has none. Of `counts`, what the whole has no row for is 0. Where something is left out,
    `count_all` need return the keys and counts of the whole alone, without what is inferred from them.
    """
    copied = [find_copied(corpus, copies) for corpus in corpora]
    some = any(left_out.any() for left_out in copied)
    whole = (count_all if some and count_all is not None else count)(*corpora)
    give_back(max(map(len, corpora)))
    parts = [leave_out(corpus, left_out) for corpus, left_out in zip(corpora, copied, strict=True)]
    table = count(*parts) if some else whole.copy()
    of_all = table[list(keys)].merge(whole[[*keys, *counts]], how="left", on=list(keys))
    for column in counts:
        table.insert(table.columns.tolist().index(column) + 1, f"{column}{INDEPENDENT}", table[column])
        table[column] = of_all[column].fillna(0).astype(table[column].dtype).array
    ids = _Ids(chain.from_iterable(map(_list_ids, corpora, copied)))
    return note_counting(table, **counting_of(table), left_out=ids)


class _Ids(list[str]):
    """Ids of documents that pandas, which copies the attributes of a table with each that it makes of it, leaves be."""

    def __deepcopy__(self, memo: object) -> "_Ids":
        return self


def _list_ids(corpus: Corpus, left_out: Bools) -> list[str]:
    """Return the ids of the documents that are left out: the tables of a corpus all hold the same."""
    return corpus.same_texts.once(("ids", left_out.tobytes()), lambda: list(corpus.doc_index[left_out]))


def swap_counts(table: pd.DataFrame) -> pd.DataFrame:
    """Exchange the counts of all documents and those of the independent ones, n and n_independent, where both are.

    Done before drawing, n is what is drawn; done again with the rows of the figure, the names are right again.
    """
    both = [column for column in table if f"{column}{INDEPENDENT}" in table]
    names = {column: f"{column}{INDEPENDENT}" for column in both}
    return table.rename(columns=names | {twin: column for column, twin in names.items()})


def without_left_out(places: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of places that a table of counts does not leave out as copies."""
    return places[~are_among(places["doc_id"], counting_of(table, left_out=[])["left_out"])]


def counted_part(table: pd.DataFrame, corpus: Corpus | pd.DataFrame | None, *, name: str = "corpus") -> Corpus | None:
    """Return the corpus that the numbers of a table are drawn of: without the copies that it counts once."""
    if corpus is None:
        return None
    corpus = as_corpus(corpus, name=name)
    left_out = counting_of(table, left_out=[])["left_out"]
    return leave_out(corpus, are_among(corpus.doc_index, left_out))
