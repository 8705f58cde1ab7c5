"""By which of its names each source, category or month calls an actor."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints, changes
from corpus_tools.copies import count_copies_once, of_part
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.spans import require_spans
from corpus_tools.statistics.association import log_likelihood
from corpus_tools.statistics.by_article import ArticleSums, compare_shares
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import check_confidence
from corpus_tools.tables import group_column, note_counting, require_columns, sorted_codes, with_group
from corpus_tools.terms.groups import groups_of_corpus

NAMING_KINDS = ("name", "metonym", "description")

_NAMED = ["actor_id", "alias"]
_COUNTS = ["documents", "documents_elsewhere", "articles", "articles_elsewhere"]


def actor_names(
    corpus: Corpus | pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    by: str | None = "source",
    kinds: Sequence[str] = NAMING_KINDS,
    copies: pd.DataFrame | None = None,
    confidence: float = 0.95,
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
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    DataFrame
        One row an actor, group and name: actor_id, the group (as in `actor_frequency`), alias, n (int64), total
        (int64, the mentions of the actor in the group), share (float, n over total), share_elsewhere (float, of the
        other groups; missing where they don't mention the actor), documents, documents_elsewhere (int64, the articles
        with the name), articles, articles_elsewhere (int64, all that mention the actor), log_ratio (float, binary
        logarithm of the ratio of the two shares), low, high (float, its interval), g2 (float, log-likelihood ratio of
        the two shares, negative where the group uses the name less), p (float, of as large a difference between
        random articles with one choice of names), q (float, the share of false discoveries among the rows with a q as
        small), first, last (when the name was published first and last in the group; missing without `published`).
        p, q and the interval are missing where one of the two sides has fewer than two articles that mention the
        actor, or both use no other name. With `copies`, n, total, documents and articles, also those elsewhere, are
        still of all documents, beside each stands the same (n_independent …) without the copies, and all else is of the
        independent documents.

    Raises
    ------
    TypeError, ValueError
        If a table lacks a column, mentions are of another corpus or an option is out of range.

    Notes
    -----
    The unit of p and of the interval is the article, since an article tends to keep to one name: see `keyness`, which
    compares in the same way.

    References
    ----------
    Rao and Scott (1992), "A simple method for the analysis of clustered binary data", Biometrics 48; Genovese, Roeder
    and Wasserman (2006), "False discovery control with p-value weighting", Biometrika 93; Benjamini and Hochberg
    (1995), "Controlling the false discovery rate", JRSS B 57; Dunning (1993), "Accurate methods for the statistics of
    surprise and coincidence", Computational Linguistics 19.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["داعش", "تنظيم الدولة"], "source": ["س", "ص"]})
    >>> mentions = pd.DataFrame({"doc_id": ["أ", "ب"], "actor_id": ["ISIS", "ISIS"], "kind": ["name", "name"],
    ...                          "alias": ["داعش", "تنظيم الدولة"]})
    >>> actor_names(documents, mentions)[["source", "alias", "share", "share_elsewhere"]].values.tolist()
    [['س', 'داعش', 1.0, 0.0], ['ص', 'تنظيم الدولة', 1.0, 0.0]]
    """
    check_confidence(confidence)
    require_columns(mentions, ["doc_id", "actor_id", "alias", "kind"], name="mentions")
    corpus = as_corpus(corpus)
    rows = require_spans(mentions, corpus, name="mentions", made_by="find_mentions")
    if copies is not None:
        how: dict[str, Any] = {"by": by, "kinds": kinds, "confidence": confidence}
        return count_copies_once(
            lambda part: actor_names(part, of_part(mentions, part, corpus), **how),
            corpus,
            copies=copies,
            keys=["actor_id", "alias"] if by is None else ["actor_id", group_column(by), "alias"],
            counts=["n", "total", *_COUNTS],
            count_all=lambda whole: _count_all(whole, mentions, rows, by, kinds),
        )
    named, names, groups = _find_names(corpus, mentions, rows, by, kinds)
    named["published"] = corpus.published.to_numpy()[named["doc"].to_numpy()]  # as times, for the earlier of two
    table, here, elsewhere = _sum_names(named)
    for column, name in zip(_NAMED, names, strict=True):
        table[column] = name.take(table[column].to_numpy()).array
    columns = ["alias", "n", "total", "share", "share_elsewhere"]
    for ending, side in (("", here), ("_elsewhere", elsewhere)):
        table[f"articles{ending}"] = side.articles.astype(np.int64)
    with np.errstate(invalid="ignore"):
        table["share"], table["share_elsewhere"] = here.y / here.m, elsewhere.y / elsewhere.m
    compared = compare_shares(here, elsewhere, confidence=confidence)
    table["log_ratio"], table["low"], table["high"], table["p"] = compared
    g2 = log_likelihood(here.y, here.m, here.y + elsewhere.y, here.m + elsewhere.m)
    table["g2"] = np.where(elsewhere.m > 0, np.copysign(g2, compared.log_ratio), 0.0)
    weights = (table["documents"] + table["documents_elsewhere"]).to_numpy(np.float64)
    table["q"] = false_discovery_rates(compared.p, weights=weights)
    order = ["actor_id", "group", "n", "alias"]
    table = table.sort_values(order, ascending=[True, True, False, True], ignore_index=True)
    columns += _COUNTS
    columns += ["log_ratio", "low", "high", "g2", "p", "q", "first", "last"]
    result = with_group(table, columns, groups, by)
    result.insert(0, "actor_id", table["actor_id"])
    return note_counting(result, by=by, kinds=list(kinds))


