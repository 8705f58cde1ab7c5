"""The forms of all names of a registry; those of the actors that ship are made beforehand.

To make them takes most of the time that names are compiled in. So `scripts/build_actors.py` writes those that ship into
`data/actor_forms.json`, and a test keeps them equal to those that are made.
"""

import json
from importlib import resources
from typing import NamedTuple


class NameForms(NamedTuple):
    """The forms of the names of a registry, and the short names of persons that it doesn't list."""

    #: The id of the person, the short name, and whether it is a given name.
    short: list[tuple[str, str, bool]]
    #: The forms of each name, each behind the digit of its rule and before a tab.
    of_names: list[str]


def pack_forms(forms: NameForms) -> str:
    """Write forms as JSON, what is known of each name on a line, so that changes merge."""
    packed = {name: _pack_lines(getattr(forms, name)) for name in NameForms._fields}
    return "{\n" + ",\n".join(f'"{name}": [\n{lines}\n]' for name, lines in packed.items()) + "\n}\n"


def read_forms() -> NameForms:
    """Return the forms of the names that ship."""
    text = (resources.files("corpus_tools") / "data" / "actor_forms.json").read_text(encoding="utf-8")
    return NameForms(**json.loads(text))


def _pack_lines(items: list[tuple[str, str, bool]] | list[str]) -> str:
    """Write each item on one line."""
    return ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
