"""When an undated text can have been published."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.infer_published import infer_published

SEED = Path(__file__).parent.parent / "seeds" / "000_29e548437d74b838.txt"


def infer(text: str) -> pd.Series:
    return infer_published(documents_of(text)).iloc[0]


def test_the_seed_was_published_on_a_saturday_of_the_seventh_year() -> None:
    row = infer(SEED.read_text(encoding="utf-8"))
    days = set(row["days"])
    assert np.datetime64("2017-05-20") in days
    assert {pd.Timestamp(day).weekday() for day in days} == {5}
    assert [bound.surface for bound in row["evidence"]] == ["العام السابع", "اليوم السبت"]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "weekday"),
    [
        ("قال اليوم السبت 20 أيار 2017 إن الطريق مفتوح", "2017-05-20", "2017-05-21", 5),
        ("قال أمس الجمعة 19 أيار 2017 إن الطريق مفتوح", "2017-05-20", "2017-05-21", 5),
        ("قال أمس الجمعة إن الطريق مفتوح", None, None, 5),
        # It was a Monday in 2017, and a Saturday in 2016.
        ("قال اليوم الاثنين 16 كانون الثاني 2016 إن الطريق مفتوح", None, None, 0),
        ("يبدأ المؤتمر غدا الأحد في المدينة", None, None, 5),
        ("يحتلها التنظيم منذ عام 2014 وفر سكانها", "2014-01-01", None, None),
        ("من مواليد سنة 1990 ويعمل في المدينة منذ آذار 2016", "2016-03-01", None, None),
        ("زادت الأسعار مقارنة بسنة 2015", "2015-01-01", None, None),
        # It may be announced, so it counts a year less; of several, the earliest.
        ("احتلها التنظيم عام 2014 وفر سكانها", "2013-01-01", None, None),
        ("ناقش المجلس ميزانية الدولة لسنة 2018", "2017-01-01", None, None),
        ("اجتمعت اللجنة في آذار 2016 وتجري الانتخابات يوم 6 أيار 2018", "2015-03-01", None, None),
        ("يعمل هناك منذ عام 2015 وافتتح المعرض يوم 3 أيار 2017", "2016-05-03", None, None),
        ("يتواصل المهرجان إلى غاية 30 تشرين الثاني 2016", None, None, None),
        ("سيفتتح الجسر في آذار 2031 بعد ترميمه", None, None, None),
        ("خرجوا من الحي إلى الشمال", None, None, None),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None, weekday: int | None) -> None:
    row = infer(text)
    for name, expected in (("earliest", earliest), ("latest", latest)):
        assert pd.isna(row[name]) if expected is None else row[name] == pd.Timestamp(expected)
    assert pd.isna(row["weekday"]) if weekday is None else row["weekday"] == weekday


BODY = "غادرت الحافلات الحي باتفاق مع الحكومة، وقال مصدر إن الطريق مفتوح.\nوقال آخر إن الهدنة قائمة.\n" * 3


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("خروج حافلات\nالأربعاء، 28 آب/اغسطس 2013\n" + BODY, "2013-08-28", "2013-08-29"),
        ("خروج حافلات\nدمشق - 28 آب 2013\n" + BODY, "2013-08-28", "2013-08-29"),
        ("خروج حافلات\nنشر في: ٢٩/٠٨/٢٠١٣ - ١٠:١٥\n" + BODY, "2013-08-29", "2013-08-30"),
        (BODY + "\nتاريخ النشر: 29-08-2013 الساعة 14:30 بتوقيت غرينتش", "2013-08-29", "2013-08-30"),
        # the words of publication are better than a bare date, and a change comes after it
        ("28 آب 2013\n" + BODY + "\nنشر في 29 آب 2013", "2013-08-29", "2013-08-30"),
        ("نشر في 29 آب 2013\nآخر تحديث: 2 أيلول 2013 14:00\n" + BODY, "2013-08-29", "2013-08-30"),
        ("آخر تحديث: 2 أيلول 2013 14:00\n" + BODY, None, "2013-09-03"),
        # no line of its own, no full date
        ("آخر تحديث 14:00\n" + BODY, None, None),
        ("خروج حافلات\n28 آب\n" + BODY, None, None),
        ("سيفتتح الوزير المعرض يوم 28 آب 2013 في دمشق بحضور الصحافة\n" + BODY, None, None),
    ],
)
def test_lines_that_date_their_text(text: str, earliest: str | None, latest: str | None) -> None:
    row = infer(text)
    for name, expected in (("earliest", earliest), ("latest", latest)):
        assert pd.isna(row[name]) if expected is None else row[name] == pd.Timestamp(expected)


def test_only_documents_without_a_date_are_looked_at() -> None:
    documents = pd.DataFrame(
        {
            "doc_id": ["أ", "ب"],
            "text": ["قال اليوم السبت", "قال اليوم السبت"],
            "published": [pd.Timestamp("2017-05-20"), pd.NaT],
        }
    )
    assert infer_published(documents)["doc_id"].tolist() == ["ب"]
    assert infer_published(documents.iloc[:1]).empty


def test_contradictions_leave_no_interval() -> None:
    row = infer("قال اليوم 20 أيار 2017 وقال اليوم 21 أيار 2018")
    assert pd.isna(row["earliest"])
    assert row["reason"] == "its expressions contradict each other"
    row = infer("قال اليوم السبت وقال اليوم الأحد")
    assert pd.isna(row["weekday"])
    assert row["reason"] == "it names several weekdays as its own"
