"""What differs between two states of a corpus: its documents, and the numbers of its figures."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.report.sections import Cell, Section, kinds_of_columns

#: What is compared of a document that both have.
_FIELDS = ("text", "title", "published", "source", "author", "category", "url")
#: Columns that are text and do not tell which row it is.
_BESIDE = ("forms", "interval", "words", "surface")
_NOTHING = "", Cell("")
#: A number that says no more than that there is none.
_ZERO = re.compile(r"[\W0٠]*")


def document_changes(old: Corpus, new: Corpus, same: Mapping[Any, Any]) -> pd.DataFrame:
    """Return the documents that were added, removed, edited or renamed between two states of a corpus.

    Parameters
    ----------
    old, new : Corpus
        The two states.
    same : mapping
        Which documents are the same, see `same_documents`.

    Returns
    -------
    DataFrame
        doc_id, change (added, removed, edited, renamed: nothing but its id differs), fields (of an edited one, what
        differs, with commas between), title, old_id (the doc_id in the old state, where it was another).

    Examples
    --------
    >>> old = Corpus(pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["هدنة في حمص", "قصف"]}))
    >>> new = Corpus(pd.DataFrame({"doc_id": ["أ", "ج"], "text": ["هدنة في حلب", "أمطار"]}))
    >>> document_changes(old, new, {"أ": "أ"})[["doc_id", "change", "fields"]].values.tolist()
    [['أ', 'edited', 'text'], ['ب', 'removed', ''], ['ج', 'added', '']]
    """
    before, after = (corpus.texts.set_index("doc_id") for corpus in (old, new))
    removed = before[~before.index.isin(list(same))]
    before = before.loc[list(same)].set_axis(pd.Index(list(same.values()), name="doc_id"))
    both = after.index[after.index.isin(before.index)]
    names = {now: was for was, now in same.items() if was != now}
    fields = [name for name in _FIELDS if name in before or name in after]
    differs = pd.DataFrame({name: _differ(before, after, name, both) for name in fields}, index=both)
    edited = differs.index[differs.any(axis=1)]
    rows = [
        (doc_id, "edited", ", ".join(name for name in fields if differs.loc[doc_id, name]), after) for doc_id in edited
    ]
    rows += [(doc_id, "renamed", "", after) for doc_id in both.difference(edited, sort=False) if doc_id in names]
    rows += [(doc_id, "removed", "", removed) for doc_id in removed.index]
    rows += [(doc_id, "added", "", after) for doc_id in after.index.difference(both, sort=False)]
    told = [
        (doc_id, change, said, table["title"].get(doc_id) if "title" in table else None, names.get(doc_id))
        for doc_id, change, said, table in rows
    ]
    changes = pd.DataFrame(told, columns=["doc_id", "change", "fields", "title", "old_id"], dtype=object)
    changes.loc[changes["change"] == "removed", "old_id"] = None  # its id may be that of another by now
    return changes


def _differ(
    before: pd.DataFrame, after: pd.DataFrame, name: str, both: pd.Index
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return for each document of both states whether a field of it differs; a missing value is one of its own."""
    nothing = pd.Series(None, index=both, dtype=object)
    one, other = (table[name].reindex(both).astype(object) if name in table else nothing for table in (before, after))
    return np.array(
        [not (a == b or (pd.isna(a) and pd.isna(b))) for a, b in zip(one, other, strict=True)], dtype=np.bool_
    )


def number_changes(old: Mapping[str, Section], new: Mapping[str, Section]) -> pd.DataFrame:
    """Return the numbers of the report that differ between two states of a corpus.

    Parameters
    ----------
    old, new : mapping of str to Section
        What `report_sections` made of each, in the same language.

    Returns
    -------
    DataFrame
        figure (its name), title, row (what the number is of, as the new state writes it), column, old and new (as
        written; empty where the row or the figure is not there), old_key and new_key (of the number that each opens in
        its section; missing where it opens none).
    """
    rows = []
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = (_numbers(sections.get(name)) for sections in (old, new))
        title = (new.get(name) or old[name]).title
        for key in [*after, *(key for key in before if key not in after)]:
            (row, was), (label, now) = before.get(key, _NOTHING), after.get(key, _NOTHING)
            if was.text != now.text and not all(_ZERO.fullmatch(cell.text) for cell in (was, now)):
                rows.append((name, title, label or row, key[1], was.text, now.text, was.key, now.key))
    return pd.DataFrame(rows, columns=["figure", "title", "row", "column", "old", "new", "old_key", "new_key"])


def _numbers(section: Section | None) -> dict[tuple[str, str], tuple[str, Cell]]:
    """Return the cells of a table that are numbers, and what each is of; under this and the heading of its column.

    A word is known by its lemma, since the form that stands for it is the most frequent one of each state.
    """
    if section is None:
        return {}
    tables = [name for name in (section.name, f"{section.name}_list") if name in load_table("report")["columns"]]
    kinds = {column: kind for name in tables for column, kind in kinds_of_columns(name)[0].items()}
    numbers = {}
    for line in section.table:
        cells = list(zip(section.columns.items(), line, strict=True))
        told = [cell for (column, _), cell in cells if kinds[column] == "text" and column not in _BESIDE]
        row, label = _row_name([cell.lemma or cell.text for cell in told]), _row_name([cell.text for cell in told])
        for (column, heading), cell in cells:
            if kinds[column] != "text":
                numbers[row, heading] = label, cell
    return numbers


def _row_name(parts: list[str]) -> str:
    """Return what a row is of."""
    return " · ".join(filter(None, parts))
