"""Recognize formats by what is in a file rather than by its ending, and parse each: the table is `FORMATS`."""

import re
from collections.abc import Callable
from typing import NamedTuple

from corpus_tools.reading.archives import refuse_bomb
from corpus_tools.reading.decoding import decode
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats.citations import is_citations, read_citations
from corpus_tools.reading.formats.damaged_bytes import decode_in_spite_of_damage, mark_damaged
from corpus_tools.reading.formats.delimited import find_delimiter, read_delimited
from corpus_tools.reading.formats.foreign import name_binary, name_text
from corpus_tools.reading.formats.html_pages import declared_encoding
from corpus_tools.reading.formats.json_records import read_json
from corpus_tools.reading.formats.mail import head_of, is_mail, read_mail
from corpus_tools.reading.formats.news_databases import is_news_database, read_news_database
from corpus_tools.reading.formats.open_documents import read_epub, read_odt
from corpus_tools.reading.formats.pdf import read_pdf
from corpus_tools.reading.formats.prose import read_docx, read_plain_text
from corpus_tools.reading.formats.rtf import read_rtf
from corpus_tools.reading.formats.saved_pages import read_html
from corpus_tools.reading.formats.sgml import read_sgml
from corpus_tools.reading.formats.sheets import read_excel, read_parquet
from corpus_tools.reading.formats.social_exports import is_x_archive, read_x_archive
from corpus_tools.reading.formats.subtitles import is_subtitles, read_subtitles
from corpus_tools.reading.formats.telegram_pages import is_telegram_page, read_telegram_page
from corpus_tools.reading.formats.web_archives import is_mhtml, is_warc, read_mhtml, read_warc
from corpus_tools.reading.formats.whatsapp import is_whatsapp, read_whatsapp
from corpus_tools.reading.formats.xml_articles import read_xml
from corpus_tools.reading.formats.yaml_records import read_yaml_records
from corpus_tools.reading.formats.zipped_documents import is_office, office_kind
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits
from corpus_tools.reading.records import Record, UnreadableError, suffix_of

__all__ = ["FORMATS", "Format", "Parsed", "Source", "is_office", "parse", "parse_table"]


class Parsed(NamedTuple):
    """What a file held."""

    records: list[Record]
    format: str  # a name in `FORMATS`
    encoding: str | None = None  # None for formats that have one of their own


class Source(NamedTuple):
    """A file to parse."""

    data: bytes
    name: str  # of the file
    names: FieldNames
    limits: Limits
    text: str = ""  # what it decodes to, for the formats that are text


class Format(NamedTuple):
    """A format: how it is known, and what is read of it."""

    known_by: str
    reads: str
    read: Callable[[Source], list[Record]]


_PARAGRAPHS = "paragraphs, one article, or those that a database of news saved in one file"

