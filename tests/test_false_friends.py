"""What bears the name of a date, or looks like one, is none."""

import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates

NAMES = [
    ("2017-05-02", "أضرب عمال مصنع 27 نيسان للأحذية"),
    ("2017-05-02", "اعتصم الطلبة في جامعة 8 ماي 1945"),
    ("2017-05-02", "قصفت الطائرات مقرا لكتيبة 17 فبراير"),
    ("2017-05-02", "انعقد اللقاء بالمركب الشبابي 17 ديسمبر"),
    ("2017-05-02", "تعطلت الحركة بنفق 6 أكتوبر"),
    ("2017-05-02", "يضم الوفد خبراء من روسيا (2400) والأردن (2100) وفرنسا (1700) والمغرب (1350)"),
    ("2017-05-02", "يمر الكويكب 2014 بعيدا عن الأرض"),
    ("2017-05-02", "تعمل الحكومة على اعتماد هذا العقد"),
    ("2017-05-02", "هلا توقفنا عند المعنى"),
    ("2012-05-02", "قالت مصادر في 14 آذار إن اللقاء لم ينجح"),
    ("2012-05-02", "زار نائب من 8 آذار القصر"),
    ("2012-05-02", "قالت مصادر نيابية في 14 آذار إن اللقاء لم ينجح"),
    ("2012-05-02", "اجتمع فريق 14 آذار وفريق 8 آذار"),
    ("2012-05-02", "اشتد الخلاف بين 8 آذار و14 آذار"),
]


@pytest.mark.parametrize(("published", "text"), NAMES)
def test_what_a_date_names_is_no_date(published: str, text: str) -> None:
    assert find_dates(documents_of(text, published=published))["surface"].tolist() == []


DATES = [
    ("2012-03-20", "انعقد المؤتمر في 14 آذار", "14 آذار"),
    ("2012-03-20", "جرت الدورات بين 8 آذار و14 آذار", "8 آذار و14 آذار"),
    ("2017-05-02", "وصل الوفد إلى المدينة 20 أفريل", "20 أفريل"),
    ("2017-05-02", "ارتفعت الأسعار خلال هذا العقد", "هذا العقد"),
    ("2017-05-02", "صدرت الرواية (1998) والطبعة الجديدة لاحقا", "1998"),
    ("2017-05-02", "احترق مصنع يوم 27 نيسان", "يوم 27 نيسان"),
]


@pytest.mark.parametrize(("published", "text", "surface"), DATES)
def test_a_date_beside_a_noun_that_it_does_not_name_stays_one(published: str, text: str, surface: str) -> None:
    assert find_dates(documents_of(text, published=published))["surface"].tolist()[:1] == [surface]


BESIDE_NAMES = [
    ("2020-02-23", "أصيب عامل بمدينة 6 أكتوبر أمس السبت", "أمس السبت", "2020-02-22"),
    ("2020-02-23", "اندلع حريق في مدينة السادس من أكتوبر مساء أمس", "مساء أمس", "2020-02-22TEV"),
    ("2020-02-23", "يلتقي الفريقان على ملعب 5 جويلية مساء السبت", "مساء السبت", "2020-02-29TEV"),
    ("2020-02-23", "ضبط المتهم بمدينة 15 مايو يوم الخميس الماضي", "يوم الخميس الماضي", "2020-02-20"),
]


@pytest.mark.parametrize(("published", "text", "surface", "value"), BESIDE_NAMES)
def test_what_stands_behind_the_name_of_a_place_is_read(published: str, text: str, surface: str, value: str) -> None:
    found = find_dates(documents_of(text, published=published))
    assert list(zip(found["surface"], found["value"], strict=True)) == [(surface, value)]
