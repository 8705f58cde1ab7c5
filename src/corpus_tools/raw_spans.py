"""Where spans of the cleaned texts stand in the texts as they were read, found part by part."""

from typing import Protocol

import pandas as pd

from corpus_tools.cleaning.clean import to_raw
from corpus_tools.spans import Texts, TextsInParts, find_rows, rows_by_piece


class _Cleaned(Texts, Protocol):
    """What a `Corpus` says of its documents, and what cleaning changed in them."""

    @property
    def edits(self) -> pd.DataFrame: ...


def trace_to_raw(spans: pd.DataFrame, corpus: TextsInParts[_Cleaned]) -> pd.DataFrame:
    """Add where spans of the texts of a corpus stand in the raw texts; see `Corpus.to_raw`."""
    traced = spans
    for pair in ("", "_b"):
        if {"doc_id", f"start{pair}", f"end{pair}"} <= set(spans.columns):
            names = {f"{of}{pair}": of for of in ("start", "end", "surface") if f"{of}{pair}" in spans}
            placed = spans[["doc_id", *names]].rename(columns=names).reset_index(drop=True)
            rows = find_rows(placed, corpus, name="spans", made_by="a verb")
            by_piece = rows_by_piece(rows, corpus)
            found = [to_raw(placed.take(at), piece.edits) for piece, at in by_piece if len(at) or placed.empty]
            raw = pd.concat(found).sort_index()
            traced = traced.assign(**{f"raw_{of}{pair}": raw[f"raw_{of}"].to_numpy() for of in ("start", "end")})
    return traced
