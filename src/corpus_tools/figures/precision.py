"""What a figure says of a validation: how many of the places that were judged are right."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from corpus_tools.tables import require_columns

if TYPE_CHECKING:
    from corpus_tools.locale import Locale


def precision_line(validation: pd.DataFrame, locale: "Locale") -> str:
    """Return the line at the foot of a figure that says how many places of a sample are right."""
    found = precision_record(validation)
    filled = {
        "correct": locale.number(found["correct"]),
        "n": locale.number(found["n"]),
        "low": locale.number(100 * found["low"], places=0),
        "high": locale.percent(found["high"]),
        "precision": locale.percent(found["precision"]),
    }
    # Of groups that were drawn in other shares than they have, the plain share of right ones says nothing.
    weighted = abs(found["precision"] - found["correct"] / found["n"]) > 1e-9
    return locale.text("validation_weighted" if weighted else "validation", **filled)


def precision_record(validation: pd.DataFrame) -> dict[str, Any]:
    """Return what a passport says of a validation: of which sample it is, the answers, the precision of the whole."""
    columns = ["n", "correct", "unanswered", "precision", "low", "high"]
    require_columns(validation, columns, name="validation")
    if "validation" not in validation.attrs or pd.isna(validation["precision"].iloc[0]):
        raise ValueError(
            "`validation` does not give the precision of a sample: pass what read_validation made, as it is, of a "
            "sheet in which every group has an answer"
        )
    whole = {column: validation[column].iloc[0].item() for column in columns}
    return {**validation.attrs["validation"], **whole}
