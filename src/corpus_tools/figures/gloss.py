"""What stands beside Arabic words in figures for readers of English: a name, or the word in Latin letters."""

from functools import cache
from importlib.resources import files

from corpus_tools.actors.registry.load import load_actors
from corpus_tools.figures.transliteration import transliterate
from corpus_tools.locale import Locale
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import fold
from corpus_tools.shaping.direction import LRM, has_arabic


def glossed(label: str, locale: Locale) -> str:
    """Return a label, in brackets beside Arabic what the locale asks for: its English name, or it in Latin letters.

    With names, a word that is none of an actor of the registry that ships or of a city is transliterated.
    """
    if locale.gloss == "none" or not has_arabic(label):
        return label
    name = _english_name(label) if locale.gloss == "name" else None
    return f"{LRM}{label} ({name or transliterate(label)})"


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
    lines = files("corpus_tools").joinpath("data/city_names.tsv").read_text("utf-8").splitlines()[1:]
    of_cities = dict(line.split("\t") for line in lines)
    return {fold(name): english_name for name, english_name in of_cities.items() if fold(name) not in found} | of_actors
