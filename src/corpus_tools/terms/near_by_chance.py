"""How often a term would stand near a node if the words of each sentence were shuffled."""

import numpy as np

from corpus_tools.arrays import Bools, Floats, Ints, changes, sort_ints
from corpus_tools.statistics.chance_meetings import Strata, compare_meetings, expected_meetings, sum_by_pair
from corpus_tools.terms.near_pairs import Window, tokens_near

_BITS = 32  # of the number of a sentence


def compare_nearness(window: Window, node: int, excluded: Bools, shown: Ints) -> Floats:
    """Compare the tokens of some terms that stand near a node with those that would by chance.

    In the sentences of the node, the other tokens are thought to be shuffled: those of a term near it are a
    hypergeometric number of its tokens in the sentence. All terms in them are tested, whether they meet the node or
    not, so that q does not depend on what is found. Returns near_expected, p and q of the shown terms, a row a term.
    """
    codes, strata, n, articles = _strata_of(window, node, excluded)
    p, q = compare_meetings(strata, n, articles=articles, asked=np.isin(codes, shown))
    expected = sum_by_pair(expected_meetings(strata), strata.pair)
    return np.stack([expected, p, q], axis=1)[np.searchsorted(codes, shown)]


def _strata_of(window: Window, node: int, excluded: Bools) -> tuple[Ints, Strata, Ints, Ints]:
    """Return the terms in the sentences of a node, what each has of them, its tokens near, and its articles."""
    at = np.flatnonzero(window.term == node).astype(np.int32)
    near = np.zeros(len(window.term), np.bool_)
    for _, _, beside in tokens_near(window, at):
        near[beside] = True
    near[at] = False
    held = np.zeros(int(window.sentence.max(initial=-1)) + 2, np.bool_)  # the last is for tokens outside sentences
    held[window.sentence[at]] = True
    kept = held[window.sentence] & (window.term != node)
    sentence, term, near = window.sentence[kept] % len(held), window.term[kept], near[kept]
    units = np.bincount(sentence, minlength=len(held)).astype(np.int32)
    room = np.bincount(sentence[near], minlength=len(held)).astype(np.int32)  # tokens near the node
    counted = np.append(~excluded, False)[term] & (room > 0)[sentence]
    n = np.bincount(term[counted & near], minlength=len(excluded))
    # Each number is a term and, in its lower bits, a sentence.
    held_by = sort_ints(term[counted].astype(np.int64) << _BITS | sentence[counted])
    opens = np.flatnonzero(changes(held_by))
    held_in, held_by = np.diff(opens, append=len(held_by)).astype(np.int32), held_by[opens]
    where, is_next = (held_by & ((1 << _BITS) - 1)).astype(np.int32), changes(held_by >> _BITS)
    pair, codes = np.cumsum(is_next, dtype=np.int32) - np.int32(1), held_by[is_next] >> _BITS
    strata = Strata(pair, units[where], room[where], held_in)
    doc_of_sentence = np.zeros(len(held), np.int32)
    begins = np.flatnonzero(changes(window.sentence))
    doc_of_sentence[window.sentence[begins]] = window.doc[begins]
    articles = np.bincount(pair[is_next | changes(doc_of_sentence[where])], minlength=len(codes))
    return codes, strata, n[codes], articles
