"""Checks and conversions of what is passed to the verbs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.calendars.units import PERIODS

#: What a reader is told of a document beside a place in it.
DOCUMENT_COLUMNS = ("title", "source", "published", "url")
#: A period with fewer articles says nothing of its own: no rate, no interval, no peak.
FEWEST_ARTICLES_OF_PERIOD = 10
#: Characters of the texts that are taken out of a table at once, where one look at each is enough.
_PART = 2**22
#: Characters of texts that are held where they are needed again; to hold more costs more than to take them out again.
_HELD = 2**25

_DAY_OR_MONTH_FIRST = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")


def require_columns(table: pd.DataFrame, columns: Iterable[str], *, name: str) -> None:
    """Check that a table, called `name` in messages, is a DataFrame (TypeError) with the columns (ValueError)."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"`{name}` must be a pandas DataFrame, not {type(table).__name__}")
    columns = list(columns)
    missing = [column for column in columns if column not in table.columns]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        has = ", ".join(map(str, table.columns)) or "no columns"
        raise ValueError(f"the table `{name}` lacks the column{plural} {', '.join(missing)}; it has {has}")
    for column in columns:
        if list(table.columns).count(column) > 1:
            raise ValueError(f"the table `{name}` has several columns {column}; keep one of them")


def require_moments(table: pd.DataFrame, *, name: str) -> None:
    """Check that the columns published, earliest and latest of a table hold no text, as they do in a CSV file."""
    for column in ("published", "earliest", "latest"):
        if column in table and table[column].notna().any() and pd.api.types.is_string_dtype(table[column]):
            raise ValueError(f"`{name}.{column}` holds text; convert the column with pandas.to_datetime")


def at_least_one(top: int) -> int:
    """Return the number of marks to draw, if it is at least one."""
    if top < 1:
        raise ValueError(f"top={top} leaves nothing to draw; give 1 or more")
    return top


def check_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """Check a table of documents and return a copy of it, its rows numbered from 0."""
    _require_documents(documents)
    if not isinstance(documents["text"].dtype, pd.StringDtype):  # which holds nothing but texts
        _require_texts(documents["text"].tolist(), 0)
    if documents["doc_id"].isna().any():
        row = int(documents["doc_id"].isna().to_numpy().argmax())
        raise ValueError(f"`documents.doc_id` is missing in row {row}; give each document an id of its own")
    checked = documents.reset_index(drop=True)
    # Categories are compared by place and not by name, and a selection keeps those that it has no more.
    if isinstance(checked["doc_id"].dtype, pd.CategoricalDtype):
        checked["doc_id"] = checked["doc_id"].astype(checked["doc_id"].cat.categories.dtype)
    return checked


def texts_of(documents: pd.DataFrame) -> list[str]:
    """Return the texts of a documents table, the empty string where one is missing.

    Raises TypeError or ValueError if it is no table, lacks doc_id or text, repeats a doc_id or has a text that is no
    string.
    """
    _require_documents(documents)
    return list_texts(documents["text"])


def list_texts(column: "pd.Series[str]") -> list[str]:
    """Return the texts of a column, the empty string where one is missing; TypeError if one is no string."""
    return _require_texts(column.tolist(), 0)


def texts_in_parts(documents: pd.DataFrame) -> Iterator[list[str]]:
    """Yield the texts of a documents table as `texts_of` does, but no more at once than take little room."""
    _require_documents(documents)
    column = documents["text"]
    bounds = [0]
    if isinstance(column.dtype, pd.StringDtype):  # other columns hold strings as they are: no second copy is made
        parts = column.str.len().fillna(0).to_numpy(np.int64).cumsum() // _PART
        bounds += (np.flatnonzero(np.diff(parts)) + 1).tolist()
    for start, end in pairwise([*bounds, len(column)]):
        yield _require_texts(column.iloc[start:end].tolist(), start)


class TextParts:
    """The texts of a documents table in parts, as often as asked for: held where they are few, else taken out anew."""

    def __init__(self, documents: pd.DataFrame) -> None:
        self._documents = documents
        parts: list[list[str]] | None = []
        self.characters = 0
        for part in texts_in_parts(documents):
            self.characters += sum(map(len, part))
            parts = None if parts is None or self.characters > _HELD else [*parts, part]
        self._held = parts

    def __iter__(self) -> Iterator[list[str]]:
        return texts_in_parts(self._documents) if self._held is None else iter(self._held)

    def listed(self) -> list[str] | None:
        """Return all texts, None where they are not held."""
        return None if self._held is None else list(chain.from_iterable(self._held))


