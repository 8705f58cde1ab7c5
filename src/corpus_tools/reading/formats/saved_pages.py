"""Read the article of a saved page, paragraph by paragraph, without what stands around it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from corpus_tools.data_files import load_table
from corpus_tools.reading.formats.html_pages import Line, Page
from corpus_tools.reading.formats.page_dates import date_of_page
from corpus_tools.reading.records import Record, UnreadableError, missing_package
from corpus_tools.script import fold

# A paragraph is longer than what stands above the heading of an article: its day, its section, the name of the paper.
_SHORTEST_PARAGRAPH = 120
# A line is a link to another page where at least this much of it is one; with a word such as «اقرأ أيضا», half of it.
_LINKED, _LINKED_AND_LABELLED = 0.9, 0.5
_COVERED = 0.9
# What trafilatura keeps: menus on a page of a few lines, and the numbers of notes, as `Page` knows them.
_SHORT = "string-length(normalize-space(.)) < 7"
_PRUNED = [
    "//nav",
    "//footer",
    f"//sup[.//a and {_SHORT}]",
    f"//a[(.//sup or contains(@role, 'noteref')) and {_SHORT}]",
]
# How far ahead in the extracted text a line is looked for: it follows the line before at once, or nearly so.
_AHEAD = 10_000


def read_html(text: str, *, url: str | None = None) -> list[Record]:
    """Read the article of a saved page; raise UnreadableError if it has no text or trafilatura is missing.

    Which lines are the article is as trafilatura finds them; lines that only lead to other pages, and what a paper
    says of comments, are taken out. The publication date is one that the page states, never a guess: see `page_dates`.
    `url` is the address from which the page was fetched, if that is known.
    """
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - heavy, and needed only here
        from trafilatura.settings import Document  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("HTML", "trafilatura") from error
    page = Page(text)
    document = bare_extraction(
        text,
        include_comments=False,
        with_metadata=True,
        prune_xpath=_PRUNED,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found: dict[str, Any] = document.as_dict() if isinstance(document, Document) else {}
    title = found.get("title")
    dated = date_of_page(page)
    body = "\n".join(_article(page, found.get("text"), title, dated.line))
    if not body:
        raise UnreadableError("empty file: the page shows no text; save it again after it has loaded")
    said = {
        "title": title,
        "text": body,
        "published": dated.published,
        "url": page.canonical or page.metas.get("og:url") or url or found.get("url"),
        "author": found.get("author"),
        "source": page.metas.get("og:site_name") or found.get("sitename"),
        "category": page.metas.get("article:section"),
    }
    if dated.updated:
        said["page_updated"] = dated.updated
    return [Record(said, notes={"published": dated.origin} if dated.origin else {})]


def _article(page: Page, extracted: str | None, title: str | None, dateline: int | None) -> Iterator[str]:
    """Yield the paragraphs of the article as the page has them."""
    headline = _headline(page.lines, title)
    lines = list(_lines_in(page.lines, extracted)) if extracted else list(enumerate(page.lines))
    if extracted and sum(len(line.text) for _, line in lines) < _COVERED * len(extracted):
        article = [Line(line) for line in extracted.split("\n") if line.split() not in ([], (title or "").split())]
    else:
        article = [
            line
            for number, line in lines
            if number not in (headline, dateline)
            and (headline is None or number > headline or len(line.text) >= _SHORTEST_PARAGRAPH)
        ]
    kept = [line.text for line in _without_policy(article) if not _leads_away(line)]
    yield from kept or (line.text for line in article or page.lines)


def _headline(lines: Sequence[Line], title: str | None) -> int | None:
    """Return the number of the line that is the headline: the words of the title, else the first heading."""
    words = (title or "").split()
    named = [number for number, line in enumerate(lines) if words and line.text.split() == words]
    headings = [number for number, line in enumerate(lines) if line.heading == "h1"]
    return next((number for number in named if number in headings), next(iter([*named, *headings]), None))


def _lines_in(lines: Sequence[Line], extracted: str) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a page that a text extracted from it holds, in order."""
    text, at = "".join(extracted.split()), 0
    for number, line in enumerate(lines):
        words = "".join(line.text.split())
        found = text.find(words, at, at + _AHEAD + len(words))
        if found >= 0:
            yield number, line
            at = found + len(words)


def _leads_away(line: Line) -> bool:
    """Return whether a line is a link to another page, or a word over such links."""
    if line.linked >= _LINKED and len(line.text.split()) > 2:
        return True
    label = _label("related").match(fold(line.text))
    return label is not None and (line.linked >= _LINKED_AND_LABELLED or label.end() == len(fold(line.text)))


def _without_policy(lines: Sequence[Line]) -> list[Line]:
    """Return lines up to where a paper says what it thinks of comments, if that is in the second half."""
    total, seen = sum(len(line.text) for line in lines), 0
    for number, line in enumerate(lines):
        if number and _label("comments").match(fold(line.text)) and 2 * seen >= total - len(line.text) - seen:
            return list(lines[:number])
        seen += len(line.text)
    return list(lines)


@cache
def _label(kind: str) -> re.Pattern[str]:
    """Return the pattern of a line that begins with words of a kind, or is nothing but these."""
    words = "|".join(re.escape(fold(word)) for word in sorted(load_table("pages")[kind], key=len, reverse=True))
    return re.compile(rf"[\W_]*(?:{words})(?!\w)[\W_]*")
