"""Choose the parts of a corpus that its figures compare: its sources, its categories, or its earlier and later half."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.locale import Locale
from corpus_tools.tables import publication_times
from corpus_tools.tokens.tokenize import Tokens

FEWEST_ARTICLES = 5  # in a part

_DAY = pd.Timedelta(days=1)


class Part(NamedTuple):
    """A part of a corpus: its name, and for each document whether it belongs to it."""

    name: str
    documents: NDArray[np.bool_]


class Comparison(NamedTuple):
    """Two parts of a corpus, and what tells them apart: a column of the documents, or published."""

    by: str
    target: Part
    reference: Part


def comparison(tokens: Tokens, locale: Locale) -> Comparison | None:
    """Choose two parts of a corpus to compare.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.
    locale : Locale
        Names the periods.

    Returns
    -------
    Comparison or None
        The two largest sources; where there are not two, the two largest categories; else the later half of the
        articles, by day of publication, against the earlier. None where there are no two with 5 articles each.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> documents = pd.DataFrame({"doc_id": range(12), "text": "هدنة", "source": ["س"] * 7 + ["ص"] * 5})
    >>> found = comparison(tokenize(documents), Locale())
    >>> found.by, found.target.name, found.reference.name
    ('source', 'س', 'ص')
    """
    documents = tokens.documents
    has_text = documents["text"].notna().to_numpy(np.bool_)
    for by in ("source", "category"):
        names = largest(documents.loc[has_text, by]) if by in documents else []
        if len(names) > 1:
            target, reference = (
                Part(name, has_text & (documents[by] == name).to_numpy(np.bool_)) for name in names[:2]
            )
            return Comparison(by, target, reference)
    return _halves(documents, has_text, locale)


def largest(values: "pd.Series[str]") -> list[str]:
    """List the values that enough articles have, the largest part first and of two as large the first of the corpus.

    Parameters
    ----------
    values : Series
        A column of the documents.

    Returns
    -------
    list of str
        Values; none where it is missing.

    Examples
    --------
    >>> largest(pd.Series(["س"] * 5 + ["ص"] * 7 + [None] * 9 + ["ع"]))
    ['ص', 'س']
    """
    counts = values.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return [str(value) for value in counts.index[counts >= FEWEST_ARTICLES]]


def _halves(documents: pd.DataFrame, has_text: NDArray[np.bool_], locale: Locale) -> Comparison | None:
    """Cut a corpus in two at the day in the middle of its articles."""
    days = publication_times(documents).dt.normalize().where(has_text).reset_index(drop=True)
    known = days.dropna().sort_values(ignore_index=True)
    if known.empty:
        return None
    middle = known[len(known) // 2]
    later, earlier = (days >= middle).to_numpy(np.bool_), (days < middle).to_numpy(np.bool_)
    if min(later.sum(), earlier.sum()) < FEWEST_ARTICLES:
        return None
    target, reference = (
        Part(locale.period(days[half].min(), days[half].max() + _DAY), half) for half in (later, earlier)
    )
    return Comparison("published", target, reference)
