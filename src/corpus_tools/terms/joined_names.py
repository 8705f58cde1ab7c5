"""Names and dates as single tokens: «عبد الفتاح السيسي» is one term, and «الأحد 3 مارس» none.

The words of a name or a date say something else alone: «الأحد» is Sunday and «أحد» one of several, «مارس» a month and a
verb, «عبد» no word of «عبد الرحمن». Who is named and when is known from the tables of mentions and dates.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.corpus import Corpus, Places, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.parts import CorpusTables, Part, WholeColumns
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import fold_words
from corpus_tools.spans import require_spans, split_by_piece
from corpus_tools.spool import Spool, cut_texts
from corpus_tools.tables import require_columns, rows_of
from corpus_tools.terms.place_names import PlaceWords, find_place_names
from corpus_tools.tokens.tokenize import Tokens
from corpus_tools.words.analyze import find_lemmas

#: The columns of a table of tokens.
_COLUMNS = ("doc", "start", "end", "word")
#: Beyond the end of any text.
_BEYOND = np.int64(1) << 32


class _Runs(NamedTuple):
    """Runs of tokens that become one token, with the term and the kind of each."""

    first: Ints
    last: Ints
    term: list[str]
    kind: list[str]

    def take(self, rows: Ints) -> "_Runs":
        """Return some of the runs."""
        numbers = rows.tolist()
        return _Runs(
            self.first[rows], self.last[rows], [self.term[k] for k in numbers], [self.kind[k] for k in numbers]
        )


def join_names(
    corpus: Corpus | pd.DataFrame,
    *,
    mentions: Places | None = None,
    dates: Places | None = None,
    by_actor: bool = True,
) -> Corpus:
    """Return the corpus with each name and each date as a single token, to count its terms.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    mentions : DataFrame or function, optional
        What `find_mentions` found in it, or how they are found: in a store, a function is asked part by part, so that
        the mentions of all parts need not be in memory. A mention by name is one term, whatever the spelling: the name
        by which the corpus has the actor most often. Adjectives, metonyms and descriptions stay words.
    dates : DataFrame or function, optional
        What `find_dates` found in it, or how they are found. A date is one token of the kind "date", and no term unless
        `kinds` asks for it.
    by_actor : bool
        Whether an actor is one term. Otherwise each name of the registry is one, where it matters which is used:
        «داعش» or «تنظيم الدولة».

    Returns
    -------
    Corpus
        The same documents with other tokens, for `term_frequency`, `term_trend`, `keyness`, `collocations` and their
        figures; dates and mentions are found in the corpus itself. Names with «عبد», spelled abbreviations («بي بي
        سي») and places of several words («دير الزور») are joined even where no table has them. Tokens of names have the
        kind "name".

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or the tables are not of this corpus.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["التقى عبد الرحمن أحد الوزراء الأحد"]})
    >>> joined = join_names(documents, dates=pd.DataFrame({"doc_id": ["أ"], "start": [30], "end": [35]}))
    >>> from corpus_tools import term_frequency
    >>> term_frequency(joined)["term"].tolist()
    ['أحد', 'التقى', 'عبد الرحمن', 'وزير']
    """
    corpus = as_corpus(corpus)
    for table, name in ((mentions, "mentions"), (dates, "dates")):
        if isinstance(table, pd.DataFrame):
            require_spans(table.filter(["doc_id"]), corpus, name=name, made_by=f"find_{name}()")
    if next(corpus.pieces) is corpus:  # then they are found once
        mentions, dates = (places(corpus) if callable(places) else places for places in (mentions, dates))
    usual = _usual_names(corpus, mentions) if by_actor and mentions is not None else None
    code: dict[tuple[str, str], int] = {}
    n: Ints = np.zeros(0, np.int64)
    of_whole: pd.DataFrame | None = None
    of_parts = Spool()
    marks = _MarkedWords.of(corpus.words)
    named, dated = _by_piece(corpus, mentions, name="mentions"), _by_piece(corpus, dates, name="dates")
    for piece, names, times in zip(corpus.pieces, named, dated, strict=True):
        found = _find_runs(piece, names, times, usual, marks)
        for pair in zip(found.kind, found.term, strict=True):
            code.setdefault(pair, len(code))
        n = np.append(n, np.zeros(len(corpus.words) + len(code) - len(n), np.int64))
        table = _replace(piece.tokens.table, found, code, len(corpus.words))
        if piece is corpus:
            of_whole = table
        else:
            of_parts.append(*(table[name].to_numpy() for name in _COLUMNS))
        n += np.bincount(table["word"], minlength=len(n))
    vocabulary = pd.concat([corpus.words, _describe(list(code), corpus.words)], ignore_index=True).assign(n=n)
    vocabulary["word"] = np.arange(len(vocabulary), dtype=np.int32)

    def join(piece: Corpus, number: int | None) -> Tokens:
        if of_whole is not None:
            return Tokens(of_whole, vocabulary, lambda: piece.texts)
        if number is None:
            return Tokens(_lay_together(of_parts, corpus), vocabulary, lambda: piece.texts)
        table = pd.DataFrame(dict(zip(_COLUMNS, of_parts[number], strict=True)))
        own = np.bincount(table["word"], minlength=len(vocabulary))
        return Tokens(table, vocabulary.assign(n=own), lambda: piece.texts)

    return corpus.with_tables(_JoinedTables(corpus, join, vocabulary))


class _JoinedTables(WholeColumns):
    """The tables of a corpus whose names and dates are single tokens, which are joined when they are asked for.

    `number` is that of a part, None for the whole.
    """

    def __init__(
        self,
        corpus: Corpus,
        join: Callable[[Corpus, int | None], Tokens],
        words: pd.DataFrame | None = None,
        number: int | None = None,
    ) -> None:
        self._corpus, self._join, self._words, self._number = corpus, join, words, number

    @property
    def documents(self) -> pd.DataFrame:
        """The documents as they were read."""
        return self._corpus.documents

    @property
    def texts(self) -> pd.DataFrame:
        """The documents with their clean texts."""
        return self._corpus.texts

    @property
    def metadata(self) -> pd.DataFrame:
        """The documents without their texts."""
        return self._corpus.metadata

    def known(self, *columns: str) -> pd.DataFrame:
        """Return columns of these, as far as they have them."""
        return self._corpus.tables.known(*columns)

    @property
    def edits(self) -> pd.DataFrame:
        """What cleaning changed."""
        return self._corpus.edits

    @cached_property
    def tokens(self) -> Tokens:
        """The joined tokens."""
        return self._join(self._corpus, self._number)

    @property
    def sentences(self) -> pd.DataFrame:
        """The sentences."""
        return self._corpus.sentences

    @property
    def vocabulary(self) -> pd.DataFrame:
        """The words of the joined tokens."""
        return self.tokens.vocabulary if self._words is None else self._words

    @property
    def doc_ids(self) -> "pd.Series[Any]":
        """The ids of the documents."""
        return pd.Series(self._corpus.doc_index)

    def parts(self) -> Iterator[Part]:
        """Yield the parts."""
        for piece in self.pieces():
            yield Part(piece.texts, piece.tokens, piece.sentences)

    def pieces(self) -> Iterator[CorpusTables]:
        """Yield the tables of each part."""
        for number, piece in enumerate(self._corpus.pieces):
            yield self if piece is self._corpus else _JoinedTables(piece, self._join, number=number)

    def stored(self, name: str) -> pd.DataFrame | None:  # noqa: ARG002 - what a protocol asks for
        """Return nothing: what is stored is of other tokens."""
        return None


def _by_piece(corpus: Corpus, places: Places | None, *, name: str) -> Iterator[pd.DataFrame | None]:
    """Yield the places in each part of a corpus; None where they were not asked for."""
    if places is None:
        return (None for _ in corpus.pieces)
    return (table for _, table in split_by_piece(places, corpus, name=name, made_by=f"find_{name}()"))


def _lay_together(of_parts: Spool, corpus: Corpus) -> pd.DataFrame:
    """Return the joined tokens of all parts as one table."""
    firsts = accumulate((len(piece) for piece in corpus.pieces), initial=0)
    shifted = [
        pd.DataFrame(dict(zip(_COLUMNS, (doc + np.int32(first), *others), strict=True)))
        for (doc, *others), first in zip(of_parts, firsts, strict=False)
    ]
    return pd.concat(shifted, ignore_index=True)


def _find_runs(
    piece: Corpus,
    mentions: pd.DataFrame | None,
    dates: pd.DataFrame | None,
    usual: dict[object, str] | None,
    marks: "_MarkedWords",
) -> _Runs:
    """Return the runs of tokens of a part that become one token, in the order of the text."""
    tokens = piece.tokens
    found = [_find_servants_of_god(tokens, marks), _find_letters(tokens, marks), _find_places(tokens, marks)]
    if mentions is not None:
        found.insert(0, _find_mentions(piece, tokens.table, mentions, usual))
    if dates is not None:
        found.insert(0, _find_dates(piece, tokens.table, dates))
    free = np.ones(len(tokens.table), np.bool_)
    kept = [_keep_free(runs, free) for runs in found]
    first, last = (np.concatenate(column) for column in ([r.first for r in kept], [r.last for r in kept]))
    terms = [term for runs in kept for term in runs.term]
    kinds = [kind for runs in kept for kind in runs.kind]
    return _Runs(first, last, terms, kinds).take(np.argsort(first))


def _find_dates(corpus: Corpus, table: pd.DataFrame, dates: pd.DataFrame) -> _Runs:
    """Return the runs of tokens of dates."""
    first, last = _tokens_of(corpus, table, dates, name="dates", made_by="find_dates()")
    spans = rows_of(dates["doc_id"], corpus.doc_index), *(dates[end].to_numpy(np.int64) for end in ("start", "end"))
    return _Runs(first, last, cut_texts(corpus.text_list, *spans), ["date"] * len(dates))


def _find_mentions(
    corpus: Corpus, table: pd.DataFrame, mentions: pd.DataFrame, usual: dict[object, str] | None
) -> _Runs:
    """Return the runs of tokens of mentions by name, each under the usual name of its actor, or its own."""
    named = _named(mentions)
    first, last = _tokens_of(corpus, table, named, name="mentions", made_by="find_mentions()")
    terms = named["alias"].tolist() if usual is None else [usual[actor] for actor in _actors_of(named)]
    return _Runs(first, last, terms, ["name"] * len(named))


def _named(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions by name."""
    require_columns(mentions, ["actor_id", "kind", "alias"], name="mentions")
    return mentions[(mentions["kind"] == "name").to_numpy()]


