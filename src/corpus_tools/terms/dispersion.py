"""How evenly terms spread over documents."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def dispersion(
    doc: NDArray[np.integer],
    term: NDArray[np.integer],
    *,
    sizes: NDArray[np.integer],
    group: NDArray[np.integer],
) -> pd.DataFrame:
    """Count terms in groups of documents and measure how evenly they spread over the documents.

    Parameters
    ----------
    doc, term : ndarray of int
        One entry an occurrence: the row of its document and the number of its term.
    sizes : ndarray of int
        How many terms each document has.
    group : ndarray of int
        The group of each document, counted from 0.

    Returns
    -------
    DataFrame
        One row a term of a group: group, term, n, documents (that hold it), per_million (n a million terms of
        the group), dp, dispersion, juilland_d. With s the share of each of the k documents of the group that are
        not empty, v the share of the term's occurrences in each and p the term's relative frequency in each:
        ``dp = sum(abs(v - s)) / 2`` (0 even, towards 1 all in one small document); ``dispersion`` is DPnorm,
        ``dp / (1 - min(s))``; ``juilland_d = 1 - sd(p) / mean(p) / sqrt(k - 1)`` with the population's standard
        deviation (1 even, 0 all in one). Both are missing where k is 1.

    References
    ----------
    Gries (2008), "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics
    13(4); Lijffijt and Gries (2012), "Correction to Stefan Th. Gries' …", IJCL 17(1), for the norm; Juilland,
    Brodin and Davidovitch (1970), Frequency Dictionary of French Words, for D.

    Examples
    --------
    >>> doc, term = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 0])
    >>> spread = dispersion(doc, term, sizes=np.array([2, 2]), group=np.array([0, 0]))
    >>> spread[["term", "n", "documents", "dp"]].round(3).values.tolist()
    [[0.0, 3.0, 2.0, 0.167], [1.0, 1.0, 1.0, 0.5]]
    """
    from scipy import sparse  # noqa: PLC0415 - heavy, and needed only here

    n_terms = int(term.max()) + 1 if len(term) else 1
    # One cell a term of a document; the conversion counts in linear time, where sorting would not.
    cells = sparse.coo_array((np.ones(len(doc), np.int64), (doc, term)), shape=(len(sizes), n_terms)).tocsc()
    cells.sum_duplicates()
    cell_doc, counts = cells.indices, cells.data
    cell_term = np.repeat(np.arange(n_terms), np.diff(cells.indptr))
    sizes = sizes.astype(np.float64)
    group_sizes = np.bincount(group, weights=sizes, minlength=1)
    parts = np.bincount(group, weights=sizes > 0, minlength=1)
    share = np.divide(sizes, group_sizes[group], out=np.zeros_like(sizes), where=group_sizes[group] > 0)
    smallest = np.full(len(group_sizes), np.inf)
    np.minimum.at(smallest, group[sizes > 0], share[sizes > 0])

    row_of_cell, rows = pd.factorize(group[cell_doc].astype(np.int64) * n_terms + cell_term)
    row_group = rows // n_terms
    n = np.bincount(row_of_cell, weights=counts, minlength=len(rows))
    frequency = counts / sizes[cell_doc]
    gap = np.abs(counts / n[row_of_cell] - share[cell_doc]) - share[cell_doc]
    dp = (1 + np.bincount(row_of_cell, weights=gap, minlength=len(rows))) / 2
    k = parts[row_group]
    mean = np.bincount(row_of_cell, weights=frequency, minlength=len(rows)) / k
    variance = np.bincount(row_of_cell, weights=frequency**2, minlength=len(rows)) / k - mean**2
    spread = np.sqrt(np.maximum(variance, 0)) / mean
    alone = k < 2
    table = pd.DataFrame(
        {
            "group": row_group,
            "term": rows % n_terms,
            "n": n.astype(np.int64),
            "documents": np.bincount(row_of_cell, minlength=len(rows)).astype(np.int64),
            "per_million": 1e6 * n / group_sizes[row_group],
            "dp": np.where(alone, np.nan, np.clip(dp, 0, 1)),
            "dispersion": np.where(alone, np.nan, np.clip(dp / np.where(alone, 1, 1 - smallest[row_group]), 0, 1)),
            "juilland_d": np.where(alone, np.nan, 1 - spread / np.sqrt(np.where(alone, 2, k) - 1)),
        }
    )
    return table.sort_values(["group", "term"], ignore_index=True)
