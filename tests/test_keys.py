import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus_tools.tokens import characters as cc
from corpus_tools.tokens.keys import word_keys

LETTERS = st.sampled_from([*"ابتةىأؤ", *"ًَّـ", *"aZ#_.:/", *"09٣۴", *"پکی", "ﻻ", "é", "\u200c", "😀", "\U00010330"])
WORDS = st.one_of(st.text(LETTERS, min_size=1, max_size=12), st.text(LETTERS, min_size=1, max_size=200))


def keys_of(words: list[str], beside: str = "") -> list[int]:
    """Key words that stand apart in one text, with something beside them that may need wider characters."""
    codes = cc.encode("\n".join(["", *words, beside, ""]))
    ends = np.cumsum([len(word) + 1 for word in words])
    starts = ends - [len(word) for word in words]
    one_class = np.where(codes == ord("\n"), cc.BREAK, cc.ARABIC).astype(np.uint8)
    keys: list[int] = word_keys(codes, cc.classify(codes)._replace(of=one_class), starts, ends).tolist()
    return keys


@given(st.lists(WORDS, min_size=1, max_size=20))
@example(["ا" * 8, "ا" * 9, "ا" * 16, "ا" * 64, "ا" * 65, "ا" * 200])
@example(["پ" * 15, "پ" * 16, "پ" * 17])
def test_words_share_a_key_if_they_are_the_same(words: list[str]) -> None:
    keys = keys_of([*words, *words])
    assert keys[: len(words)] == keys[len(words) :]
    assert len(set(keys)) == len(set(words))


@given(st.lists(st.text(LETTERS.filter(lambda letter: ord(letter) < 0x10000), min_size=1, max_size=80), min_size=1))
def test_a_key_does_not_depend_on_what_else_the_text_holds(words: list[str]) -> None:
    assert keys_of(words) == keys_of(words, beside="😀")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "ف"),  # U+0061 and U+0641 less their high bytes
        ("A", "\u0641"),
        ("ab\0", "ab"),
        ("پ", "~"),
        ("ابتثجحخدذ", "ابتثجحخدر"),
        ("ابتثجحخدابتثجحخد", "ابتثجحخذابتثجحخذ"),
    ],
)
def test_tells_apart(one: str, other: str) -> None:
    assert len(set(keys_of([one, other]))) == 2


def test_no_two_of_very_many_words_share_a_key() -> None:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = [a + b + c + tail for a in letters for b in letters for c in letters for tail in ("", "ون", "اتهمااتهما")]
    assert len(set(keys_of(words))) == len(words)
