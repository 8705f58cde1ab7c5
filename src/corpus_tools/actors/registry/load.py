"""Reads the registry of actors: who they are, their names, and what must stand near an ambiguous name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path

import pandas as pd

from corpus_tools.actors.registry.checks import find_problems, find_state, place_in
from corpus_tools.actors.registry.compiled_names import CompiledNames, compile_names
from corpus_tools.actors.registry.entries import Entry, Name, Problem
from corpus_tools.actors.registry.files import parse_files, read_files, read_shipped
from corpus_tools.actors.registry.shipped_names import read_names
from corpus_tools.entry_files import id_of
from corpus_tools.garbage import rare_collection

MAX_PROBLEMS_SHOWN = 20


@dataclass(frozen=True, eq=False)
class Registry:
    """Actors and their names, as `load_actors` reads them; to change them, change the file.

    Attributes
    ----------
    actors : DataFrame
        Indexed by actor_id: type, name_ar, name_en, parent, state (the id of the nearest state, itself or among its
        parents, missing where there is none), places (tuple of str), notes, source, file, line (0 for those that
        ship).
    names : DataFrame
        One row a name, in order of the file: actor_id, name, kind, since, until (half-open, NaT where open),
        used_by, guard (Guard or None), line.
    path : str
        The name of the file or folder.
    """

    own: tuple[Entry, ...] | None  # None for those that ship, which are read once something asks for them
    path: str

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of its files."""
        return read_shipped() if self.own is None else self.own

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The actors, see Attributes."""
        return _actors_table(self.entries)

    @cached_property
    def names(self) -> pd.DataFrame:
        """Their names, see Attributes."""
        return _names_table(self.entries)

    @cached_property
    def compiled(self) -> CompiledNames:
        """The names compiled for matching, once; those that ship once for all registries of them."""
        return read_names() if self.is_shipped else compile_names(self.entries)

    @cached_property
    def types(self) -> dict[str, str]:
        """The types of the actors, by their ids."""
        return read_names().types if self.is_shipped else {entry.id: entry.type for entry in self.entries}

    @cached_property
    def is_shipped(self) -> bool:
        """Whether these are the actors that ship, and no others."""
        return self.own is None or self.own == read_shipped()

    def __len__(self) -> int:
        """Return the number of actors."""
        return len(self.entries)

    def __or__(self, other: object) -> "Registry":
        """Return these actors and those of another registry, which replace the ones with the same id."""
        if not isinstance(other, Registry):
            return NotImplemented
        theirs = {entry.id for entry in other.entries}
        entries = [*(entry for entry in self.entries if entry.id not in theirs), *other.entries]
        _refuse_problems(find_problems(entries))
        return Registry(tuple(entries), f"{self.path} | {other.path}")

    def __repr__(self) -> str:
        """Describe the size of the registry, and where it came from."""
        return f"Registry({len(self.actors):,} actors, {len(self.names):,} names, {self.path})"


@rare_collection()
def load_actors(path: str | PathLike[str] | None = None, *, extend: bool = False) -> Registry:
    """Read and check a registry of actors.

    Parameters
    ----------
    path : path, optional
        A YAML or CSV file or a folder of them; None for the registry that ships (whom the Arab press names daily:
        states, their leaders and parties, armed groups, organisations, media). One entry an actor: `id`, `type`
        (otherwise organisation), `name_ar` (otherwise the first name), `name_en` (otherwise the id), `from` (the
        actor's first day), `names`, `parent`, `places`, `notes`, `source`; only `id` and one name in Arabic are needed.
        A name is a text, or a mapping with `name`, `kind` (name, acronym, nisba, metonym, description), `from`, `to`
        (YYYY, YYYY-MM or YYYY-MM-DD), `used_by` and `ambiguous` (the fields of `Guard`). In YAML the entries may also
        stand under `actors:`, beside `extends: default`. In CSV a row is a name, with the same fields as columns.
    extend : bool
        Whether to add the entries to those that ship, as `extends: default` in the file does; an entry with the id of
        one that ships replaces it.

    Returns
    -------
    Registry
        The actors and their names.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is malformed or the registry inconsistent; the message lists the problems with file, line and entry.

    Examples
    --------
    >>> actors = load_actors()
    >>> actors.actors.loc["SOHR", "name_ar"]
    'المرصد السوري لحقوق الإنسان'

    Your own beside those that ship, where `mine.yaml` holds ``- {id: WAER_COUNCIL, name_ar: مجلس حي الوعر}``:

    >>> actors = load_actors("mine.yaml", extend=True)  # doctest: +SKIP
    >>> actors = load_actors() | load_actors("mine.yaml")  # doctest: +SKIP
    """
    if path is None:
        return Registry(None, "actors")
    where = Path(path)
    files, extends = read_files(where)
    if not any(files.values()):
        raise ValueError(f"{where}: the registry is empty; it needs at least one entry with `id` and `name_ar`")
    entries, problems = parse_files(files)
    if extends or extend:
        own = {id_of(node) for nodes in files.values() for node in nodes}
        entries = [*(entry for entry in read_shipped() if entry.id not in own), *entries]
    _refuse_problems(problems + find_problems(entries))
    return Registry(tuple(entries), where.name)


def _refuse_problems(problems: list[Problem]) -> None:
    """Raise a ValueError that lists the first problems, if there are any."""
    told = [f"{place_in(file, line)}, {entry}: {what}" for file, line, entry, what in sorted(set(problems))]
    if len(told) > MAX_PROBLEMS_SHOWN:
        told[MAX_PROBLEMS_SHOWN:] = [f"… and {len(told) - MAX_PROBLEMS_SHOWN} more"]
    if told:
        raise ValueError("\n".join(told))


def _actors_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Tabulate the actors."""
    by_id = {entry.id: entry for entry in entries}
    texts = dict.fromkeys(("type", "name_ar", "name_en", "parent", "notes", "source", "file"), "str")
    table = _tabulate(entries, texts | {"places": "object", "line": "int64"})
    table.insert(len(texts), "state", pd.Series([find_state(entry, by_id) for entry in entries], dtype="str"))
    return table.set_index(pd.Index(list(by_id), name="actor_id", dtype="str"))


def _names_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Tabulate the names."""
    texts = dict.fromkeys(("actor_id", "name", "kind", "used_by"), "str")
    others = {"since": "datetime64[us]", "until": "datetime64[us]", "guard": "object", "line": "int64"}
    return _tabulate([name for entry in entries for name in entry.names], texts | others)


def _tabulate(items: Sequence[Entry | Name], dtypes: dict[str, str]) -> pd.DataFrame:
    """Tabulate the fields of some items by their types."""
    columns = {name: pd.Series([getattr(item, name) for item in items], dtype=dtypes[name]) for name in dtypes}
    return pd.DataFrame(columns)
