"""From the records of files to the documents of a corpus: what only the whole decides, and where its parts end."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Ints
from corpus_tools.places import Place
from corpus_tools.reading.documents import DocumentRow, tabulate_rows
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.limits import Limits
from corpus_tools.reading.metadata import Metadata, fill_in
from corpus_tools.reading.read import require_given
from corpus_tools.store.cleaned import NAMES, Cleaning, TextPlace
from corpus_tools.store.found import asked_of
from corpus_tools.store.records import ends_block, rows_of_block
from corpus_tools.store.tables import digest, read_table

#: Characters of a part, on average; and how many times as many one may have.
_PART_CHARACTERS, _MOST = 1 << 19, 2


class Settled(NamedTuple):
    """The documents of a corpus without their texts, and where these stand."""

    documents: pd.DataFrame
    records: list[Place]  # of the blocks
    firsts: Ints  # the row of the first document of each block, and of what follows the last
    lengths: Ints
    text_keys: "pd.Series[str]"  # the empty string where there is no text

    def places(self, low: int, high: int) -> list[TextPlace]:
        """Return where the texts of some documents in a row stand."""
        return [
            TextPlace(path, max(low - first, 0), min(high, after) - first)
            for path, (first, after) in zip(self.records, pairwise(self.firsts.tolist()), strict=True)
            if low < after and high > first
        ]


def settle_documents(
    records: Sequence[Place],
    metadata: Sequence[Metadata],
    names: FieldNames,
    limits: Limits,
    *,
    seen: Mapping[str, None],
) -> Settled:
    """Return the documents of blocks of records: their ids, days of publication and what is known from outside."""
    rows: list[DocumentRow] = []
    firsts = [0]
    shared: dict[str, str] = {}
    for path in records:
        rows += rows_of_block(path, shared)
        firsts.append(len(rows))
    require_given(names, seen, metadata, rows)
    rows += fill_in(rows, metadata, names)
    n_more = len(rows) - firsts[-1]
    documents = tabulate_rows(rows, limits=limits).drop(columns="text")
    texts = [read_table(path, ["length", "text_key"]) for path in records]
    lengths = np.concatenate([*(table["length"].to_numpy() for table in texts), np.zeros(n_more, np.int64)])
    without = pd.Series([""] * n_more, dtype="str")
    text_keys = pd.concat([*(table["text_key"] for table in texts), without], ignore_index=True)
    return Settled(documents, list(records), np.array(firsts), lengths, text_keys)


def cut_parts(settled: Settled) -> Iterator[tuple[int, int]]:
    """Yield the rows of each part: the first, and that behind the last; an end depends only on what stands before."""
    low, held = 0, 0
    for row, (length, key) in enumerate(zip(settled.lengths.tolist(), settled.text_keys.tolist(), strict=True), 1):
        held += length
        if held > _MOST * _PART_CHARACTERS or (key and ends_block(bytes.fromhex(key), length, _PART_CHARACTERS)):
            yield low, row
            low, held = row, 0
    if low < len(settled.lengths):
        yield low, len(settled.lengths)


def text_units(settled: Settled, low: int, high: int, *, rules: str, cleaning: Cleaning) -> list[bytes]:
    """Return a key for the clean text of each document of a part; two documents of a part have two."""
    documents = settled.documents.iloc[low:high]
    how = digest(rules, cleaning.steps, sorted(cleaning.rules.keep.items()), sorted(cleaning.rules.remove.items()))
    columns = (documents[name].tolist() for name in (*NAMES, "problem"))
    seen: dict[bytes, int] = {}
    units = []
    for values in zip(settled.text_keys.iloc[low:high].tolist(), *columns, strict=True):
        key = digest(how, *values)
        seen[key] = seen.get(key, -1) + 1
        units.append(digest(key, seen[key]) if seen[key] else key)
    return units


def row_keys(documents: pd.DataFrame) -> list[bytes]:
    """Return a key for all that finders see of each document besides its text."""
    columns = [column.tolist() for _, column in asked_of(documents).items()]
    return [digest(*values) for values in zip(*columns, strict=True)]
