"""The tables that lie in a store already, whichever build made them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.places import Place
from corpus_tools.store.assembly import Files, key_of
from corpus_tools.store.manifest import Manifest
from corpus_tools.store.records import RECORDS
from corpus_tools.store.tables import (
    GONE,
    KEY_BYTES,
    WHOLE,
    DamagedTableError,
    check_table,
    key_of_content,
    list_tables,
    pack_table,
    read_table,
    write_content,
)


@dataclass
class BuildReport:
    """What a build had to do."""

    documents: int = 0
    problems: int = 0
    parsed: int = 0  #: files that were read anew
    made: dict[str, int] = field(default_factory=dict)  #: by table, documents that were worked on
    damaged: list[str] = field(default_factory=list)  #: what was damaged, and has been made anew
    failing: list[str] = field(default_factory=list)  #: files of documents on which something failed, and what

    def note_damage(self, what: str) -> None:
        """Note what was damaged, once."""
        if what not in self.damaged:
            self.damaged.append(what)


class Shelf:
    """Finds the tables of documents and files by their keys; damaged ones are cleared away and reported."""

    def __init__(self, folder: Place, old: Manifest, report: BuildReport) -> None:
        self._folder, self._old, self._report = folder, old, report
        self._listed: dict[str, Mapping[str, Mapping[str, Place]]] = {}

    def find(self, name: str, units: Sequence[bytes], tables: Iterable[str]) -> dict[str, Place] | None:
        """Return the files of the tables that were made together of some units; None if one is missing or damaged."""
        key = key_of(units)
        sound = {table: path for table, path in self._files(name, key).items() if self._is_sound(path)}
        for table in tables:
            self._note_if_gone(name, key, table)
        return sound if set(sound) == set(tables) else None

    def look_again(self, name: str) -> None:
        """Look again which tables there are, after some were written."""
        self._listed.pop(name, None)

    def find_whole(self, key: str, table: str) -> Place | None:
        """Return the file of a table of the whole corpus; None if it is missing or damaged."""
        self._note_if_gone(WHOLE, key, table)
        path = self._files(WHOLE, key).get(table)
        return path if path is not None and self._is_sound(path) else None

    def keep(self, name: str, table: pd.DataFrame) -> Place:
        """Return the file of a table of the whole that is at hand, which is written if it is not there."""
        content = pack_table(table)
        key = key_of_content(content)
        return self.find_whole(key, name) or write_content(self._folder / WHOLE, key, name, content)

    def known(self, name: str, units: Sequence[bytes]) -> list[Files]:
        """Return the files of the store as it was in which some of the units may stand."""
        prefixes, parts = self._of_old.get(name, (np.empty(0, np.int64), np.empty(0, np.int64)))
        wanted = prefixes_of(units)
        place = np.minimum(np.searchsorted(prefixes, wanted), max(len(prefixes) - 1, 0))
        if not len(prefixes):
            return []
        held = parts[place[prefixes[place] == wanted]]
        old = self._old.blocks if name == RECORDS else [of_part[name] for of_part in self._old.parts]
        return [{table: self._folder / file for table, file in old[part].items()} for part in np.unique(held).tolist()]

    def _files(self, name: str, key: str) -> Mapping[str, Place]:
        """Return the files of a key in a folder of the store."""
        if name not in self._listed:
            self._listed[name] = list_tables(self._folder / name)
        return self._listed[name].get(key, {})

    def _note_if_gone(self, name: str, key: str, table: str) -> None:
        """Note a table that the store as it was should have and has not."""
        file = self._named.get(f"{name}/{key}.{table}")
        if file is not None and table not in self._files(name, key):
            self._report.note_damage(DamagedTableError(self._folder / file, GONE).why)

    @cached_property
    def _named(self) -> dict[str, str]:
        """The files of the store as it was, by their paths without the sum of their bytes and the ending."""
        return {file.rsplit(".", 2)[0]: file for file in self._old.files()}

    @cached_property
    def _of_old(self) -> dict[str, tuple[Ints, Ints]]:
        """The beginnings of the keys of the store as it was, in order, by table, and the part that each stands in."""
        if not self._old.is_complete:
            return {}
        try:
            table = read_table(self._folder / self._old.whole["units"])
        except DamagedTableError as error:
            self._report.note_damage(error.why)
            return {}
        found = {}
        for name, rows in table.sort_values("prefix", kind="stable").groupby("name", observed=True):
            found[str(name)] = rows["prefix"].to_numpy(), rows["part"].to_numpy(np.int64)
        return found

    def _is_sound(self, path: Place) -> bool:
        """Return whether a file is as it was written; otherwise clear it away."""
        wrong = check_table(path)
        if wrong is not None:
            self._report.note_damage(wrong)
            path.unlink(missing_ok=True)
        return wrong is None


def prefixes_of(units: Sequence[bytes]) -> Ints:
    """Return the first half of each key as a number."""
    halves: Ints = np.frombuffer(b"".join(units), np.dtype("<i8"))[:: KEY_BYTES // 8]
    return halves


def tabulate_units(units: Mapping[str, Sequence[Ints]]) -> pd.DataFrame:
    """Return the table of the beginnings of the keys of all parts, by table."""
    rows = [(name, part, prefixes) for name, parts in units.items() for part, prefixes in enumerate(parts)]
    sizes = [len(prefixes) for *_, prefixes in rows]
    return pd.DataFrame(
        {
            "name": pd.Categorical.from_codes(
                np.repeat([list(units).index(name) for name, *_ in rows], sizes), categories=pd.Index(list(units))
            ),
            "part": np.repeat(np.array([part for _, part, _ in rows], np.int32), sizes),
            "prefix": np.concatenate([prefixes for *_, prefixes in rows]),
        }
    )
