"""The forms that names take in a sentence, each with the rule that made it."""

import pytest

from corpus_tools.actors.registry.alias_forms import fold_keys, forms_of, key, split_name


def test_keys_are_folded_and_borrowed_letters_replaced() -> None:
    words = ["أميركـا", "ISIS", "بوتين", "ڤيينا"]
    assert [key(word) for word in words] == ["اميركا", "isis", "بوتين", "فيينا"]
    assert fold_keys(["اميركا", "ISIS"]) == ["اميركا", "isis"]
    assert fold_keys([]) == []


def test_a_name_is_split_into_words_without_punctuation() -> None:
    assert split_name("«هيئة» تحرير الشام") == ("هييه", "تحرير", "الشام")


@pytest.mark.parametrize(
    ("name", "kind", "actor_type", "expected"),
    [
        (
            "مقاتلو المعارضة",
            "name",
            "opposition",
            {("مقاتلو", "المعارضه"): "as written", ("مقاتلي", "المعارضه"): "inflected"},
        ),
        ("داعش", "acronym", "armed_group", {("داعش",): "as written"}),
        ("لافروغ", "name", "official", {("لافروغ",): "as written", ("لافروج",): "spelling"}),
        ("«»", "name", "state", {}),
    ],
)
def test_forms(name: str, kind: str, actor_type: str, expected: dict[tuple[str, ...], str]) -> None:
    assert forms_of(name, kind, actor_type) == expected


def test_a_nisba_takes_gender_number_and_state() -> None:
    forms = forms_of("الروسي", "nisba", "state")
    assert forms["الروسي",] == "as written"
    assert {forms[form] for form in [("روسي",), ("الروسيه",), ("الروسيين",), ("روسيون",)]} == {"nisba"}
