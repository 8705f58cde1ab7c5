"""`Corpus`: documents, their tokens and their sentences, which belong together; all questions are put to it.

It is made of parts, in memory of one. What documents say of themselves is found part by part (dates, mentions, speech).
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from corpus_tools.arrays import Bools
from corpus_tools.brief_description import as_html, describe_briefly
from corpus_tools.cleaning.clean import clean
from corpus_tools.parts import CorpusTables, Part, TablesInMemory
from corpus_tools.raw_spans import trace_to_raw
from corpus_tools.selection import SelectedTables, fingerprint_of, is_one_of, is_published, truth_of
from corpus_tools.sentences import tabulate_sentences
from corpus_tools.spool import lay_by, take_texts
from corpus_tools.tables import TextParts, check_documents, require_columns, times_of
from corpus_tools.tokens.tokenize import Tokens, tokenize_parts
from corpus_tools.words.analyze import find_lemmas

Made = TypeVar("Made")


class Corpus:
    """Documents with their tokens and sentences, made once; every verb takes a corpus as its first argument.

    Parameters
    ----------
    texts : DataFrame
        doc_id (unique), text (missing where a document could not be read) and what else is known: published
        (timestamps), title, source, category, … The texts are taken as they are; `clean` them first, or let
        `load_corpus` do it. The frame is copied, so that changing it later changes nothing here.
    edits : DataFrame, optional
        What `clean` returned beside the texts; `to_raw` then leads back to the raw text.
    documents : DataFrame, optional
        The documents as they were read, where the texts are cleaned: the same doc_ids in the same order.

    Raises
    ------
    TypeError, ValueError
        If `texts` is no table of documents (the message names the row), or `documents` are others.

    Examples
    --------
    >>> corpus = Corpus(pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["هدنة في حمص.", "قصف"], "source": ["س", "ص"]}))
    >>> corpus
    Corpus(2 documents, no dates, sources: س 1, ص 1)
    >>> len(corpus), len(corpus.tokens), corpus.sentences["end"].tolist()
    (2, 4, [12, 3])
    """

    def __init__(
        self, texts: pd.DataFrame, *, edits: pd.DataFrame | None = None, documents: pd.DataFrame | None = None
    ) -> None:
        if not isinstance(texts, pd.DataFrame):
            raise TypeError(
                f"`texts` is a {type(texts).__name__}; pass a table of documents with doc_id and text, or read a "
                "folder with load_corpus"
            )
        given, texts = texts.index, check_documents(texts)
        documents = texts if documents is None else check_documents(documents)
        if documents["doc_id"].tolist() != texts["doc_id"].tolist():
            raise ValueError(
                "`documents` and `texts` have other doc_ids, or the same in another order; pass the documents that "
                "clean() was given and the texts that it returned"
            )
        edits = clean(texts.iloc[:0], steps=())[1] if edits is None else edits.reset_index(drop=True)
        require_columns(edits, ["doc_id", "start", "end", "raw_start", "raw_end"], name="edits")
        strangers = edits.loc[pd.Index(texts["doc_id"]).get_indexer(pd.Index(edits["doc_id"])) < 0, "doc_id"]
        if len(strangers):
            raise ValueError(
                f"`edits` is not of these texts: it has the document {strangers.iloc[0]!r}, which they lack"
            )
        parts = TextParts(texts)
        tokens = tokenize_parts(texts, parts, threads=os.cpu_count() or 1)
        tables = TablesInMemory(documents, texts, edits, tokens, tabulate_sentences(texts, parts), parts.listed())
        self._hold(tables, given=given)

    @classmethod
    def of_tables(
        cls, tables: CorpusTables, *, given: pd.Index | None = None, whole: "Corpus | None" = None
    ) -> "Corpus":
        """Return the corpus of tables that belong together, such as those of a store."""
        corpus = cls.__new__(cls)
        corpus._hold(tables, given=given, whole=whole)  # noqa: SLF001 - of this class
        return corpus

    def _hold(self, tables: CorpusTables, *, given: pd.Index | None, whole: "Corpus | None" = None) -> None:
        """Hold tables; `given` is the index of the table that was passed, `whole` what they are a selection of."""
        self.tables = tables  #: what it stands on, of which single columns and rows can be asked for
        self._given = given
        self._whole = whole
        self._kept: Bools | None = None  # which documents of the whole a selection has
        self._same_texts: Corpus | None = None  # the corpus that this one has other tokens of
        self._made: dict[Any, Any] = {}

    # The tables are handed out as shallow copies: who writes into one does not write into the corpus.

    @property
    def documents(self) -> pd.DataFrame:
        """The documents as they were read, those with a problem included."""
        return self.tables.documents.copy(deep=False)

    @property
    def texts(self) -> pd.DataFrame:
        """The documents with the text that all offsets count in."""
        return self.tables.texts.copy(deep=False)

    @property
    def metadata(self) -> pd.DataFrame:
        """What is known of the documents: all columns of `texts` but the text, which in a store need not be read."""
        return self.tables.metadata.copy(deep=False)

    @property
    def edits(self) -> pd.DataFrame:
        """What cleaning changed; empty where nothing was cleaned."""
        return self.tables.edits.copy(deep=False)

    @property
    def tokens(self) -> Tokens:
        """What `tokenize` makes of the texts."""
        held = self.tables.tokens
        return replace(held, table=held.table.copy(deep=False), vocabulary=held.vocabulary.copy(deep=False))

    @property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence, in order: doc_id, sentence (from 0 in each document), start, end (code points)."""
        return self.tables.sentences.copy(deep=False)

    @property
    def parts(self) -> Iterator[Part]:
        """The blocks of documents that the corpus is made of, one after the other; in memory, one."""
        return self.tables.parts()

    @property
    def pieces(self) -> Iterator["Corpus"]:
        """The corpora of the parts, with the vocabulary and the lemmas of the whole; in memory, this one."""
        for tables in self.tables.pieces():
            yield self if tables is self.tables else Corpus.of_tables(tables, whole=self)

    @property
    def doc_index(self) -> pd.Index:
        """The doc_ids, to look up the rows of documents."""
        return self.once("doc_index", lambda: pd.Index(self.tables.doc_ids))

    @property
    def text_list(self) -> Sequence[str]:
        """The texts, the empty string where there is none; of a corpus in several parts, in a temporary file."""
        return self.once("text_list", self._list_texts)

    @property
    def same_texts(self) -> "Corpus":
        """The corpus that this one has other tokens of, or itself."""
        return self._same_texts or self

    @property
    def fingerprints(self) -> list[str]:
        """What tells the documents apart from others: their number and a hash; then those that it was selected from."""
        own = self.once("fingerprint", lambda: fingerprint_of(self.tables.doc_ids))
        return [own, *(self._whole.fingerprints if self._whole is not None else [])]

    @property
    def is_article(self) -> Bools:
        """Which documents have a text; it is found once."""
        have = (piece.text_column.notna().to_numpy(np.bool_) for piece in self.tables.pieces())
        return self.once("is_article", lambda: np.concatenate(list(have)))

    @property
    def n_articles(self) -> int:
        """The number of documents that have a text."""
        return int(self.is_article.sum())

    @property
    def articles(self) -> pd.DataFrame:
        """The documents that have a text."""
        return self.tables.texts[self.is_article]

    @property
    def published(self) -> "pd.Series[pd.Timestamp]":
        """When each document was published, on its local clock; NaT where that is unknown."""
        return self.once("published", lambda: times_of(self.tables.known("doc_id", "published")))

    @property
    def has_problem(self) -> Bools:
        """Which documents have a problem."""
        known = self.tables.documents if (found := self.tables.known("problem")).empty else found
        return known["problem"].notna().to_numpy(np.bool_) if "problem" in known else np.zeros(len(self), np.bool_)

    @property
    def problems(self) -> pd.DataFrame:
        """The documents that have a problem."""
        found = self.tables.documents[self.has_problem]
        return found if "problem" in found else found.assign(problem=pd.Series(dtype="str"))

    @property
    def lemmatized(self) -> Tokens:
        """The tokens, with stem, lemma and definite (whether it has the article) of each word of the vocabulary.

        They are found when first asked for. A selection has the lemmas of the corpus that it was selected from, so
        that one word has one lemma in all of them.
        """
        return self.once("lemmatized", lambda: replace(self.tokens, vocabulary=self.words))

    @property
    def vocabulary(self) -> pd.DataFrame:
        """The vocabulary of the tokens."""
        return self.tables.vocabulary.copy(deep=False)

    @property
    def words(self) -> pd.DataFrame:
        """The vocabulary of `lemmatized`: the words of the corpus with their lemmas."""
        return self.once("words", self._find_lemmas)

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what `make` makes, the second time from memory; `key` says what it is."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def stored(self, name: str) -> pd.DataFrame | None:
        """Return a table that a verb with its default options makes, if the corpus is in a store that has it."""
        return self.tables.stored(name)

    def __len__(self) -> int:
        """Count the documents, those with a problem included."""
        return len(self.tables.doc_ids)

    def __repr__(self) -> str:
        """Say how many documents there are, from when to when, from which sources, and how many have a problem."""
        return f"Corpus({', '.join(f'{name}: {said}' if name else said for name, said in describe_briefly(self))})"

    def _repr_html_(self) -> str:
        return as_html(describe_briefly(self))

    def select(
        self,
        where: ArrayLike | None = None,
        *,
        sources: str | Collection[str] | None = None,
        categories: str | Collection[str] | None = None,
        dates: str | tuple[Any, Any] | None = None,
    ) -> "Corpus":
        """Return the corpus of some of the documents.

        Parameters
        ----------
        where : array of bool, optional
            For each document whether it is kept, such as ``corpus.texts["author"] == "وكالة"``. A missing value keeps
            nothing. A Series in another order goes by its index: that of `texts`, of the table that the corpus was made
            of, or the doc_ids.
        sources, categories : str or collection of str, optional
            Keep the documents of these.
        dates : str or pair, optional
            Keep the documents published in a period (``"2017"``, ``"2017-05"``, ``"2017-05-20"``), or from the first
            to the last of two, both included; None for an open end. Documents without a date are left out.

        Returns
        -------
        Corpus
            With the documents that meet all conditions. Its vocabulary has the words of the whole, in the same rows,
            with their counts made anew, and its lemmas are those of the whole.

        Raises
        ------
        TypeError, ValueError
            If truth values are not one a document, a source or category is unknown, or `dates` cannot be read.

        Examples
        --------
        >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["هدنة", "قصف"], "source": ["س", "ص"],
        ...                           "published": pd.to_datetime(["2017-05-20", "2017-06-01"])})
        >>> corpus = Corpus(documents)
        >>> corpus.select(sources="ص").texts["doc_id"].tolist(), len(corpus.select(dates="2017-05"))
        (['ب'], 1)
        """
        known = (
            self.tables.known("doc_id", "published") if sources is None and categories is None else self.tables.metadata
        )
        kept = np.ones(len(self), np.bool_) if where is None else truth_of(where, known, self._given)
        for column, wanted in (("source", sources), ("category", categories)):
            if wanted is not None:
                kept &= is_one_of(known, column, wanted)
        if dates is not None:
            kept &= is_published(known, dates)
        return self._keep(kept)

    def sample(self, n: int, *, seed: int = 0) -> "Corpus":
        """Return the corpus of documents drawn at random.

        Parameters
        ----------
        n : int
            How many documents, of those that have a text; all of them where there are fewer.
        seed : int
            Of the draw: the same seed draws the same documents.

        Returns
        -------
        Corpus
            The documents in the order of the corpus; see `select`.

        Raises
        ------
        ValueError
            If `n` is less than 1.

        Examples
        --------
        >>> corpus = Corpus(pd.DataFrame({"doc_id": range(9), "text": "هدنة"}))
        >>> corpus.sample(3, seed=1).texts["doc_id"].tolist()
        [3, 4, 6]
        """
        if not isinstance(n, (int, np.integer)) or n < 1:
            raise ValueError(f"`n` is {n!r}; it must be 1 or more documents, as a whole number")
        rows = np.flatnonzero(self.is_article)
        drawn = np.random.default_rng(seed).choice(rows, min(n, len(rows)), replace=False)
        return self._keep(np.isin(np.arange(len(self)), drawn))

    def to_raw(self, spans: pd.DataFrame) -> pd.DataFrame:
        """Add where spans of the texts stand in the texts as they were read.

        Parameters
        ----------
        spans : DataFrame
            doc_id, start and end; also start_b and end_b where a row is a pair. A table without them comes back as it
            is.

        Returns
        -------
        DataFrame
            The spans with raw_start and raw_end (and raw_start_b and raw_end_b; int64, code points of the raw text).

        Raises
        ------
        ValueError
            If the spans are of other texts, such as the raw ones.

        Examples
        --------
        >>> from corpus_tools import clean
        >>> texts, edits = clean(pd.DataFrame({"doc_id": ["أ"], "text": ["هدنة  في حمص"]}))
        >>> corpus = Corpus(texts, edits=edits)
        >>> corpus.to_raw(pd.DataFrame({"doc_id": ["أ"], "start": [8], "end": [11]}))["raw_start"].item()
        9
        """
        return trace_to_raw(spans, self)

    def with_tables(self, tables: CorpusTables) -> "Corpus":
        """Return the corpus with other tokens of its texts, whose words have lemmas."""
        other = Corpus.of_tables(tables, given=self._given, whole=self._whole)
        other._same_texts = self.same_texts  # noqa: SLF001 - of this class
        other.once("words", lambda: tables.vocabulary)
        return other

    def _find_lemmas(self) -> pd.DataFrame:
        """Return the words with their lemmas, which are those of the corpus that it was selected from."""
        vocabulary = self.tables.vocabulary
        if self._whole is not None:
            return self._whole.words.assign(n=vocabulary["n"])
        lemmas = self.stored("lemmas")
        return vocabulary.assign(**(find_lemmas(vocabulary) if lemmas is None else lemmas))

    def _keep(self, kept: NDArray[np.bool_]) -> "Corpus":
        """Return the corpus of some documents, over the same vocabulary and with the same lemmas."""
        tables = SelectedTables(self.tables, kept)
        selected = Corpus.of_tables(tables, given=None if self._given is None else self._given[kept], whole=self)
        selected._kept = kept  # noqa: SLF001 - of this class
        return selected

    def _list_texts(self) -> Sequence[str]:
        """Return the texts, those that another corpus has at hand from there."""
        if self._same_texts is not None:
            return self._same_texts.text_list
        held = None if self._whole is None else self._whole.same_texts._made.get("text_list")  # noqa: SLF001 - of this class
        if held is not None and self._kept is not None:
            return take_texts(held, self._kept)
        return lay_by(one.list_texts() for one in self.tables.pieces())


Places: TypeAlias = pd.DataFrame | Callable[[Corpus], pd.DataFrame]  #: in a corpus, or how they are found there


def as_corpus(corpus: object, *, name: str = "corpus") -> Corpus:
    """Return a corpus as it is, and make one of a frame of documents; anything else is a TypeError."""
    if isinstance(corpus, Corpus):
        return corpus
    if isinstance(corpus, pd.DataFrame):
        return Corpus(corpus)
    made = "; make one of the documents: Corpus(tokens.documents)" if isinstance(corpus, Tokens) else ""
    raise TypeError(
        f"`{name}` is a {type(corpus).__name__}; pass a Corpus (from load_corpus, or Corpus(documents)) or a table of "
        f"documents with doc_id and text{made}"
    )
