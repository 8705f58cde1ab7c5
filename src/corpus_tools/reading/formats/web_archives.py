"""Read pages that were archived: WARC, whole or in gzip, and MHTML, the web page in a single file of browsers."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO, StringIO
from typing import Any

from corpus_tools.reading.decoding import decode
from corpus_tools.reading.formats.html_pages import declared_encoding
from corpus_tools.reading.formats.mail import header_of, refusing_damage
from corpus_tools.reading.formats.prose import read_plain_text
from corpus_tools.reading.formats.saved_pages import read_html
from corpus_tools.reading.limits import DEFAULT_LIMITS, HARMLESS_BYTES, Limits
from corpus_tools.reading.records import Record, UnreadableError, missing_package

_HTML = ("text/html", "application/xhtml+xml")
# What warcio raises at a header that is damaged.
_OF_DAMAGE = (ValueError, EOFError, OSError, AttributeError, TypeError, LookupError)
# What warcio raises where a file was packed as a whole and not record by record, as a program for any file packs it.
_NOT_BY_RECORD = "non-chunked gzip file"
_GZIP = b"\x1f\x8b"


def is_warc(data: bytes) -> bool:
    """Return whether bytes are a WARC file, also one whose records are packed with gzip."""
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(31).decompress(data[:4096], 16)
        except zlib.error:
            return False
    return data.startswith(b"WARC/")


def read_warc(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[Record]:
    """Read the pages of a WARC file; raise UnreadableError if it holds none or warcio is missing.

    Pages that the server sent whole (status 200) and texts taken from pages (WET) are articles, at the address from
    which they were fetched; warc_date is the day of the fetching. Everything else is left out.
    """
    with redirect_stderr(StringIO()):  # where warcio prints of damage what the problem of a record says
        return _read_archive(BytesIO(data), len(data), limits)


def _read_archive(stream: BytesIO | gzip.GzipFile, size: int, limits: Limits) -> list[Record]:
    """Return the records of a stream that holds a WARC file of some size."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - heavy, and needed only here
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - heavy, and needed only here
    except ImportError as error:
        raise missing_package("WARC", "warcio") from error
    records: list[Record] = []
    archive = ArchiveIterator(stream)
    limit = min(limits.bytes, max(HARMLESS_BYTES, size * limits.ratio))
    at = unpacked = 0
    try:
        for record in limits.in_time(archive, "the web archive"):
            content = record.content_stream().read(limits.page_bytes + 1) if _is_page(record) else b""
            # Its place is known when it is read to its end.
            at, unpacked = archive.get_record_offset(), unpacked + len(content)
            if unpacked > limit:
                said = f"refused web archive: {size:,} bytes unpack to more than {limit:,}, which no text does"
                raise limits.beyond("ratio", said, "unpack it by hand if you trust it")
            records.append(_read_record(record, content, f"byte {at}", limits))
    except UnreadableError as error:  # beyond a limit
        if not records:
            raise
        records.append(Record(where=f"byte {at}", problem=str(error)))
    except (ArchiveLoadFailed, zlib.error, *_OF_DAMAGE) as error:
        if _NOT_BY_RECORD in str(error):
            stream.seek(0)
            return _read_archive(gzip.GzipFile(fileobj=stream), size, limits)
        problem = f"truncated or damaged web archive: at byte {at}: {' '.join(str(error).split())}; fetch it again"
        if not records:
            raise UnreadableError(problem) from error
        records.append(Record(where=f"byte {at}", problem=problem))
    if not any(record.fields or record.problem for record in records):
        raise UnreadableError("empty file: the web archive holds no page with a text; look at what was crawled")
    return records


def _is_page(record: Any) -> bool:
    """Return whether a record of a WARC file is a page that was sent whole, or the text of one."""
    if record.rec_type == "conversion":
        return str(record.rec_headers.get_header("Content-Type", "")).startswith("text/plain")
    if record.rec_type == "resource":
        return str(record.rec_headers.get_header("Content-Type", "")).startswith(_HTML)
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return str(headers.get_header("Content-Type", "")).casefold().startswith(_HTML)


def _read_record(record: Any, content: bytes, where: str, limits: Limits) -> Record:
    """Read one record of a WARC file."""
    if not _is_page(record):
        kind = "answers that are no page" if record.rec_type == "response" else f"records of the kind {record.rec_type}"
        return Record(left_out=kind)
    said = record.rec_headers
    url, fetched = said.get_header("WARC-Target-URI"), said.get_header("WARC-Date")
    if len(content) > limits.page_bytes:
        said = f"too large: the page {url} has more than {limits.page_bytes:,} bytes"
        return Record(where=where, problem=str(limits.beyond("page_bytes", said, "take it out")))
    if missing := record.raw_stream.limit:
        problem = f"truncated page: the last {missing:,} bytes of {url} are missing; fetch it again"
        return Record(where=where, problem=problem)
    headers = record.http_headers if record.rec_type == "response" else said
    charset = str(headers.get_header("Content-Type", "")).casefold().partition("charset=")[2].strip("\"' ;")
    try:
        [page] = _read_page(content, charset or None, url, is_text=record.rec_type == "conversion")
    except UnreadableError as error:
        return Record(where=where, problem=f"{error} ({url})")
    return Record({**page.fields, "warc_date": fetched}, where=where, notes=page.notes)


def _read_page(content: bytes, charset: str | None, url: str | None, *, is_text: bool = False) -> Iterator[Record]:
    """Yield the article of one page."""
    if not content.strip():
        raise UnreadableError("empty page: it holds no text; fetch it again")
    text, _ = decode(content, declared=charset or declared_encoding(content))
    if not is_text:
        yield from read_html(text, url=url)
        return
    for record in read_plain_text(text):
        yield Record({**record.fields, "text": record.text, "url": url})


def is_mhtml(head: bytes) -> bool:
    """Return whether headers are those of a web page in a single file: a message of mail with a page in it."""
    return b"mime-version:" in head and (b"multipart/related" in head or b"text/html" in head)


def read_mhtml(data: bytes) -> list[Record]:
    """Read the page of an MHTML file; its Date, on which the page was saved, is kept as date_saved."""
    with refusing_damage("MHTML"):
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf"), policy=default)
        page = _root_page(message)
        content, charset = (None, None) if page is None else (page.get_payload(decode=True), page.get_content_charset())
    if page is None or not isinstance(content, bytes):
        raise UnreadableError("malformed MHTML: it holds no page in HTML; save the page again")
    url = header_of(page, "Content-Location") or header_of(message, "Snapshot-Content-Location") or ""
    [record] = _read_page(content, charset, url if url.startswith("http") else None)
    title = record.fields.get("title") or header_of(message, "Subject")
    return [Record({**record.fields, "title": title, "date_saved": header_of(message, "Date")}, notes=record.notes)]


def _root_page(message: EmailMessage) -> EmailMessage | None:
    """Return the part that is the page itself: the one that the message names, else the first in HTML."""
    pages = [part for part in message.walk() if part.get_content_type() in _HTML]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter(named or pages), None)
