"""Words behind proclitics: read one by one, and spelled out beforehand, to the same end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.actors.registry.word_sets import CHANGED, UNTOUCHED, WordSet, bare_readings, readings, reads_as

WORDS = st.text(st.sampled_from("والبكلفجش"), min_size=1, max_size=7)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("جيش", ["جيش"]),
        ("وجيش", ["وجيش", "جيش"]),
        ("وبجيش", ["وبجيش", "بجيش", "جيش"]),
        ("للجيش", ["للجيش", "لجيش", "الجيش", "اللجيش"]),
        ("بل", ["بل"]),
        ("", [""]),
    ],
)
def test_readings(word: str, expected: list[str]) -> None:
    assert [rest for _, rest in readings(word)] == expected


@given(WORDS, st.frozensets(WORDS, max_size=4))
def test_a_word_is_written_as_it_is_read(word: str, wanted: frozenset[str]) -> None:
    assert (word in WordSet(wanted).written) == (not wanted.isdisjoint(bare_readings(word)))


@given(WORDS)
def test_every_spelling_is_read_as_its_word(word: str) -> None:
    assert all(word in bare_readings(spelling) for spelling in WordSet({word}).written)


@given(WORDS, st.frozensets(WORDS, max_size=4))
def test_a_word_reads_as_one_of_some(word: str, words: frozenset[str]) -> None:
    assert reads_as(word, words) == any(rest in words for _, rest in readings(word))


@given(WORDS)
def test_readings_differ_in_front_alone(word: str) -> None:
    behind = word[UNTOUCHED:]
    assert all(behind in {rest[at:] for at in CHANGED} for _, rest in readings(word)[1:])
