"""Attestation: whether a stem also stands alone in the vocabulary, which makes its clitics likely."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import is_any_of
from corpus_tools.words.spellings import Keys, Stems, prepend_key

# First letters of words that may be a proclitic and a shorter stem, and so do not attest a stem.
_INITIALS_OF_CLITICS = "وفبلكس"


class Vocabulary:
    """The words that stand alone in a corpus, by their keys."""

    def __init__(self, keys: Iterable[Keys]) -> None:
        self._words = pd.Index(pd.unique(np.concatenate([np.empty(0, np.uint64), *keys])))

    def has(self, keys: Keys) -> Bools:
        """Return which spellings stand alone."""
        return np.asarray(self._words.get_indexer(pd.Index(keys)) >= 0)

    def attest(self, stems: Stems) -> "Attestation":
        """Return how stems stand alone."""
        bare = self.has(stems.key)
        by_itself = bare.copy()
        rows = np.flatnonzero(bare & is_any_of(stems.letter(1), _INITIALS_OF_CLITICS))
        by_itself[rows] = ~self.has(stems.take(rows).without_first())
        return Attestation(self.has(prepend_key(stems.key, ARTICLE)), bare, by_itself)


class Attestation(NamedTuple):
    """How stems stand alone: with the article, without it, and not just as a proclitic and a shorter stem."""

    with_article: Bools
    bare: Bools
    by_itself: Bools

    @property
    def surely(self) -> Bools:
        """Which stems certainly stand alone, with the article or not."""
        return self.with_article | self.by_itself

    def take(self, rows: Ints | slice) -> "Attestation":
        """Return the attestation of some of the stems."""
        return Attestation._make(column[rows] for column in self)
