"""The two sides of a comparison of terms: counts of each term, summed over the articles of each side."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.copies import swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.statistics.by_article import ArticleSums
from corpus_tools.tables import counting_of, group_column, groups_of, require_columns
from corpus_tools.terms.document_counts import DocumentCounts, count_in_documents
from corpus_tools.terms.occurrences import TERM_KINDS, Form, tokens_for

#: What is summed over the articles of a side, by term; n_size sums n times the size of the article.
SUMS = ["n", "documents", "n_squared", "n_size"]


class Side(NamedTuple):
    """One side of a comparison; of mere frequencies the articles and all that sums over them are missing."""

    terms: pd.DataFrame  #: by term: label (where known) and `SUMS`
    articles: float  #: that have terms
    size: float  #: the number of its terms, those included that are left out of `terms`
    size_squared: float

    def less(self, part: "Side") -> "Side":
        """Return what is left of a side without a part of it that has the same terms."""
        counts = self.terms.select_dtypes("number")
        rest = self.terms.assign(**(counts - part.terms[counts.columns]))
        return Side(rest, *(whole - inside for whole, inside in zip(self[1:], part[1:], strict=True)))

    def sums(self, counts: pd.DataFrame) -> ArticleSums:
        """Return the sums that are compared by article; `counts` are those of the compared terms."""
        m = (np.full(len(counts), value) for value in (self.articles, self.size, self.size_squared))
        return ArticleSums(*m, *(counts[name].to_numpy(np.float64) for name in ("n", "n_squared", "n_size")))


def side_of_corpus(corpus: Corpus, name: str, *, form: Form, ngram: int, stop_words: Iterable[str] | None) -> Side:
    """Return a corpus as a side, which messages call `name`."""
    found = _count(corpus, form=form, ngram=ngram, stop_words=stop_words)
    return _side_of_rows(found, np.arange(len(found.sizes)), name)


def sides_of_groups(
    corpus: Corpus, by: str, *, form: Form, ngram: int, stop_words: Iterable[str] | None
) -> dict[Any, tuple[Side, Side]]:
    """Return each group of the articles of a corpus that has terms, and the rest of the corpus."""
    code, groups = groups_of(corpus.texts, by)
    found = _count(corpus, form=form, ngram=ngram, stop_words=stop_words)
    whole = _side_of_rows(found, np.arange(len(code)), "target")
    filled = np.flatnonzero(np.bincount(code, found.sizes, minlength=len(groups)))
    if len(filled) < 2:
        raise ValueError(f"nothing to compare by {by!r}: all articles with terms are of one group; it takes two")
    parts = {groups[group]: _side_of_rows(found, np.flatnonzero(code == group), by) for group in filled.tolist()}
    return {group: (part, whole.less(part)) for group, part in parts.items()}


def side_of_frequencies(table: pd.DataFrame, name: str) -> Side:
    """Return a table of frequencies as a side, which messages call `name`."""
    require_columns(table, ["term", "n"], name=name)
    table = swap_counts(table)  # where it counts copies once, per_million is of the independent documents
    by = counting_of(table).get("by")
    groups = group_column(by) if isinstance(by, str) else None
    if groups in table and len(table[groups].unique()) > 1:
        raise ValueError(f"`{name}` has the terms of several groups; keep the rows of one {groups}")
    repeated = table["term"][table["term"].duplicated()]
    if len(repeated):
        raise ValueError(f"`{name}` names {repeated.iloc[0]!r} twice; give one row a term, so count without `by`")
    if (table["n"] < 0).any():
        raise ValueError(f"`{name}` has a negative n, of {table.loc[table['n'] < 0, 'term'].iloc[0]!r}")
    used = table[table["n"] > 0]
    if used.empty:
        raise ValueError(f"`{name}` has no terms to compare")
    # Stop words or a minimum may have taken terms out of the table.
    per_million = used["per_million"].iloc[0] if "per_million" in used else None
    size = used["n"].sum() if per_million is None else round(1e6 * used["n"].iloc[0] / per_million)
    known = [column for column in ("label", "n", "documents") if column in used]
    return Side(used.set_index("term")[known], np.nan, float(size), np.nan)


def _count(corpus: Corpus, *, form: Form, ngram: int, stop_words: Iterable[str] | None) -> DocumentCounts:
    """Count the terms of each article."""
    tokens = tokens_for(corpus, form=form, stop_words=stop_words)
    return count_in_documents(tokens, form=form, ngram=ngram, kinds=TERM_KINDS, stop_words=stop_words)


def _side_of_rows(found: DocumentCounts, rows: Ints, name: str) -> Side:
    """Return some of the counted documents as a side."""
    size = found.sizes[rows].astype(np.float64)
    if not size.any():
        raise ValueError(f"`{name}` has no terms to compare")
    cells = found.matrix[rows]
    n = cells.data.astype(np.float64)
    weights = (n, None, n**2, n * np.repeat(size, np.diff(cells.indptr)))
    sums = (np.bincount(cells.indices, of, minlength=len(found.names)) for of in weights)
    columns = dict(zip(SUMS, sums, strict=True))
    terms = pd.DataFrame({"label": found.labels} | columns, index=pd.Index(found.names, dtype="str", name="term"))
    return Side(terms, float((size > 0).sum()), float(size.sum()), float((size**2).sum()))
