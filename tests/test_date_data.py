"""The tables of dates hold together: every form belongs to one meaning, every event has its source."""

from typing import Any

import pytest
from builders import documents_of

from corpus_tools.data_files import load_table
from corpus_tools.dates.find import find_dates
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.grammar.date_words import Month, load_date_words, load_months, look_up
from corpus_tools.dates.normalize.anchor import Anchor
from corpus_tools.dates.normalize.named_periods import festival
from corpus_tools.script import fold


def test_each_system_names_twelve_months() -> None:
    data = load_table("months")
    for system in ("gulf_egypt", "levant", "maghreb", "morocco"):
        assert sorted(data["gregorian"][system]) == list(range(1, 13)), system
    assert sorted(data["hijri"]) == list(range(1, 13))


def test_no_name_of_a_month_means_two() -> None:
    months = load_months()
    assert months["مارس"] == Month("gregorian", 3, frozenset({"gulf_egypt", "maghreb", "morocco"}), True)
    assert months["كانون الثاني"].number == 1


@pytest.mark.parametrize("group", ["weekdays", "seasons", "edges", "decades", "prepositions"])
def test_no_word_of_a_group_means_two_things(group: str) -> None:
    table: dict[Any, list[str]] = load_table("date_words")[group]
    forms = [(fold(form).removeprefix("ال"), meaning) for meaning, words in table.items() for form in words]
    meanings: dict[str, set[Any]] = {}
    for form, meaning in forms:
        meanings.setdefault(form, set()).add(meaning)
    # «الي» is «إلى» and the relative of speech, both by design.
    assert {form for form, found in meanings.items() if len(found) > 1} <= {"ي", "الي"}


@pytest.mark.parametrize("unit", load_table("date_words")["units"])
def test_what_recurs_may_be_of_any_unit(unit: str) -> None:
    one = next(form for number in load_table("date_words")["units"][unit] for form in number)
    for text in (f"كل {one}", f"تتكرر الظاهرة كل {one} في البلاد"):
        assert find_dates(documents_of(text))["kind"].eq("set").all()


def test_units_have_their_three_numbers() -> None:
    for unit, forms in load_table("date_words")["units"].items():
        assert len(forms) == 3, unit
        assert forms[0] or unit == "campaign", unit  # one «موسم» is no length


def test_parts_of_day_lie_in_the_day() -> None:
    for name, entry in load_table("date_words")["parts_of_day"].items():
        assert 0 <= entry["from"] < entry["to"] <= (30 if name == "overnight" else 24), name
        assert entry["half"] in ("am", "pm", "noon", "night", "none"), name
        assert entry["code"] in ("MO", "MI", "AF", "EV", "NI", "DT"), name


def test_feasts_fall_in_every_year() -> None:
    feasts = load_table("festivals")
    assert len({feast["id"] for feast in feasts}) == len(feasts)
    fixed = {feast["id"] for feast in feasts if "at" in feast}
    for feast in feasts:
        assert fixed.issuperset(feast.get("one_of", [feast["id"]])), feast
        for year in (1990, 2017, 2030) if "at" in feast else ():
            assert festival(Components(festival=feast["id"], year=year), Anchor(None)).precision == "day"


def test_every_phrase_can_be_found_by_a_trigger() -> None:
    joining = {"about", "less", "more", "before_era", "adjective", "local_zone", "falling_on"}
    for first, by_category in load_date_words().phrases.items():
        for category in by_category.keys() - joining:
            for phrase in by_category[category]:
                words = [look_up(word, word, "word") for word in (first, *phrase.rest) if not word.isdecimal()]
                assert any(word is not None and word.trigger for word in words), (first, phrase)


def test_contexts_are_words() -> None:
    for name, forms in load_table("date_contexts").items():
        for form in forms:
            assert isinstance(form, str), name
            assert " " not in form.strip(), (name, form)