def _require_documents(documents: pd.DataFrame) -> None:
    """Check that a table has a doc_id, which no two of its rows share, and a text."""
    require_columns(documents, ["doc_id", "text"], name="documents")
    twice = documents["doc_id"].duplicated()
    if twice.any():
        first = documents.loc[twice, "doc_id"].iloc[0]
        raise ValueError(f"the doc_id {first!r} stands in more than one row of `documents`; make the ids unique")


def _require_texts(texts: list[Any], first: int) -> list[str]:
    """Return texts, whose rows are numbered from `first` on, empty where they are missing; see `_require_text`."""
    if set(map(type, texts)) <= {str}:
        return texts
    return [_require_text(text, row) for row, text in enumerate(texts, first)]


def _require_text(text: object, row: int) -> str:
    """Return the text of a row, empty where it is missing; raise TypeError if it is no string."""
    if isinstance(text, str):
        return text
    if pd.isna(text):  # type: ignore[call-overload]
        return ""
    raise TypeError(f"`documents.text` holds {type(text).__name__} in row {row}; texts must be strings")


def cut_stretches(texts: Iterable[str], rows: Ints, starts: Ints, ends: Ints) -> list[str]:
    """Return stretches of texts, which are gone through once: no row stands behind a higher one."""
    numbered = enumerate(texts)
    row, text = -1, ""
    stretches = []
    for wanted, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
        while row < wanted:
            row, text = next(numbered)
        stretches.append(text[start:end])
    return stretches


def describe_documents(documents: pd.DataFrame, rows: Ints) -> dict[str, Any]:
    """Return what a reader is told of some documents, a column each: title, source, published, url, as far as known."""
    return {column: documents[column].take(rows).array for column in DOCUMENT_COLUMNS if column in documents}


def rows_of(doc_ids: "pd.Series[Any]", index: pd.Index) -> Ints:
    """Return the row in an index of documents of each doc_id, -1 for none.

    The index, asked for them, would keep a Python string for each of its documents. Of ids that stand one after the
    other, as those of a table of places do, one is looked up, and of categories each that is there.
    """
    if isinstance(doc_ids.dtype, pd.CategoricalDtype):
        code = doc_ids.cat.codes.to_numpy()
        used = np.unique(code[code >= 0])
        row = rows_of(pd.Series(doc_ids.cat.categories.take(used)), index)
        return np.append(row, -1)[np.where(code < 0, len(used), np.searchsorted(used, code))]
    ids = doc_ids.array
    is_other = ids[1:] != ids[:-1]  # missing beside a missing id
    opens = np.flatnonzero(np.append(True, pd.isna(is_other) | is_other)[: len(ids)])
    code, _ = pd.factorize(pd.concat([index.to_series(), doc_ids.iloc[opens]], ignore_index=True))
    code = code[len(index) :].astype(np.int64)
    return np.repeat(np.where(code < len(index), code, -1), np.diff(opens, append=len(ids)))


def sorted_codes(texts: "pd.Series[str]") -> tuple[Ints, pd.Index]:
    """Return the code of each text among the distinct ones in order, and these; categories are in order already."""
    code, distinct = pd.factorize(texts, sort=True)
    names = pd.Index(distinct)
    return code, names.astype(names.categories.dtype) if isinstance(names, pd.CategoricalIndex) else names


def are_among(doc_ids: "pd.Series[Any] | pd.Index", others: pd.Index | Sequence[Any]) -> Bools:
    """Return which ids are among others; pandas would make an object of each of these."""
    if not len(others):
        return np.zeros(len(doc_ids), np.bool_)
    return rows_of(pd.Series(doc_ids), pd.Index(others)) >= 0


def holding_text(texts: Sequence[str]) -> Bools:
    """Return which texts hold something: the articles that shares are of."""
    return np.array([bool(text.strip()) for text in texts], dtype=bool)


def text_column(texts: Sequence[str | None]) -> "pd.Series[str]":
    """Return a column of texts, of dtype str.

    It holds Python objects where a broken decoder left half a surrogate pair and pandas stores strings as UTF-8, which
    cannot hold it.
    """
    values: list[Any] = list(texts)
    try:
        return pd.Series(values, dtype="str")
    except UnicodeEncodeError:
        return pd.Series(values, dtype=object)


def closed_ends(events: pd.DataFrame) -> "tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]":
    """Return from when to when events go; the end that is open is the one that is known."""
    earliest, latest = events["earliest"], events["latest"]
    return earliest.fillna(latest), latest.fillna(earliest)


