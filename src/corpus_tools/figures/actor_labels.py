"""Actors in a figure: what they are called, which pairs of them are drawn, and what is said of these."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import actors_table, find_related
from corpus_tools.arrays import Bools
from corpus_tools.locale import Lang, Locale
from corpus_tools.tables import require_columns


def actor_labels(actors: Registry | pd.DataFrame | None, wanted: list[str], lang: Lang) -> list[str]:
    """Return the names of actors in the reader's language; the id where the registry has no name."""
    table = actors_table(actors)
    require_columns(table, [f"name_{lang}"], name="actors")
    names = table[f"name_{lang}"].to_dict()
    return [str(names[actor]) if isinstance(names.get(actor), str) else str(actor) for actor in wanted]


def ends_of(links: pd.DataFrame) -> pd.DataFrame:
    """Return actor and n of both ends of each pair, under the index of its row."""
    return pd.concat([links[[end, "n"]].set_axis(["actor", "n"], axis=1) for end in ("actor_a", "actor_b")])


def related_pairs(links: pd.DataFrame, actors: Registry | pd.DataFrame | None) -> Bools:
    """Return which pairs are of an actor and one that it is a part of."""
    ids = pd.Index(sorted({*links["actor_a"], *links["actor_b"]}))
    a, b = (ids.get_indexer(pd.Index(links[column])) for column in ("actor_a", "actor_b"))
    related: Bools = find_related(ids.tolist(), actors)[a, b]
    return related


def sure_pairs(links: pd.DataFrame, min_documents: int, max_q: float) -> pd.DataFrame:
    """Return the pairs that meet in enough documents and, where that was tested, more often than by chance.

    They are ordered by n, the most first.
    """
    sure = links[(links["n"] > 0) & (links["documents"] >= min_documents)]
    if {"expected", "q"} <= set(sure):
        sure = sure[(sure["n"] > sure["expected"]) & (sure["q"] <= max_q)]
    return sure.sort_values("n", ascending=False, kind="stable", ignore_index=True)


def subtitle_of_pairs(
    first: str,
    parts: str,
    rows: pd.DataFrame,
    counted: Mapping[str, Any],
    locale: Locale,
    *,
    read: int | None,
    max_q: float,
    parents: bool,
) -> str:
    """Return a text that explains which pairs are drawn, from the line `first` on; `read` is the number of articles.

    `parts` says that an actor and what it is a part of are left out.
    """
    lines = [locale.text(first, articles=locale.articles(read))]
    if {"expected", "q"} <= set(rows):
        chance = "corpus" if counted["null"] == "corpus" else counted["within"]
        lines.append(locale.text(f"network_chance_{chance}", q=locale.level(max_q)))
    if not (parents and counted["parents"]):
        lines.append(locale.text(parts))
    return "\n".join(lines)
