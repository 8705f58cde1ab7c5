"""Presentation forms: letters joined by them, and what a font is asked for."""

import unicodedata

import pytest

from corpus_tools.figures.style import Weight, font_path
from corpus_tools.shaping.presentation import LETTER_FORMS, font_forms, join


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
