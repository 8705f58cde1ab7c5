"""The short names of persons, which a document uses once it gave the full one: «سيرغي لافروف … لافروف».

They are made for persons whose entry doesn't list them. A family name takes its particle along («بن سلمان»); a given
name stands for a person only where it is rare enough, which Arabic ones are not.
"""

from collections.abc import Collection, Iterator
from functools import cache

from corpus_tools.actors.registry.alias_forms import Form, key, split_name
from corpus_tools.data_files import load_table

_MIN_LETTERS = 4


@cache
def _listed(name: str) -> frozenset[str]:
    """Return one of the lists of words, folded."""
    return frozenset(map(key, load_table("short_names")[name]))


def is_foreign_state(state: str | None) -> bool:
    """Return whether the people of a state mostly have names that are no Arabic words."""
    return state is not None and state not in load_table("short_names")["states_with_arabic_names"]


def short_names(name: str, state: str | None, taken: Collection[Form]) -> Iterator[tuple[str, bool]]:
    """Yield the family name and, of foreigners, the given name in a full name, and whether it is the given one.

    `taken` holds the forms of the names that the registry lists; none of them is made again.
    """
    words, folded = name.split(), split_name(name)
    common, particles, houses = map(_listed, ("no_short_names", "particles", "houses"))
    if len(words) < 2 or len(folded) != len(words):
        return
    begin = len(words) - 1
    while begin > 1 and folded[begin - 1] in particles:
        begin -= 1
    family = folded[begin:]
    is_rare = len(family) > 1 or (len(family[0]) >= _MIN_LETTERS and family[0] not in common)
    if is_rare and folded[begin - 1] not in houses and family not in taken:
        yield " ".join(words[begin:]), False
    given = folded[0]
    if is_foreign_state(state) and folded[:1] not in taken and len(given) >= _MIN_LETTERS and given not in common:
        yield words[0], state not in load_table("short_names")["family_first"]
