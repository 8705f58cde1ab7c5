"""Term frequencies: how often the words of a corpus occur, in how many documents, and how evenly."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints, order_by
from corpus_tools.copies import count_copies_once, of_part
from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.tables import group_column, note_counting, require_columns, rows_of
from corpus_tools.terms.dispersion import Dispersion
from corpus_tools.terms.document_counts import count_by_piece, count_in_documents
from corpus_tools.terms.groups import groups_of_corpus
from corpus_tools.terms.occurrences import TERM_KINDS, Form
from corpus_tools.words.stop_words import fold_stop_words

#: What stands for a table of groups among the notes of how terms were counted.
BY_TABLE = "a table"
#: How terms are counted by default.
_USUAL = {"form": "lemma", "ngram": 1, "kinds": list(TERM_KINDS), "stop_words": None, "by": None}

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


@dataclass(frozen=True, slots=True, eq=False)
class DocumentTermMatrix:
    """Counts or weights of terms in documents, ready for scikit-learn: a row a document, a column a term."""

    matrix: "csr_matrix[Any]"
    doc_ids: list[Any]
    terms: list[str]


def term_frequency(
    corpus: Corpus | pd.DataFrame,
    *,
    by: str | pd.DataFrame | None = None,
    form: Form = "lemma",
    ngram: int = 1,
    stop_words: Iterable[str] | None = None,
    min_n: int = 1,
    kinds: Collection[str] = TERM_KINDS,
    copies: pd.DataFrame | None = None,
    threads: int = 1,
) -> pd.DataFrame:
    """Count the terms of a corpus.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    by : str or DataFrame, optional
        Count in groups of documents: ``"document"``, a unit of the calendar (``"day"``, ``"week"``, ``"month"``,
        ``"quarter"``, ``"year"``, ``"decade"``) of `published`, or any column of the documents. Documents without a
        value form a group of their own. A table of doc_id and one other column puts a document into several groups: by
        ``mentions[["doc_id", "actor_id"]]`` the terms are counted in all documents that mention an actor, and documents
        that mention none are left out.
    form : {"lemma", "stem", "folded", "surface"}
        What makes two tokens one term: the dictionary form, the word without its clitics, the folded spelling, or
        the very letters.
    ngram : int
        How many words make a term, 1 to 5. An n-gram does not cross the end of a sentence.
    stop_words : iterable of str, optional
        Words that are no terms, compared folded and as a whole word, stem or lemma. An n-gram is left out when it
        begins or ends with one. They still count among the tokens that `per_million` divides by.
    min_n : int
        Leave out terms that occur less often (in a group).
    kinds : collection of str
        The kinds of tokens that are terms.
    copies : DataFrame, optional
        What `find_duplicates` made: copies of a document count once, see Returns.
    threads : int
        How many blocks of documents are counted at once. The result does not depend on it.

    Returns
    -------
    DataFrame
        One row a term (in a group), the most frequent first: the group column if any (period for a unit of the
        calendar, doc_id for documents, else named as `by`), term (str), label (str, its most frequent written form,
        with its article but without other clitics), n (int64), documents (int64, that hold it), per_million (float, n
        a million terms of the group, stop words included), dispersion (float, DPnorm), dp and juilland_d (float, see
        `dispersion.dispersion`; missing where a single document leaves nothing to compare). ``attrs["counted"]`` says
        how it was counted, for the figures. With `copies`, n and documents are still of all documents, beside them
        stand n_independent and documents_independent, without the copies, and all else is of the independent documents;
        so are `min_n` and the order, and what stands in copies alone has no row.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, `by` is no column, or `form`, `ngram`, `min_n`, `kinds` or `threads` is out of range.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["الاتفاق قائم. وقع الاتفاق، وللاتفاق شروط"]})
    >>> term_frequency(documents)[["label", "n"]].head(1).values.tolist()
    [['الاتفاق', 3]]
    """
    if min_n < 1:
        raise ValueError(f"`min_n` is {min_n}; it must be 1 or more")
    corpus = as_corpus(corpus)
    name = group_column(by) if isinstance(by, str) else _value_column(by) if isinstance(by, pd.DataFrame) else None
    if copies is not None:
        way: dict[str, Any] = {"form": form, "ngram": ngram, "stop_words": stop_words, "min_n": min_n, "kinds": kinds}
        return count_copies_once(
            lambda part: term_frequency(
                part, by=of_part(by, part, corpus) if isinstance(by, pd.DataFrame) else by, **way, threads=threads
            ),
            corpus,
            copies=copies,
            keys=["term"] if name is None else [name, "term"],
            counts=["n", "documents"],
        )
    left_out = sorted(fold_stop_words(stop_words)) or None
    grouped_by = BY_TABLE if isinstance(by, pd.DataFrame) else by
    how: dict[str, Any] = {"form": form, "ngram": ngram, "kinds": list(kinds), "stop_words": left_out, "by": grouped_by}
    stored = corpus.stored("frequencies") if how == _USUAL and min_n == 1 else None
    if stored is not None:
        return note_counting(stored, **how)
    rows, group, groups = _group_documents(corpus, by)
    spread = Dispersion(len(groups))
    names, labels, first = list[str](), list[str](), 0
    for found in count_by_piece(corpus, form=form, ngram=ngram, kinds=kinds, stop_words=left_out, threads=threads):
        names, labels = found.names, found.labels
        after = first + len(found.sizes)
        low, high = np.searchsorted(rows, [first, after])
        matrix, sizes = found.matrix, found.sizes
        if isinstance(by, pd.DataFrame):
            matrix, sizes = matrix[rows[low:high] - first], sizes[rows[low:high] - first]
        spread.add(matrix, sizes=sizes, group=group[low:high])
        first = after
    counted = spread.table()
    counted = counted[counted["n"] >= min_n]
    terms = pd.Series(names, dtype="str")
    rank, n = terms.rank(method="dense").to_numpy(np.int64), counted["n"].to_numpy()
    order = order_by(counted["group"].to_numpy(), n.max(initial=0) - n, rank[counted["term"].to_numpy()])
    counted = counted.take(order).reset_index(drop=True)
    number, written = counted["term"].to_numpy(), pd.Series(labels, dtype="str")
    table = pd.DataFrame({"term": terms.take(number).array, "label": written.take(number).array})
    for column in ("n", "documents", "per_million", "dispersion", "dp", "juilland_d"):
        table[column] = counted[column].to_numpy()
    if name is not None:
        table.insert(0, name, groups.take(counted["group"].to_numpy()))
    return note_counting(table, **how)


def _group_documents(corpus: Corpus, by: str | pd.DataFrame | None) -> tuple[Ints, Ints, pd.Index]:
    """Return the rows of the documents that are counted, in order, the group of each, and the value of each group."""
    if not isinstance(by, pd.DataFrame):
        group, groups = groups_of_corpus(corpus, by)
        return np.arange(len(group)), group, groups
    pairs = by.dropna().drop_duplicates()
    rows = rows_of(pairs["doc_id"], corpus.doc_index)
    if (rows < 0).any():
        doc_id = pairs["doc_id"].iloc[int(np.argmin(rows))]
        raise ValueError(f"the table `by` names the doc_id {doc_id!r}, which no document of the corpus has")
    group, groups = pd.factorize(pairs[_value_column(by)], sort=True)
    order = np.argsort(rows, kind="stable")
    return rows[order].astype(np.int64), group[order].astype(np.int64), pd.Index(groups)


def _value_column(by: pd.DataFrame) -> str:
    """Return the name of the one column of a table of groups besides doc_id."""
    require_columns(by, ["doc_id"], name="by")
    values = by.columns.drop("doc_id")
    if len(values) != 1:
        has = ", ".join(map(str, by.columns))
        raise ValueError(f"the table `by` has the columns {has}; it must have doc_id and one other, such as actor_id")
    return str(values[0])


def document_term_matrix(
    corpus: Corpus | pd.DataFrame,
    *,
    form: Form = "lemma",
    ngram: int = 1,
    stop_words: Iterable[str] | None = None,
    min_n: int = 1,
    weight: Literal["count", "tfidf"] = "count",
    kinds: Collection[str] = TERM_KINDS,
    threads: int = 1,
) -> DocumentTermMatrix:
    """Count terms in documents as a sparse matrix.

    Parameters
    ----------
    corpus : Corpus or DataFrame
        A corpus, or documents with doc_id and text.
    form, ngram, stop_words, min_n, kinds, threads
        As in `term_frequency`.
    weight : {"count", "tfidf"}
        ``"tfidf"`` multiplies a count by ``ln((1 + N) / (1 + df)) + 1`` and scales each row to length 1, as
        scikit-learn's TfidfTransformer does by default.

    Returns
    -------
    DocumentTermMatrix
        Rows in the order of the documents, columns in the order of first appearance.

    Raises
    ------
    ValueError
        As in `term_frequency`, or if `weight` is unknown.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["حمص وإدلب", "إدلب"]})
    >>> counts = document_term_matrix(documents, form="surface")
    >>> counts.terms, counts.matrix.toarray().tolist()
    (['حمص', 'وإدلب', 'إدلب'], [[1, 1, 0], [0, 0, 1]])
    """
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    if weight not in ("count", "tfidf"):
        raise ValueError(f"`weight` is {weight!r}; it must be 'count' or 'tfidf'")
    corpus = as_corpus(corpus)
    counts = count_in_documents(
        corpus, form=form, ngram=ngram, kinds=kinds, stop_words=stop_words, with_labels=False, threads=threads
    )
    matrix, names, columns = counts.matrix, counts.names, np.flatnonzero(counts.n >= max(min_n, 1))
    if len(columns) < len(names):
        matrix, names = matrix[:, columns], [names[k] for k in columns.tolist()]
    if weight == "tfidf":
        found_in = np.bincount(matrix.indices, minlength=matrix.shape[1])
        matrix = matrix @ sparse.diags_array(np.log((1 + matrix.shape[0]) / (1 + found_in)) + 1)
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix = sparse.csr_matrix(sparse.diags_array(1 / np.where(lengths > 0, lengths, 1)) @ matrix)
    return DocumentTermMatrix(matrix, corpus.doc_index.tolist(), names)
