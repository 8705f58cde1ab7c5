"""The names of the registry that ships: who is found in news of each region, and which everyday words are nobody."""

from itertools import pairwise

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools import find_mentions, load_actors

REGISTRY = load_actors()


def actors_in(text: str, published: str = "2020-05-01") -> list[str]:
    return find_mentions(documents_of(text, published=published), REGISTRY)["actor_id"].tolist()


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2024-03-01", "توعد البرهان قوات الدعم السريع، ورد حميدتي", ["BURHAN", "RAPID_SUPPORT", "HEMEDTI"]),
        ("2021-06-01", "التقى عبدالحميد الدبيبة محمد المنفي وعقيلة صالح", ["DBEIBAH", "MENFI", "AGUILA_SALEH"]),
        ("2018-02-01", "غسان سلامة في طرابلس، وقال سلامة إن الحوار مستمر", ["GHASSAN_SALAME", "GHASSAN_SALAME"]),
        ("2021-01-01", "عبدالمجيد تبون في العاصمة، ودعا تبون البوليساريو", ["TEBBOUNE", "TEBBOUNE", "POLISARIO"]),
        ("2017-06-01", "ترأس بنكيران حزب العدالة والتنمية المغربي", ["BENKIRANE", "PJD_MAR"]),
        ("2017-06-01", "قال أردوغان إن حزب العدالة والتنمية فاز", ["ERDOGAN", "AKP"]),
        ("2020-11-20", "هاجم آبي أحمد جبهة تحرير تيجراي", ["ABIY", "TPLF"]),
        ("2013-01-01", "قاتلت أميصوم حركة الشباب في الصومال", ["AMISOM", "SHABAB", "SOM"]),
        ("2013-08-01", "عين عدلي منصور حازم الببلاوي", ["ADLY_MANSOUR", "BEBLAWI"]),
        ("2009-07-01", "خسر مير حسين موسوي أمام أحمدي نجاد", ["MOUSAVI_IRN", "AHMADINEJAD"]),
        ("2022-05-01", "قال الرئيس رئيسي إن بلاده مستعدة", ["RAISI"]),
        ("2023-07-01", "أطيح بمحمد بازوم فهددت إيكواس", ["BAZOUM", "ECOWAS"]),
        ("2023-02-01", "شكر كوليبا لويد أوستن، وقال أوستن إن الدعم باق", ["KULEBA", "AUSTIN", "AUSTIN"]),
        ("2004-05-01", "وصل توني بلير ودونالد رامسفيلد، وقال بلير كلمة", ["BLAIR", "RUMSFELD", "BLAIR"]),
        ("2016-05-01", "كتبت صحيفة الأهرام عن صحيفة معاريف", ["AHRAM", "MAARIV"]),
        ("2019-01-01", "هاجم تنظيم القاعدة في بلاد المغرب الإسلامي القاعدة في جزيرة العرب", ["AQIM", "AQAP"]),
        ("2023-11-01", "حذرت الأممالمتحدة بوكوحرام وتنظيم داعش في غرب أفريقيا", ["UN", "BOKO_HARAM", "ISWAP"]),
        ("2025-02-01", "دخلت حركة إم 23 غوما، وقال تشيسيكيدي إن الكونغو صامدة", ["M23", "TSHISEKEDI", "COD"]),
        ("2019-01-01", "عاد رياض المالكي إلى رام الله، وقال المالكي كلمة", ["RIAD_MALKI", "RIAD_MALKI"]),
        ("2020-01-01", "تقدم الجيش المالي في الشمال، وشكر وزير الدفاع مدير الشؤون المالية", ["MLI"]),
        ("2021-05-01", "قصف العدو الصهيوني المخيم، ورفض الفكر الصهيوني", ["ISR"]),
        ("2019-05-01", "قال متحدث باسم القسام إن كتائب القسام مستعدة", ["QASSAM", "QASSAM"]),
        ("2016-01-01", "دخلت قوات الدفاع الوطني السورية، وغابت قوات الدفاع الوطني الإثيوبية", ["NDF", "ETH"]),
        ("2014-01-01", "رفض تشاك شومر عرض الجمهوريين في الكونغرس", ["SCHUMER", "REPUBLICAN_PARTY", "US_CONGRESS"]),
        ("2011-08-01", "وقعت حركة التحرير والعدالة، وقال التيجاني السيسي كلمة", ["LJM", "TIJANI_SESE"]),
        ("2013-08-01", "أمر هشام بركات بحبس عصام العريان", ["HISHAM_BARAKAT", "ESSAM_ERIAN"]),
        ("2025-12-04", "انسحبت قوات الانتقالي أمام حلف قبائل حضرموت في اليمن", ["STC", "HADRAMAWT_TRIBES", "YEM"]),
        ("2016-03-01", "أعلنت حركة أنصار الله الأوفياء مشاركتها", ["ANSAR_AWFIYA"]),
        ("2024-03-01", "الحشد الشعبي يضم العصائب والنجباء", ["PMF", "ASAIB", "NUJABA"]),
        ("2023-03-01", "قال عماد السايح إن المفوضية العليا للانتخابات في ليبيا جاهزة", ["SAYEH", "HNEC_LBY", "LBY"]),
        ("2025-10-01", "التقى خواجة آصف الملا يعقوب", ["KHAWAJA_ASIF", "YAQOOB"]),
        ("2016-05-01", "نظمت الكاف البطولة، وقال عيسى حياتو رئيس الكاف إنها ناجحة", ["CAF_FOOTBALL", "CAF_FOOTBALL"]),
    ],
)  # fmt: skip
def test_names_of_each_region(published: str, text: str, expected: list[str]) -> None:
    assert actors_in(text, published) == expected


