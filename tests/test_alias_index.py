"""The tree of the words of forms, and the names that have them."""

import numpy as np

from corpus_tools.actors.registry.alias_index import AliasIndex


def test_names_of_one_form_share_it() -> None:
    forms, rules = [("حزب",), ("حزب", "الله"), ("حزب",)], ["as written", "spelling", "inflected"]
    index = AliasIndex.of(forms, np.array([3, 5, 7]), rules)
    form = index.form[index.roots[index.words["حزب"]]]
    claims = slice(index.first_name[form], index.first_name[form + 1])
    assert index.names[claims].tolist() == [3, 7]
    assert [index.rule_names[rule] for rule in index.rules[claims]] == ["as written", "inflected"]
