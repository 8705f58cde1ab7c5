"""SVG files whose letters are text."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
import two_sources
from matplotlib.figure import Figure

from corpus_tools import figures
from corpus_tools.figures.passport import save_figure
from corpus_tools.locale import Lang

SVG = "{http://www.w3.org/2000/svg}"


def texts_in(path: Path) -> list[ET.Element]:
    return list(ET.parse(path).iter(f"{SVG}text"))  # noqa: S314 - a file that was just written here


def words_of(texts: list[ET.Element]) -> list[str]:
    return ["".join(text.itertext()) for text in texts]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", two_sources.DRAWN)
def test_all_words_are_text_in_the_order_of_reading(name: str, lang: Lang, tmp_path: Path) -> None:
    figure = two_sources.DRAWN[name](lang)
    written, *_ = save_figure(figure, tmp_path / name, formats=["svg"], svg_text=True)
    drawn = [text.get_text() for text in figure.texts if text.get_text().strip()]
    assert sorted(words_of(texts_in(written))) == sorted(drawn)
    rtl = [text for text in texts_in(written) if text.get("direction") == "rtl"]
    assert lang == "en" or figure.heading in words_of(rtl)
    assert figures.verify_figures(tmp_path).empty


def test_the_same_figure_is_the_same_bytes_and_needs_nothing_else(tmp_path: Path) -> None:
    first, second = (
        save_figure(two_sources.draw_keyness(), tmp_path / part / "keyness", formats=["svg"], svg_text=True)[0]
        for part in ("one", "two")
    )
    content = first.read_bytes()
    assert content == second.read_bytes()
    assert content.count(b"font/woff;base64") == 3
    addresses = {part.split(b'"')[0] for part in content.split(b"http")[1:]}
    assert all(b"w3.org" in one or b"creativecommons" in one or b"purl.org" in one for one in addresses)


def test_a_figure_of_somebody_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="`svg_text` is for figures of this package"):
        save_figure(Figure(), tmp_path / "a", data=pd.DataFrame({"n": [1]}), formats=["svg"], svg_text=True)
    assert list(tmp_path.iterdir()) == []
