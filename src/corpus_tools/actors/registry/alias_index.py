"""The index of the forms of names: a tree of their words, kept in arrays, so that numpy follows it for many places."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, compress

import numpy as np

from corpus_tools.actors.registry.alias_forms import Form
from corpus_tools.arrays import Ints
from corpus_tools.proclitics import CHANGED

NONE = -1  # no word, no node, no form
_BITS = 32


def _split(pairs: Iterable[int]) -> tuple[Ints, Ints]:
    """Return the higher and the lower number of each pair."""
    joined = np.fromiter(pairs, np.int64)
    return joined >> _BITS, joined & ((1 << _BITS) - 1)


@dataclass(frozen=True, slots=True, eq=False)
class AliasIndex:
    """The forms of names, arranged as a tree of their words."""

    words: dict[str, int]  # the code of each folded word of some form
    #: What proclitics leave untouched of the words that forms begin with: few other words have it.
    remainders: frozenset[str]
    roots: Ints  # for each word the node where the forms that begin with it branch off, or -1
    #: The steps from a node over a word: node * number of words + word, in order; and the node that each leads to.
    steps: Ints
    targets: Ints
    form: Ints  # for each node the form that ends there, or -1
    #: For each form, and for one past the last, where the claims on it begin in `names` and `rules`.
    first_name: Ints
    names: Ints  # the rows of the names table that the forms may stand for
    rules: Ints  # the code of the rule that made the form of each
    rule_names: list[str]

    @classmethod
    def of(cls, forms: Iterable[tuple[Form, int, str]]) -> "AliasIndex":
        """Index forms, each with the row of its name and the rule that made it."""
        words: dict[str, int] = {}
        nodes: dict[int, int] = {}  # pairs of numbers as one are faster than tuples
        names_of_node: dict[int, list[int]] = {}
        rules: dict[str, int] = {}
        for form, name, rule in forms:
            node = NONE
            for word in form:
                node = nodes.setdefault((node << _BITS) + words.setdefault(word, len(words)), len(nodes))
            names_of_node.setdefault(node, []).append((name << _BITS) + rules.setdefault(rule, len(rules)))
        origin, step = _split(nodes)
        steps = origin * len(words) + step
        from_root = np.flatnonzero(origin == NONE)
        roots = np.full(len(words), NONE)
        roots[step[from_root]] = from_root
        order = np.argsort(steps)
        form_of_node = np.full(len(nodes), NONE)
        form_of_node[list(names_of_node)] = np.arange(len(names_of_node))
        first_name = np.cumsum([0, *map(len, names_of_node.values())])
        names, codes = _split(chain.from_iterable(names_of_node.values()))
        first_words = compress(words, (roots != NONE).tolist())
        remainders = frozenset(word[at:] for word in first_words for at in CHANGED)
        of_steps = (roots, steps[order], order)
        return cls(words, remainders, *of_steps, form_of_node, first_name, names, codes, list(rules))

    def follow(self, nodes: Ints, words: Ints) -> Ints:
        """Return the node reached from each node by a word; -1 where no form goes on so."""
        found = np.full(len(nodes), NONE)
        known = np.flatnonzero(words != NONE)
        wanted = nodes[known] * len(self.words) + words[known]
        at = np.minimum(np.searchsorted(self.steps, wanted), len(self.steps) - 1)
        found[known] = np.where(self.steps[at] == wanted, self.targets[at], NONE)
        return found
