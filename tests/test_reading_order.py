"""From letters as they are seen to letters as they are read, with the marks that keep numbers and signs in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.shaping.direction import LRM, RLM, Direction, drop_steering, to_screen_order
from corpus_tools.shaping.reading_order import in_reading_order

MARKED = {RLM: "<", LRM: ">"}


def read(seen: list[str], line: str) -> str:
    """Spell what is read, with < and > for the marks."""
    return "".join(step.letters + MARKED.get(step.mark, "") for step in in_reading_order(seen, line))


@pytest.mark.parametrize(
    ("seen", "line", "read_as"),
    [
        ("ةنده", "هدنة", "هدنة"),
        ("مث ،برحلا", "الحرب، ثم", "الحرب،< ثم"),
        ("مث 2017–2011 نم", "من 2011–2017 ثم", "من 2011<–<2017< ثم"),
        ("%45 يبرع BBC", RLM + "BBC عربي 45%", "BBC< عربي 45<%<"),
        ("نإ ISIS (2014) لاق", "قال ISIS (2014) إن", "قال ISIS (2014)< إن"),
        ("بلح يف 15/03/2011", RLM + "15/03/2011 في حلب", "15/03/2011< في حلب"),
        (")هللا بزح(", "(حزب الله)", "(حزب الله)"),
        ("The word «يح» occurs", "The word «حي» occurs", "The word «حي>» occurs"),
        ("in (5 يح) now", "in (حي 5) now", "in (حي 5) now"),
        ("Homs, 45%", "Homs, 45%", "Homs, 45%"),
        ("12 ،ًاعم", "معاً، 12", "معاً<،< 12<"),  # what is weak would be read before the vowel mark
        ("", "", ""),
    ],
)
def test_a_line_is_read_in_order_with_marks_where_numbers_and_signs_meet(seen: str, line: str, read_as: str) -> None:
    assert read(list(seen), line) == read_as


@pytest.mark.parametrize(
    ("seen", "line"),
    [
        (["ت", "لا", "ا", "ق", "م", "ل", "ا"], "المقالات"),
        (["ي", "ح", "ل", "ا", " ", "في"], "في الحي"),
        (["ا", "دً", "و", "ر", "و"], "ورودًا"),
        (["دٌ", "مَّ", "حَ", "مُ"], "مُحَمَّدٌ"),  # marks of a letter may be in another order
    ],
)
def test_a_cluster_has_the_letters_of_the_line(seen: list[str], line: str) -> None:
    assert read(seen, line) == line


@pytest.mark.parametrize(("line", "order"), [("حلب", [1, 0]), ("Homs", [0, 1])])
def test_what_is_not_the_line_is_read_in_its_direction(line: str, order: list[int]) -> None:
    assert [step.cluster for step in in_reading_order(["ب", "ا"], line)] == order


@pytest.mark.parametrize(
    ("base", "line", "changed"),
    [
        ("R", "(حزب الله)، «حي» …", "()«»…"),
        ("R", "قال ISIS (2014) ثم؟", ""),  # these are read from the left
        ("L", "in (حي 5) now …", ""),
    ],
)
def test_signs_that_a_reader_of_pdf_changes_are_told(base: Direction, line: str, changed: str) -> None:
    steps = in_reading_order(list(to_screen_order(line, base)), line)
    assert "".join(step.letters for step in steps if step.is_changed) == changed


@pytest.mark.parametrize(("base", "line"), [("R", "من 2011 ثم"), ("L", "of حي, now")])
def test_a_mark_stands_at_the_end_of_the_stretch_that_it_ends(base: Direction, line: str) -> None:
    seen = to_screen_order(line, base)
    [marked] = [step for step in in_reading_order(list(seen), line) if step.mark]
    assert seen[marked.edge] == ("2" if base == "R" else "ح")


WORDS = st.sampled_from(
    ["حمص", "لا", "إلى", "«حي»", "(الوعر)", "قال:", "حلب،", "BBC", "Homs", "2017", "45%", "1,234", "٢٠١٧", "–"]
)


@given(st.lists(WORDS, min_size=1, max_size=9), st.sampled_from("RL"))
def test_any_line_is_read_to_its_last_letter(words: list[str], base: Direction) -> None:
    line = (RLM if base == "R" else LRM) + " ".join(words)
    steps = in_reading_order(list(to_screen_order(line, base)), line)
    assert "".join(step.letters for step in steps) == drop_steering(line)
    assert sorted(step.cluster for step in steps) == list(range(len(steps)))
