"""What recurs at the beginning and end of the articles of a source; and the article, which stays."""

import pytest

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
