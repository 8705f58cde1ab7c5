"""How evenly terms spread over documents."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.threads import mapping

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix, csr_matrix

# Cells that are added up at a time.
_BLOCK = 1 << 17


def dispersion(
    counts: "csr_matrix[Any]", *, sizes: NDArray[np.integer], group: NDArray[np.integer], threads: int = 1
) -> pd.DataFrame:
    """Count terms in groups of documents and measure how evenly they spread over the documents.

    Parameters
    ----------
    counts : scipy.sparse.csr_matrix
        How often each term (column) stands in each document (row).
    sizes : ndarray of int
        How many terms each document has; those that `counts` leaves out may be among them.
    group : ndarray of int
        The group of each document, counted from 0.
    threads : int
        How many blocks of terms are added up at once. The result does not depend on it.

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
    >>> from scipy import sparse
    >>> counts = sparse.csr_matrix([[1, 1], [2, 0]])
    >>> spread = dispersion(counts, sizes=np.array([2, 2]), group=np.array([0, 0]))
    >>> spread[["term", "n", "documents", "dp"]].round(3).values.tolist()
    [[0.0, 3.0, 2.0, 0.167], [1.0, 1.0, 1.0, 0.5]]
    """
    order = np.argsort(group, kind="stable")
    if (np.diff(order) < 0).any():
        counts, sizes, group = counts[order], sizes[order], group[order]
    group_sizes = np.bincount(group, weights=sizes, minlength=1)
    is_filled = sizes > 0
    parts = np.bincount(group, weights=is_filled, minlength=1)
    size = sizes.astype(np.float64)
    share = np.divide(size, group_sizes[group], out=np.zeros_like(size), where=is_filled)
    smallest = np.full(len(group_sizes), np.inf)
    np.minimum.at(smallest, group[is_filled], share[is_filled])

    # By term, and within a term by document, so that the documents of a group follow one another; in blocks of terms
    # that stay in the processor's cache.
    cells = counts.tocsc()
    bounds = np.unique(np.append(np.searchsorted(cells.indptr, np.arange(0, cells.nnz, _BLOCK)), counts.shape[1]))
    add_up = partial(_add_up, cells, group=group.astype(np.int32), size=size, share=share)
    with mapping(threads) as mapped:
        blocks = list(mapped(add_up, pairwise([0, *bounds.tolist()])))
    row_group, row_term, n, documents, common, mean, square = map(np.concatenate, zip(*blocks, strict=True))
    k = parts[row_group]
    mean, square = mean / k, square / k
    spread = np.sqrt(np.maximum(square - mean**2, 0)) / mean
    alone = k < 2
    by_group = np.argsort(row_group, kind="stable")
    table = pd.DataFrame(
        {
            "group": row_group.astype(np.int64),
            "term": row_term,
            "n": n.astype(np.int64),
            "documents": documents.astype(np.int64),
            "per_million": 1e6 * n / group_sizes[row_group],
            "dp": np.where(alone, np.nan, np.clip(1 - common, 0, 1)),
            "dispersion": np.where(
                alone, np.nan, np.clip((1 - common) / np.where(alone, 1, 1 - smallest[row_group]), 0, 1)
            ),
            "juilland_d": np.where(alone, np.nan, 1 - spread / np.sqrt(np.where(alone, 2, k) - 1)),
        }
    )
    return table.take(by_group).reset_index(drop=True)


def _add_up(
    cells_of_all: "csc_matrix[Any]",
    block: tuple[int, int],
    *,
    group: NDArray[np.int32],
    size: NDArray[np.float64],
    share: NDArray[np.float64],
) -> tuple[NDArray[Any], ...]:
    """Add up what stands in some columns, from the first to before the last: a row for each term of a group.

    Returns
    -------
    tuple of ndarray
        The group, the term, its occurrences, its documents, what its distribution over them has in common with that of
        their sizes, and the sums of its relative frequencies and of their squares.
    """
    cells = cells_of_all[:, slice(*block)]
    cell_group = group[cells.indices]
    opens_row = np.diff(cell_group, prepend=-1) != 0
    opens_row[cells.indptr[:-1][np.diff(cells.indptr) > 0]] = True
    first = np.flatnonzero(opens_row)
    term = np.searchsorted(cells.indptr, first, side="right") - 1 + block[0]
    documents = np.diff(first, append=len(opens_row))
    n = _sum_rows(cells.data, first)
    # The two distributions of shares each sum to 1, so that half of their distance is 1 less what they have in common.
    common = np.minimum(cells.data / np.repeat(n, documents), share[cells.indices])
    frequency = cells.data / size[cells.indices]
    sums = (_sum_rows(common, first), _sum_rows(frequency, first), _sum_rows(frequency**2, first))
    return cell_group[first], term, n, documents, *sums


def _sum_rows(values: NDArray[Any], first: NDArray[np.int64]) -> NDArray[Any]:
    """Add up runs of values, each from its first to before the next run's."""
    sums: NDArray[Any] = np.add.reduceat(values, first) if len(first) else values[:0]
    return sums
