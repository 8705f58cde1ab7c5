"""Saved messages of mail: what they say, without their headers."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from corpus_files import NAMES, parsed
from test_web_archives import PAGE, mhtml

from corpus_tools.reading.publication import parse_published
from corpus_tools.reading.records import UnreadableError

TEXT = "وصلت القافلة صباح اليوم.\nوغادرت مساء."


def mail(text: str | None = TEXT, *, charset: str = "utf-8", **parts: str) -> EmailMessage:
    """Write a message; `parts` are further ones by their subtype of text."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "سمر <samar@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = "وصول قافلة"
    message["Date"] = "Sat, 20 May 2017 14:30:00 +0300"
    message["Message-ID"] = "<1@example.org>"
    if text is not None:
        message.set_content(text, charset=charset)
    for subtype, content in parts.items():
        message.add_alternative(content, subtype=subtype)
    return message


@pytest.mark.parametrize(
    "message",
    [
        mail(),
        mail(charset="windows-1256"),
        mail(html="<p>شيء آخر</p>"),
        mail(None, html=f"<p>{TEXT.replace(chr(10), '</p><p>')}</p>"),
    ],
)
def test_the_text_of_a_message_is_a_document(message: EmailMessage) -> None:
    found = parsed(message.as_bytes(), "a.eml")
    assert found.format == "mail"
    [record] = found.records
    known, others = NAMES.sort_out(record.fields)
    assert (known["title"], known["author"]) == ("وصول قافلة", "سمر <samar@example.org>")
    assert known["text"].replace("\r", "").strip() == TEXT
    assert str(parse_published(known["published"]).when) == "2017-05-20 14:30:00"
    assert others == {"message_id": "<1@example.org>"}


def test_lines_that_flow_are_joined() -> None:
    message = mail("وصلت القافلة \nصباح اليوم.\nوغادرت.")
    message.set_param("format", "flowed")
    [record] = parsed(message.as_bytes(), "a.eml").records
    assert record.fields["text"].replace("\r", "").strip() == "وصلت القافلة صباح اليوم.\nوغادرت."


def test_what_is_attached_is_left_out() -> None:
    message = mail()
    message.add_attachment("جدول", filename="a.txt")
    assert [record.left_out for record in parsed(message.as_bytes(), "a.eml").records] == [
        None, "files attached to a message"
    ]  # fmt: skip


def test_a_mailbox_holds_a_message_after_the_other() -> None:
    envelope = b"From samar@example.org Sat May 20 14:30:00 2017\n"
    box = b"".join(envelope + message.as_bytes() + b"\n" for message in (mail(), mail(" "), mail("From هنا عادوا.")))
    found = parsed(box, "news.mbox")
    assert found.format == "mail"
    assert [record.where for record in found.records] == ["message 1", "message 2", "message 3"]
    assert [str(record.fields.get("text", "")).replace("\r", "").strip() for record in found.records] == [
        TEXT, "", "From هنا عادوا."
    ]  # fmt: skip
    assert str(found.records[1].problem).startswith("empty file: the message holds no text")
    assert [record.fields.get("subject") for record in parsed(envelope + mail().as_bytes(), "a").records] == [
        "وصول قافلة"
    ]


def test_a_message_without_text_says_so() -> None:
    with pytest.raises(UnreadableError, match="the message holds no text; look whether it is in what is attached"):
        parsed(mail(" ").as_bytes(), "a.eml")


@pytest.mark.parametrize(
    "damage",
    [
        (b"Date: Sat, 20 May 2017 14:30", b"Date: Sat, 20 May 2017 99999999999999999999914:30"),
        (b"From: ", b"From: =?utf-8?B?="),
        (b"Message-ID: <", b"Message-ID: <[<<"),
        (b"Subject: =?utf-8?", b"Subject: =?utf-16?"),
    ],
)
def test_a_damaged_header_costs_no_text(damage: tuple[bytes, bytes]) -> None:
    content = mail().as_bytes().replace(*damage)
    assert content != mail().as_bytes()
    [record] = parsed(content, "a.eml").records
    assert record.fields["text"].replace("\r", "").strip() == TEXT


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (mhtml(PAGE.encode(), "utf-8"), "mhtml"),
        ("Date: 2017-05-20\nSource: الجسر\n\nوصلت القافلة.".encode(), "text"),
        ("From: دمشق إلى حمص\n\nوصلت القافلة.".encode(), "text"),
    ],
)
def test_what_only_begins_like_a_message_is_none(content: bytes, kind: str) -> None:
    assert parsed(content, "a").format == kind
