"""Compare how often two groups of articles have something; the draws are the articles, not their words."""

from typing import NamedTuple

import numpy as np

from corpus_tools.arrays import Floats
from corpus_tools.statistics.intervals import check_confidence

FEWEST_ARTICLES = 2  # of a group, to tell how much articles differ


class ArticleSums(NamedTuple):
    """Sums over the articles of a group, for one thing or many: each article has it y times out of m."""

    articles: Floats  #: with an m above 0
    m: Floats
    m_squared: Floats
    y: Floats
    y_squared: Floats
    y_m: Floats

    def less(self, part: "ArticleSums") -> "ArticleSums":
        """Return the sums over the articles that are not in `part`."""
        return ArticleSums(*(whole - inside for whole, inside in zip(self, part, strict=True)))

    def others(self) -> "ArticleSums":
        """Return the sums for everything that is not the thing, m - y."""
        y_squared = self.m_squared - 2 * self.y_m + self.y_squared
        return self._replace(y=self.m - self.y, y_squared=y_squared, y_m=self.m_squared - self.y_m)

    def variance(self, rate: Floats) -> Floats:
        """Return the variance of y as its articles show it, sum((y - rate * m)²) with n / (n - 1)."""
        squares = self.y_squared - 2 * rate * self.y_m + rate**2 * self.m_squared
        return np.asarray(np.maximum(squares, 0) * self.articles / (self.articles - 1), np.float64)


class RateComparison(NamedTuple):
    """How two rates compare: the binary logarithm of their ratio, its interval, and the p of a ratio of 1."""

    log_ratio: Floats
    low: Floats
    high: Floats
    p: Floats


def compare_rates(target: ArticleSums, reference: ArticleSums, *, confidence: float = 0.95) -> RateComparison:
    """Compare the rates y / m of two groups of articles that are independent draws.

    An article that has a thing tends to have it again, so each count and its m are first divided by a design effect,
    the variance of the count as the articles show it over the count itself (Rao and Scott 1999, "A simple method for
    analysing overdispersion in clustered Poisson data", Statistics in Medicine 18). It is that of the group, and no
    less than that of all articles under one rate. Given their sum, the effective counts of equal rates are binomial
    (Przyborowski and Wilenski 1940, Biometrika 31): p is twice the smaller tail with half the probability of the
    count itself (mid-p, Lancaster 1961, JASA 56), carried over from the normal distribution to Student's t with as
    many degrees of freedom as there are articles, less two, since the variance is estimated. The interval is Wilson's
    of that binomial share, with the quantile of t.

    A count of 0 stands in the ratio and its interval as a half, scaled by the sizes of the groups: m over the mean m
    of both, so that the two corrections sum to 1 (Sweeting, Sutton and Lambert 2004, "What to add to nothing?",
    Statistics in Medicine 23). Interval and p are missing where a group has fewer than two articles, or no two
    articles differ.
    """
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    check_confidence(confidence)
    m = target.m + reference.m
    with np.errstate(divide="ignore", invalid="ignore"):
        design = _design_effects(target, reference)
        counts = [np.where(side.y > 0, side.y, side.m / m) for side in (target, reference)]
        log_ratio = np.log2(counts[0] / target.m / (counts[1] / reference.m))
        # Of the things of both groups, the share in the target if the rates are equal.
        sizes = [side.m / effect for side, effect in zip((target, reference), design, strict=True)]
        odds = sizes[0] / sizes[1]
        freedom = target.articles + reference.articles - 2
        y = [side.y / effect for side, effect in zip((target, reference), design, strict=True)]
        tails = _mid_tail(y[0], y[1], odds / (1 + odds)), _mid_tail(y[1], y[0], 1 / (1 + odds))
        p = 2 * special.stdtr(freedom, special.ndtri(np.minimum(np.minimum(*tails), 0.5)))
        a, b = (count / effect for count, effect in zip(counts, design, strict=True))
        reach = np.asarray(special.stdtrit(freedom, (1 + confidence) / 2), np.float64)
        low, high = np.log2(_least_odds(a, b, reach) / odds), -np.log2(_least_odds(b, a, reach) * odds)
    testable = (np.minimum(target.articles, reference.articles) >= FEWEST_ARTICLES) & (design[0] > 0)
    low, high, p = (np.where(testable, values, np.nan) for values in (low, high, p))
    return RateComparison(np.asarray(log_ratio), low, high, p)


def compare_shares(target: ArticleSums, reference: ArticleSums, *, confidence: float = 0.95) -> RateComparison:
    """Compare the shares y / m of two groups of articles, as `compare_rates` does; y is a part of m.

    A share can be tested by what it holds or by what it lacks; p is the larger of the two.
    """
    compared = compare_rates(target, reference, confidence=confidence)
    lacking = compare_rates(target.others(), reference.others(), confidence=confidence)
    return compared._replace(p=np.fmax(compared.p, lacking.p))


def _design_effects(target: ArticleSums, reference: ArticleSums) -> tuple[Floats, Floats]:
    """Return by how much the counts of either group vary more than independent words would."""
    both = ArticleSums(*(one + other for one, other in zip(target, reference, strict=True)))
    pooled = both.variance(both.y / both.m) / both.y
    return tuple(np.fmax(side.variance(side.y / side.m) / side.y, pooled) for side in (target, reference))  # type: ignore[return-value]  # two of them


def _mid_tail(x: Floats, rest: Floats, share: Floats) -> Floats:
    """Return P(X > x) + P(X = x) / 2 of a binomial X of x + rest with this share; counts need not be whole."""
    from scipy import special  # noqa: PLC0415 - heavy, and needed only here

    at_least = np.where(x > 0, special.betainc(x, rest + 1, share), 1)
    more = np.where(rest > 0, special.betainc(x + 1, rest, share), 0)
    return np.asarray((at_least + more) / 2, np.float64)


def _least_odds(a: Floats, b: Floats, z: Floats) -> Floats:
    """Return the odds of the lower end of Wilson's interval of the share a / (a + b), z standard errors away.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
    """
    centre = a + z**2 / 2
    # The ends are the roots of a quadratic equation; their product gives the lower one without a difference.
    low = a**2 / (centre + z * np.sqrt(a * b / (a + b) + z**2 / 4)) / (a + b)
    return np.asarray(low / (1 - low), np.float64)
