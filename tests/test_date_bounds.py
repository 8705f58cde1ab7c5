"""The bounds of the grammar of dates: each sentence stands at a bound, and one more word or day changes its date."""

from pathlib import Path

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools import find_dates, find_numbers, load_events

PUBLISHED = "2017-05-20"


def first_days(text: str, **options: object) -> dict[str, str | None]:
    """Map the words of each date of a text to its first moment."""
    found = find_dates(documents_of(text, published=PUBLISHED), **options)  # type: ignore[arg-type]
    moments = [None if pd.isna(moment) else str(moment) for moment in found["earliest"]]
    return dict(zip(found["surface"], moments, strict=True))


@pytest.mark.parametrize(("characters", "moment"), [(160, "2017-03-03 20:30:00"), (161, None)])
def test_a_clock_takes_the_day_within_160_characters_before_it(characters: int, moment: str | None) -> None:
    between = f" {'ن' * (characters - 5)} في "
    assert len(between) == characters
    assert first_days(f"وصلوا يوم 3 آذار 2017{between}الساعة 20:30")["الساعة 20:30"] == moment


def test_years_of_two_digits_begin_at_1930() -> None:
    assert first_days("وصلوا عام 30") == {"عام 30": "1930-01-01 00:00:00"}
    assert first_days("وصلوا عام 29") == {}


def test_a_day_without_a_year_lies_at_most_45_days_ahead() -> None:
    assert first_days("وصلوا في 4 تموز") == {"4 تموز": "2017-07-04 00:00:00"}
    assert first_days("وصلوا في 5 تموز") == {"5 تموز": "2016-07-05 00:00:00"}


def test_a_year_from_1700_on_beside_a_hijri_month_is_not_of_the_hijra() -> None:
    assert first_days("وصلوا في رمضان 1700") == {"رمضان 1700": "1700-02-20 00:00:00"}
    assert first_days("وصلوا في رمضان 1699") == {"رمضان": "2017-05-27 00:00:00"}
    assert first_days("وصلوا في رمضان 1499") == {"رمضان 1499": "2076-08-01 00:00:00"}


def test_a_feast_has_seven_days_at_most() -> None:
    assert first_days("في اليوم السابع من عيد الفطر 2017") == {"اليوم السابع من عيد الفطر 2017": "2017-07-01 00:00:00"}
    assert first_days("في اليوم الثامن من عيد الفطر 2017") == {"اليوم الثامن من عيد الفطر 2017": None}


def test_the_tense_is_looked_for_among_fourteen_words() -> None:
    assert first_days(f"سيزور {'كلمة ' * 13}الخميس") == {"الخميس": "2017-05-25 00:00:00"}
    assert first_days(f"سيزور {'كلمة ' * 14}الخميس") == {"الخميس": "2017-05-18 00:00:00"}


def test_words_of_one_date_are_at_most_eight_characters_apart() -> None:
    assert list(first_days(f"وصلوا في 3{' ' * 8}آذار 2017").values()) == ["2017-03-03 00:00:00"]
    assert list(first_days(f"وصلوا في 3{' ' * 9}آذار 2017").values()) == ["2017-03-01 00:00:00"]


def test_the_name_of_an_event_has_seven_words_at_most(tmp_path: Path) -> None:
    words = ["معركة", "الحي", "القديم", "الكبير", "الغربي", "الجديد", "الطويل", "الأخير"]
    for count, moment in ((7, "2015-03-03 00:00:00"), (8, None)):
        name = " ".join(words[:count])
        path = tmp_path / "events.yaml"
        path.write_text(f"- {{id: B, names: [{name}], start: 2015-03-01, source: X}}\n", encoding="utf-8")
        assert first_days(f"وصلوا بعد يومين من {name}", events=load_events(path)) == {"يومين": moment}


@pytest.mark.parametrize(
    ("text", "moment"),
    [("1/1/0001", "0001-01-01 00:00:00"), ("31/12/9999", "9999-12-31 00:00:00")],
)
def test_dates_reach_from_year_1_to_year_9999(text: str, moment: str) -> None:
    assert list(first_days(f"وصلوا في {text}").values()) == [moment]


