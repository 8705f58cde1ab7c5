"""Weekdays that contradict the day of publication: what they mean, and what many of them tell of a source."""

import numpy as np
import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates
from corpus_tools.dates.publication_shifts import publication_shifts

WEDNESDAY = "2019-11-13"
OF_THE_DAY = "the weekday is not the weekday of the day"
OF_THE_DATE = "the weekday is not the weekday of the date"
OF_PUBLICATION = "the date is not the day counted from the publication"
DAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]


@pytest.mark.parametrize(
    ("words", "value", "conflict"),
    [
        ("اليوم الأربعاء", "2019-11-13", None),
        ("أمس (الاثنين)", "2019-11-11", OF_THE_DAY),
        ("اليوم الثلاثاء", "2019-11-12", OF_THE_DAY),
        ("اليوم الخميس", "2019-11-14", OF_THE_DAY),
        ("مساء أمس السبت", "2019-11-09TEV", OF_THE_DAY),
        ("أمس الأربعاء", "2019-11-13", OF_THE_DAY),
        ("أمس الخميس", "2019-11-07", OF_THE_DAY),  # what is told of yesterday does not lie ahead
        ("أول أمس الأحد", "2019-11-10", OF_THE_DAY),
        ("غدا الجمعة", "2019-11-15", OF_THE_DAY),
        # two of three agree
        ("اليوم الأربعاء 12 نوفمبر 2019", "2019-11-13", OF_THE_DATE),
        ("اليوم الثلاثاء 12 نوفمبر 2019", "2019-11-12", OF_PUBLICATION),
        ("اليوم 12 نوفمبر 2019", "2019-11-12", OF_PUBLICATION),
        ("اليوم الجمعة 13 نوفمبر 2019", "2019-11-13", OF_THE_DATE),
        ("اليوم الأربعاء الثالث عشر", "2019-11-13", None),
        ("اليوم الثلاثاء الثالث عشر", "2019-11-13", OF_THE_DATE),
        ("اليوم الثلاثاء الثاني عشر", "2019-11-12", OF_PUBLICATION),
        # last year's number
        ("الأربعاء 6 نوفمبر 2018", "2019-11-06", OF_THE_DATE),
        ("الأربعاء 3 يناير 2018", "2018-01-03", None),
        ("الأربعاء 4 يناير 2018", "2018-01-04", OF_THE_DATE),
    ],
)
def test_a_weekday_that_contradicts(words: str, value: str, conflict: str | None) -> None:
    row = find_dates(documents_of(f"افتتح الوزير {words} الجسر الجديد", published=WEDNESDAY)).iloc[0]
    assert (row["surface"], row["value"]) == (words, value)
    assert row["conflict"] == conflict or (conflict is None and pd.isna(row["conflict"]))


def _corpus(lags: list[int], source: str) -> pd.DataFrame:
    """Make an article a day, each of which names as today the day that lies `lag` days before its publication."""
    days = pd.date_range("2019-01-01", periods=len(lags))
    texts = [f"قال الوزير اليوم {DAYS[(day.weekday() - lag) % 7]} إنه باق" for day, lag in zip(days, lags, strict=True)]
    ids = [f"{source}{number}" for number in range(len(lags))]
    return pd.DataFrame({"doc_id": ids, "text": texts, "published": days, "source": source})


def test_a_source_that_posts_late() -> None:
    documents = pd.concat([_corpus([0] * 12 + [2] * 8, "ص"), _corpus([0] * 9, "ع"), _corpus([0, 1, 2, 3], "ف")])
    table = publication_shifts(documents, find_dates(documents)).set_index("source")
    late = table.loc["ص"]
    assert (late["documents"], late["contradicting"], late["shift"], late["n"], late["share"]) == (20, 8, 2, 8, 0.4)
    assert late["low"] < 0.4 < late["high"]
    assert late["p"] == pytest.approx(6 * (1 / 6) ** 8)
    assert table["shift"].isna().tolist() == [False, True, True]
    assert table["contradicting"].tolist() == [8, 0, 3]


def test_without_source_or_date_nothing_is_told() -> None:
    documents = _corpus([1] * 5, "ص").drop(columns="source")
    assert publication_shifts(documents, find_dates(documents))["source"].isna().all()
    undated = documents.assign(published=pd.Series([None] * 5, dtype="datetime64[us]"))
    assert publication_shifts(undated, find_dates(undated)).empty


def test_misprints_make_no_shift() -> None:
    random = np.random.default_rng(5)
    documents = pd.concat([_corpus(random.integers(-3, 4, 12).tolist(), f"{number:03}") for number in range(100)])
    assert publication_shifts(documents, find_dates(documents))["shift"].notna().mean() <= 0.05
