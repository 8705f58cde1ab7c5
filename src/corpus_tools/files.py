"""Write files atomically, and tables that open correctly in a spreadsheet."""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.places import PARTIAL

if sys.platform != "win32":
    import fcntl

# What shows nothing, and may stand before a sign that a spreadsheet then sees first: control characters, white space,
# and the characters with the property Default_Ignorable_Code_Point.
# Source: Unicode Character Database, DerivedCoreProperties.txt
_UNSEEN = (
    r"\x00-\x20\x7f-\xa0\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# The start of a formula, after any apostrophes and what shows nothing. The full-width signs count where a spreadsheet
# runs in a Chinese, Japanese or Korean setting.
# Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|[{_UNSEEN}]*[=+\-@＝＋－＠])")
# What neither a spreadsheet nor XML 1.0 can hold, and a terminal may obey.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

# What a cell is quoted for, and the cell of a row that has nothing else.
_SEPARATES = re.compile(r'[,"\n\r]')
_EMPTY = '""'

#: Tells Excel that a CSV file is in UTF-8.
CSV_MARK = "\ufeff".encode()


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder inside `folder`; files written there move up if nothing is raised. Folders are made.

    What a killed run left in `folder` is cleared away first; the folders of runs that still write are locked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{PARTIAL}*"):
        _clear(left)
    stage, lock = _locked_stage(folder)
    try:
        yield stage
        for path in sorted(stage.iterdir()):
            os.replace(path, folder / path.name)  # noqa: PTH105 - unlike rename, it overwrites on every system
    except OSError as error:
        error.filename = error.filename or str(folder)  # a full disk does not say which it is
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _locked_stage(folder: Path) -> tuple[Path, int | None]:
    """Make a folder for one run and lock it; the system takes the lock away when the process ends, however it ends."""
    while True:
        stage = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=folder))
        try:
            lock = lock_folder(stage)
        except (BlockingIOError, FileNotFoundError):
            continue  # another run took it for one that is left over
        except OSError:  # a file system without locks
            return stage, None
        if stage.exists():
            return stage, lock
        if lock is not None:
            os.close(lock)


def lock_folder(folder: Path) -> int | None:
    """Lock a folder; raise BlockingIOError if another process has it, OSError where that cannot be; None on Windows."""
    if sys.platform == "win32":  # folders have no locks there, and what a killed run left stays
        return None
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _clear(left: Path) -> None:
    """Delete a folder of a run that ended before it was done; leave it if the run goes on, or nobody knows."""
    with suppress(OSError):
        lock = lock_folder(left)
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and move it into place; its folder is made if need be."""
    with staged(path.parent) as stage:
        (stage / path.name).write_bytes(content)


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    That is a text that begins with ``= + - @``, a tab or a line end, also after apostrophes, white space and what shows
    nothing, such as a mark of direction.
    `unescape_formula` removes exactly that apostrophe.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Remove the apostrophe that `escape_formula` added."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def show_controls(text: str) -> str:
    r"""Return a text of the same length with a sign to be seen for each control character: U+2400 for NUL and so on.

    Line ends and tabs stay. The controls U+0080 to U+009F have no such sign and become U+FFFD, as do U+FFFE and U+FFFF.

    Examples
    --------
    >>> show_controls("حمص\x00\x1b[2J")
    'حمص␀␛[2J'
    """
    return _CONTROLS.sub(_picture, text)


def _picture(control: re.Match[str]) -> str:
    """Return the sign of a control character."""
    code = ord(control[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV that opens correctly in a spreadsheet; the same table gives the same bytes.

    UTF-8 with a byte order mark, without which Excel garbles Arabic; commas, line feeds, quotes where needed. Text that
    would become a formula has an apostrophe before it (`escape_formula`); numbers stay numbers, negative ones too.
    Control characters are shown by a sign each (`show_controls`), so that offsets hold.
    Missing values are empty; a list is JSON. The index is not written.
    """
    return CSV_MARK + b"".join(csv_lines(table))


