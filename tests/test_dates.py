"""Time expressions in sentences of news: where they are found, what they mean, and what is no time."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.corpus import Corpus
from corpus_tools.dates.find import find_dates
from corpus_tools.dates.grammar import expressions as date_grammar
from corpus_tools.dates.grammar.components import Expression
from corpus_tools.dates.grammar.run import Run

SATURDAY = "2017-05-20"


def dates_of(text: str, published: str | None = SATURDAY) -> pd.DataFrame:
    moment = pd.Series([published], dtype="datetime64[us]")
    return find_dates(pd.DataFrame({"doc_id": ["أ"], "text": [text], "published": moment}))


def only(text: str, published: str | None = SATURDAY) -> pd.Series:
    found = dates_of(text, published)
    assert len(found) == 1, found[["surface", "value", "rule"]].to_string()
    row = found.iloc[0]
    assert text[row["start"] : row["end"]] == row["surface"]
    return row


IN_SENTENCES = [
    # the publication date and its neighbours
    ("وصلت القافلة إلى البلدة اليوم السبت بعد انتظار", "اليوم السبت", "2017-05-20"),
    ("وصلت القافلة إلى البلدة اليوم، السبت، بعد انتظار", "اليوم، السبت", "2017-05-20"),
    ("قصفت الطائرات الحي فجر أمس", "فجر أمس", "2017-05-19TMO"),
    ("التقى الوفدان أول من أمس في جنيف", "أول من أمس", "2017-05-18"),
    ("تبدأ المحادثات يوم غد الأحد في جنيف", "يوم غد الأحد", "2017-05-21"),
    ("قال الشاهد إنهم خرجوا مبارح من الحي", "مبارح", "2017-05-19"),
    ("وقع الانفجار مساء اليوم قرب السوق", "مساء اليوم", "2017-05-20TEV"),
    ("قتل خمسة أشخاص ليل الخميس ـ الجمعة في الغارة", "ليل الخميس ـ الجمعة", "2017-05-18TNI"),
    # weekdays: the past of news, the adjective, the tense
    ("فر السكان يوم الثلاثاء من القرية", "يوم الثلاثاء", "2017-05-16"),
    ("قال المتحدث السبت إن الطريق مغلق", "السبت", "2017-05-20"),
    ("غادر الوفد السبت الماضي إلى أستانا", "السبت الماضي", "2017-05-13"),
    ("يعقد المجلس جلسته الأربعاء المقبل في القاهرة", "الأربعاء المقبل", "2017-05-24"),
    ("سيعقد الاجتماع يوم الخميس في القاهرة", "يوم الخميس", "2017-05-25"),
    ("وسألتقي بالوزير الخميس في القاهرة", "الخميس", "2017-05-25"),
    ("ستبقى القوات هناك وكان القائد قد وصل الخميس إلى القاعدة", "الخميس", "2017-05-18"),
    # months and their twins, in four systems
    ("خرجت الدفعة الأولى في مارس/ آذار من المدينة", "مارس/ آذار", "2017-03"),
    ("خرجت الدفعة الأولى في مارس (آذار) 2004 من المدينة", "مارس (آذار) 2004", "2004-03"),
    ("وقع الطرفان الهدنة في 25 مايو (أيار) الماضي بحضور الوسيط", "25 مايو (أيار) الماضي", "2016-05-25"),
    ("وقع الطرفان الهدنة في 25 مايو( ايار) الماضي بحضور الوسيط", "25 مايو( ايار) الماضي", "2016-05-25"),
    ("بدأ الحصار في كانون الأول/ديسمبر 2012 واستمر", "كانون الأول/ديسمبر 2012", "2012-12"),
    ("بدأ الحصار في سبتمبر أيلول 2012 واستمر", "سبتمبر أيلول 2012", "2012-09"),
    ("قتل الصحافي في تشرين 2 عام 2015 قرب الحدود", "تشرين 2 عام 2015", "2015-11"),
    ("قتل الصحافي في ك2 2015 قرب الحدود", "ك2 2015", "2015-01"),
    ("أغلق المعبر في جانفي 2016 أمام المسافرين", "جانفي 2016", "2016-01"),
    ("أغلق المعبر في غشت 2016 أمام المسافرين", "غشت 2016", "2016-08"),
    ("أغلق المعبر في 3 آب أمام المسافرين", "3 آب", "2016-08-03"),
    ("سقط النظام الملكي في تموز من عام 1958 في بغداد", "تموز من عام 1958", "1958-07"),
    ("تنطلق الدورة في 25 أيار في المدينة", "25 أيار", "2017-05-25"),
    ("وصل التقرير في تشرین الأول 2012 إلى المجلس", "تشرین الأول 2012", "2012-10"),
    ("وصل التقرير في مَـــارس 2012 إلى المجلس", "مَـــارس 2012", "2012-03"),
    # days
    ("سيطر الجيش على البلدة في 8 مارس 2017 بعد معارك", "8 مارس 2017", "2017-03-08"),
    ("عقد المجلس جلسته في الثامن عشر من نيسان بحضور النواب", "الثامن عشر من نيسان", "2017-04-18"),
    ("عقد المجلس جلسته في الحادي والعشرين من شهر نيسان بحضور النواب", "الحادي والعشرين من شهر نيسان", "2017-04-21"),
    ("عقد المجلس جلسته غرة نيسان بحضور النواب", "غرة نيسان", "2017-04-01"),
    ("اعتقل الرجل يوم 04/04/2017 على الحاجز", "يوم 04/04/2017", "2017-04-04"),
    ("اعتقل الرجل في 7\u200f/8\u200f/2016 على الحاجز", "7\u200f/8\u200f/2016", "2016-08-07"),
    ("اعتقل الرجل في 22.3.1974 على الحاجز", "22.3.1974", "1974-03-22"),
    ("اعتقل الرجل في ٢٢/٣/١٩٧٤ على الحاجز", "٢٢/٣/١٩٧٤", "1974-03-22"),
    ("وصل التقرير في ٢٢ شباط ٢٠١١ إلى المجلس", "٢٢ شباط ٢٠١١", "2011-02-22"),
    ("زار الوفد البلدة الخميس 18 أيار 2017 صباحا", "الخميس 18 أيار 2017 صباحا", "2017-05-18TMO"),
    # periods
    ("توقفت المعارك نهاية العام الماضي في المدينة", "نهاية العام الماضي", "2016"),
    ("زار المبعوث دمشق الأسبوع الماضي والتقى الوزير", "الأسبوع الماضي", "2017-W19"),
    ("نزح الآلاف هذا الشهر من المدينة", "هذا الشهر", "2017-05"),
    ("نزح الآلاف العام قبل الماضي من المدينة", "العام قبل الماضي", "2015"),
    ("تراجع الإنتاج في الربع الأخير من عام 2016 في البلاد", "الربع الأخير من عام 2016", "2016-Q4"),
    ("تراجع الإنتاج في النصف الأول من 2016 في البلاد", "النصف الأول من 2016", "2016-H1"),
    (
        "تراجع الإنتاج خلال الأشهر التسعة الأولى من العام الماضي",
        "الأشهر التسعة الأولى من العام الماضي",
        "2016-01/2016-09",
    ),
    ("اندلعت المعارك صيف 2014 في الموصل", "صيف 2014", "2014-SU"),
    ("تعود القضية إلى ثمانينات القرن الماضي في البلاد", "ثمانينات القرن الماضي", "198"),
    ("تعود القضية إلى أوائل التسعينات في البلاد", "أوائل التسعينات", "199"),
    ("تعود القلعة إلى القرن الـ19 في البلاد", "القرن الـ19", "18"),
    ("تعود القلعة إلى القرن التاسع عشر في البلاد", "القرن التاسع عشر", "18"),
    ("تدعم روسيا الحكومة منذ عام 2015 في الحرب", "عام 2015", "2015"),
    ("احتلت القوات البلدة عام 67 ثم انسحبت", "عام 67", "1967"),
    ("احتلت القوات البلدة سنة ألف وتسعمئة وسبع وستين ثم انسحبت", "سنة ألف وتسعمئة وسبع وستين", "1967"),
    ("استضافت البلاد مونديال 2022 في عدة مدن", "2022", "2022"),
    # ranges
    ("يقام المعرض من 3 حتى 12 سبتمبر في المدينة", "3 حتى 12 سبتمبر", "2017-09-03/2017-09-12"),
    ("دارت المعارك بين عامي 2003 و2007 في المدينة", "عامي 2003 و2007", "2003/2007"),
    ("دارت المعارك (2011–2017) في المدينة", "2011–2017", "2011/2017"),
    ("أغلقت المدارس يومي السبت والأحد الماضيين في المدينة", "يومي السبت والأحد الماضيين", "2017-05-13/2017-05-14"),
    ("أغلقت المدارس في 5 و6 أيار في المدينة", "5 و6 أيار", "2017-05-05/2017-05-06"),
    ("تشهد البلاد في موسم 2016/2017 أمطارا غزيرة", "2016/2017", "2016/2017"),
    (
        "أغلق الطريق من 20 كانون الأول إلى 5 كانون الثاني الماضي",
        "20 كانون الأول إلى 5 كانون الثاني الماضي",
        "2016-12-20/2017-01-05",
    ),
    # the Hijri calendar and feasts
    ("ولد الكاتب في 10 محرم 1438 هـ في دمشق", "10 محرم 1438 هـ", "2016-10-11"),
    ("توفي الشيخ سنة 1180هـ في دمشق", "سنة 1180هـ", "1766/1767"),
    (
        "افتتح المعرض الأحد 12 رجب 1438هـ الموافق 9 نيسان 2017م في دمشق",
        "الأحد 12 رجب 1438هـ الموافق 9 نيسان 2017م",
        "2017-04-09",
    ),
    ("توقفت الغارات أول أيام عيد الفطر في المدينة", "أول أيام عيد الفطر", "2017-06-25"),
    # durations, ages, sets, vague words
    ("استمرت الهدنة لسبعة أيام في المدينة", "سبعة أيام", "P7D"),
    ("استمرت الهدنة ساعتين وعشرين دقيقة في المدينة", "ساعتين وعشرين دقيقة", "PT2H20M"),
    ("استغرق الطريق ساعة ونصف من المدينة", "ساعة ونصف", "PT1H30M"),
    ("يحاصر الجيش الحي منذ وقت طويل ويقصفه", "وقت طويل", "PX"),
    ("خرجت القوافل في الشهور القليلة الماضية من المدينة", "الشهور القليلة الماضية", "PXM"),
    ("خرجت القوافل خلال الـ48 ساعة الماضية من المدينة", "الـ48 ساعة الماضية", "PT48H"),
    ("نزح الآلاف منذ ثلاثة أشهر من المدينة", "ثلاثة أشهر", "P3M"),
    ("نزح الآلاف قبل ثلاثة أيام إلى المخيم", "قبل ثلاثة أيام", "2017-05-17"),
    ("قتل شاب عمره 25 عاما في القصف", "25 عاما", "P25Y"),
    ("توزع المنظمة الخبز كل ثلاثة أيام في المخيم", "كل ثلاثة أيام", "P3D"),
    ("توزع المنظمة الخبز كل جمعة في المخيم", "كل جمعة", "XXXX-WXX-5"),
    ("توزع المنظمة الخبز يوميا في المخيم", "يوميا", "P1D"),
    ("أعلن التنظيم مؤخرا مسؤوليته عن الهجوم", "مؤخرا", "PAST_REF"),
    # the clock
    ("وقع الهجوم عند الساعة الثالثة من فجر الثلاثاء في المدينة", "الساعة الثالثة من فجر الثلاثاء", "2017-05-16T03"),
    ("وقع الهجوم أمس الجمعة الساعة 14:30 في المدينة", "أمس الجمعة الساعة 14:30", "2017-05-19T14:30"),
    ("وقع الهجوم أمس عند الثامنة والنصف مساء في المدينة", "أمس عند الثامنة والنصف مساء", "2017-05-19T20:30"),
    ("وقع الهجوم أمس عند الخامسة إلا ربعا صباحا في المدينة", "أمس عند الخامسة إلا ربعا صباحا", "2017-05-19T04:45"),
    ("وقع الهجوم منتصف ليل السبت في المدينة", "منتصف ليل السبت", "2017-05-20T24:00"),
    # events
    ("نزح الملايين من سوريا منذ بداية الحرب إلى الجوار", "بداية الحرب", "2011-03-15"),
    ("تحل الذكرى في سوريا والبلاد تدخل العام السابع من الحرب", "العام السابع", "2017-03-15/2018-03-15"),
    ("تغير العالم بعد هجمات 11 سبتمبر كثيرا", "11 سبتمبر", "2001-09-11"),
]


@pytest.mark.parametrize(("text", "surface", "value"), IN_SENTENCES)
def test_sentences(text: str, surface: str, value: str) -> None:
    row = only(text)
    assert (row["surface"], row["value"]) == (surface, value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("قررت في نوفمبرالماضي رفع الأسعار", ["نوفمبرالماضي", "2016-11"]),
        ("ينعقد المؤتمر في يونيوالمقبل وفي جوانالمقبل", ["يونيوالمقبل", "2017-06", "جوانالمقبل", "2017-06"]),
        ("من 5 مايو إلى 7 مايوالجاري", ["5 مايو إلى 7 مايوالجاري", "2017-05-05/2017-05-07"]),
        ("قال البرنامج الحالي إن القائمالماضي بدأ", []),
    ],
)
def test_months_that_are_glued_to_their_adjective_are_taken_apart(text: str, found: list[str]) -> None:
    rows = dates_of(text)
    assert rows[["surface", "value"]].to_numpy().ravel().tolist() == found
    assert [text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == rows["surface"].tolist()


def test_marks_and_controls_hide_nothing() -> None:
    def mark(text: str) -> str:
        return text.replace("م", "مّ").replace("ال", "الـ")

    texts = ["\u200f" + mark(text) for text, _, _ in IN_SENTENCES]
    published = [pd.Timestamp(SATURDAY)] * len(texts)
    found = find_dates(pd.DataFrame({"doc_id": range(len(texts)), "text": texts, "published": published}))
    assert found["value"].tolist() == [value for _, _, value in IN_SENTENCES]
    assert found["surface"].tolist() == [mark(surface) for _, surface, _ in IN_SENTENCES]


NO_TIME = [
    "قال أحد المسؤولين إن العمل جار",
    "صرح الأمين العام للمنظمة للصحافيين",
    "انتقد الأمين العام الحالي القرار",
    "قاد الرأي العام الحملة",
    "خرج نحو 2500 شخص من الحي",
    "ارتفعت قيمة الصادرات إلى 1985 م د",
    "خرج 2000 مقاتل من الحي",
    "نص القرار 2042 على وقف النار",
    "فصلت المحكمة في 1621 دعوى جديدة",
    "بلغ ثمنها 1990 دولارا",
    "مارس الوفد ضغوطا على الحكومة",
    "فجر الجيش النفق قرب الحاجز",
    "ظهر القائد في تسجيل مصور",
    "قالت تيريزا ماي إن بلادها ملتزمة",
    "ومن ناحية ثانية نفى الوزير الخبر",
    "دعت قوى 14 آذار إلى التظاهر",
    "ارتفعت الأسعار بنسبة 22.9 بالمئة",
    "زار رجب طيب أردوغان العاصمة",
    "وصل رمضان شلح إلى العاصمة",
    "اقتحمت كتائب مسلحة باب المدينة",
    "فاز الفريق بثلاثة أهداف لصفر",
    "أعلن النادي اعتزاله بكرة القدم",
    "درس في السنة الرابعة ابتدائي",
    "خطب الشيخ في صلاة الجمعة",
    "ذهب الوفد إلى بغداد",
    "بلغت نسبته الثلث",
    "نقلا عن روسيا اليوم",
    "بدأت ساعة الصفر",
    "قرأ السورة في بيته",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_false_friends_are_left_alone(text: str) -> None:
    found = dates_of(text)
    assert found.empty, found[["surface", "rule"]].to_string()


QUERIES = [
    ("الاثنين", "2017-05-22"),
    ("السبت", "2017-05-27"),
    ("3 نيسان", "2017-04-03"),
    ("بعد يومين", "2017-05-22"),
    ("خلال 3 أيام", "2017-05-23"),
    ("في 5 دقائق", "2017-05-20T09:35"),
    ("منذ ساعتين", "PT2H"),
    ("من أسبوع", "2017-W19"),
    ("شهر", "P1M"),
    ("الساعة 3", "2017-05-20T15"),
    ("الثالثة وربع بعد الظهر", "2017-05-20T15:15"),
    ("آخر اثنين من الشهر القادم", "2017-06-26"),
    ("الثلاثاء الثالث من أيلول 2014", "2014-09-16"),
    ("الأسبوع الأول من تشرين الأول 2014", "2014-W41"),
    ("رمضان 2019", "2019-05"),
    ("عيد الفصح 2013", "2013-03-31"),
    ("بكرا الصبح", "2017-05-21TMO"),
    ("السبت قبل الماضي", "2017-05-06"),
    ("شهران من الآن", "2017-07"),
    ("ثلث ساعة", "PT20M"),
    ("أول أيام شهر رمضان 2019", "2019-05-06"),
    ("ثاني أيام عيد الفطر 2019", "2019-06-05"),
    ("الآن", "PRESENT_REF"),
    ("الربع القادم", "2017-Q3"),
]


@pytest.mark.parametrize(("text", "value"), QUERIES)
def test_a_text_that_is_nothing_but_the_expression_is_read_forward(text: str, value: str) -> None:
    assert only(text, "2017-05-20T09:30")["value"] == value


@pytest.mark.parametrize(
    ("text", "kind", "anchor", "reason"),
    [
        ("وصلوا في اليوم التالي إلى المخيم", "date", "context", "it is counted from another date of the text"),
        ("انفجرت القنبلة بعد ساعتين من الهجوم", "duration", "context", "it is counted from something that happened"),
        ("عادوا بعد شهرين إلى المدينة", "duration", "context", "it is counted from another date of the text"),
        ("انتهت الأزمة منذ اندلاع الثورة هناك", "date", "context", "the event is in no table of events"),
        ("وصل في 31 شباط 2016 إلى المدينة", "date", "absolute", "there is no such date: 31-2-2016"),
        ("وصل في 45/13/2017 إلى المدينة", "date", "absolute", "there is no such date: 45-13-2017"),
        ("احتفلت البلاد بعام 2016 مرتين كل سنة", "date", "absolute", None),
    ],
)
def test_what_has_no_interval_says_why(text: str, kind: str, anchor: str, reason: str | None) -> None:
    row = dates_of(text).iloc[0]
    assert (row["kind"], row["anchor"]) == (kind, anchor)
    if reason is None:
        assert not pd.isna(row["earliest"])
    else:
        assert pd.isna(row["earliest"])
        assert row["reason"] == reason


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("وصل الأربعاء 20 أيار 2017 إلى المدينة", "the weekday is not the weekday of the date"),
        ("قال اليوم الأحد إنه عائد", "the weekday is not the weekday of the day"),
        ("بدأ الحصار في مارس/ نيسان 2016 واستمر", "the twin names are of two months, 3 and 4"),
        ("ولد في 1 رجب 1438هـ الموافق 9 نيسان 2017 هنا", "the dates in the two calendars are of different days"),
    ],
)
def test_contradictions_are_reported_and_not_repaired(text: str, conflict: str) -> None:
    row = only(text)
    assert row["conflict"] == conflict
    assert not pd.isna(row["earliest"])


def test_without_a_publication_date_nothing_is_invented() -> None:
    found = find_dates(documents_of("خرجوا في مارس ثم عادوا في آذار 2016"))
    assert found["value"].tolist() == ["XXXX-03", "2016-03"]
    assert found["earliest"].isna().tolist() == [True, False]
    assert found["reason"].iloc[0] == "the year is not said and the publication date is not known"
    assert found["earliest"].dtype == "datetime64[s]"


def test_a_month_is_an_interval() -> None:
    row = only("بدأ التنفيذ في مارس/ آذار بحسب البيان")
    assert (row["earliest"], row["latest"]) == (pd.Timestamp("2017-03-01"), pd.Timestamp("2017-04-01"))
    assert row["precision"] == "month"


def test_hijri_dates_say_that_the_moon_may_move_them() -> None:
    row = only("ولد الكاتب في 10 محرم 1438 هـ في دمشق")
    assert (row["calendar"], row["uncertainty_days"]) == ("hijri", 1)


def test_a_time_takes_the_day_that_was_named_before() -> None:
    found = dates_of("تنطلق المباراة يوم الأحد 21 أيار 2017 في الملعب بداية من الساعة 16:00. وتبدأ الأخرى الساعة 18:00")
    assert found["value"].tolist() == ["2017-05-21", "2017-05-21T16:00", "2017-05-21T18:00"]
    assert found["anchor"].tolist() == ["absolute", "context", "context"]


@pytest.mark.parametrize(("year", "after"), [(1, "0002-01-01"), (9999, "10000-01-01")])
def test_the_edges_of_the_calendar(year: int, after: str) -> None:
    row = only(f"في عام {year:04d} للميلاد")
    assert str(row["latest"].to_numpy().astype("datetime64[D]")) == after


def test_publication_dates_in_different_time_zones_keep_their_own_clock() -> None:
    stamps = [pd.Timestamp("2017-05-20T23:30+03:00"), pd.Timestamp("2017-05-20T01:00", tz="UTC"), pd.NaT, None]
    documents = pd.DataFrame({"doc_id": [1, 2, 3, 4], "text": ["وصلوا اليوم إلى هنا"] * 4, "published": stamps})
    found = find_dates(documents)
    assert found["earliest"].dt.strftime("%Y-%m-%d").tolist()[:2] == ["2017-05-20", "2017-05-20"]
    assert found["earliest"].isna().tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("سجل البلاغ 2017-05-20T14:30 في دمشق", "2017-05-20T14:30", "2017-05-20T14:30"),
        ("سجل البلاغ 2017-05-20T14:30:15Z في دمشق", "2017-05-20T14:30:15Z", "2017-05-20T14:30:15Z"),
        ("سجل البلاغ 2017-05-20T14:30:15.250Z هناك", "2017-05-20T14:30:15.250Z", "2017-05-20T14:30:15Z"),
        ("سجل البلاغ 2017-05-20T14:30:00+03:00 هناك", "2017-05-20T14:30:00+03:00", "2017-05-20T14:30:00"),
        ("تغلق المحال أيام الجمع في المدينة", "أيام الجمع", "XXXX-WXX-5"),
        ("تغلق المحال أيام الجمعة في المدينة", "أيام الجمعة", "XXXX-WXX-5"),
        ("يجتمع المجلس مرة في الأسبوع بالعاصمة", "مرة في الأسبوع", "P1W"),
        ("يجتمع المجلس مرتين في الشهر بالعاصمة", "مرتين في الشهر", "P1M"),
        ("اجتمع المجلس مرة في الشهر الماضي بالعاصمة", "الشهر الماضي", "2017-04"),
        ("زادت المدارس مقارنة بالعام الماضي كثيرا", "العام الماضي", "2016"),
        ("تحسن الحصاد في الموسم الماضي كثيرا", "الموسم الماضي", "PAST_REF"),
    ],
)
def test_timestamps_recurring_days_and_seasons(text: str, surface: str, value: str) -> None:
    documents = pd.DataFrame({"doc_id": ["أ"], "text": [text], "published": [pd.Timestamp("2017-05-20")]})
    assert find_dates(documents)[["surface", "value"]].to_numpy().tolist() == [[surface, value]]


def test_a_publication_date_that_is_none_is_refused() -> None:
    documents = pd.DataFrame({"doc_id": ["أ"], "text": ["اليوم"], "published": ["أول أمس"]})
    with pytest.raises(ValueError, match="which is no timestamp"):
        find_dates(documents)


def test_missing_texts_and_odd_indexes_break_nothing() -> None:
    documents = pd.DataFrame({"doc_id": ["أ", "ب", "ج"], "text": [None, "", "وصلوا عام 2015"]}, index=[7, 7, 3])
    found = find_dates(documents)
    assert found[["doc_id", "value"]].to_numpy().tolist() == [["ج", "2015"]]
    assert find_dates(documents.iloc[:2]).empty


@pytest.mark.parametrize("digits", [400, 20_000])
def test_endless_numbers_are_no_dates(digits: int) -> None:
    nines = "9" * digits
    for text in (f"عام {nines}", f"قبل {nines} سنة", f"{nines}/{nines}/{nines}", f"منذ {nines[:18]} سنة في المدينة"):
        assert dates_of(text)["earliest"].isna().all()


def test_work_grows_with_the_length_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    longest = date_grammar._longest

    def counted(run: Run, at: int, *, alone: bool) -> Expression | None:
        nonlocal calls
        calls += 1
        return longest(run, at, alone=alone)

    monkeypatch.setattr(date_grammar, "_longest", counted)
    counts = []
    for times in (1000, 4000):
        calls = 0
        text = " ".join(f"{k % 28 + 1} آذار {1900 + k % 100} و" for k in range(times))
        assert len(dates_of(text)) >= times // 2
        counts.append(calls)
    assert counts[1] <= 4 * counts[0] + 100


def test_the_same_input_gives_the_same_table() -> None:
    documents = pd.DataFrame({"doc_id": range(len(IN_SENTENCES)), "text": [text for text, _, _ in IN_SENTENCES]})
    documents["published"] = pd.Timestamp(SATURDAY)
    pd.testing.assert_frame_equal(find_dates(documents), find_dates(Corpus(documents)))


LETTERS = st.sampled_from(
    [*"ابتجحدرسصطعفقكلمنهوي 0123456789/.-،:()؟", "آذار", " عام ", " الماضي", " يوم ", "\u200f", "ـ", "ّ"]
)


@given(st.lists(LETTERS, max_size=60).map("".join))
def test_any_text_gives_a_sound_table(text: str) -> None:
    found = dates_of(text)
    ends = 0
    rows: list[dict[Hashable, Any]] = found.to_dict("records")
    for row in rows:
        assert text[row["start"] : row["end"]] == row["surface"]
        assert ends <= row["start"] < row["end"] <= len(text)
        ends = row["end"]
        assert pd.isna(row["earliest"]) == pd.isna(row["latest"])
        assert pd.isna(row["earliest"]) or row["earliest"] < row["latest"]
        assert not (pd.isna(row["earliest"]) and pd.isna(row["reason"]))
