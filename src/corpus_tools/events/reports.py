"""Reports of one event: which rows of a timeline report the same event, and how many of them are independent."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.copies import stories_of
from corpus_tools.script import fold_words

#: The share of common words (Jaccard index) from which sentences of copies report the same event.
SHARED_WORDS = 0.5
COLUMNS = ["n", "n_independent", "n_sources", "reports"]


def group_reports(rows: pd.DataFrame, documents: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Keep, of rows that report the same event, the one published first, and count who reports it.

    Two rows report the same event when they date it to the same interval and their sentences have the same words, or
    when, besides the interval, their documents are copies of one story and the sentences share at least half of their
    words (Jaccard index). `rows` come in the order of the corpus. New columns: n (documents that report the event),
    n_independent (stories: copies of one count once), n_sources (distinct sources; missing where none is known) and
    reports (list of doc_ids in order of publication).
    """
    rows = rows.assign(_story=stories_of(rows["doc_id"], copies), _event=_same_events(rows, copies))
    sources = documents["source"] if "source" in documents else pd.Series(None, index=documents.index, dtype=object)
    rows["_source"] = rows["doc_id"].map(dict(zip(documents["doc_id"], sources, strict=True)))
    rows = rows.reset_index(drop=True).rename_axis("_row").reset_index()
    rows = rows.sort_values(["published", "_row"], na_position="last")
    grouped = rows.groupby("_event", sort=False)
    known = grouped["_source"].nunique().astype("Int64")
    kept = rows.drop_duplicates("_event").set_index("_event")
    kept = kept.assign(n=grouped["doc_id"].nunique(), n_independent=grouped["_story"].nunique())
    kept["n_sources"] = known.mask(known == 0)
    kept["reports"] = grouped["doc_id"].agg(lambda ids: list(dict.fromkeys(ids)))
    return kept.sort_values("_row").reset_index(drop=True).drop(columns=["_row", "_story", "_source"])


def _same_events(rows: pd.DataFrame, copies: pd.DataFrame) -> NDArray[np.int64]:
    """Return a code for each row, the same for rows that report the same event."""
    # Without punctuation, which would cling to the words: whatever is no letter, digit or mark becomes a space.
    bare = rows["words"].str.replace(r"[^\w\u064B-\u065F\u0670]+", " ", regex=True)
    words_of_row = [frozenset(fold_words(sentence.split())) for sentence in bare]
    stories = stories_of(rows["doc_id"], copies).tolist()
    intervals = list(zip(rows["earliest"].astype(str), rows["latest"].astype(str), strict=True))
    parent = list(range(len(rows)))

    def root(row: int) -> int:
        """Return the row that represents the event of a row (union-find with path halving)."""
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    first: dict[Hashable, int] = {}
    near: dict[Hashable, list[int]] = {}
    for row, (words, story, interval) in enumerate(zip(words_of_row, stories, intervals, strict=True)):
        same = first.setdefault((interval, words), row)
        parent[root(row)] = root(same)
        if same != row and stories[same] == story:
            continue
        others = near.setdefault((interval, story), [])
        for other in others:
            if len(words & words_of_row[other]) >= SHARED_WORDS * len(words | words_of_row[other]):
                parent[root(row)] = root(other)
                break
        others.append(row)
    return np.array([root(row) for row in range(len(rows))], np.int64)
