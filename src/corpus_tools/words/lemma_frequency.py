"""How many words of a vocabulary are forms of each lemma: a frequent lemma is likelier than a rare one.

A single spelling may be a form of a common word or of one that hardly anybody writes («أجراه» is «he held it», and
a plural of جرن). The other words of the vocabulary decide: those that can only be forms of أجرى count as one, ambiguous
ones as a fraction, as in the first round of an expectation maximization.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from corpus_tools.arrays import Floats, Ints
from corpus_tools.words.analyses import Analyses
from corpus_tools.words.lexicon import Lexicon
from corpus_tools.words.press_words import load_press_words

#: The name that is spelled as a careless على is.
ALI = "علي"
_ON, _TO, _CARELESS_TO = ("على", "وعلى"), ("إلى", "الى"), ("إلي", "الي")
# An analysis that costs so much more than another is e times less likely.
_COST_OF_DOUBT = 0.25
# The factor of the logarithm of a frequency in the cost, and the frequency above which all lemmas are equal.
_WEIGHT, _MOST = 0.4, 20.0
# The least frequency of what any newspaper prints.
_OF_PRESS = 3.0


def estimate_frequencies(parts: Iterable[tuple[Analyses, Ints]], lexicon: Lexicon) -> Floats:
    """Return the expected number of forms of each lemma, by `Lexicon.spelling_id`, as likely as the costs make them.

    Each part of the vocabulary is its analyses and the word of each. A name counts as frequent: it has few forms. What
    any newspaper prints has some forms, even in a corpus of one article.
    """
    frequency = np.zeros(int(lexicon.spelling_id.max()) + 1)
    for analyses, word in parts:
        least = np.full(int(word.max(initial=-1)) + 1, np.inf)
        np.minimum.at(least, word, analyses.cost)
        likelihood = np.exp((least[word] - analyses.cost) / _COST_OF_DOUBT)
        likelihood /= np.bincount(word, weights=likelihood)[word]
        is_listed = analyses.lemma >= 0
        lemma = lexicon.spelling_id[analyses.lemma[is_listed]]
        frequency += np.bincount(lemma, weights=likelihood[is_listed], minlength=len(frequency))
    of_press = load_press_words().lemmas
    frequency[of_press] = np.maximum(frequency[of_press], _OF_PRESS)
    frequency[lexicon.spelling_id[lexicon.is_name[:-1]]] = _MOST
    return frequency


def prefer_frequent_lemmas(analyses: Analyses, frequency: Floats, lexicon: Lexicon) -> Analyses:
    """Lower the cost of analyses whose lemma is frequent in the vocabulary."""
    # Lemmas that the lexicon lacks have ids below 0, and so the frequency of the last row.
    of_lemma = np.append(np.minimum(frequency, _MOST)[lexicon.spelling_id], 0.0)
    of_analysis = of_lemma[np.maximum(analyses.lemma, -1)]
    return analyses._replace(cost=analyses.cost - _WEIGHT * np.log1p(of_analysis))


def is_ali_a_name(vocabulary: pd.DataFrame) -> bool:
    """Return whether «علي» is mostly the name, by how often each word occurs (columns surface and n).

    Who writes ي for ى does so in إلى as well: the share of «الي» tells how often على is written «علي».
    """
    if "n" not in vocabulary.columns:
        return False
    known = vocabulary[vocabulary["surface"].isin((ALI, f"و{ALI}", *_ON, *_TO, *_CARELESS_TO))]
    times = known.groupby("surface")["n"].sum()
    ali, on, to, careless = (int(times.reindex(list(of)).sum()) for of in ((ALI, f"و{ALI}"), _ON, _TO, _CARELESS_TO))
    # One more of each: nothing is told by few words.
    share = (careless + 1) / (careless + to + 2)
    return ali > 2 * share * (ali + on)
