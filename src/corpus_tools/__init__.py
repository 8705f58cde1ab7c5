"""Timelines, terms and actors in Arabic news corpora, each number traced back to its sentence."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus_tools.actors.counts import actor_frequency, naming
    from corpus_tools.actors.find import find_mentions
    from corpus_tools.actors.graphs import to_networkx, write_graph
    from corpus_tools.actors.network import co_mentions
    from corpus_tools.actors.registry.load import Registry, load_actors
    from corpus_tools.actors.speech.quotations import quotations
    from corpus_tools.actors.suggestions import suggest_actors
    from corpus_tools.cleaning.clean import CorpusStep, Step, clean, to_raw
    from corpus_tools.dates.find import find_dates
    from corpus_tools.dates.infer_published import infer_published
    from corpus_tools.dates.named_events import load_events
    from corpus_tools.display import show
    from corpus_tools.duplicates import find_duplicates
    from corpus_tools.events.bursts import find_bursts
    from corpus_tools.events.exports import write_timeline
    from corpus_tools.events.timeline import timeline
    from corpus_tools.figures.actor_plots import plot_co_mentions, plot_mentions
    from corpus_tools.figures.plot_actor_names import plot_naming
    from corpus_tools.figures.plot_calendar import plot_calendar
    from corpus_tools.figures.plot_collocations import plot_collocations
    from corpus_tools.figures.plot_keyness import plot_keyness
    from corpus_tools.figures.plot_lag import plot_lag
    from corpus_tools.figures.plot_network import plot_network
    from corpus_tools.figures.plot_trend import plot_actor_trend, plot_trend
    from corpus_tools.figures.plots import plot_terms, plot_timeline
    from corpus_tools.numerals.find import find_numbers, parse_number
    from corpus_tools.reading.read import read_corpus
    from corpus_tools.reading.summary import summarize_corpus
    from corpus_tools.sentences import split_sentences
    from corpus_tools.shaping.shape_text import shape_text, to_visual_order
    from corpus_tools.terms.collocations import collocations
    from corpus_tools.terms.concordance import concordance
    from corpus_tools.terms.concordance_html import concordance_html
    from corpus_tools.terms.frequency import document_term_matrix, term_frequency
    from corpus_tools.terms.keyness import keyness
    from corpus_tools.terms.occurrences import lemmatize
    from corpus_tools.terms.selection import select_documents
    from corpus_tools.terms.trends import term_trend
    from corpus_tools.tokens.tokenize import Tokens, merge_tokens, tokenize
    from corpus_tools.words.analysis import analyze_words
    from corpus_tools.words.stop_words import load_stop_words

# Where each name lives. A module is imported when one of its names is first asked for, so that the command answers
# `--help` at once and a script pays only for what it uses.
_MODULES = {
    "CorpusStep": "cleaning.clean",
    "Registry": "actors.registry.load",
    "Step": "cleaning.clean",
    "Tokens": "tokens.tokenize",
    "actor_frequency": "actors.counts",
    "analyze_words": "words.analysis",
    "clean": "cleaning.clean",
    "co_mentions": "actors.network",
    "collocations": "terms.collocations",
    "concordance": "terms.concordance",
    "concordance_html": "terms.concordance_html",
    "document_term_matrix": "terms.frequency",
    "find_bursts": "events.bursts",
    "find_dates": "dates.find",
    "find_duplicates": "duplicates",
    "find_mentions": "actors.find",
    "find_numbers": "numerals.find",
    "infer_published": "dates.infer_published",
    "keyness": "terms.keyness",
    "lemmatize": "terms.occurrences",
    "load_actors": "actors.registry.load",
    "load_events": "dates.named_events",
    "load_stop_words": "words.stop_words",
    "merge_tokens": "tokens.tokenize",
    "naming": "actors.counts",
    "parse_number": "numerals.find",
    "plot_actor_trend": "figures",
    "plot_calendar": "figures",
    "plot_co_mentions": "figures",
    "plot_collocations": "figures",
    "plot_keyness": "figures",
    "plot_lag": "figures",
    "plot_mentions": "figures",
    "plot_naming": "figures",
    "plot_network": "figures",
    "plot_terms": "figures",
    "plot_timeline": "figures",
    "plot_trend": "figures",
    "quotations": "actors.speech.quotations",
    "read_corpus": "reading.read",
    "select_documents": "terms.selection",
    "shape_text": "shaping.shape_text",
    "show": "display",
    "split_sentences": "sentences",
    "suggest_actors": "actors.suggestions",
    "summarize_corpus": "reading.summary",
    "term_frequency": "terms.frequency",
    "term_trend": "terms.trends",
    "timeline": "events.timeline",
    "to_networkx": "actors.graphs",
    "to_raw": "cleaning.clean",
    "to_visual_order": "shaping.shape_text",
    "tokenize": "tokens.tokenize",
    "write_graph": "actors.graphs",
    "write_timeline": "events.exports",
}

__all__ = [
    "CorpusStep",
    "Registry",
    "Step",
    "Tokens",
    "actor_frequency",
    "analyze_words",
    "clean",
    "co_mentions",
    "collocations",
    "concordance",
    "concordance_html",
    "document_term_matrix",
    "find_bursts",
    "find_dates",
    "find_duplicates",
    "find_mentions",
    "find_numbers",
    "infer_published",
    "keyness",
    "lemmatize",
    "load_actors",
    "load_events",
    "load_stop_words",
    "merge_tokens",
    "naming",
    "parse_number",
    "plot_actor_trend",
    "plot_calendar",
    "plot_co_mentions",
    "plot_collocations",
    "plot_keyness",
    "plot_lag",
    "plot_mentions",
    "plot_naming",
    "plot_network",
    "plot_terms",
    "plot_timeline",
    "plot_trend",
    "quotations",
    "read_corpus",
    "select_documents",
    "shape_text",
    "show",
    "split_sentences",
    "suggest_actors",
    "summarize_corpus",
    "term_frequency",
    "term_trend",
    "timeline",
    "to_networkx",
    "to_raw",
    "to_visual_order",
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


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted([*globals(), *__all__])
