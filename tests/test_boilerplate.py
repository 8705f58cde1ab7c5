"""Initials, phrases of web pages, captions, recurring lines; and the data they rest on."""

import re
from collections.abc import Iterable

import pytest

from corpus_tools.cleaning.boilerplate import (
    _LONGEST_CAPTION,
    _is_boilerplate,
    remove_captions,
    remove_initials,
    remove_phrases,
)
from corpus_tools.data_files import load_table
from corpus_tools.script import fold

BODY = "وصلت الحافلات إلى إدلب مساء اليوم."


def removed(edits: Iterable[tuple[int, int, str]], text: str) -> list[str]:
    return [text[start:end] for start, end, after in edits if not after]


@pytest.mark.parametrize(
    "initials",
    [
        " ع ب م",
        " م.ع",
        " م.ع.",
        " ت. ع.",
        " ع.ج/ أ.ح",
        " ع.ج/ أ.ح (رويترز، د ب أ)",
        " (م.ع)",
        "\nس.ك / هـ.د",
        "\n\nخ.ز/ع.ج.م (أ ف ب)",
        " ــــ ف.ع",
        "\nم/ح",
    ],
)
def test_initials_behind_the_last_sentence_go(initials: str) -> None:
    text = BODY + initials
    assert removed(remove_initials(text), text) == [initials]


@pytest.mark.parametrize(
    "ending",
    [
        'بعد الاتفاق". ع ب م',
        "هل يعود الأهالي؟ م.ع",
        "ودخلت خمس حافلات (صور) م.ع",
        "بدأ الاتفاق عام 2017. م.ع",
        "بلغت النسبة 15%. م.ع",
    ],
)
def test_initials_follow_any_end_of_a_sentence(ending: str) -> None:
    assert len(list(remove_initials(ending))) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} (أ ف ب)",
        f"{BODY} أ.ف.ب",
        f"{BODY} د ب أ",
        "ألقي القبض على المدعو م.ع",
        "ألقي القبض على المتهم أ. ب. م",
        "كلفة المشروع 10 م د.",
        "قال مسؤول في م.ت.ف",
        "عثر على نقش من عام 500 ق.م",
        f"{BODY} م",
        f"{BODY} م.ع وأضاف",
        "م.ع",
        "",
    ],
)
def test_letters_that_are_no_initials_stay(text: str) -> None:
    assert list(remove_initials(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا",
        "اقرأ أيضاً: اتفاق جديد في الغوطة الشرقية",
        "إقرأ ايضا | تفاصيل الهدنة",
        "- اقرأ المزيد: من هم المفاوضون؟",
        "اقرأ أيضا خروج الدفعة الثالثة من الوعر",
        "شاهد أيضًا: لحظة وصول القافلة",
        "مواضيع ذات صلة:",
        "• أخبار ذات صلة",
        "ذات صلة",
        "الأكثر قراءة",
        "شارك الخبر على فيسبوك",
        "شارك هذا المقال",
        "شارك عبر واتساب",
        "مشاركة عبر تويتر",
        "تابعونا على فيسبوك وتويتر.",
        "تابعنا على تلغرام للمزيد من الأخبار",
        "انضم إلى قناتنا على تلغرام",
        "اشترك في نشرتنا البريدية",
        "للاشتراك في النشرة اليومية اضغط هنا.",
        "جميع الحقوق محفوظة © 2017",
        "© 2017 وكالة الأنباء",
        "Read more: Aleppo",
        "Share on Facebook",
        "صورة أرشيفية",
        "إعلان",
    ],
)
def test_lines_of_web_pages_go(line: str) -> None:
    text = f"{BODY}\n{line}\nوأضاف المصدر أن الاتفاق مستمر."
    assert removed(remove_phrases(text), text) == [f"{line}\n"]
    text = f"{BODY}\n\n{line}"
    assert removed(remove_phrases(text), text) == [f"\n\n{line}"]


