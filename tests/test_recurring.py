"""What recurs at the beginning and end of the articles of a source; and the article, which stays."""

from pathlib import Path

import pandas as pd
import pytest
from builders import documents_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.cleaning.clean import clean
from corpus_tools.cleaning.edges import edges_of, head_marks, prefix_marks, start_of_plain, tail_marks
from corpus_tools.cleaning.learnt import clean_and_list, find_boilerplate
from corpus_tools.cleaning.recurring import remove_recurring
from corpus_tools.cleaning.rules import Rules

BODY = "وصلت الحافلات إلى إدلب مساء اليوم."


def articles(n: int, head: str = "", tail: str = "") -> list[str]:
    return [
        f"{head}خرجت الدفعة رقم {k} من الحي بعد الاتفاق على وقف النار.\nوعاد {k} آلاف إلى بيوتهم.{tail}"
        for k in range(n)
    ]


def recurring(texts: list[str], titles: list[str] | None = None) -> list[str]:
    found = remove_recurring(texts, titles or [""] * len(texts), [""] * len(texts), rules=Rules())
    return sorted({texts[row][start:end] for row, start, end, _ in found})


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        ("نشرة يومية لأهم الأخبار\n", "", ["نشرة يومية لأهم الأخبار\n"]),
        ("", "\nإعداد: قسم الأخبار", ["\nإعداد: قسم الأخبار"]),
        ("", " سامر الحمصي", [" سامر الحمصي"]),
        (
            "",
            "\nالموقع غير مسؤول عن التعليقات\nإعداد: قسم الأخبار",
            ["\nالموقع غير مسؤول عن التعليقات\nإعداد: قسم الأخبار"],
        ),
        # a sentence that agencies repeat under each report is part of the reports
        ("", "\nوتشهد البلاد حربا منذ سنوات.", []),
        ("دمشق - وكالة سانا\n", "", []),
        ("ريف دمشق-مراسل الوكالة\n", "", []),
        ("بيروت عمان (رويترز)\n", "", []),
        ("", "\n(سكاي نيوز)", []),
        ("", " ع ب م", []),
        ("تقرير\n", "", []),
        ("حالة الطقس اليوم\n\n", "", []),
    ],
)
def test_recurring_lines(head: str, tail: str, expected: list[str]) -> None:
    assert recurring(articles(12, head, tail)) == expected


LINES = [
    "وصلت الحافلات التي تقل المغادرين وعائلاتهم إلى إدلب مساء اليوم بعد ساعات من الانتظار عند المعابر.",
    "غادرت الدفعة الأولى الحي صباح السبت بعد ليلة من التفاوض الطويل بين الطرفين.",
    f"{BODY} رابط الخبر: وصول الحافلات.",
    "المصدر: مراسل الوكالة في المدينة الذي رافق الحافلات من الحي إلى مدينة إدلب ليلا.",
    "حمص - وصلت الحافلات إلى المدينة.",
    "نشرة يومية لأهم الأخبار في البلاد والعالم كما ترد من المراسلين",
    "سانا.",
    "قال الوزير الذي زار الحي مع وفد من اللجنة صباح السبت: غادرت الحافلات قبل الظهر، والبقية غدا.",
    "غادرت الحافلات الحي قبل الظهر رابط الخبر: غادرت الحافلات الحي قبل الظهر رابط الخبر.",
    "قال الوزير الذي زار الحي مع وفد من اللجنة صباح السبت: غادرت الحافلات قبل الظهر - سانا.",
    "",
]


@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
@settings(max_examples=120)
def test_a_text_in_which_nothing_can_recur_has_no_marks(lines: list[str]) -> None:
    text = "\n".join(["وصول الحافلات", "", *lines])
    start, edges = start_of_plain(text), edges_of(text, "")
    if start is not None and edges is not None:
        assert start == edges.lines[edges.first][0]
        assert [*head_marks(text, edges), *prefix_marks(text, start, "سانا"), *tail_marks(text, edges, "سانا")] == []


def test_most_texts_are_plain() -> None:
    assert start_of_plain("\n".join(["وصول الحافلات", "", *LINES[:2]])) == 15
    assert start_of_plain("\n".join(["وصول الحافلات", "", LINES[1], LINES[0]])) == 15
    assert start_of_plain("\n".join(["وصول الحافلات", "", LINES[1], LINES[7]])) == 15  # a colon that opens nothing


def test_what_recurs_with_its_whole_text_is_a_copy_and_stays() -> None:
    assert recurring([f"{BODY}\nإعداد: قسم الأخبار"] * 12) == []