@pytest.mark.parametrize(
    ("shift", "moment"),
    [
        ("قبل 2016 عاما", "0001-05-20 00:00:00"),
        ("قبل 2017 عاما", None),
        ("بعد 7982 عاما من الآن", "9999-05-20 00:00:00"),
        ("بعد 7983 عاما من الآن", None),
    ],
)
def test_times_away_from_the_publication_stay_within_those_years(shift: str, moment: str | None) -> None:
    assert list(first_days(f"وصلوا {shift}").values()) == [moment]


@pytest.mark.parametrize(
    ("number", "words", "values"),
    [
        ("خمسة ملايين و تسعمئة و تسعة و تسعون ألفا و تسعمئة و تسعة عشر", 14, [5_999_919]),
        ("خمسة ملايين و تسعمئة و تسعة و تسعون ألفا و تسعمئة و تسعة و عشرون", 15, [5_999_909, 20]),
    ],
)
def test_a_number_in_words_has_fourteen_words(number: str, words: int, values: list[int]) -> None:
    assert len(number.split()) == words
    assert find_numbers(documents_of(f"وصل {number} رجلا"))["value"].tolist() == values


@pytest.mark.parametrize(("digits", "values"), [(18, [1e17]), (19, [])])
def test_a_number_in_digits_has_eighteen_of_them(digits: int, values: list[float]) -> None:
    number = f"1{'0' * (digits - 1)}"
    assert find_numbers(documents_of(f"وصل {number} رجل"))["value"].tolist() == values


@pytest.mark.parametrize(
    ("number", "words", "value"),
    [
        ("تسعة مليارات وتسعمئة وتسعة وتسعين مليونا وتسعمئة وتسعة وتسعين ألفا وتسعمئة وتسعين", 12, "P9999999990D"),
        ("تسعة مليارات وتسعمئة وتسعة وتسعين مليونا وتسعمئة وتسعة وتسعين ألفا وتسعمئة وتسعة وتسعين", 13, "P1999999999D"),
    ],
)
def test_a_number_of_a_duration_has_twelve_words(number: str, words: int, value: str) -> None:
    assert len(number.split()) == words
    assert find_dates(documents_of(f"استمرت {number} يوما"))["value"].tolist() == [value]


@pytest.mark.parametrize(
    ("before", "words", "moment"), [("", 25, "2017-05-25 17:25:00"), ("من ", 26, "2017-05-18 17:25:00")]
)
def test_a_text_that_is_a_query_has_twenty_five_words(before: str, words: int, moment: str) -> None:
    clocks = [f"الساعة {hour} و خمس و عشرين دقيقة بتوقيت غرينتش" for hour in ("الخامسة", "السابعة")]
    text = f"{before}مساء يوم الخميس {clocks[0]} إلى مساء يوم الجمعة {clocks[1]}"
    assert len(text.split()) == words
    assert list(first_days(text).values()) == [moment]


@pytest.mark.parametrize(
    ("published", "shift", "moment"),
    [
        ("0001-01-01 00:00:01", "قبل ثانية", "0001-01-01 00:00:00"),
        ("0001-01-01 00:00:00", "قبل ثانية", None),
        ("9999-12-31 23:59:58", "بعد ثانية من الآن", "9999-12-31 23:59:59"),
        ("9999-12-31 23:59:58", "بعد ثانيتين من الآن", None),
    ],
)
def test_those_years_end_to_the_second(published: str, shift: str, moment: str | None) -> None:
    found = find_dates(documents_of(shift, published=[published]).astype({"published": "datetime64[us]"}))
    assert [None if pd.isna(at) else str(at) for at in found["earliest"]] == [moment]


def test_what_will_happen_on_a_day_just_passed_was_posted_late() -> None:
    assert first_days("سيعودون في 20 أيار") == {"20 أيار": "2017-05-20 00:00:00"}
    assert first_days("سيعودون في 30 نيسان") == {"30 نيسان": "2017-04-30 00:00:00"}
    assert first_days("سيعودون في 29 نيسان") == {"29 نيسان": "2018-04-29 00:00:00"}
