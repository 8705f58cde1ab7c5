"""How often each actor is mentioned, by month, source or category."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints, distinct
from corpus_tools.calendars.units import PERIODS
from corpus_tools.copies import count_copies_once, of_part
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.spans import require_spans
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import (
    group_column,
    note_counting,
    require_columns,
    sorted_codes,
    thin_reasons,
    with_group,
)
from corpus_tools.terms.groups import articles_in_corpus, groups_of_corpus

_COUNTS = ["mentions", "mentions_max", "documents", "documents_max", "total"]


def actor_frequency(
    corpus: Corpus | pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    by: str | None = None,
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Count the mentions of each actor and the documents that mention it.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        The corpus that was searched, or its documents: doc_id, text, and what `by` needs.
    mentions : DataFrame
        What `find_mentions` found in it: doc_id, actor_id and candidates.
    by : str, optional
        A unit of the calendar from ``"day"`` to ``"decade"`` (of published), or a column such as source or category.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns.
    confidence : float
        The coverage of the interval.

    Returns
    -------
    DataFrame
        One row a group and actor, in order of the groups, the most documents first: the group (period for a unit of
        the calendar, else named as `by`), actor_id, mentions, mentions_max (int64, with those that may mean another
        actor as well), documents, documents_max (int64), total (int64, the documents of the group that have a text),
        share (float, documents over total), low, high (float, its interval); by a unit of the calendar also reason
        (str, why there is no share: the period has fewer than ten documents; else missing).
        With `copies`, the counts and totals are still of all documents, beside each stands the same
        (documents_independent …) without the copies, and all else is of the independent documents.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column, mentions are of another corpus, or an option is out of range.

    References
    ----------
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["روسيا وسوريا", "سوريا"]})
    >>> mentions = pd.DataFrame({"doc_id": ["أ", "أ", "ب"], "actor_id": ["RUS", "SYR", "SYR"], "candidates": None})
    >>> actor_frequency(documents, mentions)[["actor_id", "mentions", "documents", "share"]].values.tolist()
    [['SYR', 2, 2, 1.0], ['RUS', 1, 1, 0.5]]
    """
    corpus = as_corpus(corpus)
    if copies is not None:
        return count_copies_once(
            lambda part: actor_frequency(part, of_part(mentions, part, corpus), by=by, confidence=confidence),
            corpus,
            copies=copies,
            keys=["actor_id"] if by is None else [group_column(by), "actor_id"],
            counts=_COUNTS,
        )
    found = _possible(mentions, require_spans(mentions, corpus, name="mentions", made_by="find_mentions"))
    group, groups = groups_of_corpus(corpus, by)
    has_text = articles_in_corpus(corpus)
    total = np.bincount(group, weights=has_text, minlength=len(groups)).astype(np.int64)
    table = _count_by_group(found, group)
    table["actor_id"] = found.actors.take(table["actor_id"].to_numpy()).array
    table["total"] = total[table["group"].to_numpy(np.int64)]
    table["share"] = table["documents"] / table["total"]
    documents, total = (table[name].to_numpy(np.int64) for name in ("documents", "total"))
    table["low"], table["high"] = wilson_interval(documents, total, confidence=confidence)
    if by in PERIODS:
        table["reason"] = thin_reasons(total)
        table.loc[table["reason"].notna(), ["share", "low", "high"]] = np.nan
    order = {"group": True, "documents": False, "mentions": False, "actor_id": True}  # whether ascending
    table = table.sort_values([*order], ascending=[*order.values()], ignore_index=True)
    columns = ["actor_id", *_COUNTS, "share", "low", "high", *(["reason"] if by in PERIODS else [])]
    return note_counting(with_group(table, columns, groups, by), by=by, confidence=confidence)


class _Possible(NamedTuple):
    """A row for each actor that a mention may mean, the sure ones first, by numbers: they take less memory than ids."""

    doc: Ints
    actor: Ints
    n_sure: int
    actors: pd.Index


def _possible(mentions: pd.DataFrame, rows: Ints) -> _Possible:
    """Return the actors that mentions may mean, given the rows of their documents."""
    require_columns(mentions, ["doc_id", "actor_id", "candidates"], name="mentions")
    known = mentions["actor_id"].notna().to_numpy(np.bool_)
    is_open = ~known & mentions["candidates"].notna().to_numpy(np.bool_)
    maybe = mentions["candidates"][is_open].astype("str").str.split("|")
    doc = np.append(rows[known], np.repeat(rows[is_open], maybe.map(len).to_numpy(np.int64)))
    actor, actors = sorted_codes(mentions["actor_id"][known])
    n_sure = len(actor)
    if len(maybe):
        others, names = sorted_codes(maybe.explode().astype("str"))
        every = actors.union(names)
        actor, actors = np.append(every.get_indexer(actors)[actor], every.get_indexer(names)[others]), every
    return _Possible(doc, actor, n_sure, actors)


def _count_by_group(found: _Possible, group: Ints) -> pd.DataFrame:
    """Count the mentions of each actor in each group, and the documents that have them, in order of both."""
    size = max(len(found.actors), 1)
    held, row = np.unique(group[found.doc] * size + found.actor, return_inverse=True)
    table = pd.DataFrame(dict(zip(("group", "actor_id"), np.divmod(held, size), strict=True)))
    for ending, n in (("", found.n_sure), ("_max", len(row))):
        table[f"mentions{ending}"] = np.bincount(row[:n], minlength=len(held))
        in_document = distinct(row[:n] * np.int64(len(group)) + found.doc[:n]) // max(len(group), 1)
        table[f"documents{ending}"] = np.bincount(in_document, minlength=len(held))
    return table
