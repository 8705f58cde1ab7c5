"""Arabic text in figures: the glyphs that matplotlib draws are those of HarfBuzz, in the order of UAX #9."""

import re
import subprocess
import sys
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import arabic_reshaper
import networkx as nx
import pandas as pd
import pytest
import seaborn as sns
from bidi import get_display
from drawn_glyphs import drawn_lines
from glyph_oracle import UNENCODED, expected_glyphs
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from corpus_tools.drawing import shaped_text
from corpus_tools.shaping import is_mathtext, shape, shapes_natively, visual
from corpus_tools.style import Weight, font_path, register_fonts, use_style

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

LABEL = "BBC عربي 45%"

_TEXT: Any = Text  # its private methods are replaced, and put back


def draw(*texts: str, weight: Weight = "regular", **options: Any) -> list[list[int]]:
    """Draw texts one by one and give the glyphs of their lines."""
    figure = Figure()
    with use_style():
        for text in texts:
            figure.text(0.5, 0.5, text, fontweight=weight, **options)
        return drawn_lines(figure, font_path(weight))


def expected(line: str, *, base: str = "R", weight: Weight = "regular") -> list[int]:
    """Give the glyphs that a line should have on this matplotlib."""
    return expected_glyphs(line, font_path(weight), base=base, features=None if shapes_natively() else UNENCODED)


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
    assert draw(*map(shape, LINES)) == list(map(expected, LINES))


def test_shape_is_enough_where_the_style_is_not_in_force() -> None:
    register_fonts()
    with rc_context({"font.family": "IBM Plex Sans Arabic"}):
        figure = Figure()
        for line in LINES:
            figure.text(0.5, 0.5, shape(line))
        drawn = drawn_lines(figure, font_path("regular"))
    assert list(map(outlines, drawn)) == [outlines(expected(line)) for line in LINES]


# Without ZWJ, which can make a letter join to nothing: its form then does not tell in which order the text stands.
_ALPHABET = (
    "حمصدارلاهبيةگچپ ًّٰﺣﻤﺺﻻﻡaB 12٣۴()«»[]<>%$#@_-–.,:/!؟،\n\u200c\u200e\u200f\ufeff\u00ad\u2067\u2069\u202b\u202c"
)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=_ALPHABET, max_size=24))
def test_shaping_is_idempotent(text: str) -> None:
    assert shape(shape(text)) == shape(text)
    assert visual(visual(text)) == visual(text)


# Every way that text takes to the page.


def test_each_line_of_a_text_has_its_own_direction() -> None:
    assert draw("الحرب، 2011–2017\nBBC عربي 45%\n2011–2017") == [
        expected("الحرب، 2011–2017"),
        expected("BBC عربي 45%"),
        expected("2011–2017", base="L"),
    ]


def test_wrapped_lines_are_read_like_their_paragraph() -> None:
    text = "أفادت BBC News Arabic TV في Homs Syria يوم السبت بانتهاء إجلاء آخر دفعة من حي الوعر إلى إدلب"
    words = text.split()
    drawn = draw(text, wrap=True, ha="left", size=24)
    assert len(drawn) > 2
    taken = 0
    for line in drawn:
        size = next(n for n in range(1, len(words) + 1) if expected(" ".join(words[taken : taken + n])) == line)
        taken += size
    assert taken == len(words)


def test_wrapping_measures_what_is_drawn() -> None:
    """Bare letters are half as wide again as joined ones; dollars would be read as mathematics."""
    text = "السعر $5 إلى $6 بعد بيع السلع في سوق حمص"
    figure = Figure(figsize=(4, 1))
    with use_style():
        label = figure.text(0, 0.5, text, size=16)
        width = label.get_window_extent().width
        figure.set_figwidth(1.05 * width / figure.dpi)
        label.set_wrap(True)
        assert drawn_lines(figure, font_path("regular")) == [expected(text)]


def test_all_artists_are_drawn_right() -> None:
    with use_style():
        figure = Figure(figsize=(8, 6))
        axes = figure.subplots()
        axes.bar([LABEL, "حمص"], [1, 2], label=LABEL)
        axes.set_xlabel(LABEL, rotation=30)
        axes.set_ylabel(LABEL, rotation=90)
        axes.tick_params(axis="x", rotation=45)
        axes.annotate(LABEL, (0, 1), (1, 1), arrowprops={"arrowstyle": "->"}, bbox={"boxstyle": "round"})
        axes.legend(title=LABEL)
        axes.table([[LABEL]])
        axes.secondary_xaxis("top").set_xlabel(LABEL)
        figure.supxlabel(LABEL)
        drawn = drawn_lines(figure, font_path("regular"))
    assert drawn.count(expected(LABEL)) == 9


