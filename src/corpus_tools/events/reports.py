"""Reports of one event: which rows of a timeline tell of the same thing, and how many of them are independent."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.script import fold_words
from corpus_tools.tables import require_columns

SHARED_WORDS = 0.5
COLUMNS = ["n", "n_independent", "n_sources", "reports"]


def stories_of(doc_ids: "pd.Series[str]", copies: pd.DataFrame) -> "pd.Series[str]":
    """Name the story of each document: the first document of its cluster of copies, or itself.

    Parameters
    ----------
    doc_ids : Series of str
        The documents.
    copies : DataFrame
        What `find_duplicates` made: doc_id, first_doc_id.

    Returns
    -------
    Series of str
        One doc_id a row; two rows have the same one where their documents are copies of one story.

    Raises
    ------
    TypeError, ValueError
        If `copies` is no such table, or has a document twice.

    Examples
    --------
    >>> copies = pd.DataFrame({"doc_id": ["أ", "ب"], "first_doc_id": ["أ", "أ"]})
    >>> stories_of(pd.Series(["ب", "ج"]), copies).tolist()
    ['أ', 'ج']
    """
    require_columns(copies, ["doc_id", "first_doc_id"], name="copies")
    if copies["doc_id"].duplicated().any():
        twice = copies.loc[copies["doc_id"].duplicated(), "doc_id"].iloc[0]
        raise ValueError(f"the doc_id {twice!r} stands in more than one row of `copies`; a document has one story")
    first = dict(zip(copies["doc_id"], copies["first_doc_id"], strict=True))
    return doc_ids.map(lambda doc_id: first.get(doc_id, doc_id))


def group_reports(rows: pd.DataFrame, documents: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Keep one row of those that report the same event, with how many documents, stories and sources report it.

    Two rows report the same event when they date it to the same interval and their sentences have the same words, or
    when, besides the interval, their documents are copies of one story and the sentences share at least half of their
    words (Jaccard index).

    Parameters
    ----------
    rows : DataFrame
        doc_id, published, earliest, latest, words, in the order of the corpus.
    documents : DataFrame
        doc_id and, if known, source.
    copies : DataFrame
        What `find_duplicates` made of them.

    Returns
    -------
    DataFrame
        Of each event the row that was published first, with n (documents that report it), n_independent (stories,
        copies of one counting once), n_sources (distinct sources; missing where none is known), reports (the doc_ids
        in order of publication).

    Raises
    ------
    TypeError, ValueError
        If `copies` is no such table, or has a document twice.

    Examples
    --------
    >>> day, next_day = pd.Timestamp("2017-05-20"), pd.Timestamp("2017-05-21")
    >>> rows = pd.DataFrame({"doc_id": ["أ", "ب"], "published": [next_day, day], "earliest": [day] * 2,
    ...                      "latest": [next_day] * 2, "words": ["غادرت آخر حافلة السبت", "غادرت آخر حافلة السبت."]})
    >>> copies = pd.DataFrame({"doc_id": ["ب", "أ"], "first_doc_id": ["ب", "ب"]})
    >>> group_reports(rows, rows[["doc_id"]], copies)[["doc_id", "n", "n_independent", "reports"]].values.tolist()
    [['ب', 2, 1, ['ب', 'أ']]]
    """
    rows = rows.assign(_story=stories_of(rows["doc_id"], copies), _event=_same_events(rows, copies))
    sources = documents["source"] if "source" in documents else pd.Series(None, index=documents.index, dtype=object)
    rows["_source"] = rows["doc_id"].map(dict(zip(documents["doc_id"], sources, strict=True)))
    rows = rows.reset_index(drop=True).rename_axis("_row").reset_index()
    rows = rows.sort_values(["published", "_row"], na_position="last")
    grouped = rows.groupby("_event", sort=False)
    kept = rows.drop_duplicates("_event").set_index("_event")
    kept["n"] = grouped["doc_id"].nunique()
    kept["n_independent"] = grouped["_story"].nunique()
    known = grouped["_source"].nunique().astype("Int64")
    kept["n_sources"] = known.mask(known == 0)
    kept["reports"] = grouped["doc_id"].agg(lambda ids: list(dict.fromkeys(ids)))
    return kept.sort_values("_row").reset_index(drop=True).drop(columns=["_row", "_story", "_source"])


def _same_events(rows: pd.DataFrame, copies: pd.DataFrame) -> NDArray[np.int64]:
    """Give each row a number so that those that report the same event have one number."""
    said = [frozenset(fold_words(sentence.split())) for sentence in _letters(rows["words"])]
    stories = stories_of(rows["doc_id"], copies).tolist()
    intervals = list(zip(rows["earliest"].astype(str), rows["latest"].astype(str), strict=True))
    parent = list(range(len(rows)))

    def root(row: int) -> int:
        """Follow a row to the one that stands for its event."""
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    first: dict[Hashable, int] = {}
    near: dict[Hashable, list[int]] = {}
    for row, (words, story, interval) in enumerate(zip(said, stories, intervals, strict=True)):
        same = first.setdefault((interval, words), row)
        parent[root(row)] = root(same)
        if same != row and stories[same] == story:
            continue
        others = near.setdefault((interval, story), [])
        for other in others:
            if len(words & said[other]) >= SHARED_WORDS * len(words | said[other]):
                parent[root(row)] = root(other)
                break
        others.append(row)
    return np.array([root(row) for row in range(len(rows))], np.int64)


def _letters(sentences: "pd.Series[str]") -> "pd.Series[str]":
    """Put a space for whatever is no letter, digit or mark, so that words can be told apart from punctuation."""
    return sentences.str.replace(r"[^\w\u064B-\u065F\u0670]+", " ", regex=True)
