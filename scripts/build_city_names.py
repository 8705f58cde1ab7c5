"""Make data/city_names.tsv: the English names that figures write beside those of cities.

    python scripts/build_city_names.py GEONAMES.csv

GEONAMES.csv has the columns name, country (ISO code), population and arabic_names (separated by |), made from the
tables of geonames.org (CC BY 4.0). Left out are small places, and names that are Arabic words as well. Of several
cities of one name, the largest is meant.
"""

import csv
import re
import sys
import unicodedata
from pathlib import Path

from build_names import ARAB, read_lexicon
from listed_nouns import fold

DATA = Path(__file__).parents[1] / "src" / "corpus_tools" / "data"
SMALLEST, SMALLEST_ARAB = 500_000, 100_000
#: A word that is also the name of a city so large means the city in the news, but for these.
LARGE, LARGE_ARAB = 2_000_000, 250_000
WORDS = {
    "أنفا", "الأبي", "الأحمدي", "الابيض", "الاحمدي", "الحلة", "الخرج", "الريان", "السيب", "العمارة", "العين", "المبرز",
    "المدينة", "اب", "اقصر", "امان", "بحري", "بصرة", "بورصة", "بوشر", "جنان", "حائل", "خفي", "دمام", "ديرة", "رباط",
    "رشيد", "رم", "روم", "رياض", "زرقاء", "سلا", "طائف", "فاس", "قنا", "كسل", "لومي", "مدان", "مشهد", "موصول",
    "ميدان", "ياي",
}  # fmt: skip
_NAME = re.compile("[ء-غف-ي]+( [ء-غف-ي]+)*")


def main(places: str) -> None:
    """Write the table."""
    words = {fold(lemma) for lemma in read_lexicon()[0]}
    with Path(places).open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -int(row["population"]))
    names: dict[str, str] = {}
    for row in rows:
        if int(row["population"]) >= (SMALLEST_ARAB if row["country"] in ARAB else SMALLEST):
            is_large = int(row["population"]) >= (LARGE_ARAB if row["country"] in ARAB else LARGE)
            for name in row["arabic_names"].split("|"):
                is_word = name in WORDS or fold(name.removeprefix("ال")) in words
                if _NAME.fullmatch(name) and ((is_large and name not in WORDS) or not is_word):
                    names.setdefault(name, _plain(row["name"]) if row["country"] in ARAB else row["name"])
    lines = ["name\tname_en", *(f"{name}\t{names[name]}" for name in sorted(names))]
    (DATA / "city_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(names)} names")


def _plain(name: str) -> str:
    """Return a name without the dots and bars of a romanization, such as Al Hudaydah."""
    letters = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return letters.replace("‘", "").replace("’", "")


if __name__ == "__main__":
    main(*sys.argv[1:])
