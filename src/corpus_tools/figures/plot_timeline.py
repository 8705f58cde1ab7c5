"""Draw when things happened."""

import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.event_counts import draw_event_counts
from corpus_tools.figures.event_list import draw_event_list
from corpus_tools.figures.sheet import CorpusFigure
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.sentence_tables import with_words
from corpus_tools.spans import require_spans
from corpus_tools.tables import require_columns, require_moments


def plot_timeline(
    events: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    max_events: int = 60,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw when things happened.

    Up to `max_events` events are drawn one by one: a day as a point, anything longer as a bar of its own length, with
    the words of its sentence beside it and those that date it in colour; an end that the text leaves open fades away,
    after the day of publication where something goes on since a date.
    More events are counted by the finest unit of the calendar that most of them are dated to, over the days in which
    articles came out, and compared with these articles. What lies before and after has one bar each, cut where it is
    longer than the longest other. The days that most documents tell of are named below, at most one of each bar, with
    the sentence whose words recur most in what the others tell of the day. The subtitle counts what is dated more
    loosely or goes on since or until a date; both have rows of their own.

    Parameters
    ----------
    events : DataFrame
        What `timeline` made: doc_id, earliest, latest, published, sentence, start, end, surface, sentence_start, words,
        actors.
    corpus : Corpus or DataFrame, optional
        The corpus of the events: it gives the number of documents and when they were published; without it, only the
        documents with events are known.
    max_events : int
        The most events drawn one by one.
    locale : Locale
        The reader's language, digits and month names.
    title : str, optional
        Replaces the title of the figure.
    source : str, optional
        The source named at the foot; parts joined by " · " are set one by one.
    validation : DataFrame, optional
        What `read_validation` made of a sample of the places behind the figure: its precision stands at the foot.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` and `evidence`.

    Raises
    ------
    NothingToDrawError
        If there is no event to draw.
    TypeError, ValueError
        If a column is missing, or the events are of another corpus.

    Examples
    --------
    >>> from corpus_tools import find_dates, timeline
    >>> texts = pd.DataFrame({"doc_id": ["أ"], "text": ["وقّع الطرفان الاتفاق في آذار 2017."]})
    >>> plot_timeline(timeline(texts, find_dates(texts))).rows[["mark", "period", "surface"]]
       mark     period    surface
    0     0  آذار 2017  آذار 2017
    """
    columns = ["doc_id", "published", "earliest", "latest", "sentence", "start", "end", "surface"]
    require_columns(
        events, [*columns, "sentence_start", "actors", *(["words"] if corpus is None else [])], name="events"
    )
    require_moments(events, name="events")
    if events.empty:
        raise NothingToDrawError("no event to draw: no sentence of the corpus has a date on the calendar")
    if corpus is not None:
        corpus = as_corpus(corpus)
        require_spans(events, corpus, name="events", made_by="timeline")
    if len(events) <= max_events:
        events = events if corpus is None else with_words(events, corpus)
        return draw_event_list(events, corpus, locale, title=title, source=source, validation=validation)
    published = events.drop_duplicates("doc_id")["published"]
    if corpus is not None:
        published = corpus.published[corpus.is_article]
    return draw_event_counts(events, published, corpus, locale, title=title, source=source, validation=validation)
