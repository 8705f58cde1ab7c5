"""Meetings by chance within strata: against scipy's distributions convolved, and against simulations."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from corpus_tools.arrays import Ints
from corpus_tools.statistics import chance_meetings as meetings
from corpus_tools.statistics.chance_meetings import Strata

STRATUM = st.integers(1, 12).flatmap(
    lambda units: st.tuples(st.just(units), st.integers(1, units), st.integers(1, units))
)
PAIRS = st.lists(st.lists(STRATUM, min_size=1, max_size=5), min_size=1, max_size=4)


def strata_of(pairs: list[list[tuple[int, int, int]]]) -> Strata:
    rows = [(pair, *stratum) for pair, strata in enumerate(pairs) for stratum in strata]
    return Strata(*np.array(rows, np.int64).T)


def convolved(strata: list[tuple[int, int, int]]) -> np.ndarray:
    total = np.ones(1)
    for units, first, second in strata:
        total = np.convolve(total, stats.hypergeom.pmf(np.arange(min(first, second) + 1), units, first, second))
    return total


@given(PAIRS, st.data())
def test_probabilities_are_those_of_convolved_distributions(
    pairs: list[list[tuple[int, int, int]]], data: st.DataObject
) -> None:
    sums = [convolved(strata) for strata in pairs]
    n = [data.draw(st.sampled_from(np.flatnonzero(p > 1e-12).tolist())) for p in sums]
    expected = [min(1.0, 2 * min(p[: k + 1].sum(), p[k:].sum())) for p, k in zip(sums, n, strict=True)]
    assert meetings.compare_meetings(strata_of(pairs), np.array(n))[0] == pytest.approx(expected, rel=1e-9)
    mean, variance = (
        meetings.sum_by_pair(x, strata_of(pairs).pair) for x in meetings.chance_meetings(strata_of(pairs))
    )
    moments = [(p @ np.arange(len(p)), p @ np.arange(len(p)) ** 2) for p in sums]
    assert mean == pytest.approx([first for first, _ in moments])
    assert variance == pytest.approx([second - first**2 for first, second in moments], abs=1e-9)


def test_pairs_that_could_not_reach_a_small_p_are_no_tests() -> None:
    # Three meetings of three in a tenth of the units, and two of a kind that reaches 2 / 4 at least.
    _, q = meetings.compare_meetings(strata_of([[(10, 1, 1)] * 3, [(4, 1, 1)], [(4, 1, 1)]]), np.array([3, 1, 0]))
    assert q == pytest.approx([0.002, 1, 1])


@pytest.mark.parametrize("strata", [60, 300])
def test_small_probabilities_keep_their_digits(strata: int) -> None:
    # All meet, with a chance of a fifth each.
    p = meetings.compare_meetings(strata_of([[(5, 1, 1)] * strata]), np.array([strata]))[0]
    assert p[0] == pytest.approx(2 * 0.2**strata, rel=1e-10)


def test_strata_taken_by_block_and_one_by_one_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [[(20, 1, 2), (9, 3, 4)] * 150, [(8, 2, 3), (5, 1, 1), (2, 2, 1)] * 70, [(7, 5, 6)] * 131]
    for n in ([210, 140, 540], [280, 200, 570], [270, 190, 600]):
        by_block = meetings.compare_meetings(strata_of(pairs), np.array(n))[0]
        alone = [
            meetings.compare_meetings(strata_of([pair]), np.array([k]))[0][0] for pair, k in zip(pairs, n, strict=True)
        ]
        assert by_block.tolist() == alone  # whatever pairs are beside it
        monkeypatch.setattr(meetings, "_LONG", meetings.EXACT_STRATA)
        assert meetings.compare_meetings(strata_of(pairs), np.array(n))[0] == pytest.approx(by_block, rel=1e-11)
        monkeypatch.undo()


def test_p_may_be_missing_where_it_is_not_asked_for() -> None:
    strata, n = strata_of([[(4, 1, 1)], [(10, 1, 1)] * 3, [(4, 1, 1)]]), np.array([1, 3, 0])
    whole, asked = (
        meetings.compare_meetings(strata, n, asked=which) for which in (None, np.array([True, False, False]))
    )
    assert np.isnan(asked[0]).tolist() == [False, False, True]
    assert asked[0][:2].tolist() == whole[0][:2].tolist()
    assert asked[1].tolist() == whole[1].tolist()


def test_many_strata_are_compared_with_a_normal_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [[(20, 1, 2)] * 300, [(8, 2, 3), (5, 1, 1)] * 100]
    for n in ([18, 70], [30, 95], [45, 125]):
        exact = meetings.compare_meetings(strata_of(pairs), np.array(n))[0]
        monkeypatch.setattr(meetings, "EXACT_STRATA", 250)  # the first pair has more
        near = meetings.compare_meetings(strata_of(pairs), np.array(n))[0]
        monkeypatch.undo()
        assert near[0] == pytest.approx(exact[0], rel=0.15)
        assert near[0] != exact[0] or n[0] == 30
        assert near[1] == exact[1]


@pytest.mark.parametrize(("articles", "spread"), [(40, 0.0), (60, 0.7), (200, 0.7)])
def test_intervals_of_the_ratio_cover_it_where_articles_differ(articles: int, spread: float) -> None:
    random = np.random.default_rng(articles)

    def meet(repeats: int) -> Ints:
        """Let two actors of ten sentences meet twice as often as by chance, in some articles more and in some less."""
        chance = 0.2 * random.lognormal(-(spread**2) / 2, spread, (repeats, articles))
        return random.binomial(3, np.minimum(chance, 1))

    met = meet(1500)
    row = np.repeat(np.arange(len(met)), articles)
    strata = Strata(row, *(np.full(len(row), value) for value in (10, 1, 3)))
    ratio, low, high = meetings.ratio_to_chance(met.ravel(), strata, confidence=0.95)
    assert ratio == pytest.approx(np.log2(met.sum(axis=1) / (articles * 0.3)))
    truth = np.log2(meet(1500).mean() / 0.3)
    assert 0.93 <= np.mean((low <= truth) & (truth <= high)) <= 0.975


def test_the_interval_is_missing_where_nothing_could_vary() -> None:
    _, low, high = meetings.ratio_to_chance(
        np.array([1, 1, 1]), strata_of([[(9, 1, 1)], [(1, 1, 1)] * 2]), confidence=0.9
    )
    assert np.isnan([low, high]).all()


def test_of_no_meeting_the_upper_end_is_that_of_poisson() -> None:
    ratio, low, high = meetings.ratio_to_chance(np.zeros(40, np.int64), strata_of([[(10, 1, 1)] * 40]), confidence=0.95)
    upper = stats.chi2.ppf(0.975, 2) / 2
    assert (ratio[0], low[0], high[0]) == (-np.inf, -np.inf, pytest.approx(np.log2(upper / 4)))
