"""Pairs of actors as bars, each with a sentence."""

from dataclasses import replace

import pandas as pd
import pytest
from figure_checks import assert_readable, bar_widths, said
from two_sources import ACTORS, CORPUS, LINKS, MENTIONS, draw_pairs

from corpus_tools import figures
from corpus_tools.analysis import actor_figures
from corpus_tools.analysis.draw import draw_figures
from corpus_tools.analysis.find import analyze
from corpus_tools.locale import ARABIC, Lang


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pairs_are_drawn_by_number_with_a_sentence_that_names_both(lang: Lang) -> None:
    figure = draw_pairs(lang)
    assert_readable(figure)
    rows = figure.rows
    assert rows["n"].is_monotonic_decreasing
    widths = [bar_widths(figure, panel)[0] for panel in range(len(rows))]
    assert [width / widths[0] for width in widths] == pytest.approx((rows["n"] / rows["n"].iloc[0]).tolist())
    assert figure.evidence["mark"].value_counts().sort_index().tolist() == rows["n"].tolist()
    assert "وهاجم تنظيم الدولة قرية قرب حلب، وردت روسيا على تنظيم الدولة." in " ".join(said(figure)).replace("  ", " ")


def test_a_number_says_in_how_many_articles_it_is() -> None:
    links = pd.DataFrame({"actor_a": ["RUS"], "actor_b": ["TUR"], "n": [4], "documents": [2]})
    assert "4 جمل في مقالتين" in said(figures.plot_pairs(links, actors=ACTORS))
    links.attrs["counted"] = {"within": "document"}
    assert "4 مقالات" in said(figures.plot_pairs(links, actors=ACTORS))


def test_no_pair_beyond_chance_is_an_error() -> None:
    with pytest.raises(figures.NothingToDrawError, match="no pair to draw"):
        figures.plot_pairs(LINKS.assign(q=0.5), actors=ACTORS)


def test_the_standard_list_is_as_long_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = replace(analyze(CORPUS), links=LINKS, mention=lambda *_, **__: MENTIONS)
    assert "fewer than 20" in draw_figures(CORPUS, found, top=1).not_drawn["pairs"]
    monkeypatch.setattr(actor_figures, "_DENSE", 2)
    drawn = actor_figures.draw_pairs(CORPUS, found, {"locale": ARABIC, "top": 1})
    assert len(drawn.rows) == 1  # so many are asked for, and not so few there
