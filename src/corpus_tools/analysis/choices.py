"""What the standard figures count and compare, chosen from the corpus."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from corpus_tools.actors.registry.load import Registry
from corpus_tools.analysis.comparison import FEWEST_ARTICLES, frequent_values
from corpus_tools.calendars.units import Period
from corpus_tools.copies import find_copied
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.script import fold, fold_words
from corpus_tools.statistics.trends import FEWEST_PERIODS
from corpus_tools.tables import FEWEST_ARTICLES_OF_PERIOD, join_thin, periods_of
from corpus_tools.terms.dictionaries import Dictionary, as_dictionary
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.groups import articles_in_corpus

Look: TypeAlias = dict[str, Any]  #: the options that all figures share


class Choices(NamedTuple):
    """What a reader asks to see in the standard figures in the place of what these choose themselves."""

    dictionary: pd.DataFrame | None = None  # words, or the themes of a dictionary: term, label, query
    is_of_themes: bool = False
    actors: tuple[str, ...] = ()  # ids
    compare: tuple[str, str, str] | None = None  # a column of the documents and two of its values


NO_CHOICES = Choices()


def choose(
    registry: Registry,
    *,
    words: Sequence[str] | None,
    themes: Dictionary | None,
    actor: str | Collection[str] | None,
    compare: tuple[str, str, str] | None,
) -> Choices:
    """Return what is asked for, checked: `actor` names actors by id or by a name of the registry."""
    if words is not None and themes is not None:
        raise ValueError("`words` and `themes` are both given; the figures of words follow one of them")
    if isinstance(words, str):
        raise TypeError(f"`words` is one text, {words!r}; pass a list of words, such as [{words!r}]")
    wanted = [] if actor is None else [actor] if isinstance(actor, str) else list(actor)
    asked = themes if words is None else {word: [word] for word in words}
    dictionary = None if asked is None else as_dictionary(asked)
    ids = tuple(dict.fromkeys(_find_actor(registry, name) for name in wanted))
    return Choices(dictionary, themes is not None, ids, compare)


def _find_actor(registry: Registry, name: str) -> str:
    """Return the id of an actor by its id or one of its names, folded."""
    if name in registry.actors.index:
        return name
    names = registry.names
    found = names.loc[pd.Series(fold_words(names["name"].tolist()), index=names.index) == fold(name), "actor_id"]
    whole = found[found.map(registry.actors["name_ar"]).map(fold) == fold(name)]
    ids = (whole if len(whole) else found).unique().tolist()
    if len(ids) == 1:
        return str(ids[0])
    if ids:
        raise ValueError(f"{name!r} is a name of several actors; name one by its id: {', '.join(map(str, ids))}")
    near = get_close_matches(name, [*names["name"], *registry.actors.index], n=3)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else "; ids and names are in load_actors().names"
    raise ValueError(f"no actor is called {name!r}{hint}")


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
    documents = corpus.tables.known("source")[corpus.is_article]
    if "source" in documents and len(frequent_values(documents["source"])) > 1:
        return "source"
    published = corpus.published[corpus.is_article].dropna()
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
    published = corpus.published[articles_in_corpus(corpus)].dropna()
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
