"""The files of a registry: one, or a folder of them; those that ship are packed into one that is read at once.

Reading YAML with the checks that a researcher's own file needs would take most of the time that loading takes. So what
ships is edited in `data/actors/*.yaml`, `scripts/build_actors.py` packs it into `data/actors.json`, and a test keeps
the two equal.
"""

import json
from importlib import resources
from pathlib import Path
from typing import Any

from corpus_tools.entry_files import SUFFIXES, Node, read_entries

#: The entries of each file by its path.
Files = dict[str, list[Node]]


def read_files(path: Path) -> tuple[Files, bool]:
    """Return the entries of a file or of every file in a folder, and whether one of them extends what ships."""
    paths = [path]
    if path.is_dir():
        paths = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES)
        if not paths:
            raise ValueError(f"{path}: no file of actors in this folder; put .yaml or .csv files into it")
    read = {str(one): read_entries(one, under="actors") for one in paths}
    return {file: entries.nodes for file, entries in read.items()}, any(one.extends for one in read.values())


def pack(files: Files) -> str:
    """Write entries as JSON: an object with a list for each file, and each entry on a line, so that changes merge."""
    lists = (
        f"{json.dumps(Path(file).name)}: [\n" + ",\n".join(_dump(_plain(node)) for node in nodes) + "\n]"
        for file, nodes in files.items()
    )
    return "{\n" + ",\n".join(lists) + "\n}\n"


def read_shipped() -> Files:
    """Return the entries that ship; their lines are unknown, 0."""
    text = (resources.files("corpus_tools") / "data" / "actors.json").read_text(encoding="utf-8")
    packed = json.loads(text).items()
    return {f"corpus_tools/data/actors/{file}": [_node(entry) for entry in entries] for file, entries in packed}


def _dump(value: Any) -> str:
    """Write a value on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(node: Node) -> Any:
    """Return the value of a node without its line."""
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {name: _plain(item) for name, item in node.value.items()}
    return node.value


def _node(value: Any) -> Node:
    """Return a plain value as a node without a line."""
    if isinstance(value, list):
        return Node([_node(item) for item in value], 0)
    if isinstance(value, dict):
        return Node({name: _node(item) for name, item in value.items()}, 0)
    return Node(value, 0)
