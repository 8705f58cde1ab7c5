"""What actors are called in a figure."""

import pandas as pd

from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.locale import Lang
from corpus_tools.tables import require_columns


def actor_labels(actors: Registry | pd.DataFrame | None, wanted: list[str], lang: Lang) -> list[str]:
    """Name actors in the reader's language, by their id where the registry has no name."""
    table = actors if isinstance(actors, pd.DataFrame) else (load_actors() if actors is None else actors).actors
    if "actor_id" in table:
        table = table.set_index("actor_id")
    require_columns(table, [f"name_{lang}"], name="actors")
    names = table[f"name_{lang}"].to_dict()
    return [str(names[actor]) if isinstance(names.get(actor), str) else str(actor) for actor in wanted]
