"""What every verb asks of the tables that it is given."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.calendars.units import PERIODS


def require_columns(table: pd.DataFrame, columns: Iterable[str], *, name: str) -> None:
    """Check that a table has the columns that a verb works on.

    Parameters
    ----------
    table : DataFrame
        The table as passed.
    columns : iterable of str
        The columns that must be there.
    name : str
        What the table is called in the documentation, for the message.

    Raises
    ------
    TypeError
        If `table` is no DataFrame.
    ValueError
        If a column is missing.

    Examples
    --------
    >>> require_columns(pd.DataFrame({"doc_id": ["a"]}), ["doc_id", "text"], name="documents")
    Traceback (most recent call last):
        ...
    ValueError: the table `documents` lacks the column text; it has doc_id
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"`{name}` must be a pandas DataFrame, not {type(table).__name__}")
    missing = [column for column in columns if column not in table.columns]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        has = ", ".join(map(str, table.columns)) or "no columns"
        raise ValueError(f"the table `{name}` lacks the column{plural} {', '.join(missing)}; it has {has}")


def texts_of(documents: pd.DataFrame) -> list[str]:
    """List the texts of a documents table, the empty string where there is none.

    Parameters
    ----------
    documents : DataFrame
        Columns doc_id and text (str, or missing where a file could not be read).

    Returns
    -------
    list of str
        One text a row, in order.

    Raises
    ------
    TypeError, ValueError
        If `documents` is no table, lacks a column, holds a text that is no string, or one doc_id twice.

    Examples
    --------
    >>> texts_of(pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["خرجت حافلة", None]}))
    ['خرجت حافلة', '']
    """
    require_columns(documents, ["doc_id", "text"], name="documents")
    twice = documents["doc_id"].duplicated()
    if twice.any():
        first = documents.loc[twice, "doc_id"].iloc[0]
        raise ValueError(f"the doc_id {first!r} stands in more than one row of `documents`; make the ids unique")
    texts: list[str] = []
    for row, text in enumerate(documents["text"].tolist()):
        if isinstance(text, str):
            texts.append(text)
        elif pd.isna(text):
            texts.append("")
        else:
            raise TypeError(f"`documents.text` holds {type(text).__name__} in row {row}; texts must be strings")
    return texts


def text_column(texts: Sequence[str | None]) -> "pd.Series[str]":
    r"""Make a column of texts, also of those that a broken decoder left halves of surrogate pairs in.

    Parameters
    ----------
    texts : sequence of str or None
        The texts, or pieces of them.

    Returns
    -------
    Series
        Of dtype str; of Python objects where pandas keeps its strings in UTF-8, which has no place for a half pair.

    Examples
    --------
    >>> text_column(["حمص"]).dtype, len(text_column(["حم\ud800ص"])[0])
    (<StringDtype(na_value=nan)>, 4)
    """
    values: list[Any] = list(texts)
    try:
        return pd.Series(values, dtype="str")
    except UnicodeEncodeError:
        return pd.Series(values, dtype=object)


def times_of(documents: pd.DataFrame, column: str = "published") -> "pd.Series[pd.Timestamp]":
    """List the times of documents, each on its own clock.

    Parameters
    ----------
    documents : DataFrame
        doc_id, with or without the column.
    column : str
        Timestamps with or without time zones, also both in one column, or what pandas reads as such.

    Returns
    -------
    Series of Timestamp
        One a row, in order, without time zone: the local clock. NaT where it is missing.

    Raises
    ------
    ValueError
        If a value is no timestamp.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "published": ["2017-05-20T23:30:00+03:00", None]})
    >>> times_of(documents)[0]
    Timestamp('2017-05-20 23:30:00')
    """
    if column not in documents.columns:
        return pd.Series(pd.NaT, index=range(len(documents)), dtype="datetime64[us]")
    values = documents[column].reset_index(drop=True)
    if not pd.api.types.is_datetime64_any_dtype(values):
        pairs = zip(documents["doc_id"], values, strict=True)
        values = pd.Series([_local_time(value, doc_id, column) for doc_id, value in pairs], dtype="datetime64[us]")
    local: pd.Series[pd.Timestamp] = values.dt.tz_localize(None).astype("datetime64[us]")
    return local


