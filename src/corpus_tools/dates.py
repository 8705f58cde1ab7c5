"""Time expressions: where they stand, what they say, and the interval of the calendar that they name."""

from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.date_rows import Row, make_row
from corpus_tools.date_search import Search
from corpus_tools.date_values import Anchor
from corpus_tools.tables import texts_of
from corpus_tools.tokens import Tokens, tokenize

COLUMNS = [
    "doc_id",
    "start",
    "end",
    "surface",
    "kind",
    "value",
    "earliest",
    "latest",
    "precision",
    "modifier",
    "calendar",
    "anchor",
    "rule",
    "reason",
    "conflict",
    "uncertainty_days",
]
KINDS = ["date", "time", "duration", "set", "age"]


def find_dates(documents: pd.DataFrame, *, tokens: Tokens | None = None) -> pd.DataFrame:
    """Find the time expressions of each document and resolve them against its publication date."""
    texts = texts_of(documents)
    tokens = tokenize(documents) if tokens is None else tokens
    moments = published_moments(documents)
    rows: list[tuple[Any, ...]] = []
    ids = documents["doc_id"].tolist()
    for found in Search(tokens, texts, [moment for moment, _ in moments]).find():
        moment, has_time = moments[found.doc]
        row = make_row(found.expression, Anchor(moment, has_time, found.forward, found.whole_text))
        surface = texts[found.doc][found.start : found.end]
        rows.append((ids[found.doc], found.start, found.end, surface, found.expression.rule, row))
    return _table(rows)


def published_moments(documents: pd.DataFrame) -> list[tuple[int | None, bool]]:
    """Give each document's publication in seconds and whether its clock is known; time zones keep their own clock."""
    if "published" not in documents.columns:
        return [(None, False)] * len(documents)
    moments: list[tuple[int | None, bool]] = []
    for value in documents["published"]:
        stamp = pd.Timestamp(value) if value is not None else pd.NaT
        if stamp is pd.NaT:
            moments.append((None, False))
            continue
        seconds = int(stamp.tz_localize(None).as_unit("s").to_numpy().astype("datetime64[s]").astype(np.int64))
        moments.append((seconds, seconds % 86_400 != 0))
    return moments


def _table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Make the table of dates."""
    meanings: list[Row] = [row[5] for row in rows]

    def moments(values: list[int | None]) -> pd.Series:
        stamps = np.array([np.iinfo(np.int64).min if v is None else v for v in values], dtype=np.int64)
        return pd.Series(stamps.view("datetime64[s]"))

    def strings(values: list[str | None]) -> pd.Series:
        return pd.Series(values, dtype="str")

    return pd.DataFrame(
        {
            "doc_id": pd.Series([row[0] for row in rows], dtype=object if not rows else None),
            "start": np.array([row[1] for row in rows], dtype=np.int64),
            "end": np.array([row[2] for row in rows], dtype=np.int64),
            "surface": strings([row[3] for row in rows]),
            "kind": pd.Categorical([m.kind for m in meanings], categories=KINDS),
            "value": strings([m.value for m in meanings]),
            "earliest": moments([m.earliest for m in meanings]),
            "latest": moments([m.latest for m in meanings]),
            "precision": strings([m.precision for m in meanings]),
            "modifier": strings([m.modifier for m in meanings]),
            "calendar": strings([m.calendar for m in meanings]),
            "anchor": strings([m.anchor for m in meanings]),
            "rule": strings([row[4] for row in rows]),
            "reason": strings([m.reason for m in meanings]),
            "conflict": strings([m.conflict for m in meanings]),
            "uncertainty_days": np.array([m.uncertainty_days for m in meanings], dtype=np.int64),
        },
        columns=COLUMNS,
    )
