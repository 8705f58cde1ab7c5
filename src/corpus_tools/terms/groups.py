"""What is known of the documents of a corpus, without holding the texts of all parts at once."""

from functools import partial

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints
from corpus_tools.calendars.units import PERIODS
from corpus_tools.corpus import Corpus
from corpus_tools.parts import gather
from corpus_tools.tables import groups_of, holding_text


def groups_of_corpus(corpus: Corpus, by: str | None) -> tuple[Ints, pd.Index]:
    """Return the group of each document, and the value of each group; see `corpus_tools.tables.groups_of`."""
    if by is None or not pd.api.types.is_scalar(by) or by == "document":  # no part need be read for these
        return groups_of(pd.DataFrame({"doc_id": corpus.doc_index}), by)
    return groups_of(gather(corpus, partial(_columns_for, by=by)), by)


def articles_in_corpus(corpus: Corpus) -> Bools:
    """Return which documents hold a text, the articles that shares are of; it is found once."""
    return corpus.once(
        "articles_in_corpus", lambda: np.concatenate([holding_text(piece.text_list) for piece in corpus.pieces])
    )


def _columns_for(documents: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return the columns that say the group of a document; all where there is no such column."""
    column = "published" if by in PERIODS else by
    return documents[list(dict.fromkeys(["doc_id", column]))] if column in documents else documents
