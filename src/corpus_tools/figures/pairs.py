"""The pairs of actors that a figure may draw, and what is said of them."""

from typing import Any, NamedTuple

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import find_related
from corpus_tools.arrays import Bools
from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.locale import Locale
from corpus_tools.spans import require_corpus
from corpus_tools.tables import counting_of, require_columns


def ends_of(links: pd.DataFrame) -> pd.DataFrame:
    """Return actor and n of both ends of each pair, under the index of its row."""
    return pd.concat([links[[end, "n"]].set_axis(["actor", "n"], axis=1) for end in ("actor_a", "actor_b")])


def related_pairs(links: pd.DataFrame, actors: Registry | pd.DataFrame | None) -> Bools:
    """Return which pairs are of an actor and one that it is a part of."""
    ids = pd.Index(sorted({*links["actor_a"], *links["actor_b"]}))
    a, b = (ids.get_indexer(pd.Index(links[column])) for column in ("actor_a", "actor_b"))
    related: Bools = find_related(ids.tolist(), actors)[a, b]
    return related


#: What a pair needs by default to be drawn: one article makes no network.
MIN_DOCUMENTS, MAX_Q = 2, 0.05


class Pairs(NamedTuple):
    """The pairs that a figure may draw, with what they were counted in and how."""

    rows: pd.DataFrame  # the most first
    links: pd.DataFrame  # the table that they are of
    corpus: Corpus | None
    counted: dict[str, Any]


def sure_pairs(
    links: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None,
    actors: Registry | pd.DataFrame | None,
    *,
    parents: bool,
    min_documents: int = MIN_DOCUMENTS,
    max_q: float = MAX_Q,
) -> Pairs:
    """Return the pairs that meet in enough documents and, where that was tested, more often than by chance.

    Without `parents`, an actor and one that it is a part of are no pair.
    """
    require_columns(links, ["actor_a", "actor_b", "n", "documents"], name="links")
    counted = counting_of(links, within="sentence", null="article", parents=True)
    corpus, links = counted_part(links, corpus), swap_counts(links)
    if corpus is not None:
        require_corpus(links, corpus.fingerprints[:1], name="links", made_by="co_mentions")
    sure = links if parents else links[~related_pairs(links, actors)]
    sure = sure[(sure["n"] > 0) & (sure["documents"] >= min_documents)]
    if {"expected", "q"} <= set(sure):
        sure = sure[(sure["n"] > sure["expected"]) & (sure["q"] <= max_q)]
    return Pairs(sure.sort_values("n", ascending=False, kind="stable", ignore_index=True), links, corpus, counted)


def subtitle_of_pairs(first: str, parts: str, pairs: Pairs, locale: Locale, *, max_q: float, parents: bool) -> str:
    """Return a text that explains which pairs are drawn, from the line `first` on.

    `parts` says that an actor and what it is a part of are left out.
    """
    read = None if pairs.corpus is None else pairs.corpus.n_articles
    lines = [locale.text(first, articles=locale.articles(read))]
    if {"expected", "q"} <= set(pairs.rows):
        chance = "corpus" if pairs.counted["null"] == "corpus" else pairs.counted["within"]
        lines.append(locale.text(f"network_chance_{chance}", q=locale.level(max_q)))
    if not (parents and pairs.counted["parents"]):
        lines.append(locale.text(parts))
    return "\n".join(lines)
