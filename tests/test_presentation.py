"""Presentation forms: what a font is asked for, and the way back to letters."""

import unicodedata

import arabic_reshaper
import pytest
from bidi import get_display
from bidi.algorithm import get_display as get_mirrored_display

from corpus_tools.direction import to_screen_order
from corpus_tools.presentation import LETTER_FORMS, font_forms, join, order_of, to_letters
from corpus_tools.style import Weight, font_path

PLAIN = [
    "حمص",
    "دار",
    "د",
    "إجلاء آخر دفعة من حي الوعر",
    "لا إله إلا الله",
    "گچ پژمان",
    "قال BBC في 45%",
    "50% من 100%",
    "الحرب 2011-2017",
    "15/03/2011 في درعا",
    "نحو 2,500 شخص و15.7%",
    "كتاب A & B، ص. 12-15",
    "قال @user_name أمس",
    "#حلب_تحترق الآن",
    "ما هذا؟! نعم؛ لا.",
    "داعش (ISIS) في «حلب»",
    "الجيش السوري [2012]",
]


@pytest.mark.parametrize("line", PLAIN)
def test_what_the_usual_recipe_made_is_undone(line: str) -> None:
    assert to_letters(get_display(arabic_reshaper.reshape(line), base_dir="R")) == line


@pytest.mark.parametrize("line", PLAIN)
def test_what_python_bidi_made_when_it_mirrored_brackets_is_undone(line: str) -> None:
    assert to_letters(get_mirrored_display(arabic_reshaper.reshape(line), base_dir="R")) == line


@pytest.mark.parametrize("line", [line for line in PLAIN if line not in ("دار", "د")])
def test_reshaped_text_in_reading_order_is_undone(line: str) -> None:
    assert to_letters(arabic_reshaper.reshape(line)) == line


@pytest.mark.parametrize("line", ["نص‌نص", "می‌خواهند", "1438 ه‍", "و‌د"])
def test_joiners_come_back_where_the_forms_need_them(line: str) -> None:
    shown = to_screen_order(join(line, isolated=True), "R")
    letters = to_letters(shown)
    assert letters is not None
    assert to_screen_order(join(letters, isolated=True), "R") == shown


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("حمص", "letters"),
        ("قال ﷺ ﴿نص﴾ ﷼", "letters"),
        ("ﺣﻤﺺ", "logical"),
        ("ﺺﻤﺣ", "visual"),
        ("ﺭﺍﺩ", "visual"),
        ("abc ﺺﻤﺣ 12", "visual"),
    ],
)
def test_the_order_of_forms_is_read_off_how_they_join(line: str, order: str) -> None:
    assert order_of(line) == order


def test_shadda_stands_before_its_vowel_however_it_was_typed() -> None:
    assert join("مدَّ") == join("مدَّ") == "ﻣﺪ\u0651\u064e"


def test_marks_do_not_keep_lam_and_alef_apart() -> None:
    assert join("لَا") == "ﻻ\u064e"


def test_decomposed_hamza_is_composed() -> None:
    assert join("ا\u0654ب") == "ﺃب".replace("ﺃ", "أ")


@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_forms_asked_of_the_font_are_all_in_it(weight: Weight) -> None:
    forms = font_forms(font_path(weight))
    assert {"ﻻ", "ﻼ", "ﻹ", "ﻷ", "ﻵ", "ﰲ", "ﲔ"} <= forms
    assert not {"ﷲ", "ﷺ", "\ufc7d"} & forms


def test_a_form_that_the_font_lacks_becomes_the_bare_letter() -> None:
    assert join("حمص", forms=LETTER_FORMS - {"ﺣ"}) == "حﻤﺺ"


def test_letter_forms_are_those_of_letters_alone() -> None:
    assert all(unicodedata.decomposition(form) for form in LETTER_FORMS)
    assert "\ufe76" not in LETTER_FORMS
