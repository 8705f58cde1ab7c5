"""Columns of the texts of a corpus, which Arrow holds as UTF-8: made without a second copy of all of them."""

from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools
from corpus_tools.script import replace_halves

#: Characters of a text that are written as UTF-8 at once.
_PIECE = 2**20


def column_of_strings(values: list[str | None], *, dtype: Any) -> "pd.Series[str]":
    """Return a column of strings; pandas would look at each of them whether it is one, before Arrow does."""
    column: pd.Series[str]
    if _is_arrow(dtype):
        from pyarrow import array, large_string  # noqa: PLC0415 - heavy, and not needed to import the package

        column = pd.Series(array(values, large_string()), dtype=dtype)
    else:
        column = pd.Series(values, dtype=dtype)
    return column


def take_text_column(texts: list[str | None], *, dtype: Any) -> "pd.Series[str]":
    """Return a column of the texts in a list, which is left empty; half of a character becomes U+FFFD."""
    column: pd.Series[str]
    if _is_arrow(dtype):
        column = pd.Series(_take_into_arrow(texts), dtype=dtype)
    else:
        column = pd.Series(list(texts), dtype=dtype)
        texts.clear()
    return column


def replace_texts(column: "pd.Series[str]", texts: list[str], is_other: Bools) -> "pd.Series[str]":
    """Return a column with other texts in some rows, where it has any; the list of the texts of all is left empty.

    What Arrow holds of the others is copied as it is, and not written as UTF-8 anew.
    """
    is_there = column.notna().to_numpy(np.bool_)
    replaced: pd.Series[str]
    if _is_arrow(column.dtype):
        from pyarrow import array  # noqa: PLC0415 - heavy, and not needed to import the package
        from pyarrow.compute import replace_with_mask  # noqa: PLC0415 - as above

        is_other = is_other & is_there
        new: list[str | None] = [texts[row] for row in np.flatnonzero(is_other).tolist()]
        texts.clear()
        held, others = array(column.array), _take_into_arrow(new)
        replaced = pd.Series(replace_with_mask(held, array(is_other), others.cast(held.type)), dtype=column.dtype)
    else:
        values = [text if there else None for text, there in zip(texts, is_there.tolist(), strict=True)]
        texts.clear()
        replaced = pd.Series(values, dtype=column.dtype)
    return replaced.set_axis(column.index)


def _is_arrow(dtype: Any) -> bool:
    """Return whether Arrow holds the texts of a column; where it is missing, pandas keeps the strings."""
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 - heavy, and not needed to import the package
    except ImportError:
        return False
    return getattr(dtype, "storage", None) == "pyarrow"


def _take_into_arrow(texts: list[str | None]) -> Any:
    """Return texts as Arrow holds them; the list is left empty.

    The UTF-8 of the texts is laid end to end, and each goes as soon as it is there: Arrow, given strings, would keep
    their UTF-8 beside them, and grow by doubling.
    """
    from pyarrow import LargeStringArray, py_buffer  # noqa: PLC0415 - heavy, and not needed to import the package

    texts.reverse()
    written, ends, is_there = bytearray(), [0], []
    while texts:
        is_there.append(texts[-1] is not None)
        text = texts.pop() or ""
        for at in range(0, len(text), _PIECE):
            written += _in_utf8(text[at : at + _PIECE])
        ends.append(len(written))
    offsets, there = np.array(ends, np.int64), np.packbits(np.array(is_there, np.bool_), bitorder="little")
    return LargeStringArray.from_buffers(len(is_there), *map(py_buffer, (offsets, written, there)))


def _in_utf8(text: str) -> bytes:
    """Return a text in UTF-8, half of a character as U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return replace_halves(text).encode()
