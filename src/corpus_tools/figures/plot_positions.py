"""Draw where in the text terms stand."""

import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bars import bars_and_places, cell_counts, lengths_of
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


def plot_positions(
    frequencies: pd.DataFrame,
    corpus: Corpus | pd.DataFrame,
    *,
    top: int = 15,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
    validation: pd.DataFrame | None = None,
) -> CorpusFigure:
    """Draw how often terms occur, and where in the text they stand.

    Beside each bar lies the text from beginning to end: in a single article each place is a stroke; several articles
    are cut into 25 parts of equal length each, and a part is darker the more places it has in all of them.

    Parameters
    ----------
    frequencies : DataFrame
        What `term_frequency` or `dictionary_counts` made: term, n and optionally label; of a table counted in groups,
        the rows of one.
    corpus : Corpus or DataFrame
        The corpus that was counted.
    top : int
        The most terms to draw: the first of the table.
    locale, title, source, validation : see `plot_timeline`

    Returns
    -------
    CorpusFigure
        A matplotlib Figure with `rows` (a term each, with a column of counts for each part of the text) and `evidence`.

    Raises
    ------
    NothingToDrawError
        If there is no place to draw.
    TypeError, ValueError
        If a column is missing, an option is not known, or the numbers are not those of the corpus.

    References
    ----------
    The x-ray plots of quanteda: Benoit et al. (2018), "quanteda: An R package for the quantitative analysis of textual
    data", Journal of Open Source Software 3.

    Examples
    --------
    >>> from corpus_tools import term_frequency
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["هدنة في حمص وهدنة ثم هدنة في حلب"]})
    >>> figure = plot_positions(term_frequency(documents), documents, top=2)
    >>> figure.rows[["label", "n"]].values.tolist()
    [['هدنة', 3], ['في', 2]]
    """
    require_columns(frequencies, ["term", "n"], name="frequencies")
    require_one_group(frequencies)
    corpus = as_corpus(corpus)
    drawn = first_terms(frequencies, at_least_one(top))
    if drawn.empty:
        raise NothingToDrawError("no place to draw: none of the terms stands in the corpus")
    found = places_of_terms(drawn, corpus)
    drawn["label"], _ = labels_and_forms(drawn, found)
    counts = drawn[["label"]].assign(term=drawn["n"])
    places = pd.DataFrame(
        {
            "row": found["mark"],
            "kind": "term",
            "place": found["start"] / found["doc_id"].map(lengths_of(corpus)).astype("float64"),
            "doc_id": found["doc_id"],
        }
    )
    keys = ("positions_title", "positions_subtitle")
    if not is_of_words(drawn):
        keys = ("theme_positions_title", "theme_positions_subtitle")
    subtitle = locale.text(keys[1], articles=locale.articles(corpus.n_articles))
    heading = Heading(title or locale.text(keys[0]), subtitle, source, validation)
    figure = bars_and_places(counts, places, locale, heading, kinds=["term"], key=False)
    cells = cell_counts(places, len(drawn))
    parts = pd.DataFrame(cells, columns=[f"part_{number + 1}" for number in range(cells.shape[1])])
    figure.rows = drawn.join(parts).reset_index(names="mark")
    add_evidence(figure, found, corpus)
    return figure
