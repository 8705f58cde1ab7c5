"""Make data/place_names.tsv: places whose names have several words, each of which is one term.

    python scripts/build_place_names.py GEONAMES.csv DISTRICTS.csv

GEONAMES.csv has the columns country (ISO code), population and arabic_names (separated by |), made from the tables of
geonames.org (CC BY 4.0); DISTRICTS.csv has the column name_ar, made from OCHA's administrative boundaries of Syria
(CC BY-IGO 3.0). The registry of actors gives its places. Of several spellings that fold alike, the one with most
hamzas is kept.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from build_names import ARAB, read_csv

from corpus_tools import load_actors
from corpus_tools.script import fold

DATA = Path(__file__).parents[1] / "src" / "corpus_tools" / "data"
SMALLEST_FAR = 300_000
_NAME = re.compile("[ء-غف-ي]+(?: [ء-غف-ي]+){1,2}")
_MARK = re.compile("[\u0640\u064b-\u0652]")
_WITH_HAMZA = {"ابو": "أبو", "ام": "أم", "اولاد": "أولاد", "راس": "رأس", "ظبى": "ظبي"}
#: What a place is called rather than its name: «ناحية الرياض», «مدينة حمص».
_OFFICES = frozenset(
    """
    إمارة بلدية جنوب حي دائرة ريف ساحل شعبية شمال ضلع قرية قضاء محافظة محلة مجمع مدينة مركز مزارع منطقة ناحية واحة
    والاية وسط ولاية
    """.split()  # noqa: SIM905 - words, not their quotation marks, are read here
)
#: Words with which sentences go on: «إن صالح».
_CLOSED = frozenset(["إن", "ان", "ال", "ذي", "لا"])
#: Names that are as often other words, persons or days.
_OTHERS = frozenset(
    name.replace("_", " ")
    for name in """
    ابراهيم_الخليل ادي_علي أدي_علي أولف_العرب أولى_القبلتين البصرة_القديمة الجزائر_العاصمة الخور_والدخيرة
    الخميس_مليانة الرام_وضاحية_البريد الرئيس_حميدو الرايس_حميدو السلطة_الجديدة السوق_الجديد الصخرة_السوداء
    الصورة_الصغرى الصورة_الصغيرة العاشر_من_رمضان القدس_الشرقية القدس_القديمة القلعة_الخصباء المطار_العتيق المرر_القديم
    المركز_ال_جلال النبطية_والطهطا النقاط_الخمس الهلال_الشرقية الهلال_الغربية امتداد_ناصر بر_دبي بلد_السعادة
    بوابة_الصحراء حقل_الرعاة خراب_المراشي خلة_الدار خلة_صالح د_مشق دار_الناصر دار_النصر رايس_حميدو شهر_المفرق
    شهر_سبو صالح_الباي صالح_باي صباح_السالم صلاح_الدين عاشر_من_رمضان عدي_علي علي_أدي علي_ادي علي_صبيح علي_عدي
    عمر_المختار عنة_القديمة عين_الشرقية قصر_ليبيا كيس_قلعة مبارك_الكبير معدن_جديد نبطيه_والطهطا نور_سلطان أم_سعيد
    أم_دار أم_باب أم_الخير سا_ن_جوز ضلع_باتمان معمورة_العزيز مثلث_الجامعة سوق_الجديدة كان_ثو نام_ديه لان_جو فو_جو
    فيت_تري سين_شو كو_زهو كي_لنغ تو_دائو_موت تو_داو_موت ثو_داو_موت بيلو_أفق بوون_ما_توت بوون_ما_ثوت دان_اباد تاي_شانغ
    تل_الربيع سبت_العلايا الشيخ_زايد الشيخ_سعد الشيخ_عثمان الشيخ_بدر شيخ_بدر علي_الغربي علي_الشرقي
    """.split()  # noqa: SIM905 - the same
)


def main(places: str, districts: str) -> None:
    """Write the table."""
    found: dict[str, str] = {}
    for listed in (*place_names(places), *district_names(districts), *registry_places()):
        name = " ".join(_WITH_HAMZA.get(word, word) for word in _MARK.sub("", listed).split())
        if _NAME.fullmatch(name) and name.split()[0] not in _OFFICES | _CLOSED and name not in _OTHERS:
            key = fold(name)
            found[key] = max(found.get(key, name), name, key=_hamzas)
    lines = ["name", *sorted(found.values())]
    (DATA / "place_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(found)} names")


def place_names(path: str) -> Iterator[str]:
    """Yield the names of all places of the Arab states, and of large cities elsewhere."""
    for row in read_csv(path):
        if row["country"] in ARAB or int(row["population"] or 0) >= SMALLEST_FAR:
            yield from row["arabic_names"].split("|")


def district_names(path: str) -> Iterator[str]:
    """Yield the names of the districts of Syria."""
    return (row["name_ar"].removeprefix("مركز ") for row in read_csv(path))


def registry_places() -> Iterator[str]:
    """Yield the places that the registry of actors names."""
    for places in load_actors().actors["places"]:
        yield from places


def _hamzas(name: str) -> tuple[int, int]:
    """Return how many letters of a name tell more than their folded ones: hamzas, ة and ى."""
    return sum(letter in "أإآؤئة" for letter in name), -name.count("ى")


if __name__ == "__main__":
    main(*sys.argv[1:])
