"""Time expressions in sentences of news: where they are found, what they mean, and what is no time."""

import pandas as pd
import pytest

from corpus_tools.dates import find_dates

SATURDAY = "2017-05-20"


def dates_of(text: str, published: str | None = SATURDAY) -> pd.DataFrame:
    moment = pd.to_datetime([published])
    return find_dates(pd.DataFrame({"doc_id": ["أ"], "text": [text], "published": moment}))


def only(text: str, published: str | None = SATURDAY) -> pd.Series:
    found = dates_of(text, published)
    assert len(found) == 1, found[["surface", "value", "rule"]].to_string()
    row = found.iloc[0]
    assert text[row["start"] : row["end"]] == row["surface"]
    return row


IN_SENTENCES = [
    ("وصلت القافلة إلى البلدة اليوم السبت بعد انتظار", "اليوم السبت", "2017-05-20"),
    ("قصفت الطائرات الحي فجر أمس", "فجر أمس", "2017-05-19TMO"),
    ("التقى الوفدان أول من أمس في جنيف", "أول من أمس", "2017-05-18"),
    ("خرجت الدفعة الأولى في مارس/ آذار من المدينة", "مارس/ آذار", "2017-03"),
    ("وقع الطرفان الهدنة في 25 مايو (أيار) الماضي بحضور الوسيط", "25 مايو (أيار) الماضي", "2016-05-25"),
    ("بدأ الحصار في كانون الأول/ديسمبر 2012 واستمر", "كانون الأول/ديسمبر 2012", "2012-12"),
    ("سيطر الجيش على البلدة في 8 مارس 2017 بعد معارك", "8 مارس 2017", "2017-03-08"),
    ("توقفت المعارك نهاية العام الماضي في المدينة", "نهاية العام الماضي", "2016"),
    ("قتل الصحافي في تشرين 2 عام 2015 قرب الحدود", "تشرين 2 عام 2015", "2015-11"),
    ("زار المبعوث دمشق الأسبوع الماضي والتقى الوزير", "الأسبوع الماضي", "2017-W19"),
    ("فر السكان يوم الثلاثاء من القرية", "يوم الثلاثاء", "2017-05-16"),
    ("تدعم روسيا الحكومة منذ عام 2015 في الحرب", "عام 2015", "2015"),
    ("عقد المجلس جلسته في الثامن عشر من نيسان بحضور النواب", "الثامن عشر من نيسان", "2017-04-18"),
    ("انسحبت القوات قبل ثلاثة أيام من القرية المجاورة لم تعد", "ثلاثة أيام", "P3D"),
    ("سقط النظام الملكي في تموز من عام 1958 في بغداد", "تموز من عام 1958", "1958-07"),
    ("اعتقل الرجل يوم 04/04/2017 على الحاجز", "يوم 04/04/2017", "2017-04-04"),
    ("استمرت الهدنة لسبعة أيام في المدينة", "سبعة أيام", "P7D"),
    ("سيعقد الاجتماع يوم الخميس في القاهرة", "يوم الخميس", "2017-05-25"),
    ("تعود القضية إلى ثمانينات القرن الماضي في البلاد", "ثمانينات القرن الماضي", "198"),
    ("وصل التقرير في ٢٢ شباط ٢٠١١ إلى المجلس", "٢٢ شباط ٢٠١١", "2011-02-22"),
    ("أغلق المعبر في جانفي 2016 أمام المسافرين", "جانفي 2016", "2016-01"),
]


@pytest.mark.parametrize(("text", "surface", "value"), IN_SENTENCES)
def test_sentences(text: str, surface: str, value: str) -> None:
    row = only(text)
    assert (row["surface"], row["value"]) == (surface, value)


NO_TIME = [
    "قال أحد المسؤولين إن العمل جار",
    "صرح الأمين العام للمنظمة للصحافيين",
    "خرج نحو 2500 شخص من الحي",
    "مارس الوفد ضغوطا على الحكومة",
    "فجر الجيش النفق قرب الحاجز",
    "قالت تيريزا ماي إن بلادها ملتزمة",
    "ومن ناحية ثانية نفى الوزير الخبر",
    "دعت قوى 14 آذار إلى التظاهر",
    "ارتفعت الأسعار بنسبة 22.9 بالمئة",
    "زار رجب طيب أردوغان العاصمة",
    "انتقد الأمين العام الحالي القرار",
    "اقتحمت كتائب مسلحة باب المدينة",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_false_friends_are_left_alone(text: str) -> None:
    assert dates_of(text).empty


def test_without_a_publication_date_nothing_is_invented() -> None:
    found = find_dates(pd.DataFrame({"doc_id": ["أ"], "text": ["خرجوا في مارس ثم عادوا في آذار 2016"]}))
    assert found["value"].tolist() == ["XXXX-03", "2016-03"]
    assert found["earliest"].isna().tolist() == [True, False]
    assert found["reason"].iloc[0] == "the year is not said and the publication date is not known"
    assert found["earliest"].dtype == "datetime64[s]"


def test_a_month_is_an_interval() -> None:
    row = only("بدأ التنفيذ في مارس/ آذار بحسب البيان")
    assert (row["earliest"], row["latest"]) == (pd.Timestamp("2017-03-01"), pd.Timestamp("2017-04-01"))
    assert row["precision"] == "month"
