"""Who is mentioned: spans, kinds and actors of Arabic sentences written for these tests."""

import json
from pathlib import Path

import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import Corpus, find_mentions, load_actors
from corpus_tools.actors.registry.load import Registry

REGISTRY = load_actors()


def mentions_of(
    text: str, published: str | None = None, *, nested: bool = False, explain: bool = False
) -> pd.DataFrame:
    documents = pd.DataFrame(
        {"doc_id": ["d"], "text": [text], "published": [pd.NaT if published is None else pd.Timestamp(published)]}
    )
    found = find_mentions(documents, REGISTRY, nested=nested, explain=explain)
    spans = zip(found["start"].tolist(), found["end"].tolist(), found["surface"].tolist(), strict=True)
    assert all(text[start:end] == surface for start, end, surface in spans)
    return found


def actors_in(text: str, published: str | None = None) -> list[tuple[str, str]]:
    found = mentions_of(text, published)
    return list(zip(found["surface"], found["actor_id"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("زار الوفد سوريا", [("سوريا", "SYR")]),
        ("موقف لبنان", [("لبنان", "LBN")]),
        ("وسوريا", [("سوريا", "SYR")]),
        ("فلسوريا", [("سوريا", "SYR")]),
        ("كتركيا", [("تركيا", "TUR")]),
        ("وبالعراق", [("العراق", "IRQ")]),
        ("وللعراق", [("لعراق", "IRQ")]),
        ("وللجيش السوري قواعد", [("لجيش السوري", "SYR_ARMY")]),
        ("للجنة الدولية للصليب الأحمر", [("لجنة الدولية للصليب الأحمر", "ICRC")]),
        ("للبنان", [("لبنان", "LBN")]),
        ("ليبيا", [("ليبيا", "LBY")]),
        ("بكين ترفض القرار", [("بكين", "CHN")]),
    ],
)
def test_proclitics_stay_outside(text: str, expected: list[tuple[str, str]]) -> None:
    assert actors_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أميركا وأمريكا وامريكا", ["أميركا", "أمريكا", "امريكا"]),
        ("سورية وسوريا وســـوريا وسُورِيَا", ["سورية", "سوريا", "ســـوريا", "سُورِيَا"]),
        ("أردوغان وإردوغان واردوغان", ["أردوغان", "إردوغان", "اردوغان"]),
        ("حسن نصر الله وحسن نصرالله", ["حسن نصر الله", "حسن نصرالله"]),
        ("علي عبدالله صالح", ["علي عبدالله صالح"]),
        ("سيرغي لافروف وسيرجي لافروف", ["سيرغي لافروف", "سيرجي لافروف"]),
        ("وَسوريا", ["سوريا"]),
        ("ﺳﻮﺭﻳﺎ", ["ﺳﻮﺭﻳﺎ"]),
        ("سو\u200cريا", ["سو\u200cريا"]),
    ],
)
def test_spelling_does_not_hide_a_name(text: str, expected: list[str]) -> None:
    assert mentions_of(text)["surface"].tolist() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#داعش", [("داعش", "ISIS")]),
        ("#الجيش_السوري يتقدم", [("الجيش_السوري", "SYR_ARMY")]),
        ("تنظيم «داعش»", [("داعش", "ISIS")]),
        ('تنظيم "الدولة الإسلامية"', [('تنظيم "الدولة الإسلامية', "ISIS")]),
        ('"حزب الله" اللبناني', [('حزب الله" اللبناني', "HEZBOLLAH")]),
        ("الأمم المتحدةوروسيا", [("الأمم المتحدة", "UN"), ("روسيا", "RUS")]),
        ("مجلس الأمنفي نيويورك", [("مجلس الأمن", "UNSC")]),
    ],
)
def test_hashtags_quotes_and_glued_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert actors_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "روسي", "الروسي", "الروسية", "روسيين", "الروسيتين", "الروس", "والروسيون", "للروس", "روسيان", "بالروسية",
    ],
)  # fmt: skip
def test_nisba_in_every_form(text: str) -> None:
    found = mentions_of(f"مسؤول {text}")
    assert found["actor_id"].tolist() == ["RUS"]
    assert found["kind"].tolist() == ["adjective"]


