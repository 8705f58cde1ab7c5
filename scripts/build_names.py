"""Make data/names.tsv: names that must not be segmented or taken for a form of another word.

    python scripts/build_names.py GEONAMES.csv COUNTRIES.csv DISTRICTS.csv

GEONAMES.csv has the columns country (ISO code), population and arabic_names (separated by |), made from the tables of
geonames.org (CC BY 4.0); COUNTRIES.csv has columns of country names in Arabic that begin with ar; DISTRICTS.csv has the
column name_ar, made from OCHA's administrative boundaries of Syria (CC BY-IGO 3.0). The registry of actors gives its
places and the names of its persons and organisations. Only words that the lexicon would analyze differently are kept.
Run it after build_lexicon.py, and after a change of the registry.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from listed_nouns import fold

from corpus_tools import load_actors

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "corpus_tools" / "data"
ARAB = {
    "SY", "IQ", "LB", "PS", "JO", "YE", "LY", "TN", "EG", "SA", "AE", "QA", "KW", "BH", "OM", "DZ", "MA", "SD", "MR",
    "SO", "DJ", "KM", "SS", "EH",
}  # fmt: skip
NEAR = {"IR", "TR", "IL", "AF", "PK"}
SMALLEST_NEAR, SMALLEST_FAR = 20_000, 250_000
#: Cities are in the news more often than the verbs that have their letters (تعز، تدمر); towns are not.
SMALLEST_CITY, SMALLEST_CITY_FAR = 100_000, 1_000_000
PERSONS = ("leader", "official")
_NAME = re.compile("[ء-إا-غف-ي][ء-غف-ي]+")
_SHORTEST = {"place": 4, "village": 4}
_KINDS = {"village": "place"}
#: Before a name they are its letters, not words: أبو بكر, ابن سينا.
_ENDINGS = ("ة", "ه", "ا", "ي", "ية")
_PLURALS = ("ون", "ين", "ات")
_PARTS = frozenset(["أبو", "ابن", "بن", "بنت", "عبد", "آل", "أم", "ذو", "ابو"])


def main(places: str, countries: str, districts: str) -> None:
    """Write the table."""
    lemmas, imperfects = read_lexicon()
    listed, folded = set(map(_key, lemmas)), set(map(fold, lemmas))
    bare_alefs = {form for form, lemma in lemmas.items() if form == lemma and form[0] == "ا"}
    compounds = compounds_of_closed_class()
    names: dict[str, tuple[str, str]] = {}
    candidates = (
        *own_names(),
        *country_names(countries),
        *registry_names(),
        *district_names(districts),
        *place_names(places),
    )
    left_out = {name for kind, name in read_additions() if kind == "word"}
    for name, kind, is_own in candidates:
        for part in name.split():
            bare = part[2:] if part.startswith("ال") and len(part) > 4 else part
            is_whole, is_known = part == name, _key(bare) in listed
            is_known &= kind != "city" or not is_imperfect(bare, imperfects)
            if is_own or kind == "country":
                is_other = lemmas.get(bare, bare) != bare or fold(bare) in bare_alefs - {bare}
                # يوليو is no careless يولوا.
                is_other |= bare[-1] == "و" and is_imperfect(bare[:-1], imperfects)
                is_misread = is_whole and (fold(bare) not in folded or is_other)
            else:
                is_misread = not is_known and len(bare) >= _SHORTEST.get(kind, 3) and fold(bare) not in compounds
                # A part of a name may be a word in another: علوية, كاملا.
                is_misread &= is_whole or bare[-1] not in "ةا" or _key(bare[:-1]) not in listed
                is_misread &= kind != "village" or not is_inflected(bare, listed, imperfects)
            if is_misread and _NAME.fullmatch(bare) and not bare.startswith("ال") and bare not in left_out | _PARTS:
                spelled, first = names.get(_key(bare), (bare, _KINDS.get(kind, kind) if is_whole else "place"))
                names[_key(bare)] = (min(spelled, bare, key=_carelessness), first)
    rows = [f"{name}\t{kind}" for name, kind in sorted(names.values())]
    (DATA / "names.tsv").write_text("\n".join(["name\tkind", *rows]) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows)} names")


def _key(name: str) -> str:
    """Return what careless spellings of a name share."""
    return fold(name[:-1]) + {"ه": "ة", "ى": "ي"}.get(name[-1], fold(name[-1]))


def _carelessness(name: str) -> tuple[bool, bool]:
    """Return whether the hamza is left out at the beginning of a name, and the dots of its ta marbuta."""
    return name[0] == "ا", name[-1] == "ه"


def compounds_of_closed_class() -> frozenset[str]:
    """Return closed-class words with proclitics and pronouns of the third person («بأنه» is not the town بانه)."""
    rows = [line.split("\t") for line in (DATA / "closed_class.tsv").read_text("utf-8").splitlines()[1:]]
    ends = ("", "ه", "ها", "هم", "هما", "هن", "نا")
    return frozenset(
        start + fold(form) + end
        for start in ("", "و", "ف", "ب", "ل", "ك")
        for form, _, _, takes_enclitic, *_ in rows
        for end in (ends if takes_enclitic == "yes" else ends[:1])
    )


def is_inflected(name: str, nouns: AbstractSet[str], imperfects: AbstractSet[str]) -> bool:
    """Return whether a village has the letters of a noun with an affix, or those of a verb (العريقة، ينقل)."""
    word = _key(name)
    bases = {word.removesuffix(ending) for ending in _ENDINGS} | {word[1:] if word[0] in "وفبكل" else word}
    return not nouns.isdisjoint(bases) or is_imperfect(name, imperfects)


def is_imperfect(name: str, imperfects: AbstractSet[str]) -> bool:
    """Return whether a name has the letters of a verb with its prefix of person (تدمر)."""
    return name[0] in "يتن" and fold(name[1:]) in imperfects


def read_lexicon() -> tuple[dict[str, str], set[str]]:
    """Return the nouns of the lexicon with their lemmas, and the stems of imperfects."""
    rows = [line.split("\t") for line in (DATA / "lexicon.tsv").read_text("utf-8").splitlines()[1:]]
    lemmas = {form: lemma for kind, form, lemma in rows if kind in ("noun", "exact-noun")}
    imperfects = {fold(form) for kind, form, _ in rows if kind == "imperfect"}
    for line in (DATA / "headwords.tsv").read_text("utf-8").splitlines()[1:]:
        kind, words = line.split("\t")
        if kind == "noun":
            lemmas |= {word: word for word in words.split()}
        elif kind == "imperfect":
            imperfects |= set(map(fold, words.split()))
    return lemmas, imperfects


def country_names(path: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the names of countries."""
    for row in read_csv(path):
        for column, name in row.items():
            if column.startswith("ar"):
                yield name.strip(), "country", False


