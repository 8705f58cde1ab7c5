"""The tables that a corpus stands on, and the parts in which they come: in memory there is one, in a store several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np
import pandas as pd

from corpus_tools.arrays import Codes, Ints
from corpus_tools.garbage import SEARCHED_AFTER, rare_collection
from corpus_tools.sentences import sentence_rows
from corpus_tools.tables import list_texts, texts_of
from corpus_tools.tokens.tokenize import Tokens


class ReadOnce:
    """A table that is read when it is first asked for.

    Tokens hold it in the place of the part that they are of, which holds them: what holds itself is freed late.
    """

    def __init__(self, read: Callable[[], pd.DataFrame]) -> None:
        self._read = read
        self._table: pd.DataFrame | None = None

    def __call__(self) -> pd.DataFrame:
        """Return the table."""
        if self._table is None:
            self._table = self._read()
        return self._table


class Part(NamedTuple):
    """A block of documents: their texts, their tokens, their sentences.

    The vocabulary of the tokens is that of the part, or that of the whole corpus.
    """

    texts: pd.DataFrame
    tokens: Tokens
    sentences: pd.DataFrame
    listed: list[str] | None = None  #: the texts, where they are held as a list

    def list_texts(self) -> list[str]:
        """Return the texts, the empty string where there is none."""
        return texts_of(self.texts) if self.listed is None else self.listed


class CorpusTables(Protocol):
    """The tables of a corpus, wherever they are; see `Corpus`."""

    @property
    def documents(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def texts(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def metadata(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def edits(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def tokens(self) -> Tokens: ...  # noqa: D102
    @property
    def sentences(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def doc_ids(self) -> "pd.Series[Any]": ...  # noqa: D102
    @property
    def vocabulary(self) -> pd.DataFrame: ...  # noqa: D102

    # What many questions ask for alone; from a store, the rest is not read with it.
    @property
    def text_column(self) -> "pd.Series[str]": ...  # noqa: D102
    def token_columns(self, *names: str) -> list[Codes]: ...  # noqa: D102
    def token_spans(self, first: Ints, last: Ints) -> tuple[Codes, Codes, Codes]: ...  # noqa: D102
    def vocabulary_column(self, name: str) -> "pd.Series[Any]": ...  # noqa: D102
    def list_texts(self) -> list[str]: ...  # noqa: D102
    def texts_at(self, rows: Ints) -> list[str]: ...  # noqa: D102
    def known(self, *columns: str) -> pd.DataFrame: ...  # noqa: D102
    def days_at(self, rows: Ints) -> pd.DataFrame: ...  # noqa: D102

    def parts(self) -> Iterator[Part]:
        """Yield the parts in order, each made when it is asked for."""

    def pieces(self) -> Iterator["CorpusTables"]:
        """Yield the tables of each part, with the vocabulary of the whole; these tables where there is one part."""

    def stored(self, name: str) -> pd.DataFrame | None:
        """Return a table that a verb with its default options makes of the corpus, if it is there already."""


# The columns are those of tables that a class has; at run time a protocol would stand before them.
if TYPE_CHECKING:
    _Tables = CorpusTables
else:
    _Tables = object


class WholeColumns(_Tables):
    """Single columns of tables that are there as a whole."""

    @property
    def text_column(self) -> "pd.Series[str]":
        """The clean texts, missing where there is none."""
        return self.texts["text"]

    def token_columns(self, *names: str) -> list[Codes]:
        """Return columns of the tokens; the sentence is a number that rises over all documents, -1 outside any."""
        table = self.tokens.table
        return [self._sentence_of_token if name == "sentence" else table[name].to_numpy() for name in names]

    @cached_property
    def _sentence_of_token(self) -> Codes:
        """The row of the sentence of each token."""
        doc, start = self.token_columns("doc", "start")
        return sentence_rows(self.sentences, pd.Index(self.doc_ids), doc, start).astype(np.int32)

    def token_spans(self, first: Ints, last: Ints) -> tuple[Codes, Codes, Codes]:
        """Return doc, start and end of runs of tokens, from the first to the last of each."""
        doc, start, end = self.token_columns("doc", "start", "end")
        return doc[first], start[first], end[last]

    def vocabulary_column(self, name: str) -> "pd.Series[Any]":
        """Return a column of the vocabulary."""
        return self.vocabulary[name]

    def list_texts(self) -> list[str]:
        """Return the texts, the empty string where there is none."""
        return list_texts(self.text_column)

    def texts_at(self, rows: Ints) -> list[str]:
        """Return the texts of some documents, the empty string where there is none."""
        return list_texts(self.text_column.take(rows))

    def known(self, *columns: str) -> pd.DataFrame:
        """Return columns of what is known of the documents, as far as they have them."""
        return self.metadata.filter(columns)

    def days_at(self, rows: Ints) -> pd.DataFrame:
        """Return doc_id and published of some documents, published only where the documents have it."""
        return self.known("doc_id", "published").take(rows)


@dataclass(frozen=True)
class TablesInMemory(WholeColumns):
    """The tables of a corpus that is held in memory."""

    documents: pd.DataFrame
    texts: pd.DataFrame
    edits: pd.DataFrame
    tokens: Tokens
    sentences: pd.DataFrame
    listed: list[str] | None = None  #: the texts, where they are few enough to be held as a list too

    @property
    def metadata(self) -> pd.DataFrame:
        """The documents without their texts."""
        return self.texts.drop(columns="text")

    @property
    def doc_ids(self) -> "pd.Series[Any]":
        """The ids of the documents."""
        return self.texts["doc_id"]

    @property
    def vocabulary(self) -> pd.DataFrame:
        """The words of the tokens."""
        return self.tokens.vocabulary

    def parts(self) -> Iterator[Part]:
        """Yield the one part."""
        yield Part(self.texts, self.tokens, self.sentences, self.listed)

    def list_texts(self) -> list[str]:
        """Return the texts, the empty string where there is none."""
        return super().list_texts() if self.listed is None else self.listed

    def pieces(self) -> Iterator[CorpusTables]:
        """Yield these tables."""
        yield self

    def stored(self, name: str) -> pd.DataFrame | None:  # noqa: ARG002 - what a protocol asks for
        """Return nothing: what is found in memory is not kept."""
        return None


class HasParts(Protocol):
    """A corpus."""

    @property
    def parts(self) -> Iterator[Part]: ...  # noqa: D102


def map_parts(corpus: HasParts, find: Callable[[Part], pd.DataFrame]) -> pd.DataFrame:
    """Return what is found in each part of a corpus, one below the other."""
    with rare_collection(SEARCHED_AFTER):
        tables = [find(part) for part in corpus.parts]
    return tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)


def concat_parts(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return what was found in each part one below the other; the tables lose their columns as these are laid together.

    A table without rows may not know its dtypes.
    """
    return pd.DataFrame(dict(concat_columns(tables, [*tables[0]])), copy=False)


def concat_columns(
    tables: Sequence[pd.DataFrame], names: Iterable[str], order: Ints | None = None
) -> Iterator[tuple[str, "pd.Series[Any]"]]:
    """Yield columns of what was found in each part, one below the other or in an order; see `concat_parts`."""
    tables = [table for table in tables if len(table)] or tables[:1]
    for name in names:
        column: pd.Series[Any] = pd.concat([table.pop(name) for table in tables], ignore_index=True)
        yield name, column if order is None else column.take(order).reset_index(drop=True)


def take_rows(table: pd.DataFrame, order: Ints) -> pd.DataFrame:
    """Return the rows of a table in another order, numbered anew; the table loses its columns as they are taken."""
    taken = {name: table.pop(name).take(order).reset_index(drop=True) for name in [*table]}
    return pd.DataFrame(taken, copy=False)
