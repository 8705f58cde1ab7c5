"""How often two things meet by chance: each is placed at random within strata, such as articles, and the sum is tested.

In a stratum of N units that has one thing in a of them and the other in b, they meet in a hypergeometric number. The
sum over strata is compared exactly, so that a small p is as right as a large one.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Codes, Floats, Ints
from corpus_tools.statistics.discovery import false_discovery_rates
from corpus_tools.statistics.intervals import check_confidence

#: Strata of one pair up to which its sum is exact: the work grows with the strata times the meetings.
EXACT_STRATA = 4096
_AT_ONCE = 1 << 18  # strata that are looked at together
_LONG, _BLOCK = 128, 32  # strata of a pair up to which each is a step; of a block
FEWEST_ARTICLES = 3  # that a pair must share to be tested: one or two tell of themselves alone
_TELLING = 0.05  # the p that a pair must be able to reach to be tested
_HALF = 0.5
_ROUNDING = 1e-9  # a share of p that sums of logarithms may be off, lest a p of exactly 0.05 count by chance


class _Margins(NamedTuple):
    """The distinct numbers of strata: many strata have the same, and what depends on them is computed once for all."""

    units: Ints
    first: Ints
    second: Ints

    @property
    def most(self) -> Ints:
        """The most meetings that there can be."""
        return np.minimum(self.first, self.second)

    @property
    def fewest(self) -> Ints:
        """The fewest meetings that there can be."""
        fewest: Ints = np.maximum(self.first + self.second - self.units, 0)
        return fewest


class Strata(NamedTuple):
    """The strata that have both things of a pair, one row a pair and stratum, ordered by pair."""

    pair: Ints | Codes  #: codes from 0, each with a row at least
    units: Ints | Codes
    first: Ints | Codes  #: the units that have the first thing, at least one
    second: Ints | Codes  #: those that have the second


class _Coded(NamedTuple):
    """Strata by the row of their margins."""

    pair: Ints | Codes
    code: Codes
    margins: _Margins


def expected_meetings(strata: Strata | _Margins) -> Floats:
    """Return the mean of the meetings in each stratum: that of the hypergeometric distribution."""
    return strata.first.astype(np.float64) * strata.second / strata.units


def chance_meetings(strata: Strata | _Margins) -> tuple[Floats, Floats]:
    """Return the mean and the variance of the meetings in each stratum: those of the hypergeometric distribution."""
    units, first, second = (values.astype(np.float64) for values in strata[-3:])
    mean = expected_meetings(strata)
    return mean, mean * (units - first) * (units - second) / (units * np.maximum(units - 1, 1))


def sum_by_pair(values: Floats, pair: Ints | Codes) -> Floats:
    """Add up the values of each pair; pairs are in order."""
    return np.add.reduceat(values, np.flatnonzero(np.diff(pair, prepend=-1))) if len(pair) else np.empty(0)


def compare_meetings(
    strata: Strata, n: Ints, *, articles: Ints | None = None, asked: Bools | None = None
) -> tuple[Floats, Floats]:
    """Return the two-sided probability p of n meetings of each pair by chance, and the false discovery rate q.

    p is twice the smaller tail, at most 1. q is adjusted for the pairs that could have reached a p below 0.05, with as
    many meetings as possible or as few, and 1 for the others; it is missing where the strata of a pair are of fewer
    than three `articles`, if these are given. Where some pairs are `asked` for, p of others may be missing. Gilbert
    (2005), "A modified false discovery rate multiple-comparisons procedure for discrete data", Applied Statistics 54.
    """
    told = np.ones(len(n), np.bool_) if articles is None else articles >= FEWEST_ARTICLES
    asked = np.ones(len(n), np.bool_) if asked is None else asked
    tested, p = told.copy(), np.empty(len(n))
    sizes = np.bincount(strata.pair, minlength=len(n))
    ends = np.cumsum(sizes)
    begins = ends - sizes
    firsts = np.flatnonzero(np.diff(begins // _AT_ONCE, prepend=-1)).tolist()  # of pairs that are looked at together
    coded = _find_margins(strata)
    for low, high in pairwise([*firsts, len(n)]):
        rows, pairs = slice(begins[low], ends[high - 1]), slice(low, high)
        some = _Coded(coded.pair[rows] - low, coded.code[rows], coded.margins)
        tested[pairs] &= _smallest_p(some) < _TELLING * (1 - _ROUNDING)
        p[pairs] = _p_of(some, n[pairs], tested[pairs] | asked[pairs])
    q = np.where(told, 1.0, np.nan)
    q[tested] = false_discovery_rates(p[tested])
    return p, q


def _find_margins(strata: Strata) -> _Coded:
    """Return strata by the row of their margins."""
    _, units, first, second = strata
    # In two steps, lest numbers grow too large; smaller ones are kept, for there may be millions.
    of_first, _ = pd.factorize(units.astype(np.int64) * (int(first.max(initial=0)) + 1) + first)
    code = pd.factorize(of_first * (int(second.max(initial=0)) + 1) + second)[0].astype(np.int32)
    rows = np.flatnonzero(np.diff(np.maximum.accumulate(code), prepend=np.int32(-1)))  # the first with each
    return _Coded(strata.pair, code, _Margins(*(values[rows].astype(np.int64) for values in (units, first, second))))


def _p_of(strata: _Coded, n: Ints, wanted: Bools) -> Floats:
    """Return p of the pairs for which it is wanted."""
    p = np.full(len(n), np.nan)
    exact = np.bincount(strata.pair, minlength=len(n)) <= EXACT_STRATA
    for chosen, tails in ((wanted & exact, _exact_tails), (wanted & ~exact, _normal_tails)):
        if chosen.any():
            p[chosen] = np.minimum(1.0, 2 * tails(_of_pairs(strata, chosen), n[chosen]))
    return p


def _of_pairs(strata: _Coded, chosen: Bools) -> _Coded:
    """Return the strata of some pairs, whose codes begin with 0 again."""
    if chosen.all():
        return strata
    kept = np.flatnonzero(chosen[strata.pair])
    return _Coded((np.cumsum(chosen) - 1)[strata.pair[kept]], strata.code[kept], strata.margins)


def _smallest_p(strata: _Coded) -> Floats:
    """Return the smallest p that each pair could have: where most meet, or fewest."""
    pair, code, margins = strata
    logs = (np.bincount(pair, _log_chance_of(met, margins)[code]) for met in (margins.most, margins.fewest))
    return np.asarray(2 * np.exp(np.minimum(*logs)), np.float64)


def _exact_tails(strata: _Coded, n: Ints) -> Floats:
    """Return the smaller of the probabilities of at most n and of at least n meetings of each pair."""
    upper = n > sum_by_pair(expected_meetings(strata.margins)[strata.code], strata.pair)
    before, last = _tails(strata, n, upper).T
    tails, beyond = np.where(upper, (before, last), (last, before))
    # A tail below a half is the smaller one. Where it is not, n lies next to the mean and neither tail is small, so
    # that the other loses no digits as what is left of 1.
    smaller: Floats = np.where(tails < _HALF, tails, np.minimum(tails, 1 - beyond))
    return smaller


def _tails(strata: _Coded, n: Ints, upper: Bools) -> Floats:
    """Return the probabilities of at most n - 1 and n meetings of each pair, a row a pair.

    Where `upper` says so, they are those of at least n and n + 1.
    """
    is_long = np.bincount(strata.pair, minlength=len(n)) > _LONG
    tails = np.empty((len(n), 2))
    for chosen, find in ((is_long, _tails_by_block), (~is_long, _tails_by_step)):
        if chosen.any():
            tails[chosen] = find(_of_pairs(strata, chosen), n[chosen], upper[chosen])
    return tails


def _tails_by_step(strata: _Coded, n: Ints, upper: Bools) -> Floats:
    """Return what `_tails` does, all pairs taking their j-th stratum in one step.

    With p(k) of the next stratum, F(i), the probability of at most i, becomes Σ p(k) F(i - k), where F(i) is 0 for
    i < 0; and so does G(i), that of at least i, which is 1 for i ≤ 0. Nothing is subtracted, so that small tails keep
    all their digits. Pairs with most strata come first, and of each pair the stratum where most can meet.
    """
    sizes = np.bincount(strata.pair, minlength=len(n))
    by_size = np.argsort(-sizes, kind="stable")
    rank = np.empty(len(n), np.int64)
    rank[by_size] = np.arange(len(n))
    order, step = _largest_first(strata, sizes)
    ends = np.cumsum(np.bincount(step))  # of the rows of each step
    place = np.append(0, ends)[step] + rank[strata.pair]
    by_step = np.empty(len(order), np.int64)
    by_step[place] = order
    code = strata.code[by_step]
    most = strata.margins.most[code]
    reach = np.maximum.reduceat(most, np.append(0, ends[:-1]))  # never rises from step to step
    p = [  # the probability of k, in the steps where some can meet so often
        _chances_of(k, strata.margins)[code[: ends[reach >= k][-1]]] for k in range(reach[0] + 1)
    ]
    # Each pair has the values before F (0) and F(0) to F(n), or those before G (1) and G(1) to G(n + 1).
    is_upper = upper[by_size]
    parts = np.stack([most[: len(n)], n[by_size] + 1], axis=1)
    bounds = np.cumsum(parts).reshape(parts.shape)
    state = np.repeat(np.stack([is_upper, ~is_upper], axis=1).astype(np.float64).ravel(), parts.ravel())
    changing = np.repeat(np.tile([False, True], len(n)), parts.ravel())
    owner = np.repeat(np.arange(len(n)), parts.sum(axis=1))
    for begin, end, widest in zip(np.append(0, ends[:-1]).tolist(), ends.tolist(), reach.tolist(), strict=True):
        active = int(bounds[end - begin - 1, -1])
        whose, before = owner[:active], state[:active]
        after = p[0][begin:end][whose] * before
        for k in range(1, widest + 1):
            after[k:] += p[k][begin:end][whose[k:]] * before[:-k]
        np.copyto(before, after, where=changing[:active])
    found: Floats = state[bounds[rank, 1:] - [2, 1]]
    return found


def _tails_by_block(strata: _Coded, n: Ints, upper: Bools) -> Floats:
    """Return what `_tails` does for pairs with many strata: a block of these makes one step."""
    tails = np.empty((len(n), 2))
    for pair, blocks in enumerate(_add_up_blocks(strata)):
        deep = blocks.shape[1] - 1
        state = np.concatenate([np.full(deep, float(upper[pair])), np.full(n[pair] + 1, ~upper[pair])])
        for p in blocks[:, ::-1]:
            state[deep:] = np.correlate(state, p, "valid")
        tails[pair] = state[-2:]
    return tails


def _add_up_blocks(strata: _Coded) -> list[Floats]:
    """Return for each pair the probabilities of 0, 1, … meetings in blocks of its strata, a row a block."""
    sizes = np.bincount(strata.pair)
    n_blocks = -(-sizes // _BLOCK)
    order, place = _largest_first(strata, sizes)
    step, number = np.divmod(place, n_blocks[strata.pair])
    first = np.cumsum(n_blocks) - n_blocks
    block = first[strata.pair] + number
    by_step = np.argsort(step.astype(np.uint8), kind="stable")
    block, code = block[by_step], strata.code[order[by_step]]
    most = strata.margins.most[code]
    chances = [_chances_of(k, strata.margins) for k in range(most.max() + 1)]
    state = np.ones((1, int(n_blocks.sum())))
    for begin, end in pairwise(np.append(0, np.cumsum(np.bincount(step))).tolist()):
        at, held = block[begin:end], code[begin:end]
        widest = int(most[begin:end].max())
        after = np.zeros((len(state) + widest, state.shape[1]))
        for k in range(widest + 1):
            p = np.full(state.shape[1], float(k == 0))  # a block that has no stratum more stays as it is
            p[at] = chances[k][held]
            after[k : k + len(state)] += p * state
        state = after
    # Each pair is cut to what it can reach, lest its sums depend on the pairs beside it.
    can_meet = np.bincount(block, most).astype(np.int64)
    widths = np.maximum.reduceat(can_meet, first) + 1
    return [
        np.ascontiguousarray(state[:width, low : low + size].T)
        for width, low, size in zip(widths.tolist(), first.tolist(), n_blocks.tolist(), strict=True)
    ]


def _largest_first(strata: _Coded, sizes: Ints) -> tuple[Ints, Ints]:
    """Return the strata pair by pair, that where most can meet first, and the place of each in its pair."""
    most = strata.margins.most[strata.code]
    order = np.argsort(strata.pair * (most.max() + 1) - most, kind="stable")
    return order, np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _chances_of(k: int, margins: _Margins) -> Floats:
    """Return the probability of k meetings in a stratum of each kind."""
    possible = (k <= margins.most) & (k >= margins.fewest)
    p = np.zeros(len(possible))
    held = _Margins(*(values[possible] for values in margins))
    p[possible] = np.exp(_log_chance_of(np.full(len(held.units), k), held))
    return p


def _log_chance_of(met: Ints, margins: _Margins) -> Floats:
    """Return the logarithm of the hypergeometric probability of so many meetings, which must be possible."""
    units, first, second = margins
    ways = _log_factorials(int(units.max(initial=0)))
    whole = ways[first] + ways[units - first] + ways[second] + ways[units - second] - ways[units]
    found: Floats = whole - ways[met] - ways[first - met] - ways[second - met] - ways[units - first - second + met]
    return found


@lru_cache(maxsize=4)
def _log_factorials(most: int) -> Floats:
    """Return the logarithms of the factorials of 0 to a number, asked for again for each number of meetings."""
    return np.cumsum(np.log(np.maximum(1, np.arange(most + 1))))


def _normal_tails(strata: _Coded, n: Ints) -> Floats:
    """Return the same from a normal distribution, corrected for steps and for skewness.

    Volkova (1996), "A refinement of the central limit theorem for sums of independent random indicators", Theory of
    Probability and its Applications 40.
    """
    from scipy.special import ndtr  # noqa: PLC0415 - heavy, and needed only here

    units, first, second = (values.astype(np.float64) for values in strata.margins)
    means, variances = chance_meetings(strata.margins)
    third = variances * (units - 2 * first) * (units - 2 * second) / (units * np.maximum(units - 2, 1))
    mean, variance, skew = (sum_by_pair(values[strata.code], strata.pair) for values in (means, variances, third))
    error = np.sqrt(np.maximum(variance, 1e-12))  # where nothing can vary, both tails are 1
    tails = []
    for z, sign in (((n + 0.5 - mean) / error, 1), ((mean - n + 0.5) / error, -1)):
        bend = skew / error**3 * (1 - z**2) * np.exp(-(z**2) / 2) / (6 * np.sqrt(2 * np.pi))
        tails.append(np.clip(ndtr(z) + sign * bend, 0.0, 1.0))
    return np.asarray(np.minimum(*tails), np.float64)


def ratio_to_chance(n: Ints, strata: Strata, *, confidence: float) -> tuple[Floats, Floats, Floats]:
    """Return the binary logarithm of the meetings over those by chance, with an interval by stratum; n a row of strata.

    The variance of the ratio is that of sums over independently drawn strata (Cochran 1977, "Sampling techniques",
    6.4), or, if larger, that of n draws as spread as chance has them; the interval is Student's, with as many degrees
    of freedom as strata but one. It is missing where one stratum or none lets the number vary. Of no meeting the ratio
    is -∞, with the upper end of Poisson's exact interval (Garwood 1936).
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - heavy, and needed only here

    check_confidence(confidence)
    mean, variance = chance_meetings(strata)
    met, expected, spread = (sum_by_pair(values, strata.pair) for values in (n.astype(np.float64), mean, variance))
    sizes = np.bincount(strata.pair, minlength=len(met))
    known = (sizes > 1) & (spread > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(met / expected)
        draws = sum_by_pair((n / met[strata.pair] - mean / expected[strata.pair]) ** 2, strata.pair)
        error = np.sqrt(np.maximum(draws * sizes / (sizes - 1), spread / expected / met))
        half = stdtrit(np.maximum(sizes - 1, 1), (1 + confidence) / 2) * error
        low, high = ratio - half, np.where(met > 0, ratio + half, np.log(-np.log((1 - confidence) / 2) / expected))
    low = np.where(met > 0, low, -np.inf)
    return tuple(
        np.where(good, value, np.nan) / np.log(2) for good, value in ((True, ratio), (known, low), (known, high))
    )
