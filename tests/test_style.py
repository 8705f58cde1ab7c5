"""The look of figures: data that holds together, fonts by path, nothing left behind."""

import gc
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from matplotlib import rc_context, rcParams
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.text import Text

from corpus_tools.figures.drawing import stop_shaping
from corpus_tools.figures.style import Weight, font_path, palette, register_fonts, style_settings, use_style


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen_without_green(colour: str) -> tuple[float, float, float]:
    """The colour as a reader with deuteranopia sees it (Viénot, Brettel and Mollon 1999), in linear light."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return 0.29275 * red + 0.70725 * green, 0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue


@pytest.mark.parametrize("name", ["ink", "grey", "red", "blue"])
def test_words_in_these_inks_can_be_read_on_paper(name: str) -> None:
    assert contrast(palette()[name], palette()["paper"]) >= 4.5


def test_neighbouring_series_differ_for_readers_who_do_not_tell_red_from_green() -> None:
    series = [entry["color"] for entry in style_settings()["axes.prop_cycle"]]
    assert len(set(series)) == len(series)
    for one, other in pairwise(series):
        distance = sum((a - b) ** 2 for a, b in zip(seen_without_green(one), seen_without_green(other), strict=True))
        assert distance**0.5 > 0.08, (one, other)
    assert all(contrast(one, palette()["paper"]) >= 2.5 for one in series)
    assert not any(one == other for one, other in combinations(series, 2))


def test_matplotlib_knows_every_setting() -> None:
    with use_style():
        current = dict(rcParams.items())
    for key, value in style_settings().items():
        assert current[key] == value, key


@pytest.mark.parametrize(("weight", "asked"), [("regular", "normal"), ("semibold", "semibold"), ("bold", "bold")])
def test_the_fonts_of_the_package_are_used_by_path(weight: Weight, asked: str) -> None:
    with use_style():
        assert findfont(FontProperties(weight=asked)) == str(font_path(weight))


def test_a_font_of_the_same_name_on_the_machine_does_not_get_in_the_way() -> None:
    register_fonts()
    entry = next(entry for entry in fontManager.ttflist if entry.fname == str(font_path("regular")))
    other = replace(entry, fname="/usr/share/fonts/IBMPlexSansArabic-Regular.ttf")
    fontManager.ttflist.insert(0, other)
    try:
        register_fonts()
        assert findfont(FontProperties(family="IBM Plex Sans Arabic")) == str(font_path("regular"))
    finally:
        fontManager.ttflist.remove(other)


def test_fonts_are_registered_once() -> None:
    register_fonts()
    before = list(fontManager.ttflist)
    register_fonts()
    assert fontManager.ttflist == before


def test_the_style_can_be_taken_off_again() -> None:
    before = dict(rcParams)
    method = vars(Text)["_preprocess_math"]
    with use_style():
        use_style().close()
        assert rcParams["font.family"] == ["IBM Plex Sans Arabic", "DejaVu Sans"]
        assert vars(Text)["_preprocess_math"] is not method
    assert dict(rcParams) == before
    assert vars(Text)["_preprocess_math"] is method


def test_without_a_with_statement_it_stays() -> None:
    method = vars(Text)["_preprocess_math"]
    with rc_context():
        use_style()
        gc.collect()
        try:
            assert rcParams["font.family"] == ["IBM Plex Sans Arabic", "DejaVu Sans"]
            assert vars(Text)["_preprocess_math"] is not method
        finally:
            stop_shaping()
    assert vars(Text)["_preprocess_math"] is method
