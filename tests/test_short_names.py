"""Family and given names alone, once a document gave the full name."""

from pathlib import Path

import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors
from corpus_tools.actors.registry.alias_forms import forms_of
from corpus_tools.actors.registry.short_names import short_names
from corpus_tools.data_files import load_table


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("كلاوديا شنايدرمان", "DEU", ["شنايدرمان", "كلاوديا"]),
        ("سمير البصراوي", "IRQ", ["البصراوي"]),
        ("نبيل أبو الفتوح", "EGY", ["أبو الفتوح"]),
        ("هنري دي لاكروا", "FRA", ["دي لاكروا", "هنري"]),
        ("جاسم بن ثاني آل ثاني", "QAT", []),
        ("سالم محمد", "SAU", []),
        ("محمد السابع", "MAR", []),
        ("تيتو", "SRB", []),
        ("كلاوديا شنايدرمان", None, ["شنايدرمان"]),
    ],
)
def test_short_names_of_a_full_one(name: str, state: str | None, expected: list[str]) -> None:
    assert [short for short, _ in short_names(name, state, ())] == expected


OWN = """
- {id: GER, type: state, name_ar: الجرمانية, name_en: G}
- {id: CLAUDIA, type: leader, parent: GER, name_ar: كلاوديا شنايدرمان}
- {id: OTTO, type: official, parent: GER, name_ar: أوتو شنايدرمان}
- {id: HANS, type: official, parent: GER, name_ar: هانز هلمان}
- {id: SAMIR, type: official, name_ar: سمير البصراوي}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سافرت كلاوديا شنايدرمان. وقالت شنايدرمان إنها عادت", ["CLAUDIA", "CLAUDIA"]),
        ("قالت شنايدرمان إنها عادت", []),
        ("في الجرمانية قال الرئيس البصراوي ذلك", ["GER"]),
        ("في الجرمانية عاد الوزير هلمان، ثم عاد هلمان", ["GER", "HANS", "HANS"]),
        ("عاد الوزير هلمان", []),
        ("في الجرمانية عاد هلمان", ["GER"]),
        ("في الجرمانية غادرت الرئيسة شنايدرمان", ["GER"]),
        ("في الجرمانية التقت كلاوديا شنايدرمان وهلمان", ["GER", "CLAUDIA", "HANS"]),
        ("في الجرمانية عادت إدارة هلمان", ["GER", "HANS"]),
        ("سافرت كلاوديا شنايدرمان. ثم قالت كلاوديا إنها عادت", ["CLAUDIA", "CLAUDIA"]),
        ("سافرت كلاوديا شنايدرمان. ثم قالت كلاوديا فيشر إنها عادت", ["CLAUDIA"]),
        ("سافر سمير البصراوي. وقال أحمد البصراوي ذلك. ورد البصراوي", ["SAMIR", "SAMIR"]),
        ("كلاوديا شنايدرمان وأوتو شنايدرمان هنا، وعاد شنايدرمان", ["CLAUDIA", "OTTO", "CLAUDIA|OTTO"]),
        ("عادت كلاودا شنايدرمان، وهي كلاوديا شنيدرمان", ["CLAUDIA", "CLAUDIA"]),
    ],
)
def test_short_names_need_the_full_one(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    found = find_mentions(documents_of(text), load_actors(path))
    assert found["actor_id"].fillna(found["candidates"]).tolist() == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [("CHN", [("وانغ", False)]), ("TWN", [("وانغ", False)]), ("KOR", [("وانغ", True)])],
)
def test_the_family_name_stands_first_in_china(state: str, expected: list[tuple[str, bool]]) -> None:
    assert list(short_names("وانغ يي", state, ())) == expected


def test_foreign_names_are_spelled_with_fewer_vowels() -> None:
    forms = forms_of("فولوديمير زيلينسكي", "name", "leader", is_foreign=True)
    assert forms["فولوديمير", "زيلنسكي"] == forms["فلوديمير", "زيلينسكي"] == "spelling"
    assert ("فولوديمير", "زيلنسكي") not in forms_of("فولوديمير زيلينسكي", "name", "leader")
    assert ("هاارتس",) in forms_of("هآرتس", "name", "media")


def test_the_table_of_short_names_holds_words_and_states() -> None:
    table, states = load_table("short_names"), set(load_actors().actors.query("type == 'state'").index)
    assert all(" " not in word for name in ("particles", "houses", "no_short_names") for word in table[name])
    assert len(set(table["states_with_arabic_names"]) & states) > 30
