"""What goes on from a date or up to one, or lies beside it, and «منذ أسبوعين» after the verb of a single act."""

from typing import Any

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates
from corpus_tools.events.timeline import timeline


def only(text: str) -> pd.Series:
    found = find_dates(documents_of(text, published="2019-11-13"))
    assert len(found) == 1, found[["surface", "value", "rule"]].to_string()
    return found.iloc[0]


@pytest.mark.parametrize(
    ("text", "surface", "modifier", "bound"),
    [
        ("يدعم الجيش الحكومة منذ عام 2015 في الحرب", "عام 2015", "SINCE", "2015-01-01"),
        ("والقصف مستمر منذ صباح أمس على الحي", "صباح أمس", "SINCE", "2019-11-12 06:00"),
        ("يبدأ العمل بالقرار اعتبارًا من الأحد المقبل", "الأحد المقبل", "SINCE", "2019-11-17"),
        ("يبدأ العمل بالقرار ابتداءً من 1 كانون الأول 2019", "1 كانون الأول 2019", "SINCE", "2019-12-01"),
        ("يبدأ العمل بالقرار بداية من يوم غد في المدينة", "يوم غد", "SINCE", "2019-11-14"),
        ("يطبق القرار من 3 مارس 2020 فصاعدا", "3 مارس 2020", "SINCE", "2020-03-03"),
        ("يبدأ العمل بالقرار بدءا من 3 مارس 2020 في المدينة", "3 مارس 2020", "SINCE", "2020-03-03"),
        ("نزح الملايين من سوريا منذ بداية الحرب إلى الجوار", "بداية الحرب", "SINCE", "2011-03-15"),
        ("تغيرت السياسة منذ أحداث 11 سبتمبر كثيرا", "11 سبتمبر", "SINCE", "2001-09-11"),
        ("يستمر المعرض حتى 22 نوفمبر في المدينة", "22 نوفمبر", "UNTIL", "2019-11-23"),
        ("يبقى الطريق مغلقا إلى غاية يوم الجمعة القادم", "يوم الجمعة القادم", "UNTIL", "2019-11-16"),
        ("تسلم الطلبات لغاية 30 نوفمبر في المدينة", "30 نوفمبر", "UNTIL", "2019-12-01"),
        ("نزح كثيرون من سوريا اعتبارا من بداية الحرب إلى الجوار", "بداية الحرب", "SINCE", "2011-03-15"),
        ("لا تزال القرية إلى اليوم بلا ماء", "اليوم", "UNTIL", "2019-11-14"),
        ("تواصل الهدوء إلى نهاية الشهر الجاري", "نهاية الشهر الجاري", "UNTIL", "2019-12-01"),
        ("كانت القرية صغيرة قبل سنة 2011 بكثير", "سنة 2011", "BEFORE", "2011-01-01"),
        ("كانت القرية صغيرة قبل 5 مارس 2011 بكثير", "5 مارس 2011", "BEFORE", "2011-03-05"),
        ("تسلم الطلبات قبل نهاية العام 2019 في المدينة", "نهاية العام 2019", "BEFORE", "2020-01-01"),
        ("كبرت القرية بعد عام 2011 بسرعة", "عام 2011", "AFTER", "2011-01-01"),
        ("ظل الرجل في السجن وحتى عام 2011 بلا محاكمة", "عام 2011", "UNTIL", "2012-01-01"),
        ("عملت أمي في المطحنة إلى عام 1999 بلا انقطاع", "عام 1999", "UNTIL", "2000-01-01"),
        ("يكفي السد القرية إلى 2035 على الأقل", "2035", "UNTIL", "2036-01-01"),
    ],
)
def test_an_end_stays_open(text: str, surface: str, modifier: str, bound: str) -> None:
    row = only(text)
    assert (row["surface"], row["modifier"]) == (surface, modifier)
    known, missing = ("earliest", "latest") if modifier in ("SINCE", "AFTER") else ("latest", "earliest")
    assert row[known] == pd.Timestamp(bound)
    assert pd.isna(row[missing])


@pytest.mark.parametrize(
    "text",
    [
        "حضر الجميع حتى في عام 2015 إلى المدينة",
        "تعود القصة إلى عام 2015 في المدينة",
        "تعود قصة البئر التي حفرها سكان القرية الصغيرة إلى سنة 2013",
        "أشار الكاتب إلى 2015 في المدينة",
        "عمل هناك منذ عام 2011 حتى عام 2015 في المدينة",
        "يقام المعرض من 3 حتى 12 سبتمبر في المدينة",
        "عمل هناك منذ سنة 1989 إلى غاية سنة 2004 في المدينة",
        "يلتقي الفريقان انطلاقا من الساعة 15:00 من يوم 20 نوفمبر 2019",
        "وقعت في بداية عام 2015 معركة",
        "تأجلت المحاكمة إلى نهاية الشهر الجاري",
        "أعلن الوزير منذ شهر مارس 2016 أن الثمن سيرتفع",
        "تم الإعلان عن القرار منذ نهاية مارس 2016 في المدينة",
        "قدم الاقتراح من قبل يوم السبت",
        "تم منذ أسبوعين إيقاف السارق",
    ],
)
def test_both_ends_are_known(text: str) -> None:
    row = only(text)
    assert row["modifier"] not in ("SINCE", "UNTIL", "BEFORE", "AFTER")
    assert not row[["earliest", "latest"]].isna().any()


