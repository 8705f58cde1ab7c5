"""Lemmas of a vocabulary: the analysis of each word, once for all questions that ask for it."""

from dataclasses import replace

import pandas as pd

from corpus_tools.proclitics import ARTICLE
from corpus_tools.tokens.tokenize import Tokens, require_tokens
from corpus_tools.words.analysis import analyze_words, find_lemmas

_LEMMA_COLUMNS = ["stem", "lemma", "definite"]
_WORD_COLUMNS = ["proclitics", "stem", "enclitics", "lemma"]


def lemmatize(tokens: Tokens) -> Tokens:
    """Add the clitics, stem and lemma of each word to the vocabulary, so that they are found once for all analyses.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.

    Returns
    -------
    Tokens
        The same tokens and documents; the vocabulary has the columns proclitics, stem, enclitics and lemma of
        `analyze_words` as well.

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> tokens = tokenize(pd.DataFrame({"doc_id": ["أ"], "text": ["وللاتفاق شروط"]}))
    >>> lemmatize(tokens).vocabulary["lemma"].tolist()
    ['اتفاق', 'شرط']
    """
    require_tokens(tokens)
    if set(_WORD_COLUMNS) <= set(tokens.vocabulary.columns):
        return tokens
    words = analyze_words(tokens.vocabulary)[_WORD_COLUMNS]
    return replace(tokens, vocabulary=tokens.vocabulary.assign(**words))


def words_of(tokens: Tokens) -> pd.DataFrame:
    """Give the stem and the lemma of each word of a vocabulary, from `lemmatize` or found now.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize` or `lemmatize`.

    Returns
    -------
    DataFrame
        One row a word of the vocabulary: stem, lemma and definite (bool, whether it has the article).

    Examples
    --------
    >>> from corpus_tools import tokenize
    >>> words_of(tokenize(pd.DataFrame({"doc_id": ["أ"], "text": ["البلدة"]}))).values.tolist()
    [['بلدة', 'بلدة', True]]
    """
    vocabulary = tokens.vocabulary
    if set(_LEMMA_COLUMNS) <= set(vocabulary.columns):
        return vocabulary[_LEMMA_COLUMNS]
    if not set(_WORD_COLUMNS) <= set(vocabulary.columns):
        return find_lemmas(vocabulary)
    is_definite = [ARTICLE in proclitics for proclitics in vocabulary["proclitics"].tolist()]
    return vocabulary[["stem", "lemma"]].assign(definite=is_definite)


def with_lemmas(tokens: Tokens) -> Tokens:
    """Note in the vocabulary what `words_of` gives, for functions that ask more than once.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize` or `lemmatize`.

    Returns
    -------
    Tokens
        The same tokens; the vocabulary has the columns stem, lemma and definite as well.
    """
    return replace(tokens, vocabulary=tokens.vocabulary.assign(**words_of(tokens)))
