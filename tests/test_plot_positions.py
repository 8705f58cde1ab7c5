"""Where in the text terms stand."""

import pandas as pd
import pytest
from builders import corpus_of
from figure_checks import assert_readable

import corpus_tools as ct


def test_each_place_is_in_its_part_of_the_text() -> None:
    corpus = corpus_of("هدنة " + "ثم " * 60 + "حلب", "حلب " * 3)
    figure = ct.plot_positions(ct.term_frequency(corpus, stop_words=["ثم"]), corpus)
    rows = figure.rows.set_index("label")
    parts = [f"part_{part}" for part in range(1, 26)]
    assert [int(rows[part]["هدنة"]) for part in parts] == [1] + [0] * 24
    assert [int(rows[part]["حلب"]) for part in parts] == [1] + [0] * 7 + [1] + [0] * 7 + [1] + [0] * 7 + [1]
    assert rows[parts].sum(axis=1).tolist() == rows["n"].tolist()
    assert len(figure.places) == 5


def test_a_single_article_shows_each_place_as_a_stroke() -> None:
    corpus = ct.load_corpus("seeds")
    counts = ct.term_frequency(corpus, stop_words=ct.load_stop_words())
    figure = ct.plot_positions(counts, corpus, top=8)
    strokes = [line for axes in figure.axes for line in axes.lines if line.get_linewidth() == 2]
    assert len(strokes) == figure.rows["n"].sum() == len(figure.places)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("rows", [1, 5, 60])
def test_is_readable_whatever_it_holds(rows: int, lang: str) -> None:
    words = [f"كلمة{'ابتثجحخ'[row % 7]}{'سشصضطظعغفق'[row // 7]}" for row in range(rows)]
    corpus = corpus_of(*(" ".join(words) for _ in range(3)))
    counts = ct.term_frequency(corpus, form="folded")
    assert_readable(ct.plot_positions(counts, corpus, top=60, locale=ct.Locale(lang)))  # type: ignore[arg-type]


def test_nothing_to_draw_is_said() -> None:
    corpus = corpus_of("هدنة")
    with pytest.raises(ct.NothingToDrawError, match="no place to draw"):
        ct.plot_positions(pd.DataFrame({"term": ["قصف"], "n": [0]}), corpus)
    with pytest.raises(ValueError, match="the table says 3 for «هدنة»"):
        ct.plot_positions(pd.DataFrame({"term": ["هدنة"], "n": [3]}), corpus)
