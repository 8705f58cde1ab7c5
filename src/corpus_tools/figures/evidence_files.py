"""Write the evidence of a figure: all of it as CSV, or what fits into one of 10 MB and all of it as Parquet."""

from collections.abc import Iterator
from itertools import chain, compress
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.figures.evidence_table import Evidence
from corpus_tools.files import CSV_MARK, csv_lines, write_parquet

MOST_BYTES = 10_000_000  # of a CSV file: larger ones are slow to open in a spreadsheet
_ROWS = 1 << 15  # looked up and written at once


def write_evidence(evidence: pd.DataFrame | Evidence, folder: Path, stem: str) -> dict[str, int]:
    """Write the files of a table of evidence into a folder; return how many places each of them has, by name.

    Where the CSV would pass `MOST_BYTES`, it holds the first places of each mark, as many of each as fit, and Parquet
    beside it holds all; without pyarrow the CSV holds all.
    """
    number = _numbers(evidence)
    every = np.arange(len(evidence))
    # Bytes that a row has at least: where these are too many, the rest need not be written to know it.
    least = np.concatenate([np.zeros(0, np.int64), *(_least_bytes(table) for table in _tables(evidence, every))])
    first = every[number <= _fitting(number, least)]
    header, *lines = csv_lines(evidence.take(first))
    room = MOST_BYTES - len(CSV_MARK) - len(header)
    most = _fitting(number[first], np.fromiter(map(len, lines), np.int64, len(lines)), room=room)
    written = {f"{stem}.evidence.csv": len(evidence)}
    if most < number.max(initial=0):
        try:
            write_parquet(folder / f"{stem}.evidence.parquet", _tables(evidence, every))
        except ImportError:
            _, *lines = csv_lines(evidence.take(every))
        else:
            lines = list(compress(lines, number[first] <= most))
            written = {f"{stem}.evidence.csv": len(lines), f"{stem}.evidence.parquet": len(evidence)}
    with (folder / f"{stem}.evidence.csv").open("wb") as file:
        file.writelines(chain([CSV_MARK, header], lines))
    return written


def _tables(evidence: pd.DataFrame | Evidence, rows: Ints) -> Iterator[pd.DataFrame]:
    """Yield some rows of the evidence in tables that are not large, at least one."""
    for low in range(0, max(len(rows), 1), _ROWS):
        yield evidence.take(rows[low : low + _ROWS])


def _numbers(evidence: pd.DataFrame | Evidence) -> Ints:
    """Return the number of each place within its mark, from 1."""
    if isinstance(evidence, Evidence):
        return evidence.number
    if "place" in evidence:
        return evidence["place"].to_numpy(np.int64)
    if "mark" in evidence:
        return np.asarray(evidence.groupby("mark").cumcount(), np.int64) + 1
    return np.arange(1, len(evidence) + 1)


def _least_bytes(evidence: pd.DataFrame) -> Ints:
    """Return how many bytes of CSV each row takes at least: its texts, and what separates the cells."""
    least = np.full(len(evidence), evidence.shape[1], np.int64)
    texts = [column for _, column in evidence.items() if isinstance(column.dtype, pd.StringDtype)]
    for column in texts:
        code, distinct = pd.factorize(column)
        lengths = [len(str(text).encode("utf-8", "surrogatepass")) for text in distinct.tolist()]
        least += np.array([*lengths, 0], np.int64)[code]
    return least


def _fitting(number: Ints, size: Ints, *, room: int = MOST_BYTES) -> int:
    """Return how many places of each mark fit into the room, at least one."""
    taken = np.cumsum(np.bincount(number, weights=size, minlength=2))
    return max(int(np.searchsorted(taken, room, side="right")) - 1, 1)