@pytest.mark.parametrize(
    ("holding", "documents", "goes"), [(2, 2, False), (3, 3, True), (3, 40, False), (9, 400, False), (10, 400, True)]
)
def test_how_often_a_line_must_recur(holding: int, documents: int, goes: bool) -> None:
    plain = [text.replace("الدفعة", "القافلة") for text in articles(documents - holding)]
    assert bool(recurring(articles(holding, tail="\nإعداد: قسم الأخبار") + plain)) is goes


def test_a_title_that_recurs_stays_and_the_line_below_goes() -> None:
    texts = articles(12, head="أبرز أحداث اليوم\nموجز تقدمه لكم الإذاعة\n")
    assert recurring(texts, ["أبرز أحداث اليوم"] * 12) == ["موجز تقدمه لكم الإذاعة\n"]


DAYS = ["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت الماضي", "أمس", "أول من أمس"]
PLACES = ["الرياض", "جدة", "عفيف", "الرياض", "جدة"]
REPORTERS = ["سمير الأحمد", "هدى", "ناصر بن علي", "سلوى", "رامي"]
CALL = "لتلقي أخبارنا على جوالك أرسل الرقم 1 إلى 8011"


def body_of(k: int) -> str:
    return f"وصلت الحافلات يوم {DAYS[k]} إلى حي الوعر في المدينة، وعادت منه {k} حافلات"


def title_of(k: int) -> str:
    return f"حافلات {DAYS[k]} إلى الحي"


