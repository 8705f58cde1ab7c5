"""Arabic text in figures: the glyphs that matplotlib draws are those of HarfBuzz, in the order of UAX #9."""

import re
import subprocess
import sys
from io import BytesIO
from typing import Any

import arabic_reshaper
import pytest
from bidi import get_display
from drawn_glyphs import draw, drawn_lines, expected
from hypothesis import given
from hypothesis import strategies as st
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from corpus_tools.figures.style import Weight, font_path, register_fonts, use_style
from corpus_tools.shaping.shape_text import is_mathtext, shape_text, shapes_natively, to_visual_order

LINES = [
    # letters and their joins
    "حمص",
    "دار السلام",
    "إجلاء آخر دفعة من حي الوعر",
    "لا إله إلا الله",
    "الأحياء والإغاثة والآن",
    "للأهالي والاحتلال بلا شروط",
    "في الجلسة التي بين الطرفين",
    "غير مرضي للمعنيين",
    "ئ ء ؤ أ إ آ ى ة",
    "مسؤولون يستأنفون المفاوضات",
    "الضيعة عبر التربية",
    "ســلام طويــل",
    "القيام بـ8982 زيارة",
    "گچ پژمان و کودکان",
    "می‌خواهند بروند",
    "٢٠١٧ في حمص",
    # Latin, numbers and signs
    "BBC عربي 45%",
    "Twitter: نص",
    "@user قال",
    "قال @user_name أمس",
    "#حلب_تحترق",
    "#Aleppo #حلب",
    "2011–2017 الحرب",
    "الحرب، 2011–2017",
    "الحرب 2011-2017",
    "15/03/2011 في درعا",
    "الساعة 10:30 صباحاً",
    "نحو 2,500 شخص و15.7%",
    "٢٬٥٠٠ شخص و٤٥٪",
    "۲۰۱۷ در ایران",
    "القيمة -5.3",
    "القيمة \u200e-5.3",
    "انخفض −12 نقطة",
    "السعر $5 إلى $6",
    "من 5$ أو 6$",
    "1 من 3",
    "https://example.org/a?b=1 عاجل",
    "رواه A. B. Smith في ص. 12-15",
    "C++ و C# لغتان",
    # brackets and quotes
    "داعش (ISIS)",
    "ISIS (داعش)",
    "«داعش» (2014)",
    "خروج «المعارضة» من حلب (شرق)",
    '"الجيش" [السوري] {الحر}',
    "أ < ب > ج",
    "(2011) الثورة",
    "ما هذا؟! نعم؛ لا.",
    # vowel marks
    "مُحَمَّدٌ",
    "فِي المَدِينَةِ",
    "خصوصاً وشرقًا",
    "الشَّعْبُ يُرِيدُ",
    "لَا لِلْحَرْبِ",
    "هٰذا الرَّحمٰن",
]
# What an old matplotlib cannot draw: joined forms and ligatures without a code point, contextual shapes.
NATIVE_LINES = ["ڨفصة وبنڨردان", "تهنئة الموانئ", "شارع المسرح خارج برج"]


def by_hand(line: str, **configuration: bool) -> str:
    """Shape a line by the recipe of old notebooks."""
    return str(get_display(arabic_reshaper.ArabicReshaper(configuration or None).reshape(line)))


def outlines(glyphs: list[int]) -> list[bytes]:
    """Give the shapes of glyphs: that of an isolated letter may have two numbers."""
    font: Any = FT2Font(str(font_path("regular")))
    font.set_size(100, 72)
    shapes = []
    for glyph in glyphs:
        font.load_glyph(glyph)
        shapes.append(font.get_path()[0].tobytes())
    return shapes


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_drawn_as_harfbuzz_and_the_bidi_algorithm_have_it(line: str) -> None:
    assert draw(line) == [expected(line)]


@pytest.mark.skipif(not shapes_natively(), reason="these glyphs have no code point")
@pytest.mark.parametrize("line", NATIVE_LINES)
def test_all_glyphs_of_the_font_are_drawn_where_matplotlib_can_ask_for_them(line: str) -> None:
    assert draw(line) == [expected(line)]


@pytest.mark.parametrize("weight", ["semibold", "bold"])
def test_heavier_fonts_are_drawn_as_harfbuzz_has_them(weight: Weight) -> None:
    lines = LINES[::4]
    assert draw(*lines, weight=weight) == [expected(line, weight=weight) for line in lines]


@pytest.mark.parametrize("line", ["Reports that mention حمص by month", "The word ثورة (2011) in headlines"])
def test_prose_in_another_language_keeps_its_direction(line: str) -> None:
    assert draw(line) == [expected(line, base="L")]


