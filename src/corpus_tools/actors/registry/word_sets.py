"""Sets of words that are looked for behind proclitics.

They are asked for many times in a corpus. So a set is spelled out once, with every proclitic that may stand before its
words, and a word of the corpus is then only looked up.
"""

from collections.abc import Iterable
from functools import cache, cached_property
from itertools import chain

from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.proclitics import CONJUNCTIONS, PREPOSITIONS, spellings

_BEFORE_NOUNS = [first + second for first in ("", *CONJUNCTIONS) for second in ("", *PREPOSITIONS)]


class WordSet(frozenset[str]):
    """Folded words, each looked for behind proclitics; one without ال stands for the definite word as well."""

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordSet":
        """Fold the words of a list."""
        return _folded(tuple(words))

    @cached_property
    def written(self) -> frozenset[str]:
        """Every folded word that has one of them among its `corpus_tools.proclitics.bare_stems`."""
        return frozenset(chain.from_iterable(map(spellings, self)))

    @cached_property
    def without_article(self) -> frozenset[str]:
        """Every folded word that has one of them as its stem, as it is or behind proclitics, but not the article."""
        return frozenset(before + word for word in self for before in _BEFORE_NOUNS)


@cache
def _folded(words: tuple[str, ...]) -> WordSet:
    """Fold some words; the guards of many names list the same, and most of their lists are empty."""
    return WordSet(map(key, words))
