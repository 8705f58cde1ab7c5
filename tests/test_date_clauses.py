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
    ("تهطل الأمطار على الساحل حتى الأحد", "2017-04-02"),
    ("استمرت المعارك حتى الأحد", "2017-03-26"),
    ("عاد الوفد وهو من المتوقع أن يغادر الأحد", "2017-04-02"),
    ("عاد الوفد وهو يغادر القصر الأحد", "2017-03-26"),
    ("كانت الجلسة المقررة الأحد قصيرة", "2017-03-26"),
    ("أجلت المباراة إلى الأحد", "2017-04-02"),
    ("تعود الحادثة إلى الأحد", "2017-03-26"),
    ("دعت النقابة إلى إضراب عام الأحد", "2017-04-02"),
    ("دعا الوزير إلى ضبط النفس الأحد", "2017-03-26"),
    ("تقبل التعازي الأحد في القاعة", "2017-04-02"),
    ("موجة حر من الأحد إلى الثلاثاء", "2017-04-02"),
    ("طقس الأحد مائل إلى البرودة", "2017-04-02"),
    ("الأحد يلتقي الفريقان في الملعب", "2017-04-02"),
    ("مجلس النواب يستعد لجلسة الأحد", "2017-04-02"),
    ("تعود وقائع القضية إلى الأحد حين اعترض مجهولون سيارة", "2017-03-26"),
]


@pytest.mark.parametrize(("text", "date"), WEEKDAYS)
def test_a_weekday_lies_ahead_or_behind_by_its_clause(text: str, date: str) -> None:
    row = find_dates(documents_of(text, published=FRIDAY)).iloc[0]
    day = pd.Timestamp(date)
    assert day in (row["earliest"], row["latest"] - pd.Timedelta(days=1))


def test_late_hours_may_be_the_end_of_what_goes_on() -> None:
    row = find_dates(documents_of("استمر القصف حتى ساعات متأخرة من ليل أمس", published=FRIDAY)).iloc[0]
    assert (row["modifier"], row["latest"]) == ("UNTIL", pd.Timestamp("2017-03-31"))


MONTHS = [
    ("2014-03-20", "قال التقرير إن مقتل المدنيين في أفريل أثار غضبا", "2013-04-01"),
    ("2014-03-20", "توفيت والدته في 2 أفريل", "2013-04-02"),
    ("2014-03-20", "أعلن الرئيس تنظيم انتخابات في أفريل", "2014-04-01"),
    ("2014-03-20", "قتل قائد الحملة قبل إلغاء انتخابات أفريل", "2014-04-01"),
    ("2014-03-20", "أعلن الرئيس أن الانتخابات البلدية في 30 أيلول", "2014-09-30"),
    ("2014-03-20", "أعلن الرئيس أن الجلسة في 30 أيلول أقرت القانون", "2013-09-30"),
    ("2014-03-20", "حددت المحكمة جلسة 30 أيلول للنطق بالحكم", "2014-09-30"),
    ("2014-03-20", "وحدد القاضي يوم 30 أيلول للنطق بالحكم", "2014-09-30"),
    ("2014-04-20", "كان المتهم سيحاكم في آذار", "2014-03-01"),
    ("2014-01-05", "سيتم صرف رواتب شهر كانون الأول", "2013-12-01"),
    ("2014-04-20", "يبحث القاضي ما إذا كانت المحاكمة ستبدأ في آذار", "2015-03-01"),
]


@pytest.mark.parametrize(("published", "text", "date"), MONTHS)
def test_what_befell_someone_lies_behind(published: str, text: str, date: str) -> None:
    assert find_dates(documents_of(text, published=published)).iloc[0]["earliest"] == pd.Timestamp(date)


SCHEDULES = [
    ("وقررت البلدية غلق الطريق من الساعة 22 إلى 5", "2017-04-02T22:00"),
    ("وتمنع العربات قرب وادي مليان من الساعة 22 إلى 5", "2017-04-02T22:00"),
    ("وتمنع وزارة الداخلية العربات من الساعة 22 إلى 5", "2017-04-02T22:00"),
    ("واعتقلت الشرطة سائقا من الساعة 22 إلى 5", None),
]


@pytest.mark.parametrize(("sentence", "earliest"), SCHEDULES)
def test_what_is_planned_is_of_the_day_ahead_that_was_named(sentence: str, earliest: str | None) -> None:
    text = f"تنطلق أشغال الصيانة يوم الأحد 2 أفريل. {sentence}."
    row = find_dates(documents_of(text, published=FRIDAY)).iloc[1]
    assert pd.isna(row["earliest"]) if earliest is None else row["earliest"] == pd.Timestamp(earliest)
