"""Support: how many words of a vocabulary are forms of each lemma, which tells the usual lemma from the rare one.

A spelling on its own may be a form of a common word or of one that hardly anybody writes («أجراه» is «he held it», and
a plural of جرن). Other words of the vocabulary decide: those that are certainly forms of أجرى count whole, those that
may be something else in part, as in the first round of an expectation maximization.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from corpus_tools.words.lexicon import Lexicon
from corpus_tools.words.readings import Readings
from corpus_tools.words.spellings import Numbers

# A reading that costs so much more than another is e times less likely.
_COST_OF_DOUBT = 0.25
# What the logarithm of the support takes off the cost, and the support from which on a lemma is as usual as any.
_WEIGHT, _USUAL = 0.4, 20.0


def sum_support(parts: Iterable[tuple[Readings, Numbers]], lexicon: Lexicon) -> NDArray[np.float64]:
    """Add up for each lemma the words that are its forms, each as likely as its readings make it.

    Parameters
    ----------
    parts : iterable of (Readings, ndarray of int)
        The readings of each part of a vocabulary, and the word of each reading.
    lexicon : Lexicon
        The lexicon of the lemmas.

    Returns
    -------
    ndarray of float
        The support of each lemma, by `Lexicon.same`. A name is as well supported as any word: it has few forms that
        could speak for it.
    """
    support = np.zeros(int(lexicon.same.max()) + 1)
    for readings, word in parts:
        least = np.full(int(word.max(initial=-1)) + 1, np.inf)
        np.minimum.at(least, word, readings.cost)
        likelihood = np.exp((least[word] - readings.cost) / _COST_OF_DOUBT)
        likelihood /= np.bincount(word, weights=likelihood)[word]
        is_listed = readings.lemma >= 0
        lemma = lexicon.same[readings.lemma[is_listed]]
        support += np.bincount(lemma, weights=likelihood[is_listed], minlength=len(support))
    support[lexicon.same[lexicon.names]] = _USUAL
    return support


def weigh_by_support(readings: Readings, support: NDArray[np.float64], lexicon: Lexicon) -> Readings:
    """Make the readings cheaper whose lemmas are usual in a vocabulary.

    Parameters
    ----------
    readings : Readings
        Readings of words.
    support : ndarray of float
        What `sum_support` gave for the vocabulary.
    lexicon : Lexicon
        The lexicon of the lemmas.

    Returns
    -------
    Readings
        The same readings with other costs.
    """
    # What the lexicon lacks has the number -1 or less, and so the support of the last.
    of_lemma = np.append(np.minimum(support, _USUAL)[lexicon.same], 0.0)
    usual = of_lemma[np.maximum(readings.lemma, -1)]
    return readings._replace(cost=readings.cost - _WEIGHT * np.log1p(usual))