def test_names_that_begin_like_a_preposition_and_a_nisba() -> None:
    assert mentions_of("سجل توني كروس هدفا، وحضرت كارمن").empty
    assert mentions_of("لغات كالروسية")["kind"].tolist() == ["adjective"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ضابط روسي", [("روسي", "RUS")]),
        ("القوات الروسية", [("القوات الروسية", "RUS_MIL")]),
        ("المرصد السوري لحقوق الإنسان", [("المرصد السوري لحقوق الإنسان", "SOHR")]),
        ("قناة روسيا اليوم", [("قناة روسيا اليوم", "RT")]),
        ("نقلت وكالة تونس افريقيا للأنباء", [("وكالة تونس افريقيا للأنباء", "TAP")]),
        ("صحيفة واشنطن بوست", [("واشنطن بوست", "WASHINGTON_POST")]),
        ("الحشد الشعبي العراقي", [("الحشد الشعبي العراقي", "PMF")]),
        ("قوات سوريا الديمقراطية", [("قوات سوريا الديمقراطية", "SDF")]),
        ("كوريا الجنوبية", [("كوريا الجنوبية", "KOR")]),
        ("أمريكا اللاتينية", []),
        ("القيادة المركزية الأميركية", [("القيادة المركزية الأميركية", "CENTCOM")]),
        ("البرلمان الأوربي", [("البرلمان الأوربي", "EU")]),
        ("باريس (أ.ف.ب)", [("أ.ف.ب", "AFP")]),
        ("انسحبت طالبان", [("طالبان", "TALIBAN")]),
        ("رأيت طالبان يقرآن", []),
        # An actor of the state vouches for what needs the state.
        ("راشد الغنوشي واتحاد الفلاحين", [("راشد الغنوشي", "GHANNOUCHI"), ("اتحاد الفلاحين", "UTAP")]),
    ],
)  # fmt: skip
def test_outermost_name_wins(text: str, expected: list[tuple[str, str]]) -> None:
    assert actors_in(text) == expected