def registry_names() -> Iterator[tuple[str, str, bool]]:
    """Yield the places, and the names of persons and organisations, of the registry of actors."""
    actors = load_actors()
    for places in actors.actors["places"]:
        yield from ((place, "city", False) for place in places)
    kinds = actors.actors["type"].isin(PERSONS)
    names = actors.names[actors.names["kind"].isin(["name", "acronym"])]
    for actor_id, name in zip(names["actor_id"], names["name"], strict=True):
        if kinds[actor_id]:
            yield name, "person", False
        elif not name.endswith(_PLURALS):
            yield from ((part, "organisation", False) for part in name.split() if part == name or _is_foreign(part))


def _is_foreign(word: str) -> bool:
    """Return whether a word of a longer name (رايتس) is no inflected word with its proclitics (والتنمية، فلسطينية)."""
    return word[0] not in "البكلوف" and word[-1] not in "ةيناوءت"


def district_names(path: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the districts of Syria."""
    for row in read_csv(path):
        yield row["name_ar"].strip(), "city", False


def place_names(path: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the names of towns, all of them in the Arab states; the larger first."""
    rows = [(int(row["population"] or 0), row["country"], row["arabic_names"]) for row in read_csv(path)]
    for population, country, names in sorted(rows, key=lambda row: -row[0]):
        is_arab = country in ARAB
        if is_arab or population >= (SMALLEST_NEAR if country in NEAR else SMALLEST_FAR):
            is_city = population >= (SMALLEST_CITY if is_arab else SMALLEST_CITY_FAR)
            kind = "city" if is_city else "place" if population >= SMALLEST_NEAR else "village"
            for name in _spelled_out(names.split("|")):
                yield name, kind, False


def _spelled_out(names: Iterable[str]) -> Iterator[str]:
    """Yield spellings of one place without those that leave out the dots of the end where another does not (سوسه)."""
    spellings = {name.strip() for name in names}
    yield from sorted(
        name for name in spellings if name[:-1] + {"ه": "ة", "ى": "ي"}.get(name[-1:], "") not in spellings - {name}
    )


def own_names() -> Iterator[tuple[str, str, bool]]:
    """Yield the project's own names."""
    yield from ((name, kind, True) for kind, name in read_additions() if kind != "word")


def read_additions() -> list[list[str]]:
    """Return the kinds and names that the project adds; the kind word is of places that are everyday words."""
    lines = (HERE / "name_additions.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def read_csv(path: str) -> list[dict[str, str]]:
    """Read a table."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(*sys.argv[1:])
