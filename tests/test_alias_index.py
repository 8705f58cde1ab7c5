"""The tree of the words of forms, and the names that have them."""

from corpus_tools.actors.registry.alias_index import AliasIndex


def test_names_of_one_form_share_it() -> None:
    index = AliasIndex.of([(("حزب",), 3, "as written"), (("حزب", "الله"), 5, "spelling"), (("حزب",), 7, "inflected")])
    form = index.form[index.roots[index.words["حزب"]]]
    claims = slice(index.first_name[form], index.first_name[form + 1])
    assert index.names[claims].tolist() == [3, 7]
    assert [index.rule_names[rule] for rule in index.rules[claims]] == ["as written", "inflected"]
