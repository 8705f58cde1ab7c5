"""Pairs of actors as bars, each with a sentence."""

import pandas as pd
import pytest
from figure_checks import assert_readable, bar_widths, said
from two_sources import ACTORS, LINKS, draw_pairs

from corpus_tools import figures
from corpus_tools.locale import Lang


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
