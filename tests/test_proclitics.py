"""Proclitics stripped by their letters, and put before a word again, to the same end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.proclitics import (
    ARTICLE,
    CHANGED,
    CONJUNCTIONS,
    PREPOSITIONS,
    UNTOUCHED,
    bare_stems,
    has_article,
    has_stem,
    peelings,
    segmentations,
    spellings,
)
from corpus_tools.words.clitics import load_clitics

WORDS = st.text(st.sampled_from("والبكلفجش"), min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("جيش", ["جيش"]),
        ("وجيش", ["وجيش", "جيش"]),
        ("وبجيش", ["وبجيش", "بجيش", "جيش"]),
        ("للجيش", ["للجيش", "لجيش", "الجيش", "اللجيش"]),
        ("وللجيش", ["وللجيش", "للجيش", "لجيش", "الجيش", "اللجيش"]),
        ("بل", ["بل"]),
        ("", [""]),
    ],
)
def test_segmentations(word: str, expected: list[str]) -> None:
    assert [stem for _, stem in segmentations(word)] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("العام", [(False, "", True, "عام", 0), (False, "", False, "العام", 0)]),
        (
            "للعام",
            [(False, "", False, "للعام", 0), (False, "ل", False, "لعام", 1), (False, "ل", True, "عام", 0)],
        ),
        (
            "وبالشهر",
            [
                (False, "", False, "وبالشهر", 0),
                (True, "", False, "بالشهر", 1),
                (True, "ب", False, "الشهر", 2),
                (True, "ب", True, "شهر", 2),
            ],
        ),
        ("ال", [(False, "", False, "ال", 0)]),
    ],
)
def test_peelings(word: str, expected: list[tuple[bool, str, bool, str, int]]) -> None:
    assert list(peelings(word)) == expected


@given(WORDS)
def test_both_ways_to_strip_leave_the_same_stems(word: str) -> None:
    assert {peeled.stem for peeled in peelings(word)} <= bare_stems(word)


@pytest.mark.parametrize(
    ("word", "expected"), [("الجيش", True), ("الي", False), ("الان", False), ("جيش", False), ("الب", False)]
)
def test_has_article(word: str, expected: bool) -> None:
    assert has_article(word) == expected


@given(WORDS)
def test_every_spelling_has_its_stem(word: str) -> None:
    assert all(word in bare_stems(spelling) for spelling in spellings(word))


@given(WORDS, st.frozensets(WORDS, max_size=4))
def test_a_word_has_one_of_some_stems(word: str, stems: frozenset[str]) -> None:
    assert has_stem(word, stems) == any(stem in stems for _, stem in segmentations(word))


@given(WORDS)
def test_segmentations_differ_in_front_alone(word: str) -> None:
    behind = word[UNTOUCHED:]
    assert all(behind in {stem[at:] for at in CHANGED} for _, stem in segmentations(word)[1:])


def test_the_table_of_clitics_has_these_proclitics() -> None:
    alone = {chain.letters for chain in load_clitics().proclitics if len(chain.forms) == 1}
    assert alone == CONJUNCTIONS | PREPOSITIONS | {ARTICLE, "س"}  # which stands before verbs alone
