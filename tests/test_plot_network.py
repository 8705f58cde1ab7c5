"""Names joined by lines."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import assert_readable
from two_sources import draw_network

from corpus_tools import figures


def test_lines_of_the_network_are_as_wide_as_their_numbers() -> None:
    figure = draw_network()
    widths = [line.get_linewidth() for line in figure.axes[0].lines]
    assert np.allclose(np.array(widths) / widths[0], figure.rows["n"] / figure.rows["n"].iloc[0])


def many_links(actors: int, *, seed: int) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    pairs = [(f"{a:02}", f"{b:02}") for b in range(actors) for a in range(b)]
    links = pd.DataFrame(pairs, columns=["actor_a", "actor_b"])
    links["n"] = draw.geometric(0.05, len(links))
    return links.assign(documents=links["n"])


@pytest.mark.parametrize("actors", [2, 5, 20])
def test_networks_of_any_size_are_readable(actors: int) -> None:
    names = pd.DataFrame({"actor_id": [f"{number:02}" for number in range(actors)]})
    names["name_ar"] = [f"الفصيل المحلي {'في الشمال ' * (number % 3)}{number}" for number in range(actors)]
    figure = figures.plot_network(many_links(actors, seed=actors), actors=names, top=actors)
    assert_readable(figure)
    ends = pd.concat([figure.rows["actor_a"], figure.rows["actor_b"]]).value_counts()
    assert len(ends) == actors
    assert ends.min() >= min(actors - 1, 3)
