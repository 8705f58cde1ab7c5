"""Reads YAML or CSV files of entries written by researchers, as plain values that remember their lines.

YAML is read as a stream of events and never built into objects: a tag, an anchor or an alias is refused where it
stands, every scalar remains the string that was written, and size and depth are limited. So no file can run code,
explode, or turn `no` into a boolean.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".csv", ".tsv"})
MAX_BYTES = 64 * 2**20
MAX_DEPTH = 8

# Columns of a CSV registry that describe the actor; the others describe one of its names.
ACTOR_COLUMNS = ("id", "type", "name_ar", "name_en", "parent", "places", "notes", "source")
NAME_COLUMNS = ("name", "kind", "from", "to", "used_by")
GUARD_COLUMNS = (
    "previous", "next", "near", "document", "not_previous", "not_next", "not_near", "not_written", "quoted", "default",
)  # fmt: skip


class Node(NamedTuple):
    """A value of the file and its line."""

    value: str | list[Node] | dict[str, Node] | None
    line: int


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a file, and whether they are added to those that ship (`extends: default`)."""

    nodes: list[Node]
    extends: bool = False

    def onto(self, default: list[Node]) -> list[Node]:
        """Return the default entries with these behind them; one with the id of a default entry replaces it."""
        own = set(map(id_of, self.nodes))
        return [*(node for node in default if id_of(node) not in own), *self.nodes]


def id_of(entry: Node) -> str:
    """Return the id of an entry, nothing where it has none."""
    name = entry.value.get("id") if isinstance(entry.value, dict) else None
    return name.value if name is not None and isinstance(name.value, str) else ""


def read_entries(path: Path, *, under: str) -> Entries:
    """Return the entries of a `.yaml`, `.yml`, `.json`, `.csv` or `.tsv` file in UTF-8; the value of each is a mapping.

    YAML is a list of entries, or a mapping with the list under the word `under` and, to add them to those that ship,
    `extends: default`. A FileNotFoundError or a ValueError says where and how the file is wrong.
    """
    text = _read_text(path)
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return Entries(_read_csv(path, text))
    if suffix not in SUFFIXES:
        raise ValueError(
            f"{path}: entries are read from a .yaml or .csv file, not {suffix or 'a file without ending'!r}"
        )
    root, extends = parse_yaml(path, text), False
    if isinstance(root.value, dict):
        root, extends = _unwrap(path, root.value, root.line, under)
    if root.value is None:
        return Entries([], extends)
    if not isinstance(root.value, list):
        refuse(path, root.line, "a registry is a list of entries, each beginning with `- id:`")
    return Entries(root.value, extends)


def _unwrap(path: Path, fields: dict[str, Node], line: int, under: str) -> tuple[Node, bool]:
    """Return the list of entries of a mapping, and whether it extends what ships."""
    if under not in fields:
        what = f"a registry is a list of entries, each beginning with `- id:`; in a mapping it stands under `{under}:`"
        refuse(path, line, what)
    extends = fields.get("extends")
    if extends is not None and extends.value != "default":
        refuse(
            path, extends.line, f"`extends: {extends.value}` is not known; write `extends: default`, or leave it out"
        )
    return fields[under], extends is not None


def read_yaml(path: Path) -> Node:
    """Return what a YAML file in UTF-8 holds; a FileNotFoundError or a ValueError says where and how it is wrong."""
    return parse_yaml(path, _read_text(path))


def _read_text(path: Path) -> str:
    """Return the text of a file of entries."""
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such file; give the path of a YAML or CSV file")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path}: larger than {MAX_BYTES // 2**20} MiB; split it into several files")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