@pytest.mark.parametrize(
    ("line", "base"), [("\u200eBBC عربي", "L"), ("\u200f2011–2017", "R"), ("\u200fThe word ثورة here", "R")]
)
def test_a_mark_at_the_start_decides_the_direction(line: str, base: str) -> None:
    assert draw(line) == [expected(line, base=base)]


# Never twice.


@pytest.mark.parametrize(
    "line", [line for line in LINES if not re.search('[\u064b-\u0652\u0670\u200e<]|^["(A-Za-z@#0-9۲]|^https', line)]
)
def test_text_shaped_by_hand_is_not_shaped_again(line: str) -> None:
    assert draw(by_hand(line)) == [expected(line)]


def test_vowel_marks_of_text_shaped_by_hand_stay_on_their_letters() -> None:
    line = "الشَّعْبُ يُرِيدُ"
    assert draw(by_hand(line, delete_harakat=False)) == [expected(line)]


def test_text_shaped_by_hand_from_the_left_keeps_its_picture() -> None:
    assert draw(by_hand("Twitter: نص")) == [expected("Twitter: نص", base="L")]


def test_text_that_was_only_reshaped_is_ordered() -> None:
    lines = ["إجلاء آخر دفعة", "داعش (ISIS)", "لا إله إلا الله"]
    assert draw(*map(arabic_reshaper.reshape, lines)) == [expected(line) for line in lines]


def test_shaping_by_hand_as_well_changes_nothing() -> None:
    assert draw(*map(shape_text, LINES)) == list(map(expected, LINES))


def test_shape_is_enough_where_the_style_is_not_in_force() -> None:
    register_fonts()
    with rc_context({"font.family": "IBM Plex Sans Arabic"}):
        figure = Figure()
        for line in LINES:
            figure.text(0.5, 0.5, shape_text(line))
        drawn = drawn_lines(figure, font_path("regular"))
    assert list(map(outlines, drawn)) == [outlines(expected(line)) for line in LINES]


# Without ZWJ, which can make a letter join to nothing: its form then does not tell in which order the text stands.
_ALPHABET = "حمصدارلاهبيةگچپ ًّٰﺣﻤﺺﻻﻡaB 12٣۴()«»[]<>%$#@_-–.,:/!؟،\n\u200c\u200e\u200f\ufeff\u00ad\u2067\u2069\u202b\u202c"


@given(st.text(alphabet=_ALPHABET, max_size=24))
def test_shaping_is_idempotent(text: str) -> None:
    assert shape_text(shape_text(text)) == shape_text(text)
    assert to_visual_order(to_visual_order(text)) == to_visual_order(text)


# Dollars.


@pytest.mark.parametrize(
    ("line", "is_formula"),
    [
        (r"$\alpha$", True),
        (r"$ \alpha + 1 $", True),
        ("$x$ and $y$", True),
        ("CO$_2$", True),
        ("10$^{-3}$", True),
        (r"$\mathdefault{10^{2}}$", True),
        ("$5", False),
        ("from $5 to $6", False),
        ("$5/$6", False),
        ("US$5, AU$7", False),
        ("US$ and AU$", False),
        (r"\$5 and \$6", False),
        ("السعر $5 إلى $6", False),
        (r"$\alpha$ معامل", False),
    ],
)
def test_dollars_are_told_from_formulas(line: str, is_formula: bool) -> None:
    assert is_mathtext(line) is is_formula


def test_dollars_of_data_are_drawn_as_such() -> None:
    line = "from $5 to $6"
    assert draw(line, r"from \$5 to \$6") == [expected(line, base="L")] * 2
    assert draw(line, parse_math=False) == [expected(line, base="L")]


def test_a_formula_is_still_drawn_as_one() -> None:
    with use_style():
        figure = Figure()
        figure.text(0.5, 0.5, r"$\alpha$")
        svg = BytesIO()
        figure.savefig(svg, format="svg")
    assert b"Oblique" in svg.getvalue()


def test_importing_the_functions_does_not_import_matplotlib() -> None:
    code = "import sys, corpus_tools.shaping.shape_text; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


# Where nothing shapes or orders.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("سلام", "ﻡﻼﺳ"),
        ("BBC عربي 45%", "%45 ﻲﺑﺮﻋ BBC"),
        ("داعش (ISIS)", "(ISIS) ﺶﻋﺍﺩ"),
        ("خصوصاً", "ﺎ\u064bﺻﻮﺼﺧ"),
        ("الشَّعب", "ﺐﻌ\ufeb8\u0651\u064eﻟﺍ"),
        ("حمص\nحلب", "ﺺﻤﺣ\nﺐﻠﺣ"),
        ("Homs", "Homs"),
        ("ﺳﻼﻡ", "ﻡﻼﺳ"),
        ("\u200fHoms!", "!Homs"),
    ],
)
def test_visual_is_in_screen_order_with_marks_after_their_letters(text: str, shown: str) -> None:
    assert to_visual_order(text) == shown
