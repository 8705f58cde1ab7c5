"""What the fields of a record are called, in English and Arabic, and which field of ours each one is."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from corpus_tools.script import fold

#: The fields that a record can fill.
FIELDS = ("doc_id", "title", "text", "published", "source", "url", "author", "category", "abstract")

# Where a nested value keeps its own text: WordPress, JSON-LD and the usual ways of writing XML as JSON.
_INNER = ("rendered", "name", "text", "#text", "value", "label", "$t")


@cache
def _synonyms() -> dict[str, list[str]]:
    """Read the table of synonyms, once."""
    table: dict[str, list[str]] = yaml.safe_load(files("corpus_tools").joinpath("data/fields.yaml").read_text("utf-8"))
    return table


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Fold a name to what identifies it: no case, spaces, signs, article, nor namespace."""
    words = re.findall(r"[^\W_]+", fold(name.rsplit("}", 1)[-1]).casefold())
    return "".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def is_blank(value: object) -> bool:
    """Tell whether a value says nothing: None, NaN, an empty or white string, an empty list or mapping."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple, dict)):
        return not value
    # NaN and NaT are unlike themselves; pandas.NA refuses to say.
    return value is None or type(value).__name__ == "NAType" or bool(value != value)  # noqa: PLR0124


def as_text(value: object, *, between: str = "\n") -> str:
    """Write a value of any type as text: a list joined, a nested object by its own text, else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return between.join(as_text(item, between=between) for item in value if not is_blank(item))
    if isinstance(value, Mapping):
        inner = next((value[name] for name in _INNER if not is_blank(value.get(name))), None)
        if inner is not None:
            return as_text(inner, between=between)
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


class FieldNames:
    """The names by which files call our fields.

    Parameters
    ----------
    overrides : mapping of str to str or sequence of str, optional
        Our field (see `FIELDS`) to the name or names that a corpus uses; they come before the table's.

    Raises
    ------
    ValueError
        If an override is for a field that there is not.

    Examples
    --------
    >>> names = FieldNames({"text": "المادة"})
    >>> names.field("المادة"), names.field("تاريخ النشر"), names.field("Headline"), names.field("likes")
    ('text', 'published', 'title', None)
    """

    def __init__(self, overrides: Mapping[str, str | Sequence[str]] | None = None) -> None:
        self._ranks: dict[str, tuple[str, int]] = {}
        self._need_text = True
        given = dict(overrides or {})
        unknown = sorted(set(given) - set(FIELDS))
        if unknown:
            raise ValueError(f"fields={unknown[0]!r} is no field; the fields are {', '.join(FIELDS)}")
        for field, names in given.items():
            self._add(field, [names] if isinstance(names, str) else names)
        for field, names in _synonyms().items():
            self._add(field, names)

    def _add(self, field: str, names: Iterable[str]) -> None:
        """Add the names of one field, the best first; a name that is taken stays where it is."""
        for name in names:
            self._ranks.setdefault(_key(name), (field, len(self._ranks)))

    def field(self, name: object) -> str | None:
        """Name our field for a name in a file, or None."""
        found = self._ranks.get(_key(name)) if isinstance(name, str) else None
        return found[0] if found else None

    def without_text(self) -> "FieldNames":
        """Copy the names for tables that need hold no text, such as metadata."""
        names = copy(self)
        names._need_text = False  # noqa: SLF001 - of the same class
        return names

    def rank(self, name: str) -> int:
        """Rank a known name among all: the lowest is the surest."""
        return self._ranks[_key(name)][1]

    def best(self, names: Iterable[str], field: str) -> str | None:
        """Choose the surest name for a field among the names in a file, or None."""
        known = [name for name in names if self.field(name) == field]
        return min(known, key=self.rank) if known else None

    def has_text(self, names: Iterable[object]) -> bool:
        """Tell whether names in a file offer a text, or an abstract to stand in for it, where one is needed."""
        return not self._need_text or any(self.field(name) in {"text", "abstract"} for name in names)

    def sort_out(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Sort the values of a record into our fields and the rest.

        Parameters
        ----------
        values : mapping of str to object
            A record by the names of its file.

        Returns
        -------
        known : dict
            By our fields; of several names for one field the surest that says something counts.
        others : dict
            What is left, by the names of the file.
        """
        known: dict[str, tuple[int, str]] = {}
        for name, value in values.items():
            field = self.field(name)
            if field and not is_blank(value):
                known[field] = min(known.get(field, (self.rank(name), name)), (self.rank(name), name))
        chosen = {name for _, name in known.values()}
        others = {
            name: value for name, value in values.items() if name not in chosen and not is_blank(value) and _key(name)
        }
        return {field: values[name] for field, (_, name) in known.items()}, others


def missing_text(seen: Iterable[object], *, what: str = "columns") -> str:
    """Say that no field holds the text, what fields there are, and how to name the right one."""
    listed = ", ".join(str(name) for name in seen if not is_blank(name)) or "none"
    return (
        f"no text: none of the {what} is known to hold the article; {what} seen: {listed}; "
        'name the right one with fields={"text": "…"}'
    )
