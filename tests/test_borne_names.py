"""Names that something else bears are no mentions of the actor whose name it is."""

from pathlib import Path

import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors
from corpus_tools.data_files import load_table
from corpus_tools.script import fold

REGISTRY = load_actors()


def found_in(text: str) -> list[tuple[str, str, str]]:
    table = find_mentions(documents_of(text), REGISTRY)
    return list(zip(table["surface"], table["actor_id"], table["kind"], strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "أرسل مركز الملك سلمان خيما إلى المخيم",
        "يعمل الطبيب في مدينة الملك سلمان الطبية",
        "نقل الجريح إلى مستشفى الأمير محمد بن سلمان",
        "صلى الناس في مسجد صدام حسين",
        "تعطل السير على طريق الملك عبد الله الثاني",
        "فاز العداء بكأس الملك سلمان",
        "هبت الرياح على المحيط الهندي",
        "حجزت الشرطة أكياسا من القنب الهندي",
        "يزرع الفلاح قنبا هنديا والفول السوداني",
        "تراجع منسوب نهر الأردن",
        "أبحرت السفينة عبر خليج المكسيك",
        "حلقت طائرة بان أمريكان فوق المدينة",
        "هبطت طائرة طيران الإمارات بسلام",
        "أعلنت الخطوط القطرية جدول رحلاتها",
        "عولج المصابون في المستشفى الإندونيسي",
        "نقل الجرحى إلى مستشفى الكويت في المدينة",
        "درست الطبيبة في جامعة قطر",
        "وقع الحادث في شارع فلسطين",
        "توج الفريق بكأس تونس",
        "خسر اللاعب في بطولة أستراليا المفتوحة",
        "أذاع تلفزيون قبرص البرنامج",
        "خطف مسلحو «صقور ليبيا» الرجل",
        "يبلغ قطر الدائرة مترين",
        "كسرت ساقه اليمنى",
        "فازت جورجيا إيفانوفا بالبطولة",
        "أغلق مطار المنستير الحبيب بورقيبة الدولي",
        "لعب الاتحاد الأفريقي لكرة القدم دورا في البطولة",
        "أهدى إلى متحف فرنسا لوحة",
        "صيد السمك في بحيرة تشاد",
        "افتتح الأمير خالد بن سلطان بن عبدالعزيز المعرض",
        "شكرت سعاد بنت محمد بن سلمان الحاضرين",
        "زارت الجارة أم ناصر القدوة",
    ],
)
def test_what_something_else_bears_is_no_mention(text: str) -> None:
    assert [one for one in found_in(text) if one[1] != "CAF_FOOTBALL"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استقبل الملك سلمان الوزير", ("الملك سلمان", "KING_SALMAN", "name")),
        ("افتتح المركز الملك سلمان أمس", ("الملك سلمان", "KING_SALMAN", "name")),
        ("راهن على قاعدة ترامب الانتخابية", ("ترامب", "TRUMP", "name")),
        ("وقع بنك قطري الاتفاق", ("قطري", "QAT", "adjective")),
        ("افتتحت جامعة ألمانية فرعها", ("ألمانية", "DEU", "adjective")),
        ("جامعات الكويت مغلقة", ("الكويت", "KWT", "name")),
        ("مدينة صفاقس في تونس", ("تونس", "TUN", "name")),
        ("قال «هذا في ليبيا» ثم سكت", ("ليبيا", "LBY", "name")),
        ("قال «ليبيا» ثم سكت", ("ليبيا", "LBY", "name")),
        ("الهندي والمحيط بعيدان", ("الهندي", "IND", "adjective")),
        ("المستشفى والإندونيسي", ("الإندونيسي", "IDN", "adjective")),
        ("وقعت جورجيا الاتفاق", ("جورجيا", "GEO", "name")),
        ("انضمت جورجيا وأرمينيا", ("جورجيا", "GEO", "name")),
        ("صحفي يمني", ("يمني", "YEM", "adjective")),
    ],
)
def test_what_somebody_has_or_is_remains(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found_in(text)


def test_an_actor_of_the_registry_may_bear_another_name(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {id: CLINIC, name_ar: مستشفى الأردن}\n", encoding="utf-8")
    found = find_mentions(documents_of("بني مستشفى الأردن قرب المحيط الهندي"), REGISTRY | load_actors(path))
    assert found["actor_id"].tolist() == ["CLINIC"]


def test_the_table_of_bearers_holds_words_and_names_of_several() -> None:
    table = load_table("borne_names")
    for name in ("of_persons", "of_titled_persons", "of_states", "of_nisbas", "after_states", "honours", "titles"):
        assert all(" " not in word and fold(word, profile="marks") == word for word in table[name])
        assert len(set(table[name])) == len(table[name])
    assert not set(table["of_persons"]) & set(table["of_titled_persons"])
    assert all(" " in name or name == "بورتسودان" for name in table["other_names"] + table["nisba_names"])
    assert all(name.startswith("ال") or name == "جوز الهند" for name in table["nisba_names"])