def times_of(documents: pd.DataFrame, column: str = "published") -> "pd.Series[pd.Timestamp]":
    """Return the times of documents on their local clocks, without time zone; NaT where one is missing.

    The column, which may be absent, holds timestamps with or without time zones, also mixed, or what pandas parses as
    such; anything else raises ValueError.
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
    """Return one time on its local clock."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    try:
        if isinstance(value, (int, float)):
            raise TypeError("a bare number does not say what it counts")  # noqa: TRY301 - pandas would count nanoseconds
        if isinstance(value, str) and _DAY_OR_MONTH_FIRST.match(value):
            # pandas would take 01/06/2017 for a day in January, and 20/06/2017 beside it for one in June.
            raise ValueError("it does not say whether the day or the month comes first")  # noqa: TRY301
        return pd.Timestamp(value).tz_localize(None)
    except (ValueError, TypeError) as error:
        raise ValueError(
            f"`{column}` of the document {doc_id!r} is {value!r}, which is no timestamp; convert the column with "
            "pandas.to_datetime (with dayfirst=True if the day comes first), or leave the value missing"
        ) from error


def periods_of(times: "pd.Series[pd.Timestamp]", unit: str) -> "pd.Series[pd.Period]":
    """Return the calendar period of each moment, NaT where it is missing; weeks begin on Monday."""
    if unit != "decade":
        return times.dt.to_period(PERIODS[unit])
    years = times.dt.year
    first = [pd.NaT if np.isnan(year) else pd.Period(year=int(year) // 10 * 10, freq="10Y") for year in years]
    return pd.Series(pd.PeriodIndex(first, freq="10Y"), index=times.index)


def is_thin(articles: Ints) -> Bools:
    """Return which periods have too few articles to say anything of."""
    return np.asarray(articles < FEWEST_ARTICLES_OF_PERIOD)


def thin_reasons(articles: Ints) -> "pd.Series[str]":
    """Return why nothing is said of a period, missing where it has articles enough."""
    reason = f"fewer than {FEWEST_ARTICLES_OF_PERIOD} articles in the period"
    return pd.Series(reason, index=range(len(articles)), dtype="str").where(is_thin(articles))


def join_thin(articles: Ints) -> Ints:
    """Return for each period in order the number of the stretch that it belongs to.

    Neighbouring periods with too few articles are joined until they have enough, and what is left of them with those
    before; any other is a stretch of its own, as is an empty period before such a stretch. One stretch may still have
    too few: between periods that have enough.
    """
    stretches: list[list[int]] = []
    held = FEWEST_ARTICLES_OF_PERIOD  # in the stretch that is open; with enough, it is closed
    for place, count in enumerate(articles.tolist()):
        if held >= FEWEST_ARTICLES_OF_PERIOD or count >= FEWEST_ARTICLES_OF_PERIOD:
            stretches.append([])
            held = 0 if count else FEWEST_ARTICLES_OF_PERIOD
        held += count
        stretches[-1].append(place)
    for before, after in zip(stretches[-2::-1], stretches[:0:-1], strict=True):
        if len(before) > 1 and 0 < articles[after].sum() < FEWEST_ARTICLES_OF_PERIOD:
            before.extend(after)
            after.clear()
    return np.repeat(np.arange(len(stretches)), [len(stretch) for stretch in stretches])


def group_column(by: str) -> str:
    """Return the name of the column of groups: period for a unit of the calendar, doc_id for documents."""
    return "period" if by in PERIODS else "doc_id" if by == "document" else by


def note_counting(table: pd.DataFrame, **how: Any) -> pd.DataFrame:
    """Record in the attributes of a table how it was counted, for the figures."""
    table.attrs["counted"] = how
    return table


def counting_of(table: pd.DataFrame, **default: Any) -> dict[str, Any]:
    """Return how a table was counted, with defaults for what it does not record."""
    counted: dict[str, Any] = default | table.attrs.get("counted", {})
    return counted


def groups_of(documents: pd.DataFrame, by: str | None) -> tuple[NDArray[np.int64], pd.Index]:
    """Return the group of each document, and the value of each group in order, a missing value last.

    `by` is None (all documents in one group), "document" (each in its own), a unit of the calendar from "day" to
    "decade" (by the column published), or a column. Raises ValueError if the column is missing or no timestamps.
    """
    if not pd.api.types.is_scalar(by):
        raise TypeError(f"`by` is a {type(by).__name__}; give the name of one column or a unit of the calendar")
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


def with_group(table: pd.DataFrame, columns: list[str], groups: pd.Index, by: str | None) -> pd.DataFrame:
    """Return columns of a table, and before them the value of its group, where there are groups."""
    result = table[columns].copy()
    if by is not None:
        if group_column(by) in columns:
            raise ValueError(f"`by` is {by!r}, a column that the table has itself; rename that of the documents")
        result.insert(0, group_column(by), groups.take(table["group"].to_numpy(np.int64)))
    return result