#: Every format that is read, by the name in the column format. Archives (zip, tar, gzip, bzip2, xz) are unpacked first.
FORMATS: dict[str, Format] = {
    # bytes
    "pdf": Format(
        "%PDF",
        "the text layer, one article; needs corpus-tools[pdf]",
        lambda file: read_pdf(file.data, limits=file.limits),
    ),
    "rtf": Format(r"{\rtf", _PARAGRAPHS, lambda file: read_rtf(file.data, limits=file.limits)),
    "parquet": Format("PAR1", "an article a row", lambda file: read_parquet(file.data, file.names)),
    "docx": Format("zip with word/document.xml", _PARAGRAPHS, lambda file: read_docx(file.data)),
    "xlsx": Format(
        "zip with xl/workbook.xml",
        "an article a row of each sheet",
        lambda file: read_excel(file.data, file.names, limits=file.limits),
    ),
    "odt": Format("zip with mimetype …opendocument.text", _PARAGRAPHS, lambda file: read_odt(file.data)),
    "epub": Format(
        "zip with mimetype …epub+zip", "an article a chapter", lambda file: read_epub(file.data, limits=file.limits)
    ),
    "warc": Format(
        "WARC/, also in gzip",
        "an article a page that was sent whole, or a text of WET",
        lambda file: read_warc(file.data, limits=file.limits),
    ),
    "mhtml": Format(
        "head of a mail with multipart/related", "the page, one article", lambda file: read_mhtml(file.data)
    ),
    "mail": Format("head of a mail on its way", "the message, one article", lambda file: read_mail(file.data)),
    # text
    "twitter": Format(
        "window.YTD…, Grailbird.data…",
        "an article a post of an archive of X (Twitter)",
        lambda file: read_x_archive(file.text),
    ),
    "telegram": Format(
        "a page with messages of Telegram",
        "an article a message, as in its export as JSON",
        lambda file: read_telegram_page(file.text),
    ),
    "html": Format(
        "<html, <!doctype html, other tags of a page", "the article of the page", lambda file: read_html(file.text)
    ),
    "sgml": Format("<DOC>", "an article a <DOC>", lambda file: read_sgml(file.text, file.names, limits=file.limits)),
    "xml": Format(
        "any other tag",
        "RSS, Atom, NewsML-G2; else an article an element around one text",
        lambda file: read_xml(file.text, file.names),
    ),
    "json": Format(
        "{ or [, .json, .jsonl, .ndjson",
        "exports of Telegram, Facebook, Instagram; else an article an object with a text",
        lambda file: read_json(file.text, file.names, limits=file.limits),
    ),
    "whatsapp": Format(
        "lines with the time of a phone", "an article a message", lambda file: read_whatsapp(file.text, file.name)
    ),
    "subtitles": Format(
        "WEBVTT, or a number and a time with -->",
        "what is said, without times, one article",
        lambda file: read_subtitles(file.text),
    ),
    "references": Format(
        "TY  - or %0, the type of a reference",
        "an article a reference of RIS or EndNote, with its abstract",
        lambda file: read_citations(file.text, limits=file.limits),
    ),
    "news_database": Format(
        "«3 of 50 DOCUMENTS», «End of Document», field codes of Factiva, «ProQuest document ID:»",
        "an article each that LexisNexis, Nexis Uni, Factiva or ProQuest saved",
        lambda file: read_news_database(file.text, limits=file.limits),
    ),
    "yaml": Format(
        ".yaml, .yml",
        "an article a mapping with a text, as in JSON",
        lambda file: read_yaml_records(file.text, file.name, file.names),
    ),
    "csv": Format(
        "a header with a known name and any delimiter, .csv, .tsv, .tab, .psv",
        "an article a row, such as a post of CrowdTangle",
        lambda file: read_delimited(file.text, file.names, limits=file.limits),
    ),
    "text": Format(
        "anything else",
        "one article, with a title above a blank line",
        lambda file: read_plain_text(file.text, file.names),
    ),
}

# What is neither white space nor a byte order mark.
_SIGN = re.compile(r"[^\s\ufeff]")
_EMPTY = "empty file: it holds no text; delete it or put the article in it"
# Formats in which a damaged byte is that of one record.
_OF_RECORDS = frozenset({"csv", "json", "sgml", "whatsapp"})
_JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_JSON_HEAD = re.compile(r"\{\s*(?:\"|\})|\[\s*[\[{\"\]]")
_PLAIN_SUFFIXES = frozenset({".txt", ".text", ".md", ""})
_DOC = re.compile(r"<DOC[\s>]", re.IGNORECASE)
_HTML_HEAD = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|h1|meta|table|span)\b", re.IGNORECASE)


