"""What the check of a corpus lists: twelve of a kind, and how many more."""

import pytest
from builders import documents_of

from corpus_tools.commands.check import report
from corpus_tools.duplicates.find import find_duplicates
from corpus_tools.summary import summarize
from corpus_tools.summary_words import SummaryWords


def lines_of(texts: list[str], sources: list[str]) -> list[str]:
    columns = {"path": [f"{row}.txt" for row in range(len(texts))], "source": sources}
    documents = documents_of(*texts, published="2017-05-20", encoding="utf-8", problem=None, warning=None, **columns)
    copies = find_duplicates(documents)
    summary, doubts = summarize(documents, copies=copies), documents.iloc[:0, :4]
    return report(documents, summary, copies=copies, doubts=doubts, said=SummaryWords("en"))


@pytest.mark.parametrize("count", [12, 13])
def test_twelve_sources_are_named(count: int) -> None:
    lines = lines_of([f"خبر {row}" for row in range(count)], [f"وكالة {row}" for row in range(count)])
    [sources] = [line for line in lines if line.startswith("sources")]
    assert sources.count("وكالة") == 12
    assert sources.endswith("and 1 more") == (count == 13)


@pytest.mark.parametrize("count", [12, 13])
def test_twelve_groups_of_equal_texts_are_listed(count: int) -> None:
    lines = lines_of([f"خبر {row}" for row in range(count)] * 2, ["وكالة"] * 2 * count)
    assert f"duplicates   copies: {count}, of texts: {count}, the same word for word: {count}" in lines
    groups = [line for line in lines if line.startswith("             ") and "," in line]
    assert len(groups) == 12
    assert ("             and 1 more" in lines) == (count == 13)


def test_five_of_equal_texts_are_named() -> None:
    lines = lines_of(["خبر"] * 6, ["وكالة"] * 6)
    [group] = [line for line in lines if line.startswith("             ")]
    assert group.count("خبر") == 5


STORY = "غادرت حافلات تقل مقاتلين وعائلاتهم حي الوعر في حمص صباح السبت وفق مصدر في المحافظة"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([STORY, f"عاجل {STORY}"], "copies: 1, of texts: 1, the same word for word: 0"),
        ([STORY, f"عاجل {STORY}", STORY.replace(" ", "  ")], "copies: 2, of texts: 1, the same word for word: 1"),
        ([STORY, "أمطار غزيرة على الساحل"], "none"),
        (["…", " …"], "copies without a word: 1"),
    ],
)
def test_near_copies_are_told_as_figures_leave_them_out(texts: list[str], said: str) -> None:
    assert f"duplicates   {said}" in lines_of(texts, ["وكالة"] * len(texts))
