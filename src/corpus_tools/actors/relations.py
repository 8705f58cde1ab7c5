"""Which actors are part of others: a leader of a state, an army of a government, a group of a movement."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.arrays import Bools
from corpus_tools.tables import require_columns


def actors_table(actors: Registry | pd.DataFrame | None) -> pd.DataFrame:
    """Return the table of actors, indexed by id, of a registry, of a table, or of the registry that ships."""
    table = actors if isinstance(actors, pd.DataFrame) else (load_actors() if actors is None else actors).actors
    return table.set_index("actor_id") if "actor_id" in table else table


def find_related(ids: Sequence[str], actors: Registry | pd.DataFrame | None) -> Bools:
    """Return in rows and columns as `ids` whether one actor is a part (`parent`) of the other, at any remove."""
    table = actors_table(actors)
    require_columns(table, ["parent"], name="actors")
    parent_of = {actor: parent for actor, parent in table["parent"].items() if isinstance(parent, str)}
    place = {actor: number for number, actor in enumerate(ids)}
    related = np.zeros((len(ids), len(ids)), np.bool_)
    for actor, number in place.items():
        whole, passed = parent_of.get(actor), {actor}
        while whole is not None and whole not in passed:
            if whole in place:
                related[number, place[whole]] = related[place[whole], number] = True
            passed.add(whole)
            whole = parent_of.get(whole)
    return related
