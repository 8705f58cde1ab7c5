"""Write the evidence of a figure: all of it as CSV, or what fits into one of 10 MB and all of it as Parquet."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.figures.evidence_table import Evidence
from corpus_tools.files import CSV_MARK, csv_lines, write_parquet

MOST_BYTES = 10_000_000  # of a CSV file: larger ones are slow to open in a spreadsheet
_ROWS, _LINES = 1 << 15, 1 << 14  # looked up and written at once to Parquet, and to CSV


def write_evidence(evidence: pd.DataFrame | Evidence, folder: Path, stem: str) -> dict[str, int]:
    """Write the files of a table of evidence into a folder; return how many places each of them has, by name.

    Where the CSV would pass `MOST_BYTES`, it holds the first places of each mark, as many of each as fit, and Parquet
    beside it holds all; without pyarrow the CSV holds all.
    """
    number = _numbers(evidence)
    # The first places of all marks, then the second ones: once the file is full, the rest need not be written.
    rows = np.argsort(number, kind="stable")
    lines: list[bytes] = []
    header, room = b"", MOST_BYTES - len(CSV_MARK)
    for table in _tables(evidence, rows, at_once=_LINES):
        header, *more = csv_lines(table)
        lines += more
        room -= sum(map(len, more))
        if room < len(header) and number[rows[len(lines) - 1]] > 1:
            break
    rows = rows[: len(lines)]
    kept, written = np.argsort(rows), {f"{stem}.evidence.csv": len(evidence)}
    size = np.fromiter(map(len, lines), np.int64, len(lines))
    most = _fitting(number[rows], size, room=MOST_BYTES - len(CSV_MARK) - len(header))
    if most < number.max(initial=0):
        every = np.arange(len(evidence))
        try:
            write_parquet(folder / f"{stem}.evidence.parquet", _tables(evidence, every, at_once=_ROWS))
        except ImportError:
            header, *lines = csv_lines(evidence.take(every))
            kept = every
        else:
            kept = kept[number[rows[kept]] <= most]
            written = {f"{stem}.evidence.csv": len(kept), f"{stem}.evidence.parquet": len(evidence)}
    with (folder / f"{stem}.evidence.csv").open("wb") as file:
        file.writelines(chain([CSV_MARK, header], map(lines.__getitem__, kept.tolist())))
    return written


def _tables(evidence: pd.DataFrame | Evidence, rows: Ints, *, at_once: int) -> Iterator[pd.DataFrame]:
    """Yield some rows of the evidence in tables of so many, at least one."""
    for low in range(0, max(len(rows), 1), at_once):
        yield evidence.take(rows[low : low + at_once])


def _numbers(evidence: pd.DataFrame | Evidence) -> Ints:
    """Return the number of each place within its mark, from 1."""
    if isinstance(evidence, Evidence):
        return evidence.number
    if "place" in evidence:
        return evidence["place"].to_numpy(np.int64)
    if "mark" in evidence:
        return np.asarray(evidence.groupby("mark").cumcount(), np.int64) + 1
    return np.arange(1, len(evidence) + 1)


def _fitting(number: Ints, size: Ints, *, room: int) -> int:
    """Return how many places of each mark fit into the room, at least one."""
    taken = np.cumsum(np.bincount(number, weights=size, minlength=2))
    return max(int(np.searchsorted(taken, room, side="right")) - 1, 1)
