"""The report: its numbers are those of the tables, each opens as many places as it says, and text stays text."""

import base64
import errno
import gzip
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import one_article
import pandas as pd
import pytest
import two_sources
from builders import corpus_of

from corpus_tools import Corpus, analyze, draw_figures, find_duplicates
from corpus_tools.analysis.draw import FIGURES as STANDARD
from corpus_tools.cli import main
from corpus_tools.copies import swap_counts
from corpus_tools.data_files import load_table
from corpus_tools.dates.find import find_dates
from corpus_tools.events.timeline import timeline
from corpus_tools.figures import CorpusFigure, plot_mentions, plot_timeline
from corpus_tools.figures.sheet import IN_ALL, ON_DAY, OUT_OF_ALL
from corpus_tools.locale import ARABIC, Locale
from corpus_tools.report import page as page_module
from corpus_tools.report.captions import link_caption
from corpus_tools.report.drawn import section_of
from corpus_tools.report.html import read_file
from corpus_tools.report.opened import Opened, choose_opened, pack_section
from corpus_tools.report.overview import overview
from corpus_tools.report.page import report_page
from corpus_tools.report.sections import Articles, Cell, Section, kinds_of_columns
from corpus_tools.report.words import has_letters
from corpus_tools.seeded_order import fingerprint_of_places

STORY = "قال مسؤول روسي إن روسيا وتركيا اتفقتا على هدنة في 3 آذار 2017. وأعلنت تركيا أن القوات الروسية قصفت حلب."
OTHER = "دعت إيران إلى وقف القصف في حلب يوم 5 آذار 2017، ونفت روسيا أن طائراتها قصفت المدينة."
CORPORA = {"trend": two_sources.MONTHS, "actor_trend": two_sources.MONTHS} | dict.fromkeys(
    ["keyness", "collocations", "actor_names", "network", "pairs"], two_sources.CORPUS
)
FIGURES = {**one_article.DRAWN, **two_sources.DRAWN}


def news(**columns: object) -> Corpus:
    """Six articles of two sources, one of them a copy and one without a text."""
    texts = [STORY, STORY, OTHER, f"{OTHER} وبدأت الهدنة أمس.", "هدنة في حلب", None]
    days = pd.to_datetime(["2017-03-04", "2017-03-05", "2017-03-06", "2017-03-06", "", "2017-03-07"])
    known = {"source": ["الوكالة", "الصحيفة"] * 3, "problem": [None] * 5 + ["empty file: it holds no text"]}
    return corpus_of(*texts, published=days, **(known | columns))


def page_of(corpus: Corpus, locale: Locale = ARABIC) -> str:
    findings = analyze(corpus, copies=find_duplicates(corpus))
    figures = draw_figures(corpus, findings, locale=locale)
    return report_page(corpus, findings, figures, name="مدونة", locale=locale).decode()


def unpacked(page: str, name: str) -> Any:
    """What a page has packed under a name."""
    found = re.search(rf'<script type="application/gzip" id="data-{name}">([^<]*)</script>', page)
    assert found is not None, name
    return json.loads(gzip.decompress(base64.b64decode(found[1])))


def drawn(name: str) -> tuple[CorpusFigure, Corpus, Section]:
    figure, corpus = FIGURES[name]("ar"), CORPORA.get(name, one_article.CORPUS)
    return figure, corpus, section_of(name, figure, corpus, Articles.of(corpus, corpus), ARABIC)


@pytest.mark.parametrize("name", FIGURES)
def test_each_number_opens_as_many_places_as_it_says(name: str) -> None:
    _, corpus, section = drawn(name)
    cells = [cell for row in section.table for cell in row if cell.is_count and cell.key is not None]
    assert cells
    texts = dict(zip(corpus.texts["doc_id"], corpus.text_list, strict=True))
    for cell in cells:
        number = section.numbers[str(cell.key)]
        assert int(cell.text.replace(",", "")) == len(number.rows) == len(set(number.rows.tolist()))
        if not number.of_articles:
            for place in section.places.iloc[number.rows].to_dict("records"):
                assert texts[place["doc_id"]][place["start"] : place["end"]] == place["surface"]


