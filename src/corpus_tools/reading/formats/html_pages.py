"""Take HTML apart: the lines that a page shows, what its head says, and markup inside a field."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

_DECLARED = re.compile(
    rb"<(?:meta[^>]+?charset\s*=\s*[\"']?|\?xml[^>]+?encoding\s*=\s*[\"'])\s*([\w.:-]+)", re.IGNORECASE
)
_MARKUP = re.compile(
    r"</(?:p|div|br|a|span|b|strong|i|em|li|ul|h[1-6]|td|tr)\s*>|<(?:br|p|img|hr)\b[^<>]*>"
    # What sites and their editors leave in a text that is otherwise plain.
    r"|</(?:figure|blockquote)\s*>|<!--[^<>]*-->",
    re.IGNORECASE,
)
_BREAKING = frozenset(
    (
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote",
        "section", "article", "header", "main", "figure", "figcaption", "dt", "dd", "pre", "hr",
    )
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "nav", "footer", "aside", "form"})
_HEADINGS = ("h1", "h2", "h3")
# What begins in HTML and must end, and what ends it.
_OPENINGS = (
    (re.compile("<!--"), re.compile(r"--!?\s*>")),
    (re.compile(r"<!\[\s*(?:cdata|temp|ignore|include|rcdata)", re.IGNORECASE), re.compile(r"\]\s*\]\s*>")),
    (re.compile(r"<!\["), re.compile(r"\]\s*>")),
    (re.compile("<"), re.compile(">")),
)
# A day with its time, in words, is shorter.
_LONGEST_TIME = 200
# The number or sign of a note, which leads to it.
_NOTE = re.compile(r"\s*[\[(]?(?:\w{1,4}|[*†‡]{1,4})[\])]?\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a page shows."""

    text: str
    linked: float = 0.0  # the share of it that is a link
    heading: str | None = None  # the element, if it is a heading of the first three ranks
    is_time: bool = False  # whether it is a ``<time>`` and nothing else


@dataclass(frozen=True, slots=True)
class Time:
    """A ``<time>`` that a page shows."""

    written: str  # its datetime, or the words inside where it has none
    line: int  # the number of the line in which it stands
    names: str  # its class, property and the like
    linked: bool


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML page or an XML file names in its head, or None."""
    head = data[:4096].lower()
    found = _DECLARED.search(head) if b"charset" in head or b"encoding" in head else None
    return found[1].decode("ascii") if found else None


def looks_like_html(text: str) -> bool:
    """Return whether a field holds markup."""
    return "<" in text and bool(_MARKUP.search(text))


def close_off(markup: str) -> str:
    """Return markup in which what begins and never ends is text.

    The parser of Python takes it for text as well, but looks for its end each time that it begins.
    """
    for opening, closing in _OPENINGS:
        end = 0
        for found in closing.finditer(markup):
            end = found.end()
        markup = markup[:end] + opening.sub(lambda found: f"&lt;{found[0][1:]}", markup[end:])
    return markup


class Page(HTMLParser):
    """The lines that a page shows and what its head says.

    The raised numbers that lead to notes would stick to the words before them, and are left out.
    """

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.metas: dict[str, str] = {}
        self.times: list[Time] = []
        self.scripts: list[str] = []
        self.canonical: str | None = None
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._raised = 0
        self._to_note = False
        self._heading: str | None = None
        self._time: dict[str, str] | None = None
        self._in_time = False
        self._timed = 0
        self._unseen = 0
        self._linked_data = False
        self.feed(close_off(markup))
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says and where lines break."""
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
            self._linked_data = given.get("type") == "application/ld+json"
        elif tag in _BREAKING:
            self._end_line()
        if tag in _HEADINGS:
            self._heading = tag
        self._links += tag == "a"
        self._raised += tag == "sup"
        if tag == "a":
            self._to_note = "noteref" in f"{given.get('epub:type', '')} {given.get('role', '')}"
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            self.metas.setdefault(name.casefold(), given["content"])
        if tag == "time" and not self._unseen:
            self._in_time, self._time = True, given | {"written": ""}
            self._end_time(ended=False)
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical = given.get("href")

    def handle_endtag(self, tag: str) -> None:
        """Note where lines break and hidden parts end."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKING:
            self._end_line()
        if tag == self._heading:
            self._heading = None
        self._links = max(0, self._links - (tag == "a"))
        self._raised = max(0, self._raised - (tag == "sup"))
        if tag == "a":
            self._to_note = False
        if tag == "time":
            self._in_time = False
            self._end_time(ended=True)

    def handle_data(self, data: str) -> None:
        """Keep visible text and linked data."""
        if (self._to_note or (self._raised and self._links)) and _NOTE.fullmatch(data):
            return
        if not self._unseen:
            self._pieces.append(re.sub(r"\s+", " ", data))
            self._linked += len(data.strip()) if self._links else 0
            self._timed += len(data.strip()) if self._in_time else 0
            if self._time is not None and len(self._time["written"]) < _LONGEST_TIME:
                self._time["written"] += data
        elif self._linked_data:
            self.scripts.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take «<![» for text where no section of SGML begins, as in «<![عاجل]»."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            self.handle_data("<![")
            return i + 3

    def _end_time(self, *, ended: bool) -> None:
        """Note a time as soon as its attribute or its words are known."""
        given = self._time
        if given is None or not (ended or given.get("datetime")):
            return
        names = " ".join([*given.keys(), *(given.get(name, "") for name in ("class", "itemprop", "property", "id"))])
        written = given.get("datetime") or given["written"].strip()
        self.times.append(Time(written, len(self.lines), names.casefold(), self._links > 0))
        self._time = None

    def _end_line(self) -> None:
        """Keep the line that ends here, if it shows anything."""
        text = re.sub(r"[ \t]+", " ", "".join(self._pieces)).strip()
        if text:
            linked, is_time = min(1.0, self._linked / len(text)), self._timed >= len(text)
            self.lines.append(Line(text, linked, self._heading, is_time))
        self._pieces.clear()
        self._linked, self._timed, self._in_time = 0, 0, False

    def text(self) -> str:
        """Return the visible text, a line for each block."""
        return "\n".join(line.text for line in self.lines)


def text_of_html(markup: str) -> str:
    """Return the visible text of HTML, whole or in part, a line for each paragraph."""
    return Page(markup).text()


def heading_and_text(markup: str) -> tuple[str | None, str]:
    """Return the first heading of a page without menus, such as a chapter, and the lines other than that."""
    lines = Page(markup).lines
    heading = next((number for number, line in enumerate(lines) if line.heading), None)
    rest = "\n".join(line.text for number, line in enumerate(lines) if number != heading)
    return (None if heading is None else lines[heading].text), rest
