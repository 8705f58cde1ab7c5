"""Numbers in digits and in words, in every order in which they are said."""

import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.data_files import load_table
from corpus_tools.numerals.find import find_numbers, parse_number
from corpus_tools.numerals.number_words import numeral_of, parse_cardinal, parse_digits, parse_ordinal
from corpus_tools.script import fold

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def say_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    parts = [HUNDREDS[hundreds]]
    if tens == 1 and units:
        parts.append({1: "أحد", 2: "اثنا"}.get(units, UNITS[units]) + " عشر")
    else:
        parts += [UNITS[units], TENS[tens]]
    return [part for part in parts if part]


def say(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    parts: list[str] = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        parts.append(" و".join(say_below_thousand(thousands)) + " ألف")
    parts += say_below_thousand(rest)
    return " و".join(parts)


@given(st.integers(1, 999_999))
@settings(max_examples=60)
def test_spelled_numbers_are_read(number: int) -> None:
    words = [numeral_of(fold(word)) for word in say(number).split()]
    assert parse_cardinal(words, 0) == (len(words), number)


@given(st.integers(1, 9), st.integers(2, 9), st.integers(1, 9))
@settings(max_examples=60)
def test_the_four_orders_of_a_compound_number(units: int, tens: int, hundreds: int) -> None:
    number = hundreds * 100 + tens * 10 + units
    unit, ten, hundred = UNITS[units], TENS[tens], HUNDREDS[hundreds]
    for said in (f"{hundred} و{unit} و{ten}", f"{unit} و{ten} و{hundred}"):
        words = [numeral_of(fold(word)) for word in said.split()]
        assert parse_cardinal(words, 0) == (3, number)
        words = [numeral_of(fold(word)) for word in f"{said} وألف".split()]
        assert parse_cardinal(words, 0) == (4, number + 1000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,500", 2500), ("٢٫٥", 2.5), ("15.7%", 15.7), ("١٬٠٠٠٬٠٠٠", 1_000_000), ("1,5", 1.5), ("22.3.1974", None),
        ("1,23,4", None), ("9" * 400, None), ("0", 0), ("007", 7),
    ],
)  # fmt: skip
def test_digits(text: str, value: float | None) -> None:
    assert parse_digits(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الأول", 1), ("الأولى", 1), ("ثالث", 3), ("العاشرة", 10), ("الحادي عشر", 11), ("الثانية عشرة", 12),
        ("العشرين", 20), ("الحادي والعشرين", 21), ("الخامسة والعشرون", 25), ("الواحد والثلاثين", 31),
        ("المئة والخامسة والعشرون", 125),
    ],
)  # fmt: skip
def test_ordinals(text: str, value: int) -> None:
    words = [numeral_of(fold(word)) for word in text.split()]
    assert parse_ordinal(words, 0) == (len(words), value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("صفر", 0), ("٤", 4), ("أربع", 4), ("إحدى عشرة", 11), ("اثني عشر", 12), ("حداشر", 11), ("تمنتاشر", 18),
        ("متين واحد وعشرين", 221), ("متين وعشرة", 210), ("ثلاث مئة وواحد وثلاثون", 331), ("3 مئة و 21", 321),
        ("100 ألف", 100_000), ("2.5 مليون", 2_500_000), ("واحد وعشرون تريليون وثلاثمئة", 21_000_000_000_300),
        ("مئتان واثنان ألف", 202_000), ("نصف", 0.5), ("ثلاثة أرباع", 0.75), ("ثلثان", 2 / 3), ("خمسة أثمان", 0.625),
        ("واحد ونصف", 1.5), ("خمسة وربع", 5.25), ("عشرون وثلاثة أخماس", 20.6), ("مئة وثلثان", 100 + 2 / 3),
        ("واحد فاصلة خمسة", 1.5), ("3/4", 0.75), ("2 1/4", 2.25), ("واحد على عشرين", 0.05), ("جزء من مئة", 0.01),
        ("سالب ٥", -5), ("-1,200", -1200), (".77", 0.77), ("1 234 567", 1_234_567), ("نصف دزينة", 6), ("3 دزينات", 36),
        ("حلب", None), ("خمسة منازل", None), ("", None),
    ],
)  # fmt: skip
def test_texts_that_are_a_number(text: str, value: float | None) -> None:
    found = parse_number(text)
    assert found == value if value is None else found == pytest.approx(value)


def test_numbers_in_running_text() -> None:
    text = "نزح خمسة وعشرون ألفا من أصل 100,000 في اليوم الثالث، وعاد ثلثان منهم في 5/17/2018"
    found = find_numbers(documents_of(text))
    assert found["surface"].tolist() == ["خمسة وعشرون ألفا", "100,000", "الثالث", "ثلثان", "5", "17", "2018"]
    assert found["kind"].tolist()[:4] == ["cardinal", "cardinal", "ordinal", "fraction"]
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["surface"].tolist()


def test_no_numbers() -> None:
    found = find_numbers(pd.DataFrame({"doc_id": ["أ", "ب"], "text": ["خرجوا من الحي", None]}))
    assert found.empty
    assert found.columns.tolist() == ["doc_id", "start", "end", "surface", "kind", "value"]


def test_no_form_has_two_values_of_one_kind() -> None:
    data = load_table("numerals")
    for group in ("units", "teens", "tens", "hundreds", "scales", "dual_scales", "ordinals"):
        values: dict[str, set[int]] = {}
        for value, spellings in data[group].items():
            for form in spellings:
                values.setdefault(fold(form), set()).add(value)
        assert all(len(found) == 1 for found in values.values()), group
