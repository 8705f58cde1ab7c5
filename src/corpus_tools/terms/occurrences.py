"""Occurrences of terms: which tokens are which term, one word or several."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.corpus import Corpus
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import fold, fold_words
from corpus_tools.sentences import find_sentences
from corpus_tools.tables import text_column, texts_in_parts
from corpus_tools.terms.runs import Runs, run_starts
from corpus_tools.tokens.characters import KINDS
from corpus_tools.tokens.tokenize import Tokens, require_tokens
from corpus_tools.words.lemmatize import words_of

Form = Literal["lemma", "stem", "folded", "surface"]

#: The kinds of tokens that are terms by default; numbers, addresses, mentions, emoji and joined dates are not.
TERM_KINDS = ("word", "latin", "hashtag", "abbreviation", "name")
LONGEST_NGRAM = 5
_NONE = -1
_COMMON = 0.5  # of how often the accusative is written


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The occurrences of terms in a corpus, in the order of the text, and the terms in order of first appearance."""

    doc: NDArray[np.int32]  #: for each occurrence the row of its document
    first: NDArray[np.int64]  #: the row of its first token in the token table
    last: NDArray[np.int64]
    term: NDArray[np.integer[Any]]  #: the code of its term
    names: list[str]  #: for each code a lemma, a stem or a form, or several with a space between
    labels: list[str]  #: for each code its most frequent written form, with its article but without other clitics


class WordTerms(NamedTuple):
    """The term of each word of a vocabulary, in order of first appearance."""

    code: NDArray[np.int32]  #: for each word the code of its term, -1 for none
    names: list[str]
    words: pd.DataFrame  #: the columns that terms and labels are taken from

    def written(self) -> "pd.Series[str]":
        """Return each word as a label has it: with its article but without other clitics."""
        if "definite" not in self.words:
            return self.words["surface"]
        alone = self.words["alone"]
        return alone.where(~self.words["definite"].to_numpy(np.bool_), ARTICLE + alone)

    def _spelled(self, labels: list[str], names: list[str]) -> list[str]:
        """Return labels as their terms are spelled where hamza or the dots of the end are left out (الامن، القاهره)."""
        stems = [label.removeprefix(ARTICLE) for label in labels]
        differ = [row for row, name in enumerate(names) if stems[row] != name] if "lemma" in self.words else []
        folded = (fold_words([column[row] for row in differ]) for column in (stems, names))
        spelled = list(labels)
        for row, one, other in zip(differ, *folded, strict=True):
            stem, name = stems[row], names[row]
            if one == other and ("ا" in (stem[0], name[0]) or stem[-1] != name[-1]):
                spelled[row] = labels[row].removesuffix(stem) + name
        return spelled

    def labels(self, n: NDArray[np.int64], terms: Ints | None = None) -> list[str]:
        """Return the most frequent written form of each term, or of some, the first of equals.

        `n` counts the tokens of words.
        """
        code, names = self.code.astype(np.int64), self.names
        if terms is not None:
            place = np.full(len(names) + 1, _NONE)
            place[terms] = np.arange(len(terms))
            code, names = place[code], [names[term] for term in terms.tolist()]
        rows = np.flatnonzero(code != _NONE)
        form, distinct = pd.factorize(self.written().take(rows))
        forms = distinct.tolist()
        # A pair is a term in one of its forms; codes of pairs are in order of first appearance.
        size = max(len(forms), 1)
        pair, pairs = pd.factorize(code[rows] * size + form)
        totals = np.bincount(pair, weights=n[rows])
        term = pairs // size
        most = np.zeros(int(term.max(initial=_NONE)) + 1)
        np.maximum.at(most, term, totals)
        usual = np.flatnonzero(totals == most[term])[::-1]
        chosen = np.empty(len(most), np.int64)
        # Among equally frequent pairs, the first is assigned last and so wins.
        chosen[term[usual]] = usual
        labels = [forms[k] for k in (pairs[chosen] % size).tolist()]
        # The case of a noun is no part of its name: «شخص» heads the places of «شخصا», where it is common itself.
        in_case = np.zeros(len(most), np.bool_)
        in_case[[row for row, label in enumerate(labels) if label.endswith("ا") and label[:-1] == names[row]]] = True
        common = np.flatnonzero(in_case[term] & (totals >= most[term] * _COMMON))
        for row, place in zip(term[common].tolist(), (pairs[common] % size).tolist(), strict=True):
            if forms[place] == names[row]:
                labels[row] = names[row]
        return self._spelled(labels, names)


def tokens_for(corpus: Corpus, *, form: Form, stop_words: Iterable[str] | None = None) -> Tokens:
    """Return the tokens of a corpus, with their lemmas where the form of a term or stop words need them."""
    return corpus.lemmatized if form in ("lemma", "stem") or stop_words is not None else corpus.tokens


def words_for(corpus: Corpus, *, form: Form, stop_words: Iterable[str] | None = None) -> pd.DataFrame:
    """Return the vocabulary of the tokens that `tokens_for` returns, as far as terms of this form need it."""
    if form in ("lemma", "stem") or stop_words is not None:
        return corpus.words
    columns = ("surface", "folded", "kind", "n") if form == "folded" else ("surface", "kind", "n")
    return pd.DataFrame({name: corpus.tables.vocabulary_column(name) for name in columns})