@pytest.mark.parametrize(
    "line",
    [
        "شاهد أيضا عددا من الجثث في الشارع الرئيسي.",
        "أقرأ أيضا في كتب التاريخ لأفهم ما جرى.",
        "شارك الخبر آلاف المستخدمين خلال ساعات.",
        "شارك في الاجتماع ممثلون عن المعارضة",
        "تابعنا على مدى أسابيع معاناة الأهالي.",
        "تابعوا المسير نحو الحدود",
        "مواضيع ذات صلة بحقوق الإنسان نوقشت في المؤتمر",
        "المزيد من القوات في الطريق إلى الجبهة",
        "للمزيد من الضغط على المسلحين قطعت الطرق",
        "إعلان دمشق يرفض الاتفاق",
        "التعليقات على القرار كانت غاضبة",
        "انتهى الاجتماع",
        "اشترك في المعركة مئات المقاتلين",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert not _is_boilerplate(line)


def test_a_text_is_never_emptied_and_a_title_stays() -> None:
    assert list(remove_phrases("اقرأ أيضا\nتابعونا على فيسبوك")) == []
    title = "إعلان"
    assert list(remove_phrases(f"{title}\n{BODY}", title)) == []
    assert len(list(remove_phrases(f"{title}\n{BODY}"))) == 1


def test_neighbouring_lines_go_as_one() -> None:
    text = f"اقرأ أيضا: خبر\n{BODY}\nشارك\nتابعونا على تويتر\nقال شاهد.\n\nطباعة\nالوسوم:"
    assert removed(remove_phrases(text), text) == [
        "اقرأ أيضا: خبر\n",
        "شارك\nتابعونا على تويتر\n",
        "\n\nطباعة\nالوسوم:",
    ]


@pytest.mark.parametrize(
    "caption",
    [
        " (صورة أرشيفية)",
        " (صوره تعبيريه)",
        "\n[صورة أرشيفية].",
        " شاهد الفيديو..",
        " (النهاية)",
        " يتبع...",
        " انتهى.",
        "\nانتهى",
        "(انتهى).",
        "\n# انتهى #",
        "\nانتهى / م ن",
        "\nانتهى/5",
        " انتهى 14/ع",
        " (النهاية) س ع.",
    ],
)
def test_captions_behind_the_last_sentence_go(caption: str) -> None:
    text = BODY + caption
    assert removed(remove_captions(text), text) == [caption]


@pytest.mark.parametrize(
    "text",
    ["نشر الناشط (صورة أرشيفية)", f"{BODY} (رويترز)", "قال إن الأمر انتهى", "(صورة أرشيفية)", f"{BODY} انتهى 3-2."],
)
def test_what_belongs_to_a_sentence_stays(text: str) -> None:
    assert list(remove_captions(text)) == []


def test_phrases_are_named_once_and_all_match() -> None:
    phrases = load_table("boilerplate")
    begin = phrases["links"]["begin"] + phrases["notices"]["begin"]
    for named in (
        begin,
        phrases["headings"],
        phrases["closings"],
        phrases["abbreviations"],
        *phrases["words"].values(),
    ):
        folded = [fold(phrase).casefold() for phrase in named]
        assert len(set(folded)) == len(folded), "a phrase is named twice"
        assert all(phrase == phrase.strip() and phrase for phrase in named)
    used = set(re.findall(r"\{(\w+)\}", "".join(begin + phrases["headings"])))
    assert used == set(phrases["words"])
    for word in range(max(map(len, phrases["words"].values()))):
        words = {name: words[word % len(words)] for name, words in phrases["words"].items()}
        for phrase in begin + phrases["headings"]:
            assert _is_boilerplate(phrase.format(**words)), phrase
    for phrase in phrases["closings"]:
        assert len(phrase.split()) <= _LONGEST_CAPTION
        assert removed(remove_captions(f"{BODY} {phrase}"), f"{BODY} {phrase}") == [f" {phrase}"]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("The post «عودة» الحافلات appeared first on الجسر.", True),
        ("ظهرت المقالة «عودة» الحافلات أولاً على الجسر.", True),
        ("المقالة عودة الحافلات ظهرت أولا على شبكة الجسر الإخبارية.", True),
        ("ظهر الموضوع عودة الحافلات أولا على الجسر", True),
        ("ظهرت المقالة أولاً على صفحات الجريدة عام 2010.", False),
        ("المقالة القديمة ظهرت أولا على صفحات الجريدة.", False),
        ("ظهرت المقالة عودة الحافلات في العدد الأخير.", False),
    ],
)
def test_a_line_that_says_where_the_article_appeared_goes(line: str, goes: bool) -> None:
    text = f"{BODY}\n{line}"
    assert removed(remove_phrases(text, "«عودة» الحافلات"), text) == ([f"\n{line}"] if goes else [])
    assert not list(remove_phrases(text))
