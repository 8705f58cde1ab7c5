"""The standard analysis: what is found in a corpus, and the standard figures that are drawn of it.

The command, the notebooks and reports draw these figures from here, so that they have the same thresholds, compare the
same parts of a corpus and follow the same words. A figure that the corpus has not enough for says so.
"""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from corpus_tools.actors.counts import actor_frequency, actor_names
from corpus_tools.actors.find import find_mentions
from corpus_tools.actors.network import co_mentions
from corpus_tools.actors.registry.load import Registry, load_actors
from corpus_tools.calendars.units import Period
from corpus_tools.comparison import FEWEST_ARTICLES, find_comparison, frequent_values
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.errors import NothingToDrawError
from corpus_tools.events.timeline import timeline
from corpus_tools.figures import (
    CorpusFigure,
    plot_actor_names,
    plot_actor_trend,
    plot_calendar,
    plot_co_mentions,
    plot_collocations,
    plot_keyness,
    plot_lag,
    plot_mentions,
    plot_network,
    plot_terms,
    plot_timeline,
    plot_trend,
)
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.script import fold, fold_words
from corpus_tools.sentences import add_sentences
from corpus_tools.tables import group_column, periods_of, publication_times
from corpus_tools.terms.collocations import collocations
from corpus_tools.terms.frequency import term_frequency
from corpus_tools.terms.keyness import keyness
from corpus_tools.terms.trends import FEWEST_PERIODS, term_trend
from corpus_tools.words.stop_words import load_stop_words

Look: TypeAlias = dict[str, Any]

_TERMS = 6  # followed over time
_LAGS = 20  # the fewest that are worth a distribution
_HOLDING = 3  # articles that must have a term before it is said to set them apart: tokens of one article are no draws
_MEETINGS = 5  # of a word and its node
_BEYOND_CHANCE = 10.83  # G² that chance reaches once in a thousand times
_NAMINGS = 5  # of an actor, in a source or period whose choice of names is drawn
_GROUPS = 12  # the most periods that are drawn


@dataclass(frozen=True, eq=False)
class Findings:
    """What was found in a corpus.

    Attributes
    ----------
    dates, events, mentions : DataFrame
        What `find_dates`, `timeline` and `find_mentions` made of it; mentions with the sentence each lies in.
    links : DataFrame
        What `co_mentions` made of the mentions, by sentence.
    actors : Registry
        Who was looked for.
    doc_ids : Index
        The documents that were searched.
    """

    dates: pd.DataFrame
    events: pd.DataFrame
    mentions: pd.DataFrame
    links: pd.DataFrame
    actors: Registry
    doc_ids: pd.Index


class StandardFigures(dict[str, CorpusFigure]):
    """The standard figures by name; `not_drawn` says of each of the others why it was not drawn."""

    not_drawn: dict[str, str]


def analyze(
    corpus: Corpus | pd.DataFrame,
    *,
    actors: Registry | str | os.PathLike[str] | None = None,
    events: pd.DataFrame | str | os.PathLike[str] | None = None,
) -> Findings:
    """Find the dates, events, actors and pairs of actors of a corpus.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    actors : Registry or path, optional
        A registry of actors (see `load_actors`) instead of the one that ships.
    events : DataFrame or path, optional
        A table of named events (see `load_events`) instead of the one that ships.

    Returns
    -------
    Findings
        The tables, which `draw_figures` draws.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or the registry or the table of events is malformed.

    Examples
    --------
    >>> found = analyze(pd.DataFrame({"doc_id": ["أ"], "text": ["دعت روسيا وتركيا إلى هدنة في آذار 2017."]}))
    >>> found.events["surface"].tolist(), found.links[["actor_a", "actor_b", "n"]].values.tolist()
    (['آذار 2017'], [['RUS', 'TUR', 1]])
    """
    corpus = as_corpus(corpus)
    registry = actors if isinstance(actors, Registry) else load_actors(actors)
    dates = find_dates(corpus, events=events)
    mentions = add_sentences(find_mentions(corpus, registry), corpus.texts, corpus.sentences)
    links = co_mentions(corpus, mentions)
    return Findings(dates, timeline(corpus, dates, mentions), mentions, links, registry, corpus.doc_index)