def test_nested_names_on_request() -> None:
    found = mentions_of("المرصد السوري لحقوق الإنسان", nested=True)
    assert found[["surface", "actor_id", "nested"]].to_numpy().tolist() == [
        ["المرصد السوري لحقوق الإنسان", "SOHR", False],
        ["السوري", "SYR", True],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقاتلو المعارضة في سوريا", "مقاتلو المعارضة"),
        ("مقاتلي المعارضة في سوريا", "مقاتلي المعارضة"),
        ("ومن الحوثيين", "الحوثيين"),
        ("الحوثيون", "الحوثيون"),
        ("الإخوان المسلمين", "الإخوان المسلمين"),
    ],
)
def test_case_of_the_head(text: str, expected: str) -> None:
    assert expected in mentions_of(text)["surface"].tolist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلنت دمشق أنها ترفض المبادرة", ["SYR_GOV"]),
        ("قالت واشنطن إن القرار نهائي", ["USA"]),
        ("موقف باريس ثابت", ["FRA"]),
        ("محادثات بين موسكو وواشنطن", ["RUS", "USA"]),
        ("قصفت الطائرات دمشق", []),
        ("اتهمت باريس موسكو بقصف المحطة", ["FRA", "RUS"]),
        ("حذرت روسيا لندن من الرد", ["RUS", "GBR"]),
        ("قصفت روسيا كييف", ["RUS"]),
        ("سيطرت حركة طالبان بعد حصار وقتال طويل على كابل", ["TALIBAN"]),
        ("وصل المبعوث إلى دمشق صباحا", []),
        ("أكد المبعوث إلى دمشق ذلك", ["SYR_GOV"]),
        ("سحبت طهران سفيرها من لندن", ["IRN"]),
        ("وصل الوفد إلى موسكو", []),
        ("انفجار في باريس", []),
        ("اجتماع بموسكو", []),
        ("مدينة واشنطن", []),
        ("بطلب من موسكو", ["RUS"]),
        ("باريس (أ ف ب)", ["AFP"]),
        ("أعلن البيت الأبيض الخبر", ["USA"]),
        ("داخل البيت الأبيض", []),
        ("غارات على صنعاء", []),
        ("عقوبات على طهران", ["IRN"]),
        ("في العاصمة الروسية، موسكو", ["RUS"]),
        ("حين زار الوزير والوفد المرافق الرياض", []),
        ("منذ أسبوعين: دمشق بلا ماء", []),
        ("باريس: إخلاء محطة القطار", []),
        ("ردت واشنطن وموسكو", ["USA", "RUS"]),
        ("رفضت ذلك، ثم نفته دمشق", ["SYR_GOV"]),
        ("القوات الموالية لبغداد", ["IRQ"]),
        ("القرار الذي تعتبره واشنطن باطلا", ["USA"]),
        ("سيطرتها الكاملة على دمشق", []),
        ("الطريق بين دمشق وبغداد", []),
        ("بعد تفجيري بغداد", []),
        ("قال مصدر لـ«الرياض» ذلك", ["ALRIYADH"]),
        ("وفق ما ذكره ضابط للجزيرة أمس", ["AL_JAZEERA"]),
        ("قال «الكرملين» ذلك", ["RUS"]),
        ("زار إسطنبول وأنقرة", []),
        ("توجه الوفد إلى موسكو", []),
        ("أعلنت عمّان القرار", ["JOR"]),
        ("أعلنت عُمان القرار", ["OMN"]),
        ("أعلنت عمان القرار", []),
        ("قال أمين عمان ذلك", []),
        ("غنى جورج واشنطن هناك", []),
        ("قال المتحدث باسم موسكو ذلك", ["RUS"]),
        ("فاز على حساب الرياض الرياضي", []),
        ("حذف القطارات بين محطتي الأمل والرياض", []),
        ("تصريح بغيض للبيت الأبيض", ["USA"]),
        ("ويمثل انتقاد الرئيس للرياض عودة", ["SAU"]),
        ("ضاحية قريبة للرياض جميلة", []),
        ("قال مسؤول للرياض إن العمل مستمر", ["ALRIYADH"]),
        ("هطلت الأمطار على الرياض", []),
        ("يقع السد على مسافة عشرة كيلومترات بعيدا عن دمشق", []),
        ("عرض أمس فيلم قصير عن باريس", []),
        ("دخلت القوات صنعاء وأعلنت الهدنة", []),
        ("أغلقت عمّان المعبر", ["JOR"]),
        ("وتدعي دمشق أنها سحبتها", ["SYR_GOV"]),
        # A verb with a feminine subject has the capital for it, unless its subject stands before it.
        ("تدرك باريس حجم الخطر", ["FRA"]),
        ("وتلقت بغداد ضمانات", ["IRQ"]),
        ("الاقتراح الذي صاغته لندن", ["GBR"]),
        ("بعد جولة أتعبت لندن", []),
        ("وجرفتها سيول الأمطار", []),
        ("زار الوفد باريس", []),
        ("ستستضيف باريس البطولة", []),
        ("تنظم الرياض موسما ترفيهيا", []),
        ("رفعت واشنطن العقوبات", ["USA"]),
        ("قصفت واشنطن ولندن وباريس مواقع في الجبال", ["USA", "GBR", "FRA"]),
        ("يعيش بين باريس ولندن", []),
        ("اتهامات باريس للندن", ["FRA", "GBR"]),
        ("زيارة ميركل لباريس", ["MERKEL"]),
        ("عادوا إلى المملكة، وفق ما أوضح سلمان بن عبد العزيز", ["SAU", "KING_SALMAN"]),
        ("ردا على خطوات لندن", ["GBR"]),
        # Whose words something is.
        ("غرق أربعة رجال بحسب دمشق", ["SYR_GOV"]),
        ("غرق أربعة رجال وفقا للخرطوم", ["SDN"]),
        # What was agreed somewhere, and what somebody makes of a town.
        ("خرقوا وثيقة الدوحة", []),
        ("وقع اتفاق سلام أبوجا", []),
        ("وهي تتخذ طرابلس مقرا لها", []),
        ("باريس ـ لندن ـ خاص: هبط الجنيه", []),
        ("باريس - لندن - خاص: هبط الجنيه", []),
        ("بعد أيام، موسكو - وهي حليفة دمشق - رفضت القرار", ["RUS", "SYR_GOV"]),
    ],
)
def test_capitals_act_or_are_places(text: str, expected: list[str]) -> None:
    assert mentions_of(text)["actor_id"].tolist() == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("الرياض", "وعلمت الرياض أن العمل مستمر", []),
        ("صحيفة الرياض", "وأكدت الرياض أن العمل مستمر", []),
        ("واس", "وأكدت الرياض أن العمل مستمر", ["SAU"]),
        ("الرياض", "قال الوزير في تصريح للرياض ذلك", ["ALRIYADH"]),
        ("الرياض", "عقوبات على الرياض", ["SAU"]),
    ],
)
def test_a_paper_speaks_in_its_own_articles(source: str, text: str, expected: list[str]) -> None:
    found = find_mentions(documents_of(text).assign(source=source), REGISTRY)
    assert found["actor_id"].tolist() == expected