def test_pandas_seaborn_and_networkx_draw_plain_strings_right() -> None:
    table = pd.DataFrame({"actor": [LABEL, "حمص"], "n": [3, 2]})
    with use_style():
        figure, axes = plt.subplots(1, 3)
        table.set_index("actor").rename(columns={"n": "العدد (n)"}).plot.barh(ax=axes[0])
        sns.barplot(table, x="n", y="actor", ax=axes[1])
        graph = nx.Graph([(LABEL, "حمص")])
        nx.draw_networkx(graph, {LABEL: (0, 0), "حمص": (1, 1)}, ax=axes[2], font_family="IBM Plex Sans Arabic")
        drawn = drawn_lines(figure, font_path("regular"))
        plt.close(figure)
    assert drawn.count(expected(LABEL)) == 3
    assert drawn.count(expected("حمص")) == 3
    assert expected("العدد (n)") in drawn


def test_a_path_of_text_is_joined() -> None:
    with use_style():
        joined, bare = TextPath((0, 0), "لا"), TextPath((0, 0), "ل")
    assert len(joined.vertices) > 0
    assert joined.get_extents().width < 2 * bare.get_extents().width


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
    with use_style():
        assert _TEXT(text=line)._preprocess_math(line)[1] is is_formula


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


# What is not seen.

UNSEEN = "\ufeff\u00ad\u200b\u2060\u034f\x00\x07\x7f\x9f\ufe0f\ufffa"


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_unseen_characters_break_no_format(form: str) -> None:
    with use_style():
        figure = Figure(figsize=(2, 1))
        for char in UNSEEN:
            for line in (f"{char}حمص", f"ح{char}مص", f"حمص{char}", char, f"Homs{char} $x$"):
                figure.text(0.5, 0.5, line)
        figure.text(0.5, 0.5, "حمص\u2028حلب\u2029درعا\x85إدلب\tحماة\r\nدمشق")
        figure.savefig(BytesIO(), format=form)


def test_unseen_characters_leave_no_glyph() -> None:
    assert draw(*(f"{char}قال{char} ناشط{char}" for char in UNSEEN)) == [expected("قال ناشط")] * len(UNSEEN)
    assert draw(*(f"{char}Homs{char}" for char in UNSEEN)) == [expected("Homs", base="L")] * len(UNSEEN)


def test_what_is_no_character_is_shown_as_such() -> None:
    assert shape("حم\ud83dص") in ("حم\ufffdص", "ص\ufffdﺣﻢ", "ﺺ\ufffdﻢﺣ", "ﺹ\ufffdﻢﺣ")


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_isolates_and_embeddings_break_no_format(form: str) -> None:
    with use_style():
        figure = Figure(figsize=(4, 1))
        figure.text(0.5, 0.5, "الحرب \u2068ISIS (2014)\u2069 في \u202b2011\u202c \u2067حمص")
        figure.savefig(BytesIO(), format=form)


def test_an_isolate_keeps_its_order_and_leaves_no_glyph() -> None:
    assert draw("قال \u2068C++\u2069 وحده") == [expected("قال C++\u200e وحده")]


# The PDF of matplotlib 3.11.


@pytest.mark.parametrize("fonttype", [3, 42])
def test_no_chunk_of_a_pdf_is_moved_by_kerning_after_it_was_placed(fonttype: int) -> None:
    with use_style(), rc_context({"pdf.compression": 0, "pdf.fonttype": fonttype}):
        figure = Figure()
        figure.text(0.5, 0.5, "هُنَا دِمَشْقُ، لَا غَيْرُهَا. AVATAR To")
        pdf = BytesIO()
        figure.savefig(pdf, format="pdf")
    placed = re.findall(rb" Tf\s+[-\d.]+ [-\d.]+ Td\s+(?:[-\d.]+ Ts\s+)?\[ ?(\S)", pdf.getvalue())
    if shapes_natively():
        assert len(placed) > 5
    assert all(start in b"(<" for start in placed)


# In force, and not.


def test_the_hook_leaves_nothing_behind() -> None:
    before = _TEXT._preprocess_math, _TEXT._get_rendered_text_width
    with shaped_text(), shaped_text():
        assert _TEXT._preprocess_math is not before[0]
    assert (_TEXT._preprocess_math, _TEXT._get_rendered_text_width) == before


def test_the_hook_stays_while_another_thread_needs_it() -> None:
    before = _TEXT._preprocess_math
    entered, left = Barrier(2, timeout=30), Barrier(2, timeout=30)
    seen = []

    def draw_later() -> None:
        with shaped_text():
            entered.wait()
            left.wait()
            seen.append(_TEXT._preprocess_math is not before)

    thread = Thread(target=draw_later)
    thread.start()
    with shaped_text():
        entered.wait()
    left.wait()
    thread.join()
    assert seen == [True]
    assert _TEXT._preprocess_math is before


def test_importing_the_functions_does_not_import_matplotlib() -> None:
    code = "import sys, corpus_tools.shaping; sys.exit('matplotlib' in sys.modules)"
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
    assert visual(text) == shown
