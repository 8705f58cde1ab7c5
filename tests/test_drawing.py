"""Every way that text takes to the page, and what is left behind afterwards: nothing."""

import re
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import networkx as nx
import pandas as pd
import pytest
import seaborn as sns
from drawn_glyphs import draw, drawn_lines, expected
from matplotlib import pyplot as plt
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import TextPath

from corpus_tools.figures.drawing import shaped_text
from corpus_tools.figures.style import font_path, use_style
from corpus_tools.shaping.shape_text import shapes_natively

LABEL = "BBC عربي 45%"

_TEXT: Any = Text  # its private methods are replaced, and put back


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
    placed = re.findall(rb"\s[-\d.]+ [-\d.]+ Td\s+(?:[-\d.]+ Ts\s+)?\[ ?(\S)", pdf.getvalue())
    if shapes_natively():
        assert len(placed) > 5
    assert all(start in b"(<" for start in placed)


# In force, and not.


def test_a_font_in_a_pdf_has_glyphs_and_no_tables_of_layout() -> None:
    with use_style(), rc_context({"pdf.compression": 0, "pdf.fonttype": 42}):
        figure = Figure()
        figure.text(0.5, 0.5, "هدنة في حمص")
        pdf = BytesIO()
        figure.savefig(pdf, format="pdf")
    assert b"glyf" in pdf.getvalue()
    assert not re.search(rb"GSUB|GPOS|GDEF", pdf.getvalue())


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
