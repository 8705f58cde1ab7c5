"""Counts of terms or themes that are drawn, and the places behind each."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.figures.evidence import counted_places, require_numbers, written_forms
from corpus_tools.proclitics import ARTICLE
from corpus_tools.tables import counting_of, group_column, require_columns
from corpus_tools.terms.dictionaries import COLUMNS, find_themes
from corpus_tools.terms.frequency import BY_TABLE
from corpus_tools.terms.groups import groups_of_corpus


def require_one_group(frequencies: pd.DataFrame) -> None:
    """Check that a table of counts has the terms of only one group, each once."""
    by = counting_of(frequencies, by=None)["by"]
    if by is not None and by != BY_TABLE:
        column = group_column(by)
        require_columns(frequencies, [column], name="frequencies")
        groups = frequencies[column].nunique(dropna=False)
        if groups > 1:
            raise ValueError(f"`frequencies` has the terms of {groups} groups; keep the rows of one {column}")
    if (twice := frequencies["term"].duplicated()).any():
        term = frequencies.loc[twice, "term"].iloc[0]
        raise ValueError(f"`frequencies` has {term!r} in several rows; keep the rows of one group")


def first_terms(frequencies: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the first rows of a table of counts, without those that count 0."""
    nothing = pd.to_numeric(frequencies["n"], errors="coerce") == 0
    return frequencies[~nothing].head(top).reset_index(drop=True)


def places_of_terms(drawn: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return the places of each drawn term in the documents of the counted group, with its row as mark."""
    counted = counting_of(drawn, form="lemma", by=None, dictionary=None)
    if counted["by"] == BY_TABLE:
        raise ValueError(
            "`frequencies` was counted by a table of groups, which it does not hold; select the documents of one group "
            "with corpus.select, count there, and draw that"
        )
    terms = drawn["term"].tolist()
    if counted["dictionary"] is None:
        places = counted_places(corpus, terms, drawn)
    else:
        places = theme_places(corpus, terms, counted)
    if counted["by"] is not None:
        places = places[places["doc_id"].isin(_documents_of_group(drawn, corpus, counted["by"]))]
    mark = {term: row for row, term in enumerate(terms)}
    places = places.assign(mark=places["term"].map(mark).astype(np.int64))
    made_by = "term_frequency" if counted["dictionary"] is None else "dictionary_counts"
    require_numbers(places, drawn["n"], what=terms, made_by=made_by)
    return places


def _documents_of_group(drawn: pd.DataFrame, corpus: Corpus, by: str) -> "pd.Series[str]":
    """Return the documents of the one group that is drawn."""
    group = drawn[group_column(by)].iloc[0]
    codes, groups = groups_of_corpus(corpus, by)
    wanted = groups.isna() if pd.isna(group) else groups == group
    return corpus.tables.doc_ids[np.asarray(wanted, dtype=np.bool_)[codes]]


def theme_places(corpus: Corpus, terms: Sequence[str], counted: Mapping[str, Any]) -> pd.DataFrame:
    """Return the places of some themes of the dictionary that was counted."""
    dictionary = pd.DataFrame(counted["dictionary"], columns=COLUMNS)
    found = find_themes(corpus, dictionary, form=counted["form"]).drop(columns="label")
    found.attrs.clear()  # where copies count once, they are places of the whole corpus as well
    return found[found["term"].isin(terms)]


def is_of_words(drawn: pd.DataFrame) -> bool:
    """Return whether a table counts words, each by itself, and not the themes of a dictionary."""
    dictionary = counting_of(drawn, dictionary=None)["dictionary"]
    return dictionary is None or all(entry[COLUMNS.index("term")] == entry[-1] for entry in dictionary)


def labels_and_forms(drawn: pd.DataFrame, places: pd.DataFrame | None) -> tuple[list[str], list[list[str]]]:
    """Return how each term is written beside its bar, and the other forms or the words that it was found by.

    The most frequent come first; without places there are none.
    """
    labels = (drawn["label"] if "label" in drawn else drawn["term"]).tolist()
    if places is None:
        return labels, [[] for _ in labels]
    if not is_of_words(drawn):
        of_marks = dict(list(places.groupby("mark")["query"]))
        return labels, [of_marks[mark].value_counts().index.tolist() for mark in range(len(labels))]
    forms = written_forms(places)
    written = [forms.get(term, [label]) for term, label in zip(drawn["term"], labels, strict=True)]
    shown = [_shown_form(label, names) for label, names in zip(labels, written, strict=True)]
    return shown, [[name for name in names if name != own] for own, names in zip(shown, written, strict=True)]


def _shown_form(label: str, forms: list[str]) -> str:
    """Return how a term is written beside its bar: bare or with the article, as in the most frequent of its forms.

    A label that ends no form is a stem that never stands without an enclitic; then the form itself is shown.
    """
    for form in forms:
        if form.endswith(label):
            definite = f"{ARTICLE}{label}"
            return definite if form.endswith(definite) else label
    return forms[0]
