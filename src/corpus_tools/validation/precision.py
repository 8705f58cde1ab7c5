"""The precision that the answers to a sample give, with its interval."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from corpus_tools.corpus import Corpus, as_corpus
from corpus_tools.data_files import load_table
from corpus_tools.script import fold
from corpus_tools.spans import require_fingerprint
from corpus_tools.statistics.intervals import wilson_interval
from corpus_tools.tables import require_columns
from corpus_tools.validation.claims import KINDS
from corpus_tools.validation.sample import require_same_table
from corpus_tools.validation.sheet_files import read_sheet

ALL = "all"  # the group of the first row, which is of all places

_AS_WRITTEN = "copy the answers into the sheet as validation_sample wrote it"
_NOTED = ("what", "table", "corpus", "rows", "seed")


def read_validation(
    path: str | os.PathLike[str],
    *,
    table: pd.DataFrame | None = None,
    corpus: Corpus | pd.DataFrame | None = None,
    by: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Read the answers to a sample that `validation_sample` drew, and say how many of its places are right.

    Where groups were drawn in other shares than they have among all places, each answer counts by how many places it
    stands for, and the interval is that of as many equal answers as are worth the same (Kish 1965).

    Parameters
    ----------
    path : str or path
        The sheet, .xlsx or .csv. In the column «صحيح؟» stand نعم or لا; yes and no, صح and خطأ, true and false, 1 and
        0, ✓ and ✗ are understood as well. An empty cell is no answer, and is counted.
    table : DataFrame, optional
        The table that was sampled: a sheet that was drawn of another is refused.
    corpus : Corpus or DataFrame, optional
        The corpus of the table: a sheet of another is refused.
    by : str, optional
        A column of the sheet, such as ``"group"`` or ``"source"``: a row for each of its values follows.
    confidence : float
        The coverage of the intervals.

    Returns
    -------
    DataFrame
        group ("all" in the first row), share (of the places of the group among all), n (answers), correct, unanswered,
        precision, low, high (Wilson's interval). Precision is missing where a group that it needs has no answer.
        Figures take it as ``validation=``.

    Raises
    ------
    FileNotFoundError, ImportError
        If there is no such file, or openpyxl is needed and not installed.
    ValueError
        If an answer is none (the message names its row), a row is missing or stands there twice, nothing is answered,
        or the sheet is of another table or corpus.

    Notes
    -----
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22. Effective size
    (Σw)² / Σw²: Kish (1965), "Survey Sampling", 11.7.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from corpus_tools import find_dates, read_csv, validation_sample
    >>> documents = pd.DataFrame({"doc_id": ["أ"], "text": ["بدأت الهدنة في 20 أيار 2017."]})
    >>> path = Path(mkdtemp()) / "dates.csv"
    >>> sheet = validation_sample(find_dates(documents), documents, path=path)
    >>> read_csv(path).assign(**{"صحيح؟": "نعم"}).to_csv(path, index=False)
    >>> read_validation(path)[["n", "correct", "low"]].round(2).values.tolist()
    [[1.0, 1.0, 0.21]]
    """
    path = Path(path)
    sheet = read_sheet(path)
    noted = _noted(sheet, path)
    if table is not None:
        require_same_table(noted, table, name="table")
    if corpus is not None:
        require_fingerprint(noted["corpus"], as_corpus(corpus).fingerprints, name="path", made_by="validation_sample")
    right = _answers(sheet, path)
    if right.isna().all():
        raise ValueError(f"{path}: no row is answered; write نعم or لا into the column «صحيح؟» and save the file")
    judged = _weighed(sheet, right)
    rows = [_precision(judged, ALL, confidence)]
    if by is not None:
        require_columns(sheet, [by], name="sheet")
        parts = judged.groupby(sheet[by].fillna("").to_numpy(), sort=True)
        rows.extend(_precision(part, str(name), confidence) for name, part in parts)
    found = pd.DataFrame(rows)
    found.attrs["validation"] = noted
    return found