def reports(begin: str = "", end: str = "", *, source: str | None = None) -> pd.DataFrame:
    """Make ten articles of a source; {k}, {title}, {place} and {cut} differ from one to the next."""
    rows = []
    for k in range(10):
        named = {
            "k": f"{k:02}",
            "title": title_of(k),
            "place": PLACES[k % 5],
            "reporter": REPORTERS[k // 2],
            "cut": CALL[: 20 + 3 * k],
        }
        rows.append(f"{title_of(k)}\n\n{begin.format(**named)}{body_of(k)}.{end.format(**named)}")
    return documents_of(*rows, title=[title_of(k) for k in range(10)], source=source)


WHOLE = [f"{title_of(k)}\n\n{body_of(k)}." for k in range(10)]


@pytest.mark.parametrize(
    ("begin", "end", "source"),
    [
        ("عين المدينة – ", "", "عين المدينة"),
        ("عين اليوم – ", "", None),
        ("سبق- {place}: ", "", "صحيفة سبق"),
        ("سبق- {place}: ", "", None),
        ("{reporter}- سبق- {place}: ", "", "صحيفة سبق"),
        ("{reporter}- سبق- {place}: ", "", None),
        ("خاص: ", "", "الغد"),
        ("", " رابط الخبر بصحيفة الوئام: {title}", "الوئام"),
        ("", "\nرابط الخبر بصحيفة الوئام: {title}", None),
        ("", "\nسمات {place} نقل حافلات", "الشرق"),
        ("", " سمات: {place}، نقل", None),
        ("", " // انتهى // 19:{k} ت م", "واس"),
        ("", "\n// انتهى // 19:{k} ت م", None),
        ("", " // انتهى //19:{k}ت م 97{k}", "واس"),
        ("", "\nعدد المشاهدات: {k}", None),
        ("", " كل ما يجري في المدينة وريفها تجدونه أيضا في نشرتنا المسائية", None),
        ("", " - سبق", "صحيفة سبق"),
        ("", " سبق", "صحيفة سبق"),
        ("", "\n(سبق)", "سبق"),
        ("", "\nصحيفة سبق الإلكترونية", "سبق"),
        ("", "\n{cut}", "المرصد"),
        ("", "\nلقراءة الخبر في التطبيق: {title}", "المرصد"),
        ("", " المصدر: موقع النهار – {title}", "النهار"),
        ("", "\nلقراءة الخبر من المصدر: https://example.org/{k}", "المنار"),
        ("", " انتهى/{k}.30", "بترا"),
        ("نشرة أخبار المدينة اليومية\n", "\nإعداد: قسم الأخبار", "المرصد"),
    ],
)
def test_what_a_source_adds_goes_and_the_article_stays(begin: str, end: str, source: str | None) -> None:
    texts, edits = clean(reports(begin, end, source=source))
    assert texts["text"].tolist() == WHOLE
    assert set("+".join(edits["step"]).split("+")) <= {"recurring_lines", "phrases", "white_space"}


@pytest.mark.parametrize(
    ("begin", "end", "source"),
    [
        # datelines: the place is the article's
        ("دمشق – ", "", None),
        ("ريف دمشق – ", "", "سانا"),
        ("دمشق (رويترز) – ", "", None),
        # sentences that begin alike, and numbers
        ("", " يذكر أن السكان غادروا الحي قبل {k} أيام.", None),
        ("", "\nوقال المتحدث: سنعود يوم {k} من الشهر إلى بيوتنا.", "سبق"),
        ("", "\nسعر الدولار: {k}", None),
        ("", "\n(رويترز)", "سبق"),
        ("قال الوزير: ", "", None),
        ("{reporter} – دمشق – ", "", None),
        ("", "\nسعر الدولار: {k}.30", None),
        # a verb that calls to subscribe elsewhere
        ("", "\nأرسل السكان رسالة رقم {k} إلى المنظمة", "سبق"),
    ],
)
def test_what_is_the_articles_stays(begin: str, end: str, source: str | None) -> None:
    documents = reports(begin, end, source=source)
    assert clean(documents, steps=["recurring_lines"])[0]["text"].tolist() == documents["text"].tolist()


@pytest.mark.parametrize("between", ["\nرابط الخبر بصحيفة الوئام: ", " رابط الخبر بصحيفة الوئام: "])
def test_a_headline_that_is_all_stays_without_the_link_that_repeats_it(between: str) -> None:
    texts = [f"{title_of(k)}{between}{title_of(k)}" for k in range(10)]
    assert clean(documents_of(*texts))[0]["text"].tolist() == [title_of(k) for k in range(10)]


def test_what_one_source_adds_is_not_learnt_from_others() -> None:
    one, other = reports(end="\nسمات نقل", source="أ"), reports(source="ب").head(2)
    other["text"] += "\nسمات نقل"
    texts = clean(pd.concat([one, other]).assign(doc_id=range(12)))[0]["text"].tolist()
    assert texts[:10] == WHOLE
    assert [text.endswith("سمات نقل") for text in texts[10:]] == [True, True]


def test_a_text_of_nothing_else_stays() -> None:
    documents = reports("عين اليوم – ", "\nسمات نقل", source="عين اليوم")
    documents.loc[3, "text"] = "عين اليوم – "
    assert clean(documents, steps=["recurring_lines"])[0]["text"][3] == "عين اليوم – "


def test_what_was_learnt_is_listed() -> None:
    documents = pd.concat([reports("سبق- {place}: ", source="سبق"), reports(end="\n{cut}", source="المرصد")])
    found = find_boilerplate(documents.assign(doc_id=range(20)))
    assert found.drop(columns="doc_id").to_numpy().tolist() == [
        ["المرصد", "end", CALL, False, 10, 10],
        ["سبق", "begin", "سبق- الرياض:", False, 4, 10],
        ["سبق", "begin", "سبق- جدة:", False, 4, 10],
        ["سبق", "begin", "سبق- عفيف:", False, 2, 10],
    ]
    assert find_boilerplate(documents_of("هدنة في حمص")).empty


def test_a_researcher_says_what_stays_and_what_goes(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    documents = reports("عين اليوم – ", " رابط الخبر: {title}", source="عين اليوم")
    rules.write_text("keep: [رابط الخبر]\n", encoding="utf-8")
    kept = clean(documents, boilerplate=rules)[0]["text"]
    assert kept[0] == f"{WHOLE[0]} رابط الخبر: {title_of(0)}"
    rules.write_text("remove:\n  عين اليوم:\n    - وصلت الحافلات\n    - حافلات.\n", encoding="utf-8")
    assert clean(documents, boilerplate=rules)[0]["text"][0] == (
        f"{title_of(0)}\n\nيوم {DAYS[0]} إلى حي الوعر في المدينة، وعادت منه 0"
    )
    assert clean(documents.assign(source="أخرى"), boilerplate=rules)[0]["text"].str.contains("وصلت").all()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- سبق", "line 1: rules are a mapping with `keep:` and `remove:`"),
        ("drop: [سبق]", "line 1: `drop` is not known"),
        ("keep: سبق", "line 1: phrases are a list, each behind a hyphen"),
        ("remove:\n  سبق:\n    - ''", "line 3: a phrase is the words with which a line begins"),
    ],
)
def test_wrong_rules_are_refused_with_their_place(text: str, said: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        clean(documents_of("هدنة"), boilerplate=rules)
    with pytest.raises(FileNotFoundError):
        clean(documents_of("هدنة"), boilerplate=tmp_path / "none.yaml")


def test_cleaning_and_listing_in_one_go_are_the_same_as_each(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("remove: [تابعونا]", encoding="utf-8")
    articles = [f"عين المدينة – وصلت  حافلة {k} إلى الحي. تابعونا" for k in "ابجدهوزح"]
    documents = documents_of(*articles, source="عين المدينة")
    texts, edits, listed = clean_and_list(documents, boilerplate=rules)
    for made, alone in zip((texts, edits), clean(documents, boilerplate=rules), strict=True):
        pd.testing.assert_frame_equal(made, alone)
    pd.testing.assert_frame_equal(listed, find_boilerplate(documents, boilerplate=rules))
    assert len(listed)
