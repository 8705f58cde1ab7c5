"""Tables of a store: Parquet files whose names hold a key, which says what is in them, and a sum of their bytes.

A file is written under another name and moved into place, so that one with a key is whole; and since the key comes from
all that the table was made of, a table that is there need not be made again, whichever run made it.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.places import Place, find_below, has_file, read_whole, write_whole
from corpus_tools.reading.discovery import STORE_MANIFEST

#: The folder of the tables of the whole.
WHOLE = "whole"
#: Bytes of the key of a document or file.
KEY_BYTES = 16
#: How the names of its files end.
ENDING = ".parquet"
#: What is said of a file that is not there.
GONE = "this part of the store is gone"
#: Rows of a table of the whole that are read at once.
ROWS = 1 << 14
#: Bytes of the rows of a table of documents or files that are read at once where not all are asked for.
_GROUP_BYTES = 1 << 18
_TIMES = ("datetime64[s]", "datetime64[us]")
_MAKE_ANEW = "run `corpus-tools build` again, which makes it anew"
# Dictionaries of numbers take longer to read than the numbers themselves.
_TEXTS = ("str", "string", "object")


class DamagedTableError(ValueError):
    """A table of a store is gone or is not what was written."""

    def __init__(self, path: Place, why: str, what_to_do: str = _MAKE_ANEW) -> None:
        self._made_of = path, why, what_to_do
        self.why = f"{path}: {why}"
        super().__init__(f"{self.why}; {what_to_do}")

    def __reduce__(self) -> tuple[type["DamagedTableError"], tuple[Place, str, str]]:
        """Return how to make it again in another process."""
        return DamagedTableError, self._made_of


def digest(*values: object) -> bytes:
    """Return a key of some values, each as Python writes it."""
    written = repr(values).encode("utf-8", "surrogatepass")
    return blake2b(written, digest_size=KEY_BYTES).digest()


def write_table(folder: Place, key: str, name: str, table: pd.DataFrame, *, units: Sequence[bytes] = ()) -> Place:
    """Write a table into a folder and return its file.

    `units` are the keys of the documents or files that the table is of; its column unit counts in them.
    """
    return write_content(folder, key, name, pack_table(table, units))


def write_content(folder: Place, key: str, name: str, content: bytes) -> Place:
    """Write a packed table into a folder and return its file."""
    path = folder / f"{key}.{name}.{zlib.crc32(content):08x}{ENDING}"
    write_whole(path, content)
    return path


def key_of_content(content: bytes) -> str:
    """Return a key for a packed table, of which nothing else says what it was made of."""
    return blake2b(content, digest_size=KEY_BYTES).hexdigest()


def path_inside(path: Place) -> str:
    """Return the path of a table's file inside its store, where it lies in the folder of its kind."""
    return f"{path.parent.name}/{path.name}"


class OpenTable(NamedTuple):
    """The file of a table, read but not unpacked."""

    found: Any  #: the file, as pyarrow has it
    dtypes: dict[str, Any]  #: of its columns
    size: int  #: its bytes


def read_table(path: Place, columns: Sequence[str] | None = None, *, rows: slice | None = None) -> pd.DataFrame:
    """Read a table, or some of its columns or rows; a `DamagedTableError` says that it is not as it was written."""
    found, dtypes, _ = open_table(path)
    wanted = list(dtypes) if columns is None else list(columns)
    columns_read = found.read(wanted, use_threads=False) if rows is None else _read_rows(found, wanted, rows)
    read = {name: _from_arrow(columns_read.column(name), dtypes[name]) for name in wanted}
    return pd.DataFrame(read, index=pd.RangeIndex(columns_read.num_rows), copy=False)


def names_of_columns(path: Place) -> list[str]:
    """Return the names of the columns of a table."""
    return list(open_table(path).dtypes)


def read_columns(table: OpenTable, *columns: str, rows: Ints | None = None) -> list[Any]:
    """Unpack columns of a table as arrays, or some rows of them, for which the groups that have these are unpacked."""
    found, dtypes, _ = table
    if rows is None:
        read = found.read(list(columns), use_threads=False)
        return [_from_arrow(read.column(name), dtypes[name]) for name in columns]
    bounds = np.array(_group_bounds(found))
    group = np.searchsorted(bounds, rows, side="right") - 1
    groups, of_row = np.unique(group, return_inverse=True)
    sizes = np.diff(bounds)[groups]
    place = rows - bounds[group] + (np.cumsum(sizes) - sizes)[of_row]
    read = found.read_row_groups(groups.tolist(), list(columns), use_threads=False)
    return [_from_arrow(read.column(name), dtypes[name]).take(place) for name in columns]


def open_table(path: Place) -> OpenTable:
    """Open a table, after comparing its bytes with their sum."""
    content = _read_bytes(path)
    found = _parquet_file(content)
    return OpenTable(found, json.loads(found.schema_arrow.metadata[b"dtypes"]), len(content))


def _read_rows(found: Any, wanted: list[str], rows: slice) -> Any:
    """Read some rows of columns: the groups of rows that have them, without the others of these."""
    bounds = _group_bounds(found)
    groups = [k for k, (low, high) in enumerate(pairwise(bounds)) if low < rows.stop and high > rows.start]
    first = bounds[groups[0]] if groups else 0
    return found.read_row_groups(groups, wanted, use_threads=False).slice(rows.start - first, rows.stop - rows.start)