def draw_figures(
    corpus: Corpus,
    findings: Findings,
    *,
    locale: Locale = ARABIC,
    only: str | Collection[str] | None = None,
    top: int | None = None,
    source: str | None = None,
) -> StandardFigures:
    """Draw the standard figures of a corpus, those that it has what they need for.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    findings : Findings
        What `analyze` found in it.
    locale : Locale
        The reader's language, digits and month names.
    only : str or collection of str, optional
        Names of the figures to draw: timeline, calendar, lag, terms, mentions, co_mentions, network, trend,
        actor_trend, keyness, collocations, actor_names.
    top : int, optional
        How many bars to draw; by default as many as read well.
    source : str, optional
        What to name as the source at the foot.

    Returns
    -------
    StandardFigures
        From the name of each figure to the figure, ready for `save_figure`; its attribute `not_drawn` says why the
        others were not drawn.

    Raises
    ------
    NothingToDrawError
        If a figure that `only` names does not apply to this corpus.
    ValueError
        If `only` names no such figure, or the findings are of another corpus.

    Examples
    --------
    >>> corpus = Corpus(pd.DataFrame({"doc_id": ["أ"], "text": ["دعت روسيا وتركيا إلى هدنة في آذار 2017."]}))
    >>> figures = draw_figures(corpus, analyze(corpus))
    >>> list(figures)
    ['timeline', 'terms', 'mentions', 'co_mentions']
    >>> figures.not_drawn["lag"]
    'no lag to draw: it takes 20 dated sentences, and these are 1'
    """
    names = list(FIGURES) if only is None else [only] if isinstance(only, str) else list(only)
    unknown = [name for name in names if name not in FIGURES]
    if unknown:
        raise ValueError(f"there is no standard figure {unknown[0]!r}; there are {', '.join(FIGURES)}")
    corpus = as_corpus(corpus)
    if not findings.doc_ids.equals(corpus.doc_index):
        raise ValueError(
            f"the findings are of other documents ({len(findings.doc_ids):,}) than the corpus ({len(corpus):,}); pass "
            "what analyze found in this very corpus"
        )
    look: Look = {"locale": locale, "source": source} | ({} if top is None else {"top": top})
    figures, figures.not_drawn = StandardFigures(), {}
    for name in names:
        try:
            figure = FIGURES[name](corpus, findings, look)
        except NothingToDrawError as error:
            if only is not None:
                raise
            figures.not_drawn[name] = str(error)
            continue
        figure.function = f"corpus_tools.figures.plot_{name}"
        asked = {"lang": locale.lang, "digits": locale.digits, "months": locale.months, "top": top}
        figure.choices = asked | figure.choices
        figures[name] = figure
    return figures


