"""A number whose parts a mark turns round is written as readers see it; dates and ranges keep their order."""

import pytest
from builders import documents_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.cleaning.clean import clean
from corpus_tools.shaping.direction import to_screen_order


def cleaned(text: str) -> str:
    return str(clean(documents_of(text), steps=["number_order", "controls"])[0]["text"][0])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("نسبة 29.\u200f0 في المئة", "نسبة 0.29 في المئة"),
        ("نسبة 29\u200f.0 في المئة", "نسبة 0.29 في المئة"),
        ("نحو 500\u200f,3 نازح", "نحو 3,500 نازح"),
        ("نسبة ٢٩.\u200f٠ في المئة", "نسبة ٠.٢٩ في المئة"),
        ("نسبة ٢٩\u200f٫٠ في المئة", "نسبة ٢٩٫٠ في المئة"),
        ("نسبة 29.\u061c0 في المئة", "نسبة 0.29 في المئة"),
        # marks beside a number, and within one that they do not turn
        ("نسبة \u200f29.0\u200f في المئة", "نسبة 29.0 في المئة"),
        ("يوم 29\u200f/4\u200f/2017", "يوم 29/4/2017"),
        ("يوم 29.\u200f4.\u200f2017", "يوم 29.4.2017"),
        ("بين 2016\u200f-2017", "بين 2016-2017"),
        ("الساعة 12\u200f:30", "الساعة 12:30"),
    ],
)
def test_numbers_stay_as_they_are_seen(text: str, seen: str) -> None:
    assert cleaned(text) == seen


@given(st.integers(0, 9999), st.integers(0, 9999), st.sampled_from(".,"), st.booleans())
def test_a_reader_sees_the_same_number_before_and_after(first: int, second: int, sign: str, before: bool) -> None:
    text = f"بلغت {first}" + (f"\u200f{sign}" if before else f"{sign}\u200f") + f"{second} في المدينة"
    assert to_screen_order(cleaned(text), "R") == to_screen_order(text, "R")
