"""Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."""

from corpus_tools.sentences import split_sentences
from corpus_tools.tokens import Tokens, tokenize

__all__ = [
    "Tokens",
    "split_sentences",
    "tokenize",
]
