"""Which documents of a corpus are chosen, and their tokens."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from corpus_tools.tables import require_columns, times_of
from corpus_tools.tokens.tokenize import Tokens

_SHOWN = 5  # values named in a message


def truth_of(where: ArrayLike, documents: pd.DataFrame) -> NDArray[np.bool_]:
    """Return for each document whether it is kept; a Series in another order than the documents goes by its index."""
    if isinstance(where, pd.Series) and not where.index.equals(documents.index):
        shuffled = len(where) == len(documents) and where.index.isin(documents.index).all()
        where = where.reindex(documents.index) if shuffled and where.index.is_unique else where
    values = np.asarray(where)
    if values.shape != (len(documents),):
        raise ValueError(f"`where` has {values.size} values for {len(documents)} documents; give one for each")
    known = values[~pd.isna(values)]
    if not all(isinstance(value, (bool, np.bool_)) for value in known):
        raise TypeError("`where` holds something other than True and False; give a condition, such as a comparison")
    return pd.array(values, dtype="boolean").fillna(value=False).to_numpy(np.bool_)


def is_one_of(documents: pd.DataFrame, column: str, wanted: str | Collection[str]) -> NDArray[np.bool_]:
    """Return for each document whether its value of a column is one of some; a value that none has is an error."""
    require_columns(documents, [column], name="texts")
    values = [wanted] if isinstance(wanted, str) else list(wanted)
    known = documents[column].dropna().unique().tolist()
    unknown = [value for value in values if value not in known]
    if unknown:
        there = ", ".join(map(repr, known[:_SHOWN])) + (", …" if len(known) > _SHOWN else "")
        raise ValueError(f"no document has the {column} {unknown[0]!r}; there are {there or 'none'}")
    return documents[column].isin(values).to_numpy(np.bool_)


def is_published(documents: pd.DataFrame, dates: str | tuple[Any, Any]) -> NDArray[np.bool_]:
    """Return for each document whether it was published in a period, or from one to another, both included."""
    first, last = (dates, dates) if isinstance(dates, str) else dates
    published = times_of(documents)
    kept = published.notna()
    if first is not None:
        kept &= published >= _period(first).start_time
    if last is not None:
        kept &= published < (_period(last) + 1).start_time
    return kept.to_numpy(np.bool_)


def _period(value: Any) -> pd.Period:
    """Read a year, month or day, or the day of a timestamp."""
    try:
        period = pd.Period(value) if isinstance(value, (str, pd.Period)) else pd.Period(pd.Timestamp(value), freq="D")
        period.start_time  # noqa: B018 - a missing value is a period without one
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"`dates` holds {value!r}; write a day, month or year as 2017-05-20, 2017-05, 2017") from error
    return period


def select_tokens(tokens: Tokens, kept: NDArray[np.bool_], documents: pd.DataFrame) -> Tokens:
    """Return the tokens of the documents that are kept, over the same vocabulary with its counts made anew.

    A word that no longer occurs has n 0, so that word numbers and lemmas stay the same in all selections of a corpus.
    """
    renumbered = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    table = tokens.table[kept[tokens.table["doc"].to_numpy()]].reset_index(drop=True)
    table["doc"] = renumbered[table["doc"].to_numpy()]
    n = np.bincount(table["word"], minlength=len(tokens.vocabulary)).astype(np.int64)
    return Tokens(table, tokens.vocabulary.assign(n=n), documents)