@pytest.mark.parametrize(
    "text",
    [
        "ولد في حديقة الحيوان شبل جديد، والأسد الأب بصحة جيدة",
        "نال الفريق حصة الأسد من الجوائز",
        "هتف الجمهور بحماس كبير",
        "هذه هي القاعدة الذهبية في الصحافة",
        "بعد صلاة المغرب",
        "قال محمد السوري في المحكمة إنه بريء",
        "ظهر إريك ترامب في الحفل",
    ],
)
def test_common_words_are_no_actors(text: str) -> None:
    assert actors_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استقبل الملك سلمان بن عبد العزيز الوفد", [("الملك سلمان بن عبد العزيز", "KING_SALMAN")]),
        ("شكر السلطان قابوس بن سعيد الحضور", [("السلطان قابوس بن سعيد", "QABOOS")]),
        ("ذكرت صحيفة التايمز البريطانية الخبر", [("صحيفة التايمز البريطانية", "TIMES_UK")]),
        ("انسحبت في سوريا كتائب المعارضة المعتدلة", [("سوريا", "SYR"), ("كتائب المعارضة المعتدلة", "SYR_OPP")]),
        ("ذكرت صحيفة التايمز. البريطانية غادرت", [("صحيفة التايمز", "TIMES_UK"), ("البريطانية", "GBR")]),
    ],
)
def test_names_of_one_actor_that_run_into_each_other_are_one(text: str, expected: list[tuple[str, str]]) -> None:
    found = mentions_of(text)
    assert list(zip(found["surface"], found["actor_id"], strict=True)) == expected


