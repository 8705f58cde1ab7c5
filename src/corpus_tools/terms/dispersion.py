"""How evenly terms spread over documents."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Ints, order_by
from corpus_tools.spool import Spool

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def dispersion(counts: "csr_matrix[Any]", *, sizes: NDArray[np.integer], group: NDArray[np.integer]) -> pd.DataFrame:
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
    found = Dispersion(int(group.max(initial=0)) + 1)
    found.add(counts, sizes=sizes, group=group)
    return found.table()


class Dispersion:
    """What `dispersion` finds, of blocks of documents that come one after the other: it does not depend on the blocks.

    What is no whole number is summed in the order of the documents.
    """

    def __init__(self, groups: int) -> None:
        self._groups = groups
        self._cells = Spool()  # what is added up once all counts are known
        self._size: Ints = np.zeros(groups, np.int64)
        self._filled: Ints = np.zeros(groups, np.int64)  # the documents that are not empty
        self._smallest: Ints = np.full(groups, np.iinfo(np.int64).max)
        self._counts = [np.zeros((3, 0), np.int64)]  # of terms in groups: key, n, documents

    def add(self, counts: "csr_matrix[Any]", *, sizes: NDArray[np.integer], group: NDArray[np.integer]) -> None:
        """Add a block of documents."""
        order = np.argsort(group, kind="stable")
        if (np.diff(order) < 0).any():
            counts, sizes, group = counts[order], sizes[order], group[order]
        is_filled = sizes > 0
        np.add.at(self._size, group, sizes)
        np.add.at(self._filled, group[is_filled], 1)
        np.minimum.at(self._smallest, group[is_filled], sizes[is_filled])
        # Sorted by term and then document, the documents of a group follow one another.
        cells = counts.tocsc()
        cell_group = group[cells.indices]
        opens_run = np.diff(cell_group, prepend=-1) != 0
        opens_run[cells.indptr[:-1][np.diff(cells.indptr) > 0]] = True
        first = np.flatnonzero(opens_run)
        term = np.searchsorted(cells.indptr, first, side="right") - 1
        key = term * np.int64(self._groups) + cell_group[first]
        documents = np.diff(first, append=len(opens_run))
        self._cells.append(cells.data, sizes.astype(np.int32)[cells.indices], key, documents.astype(np.int32))
        n = np.add.reduceat(cells.data, first, dtype=np.int64) if len(first) else first
        self._counts.append(np.stack([key, n, documents]))
        if sum(block.shape[1] for block in self._counts) > 2 * self._counts[0].shape[1]:
            self._merge()

    def table(self) -> pd.DataFrame:
        """Return a row for each term of a group."""
        self._merge()
        keys, n, documents = self._counts[0]
        term, group = np.divmod(keys, self._groups)
        size = self._size[group]
        # Both distributions sum to 1, so half of their distance is 1 minus their overlap; here it is times n and size.
        overlap, mean, square = np.zeros(len(keys), np.int64), np.zeros(len(keys)), np.zeros(len(keys))
        for of_cell, size_of_cell, key, cells in self._cells:
            row = np.repeat(np.searchsorted(keys, key), cells)
            np.add.at(overlap, row, np.minimum(of_cell * size[row], size_of_cell * n[row]))
            frequency = of_cell / size_of_cell
            np.add.at(mean, row, frequency)
            np.add.at(square, row, frequency**2)
        k = self._filled[group]
        mean, square = mean / k, square / k
        spread = np.sqrt(np.maximum(square - mean**2, 0)) / mean
        alone = k < 2
        most = np.where(alone, 1, 1 - self._smallest[group] / size)
        shared = overlap / (n * size)
        table = pd.DataFrame(
            {
                "group": group,
                "term": term,
                "n": n,
                "documents": documents,
                "per_million": 1e6 * n / size,
                "dp": np.where(alone, np.nan, np.clip(1 - shared, 0, 1)),
                "dispersion": np.where(alone, np.nan, np.clip((1 - shared) / most, 0, 1)),
                "juilland_d": np.where(alone, np.nan, 1 - spread / np.sqrt(np.where(alone, 2, k) - 1)),
            }
        )
        return table.take(order_by(group)).reset_index(drop=True)

    def _merge(self) -> None:
        """Add up what was counted of each term of a group."""
        counts = np.concatenate(self._counts, axis=1)
        order = np.argsort(counts[0], kind="stable")
        counts = counts[:, order]
        first = np.flatnonzero(np.diff(counts[0], prepend=-1))
        if len(first):
            counts = np.stack([counts[0, first], *(np.add.reduceat(row, first) for row in counts[1:])])
        self._counts = [counts]