def _actors_of(named: pd.DataFrame) -> list[object]:
    """Return the actor of each mention, or its name where it may be several."""
    actors: list[object] = named["actor_id"].astype(object).where(named["actor_id"].notna(), named["alias"]).tolist()
    return actors


def _usual_names(corpus: Corpus, mentions: Places) -> dict[object, str]:
    """Return the most frequent name of each actor; of equals, the first in the text."""
    n: Counter[tuple[object, str]] = Counter()
    for _, table in split_by_piece(mentions, corpus, name="mentions", made_by="find_mentions()"):
        named = _named(table)
        n.update(zip(_actors_of(named), named["alias"].tolist(), strict=True))
    return {actor: alias for (actor, alias), _ in reversed(n.most_common())}


def _tokens_of(
    corpus: Corpus, table: pd.DataFrame, spans: pd.DataFrame, *, name: str, made_by: str
) -> tuple[Ints, Ints]:
    """Return the first and the last token that each of some spans touches."""
    require_columns(spans, ["doc_id", "start", "end"], name=name)
    doc = require_spans(spans, corpus, name=name, made_by=made_by) * _BEYOND
    of_token = table["doc"].to_numpy(np.int64) * _BEYOND
    first = np.searchsorted(of_token + table["end"].to_numpy(), doc + spans["start"].to_numpy(np.int64), side="right")
    last = np.searchsorted(of_token + table["start"].to_numpy(), doc + spans["end"].to_numpy(np.int64)) - 1
    return first, last