@pytest.mark.parametrize("name", FIGURES)
def test_the_description_of_a_drawing_tells_its_largest_numbers_in_arabic(name: str) -> None:
    *_, section = drawn(name)
    told = [int(number.replace(",", "")) for number in re.findall(r": ([\d,]+)(?=،|\.)", section.alt)]
    assert told
    firsts = [next((cell for cell in row if cell.is_count and cell.key), None) for row in section.table]
    inside = [cell for cell in firsts if cell and not section.numbers[str(cell.key)].claim.startswith("ما لا ينحصر")]
    assert told[0] == max(int(cell.text.replace(",", "")) for cell in inside) or name in ("lag", "timeline", "calendar")
    assert told == sorted(told, reverse=True)
    assert [number.claim for number in section.numbers.values() if re.search("[a-z]", number.claim)] == []


@pytest.mark.parametrize("name", FIGURES)
def test_the_first_number_of_a_row_is_that_of_the_figure(name: str) -> None:
    figure, _, section = drawn(name)
    of_mark = figure.places["mark"].value_counts()
    first = {}
    for key, number in section.numbers.items():
        mark, column = key.split("-")
        if not number.of_articles and column in ("n", "events"):
            first[int(mark)] = len(number.rows)
    if name in ("trend", "actor_trend", "keyness"):  # whose numbers are of articles, or of two sides
        return
    assert first == of_mark.to_dict()


@pytest.mark.parametrize("name", FIGURES)
def test_each_mark_of_a_drawing_is_a_link_to_its_number(name: str) -> None:
    figure, _, section = drawn(name)
    assert section.links
    assert {link.key for link in section.links} <= set(section.numbers)
    without = {area.mark for area in figure.areas} - {int(link.key.split("-")[0]) for link in section.links}
    if without:  # nobody is mentioned then
        rows = swap_counts(figure.rows).set_index("mark")
        assert (rows.loc[list(without), "documents"] == 0).all()


@pytest.mark.parametrize("name", ["trend", "actor_trend"])
def test_the_head_of_a_trend_opens_all_its_articles(name: str) -> None:
    figure, _, section = drawn(name)
    rows = figure.rows.set_index("mark")
    heads = {link.key: rows.loc[int(link.key.split("-")[0]), "label"] for link in section.links if IN_ALL in link.key}
    assert set(heads.values()) == set(rows["label"])
    for key, label in heads.items():
        found = section.places.iloc[section.numbers[key].rows]
        assert found["doc_id"].is_unique
        assert len(found) == rows.loc[rows["label"] == label, "documents"].sum() > 0
        out_of = section.numbers[key.replace(IN_ALL, OUT_OF_ALL)]
        assert out_of.of_articles
        assert len(out_of.rows) == rows.loc[rows["label"] == label, "total"].sum()


def test_a_day_that_is_named_opens_its_articles() -> None:
    texts = [f"وصلت الحافلات يوم {day} آذار 2017. وغادرت يوم {day + 1} آذار 2017." for day in (3, 4, 9, 12, 20) * 8]
    corpus = corpus_of(*texts, published=pd.date_range("2017-03-21", periods=len(texts)))
    figure = plot_timeline(timeline(corpus, find_dates(corpus)), corpus)
    section = section_of("timeline", figure, corpus, Articles.of(corpus, corpus), ARABIC)
    said = figure.rows.set_index("mark")["day_documents"].dropna()
    opened = {}
    for link in section.links:
        if ON_DAY in link.key:
            found = section.places.iloc[section.numbers[link.key].rows]
            assert found["doc_id"].is_unique
            assert len(set(found["earliest"])) == 1
            opened[int(link.key.split("-")[0])] = len(found)
    assert opened == said.to_dict()


