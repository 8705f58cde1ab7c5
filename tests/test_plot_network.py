"""Names joined by lines."""

import numpy as np
import pandas as pd
import pytest
from figure_checks import assert_readable, boxes, said
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


NAMES = pd.DataFrame({"actor_id": ["A", "B", "C"], "name_ar": ["أ", "ب", "ج"], "parent": [None, "A", None]})


def test_lines_are_for_more_than_chance_and_not_for_parts_and_their_wholes() -> None:
    links = pd.DataFrame(
        {
            "actor_a": ["A", "A", "B"],
            "actor_b": ["B", "C", "C"],
            "n": [9, 8, 7],
            "documents": 5,
            "expected": [2.0, 2.0, 9.0],  # B and C meet less often than by chance
            "q": [0.01, 0.04, 0.01],
        }
    )
    joined = figures.plot_network(links, actors=NAMES).rows
    assert joined[["actor_a", "actor_b"]].to_numpy().tolist() == [["A", "B"], ["A", "C"]]
    apart = figures.plot_network(links, actors=NAMES, parents=False).rows
    assert apart[["actor_a", "actor_b"]].to_numpy().tolist() == [["A", "C"]]
    with pytest.raises(figures.NothingToDrawError, match="more often than by chance"):
        figures.plot_network(links.assign(q=0.06), actors=NAMES)


def test_pairs_that_should_have_met_have_a_zero_and_uncounted_ones_no_cell() -> None:
    links = pd.DataFrame({"actor_a": ["A", "A", "B"], "actor_b": ["B", "C", "C"], "n": [2, 3, 0]})
    figure = figures.plot_co_mentions(links, actors=NAMES)
    assert said(figure).count("0") == 1
    assert len(boxes(figure, 0)) == 3
    without = links.assign(n=[0, 3, 2]).drop(index=0)
    without.attrs["counted"] = {"parents": False}
    figure = figures.plot_co_mentions(without, actors=NAMES)
    assert said(figure).count("0") == 0
    assert len(boxes(figure, 0)) == 2
