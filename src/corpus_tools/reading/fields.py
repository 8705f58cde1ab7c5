"""Map what records call their fields, in English and Arabic, to our fields."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cache, lru_cache
from itertools import islice
from typing import Any, TypeVar

from corpus_tools.data_files import load_table
from corpus_tools.reading.limits import MAX_LINES_ABOVE_HEADER, MAX_NAMES_LISTED
from corpus_tools.script import fold

#: The fields that a record can fill.
FIELDS = ("doc_id", "title", "text", "published", "source", "url", "author", "category", "abstract")

# Those that only an article has; a text stands in much else.
_OF_ARTICLES = frozenset({"doc_id", "title", "published", "url"})

_Cells = TypeVar("_Cells", bound=Sequence[str])

# Keys under which a nested value holds its text: WordPress, JSON-LD and the usual ways to write XML as JSON.
_INNER = ("$oid", "rendered", "name", "text", "#text", "value", "label", "$t")


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Return a field name folded to what identifies it: no case, spaces, signs, article or namespace."""
    words = re.findall(r"[^\W_]+", fold(name.rsplit("}", 1)[-1]).casefold())
    return "".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)


def is_blank(value: object) -> bool:
    """Return whether a value says nothing: None, NaN, an empty or blank string, an empty list or mapping."""
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, (list, tuple, dict)):
        return not value
    # NaN and NaT differ from themselves; comparing pandas.NA gives no bool.
    return value is None or type(value).__name__ == "NAType" or bool(value != value)  # noqa: PLR0124


