"""Parts of a corpus: the tokens of some of its documents, to count or to compare."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from corpus_tools.tokens.tokenize import Tokens, require_tokens


def select_documents(tokens: Tokens, where: ArrayLike) -> Tokens:
    """Keep the tokens of some documents.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.
    where : array of bool
        For each document whether it is kept, such as ``tokens.documents["source"] == "وكالة"`` or
        ``tokens.documents["published"].between("2017-01-01", "2017-06-30")``. A missing value keeps nothing.

    Returns
    -------
    Tokens
        The documents that are kept, their tokens, and the same vocabulary with its counts made anew; words that no
        longer occur have n 0, so that word numbers and lemmas stay the same in all parts of a corpus.

    Raises
    ------
    ValueError
        If there is not one truth value for each document.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["هدنة في حمص", "قصف"], "source": ["س", "ص"]})
    >>> tokens = tokenize(documents)
    >>> select_documents(tokens, tokens.documents["source"] == "ص")
    Tokens(1 tokens, 4 words, 1 documents)
    """
    require_tokens(tokens)
    kept = pd.array(np.asarray(where), dtype="boolean").fillna(value=False).to_numpy(np.bool_)
    if kept.shape != (len(tokens.documents),):
        raise ValueError(f"`where` has {kept.size} values for {len(tokens.documents)} documents; give one for each")
    renumbered = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    table = tokens.table[kept[tokens.table["doc"].to_numpy()]].reset_index(drop=True)
    table["doc"] = renumbered[table["doc"].to_numpy()]
    n = np.bincount(table["word"], minlength=len(tokens.vocabulary)).astype(np.int64)
    return Tokens(table, tokens.vocabulary.assign(n=n), tokens.documents[kept].reset_index(drop=True))