@pytest.mark.parametrize("name", FIGURES)
def test_the_letters_of_a_drawing_are_text_in_the_order_of_reading(name: str) -> None:
    figure, _, section = drawn(name)
    written = re.findall(r"<text[^>]*>([^<]*)</text>", section.svg)
    assert set(written) <= {text.get_text() for text in figure.texts}
    assert figure.heading not in written
    assert 'style="' not in section.svg
    assert section.svg.startswith('<g direction="ltr">')
    right = [look for look, text in re.findall(r"<text([^>]*)>([^<]*)</text>", section.svg) if re.search("[ء-ي]", text)]
    assert right
    assert all('direction="rtl"' in look for look in right)


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "keyness"])
def test_a_sheet_of_a_mark_is_known_by_the_evidence_of_the_figure(name: str) -> None:
    figure, corpus, section = drawn(name)
    opened = Opened({name: section}, corpus, None)
    told = json.loads(gzip.decompress(base64.b64decode(pack_section(section, opened, ARABIC))))
    key = next(key for key, number in section.numbers.items() if not number.of_articles)
    column = key.split("-")[1]
    evidence = figure.evidence[figure.evidence["mark"] == int(key.split("-")[0])]
    if column in ("n", "events") or name in ("trend", "actor_trend"):
        assert told["numbers"][key]["table"] == fingerprint_of_places(evidence, ["label"])


def test_places_of_a_number_come_in_the_order_of_publication() -> None:
    corpus = news()
    findings = analyze(corpus)
    [figure] = draw_figures(corpus, findings, only="terms").values()
    section = section_of("terms", figure, corpus, Articles.of(corpus, corpus), ARABIC)
    days = section.places["doc_id"].map(corpus.texts.set_index("doc_id")["published"])
    for _, of_mark in days.groupby(section.places["mark"]):
        known = of_mark.dropna()
        assert known.is_monotonic_increasing
        assert of_mark.iloc[len(known) :].isna().all()  # what has no date comes last


def test_the_overview_counts_what_was_read_and_opens_it() -> None:
    corpus = news()
    findings = analyze(corpus, copies=find_duplicates(corpus))
    section = overview(corpus, findings, Articles.of(corpus, findings.independent(corpus)), Locale("en"))
    rows = {(aspect.text, value.text): int(n.text) for aspect, value, n in section.table}
    assert rows["Documents", "all that was read"] == 6
    assert rows["Documents", "with a problem"] == 1
    assert rows["Publication", "unknown"] == 1
    assert rows["Copies", "copies of an earlier article"] == 2
    assert rows["Problem", "empty file"] == 1
    opened = {
        (aspect.text, value.text): section.numbers[n.key].rows.tolist() for aspect, value, n in section.table if n.key
    }
    assert len(opened) == len(rows)
    assert opened["Problem", "empty file"] == opened["Documents", "without a text"] == [5]
    assert opened["Copies", "copies of an earlier article"] == [1, 3]
    assert opened["Source", "الوكالة"] == [0, 2, 4]


