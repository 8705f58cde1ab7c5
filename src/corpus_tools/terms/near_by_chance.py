"""How often a term would stand near a node if the words of each sentence were shuffled."""

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, distinct
from corpus_tools.statistics.chance_meetings import Strata, chance_meetings, compare_meetings, sum_by_pair
from corpus_tools.terms.near_pairs import Window


def compare_nearness(window: Window, node: int, excluded: Bools) -> pd.DataFrame:
    """Compare the tokens of each term that stand near a node with those that would by chance.

    In the sentences of the node, the other tokens are thought to be shuffled: those of a term near it are a
    hypergeometric number of its tokens in the sentence. All terms in them are tested, whether they meet the node or
    not, so that q does not depend on what is found. Returns near_expected, p and q by the code of the term.
    """
    at = np.flatnonzero(window.term == node)
    near = np.zeros(len(window.term), np.bool_)
    for distance in range(1, window.size + 1):
        for step in (distance,) * (window.side != "before") + (-distance,) * (window.side != "after"):
            beside = at + step
            inside = (beside >= 0) & (beside < len(near))
            same = window.sentence[at[inside]] == window.sentence[beside[inside]]
            near[beside[inside][same]] = True
    near[at] = False
    held = np.zeros(int(window.sentence.max(initial=-1)) + 2, np.bool_)  # the last is for tokens outside sentences
    held[window.sentence[at]] = True
    rows = np.flatnonzero(held[window.sentence] & (window.term != node))
    sentence, term, near = window.sentence[rows] % len(held), window.term[rows], near[rows]
    units = np.bincount(sentence, minlength=len(held))
    room = np.bincount(sentence[near], minlength=len(held))  # tokens near the node
    counted = (term >= 0) & ~excluded[term] & (room > 0)[sentence]
    sentence, near, doc = sentence[counted], near[counted], window.doc[rows[counted]]
    term = term[counted].astype(np.int64)
    keys, held_in = np.unique(term * len(held) + sentence, return_counts=True)
    terms, where = np.divmod(keys, len(held))
    pair, codes = pd.factorize(terms)
    strata = Strata(pair, units[where], room[where], held_in)
    documents = int(doc.max(initial=0)) + 1
    articles = np.bincount(np.searchsorted(codes, distinct(term * documents + doc) // documents), minlength=len(codes))
    n = np.bincount(np.searchsorted(codes, term), near, len(codes)).astype(np.int64)
    p, q = compare_meetings(strata, n, articles=articles)
    return pd.DataFrame({"near_expected": sum_by_pair(chance_meetings(strata)[0], pair), "p": p, "q": q}, index=codes)
