"""Joined paragraphs, white space, heads that stand twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.cleaning.layout import break_joined_paragraphs, normalize_white_space, remove_repeated_head
from corpus_tools.script import Edit


def with_plain_white_space(*texts: str) -> list[str]:
    changed = list(texts)
    for row, start, end, after in reversed(list(normalize_white_space(texts))):
        changed[row] = applied([(start, end, after)], changed[row])
    return changed


def applied(edits: list[Edit], text: str) -> str:
    for start, end, after in reversed(edits):
        text = text[:start] + after + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادرت الحافلة الحي., وقال شاهد إنها عادت.", "غادرت الحافلة الحي.\nوقال شاهد إنها عادت."),
        ('تبقى الشرطة داخل الحي"., وتصف الحكومة ذلك.', 'تبقى الشرطة داخل الحي".\nوتصف الحكومة ذلك.'),
        ("متى يعود الأهالي؟, لا أحد يعرف.", "متى يعود الأهالي؟\nلا أحد يعرف."),
        ("متى يعود الأهالي؟., لا أحد يعرف.", "متى يعود الأهالي؟\nلا أحد يعرف."),
        ("وصلت القافلة., متى يعود الأهالي؟.", "وصلت القافلة.\nمتى يعود الأهالي؟"),
        ("عاشت الثورة!, هتف الحشد.", "عاشت الثورة!\nهتف الحشد."),
        ("وصلت القافلة.,\u00a0 وبدأ التوزيع.,", "وصلت القافلة.\nوبدأ التوزيع."),
        ("وصلت القافلة.,وبدأ التوزيع", "وصلت القافلة.\nوبدأ التوزيع"),
        ("عام 2016., ثم عام 2017.", "عام 2016.\nثم عام 2017."),
        # with a joiner elsewhere in the text, the doubtful ones are joiners as well
        ('خرج الناس., قال "هل نعود؟", ثم سكت.', 'خرج الناس.\nقال "هل نعود؟"\nثم سكت.'),
        ('خرج الناس., قال "لن نعود.", ثم سكت...,  وبكى.', 'خرج الناس.\nقال "لن نعود."\nثم سكت...\nوبكى.'),
    ],
)
def test_joined_paragraphs_are_broken(text: str, expected: str) -> None:
    assert applied(list(break_joined_paragraphs(text)), text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'سأله "أين الطريق؟", فأشار إلى الجسر.',
        'منطقة "التحرير", وسط بغداد.',
        "شركة Alpha Co., Ltd في دمشق",
        "يعمل في Washington, D.C., منذ سنوات",
        "موقع Yahoo!, ومواقع أخرى",
        "قال د., سمير",
        "وعود كثيرة..., ثم لا شيء",
        "خضار، وفاكهة، ولحوم.",
        "بلغ 2.5, ثم 3",
    ],
)
def test_an_ordinary_comma_stays(text: str) -> None:
    assert list(break_joined_paragraphs(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  حي  الوعر\u00a0في \t حمص ", "حي الوعر في حمص"),
        ("العنوان \n\n النص", "العنوان\n\nالنص"),
        ("العنوان\r\n\r\n\r\n\r\nالنص\r\nوالخبر\r", "العنوان\n\nالنص\nوالخبر"),
        ("سطر\u2028آخر\x0cوصفحة\x85وسطر", "سطر\nآخر\nوصفحة\nوسطر"),
        ("قال ، ثم سكت .", "قال ، ثم سكت ."),
        ("10\u202f000", "10 000"),
        (" \n ", ""),
        ("نص", "نص"),
    ],
)
def test_white_space(text: str, expected: str) -> None:
    assert with_plain_white_space(text, "😀", text, "") == [expected, "😀", expected, ""]


@given(st.text(st.sampled_from("ا ب\n\r\t\u00a0\u2029\x1d😀"), max_size=12))
def test_white_space_keeps_words_and_lines(text: str) -> None:
    (once,) = with_plain_white_space(text)
    assert once.split() == text.split()
    assert list(normalize_white_space([once])) == []
    assert re.fullmatch(r"|\S+(?:(?: |\n\n?)\S+)*", once)
    lines = re.split(r"[\n\r\u2029]", text)
    assert [line.split() for line in once.split("\n") if line] == [line.split() for line in lines if line.split()]


ABSTRACT = "وصلت قافلة مساعدات إنسانية إلى بلدة مضايا المحاصرة مساء اليوم"
BODY = f"{ABSTRACT} الاثنين، وفق مصدر في الهلال الأحمر."
TITLE = "قافلة مساعدات تصل إلى مضايا"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"{ABSTRACT}\n{BODY}", "", BODY),
        (f"{ABSTRACT} {BODY}", "", BODY),
        (f"{ABSTRACT}{BODY}", "", BODY),
        (f"{ABSTRACT}...\n\n{BODY}", "", BODY),
        (f"{ABSTRACT[:-3]}… {BODY}", "", BODY),
        (f"{ABSTRACT.replace('إ', 'ا')} {BODY}", "", BODY),
        (f"{ABSTRACT} {ABSTRACT} {BODY}", "", BODY),
        (f"{BODY}\nو{BODY} وأضاف المصدر أن القافلة عادت.", "", f"و{BODY} وأضاف المصدر أن القافلة عادت."),
        (f"{TITLE}\n{ABSTRACT} {BODY}", TITLE, f"{TITLE}\n{BODY}"),
        (f"{TITLE}\n\n{ABSTRACT} {BODY}", "", f"{TITLE}\n\n{BODY}"),
        (f"{TITLE}\n{TITLE}\n{BODY}", TITLE, f"{TITLE}\n{BODY}"),
        (f"{TITLE}\n\n{TITLE}\n{BODY}", "", f"{TITLE}\n{BODY}"),
        (f"«{TITLE}»\n{TITLE}.\n{ABSTRACT}\n{BODY}", TITLE, f"{TITLE}.\n{BODY}"),
    ],
)
def test_a_head_that_stands_twice_goes_once(text: str, title: str, expected: str) -> None:
    assert applied(list(remove_repeated_head(text, title)), text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n{BODY}", TITLE),
        (f"{ABSTRACT}\n{BODY}", ABSTRACT),  # a title, though the text begins with its words
        (BODY, TITLE),
        (BODY, ""),
        ("لا للحرب. لا للحرب. لا للحرب، هتف المتظاهرون.", ""),
        # the second sentence begins like the first but does not say all of it
        ("قررت اللجنة تغريم النادي ألف دينار بعد المباراة\nقررت اللجنة تغريم النادي ألفي دينار لاحقا", ""),
        (f"{BODY}\nوقال شاهد إن {ABSTRACT} عند الخامسة.", ""),
        ("", ""),
        (TITLE, TITLE),
    ],
)
def test_a_head_that_stands_once_stays(text: str, title: str) -> None:
    assert list(remove_repeated_head(text, title)) == []


@pytest.mark.parametrize(
    "text", ["  هدنة  في   حمص \n\n\n اليوم\t", "أ   ب", "   ", "هدنة", "كلمة " * 9, " \nأب\r\n\r\nج"]
)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_white_space_of_a_long_text_is_that_of_its_stretches(
    text: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(normalize_white_space([text, "س", text]))
    monkeypatch.setattr("corpus_tools.cleaning.layout._STRETCH", size)
    assert list(normalize_white_space([text, "س", text])) == whole
