"""The tables of words and of figures hold together: no word twice, none on two sides, every key used by the code."""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from matplotlib import rcParams
from matplotlib.colors import is_color_like

import corpus_tools
from corpus_tools import load_stop_words
from corpus_tools.actors.registry.alias_forms import key
from corpus_tools.actors.registry.entries import TYPES
from corpus_tools.actors.speech.reporting_verbs import find_verb, telling_forms
from corpus_tools.script import fold

DATA = resources.files("corpus_tools") / "data"
# Spellings that fold alike stand both in a list, as a reader would look for them: أن and إن, الاثنين and الإثنين.
HAMZAS = re.compile("[أإآا]")


def table(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


CONTEXT, SPEECH, TITLES = table("actor_context"), table("reporting_verbs"), table("actor_titles")
FIGURES, STYLE, CLITICS = table("figures"), table("figure_style"), table("clitics")
INFLECTION = table("inflection")
LATIN_LETTERS = table("latin_letters")


@cache
def strings_of_the_code() -> tuple[frozenset[str], re.Pattern[str]]:
    """List the strings in the code, and make a pattern of those with places to fill in."""
    plain, filled = set(), set()
    for path in Path(str(corpus_tools.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
                filled.add("".join(parts))
    return frozenset(plain), re.compile("|".join(one for one in filled if re.match(r"[a-z_]+_\.\+", one)))


def is_used(name: str) -> bool:
    plain, filled = strings_of_the_code()
    return name in plain or filled.fullmatch(name) is not None


def repeated(words: Iterable[str]) -> set[str]:
    """Find words that stand twice, other than spellings of hamza."""
    words = list(words)
    written = Counter(words)
    folded = Counter({word: sum(key(other) == key(word) for other in set(words)) for word in set(words)})
    return {word for word in written if written[word] > 1 or (folded[word] > 1 and not HAMZAS.search(word))}


@pytest.mark.parametrize("name", CONTEXT)
def test_words_around_names_stand_once_and_are_used(name: str) -> None:
    assert is_used(name)
    assert all(fold(word, profile="marks") == word and len(key(word).split()) == 1 for word in CONTEXT[name])
    assert repeated(CONTEXT[name]) <= {"طلب"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *combinations(["place_before", "politics_before", "party_before"], 2),
        *combinations(["place_verbs", "acting_verbs"], 2),
        ("visits", "acting_verbs"),
        ("place_verbs", "politics_before"),
        ("place_before", "acting_verbs"),
        ("given_names", "kin_before"),
        ("given_names", "former"),
    ],
)
def test_no_word_around_a_name_decides_for_two_sides(one: str, other: str) -> None:
    assert set(map(key, CONTEXT[one])).isdisjoint(map(key, CONTEXT[other]))


def test_verbs_of_a_visit_move_to_a_place() -> None:
    verbs = set(map(key, CONTEXT["place_verbs"]))
    moving = [
        word for word in CONTEXT["visits"] if word in {"زار", "زارت", "يزور", "تزور", "وصل", "وصلت", "غادر", "دخل"}
    ]
    assert moving
    assert verbs.issuperset(map(key, moving))


@pytest.mark.parametrize("name", SPEECH)
def test_lists_of_speech_are_used(name: str) -> None:
    assert is_used(name)


@pytest.mark.parametrize("name", [name for name in SPEECH if name != "verbs"])
def test_words_of_speech_stand_once(name: str) -> None:
    assert repeated(SPEECH[name]) == set()
    assert all(fold(word, profile="marks") == word for word in SPEECH[name])


def test_no_word_of_speech_is_on_two_sides() -> None:
    apart = ["complementizers", "speaker_ends", "no_speaker", "back", "outlets", "sayings", "relatives", "negations"]
    for one, other in combinations(apart, 2):
        both = set(map(key, SPEECH[one])) & set(map(key, SPEECH[other]))
        assert both <= ({"من"} if {one, other} == {"no_speaker", "relatives"} else {"لا", "لم", "لن"}), (one, other)
    assert set(SPEECH["turns"]) <= set(SPEECH["connectives"])
    assert set(SPEECH["staff"]) <= set(SPEECH["relations"])
    assert set(SPEECH["determiners"]) & set(SPEECH["speaker_ends"]) == {"هذا", "هذه", "هؤلاء"}


def test_every_verb_of_speech_stands_once_with_one_stance() -> None:
    traits = {trait for verb in SPEECH["verbs"] for trait in verb.get("traits", ())}
    assert traits == {"says", "continues", "complement", "object", "accuses", "describes", "insists", "passes_on",
                      "holds", "hears", "impersonal", "noun", "shows", "of", "aside"}  # fmt: skip
    for verb in SPEECH["verbs"]:
        assert {"perfect", "stance"} <= set(verb) <= {"perfect", "imperfect", "participle", "stance", "traits"}
        assert verb["stance"] in ("asserted", "hedged", "denied")
        assert verb.get("imperfect", "ي").startswith("ي"), verb
        assert verb.get("participle", "ا").endswith("ا"), verb
        for form in ("perfect", "imperfect", "participle"):
            word = key(verb.get(form, ""))
            found = telling_forms().get(word) if "aside" in verb.get("traits", ()) else find_verb(word)
            assert form not in verb or found is not None, verb
            assert found is None or (found.stance, found.is_participle) == (verb["stance"], form == "participle"), verb
    assert repeated(verb["perfect"] for verb in SPEECH["verbs"]) <= {"ذكر", "ذكّر"}
    assert repeated(verb["imperfect"] for verb in SPEECH["verbs"] if "imperfect" in verb) == set()


def test_words_of_speech_are_no_verbs_of_speech() -> None:
    for name in ("complementizers", "relatives", "negations", "sayings"):
        assert all(find_verb(key(word)) is None for word in SPEECH[name]), name
    assert all(find_verb(key(word)) is not None for word in SPEECH["becomes_clear"])


def test_titles_are_of_types_of_actors() -> None:
    assert set(TITLES) == {"persons", "groups", "never", "unfinished", "generic"}
    assert all(is_used(part) for part in TITLES)
    assert set(TITLES["persons"]) == {"leader", "official"}
    assert set(TITLES["groups"]) < set(TYPES) - {"leader", "official"}
    words = {part: [word for of_type in TITLES[part].values() for word in of_type] for part in ("persons", "groups")}
    for part in ("persons", "groups"):
        assert repeated(words[part]) == set()
    sides = [words["persons"], words["groups"], TITLES["never"]]
    for one, other in combinations(sides, 2):
        assert set(map(key, one)).isdisjoint(map(key, other))
    assert set(map(key, TITLES["never"])).isdisjoint(map(key, TITLES["unfinished"]))
    assert repeated(TITLES["never"]) | repeated(TITLES["unfinished"]) <= {"إرهابية"}


def test_inflection_is_of_folded_words_that_stand_once() -> None:
    assert set(INFLECTION) == {"nisba", "plural_heads", "joined_before", "joined_after", "spelled_alike"}
    assert all(is_used(name) for name in INFLECTION)
    assert len(set(INFLECTION["nisba"])) == len(INFLECTION["nisba"])
    assert all(key(ending) == ending for ending in INFLECTION["nisba"])
    assert repeated(INFLECTION["plural_heads"]) == set()
    assert all(word.endswith("و") for word in INFLECTION["plural_heads"])
    for before in INFLECTION["joined_before"].values():
        assert repeated(before) == set()
        assert all(key(word) == word for word in before)
    assert all(key(one) == one and key(other) == other for one, other in INFLECTION["spelled_alike"].items())


STEMS = {"noun", "perfect", "imperfect", "closed", "suffix"}


def test_clitics_attach_to_kinds_of_stems_in_the_order_of_their_slots() -> None:
    assert set(CLITICS) == {"proclitics", "enclitics", "stem_endings"}
    slots = [clitic["slot"] for clitic in CLITICS["proclitics"]]
    assert slots == sorted(slots)
    for clitics, stems in ((CLITICS["proclitics"], "before"), (CLITICS["enclitics"], "after")):
        forms = [clitic["form"] for clitic in clitics]
        assert len(set(forms)) == len(forms)
        for clitic in clitics:
            assert fold(clitic["form"], profile="marks") == clitic["form"]
            assert 0 <= clitic["cost"] <= 5, clitic
            assert set(clitic[stems]) <= STEMS, clitic
            assert len(set(clitic[stems])) == len(clitic[stems]), clitic


def test_names_of_latin_letters_stand_once() -> None:
    assert set(LATIN_LETTERS) == {"first", "later"}
    letters = [*LATIN_LETTERS["first"], *LATIN_LETTERS["later"]]
    assert repeated(letters) == set()
    assert all(2 <= len(key(letter)) <= 5 for letter in letters)


def test_endings_of_stems_are_told_apart() -> None:
    pairs = [(ending["before_enclitic"], ending["alone"]) for ending in CLITICS["stem_endings"]]
    assert len(set(pairs)) == len(pairs)
    for ending in CLITICS["stem_endings"]:
        assert set(ending["of"]) <= STEMS - {"closed", "suffix"}
        assert ending["before_enclitic"] != ending["alone"] or ending["alone"] == "ا"


def test_auxiliary_verbs_are_perfects_that_stand_once_and_are_stop_words() -> None:
    lines = (DATA / "auxiliary_verbs.txt").read_text(encoding="utf-8").splitlines()
    verbs = [line for line in lines if line and not line.startswith("#")]
    assert repeated(verbs) == set()
    assert all(verb == verb.strip() and " " not in verb and fold(verb, profile="marks") == verb for verb in verbs)
    stop_words = set(map(fold, load_stop_words()))
    assert {fold(verb) for verb in verbs} <= stop_words


def test_inks_are_colours_and_what_is_drawn_with_them_is_named() -> None:
    assert all(re.fullmatch("#[0-9A-F]{6}", ink) and is_color_like(ink) for ink in STYLE["inks"].values())
    assert len(set(STYLE["inks"].values())) == len(STYLE["inks"])
    assert len(set(STYLE["series"])) == len(STYLE["series"])
    assert set(STYLE["series"]) <= set(STYLE["inks"])
    assert "paper" not in STYLE["series"]
    colours = [value for name, value in STYLE["settings"].items() if name.endswith("color")]
    assert set(colours) <= set(STYLE["inks"])


def test_settings_of_figures_are_matplotlibs() -> None:
    assert set(STYLE) == {"family", "fonts", "inks", "series", "settings"}
    assert set(STYLE["settings"]) <= set(rcParams)
    assert STYLE["settings"]["font.family"][0] == STYLE["family"]
    assert set(STYLE["fonts"]) == {"regular", "semibold", "bold"}
    for name in STYLE["fonts"].values():
        assert (resources.files("corpus_tools") / "fonts" / name).is_file()


def fields_in(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)", text))


@pytest.mark.parametrize("group", ["counted", "kinds", "bins", "texts"])
def test_figures_say_the_same_in_both_languages(group: str) -> None:
    assert set(FIGURES) == {"months_en", "counted", "kinds", "bins", "texts"}
    assert set(FIGURES[group]) == {"ar", "en"}
    assert set(FIGURES[group]["ar"]) == set(FIGURES[group]["en"])


@pytest.mark.parametrize("name", FIGURES["texts"]["ar"])
def test_texts_of_figures_have_the_same_fields_and_are_used(name: str) -> None:
    arabic, english = (FIGURES["texts"][lang][name] for lang in ("ar", "en"))
    assert fields_in(arabic) == fields_in(english)
    assert is_used(name)


def test_counted_nouns_have_the_categories_of_their_language() -> None:
    categories = {"ar": ["one", "two", "both", "few", "many", "other"], "en": ["one", "other"]}
    for lang, nouns in FIGURES["counted"].items():
        for noun, forms in nouns.items():
            assert list(forms) == categories[lang], noun
            assert [category for category in forms if "{n}" in forms[category]] == [
                category for category in categories[lang] if category not in ("one", "two", "both")
            ], noun
    assert len(set(FIGURES["months_en"])) == 12
