"""Recognize formats by what is in a file rather than by its ending, and parse each."""

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple

from corpus_tools.reading.archives import refuse_bomb
from corpus_tools.reading.decoding import decode
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats.delimited import find_delimiter, read_delimited
from corpus_tools.reading.formats.html_pages import declared_encoding, read_html
from corpus_tools.reading.formats.json_records import read_json
from corpus_tools.reading.formats.prose import read_docx, read_plain_text
from corpus_tools.reading.formats.sgml import read_sgml
from corpus_tools.reading.formats.sheets import read_excel, read_parquet
from corpus_tools.reading.formats.xml_articles import read_xml
from corpus_tools.reading.records import Record, UnreadableError


class Parsed(NamedTuple):
    """What a file held."""

    records: Sequence[Record]
    format: str  # text, sgml, csv (with any delimiter), json, xml, html, docx, xlsx or parquet
    encoding: str | None = None  # None for docx, xlsx and parquet, which have one of their own


_EMPTY = "empty file: it holds no text; delete it or put the article in it"
_SAVE_AS_TEXT = "save its text as UTF-8 text, HTML or Word (.docx)"
# First bytes of files that are no articles, what these are, and what to do with them.
_FOREIGN = (
    (b"%PDF", "a PDF", "extract its text first, with pdftotext -layout for example"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx, .xlsx or CSV"),
    (b"{\\rtf", "an RTF file", _SAVE_AS_TEXT),
    (b"\x89PNG", "a PNG image", "take it out of the folder"),
    (b"\xff\xd8\xff", "a JPEG image", "take it out of the folder"),
    (b"GIF8", "a GIF image", "take it out of the folder"),
    (b"SQLite format 3", "an SQLite database", "export the table of articles as CSV"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, or pack it as zip"),
    (b"Rar!", "a RAR archive", "unpack it, or pack it as zip"),
    (b"\x7fELF", "a program", "take it out of the folder"),
)
_TEXT_FORMATS: dict[str, Callable[[str, FieldNames], list[Record]]]
_TEXT_FORMATS = {"sgml": read_sgml, "csv": read_delimited, "json": read_json, "xml": read_xml}
_OFFICE_SUFFIXES = {".docx": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}
_OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_NO_ARTICLE = {".css": "a style sheet", ".js": "a script", ".map": "a script"}
_HTML_HEAD = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|h1|meta|table|span)\b", re.IGNORECASE)


def parse(data: bytes, name: str, names: FieldNames) -> Parsed:
    """Parse the articles in the bytes of a file; raise UnreadableError, which says what to do, if it has none.

    The ending of `name` decides only where the content leaves a choice.
    """
    suffix = PurePath(name).suffix.casefold()
    if not data.strip():
        raise UnreadableError(_EMPTY)
    if suffix in _NO_ARTICLE:
        raise UnreadableError(f"no article: {_NO_ARTICLE[suffix]}; take it out of the folder")
    for start, what, remedy in _FOREIGN:
        if data.startswith(start):
            raise UnreadableError(f"binary file: {what}; {remedy}")
    if data.startswith(b"PAR1"):
        return Parsed(read_parquet(data, names), "parquet")
    if data.startswith(b"PK\x03\x04"):
        return _parse_office(data, suffix, names)
    text, encoding = decode(data, declared=declared_encoding(data))
    if not text.strip().strip("\ufeff \t\r\n"):
        raise UnreadableError(_EMPTY)
    return _parse_text(text, encoding, suffix, names)


def parse_table(data: bytes, name: str, names: FieldNames) -> list[Record]:
    """Parse a table that may lack a text, such as metadata: CSV with any delimiter, or what `parse` reads."""
    names = names.without_text()
    if PurePath(name).suffix.casefold() not in {".csv", ".tsv", ".txt", ""}:
        return list(parse(data, name, names).records)
    if not data.strip():
        raise UnreadableError("empty file: the table has no header; give it the columns path and published")
    return read_delimited(decode(data)[0], names)


def is_office(data: bytes, name: str) -> bool:
    """Return whether a zip is a Word file, a workbook or another document rather than an archive of documents."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    return (
        PurePath(name).suffix.casefold() in _OFFICE_SUFFIXES
        or b"[Content_Types].xml" in data[:4096]
        or b"mimetype" in data[:64]
        or _office_part(data) is not None
    )


def _office_part(data: bytes) -> str | None:
    """Return the kind of document in a zip, by the part that it must have, or None."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return None
    return next((kind for kind, part in _OFFICE_PARTS.items() if part in parts), None)


def _parse_office(data: bytes, suffix: str, names: FieldNames) -> Parsed:
    """Parse a Word file or a workbook."""
    refuse_bomb(data)
    kind = _office_part(data) or _OFFICE_SUFFIXES.get(suffix)
    if kind == "docx":
        return Parsed(read_docx(data), "docx")
    if kind == "xlsx":
        return Parsed(read_excel(data, names), "xlsx")
    raise UnreadableError(f"binary file: an OpenDocument, e-book or damaged archive; {_SAVE_AS_TEXT}")


def _parse_text(text: str, encoding: str, suffix: str, names: FieldNames) -> Parsed:
    """Parse text in its likeliest format."""
    kind = _kind_of_text(text, suffix, names)
    if kind == "html":
        return Parsed(read_html(text), "html", encoding)
    try:
        if kind != "text":
            return Parsed(_TEXT_FORMATS[kind](text, names), kind, encoding)
    except UnreadableError:
        # Text that only begins like markup or JSON («[عاجل] …») is plain, unless its end or its name says otherwise.
        if suffix not in {".txt", ".text", ".md", ""} or kind not in {"json", "xml"} or text.rstrip()[-1] in "]}>":
            raise
    return Parsed(read_plain_text(text), "text", encoding)


def _kind_of_text(text: str, suffix: str, names: FieldNames) -> str:
    """Return the format of a text by how it begins."""
    head = text.lstrip("\ufeff \t\r\n")[:2000]
    if head.startswith("<"):
        return _kind_of_markup(head, suffix)
    if suffix in {".json", ".jsonl", ".ndjson"} or re.match(r"\{\s*(?:\"|\})|\[\s*[\[{\"\]]", head):
        return "json"
    if suffix in {".csv", ".tsv", ".tab", ".psv"} or find_delimiter(text, names):
        return "csv"
    return "text"


def _kind_of_markup(head: str, suffix: str) -> str:
    """Return the format of a text that begins with a tag."""
    if re.match(r"<DOC[\s>]", head, re.IGNORECASE):
        return "sgml"
    if suffix != ".xml":
        named = suffix in {".html", ".htm", ".xhtml"} or re.search(r"<html\b", head, re.IGNORECASE)
        if named or (not head.startswith("<?xml") and _HTML_HEAD.match(head)):
            return "html"
    return "sgml" if suffix in {".sgm", ".sgml"} or re.search(r"<DOC[\s>]", head) else "xml"