def test_a_copy_is_not_among_the_places_of_a_number() -> None:
    page = page_of(news())
    places = unpacked(page, "places-mentions")
    assert 1 not in places["doc"]
    assert {0, 2} <= set(places["doc"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_texts_of_a_page_are_those_of_the_corpus(lang: Any) -> None:
    corpus = news()
    page = page_of(corpus, Locale(lang))
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    texts = unpacked(page, "texts-0")
    assert [text for text, _ in texts] == corpus.text_list
    sentences = np.array(texts[0][1]).reshape(-1, 2)
    assert [STORY[start : start + length][:4] for start, length in sentences] == ["قال ", "وأعل"]
    numbers = unpacked(page, "places-mentions")["numbers"]
    shown = dict(re.findall(r'<a id="mentions-([\w-]+)" href="[^"]*" data-count="(\d+)"', page))
    assert {key: number["run"][1] if "run" in number else len(number["rows"]) for key, number in numbers.items()} == {
        key: int(count) for key, count in shown.items()
    }


@pytest.mark.parametrize(
    ("text", "expected"), [("0%–26%", False), ("٠٪–٢٦٪", False), ("حزيران 2017", True), ("utf-8", True), ("", False)]
)
def test_what_has_no_letters_reads_in_the_direction_of_the_page(text: str, expected: bool) -> None:
    """By itself it would read from the left, and beside a link of the same kind the other way round."""
    assert has_letters(text) is expected


def test_a_number_without_a_link_reads_as_one_with_a_link() -> None:
    page = page_of(news())
    assert re.search(r"<td[^>]*>0</td>", page)
    assert not re.search(r"<bdi>[\d%–.,]*</bdi>", page)


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_computed_of_a_count_opens_the_count(name: str) -> None:
    _, _, section = drawn(name)
    kinds, counted = kinds_of_columns(name)
    for row in section.table:
        cells = dict(zip(section.columns, row, strict=True))
        for column, cell in cells.items():
            if column in counted and cell.text and cells[counted[column]].key:
                assert kinds[str(cell.key).split("-")[1]] == "count"
                assert cell.key in [other.key for other in row if other.is_count]


def test_a_word_that_one_side_lacks_opens_the_places_of_the_other() -> None:
    _, _, section = drawn("keyness")
    rows = [dict(zip(section.columns, row, strict=True)) for row in section.table]
    opened = {str(cells["times"].key).split("-")[1]: cells for cells in rows}
    assert set(opened) == {"n_target", "n_reference"}
    for column, cells in opened.items():
        assert int(cells[column].text) == max(int(cells[side].text) for side in opened)


def test_a_count_of_what_is_no_article_says_why_it_opens_nothing() -> None:
    documents = news().documents
    documents.attrs["left_out"] = ["README.md: about the corpus"]
    corpus = Corpus(documents)
    section = overview(corpus, analyze(corpus), Articles.of(corpus, corpus), Locale("en"))
    *_, left_out = [row[-1] for row in section.table]
    assert (left_out.key, left_out.why) == (None, "cannot be opened, since it does not count articles of the corpus")
    assert all(row[-1].key for row in section.table[:-1])


def sections_of_many(numbers: Iterable[int]) -> tuple[Corpus, dict[str, Section]]:
    """The sections of mentions and of the overview of articles with these numbers, each of one sentence."""
    texts = {f"خبر {number}": f"دعت روسيا إلى هدنة رقم {number}." for number in numbers}
    corpus = corpus_of(*texts.values(), doc_id=list(texts), published="2017-03-04")
    findings = analyze(corpus)
    articles = Articles.of(corpus, corpus)
    [figure] = draw_figures(corpus, findings, only="mentions").values()
    section = section_of("mentions", figure, corpus, articles, ARABIC)
    return corpus, {"mentions": section, "overview": overview(corpus, findings, articles, ARABIC)}


def test_where_all_is_too_much_each_number_opens_a_sample() -> None:
    corpus, sections = sections_of_many(range(300))
    assert choose_opened(sections, corpus).most is None
    opened = choose_opened(sections, corpus, room=4_000)
    assert opened.most in (50, 100, 200)
    assert len(opened.documents) < 300
    section = sections["mentions"]
    told = json.loads(gzip.decompress(base64.b64decode(pack_section(section, opened, ARABIC))))
    rows, total = told["numbers"]["0-n"]["rows"], told["numbers"]["0-n"]["total"]
    assert (len(rows), total) == (opened.most, 300)
    there = corpus.doc_index[opened.documents[[told["doc"][row] for row in rows]]]
    places = section.places.iloc[opened.rows(section, section.numbers["0-n"])]
    assert there.tolist() == places["doc_id"].tolist()


def test_a_sample_depends_on_the_places_and_not_on_their_order() -> None:
    drawn = []
    for order in (range(60), reversed(range(60))):
        corpus, sections = sections_of_many(order)
        opened = Opened(sections, corpus, 20)
        number = sections["mentions"].numbers["0-n"]
        drawn.append(set(sections["mentions"].places["doc_id"].iloc[opened.rows(sections["mentions"], number)]))
        assert drawn[-1] <= set(corpus.doc_index[opened.documents])
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 20


def test_a_sample_says_at_its_number_how_large_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "choose_opened", partial(choose_opened, room=1))
    corpus = corpus_of(*[f"دعت روسيا إلى هدنة رقم {number}." for number in range(30)], published="2017-03-04")
    page = page_of(corpus)
    [link] = re.findall(r'<a id="mentions-0-n"[^>]*>', page)
    assert 'data-count="20" data-total="30" data-sample="عيّنة 20 من 30"' in link
    assert 'aria-label="روسيا: 30، عيّنة 20 من 30"' in link
    assert len(unpacked(page, "texts-0")) == len(unpacked(page, "articles")["doc_id"])
    assert max(unpacked(page, "mentions")["doc"]) < len(unpacked(page, "texts-0"))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_numbers_of_captions_open_what_they_count(lang: Any) -> None:
    form = "دعت روسيا إلى هدنة في {day} آذار 2017. وانتهت الهدنة عام {year}، و{words}."
    texts = []
    for number in range(24):
        words = " ".join(f"كلمة{letter}{number}" for letter in "أبجدهوزحطيكلمن")  # no two have most words in common
        texts.append(form.format(day=1 + number, year=2010 + number % 8, words=words))
    corpus = corpus_of(*texts, *texts[:3], published=[f"2017-03-{1 + number:02}" for number in range(27)])
    findings = analyze(corpus, copies=find_duplicates(corpus))
    figures = draw_figures(corpus, findings, locale=Locale(lang), only=["timeline", "calendar", "lag", "mentions"])
    articles = Articles.of(corpus, findings.independent(corpus))
    opened = {}
    for name, figure in figures.items():
        section = section_of(name, figure, corpus, articles, Locale(lang))
        lines = figure.caption.split("\n")
        assert ["".join(part.text for part in line) for line in section.caption][: len(lines)] == lines
        parts = [part for line in section.caption for part in line if part.key]
        for part in parts:
            [number] = re.findall(r"[\d,]+", part.text)
            assert int(number.replace(",", "")) == len(section.numbers[str(part.key)].rows), part
        opened[name] = [str(part.key) for part in parts]
    assert {key for keys in opened.values() for key in keys} >= {"all-copies", "all-drawn"}
    assert "all-articles" in opened["mentions"]
    assert any(key in opened["calendar"] for key in (f"{day}-n" for day in range(31)))  # the day with the most


@pytest.mark.parametrize(("lang", "words"), [("ar", "12 مرة"), ("en", "12 times")])
def test_the_widest_line_of_a_network_opens_its_sentences(lang: Any, words: str) -> None:
    corpus = corpus_of(*["اتفقت روسيا مع تركيا على هدنة. نزل المطر على القرى. وصلت القافلة مساءً."] * 12)
    [figure] = draw_figures(corpus, analyze(corpus), only="network", locale=Locale(lang)).values()
    section = section_of("network", figure, corpus, Articles.of(corpus, corpus), Locale(lang))
    opened = {part.text: str(part.key) for line in section.caption for part in line if part.key}
    assert len(section.numbers[opened[words]].rows) == 12


def test_the_peaks_of_a_timeline_open_what_they_count() -> None:
    texts = [f"وصلت الحافلات يوم {day} آذار 2017. وغادرت يوم {day + 1} آذار 2017." for day in (3, 4, 9, 12, 20) * 16]
    corpus = corpus_of(*texts, published=pd.date_range("2017-03-21", periods=len(texts)))
    figure = plot_timeline(timeline(corpus, find_dates(corpus)), corpus)
    peaks = {column: int(figure.rows[column].to_numpy().argmax()) for column in ("events", "published")}
    areas = Counter((area.column, area.mark) for area in figure.areas)
    assert {found for found, n in areas.items() if n == 2} == set(peaks.items())  # its bar, and what is written of it


@pytest.mark.parametrize(("lang", "words"), [("ar", "مقالة واحدة"), ("en", "one article")])
def test_the_number_below_the_title_opens_the_articles(lang: Any, words: str) -> None:
    corpus = corpus_of("دعت روسيا إلى هدنة.", published="2017-03-01")
    found, locale = analyze(corpus), Locale(lang)
    page = report_page(corpus, found, draw_figures(corpus, found, locale=locale), name="أ", locale=locale)
    head = page.decode().split("<main")[0]
    assert re.search(rf'<p><a href="#overview-\d+-n" data-count="1" [^>]*>{words}</a>', head)


@pytest.mark.parametrize(("lang", "words"), [("ar", "مقالة واحدة"), ("en", "one article")])
def test_a_number_in_words_opens_what_it_counts_too(lang: Any, words: str) -> None:
    corpus = corpus_of("دعت روسيا إلى هدنة.", published="2017-03-01")
    [figure] = draw_figures(corpus, analyze(corpus), only="mentions", locale=Locale(lang)).values()
    section = section_of("mentions", figure, corpus, Articles.of(corpus, corpus), Locale(lang))
    [number] = [part for line in section.caption for part in line if part.key == "all-articles"]
    assert number.text == words


def test_a_number_within_another_is_no_number_of_a_caption() -> None:
    corpus = news()
    findings = analyze(corpus)
    [figure] = draw_figures(corpus, findings, only="mentions", title="هدنة").values()
    section = section_of("mentions", figure, corpus, Articles.of(corpus, corpus), ARABIC)
    told: dict[str, Any] = {"articles": Articles.of(corpus, corpus), "title": "هدنة", "main": "n", "locale": ARABIC}
    rows = swap_counts(figure.rows)
    for line in ("115 مقالات", "5,5 مقالات", "لا شيء"):
        parts, added = link_caption([line], rows, section.places, section.numbers, corpus=corpus, **told)
        assert parts == [[Cell(line)]]
        assert added == {}


class Elements(HTMLParser):
    """The names and attributes of the elements of a page, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {}
        self._within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._within = tag if tag == "style" or (tag == "script" and not attrs) else ""

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - scripts and styles end at the next tag
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.raw.setdefault(self._within, []).append(data)


def test_a_page_loads_nothing_and_runs_its_own_script_alone() -> None:
    page = page_of(news())
    elements = Elements(page)
    assert not re.findall(r'(?:src|href)="(?!#)', page)
    assert {name for name, _ in elements.found} & {"iframe", "object", "embed", "link", "img", "base"} == set()
    assert not [name for name, attributes in elements.found if any(key.startswith("on") for key in attributes)]
    assert not [name for name, attributes in elements.found if "style" in attributes]
    [policy] = [known["content"] for _, known in elements.found if known.get("http-equiv") == "Content-Security-Policy"]
    for name in ("script", "style"):
        content = "".join(elements.raw[name])
        hashed = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{hashed}'" in str(policy)
    assert str(policy).startswith("default-src 'none'")


def test_the_ids_of_a_page_are_its_own_and_its_links_lead_somewhere() -> None:
    elements = Elements(page_of(news()))
    ids = [known["id"] for _, known in elements.found if "id" in known]
    assert len(ids) == len(set(ids))
    targets = {str(known["href"])[1:] for name, known in elements.found if name == "a"}
    assert targets <= set(ids)


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\u202eحلب\u202c \u202egnp",
    "javascript:alert(1)",
    '" onclick="alert(1) {{ 7 * 7 }} {words} \x00\x1b[2J',
]


@pytest.mark.parametrize("field", ["title", "source", "author", "category", "url", "text", "name"])
def test_hostile_text_is_text(field: str) -> None:
    corpus = news(**{field: HOSTILE}) if field not in ("text", "name") else news()
    if field == "text":
        corpus = corpus_of(*[f"{STORY} {hostile} {OTHER}" for hostile in HOSTILE], published="2017-03-06")
    findings = analyze(corpus, copies=find_duplicates(corpus))
    name = " ".join([*HOSTILE, "\ud800"]) if field == "name" else "مدونة"
    page = report_page(corpus, findings, draw_figures(corpus, findings), name=name, locale=ARABIC).decode()
    found = Elements(page).found
    assert [name for name, known in found if name in ("script", "style", "img") and "type" not in known] == [
        "style",
        "script",
    ]
    assert not [key for _, known in found for key in known if key.startswith("on")]
    assert not re.search("[\u202a-\u202e\x00]", page)
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", page)[0]
    if field == "text":
        assert [len(text) for text, _ in unpacked(page, "texts-0")] == [len(text) for text in corpus.text_list]
    elif field != "name":
        packed = unpacked(page, "articles")[field]
        assert [len(said) for said in packed] == [len(said) for said in HOSTILE]
        assert not any(re.search("[\u202a-\u202e\x00]", said) for said in packed)


def test_the_name_of_an_actor_is_text() -> None:
    corpus = news()
    registry = pd.DataFrame({"actor_id": ["RUS"], "name_ar": ["<script>alert(1)</script>"], "name_en": ["</script>"]})
    mentions = analyze(corpus).mentions
    figure = plot_mentions(mentions[mentions["actor_id"] == "RUS"], corpus, registry)
    section = section_of("mentions", figure, corpus, Articles.of(corpus, corpus), ARABIC)
    assert "<script" not in section.svg
    assert "&lt;script&gt;" in section.svg


def test_the_same_corpus_gives_the_same_page() -> None:
    assert page_of(news()) == page_of(news())


@pytest.mark.parametrize(
    "corpus",
    [
        corpus_of("هدنة"),
        corpus_of(None, problem=["empty file: it holds no text"]),
        corpus_of("The truce began.", title=["truce"]),
    ],
    ids=["one", "none", "foreign"],
)
def test_a_corpus_with_next_to_nothing_gets_a_page(corpus: Corpus) -> None:
    page = page_of(corpus)
    assert 'class="none"' in page
    assert 'id="overview-0-n"' in page


def test_the_command_writes_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "أخبار").mkdir()
    (tmp_path / "أخبار" / "1.txt").write_text(STORY, "utf-8")
    out = tmp_path / "تقرير.html"
    assert main(["report", str(tmp_path / "أخبار"), "--out", str(out), "--lang", "en"]) == 0
    assert "Report on the corpus: " in out.read_text("utf-8")
    assert str(out) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("report.txt", "does not end in .html"),
        ("folder.html", "it is a folder; name a file in it"),
        (f"{'ت' * 200}.html", "File name too long"),
    ],
)
def test_a_page_that_cannot_be_written_is_one_clear_line(
    out: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.html").mkdir()
    assert main(["report", "seeds", "--out", str(tmp_path / out)]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_full_disk_is_one_clear_line_and_leaves_the_page_of_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.html"
    out.write_text("من قبل", "utf-8")

    def write_bytes(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    assert main(["report", "seeds", "--out", str(out)]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "No space left on device" in line
    assert str(tmp_path) in line
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert out.read_text("utf-8") == "من قبل"


def test_whoever_reads_a_page_while_it_is_made_anew_reads_the_page_of_before(tmp_path: Path) -> None:
    (tmp_path / "خبر.txt").write_text(STORY, "utf-8")
    out = tmp_path / "report.html"
    out.write_text("من قبل", "utf-8")
    with out.open(encoding="utf-8") as held:
        assert main(["report", str(tmp_path / "خبر.txt"), "--out", str(out)]) == 0
        assert held.read() == "من قبل"
    assert out.read_text("utf-8").startswith("<!doctype html>")


def test_a_drawing_keeps_its_paper_in_a_dark_page() -> None:
    """Its inks are for light paper, so that a dark page must not shine through."""
    style = read_file("page.css")
    [paper] = re.findall(r"\.drawing\{[^}]*background:(#\w+)", style)
    dark = style[style.index("prefers-color-scheme:dark") :]
    assert ".drawing" not in dark[: dark.index("}}")]
    assert min(bytes.fromhex(paper[1:])) > 240


def test_the_page_has_a_place_and_words_for_each_standard_figure() -> None:
    words = load_table("report")
    placed = [name for names in words["parts"].values() for name in names]
    assert sorted(placed) == sorted([*STANDARD, "overview", "quotations"])
    for name in placed:
        assert name in words["columns"]
        for lang in ("ar", "en"):
            assert name in words["methods"][lang]
            assert name == "overview" or name in words["needs"][lang].keys() & words["not_drawn"][lang]
            for column in words["columns"][name]:
                own = f"{name}.{column}" in words["own_headings"][lang]
                assert own or column in words["headings"][lang], (name, column)


def test_titles_of_the_parts_come_in_the_order_of_the_page() -> None:
    page = page_of(news())
    at = [page.index(f'id="part-{part}"') for part in ("overview", "timeline", "terms", "links", "quotations")]
    assert all(one < other for one, other in pairwise(at))