def test_three_names_of_one_actor_in_a_row_are_one(tmp_path: Path) -> None:
    names = [{"name": "كتائب المعارضة", "kind": "description"}, {"name": "المعتدلة المسلحة", "kind": "description"}]
    path = tmp_path / "own.yaml"
    actor = {"id": "OPP", "name_ar": "المعارضة المعتدلة", "names": names}
    path.write_text(json.dumps([actor], ensure_ascii=False), encoding="utf-8")
    text = "انسحبت المعارضة المعتدلة، ثم عادت كتائب المعارضة المعتدلة المسلحة إلى البلدة"
    documents = pd.DataFrame({"doc_id": ["d"], "text": [text]})
    found = find_mentions(documents, load_actors(path))
    assert found["surface"].tolist() == ["المعارضة المعتدلة", "كتائب المعارضة المعتدلة المسلحة"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحبت المعارضة من حلب في سوريا", ("المعارضة", "SYR_OPP")),
        ("تقدمت القوات الحكومية في ريف حماة في سوريا", ("القوات الحكومية", "SYR_ARMY")),
        ("طالبت منظمة العفو الدولية بالتحقيق. وقالت المنظمة إن الوضع صعب", ("المنظمة", "AMNESTY")),
        ("هاجمت قوات الرئيس بشار الأسد البلدة", ("قوات الرئيس بشار الأسد", "SYR_ARMY")),
        ("السلطات في دمشق رفضت", ("السلطات في دمشق", "SYR_GOV")),
        ("قصف التحالف بقيادة واشنطن مواقع في الرقة", ("التحالف", "COALITION")),
        ("اعترض التحالف الذي تقوده السعودية صاروخا", ("التحالف", "ARAB_COALITION")),
        ("قصف جيش الاحتلال غزة", ("جيش الاحتلال", "ISR")),
        ("دخلت قوات الاحتلال نابلس، وفي جنين كذلك", ("قوات الاحتلال", "ISR")),
    ],
)
def test_descriptions_follow_the_document(text: str, expected: tuple[str, str]) -> None:
    found = mentions_of(text)
    described = found[found["kind"] == "description"]
    assert list(zip(described["surface"], described["actor_id"], strict=True)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "تقدمت القوات الحكومية في الموصل غرب العراق",
        "دعت المعارضة في تونس إلى التظاهر",
        "قالت المنظمة إن الوضع صعب",
        "طالبت منظمة العفو الدولية بالتحقيق، وردت منظمة محلية. وقالت المنظمة إنها لا تعلم",
        "المعارضة التركية في سوريا",
        "انتقدت الحكومة التونسية القرار. وقالت الحكومة إن السفارة في سوريا مغلقة، وفي حلب وحمص",
        "دعت الحركة الإسلامية المعارضة في سوريا إلى التظاهر",
        "وفي اليمن قالت الحكومة إنها ترفض، ثم عاد الوفد إلى سوريا وحلب وحمص في سوريا",
        "انسحبت قوات الاحتلال الأمريكي من العراق بعد غزة",
    ],
)
def test_descriptions_of_others_are_left(text: str) -> None:
    found = mentions_of(text)
    assert found[found["kind"] == "description"].empty


def test_a_description_does_not_hide_the_name_in_it() -> None:
    assert ("بشار الأسد", "ASSAD") in actors_in("هاجمت قوات الرئيس بشار الأسد البلدة")


@pytest.mark.parametrize(
    ("published", "expected"), [("2016-05-01", "OBAMA"), ("2017-05-01", "TRUMP"), ("2022-05-01", "BIDEN")]
)
def test_office_goes_by_the_date(published: str, expected: str) -> None:
    assert ("الرئيس الأمريكي", expected) in actors_in("وأكد الرئيس الأمريكي في خطابه ذلك", published)


def test_office_without_date_keeps_its_candidates() -> None:
    found = mentions_of("وأكد الرئيس الأمريكي في خطابه ذلك")
    row = found[found["surface"] == "الرئيس الأمريكي"].iloc[0]
    assert pd.isna(row["actor_id"])
    assert {"BIDEN", "OBAMA", "TRUMP"} <= set(row["candidates"].split("|"))


def test_office_without_date_goes_to_the_one_named_before() -> None:
    assert ("الرئيس الأمريكي", "OBAMA") in actors_in("تحدث باراك أوباما. وأكد الرئيس الأمريكي في خطابه ذلك")