def parse_yaml(path: Path, text: str) -> Node:
    """Return what the text of a YAML file holds; a ValueError says where and how it is wrong."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = _checked(path, iter(yaml.parse(text, Loader=loader)))
        root = _build(path, events, next(events, None), 0)
        if next(events, None) is not None:
            raise ValueError(f"{path}: holds more than one YAML document; it must be one list or mapping")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "malformed"
        raise ValueError(f"{path}{line}: not valid YAML ({problem})") from None
    return root


def refuse(path: Path, line: int, what: str) -> NoReturn:
    """Raise a ValueError that names the file and the line."""
    raise ValueError(f"{path}, line {line}: {what}")


def _line(event: yaml.Event) -> int:
    """Return the line of an event, counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _checked(path: Path, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """Yield the events that carry content; refuse tags, anchors and aliases."""
    for event in events:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            refuse(path, line, "YAML anchors and aliases are not read; write the value out")
        if tag := getattr(event, "tag", None):
            refuse(path, line, f"YAML tags such as {tag!r} are not read; write plain text")
        if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
            yield event


def _build(path: Path, events: Iterator[yaml.Event], event: yaml.Event | None, depth: int) -> Node:
    """Return the node that begins with this event."""
    if event is None:
        return Node(None, 1)
    line = _line(event)
    if depth > MAX_DEPTH:
        refuse(path, line, f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(event, yaml.ScalarEvent):
        plain = event.style is None or event.style == ""
        empty = plain and event.value in {"", "~", "null"}
        return Node(None if empty else event.value, line)
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(inner := next(events), yaml.CollectionEndEvent):
            items.append(_build(path, events, inner, depth + 1))
        return Node(items, line)
    fields: dict[str, Node] = {}
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        key = _build(path, events, inner, depth + 1)
        if not isinstance(key.value, str):
            refuse(path, key.line, "the name of a field is one word")
        if key.value in fields:
            refuse(path, key.line, f"the field {key.value!r} stands twice in one entry")
        fields[key.value] = _build(path, events, next(events), depth + 1)
    return Node(fields, line)


def _read_csv(path: Path, text: str) -> list[Node]:
    """Return the entries of a CSV registry: a row a name, the rows of an actor together or apart, lists with `;`."""
    if not text.strip():
        return []
    header = text.splitlines()[0]
    delimiter = max("\t;,", key=header.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    inner = "|" if delimiter == ";" else ";"
    entries: dict[str, dict[str, Node]] = {}
    lines: dict[str, int] = {}
    try:
        columns = [name.strip() for name in next(rows)]
        unknown = set(columns) - {*ACTOR_COLUMNS, *NAME_COLUMNS, *GUARD_COLUMNS}
        if unknown or "id" not in columns:
            what = f"unknown columns {sorted(unknown)}" if unknown else "no column `id`"
            raise ValueError(f"{path}, line 1: {what}; known are {', '.join(ACTOR_COLUMNS + NAME_COLUMNS)}")
        twice = next((name for name in columns if columns.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"{path}, line 1: the column {twice!r} stands twice; rename or delete one")
        for cells in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise ValueError(f"{path}, line {line}: {len(cells)} cells where the header has {len(columns)}")
            row = {name: cell.strip() for name, cell in zip(columns, cells, strict=True) if cell.strip()}
            key = row.get("id", "")
            _add_row(path, entries.setdefault(key, {}), row, line, inner)
            lines.setdefault(key, line)
    except csv.Error as error:
        raise ValueError(f"{path}, line {rows.line_num}: not valid CSV ({error})") from None
    return [Node(fields, lines[key]) for key, fields in entries.items()]


def _add_row(path: Path, fields: dict[str, Node], row: dict[str, str], line: int, inner: str) -> None:
    """Add a CSV row to the entry to which it belongs."""

    def listed(cell: str) -> Node:
        return Node([Node(part.strip(), line) for part in cell.split(inner) if part.strip()], line)

    for name in ACTOR_COLUMNS:
        if name not in row:
            continue
        node = listed(row[name]) if name == "places" else Node(row[name], line)
        if name in fields and name != "places" and fields[name].value != node.value:
            raise ValueError(
                f"{path}, line {line}: actor {row.get('id')!r} has {name} {row[name]!r} here and "
                f"{fields[name].value!r} on line {fields[name].line}"
            )
        fields.setdefault(name, node)
    if any(column in row for column in NAME_COLUMNS + GUARD_COLUMNS):
        row.setdefault("name", row.get("name_ar", ""))  # of the name shown, where a row tells of no other
        name_fields = {name: Node(row[name], line) for name in NAME_COLUMNS if name in row}
        guard = {
            name: Node(row[name], line) if name in {"quoted", "default"} else listed(row[name])
            for name in GUARD_COLUMNS
            if name in row
        }
        if guard:
            name_fields["ambiguous"] = Node(guard, line)
        names = fields.setdefault("names", Node([], line)).value
        assert isinstance(names, list)  # noqa: S101 - made by this function, on the line above
        names.append(Node(name_fields, line))
