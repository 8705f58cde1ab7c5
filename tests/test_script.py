import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.script import DIGITS, INVISIBLE, LETTERS, MARKS, Profile, code_points, fold, fold_to, fold_words


@pytest.mark.parametrize(
    ("written", "marks", "search"),
    [
        ("إدلِب", "إدلب", "ادلب"),
        ("الوعـــر", "الوعر", "الوعر"),
        ("مستشفى", "مستشفى", "مستشفي"),
        ("مدينة", "مدينة", "مدينه"),
        ("مسؤول", "مسؤول", "مسوول"),
        ("شاطئ", "شاطئ", "شاطي"),
        ("ا\u0654مس", "أمس", "امس"),
        ("ﻷول", "لأول", "لاول"),
        ("ﺣﻤﺺ", "حمص", "حمص"),
        ("ایران", "ايران", "ايران"),
        ("کرکوک", "كركوك", "كركوك"),
        ("٢٠١٧", "2017", "2017"),
        ("۱۳۹۶", "1396", "1396"),
        ("\u200fحمص\ufeff", "حمص", "حمص"),
        ("هٰذا", "هذا", "هذا"),
        ("ASCII 12", "ASCII 12", "ASCII 12"),
        ("", "", ""),
    ],
)
def test_folds(written: str, marks: str, search: str) -> None:
    assert fold(written, profile="marks") == marks
    assert fold(written) == search
    assert fold_words([written, "حمص"]) == [search, "حمص"]
    assert fold_to([written, "حلب"], search).tolist() == [True, False]


WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=8), max_size=8)


@given(WORDS, st.sampled_from(["marks", "search"]))
def test_many_words_fold_as_each_does(words: list[str], profile: Profile) -> None:
    assert fold_words(words, profile=profile) == [fold(word, profile=profile) for word in words]
    assert all(
        fold_to(words, word).tolist() == [fold(one) == word for one in words] for word in (*map(fold, words), "", "\n")
    )


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_refuses_line_breaks_among_words() -> None:
    with pytest.raises(ValueError, match="holds a line break"):
        fold_words(["حمص\nإدلب"])


@pytest.mark.parametrize(
    ("inside", "categories"),
    [(MARKS, {"Mn"}), (INVISIBLE, {"Cf", "Mn", "Cn"}), (DIGITS, {"Nd"}), (LETTERS, {"Lo", "Lm", "Cn"})],
)
def test_each_class_holds_what_its_name_says(inside: str, categories: set[str]) -> None:
    points = code_points(inside)
    assert len(points) == len(set(points))
    assert {unicodedata.category(chr(point)) for point in points} <= categories
    assert all(re.match(f"[{inside}]", chr(point)) for point in points)


def test_every_arabic_letter_of_the_basic_block_is_a_letter() -> None:
    letters = set(code_points(LETTERS))
    basic = {point for point in range(0x620, 0x700) if unicodedata.category(chr(point)) == "Lo"}
    assert basic <= letters
