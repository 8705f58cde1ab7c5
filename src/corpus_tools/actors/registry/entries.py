"""The entries of a registry, made from the plain values of its file; errors carry the line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from corpus_tools.entry_files import Node

TYPES = (
    "state", "government", "army", "leader", "official", "armed_group", "opposition", "organisation", "party",
    "igo", "ngo", "coalition", "media",
)  # fmt: skip
KINDS = ("name", "acronym", "nisba", "metonym", "description")
DEFAULTS = ("actor", "place")

#: A file, its line, the entry there, and what is wrong with it.
Problem = tuple[str, int, str, str]

#: The type of an actor whose entry says none.
_DEFAULT_TYPE = "organisation"
_ENTRY_FIELDS = ("id", "type", "name_ar", "name_en", "from", "names", "parent", "places", "notes", "source")
_NAME_FIELDS = ("name", "kind", "from", "to", "used_by", "ambiguous")
GUARD_LISTS = ("previous", "next", "near", "document", "not_previous", "not_next", "not_near", "not_written")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Guard:
    """What must, and what must not, stand near an ambiguous name; each list holds words, `document` also ids of actors.

    One word of a list is enough: to accept the name, or, where the list begins with `not_`, to refuse it.
    """

    previous: tuple[str, ...] = ()  # right before the name
    next: tuple[str, ...] = ()  # right after it
    near: tuple[str, ...] = ()  # within eight words of it
    document: tuple[str, ...] = ()  # anywhere in the document
    not_previous: tuple[str, ...] = ()
    not_next: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_written: tuple[str, ...] = ()  # spellings of the name itself, hamza and ya as they stand: «اليمنى» is no Yemeni
    quoted: bool = False  # it stands alone between quotation marks
    default: str = "place"  # what a metonym is where the sentence doesn't tell: "actor" or "place"

    @property
    def needs(self) -> bool:
        """Whether something must stand near, and not only something must not."""
        return bool(self.previous or self.next or self.near or self.document or self.quoted)


class Name(NamedTuple):
    """One name of an actor; of so many, tuples are made faster than dataclasses."""

    actor_id: str
    name: str
    kind: str
    line: int
    since: datetime | None = None
    until: datetime | None = None
    used_by: str | None = None
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor."""

    id: str
    type: str
    name_ar: str
    name_en: str
    line: int
    parent: str | None
    places: tuple[str, ...]
    notes: str | None
    source: str | None
    names: tuple[Name, ...]
    file: str


class _EntryError(ValueError):
    """A field that cannot be read: its line, and what is wrong."""


