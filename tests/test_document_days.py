"""What the rest of a document tells about a time without a day, and about a weekday without a week."""

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.document_days import SEVERAL_DAYS
from corpus_tools.dates.find import find_dates
from corpus_tools.dates.normalize.anchor import NO_DAY

WEDNESDAY = "2019-11-13"


def values_of(text: str) -> list[str]:
    return find_dates(documents_of(text, published=WEDNESDAY))["value"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "تقام القمة يوم الأحد المقبل في الملعب.\nتفتح الأبواب على الساعة 11:00",
            ["2019-11-17", "2019-11-17T11:00"],
        ),
        (
            "مقابلات اليوم\n* 14:00 : فريق البحر\n* 16:30 : فريق الجبل",
            ["2019-11-13", "2019-11-13T14:00", "2019-11-13T16:30"],
        ),
        (
            "يغلق الجسر غدا. ويمنع الوقوف من الساعة 6 صباحا إلى الساعة 10 صباحا",
            ["2019-11-14", "2019-11-14T06/2019-11-14T10"],
        ),
        (
            "التقى الوفدان مساء أمس في الفندق قبل أن يغادرا في حدود الساعة السابعة والربع",
            ["2019-11-12TEV", "2019-11-12T19:15"],
        ),
        # a day long past is none of those that are reported
        (
            "ولد الشاعر في 5 مارس 1950. ألقى قصيدته أمس. وانصرف في الساعة التاسعة مساء",
            ["1950-03-05", "2019-11-12", "2019-11-12T21"],
        ),
        # a clause in the future speaks of no day that is over
        ("أكد العمدة الخبر أمس. وستجتمع اللجنة على الساعة 18:00", ["2019-11-12", "T18:00"]),
        ("تدور الليلة في الملعب انطلاقا من الساعة الثامنة قمة كبيرة", ["2019-11-13TNI", "2019-11-13T20"]),
        (
            "يستمر المعرض حتى يوم الأربعاء 20 نوفمبر. وتغلق الأبواب على الساعة 18:00",
            ["2019-11-20", "2019-11-20T18:00"],
        ),
        ("أمهلهم حتى الخامسة من مساء غد، وفي الساعة السابعة مساء يغلق الباب", ["2019-11-14T17", "2019-11-14T19"]),
        ("سهر الناس مساء أمس حتى الفجر", ["2019-11-12TEV", "2019-11-13TMO"]),
        ("تجمع الناس أمس منذ الصباح أمام المقر", ["2019-11-12", "2019-11-12TMO"]),
        ("اندلع الحريق أمس. ويكثر البعوض في الليل", ["2019-11-12", "TNI"]),
        ("تفتح الأبواب على الساعة 11:00. وتقام القمة يوم الأحد المقبل", ["T11:00", "2019-11-17"]),
    ],
)
def test_a_time_is_of_the_only_day_that_was_named_before(text: str, expected: list[str]) -> None:
    assert values_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هدم سيل 5 مارس 2012 السوق. ومنذ 5 مارس لم تفتح الدكاكين", ["2012-03-05", "2012-03-05"]),
        ("منذ 5 مارس لم تفتح الدكاكين. هدم السيل السوق في 5 مارس 2012", ["2019-03-05", "2012-03-05"]),
        # what the publication is about is no longer the day that is told of
        ("ولد الشاعر في 10 نوفمبر 1950. واحتفل به أهله في 10 نوفمبر", ["1950-11-10", "2019-11-10"]),
        ("هدم سيل 5 مارس 2012 السوق. وافتتح في 6 مارس", ["2012-03-05", "2019-03-06"]),
    ],
)
def test_a_day_of_a_month_keeps_the_year_that_was_said_with_it(text: str, expected: list[str]) -> None:
    assert values_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوفد الخميس. ويعود الخميس المقبل", ["2019-11-07", "2019-11-14"]),
        ("ارتفعت الأسعار يوم الجمعة. وسيغادر الوفد بعد غد", ["2019-11-08", "2019-11-15"]),
        ("عُقد الاجتماع يوم الخميس. وسيعقد التالي غدا", ["2019-11-07", "2019-11-14"]),
        ("أعلنت اللجنة أن يوم الجمعة عطلة. ويعود الطلاب يوم الجمعة القادم", ["2019-11-15", "2019-11-15"]),
        ("جنازة الشاعر يوم الجمعة. ويدفن يوم الجمعة القادم", ["2019-11-15", "2019-11-15"]),
    ],
)
def test_what_has_happened_on_a_weekday_is_not_moved_ahead(text: str, expected: list[str]) -> None:
    assert values_of(text) == expected


def test_a_time_ahead_in_a_document_without_a_date_is_of_the_day_named_before() -> None:
    found = find_dates(documents_of("تقام القمة يوم 17 نوفمبر 2019. وستفتح الأبواب على الساعة 11:00"))
    assert found["value"].tolist() == ["2019-11-17", "2019-11-17T11:00"]


def test_the_reason_tells_no_day_from_several() -> None:
    several = find_dates(documents_of("عاد أمس. ويسافر غدا. تقلع الطائرة في الساعة 11:00", published=WEDNESDAY))
    none = find_dates(documents_of("تقلع الطائرة في الساعة 11:00 من المطار", published=WEDNESDAY))
    assert several["reason"].tolist()[-1] == SEVERAL_DAYS
    assert none["reason"].tolist() == [NO_DAY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جنازة رمزية يوم الجمعة في المدينة\nتقام يوم الجمعة القادم جنازة رمزية للشاعر", ["2019-11-15"] * 2),
        ("هيئة المدرسين الاثنين\nتجتمع هيئة المدرسين يوم 18 نوفمبر", ["2019-11-18"] * 2),
        ("هيئة المدرسين الاثنين\nاجتمعت هيئة المدرسين يوم 11 نوفمبر", ["2019-11-11"] * 2),
        ("خدمات يومي السبت والأحد\nتتوقف الحافلات السبت 16 والأحد 17 نوفمبر", ["2019-11-16/2019-11-17"] * 2),
        # what came out on the day of publication stays there
        ("أعلن الوزير الأربعاء أن المعرض سيفتح يوم 20 نوفمبر", ["2019-11-13", "2019-11-20"]),
        # both weeks are dated, so that nothing tells which is meant
        ("لقاء الجمعة\nاجتمعوا الجمعة 8 نوفمبر ويجتمعون الجمعة 15 نوفمبر", ["2019-11-08", "2019-11-08", "2019-11-15"]),
    ],
)
def test_a_weekday_is_in_the_week_that_the_document_says_elsewhere(text: str, expected: list[str]) -> None:
    assert values_of(text) == expected


def test_rounds_that_follow_on_each_other_are_all_ahead() -> None:
    rounds = "الجولة الأولى: 8 ديسمبر.\nالجولة الثانية: 12 جانفي.\nالجولة الثالثة: 9 فيفري.\nالجولة الرابعة: 8 مارس."
    assert values_of(rounds) == ["2019-12-08", "2020-01-12", "2020-02-09", "2020-03-08"]
    assert values_of("هطل المطر في 8 مارس.\nتبدأ الدروس يوم 8 ديسمبر") == ["2019-03-08", "2019-12-08"]


def test_one_document_tells_nothing_about_another() -> None:
    texts = documents_of("تقام القمة يوم الأحد المقبل", "تفتح الأبواب على الساعة 11:00 في الملعب", published=WEDNESDAY)
    assert find_dates(texts)["value"].tolist() == ["2019-11-17", "T11:00"]
    assert pd.isna(find_dates(texts)["earliest"].iloc[1])