def test_home_is_what_the_source_calls_the_government() -> None:
    documents = documents_of("عاد التونسي من سوريا بعد حلب وحمص، وقالت الحكومة إنها تتابع")
    assert "SYR_GOV" in find_mentions(documents, REGISTRY)["actor_id"].tolist()
    assert "SYR_GOV" not in find_mentions(documents, REGISTRY, home="TUN")["actor_id"].tolist()
    with pytest.raises(ValueError, match="no actor of the registry"):
        find_mentions(documents, REGISTRY, home="تونس")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قوات سورية", "adjective"),
        ("في سورية", "name"),
        ("لاجئا سوريًا", "adjective"),
        ("سوريا", "name"),
        ("محادثات سوريا", "name"),
        ("القوات السعودية", "adjective"),
        ("للقوات السعودية", "adjective"),
        ("قوات السعودية", "name"),
        ("اليوم السعودية", "name"),
        ("الحوثيون", "name"),
        ("والجيش السوداني", "adjective"),
    ],
)
def test_name_and_nisba_of_one_spelling(text: str, kind: str) -> None:
    assert mentions_of(text)["kind"].tolist() == [kind]


def test_office_with_its_holder_is_apposition() -> None:
    assert actors_in("قال الرئيس الروسي فلاديمير بوتين", "2017-01-01") == [
        ("الروسي", "RUS"),
        ("فلاديمير بوتين", "PUTIN"),
    ]


def test_office_with_its_holder_after_a_nisba_and_a_comma() -> None:
    found = actors_in("هدد الأمين العام لحزب الله اللبناني، حسن نصر الله، بالرد", "2016-01-01")
    assert found == [("حزب الله اللبناني", "HEZBOLLAH"), ("حسن نصر الله", "NASRALLAH")]


def test_explain_tells_what_was_done() -> None:
    row = mentions_of("وللجيش السوري قواعد", explain=True).iloc[0]
    assert (row["alias"], row["rule"], row["peeled"]) == ("الجيش السوري", "as written", "ول")
    assert mentions_of("أعلنت دمشق ذلك", explain=True)["guard"].iloc[0] == "a verb or noun of government before it"


def test_sentences_and_paragraphs_are_numbered() -> None:
    found = mentions_of("قالت روسيا لا. ردت تركيا.\nصمتت إيران.")
    assert found["sentence"].tolist() == [0, 1, 2]
    assert found["paragraph"].tolist() == [0, 0, 1]


def test_missing_texts_and_any_index() -> None:
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["روسيا", None, "تركيا"]}, index=[7, 7, 3])
    found = find_mentions(documents, REGISTRY)
    assert found[["doc_id", "actor_id"]].to_numpy().tolist() == [["a", "RUS"], ["c", "TUR"]]
    pd.testing.assert_frame_equal(found, find_mentions(Corpus(documents), REGISTRY))
    assert find_mentions(documents.iloc[:0], REGISTRY).columns.tolist() == found.columns.tolist()


@pytest.mark.parametrize(
    ("text", "published", "actors"),
    [
        ("قصف التحالف الدولي المدينة", "2003-04-01", []),
        ("قصف التحالف الدولي المدينة", "2015-04-01", ["COALITION"]),
        ("قصف التحالف الدولي المدينة", None, ["COALITION"]),
        ("سقط نظام الأسد", "2025-06-01", ["SYR_GOV"]),
        ("تونس: مبادرة السبسي تتعثر", "2016-05-10", ["TUN", "ESSEBSI"]),
        ("تونس: مبادرة السبسي تتعثر", "2013-05-10", ["TUN"]),
        # Who speaks and is named so for the first time, though the name be a word, or no state be told.
        ("قالت ماي إن بريطانيا ستخرج", "2018-02-01", ["MAY", "GBR"]),
        ("قالت ماي إن الاتفاق قريب", "2018-02-01", ["MAY"]),
        ("قالت ماي إن الاتفاق قريب", "2022-02-01", []),
        ("وأضافت ماي أن الاتفاق قريب", "2018-02-01", []),
        ("غابت ماي. وقالت ماي إن الاتفاق قريب", "2018-02-01", []),
        ("السعودية: وفاة الأمير مشعل بن عبد العزيز", "2017-05-03", ["SAU"]),
    ],
)
def test_names_hold_from_their_first_day(text: str, published: str | None, actors: list[str]) -> None:
    assert [actor for surface, actor in actors_in(text, published) if surface != "الأسد"] == actors


