"""Reporting verbs in their forms, and the words around a speaker."""

import pytest

from corpus_tools.actors.speech.reporting_verbs import asides, find_verb, verb_forms, without_conjunction, word_list


@pytest.mark.parametrize(
    ("word", "stance", "is_participle"),
    [
        ("قالت", "asserted", False),
        ("وقال", "asserted", False),
        ("سيقول", "asserted", False),
        ("ينفي", "denied", False),
        ("مضيفا", "asserted", True),
        ("قالتا", "asserted", False),
        ("يقولان", "asserted", False),
        ("قايلين", "asserted", True),
        ("دعوا", "asserted", False),
        ("ابلغته", "asserted", False),
        ("ينف", "denied", False),
    ],
)
def test_forms_of_verbs(word: str, stance: str, is_participle: bool) -> None:
    verb = find_verb(word)
    assert verb is not None
    assert (verb.stance, verb.is_participle) == (stance, is_participle)


@pytest.mark.parametrize("word", ["وقف", "", "و", "معلمه", "معتقدات"])
def test_other_words_are_no_reporting_verbs(word: str) -> None:
    assert find_verb(word) is None


def test_a_conjunction_is_taken_from_reporting_verbs_alone() -> None:
    assert [without_conjunction(word) for word in ("وقال", "وجد")] == ["قال", "وجد"]
    assert "وقال" not in verb_forms()


def test_lists_are_folded() -> None:
    assert "انه" in word_list("complementizers")
    assert ("من", "جهته") in asides()["من"]
