"""Parse files that are one article and nothing else: plain text and Word."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from xml.etree import ElementTree as ET

from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats.news_databases import read_news_database
from corpus_tools.reading.formats.xml_articles import parse_xml
from corpus_tools.reading.formats.zipped_documents import DAMAGED_ZIP
from corpus_tools.reading.records import Record, UnreadableError

_LONGEST_TITLE = 300
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# A title line, then at least one blank line; every kind of line break counts. Nothing is tried twice, however long a
# line is.
_HEAD = re.compile(r"\A\s*+(?P<title>[^\r\n]++)(?:\r\n|\n|\r)(?:[^\S\r\n]*+(?:\r\n|\n|\r))++(?=[^\S\r\n]*+\S)")
# Lines of fields between two of dashes; what is set in below a field, such as a list, is left out.
_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<fields>(?:(?:[^\W\d][\w -]{0,40}:[^\r\n]*|[ \t]+[^\r\n]*|- [^\r\n]*)\r?\n){1,60}+)"
    r"---[ \t]*(?:\r?\n|\Z)"
)
_FIELD = re.compile(r"^(?P<name>[^\W\d][\w -]*):(?P<value>[^\r\n]*)", re.MULTILINE)
# A first line, and where there are others the beginning of the next.
_FIRST_LINES = re.compile(r"\s*+[^\n]*+(?:\n\s*+[\s\S]{0,400})?")


def read_plain_text(text: str, names: FieldNames | None = None) -> list[Record]:
    """Read a text file as one article: a title above a blank line, if any, and the whole text, so that offsets hold.

    Fields between two lines of dashes at its head, as notes and web sites in Markdown have them, are fields of the
    record and no text.
    """
    if names is not None and (fields := _front_matter(text, names)):
        return [Record(fields)]
    head = _HEAD.match(text)
    title = head["title"].strip() if head else ""
    # No more of the body than tells whether it is longer than a title, and whether it has a second line.
    first = _FIRST_LINES.match(text, head.end()) if head else None
    body = first[0].strip() if first else ""
    return [Record({"title": title} if _is_title(title, body) else {}, text=text)]


def _front_matter(text: str, names: FieldNames) -> dict[str, object]:
    """Return the fields at the head of a text, with the rest as its text; none where the head names no known field."""
    head = _FRONT.match(text)
    found = list(_FIELD.finditer(head["fields"])) if head else []
    fields: dict[str, object] = {one["name"].strip(): one["value"].strip(" \t\r\"'") for one in found}
    body = text[head.end() :].strip() if head else ""
    if not body or {"title", "published"}.isdisjoint(map(names.field, fields)):
        return {}
    return {name: value for name, value in fields.items() if names.field(name) not in {"text", "abstract"}} | {
        "text": body
    }


def _is_title(title: str, body: str) -> bool:
    """Return whether a first paragraph is the title of what follows."""
    if not title or len(title) > _LONGEST_TITLE or len(title) >= len(body):
        return False
    # A first paragraph with a full stop belongs to the text, except above a body of a single line.
    return not title.endswith((".", "،", "؛", ":")) or "\n" not in body


def read_docx(data: bytes) -> list[Record]:
    """Read a Word file as one article.

    The title is the first paragraph, if its style is Title or Heading 1 or it reads like one. The text is the other
    paragraphs, a line each; tables cell by cell, deleted text left out.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            markup = archive.read("word/document.xml").decode()
    except DAMAGED_ZIP as error:
        raise UnreadableError(f"malformed Word file: {error}; open it in a word processor and save it again") from error
    texts = [(paragraph, "".join(_runs(paragraph))) for paragraph in parse_xml(markup).iter(f"{_WORD}p")]
    paragraphs = [(paragraph, text) for paragraph, text in texts if text.strip()]
    if not paragraphs:
        raise UnreadableError("empty file: the Word document holds no text; look whether it is a scan")
    named = paragraphs[0][0].find(f"{_WORD}pPr/{_WORD}pStyle")
    style = "" if named is None else named.get(f"{_WORD}val", "")
    is_headed = re.fullmatch(r"(?i)title|heading\W?1|1", style) is not None
    return as_articles([text for _, text in paragraphs], headed=is_headed)


def as_articles(
    paragraphs: Sequence[str], about: Mapping[str, object] | None = None, *, headed: bool = False
) -> list[Record]:
    """Return paragraphs as the articles that a database of news saved in one file, else as one; see `as_article`."""
    return read_news_database("\n".join(paragraphs)) or [as_article(paragraphs, about, headed=headed)]


def as_article(paragraphs: Sequence[str], about: Mapping[str, object] | None = None, *, headed: bool = False) -> Record:
    """Return paragraphs as one article.

    The first is the title if it is in the style of one (`headed`) or reads like one; `about` is what the file says of
    itself, whose title counts where the text has none.
    """
    first, body = paragraphs[0].strip(), "\n".join(paragraphs[1:])
    said = {name: value for name, value in (about or {}).items() if value}
    if body and (headed or _is_title(first, body)):
        return Record(said | {"title": first, "text": body})
    return Record(said | {"text": "\n".join(paragraphs)})


def _runs(element: ET.Element) -> Iterator[str]:
    """Yield what a paragraph shows; a paragraph in a text box inside it comes in its own turn."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag == f"{_WORD}tab":
            yield "\t"
        elif child.tag in {f"{_WORD}br", f"{_WORD}cr"}:
            yield "\n"
        elif child.tag not in {f"{_WORD}p", f"{_WORD}del", f"{_WORD}pPr", _FALLBACK}:
            waiting += reversed(child)
