"""Make a table of some units (the documents of a part, the files of a block): what is known already is taken over."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.places import Place
from corpus_tools.store.tables import DamagedTableError, digest, read_table, read_units, write_table

#: The files of the tables that were made together, by their names.
Files: TypeAlias = Mapping[str, Place]
Tables: TypeAlias = dict[str, pd.DataFrame]


def key_of(units: Sequence[bytes]) -> str:
    """Return the key of a table of some units."""
    return digest(*units).hex()


def assemble(
    units: Sequence[bytes],
    known: Sequence[Files],
    make: Callable[[list[int]], Tables],
    *,
    join: Callable[[list[Tables]], Tables] | None = None,
) -> tuple[Tables, int]:
    """Return the tables of some units, and how many units were made rather than taken from files that are known.

    `make` takes the numbers of the units that nobody has made yet; in the column unit of its tables it counts in these.
    `join` lays tables one below the other, where that takes more than that.
    """
    wanted = dict(zip(units, range(len(units)), strict=True)) if len(set(units)) == len(units) else {}
    pieces: list[Tables] = []
    found: set[int] = set()
    for files in known if wanted else ():
        try:
            piece, numbers = _take(files, wanted, found)
        except DamagedTableError:
            continue  # then it is made anew
        if len(numbers):
            pieces.append(piece)
            found.update(numbers)
    missing = [number for number in range(len(units)) if number not in found]
    if missing or not pieces:
        pieces.append({name: _renumber(table, np.array(missing, np.int64)) for name, table in make(missing).items()})
    if len(pieces) == 1 and not found:
        return pieces[0], len(missing)
    tables = (join or lay_together)(pieces)
    return tables, len(missing)


def lay_together(pieces: list[Tables]) -> Tables:
    """Return the tables of several pieces one below the other, by unit."""
    return {name: by_unit([piece[name] for piece in pieces]) for name in pieces[0]}


def by_unit(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return tables one below the other, in the order of their units."""
    table = pd.concat(tables, ignore_index=True)
    return table.take(np.argsort(table["unit"].to_numpy(), kind="stable")).reset_index(drop=True)


def write_assembled(folder: Place, units: Sequence[bytes], tables: Tables) -> dict[str, Place]:
    """Write tables of some units, and return their files."""
    return {name: write_table(folder, key_of(units), name, table, units=units) for name, table in tables.items()}


def _take(files: Files, wanted: Mapping[bytes, int], found: set[int]) -> tuple[Tables, list[int]]:
    """Return the rows of known tables that are of wanted units and not found yet, and the numbers of these."""
    held = read_units(next(iter(files.values())))
    numbers: Ints = np.array([wanted.get(unit, -1) for unit in held], np.int64)
    numbers[np.isin(numbers, list(found))] = -1
    if (numbers < 0).all():
        return {}, []
    return {name: _renumber(read_table(path), numbers) for name, path in files.items()}, numbers[numbers >= 0].tolist()


def _renumber(table: pd.DataFrame, numbers: Ints) -> pd.DataFrame:
    """Return the rows of a table whose units have a new number, with it; a table of no units as it is."""
    if "unit" not in table:
        return table
    new = numbers[table["unit"].to_numpy()] if len(table) else np.empty(0, np.int64)
    kept = table if (new >= 0).all() else table[new >= 0].reset_index(drop=True)
    return kept.assign(unit=new[new >= 0].astype(np.int32))
