"""Peaks: which period stands out beyond what articles shuffled over the periods would bring."""

import numpy as np

from corpus_tools.arrays import Floats, Ints
from corpus_tools.statistics.association import hypergeometric_tails

_FEWEST_HOLDING = 3  # one or two articles are no peak, whatever the share
_CHANCE = 0.05  # that some period of shuffled articles would be named in any line


def find_peak(documents: Ints, articles: Ints, low: Floats, *, lines: int = 1) -> int | None:
    """Return the period to name as the peak: the one with the highest lower bound among those that stand out, if any.

    `documents` of `articles` hold the thing in each period; `low`, the lower bound of its rate, is missing where the
    period is not to be named. A period stands out if, articles being shuffled over periods, as many would fall into it
    in at most 5 % of shuffles over the number of periods, and of the `lines` that are looked at: the upper tail of the
    hypergeometric distribution (Fisher's exact test, one-sided, with Bonferroni's correction).
    """
    found = np.full(len(articles), documents.sum())
    _, chance = hypergeometric_tails(documents, articles, found, int(articles.sum()))
    eligible = ~np.isnan(low) & (documents >= _FEWEST_HOLDING)
    standing_out = eligible & (chance * (~np.isnan(low)).sum() * lines <= _CHANCE)
    return int(np.where(standing_out, low, -1.0).argmax()) if standing_out.any() else None