def find_terms(tokens: Tokens, *, form: Form = "lemma", ngram: int = 1, kinds: Collection[str] = TERM_KINDS) -> Terms:
    """Find every occurrence of every term; for the options see `term_frequency`."""
    require_tokens(tokens)
    check_terms(ngram=ngram, kinds=kinds)
    words = terms_of_words(tokens.vocabulary, form=form, kinds=kinds)
    word = tokens.table["word"].to_numpy()
    if ngram == 1:
        rows = np.flatnonzero((words.code >= 0)[word])
        doc, n = tokens.table["doc"].to_numpy()[rows], tokens.vocabulary["n"].to_numpy()
        return Terms(doc, rows, rows, words.code[word[rows]], words.names, words.labels(n))
    written, forms = pd.factorize(words.written())
    rows = run_starts(words.code[word], sentences_of_tokens(tokens), ngram=ngram)
    runs = Runs(words.names, list(forms), ngram=ngram)
    codes = runs.add(words.code[word], written[word], rows)
    doc = tokens.table["doc"].to_numpy()[rows]
    return Terms(doc, rows, rows + ngram - 1, codes, runs.names(), runs.labels())


def count_term_tokens(corpus: Corpus, *, kinds: Collection[str] = TERM_KINDS) -> Ints:
    """Return the number of tokens of each document that are terms."""
    is_term = corpus.vocabulary["kind"].isin(kinds).to_numpy()
    return np.concatenate([_count_tokens_of(piece, is_term) for piece in corpus.pieces])


def _count_tokens_of(piece: Corpus, is_counted: Bools) -> Ints:
    """Return the number of tokens of each document whose words are counted."""
    doc, word = piece.tables.token_columns("doc", "word")
    return np.bincount(doc[is_counted[word]], minlength=len(piece))


def refuse_written_form(vocabulary: pd.DataFrame, term: str, *, form: Form) -> None:
    """Refuse a word that is no lemma or stem of the corpus but the written form of one, and name that."""
    if form not in ("lemma", "stem"):
        return
    rows = np.flatnonzero((vocabulary["folded"] == fold(term)) & (vocabulary["n"] > 0))
    if len(rows):
        name = words_of(vocabulary)[form].iloc[rows[0]]
        raise ValueError(f"{term!r} is a written form of the {form} {name!r}; ask for {name!r}")


def check_terms(*, ngram: int, kinds: Collection[str]) -> None:
    """Check that `ngram` and `kinds` are in range."""
    if not 1 <= ngram <= LONGEST_NGRAM:
        raise ValueError(f"`ngram` is {ngram}; it must be 1 to {LONGEST_NGRAM}")
    if isinstance(kinds, str) or not isinstance(kinds, Collection):
        raise TypeError(f"`kinds` is a {type(kinds).__name__}; give a list of kinds, such as ['word']")
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise ValueError(f"`kinds` names {', '.join(unknown)}; the kinds are {', '.join(KINDS)}")


def terms_of_words(vocabulary: pd.DataFrame, *, form: Form, kinds: Collection[str]) -> WordTerms:
    """Return the term of each word of a vocabulary."""
    if form not in ("lemma", "stem", "folded", "surface"):
        raise ValueError(f"`form` is {form!r}; it must be 'lemma', 'stem', 'folded' or 'surface'")
    words = vocabulary.filter(["surface", "folded"]) if form in ("folded", "surface") else words_of(vocabulary)
    is_term = vocabulary["kind"].isin(kinds).to_numpy()
    # The vocabulary is in order of first appearance, and so are the codes that are given along it.
    code = np.full(len(is_term), _NONE, np.int32)
    forms = words[form][is_term]
    code[is_term], names = (np.arange(len(forms)), forms) if form == "surface" else pd.factorize(forms)
    return WordTerms(code, names.tolist(), words)


def spans_of_tokens(
    tokens: Tokens, first: NDArray[np.int64], last: NDArray[np.int64] | None = None, *, suffix: str = ""
) -> pd.DataFrame:
    """Return doc_id, start, end and surface of tokens, or of runs of tokens from `first` to `last`."""
    texts = tokens.documents["text"].tolist()
    doc = tokens.table["doc"].to_numpy()[first]
    start = tokens.table["start"].to_numpy()[first]
    end = tokens.table["end"].to_numpy()[first if last is None else last]
    surface = [texts[row][a:b] for row, a, b in zip(doc.tolist(), start.tolist(), end.tolist(), strict=True)]
    columns = {f"start{suffix}": start, f"end{suffix}": end, f"surface{suffix}": text_column(surface)}
    return pd.DataFrame({"doc_id": tokens.documents["doc_id"].to_numpy()[doc], **columns})


def sentences_of_tokens(tokens: Tokens) -> NDArray[np.int64]:
    """Return the sentence of each of some tokens whose corpus is not at hand, -1 outside any."""
    spans = find_sentences(chain.from_iterable(texts_in_parts(tokens.documents)))
    return spans.row(*(tokens.table[column].to_numpy(np.int64) for column in ("doc", "start")))
