"""What each analysis of a word costs: every cost of the tables and of the code stands in one of these explanations.

A change of a cost that is meant changes `tests/data/words/costs.tsv`; look at what else it changes, and write it anew.
"""

import csv
from pathlib import Path

import pytest

import corpus_tools as ct

with (Path(__file__).parent / "data" / "words" / "costs.tsv").open(encoding="utf-8", newline="") as file:
    COSTS = list(csv.DictReader(file, delimiter="\t"))
VOCABULARY = [
    "مدينة",
    "مدينتها",
    "كتاب",
    "كتابهم",
    "قال",
    "سيارة",
    "باريس",
    "الوعر",
    "وعر",
    "حلب",
    "بحلب",
    "داعش",
    "لداعش",
]


@pytest.mark.parametrize("vocabulary", ["none", "some"])
def test_every_analysis_costs_what_it_did(vocabulary: str) -> None:
    rows = [row for row in COSTS if row["vocabulary"] == vocabulary]
    words = VOCABULARY if vocabulary == "some" else None
    found = ct.analyze_words([row["word"] for row in rows], vocabulary=words, explain=True)
    told = [" | ".join(analyses) for analyses in found["readings"]]
    expected = {row["word"]: (row["analyses"], row["reason"]) for row in rows}
    assert dict(zip(found["surface"], zip(told, found["reason"], strict=True), strict=True)) == expected