def parse_entries(nodes: list[Node], file: str) -> tuple[list[Entry], list[Problem]]:
    """Build entries from the nodes of a registry file; return what is wrong with those that can't be built."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, node in enumerate(nodes, start=1):
        try:
            entries.append(_entry(node, file))
        except _EntryError as error:
            line, what = error.args
            identifier = node.value["id"].value if isinstance(node.value, dict) and "id" in node.value else None
            label = f"entry {identifier}" if isinstance(identifier, str) else f"entry number {number}"
            problems.append((file, line, label, what))
    return entries, problems


def _entry(node: Node, file: str) -> Entry:
    """Build one entry."""
    fields = _fields(node, _ENTRY_FIELDS, "an entry")
    actor_id, actor_type = _text(fields, "id", node.line), _optional(fields, "type") or _DEFAULT_TYPE
    parent, notes, source = (_optional(fields, name) for name in ("parent", "notes", "source"))
    places = _strings(fields["places"]) if "places" in fields else ()
    if actor_type not in TYPES:
        raise _EntryError(fields["type"].line, f"unknown type {actor_type!r}; known are {', '.join(TYPES)}")
    names = list(_names(fields["names"], actor_id)) if "names" in fields else []
    first = next((name for name in names if name.kind == "name"), None)
    if first is None or "name_ar" in fields:
        name_ar = _text(fields, "name_ar", node.line)
        if all(name.name != name_ar or name.kind == "nisba" for name in names):
            names.insert(0, Name(actor_id, name_ar, "name", fields["name_ar"].line))
    else:
        name_ar = first.name
    if "from" in fields:
        since = _date(fields["from"], "from")
        names = [name._replace(since=name.since or since) for name in names]
    name_en = _optional(fields, "name_en") or actor_id
    return Entry(actor_id, actor_type, name_ar, name_en, node.line, parent, places, notes, source, tuple(names), file)


def _names(node: Node, actor_id: str) -> Iterator[Name]:
    """Yield the names of an entry."""
    if not isinstance(node.value, list):
        raise _EntryError(node.line, "`names` is a list")
    for item in node.value:
        if isinstance(item.value, str):
            yield Name(actor_id, item.value, "name", item.line)
            continue
        fields = _fields(item, _NAME_FIELDS, "a name")
        kind = _optional(fields, "kind") or "name"
        if kind not in KINDS:
            raise _EntryError(fields["kind"].line, f"unknown kind {kind!r}; known are {', '.join(KINDS)}")
        since, until = (_date(fields[end], end) if end in fields else None for end in ("from", "to"))
        if since and until and since >= until:
            raise _EntryError(item.line, "`from` is not before `to`")
        used_by, guard = _optional(fields, "used_by"), _guard(fields["ambiguous"]) if "ambiguous" in fields else None
        yield Name(actor_id, _text(fields, "name", item.line), kind, item.line, since, until, used_by, guard)


def _guard(node: Node) -> Guard:
    """Build a guard from the value of `ambiguous`."""
    fields = _fields(node, (*GUARD_LISTS, "quoted", "default"), "`ambiguous`")
    default, quoted = _optional(fields, "default") or "place", _optional(fields, "quoted")
    if quoted not in (None, "yes"):
        raise _EntryError(fields["quoted"].line, f"`quoted` is yes or left out, not {quoted!r}")
    if default not in DEFAULTS:
        raise _EntryError(fields["default"].line, f"`default` is {' or '.join(DEFAULTS)}, not {default!r}")
    lists = {name: _strings(fields[name]) for name in GUARD_LISTS if name in fields}
    if not any(lists.values()) and not quoted and "default" not in fields:
        raise _EntryError(node.line, f"`ambiguous` says nothing; give one of {', '.join(GUARD_LISTS)}")
    return Guard(**lists, quoted=quoted is not None, default=default)


def _fields(node: Node, known: tuple[str, ...], what: str) -> dict[str, Node]:
    """Return the fields of a node that must be a mapping of known fields."""
    if not isinstance(node.value, dict):
        raise _EntryError(node.line, f"{what} is a mapping of fields ({', '.join(known)})")
    for name, value in node.value.items():
        if name not in known:
            raise _EntryError(value.line, f"unknown field {name!r} in {what}; known are {', '.join(known)}")
    return node.value


def _text(fields: dict[str, Node], name: str, line: int) -> str:
    """Return a field that must hold text."""
    value = _optional(fields, name)
    if value is None:
        raise _EntryError(fields[name].line if name in fields else line, f"`{name}` is missing")
    return value


def _optional(fields: dict[str, Node], name: str) -> str | None:
    """Return a field that may hold text."""
    value = fields[name].value if name in fields else None
    if value is None:
        return None
    if not isinstance(value, str):
        raise _EntryError(fields[name].line, f"`{name}` holds one text, not a list or a mapping")
    return value.strip() or None


def _strings(node: Node) -> tuple[str, ...]:
    """Return a list of texts."""
    items = node.value if isinstance(node.value, list) else [node]
    texts = [item.value.strip() for item in items if isinstance(item.value, str) and item.value.strip()]
    if len(texts) != len(items):
        raise _EntryError(node.line, "a list of words is wanted here")
    return tuple(texts)


def _date(node: Node, name: str) -> datetime:
    """Return the first moment of a day, month or year."""
    match = _DATE.fullmatch(node.value.strip()) if isinstance(node.value, str) else None
    if match is None:
        raise _EntryError(node.line, f"`{name}` is a date as YYYY, YYYY-MM or YYYY-MM-DD, not {node.value!r}")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - a day of the calendar
    except ValueError:
        raise _EntryError(node.line, f"`{name}`: there is no day {node.value}") from None