def csv_lines(table: pd.DataFrame) -> list[bytes]:
    """Return the lines of `csv_bytes`, its header first, with their line feeds and without the byte order mark."""
    columns = [[_quoted(_cell(str(name))), *_cells(column)] for name, column in table.items()]
    if not columns:
        return [b"\n"]
    lines = columns[0] if len(columns) == 1 else map(",".join, zip(*columns, strict=True))
    # A line that is all empty would be no row.
    return [f"{line or _EMPTY}\n".encode("utf-8", "surrogatepass") for line in lines]


def _cells(column: "pd.Series[Any]") -> list[str]:
    """Return the cells of a column as they stand in a line."""
    if isinstance(column.dtype, pd.StringDtype) or pd.api.types.is_datetime64_any_dtype(column):
        # A sentence or a day that stands in a hundred rows is written once.
        code, distinct = pd.factorize(column)
        cells = np.array([*_cells_of(pd.Series(distinct)), ""], dtype=object)
        found: list[str] = cells[code].tolist()
        return found
    return _cells_of(column)


def _cells_of(column: "pd.Series[Any]") -> list[str]:
    """Return the cells of a column, each value written on its own."""
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iu":
        return list(map(str, column.tolist()))
    if _holds_values(column):
        written = column.to_csv(index=False, header=False, lineterminator="\n").splitlines()
        return ["" if cell == _EMPTY else cell for cell in written]
    return [_quoted(_cell(value)) for value in column.astype(object)]


def _cell(value: Any) -> str:
    """Return the text of a cell: text that cannot become a formula, lists as JSON, nothing for a missing value."""
    if isinstance(value, str):
        return escape_formula(show_controls(value))
    if isinstance(value, (list, tuple)):
        return show_controls(json.dumps(list(value), ensure_ascii=False))
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value)


def _quoted(text: str) -> str:
    """Return a cell in quotes where it holds what separates cells and rows."""
    return '"' + text.replace('"', '""') + '"' if _SEPARATES.search(text) else text


def _holds_values(column: "pd.Series[Any]") -> bool:
    """Return whether a column holds numbers, times or truth values, which no spreadsheet takes for a formula."""
    kinds = pd.api.types
    return any(holds(column) for holds in (kinds.is_numeric_dtype, kinds.is_bool_dtype, kinds.is_datetime64_any_dtype))


def write_csv(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV (see `csv_bytes`) atomically; the folder is made if need be."""
    write_bytes(Path(path), csv_bytes(table))


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet, compressed with zstd; ImportError without pyarrow."""
    buffer = BytesIO()
    write_parquet(buffer, [table])
    return buffer.getvalue()


def write_parquet(file: Path | BytesIO, tables: Iterable[pd.DataFrame]) -> None:
    """Write tables of the same columns as one, compressed with zstd; ImportError without pyarrow."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - heavy, and not needed for CSV
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError as error:
        raise ImportError("Parquet needs pyarrow: pip install 'corpus-tools[formats]', or write .csv") from error
    writer = schema = None
    for table in tables:
        # Columns of text that pandas cannot hold as UTF-8 have half a surrogate pair, and neither can Parquet.
        broken = {str(name): column.map(whole) for name, column in table.items() if column.dtype == object}
        content = pa.Table.from_pandas(table.assign(**broken), schema=schema, preserve_index=False)
        if writer is None:
            attrs = {"PANDAS_ATTRS": json.dumps(table.attrs)} if table.attrs else {}  # as pandas writes them
            schema = content.schema.with_metadata({**content.schema.metadata, **attrs})
            writer = parquet.ParquetWriter(file, schema, compression="zstd")
        writer.write_table(content.cast(schema))
    if writer is not None:
        writer.close()


def whole(value: Any) -> Any:
    """Return a text with a question mark for each half of a surrogate pair; anything else as it is."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def read_csv(path: str | Path) -> pd.DataFrame:
    """Read a table that `corpus_tools` wrote as CSV, without the apostrophes that protect its texts in spreadsheets.

    Parameters
    ----------
    path : str or path
        The file.

    Returns
    -------
    DataFrame
        The table; times and lists come back as text.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "terms.csv"
    >>> write_csv(pd.DataFrame({"term": ["@user"], "n": [3]}), path)
    >>> read_csv(path)
        term  n
    0  @user  3
    """
    table = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    table.columns = [unescape_formula(name) for name in table.columns]
    return table.map(lambda value: unescape_formula(value) if isinstance(value, str) else value)
