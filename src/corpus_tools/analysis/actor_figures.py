"""The standard figures of actors."""

import numpy as np

from corpus_tools.actors.counts import actor_frequency
from corpus_tools.actors.names import actor_names
from corpus_tools.analysis.choices import Look, names_by, trend_period
from corpus_tools.analysis.find import Findings
from corpus_tools.copies import INDEPENDENT, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures import (
    CorpusFigure,
    plot_actor_names,
    plot_actor_trend,
    plot_co_mentions,
    plot_mentions,
    plot_network,
    plot_pairs,
)
from corpus_tools.figures.pairs import sure_pairs
from corpus_tools.figures.periods import thin_periods
from corpus_tools.tables import group_column

_DENSE = 20  # pairs from which on a list is read more easily than a network
_NAMINGS = 5  # of an actor, in a source or period whose choice of names is drawn
#: What is known of the places of mentions; other columns are read where they are needed.
_PLACES = ("doc_id", "start", "end", "surface", "actor_id")


def draw_mentions(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is mentioned, and where."""
    part = findings.independent(corpus)
    figure = plot_mentions(findings.mentions_in(part, *_PLACES, "kind"), part, findings.actors, **look)
    if findings.copies is not None:
        rows = figure.rows.rename(columns={"n": f"n{INDEPENDENT}"})
        of_all = rows["actor_id"].map(findings.mention("actor_id")["actor_id"].value_counts())
        rows.insert(rows.columns.tolist().index(f"n{INDEPENDENT}"), "n", of_all.astype(np.int64))
        figure.rows = rows
    return figure


def draw_co_mentions(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is mentioned with whom."""
    mentions = findings.mentions_in(findings.independent(corpus), *_PLACES)
    return plot_co_mentions(findings.links, corpus, findings.actors, mentions=mentions, **look)


def draw_network(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is mentioned with whom, in more than one article, as a network; a part and its whole are not joined."""
    mentions = findings.mentions_in(findings.independent(corpus), *_PLACES)
    return plot_network(findings.links, corpus, findings.actors, mentions=mentions, parents=False, **look)


def draw_pairs(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw who is most often mentioned together, with a sentence each, where a network is too dense to read."""
    if len(sure_pairs(findings.links, corpus, findings.actors, parents=False).rows) < _DENSE:
        raise NothingToDrawError(f"no list of pairs to draw: network shows fewer than {_DENSE} as well")
    mentions = findings.mentions_in(findings.independent(corpus), *_PLACES)
    return plot_pairs(findings.links, corpus, findings.actors, mentions=mentions, parents=False, **look)


def draw_actor_trend(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw how large a share of the articles mentions each actor, and when."""
    part = findings.independent(corpus)
    by = trend_period(part)
    # Codes take less memory than ids; that surfaces are those of the texts is for the figure to see.
    named = findings.mention("doc_id", "actor_id", "candidates", coded=("doc_id", "actor_id"))
    counted = actor_frequency(corpus, named, by=by, copies=findings.copies)
    del named
    if findings.choices.actors:
        counted = counted[counted["actor_id"].isin(findings.choices.actors)]
    mentions = findings.mentions_in(part, *_PLACES)
    return plot_actor_trend(counted, corpus, findings.actors, mentions=mentions, **look)


def draw_actor_names(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw which source, or which month or year, uses which name for the actor that is called by several."""
    part = findings.independent(corpus)
    compared = findings.choices.compare
    by = names_by(part) if compared is None else compared[0]
    group = group_column(by)
    # As for trends, in codes.
    named = findings.mention("doc_id", "actor_id", "kind", "alias", coded=("doc_id", "actor_id", "alias"))
    names = actor_names(corpus, named, by=by, copies=findings.copies)
    del named
    names = names[(swap_counts(names)["total"] >= _NAMINGS) & names[group].notna()]
    # The figure leaves thin periods out, and says so.
    drawn = names[~names[group].isin(thin_periods(part, by))] if group == "period" else names
    several = drawn.groupby("actor_id")[[group, "alias"]].nunique().gt(1).all(axis=1)
    names = names[names["actor_id"].isin(several.index[several])]
    who, actor = "no actor", None
    if asked := findings.choices.actors:
        names, who = names[names["actor_id"].isin(asked)], f"none of {', '.join(asked)}"
        actor = next((one for one in asked if one in set(names["actor_id"])), None)
    if names.empty:
        raise NothingToDrawError(
            f"no names to compare: {who} goes by several names and is named {_NAMINGS} times or more in two {by}s"
        )
    mentions = findings.mentions_in(part, *_PLACES, "kind", "alias")
    figure = plot_actor_names(names, corpus, findings.actors, actor=actor, mentions=mentions, **look)
    figure.choices |= {"by": by}
    return figure