class _MarkedWords(NamedTuple):
    """Which words of a vocabulary may begin a run that no table has, and which may follow."""

    place: PlaceWords
    surface: NDArray[np.object_]  # as written
    servant: Bools  # عبد
    of_god: Bools  # a word with the article
    letter: Bools  # the name of a Latin letter that may come first
    later_letter: Bools  # ... or later

    @classmethod
    def of(cls, words: pd.DataFrame) -> "_MarkedWords":
        """Return the marks of the words of a lemmatized vocabulary."""
        is_word, surfaces = (words["kind"] == "word").to_numpy(), words["surface"]
        names = load_table("latin_letters")
        return cls(
            PlaceWords.of(words),
            surfaces.to_numpy(object),
            is_word & (words["stem"] == "عبد").to_numpy() & ~words["definite"].to_numpy(),
            is_word & surfaces.str.startswith(ARTICLE).to_numpy(np.bool_),
            *(surfaces.isin(letters).to_numpy() for letters in (names["first"], names["first"] + names["later"])),
        )


def _find_servants_of_god(tokens: Tokens, marks: _MarkedWords) -> _Runs:
    """Return the runs of عبد and the name of God that follows it."""
    word = tokens.table["word"].to_numpy()
    first = np.flatnonzero(marks.servant[word[:-1]] & marks.of_god[word[1:]] & _is_next(tokens.table))
    names = marks.surface[word[first + 1]].tolist()
    return _Runs(first, first + 1, [f"عبد {name}" for name in names], ["name"] * len(first))


