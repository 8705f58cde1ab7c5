"""Tables of places in the texts: whether they are of the corpus that they are used with."""

from typing import NoReturn

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus
from corpus_tools.tables import require_columns


def require_spans(table: pd.DataFrame, corpus: Corpus, *, name: str, made_by: str) -> NDArray[np.int64]:
    """Check that places are of a corpus, and return the row of the document of each.

    A doc_id must be known and, where the table has start, end and surface, ``text[start:end] == surface``; the error
    names the row. `name` is what the table is called, `made_by` the verb that makes it.
    """
    require_columns(table, ["doc_id"], name=name)
    rows = np.asarray(corpus.doc_index.get_indexer(pd.Index(table["doc_id"])), np.int64)
    if (rows < 0).any():
        at = int(np.argmin(rows))
        _refuse(table, at, f"no document of the corpus has the doc_id {table['doc_id'].iloc[at]!r}", name, made_by)
    if not {"start", "end", "surface"} <= set(table.columns):
        return rows
    texts = corpus.texts["text"].tolist()
    spans = zip(*(table[column].tolist() for column in ("start", "end", "surface")), rows.tolist(), strict=True)
    for at, (start, end, surface, row) in enumerate(spans):
        text = texts[row]
        if not isinstance(text, str) or not 0 <= start <= end <= len(text) or text[start:end] != surface:
            there = repr(text[max(start, 0) : max(end, 0)]) if isinstance(text, str) else "no text"
            said = f"the corpus has {there} at {start} to {end} of {table['doc_id'].iloc[at]!r}, and not {surface!r}"
            _refuse(table, at, said, name, made_by)
    return rows


def _refuse(table: pd.DataFrame, at: int, what: str, name: str, made_by: str) -> NoReturn:
    """Refuse a table of places for one of its rows."""
    raise ValueError(
        f"`{name}` is not of this corpus: row {at} (index {table.index[at]!r}): {what}; pass what {made_by} found in "
        "this very corpus (places in raw and in cleaned texts differ, see to_raw)"
    )
