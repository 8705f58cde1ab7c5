"""The two states of a series of counts, ordinary and bursty, and what is expected in the ordinary one."""

from typing import NamedTuple

import numpy as np

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.statistics.overdispersion import dispersion_of, fit_expected, gain_of_raised_rate, poisson_gain

#: From how many periods on a trend, and the days of the week, can be told from chance.
_PERIODS_FOR_TREND, _DAYS_FOR_WEEK = 24, 28
#: The 95th percentile of chi-square with six degrees of freedom.
_WEEK_BY_CHANCE = 12.59
#: What it takes to be left out of the fit, whatever it takes to be returned as a burst.
_SETTING_ASIDE = 1.0


class States(NamedTuple):
    """Series (rows) of counts: what is expected, how many times that the variance is, gains, which are bursty."""

    expected: Floats
    dispersion: Floats
    gain: Floats
    bursty: Bools


def usual_course(counts: Ints, shares: Floats, weekday: int | None, *, ratio: float, cost: float) -> Floats:
    """Return as columns what changes without a burst: level, trend, and days of the week if the first is `weekday`.

    The days of the week are left out where they differ no more than by chance (5 %): fitted all the same, they would
    only hide bursts.
    """
    periods = counts.shape[1]
    columns = [np.ones(periods)]
    if periods >= _PERIODS_FOR_TREND:
        columns.append(np.linspace(-1, 1, periods))
    course = np.stack(columns, axis=1)
    if weekday is None or periods < _DAYS_FOR_WEEK:
        return course
    day = (np.arange(periods) + weekday) % 7
    states = find_states(counts, shares, course, ratio=ratio, cost=cost)
    expected = np.where(states.bursty, 0, states.expected)[0]
    left = np.where(states.bursty, 0, counts - states.expected)[0]
    by_day, scale = np.bincount(day, left, 7), np.maximum(np.bincount(day, expected, 7), 1e-9)
    if (by_day**2 / scale).sum() < _WEEK_BY_CHANCE * states.dispersion[0]:
        return course
    return np.column_stack([course, *((day == other) - 1.0 * (day == 6) for other in range(6))])


def find_states(counts: Ints, shares: Floats, course: Floats, *, ratio: float, cost: float) -> States:
    """Fit what is expected, find what is bursty, and fit again without that, so that a burst does not hide itself.

    At first there is no trend and no variance above that of Poisson counts: a burst would pass for either.
    """
    offset = np.log(np.maximum(shares, 1e-12))
    used = np.ones(counts.shape, np.bool_)
    expected = fit_expected(counts, offset, course[:, :1], used)
    states = States(expected, np.ones(len(counts)), poisson_gain(counts, expected, ratio), ~used)
    for _ in range(3):
        used = ~bursty_states(states.gain, cost=_SETTING_ASIDE)
        # Where more than half would be bursty, nothing ordinary is left to compare with.
        used[used.mean(axis=1) < 0.5] = True
        expected = fit_expected(counts, offset, course, used)
        dispersion = dispersion_of(counts, expected, used, len(course[0]))
        gain = gain_of_raised_rate(counts, expected, dispersion, ratio)
        states = States(expected, dispersion, gain, ~used)
    return states._replace(bursty=bursty_states(states.gain, cost=cost))


def bursty_states(gain: Floats, *, cost: float) -> Bools:
    """Return whether the likeliest state of each period is bursty (Viterbi), for several series; ties stay ordinary."""
    toll = cost * np.log(gain.shape[1])
    stayed = np.zeros(gain.shape[::-1], np.bool_)  # whether the best way to be bursty here was bursty before
    left = np.zeros(gain.shape[::-1], np.bool_)  # whether the best way to be ordinary here was bursty before
    ordinary, bursty = np.zeros(len(gain)), np.full(len(gain), -np.inf)
    for at, here in enumerate(np.ascontiguousarray(gain.T)):
        stayed[at] = bursty > ordinary - toll
        left[at] = bursty > ordinary
        ordinary, bursty = np.maximum(ordinary, bursty), np.maximum(bursty, ordinary - toll) + here
    states = np.zeros(gain.shape[::-1], np.bool_)
    state = bursty > ordinary
    for at in reversed(range(len(states))):
        states[at] = state
        state = np.where(state, stayed[at], left[at])
    return states.T


def runs_of(states: States) -> tuple[Ints, Ints, Ints, Floats]:
    """Return the series, the half-open bounds and the weight of each run of bursty periods."""
    edges = np.diff(np.pad(states.bursty.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    series, start = np.nonzero(edges == 1)
    end = np.nonzero(edges == -1)[1]
    sums = np.pad(np.cumsum(np.where(states.bursty, states.gain, 0), axis=1), ((0, 0), (1, 0)))
    return series, start, end, sums[series, end] - sums[series, start]