def _group_bounds(found: Any) -> list[int]:
    """Return the first row of each group of rows, and the number of all rows."""
    sizes = (found.metadata.row_group(number).num_rows for number in range(found.num_row_groups))
    return list(accumulate(sizes, initial=0))


def read_units(path: Place) -> list[bytes]:
    """Return the keys of the documents or files that a table is of."""
    return split_units(_parquet_file(_read_bytes(path)).schema_arrow.metadata[b"units"])


def split_units(keys: bytes) -> list[bytes]:
    """Return the keys that stand one after the other."""
    return [keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES)]


def check_table(path: Place) -> str | None:
    """Return what is wrong with the file of a table, None if nothing is."""
    try:
        _read_bytes(path)
    except DamagedTableError as error:
        return error.why
    return None


def list_tables(folder: Place) -> dict[str, dict[str, Place]]:
    """Return the files of the tables in a folder by key, then by name."""
    found: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for inside, path in find_below(folder):
        if inside.endswith(ENDING):
            key, name, *_ = inside.split(".")
            found[key][name] = path
    return found


def _read_bytes(path: Place) -> bytes:
    """Return the bytes of a table's file, after comparing them with the sum in its name."""
    try:
        content = read_whole(path)
    except FileNotFoundError as error:
        store = path.parent.parent
        if has_file(store / STORE_MANIFEST) and path_inside(path).encode() not in read_whole(store / STORE_MANIFEST):
            raise DamagedTableError(store, "it was built anew while it was read", "open it again") from error
        raise DamagedTableError(path, GONE) from error
    if f"{zlib.crc32(content):08x}" != path.name.split(".")[-2]:
        raise DamagedTableError(path, "this part of the store is damaged")
    return content


def _parquet_file(content: bytes) -> Any:
    """Open the bytes of a table's file."""
    pa, parquet = _pyarrow()
    return parquet.ParquetFile(pa.BufferReader(content))


def _pyarrow() -> tuple[Any, Any]:
    """Return pyarrow and its module of Parquet."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and not needed without a store
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError as error:
        raise ImportError("a store needs pyarrow: pip install 'corpus-tools[formats]'") from error
    return pa, parquet


def pack_table(table: pd.DataFrame, units: Sequence[bytes] = ()) -> bytes:
    """Return a table as Parquet, with the dtypes of its columns, which Parquet has not all."""
    pa, parquet = _pyarrow()
    dtypes = {str(name): _describe_dtype(column) for name, column in table.items()}
    arrays = {str(name): _to_arrow(column) for name, column in table.items()}
    metadata = {"dtypes": json.dumps(dtypes, ensure_ascii=False), "units": b"".join(units)}
    sink = pa.BufferOutputStream()
    texts = [name for name, dtype in dtypes.items() if dtype in _TEXTS]
    whole = pa.table(arrays).replace_schema_metadata(metadata)
    size = max(len(table) * _GROUP_BYTES // max(_size_of(whole), 1), 1) if units else ROWS
    with parquet.ParquetWriter(
        sink,
        whole.schema,
        # Numbers take longer to unpack than to read.
        compression={name: "zstd" if name in texts else "lz4" for name in dtypes},
        compression_level=dict.fromkeys(texts, 1),
        use_dictionary=texts,
        write_statistics=False,
    ) as writer:
        for low in range(0, max(len(table), 1), size):
            # What was laid together of pieces has the bytes of what was made at once; a copy of all would take as much.
            writer.write_table(whole.slice(low, size).combine_chunks(), row_group_size=size)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _size_of(table: Any) -> int:
    """Return the bytes of the values of a table, which do not depend on how they lie in memory."""
    from pyarrow import compute  # noqa: PLC0415 - as above

    texts = [column for column in table.itercolumns() if str(column.type) == "large_string"]
    widths = [column.type.bit_width for column in table.itercolumns() if str(column.type) != "large_string"]
    written = sum(compute.sum(compute.binary_length(column)).as_py() or 0 for column in texts)
    return int(written + table.num_rows * (len(texts) * 64 + sum(widths)) // 8)


def _describe_dtype(column: "pd.Series[Any]") -> str | list[str]:
    """Return the name of a dtype; of categories, these."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return list(column.cat.categories)
    return str(column.dtype)


def _to_arrow(column: "pd.Series[Any]") -> Any:
    """Return a column for Parquet: categories as their codes, times as numbers."""
    pa, _ = _pyarrow()
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pa.array(column.cat.codes.to_numpy())
    if str(column.dtype) in _TIMES:
        return pa.array(column.to_numpy().view(np.int64))
    return pa.array(column, type=pa.large_string() if str(column.dtype) in _TEXTS else None, from_pandas=True)


def _from_arrow(column: Any, dtype: str | list[str]) -> Any:
    """Return a column as it was."""
    if isinstance(dtype, list):
        return pd.Categorical.from_codes(column.to_numpy(), categories=pd.Index(dtype))
    if dtype in _TIMES:
        return column.to_numpy().view(dtype)
    if dtype == "object":
        return pd.Series(column.to_numpy(), dtype=object)
    wanted = pd.api.types.pandas_dtype(dtype)
    if hasattr(wanted, "__from_arrow__"):
        return wanted.__from_arrow__(column)
    return column.to_numpy()
