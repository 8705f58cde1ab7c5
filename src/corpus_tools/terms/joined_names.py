"""Names and dates as single tokens: «عبد الفتاح السيسي» is one term, and «الأحد 3 مارس» none.

The words of a name or a date say something else alone: «الأحد» is Sunday and «أحد» one of several, «مارس» a month and a
verb, «عبد» no word of «عبد الرحمن». Who is named and when is known from the tables of mentions and dates.
"""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import fold_words
from corpus_tools.spans import require_spans
from corpus_tools.tables import require_columns
from corpus_tools.tokens.tokenize import Tokens
from corpus_tools.words.analyze import find_lemmas

#: Beyond the end of any text.
_BEYOND = np.int64(1) << 32


class _Runs(NamedTuple):
    """Runs of tokens that become one token, with the term and the kind of each."""

    first: Ints
    last: Ints
    term: list[str]
    kind: list[str]

    def take(self, kept: Bools) -> "_Runs":
        """Return some of the runs."""
        rows = np.flatnonzero(kept).tolist()
        return _Runs(self.first[kept], self.last[kept], [self.term[k] for k in rows], [self.kind[k] for k in rows])


def join_names(
    corpus: Corpus | pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    dates: pd.DataFrame | None = None,
    by_actor: bool = True,
) -> Corpus:
    """Return the corpus with each name and each date as a single token, to count its terms.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    mentions : DataFrame, optional
        What `find_mentions` found in it. A mention by name is one term, whatever the spelling: the name by which the
        corpus has the actor most often. Adjectives, metonyms and descriptions stay words.
    dates : DataFrame, optional
        What `find_dates` found in it. A date is one token of the kind "date", and no term unless `kinds` asks for it.
    by_actor : bool
        Whether an actor is one term. Otherwise each name of the registry is one, where it matters which is used:
        «داعش» or «تنظيم الدولة».

    Returns
    -------
    Corpus
        The same documents with other tokens, for `term_frequency`, `term_trend`, `keyness`, `collocations` and their
        figures; dates and mentions are found in the corpus itself. Names with «عبد» and spelled abbreviations («بي بي
        سي») are joined even where no table has them. Tokens of names have the kind "name".

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
    tokens = corpus.lemmatized
    table = tokens.table
    found = [_find_dates(corpus, table, dates), _find_mentions(corpus, table, mentions, by_actor=by_actor)]
    found += [_find_servants_of_god(tokens), _find_letters(tokens)]
    free = np.ones(len(table), np.bool_)
    kept = [_keep_free(runs, free) for runs in found]
    first, last = (np.concatenate(column) for column in ([r.first for r in kept], [r.last for r in kept]))
    terms = [term for runs in kept for term in runs.term]
    kinds = [kind for runs in kept for kind in runs.kind]
    return corpus.with_tokens(_replace(tokens, _Runs(first, last, terms, kinds)))


def _find_dates(corpus: Corpus, table: pd.DataFrame, dates: pd.DataFrame | None) -> _Runs:
    """Return the runs of tokens of dates."""
    if dates is None:
        return _no_runs()
    first, last = _tokens_of(corpus, table, dates, name="dates", made_by="find_dates()")
    texts, rows = corpus.text_list, corpus.doc_index.get_indexer(pd.Index(dates["doc_id"]))
    spans = zip(rows.tolist(), dates["start"].tolist(), dates["end"].tolist(), strict=True)
    return _Runs(first, last, [texts[row][start:end] for row, start, end in spans], ["date"] * len(dates))


def _find_mentions(corpus: Corpus, table: pd.DataFrame, mentions: pd.DataFrame | None, *, by_actor: bool) -> _Runs:
    """Return the runs of tokens of mentions by name, each under the usual name of its actor, or its own."""
    if mentions is None:
        return _no_runs()
    require_columns(mentions, ["actor_id", "kind", "alias"], name="mentions")
    named = mentions[(mentions["kind"] == "name").to_numpy()]
    first, last = _tokens_of(corpus, table, named, name="mentions", made_by="find_mentions()")
    if not by_actor:
        return _Runs(first, last, named["alias"].tolist(), ["name"] * len(named))
    actor, _ = pd.factorize(named["actor_id"].astype(object).where(named["actor_id"].notna(), named["alias"]))
    alias, aliases = pd.factorize(named["alias"])
    pair, pairs = pd.factorize(actor * max(len(aliases), 1) + alias)
    # Of the aliases of an actor the most frequent is set last; of equals, the first in the text.
    order = np.lexsort((-np.arange(len(pairs)), np.bincount(pair, minlength=len(pairs))))
    usual = np.empty(len(pairs), np.int64)
    usual[pairs[order] // max(len(aliases), 1)] = pairs[order] % max(len(aliases), 1)
    return _Runs(first, last, aliases[usual[actor]].tolist(), ["name"] * len(named))


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


def _find_servants_of_god(tokens: Tokens) -> _Runs:
    """Return the runs of عبد and the name of God that follows it."""
    words, word = tokens.vocabulary, tokens.table["word"].to_numpy()
    is_word = (words["kind"] == "word").to_numpy()
    is_head = is_word & (words["stem"] == "عبد").to_numpy() & ~words["definite"].to_numpy()
    first = np.flatnonzero(is_head[word[:-1]] & is_word[word[1:]] & _is_next(tokens.table))
    names = words["surface"].to_numpy()[word[first + 1]].tolist()
    is_name = np.array([name.startswith(ARTICLE) for name in names], np.bool_)
    first, names = first[is_name], [name for name in names if name.startswith(ARTICLE)]
    return _Runs(first, first + 1, [f"عبد {name}" for name in names], ["name"] * len(first))


def _find_letters(tokens: Tokens) -> _Runs:
    """Return the runs of names of Latin letters, such as «بي بي سي»."""
    names, word = load_table("latin_letters"), tokens.table["word"].to_numpy()
    surfaces = tokens.vocabulary["surface"]
    begins, goes_on = (
        surfaces.isin(letters).to_numpy() for letters in (names["first"], names["first"] + names["later"])
    )
    follows = np.append(False, goes_on[word[1:]] & _is_next(tokens.table))
    # A run begins at a letter that follows none, and ends before the next token that does not go on.
    first = np.flatnonzero(begins[word] & ~(follows & np.append(False, goes_on[word[:-1]])))
    ends = np.append(np.flatnonzero(~follows), len(word))
    last = ends[np.searchsorted(ends, first, side="right")] - 1
    first, last = first[last > first], last[last > first]
    written = surfaces.to_numpy(object)
    words = [written[word[a : b + 1]].tolist() for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    spelled = [" ".join(re.sub("^ا", "أ", letter) for letter in letters) for letters in words]
    return _Runs(first, last, spelled, ["name"] * len(first))


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
    runs = runs.take(kept)
    steps = np.zeros(len(free) + 1, np.int64)
    np.add.at(steps, runs.first, 1)
    np.add.at(steps, runs.last + 1, -1)
    free &= np.cumsum(steps)[:-1] == 0
    return runs


def _replace(tokens: Tokens, runs: _Runs) -> Tokens:
    """Return the tokens with each run as one token, and its term among the words."""
    table, words = tokens.table, tokens.vocabulary
    code, terms = pd.factorize(pd.Series([f"{kind}\t{term}" for kind, term in zip(runs.kind, runs.term, strict=True)]))
    word, end = table["word"].to_numpy().copy(), table["end"].to_numpy().copy()
    word[runs.first], end[runs.first] = len(words) + code, end[runs.last]
    inside = np.zeros(len(table) + 1, np.int64)
    np.add.at(inside, runs.first + 1, 1)
    np.add.at(inside, runs.last + 1, -1)
    kept = np.cumsum(inside)[:-1] == 0
    joined = table.assign(word=word, end=end)[kept].reset_index(drop=True)
    vocabulary = pd.concat([words, _describe(terms, words)], ignore_index=True)
    vocabulary["word"] = np.arange(len(vocabulary), dtype=np.int32)
    vocabulary["n"] = np.bincount(joined["word"], minlength=len(vocabulary))
    return Tokens(joined, vocabulary, tokens.documents)


def _describe(terms: pd.Index, words: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the vocabulary of joined terms, each given as its kind and its letters."""
    kinds, letters = ([term.split("\t", 1)[place] for term in terms] for place in (0, 1))
    rows = find_lemmas(pd.DataFrame({"surface": letters}))
    is_longer = [" " in term for term in letters]
    for column in ("stem", "lemma", "alone"):
        rows[column] = np.where(is_longer, letters, rows[column])
    rows["definite"] &= ~np.array(is_longer, np.bool_)
    rows = rows.assign(surface=letters, folded=fold_words(letters))
    rows["kind"] = pd.Categorical(kinds, categories=words["kind"].cat.categories)
    return rows


def _no_runs() -> _Runs:
    return _Runs(np.empty(0, np.int64), np.empty(0, np.int64), [], [])
