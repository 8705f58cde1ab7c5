"""How often a term would stand near a node if the words of each sentence were shuffled."""

import numpy as np

from corpus_tools.arrays import Bools, Floats, Ints, changes, stable_order
from corpus_tools.statistics.chance_meetings import Strata, compare_meetings, expected_meetings, sum_by_pair
from corpus_tools.terms.near_pairs import Window, tokens_near


def compare_nearness(window: Window, node: int, excluded: Bools, shown: Ints) -> Floats:
    """Compare the tokens of some terms that stand near a node with those that would by chance.

    In the sentences of the node, the other tokens are thought to be shuffled: those of a term near it are a
    hypergeometric number of its tokens in the sentence. All terms in them are tested, whether they meet the node or
    not, so that q does not depend on what is found. Returns near_expected, p and q of the shown terms, a row a term.
    """
    at = np.flatnonzero(window.term == node)
    near = np.zeros(len(window.term), np.bool_)
    for _, _, beside in tokens_near(window, at):
        near[beside] = True
    near[at] = False
    held = np.zeros(int(window.sentence.max(initial=-1)) + 2, np.bool_)  # the last is for tokens outside sentences
    held[window.sentence[at]] = True
    rows = np.flatnonzero(held[window.sentence] & (window.term != node))
    sentence, term, near = window.sentence[rows] % len(held), window.term[rows], near[rows]
    units = np.bincount(sentence, minlength=len(held))
    room = np.bincount(sentence[near], minlength=len(held))  # tokens near the node
    counted = np.flatnonzero(np.append(~excluded, False)[term] & (room > 0)[sentence])
    sentence, term, near = sentence[counted], term[counted], near[counted]
    n = np.bincount(term[near], minlength=len(excluded))
    by_term = stable_order(term)
    sentence, term = sentence[by_term], term[by_term]
    is_next = changes(term)
    opens = np.flatnonzero(is_next | changes(sentence))
    where, held_in, is_next = sentence[opens], np.diff(opens, append=len(term)), is_next[opens]
    pair, codes = np.cumsum(is_next) - 1, term[opens[is_next]]
    strata = Strata(pair, units[where], room[where], held_in)
    doc_of_sentence = np.zeros(len(held), np.int32)
    begins = np.flatnonzero(changes(window.sentence))
    doc_of_sentence[window.sentence[begins]] = window.doc[begins]
    articles = np.bincount(pair[is_next | changes(doc_of_sentence[where])], minlength=len(codes))
    p, q = compare_meetings(strata, n[codes], articles=articles, asked=np.isin(codes, shown))
    expected = sum_by_pair(expected_meetings(strata), pair)
    return np.stack([expected, p, q], axis=1)[np.searchsorted(codes, shown)]