def as_text(value: object, *, between: str = "\n") -> str:
    """Return a value of any type as text: a list joined, a nested object by its own text, else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        if _is_inline(value):  # a blank or a line break may be a piece of its own
            return "".join(piece if isinstance(piece, str) else piece["text"] for piece in value)
        return between.join(as_text(item, between=between) for item in value if not is_blank(item))
    if isinstance(value, Mapping):
        inner = next((value[name] for name in _INNER if not is_blank(value.get(name))), None)
        return json.dumps(value, ensure_ascii=False, default=str) if inner is None else as_text(inner, between=between)
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


def _is_inline(pieces: Sequence[object]) -> bool:
    """Return whether a list is one text in pieces, as Telegram writes it: strings, and objects with type and text."""
    marked = [piece for piece in pieces if isinstance(piece, Mapping)]
    return bool(marked) and all(
        "type" in piece and isinstance(piece.get("text"), str) if isinstance(piece, Mapping) else isinstance(piece, str)
        for piece in pieces
    )


class FieldNames:
    """The names by which files call our fields; those that a corpus gives come before the table of synonyms."""

    def __init__(self, overrides: Mapping[str, str | Sequence[str]] | None = None) -> None:
        self._ranks: dict[str, tuple[str, int]] = {}
        self._need_text = True
        given = dict(overrides or {})
        unknown = sorted(set(given) - set(FIELDS))
        if unknown:
            raise ValueError(f"fields={unknown[0]!r} is no field; the fields are {', '.join(FIELDS)}")
        self._given = {field: [names] if isinstance(names, str) else list(names) for field, names in given.items()}
        for field, names in self._given.items():
            self._add(field, names)
        for field, names in load_table("fields").items():
            self._add(field, names)
        self._look_up = lru_cache(maxsize=64)(self._look_up_anew)  # most records of a file share their names

    def _look_up_anew(self, names: tuple[str, ...]) -> tuple[list[tuple[str, str]], list[str]]:
        """Return which names in a file are of our fields, the surest first, and which are signs without letters."""
        ours = sorted(filter(self.field, names), key=self.rank)
        return [(name, self._ranks[_key(name)][0]) for name in ours], [
            name for name in names if isinstance(name, str) and not _key(name)
        ]

    def _add(self, field: str, names: Iterable[str]) -> None:
        """Add the names of one field, the best first; a name that is taken stays where it is."""
        for name in names:
            self._ranks.setdefault(_key(name), (field, len(self._ranks)))

    def field(self, name: object) -> str | None:
        """Return our field for a name in a file, or None."""
        found = self._ranks.get(_key(name)) if isinstance(name, str) else None
        return found[0] if found else None

    def require_given(self, seen: Iterable[str]) -> None:
        """Raise ValueError if none of the names that the caller gives for a field is among those in the files."""
        names = list(seen)
        keys = set(map(_key, names))
        for field, given in self._given.items():
            if keys.isdisjoint(map(_key, given)):
                files = f"fields seen: {_listed(names)}" if names else "the files have no named fields"
                raise ValueError(f"{how_to_name(field, given[0])} names what no record has; {files}")

    def without_text(self) -> "FieldNames":
        """Return a copy for tables that may lack a text, such as metadata."""
        names = copy(self)
        names._need_text = False  # noqa: SLF001 - of the same class
        return names

    def rank(self, name: str) -> int:
        """Return the rank of a known name among all: the lowest is the surest."""
        return self._ranks[_key(name)][1]

    def has_text(self, names: Iterable[object]) -> bool:
        """Return whether names in a file offer a text, or an abstract in its place; True where none is needed."""
        return not self._need_text or any(self.field(name) in {"text", "abstract"} for name in names)

    def tell_of_article(self, names: Iterable[object]) -> bool:
        """Return whether names in a file are those of an article: its id, title, time or address is among them."""
        return not _OF_ARTICLES.isdisjoint(map(self.field, names))

    def find_header(self, rows: Iterable[_Cells]) -> tuple[int, _Cells] | None:
        """Return the first row that names the column of the text and another that is known, behind its number from 1.

        Only the rows that may stand above a table are looked at; None where no one of them does.
        """
        for number, cells in enumerate(islice(rows, MAX_LINES_ABOVE_HEADER), 1):
            known = {self.field(cell) for cell in cells} - {None}
            if "text" in known and len(known) > 1:
                return number, cells
        return None

    def sort_out(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the values of a record by our fields, and the rest by the names of the file.

        Of several names for one field, the surest with a value that is not blank counts.
        """
        others = {
            name: value
            for name, value in values.items()
            if not (value is None or ((not value or value.isspace()) if type(value) is str else is_blank(value)))
        }
        ours, nameless = self._look_up(tuple(values))
        known: dict[str, Any] = {}
        for name, field in ours:
            if field not in known and name in others:
                known[field] = others.pop(name)
        for name in nameless:
            others.pop(name, None)
        return known, others


@cache
def _not_published() -> frozenset[str]:
    """Return the folded names of fields with the day on which a record was fetched or made."""
    return frozenset(map(_key, load_table("publication")["not_published"]))


def is_not_published(name: str) -> bool:
    """Return whether a field holds the day on which a record was fetched or made, such as date_extracted."""
    return _key(name) in _not_published()


def missing_text(seen: Iterable[object], *, what: str = "columns") -> str:
    """Return the message that no field holds the text, which fields there are, and how to name the right one."""
    names = [str(name) for name in seen if not is_blank(name)]
    remedy = f"name the right one with {how_to_name('text', next(filter(_is_title, names), '…'))}"
    return f"no text: none of the {what} is known to hold the article; {what} seen: {_listed(names)}; {remedy}"


def _listed(names: Sequence[str]) -> str:
    """Return the names of fields in a file, as many as can be read."""
    more = f" and {len(names) - MAX_NAMES_LISTED:,} more" if len(names) > MAX_NAMES_LISTED else ""
    return (", ".join(names[:MAX_NAMES_LISTED]) or "none") + more


def _is_title(name: str) -> bool:
    """Return whether a name is known to be that of the title, which is the text where there are headlines only."""
    return FieldNames().field(name) == "title"


def how_to_name(field: str, name: str) -> str:
    """Return how a caller says what the files call a field, in Python and on the command line."""
    return f'fields={{"{field}": "{name}"}} (--fields {field}={name})'
