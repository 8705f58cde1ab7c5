"""Write the evidence of a figure: all of it as CSV, or what fits into one of 10 MB and all of it as Parquet."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.files import CSV_MARK, csv_lines, parquet_bytes

MOST_BYTES = 10_000_000  # of a CSV file: larger ones are slow to open in a spreadsheet


class EvidenceFile(NamedTuple):
    """The content of a file, and how many places it has."""

    content: bytes
    places: int


def evidence_files(evidence: pd.DataFrame, stem: str) -> dict[str, EvidenceFile]:
    """Return the files of a table of evidence, by name.

    Where the CSV would pass `MOST_BYTES`, it holds the first places of each mark, as many of each as fit, and Parquet
    beside it holds all; without pyarrow the CSV holds all.
    """
    number = _numbers(evidence)
    # Bytes that a row has at least: where these are too many, the rest need not be written to know it.
    least = _fitting(number, _least_bytes(evidence))
    lines = csv_lines(evidence[number <= least])
    bytes_of = np.fromiter(map(len, lines), np.int64, len(lines))
    written = number[number <= least]
    most = _fitting(written, bytes_of[1:], room=MOST_BYTES - len(CSV_MARK) - int(bytes_of[0]))
    if most >= number.max(initial=0):
        return {f"{stem}.evidence.csv": EvidenceFile(CSV_MARK + b"".join(lines), len(evidence))}
    try:
        parquet = parquet_bytes(evidence)
    except ImportError:
        return {f"{stem}.evidence.csv": EvidenceFile(CSV_MARK + b"".join(csv_lines(evidence)), len(evidence))}
    kept = np.flatnonzero(written <= most)
    return {
        f"{stem}.evidence.csv": EvidenceFile(CSV_MARK + lines[0] + b"".join(lines[row + 1] for row in kept), len(kept)),
        f"{stem}.evidence.parquet": EvidenceFile(parquet, len(evidence)),
    }


def _numbers(evidence: pd.DataFrame) -> Ints:
    """Return the number of each place within its mark, from 1."""
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
