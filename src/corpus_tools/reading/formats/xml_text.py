"""The text of an XML element."""

import re
from xml.etree import ElementTree as ET

from corpus_tools.reading.formats.html_pages import looks_like_html, text_of_html

# Elements that stand on lines of their own, in HTML, TEI, NITF and their like.
_BLOCKS = frozenset(
    (
        "p", "para", "paragraph", "div", "head", "li", "l", "block", "br", "tr", "blockquote", "h1", "h2", "h3", "h4",
        "h5", "h6", "hl2",
    )
)  # fmt: skip


def local_name(name: object) -> str:
    """Return the name of an element or attribute without its namespace; comments have none."""
    return name.rsplit("}", 1)[-1] if isinstance(name, str) else ""


def text_of(element: ET.Element) -> str:
    """Return an element as text, a line for each paragraph inside it, without the HTML inside a string."""
    if any(_is_block(child) for child in element.iter() if child is not element):
        return _lines_in(element)
    text = "".join(element.itertext()).strip()
    return text_of_html(text) if looks_like_html(text) else text


def _is_block(element: ET.Element) -> bool:
    """Return whether an element stands on a line of its own."""
    return local_name(element.tag).casefold() in _BLOCKS


def _lines_in(element: ET.Element) -> str:
    """Return the lines of an element with paragraphs inside."""
    pieces: list[str] = []
    waiting: list[ET.Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        line_break = "\n" if _is_block(one) else ""
        inside: list[ET.Element | str] = [line_break, _one_line(one.text if local_name(one.tag) else None)]
        for child in one:
            inside += [child, _one_line(child.tail)]
        waiting += reversed([*inside, line_break])
    lines = (_one_line(line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _one_line(text: str | None) -> str:
    """Return text with its spaces and line breaks made single spaces."""
    return re.sub(r"\s+", " ", text or "")
