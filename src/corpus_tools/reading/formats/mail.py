"""Read saved messages of mail: subject, day and sender of each, and its text without the headers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from corpus_tools.reading.decoding import decode
from corpus_tools.reading.formats.html_pages import declared_encoding, text_of_html
from corpus_tools.reading.records import Record, UnreadableError

#: The first header of a message: its name, a colon and a space.
FIRST_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Za-z][A-Za-z-]{2,40}: ")
# What stands before each message of a mailbox (mbox).
# Source: RFC 4155, appendix A, https://www.rfc-editor.org/rfc/rfc4155#appendix-A
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n))From \S+ [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n(?=[A-Za-z][A-Za-z-]+: )")
# Headers that a message on its way has, and no saved page.
_ON_ITS_WAY = (b"message-id:", b"received:", b"to:", b"delivered-to:")
# What Python's parser of mail raises at headers that are damaged.
_DAMAGE = (MessageError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)


def head_of(data: bytes) -> bytes:
    """Return the headers of a message in small letters, or nothing where bytes begin with none."""
    envelope = _ENVELOPE.match(data)
    start = envelope.end() if envelope else 0
    if not FIRST_HEADER.match(data, start):
        return b""
    return data[start : start + 8192].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf \t\n").partition(b"\n\n")[0].lower()


def is_mail(head: bytes) -> bool:
    """Return whether headers are those of a message of mail: From and those of its way are among them."""
    names = {line.partition(b":")[0] + b":" for line in head.split(b"\n")}
    return b"from:" in names and not names.isdisjoint(_ON_ITS_WAY)


def read_mail(data: bytes) -> list[Record]:
    """Read a message, or each of a mailbox, as an article, with the subject as its title.

    The plain text counts before that in HTML. What is attached is left out. A header that is damaged is taken for
    missing.
    """
    messages = [one for one in _ENVELOPE.split(data) if one.strip()]
    if len(messages) == 1:
        return _read_message(messages[0])
    records = []
    for number, message in enumerate(messages, 1):
        try:
            [record, *attached] = _read_message(message)
            records += [replace(record, where=f"message {number}"), *attached]
        except UnreadableError as error:
            records.append(Record(where=f"message {number}", problem=f"{error} (message {number})"))
    return records


def _read_message(data: bytes) -> list[Record]:
    """Read one message, and count what is attached to it."""
    with refusing_damage("mail"):
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=default)
        body = message.get_body(preferencelist=("plain", "html"))
        content = None if body is None else body.get_payload(decode=True)
        charset, kind, layout = (
            (None, None, None)
            if body is None
            else (body.get_content_charset(), body.get_content_type(), body.get_param("format"))
        )
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableError("empty file: the message holds no text; look whether it is in what is attached")
    text, _ = decode(content, declared=charset or declared_encoding(content))
    if kind == "text/html":
        text = text_of_html(text)
    elif layout == "flowed":  # RFC 3676: a line that ends in a space goes on in the next
        text = re.sub(r" \r?\n", " ", text)
    said = {"subject": "subject", "date": "date", "from": "author", "message-id": "message_id"}
    fields = {name: header_of(message, header) for header, name in said.items()}
    return [Record({**fields, "text": text}), *[Record(left_out="files attached to a message")] * attached]


@contextmanager
def refusing_damage(what: str) -> Iterator[None]:
    """Raise UnreadableError where Python's parser of mail stumbles over a damaged header."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableError(f"malformed {what}: a header is damaged ({error}); save it again") from error


def header_of(message: EmailMessage, name: str) -> str | None:
    """Return a header on one line, or None where there is none that can be read."""
    with suppress(*_DAMAGE):
        return " ".join(str(message.get(name) or "").split()) or None
    return None
