"""Dates and years of the Hijra: in digits, beside the other calendar, counted from the publication, or left open."""

from typing import Any

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.dates.find import find_dates
from corpus_tools.dates.open_years import is_of_hijri_press

WEDNESDAY = "2019-11-13"  # 16 Rabi al-awwal 1441


def only(text: str, **options: Any) -> pd.Series:
    columns = {name: options.pop(name) for name in ("source", "url", "country") if name in options}
    found = find_dates(documents_of(text, published=options.pop("published", WEDNESDAY)).assign(**columns), **options)
    assert len(found) == 1, found[["surface", "value", "rule"]].to_string()
    return found.iloc[0]


@pytest.mark.parametrize(
    ("text", "surface", "earliest", "latest"),
    [
        ("عقد المجلس جلسة بتاريخ 14/3/1441هـ في الرياض", "14/3/1441هـ", "2019-11-11", "2019-11-12"),
        ("عقد المجلس جلسة في ١٤٤١/٣/١٤ هـ في الرياض", "١٤٤١/٣/١٤ هـ", "2019-11-11", "2019-11-12"),
        ("عقد المجلس جلسة في 14ـ3ـ1441ه في الرياض", "14ـ3ـ1441ه", "2019-11-11", "2019-11-12"),
        ("عقد المجلس جلسة في 14/3/41هـ في الرياض", "14/3/41هـ", "2019-11-11", "2019-11-12"),
        ("عقد المجلس جلسة الاثنين 14-3-1441 في الرياض", "الاثنين 14-3-1441", "2019-11-11", "2019-11-12"),
        ("الأرقام المعلنة في 3/1441هـ نهائية", "3/1441هـ", "2019-10-29", "2019-11-28"),
        ("دورة 1/1/1441 في جدة", "1/1/1441", "2019-08-31", "2019-09-01"),
        ("نما القطاع خلال العام 1435-1436هـ كثيرا", "العام 1435-1436هـ", "2013-11-04", "2015-10-14"),
        ("نما القطاع خلال 1435/1436هـ كثيرا", "1435/1436هـ", "2013-11-04", "2015-10-14"),
        ("بدأ العام الدراسي 1440-1441هـ في جدة", "العام الدراسي 1440-1441هـ", "2018-09-11", "2020-08-20"),
        ("أقرت ميزانية العام المالي 1440/1441 في جدة", "العام المالي 1440/1441", "2018-09-11", "2020-08-20"),
        ("صرفت الإعانة في عيد الفطر لعام 1440هـ", "عيد الفطر لعام 1440هـ", "2019-06-04", "2019-06-05"),
        ("زاد الحجاج في عيد الأضحى 1440 كثيرا", "عيد الأضحى 1440", "2019-08-11", "2019-08-12"),
        ("نما القطاع في الربع الأول من عام 1440هـ", "الربع الأول من عام 1440هـ", "2018-09-11", "2018-12-08"),
        # the other calendar beside it
        ("عقد الاثنين 14/3/1441 الموافق 11/11/2019 لقاء", "الاثنين 14/3/1441 الموافق 11/11/2019", "2019-11-11", None),
        ("أقرت ميزانية عام 1440هـ/2019م أمس الأول", "عام 1440هـ/2019م", "2019-01-01", "2020-01-01"),
        ("توفي العالم سنة 728هـ / 1328م في دمشق", "سنة 728هـ / 1328م", "1328-01-01", "1329-01-01"),
        ("أقرت ميزانية عام 1440هـ (2019) في جدة", "عام 1440هـ (2019)", "2019-01-01", "2020-01-01"),
        ("جرت الواقعة سنة 5هـ-الأربعاء", "سنة 5هـ", "0626-06-05", "0627-05-26"),  # a weekday is no date of the other
        # counted from the publication
        ("ارتفعت الأسعار في رمضان هذا العام", "رمضان هذا العام", "2019-05-06", "2019-06-04"),
        ("سجلت المحاكم القضية في رجب من العام الماضي", "رجب من العام الماضي", "2018-03-18", "2018-04-17"),
        ("سيبدأ العمل في رمضان العام المقبل", "رمضان العام المقبل", "2020-04-24", "2020-05-24"),
        ("عقد اللقاء في 5 محرم الجاري بمكة", "5 محرم الجاري", "2019-09-04", "2019-09-05"),
        ("هنأ الناس بحلول العام الهجري الجديد", "العام الهجري الجديد", "2019-08-31", "2020-08-20"),
        ("هنأ الناس بحلول العام الجديد", "العام الجديد", "2020-01-01", "2021-01-01"),
        ("نما القطاع في السنة الهجرية الماضية", "السنة الهجرية الماضية", "2018-09-11", "2019-08-31"),
        ("وقعت الغزوة في العام الثالث للهجرة", "العام الثالث للهجرة", "0624-06-27", "0625-06-16"),
        ("وقعت الغزوة في السنة الثانية من الهجرة", "السنة الثانية من الهجرة", "0623-07-08", "0624-06-27"),
    ],
)  # fmt: skip
def test_dates_of_the_hijra(text: str, surface: str, earliest: str, latest: str | None) -> None:
    found = find_dates(documents_of(text, published=WEDNESDAY))
    row = next(found.itertuples())
    assert row.surface == surface
    assert row.earliest == pd.Timestamp(earliest)
    assert latest is None or row.latest == pd.Timestamp(latest)
    assert found["conflict"].isna().iloc[0]


