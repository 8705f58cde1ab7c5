"""Which documents of a corpus are chosen, and their tokens."""

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from corpus_tools.arrays import Codes, Ints
from corpus_tools.parts import CorpusTables, Part, ReadOnce, WholeColumns
from corpus_tools.tables import are_among, require_columns, times_of
from corpus_tools.tokens.tokenize import Tokens

_SHOWN = 5  # values named in a message
_HASHED = 10_000  # ids that are hashed at once
_YEAR_FIRST = re.compile(r"\s*\d{4}[^T:]*$")  # without a time of day, which is no period


def truth_of(where: ArrayLike, documents: pd.DataFrame, given: pd.Index | None) -> NDArray[np.bool_]:
    """Return for each document whether it is kept; `given` is the index of the table that the corpus was made of.

    A Series in the order of the documents or of that table is taken as it stands, another by its index.
    """
    given = documents.index if given is None else given
    if isinstance(where, pd.Series) and not any(where.index.equals(index) for index in (documents.index, given)):
        where = _in_order(where, [documents.index, given, pd.Index(documents["doc_id"])])
    values = np.asarray(where)
    if values.shape != (len(documents),):
        raise ValueError(f"`where` has {values.size} values for {len(documents)} documents; give one for each")
    known = values[~pd.isna(values)]
    if not all(isinstance(value, (bool, np.bool_)) for value in known):
        raise TypeError("`where` holds something other than True and False; give a condition, such as a comparison")
    return pd.array(values, dtype="boolean").fillna(value=False).to_numpy(np.bool_)


def _in_order(where: "pd.Series[Any]", indexes: list[pd.Index]) -> "pd.Series[Any]":
    """Return a condition in the order of the documents, by the index that it shares with them."""
    if not where.index.is_unique:
        return where
    shared = [index for index in indexes if len(index) == len(where) and set(index) == set(where.index)]
    found = [where.reindex(index).reset_index(drop=True) for index in shared]
    if len(where) == len(indexes[0]) and (not found or not all(condition.equals(found[0]) for condition in found)):
        raise ValueError(
            "`where` has an index that does not tell which of its values is of which document; make the condition of "
            "corpus.texts, or pass its values in the order of corpus.texts: where.to_numpy()"
        )
    return found[0] if found else where


def is_one_of(documents: pd.DataFrame, column: str, wanted: str | Collection[str]) -> NDArray[np.bool_]:
    """Return for each document whether its value of a column is one of some; a value that none has is an error."""
    require_columns(documents, [column], name="texts")
    values = [wanted] if pd.api.types.is_scalar(wanted) else list(wanted)
    known = documents[column].dropna().unique().tolist()
    unknown = [value for value in values if value not in known]
    if unknown:
        there = ", ".join(map(repr, known[:_SHOWN])) + (", …" if len(known) > _SHOWN else "")
        raise ValueError(f"no document has the {column} {unknown[0]!r}; there are {there or 'none'}")
    return documents[column].isin(values).to_numpy(np.bool_)


def is_published(documents: pd.DataFrame, dates: str | tuple[Any, Any]) -> NDArray[np.bool_]:
    """Return for each document whether it was published in a period, or from one to another, both included."""
    pair = dates if isinstance(dates, (tuple, list)) else (dates, dates)
    if len(pair) != 2:
        raise ValueError(f"`dates` holds {len(pair)} dates; give one period, or a pair of the first and the last")
    first, last = (None if value is None else _period(value) for value in pair)
    published = times_of(documents)
    kept = published.notna()
    if first is not None:
        kept &= published >= first.start_time
    if last is not None:
        kept &= published < (last + 1).start_time
    if first is not None and last is not None and first.start_time > last.end_time:
        raise ValueError(f"`dates` ends before it begins: {pair[0]!r} to {pair[1]!r}; give the earlier one first")
    return kept.to_numpy(np.bool_)


def _period(value: Any) -> pd.Period:
    """Read a year, month or day, or the day of a timestamp."""
    try:
        if isinstance(value, (int, float)) or (isinstance(value, str) and not _YEAR_FIRST.match(value)):
            raise ValueError("no year comes first")  # noqa: TRY301 - pandas would take 01/06/2017 for a day in January
        period = pd.Period(value) if isinstance(value, (str, pd.Period)) else pd.Period(pd.Timestamp(value), freq="D")
        period.start_time  # noqa: B018 - a missing value is a period without one
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(
            f"`dates` holds {value!r}; write a day, month or year as '2017-05-20', '2017-05', '2017'"
        ) from error
    return period


