"""How often each actor is mentioned, by month, source or category, and by which of its names."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.spans import require_spans
from corpus_tools.statistics.association import log_likelihood, log_likelihood_p
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import group_column, groups_of, note_counting, require_columns, times_of

NAMING_KINDS = ("name", "metonym", "description")


def actor_frequency(
    corpus: Corpus | pd.DataFrame, mentions: pd.DataFrame, *, by: str | None = None, confidence: float = 0.95
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
    confidence : float
        The coverage of the interval.

    Returns
    -------
    DataFrame
        One row a group and actor, in order of the groups, the most documents first: the group (period for a unit of
        the calendar, else named as `by`), actor_id, mentions, mentions_max (int64, with those that may mean another
        actor as well), documents, documents_max (int64), total (int64, the documents of the group that have a text),
        share (float, documents over total), low, high (float, its interval).

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
    require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    counted = _possible(mentions)
    group, groups = groups_of(corpus.texts, by)
    has_text = [bool(text.strip()) for text in corpus.text_list]
    total = np.bincount(group, weights=has_text, minlength=len(groups)).astype(np.int64)
    counted["group"] = group[corpus.doc_index.get_indexer(pd.Index(counted["doc_id"]))]
    keys = ["group", "actor_id"]
    counted["sure_doc"] = counted["doc_id"].where(counted["sure"])
    table = counted.groupby(keys, as_index=False).agg(
        mentions=("sure", "sum"),
        mentions_max=("sure", "size"),
        documents=("sure_doc", "nunique"),
        documents_max=("doc_id", "nunique"),
    )
    table["total"] = total[table["group"].to_numpy(np.int64)]
    table["share"] = table["documents"] / table["total"]
    documents, total = (table[name].to_numpy(np.int64) for name in ("documents", "total"))
    table["low"], table["high"] = wilson_interval(documents, total, confidence=confidence)
    order = {"group": True, "documents": False, "mentions": False, "actor_id": True}  # whether ascending
    table = table.sort_values([*order], ascending=[*order.values()], ignore_index=True)
    columns = ["actor_id", "mentions", "mentions_max", "documents", "documents_max", "total", "share", "low", "high"]
    return note_counting(_with_group(table, columns, groups, by), by=by, confidence=confidence)


def actor_names(
    corpus: Corpus | pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    by: str | None = "source",
    kinds: Sequence[str] = NAMING_KINDS,
) -> pd.DataFrame:
    """Count the names that each source, or each month, uses for an actor, and compare with the others.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        The corpus that was searched, or its documents: doc_id, text, what `by` needs; published, for first and last.
    mentions : DataFrame
        What `find_mentions` found in it: doc_id, actor_id, alias, kind.
    by : str, optional
        As in `actor_frequency`.
    kinds : sequence of str
        The kinds of mentions to compare; adjectives are left out, since grammar asks for them.

    Returns
    -------
    DataFrame
        One row an actor, group and name: actor_id, the group (as in `actor_frequency`), alias, n (int64), total
        (int64, the mentions of the actor in the group), share (float, n over total), share_elsewhere (float, of the
        other groups; missing where they don't mention the actor), g2 (float, log-likelihood ratio of the two shares),
        q (float, the share of false discoveries among the rows with a q as small), first, last (when the name was
        published first and last in the group; missing without `published`).

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column or mentions are of another corpus.

    References
    ----------
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19;
    Benjamini and Hochberg (1995), "Controlling the false discovery rate", JRSS B 57.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["داعش", "تنظيم الدولة"], "source": ["س", "ص"]})
    >>> mentions = pd.DataFrame({"doc_id": ["أ", "ب"], "actor_id": ["ISIS", "ISIS"], "kind": ["name", "name"],
    ...                          "alias": ["داعش", "تنظيم الدولة"]})
    >>> actor_names(documents, mentions)[["source", "alias", "share", "share_elsewhere"]].values.tolist()
    [['س', 'داعش', 1.0, 0.0], ['ص', 'تنظيم الدولة', 1.0, 0.0]]
    """
    require_columns(mentions, ["doc_id", "actor_id", "alias", "kind"], name="mentions")
    used = mentions[mentions["actor_id"].notna() & mentions["kind"].isin(list(kinds))]
    corpus = as_corpus(corpus)
    require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    documents = corpus.texts
    group, groups = groups_of(documents, by)
    rows = corpus.doc_index.get_indexer(pd.Index(used["doc_id"]))
    used = used[["doc_id", "actor_id", "alias"]].assign(group=group[rows])
    used["published"] = times_of(documents).to_numpy()[rows]  # as times, for the earlier of two
    grouped = used.groupby(["actor_id", "group", "alias"], as_index=False)
    table = grouped.agg(n=("doc_id", "size"), first=("published", "min"), last=("published", "max"))
    table["total"] = table.groupby(["actor_id", "group"])["n"].transform("sum")
    n, total = table["n"].to_numpy(np.int64), table["total"].to_numpy(np.int64)
    everywhere = table.groupby(["actor_id", "alias"])["n"].transform("sum").to_numpy(np.int64)
    of_actor = table.groupby("actor_id")["n"].transform("sum").to_numpy(np.int64)
    table["share"] = n / total
    elsewhere = of_actor - total
    table["share_elsewhere"] = np.where(elsewhere > 0, (everywhere - n) / np.maximum(elsewhere, 1), np.nan)
    table["g2"] = 0.0
    for size in np.unique(of_actor):
        here = of_actor == size
        table.loc[here, "g2"] = log_likelihood(n[here], total[here], everywhere[here], int(size))
    table["q"] = false_discovery_rates(log_likelihood_p(table["g2"].to_numpy(np.float64)))
    order = ["actor_id", "group", "n", "alias"]
    table = table.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    columns = ["alias", "n", "total", "share", "share_elsewhere", "g2", "q", "first", "last"]
    result = _with_group(table, columns, groups, by)
    result.insert(0, "actor_id", table["actor_id"])
    return note_counting(result, by=by, kinds=list(kinds))


def _possible(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each actor that a mention may mean, and whether it surely does."""
    require_columns(mentions, ["doc_id", "actor_id", "candidates"], name="mentions")
    known = mentions["actor_id"].notna().to_numpy()
    sure = mentions.loc[known, ["doc_id", "actor_id"]].assign(sure=True)
    open_ = mentions.loc[~known & mentions["candidates"].notna().to_numpy(), ["doc_id", "candidates"]]
    maybe = open_.assign(actor_id=open_["candidates"].astype("str").str.split("|")).explode("actor_id")
    maybe = maybe[["doc_id", "actor_id"]].assign(sure=False)
    return pd.concat([sure, maybe] if len(maybe) else [sure], ignore_index=True)


def _with_group(table: pd.DataFrame, columns: list[str], groups: pd.Index, by: str | None) -> pd.DataFrame:
    """Insert the value of the group, where there are groups, before the other columns."""
    result = table[columns].copy()
    if by is not None:
        result.insert(0, group_column(by), groups.take(table["group"].to_numpy(np.int64)))
    return result
