"""Make data/names.tsv: names that must not be segmented or taken for a form of another word.

    python scripts/build_names.py GEONAMES.csv COUNTRIES.csv

GEONAMES.csv has the columns country (ISO code), population and arabic_names (separated by |), made from the tables of
geonames.org (CC BY 4.0); COUNTRIES.csv has columns of country names in Arabic that begin with ar. Only names of one
word that the lexicon would analyze differently are kept. Run it after build_lexicon.py.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from listed_nouns import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "corpus_tools" / "data"
NEAR = {
    "SY", "IQ", "LB", "PS", "JO", "YE", "LY", "TN", "EG", "SA", "AE", "QA", "KW", "BH", "OM", "DZ", "MA", "SD", "IR",
    "TR", "IL",
}  # fmt: skip
SMALLEST_NEAR, SMALLEST_FAR = 20_000, 250_000
_NAME = re.compile("[ء-إا-غف-ي][ء-غف-ي]{2,}")


def main(places: str, countries: str) -> None:
    """Write the table."""
    lemmas = read_lexicon()
    folded = {fold(form) for form in lemmas}
    pronouns = prepositions_with_pronouns()
    names: dict[str, str] = {}
    for name, kind in (*country_names(countries), *place_names(places), *own_names()):
        bare = name[2:] if name.startswith("ال") and len(name) > 4 else name
        is_misread = fold(bare) not in folded or (kind != "place" and lemmas.get(bare, bare) != bare)
        if (
            is_misread
            and _NAME.fullmatch(bare)
            and not bare.startswith("ال")
            and (kind != "place" or is_usable_place(bare, pronouns))
        ):
            names.setdefault(bare, kind)
    rows = [f"{name}\t{kind}" for name, kind in sorted(names.items())]
    (DATA / "names.tsv").write_text("\n".join(["name\tkind", *rows]) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows)} names")


def is_usable_place(name: str, pronouns: frozenset[str]) -> bool:
    """Return whether a place is neither a short word nor one of every sentence («بأنه» is not the town بانه)."""
    return len(name) > 3 and fold(name) not in pronouns


def prepositions_with_pronouns() -> frozenset[str]:
    """Return closed-class words with proclitics and pronouns of the third person."""
    rows = [line.split("\t") for line in (DATA / "closed_class.tsv").read_text("utf-8").splitlines()[1:]]
    bases = {fold(form) for form, _, _, takes_enclitic in rows if takes_enclitic == "yes"}
    ends = ("ه", "ها", "هم", "هما", "هن")
    return frozenset(start + base + end for start in ("", "و", "ف", "ب", "ل", "ك") for base in bases for end in ends)


def read_lexicon() -> dict[str, str]:
    """Return the nouns of the lexicon with their lemmas."""
    rows = [line.split("\t") for line in (DATA / "lexicon.tsv").read_text("utf-8").splitlines()[1:]]
    lemmas = {form: lemma for kind, form, lemma in rows if kind in ("noun", "exact-noun")}
    for line in (DATA / "headwords.tsv").read_text("utf-8").splitlines()[1:]:
        kind, words = line.split("\t")
        if kind == "noun":
            lemmas |= {word: word for word in words.split()}
    return lemmas


def country_names(path: str) -> Iterator[tuple[str, str]]:
    """Yield the names of countries."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, name in row.items():
                if column.startswith("ar"):
                    yield name.strip(), "country"


def place_names(path: str) -> Iterator[tuple[str, str]]:
    """Yield the names of towns; smaller ones only where most Arabic news takes place."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            smallest = SMALLEST_NEAR if row["country"] in NEAR else SMALLEST_FAR
            if int(row["population"] or 0) >= smallest:
                for name in row["arabic_names"].split("|"):
                    yield name.strip(), "place"


def own_names() -> Iterator[tuple[str, str]]:
    """Yield the project's own names."""
    for line in (HERE / "name_additions.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, name = line.split("\t")
            yield name, kind


if __name__ == "__main__":
    main(*sys.argv[1:])