def test_dates_that_are_days_apart_are_a_conflict() -> None:
    row = only("عقد اللقاء في 14/3/1441هـ الموافق 20/11/2019 بمكة")
    assert (row["value"], row["conflict"]) == ("2019-11-20", "the dates in the two calendars are of different days")
    assert pd.isna(only("عقد اللقاء في 14/3/1441هـ الموافق 12/11/2019 بمكة")["conflict"])  # a sighting of the moon


@pytest.mark.parametrize(
    ("text", "columns", "value"),
    [
        ("ولد الكاتب عام 1402 في مكة", {}, None),
        ("زار البحارة الجزيرة عام 1492 أول مرة", {}, None),
        ("بني السور سنة 1630", {"country": "السعودية"}, None),
        ("ولد الكاتب عام 1402 في مكة", {"source": "صحيفة عكاظ"}, "1981/1982"),
        ("ولد الكاتب عام 1402 في مكة", {"url": "https://www.okaz.com.sa/news/1"}, "1981/1982"),
        ("ولد الكاتب عام 1402 في مكة", {"country": "السعودية"}, "1981/1982"),
        ("ولد الكاتب عام 1402 في مكة", {"source": "النهار", "url": "https://[broken"}, None),
        ("ولد الكاتب عام 1402 في مكة", {"calendar": "hijri"}, "1981/1982"),
        ("ولد الكاتب عام 1402 في مكة", {"calendar": "gregorian"}, "1402"),
        ("سقط الملك عام 1789 في فرنسا", {"calendar": "hijri"}, None),
        ("ولد المؤرخ عام 1332م في تونس", {}, "1332"),
        ("ابن خلدون (1332-1406) مؤرخ كبير", {}, "1332/1406"),
        ("تولى الحكم بين عامي 1795 و1815 في فرنسا", {}, "1795/1815"),
    ],
)
def test_a_year_before_1800_needs_evidence(text: str, columns: dict[str, Any], value: str | None) -> None:
    row = only(text, **columns)
    if value is None:
        assert pd.isna(row["earliest"])
        assert "of the Hijra" in row["reason"]
    else:
        assert row["value"] == value
        assert pd.isna(row["reason"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عقد اللقاء عام 1440هـ. ولد الكاتب عام 1402 في مكة", "1981/1982"),
        ("عقد اللقاء في 14/3/1441. ولد الكاتب عام 1402 في مكة", "1981/1982"),
        ("عاش في القرن الخامس عشر. ولد الكاتب عام 1402 في مكة", "1402"),
        ("سقط الباستيل في 14 يوليو 1789. حكم الملك حتى عام 1792 في فرنسا", "1792"),
    ],
)
def test_a_document_tells_the_calendar_of_its_years(text: str, value: str) -> None:
    assert find_dates(documents_of(text, published=WEDNESDAY))["value"].iloc[-1] == value


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="calendar='julian' is not known; choose one of auto, hijri, gregorian"):
        find_dates(documents_of("عام 1402"), calendar="julian")  # type: ignore[arg-type]


def test_the_press_of_other_countries_dates_otherwise() -> None:
    assert not is_of_hijri_press(
        pd.Series({"source": "الشروق", "url": "https://www.alchourouk.com/1", "country": None})
    )
    assert is_of_hijri_press(pd.Series({"source": "www.okaz.com.sa"}))
