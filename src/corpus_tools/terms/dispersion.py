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

# The number of cells of a block of terms, which fits into the processor's cache.
_BLOCK = 1 << 17


def dispersion(
    counts: "csr_matrix[Any]", *, sizes: NDArray[np.integer], group: NDArray[np.integer], threads: int = 1
) -> pd.DataFrame:
    """Count terms (columns of `counts`) in groups of documents (its rows) and measure how evenly they spread.

    `sizes` is the number of terms of each document, including terms that `counts` leaves out; `group` is the group of
    each document, counted from 0. There is one row for each term of a group: group, term, n, documents (that hold the
    term), per_million (of the terms of the group), dp, dispersion, juilland_d. Of the k non-empty documents of the
    group, let s be the share of each in the group's size, v its share of the term's occurrences and p the relative
    frequency of the term in it: ``dp = sum(abs(v - s)) / 2`` (0 even, towards 1 all in one small document);
    ``dispersion`` is DPnorm, ``dp / (1 - min(s))``; ``juilland_d = 1 - sd(p) / mean(p) / sqrt(k - 1)`` with the
    population's standard deviation (1 even, 0 all in one). All three are missing where k is 1.

    Gries (2008), "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 13(4);
    Lijffijt and Gries (2012), "Correction to Stefan Th. Gries' …", IJCL 17(1), for the norm; Juilland, Brodin and
    Davidovitch (1970), Frequency Dictionary of French Words, for D.
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

    # Sorted by term and then document, the documents of a group follow one another.
    cells = counts.tocsc()
    bounds = np.unique(np.append(np.searchsorted(cells.indptr, np.arange(0, cells.nnz, _BLOCK)), counts.shape[1]))
    sum_block = partial(_sum_block, cells, group=group.astype(np.int32), size=size, share=share)
    with mapping(threads) as mapped:
        blocks = list(mapped(sum_block, pairwise([0, *bounds.tolist()])))
    row_group, row_term, n, documents, overlap, mean, square = map(np.concatenate, zip(*blocks, strict=True))
    k = parts[row_group]
    mean, square = mean / k, square / k
    spread = np.sqrt(np.maximum(square - mean**2, 0)) / mean
    alone = k < 2
    most = np.where(alone, 1, 1 - smallest[row_group])
    by_group = np.argsort(row_group, kind="stable")
    table = pd.DataFrame(
        {
            "group": row_group.astype(np.int64),
            "term": row_term,
            "n": n.astype(np.int64),
            "documents": documents.astype(np.int64),
            "per_million": 1e6 * n / group_sizes[row_group],
            "dp": np.where(alone, np.nan, np.clip(1 - overlap, 0, 1)),
            "dispersion": np.where(alone, np.nan, np.clip((1 - overlap) / most, 0, 1)),
            "juilland_d": np.where(alone, np.nan, 1 - spread / np.sqrt(np.where(alone, 2, k) - 1)),
        }
    )
    return table.take(by_group).reset_index(drop=True)


def _sum_block(
    cells_of_all: "csc_matrix[Any]",
    block: tuple[int, int],
    *,
    group: NDArray[np.int32],
    size: NDArray[np.float64],
    share: NDArray[np.float64],
) -> tuple[NDArray[Any], ...]:
    """Return sums over a block of columns, from the first to before the last, with one entry for each term of a group.

    They are: the group, the term, its occurrences, its documents, the overlap of its distribution over the documents
    with that of their sizes, and the sums of its relative frequencies and of their squares.
    """
    cells = cells_of_all[:, slice(*block)]
    cell_group = group[cells.indices]
    opens_row = np.diff(cell_group, prepend=-1) != 0
    opens_row[cells.indptr[:-1][np.diff(cells.indptr) > 0]] = True
    first = np.flatnonzero(opens_row)
    term = np.searchsorted(cells.indptr, first, side="right") - 1 + block[0]
    documents = np.diff(first, append=len(opens_row))
    n = _sum_runs(cells.data, first)
    # Both distributions sum to 1, so half of their distance is 1 minus their overlap.
    overlap = np.minimum(cells.data / np.repeat(n, documents), share[cells.indices])
    frequency = cells.data / size[cells.indices]
    sums = (_sum_runs(overlap, first), _sum_runs(frequency, first), _sum_runs(frequency**2, first))
    return cell_group[first], term, n, documents, *sums


def _sum_runs(values: NDArray[Any], first: NDArray[np.int64]) -> NDArray[Any]:
    """Return the sum of each run of values; `first` is where the runs begin."""
    sums: NDArray[Any] = np.add.reduceat(values, first) if len(first) else values[:0]
    return sums
