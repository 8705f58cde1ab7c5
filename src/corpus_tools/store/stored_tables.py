"""The tables of a store, each read when it is first asked for."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.arrays import Codes, Ints
from corpus_tools.parts import CorpusTables, Part, ReadOnce, WholeColumns, concat_parts
from corpus_tools.places import Place
from corpus_tools.reading.read import require_texts
from corpus_tools.spool import lay_table_by
from corpus_tools.store.cleaned import EDITS, KNOWN_OF_TEXTS, NAMES, TEXTS, with_text
from corpus_tools.store.found import (
    FINDERS,
    SENTENCES,
    TOKENS,
    VOCABULARY_COLUMNS,
    WORDS,
    texts_of_part,
    with_doc_ids,
)
from corpus_tools.store.manifest import Manifest
from corpus_tools.store.records import RECORDS
from corpus_tools.store.rules import rules_of
from corpus_tools.store.tables import ROWS, OpenTable, names_of_columns, open_table, read_columns, read_table
from corpus_tools.tables import list_texts
from corpus_tools.tokens.tokenize import Tokens

_TOKEN_COLUMNS = ("doc", "start", "end", "word")
_NONE = -1
#: Bytes of files and columns of tokens that are held once they were read, so that the next question need not read them.
_MOST_HELD = 3 << 24
#: What each table depends on in this package; a corpus cannot be opened where the first three are others.
MODULES: dict[str, tuple[str, ...]] = {
    RECORDS: ("reading.read",),
    TEXTS: ("cleaning.clean", "damage.check"),
    TOKENS: ("tokens.tokenize", "sentences"),
    "lemmas": ("words.lemmatize",),
    "frequencies": ("terms.frequency",),
    "copies": ("duplicates.find",),
    **{name: finder.modules for name, finder in FINDERS.items()},
}


class StoredTables(WholeColumns):
    """The tables of a store; see `CorpusTables`."""

    def __init__(self, folder: Place, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self._around: tuple[object, pd.DataFrame] | None = None
        self._vocabulary: dict[str, pd.Series[Any]] = {}
        self._known: dict[str, Callable[[], pd.DataFrame]] = {}  # columns of what is known of the documents
        self._columns: dict[int, dict[str, Codes]] = {}  # of the tokens of parts, as far as they are held
        self._files: dict[int, OpenTable] = {}  # the same
        self._held = 0  # bytes of these, also once they are let go

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents as they were read."""
        raw = [read_table(self.folder / block[RECORDS], ["text"])["text"] for block in self.manifest.blocks]
        as_read = read_table(self.folder / self.manifest.whole["documents"], NAMES)
        texts = pd.concat([*raw, pd.Series([None] * len(as_read), dtype="str")], ignore_index=True)
        # A text that was no text is missing in both; see check_texts.
        texts = texts.iloc[: len(as_read)].where(self.texts["text"].notna())
        return self.texts.assign(text=texts, **as_read)

    @cached_property
    def texts(self) -> pd.DataFrame:
        """The documents with their clean texts."""
        clean = [read_table(self.folder / part[TEXTS][TEXTS], ["text"])["text"] for part in self.manifest.parts]
        texts = with_text(self.metadata, pd.concat(clean, ignore_index=True).array)
        texts.attrs["left_out"] = self.manifest.left_out
        return texts

    @cached_property
    def metadata(self) -> pd.DataFrame:
        """The documents without their texts."""
        files = [self.folder / part[TEXTS][TEXTS] for part in self.manifest.parts]
        changed = pd.concat([read_table(file, KNOWN_OF_TEXTS) for file in files], ignore_index=True)
        as_read = self.read(self.manifest.whole["documents"])
        return as_read.assign(**{name: changed[name].array for name in KNOWN_OF_TEXTS})

    def known(self, *columns: str) -> pd.DataFrame:
        """Return columns of what is known of the documents, as far as they have them."""
        there = [name for name in columns if name in self._column_names]
        self._lay_by([name for name in there if name not in self._known and name != "doc_id"])
        found = {name: self.doc_ids if name == "doc_id" else self._known[name]()[name] for name in there}
        return pd.DataFrame(found, index=pd.RangeIndex(sum(self.manifest.sizes)), copy=False)

    def _lay_by(self, names: list[str]) -> None:
        """Read columns of what is known of the documents; of several parts, they lie in temporary files then."""
        of_texts = [name for name in names if name in KNOWN_OF_TEXTS]
        files = [self.folder / part[TEXTS][TEXTS] for part in self.manifest.parts if of_texts]
        tables = [pd.concat([read_table(file, of_texts) for file in files], ignore_index=True)] if files else []
        if others := [name for name in names if name not in KNOWN_OF_TEXTS]:
            tables.append(read_table(self.folder / self.manifest.whole["documents"], others))
        for table in tables:
            for name in table:
                self._known[str(name)] = lay_table_by(table[[name]], in_file=len(self.manifest.parts) > 1)

    @cached_property
    def _column_names(self) -> set[str]:
        """The names of the columns of what is known of the documents."""
        return {*names_of_columns(self.folder / self.manifest.whole["documents"]), *KNOWN_OF_TEXTS}

    @cached_property
    def edits(self) -> pd.DataFrame:
        """What cleaning changed."""
        return with_doc_ids(self._of_parts(TEXTS, EDITS), self.doc_ids)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens, over the vocabulary of all parts."""
        table = dict(zip(_TOKEN_COLUMNS, self.token_columns(*_TOKEN_COLUMNS), strict=True))
        return Tokens(pd.DataFrame(table, copy=False), self.vocabulary, partial(getattr, self, "texts"))

    def token_columns(self, *names: str) -> list[Codes]:
        """Return columns of the tokens, which are read without the others."""
        of_parts: list[list[Codes]] = []
        sentences = documents = 0
        for number, size in enumerate(self.manifest.sizes):
            columns = dict(zip(names, self.token_columns_of(number, *names), strict=True))
            if "doc" in columns:
                columns["doc"] = columns["doc"] + np.int32(documents)
            if "sentence" in columns:
                of_part = columns["sentence"]
                columns["sentence"] = np.where(of_part < 0, of_part, of_part + np.int32(sentences))
                sentences += int(of_part.max(initial=_NONE)) + 1
            documents += size
            of_parts.append([columns[name] for name in names])
        return [np.concatenate(column) for column in zip(*of_parts, strict=True)]

    def token_columns_of(self, number: int, *names: str) -> list[Codes]:
        """Return columns of the tokens of a part, the words over the vocabulary of the whole."""
        columns = self._columns.get(number, {})
        missing = [name for name in names if name not in columns]
        if missing:
            found = dict(zip(missing, self._read_token_columns(number, missing), strict=True))
            columns = columns | found
            if self._may_hold(sum(column.nbytes for column in found.values())):
                self._columns[number] = columns
        return [columns[name] for name in names]

    def token_file(self, number: int) -> OpenTable:
        """Return the file of the tokens of a part."""
        opened = self._files.get(number) or open_table(self.folder / self.manifest.parts[number][TOKENS][TOKENS])
        if number not in self._files and self._may_hold(opened.size):
            self._files[number] = opened
        return opened

    def _may_hold(self, size: int) -> bool:
        """Return whether there is room for bytes more; of a larger corpus, few would be there when asked for again."""
        self._held += size
        if self._held > _MOST_HELD:
            self._columns.clear()
            self._files.clear()
        return self._held <= _MOST_HELD

    def _read_token_columns(self, number: int, names: list[str]) -> list[Codes]:
        """Return columns of the tokens of a part from its file."""
        stored = dict.fromkeys("unit" if name == "doc" else name for name in names)
        if "sentence" in names:
            stored["unit"] = None
        read = read_columns(self.token_file(number), *stored)
        columns: dict[str, Codes] = dict(zip(stored, read, strict=True))
        if "sentence" in columns:
            columns["sentence"] = _number_sentences(columns["unit"], columns["sentence"])
        if "word" in columns:
            columns["word"] = self.codes_of(number)[columns["word"]]
        return [columns["unit" if name == "doc" else name] for name in names]

    @cached_property
    def vocabulary(self) -> pd.DataFrame:
        """The words of all parts."""
        columns = ["word", *VOCABULARY_COLUMNS]
        return pd.DataFrame({name: self.vocabulary_column(name) for name in columns}, copy=False)

    def vocabulary_column(self, name: str) -> "pd.Series[Any]":
        """Return a column of the vocabulary, which is read once."""
        if name not in self._vocabulary:
            file = self.folder / self.manifest.whole["vocabulary"]
            column = read_table(file, [name])[name]
            if name == "folded":  # most words are the same as written, and need no string of their own
                surface = self.vocabulary_column("surface")
                column = surface.where(surface == column, column)
            self._vocabulary[name] = column
        return self._vocabulary[name]

    @cached_property
    def doc_ids(self) -> "pd.Series[str]":
        """The ids of the documents."""
        return read_table(self.folder / self.manifest.whole["documents"], ["doc_id"])["doc_id"]

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences."""
        return with_doc_ids(self._of_parts(TOKENS, SENTENCES), self.doc_ids)

    def count(self, *, path: object) -> tuple[int, int]:
        """Return the number of documents, and of those with a problem; raise ValueError if none has a text."""
        n_texts = n_problems = 0
        for part in self.manifest.parts:
            texts = read_table(self.folder / part[TEXTS][TEXTS], ["text", "problem"])
            n_texts += int(texts["text"].notna().sum())
            n_problems += int(texts["problem"].notna().sum())
        if not n_texts:
            require_texts(self.texts, path=path)
        return sum(self.manifest.sizes), n_problems

    def parts(self) -> Iterator[Part]:
        """Yield the parts, each over a vocabulary of its own."""
        for piece in self.pieces():
            yield from piece.parts()

    def pieces(self) -> Iterator[CorpusTables]:
        """Yield the tables of each part."""
        for number, (first, after) in enumerate(pairwise(accumulate(self.manifest.sizes, initial=0))):
            yield StoredPart(self, number, slice(first, after))

    def stored(self, name: str) -> pd.DataFrame | None:
        """Return a table of the whole, or one of places, if the rules that made it are those of this version."""
        if not self.is_current(name):
            return None
        if name in self.manifest.whole:
            return self.read(self.manifest.whole[name])
        if all(name in part for part in self.manifest.parts):
            return with_doc_ids(self._of_parts(name, name), self.doc_ids)
        return None

    def is_current(self, name: str) -> bool:
        """Return whether the rules that made a table are those of this version."""
        return self.manifest.rules.get(name) == rules_of(*MODULES[name])

    def documents_at(self, rows: slice, *columns: str) -> pd.DataFrame:
        """Return some documents without their texts, or columns of these; those beside them are kept for a while."""
        low, high = rows.start // ROWS * ROWS, -(-rows.stop // ROWS) * ROWS
        if self._around is None or self._around[0] != (low, high, columns):
            file = self.folder / self.manifest.whole["documents"]
            held = slice(low, min(high, sum(self.manifest.sizes)))
            self._around = (low, high, columns), read_table(file, columns or None, rows=held)
        return self._around[1].iloc[rows.start - low : rows.stop - low].reset_index(drop=True)

    def read(self, file: str) -> pd.DataFrame:
        """Return the table of a file."""
        return read_table(self.folder / file)

    def codes_of(self, number: int) -> Codes:
        """Return the code in the vocabulary of the whole of each word of a part."""
        return self._codes[number]

    @cached_property
    def _codes(self) -> list[Codes]:
        """The codes of the words of each part."""
        codes = self.read(self.manifest.whole["codes"])
        firsts = np.searchsorted(codes["part"].to_numpy(), np.arange(1, len(self.manifest.parts)))
        return np.split(codes["word"].to_numpy(), firsts)

    def _of_parts(self, name: str, table: str) -> pd.DataFrame:
        """Return a table of all parts, its documents numbered through the corpus."""
        tables = [self.read(part[name][table]) for part in self.manifest.parts]
        for of_part, first in zip(tables, accumulate(self.manifest.sizes, initial=0), strict=False):
            of_part["unit"] = of_part["unit"].to_numpy() + np.int32(first)
        return concat_parts(tables)


