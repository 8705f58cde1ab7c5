"""What stands beside Arabic words for readers of English: a name, or the word in Latin letters."""

from functools import cache

import pandas as pd

from corpus_tools.actors.registry.load import load_actors
from corpus_tools.data_files import read_rows
from corpus_tools.locale import Locale
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import fold
from corpus_tools.shaping.direction import LRM, has_arabic
from corpus_tools.transliteration import transliterate


def glossed(label: str, locale: Locale) -> str:
    """Return a label with its gloss in brackets behind it, if it has one."""
    beside = gloss(label, locale)
    return label if beside is None else f"{LRM}{label} ({beside})"


def with_glosses(table: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """Return a table with the glosses of its labels in a column behind them, if any has one."""
    glosses = [gloss(str(label), locale) for label in table["label"]] if "label" in table else []
    if not any(glosses):
        return table
    glossed_table = table.copy()
    behind = list(table.columns).index("label") + 1
    glossed_table.insert(behind, "gloss", pd.Series(glosses, index=table.index, dtype="str"))
    return glossed_table


def gloss(label: str, locale: Locale) -> str | None:
    """Return what stands beside an Arabic label if the locale asks for it: its English name, or it in Latin letters.

    With names, a word that is none of an actor of the registry that ships or of a city is transliterated.
    """
    if locale.gloss == "none" or not has_arabic(label):
        return None
    name = _english_name(label) if locale.gloss == "name" else None
    return name or transliterate(label)


def _english_name(label: str) -> str | None:
    """Return the English name of an actor or a city, if a label is the name of one."""
    names, folded = _english_names(), fold(label)
    return names.get(folded) or names.get(folded.removeprefix(ARTICLE))


@cache
def _english_names() -> dict[str, str]:
    """Return English names by folded Arabic ones; an Arabic name of several actors has none."""
    registry = load_actors()
    english = registry.actors["name_en"].to_dict()
    names = registry.names[registry.names["kind"] == "name"]
    found: dict[str, set[str]] = {}
    for actor, name in zip(names["actor_id"], names["name"], strict=True):
        if isinstance(english[actor], str):
            found.setdefault(fold(name), set()).add(english[actor])
    of_actors = {name: next(iter(all_)) for name, all_ in found.items() if len(all_) == 1}
    of_cities = dict(line.split("\t") for line in read_rows("city_names"))
    return {fold(name): english_name for name, english_name in of_cities.items() if fold(name) not in found} | of_actors
