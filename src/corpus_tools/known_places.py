"""Tables of places that a corpus knows: found in it or compared with its texts, and not changed since.

To compare the places of an analysis with the texts takes longer than some of the questions that are put to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from weakref import ref

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.tables import rows_of

_COLUMNS = ("doc_id", "start", "end", "surface")


@dataclass(slots=True, eq=False)
class _Known:
    """A table, what its columns held when it was known to be of the corpus, and the document of each place."""

    table: "ref[pd.DataFrame]"
    held: dict[str, Any]
    rows: Ints | None  # None until they are asked for


class KnownPlaces:
    """The tables that are known to be of a corpus, each for as long as somebody holds it."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def __reduce__(self) -> tuple[type["KnownPlaces"], tuple[()]]:
        """Leave the tables behind where a corpus goes to another process."""
        return KnownPlaces, ()

    def note(self, table: pd.DataFrame, rows: Ints | None = None) -> None:
        """Note that a table of places is of the corpus; `rows` are the rows of their documents, if they are at hand."""
        known, key = self._known, id(table)
        held = {name: _hold(table[name]) for name in _COLUMNS if name in table}
        if len(held) == len(_COLUMNS) and not any(one is None for one in held.values()):
            known[key] = _Known(ref(table, lambda _: known.pop(key, None)), held, _locked(rows))

    def rows_of(self, table: pd.DataFrame, doc_index: pd.Index) -> Ints | None:
        """Return the row of the document of each place of a known table, None for any other and for a changed one."""
        known = self._known.get(id(table))
        if known is None or known.table() is not table or not set(_COLUMNS) <= set(table.columns):
            return None
        if not all(_still_holds(table[name], held) for name, held in known.held.items()):
            return None
        if known.rows is None:
            known.rows = _locked(rows_of(table["doc_id"], doc_index))
        return known.rows


def _locked(rows: Ints | None) -> Ints | None:
    """Return rows that all who ask share, and nobody writes to."""
    if rows is not None:
        rows.flags.writeable = False
    return rows


class KeepsWhatIsMade(Protocol):
    """A `Corpus`."""

    def once(self, key: object, make: Callable[[], KnownPlaces]) -> KnownPlaces: ...  # noqa: D102


def known_places(corpus: KeepsWhatIsMade) -> KnownPlaces:
    """Return the tables that are known to be of a corpus."""
    return corpus.once(KnownPlaces, KnownPlaces)


def _hold(column: "pd.Series[Any]") -> Any:
    """Return what tells whether a column is as it was: a copy of numbers, or the texts of Arrow, which never change."""
    if isinstance(column.dtype, np.dtype):
        return column.to_numpy(copy=True) if column.dtype.kind == "i" else None
    in_arrow = getattr(column.array, "__arrow_array__", None)
    return None if in_arrow is None else in_arrow()


def _still_holds(column: "pd.Series[Any]", held: Any) -> bool:
    """Return whether a column is as it was."""
    now = column.to_numpy() if isinstance(held, np.ndarray) and isinstance(column.dtype, np.dtype) else _hold(column)
    return np.array_equal(now, held) if isinstance(held, np.ndarray) else now is held
