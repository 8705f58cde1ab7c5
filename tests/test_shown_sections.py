"""What notebooks show: sections whose numbers open their sentences, and samples of places."""

import re

import pandas as pd
import pytest
from builders import corpus_of

from corpus_tools import Corpus, Findings, analyze, find_dates, find_mentions, quotations, show_places, show_section
from corpus_tools.locale import Lang, Locale

HOSTILE = '<script>x</script>"'


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    texts = [
        f"أعلنت روسيا في {day} آذار 2017 هدنة في حلب مع تركيا. وقالت إيران إن {HOSTILE} كلمة{day}."
        for day in range(1, 9)
    ]
    return corpus_of(*texts, published="2017-03-10", title=[f"خبر {day} {HOSTILE}" for day in range(1, 9)])


@pytest.fixture(scope="module")
def findings(corpus: Corpus) -> Findings:
    return analyze(corpus)


def details(html: str) -> list[tuple[int, int, str, str]]:
    """Of each number that can be opened: how many it opens, of how many, what is written, and what is opened."""
    found = re.findall(
        r'<details data-count="(\d+)" data-total="(\d+)"><summary>([^<]*)</summary>(.*?)</details>', html, re.DOTALL
    )
    return [(int(here), int(total), text, opened) for here, total, text, opened in found]


@pytest.mark.parametrize("name", ["overview", "terms", "mentions", "co_mentions", "quotations"])
def test_a_number_opens_as_many_sentences_as_it_says_or_a_sample_that_says_so(
    name: str, corpus: Corpus, findings: Findings
) -> None:
    opened = details(show_section(name, corpus, findings, places=3, locale=Locale("en")).html)
    assert opened
    for here, total, text, told in opened:
        if re.fullmatch("[0-9,]+", text):  # a rate opens what it counts above
            assert text == f"{total:,}"
        assert here == min(total, 3)
        assert told.count("<li") == here
        assert (f"{here} drawn at random from {total}" in told) == (here < total)
        if name in ("terms", "mentions"):
            assert told.count("<mark>") == here


def test_figure_and_table_are_numbered_in_the_language_of_the_reader(corpus: Corpus, findings: Findings) -> None:
    shown = show_section("mentions", corpus, findings, number=3)
    assert "<b>الشكل 3.</b> مَن يُذكر، وأين في النص؟" in shown.html
    assert "<br>عدد مرات ذكر كل فاعل في 8 مقالات، وموضع الذكر من أول النص إلى آخره</p>" in shown.html
    assert "<b>الجدول 3.</b>" in shown.html
    assert "روسيا" in shown.html
    assert '<div dir="rtl"' in shown.html
    assert shown.alt.startswith("مَن يُذكر")
    english = show_section("mentions", corpus, findings, number=3, locale=Locale("en"))
    assert "<b>Figure 3.</b> Who is mentioned" in english.html
    assert "Russia" in english.html
    assert "RUS" not in english.html
    assert repr(english).startswith("Figure 3. Who is mentioned")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_is_not_drawn_says_what_it_takes(lang: Lang, corpus: Corpus, findings: Findings) -> None:
    shown = show_section("lag", corpus, findings, number=2, locale=Locale(lang))
    assert shown.figure is None
    what = {"ar": "الشكل 2 غير مرسوم هنا: لا يُرسم إلا لعشرين", "en": "Figure 2 is not drawn here: It takes twenty"}
    assert what[lang] in shown.html
    assert str(shown).startswith(what[lang])
    silent = corpus_of("هطل المطر.")
    assert "<table" not in show_section("quotations", silent, analyze(silent), locale=Locale(lang)).html


def test_events_begin_with_those_nearest_to_publication(corpus: Corpus, findings: Findings) -> None:
    rows = show_section("timeline", corpus, findings, rows=20).html.split("<tr>")[2:]
    days = [int(re.findall(r"(\d+) آذار 2017", row)[0]) for row in rows]
    assert days == list(range(8, 0, -1))


def test_bins_begin_with_the_fullest_and_end_with_what_is_in_none() -> None:
    texts = [f"وقع ذلك في {month} 2016 كلمة{number}." for number, month in enumerate(["آذار"] * 20 + ["أيار"] * 45)]
    corpus = corpus_of(*texts, "منذ عام 1990.", "منذ عام 1980 وعام 1981.", published="2016-06-01")
    html = show_section("timeline", corpus, analyze(corpus), rows=20).html
    rows = [re.sub("<[^>]*>", " ", row) for row in html.split("<tr>")[2:]]
    assert "أيار 2016" in rows[0]
    assert "آذار 2016" in rows[1]
    assert not [row for row in rows[:2] if "يمتد" in row]


def test_texts_are_no_markup(corpus: Corpus, findings: Findings) -> None:
    for name in ("overview", "terms", "mentions", "timeline", "quotations"):
        assert "<script>" not in show_section(name, corpus, findings).html
    assert "<script>" not in show_places(findings.dates, corpus).html


def test_a_section_that_is_none_is_named(corpus: Corpus, findings: Findings) -> None:
    with pytest.raises(ValueError, match="no section 'maps'; there are timeline"):
        show_section("maps", corpus, findings)


def test_places_are_shown_with_what_was_found_and_all_are_counted(corpus: Corpus) -> None:
    dates = find_dates(corpus)
    shown = show_places(dates, corpus, rows=1, locale=Locale("en"))
    assert shown.html.count("<mark>") == 5
    assert "3 rows more not shown" in shown.html
    assert "Date: " in shown.html
    assert "10 March 2017" in shown.html  # the day of publication, beside the title
    assert (
        show_places(dates, corpus, rows=1).html
        == show_places(dates.sample(frac=1, random_state=1), corpus, rows=1).html
    )


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_table_without_places_says_so(lang: Lang) -> None:
    corpus = corpus_of("هطل المطر.")
    mentions = find_mentions(corpus)
    for table in (find_dates(corpus), mentions, quotations(corpus, mentions)):
        assert {"ar": "لا صفوف", "en": "no rows"}[lang] in show_places(table, corpus, locale=Locale(lang)).html


def test_places_of_another_corpus_are_refused(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="table"):
        show_places(find_dates(corpus), pd.DataFrame({"doc_id": ["ي"], "text": ["نص آخر."]}))
