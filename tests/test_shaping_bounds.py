"""The bounds of letters: which characters are folded, which control the order, and which are forms of letters."""

from types import SimpleNamespace

import arabic_reshaper
import pytest
from bidi import get_display
from bidi.algorithm import get_display as get_mirrored_display

from corpus_tools.script import fold
from corpus_tools.shaping.direction import drop_steering, drop_unseen, steers
from corpus_tools.shaping.handshaped import order_of, to_letters
from corpus_tools.shaping.presentation import LETTER_FORMS, _ligature_glyphs, join


@pytest.mark.parametrize(
    ("letter", "folded"),
    [
        *zip("یېکڪہھەۀ", "ييككهههه", strict=True),
        *zip("أإآٱٲٳىةؤئ", "اااااايهوي", strict=True),
        ("ﭐ", "ا"),
        ("ﭖ", "ب"),
        ("ﷲ", "الله"),
        ("ﺀ", "ء"),
        ("ﻼ", "لا"),
        *((f"ا{mark}", "ا") for mark in "\u0653\u0654\u0655"),
    ],
)
def test_letters_are_folded(letter: str, folded: str) -> None:
    assert fold(letter) == folded


@pytest.mark.parametrize(("decomposed", "composed"), [("ا\u0653", "آ"), ("ا\u0654", "أ"), ("ا\u0655", "إ")])
def test_hamza_and_madda_set_apart_belong_to_their_alef(decomposed: str, composed: str) -> None:
    assert fold(decomposed, profile="marks") == composed


@pytest.mark.parametrize(
    "control", [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"], ids=ascii
)
def test_controls_of_the_order_are_known(control: str) -> None:
    assert steers(f"حلب{control}")
    assert drop_steering(f"ح{control}لب") == "حلب"
    assert drop_unseen(f"ح{control}لب") == f"ح{control}لب"


@pytest.mark.parametrize("joiner", [*"\u200c\u200d"], ids=ascii)
def test_joiners_control_no_order(joiner: str) -> None:
    assert not steers(f"ح{joiner}لب")
    assert drop_steering(f"ح{joiner}لب") == "حلب"


@pytest.mark.parametrize("sign", [*"ﷰﷱﷳﷴﷵﷶﷷﷸﷹﷺﷻ﷼﷽﴾﴿﮲﯂"])
def test_signs_of_ordinary_text_are_no_forms(sign: str) -> None:
    assert order_of(sign) == "letters"


@pytest.mark.parametrize("form", [*"ﮱﯓﴽﵐﷇﷲ"])
def test_forms_beside_those_signs_are_forms(form: str) -> None:
    assert order_of(form) == "visual"


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]", "{}", "«»", "‹›"])
@pytest.mark.parametrize("turned", [False, True])
def test_brackets_face_their_words(opening: str, closing: str, turned: bool) -> None:
    line = f"قال {opening}حلب{closing} أمس"
    written = line.translate(str.maketrans(opening + closing, closing + opening)) if turned else line
    assert to_letters(arabic_reshaper.reshape(written)) == line


def test_numbers_with_a_dash_are_read_both_ways() -> None:
    assert to_letters(get_mirrored_display(arabic_reshaper.reshape("10-12في"), base_dir="R")) == "10-12في"
    assert to_letters(get_display(arabic_reshaper.reshape("قال 10-12"), base_dir="L")) == "قال 10-12"


@pytest.mark.parametrize(
    ("letters", "form"),
    [
        *zip(("لآ", "لأ", "لإ", "لا"), "ﻵﻷﻹﻻ", strict=True),
        *zip(("بلآ", "بلأ", "بلإ", "بلا"), ("ﺑﻶ", "ﺑﻸ", "ﺑﻺ", "ﺑﻼ"), strict=True),
    ],
)
def test_lam_alef_is_one_letter_in_any_font(letters: str, form: str) -> None:
    assert join(letters, forms=LETTER_FORMS) == form


@pytest.mark.parametrize(
    ("feature", "glyphs"),
    [(tag, ["ligature"]) for tag in ("ccmp", "rlig", "liga", "clig", "calt")] + [("dlig", []), ("salt", [])],
)
def test_ligatures_of_default_features_are_formed(feature: str, glyphs: list[str]) -> None:
    ligature = SimpleNamespace(LookupType=4, ligatures={"lam": [SimpleNamespace(LigGlyph="ligature")]})
    single = SimpleNamespace(LookupType=1, mapping={})
    script = SimpleNamespace(DefaultLangSys=SimpleNamespace(FeatureIndex=[0]))
    applied = SimpleNamespace(FeatureTag=feature, Feature=SimpleNamespace(LookupListIndex=[0]))
    table = SimpleNamespace(
        ScriptList=SimpleNamespace(ScriptRecord=[SimpleNamespace(ScriptTag="arab", Script=script)]),
        FeatureList=SimpleNamespace(FeatureRecord=[applied]),
        LookupList=SimpleNamespace(Lookup=[SimpleNamespace(SubTable=[ligature, single])]),
    )
    assert list(_ligature_glyphs(table)) == glyphs
