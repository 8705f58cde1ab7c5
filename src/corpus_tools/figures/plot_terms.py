"""Draw the most frequent terms."""

from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.errors import NothingToDrawError
from corpus_tools.figures.bars import bars
from corpus_tools.figures.evidence import add_evidence, require_numbers, term_places, written_forms
from corpus_tools.figures.sheet import CorpusFigure, Heading
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.proclitics import ARTICLE
from corpus_tools.tables import at_least_one, counting_of, group_column, groups_of, require_columns
from corpus_tools.terms.frequency import BY_TABLE
from corpus_tools.terms.occurrences import TERM_KINDS


def plot_terms(
    frequencies: pd.DataFrame,
    corpus: Corpus | pd.DataFrame | None = None,
    *,
    top: int = 20,
    locale: Locale = ARABIC,
    title: str | None = None,
    source: str | None = None,
) -> CorpusFigure:
    """Draw the most frequent terms as bars.

    Parameters
    ----------
    frequencies : DataFrame
        What `term_frequency` made: term, n and optionally label (the form written beside the bar); of a table counted
        in groups, the rows of one.
    corpus : Corpus or DataFrame, optional
        The corpus that was counted: it gives the evidence, the other forms after the number, and whether a term is
        written with the article.
    top : int
        The most terms to draw: the first of the table.
    locale, title, source : see `plot_timeline`

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
    drawn = frequencies.head(at_least_one(top)).reset_index(drop=True)
    if drawn.empty:
        raise NothingToDrawError("no term to draw: the corpus has no word that is counted")
    counted = counting_of(frequencies, form="lemma", ngram=1, kinds=TERM_KINDS, by=None)
    _require_one_group(frequencies, counted["by"])
    if (twice := frequencies["term"].duplicated()).any():
        term = frequencies.loc[twice, "term"].iloc[0]
        raise ValueError(f"`frequencies` has {term!r} in several rows; keep the rows of one group")
    corpus = None if corpus is None else as_corpus(corpus)
    places = None if corpus is None else _places(drawn, counted, corpus)
    forms = {} if places is None else written_forms(places)
    labels = drawn["label"] if "label" in drawn else drawn["term"]
    written = [forms.get(term, [label]) for term, label in zip(drawn["term"], labels, strict=True)]
    drawn["label"] = [_shown_form(label, names) for label, names in zip(labels, written, strict=True)]
    drawn["forms"] = [
        [name for name in names if name != shown] for shown, names in zip(drawn["label"], written, strict=True)
    ]
    subtitle = locale.text("terms_subtitle", articles=locale.articles(None if corpus is None else len(corpus.articles)))
    figure = bars(drawn, locale, Heading(title or locale.text("terms_title"), subtitle, source))
    figure.rows = drawn.assign(forms=["، ".join(others) for others in drawn["forms"]]).reset_index(names="mark")
    if places is not None:
        add_evidence(figure, places, corpus)
    return figure


def _require_one_group(frequencies: pd.DataFrame, by: str | None) -> None:
    """Check that a table that was counted in groups has the terms of only one."""
    if by is None or by == BY_TABLE:
        return
    column = group_column(by)
    require_columns(frequencies, [column], name="frequencies")
    groups = frequencies[column].nunique(dropna=False)
    if groups > 1:
        raise ValueError(f"`frequencies` has the terms of {groups} groups; keep the rows of one {column}")


def _places(drawn: pd.DataFrame, counted: dict[str, Any], corpus: Corpus) -> pd.DataFrame:
    """Return the places of each drawn term, in the documents of the counted group."""
    if counted["by"] == BY_TABLE:
        raise ValueError(
            "`frequencies` was counted by a table of groups, which it does not hold; select the documents of one group "
            "with corpus.select, count there, and draw that"
        )
    terms = drawn["term"].tolist()
    places = term_places(corpus, terms, form=counted["form"], ngram=counted["ngram"], kinds=counted["kinds"])
    if counted["by"] is not None:
        places = places[places["doc_id"].isin(_documents_of_group(drawn, corpus, counted["by"]))]
    mark = {term: row for row, term in enumerate(terms)}
    places = places.assign(mark=places["term"].map(mark).astype(np.int64))
    require_numbers(places, drawn["n"], what=terms, made_by="term_frequency")
    return places


def _documents_of_group(drawn: pd.DataFrame, corpus: Corpus, by: str) -> "pd.Series[str]":
    """Return the documents of the one group that is drawn."""
    group = drawn[group_column(by)].iloc[0]
    codes, groups = groups_of(corpus.texts, by)
    wanted = groups.isna() if pd.isna(group) else groups == group
    return corpus.texts["doc_id"][np.asarray(wanted, dtype=np.bool_)[codes]]


def _shown_form(label: str, forms: list[str]) -> str:
    """Return how a term is written beside its bar: bare or with the article, as in the most frequent of its forms.

    A label that ends no form is a stem that never stands without an enclitic; then the form itself is shown.
    """
    for form in forms:
        if form.endswith(label):
            definite = f"{ARTICLE}{label}"
            return definite if form.endswith(definite) else label
    return forms[0]
