"""Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus_tools.actors import find_mentions
    from corpus_tools.bursts import find_bursts
    from corpus_tools.cleaning import clean, to_raw
    from corpus_tools.collocations import collocations
    from corpus_tools.concordance import concordance
    from corpus_tools.dates import find_dates
    from corpus_tools.figures import (
        plot_actor_trend,
        plot_calendar,
        plot_co_mentions,
        plot_collocations,
        plot_keyness,
        plot_lag,
        plot_mentions,
        plot_terms,
        plot_timeline,
        plot_trend,
    )
    from corpus_tools.graphs import to_networkx, write_graph
    from corpus_tools.infer_published import infer_published
    from corpus_tools.keyness import keyness
    from corpus_tools.mention_counts import actor_frequency, naming
    from corpus_tools.named_events import load_events
    from corpus_tools.network import co_mentions
    from corpus_tools.number_search import find_numbers, parse_number
    from corpus_tools.quotations import quotations
    from corpus_tools.reading import read_corpus
    from corpus_tools.registry import Registry, load_actors
    from corpus_tools.selection import select_documents
    from corpus_tools.sentences import split_sentences
    from corpus_tools.stop_words import load_stop_words
    from corpus_tools.suggestions import suggest_actors
    from corpus_tools.terms import term_frequency
    from corpus_tools.timeline import timeline
    from corpus_tools.timeline_exports import write_timeline
    from corpus_tools.tokens import Tokens, tokenize
    from corpus_tools.words import analyze_words

# Where each name lives. A module is imported when one of its names is first asked for, so that the command answers
# `--help` at once and a script pays only for what it uses.
_MODULES = {
    "Registry": "registry",
    "Tokens": "tokens",
    "actor_frequency": "mention_counts",
    "analyze_words": "words",
    "clean": "cleaning",
    "co_mentions": "network",
    "collocations": "collocations",
    "concordance": "concordance",
    "find_bursts": "bursts",
    "find_dates": "dates",
    "find_mentions": "actors",
    "find_numbers": "number_search",
    "infer_published": "infer_published",
    "keyness": "keyness",
    "load_actors": "registry",
    "load_events": "named_events",
    "load_stop_words": "stop_words",
    "naming": "mention_counts",
    "parse_number": "number_search",
    "plot_actor_trend": "figures",
    "plot_calendar": "figures",
    "plot_co_mentions": "figures",
    "plot_collocations": "figures",
    "plot_keyness": "figures",
    "plot_lag": "figures",
    "plot_mentions": "figures",
    "plot_terms": "figures",
    "plot_timeline": "figures",
    "plot_trend": "figures",
    "quotations": "quotations",
    "read_corpus": "reading",
    "select_documents": "selection",
    "split_sentences": "sentences",
    "suggest_actors": "suggestions",
    "term_frequency": "terms",
    "timeline": "timeline",
    "to_networkx": "graphs",
    "to_raw": "cleaning",
    "tokenize": "tokens",
    "write_graph": "graphs",
    "write_timeline": "timeline_exports",
}

__all__ = [
    "Registry",
    "Tokens",
    "actor_frequency",
    "analyze_words",
    "clean",
    "co_mentions",
    "collocations",
    "concordance",
    "find_bursts",
    "find_dates",
    "find_mentions",
    "find_numbers",
    "infer_published",
    "keyness",
    "load_actors",
    "load_events",
    "load_stop_words",
    "naming",
    "parse_number",
    "plot_actor_trend",
    "plot_calendar",
    "plot_co_mentions",
    "plot_collocations",
    "plot_keyness",
    "plot_lag",
    "plot_mentions",
    "plot_terms",
    "plot_timeline",
    "plot_trend",
    "quotations",
    "read_corpus",
    "select_documents",
    "split_sentences",
    "suggest_actors",
    "term_frequency",
    "timeline",
    "to_networkx",
    "to_raw",
    "tokenize",
    "write_graph",
    "write_timeline",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(f"corpus_tools has no {name!r}; it has {', '.join(__all__)}")
    value = getattr(import_module(f"corpus_tools.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """The package, in which a function keeps its name when the module of the same name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        """Leave out what the import system adds for `corpus_tools.timeline`: the name is the function's."""
        if not (name in _MODULES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted([*globals(), *__all__])
