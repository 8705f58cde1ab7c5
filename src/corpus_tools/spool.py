"""Arrays, texts and tables that are asked for several times, without holding all of them in memory."""

import codecs
import os
import pickle
import sys
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, compress, islice
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import IO, Any, TypeAlias, overload
from weakref import finalize

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Bytes that are held in memory; more lie in a temporary file.
_HELD = 1 << 25
#: How often texts stand at least, one with the other, of which codes are kept.
_TIMES = 2

_Kind: TypeAlias = tuple[np.dtype[Any], tuple[int, ...]]  # and shape


@contextmanager
def _naming_the_disk() -> Iterator[None]:
    """Say which disk is full, if one is."""
    try:
        yield
    except OSError as error:
        why = f"{error.strerror} for temporary files, which TMPDIR puts elsewhere"
        raise OSError(error.errno, why, gettempdir()) from error


class Spool:
    """Tuples of arrays, in the order in which they came; while they are few, they are handed out as they are."""

    def __init__(self) -> None:
        self._held: list[tuple[NDArray[Any], ...]] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._tuples: list[tuple[int, list[_Kind]]] = []  # where each begins there, and the kinds of its arrays

    def append(self, *arrays: NDArray[Any]) -> None:
        """Add a tuple of arrays, which nobody writes into any more, behind the others."""
        self._held.append(tuple(map(_read_only, arrays)))
        self._size += sum(array.nbytes for array in arrays)
        if self._size <= _HELD:
            return
        with _naming_the_disk():
            if self._file is None:
                self._file = TemporaryFile()  # noqa: SIM115 - closed with this object
                finalize(self, self._file.close)
            for held in self._held:
                place = self._file.seek(0, os.SEEK_END)
                self._tuples.append((place, [(array.dtype, array.shape) for array in held]))
                for array in held:
                    self._file.write(_bytes_of(np.ascontiguousarray(array)))
        self._held.clear()

    def __len__(self) -> int:
        return len(self._tuples) + len(self._held)

    def __getitem__(self, number: int) -> tuple[NDArray[Any], ...]:
        if self._file is None:
            return self._held[number]
        begin, kinds = self._tuples[number]
        self._file.seek(begin)
        arrays = tuple(np.empty(shape, dtype) for dtype, shape in kinds)
        for array in arrays:
            self._file.readinto(_bytes_of(array))  # type: ignore[attr-defined]  # every binary file has it
        return arrays

    def __iter__(self) -> Iterator[tuple[NDArray[Any], ...]]:
        return map(self.__getitem__, range(len(self)))


def _read_only(array: NDArray[Any]) -> NDArray[Any]:
    """Return a view of an array that cannot be written to."""
    view = array.view()
    view.flags.writeable = False
    return view


def _bytes_of(array: NDArray[Any]) -> memoryview:
    """Return the bytes of an array that lies in one piece."""
    return array.reshape(-1).view(np.uint8).data


class SpooledTable:
    """A table in a temporary file, of which columns are read anew each time that they are asked for.

    `columns` are the names and values of its columns, of which one need be in memory at a time. Texts of which few are
    distinct are kept as the codes of these.
    """

    def __init__(
        self, columns: Iterable[tuple[Hashable, "pd.Series[Any]"]], index: pd.Index, attrs: dict[Hashable, Any]
    ) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed with this object
        finalize(self, self._file.close)
        self._begin: dict[Hashable, int] = {}
        self._index, self._attrs = index, attrs
        with _naming_the_disk():
            for name, column in columns:
                self._begin[name] = self._file.seek(0, os.SEEK_END)
                pickle.dump(_in_codes(column.array), self._file, pickle.HIGHEST_PROTOCOL)

    def __call__(
        self, *columns: str, rows: NDArray[np.bool_] | None = None, coded: Collection[str] = ()
    ) -> pd.DataFrame:
        """Return the table, or some columns or rows of it; those of `coded` as categories where they are so kept."""
        kept = slice(None) if rows is None else rows
        read = {name: self._read(name, kept, coded=name in coded) for name in columns or self._begin}
        table = pd.DataFrame(read, self._index[kept], copy=False)
        table.attrs = deepcopy(self._attrs)
        return table

    def _read(self, column: Hashable, rows: NDArray[np.bool_] | slice, *, coded: bool) -> Any:
        """Return some rows of a column."""
        self._file.seek(self._begin[column])
        held = pickle.load(self._file)  # noqa: S301 - this process has written it
        if not isinstance(held, tuple):
            is_packed = isinstance(held.dtype, pd.ArrowDtype)
            return pd.Series(held[rows].__arrow_array__().to_pylist(), dtype=object).array if is_packed else held[rows]
        code, distinct = held
        if coded:
            return pd.Categorical.from_codes(code[rows], categories=pd.Index(distinct))
        return distinct.take(code[rows], allow_fill=True)