@pytest.mark.parametrize(
    ("text", "value", "modifier"),
    [
        ("قتل الرجل منذ أسبوعين في المدينة", "2019-W44", None),
        ("اعتقلتهم الشرطة منذ ثلاثة أيام في المدينة", "2019-11-10", None),
        ("وغادروا البلاد منذ شهرين إلى الجوار", "2019-09", None),
        ("توفي الشاعر منذ نحو شهر في المدينة", "2019-10", "APPROX"),
        ("أعلن السكان منذ يوم الخميس الماضي العصيان", "2019-11-07", None),
        ("انقطع الماء منذ يوم الخميس الماضي عن الحي", "2019-11-07", "SINCE"),
        ("لم يصل أحد منذ يوم الخميس الماضي إلى الحي", "2019-11-07", "SINCE"),
        ("قتل السكان منذ عام 2015 في الحرب", "2015", "SINCE"),
        ("لم يصل أحد منذ أسبوعين إلى المدينة", "P2W", "SINCE"),
        ("لم يصل أحد مند أسبوعين إلى المدينة", "P2W", "SINCE"),  # so misspelt in many a text
        ("دام الحصار مدة تناهز ثلاثة أشهر في المدينة", "P3M", "APPROX"),
        ("يعيش الناس هناك منذ شهرين بلا ماء", "P2M", "SINCE"),
        ("قتل الرجل. والحي محاصر منذ أسبوعين", "P2W", "SINCE"),
        ("قتل 300 شخص منذ أسبوعين في المدينة", "P2W", "SINCE"),
        ("شهدت المدينة أشد موجة حر منذ ثلاثة أشهر", "P3M", "SINCE"),
        ("نشر المستشفى حيث تمكث منذ ثلاثة أشهر صورتها", "P3M", "SINCE"),
        ("كان معتقلا منذ ثلاثة أشهر في المدينة", "P3M", "SINCE"),
        ("أعطى الوزير الإذن منذ مارس الماضي للشركة", "2019-03", None),
        ("وهاجرت إلى كندا منذ 12 عاما مع أهلها", "2007", None),
        ("صنع الخزاف الجرة منذ شهرين في ورشته", "2019-09", None),
        ("قام الحارس بإغلاق الباب منذ شهرين في المدينة", "2019-09", None),
        ("يتواصل القصف منذ الصباح على المدينة", "2019-11-13TMO", "SINCE"),
        ("انقطعت الطريق منذ الليل في الجبل", "2019-11-12TNI", "SINCE"),
        ("فاز النادي منذ بداية الموسم الحالي في كل مباراة", "PRESENT_REF", "SINCE"),
        ("لن يرحل المدرب قبل نهاية الموسم عن النادي", "PRESENT_REF", "BEFORE"),
        ("لا تفاوض بعد الآن مع الشركة", "PRESENT_REF", "AFTER"),
        ("انطلقت الحملة بداية من يوم الخميس الماضي في الحي", "2019-11-07", "SINCE"),
        ("دخل القانون حيز التنفيذ اعتبارا من 3 مارس 2018 في البلاد", "2018-03-03", "SINCE"),
    ],
)
def test_a_single_act_is_a_point_in_time(text: str, value: str, modifier: str | None) -> None:
    row = only(text)
    assert row["value"] == value
    assert row["modifier"] == modifier or (modifier is None and pd.isna(row["modifier"]))


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("تتواصل المعارض إلى يوم 7 مارس 2019 في القاعة", "UNTIL"),
        ("وبقيت الطريق مقطوعة إلى الأحد الماضي في الجبل", "UNTIL"),
        ("تستمر الدورة إلى حدود 20 مارس 2019 في النادي", "UNTIL"),
        ("تأجل اللقاء إلى يوم 7 مارس 2019 بطلب من الفريق", None),
        ("قررت المحكمة تأخير القضية المرفوعة على الشركة إلى 23 مارس 2019 بطلب منها", None),
    ],
)
def test_a_day_after_ila_is_a_limit_but_not_where_something_is_put_off(text: str, modifier: str | None) -> None:
    found = only(text)["modifier"]
    assert found == modifier or (modifier is None and pd.isna(found))


def test_the_timeline_has_what_goes_on_with_its_open_end() -> None:
    texts = documents_of("يدعم الجيش الحكومة منذ عام 2015. يستمر المعرض حتى 22 نوفمبر.", published="2019-11-13")
    events = timeline(texts, find_dates(texts))
    ends: list[list[Any]] = events[["earliest", "latest"]].isna().to_numpy().tolist()
    assert ends == [[False, True], [True, False]]
    assert timeline(texts, find_dates(texts), at_least="year").empty


def test_a_query_reaches_from_now() -> None:
    row = only("حتى 22 نوفمبر")
    assert (row["earliest"], row["latest"]) == (pd.Timestamp("2019-11-13"), pd.Timestamp("2019-11-23"))
