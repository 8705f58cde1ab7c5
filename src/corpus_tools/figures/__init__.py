"""Figures: a table in, a matplotlib Figure out, laid out for the direction that its reader reads in."""

from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.passport import save_figure
from corpus_tools.figures.plot_actor_names import plot_actor_names
from corpus_tools.figures.plot_actor_trend import plot_actor_trend
from corpus_tools.figures.plot_calendar import plot_calendar
from corpus_tools.figures.plot_co_mentions import plot_co_mentions
from corpus_tools.figures.plot_collocations import plot_collocations
from corpus_tools.figures.plot_keyness import plot_keyness
from corpus_tools.figures.plot_lag import plot_lag
from corpus_tools.figures.plot_mentions import plot_mentions
from corpus_tools.figures.plot_network import plot_network
from corpus_tools.figures.plot_pairs import plot_pairs
from corpus_tools.figures.plot_positions import plot_positions
from corpus_tools.figures.plot_terms import plot_terms
from corpus_tools.figures.plot_timeline import plot_timeline
from corpus_tools.figures.plot_trend import plot_trend
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.figures.style import use_style
from corpus_tools.figures.verification import verify_figures

__all__ = [
    "CorpusFigure",
    "NothingToDrawError",
    "plot_actor_names",
    "plot_actor_trend",
    "plot_calendar",
    "plot_co_mentions",
    "plot_collocations",
    "plot_keyness",
    "plot_lag",
    "plot_mentions",
    "plot_network",
    "plot_pairs",
    "plot_positions",
    "plot_terms",
    "plot_timeline",
    "plot_trend",
    "save_figure",
    "use_style",
    "verify_figures",
]
