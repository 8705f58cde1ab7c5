"""The files of a registry: one, or a folder of them; those that ship are packed into one that is read at once.

Reading YAML with the checks that a researcher's own file needs would take most of the time that loading takes. So what
ships is edited in `data/actors/*.yaml`, `scripts/build_actors.py` packs it into `data/actors.json`, and a test keeps
the two equal.
"""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from corpus_tools.actors.registry.entries import Entry, Guard, Name, Problem, parse_entries
from corpus_tools.entry_files import SUFFIXES, Node, read_entries

#: The entries of each file by its path.
Files = dict[str, list[Node]]
#: What is packed with the file, and not with the entry itself; lines are not packed.
_ELSEWHERE = {"file", "line"}
#: What is packed of a name, up to the last field that says something.
_OF_NAME = ("name", "kind", "since", "until", "used_by", "guard")
#: What an entry may leave out, packed or not.
_BLANK: dict[str, Any] = {"parent": None, "places": (), "notes": None, "source": None}


def read_files(path: Path) -> tuple[Files, bool]:
    """Return the entries of a file or of every file in a folder, and whether one of them extends what ships."""
    paths = [path]
    if path.is_dir():
        paths = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES)
        if not paths:
            raise ValueError(f"{path}: no file of actors in this folder; put .yaml or .csv files into it")
    read = {str(one): read_entries(one, under="actors") for one in paths}
    return {file: entries.nodes for file, entries in read.items()}, any(one.extends for one in read.values())


def parse_files(files: Files) -> tuple[list[Entry], list[Problem]]:
    """Build the entries of some files; return what is wrong with those that can't be built."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for file, nodes in files.items():
        parsed, wrong = parse_entries(nodes, file)
        entries += parsed
        problems += wrong
    return entries, problems


def pack(entries: Iterable[Entry]) -> str:
    """Write entries as JSON: an object with a list for each file, and each entry on a line, so that changes merge."""
    lists = (
        f"{json.dumps(Path(file).name)}: [\n" + ",\n".join(map(_dump, of_file)) + "\n]"
        for file, of_file in groupby(entries, key=lambda entry: entry.file)
    )
    return "{\n" + ",\n".join(lists) + "\n}\n"


@cache
def read_shipped() -> tuple[Entry, ...]:
    """Return the entries that ship, which a test checks; their lines are unknown, 0."""
    text = (resources.files("corpus_tools") / "data" / "actors.json").read_text(encoding="utf-8")
    packed = json.loads(text).items()
    return tuple(_unpack(entry, f"corpus_tools/data/actors/{file}") for file, entries in packed for entry in entries)


def _dump(entry: Entry) -> str:
    """Write an entry on one line."""
    packed = _telling_fields(entry) | {"names": list(map(_pack_name, entry.names))}
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(item: Guard | datetime) -> Any:
    """Return a part of a name as JSON holds it: a date as text, of a guard the fields that say something."""
    return f"{item:%Y-%m-%d}" if isinstance(item, datetime) else _telling_fields(item)


def _telling_fields(item: Entry | Guard) -> dict[str, Any]:
    """Return the fields that say something."""
    names = (field.name for field in fields(item) if field.name not in _ELSEWHERE)
    return {name: value for name in names if (value := getattr(item, name))}


def _pack_name(name: Name) -> list[Any]:
    """Return what is packed of a name."""
    values = [getattr(name, field) for field in _OF_NAME]
    while values[-1] is None:
        values.pop()
    return values


def _unpack(packed: dict[str, Any], file: str) -> Entry:
    """Build an entry from what was packed of it."""
    names = tuple([_unpack_name(name, packed["id"]) for name in packed["names"]])
    places = tuple(packed.get("places", ()))
    return Entry(**_BLANK | packed | {"names": names, "places": places, "file": file, "line": 0})


def _unpack_name(packed: list[Any], actor_id: str) -> Name:
    """Build a name from what was packed of it."""
    name, kind, *more = packed
    if not more:
        return Name(actor_id, name, kind, 0)
    since, until, used_by, guard = more + [None] * (len(_OF_NAME) - len(packed))
    first, last = since and datetime.fromisoformat(since), until and datetime.fromisoformat(until)
    return Name(actor_id, name, kind, 0, first, last, used_by, guard and _unpack_guard(guard))


def _unpack_guard(packed: dict[str, Any]) -> Guard:
    """Build a guard from what was packed of it."""
    fields: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in packed.items()}
    return Guard(**fields)