def _find_letters(tokens: Tokens, marks: _MarkedWords) -> _Runs:
    """Return the runs of names of Latin letters, such as «بي بي سي»."""
    word = tokens.table["word"].to_numpy()
    goes_on = marks.later_letter
    follows = np.append(False, goes_on[word[1:]] & _is_next(tokens.table))
    # A run begins at a letter that follows none, and ends before the next token that does not go on.
    first = np.flatnonzero(marks.letter[word] & ~(follows & np.append(False, goes_on[word[:-1]])))
    ends = np.append(np.flatnonzero(~follows), len(word))
    last = ends[np.searchsorted(ends, first, side="right")] - 1
    first, last = first[last > first], last[last > first]
    words = [marks.surface[word[a : b + 1]].tolist() for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    spelled = [" ".join(re.sub("^ا", "أ", letter) for letter in letters) for letters in words]
    return _Runs(first, last, spelled, ["name"] * len(first))


def _find_places(tokens: Tokens, marks: _MarkedWords) -> _Runs:
    """Return the runs of names of places."""
    first, last, names = find_place_names(tokens.table["word"].to_numpy(), _is_next(tokens.table), marks.place)
    return _Runs(first, last, names, ["name"] * len(names))


def _is_next(table: pd.DataFrame) -> Bools:
    """Return which tokens but the first follow the one before them after a single character."""
    doc, start, end = (table[column].to_numpy() for column in ("doc", "start", "end"))
    follows: Bools = (doc[1:] == doc[:-1]) & (start[1:] == end[:-1] + 1)
    return follows


def _keep_free(runs: _Runs, free: Bools) -> _Runs:
    """Return the runs whose tokens are free, of two that overlap the first and longest; take their tokens."""
    order = np.lexsort((-runs.last, runs.first))
    first, last = runs.first[order], runs.last[order]
    taken = np.append(0, np.cumsum(~free))
    is_kept = (first <= last) & (taken[last + 1] == taken[first])
    is_kept[1:] &= first[1:] > np.maximum.accumulate(last)[:-1]
    kept = np.zeros(len(order), np.bool_)
    kept[order[is_kept]] = True
    runs = runs.take(np.flatnonzero(kept))
    steps = np.zeros(len(free) + 1, np.int64)
    np.add.at(steps, runs.first, 1)
    np.add.at(steps, runs.last + 1, -1)
    free &= np.cumsum(steps)[:-1] == 0
    return runs


def _replace(table: pd.DataFrame, runs: _Runs, code: Mapping[tuple[str, str], int], words: int) -> pd.DataFrame:
    """Return a table of tokens with each run as one token; the codes of terms stand behind those of the words."""
    word, end = table["word"].to_numpy().copy(), table["end"].to_numpy().copy()
    word[runs.first] = [words + code[pair] for pair in zip(runs.kind, runs.term, strict=True)]
    end[runs.first] = end[runs.last]
    inside = np.zeros(len(table) + 1, np.int64)
    np.add.at(inside, runs.first + 1, 1)
    np.add.at(inside, runs.last + 1, -1)
    joined: pd.DataFrame = table.assign(word=word, end=end)[np.cumsum(inside)[:-1] == 0].reset_index(drop=True)
    return joined


def _describe(terms: list[tuple[str, str]], words: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the vocabulary of joined terms, each given as its kind and its letters."""
    kinds, letters = [kind for kind, _ in terms], [term for _, term in terms]
    rows = find_lemmas(pd.DataFrame({"surface": letters}))
    is_longer = [" " in term for term in letters]
    for column in ("stem", "lemma", "alone"):
        rows[column] = np.where(is_longer, letters, rows[column])
    rows["definite"] &= ~np.array(is_longer, np.bool_)
    rows = rows.assign(surface=letters, folded=fold_words(letters))
    rows["kind"] = pd.Categorical(kinds, categories=words["kind"].cat.categories)
    return rows
