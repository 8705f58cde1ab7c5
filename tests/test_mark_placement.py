"""Vowel marks stand where HarfBuzz puts them with the same font."""

import re
from io import BytesIO

import numpy as np
import pytest
import uharfbuzz
from glyph_oracle import UNENCODED
from matplotlib.figure import Figure
from matplotlib.image import imread

from corpus_tools.figures.style import Weight, font_path, use_style
from corpus_tools.script import MARKS
from corpus_tools.shaping.direction import to_screen_order
from corpus_tools.shaping.mark_placement import has_marks, place_marks
from corpus_tools.shaping.presentation import font_forms, join

WORDS = [
    "دَ",
    "خصوصاً",
    "شرقًا",
    "مُحَمَّدٌ",
    "الشَّعْبُ",
    "يُرِيدُ",
    "ظُلْمٌ",
    "أُمَّةٌ",
    "كِتَابٍ",
    "لِلَّهِ",
    "الرَّحمٰن",
    "مستقلّاً",
    "لَا",
    "لاً",
    "لأَمن",
    "لِأَنَّ",
    "لإِدلب",
    "فِي",
    "العربيّ",
    "عربيٌّ",
    "بَيْنَ",
    "غَيْرِ",
]


def expected(word: str, weight: Weight) -> dict[int, tuple[float, float]]:
    """Give the place of each mark, by its place in the line, from the glyph of its letter on, in ems."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_path(weight))))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.direction, buffer.script = "rtl", "Arab"
    uharfbuzz.shape(uharfbuzz.Font(face), buffer, UNENCODED | {"kern": False})
    places = {}
    positions = buffer.glyph_positions
    for at, position in enumerate(positions):
        if position.x_advance == 0:
            letter = next(other for other in positions[at:] if other.x_advance)
            places[at] = (
                (position.x_offset - letter.x_offset) / face.upem,
                (position.y_offset - letter.y_offset) / face.upem,
            )
    return places


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("word", WORDS)
def test_marks_stand_where_harfbuzz_puts_them(word: str, weight: Weight) -> None:
    font = font_path(weight)
    line = to_screen_order(join(word, forms=font_forms(font)), "R")
    places = {at: offset for at, (_, offset) in place_marks(line, font).items()}
    wanted = expected(word, weight)
    assert places.keys() == wanted.keys()
    for at, place in places.items():
        assert place == pytest.approx(wanted[at], abs=0.0015), (at, line[at])


def ink_top(text: str) -> int:
    """Draw a text on pixels and give the first row with ink."""
    figure = Figure(figsize=(2, 2), dpi=100)
    with use_style():
        figure.text(0.5, 0.5, text, fontsize=40)
        png = BytesIO()
        figure.savefig(png, format="png", dpi=100)
    png.seek(0)
    grey = imread(png)[:, :, :3].mean(axis=2)
    return int(np.flatnonzero((grey < 0.5).any(axis=1))[0])


@pytest.mark.parametrize("text", ["داً", "لَا", "أُمَّة"])
def test_marks_are_drawn_above_tall_letters(text: str) -> None:
    assert ink_top(text) < ink_top(re.sub(f"[{MARKS}]", "", text)) - 5


def test_a_mark_without_a_letter_is_left_alone() -> None:
    assert place_marks("\u064e", font_path("regular")) == {}
    assert place_marks("\u064e ", font_path("regular")) == {}


def test_isolated_forms_carry_marks_like_bare_letters() -> None:
    font = font_path("regular")
    assert place_marks("\u064eﺩ", font) == place_marks("\u064eد", font)


def test_marks_are_noticed() -> None:
    assert all(has_marks(word) for word in WORDS)
    assert not has_marks("حمص (Homs) 2017")
