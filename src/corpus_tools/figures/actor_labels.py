"""Actors in a figure: what they are called, and the two of each pair."""

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import actors_table, find_related
from corpus_tools.arrays import Bools
from corpus_tools.locale import Lang
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
