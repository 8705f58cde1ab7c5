"""The index of the forms of names: a tree of their words, kept in arrays, so that numpy follows it for many places."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np

from corpus_tools.arrays import Ints
from corpus_tools.proclitics import CHANGED

NONE = -1  # no word, no node, no form


@dataclass(frozen=True, slots=True, eq=False)
class AliasIndex:
    """The forms of names, arranged as a tree of their words."""

    words: dict[str, int]  # the code of each folded word of some form
    #: What proclitics leave untouched of the words that forms begin with: few other words have it.
    remainders: set[str]
    roots: Ints  # for each word the node where the forms that begin with it branch off, or -1
    #: The steps from a node over a word: node * number of words + word, in order; each leads to the node of its place.
    steps: Ints
    form: Ints  # for each node the form that ends there, or -1
    #: For each form, and for one past the last, where the claims on it begin in `names` and `rules`.
    first_name: Ints
    names: Ints  # the rows of the names table that the forms may stand for
    rules: Ints  # the code of the rule that made the form of each
    rule_names: list[str]

    @classmethod
    def of(cls, forms: Sequence[Sequence[str]], names: Ints, rules: Sequence[str]) -> "AliasIndex":
        """Index forms, each with the row of its name and the rule that made it."""
        size = np.fromiter(map(len, forms), np.int64, len(forms))
        words = {word: code for code, word in enumerate(dict.fromkeys(chain.from_iterable(forms)))}
        codes = np.fromiter(map(words.__getitem__, chain.from_iterable(forms)), np.int64, size.sum())
        nodes, steps = _grow(codes, size, len(words))
        from_root = steps[: np.searchsorted(steps, 0)]
        roots = np.full(len(words), NONE)
        roots[from_root + len(words)] = np.arange(len(from_root))
        first_words = compress(words, (roots != NONE).tolist())
        remainders = {word[at:] for word in first_words for at in CHANGED}
        ends, count = np.unique(nodes, return_counts=True)
        form_of_node = np.full(len(steps), NONE)
        form_of_node[ends] = np.arange(len(ends))
        order = np.argsort(nodes, kind="stable")
        code_of = {rule: code for code, rule in enumerate(dict.fromkeys(rules))}
        rule_codes = np.fromiter(map(code_of.__getitem__, rules), np.int64, len(rules))
        claims = (np.append(0, np.cumsum(count)), names[order], rule_codes[order])
        return cls(words, remainders, roots, steps, form_of_node, *claims, list(code_of))

    def follow(self, nodes: Ints, words: Ints) -> Ints:
        """Return the node reached from each node by a word; -1 where no form goes on so."""
        found = np.full(len(nodes), NONE)
        known = np.flatnonzero(words != NONE)
        wanted = nodes[known] * len(self.words) + words[known]
        at = np.minimum(np.searchsorted(self.steps, wanted), len(self.steps) - 1)
        found[known] = np.where(self.steps[at] == wanted, at, NONE)
        return found


def _grow(codes: Ints, size: Ints, n_words: int) -> tuple[Ints, Ints]:
    """Return for each form the node where it ends, and the steps of the tree; those from the root are negative.

    The nodes are numbered level by level, so that the steps of each level come after those of the one before.
    """
    begin = np.cumsum(size) - size
    nodes, steps = np.full(len(size), NONE), np.empty(0, np.int64)
    growing = np.arange(len(size))
    depth = 0
    while len(growing):
        level, place = np.unique(nodes[growing] * n_words + codes[begin[growing] + depth], return_inverse=True)
        nodes[growing] = len(steps) + place
        steps = np.append(steps, level)
        depth += 1
        growing = growing[size[growing] > depth]
    return nodes, steps
