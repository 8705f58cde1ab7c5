"""Tables of places that a corpus knows: found in it or compared with its texts, and not changed since.

To compare the places of an analysis with the texts takes longer than some of the questions that are put to them.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol
from weakref import ref

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints

_COLUMNS = ("doc_id", "start", "end", "surface")
#: From pandas 3 on, who writes into a table leaves what shares its memory as it is.
_COPIES_ON_WRITE = int(pd.__version__.split(".")[0]) >= 3


class _Known(NamedTuple):
    """A table, its columns as they were when it was known to be of the corpus, and the document of each place."""

    table: "ref[pd.DataFrame]"
    columns: "dict[str, pd.Series[Any]]"
    rows: Ints


class KnownPlaces:
    """The tables that are known to be of a corpus, each for as long as somebody holds it."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def __reduce__(self) -> tuple[type["KnownPlaces"], tuple[()]]:
        """Leave the tables behind where a corpus goes to another process."""
        return KnownPlaces, ()

    def note(self, table: pd.DataFrame, rows: Ints) -> None:
        """Note that a table of places is of the corpus; `rows` are the rows of their documents."""
        if _COPIES_ON_WRITE and set(_COLUMNS) <= set(table.columns):
            known, key = self._known, id(table)
            rows.flags.writeable = False
            columns = {name: table[name] for name in _COLUMNS}
            known[key] = _Known(ref(table, lambda _: known.pop(key, None)), columns, rows)

    def rows_of(self, table: pd.DataFrame) -> Ints | None:
        """Return the row of the document of each place of a known table, None for any other and for a changed one."""
        known = self._known.get(id(table))
        if known is None or known.table() is not table or not set(_COLUMNS) <= set(table.columns):
            return None
        is_unchanged = all(_are_one(table[name], column) for name, column in known.columns.items())
        return known.rows if is_unchanged else None


class KeepsWhatIsMade(Protocol):
    """A `Corpus`."""

    def once(self, key: object, make: Callable[[], KnownPlaces]) -> KnownPlaces: ...  # noqa: D102


def known_places(corpus: KeepsWhatIsMade) -> KnownPlaces:
    """Return the tables that are known to be of a corpus."""
    return corpus.once(KnownPlaces, KnownPlaces)


def _are_one(column: "pd.Series[Any]", other: "pd.Series[Any]") -> bool:
    """Return whether two columns are the same memory."""
    if column.array is other.array:
        return True
    if not (isinstance(column.dtype, np.dtype) and column.dtype == other.dtype and len(column) == len(other)):
        return False
    places = (values.to_numpy().__array_interface__ for values in (column, other))
    (one, strides), (two, others) = ((place["data"][0], place["strides"]) for place in places)
    return bool(one == two and strides == others)
