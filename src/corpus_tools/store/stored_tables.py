"""The tables of a store, each read when it is first asked for."""

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_tools.parts import Part
from corpus_tools.reading.read import require_texts
from corpus_tools.store.cleaned import EDITS, NAMES, TEXTS
from corpus_tools.store.found import FINDERS, SENTENCES, TOKENS, WORDS, texts_of_part, with_doc_ids
from corpus_tools.store.manifest import Manifest
from corpus_tools.store.records import RECORDS
from corpus_tools.store.rules import rules_of
from corpus_tools.store.tables import read_table
from corpus_tools.tokens.tokenize import Tokens

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


class StoredTables:
    """The tables of a store; see `CorpusTables`."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents as they were read."""
        raw = [read_table(self.folder / block[RECORDS], ["text"])["text"] for block in self.manifest.blocks]
        texts = pd.concat([*raw, pd.Series([None] * len(self._without_text), dtype="str")], ignore_index=True)
        # A text that was no text is missing in both; see check_texts.
        texts = texts.iloc[: len(self._without_text)].where(self.texts["text"].notna())
        return self.texts.assign(text=texts, **{name: self._without_text[name] for name in NAMES})

    @cached_property
    def texts(self) -> pd.DataFrame:
        """The documents with their clean texts."""
        texts = texts_of_part(self._without_text, self._of_parts(TEXTS, TEXTS))
        texts.attrs["left_out"] = self.manifest.left_out
        return texts

    @cached_property
    def edits(self) -> pd.DataFrame:
        """What cleaning changed."""
        return with_doc_ids(self._of_parts(TEXTS, EDITS), self._without_text["doc_id"])

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens, over the vocabulary of all parts."""
        codes = self._read(self.manifest.whole["codes"])
        places = np.searchsorted(codes["part"].to_numpy(), np.arange(len(self.manifest.parts)))
        word = codes["word"].to_numpy()
        tables = [
            table.assign(word=word[table["word"].to_numpy() + place])
            for table, place in zip(self._numbered(TOKENS, TOKENS), places, strict=True)
        ]
        table = pd.concat(tables, ignore_index=True).rename(columns={"unit": "doc"})
        return Tokens(table, self._read(self.manifest.whole["vocabulary"]), self.texts)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The sentences."""
        return with_doc_ids(self._of_parts(TOKENS, SENTENCES), self._without_text["doc_id"])

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
        first = 0
        for part, size in zip(self.manifest.parts, self.manifest.sizes, strict=True):
            documents = self._without_text.iloc[first : first + size].reset_index(drop=True)
            texts = texts_of_part(documents, self._read(part[TEXTS][TEXTS]))
            table = self._read(part[TOKENS][TOKENS]).rename(columns={"unit": "doc"})
            words = self._read(part[TOKENS][WORDS])
            words.insert(0, "word", np.arange(len(words), dtype=np.int32))
            sentences = with_doc_ids(self._read(part[TOKENS][SENTENCES]), documents["doc_id"])
            yield Part(texts, Tokens(table, words, texts), sentences)
            first += size

    def stored(self, name: str) -> pd.DataFrame | None:
        """Return a table of the whole, or one of places, if the rules that made it are those of this version."""
        if self.manifest.rules.get(name) != rules_of(*MODULES[name]):
            return None
        if name in self.manifest.whole:
            return self._read(self.manifest.whole[name])
        if all(name in part for part in self.manifest.parts):
            return with_doc_ids(self._of_parts(name, name), self._without_text["doc_id"])
        return None

    @cached_property
    def _without_text(self) -> pd.DataFrame:
        """The documents without their texts, and without what is known only from these."""
        return self._read(self.manifest.whole["documents"])

    def _read(self, file: str) -> pd.DataFrame:
        """Return the table of a file."""
        return read_table(self.folder / file)

    def _of_parts(self, name: str, table: str) -> pd.DataFrame:
        """Return a table of all parts."""
        return pd.concat(list(self._numbered(name, table)), ignore_index=True)

    def _numbered(self, name: str, table: str) -> Iterator[pd.DataFrame]:
        """Yield a table of each part, its documents numbered through the corpus."""
        for part, first in zip(self.manifest.parts, accumulate(self.manifest.sizes, initial=0), strict=False):
            of_part = self._read(part[name][table])
            yield of_part.assign(unit=of_part["unit"] + np.int32(first))
