"""The bounds of the rules for names: each sentence stands at a bound, and one word more changes its result."""

from pathlib import Path

import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors
from corpus_tools.actors.registry.alias_forms import forms_of, key
from corpus_tools.actors.registry.load import Registry

OWN = """
- {id: SYR, type: state, name_ar: سوريا, name_en: Syria, places: [حمص], names: [
    {name: سوري, kind: nisba}, {name: دمشق, kind: metonym}]}
- {id: TUR, type: state, name_ar: تركيا, name_en: Turkey}
- {id: RUS, type: state, name_ar: روسيا, name_en: Russia, names: [
    {name: موسكو, kind: metonym, ambiguous: {default: actor}}]}
- {id: SYR_GOV, type: government, parent: SYR, name_ar: الحكومة السورية, name_en: X, names: [
    {name: الحكومة, kind: description}]}
- {id: TUR_GOV, type: government, parent: TUR, name_ar: الحكومة التركية, name_en: X, names: [
    {name: الحكومة, kind: description}]}
- {id: AID, type: ngo, name_ar: منظمة الغيث, name_en: X, names: [{name: المنظمة, kind: description}]}
- {id: EAGLE, type: armed_group, name_ar: النسر, name_en: X, names: [
    {name: النسر, ambiguous: {near: [الجبل]}}, {name: العقاب, ambiguous: {not_near: [الجبل]}}]}
- {id: LAVROV, type: official, parent: RUS, name_ar: لافروف, name_en: X}
- {id: PUTIN, type: leader, parent: RUS, name_ar: بوتين, name_en: X}
"""
FILLER = "كلمة "


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path = tmp_path_factory.mktemp("registry") / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return load_actors(path)


def actors_in(text: str, registry: Registry) -> list[str]:
    return find_mentions(documents_of(text), registry)["actor_id"].tolist()


@pytest.mark.parametrize(("words", "is_near"), [(7, True), (8, False)])
def test_a_word_decides_where_it_is_one_of_the_eight_words_beside_the_name(
    registry: Registry, words: int, is_near: bool
) -> None:
    between = FILLER * words
    for text in (f"النسر {between}الجبل", f"الجبل {between}النسر"):
        assert actors_in(text, registry) == (["EAGLE"] if is_near else []), text
    for text in (f"العقاب {between}الجبل", f"الجبل {between}العقاب"):
        assert actors_in(text, registry) == ([] if is_near else ["EAGLE"]), text


def test_the_state_where_things_happen_counts_three_times(registry: Registry) -> None:
    assert actors_in("قالت تركيا إن تركيا هنا، وفي سوريا. اجتمعت الحكومة", registry)[-1] == "SYR_GOV"
    # Three against three: the one that came first.
    assert actors_in("قالت تركيا إن تركيا لا تركيا هنا، وفي سوريا. اجتمعت الحكومة", registry)[-1] == "TUR_GOV"
    assert actors_in("قالت تركيا إن تركيا لا تركيا هنا، وبسوريا. اجتمعت الحكومة", registry)[-1] == "TUR_GOV"
    assert actors_in("قالت تركيا إن تركيا هنا، وبسوريا. اجتمعت الحكومة", registry)[-1] == "SYR_GOV"


@pytest.mark.parametrize("word", ["في", "داخل", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"])
def test_prepositions_of_place_and_directions_tell_where_things_happen(registry: Registry, word: str) -> None:
    assert actors_in(f"قالت تركيا إن تركيا هنا، و{word} سوريا اجتمعت الحكومة", registry)[-1] == "SYR_GOV"
    assert actors_in(f"قالت تركيا إن تركيا هنا، و{word}، سوريا اجتمعت الحكومة", registry)[-1] == "TUR_GOV"


def test_another_of_its_kind_comes_between_within_400_words(registry: Registry) -> None:
    assert actors_in(f"منظمة الغيث. منظمة {FILLER * 399} المنظمة", registry) == ["AID"]
    assert actors_in(f"منظمة الغيث. منظمة {FILLER * 400} المنظمة", registry) == ["AID", "AID"]


def test_a_visit_is_within_eight_words_before_the_capital(registry: Registry) -> None:
    assert actors_in(f"قرار زار {FILLER * 7}موسكو", registry) == []
    assert actors_in(f"قرار زار {FILLER * 8}موسكو", registry) == ["RUS"]


def test_a_capital_that_counts_by_default_has_politics_ten_words_before_or_three_behind(registry: Registry) -> None:
    assert actors_in(f"قرار {FILLER * 9}موسكو", registry) == ["RUS"]
    assert actors_in(f"قرار {FILLER * 10}موسكو", registry) == []
    assert actors_in(f"موسكو {FILLER * 2}قرار", registry) == ["RUS"]
    assert actors_in(f"موسكو {FILLER * 3}قرار", registry) == []
    assert actors_in("موسكو : الاتفاق قريب", registry) == ["RUS"]


def test_an_attack_is_within_six_words_of_what_it_is_on(registry: Registry) -> None:
    assert actors_in(f"غارة {FILLER * 4}على موسكو", registry) == []
    assert actors_in(f"غارة {FILLER * 5}على موسكو", registry) == ["RUS"]


@pytest.mark.parametrize("word", ["قد", "لم", "لن", "لا", "ليست", "ليس", "هي", "هو", "سوف"])
def test_a_capital_before_an_auxiliary_is_a_government(registry: Registry, word: str) -> None:
    assert actors_in(f"دمشق {word} كلمة", registry) == ["SYR"]
    assert actors_in("دمشق كلمة", registry) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عاد من موسكو", []),
        ("سار إلى موسكو", []),
        ("رسالة من موسكو", ["RUS"]),
        ("رسالة إلى موسكو", ["RUS"]),
    ],
)
def test_from_and_to_a_capital_want_the_noun_of_a_party(registry: Registry, text: str, expected: list[str]) -> None:
    assert actors_in(text, registry) == expected


