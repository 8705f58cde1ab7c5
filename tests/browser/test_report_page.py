"""The report in a real browser: numbers open their sentences, which are filtered, marked, kept and printed."""

import csv
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from test_jupyterlab import CHROMIUM, FLAGS

from corpus_tools import Corpus, analyze, draw_figures, find_duplicates, read_validation
from corpus_tools.cli import main
from corpus_tools.locale import Lang, Locale
from corpus_tools.report.opened import choose_opened
from corpus_tools.report.page import report_page

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium or Chrome (Debian, Ubuntu: sudo apt install chromium)"
)

AGENCY, PAPER = "وكالة الشرق", "صحيفة الغد"
OF_AGENCY = (
    "أعلنت روسيا في {day} آذار 2017 هدنة في حلب. وقصف الطيران الروسي مواقع داعش قرب الرقة، ثم قصف داعش حلب {word}."
)
OF_PAPER = (
    "رحبت تركيا بالهدنة في {day} آذار 2017. وقالت إيران إن تنظيم الدولة هاجم قرية قرب حلب، وردت روسيا على داعش {word}."
)
HOSTILE = '<img src=x onerror="window.hit=1"></style></script><script>window.hit=1</script>'


def make_corpus() -> Corpus:
    """Sixty articles of two sources over five months, some of which would run a script if they could."""
    rows = []
    for number in range(60):
        form, source = ((OF_AGENCY, AGENCY), (OF_PAPER, PAPER))[number % 2]
        # No two articles have most words in common.
        words = " ".join(f"كلمة{letter}{number}" for letter in "أبجدهوزحطيكلمن")
        text = form.format(day=1 + number % 28, word=words) + (HOSTILE if number % 10 == 0 else "")
        rows.append(
            {
                "doc_id": f"خبر:{number}",
                "text": f"😀\n{text}",
                "source": source if number % 10 else source + HOSTILE,
                "title": f"خبر {number} {HOSTILE}",
                "author": HOSTILE,
                "url": "javascript:window.hit=1" if number % 3 else f"https://example.org/{number}",
                "published": pd.Timestamp("2017-01-03") + pd.Timedelta(days=2 * number),
            }
        )
    return Corpus(pd.DataFrame(rows))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report on the made corpus in both languages."""
    corpus, folder = make_corpus(), tmp_path_factory.mktemp("report")
    findings = analyze(corpus, copies=find_duplicates(corpus))
    written: dict[str, Path] = {}
    langs: tuple[Lang, ...] = ("ar", "en")
    for lang in langs:
        figures = draw_figures(corpus, findings, locale=Locale(lang))
        written[lang] = folder / f"{lang}.html"
        written[lang].write_bytes(report_page(corpus, findings, figures, name=HOSTILE, locale=Locale(lang)))
    return written


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, pages: dict[str, Path], errors: list[str]) -> Iterator[Page]:
    """The Arabic report, opened; it must report no error until the end."""
    opened = browser.new_page(accept_downloads=True)
    watch(opened, errors)
    opened.goto(pages["ar"].as_uri())
    yield opened
    assert errors == []
    assert opened.evaluate("window.hit") is None
    opened.close()


def watch(page: Page, errors: list[str]) -> None:
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))


def sentences(page: Page) -> int:
    """Count the places that are open, once all are there."""
    page.wait_for_function("() => document.querySelector('#list ol:last-child li:last-child .sentence')")
    return page.locator("[data-place]").count()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_each_number_opens_as_many_sentences_as_it_says(
    lang: str, pages: dict[str, Path], browser: Browser, errors: list[str]
) -> None:
    page = browser.new_page()
    watch(page, errors)
    page.goto(pages[lang].as_uri())
    links = "links => links.map(link => [link.getAttribute('href').slice(1), link.dataset.count])"
    ids = page.eval_on_selector_all("td a[data-count], .caption a[data-count]", links)
    assert len(ids) > 100
    for link, count in ids[:: max(len(ids) // 40, 1)]:
        page.evaluate("id => { location.hash = id }", link)
        page.wait_for_function("id => current?.id === id && current.items", arg=link)
        assert page.locator("[data-place]").count() == int(count), link
    assert errors == []
    page.close()


def test_a_bar_opens_its_sentences_with_the_words_highlighted(page: Page) -> None:
    bar = page.locator("#terms svg a[data-count]").first
    bar.click()
    assert sentences(page) == int(str(bar.get_attribute("data-count")))
    text = page.locator("[data-place] .sentence").first
    place = str(page.locator("[data-place]").first.get_attribute("data-place"))
    doc_id, start, end = place.rsplit(":", 2)
    article = str(make_corpus().texts.set_index("doc_id")["text"][doc_id])
    assert text.locator("mark").inner_text() == article[int(start) : int(end)]
    page.get_by_role("button", name="المقالة كاملة").first.click()
    assert page.locator(".whole").inner_text().strip() == article.strip()
    assert page.locator(".whole mark").inner_text() == article[int(start) : int(end)]


@pytest.mark.parametrize("figure", ["timeline", "calendar", "lag", "terms", "trend", "mentions", "co_mentions"])
def test_a_mark_of_each_figure_leads_to_its_number(page: Page, figure: str) -> None:
    mark = page.locator(f"#{figure} svg a[data-count]").first
    mark.focus()
    page.keyboard.press("Enter")
    assert sentences(page) == int(str(mark.get_attribute("data-count")))
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_sentences_are_filtered_by_time_source_and_actor(page: Page) -> None:
    page.locator("#overview-0-n").click()
    assert sentences(page) == 60
    page.locator("select[name=source]").select_option(AGENCY)
    page.wait_for_function("() => document.querySelectorAll('#list li:not([hidden])').length === 24")
    page.locator("input[name=to]").fill("2017-01-31")
    page.wait_for_function("() => document.querySelectorAll('#list li:not([hidden])').length === 6")
    assert "6 من 60" in page.locator("#shown").inner_text()
    page.locator("select[name=source]").select_option("")
    page.locator("select[name=actor]").select_option(label="تركيا")
    page.wait_for_function("() => document.querySelectorAll('#list li:not([hidden])').length === 7")


def test_marks_are_kept_and_give_a_sheet_that_is_read(page: Page, tmp_path: Path) -> None:
    number = page.locator("#mentions td a[data-count]").first
    number.click()
    count = sentences(page)
    page.locator("[data-place] input").nth(1).check()
    page.reload()
    assert sentences(page) == count  # the address leads to the number again
    assert page.locator("[data-place] input").nth(1).is_checked()
    assert page.locator("li.wrong").count() == 1
    page.locator("#all-read").check()
    with page.expect_download() as download:
        page.locator("#sheet").click()
    path = tmp_path / "sheet.csv"
    download.value.save_as(path)
    corpus = make_corpus()
    findings = analyze(corpus, copies=find_duplicates(corpus))
    [figure] = draw_figures(corpus, findings, only="mentions").values()
    evidence = figure.evidence[figure.evidence["mark"] == 0]
    read = read_validation(path, table=evidence, corpus=corpus)
    assert (read["n"].iloc[0], read["correct"].iloc[0]) == (count, count - 1)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["صحيح؟"] == "لا" for row in rows) == 1
    assert "⟦" in rows[0]["الجملة"]


def test_tables_are_downloaded_as_the_figures_write_them(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.locator("[data-csv=terms]").click()
    download.value.save_as(tmp_path / "terms.csv")
    corpus = make_corpus()
    [figure] = draw_figures(corpus, analyze(corpus, copies=find_duplicates(corpus)), only="terms").values()
    read = pd.read_csv(tmp_path / "terms.csv", encoding="utf-8-sig")
    assert read["n"].tolist() == figure.rows["n"].tolist()


def test_an_address_is_a_link_only_if_it_is_one(page: Page) -> None:
    page.locator("#overview-0-n").click()
    sentences(page)
    hrefs = page.eval_on_selector_all("#list a", "links => links.map(link => link.getAttribute('href'))")
    assert len(hrefs) == 20
    assert all(re.fullmatch(r"https://example\.org/\d+", href) for href in hrefs)


def test_a_sample_says_how_large_it_is_and_opens_as_many(
    browser: Browser, errors: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus_tools.report.page.choose_opened", partial(choose_opened, room=1))
    corpus = make_corpus()
    figures = draw_figures(corpus, analyze(corpus), only="mentions")
    path = tmp_path / "sample.html"
    path.write_bytes(report_page(corpus, analyze(corpus), figures, name="عيّنة", locale=Locale("ar")))
    page = browser.new_page()
    watch(page, errors)
    page.goto(path.as_uri())
    link = page.locator("#overview-0-n")
    assert (link.get_attribute("data-count"), link.get_attribute("data-total")) == ("20", "60")
    shown = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert shown == '"عيّنة 20 من 60"'
    link.click()
    assert sentences(page) == 20
    assert "20 من 60" in page.locator("#sample").inner_text()
    page.locator("select[name=source]").select_option(AGENCY)
    page.wait_for_function("() => document.querySelector('#list li[hidden]')")
    assert errors == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_bars_a_reader(lang: str, width: int, scheme: Any, pages: dict[str, Path], browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(pages[lang].as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    for opened in (None, "#terms td a[data-count]"):
        if opened is not None:
            page.locator(opened).first.click()
            sentences(page)
        found = Axe().run(page).response["violations"]
        serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
        assert serious == []
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    page.close()


def test_a_page_is_printed(tmp_path: Path) -> None:
    (tmp_path / "خبر.txt").write_text(OF_AGENCY.format(day=3, word="أمس"), "utf-8")
    out = tmp_path / "تقرير.html"
    assert main(["report", str(tmp_path / "خبر.txt"), "--out", str(out), "--pdf"]) == 0
    printed = out.with_suffix(".pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert len(printed) > 20_000
