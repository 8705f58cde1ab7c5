"""What a figure says in the reader's language: numbers, counted nouns and periods."""

from typing import Any

import pandas as pd
import pytest

from corpus_tools.locale import ARABIC, Digits, Locale


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lang": "fr"}, "lang='fr' is not known; choose one of ar, en"),
        ({"digits": "roman"}, "digits='roman' is not known"),
        ({"months": "paris"}, "months='paris' is not known"),
    ],
)
def test_a_reader_that_is_not_known_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Locale(**options)


@pytest.mark.parametrize(
    ("digits", "number", "text"),
    [("western", 10161, "10,161"), ("arab", 10161, "١٠٬١٦١"), ("western", 7, "7"), ("arab", 0, "٠")],
)
def test_numbers(digits: Digits, number: int, text: str) -> None:
    assert Locale(digits=digits).number(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 مقالة"),
        (1, "مقالة واحدة"),
        (2, "مقالتان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالة"),
        (99, "99 مقالة"),
        (100, "100 مقالة"),
        (101, "101 مقالة"),
        (102, "102 مقالة"),
        (103, "103 مقالات"),
        (110, "110 مقالات"),
        (111, "111 مقالة"),
        (2500, "2,500 مقالة"),
    ],
)
def test_counted_nouns_agree(number: int, text: str) -> None:
    assert Locale().counted(number, "article") == text


@pytest.mark.parametrize(
    ("noun", "alone", "after"),
    [
        ("article", "مقالتان", "مقالتين"),
        ("paragraph", "فقرتان", "فقرتين"),
        ("sentence", "جملتان", "جملتين"),
        ("word", "كلمتان", "كلمتين"),
        ("time", "مرتان", "مرتين"),
        ("date", "تاريخان", "تاريخين"),
        ("place", "موضعان", "موضعين"),
        ("copy", "نسختان", "نسختين"),
    ],
)
def test_two_of_a_noun_take_the_case_of_their_place(noun: str, alone: str, after: str) -> None:
    assert ARABIC.counted(2, noun) == alone
    assert ARABIC.counted(2, noun, after_preposition=True) == after
    assert ARABIC.counted(3, noun) == ARABIC.counted(3, noun, after_preposition=True)
    assert Locale("en").counted(2, noun, after_preposition=True) == Locale("en").counted(2, noun)


def test_texts_have_the_digits_of_the_reader() -> None:
    assert Locale(digits="arab").text("lag_month") == "بعد ٨ أيام إلى ٣٠ يوماً"
    assert Locale(digits="arab").text("n_in", n="٥", articles="٣ مقالات") == "٥ في ٣ مقالات"


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        ("2017-05-20", "2017-05-21", "20 أيار 2017"),
        ("2017-05-20 03:00", "2017-05-20 04:00", "20 أيار 2017"),
        ("2017-03-01", "2017-04-01", "آذار 2017"),
        ("2016-10-01", "2017-01-01", "تشرين الأول – كانون الأول 2016"),
        ("2016-11-01", "2017-02-01", "تشرين الثاني 2016 – كانون الثاني 2017"),
        ("2015-01-01", "2016-01-01", "2015"),
        ("2011-01-01", "2018-01-01", "2011–2017"),
        ("2017-05-14", "2017-05-21", "14–20 أيار 2017"),
        ("2017-02-27", "2017-03-06", "27 شباط – 5 آذار 2017"),
        ("2011-03-15", "2017-05-21", "15 آذار 2011 – 20 أيار 2017"),
        ("2013-01-01", None, "منذ 2013"),
        ("2017-03-01", None, "منذ آذار 2017"),
        ("2017-03-15", None, "منذ 15 آذار 2017"),
        (None, "2017-05-21", "حتى 20 أيار 2017"),
        ("2017-05-01", "2017-05-02", "1 أيار 2017"),
    ],
)
def test_periods(earliest: str | None, latest: str | None, text: str) -> None:
    bounds = [pd.Timestamp(bound) if bound else pd.NaT for bound in (earliest, latest)]
    assert Locale().period(*bounds) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "text"),
    [
        ("2017-01-01", None, "year", "منذ 2017"),
        ("2017-01-01", None, "month", "منذ كانون الثاني 2017"),
        ("2017-01-01", None, "day", "منذ 1 كانون الثاني 2017"),
        (None, "2018-01-01", "year", "حتى 2017"),
        (None, "2018-01-01", "month", "حتى كانون الأول 2017"),
        (None, "2018-01-01", "day", "حتى 31 كانون الأول 2017"),
        ("2020-04-24", None, "month", "منذ 24 نيسان 2020"),
        ("2017-01-01", "2018-01-01", "year", "2017"),
    ],
)
def test_an_open_period_begins_as_finely_as_was_said(
    earliest: str | None, latest: str | None, precision: str, text: str
) -> None:
    bounds = [pd.Timestamp(bound) if bound else pd.NaT for bound in (earliest, latest)]
    assert Locale().period(*bounds, precision=precision) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("months", "august"),
    [("levant", "آب"), ("egypt", "أغسطس"), ("maghreb", "أوت"), ("morocco", "غشت"), ("twin", "آب/أغسطس")],
)
def test_each_region_has_its_month_names(months: str, august: str) -> None:
    assert Locale(months=months).month(8) == august


@pytest.mark.parametrize(
    ("modifier", "text"), [("START", "مطلع 2017"), ("MID", "منتصف 2017"), ("END", "نهاية 2017"), ("APPROX", "")]
)
def test_the_edges_of_a_year(modifier: str, text: str) -> None:
    assert Locale().edge("2017", modifier) == text


@pytest.mark.parametrize(
    ("after", "written"),
    [
        ("2014-01-01", "حتى 2013"),
        ("2014-03-01", "حتى شباط 2014"),
        ("2014-03-05", "حتى 4 آذار 2014"),
        ("2014-01-01 10:00", "حتى 1 كانون الثاني 2014"),
    ],
)
def test_what_goes_on_until_a_date_is_written_as_loosely_as_its_end(after: str, written: str) -> None:
    assert ARABIC.period(None, pd.Timestamp(after)) == written