class StoredPart:
    """The tables of a part of a store, with the vocabulary of the whole."""

    def __init__(self, whole: StoredTables, number: int, rows: slice) -> None:
        self._whole, self._number, self._rows = whole, number, rows
        self._files = whole.manifest.parts[number]
        self._texts = ReadOnce(partial(_texts_of_rows, whole, rows, self._files[TEXTS][TEXTS]))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents as they were read."""
        return self._whole.documents.iloc[self._rows].reset_index(drop=True)

    @property
    def texts(self) -> pd.DataFrame:
        """The documents with their clean texts."""
        return self._texts()

    @cached_property
    def metadata(self) -> pd.DataFrame:
        """The documents without their texts."""
        changed = read_table(self._whole.folder / self._files[TEXTS][TEXTS], KNOWN_OF_TEXTS)
        return self._whole.documents_at(self._rows).assign(**changed)

    def known(self, *columns: str) -> pd.DataFrame:
        """Return columns of what is known of the documents, as far as they have them."""
        return self.metadata.filter(columns)

    @cached_property
    def edits(self) -> pd.DataFrame:
        """What cleaning changed."""
        return with_doc_ids(self._read(TEXTS, EDITS), self.doc_ids)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens, over the vocabulary of the whole."""
        table = self._of_own_words.assign(word=self._codes[self._of_own_words["word"].to_numpy()])
        return Tokens(table, self.vocabulary, self._texts)

    @property
    def text_column(self) -> "pd.Series[str]":
        """The clean texts, missing where there is none."""
        return read_table(self._whole.folder / self._files[TEXTS][TEXTS], ["text"])["text"]

    def list_texts(self) -> list[str]:
        """Return the clean texts, the empty string where there is none."""
        return list_texts(self.text_column)

    def token_columns(self, *names: str) -> list[Codes]:
        """Return columns of the tokens, the words over the vocabulary of the whole."""
        return self._whole.token_columns_of(self._number, *names)

    def token_spans(self, first: Ints, last: Ints) -> tuple[Codes, Codes, Codes]:
        """Return doc, start and end of runs of tokens, from the first to the last of each."""
        rows = np.concatenate([first, last])
        doc, start, end = read_columns(self._whole.token_file(self._number), "unit", "start", "end", rows=rows)
        return doc[: len(first)], start[: len(first)], end[len(first) :]

    def texts_at(self, rows: Ints) -> list[str]:
        """Return the texts of some documents, the empty string where there is none."""
        (texts,) = read_columns(open_table(self._whole.folder / self._files[TEXTS][TEXTS]), "text", rows=rows)
        return list_texts(pd.Series(texts))

    def days_at(self, rows: Ints) -> pd.DataFrame:
        """Return doc_id and published of some documents."""
        return self._whole.documents_at(self._rows, "doc_id", "published").take(rows)

    def vocabulary_column(self, name: str) -> "pd.Series[Any]":
        """Return a column of the vocabulary."""
        return self._whole.vocabulary_column(name) if name != "n" else self.vocabulary[name]

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences."""
        return with_doc_ids(self._read(TOKENS, SENTENCES), self.doc_ids)

    @property
    def doc_ids(self) -> "pd.Series[str]":
        """The ids of the documents."""
        return self._whole.doc_ids.iloc[self._rows].reset_index(drop=True)

    @property
    def vocabulary(self) -> pd.DataFrame:
        """The words of the whole, counted in this part."""
        words = self._whole.vocabulary
        n = np.zeros(len(words), np.int64)
        n[self._codes] = read_table(self._whole.folder / self._files[TOKENS][WORDS], ["n"])["n"]
        return words.assign(n=n)

    def parts(self) -> Iterator[Part]:
        """Yield this part, over a vocabulary of its own."""
        words = self._read(TOKENS, WORDS)
        words.insert(0, "word", np.arange(len(words), dtype=np.int32))
        yield Part(self.texts, Tokens(self._of_own_words, words, self.texts), self.sentences)

    def pieces(self) -> Iterator[CorpusTables]:
        """Yield these tables."""
        yield self

    def stored(self, name: str) -> pd.DataFrame | None:
        """Return the places of this part that the rules of this version have found."""
        if name not in self._files or not self._whole.is_current(name):
            return None
        return with_doc_ids(self._read(name, name), self.doc_ids)

    @cached_property
    def _of_own_words(self) -> pd.DataFrame:
        """The tokens, over the vocabulary of this part."""
        return self._read(TOKENS, TOKENS).rename(columns={"unit": "doc"})[list(_TOKEN_COLUMNS)]

    @property
    def _codes(self) -> Codes:
        """The codes of the words of this part in the vocabulary of the whole."""
        return self._whole.codes_of(self._number)

    def _read(self, name: str, table: str) -> pd.DataFrame:
        """Return a table of this part."""
        return self._whole.read(self._files[name][table])


def _number_sentences(doc: Codes, of_document: Codes) -> Codes:
    """Return a number of the sentence of each token that rises over all documents, given that within its document."""
    opens = np.zeros(len(doc), np.bool_)
    opens[1:] = (doc[1:] != doc[:-1]) | (of_document[1:] != of_document[:-1])
    return np.where(of_document < 0, np.int32(_NONE), np.cumsum(opens, dtype=np.int32))


def _texts_of_rows(whole: StoredTables, rows: slice, file: str) -> pd.DataFrame:
    """Return the documents of a part with their clean texts, which a file has."""
    return texts_of_part(whole.documents_at(rows), whole.read(file))
