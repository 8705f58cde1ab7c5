"""The stems and lemmas of the words of `Tokens`, found once for every table that needs them."""

from dataclasses import replace

import pandas as pd

from corpus_tools.proclitics import ARTICLE
from corpus_tools.tokens.tokenize import Tokens, require_tokens
from corpus_tools.words.analyze import analyze_words, find_lemmas

_LEMMA_COLUMNS = ["stem", "lemma", "alone", "definite"]
_WORD_COLUMNS = ["proclitics", "stem", "enclitics", "lemma", "alone"]


def lemmatize(tokens: Tokens) -> Tokens:
    """Add the clitics, stem and lemma of each word to the vocabulary, so that they are found only once.

    Parameters
    ----------
    tokens : Tokens
        From `tokenize`.

    Returns
    -------
    Tokens
        The same tokens and documents; the vocabulary also has the columns proclitics, stem, enclitics, lemma and alone
        of `analyze_words`.

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


def words_of(vocabulary: pd.DataFrame) -> pd.DataFrame:
    """Return stem, lemma, alone and definite (bool: with the article) of each word of a vocabulary."""
    if set(_LEMMA_COLUMNS) <= set(vocabulary.columns):
        return vocabulary[_LEMMA_COLUMNS]
    if not set(_WORD_COLUMNS) <= set(vocabulary.columns):
        return find_lemmas(vocabulary)
    is_definite = [ARTICLE in proclitics for proclitics in vocabulary["proclitics"].tolist()]
    return vocabulary[["stem", "lemma", "alone"]].assign(definite=is_definite)
