"""Which way a line reads, and what of it is never seen."""

import pytest

from corpus_tools.shaping.direction import (
    Direction,
    base_direction,
    drop_steering,
    drop_unseen,
    first_strong,
    to_screen_order,
)


@pytest.mark.parametrize(
    ("line", "direction"),
    [
        ("حمص", "R"),
        ("BBC عربي 45%", "R"),
        ("Sky News عربية", "R"),
        ("Twitter: نص", "R"),
        ("RT @user: عاجل", "R"),
        ("https://example.org/news عاجل", "R"),
        ("@user قال", "R"),
        ("#Aleppo #Syria حلب", "R"),
        ("2011–2017 الحرب", "R"),
        ("abc عربي", "R"),
        ("رواه A. B. Smith et al. في كتابه", "R"),
        ("ﺳﻼﻡ", "R"),
        ("Timeline of الوعر", "L"),
        ("Reports that mention «حمص» by month", "L"),
        ("Homs", "L"),
        ("2011–2017", "L"),
        ("٢٠١١–٢٠١٧", "L"),
        ("", "L"),
        ("\u200fHoms", "R"),
        ("\u200eحمص", "L"),
    ],
)
def test_a_line_is_read_from_the_right_where_it_is_arabic(line: str, direction: str) -> None:
    assert base_direction(line) == direction


@pytest.mark.parametrize(
    ("text", "direction"), [("(1) حمص", "R"), ("1. Homs حمص", "L"), ("12:30", None), ("\u200f12", "R")]
)
def test_the_first_strong_character(text: str, direction: str | None) -> None:
    assert first_strong(text) == direction


def test_only_what_is_never_drawn_goes() -> None:
    kept = "حـمّص\u200cو\u200d\u200e\u200f\u2067\u2069\u202b\u202c 2011–2017\nHoms 🙂"
    assert drop_unseen(kept) == kept
    assert drop_unseen("\ufeffح\u00adم\u200bص\x00\x1b") == "حمص"
    assert drop_unseen("حمص\tحلب\r\nدرعا\u2028") == "حمص حلب\nدرعا "
    assert drop_unseen("a\ud800b") == "a\ufffdb"
    assert drop_steering(kept) == "حـمّصو 2011–2017\nHoms 🙂"


@pytest.mark.parametrize(
    ("line", "base", "shown"),
    [
        ("אב (abc)", "R", "(abc) בא"),
        ("אב (ג) [1]", "R", "[1] (ג) בא"),
        ("abc (אב) d", "L", "abc (בא) d"),
        ("((א))", "R", "((א))"),
        ("(a)(א)", "R", "(א)(a)"),
        ("«א»", "R", "«א»"),
        ("א < ב", "R", "ב > א"),
        ("א \u200e-5", "R", "-5 א"),
        ("א \u2066a-\u2069 ב", "R", "ב a- א"),
    ],
)
def test_screen_order_mirrors_what_is_read_from_the_right(line: str, base: Direction, shown: str) -> None:
    assert to_screen_order(line, base) == shown
