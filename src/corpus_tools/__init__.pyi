# The public names and where each lives: read by type checkers, and by lazy_loader when a name is first asked for.
from .actors.counts import actor_frequency as actor_frequency, actor_names as actor_names
from .actors.find import find_mentions as find_mentions
from .actors.graphs import to_networkx as to_networkx, write_graph as write_graph
from .actors.network import co_mentions as co_mentions
from .actors.registry.load import Registry as Registry, load_actors as load_actors
from .actors.speech.quotations import quotations as quotations
from .actors.suggestions import suggest_actors as suggest_actors
from .analysis import Findings as Findings, StandardFigures as StandardFigures, analyze as analyze, draw_figures as draw_figures
from .cleaning.clean import CorpusStep as CorpusStep, Step as Step, clean as clean, to_raw as to_raw
from .corpus import Corpus as Corpus, load_corpus as load_corpus, split_sentences as split_sentences
from .dates.find import find_dates as find_dates
from .dates.infer_published import infer_published as infer_published
from .dates.named_events import load_events as load_events
from .display import show as show
from .duplicates import find_duplicates as find_duplicates
from .events.bursts import find_bursts as find_bursts
from .events.exports import write_timeline as write_timeline
from .events.timeline import timeline as timeline
from .figures.passport import save_figure as save_figure, verify_figures as verify_figures
from .figures.plot_actor_names import plot_actor_names as plot_actor_names
from .figures.plot_actor_trend import plot_actor_trend as plot_actor_trend
from .figures.plot_calendar import plot_calendar as plot_calendar
from .figures.plot_co_mentions import plot_co_mentions as plot_co_mentions
from .figures.plot_collocations import plot_collocations as plot_collocations
from .figures.plot_keyness import plot_keyness as plot_keyness
from .figures.plot_lag import plot_lag as plot_lag
from .figures.plot_mentions import plot_mentions as plot_mentions
from .figures.plot_network import plot_network as plot_network
from .figures.plot_terms import plot_terms as plot_terms
from .figures.plot_timeline import plot_timeline as plot_timeline
from .figures.plot_trend import plot_trend as plot_trend
from .figures.sheet import NothingToDrawError as NothingToDrawError
from .files import read_csv as read_csv
from .locale import Locale as Locale
from .numerals.find import find_numbers as find_numbers, parse_number as parse_number
from .reading.read import read_corpus as read_corpus
from .shaping.shape import shape as shape, visual as visual
from .summary import summarize_corpus as summarize_corpus
from .terms.collocations import collocations as collocations
from .terms.concordance import concordance as concordance
from .terms.concordance_html import concordance_html as concordance_html
from .terms.frequency import document_term_matrix as document_term_matrix, term_frequency as term_frequency
from .terms.keyness import keyness as keyness
from .terms.trends import term_trend as term_trend
from .tokens.tokenize import Tokens as Tokens, merge_tokens as merge_tokens, tokenize as tokenize
from .words.analysis import analyze_words as analyze_words
from .words.lemmatize import lemmatize as lemmatize
from .words.stop_words import load_stop_words as load_stop_words
