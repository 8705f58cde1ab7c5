"""Ages: plain amounts that the clause makes one, numbers without a unit, decades of life; and terms that are none."""

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates


def only(text: str) -> pd.Series:
    found = find_dates(documents_of(text, published="2019-11-13"))
    assert len(found) == 1, found[["surface", "value", "rule"]].to_string()
    return found.iloc[0]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("يمنع الدخول على من هم دون سن 16 عاما", "16 عاما", "P16Y"),
        ("فاز المنتخب في البطولة تحت 20 سنة", "20 سنة", "P20Y"),
        ("فاز منتخب أقل من 17 سنة في النهائي", "17 سنة", "P17Y"),
        ("رفعت الحكومة سن التقاعد إلى 62 سنة", "62 سنة", "P62Y"),
        ("اغتصب طفلا لم يتجاوز سنه 8 سنوات", "8 سنوات", "P8Y"),
        ("قال أحمد، 25 عاما، إنه باق", "25 عاما", "P25Y"),
        ("توفي الشاعر عن 80 عاما في بيروت", "80 عاما", "P80Y"),
        ('نجا البحار سامي "20 عاما" من الغرق', "20 عاما", "P20Y"),
        ("نقلت الضحية، (18 سنة) إلى المستشفى", "18 سنة", "P18Y"),
        ("عثر على شابين في الثلاثينيات من عمرهما", "الثلاثينيات من عمرهما", "P3XY"),
        # ranges
        ("تتراوح أعمارهم بين 19 و27 سنة وهم طلاب", "19 و27 سنة", "P19Y/P27Y"),
        ("تتراوح أعمار المشاركين ما بين ١٨ و ٣٥ عاما", "١٨ و ٣٥ عاما", "P18Y/P35Y"),
        ("تتراوح أعمارهم بين 30 و 40 سنة من العمر", "30 و 40 سنة", "P30Y/P40Y"),
        ("من الفئة العمرية 15-24 سنة", "15-24 سنة", "P15Y/P24Y"),
        ("يسجل الأطفال من سن 6 إلى 12 سنة", "6 إلى 12 سنة", "P6Y/P12Y"),
        ("يحق للشباب بين 18 و35 عاما أن يسجلوا", "18 و35 عاما", "P18Y/P35Y"),
        # numbers without a unit, or with the article
        ("قتلت ابنة الرابعة عشرة ربيعا في الغارة", "الرابعة عشرة ربيعا", "P14Y"),
        ("قتل ابن الـ14 ربيعا في الغارة", "الـ14 ربيعا", "P14Y"),
        ("تزوجت في سن الخامسة عشرة وسافرت", "الخامسة عشرة", "P15Y"),
        ("يمنع الزواج قبل سن الـ18 في البلاد", "الـ18", "P18Y"),
        ("توفي عن عمر يناهز الثمانين في بيروت", "الثمانين", "P80Y"),
        ("تخرجت في الخامسة والعشرين من عمرها", "الخامسة والعشرين من عمرها", "P25Y"),
        ("نجت الطفلة ذات الخمس سنوات من الغارة", "الخمس سنوات", "P5Y"),
        # decades
        ("نقل شيخ في العقد السابع من العمر إلى المستشفى", "العقد السابع من العمر", "P6XY"),
        ("نقلت امرأة في عقدها الثالث إلى المستشفى", "عقدها الثالث", "P2XY"),
        ("نقل رجل في الثلاثينات من عمره إلى المستشفى", "الثلاثينات من عمره", "P3XY"),
        ("نقل رجل في منتصف الأربعينيات من العمر", "منتصف الأربعينيات من العمر", "P4XY"),
    ],
)
def test_ages(text: str, surface: str, value: str) -> None:
    row = only(text)
    assert (row["surface"], row["kind"], row["value"]) == (surface, "age", value)
    assert pd.isna(row["earliest"])


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("حكم على شاب بالسجن بين 5 و10 سنوات", "10 سنوات"),
        ("حكم على شاب بالسجن 20 سنة نافذة", "20 سنة"),
        ("سن البرلمان قانونا لمدة 5 سنوات", "5 سنوات"),
        ("حكم عمر البشير 30 عاما", "30 عاما"),
        ("عمل في الشركة 20 عاما وسافر", "20 عاما"),
        ("قررت الحكومة رفع السن ب 5 سنوات", "5 سنوات"),
        ("يسدد القرض لإعادة الإعمار على 18 سنة", "18 سنة"),
    ],
)
def test_terms_are_no_ages(text: str, surface: str) -> None:
    row = only(text)
    assert (row["surface"], row["kind"]) == (surface, "duration")


def test_ages_in_a_list() -> None:
    text = "أوقف رجلان (30 سنة و32 سنة) واستمرت المحاكمة نحو عامين"
    assert find_dates(documents_of(text))["kind"].tolist() == ["age", "age", "duration"]


@pytest.mark.parametrize("text", ["قال ابن سلمان إنه باق", "في اللحظة ذات الثانية كلمة", "انتخابات عامة ثانية"])
def test_a_head_alone_is_no_age(text: str) -> None:
    assert "age" not in set(find_dates(documents_of(text, published="2019-11-13"))["kind"])
