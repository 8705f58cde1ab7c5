"""Letters that the typeface lacks are drawn by another font or as boxes, and no warning is printed."""

from io import BytesIO
from itertools import product

import numpy as np
import one_article
import pytest
from builders import corpus_of
from figure_checks import assert_readable, said
from matplotlib.figure import Figure

from corpus_tools import analyze, co_mentions, draw_figures, term_frequency
from corpus_tools.figures import plot_co_mentions, plot_mentions, plot_terms
from corpus_tools.figures.drawing import shaped_text
from corpus_tools.figures.lacking_letters import replace_lacking
from corpus_tools.figures.measuring import font
from corpus_tools.figures.web_fonts import WEIGHTS
from corpus_tools.locale import Lang, Locale

REGULAR = [font("regular", 9).get_file()]
#: Titles in many scripts, with letters that neither font has.
TITLES = [
    "Перемирие в Алеппо", "停火協議", "ハレブで停戦", "알레포 휴전", "הפסקת אש בחלב",
    "หยุดยิงในอเลปโป", "अलेप्पो में युद्धविराम", "ܫܠܡܐ ܒܚܠܒ", "የተኩስ አቁም", "Κατάπαυση του πυρός",
    "ცეცხლის შეწყვეტა", "Զինադադար", "جنگ بندی حلب میں", "ئاگربەست لە حەلەب",
    "هدنة 😀🤖🇸🇾 في حلب", "Ngừng bắn ở Aleppo", "ހުދުނަ", "\U0001d4d0\ue000\ufffd \u2066هدنة\u2069 \ud800",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("هدنة في حلب", "هدنة في حلب"),
        ("هدنة 停火", "هدنة □□"),
        ("Мир", "□□□"),  # this font alone lacks it
        ("هدنة\ufe0f", "هدنة"),
        ("\u200fهدنة\u200d", "\u200fهدنة\u200d"),  # what steers is not drawn, but does its work
        ("نص □", "نص □"),
    ],
)
def test_boxes_stand_for_letters_that_no_font_has(text: str, drawn: str) -> None:
    assert replace_lacking(text, REGULAR) == drawn


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_any_letter_is_drawn_without_a_warning(form: str) -> None:
    figure = Figure(figsize=(4, 4))
    for line, (weight, title) in enumerate(product(WEIGHTS.values(), TITLES)):
        figure.text(0, line / 60, title, fontproperties=font(weight, 9), parse_math=False)
    with shaped_text():  # warnings are errors in these tests
        figure.savefig(BytesIO(), format=form)


def test_what_the_typeface_lacks_is_drawn_by_another_font() -> None:
    def picture(text: str) -> np.ndarray:
        figure = Figure(figsize=(2, 0.5))
        figure.text(0, 0.3, text, fontproperties=font("regular", 12))
        buffer = BytesIO()
        with shaped_text():
            figure.savefig(buffer, format="rgba")
        return np.frombuffer(buffer.getvalue(), np.uint8)

    assert (picture("Мир") != picture("□□□")).any()
    assert (picture("停火") == picture("□□")).all()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_figures_of_many_languages_are_readable_and_say_what_a_box_is(lang: Lang) -> None:
    corpus = corpus_of(*[f"{title} 3 آذار 2017. {title}." for title in TITLES * 2], published="2017-03-04")
    figures = draw_figures(corpus, analyze(corpus), locale=Locale(lang))
    assert {"timeline", "terms"} <= set(figures)
    for figure in figures.values():
        assert_readable(figure)
    [note] = [words for words in said(figures["timeline"]) if "□" in words and words.split()[0] in ("المربع", "A")]
    assert note


def test_a_name_of_ten_thousand_letters_is_cut() -> None:
    corpus = corpus_of(" ".join(["ه" * 10_000, "هدنة", "ه" * 10_000]), published="2017-03-04", source="م" * 10_000)
    figure = plot_terms(term_frequency(corpus), corpus, title="ع" * 10_000, source="م" * 10_000)
    assert_readable(figure)
    assert any("…" in words for words in said(figure))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_an_actor_with_a_name_of_ten_thousand_letters_is_cut(lang: Lang) -> None:
    named = one_article.ACTORS.assign(name_ar="ه" * 10_000, name_en="n" * 10_000)
    mentions, corpus = one_article.mentions(), one_article.CORPUS
    links = co_mentions(corpus, mentions)
    assert_readable(plot_mentions(mentions, corpus, named, locale=Locale(lang)))
    assert_readable(plot_co_mentions(links, corpus, named, mentions=mentions, locale=Locale(lang)))


def test_a_corpus_of_titles_alone_has_figures() -> None:
    corpus = corpus_of("هدنة في حلب", "روسيا وتركيا", title=["هدنة في حلب", "روسيا وتركيا"])
    figures = draw_figures(corpus, analyze(corpus))
    assert set(figures) == {"terms", "mentions", "co_mentions"}
    for figure in figures.values():
        assert_readable(figure)
