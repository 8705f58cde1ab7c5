"""What the check of a corpus says in Arabic and in English."""

import pandas as pd
import pytest
from builders import documents_of

from corpus_tools.cleaning.clean import STEPS
from corpus_tools.commands.check import report
from corpus_tools.data_files import load_table
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.locale import Lang
from corpus_tools.summary import summarize
from corpus_tools.summary_html import summary_page
from corpus_tools.summary_words import SummaryWords


@pytest.mark.parametrize("part", ["headings", "heads", "lines", "columns", "values"])
def test_both_languages_say_the_same(part: str) -> None:
    words = load_table("check")[part]
    assert list(words["ar"]) == list(words["en"])


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "ar",
            [
                "الوثائق      المقروء 2، وما فيه مشكلة 0",
                "النشر        من 20 أيار 2017 إلى 20 أيار 2017",
                "المصادر      وكالة 2",
                "النسخ        1 من النسخ، ونصوصها 1، وما يطابق منها حرفاً بحرف 1",
                "شكوك         نص يبدو مبتوراً 2",
                "متكرر        وكالة، أول النص: خاص: يُحذف من 2",
                "متكرر        آخر النص: تابعونا: end: يُحذف من 1",
            ],
        ),
        (
            "en",
            [
                "documents    2 read, 0 with a problem",
                "published    2017-05-20 to 2017-05-20",
                "sources      وكالة 2",
                "duplicates   copies: 1, of texts: 1, the same word for word: 1",
                "doubts       text looks cut 2",
                "boilerplate  وكالة, begin: خاص: goes from 2",
                "boilerplate  end: تابعونا: end: goes from 1",
            ],
        ),
    ],
)
def test_lines_in_each_language(lang: Lang, expected: list[str]) -> None:
    documents = documents_of(
        "غادرت الحافلات حي …",
        "غادرت الحافلات حي …",
        published="2017-05-20",
        source="وكالة",
        problem=None,
        warning=None,
        path="أ.txt",
    )
    copies = find_duplicates(documents)
    recurs = [("boilerplate", "وكالة, begin: خاص", 2), ("boilerplate", "end: تابعونا: end", 1)]
    learnt = pd.DataFrame(recurs, columns=["aspect", "value", "n"])
    summary, doubts = pd.concat([summarize(documents, copies=copies), learnt]), documents.iloc[:0, :4]
    lines = report(documents, summary, copies=copies, doubts=doubts, said=SummaryWords(lang))
    assert [line for line in expected if line not in lines] == []


def test_a_name_of_many_letters_is_cut_in_the_terminal() -> None:
    documents = documents_of(
        "هدنة", published="2017-05-20", source="و" * 10_000, problem=None, warning=None, path="أ.txt"
    )
    copies = find_duplicates(documents)
    summary, doubts = summarize(documents, copies=copies), documents.iloc[:0, :4]
    lines = report(documents, summary, copies=copies, doubts=doubts, said=SummaryWords("ar"))
    assert f"المصادر      {'و' * 80}… 1" in lines


def test_each_step_of_cleaning_has_a_name_in_arabic() -> None:
    said = SummaryWords("ar")
    assert [step for step in STEPS if said.value(step) == step] == []


@pytest.mark.parametrize(("lang", "expected"), [("ar", "أول يوم: 20 أيار 2017"), ("en", "first day: 2017-05-20")])
def test_days_are_written_so_that_they_are_not_turned_round(lang: Lang, expected: str) -> None:
    """After an Arabic letter 2017-05-20 is shown as 20-05-2017 by any program that follows Unicode."""
    assert SummaryWords(lang).value("earliest: 2017-05-20") == expected


@pytest.mark.parametrize(
    ("value", "plain", "isolated"),
    [
        ("Wikala, begin: خاص", "Wikala، أول النص: خاص", "\u200f\u2068Wikala\u2069، أول النص: \u2068خاص\u2069"),
        ("end: تابعونا: end: …", "آخر النص: تابعونا: end: …", "\u200fآخر النص: \u2068تابعونا: end: …\u2069"),
    ],
)
def test_what_recurs_is_told_with_its_place_in_words(value: str, plain: str, isolated: str) -> None:
    said = SummaryWords("ar")
    assert (said.place(value, isolated=False), said.place(value)) == (plain, isolated)
    counts = pd.DataFrame({"aspect": ["boilerplate"], "value": [value], "n": [3]})
    assert f">{isolated}<" in summary_page(counts, {}, name="أ", said=said)


def test_the_page_reads_in_the_direction_of_its_language() -> None:
    summary = pd.DataFrame({"aspect": ["documents", "copies"], "value": ["with text", "same text"], "n": [1200, 7]})
    detail = {"copies": pd.DataFrame({"doc_id": ["خبر"], "similarity": [0.9]})}
    page = summary_page(summary, detail, name="<أخبار>", said=SummaryWords("ar"))
    assert '<html lang="ar" dir="rtl">' in page
    assert "<h1>ماذا في المدونة \u2068&lt;أخبار&gt;\u2069؟</h1>" in page
    for said in ("<h2>الوثائق</h2>", "<th>القيمة</th>", ">لها نص<", ">1,200<", "تفصيلها: 1", "<th>الوثيقة</th>"):
        assert said in page
    assert '<html lang="en" dir="ltr">' in summary_page(summary, detail, name="a", said=SummaryWords("en"))
