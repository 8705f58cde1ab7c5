"""Titles and the names of sources, authors and categories, which stand beside the texts."""

import pandas as pd

from corpus_tools.damage.check import mend_texts

#: What is mended beside the text: whose words are shown, grouped by, and compared with the first line.
_NAMED = ("title", "source", "author", "category")


def names_in(documents: pd.DataFrame, column: str) -> list[str]:
    """Return the titles or sources of documents, the empty string where there is none."""
    names = documents[column].tolist() if column in documents else [""] * len(documents)
    return [name if isinstance(name, str) else "" for name in names]


def mend_names(documents: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the columns of titles and names that are damaged, as they were meant."""
    mended = {}
    for column in _NAMED:
        if column not in documents:
            continue
        written = [value for value in documents[column].unique().tolist() if isinstance(value, str)]
        changes = {written[row]: " ".join(meant.split()) for row, meant in mend_texts(written)}
        if changes:
            mended[column] = documents[column].map(lambda value, changes=changes: changes.get(value, value))
    return mended
