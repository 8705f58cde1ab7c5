"""Figures of what happened and of which words: the timeline and the most frequent terms.

Every figure carries what is drawn: `figure.rows`, one row a mark, bar or cell, and `figure.evidence`, the words behind
it. `corpus_tools.figures.passport.save_figure` writes them beside the picture.
"""

import pandas as pd

from corpus_tools.figures.bars import bars
from corpus_tools.figures.event_counts import plot_coverage
from corpus_tools.figures.event_list import plot_events
from corpus_tools.figures.evidence import first_places, term_occurrences, written_forms
from corpus_tools.figures.sheet import CorpusFigure, NothingToDrawError, at_least_one
from corpus_tools.locale import Digits, Lang, Locale
from corpus_tools.tables import publication_times, require_columns
from corpus_tools.terms.occurrences import Form
from corpus_tools.tokens.tokenize import Tokens
from corpus_tools.words.clitics import ARTICLE


def plot_timeline(
    events: pd.DataFrame,
    *,
    documents: pd.DataFrame | None = None,
    most: int = 60,
    lang: Lang = "ar",
    digits: Digits = "western",
    months: str = "levant",
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw when things happened.

    Up to `most` events are drawn one by one: a day as a point, anything longer as a bar of its own length, with the
    words that tell of it beside it and those that date it in colour; an end that the text leaves open fades away.
    More events are counted, by the finest unit of the calendar that most of them are dated to, against the articles
    published; what is dated more loosely or falls outside is said in the subtitle and has its row.

    Parameters
    ----------
    events : DataFrame
        What `corpus_tools.events.timeline` made: doc_id, earliest, latest, published, sentence, start, end, surface,
        sentence_start, words, actors.
    documents : DataFrame, optional
        The documents that the events come from, for how many there are and when they were published; without it,
        only the documents with events are known.
    most : int
        How many events are drawn one by one.
    lang, digits, months
        See `corpus_tools.locale.Locale`.
    title : str, optional
        Instead of the title that the figure gives itself.
    source : str, optional
        What to name as the source at the foot; parts that are joined by " · " are set one by one.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` and `evidence`.

    Raises
    ------
    NothingToDrawError
        If there is no event to draw.
    ValueError
        If a column is missing, or an option is not known.

    Examples
    --------
    >>> from corpus_tools import timeline
    >>> from corpus_tools.dates.find import find_dates
    >>> texts = pd.DataFrame({"doc_id": ["أ"], "text": ["وقّع الطرفان الاتفاق في آذار 2017."]})
    >>> plot_timeline(timeline(texts, find_dates(texts))).rows[["mark", "period", "surface"]]
       mark     period    surface
    0     0  آذار 2017  آذار 2017
    """
    locale = Locale(lang, digits, months)
    columns = ["doc_id", "published", "earliest", "latest", "sentence", "start", "end", "surface"]
    require_columns(events, [*columns, "sentence_start", "words", "actors"], name="events")
    if events.empty:
        raise NothingToDrawError("no event to draw: no sentence of the corpus has a date on the calendar")
    if len(events) <= most:
        return plot_events(events, locale, title=title, source=source)
    of_events = events.drop_duplicates("doc_id")["published"]
    published = of_events if documents is None else publication_times(documents)
    return plot_coverage(events, published, locale, title=title, source=source)


def plot_terms(
    frequencies: pd.DataFrame,
    *,
    tokens: Tokens | None = None,
    form: Form = "lemma",
    ngram: int = 1,
    top: int = 20,
    lang: Lang = "ar",
    digits: Digits = "western",
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw the most frequent terms as bars.

    Parameters
    ----------
    frequencies : DataFrame
        What `corpus_tools.term_frequency` made: term, n and, if there, label (the form written beside the bar).
    tokens : Tokens, optional
        The tokens that were counted: they tell whether a term is written with the article, give the other forms after
        the number, and the evidence.
    form, ngram
        With which `term_frequency` was called; needed with `tokens`.
    top : int
        How many terms to draw; those as frequent as the last one but later in the table are left out.
    lang, digits, title, source
        As in `plot_timeline`.

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` and `evidence`.

    Raises
    ------
    NothingToDrawError
        If there is no term to draw.
    ValueError
        If a column is missing, or an option is not known.

    Examples
    --------
    >>> frequencies = pd.DataFrame({"term": ["اتفاق", "حي"], "label": ["الاتفاق", "حي"], "n": [9, 5]})
    >>> plot_terms(frequencies).rows["label"].tolist()
    ['الاتفاق', 'حي']
    """
    locale = Locale(lang, digits)
    require_columns(frequencies, ["term", "n"], name="frequencies")
    drawn = frequencies.head(at_least_one(top)).reset_index(drop=True)
    if drawn.empty:
        raise NothingToDrawError("no term to draw: the corpus has no word that is counted")
    forms: dict[str, list[str]] = {}
    found = None
    if tokens is not None:
        found = term_occurrences(tokens, drawn["term"].tolist(), form=form, ngram=ngram)
        forms = written_forms(found)
    labels = drawn["label"] if "label" in drawn else drawn["term"]
    written = [forms.get(term, [label]) for term, label in zip(drawn["term"], labels, strict=True)]
    drawn["label"] = [_shown_form(label, names) for label, names in zip(labels, written, strict=True)]
    drawn["forms"] = [
        [name for name in names if name != shown] for shown, names in zip(drawn["label"], written, strict=True)
    ]
    read = None if tokens is None else int(tokens.documents["text"].notna().sum())
    subtitle = locale.text("terms_subtitle", articles=locale.articles(read))
    figure = bars(drawn, locale, title=title or locale.text("terms_title"), subtitle=subtitle, source=source)
    figure.rows = drawn.assign(forms=["، ".join(others) for others in drawn["forms"]]).reset_index(names="mark")
    if found is not None and tokens is not None:
        mark = {term: row for row, term in enumerate(drawn["term"])}
        figure.evidence = first_places(found.assign(mark=found["term"].map(mark)), tokens.documents)
    return figure


def _shown_form(label: str, forms: list[str]) -> str:
    """Choose how a term is written beside its bar: bare or with the article, as in the most frequent of its forms.

    A label that ends no form is a stem that never stands without what follows it; then the form itself is shown.
    """
    for form in forms:
        if form.endswith(label):
            definite = f"{ARTICLE}{label}"
            return definite if form.endswith(definite) else label
    return forms[0]