def pack_lists(lists: list[list[str]]) -> Any:
    """Return lists of texts in Arrow, for a `SpooledTable`, which gives lists back: as objects, they hold much more."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and needed by stores alone

    return pd.Series(lists, dtype=pd.ArrowDtype(pa.list_(pa.string()))).array


def _in_codes(values: Any) -> Any:
    """Return texts of which few are distinct as codes and these in order, others and all else as they are."""
    if not isinstance(values.dtype, pd.StringDtype):
        return values
    code, distinct = pd.factorize(values)
    if _TIMES * len(distinct) > len(values):
        return values
    place = distinct.argsort()
    number = np.append(np.argsort(place), -1).astype(np.int32)
    return number[code], distinct.take(place)


class _Bytes:
    """A temporary file, closed with the last who reads it."""

    def __init__(self) -> None:
        self.file = TemporaryFile(buffering=0)  # noqa: SIM115 - closed with this object
        finalize(self, self.file.close)
        self._lock = Lock()

    def read(self, begin: int, size: int) -> bytes:
        """Return some of the bytes."""
        if sys.platform == "win32":
            with self._lock:  # of threads, none moves the place of another
                self.file.seek(begin)
                return self.file.read(size)
        return os.pread(self.file.fileno(), size, begin)


#: How texts are read, by the bytes of a code point; by its name, a codec is looked up for each text.
_DECODE = {1: codecs.ascii_decode, 2: codecs.utf_16_le_decode, 4: codecs.utf_32_le_decode}


@dataclass(frozen=True, slots=True, eq=False)
class SpooledTexts(Sequence[str]):
    """Texts in a temporary file, of which each is read when it is asked for, or a stretch of it."""

    held: _Bytes
    begin: NDArray[np.int64]  #: the first byte of each text
    length: NDArray[np.int64]  #: its code points
    width: NDArray[np.int64]  #: the bytes of each of these

    @classmethod
    def of(cls, texts: Iterable[str]) -> "SpooledTexts":
        """Return texts that were written into a temporary file."""
        held, lengths, widths = _Bytes(), list[int](), list[int]()
        for text in texts:
            written, width = _write(text)
            with _naming_the_disk():
                held.file.write(written)
            lengths.append(len(text))
            widths.append(width)
        length, width_of = np.array(lengths, np.int64), np.array(widths, np.int64)
        return cls(held, np.cumsum(length * width_of) - length * width_of, length, width_of)

    def take(self, rows: NDArray[np.int64]) -> "SpooledTexts":
        """Return some of the texts."""
        return SpooledTexts(self.held, self.begin[rows], self.length[rows], self.width[rows])

    def cut(self, rows: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> list[str]:
        """Return stretches of the texts in some rows, as far as these reach."""
        length, width = self.length[rows], self.width[rows]
        starts, ends = np.minimum(starts, length), np.minimum(ends, length)
        begins, sizes = self.begin[rows] + starts * width, np.maximum(ends - starts, 0) * width
        return list(map(self._read, begins.tolist(), sizes.tolist(), width.tolist()))

    def _read(self, begin: int, size: int, width: int) -> str:
        """Return the text of some bytes."""
        return _DECODE[width](self.held.read(begin, size), "surrogatepass")[0]

    def __len__(self) -> int:
        return len(self.length)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> "SpooledTexts": ...
    def __getitem__(self, row: int | slice) -> "str | SpooledTexts":
        if isinstance(row, slice):
            return self.take(np.arange(len(self))[row])
        width = self.width[row].item()
        return self._read(self.begin[row].item(), self.length[row].item() * width, width)

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))


def _write(text: str) -> tuple[bytes, int]:
    """Return a text in bytes, and how many of them stand for a code point."""
    if text.isascii():
        return text.encode(), 1
    try:
        written = text.encode("utf-16-le")
    except UnicodeEncodeError:  # two halves of a pair would be read as one
        written = b""
    return (written, 2) if len(written) == 2 * len(text) else (text.encode("utf-32-le", "surrogatepass"), 4)


def lay_table_by(table: pd.DataFrame, *, in_file: bool) -> Callable[..., pd.DataFrame]:
    """Return what returns a table, which lies in memory or in a file, or those columns or rows that are asked for."""
    if in_file:
        return SpooledTable(table.items(), table.index, table.attrs)

    def read(
        *columns: str,
        rows: NDArray[np.bool_] | None = None,
        coded: Collection[str] = (),  # noqa: ARG001 - what is in memory stays as it is
    ) -> pd.DataFrame:
        some = table[[*columns]] if columns else table
        return some if rows is None else some[rows]

    return read


def lay_columns_by(
    columns: Iterable[tuple[Hashable, "pd.Series[Any]"]],
    index: pd.Index,
    attrs: dict[Hashable, Any],
    *,
    in_file: bool,
) -> Callable[..., pd.DataFrame]:
    """Return what returns the table of some columns, as `lay_table_by` does; for a file, one is in memory at a time."""
    if in_file:
        return SpooledTable(columns, index, attrs)
    table = pd.DataFrame(dict(columns), index, copy=False)
    table.attrs = attrs
    return lay_table_by(table, in_file=False)


def lay_by(parts: Iterator[list[str]]) -> Sequence[str]:
    """Return the texts of parts one after the other: in memory those of one part, in a file those of several."""
    texts, *others = islice(parts, 2)
    return SpooledTexts.of(chain(texts, *others, chain.from_iterable(parts))) if others else texts


def take_texts(texts: Sequence[str], kept: NDArray[np.bool_]) -> Sequence[str]:
    """Return the texts that are kept."""
    return texts.take(np.flatnonzero(kept)) if isinstance(texts, SpooledTexts) else list(compress(texts, kept))


def text_lengths(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return the number of code points of each text."""
    return texts.length if isinstance(texts, SpooledTexts) else np.fromiter(map(len, texts), np.int64, len(texts))


def cut_texts(
    texts: Sequence[str], rows: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> list[str]:
    """Return the stretch of a text from start to end in each of some rows."""
    if isinstance(texts, SpooledTexts):
        return texts.cut(rows, starts, ends)
    spans = zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return [texts[row][start:end] for row, start, end in spans]