def _noted(sheet: pd.DataFrame, path: Path) -> dict[str, Any]:
    """Return what the sheet says of its sample, and check that its rows are all there."""
    missing = [name for name in ("number", "group", "answer", "share", *_NOTED) if name not in sheet]
    if missing:
        raise ValueError(
            f"{path}: no sheet of a sample, or its columns were renamed or deleted: it lacks {', '.join(missing)}; "
            + _AS_WRITTEN
        )
    noted: dict[str, Any] = {}
    for name in _NOTED:
        values = sheet[name].dropna().unique().tolist()
        if len(values) != 1:
            raise ValueError(f"{path}: the sheet holds {len(values)} samples (column {name}); read each on its own")
        noted[name] = str(values[0])
    for name in ("rows", "seed"):
        number = pd.to_numeric(noted[name], errors="coerce")
        if pd.isna(number):
            raise ValueError(f"{path}: the column {name} holds {noted[name]!r} and no number; {_AS_WRITTEN}")
        noted[name] = int(number)
    if noted["what"] not in [kind.name for kind in KINDS]:
        raise ValueError(f"{path}: the column what holds {noted['what']!r}, which names no table; {_AS_WRITTEN}")
    if pd.to_numeric(sheet["share"], errors="coerce").isna().any():
        raise ValueError(f"{path}: the column share has a cell that is no number; {_AS_WRITTEN}")
    numbers = pd.to_numeric(sheet["number"], errors="coerce")
    wanted = range(1, noted["rows"] + 1)
    if sorted(numbers.tolist()) != list(wanted):
        absent = sorted(set(wanted) - set(numbers))
        wrong = f"lacks the number {absent[0]}" if absent else "has a number twice"
        raise ValueError(
            f"{path}: the sheet {wrong}: with rows left out it is no sample any more; put them back, and leave the "
            "answer empty where you cannot tell"
        )
    return noted


def _answers(sheet: pd.DataFrame, path: Path) -> "pd.Series[Any]":
    """Return for each row whether its claim is right, missing where it is not answered."""
    known = load_table("validation")["answers"]
    truth = {fold(str(word)).casefold(): kind == "right" for kind, words in known.items() for word in words}
    answers: list[bool | None] = []
    for row, number, cell in zip(sheet.index, sheet["number"], sheet["answer"], strict=True):
        if not isinstance(cell, str) or not cell.strip():
            answers.append(None)
            continue
        said = fold(cell.strip().removesuffix(".0")).casefold().strip()
        if said not in truth:
            raise ValueError(
                f"{path}: row {row} (number {number}): «{cell}» is no answer; write نعم or لا, or leave it empty"
            )
        answers.append(truth[said])
    return pd.Series(answers, index=sheet.index, dtype=object)


def _weighed(sheet: pd.DataFrame, right: "pd.Series[Any]") -> pd.DataFrame:
    """Return for each row its answer, its part of all places, and the part that its answer stands for.

    The latter is missing in the rows of a group that has no answer.
    """
    group = sheet["group"].fillna("")
    share = pd.to_numeric(sheet["share"], errors="coerce").astype("float64")
    told = right.notna().groupby(group).transform("sum")
    return pd.DataFrame(
        {"right": right, "part": share / group.map(group.value_counts()), "weight": (share / told).where(told > 0)}
    )


def _precision(judged: pd.DataFrame, name: str, confidence: float) -> dict[str, Any]:
    """Return the row of a group: its answers, and the share of right ones with its interval."""
    told = judged[judged["right"].notna()]
    right, weight = told["right"].to_numpy(np.float64), told["weight"].to_numpy(np.float64)
    row = {
        "group": name,
        "share": float(judged["part"].sum()),
        "n": len(told),
        "correct": int(right.sum()),
        "unanswered": len(judged) - len(told),
    }
    if judged["weight"].isna().any():
        return row | dict.fromkeys(["precision", "low", "high"], np.nan)
    size = weight.sum() ** 2 / (weight**2).sum()
    precision = float((weight * right).sum() / weight.sum())
    [low], [high] = wilson_interval(np.array([precision * size]), np.array([size]), confidence=confidence)
    return row | {"precision": precision, "low": float(low), "high": float(high)}
