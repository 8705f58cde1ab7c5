"""The manifest of a store: which files are its tables, what they were made of, and by which rules."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib import metadata
from typing import Any

from corpus_tools.places import Place, has_file, read_whole, write_whole
from corpus_tools.reading.discovery import STORE_MANIFEST
from corpus_tools.store.tables import DamagedTableError

#: The version of how a store is laid out.
FORMAT = 2
_HEAD = b'{\n "sum": "%s",'
_DAMAGED = "it is damaged"


@dataclass(frozen=True)
class Manifest:
    """What a store holds. Files are named by their paths inside the store."""

    rules: Mapping[str, str] = field(default_factory=dict)  # by table: a digest of the code and data that made it
    options: Mapping[str, Any] = field(default_factory=dict)  # what was passed to the build
    left_out: list[str] = field(default_factory=list)
    blocks: list[dict[str, str]] = field(default_factory=list)  # the tables of records, by name
    sizes: list[int] = field(default_factory=list)  # the documents of each part
    parts: list[dict[str, dict[str, str]]] = field(default_factory=list)  # of each part the tables made together
    whole: Mapping[str, str] = field(default_factory=dict)  # tables of the whole
    format: int = FORMAT
    version: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether a build has come to its end."""
        return bool(self.whole)

    def files(self) -> Iterator[str]:
        """Yield all files that it names."""
        for block in self.blocks:
            yield from block.values()
        for part in self.parts:
            for tables in part.values():
                yield from tables.values()
        yield from self.whole.values()


_FIELDS = frozenset(one.name for one in fields(Manifest))


def read_manifest(store: Place) -> Manifest:
    """Read the manifest of a store; a ValueError or FileNotFoundError says why it cannot be used."""
    path = store / STORE_MANIFEST
    is_there = has_file(path)
    if not is_there and not store.exists():
        raise FileNotFoundError(
            f"there is no store {str(store)!r}; make one with `corpus-tools build CORPUS --store DIR`"
        )
    if not is_there:
        raise ValueError(
            f"{str(store)!r} is no store of a corpus: it has no {STORE_MANIFEST}; make one with "
            "`corpus-tools build CORPUS --store DIR`"
        )
    try:
        content = read_whole(path)
        held = json.loads(content)
        version = int(held["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedTableError(path, _DAMAGED) from error
    if version > FORMAT:
        raise ValueError(
            f"the store {str(store)!r} has the format {version}, made by corpus_tools {held.get('version')}, and this "
            f"version reads up to {FORMAT}; bring corpus_tools up to date"
        )
    if version < FORMAT:
        raise DamagedTableError(path, "it is of an older version")
    behind = content[len(_HEAD % _sum_of(b"")) :]
    if held.pop("sum", None) != _sum_of(behind).decode() or held.keys() != _FIELDS:
        raise DamagedTableError(path, _DAMAGED)
    return Manifest(**held)


def write_manifest(store: Place, manifest: Manifest) -> None:
    """Write the manifest of a store, whole or not at all; one that says the same is left as it is."""
    held = asdict(manifest) | {"version": metadata.version("corpus-tools")}
    content = json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True).encode().removeprefix(b"{")
    path, content = store / STORE_MANIFEST, _HEAD % _sum_of(content) + content
    if not has_file(path) or read_whole(path) != content:
        write_whole(path, content)


def _sum_of(content: bytes) -> bytes:
    """Return a sum of the bytes of a manifest behind that with which it begins."""
    return b"%08x" % zlib.crc32(content)
