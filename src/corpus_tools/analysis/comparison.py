"""Choose the parts of a corpus that its figures compare: sources, or the earlier and later half."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus
from corpus_tools.locale import Locale
from corpus_tools.tables import publication_times

FEWEST_ARTICLES = 5  # on a side

_DAY = pd.Timedelta(days=1)


class Side(NamedTuple):
    """One side of a comparison: its name, and whether each document belongs to it."""

    name: str
    documents: NDArray[np.bool_]


class Comparison(NamedTuple):
    """Two sides, and the column of the documents that distinguishes them."""

    by: str
    target: Side
    reference: Side


def find_comparison(corpus: Corpus, locale: Locale, asked: tuple[str, str, str] | None = None) -> Comparison | None:
    """Return the two sides of a corpus to compare, None if there are no two with 5 articles each.

    They are the two values of the column that were asked for, else the two largest sources, otherwise the later and the
    earlier half of the articles by day of publication. Categories have no order, and what sets «sport» apart from
    «economy» is no news: they are for who asks for them.
    """
    has_text = corpus.is_article
    if asked is not None:
        by, *values = asked
        documents = corpus.tables.known(by)
        chosen = [Side(name, has_text & (documents[by] == name).to_numpy(np.bool_)) for name in values]
        return Comparison(by, *chosen) if min(side.documents.sum() for side in chosen) >= FEWEST_ARTICLES else None
    documents = corpus.tables.known("doc_id", "published", "source")
    names = frequent_values(documents.loc[has_text, "source"]) if "source" in documents else []
    if len(names) < 2:
        return _halves(documents, has_text, locale)
    sides = (Side(name, has_text & (documents["source"] == name).to_numpy(np.bool_)) for name in names[:2])
    return Comparison("source", *sides)


def frequent_values(values: "pd.Series[str]") -> list[str]:
    """Return the values that enough articles have, by frequency and then in the order of the corpus."""
    counts = values.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return [str(value) for value in counts.index[counts >= FEWEST_ARTICLES]]


def _halves(documents: pd.DataFrame, has_text: NDArray[np.bool_], locale: Locale) -> Comparison | None:
    """Return the later and the earlier half, divided at the day of the middle article."""
    days = publication_times(documents).dt.normalize().where(has_text).reset_index(drop=True)
    known = days.dropna().sort_values(ignore_index=True)
    if known.empty:
        return None
    middle = known[len(known) // 2]
    later, earlier = (days >= middle).to_numpy(np.bool_), (days < middle).to_numpy(np.bool_)
    if min(later.sum(), earlier.sum()) < FEWEST_ARTICLES:
        return None
    target, reference = (
        Side(locale.period(days[half].min(), days[half].max() + _DAY), half) for half in (later, earlier)
    )
    return Comparison("published", target, reference)