def _find_names(
    corpus: Corpus, mentions: pd.DataFrame, rows: Ints, by: str | None, kinds: Sequence[str]
) -> tuple[pd.DataFrame, list[pd.Index], pd.Index]:
    """Return how often each article uses each name, the actors and names that this numbers, and the groups.

    `rows` are the documents of the mentions.
    """
    group, groups = groups_of_corpus(corpus, by)
    kept = (mentions[_NAMED].notna().all(axis=1) & mentions["kind"].isin(list(kinds))).to_numpy(np.bool_)
    doc = rows[kept]
    codes, names = zip(*(sorted_codes(mentions[column][kept]) for column in _NAMED), strict=True)
    return _count_by_article(codes[0], group[doc], doc, codes[1]), list(names), groups


def _count_all(
    corpus: Corpus, mentions: pd.DataFrame, rows: Ints, by: str | None, kinds: Sequence[str]
) -> pd.DataFrame:
    """Count the names of each actor in each group as `actor_names` does, and compare nothing.

    Sums by number take a part of the memory that grouping the rows of many articles does.
    """
    named, names, groups = _find_names(corpus, mentions, rows, by, kinds)
    actor, group, doc, alias, n = (named[column].to_numpy() for column in named)
    n_groups, n_names = max(len(groups), 1), max(len(names[1]), 1)
    pair = actor * n_groups + group
    opens = changes(pair) | changes(doc)  # an article, which is in one group
    use, row = np.unique(pair * n_names + alias, return_inverse=True)
    pair_of, alias_of = np.divmod(use, n_names)
    actor_of, group_of = np.divmod(pair_of, n_groups)
    size = len(names[0]) * n_groups
    total, articles = (
        np.bincount(of, weights, size).astype(np.int64) for of, weights in ((pair, n), (pair[opens], None))
    )
    documents = np.bincount(row, minlength=len(use))
    code, _ = pd.factorize(actor_of * n_names + alias_of)
    of_name, of_actor = np.bincount(code, documents), articles.reshape(-1, n_groups).sum(axis=1)
    table = pd.DataFrame({"n": np.bincount(row, n, len(use)).astype(np.int64), "total": total[pair_of]})
    table["documents"], table["documents_elsewhere"] = documents, of_name[code].astype(np.int64) - documents
    table["articles"] = articles[pair_of]
    table["articles_elsewhere"] = of_actor[actor_of] - table["articles"]
    table["group"] = group_of
    table["alias"] = names[1].take(alias_of).array
    columns = ["alias", "n", "total", *_COUNTS]
    result = with_group(table, columns, groups, by)
    result.insert(0, "actor_id", names[0].take(actor_of).array)
    return result


def _count_by_article(actor: Ints, group: Ints, doc: Ints, alias: Ints) -> pd.DataFrame:
    """Count how often each article uses each name, one row an actor, group, article and name, in this order.

    The four are one number, which is put in order in a part of the memory that tables are grouped in.
    """
    sizes = [int(column.max(initial=-1)) + 1 for column in (group, doc, alias)]
    use = ((actor * sizes[0] + group) * sizes[1] + doc) * sizes[2] + alias
    use, n = np.unique(use, return_counts=True)
    use, alias = np.divmod(use, max(sizes[2], 1))
    use, doc = np.divmod(use, max(sizes[1], 1))
    actor, group = np.divmod(use, max(sizes[0], 1))
    return pd.DataFrame({"actor_id": actor, "group": group, "doc": doc, "alias": alias, "n": n})


def _sum_names(named: pd.DataFrame) -> tuple[pd.DataFrame, ArticleSums, ArticleSums]:
    """Count the names of each actor in each group, and sum over the articles of the group and over all others."""
    article = ["actor_id", "group", "doc"]
    named["total"] = named.groupby(article)["n"].transform("sum")
    named = named.assign(documents=1, n_squared=named["n"] ** 2, n_total=named["n"] * named["total"])
    mentioned = named.drop_duplicates(article)[[*article, "total"]]
    mentioned = mentioned.assign(articles=1, total_squared=mentioned["total"] ** 2)
    of_name, of_actor = ["n", "documents", "n_squared", "n_total"], ["articles", "total", "total_squared"]
    ends = named.groupby(["actor_id", "group", "alias"]).agg(first=("published", "min"), last=("published", "max"))
    table = named.groupby(["actor_id", "group", "alias"])[of_name].sum().join(ends).reset_index()
    table = table.merge(mentioned.groupby(["actor_id", "group"])[of_actor].sum().reset_index())
    everywhere = table[["actor_id", "alias"]].merge(named.groupby(["actor_id", "alias"])[of_name].sum().reset_index())
    everywhere = everywhere.merge(mentioned.groupby("actor_id")[of_actor].sum().reset_index())
    table["documents_elsewhere"] = everywhere["documents"] - table["documents"]
    columns = [*of_actor, "n", "n_squared", "n_total"]  # in the order of the sums
    here, all_articles = (
        ArticleSums(*(of[column].to_numpy(np.float64) for column in columns)) for of in (table, everywhere)
    )
    return table, here, all_articles.less(here)