def parse(data: bytes, name: str, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> Parsed:
    """Parse the articles in the bytes of a file; raise UnreadableError, which says what to do, if it has none.

    The ending of `name` decides only where the content leaves a choice.
    """
    if not data or data.isspace():
        raise UnreadableError(_EMPTY)
    file = Source(data, name, names, limits)
    kind = _kind_of_bytes(file)
    if kind:
        return Parsed(FORMATS[kind].read(file), kind)
    try:
        text, encoding = decode(data, declared=declared_encoding(data))
    except UnreadableError as error:
        return _parse_damaged(file, error)
    if not _SIGN.search(text):
        raise UnreadableError(_EMPTY)
    return _parse_text(Source(data, name, names, limits, text), encoding)


def parse_table(data: bytes, name: str, names: FieldNames, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Parse a table that may lack a text, such as metadata: CSV with any delimiter, or what `parse` reads."""
    names = names.without_text()
    if suffix_of(name) not in {".csv", ".tsv", ".txt", ""}:
        records = parse(data, name, names, limits=limits).records
    elif not data.strip():
        raise UnreadableError("empty file: the table has no header; give it the columns path and published")
    else:
        records = read_delimited(decode(data)[0], names, limits=limits)
    return [record for record in records if not record.left_out]


def _kind_of_bytes(file: Source) -> str | None:
    """Return the format of bytes that are not text, or None; raise UnreadableError for what is no article."""
    data = file.data
    if is_warc(data):
        return "warc"
    if data.startswith(b"PK\x03\x04"):
        refuse_bomb(data, limits=file.limits)
        return office_kind(data, file.name)
    for sign, kind in ((b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"PAR1", "parquet")):
        if data.startswith(sign):
            return kind
    if head := head_of(data):
        if is_mail(head):
            return "mail"
        if is_mhtml(head):
            return "mhtml"
    suffix = suffix_of(file.name)
    if suffix != ".js" or not is_x_archive(data[:200].decode(errors="replace")):
        name_binary(data, suffix)
    return None


def _parse_damaged(file: Source, error: UnreadableError) -> Parsed:
    """Parse records in which a few bytes are damaged: these cost their own record, and no other."""
    damaged = decode_in_spite_of_damage(file.data, error)
    kind = None if damaged is None else _kind_of_text(damaged.text, file.name, file.names)
    if damaged is None or kind not in _OF_RECORDS:
        raise error
    try:
        records = mark_damaged(FORMATS[kind].read(file._replace(text=damaged.text)), damaged)
    except UnreadableError:
        records = None
    if records is None:
        raise error
    return Parsed(records, kind, "utf-8")


def _parse_text(file: Source, encoding: str) -> Parsed:
    """Parse text in its likeliest format."""
    kind = _kind_of_text(file.text, file.name, file.names)
    try:
        return Parsed(FORMATS[kind].read(file), kind, encoding)
    except UnreadableError:
        # Text that only begins like markup or JSON («[عاجل] …») is plain, unless its end or its name says otherwise.
        plain = suffix_of(file.name) in _PLAIN_SUFFIXES
        if not plain or kind not in {"json", "xml"} or file.text[-200:].rstrip()[-1:] in "]}>":
            raise
    return Parsed(read_plain_text(file.text), "text", encoding)


def _kind_of_text(text: str, name: str, names: FieldNames) -> str:
    """Return the format of a text by how it begins."""
    suffix = suffix_of(name)
    begun = _SIGN.search(text)
    head = text[begun.start() : begun.start() + 2000] if begun else ""
    if head.startswith("<"):
        return "telegram" if is_telegram_page(text) else _kind_of_markup(head, suffix)
    name_text(head, suffix)
    in_ascii = head[:1].isascii()  # as few articles begin
    known: tuple[tuple[str, Callable[[], object]], ...] = (
        ("twitter", lambda: is_x_archive(head)),
        ("json", lambda: suffix in _JSON_SUFFIXES or _JSON_HEAD.match(head)),
        ("whatsapp", lambda: is_whatsapp(text, name)),
        ("subtitles", lambda: in_ascii and is_subtitles(head)),
        ("references", lambda: in_ascii and is_citations(head)),
        ("yaml", lambda: suffix in {".yaml", ".yml"}),
        ("news_database", lambda: is_news_database(text)),
        ("csv", lambda: suffix in {".csv", ".tsv", ".tab", ".psv"} or find_delimiter(text, names)),
    )
    return next((kind for kind, is_of_kind in known if is_of_kind()), "text")


def _kind_of_markup(head: str, suffix: str) -> str:
    """Return the format of a text that begins with a tag."""
    if _DOC.match(head):
        return "sgml"
    if suffix != ".xml":
        named = suffix in {".html", ".htm", ".xhtml"} or re.search(r"<html\b", head, re.IGNORECASE)
        if named or (not head.startswith("<?xml") and _HTML_HEAD.match(head)):
            return "html"
    return "sgml" if suffix in {".sgm", ".sgml"} or re.search(r"<DOC[\s>]", head) else "xml"
