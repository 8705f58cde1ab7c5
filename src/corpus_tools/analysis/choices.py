"""What the standard figures count and compare, chosen from the corpus."""

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from corpus_tools.analysis.comparison import FEWEST_ARTICLES, frequent_values
from corpus_tools.calendars.units import Period
from corpus_tools.copies import find_copied
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.statistics.trends import FEWEST_PERIODS
from corpus_tools.tables import FEWEST_ARTICLES_OF_PERIOD, holding_text, join_thin, periods_of, publication_times
from corpus_tools.terms.frequency import term_frequency

Look: TypeAlias = dict[str, Any]  #: the options that all figures share

_GROUPS = 12  # the most periods that are drawn


def content_terms(corpus: Corpus, stop_words: frozenset[str], *, copies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the frequencies that figures begin with, stop words left out; they are counted once for a corpus."""
    left_out = None if copies is None else find_copied(corpus, copies).tobytes()
    key = ("content_terms", stop_words, left_out)
    return corpus.once(key, lambda: term_frequency(corpus, stop_words=stop_words, copies=copies))


def without_top(look: Look) -> Look:
    """Leave out how many bars to draw, for figures that have none."""
    return {key: value for key, value in look.items() if key != "top"}


def names_by(corpus: Corpus) -> str:
    """Choose what to compare the names by: sources where there are several, else months, or years of long corpora."""
    if "source" in corpus.texts and len(frequent_values(corpus.articles["source"])) > 1:
        return "source"
    published = publication_times(corpus.articles).dropna()
    for by in ("month", "year"):
        articles = periods_of(published, by).value_counts()
        if (len(articles) <= _GROUPS or by == "year") and (articles >= FEWEST_ARTICLES_OF_PERIOD).sum() > 1:
            return by
    raise NothingToDrawError(
        f"no names to compare: it takes two sources with {FEWEST_ARTICLES} articles each, or two months or years with "
        f"{FEWEST_ARTICLES_OF_PERIOD}"
    )


def trend_period(corpus: Corpus) -> Period:
    """Choose the longest period, up to a month, of which enough have enough articles, joined where they are thin."""
    published = publication_times(corpus.texts[holding_text(corpus.text_list)]).dropna()
    periods: tuple[Period, ...] = ("month", "week", "day")
    for by in periods:
        filled = pd.PeriodIndex(periods_of(published, by))
        every = pd.period_range(filled.min(), filled.max()) if len(filled) else filled
        articles = np.bincount(every.get_indexer(filled), minlength=len(every))
        if (np.bincount(join_thin(articles), articles) >= FEWEST_ARTICLES_OF_PERIOD).sum() >= FEWEST_PERIODS:
            return by
    raise NothingToDrawError(
        f"no trend to draw: it takes {FEWEST_PERIODS} stretches of time with {FEWEST_ARTICLES_OF_PERIOD} articles "
        f"each; dated articles: {len(published)}"
    )
