"""Parse HTML: the article of a saved page, and markup inside a field."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from corpus_tools.reading.records import Record, UnreadableError, missing_package

_DECLARED = re.compile(
    rb"<(?:meta[^>]+?charset\s*=\s*[\"']?|\?xml[^>]+?encoding\s*=\s*[\"'])\s*([\w.:-]+)", re.IGNORECASE
)
_MARKUP = re.compile(
    r"</(?:p|div|br|a|span|b|strong|i|em|li|ul|h[1-6]|td|tr)\s*>|<(?:br|p|img|hr)\b[^<>]*>", re.IGNORECASE
)
_BREAKING = frozenset(
    (
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote",
        "section", "article",
    )
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "nav", "footer", "aside", "form"})
# Names of meta tags with the date of publication, the surest first; the date of a change is none.
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML page or an XML file names in its head, or None."""
    found = _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else None


def looks_like_html(text: str) -> bool:
    """Return whether a field holds markup."""
    return "<" in text and bool(_MARKUP.search(text))


class _Page(HTMLParser):
    """Collects the visible text of a page and what its head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.metas: dict[str, str] = {}
        self.times: list[str] = []
        self.scripts: list[str] = []
        self.canonical: str | None = None
        self._unseen = 0
        self._linked_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says and where lines break."""
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
            self._linked_data = given.get("type") == "application/ld+json"
        elif tag in _BREAKING:
            self.pieces.append("\n")
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            self.metas.setdefault(name.casefold(), given["content"])
        if tag == "time" and ("pubdate" in given or name.casefold() == "datepublished"):
            self.times.append(given.get("datetime", ""))
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href")

    def handle_endtag(self, tag: str) -> None:
        """Note where lines break and hidden parts end."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKING:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep visible text and linked data."""
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))
        elif self._linked_data:
            self.scripts.append(data)

    def lines(self) -> str:
        """Return the visible text, a line for each block."""
        lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def _read(markup: str) -> _Page:
    """Return the page that the parser makes of markup."""
    page = _Page()
    page.feed(markup)
    page.close()
    return page


def text_of_html(markup: str) -> str:
    """Return the visible text of HTML, whole or in part, a line for each paragraph."""
    return _read(markup).lines()


def read_html(text: str) -> list[Record]:
    """Read the article of a saved page; raise UnreadableError if it has no text or trafilatura is missing.

    Title and text are as trafilatura finds them. The publication date is one that the page states (in its meta tags,
    linked data, ``<time pubdate>``), never a guess.
    """
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - heavy, and needed only here
        from trafilatura.settings import Document  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("HTML", "trafilatura") from error
    page = _read(text)
    document = bare_extraction(
        text,
        include_comments=False,
        with_metadata=True,
        prune_xpath=["//nav", "//footer"],  # trafilatura keeps them on a page of a few lines
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    found: dict[str, Any] = document.as_dict() if isinstance(document, Document) else {}
    body = found.get("text") or page.lines()
    if not body:
        raise UnreadableError("empty file: the page shows no text; save it again after it has loaded")
    title = found.get("title")
    first, _, rest = body.partition("\n")
    if title and first.split() == title.split():
        body = rest
    url = page.canonical or page.metas.get("og:url") or found.get("url")
    source = page.metas.get("og:site_name") or found.get("sitename")
    said = {"url": url, "author": found.get("author"), "source": source, "category": page.metas.get("article:section")}
    return [Record({"title": title, "text": body, "published": next(_dates(page), None), **said})]


def _dates(page: _Page) -> Iterator[str]:
    """Yield what a page says about when it was published, the surest first."""
    yield from (page.metas[name] for name in _DATE_NAMES[:3] if name in page.metas)
    for script in page.scripts:
        try:
            yield from _published_in(json.loads(script, strict=False))
        except (ValueError, RecursionError):
            continue
    yield from (page.metas[name] for name in _DATE_NAMES[3:] if name in page.metas)
    yield from (when for when in page.times if when)


def _published_in(linked: object) -> Iterator[str]:
    """Yield the datePublished in linked data."""
    if isinstance(linked, dict):
        if isinstance(linked.get("datePublished"), str):
            yield linked["datePublished"]
        linked = list(linked.values())
    if isinstance(linked, list):
        for item in linked:
            yield from _published_in(item)