def publication_times(documents: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """Return the local time at which each document was published, by doc_id; NaT where unknown."""
    return times_of(documents).set_axis(pd.Index(documents["doc_id"]))


def _local_time(value: Any, doc_id: object, column: str) -> "pd.Timestamp | None":
    """Read one time on its own clock."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    try:
        if isinstance(value, (int, float)):
            raise TypeError("a bare number does not say what it counts")  # noqa: TRY301 - pandas would count nanoseconds
        return pd.Timestamp(value).tz_localize(None)
    except (ValueError, TypeError) as error:
        raise ValueError(
            f"`{column}` of the document {doc_id!r} is {value!r}, which is no timestamp; "
            "convert the column with pandas.to_datetime, or leave the value missing"
        ) from error


def periods_of(times: "pd.Series[pd.Timestamp]", unit: str) -> "pd.Series[pd.Period]":
    """Return the period of the calendar that each moment lies in, NaT where there is none; weeks begin on Monday."""
    if unit != "decade":
        return times.dt.to_period(PERIODS[unit])
    years = times.dt.year
    first = [pd.NaT if np.isnan(year) else pd.Period(year=int(year) // 10 * 10, freq="10Y") for year in years]
    return pd.Series(pd.PeriodIndex(first, freq="10Y"), index=times.index)


def group_column(by: str) -> str:
    """Return what the column of the groups is called: period for a unit of the calendar, doc_id for documents."""
    return "period" if by in PERIODS else "doc_id" if by == "document" else by


def note_counting(table: pd.DataFrame, **how: Any) -> pd.DataFrame:
    """Note in the attributes of a table how it was counted, so that a figure need not be told."""
    table.attrs["counted"] = how
    return table


def counting_of(table: pd.DataFrame, **default: Any) -> dict[str, Any]:
    """Return how a table was counted, by default where it does not say."""
    counted: dict[str, Any] = default | table.attrs.get("counted", {})
    return counted


def groups_of(documents: pd.DataFrame, by: str | None) -> tuple[NDArray[np.int64], pd.Index]:
    """Group documents by themselves, by a period of publication or by a column.

    Parameters
    ----------
    documents : DataFrame
        The documents.
    by : str or None
        ``None`` puts all in one group; ``"document"`` each in its own; a unit of the calendar from ``"day"`` to
        ``"decade"`` goes by the column `published`; any other name is a column.

    Returns
    -------
    codes : ndarray of int64
        The group of each document.
    groups : Index
        The value of each group in order, a missing value last.

    Raises
    ------
    ValueError
        If the column is not there, or `published` holds something that is no timestamp.

    Examples
    --------
    >>> documents = pd.DataFrame({"published": pd.to_datetime(["2017-05-20", None, "2017-04-02"])})
    >>> codes, groups = groups_of(documents, "month")
    >>> codes.tolist(), [str(group) for group in groups]
    ([1, 2, 0], ['2017-04', '2017-05', 'NaT'])
    """
    if by is None:
        return np.zeros(len(documents), np.int64), pd.Index([None])
    if by == "document":
        return np.arange(len(documents)), pd.Index(documents["doc_id"])
    column = "published" if by in PERIODS else by
    require_columns(documents, [column], name="documents")
    values = periods_of(times_of(documents), by) if by in PERIODS else documents[column]
    codes, groups = pd.factorize(values, sort=True, use_na_sentinel=True)
    if (codes < 0).any():
        groups = groups.append(pd.Index([groups.dtype.na_value if hasattr(groups.dtype, "na_value") else None]))
        codes = np.where(codes < 0, len(groups) - 1, codes)
    return codes.astype(np.int64), pd.Index(groups)
