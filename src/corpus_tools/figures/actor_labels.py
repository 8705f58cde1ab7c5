"""What actors are called in a figure."""

import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.actors.relations import actors_table
from corpus_tools.locale import Lang
from corpus_tools.tables import require_columns


def actor_labels(actors: Registry | pd.DataFrame | None, wanted: list[str], lang: Lang) -> list[str]:
    """Return the names of actors in the reader's language; the id where the registry has no name."""
    table = actors_table(actors)
    require_columns(table, [f"name_{lang}"], name="actors")
    names = table[f"name_{lang}"].to_dict()
    return [str(names[actor]) if isinstance(names.get(actor), str) else str(actor) for actor in wanted]
