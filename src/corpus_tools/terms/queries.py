"""Queries: the places where a word, a lemma, a phrase or a pattern stands."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Literal

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.corpus import Corpus
from corpus_tools.script import fold, fold_words
from corpus_tools.words.analyze import analyze_words
from corpus_tools.words.lemmatize import words_of

QueryForm = Literal["lemma", "stem", "folded", "surface"]
#: Words of queries up to which each is compared with the whole vocabulary.
_FEW = 3


#: The words of a query, one after the other, each as the rows of the words of the vocabulary that agree with it.
Query = list[Ints]


def read_queries(corpus: Corpus, queries: Sequence[str], *, form: QueryForm = "lemma") -> list[Query]:
    """Return the queries that `concordance` is asked, read in the vocabulary of a corpus, for its parts too."""
    if form not in ("stem", "lemma", "folded", "surface"):
        raise ValueError(f"`form` is {form!r}; it must be 'stem', 'lemma', 'folded' or 'surface'")
    parts = [_words_in(query) for query in queries]
    agreeing = _agreeing_words(corpus, {part for words in parts for part in words}, form)
    return [[agreeing[part] for part in words] for words in parts]


def find_queries(corpus: Corpus, queries: Sequence[Query]) -> list[tuple[Ints, Ints]]:
    """Return for each query the rows of the first and of the last token of its places."""
    (word,) = corpus.tables.token_columns("word")
    at = np.flatnonzero(np.isin(word, np.concatenate([first_words for first_words, *_ in queries])))
    order = np.argsort(word[at], kind="stable")
    by_word, sorted_words = at[order], word[at[order]]
    found = []
    for query in queries:
        low, high = (np.searchsorted(sorted_words, query[0], side) for side in ("left", "right"))
        runs = [by_word[start:end] for start, end in zip(low.tolist(), high.tolist(), strict=True)]
        first = np.sort(np.concatenate([np.empty(0, np.int64), *runs]))
        for k, words in enumerate(query[1:], start=1):
            first = first[first + k < len(word)]
            first = first[np.isin(word[first + k], words)]
        last = first + len(query) - 1
        if len(query) > 1 and len(first):
            (sentence,) = corpus.tables.token_columns("sentence")
            together = sentence[first] == sentence[last]
            first, last = first[together], last[together]
        found.append((first, last))
    return found


def _words_in(query: str) -> list[str]:
    """Return the words of a query; a query without any is an error."""
    parts = [part for part in query.split() if re.search(r"\w|[*?]", part)]
    if not parts:
        raise ValueError(f"the query {query!r} holds no word; give a word, a phrase or a pattern such as اتفاق*")
    return parts


def _agreeing_words(corpus: Corpus, parts: set[str], form: QueryForm) -> dict[str, Ints]:
    """Return for each word of the queries the rows of the words of the vocabulary that agree with it."""
    same: Callable[[str], str] = str if form == "surface" else fold
    patterns = {part: same(part) for part in parts if "*" in part or "?" in part}
    words = sorted(parts - set(patterns))
    write = partial(_Written, few=len(words) <= _FEW)
    if form in ("surface", "folded"):
        written = write(corpus.tables.vocabulary_column(form).tolist())
        return {part: written.equal({same(part)}) for part in words} | _matching(patterns, [written])
    vocabulary = corpus.words
    surfaces: list[str] = vocabulary["surface"].tolist()
    as_folded = write(vocabulary["folded"].tolist())
    forms = words_of(vocabulary)[[form, "stem" if form == "lemma" else "lemma"]]
    wanted, other = (write(forms[column].tolist()) for column in forms)
    # Without clitics, too: «قتل*» finds «والقتلى».
    found = _matching(patterns, [as_folded, wanted.folded(), other.folded()] if patterns else [])
    as_marked = write(fold_words(surfaces, profile="marks"))
    unknown = []
    for part in words:
        # A word is read as the corpus reads it, so that as many places are found as the word's term counts; one that
        # the corpus spells otherwise, as that other spelling.
        rows = as_marked.equal({fold(part, profile="marks")})
        rows = rows if len(rows) else as_folded.equal({fold(part)})
        found[part] = wanted.equal(wanted.at(rows))
        if not len(rows):
            unknown.append(part)
    if unknown:
        read = fold_words(analyze_words(unknown, vocabulary=surfaces)[form].tolist())
        in_folds = wanted.folded()
        found |= {part: in_folds.equal({word}) for part, word in zip(unknown, read, strict=True)}
    return found


class _Written:
    """A list of words, one a row of the vocabulary, in which words and patterns are looked up."""

    def __init__(self, words: list[str], *, few: bool) -> None:
        self.words, self._few = words, few
        self._array = np.array(words, dtype=object)

    @cached_property
    def _coded(self) -> tuple[Ints, dict[str, int]]:
        """The code of each row, and that of each word."""
        codes, distinct = pd.factorize(self._array)
        return codes, {word: code for code, word in enumerate(distinct)}

    def folded(self) -> "_Written":
        """Return the words folded."""
        return _Written(fold_words(self.words), few=self._few)

    def at(self, rows: Ints) -> set[str]:
        """Return the words of some rows."""
        return {self.words[row] for row in rows.tolist()}

    def equal(self, wanted: set[str]) -> Ints:
        """Return the rows that hold one of some words."""
        if self._few:  # to compare is faster than to number all words first
            return np.flatnonzero(np.logical_or.reduce([self._array == word for word in wanted] or [[]]))
        codes, code_of = self._coded
        return np.flatnonzero(np.isin(codes, [code_of[word] for word in wanted if word in code_of]))


def _matching(patterns: dict[str, str], written: Sequence[_Written]) -> dict[str, Ints]:
    """Return for each pattern the rows in which one of several lists has a word of its shape."""
    if not patterns:
        return {}
    texts = ["".join(f"{word}\n" for word in words.words) for words in written]
    starts = [np.cumsum([0, *(len(word) + 1 for word in words.words)])[:-1] for words in written]
    found: dict[str, Ints] = {}
    for part, pattern in patterns.items():
        shape = re.escape(pattern).replace(r"\*", r"\S*").replace(r"\?", r"\S")
        line = re.compile(f"^{shape}\n", re.MULTILINE)
        rows = [
            np.searchsorted(at, [match.start() for match in line.finditer(text)])
            for text, at in zip(texts, starts, strict=True)
        ]
        found[part] = np.unique(np.concatenate(rows))
    return found
