"""Write files whole or not at all, and tables that open in a spreadsheet as they are."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

# What a spreadsheet may take for the start of a formula, apostrophes and white space before it included. The
# full-width signs count where the spreadsheet runs in a Chinese, Japanese or Korean setting.
# Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Lend an empty folder inside `folder`; the files written there move into `folder` when all went well.

    Parameters
    ----------
    folder : pathlib.Path
        Where the files are to be. Made if it does not exist.

    Yields
    ------
    pathlib.Path
        Where to write them. It goes away in the end, with what is in it if anything was raised.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> with staged(folder) as stage:
    ...     _ = (stage / "terms.csv").write_text("term,n")
    >>> [path.name for path in folder.iterdir()]
    ['terms.csv']
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".partial-", dir=folder) as name:
        stage = Path(name)
        yield stage
        for path in sorted(stage.iterdir()):
            os.replace(path, folder / path.name)  # noqa: PTH105 - says what it does: it overwrites, everywhere


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file to a temporary name beside it and move it into place.

    Parameters
    ----------
    path : pathlib.Path
        The file. Its folder is made if it does not exist.
    content : bytes
        All of it.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "figures" / "terms.json"
    >>> write_bytes(path, b"{}")
    >>> path.read_bytes()
    b'{}'
    """
    with staged(path.parent) as stage:
        (stage / path.name).write_bytes(content)


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Parameters
    ----------
    text : str
        The text of a cell.

    Returns
    -------
    str
        The same text, with one more apostrophe where it begins with ``= + - @``, a tab or a line end, also after white
        space or apostrophes. `unescape_formula` takes exactly that apostrophe away again.

    Examples
    --------
    >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula("حمص"), escape_formula("'حمص'")
    ("'=1+1", "''=1+1", 'حمص', "'حمص'")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Take away the apostrophe that `escape_formula` put before a text.

    Examples
    --------
    >>> unescape_formula("'@user"), unescape_formula("'حمص'")
    ('@user', "'حمص'")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _cell(value: Any) -> Any:
    """Write a cell: text kept from becoming a formula, lists as JSON, all else as it is."""
    if isinstance(value, (list, tuple)):
        return json.dumps(list(value), ensure_ascii=False)
    return escape_formula(value) if isinstance(value, str) else value


def csv_bytes(table: pd.DataFrame) -> bytes:
    r"""Write a table as CSV that opens in a spreadsheet as it is.

    UTF-8 with a byte order mark, without which Excel garbles Arabic; commas, line feeds, quotes where needed. Text that
    would become a formula has an apostrophe before it (`escape_formula`); numbers stay numbers, negative ones too.
    What is missing is empty; a list is JSON. The index is not written.

    Parameters
    ----------
    table : DataFrame
        Any table.

    Returns
    -------
    bytes
        The file. The same table gives the same bytes.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"term": ["حمص", "@user"], "log_ratio": [0.5, -1.25]})).decode("utf-8-sig")
    "term,log_ratio\nحمص,0.5\n'@user,-1.25\n"
    """
    columns = [column if _holds_values(column) else column.astype(object).map(_cell) for _, column in table.items()]
    safe = pd.concat(columns, axis=1) if columns else pd.DataFrame()
    text: str = safe.to_csv(index=False, header=[_cell(str(name)) for name in table.columns], lineterminator="\n")
    return text.encode("utf-8-sig", "surrogatepass")


def _holds_values(column: "pd.Series[Any]") -> bool:
    """Tell whether a column holds numbers, times or truth values, which no spreadsheet takes for a formula."""
    kinds = pd.api.types
    return any(holds(column) for holds in (kinds.is_numeric_dtype, kinds.is_bool_dtype, kinds.is_datetime64_any_dtype))


def write_csv(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV that opens in a spreadsheet as it is, whole or not at all; see `csv_bytes`.

    Parameters
    ----------
    table : DataFrame
        Any table.
    path : str or path
        The file. Its folder is made if it does not exist.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "terms.csv"
    >>> write_csv(pd.DataFrame({"term": ["حمص"], "n": [3]}), path)
    >>> read_csv(path)
      term  n
    0  حمص  3
    """
    write_bytes(Path(path), csv_bytes(table))


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """Write a table as Parquet.

    Parameters
    ----------
    table : DataFrame
        Any table.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    ImportError
        If pyarrow is not installed.

    Examples
    --------
    >>> parquet_bytes(pd.DataFrame({"term": ["حمص"]}))[:4]
    b'PAR1'
    """
    buffer = BytesIO()
    try:
        table.to_parquet(buffer, index=False)
    except ImportError as error:
        raise ImportError("Parquet needs pyarrow: pip install 'corpus-tools[formats]', or write .csv") from error
    return buffer.getvalue()


def read_csv(path: str | Path) -> pd.DataFrame:
    """Read a table that `write_csv` wrote, its texts as they were.

    Parameters
    ----------
    path : str or path
        The file.

    Returns
    -------
    DataFrame
        The table; times and lists come back as text.
    """
    table = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    table.columns = [unescape_formula(name) for name in table.columns]
    return table.map(lambda value: unescape_formula(value) if isinstance(value, str) else value)