def _draw_timeline(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw when things happened."""
    return plot_timeline(findings.events, corpus, **_without_top(look))


def _draw_calendar(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw on which days things happened."""
    return plot_calendar(findings.events, corpus, **_without_top(look))


def _draw_lag(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw how long after the events the articles came out, where there are enough of them to form a shape."""
    if len(findings.events) < _LAGS:
        raise NothingToDrawError(
            f"no lag to draw: it takes {_LAGS} dated sentences, and these are {len(findings.events)}"
        )
    return plot_lag(findings.events, corpus, **_without_top(look))


def _draw_terms(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:  # noqa: ARG001 - as its neighbours
    """Draw the most frequent words, function words left out."""
    return plot_terms(content_terms(corpus), corpus, **look)


def _draw_mentions(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is mentioned, and where."""
    return plot_mentions(findings.mentions, corpus, findings.actors, **look)


def _draw_co_mentions(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is mentioned with whom."""
    return plot_co_mentions(findings.links, corpus, findings.actors, mentions=findings.mentions, **look)


def _draw_network(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is mentioned with whom, in more than one article, as a network."""
    return plot_network(findings.links, corpus, findings.actors, mentions=findings.mentions, **look)


def _draw_trend(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:  # noqa: ARG001 - as its neighbours
    """Draw how the use of the most frequent words changes."""
    by = _period(corpus)
    terms = content_terms(corpus).head(look.get("top", _TERMS))
    if terms.empty:
        raise NothingToDrawError("no trend to draw: the corpus has no word that is counted")
    trend = term_trend(corpus, terms["term"].tolist(), by=by)
    return plot_trend(trend.assign(label=trend["term"].map(terms.set_index("term")["label"])), corpus, **look)


def _draw_actor_trend(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw how large a share of the articles mentions each actor, and when."""
    counted = actor_frequency(corpus, findings.mentions, by=_period(corpus))
    return plot_actor_trend(counted, corpus, findings.actors, mentions=findings.mentions, **look)


def _draw_keyness(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:  # noqa: ARG001 - as its neighbours
    """Draw which words set two sources, two categories or the later articles and the earlier ones apart."""
    locale: Locale = look["locale"]
    compared = find_comparison(corpus, locale)
    if compared is None:
        raise NothingToDrawError(
            "nothing to compare: it takes two sources, categories or halves of the time of publication with "
            f"{FEWEST_ARTICLES} articles each"
        )
    target, reference = (corpus.select(side.documents) for side in (compared.target, compared.reference))
    counted = [content_terms(selection) for selection in (target, reference)]
    if any(table.empty for table in counted):
        raise NothingToDrawError("nothing to compare: one of the two parts has no word that is counted")
    held = [set(table.loc[table["documents"] >= _HOLDING, "term"]) for table in counted]
    table = keyness(*counted)
    spread = [
        term in held[0 if ratio > 0 else 1] for term, ratio in zip(table["term"], table["log_ratio"], strict=True)
    ]
    figure = plot_keyness(
        table[spread],
        target,
        reference,
        target_name=compared.target.name,
        reference_name=compared.reference.name,
        title=locale.text("keyness_title_halves") if compared.by == "published" else None,
        **look,
    )
    names = {"target": compared.target.name, "reference": compared.reference.name}
    figure.choices = {"compared_by": compared.by, **names}
    return figure


def _draw_collocations(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw the company of the name of one word that is used most often, or where there is none, of the top word."""
    terms = content_terms(corpus)["term"].tolist()
    mentions = findings.mentions
    names = mentions.loc[mentions["kind"] == "name", "alias"].value_counts(sort=False)
    ranked = names.sort_values(ascending=False, kind="stable").index.tolist()
    known = set(fold_words(terms, profile="search"))
    node = next((name for name in [*ranked, *terms] if fold(name) in known), None)
    if node is None:
        raise NothingToDrawError("no collocate to draw: the corpus has no word that is counted")
    company = collocations(corpus, node, stop_words=load_stop_words(), min_n=_MEETINGS)
    company = company[company["g2"] >= _BEYOND_CHANCE]
    if company.empty:
        raise NothingToDrawError(
            f"no collocate to draw: no word stands near «{node}» {_MEETINGS} times or more and more often than chance "
            "has it"
        )
    figure = plot_collocations(company, corpus, node=node, **look)
    figure.choices = {"node": node}
    return figure


def _draw_actor_names(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw which source, or which month or year, uses which name for the actor that is called by several."""
    by = _names_by(corpus)
    group = group_column(by)
    names = actor_names(corpus, findings.mentions, by=by)
    names = names[(names["total"] >= _NAMINGS) & names[group].notna()]
    groups = names.groupby("actor_id")[group].transform("nunique")
    aliases = names.groupby("actor_id")["alias"].transform("nunique")
    names = names[(groups > 1) & (aliases > 1)]
    if names.empty:
        raise NothingToDrawError(
            f"no names to compare: no actor goes by several names and is named {_NAMINGS} times or more in two {by}s"
        )
    figure = plot_actor_names(names, corpus, findings.actors, mentions=findings.mentions, **look)
    figure.choices |= {"by": by}
    return figure


FIGURES: dict[str, Callable[[Corpus, Findings, Look], CorpusFigure]] = {
    "timeline": _draw_timeline,
    "calendar": _draw_calendar,
    "lag": _draw_lag,
    "terms": _draw_terms,
    "mentions": _draw_mentions,
    "co_mentions": _draw_co_mentions,
    "network": _draw_network,
    "trend": _draw_trend,
    "actor_trend": _draw_actor_trend,
    "keyness": _draw_keyness,
    "collocations": _draw_collocations,
    "actor_names": _draw_actor_names,
}


def content_terms(corpus: Corpus) -> pd.DataFrame:
    """Return the frequencies that figures begin with, stop words left out; they are counted once for a corpus."""
    return corpus.once("content_terms", lambda: term_frequency(corpus, stop_words=load_stop_words()))


def _without_top(look: Look) -> Look:
    """Leave out how many bars to draw, for figures that have none."""
    return {key: value for key, value in look.items() if key != "top"}


def _names_by(corpus: Corpus) -> str:
    """Choose what to compare the names by: sources where there are several, else months, or years of long corpora."""
    if "source" in corpus.texts and len(frequent_values(corpus.articles["source"])) > 1:
        return "source"
    months = periods_of(publication_times(corpus.articles).dropna(), "month").nunique()
    if months < 2:
        raise NothingToDrawError(
            f"no names to compare: it takes two sources with {FEWEST_ARTICLES} articles each, or two months"
        )
    return "month" if months <= _GROUPS else "year"


def _period(corpus: Corpus) -> Period:
    """Choose the longest period, up to a month, that the dated articles fill enough of to follow a trend."""
    published = publication_times(corpus.articles).dropna()
    periods: tuple[Period, ...] = ("month", "week", "day")
    for by in periods:
        filled = periods_of(published, by).nunique()
        if filled >= FEWEST_PERIODS:
            return by
    raise NothingToDrawError(
        f"no trend to draw: it takes articles of {FEWEST_PERIODS} days or more, and these are of {filled}"
    )
