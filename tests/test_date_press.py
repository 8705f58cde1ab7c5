"""Sentences as newsrooms write them, each with all time expressions that it holds: surface, value, modifier."""

import pandas as pd
import pytest

from corpus_tools.dates.find import find_dates

WEDNESDAY = "2021-06-16"

AGES = [
    (WEDNESDAY, "يلقح الأطفال دون الخامسة مجانا", ["الخامسة = P5Y LESS_THAN"]),
    (WEDNESDAY, "أعفي من هم فوق سن السبعين من الرسوم", ["السبعين = P70Y MORE_THAN"]),
    (WEDNESDAY, "خلف الراحل بنتا في الثالثة عشرة", ["الثالثة عشرة = P13Y"]),
    (WEDNESDAY, "رحل الملحن وهو في الأربعين بعد مرض", ["الأربعين = P40Y"]),
    (WEDNESDAY, "زار المعرض شيخ تجاوز التسعين", ["التسعين = P90Y MORE_THAN"]),
    (WEDNESDAY, "ينتخب كل من أتم الثامنة عشرة", ["الثامنة عشرة = P18Y"]),
    (WEDNESDAY, "تدير المخبز سيدة في أواخر الستينات", ["أواخر الستينات = P6XY"]),
    (WEDNESDAY, "يعفى الرضع الأقل من السنتين", ["السنتين = P2Y LESS_THAN"]),
    (WEDNESDAY, "عدد الجرحى تجاوز الستين", []),
    (WEDNESDAY, "كانت أشهر مغنية في الستينات", ["الستينات = 196"]),
    (WEDNESDAY, "أقلعت الطائرة وقد تجاوزت الساعة الثامنة", ["الساعة الثامنة = T08:00"]),
    (WEDNESDAY, "تدرس طالبة في الرابعة ابتدائي", []),
]

COUNTS = [
    (WEDNESDAY, "يعاقب القانون 12-2004 من يبيع الأدوية", []),
    (WEDNESDAY, "يلغى المرسوم رقم 7/2016 كله", []),
    (WEDNESDAY, "سرقت سيارة بيجو 2008 من المرآب", []),
    (WEDNESDAY, "وزعت الجمعية (2010) كيسا من الطحين", []),
    (WEDNESDAY, "راجع الصفحات 1990-1995 من المجلد", []),
    (WEDNESDAY, "ضبط المفتش 500 ساعة يدوية", []),
    (WEDNESDAY, "يعود السعر إلى ما كان في مارس-2015", ["مارس-2015 = 2015-03"]),
]

AMOUNTS = [
    (WEDNESDAY, "أمهلهم القاضي شهرا واحدا", ["شهرا واحدا = P1M"]),
    (WEDNESDAY, "غاب العامل يوما واحدا عن الورشة", ["يوما واحدا = P1D"]),
    (WEDNESDAY, "كانت البلدة معزولة قبل عقدين من الزمن", ["قبل عقدين من الزمن = 200"]),
    (WEDNESDAY, "ولد الفقيه في 256هـ ومات بعيدا", ["256هـ = 0869/0870"]),
    (WEDNESDAY, "حكموا من 132هـ إلى 656هـ", ["132هـ إلى 656هـ = 0749/1259"]),
    (WEDNESDAY, "تبدأ القمة غدا الساعة 8 مساء بتوقيت أكرا", ["غدا الساعة 8 مساء = 2021-06-17T20"]),
]

SENTENCES = [*AGES, *COUNTS, *AMOUNTS]


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    columns = list(zip(*SENTENCES, strict=True))
    published = [pd.Timestamp(moment) for moment in columns[0]]
    return find_dates(pd.DataFrame({"doc_id": columns[1], "text": columns[1], "published": published}))


@pytest.mark.parametrize(("published", "text", "expected"), SENTENCES)
def test_sentences_of_the_press(found: pd.DataFrame, published: str, text: str, expected: list[str]) -> None:
    rows = found[(found["doc_id"] == text)]
    told = zip(rows["surface"], rows["value"], rows["modifier"].fillna(""), strict=True)
    assert [f"{surface} = {value} {modifier}".strip() for surface, value, modifier in told] == expected, published
