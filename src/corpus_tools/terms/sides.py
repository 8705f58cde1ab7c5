"""The two sides of a comparison of terms: counts of each term, summed over the articles of each side."""

from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.copies import swap_counts
from corpus_tools.corpus import Corpus
from corpus_tools.statistics.by_article import ArticleSums
from corpus_tools.tables import counting_of, group_column, require_columns
from corpus_tools.terms.document_counts import count_by_piece
from corpus_tools.terms.groups import groups_of_corpus
from corpus_tools.terms.occurrences import TERM_KINDS, Form

#: What is summed over the articles of a side, by term; n_size sums n times the size of the article.
SUMS = ["n", "documents", "n_squared", "n_size"]


class Side(NamedTuple):
    """One side of a comparison; of mere frequencies the articles and all that sums over them are missing."""

    terms: pd.DataFrame  #: by term: label (where known) and `SUMS`
    articles: float  #: that have terms
    size: float  #: the number of its terms, those included that are left out of `terms`
    size_squared: float

    def plus(self, other: "Side", times: int = 1) -> "Side":
        """Return a side with another of the same terms; with times -1, what is left of it without that one."""
        terms = self.terms.assign(**{name: self.terms[name] + times * other.terms[name] for name in SUMS})
        return Side(terms, *(one + times * of for one, of in zip(self[1:], other[1:], strict=True)))

    def sums(self, counts: pd.DataFrame) -> ArticleSums:
        """Return the sums that are compared by article; `counts` are those of the compared terms."""
        m = (np.full(len(counts), value) for value in (self.articles, self.size, self.size_squared))
        return ArticleSums(*m, *(counts[name].to_numpy(np.float64) for name in ("n", "n_squared", "n_size")))


def side_of_corpus(corpus: Corpus, name: str, *, form: Form, ngram: int, stop_words: Iterable[str] | None) -> Side:
    """Return a corpus as a side, which messages call `name`."""
    whole = np.zeros(len(corpus), np.int64)
    [side] = _sides(corpus, whole, 1, form=form, ngram=ngram, stop_words=stop_words)
    if not side.size:
        raise ValueError(f"`{name}` has no terms to compare")
    return side


def sides_of_groups(
    corpus: Corpus, by: str, *, form: Form, ngram: int, stop_words: Iterable[str] | None
) -> dict[Any, tuple[Side, Side]]:
    """Return each group of the articles of a corpus that has terms, and the rest of the corpus."""
    code, groups = groups_of_corpus(corpus, by)
    sides = _sides(corpus, code, len(groups), form=form, ngram=ngram, stop_words=stop_words)
    filled = {group: side for group, side in zip(groups, sides, strict=True) if side.size}
    if not filled:
        raise ValueError("`target` has no terms to compare")
    if len(filled) < 2:
        raise ValueError(f"nothing to compare by {by!r}: all articles with terms are of one group; it takes two")
    whole = reduce(Side.plus, filled.values())
    return {group: (side, whole.plus(side, times=-1)) for group, side in filled.items()}


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


def _sides(
    corpus: Corpus, code: Ints, groups: int, *, form: Form, ngram: int, stop_words: Iterable[str] | None
) -> list[Side]:
    """Return each group of documents as a side; `code` is the group of each document."""
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    totals, sums = np.zeros((3, groups)), np.zeros((len(SUMS), groups, 0))
    names, labels, first = list[str](), list[str](), 0
    for found in count_by_piece(corpus, form=form, ngram=ngram, kinds=TERM_KINDS, stop_words=stop_words):
        if not first:
            names, labels = found.names, found.labels
            sums = np.zeros((len(SUMS), groups, len(names)))
        size, after = found.sizes.astype(np.float64), first + len(found.sizes)
        group, doc, first = code[first:after], np.arange(len(size)), after
        for row, of in enumerate((size > 0, size, size**2)):
            totals[row] += np.bincount(group, of, minlength=groups)
        of_group: Any = sparse.csr_matrix((np.ones(len(doc)), (group, doc)), shape=(groups, len(doc)))
        n: Any = found.matrix.astype(np.float64)
        for row, cells in enumerate((n, n.sign(), n.power(2), sparse.diags_array(size) @ n)):
            added = (of_group @ cells).tocoo()
            sums[row][added.row, added.col] += added.data
    terms = pd.DataFrame({"label": labels}, index=pd.Index(names, dtype="str", name="term"))
    return [
        Side(terms.assign(**dict(zip(SUMS, sums[:, group], strict=True))), *totals[:, group].tolist())
        for group in range(groups)
    ]
