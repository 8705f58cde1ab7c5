"""What is known of the documents of a corpus, without holding the texts of all parts at once."""

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints
from corpus_tools.calendars.units import PERIODS
from corpus_tools.corpus import Corpus
from corpus_tools.tables import groups_of, holding_text


def groups_of_corpus(corpus: Corpus, by: str | None) -> tuple[Ints, pd.Index]:
    """Return the group of each document, and the value of each group; see `corpus_tools.tables.groups_of`."""
    if by is None or not pd.api.types.is_scalar(by) or by == "document":  # no part need be read for these
        return groups_of(pd.DataFrame({"doc_id": corpus.doc_index}), by)
    column = "published" if by in PERIODS else by
    known = corpus.tables.known(*dict.fromkeys(["doc_id", column]))
    return groups_of(known if column in known else corpus.metadata, by)  # an error names the columns that there are


def articles_in_corpus(corpus: Corpus) -> Bools:
    """Return which documents hold a text, the articles that shares are of; it is found once."""
    return corpus.once(
        "articles_in_corpus", lambda: np.concatenate([holding_text(piece.text_list) for piece in corpus.pieces])
    )
