"""Read the pages that Telegram exports of a chat or channel (messages.html) as the messages of its JSON export."""

import re
from html.parser import HTMLParser
from typing import Any

from corpus_tools.reading.formats.html_pages import close_off
from corpus_tools.reading.formats.social_exports import read_export
from corpus_tools.reading.records import Record

# The first message stands behind the head of the page and the name of the chat.
_HEAD = 10_000
_MESSAGE = re.compile(r"<div\s+class=\"message (?:default|service)\b")
_NUMBER = re.compile(r"message(-?\d+)\Z")
_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?\Z")


def is_telegram_page(text: str) -> bool:
    """Return whether a page is part of an export of Telegram."""
    return _MESSAGE.search(text, 0, _HEAD) is not None


def read_telegram_page(text: str) -> list[Record]:
    """Read the messages of a page; a message that follows one of the same author is of this author too."""
    page = _Messages(text)
    name = " ".join(page.name.split())
    author: str | None = None
    for message in page.messages:
        author = message["from"] = message.get("from", author)
    # The page has no number for the chat.
    return read_export({"name": name, "id": name, "messages": page.messages}) or [
        Record(left_out="notices of the chat")
    ]


class _Messages(HTMLParser):
    """The messages of a page, with the keys of the JSON export."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = ""
        self.messages: list[dict[str, Any]] = []
        self._boxes: list[frozenset[str]] = []  # the classes of the boxes that are open
        self._forwarded = 0  # how many of them hold a message of another chat
        self._beside = 0  # the spans that are open beside a name: when it wrote, by which program
        self._pieces: list[str] | None = None  # of the box whose words are kept
        self.feed(close_off(markup))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a box, and keep its words if they are a name or a text."""
        given = {name: value or "" for name, value in attrs}
        if tag == "br" and self._pieces is not None:
            self._pieces.append("\n")
        if tag == "span" and (self._beside or self._is_in("from_name")):
            self._beside += 1
        if tag != "div":
            return
        box = frozenset(given.get("class", "").split())
        self._boxes.append(box)
        self._forwarded += "forwarded" in box
        if "message" in box:
            number = _NUMBER.match(given.get("id", ""))
            kind = "service" if "service" in box else "message"
            self.messages.append({"type": kind, "id": number[1] if number else None, "text": []})
        if box & {"text", "from_name", "signature"}:
            self._pieces = []
        if "date" in box and self.messages:
            self.messages[-1].setdefault("date", _as_iso(given.get("title", "")))

    def handle_endtag(self, tag: str) -> None:
        """Close a box."""
        self._beside -= tag == "span" and self._beside > 0
        if tag != "div" or not self._boxes:
            return
        box = self._boxes.pop()
        self._forwarded -= "forwarded" in box
        if self._pieces is None or not box & {"text", "from_name", "signature"}:
            return
        said, self._pieces = _tidy("".join(self._pieces)), None
        if not self.messages:
            self.name = self.name or said
        elif "text" in box:
            self.messages[-1]["text"] += ["\n", said]  # as pieces, which are stripped at both ends
        elif "signature" in box:
            self.messages[-1]["author"] = said
        else:
            self.messages[-1].setdefault("forwarded_from" if self._forwarded else "from", said)

    def handle_data(self, data: str) -> None:
        """Keep the words of a name or a text; a line break in the markup is a space."""
        if self._pieces is not None and not self._beside:
            self._pieces.append(re.sub(r"\s+", " ", data))

    def _is_in(self, name: str) -> bool:
        """Return whether the innermost box is of a class."""
        return bool(self._boxes) and name in self._boxes[-1]


def _tidy(text: str) -> str:
    """Return the lines of a box without the spaces around them."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _as_iso(title: str) -> str:
    """Return the time over a message, day first, in the order of ISO 8601."""
    found = _DAY.match(title)
    return f"{found[3]}-{found[2]}-{found[1]}T{found[4]}{found[5] or ''}" if found else title
