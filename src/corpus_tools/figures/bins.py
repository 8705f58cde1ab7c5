"""What figures share that count the rows of a table in bins of the calendar: the rows in no bin are counted as well."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.locale import Locale

Places = NDArray[np.int64]  # for each row of the table its bin; a negative code says why it is in none


def count_in_bins(places: Places, doc_ids: "pd.Series[str]", bins: int) -> tuple[Places, "pd.Series[int]"]:
    """Return how many rows of the table, and how many documents, each bin holds."""
    inside = places >= 0
    of_bins = pd.DataFrame({"place": places[inside], "doc_id": doc_ids.to_numpy()[inside]})
    documents = of_bins.groupby("place")["doc_id"].nunique().reindex(range(bins), fill_value=0)
    return np.bincount(places[inside], minlength=bins), documents


def marks_of(places: Places, bins: int) -> Places:
    """Return the mark of each row of the table: its bin, or the row below the bins that counts its reason."""
    return np.where(places >= 0, places, bins - 1 - places)


def outside_line(places: Places, texts: Mapping[str, int], locale: Locale, **filled: str) -> str:
    """Return the line of a subtitle that counts the rows in no bin by reason, after a line break; empty for none.

    `texts` has the code of each reason under the key of its text, `filled` what else the texts name.
    """
    numbers = {key: int((places == code).sum()) for key, code in texts.items()}
    parts = [locale.text(key, n=locale.number(n), **filled) for key, n in numbers.items() if n]
    return "\n" + locale.text("coverage_outside", parts=locale.text("comma").join(parts)) if parts else ""


def add_outside(
    rows: pd.DataFrame, table: pd.DataFrame, places: Places, outside: Mapping[str, int], *, n: str, **columns: int
) -> pd.DataFrame:
    """Return the rows of the bins with a row for each reason below, so that column `n` adds up to the whole table."""
    below = [
        {"part": part, n: int((places == code).sum()), "documents": table["doc_id"][places == code].nunique()} | columns
        for part, code in outside.items()
    ]
    return pd.concat([rows, pd.DataFrame(below)], ignore_index=True).reset_index(names="mark")
