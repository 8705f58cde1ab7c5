"""Occurrences of terms: which tokens are which term, one word or several."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.corpus import Corpus
from corpus_tools.proclitics import ARTICLE
from corpus_tools.sentences import find_sentences
from corpus_tools.tables import texts_of
from corpus_tools.tokens.characters import KINDS
from corpus_tools.tokens.tokenize import Tokens, require_tokens
from corpus_tools.words.lemmatize import words_of

Form = Literal["lemma", "stem", "folded", "surface"]

#: The kinds of tokens that are terms; numbers, addresses, mentions and emoji are not.
TERM_KINDS = ("word", "latin", "hashtag", "abbreviation")
LONGEST_NGRAM = 5
_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of a corpus, token by token.

    Attributes
    ----------
    doc : ndarray of int32
        For each occurrence the row of its document.
    first, last : ndarray of int64
        The rows of its first and its last token in the token table.
    term : ndarray of int
        The number of its term.
    names : list of str
        The term of each number: a lemma, a stem or a form, or several with a space between.
    labels : list of str
        The most frequent written form of each term, with its article but without other clitics.
    """

    doc: NDArray[np.int32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    term: NDArray[np.integer[Any]]
    names: list[str]
    labels: list[str]


class WordTerms(NamedTuple):
    """The term of each word of a vocabulary: its number, or -1, and the name of each; `words` is what they are from."""

    number: NDArray[np.int32]
    names: list[str]
    words: pd.DataFrame

    def written(self) -> list[str]:
        """Give each word as a label writes it: with its article but without other clitics."""
        if "definite" not in self.words:
            surfaces: list[str] = self.words["surface"].tolist()
            return surfaces
        columns = (self.words["stem"].tolist(), self.words["definite"].tolist())
        return [ARTICLE + stem if definite else stem for stem, definite in zip(*columns, strict=True)]

    def labels(self, n: NDArray[np.int64]) -> list[str]:
        """Give each term its most frequent written form; `n` counts the tokens of each word."""
        return _most_frequent(self.number, self.written(), n)


def tokens_for(corpus: Corpus, *, form: Form, stop_words: Iterable[str] | None = None) -> Tokens:
    """Return the tokens of a corpus, with their lemmas where the form of a term or stop words need them."""
    return corpus.lemmatized if form in ("lemma", "stem") or stop_words is not None else corpus.tokens


def find_terms(tokens: Tokens, *, form: Form = "lemma", ngram: int = 1, kinds: Collection[str] = TERM_KINDS) -> Terms:
    """Find every occurrence of every term, as the counts see them.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.
    form, ngram, kinds
        As in `term_frequency`.

    Returns
    -------
    Terms
        The occurrences in the order of the text, and the terms in order of first appearance.

    Raises
    ------
    ValueError
        If `form`, `ngram` or `kinds` is out of range.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["قوات سورية"]})
    >>> find_terms(tokenize(documents), form="surface", ngram=2).names
    ['قوات سورية']
    """
    require_tokens(tokens)
    check_terms(ngram=ngram, kinds=kinds)
    words = number_words(tokens, form=form, kinds=kinds)
    word = tokens.table["word"].to_numpy()
    if ngram == 1:
        rows = np.flatnonzero((words.number >= 0)[word])
        doc, n = tokens.table["doc"].to_numpy()[rows], tokens.vocabulary["n"].to_numpy()
        return Terms(doc, rows, rows, words.number[word[rows]], words.names, words.labels(n))
    written, forms = pd.factorize(np.array(words.written(), dtype=object))
    return _ngrams(tokens, words.number[word], words.names, written[word], list(forms), ngram=ngram)


def check_terms(*, ngram: int, kinds: Collection[str]) -> None:
    """Check what is to be a term.

    Parameters
    ----------
    ngram, kinds
        As in `term_frequency`.

    Raises
    ------
    ValueError
        If `ngram` or `kinds` is out of range.
    """
    if not 1 <= ngram <= LONGEST_NGRAM:
        raise ValueError(f"`ngram` is {ngram}; it must be 1 to {LONGEST_NGRAM}")
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise ValueError(f"`kinds` names {', '.join(unknown)}; the kinds are {', '.join(KINDS)}")


def number_words(tokens: Tokens, *, form: Form, kinds: Collection[str]) -> WordTerms:
    """Say which term each word of the vocabulary is.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.
    form, kinds
        As in `term_frequency`.

    Returns
    -------
    WordTerms
        The terms in order of first appearance.

    Raises
    ------
    ValueError
        If `form` is unknown.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["أ"], "text": ["الاتفاق 15 وللاتفاق"]}))
    >>> words = number_words(tokens, form="lemma", kinds=TERM_KINDS)
    >>> words.number.tolist(), words.names, words.labels(tokens.vocabulary["n"].to_numpy())
    ([0, -1, 0], ['اتفاق'], ['الاتفاق'])
    """
    if form not in ("lemma", "stem", "folded", "surface"):
        raise ValueError(f"`form` is {form!r}; it must be 'lemma', 'stem', 'folded' or 'surface'")
    words = tokens.vocabulary[["surface", "folded"]] if form in ("folded", "surface") else words_of(tokens)
    is_term = tokens.vocabulary["kind"].isin(kinds).to_numpy()
    # The vocabulary is in order of first appearance, and so are the terms that are numbered over it.
    number = np.full(len(is_term), _NONE, np.int32)
    forms = words[form].to_numpy(object)[is_term]
    number[is_term], names = (np.arange(len(forms)), forms) if form == "surface" else pd.factorize(forms)
    return WordTerms(number, list(names), words)


def _most_frequent(number: NDArray[np.int32], candidates: Sequence[str], n: NDArray[np.int64]) -> list[str]:
    """Choose for each term in turn its most frequent form; the first of the corpus where two are as frequent."""
    rows = np.flatnonzero(number != _NONE)
    shape, shapes = pd.factorize(np.array(candidates, dtype=object)[rows])
    # A pair is a term in one of its forms; pairs are numbered in order of first appearance.
    size = max(len(shapes), 1)
    pair, pairs = pd.factorize(number[rows].astype(np.int64) * size + shape)
    totals = np.bincount(pair, weights=n[rows])
    term = pairs // size
    most = np.zeros(int(term.max(initial=_NONE)) + 1)
    np.maximum.at(most, term, totals)
    usual = np.flatnonzero(totals == most[term])[::-1]
    chosen = np.empty(len(most), np.int64)
    # Of pairs that are as frequent, the first is set last.
    chosen[term[usual]] = usual
    labels: list[str] = shapes[pairs[chosen] % size].tolist()
    return labels


def _ngrams(
    tokens: Tokens, term: NDArray[np.int32], names: list[str], form: NDArray[np.int64], forms: list[str], *, ngram: int
) -> Terms:
    """Find runs of neighbouring terms within one sentence; each token has a term and a written form."""
    sentence = sentences_of_tokens(tokens)
    rows = np.arange(max(len(term) - ngram + 1, 0), dtype=np.int64)
    for k in range(ngram):
        rows = rows[(term[rows + k] != _NONE) & (sentence[rows] == sentence[rows + k]) & (sentence[rows] != _NONE)]
    codes = _run_codes(term, rows, ngram=ngram, size=len(names))
    chosen = _usual_rows(codes, _run_codes(form, rows, ngram=ngram, size=len(forms)))
    runs = [rows[chosen] + k for k in range(ngram)]
    return Terms(
        tokens.table["doc"].to_numpy()[rows],
        rows,
        rows + ngram - 1,
        codes,
        [" ".join(names[k] for k in run) for run in zip(*(term[at].tolist() for at in runs), strict=True)],
        [" ".join(forms[k] for k in run) for run in zip(*(form[at].tolist() for at in runs), strict=True)],
    )


def _run_codes(
    numbers: NDArray[np.integer[Any]], rows: NDArray[np.int64], *, ngram: int, size: int
) -> NDArray[np.int64]:
    """Give the run that begins at each of some rows a number, in order of first appearance."""
    codes = numbers[rows].astype(np.int64)
    for k in range(1, ngram):
        codes, _ = pd.factorize(codes * np.int64(size) + numbers[rows + k])
    return codes


def _usual_rows(codes: NDArray[np.int64], shapes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give for each run, by its number, where its most frequent shape stands first; of equal ones the first."""
    pairs = pd.DataFrame({"code": codes, "shape": shapes, "at": np.arange(len(codes))})
    counts = pairs.groupby(["code", "shape"], sort=False)["at"].agg(["size", "first"]).reset_index()
    usual: NDArray[np.int64] = counts.loc[counts.groupby("code")["size"].idxmax(), "first"].to_numpy(np.int64)
    return usual


def sentences_of_tokens(tokens: Tokens) -> NDArray[np.int64]:
    """Say in which sentence each token stands, sentences numbered over the whole corpus.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.

    Returns
    -------
    ndarray of int64
        A number for each token, the same for tokens of one sentence of one document; -1 outside any.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["غادر. عاد بعضهم", "وصل"]})
    >>> sentences_of_tokens(tokenize(documents)).tolist()
    [0, 1, 1, 2]
    """
    doc, start = (tokens.table[column].to_numpy(np.int64) for column in ("doc", "start"))
    return find_sentences(texts_of(tokens.documents)).row(doc, start)