@pytest.mark.parametrize("given", ["محمد", "فاروق", "هالة", "عبداللطيف"])
@pytest.mark.parametrize("surname", ["لافروف", "بوتين"])
def test_a_given_name_makes_a_surname_somebody_elses(registry: Registry, surname: str, given: str) -> None:
    assert actors_in(f"قال {surname} ذلك", registry) != []
    assert actors_in(f"قال {given} {surname} ذلك", registry) == []


@pytest.mark.parametrize(
    ("actor_type", "surfaces"),
    [
        ("armed_group", ["حركة النور السورية"]),
        ("army", ["حركة النور السورية"]),
        ("party", ["حركة النور السورية"]),
        ("opposition", ["حركة النور السورية"]),
        ("ngo", ["حركة النور", "السورية"]),
    ],
)
def test_groups_of_a_state_take_its_nisba_with_them(tmp_path: Path, actor_type: str, surfaces: list[str]) -> None:
    entry = f"- {{id: NUR, type: {actor_type}, parent: SYR, name_ar: حركة النور, name_en: X}}\n"
    (tmp_path / "own.yaml").write_text(OWN + entry, encoding="utf-8")
    found = find_mentions(documents_of("أعلنت حركة النور السورية ذلك"), load_actors(tmp_path / "own.yaml"))
    assert found["surface"].tolist() == surfaces


def test_problems_are_held_against_twenty_claims_and_twenty_are_shown(tmp_path: Path) -> None:
    entries = [f"- {{id: A{number}, type: ngo, name_ar: دار النور, name_en: X}}" for number in range(22)]
    (tmp_path / "own.yaml").write_text("\n".join(entries), encoding="utf-8")
    with pytest.raises(ValueError, match=r"… and \d+ more$") as error:
        load_actors(tmp_path / "own.yaml")
    told = str(error.value).splitlines()
    assert len(told) == 21
    # The first twenty-one meet all earlier ones (0 + 1 + … + 20), the last one only twenty of its twenty-one.
    assert told[-1] == f"… and {sum(range(21)) + 20 - 20} more"


@pytest.mark.parametrize(
    ("written", "folded"),
    [("پوتين", "بوتين"), ("ڤيينا", "فيينا"), ("چنيف", "جنيف"), ("گزة", "غزه"), ("ژينيڤ", "جينيف")],
)
def test_borrowed_letters_are_those_of_newspapers(written: str, folded: str) -> None:
    assert key(written) == key(folded)


def test_a_name_has_at_most_sixty_four_inflected_forms() -> None:
    assert len(forms_of(" ".join(["المقاتلون"] * 5), "name", "party")) == 32
    assert len(forms_of(" ".join(["المقاتلون"] * 7), "name", "party")) == 64


@pytest.mark.parametrize(
    ("published", "actor"),
    [("2014-12-31", "OLD"), ("2015-01-01", "NEW"), ("2015-12-31", "NEW"), ("2016-01-01", "LAST")],
)
def test_a_name_passes_from_one_actor_to_the_next_on_the_day(tmp_path: Path, published: str, actor: str) -> None:
    (tmp_path / "own.yaml").write_text(
        """
- {id: OLD, type: party, name_ar: حزب الأمس, name_en: X, names: [{name: حزب النور, to: 2015}]}
- {id: NEW, type: party, name_ar: حزب اليوم, name_en: X, names: [{name: حزب النور, from: 2015, to: 2016}]}
- {id: LAST, type: party, name_ar: حزب الغد, name_en: X, names: [{name: حزب النور, from: 2016}]}
""",
        encoding="utf-8",
    )
    found = find_mentions(documents_of("أعلن حزب النور ذلك", published=published), load_actors(tmp_path / "own.yaml"))
    assert found["actor_id"].tolist() == [actor]


def test_a_word_of_place_before_and_and_a_capital_says_nothing_of_the_capital(registry: Registry) -> None:
    assert actors_in("سقطت المدينة ودمشق قد تنفي", registry) == ["SYR"]
    assert actors_in("سقطت مدينة دمشق قد تنفي", registry) == []
