"""The day before and after a day, and what is shortly before or after a time."""

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates

BESIDE = [
    ("2017-06-24", "امتلأت السوق عشية عيد الفطر", "عشية عيد الفطر", "2017-06-24"),
    ("2017-06-24", "امتلأت السوق عشية العيد", "عشية العيد", "2017-06-24"),
    ("2017-05-02", "وصل الوفد عشية الأول من ماي", "عشية الأول من ماي", "2017-04-30"),
    ("2012-07-02", "بدأ الحوار غداة 14 جانفي 2011", "غداة 14 جانفي 2011", "2011-01-15"),
    ("2017-05-02", "تجدد القصف غداة الأحد", "غداة الأحد", "2017-05-01"),
    ("2017-07-02", "عاد العمال غداة عيد الفطر", "غداة عيد الفطر", "2017-06-26"),
    ("2023-04-20", "احتفل الأقباط بعيد القيامة", "عيد القيامة", "2023-04-16"),
    ("2023-04-20", "خرجت العائلات إلى الحدائق يوم شم النسيم", "يوم شم النسيم", "2023-04-17"),
    ("2023-04-20", "احتفل الموارنة بعيد الفصح", "عيد الفصح", "2023-04-09"),
    ("2023-04-20", "أعلن المجلس أن يوم الجمعة أول أيام عيد الفطر", "يوم الجمعة", "2023-04-21"),
    ("2018-11-03", "احتفل الناس بالفاتح نوفمبر", "الفاتح نوفمبر", "2018-11-01"),
    ("2017-08-31", "يقف الحجاج اليوم التاسع من ذي الحجة، يوم عرفة", "اليوم التاسع من ذي الحجة", "2017-08-31"),
]


@pytest.mark.parametrize(("published", "text", "surface", "date"), BESIDE)
def test_the_day_beside_a_day(published: str, text: str, surface: str, date: str) -> None:
    row = find_dates(documents_of(text, published=published)).iloc[0]
    assert (row["surface"], row["value"], row["earliest"]) == (surface, date, pd.Timestamp(date))


def test_the_evening_of_a_weekday_is_no_day_before() -> None:
    row = find_dates(documents_of("أعلن ذلك عشية الأحد", published="2017-05-02")).iloc[0]
    assert row["value"] == "2017-04-30TEV"


SHORTLY = [
    ("وصل الوفد قبيل منتصف ليل أمس", "BEFORE", "2017-03-30T00:00", "2017-03-31T00:00"),
    ("وصل الوفد قبيل ظهر أمس", "BEFORE", "2017-03-30T00:00", "2017-03-30T12:00"),
    ("وصل الوفد بعيد الثامنة مساء أمس", "AFTER", "2017-03-30T20:00", "2017-03-31T00:00"),
]


@pytest.mark.parametrize(("text", "modifier", "earliest", "latest"), SHORTLY)
def test_shortly_before_or_after_a_time_is_on_the_same_day(
    text: str, modifier: str, earliest: str, latest: str
) -> None:
    row = find_dates(documents_of(text, published="2017-03-31")).iloc[0]
    assert row["modifier"] == modifier
    assert (row["earliest"], row["latest"]) == (pd.Timestamp(earliest), pd.Timestamp(latest))


def test_a_feast_with_its_preposition_is_not_shortly_after() -> None:
    row = find_dates(documents_of("احتفلوا بعيد الفطر", published="2017-07-02")).iloc[0]
    assert (row["surface"], pd.isna(row["modifier"])) == ("عيد الفطر", True)