def test_bad_input_is_told() -> None:
    documents = documents_of("روسيا")
    with pytest.raises(TypeError, match="load_actors"):
        find_mentions(documents, ["روسيا"])  # type: ignore[arg-type]


_WORDS = [
    "روسيا",
    "السورية",
    "وللجيش",
    "السوري",
    "دمشق",
    "أعلنت",
    "#داعش",
    "المعارضة",
    "الأسدُ",
    "حــزب",
    "الله",
    "بالعراق",
]


@given(st.lists(st.sampled_from([*_WORDS, "،", ".", "\n", "«", "»", "\u200f", "ﷲ", "قال", "Aa"]), max_size=25))
def test_spans_are_exact_ordered_and_apart(pieces: list[str]) -> None:
    found = mentions_of(" ".join(pieces))
    firm = found[found["kind"] != "description"]
    assert (firm["start"].to_numpy()[1:] >= firm["end"].to_numpy()[:-1]).all()
    assert (found["start"] < found["end"]).all()
    assert isinstance(REGISTRY, Registry)


_PIECES = [*_WORDS, "محمد", "والقوات الحكومية", "الرئيس الأمريكي", "باراك أوباما", "موسكو", "حلب", "المنظمة", "وقالت"]


@given(
    st.lists(st.lists(st.sampled_from([*_PIECES, "،", ".", "\n"]), max_size=20).map(" ".join), min_size=1, max_size=5)
)
def test_documents_say_nothing_of_each_other(texts: list[str]) -> None:
    documents = documents_of(*texts)
    together = find_mentions(documents, REGISTRY, nested=True, explain=True, home="TUN")
    apart = [
        find_mentions(documents.iloc[[row]], REGISTRY, nested=True, explain=True, home="TUN")
        for row in range(len(texts))
    ]
    pd.testing.assert_frame_equal(together, pd.concat(apart, ignore_index=True))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("أعلن الرئيس تبون خطة جديدة.", "2023-01-01", ("تبون", "TEBBOUNE")),
        ("قال الرئيس عون إن التحقيق مستمر.", "2020-08-10", ("الرئيس عون", "AOUN")),
        ("قال الرئيس عون إن السلاح بيد الدولة.", "2025-03-10", ("الرئيس عون", "JOSEPH_AOUN")),
        ("استقبل الرئيس مبارك الوفد.", "2008-01-01", ("مبارك", "MUBARAK")),
        ("قال السيد نصر الله إن الرد قادم.", "2015-01-01", ("نصر الله", "NASRALLAH")),
        ("أكد الرئيس سلام أن القرار اتخذ.", "2025-05-10", ("الرئيس سلام", "NAWAF_SALAM")),
        ("زار الرئيس الحريري المصنع.", "2018-05-10", ("الرئيس الحريري", "HARIRI")),
        ("تصدر ائتلاف السوداني النتائج.", "2025-11-12", ("السوداني", "SUDANI")),
        ("وصل الرئيس هولاند صباحا.", "2013-02-02", ("هولاند", "HOLLANDE")),
    ],
)
def test_a_title_tells_whom_a_short_name_means(text: str, published: str, expected: tuple[str, str]) -> None:
    assert actors_in(text, published) == [expected]


@pytest.mark.parametrize("text", ["عام مبارك على الفلاحين.", "قدم عون من السجون شكوى.", "تقام لولا الحفلات اليوم."])
def test_without_a_title_a_short_name_is_a_word(text: str) -> None:
    assert actors_in(text, "2020-08-10") == []
