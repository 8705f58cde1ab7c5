"""Text shaped by hand is recognised, and comes back to letters."""

import arabic_reshaper
import pytest
from bidi import get_display
from bidi.algorithm import get_display as get_mirrored_display

from corpus_tools.shaping.direction import to_screen_order
from corpus_tools.shaping.handshaped import order_of, to_letters
from corpus_tools.shaping.presentation import join

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
        ("ﺺﻤﺣ في الأخبار", "mixed"),
        ("أخبار ﺺﻤﺣ", "mixed"),
    ],
)
def test_the_order_of_forms_is_read_off_how_they_join(line: str, order: str) -> None:
    assert order_of(line) == order


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("أخبار {} اليوم", "أخبار دير الزور اليوم"),
        ("{} — عدد المقالات (12)", "دير الزور — عدد المقالات (12)"),
        ("قالت {} إن {}", "قالت دير الزور إن دير الزور"),
        ("في {}", "في دير الزور"),
    ],
)
def test_shaped_words_in_a_plain_sentence_are_undone_where_they_stand(line: str, letters: str) -> None:
    assert to_letters(line.replace("{}", get_display(arabic_reshaper.reshape("دير الزور")))) == letters
