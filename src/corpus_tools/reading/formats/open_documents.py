"""Read documents that are a zip of XML: OpenDocument texts and e-books (EPUB)."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from corpus_tools.reading.decoding import decode
from corpus_tools.reading.formats.html_pages import declared_encoding, heading_and_text
from corpus_tools.reading.formats.prose import as_articles
from corpus_tools.reading.formats.xml_articles import parse_xml
from corpus_tools.reading.formats.xml_text import local_name
from corpus_tools.reading.formats.zipped_documents import DAMAGED_ZIP
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record, UnreadableError

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# What stands in a text document and is no text: deleted words, comments, notes, indexes.
_UNSEEN = frozenset(
    (
        f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}table-of-content",
        f"{_TEXT}sequence-decls",
    )
)  # fmt: skip


def _part(archive: zipfile.ZipFile, name: str, what: str) -> ET.Element:
    """Return a part of a document that is XML; raise UnreadableError if it is missing or damaged."""
    try:
        data = archive.read(name)
    except DAMAGED_ZIP as error:
        raise UnreadableError(f"malformed {what}: {name}: {error}; save or fetch it again") from error
    return parse_xml(decode(data, declared=declared_encoding(data))[0])


def _open(data: bytes, what: str) -> zipfile.ZipFile:
    """Open a document; raise UnreadableError if it is damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data))
    except DAMAGED_ZIP as error:
        raise UnreadableError(f"malformed {what}: {error}; save or fetch it again") from error


def read_odt(data: bytes) -> list[Record]:
    """Read an OpenDocument text as one article, as a Word file is read; its own title counts where the text has none.

    The day on which the file was made is kept as file_created, for it is not that of publication.
    """
    with _open(data, "OpenDocument text") as archive:
        content = _part(archive, "content.xml", "OpenDocument text")
        meta = _part(archive, "meta.xml", "OpenDocument text") if "meta.xml" in archive.namelist() else ET.Element("_")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    styles = {
        one.get(f"{_STYLE}name"): one.get(f"{_STYLE}parent-style-name", "") for one in content.iter(f"{_STYLE}style")
    }
    paragraphs = [] if body is None else list(_paragraphs(body, styles))
    if not paragraphs:
        raise UnreadableError(
            "empty file: the OpenDocument file holds no text; look whether it is a drawing or a table"
        )
    said = {element.tag: " ".join((element.text or "").split()) for element in meta.iter()}
    about = {
        "title": said.get(f"{_DC}title"),
        "author": said.get(f"{_META}initial-creator") or said.get(f"{_DC}creator"),
        "file_created": said.get(f"{_META}creation-date"),
    }
    return as_articles([text for text, _ in paragraphs], about, headed=paragraphs[0][1])


def _paragraphs(element: ET.Element, styles: dict[str | None, str]) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs that hold text, and whether each is a heading or in the style of a title."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            text = "".join(_runs(one)).strip()
            style = one.get(f"{_TEXT}style-name", "")
            if text:
                yield text, one.tag == f"{_TEXT}h" or "Title" in (style, styles.get(style))
        elif one.tag not in _UNSEEN:
            waiting += reversed(one)


def _runs(paragraph: ET.Element) -> Iterator[str]:
    """Yield what a paragraph shows."""
    waiting: list[ET.Element | str] = [paragraph]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield " ".join(one.split("\n"))
            continue
        if one.tag == f"{_TEXT}s":
            count = one.get(f"{_TEXT}c", "1")
            yield " " * (min(int(count), 100) if count.isdecimal() else 1)
        elif one.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t" if one.tag == f"{_TEXT}tab" else "\n"
        inside: list[ET.Element | str] = [one.text or ""]
        for child in one:
            inside += [*([] if child.tag in _UNSEEN else [child]), child.tail or ""]
        waiting += reversed(inside)


def read_epub(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read an e-book: each chapter in the order of reading is an article, and the book is its source.

    Covers, tables of contents and other parts without a paragraph are left out.
    """
    with _open(data, "e-book") as archive:
        container = _part(archive, "META-INF/container.xml", "e-book")
        package = next((one.get("full-path") for one in container.iter() if local_name(one.tag) == "rootfile"), None)
        if package is None:
            raise UnreadableError("malformed e-book: META-INF/container.xml names no package; fetch it again")
        root = _part(archive, package, "e-book")
        said: dict[str, list[str]] = {}
        for element in root.iter():
            if element.tag.startswith(_DC) and (element.text or "").strip():
                said.setdefault(local_name(element.tag), []).append(" ".join(str(element.text).split()))
        about = {
            "source": said.get("title"),
            "author": said.get("creator"),
            "published": next(iter(said.get("date", [])), None),
        }
        about["publisher_of_book"] = said.get("publisher")
        chapters = limits.in_time(_spine(root, posixpath.dirname(package)), "the e-book")
        records: list[Record] = []
        try:
            for name in chapters:
                records.append(_chapter(archive, name, about))  # noqa: PERF401 - what was read in time stays
        except UnreadableError as error:
            records.append(Record(problem=str(error)))
    if not any(record.text or record.fields or record.problem for record in records):
        raise UnreadableError("empty file: no chapter of the e-book holds text; look whether it is a scan")
    return records


def _spine(package: ET.Element, folder: str) -> Iterator[str]:
    """Yield the parts of an e-book in the order of reading."""
    items = {one.get("id"): one for one in package.iter() if local_name(one.tag) == "item"}
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local_name(reference.tag) == "itemref" else None
        if item is not None and "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _chapter(archive: zipfile.ZipFile, name: str, about: Mapping[str, object]) -> Record:
    """Read one part of an e-book."""
    try:
        data = archive.read(name)
        title, text = heading_and_text(decode(data, declared=declared_encoding(data))[0])
    except DAMAGED_ZIP as error:
        return Record(where=name, problem=f"malformed e-book: {name}: {error}; fetch it again")
    except UnreadableError as error:
        return Record(where=name, problem=f"{error} ({name})")
    if not text:
        return Record(left_out="parts of the e-book without a paragraph")
    return Record({"title": title, "text": text, **about}, where=name)
