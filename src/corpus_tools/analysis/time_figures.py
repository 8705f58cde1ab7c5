"""The standard figures of events and their dates."""

from corpus_tools.analysis.choices import Look, without_top
from corpus_tools.analysis.find import Findings
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures import (
    CorpusFigure,
    plot_calendar,
    plot_lag,
    plot_timeline,
)

_LAGS = 20  # the fewest that are worth a distribution


def draw_timeline(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw when things happened."""
    part = findings.independent(corpus)
    return plot_timeline(findings.told_in(part), part, **without_top(look))


def draw_calendar(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw on which days things happened."""
    part = findings.independent(corpus)
    return plot_calendar(findings.told_in(part), part, **without_top(look))


def draw_lag(corpus: Corpus, findings: Findings, look: Look) -> CorpusFigure:
    """Draw how long after the events the articles came out, where there are enough of them to form a shape."""
    part = findings.independent(corpus)
    events = findings.told_in(part)
    if len(events) < _LAGS:
        raise NothingToDrawError(f"no lag to draw: it takes {_LAGS} dated sentences, and these are {len(events)}")
    return plot_lag(events, part, **without_top(look))
