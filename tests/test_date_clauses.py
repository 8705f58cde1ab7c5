"""What the clause before a weekday tells: whether it lies ahead or behind."""

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates

FRIDAY = "2017-03-31"
WEEKDAYS = [
    ("ويعود الطلاب إلى المقاعد اعتبارا من الأحد", "2017-04-02"),
    ("قررت الوزارة إغلاق المعابر اعتبارا من الأحد", "2017-04-02"),
    ("تعليق الدروس ابتداء من الأحد", "2017-04-02"),
    ("بدأ تطبيق القرار اعتبارا من الأحد", "2017-03-26"),
    ("تأتي الزيارة عشية الانتخابات المقررة الأحد", "2017-04-02"),
    ("كانت الجلسة المقررة الأحد قصيرة", "2017-03-26"),
    ("أجلت المباراة إلى الأحد", "2017-04-02"),
    ("تعود الحادثة إلى الأحد", "2017-03-26"),
    ("تعود وقائع القضية إلى الأحد حين اعترض مجهولون سيارة", "2017-03-26"),
]


@pytest.mark.parametrize(("text", "date"), WEEKDAYS)
def test_a_weekday_lies_ahead_or_behind_by_its_clause(text: str, date: str) -> None:
    row = find_dates(documents_of(text, published=FRIDAY)).iloc[0]
    assert row["earliest"] == pd.Timestamp(date)


def test_late_hours_may_be_the_end_of_what_goes_on() -> None:
    row = find_dates(documents_of("استمر القصف حتى ساعات متأخرة من ليل أمس", published=FRIDAY)).iloc[0]
    assert (row["modifier"], row["latest"]) == ("UNTIL", pd.Timestamp("2017-03-31"))