class SelectedTables(WholeColumns):
    """The tables of some documents of a corpus, each made when it is first asked for; see `CorpusTables`.

    The vocabulary has the words of the whole with their counts made anew. A word that no longer occurs has n 0, so that
    word numbers and lemmas stay the same in all selections of a corpus.
    """

    def __init__(self, held: CorpusTables, kept: NDArray[np.bool_]) -> None:
        self._held, self._kept = held, kept
        self._texts = ReadOnce(partial(_texts_kept, held, kept))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents as they were read."""
        return self._held.documents[self._kept].reset_index(drop=True)

    @property
    def texts(self) -> pd.DataFrame:
        """The documents with their clean texts."""
        return self._texts()

    @property
    def text_column(self) -> "pd.Series[str]":
        """Their clean texts, missing where there is none."""
        return self._held.text_column[self._kept].reset_index(drop=True)

    @property
    def metadata(self) -> pd.DataFrame:
        """The documents without their texts."""
        return self._held.metadata[self._kept].reset_index(drop=True)

    def known(self, *columns: str) -> pd.DataFrame:
        """Return columns of these, as far as they have them; those of all documents are held one at a time."""
        of_each = [self._held.known(name)[self._kept].reset_index(drop=True) for name in columns]
        return pd.concat(of_each, axis=1) if of_each else self._held.known()[self._kept].reset_index(drop=True)

    def texts_at(self, rows: Ints) -> list[str]:
        """Return the texts of some of them, the empty string where there is none."""
        return self._held.texts_at(self._rows[rows])

    def days_at(self, rows: Ints) -> pd.DataFrame:
        """Return doc_id and published of some of them, published only where they have it."""
        return self._held.days_at(self._rows[rows])

    def token_columns(self, *names: str) -> list[Codes]:
        """Return columns of their tokens."""
        wanted = list(dict.fromkeys(["doc", *names]))
        held = dict(zip(wanted, self._held.token_columns(*wanted), strict=True))
        chosen = self._kept[held["doc"]]
        renumbered = np.cumsum(self._kept, dtype=np.int32) - np.int32(1)
        return [renumbered[held[name][chosen]] if name == "doc" else held[name][chosen] for name in names]

    @cached_property
    def _rows(self) -> Ints:
        """The rows of these documents among those that they were selected from."""
        return np.flatnonzero(self._kept)

    @cached_property
    def edits(self) -> pd.DataFrame:
        """What cleaning changed in them."""
        return _of_documents(self._held.edits, self.doc_ids)

    @cached_property
    def tokens(self) -> Tokens:
        """Their tokens."""
        return _select_tokens(self._held.tokens, self._kept, self._texts)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """Their sentences."""
        return _of_documents(self._held.sentences, self.doc_ids)

    @property
    def doc_ids(self) -> "pd.Series[Any]":
        """Their ids."""
        return self._held.doc_ids[self._kept].reset_index(drop=True)

    @cached_property
    def vocabulary(self) -> pd.DataFrame:
        """The words of the whole, counted in these documents."""
        words = self._held.vocabulary
        n = np.zeros(len(words), np.int64)
        for piece in self.pieces():
            n += piece.tokens.vocabulary["n"].to_numpy()
        return words.assign(n=n)

    def parts(self) -> Iterator[Part]:
        """Yield the tables of these documents, part by part."""
        for held, kept in self._kept_of_pieces():
            for part in held.parts():
                texts = part.texts[kept].reset_index(drop=True)
                sentences = _of_documents(part.sentences, texts["doc_id"])
                yield Part(texts, _select_tokens(part.tokens, kept, texts), sentences)

    def pieces(self) -> Iterator[CorpusTables]:
        """Yield the tables of these documents of each part."""
        for held, kept in self._kept_of_pieces():
            yield self if held is self._held else SelectedTables(held, kept)

    def _kept_of_pieces(self) -> Iterator[tuple[CorpusTables, NDArray[np.bool_]]]:
        """Yield the tables of each part that has some of these documents, of one at least, and which they are."""
        after = 0
        for held in self._held.pieces():
            first, after = after, after + len(held.doc_ids)
            kept = self._kept[first:after]
            if kept.any() or (after == len(self._kept) and not self._kept.any()):
                yield held, kept

    def stored(self, name: str) -> pd.DataFrame | None:
        """Return the rows of a table of places that are of these documents; what is counted in all is not theirs."""
        found = self._held.stored(name)
        return None if found is None or "start" not in found else _of_documents(found, self.doc_ids)


def _texts_kept(held: CorpusTables, kept: NDArray[np.bool_]) -> pd.DataFrame:
    """Return the documents that are kept, with their texts."""
    return held.texts[kept].reset_index(drop=True)


def _select_tokens(
    tokens: Tokens, kept: NDArray[np.bool_], documents: pd.DataFrame | Callable[[], pd.DataFrame]
) -> Tokens:
    """Return the tokens of the documents that are kept, over the same vocabulary with its counts made anew."""
    renumbered = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    table = tokens.table[kept[tokens.table["doc"].to_numpy()]].reset_index(drop=True)
    table["doc"] = renumbered[table["doc"].to_numpy()]
    n = np.bincount(table["word"], minlength=len(tokens.vocabulary)).astype(np.int64)
    return Tokens(table, tokens.vocabulary.assign(n=n), documents)


def _of_documents(table: pd.DataFrame, doc_ids: "pd.Series[Any]") -> pd.DataFrame:
    """Return the rows of a table that are of some documents."""
    return table[are_among(table["doc_id"], pd.Index(doc_ids))].reset_index(drop=True)


def fingerprint_of(doc_ids: "pd.Series[Any]") -> str:
    """Return what tells documents apart from others: their number and a hash of their ids."""
    hashed = hashlib.sha256(b"[")
    for first in range(0, len(doc_ids), _HASHED):
        known = repr(doc_ids.iloc[first : first + _HASHED].tolist())[1:-1]
        hashed.update((", " if first else "").encode() + known.encode("utf-8", "surrogatepass"))
    hashed.update(b"]")
    return f"{len(doc_ids):,} documents, {hashed.hexdigest()[:16]}"