@pytest.mark.parametrize(
    "text",
    [
        "للمصنع دور رئيسي وسبب رئيسي آخر",
        "زار مشرف جديد المدرسة",
        "تبرع رجل غني للفقراء",
        "هذا البرهان على صحة النظرية",
        "شراء عقار أصبح صعبا",
        "الماء الحلو نعمة",
        "منظر بديع وهواء نظيف",
        "أفاد شاهد بأن الطريق مغلق",
        "كونا صديقين منذ الطفولة",
        "أبيك رجل كريم",
        "الرئيس سعيد بهذه الهدية",
        "شارع الحبيب بورقيبة مزدحم",
        "مطار هواري بومدين مغلق",
        "جامعة الحسن الثاني في إجازة",
        "وصلت حاملة الطائرات شارل ديغول",
        "كشفت وثائق بنما التهرب الضريبي",
        "الجدار الترابي طويل",
        "يجب إيجاد حل قريب",
        "سلامة الأطفال أولوية",
        "لعب كارتر دورا في الفيلم",
        "سجل غابرييل جيسوس هدفين",
        "منتجات الألبان غالية",
        "زار أهله بنين وبنات",
        "القفص الصدري للمريض سليم",
        "كابل الكهرباء مقطوع",
        "صواريخ القسام في المتحف",
        "وصل كلاوس إلى المدينة",
        "كتب محمد إبراهيم قصيدة",
        "الكونغو نهر طويل",
    ],
)
def test_words_that_are_nobody_s_name_here(text: str) -> None:
    assert actors_in(text) == []


def test_no_office_has_two_holders_at_one_time() -> None:
    names = REGISTRY.names.assign(type=REGISTRY.names["actor_id"].map(REGISTRY.actors["type"]))
    is_office = (names["kind"] == "description") & names["type"].isin(["leader", "official"]) & names["since"].notna()
    for office, held in names[is_office].sort_values("since").groupby("name"):
        columns = (held[column].tolist() for column in ("actor_id", "since", "until"))
        for (earlier, _, until), (later, since, _) in pairwise(zip(*columns, strict=True)):
            assert pd.notna(until), f"{office}: {earlier} still holds it, then {later}"
            assert until <= since, f"{office}: both {earlier} and {later} hold it"
