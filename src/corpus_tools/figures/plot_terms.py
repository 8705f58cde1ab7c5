"""Draw the most frequent terms."""

import pandas as pd

from corpus_tools.copies import counted_part, swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bars import bars
from corpus_tools.figures.evidence import add_evidence
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.figures.term_counts import (
    first_terms,
    is_of_words,
    labels_and_forms,
    places_of_terms,
    require_one_group,
)
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.tables import at_least_one, require_columns


def plot_terms(
    frequencies: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    top: int = 20,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw the most frequent terms as bars.

    Parameters
    ----------
    frequencies : DataFrame
        What `term_frequency` or `dictionary_counts` made: term, n and optionally label (the form written beside the
        bar); of a table counted in groups, the rows of one. Where it counts copies once, n_independent is drawn.
    corpus : Corpus or DataFrame, optional
        The corpus that was counted: it gives the evidence, the other forms after the number, and whether a term is
        written with the article.
    top : int
        The most terms to draw: the first of the table.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` and `evidence`.

    Raises
    ------
    NothingToDrawError
        If there is no term to draw.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    Examples
    --------
    >>> frequencies = pd.DataFrame({"term": ["اتفاق", "حي"], "label": ["الاتفاق", "حي"], "n": [9, 5]})
    >>> plot_terms(frequencies).rows["label"].tolist()
    ['الاتفاق', 'حي']
    """
    require_columns(frequencies, ["term", "n"], name="frequencies")
    frequencies = swap_counts(frequencies)
    drawn = first_terms(frequencies, at_least_one(top))
    if drawn.empty:
        raise NothingToDrawError("no term to draw: the corpus has no word that is counted")
    require_one_group(frequencies)
    corpus = counted_part(frequencies, corpus)
    places = None if corpus is None else places_of_terms(drawn, corpus)
    drawn["label"], drawn["forms"] = labels_and_forms(drawn, places)
    keys = ("terms_title", "terms_subtitle") if is_of_words(drawn) else ("themes_title", "themes_subtitle")
    subtitle = locale.text(keys[1], articles=locale.articles(None if corpus is None else corpus.n_articles))
    heading = Heading(title or locale.text(keys[0]), subtitle, source, validation)
    figure = bars(drawn, locale, heading)
    rows = drawn.assign(forms=["، ".join(others) for others in drawn["forms"]]).reset_index(names="mark")
    figure.rows = swap_counts(rows)
    if places is not None:
        add_evidence(figure, places, corpus)
    return figure
