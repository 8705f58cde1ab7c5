"""Sets of words, looked up behind proclitics."""

from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.actors.registry.word_sets import WordSet
from corpus_tools.proclitics import bare_stems

WORDS = st.text(st.sampled_from("والبكلفجش"), min_size=1, max_size=7)


def test_the_words_of_a_list_are_folded() -> None:
    assert WordSet.of(["أميركا"]) == WordSet({"اميركا"})
    assert "وبالجيش" in WordSet({"جيش"}).written


@given(WORDS, st.frozensets(WORDS, max_size=4))
def test_a_word_is_written_as_its_stems_are(word: str, wanted: frozenset[str]) -> None:
    assert (word in WordSet(wanted).written) == (not wanted.isdisjoint(bare_stems(word)))
