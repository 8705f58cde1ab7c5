"""The pages that Telegram exports of a channel: the same documents as from its JSON export."""

import pytest
from corpus_files import NAMES, parsed

from corpus_tools.reading.publication import parse_published

HEAD = """<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <link href="css/style.css" rel="stylesheet"/>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
قناة البلدة
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
"""
SERVICE = '<div class="message service" id="message-1">\n<div class="body details">\n20 May 2017\n</div>\n</div>\n'
PICTURE = (
    '<div class="media_wrap clearfix"><div class="media clearfix pull_left media_photo"><div class="body">'
    '<div class="title bold">Photo</div><div class="status details">Not included</div></div></div></div>'
)


def message(
    number: int, inside: str, *, name: str | None = "قناة البلدة", day: str = "05.06.2017 14:30:00 UTC+03:00"
) -> str:
    """Write a message as the program lays it out; one that follows its like has no name."""
    kind, line = (
        ("default clearfix", f'<div class="from_name">\n{name} </div>') if name else ("default clearfix joined", "")
    )
    return (
        f'<div class="message {kind}" id="message{number}">\n<div class="pull_left userpic_wrap"><div class="initials">'
        f'\nق\n</div></div>\n<div class="body">\n<div class="pull_right date details" title="{day}">\n14:30\n</div>\n'
        f"{line}\n{inside}\n</div>\n</div>\n"
    )  # fmt: skip


def said(*messages: str, head: str = HEAD) -> list[dict[str, object]]:
    """What each message says, by our fields."""
    found = parsed(head + "".join(messages) + "</div></div></div></body></html>", "messages.html")
    assert found.format == "telegram"
    return [NAMES.sort_out(record.fields)[0] for record in found.records if not record.left_out]


def test_a_message_is_a_document_with_its_day() -> None:
    text = (
        '<div class="text">\nوصلت <strong>القافلة</strong> صباح&nbsp;اليوم\n&quot;أخيرا&quot;.<br><br>وغادرت.\n</div>'
    )
    [found] = said(SERVICE, message(12, text), message(13, PICTURE, name=None))
    assert found == {
        "doc_id": "قناة البلدة/12",
        "text": 'وصلت القافلة صباح اليوم "أخيرا".\n\nوغادرت.',
        "published": "2017-06-05T14:30:00+03:00",
        "source": "قناة البلدة",
    }
    published = parse_published(found["published"])
    assert (published.when.isoformat() if published.when else None) == "2017-06-05T14:30:00"


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("05.06.2017 14:30:00 UTC-05:30", "2017-06-05T14:30:00-05:30"),
        ("05.06.2017 14:30:00", "2017-06-05T14:30:00"),
        ("5 June 2017", "5 June 2017"),
    ],
)
def test_the_day_stands_before_the_month(day: str, published: str) -> None:
    assert [one["published"] for one in said(message(1, '<div class="text">نص</div>', day=day))] == [published]


def test_authors_are_those_of_the_messages_and_not_of_what_they_pass_on() -> None:
    passed_on = (
        '<div class="forwarded body">\n<div class="from_name">\nقناة أخرى <span class="date details" title="04.06.2017 '
        '10:00:00"> 04.06.2017 10:00:00</span> </div>\n<div class="text">\nثالث\n</div>\n</div>'
    )
    found = said(
        message(1, '<div class="text">أول</div>', name='سمر <span class="details"> via @bot</span>'),
        message(2, '<div class="text">ثان</div>', name=None),
        message(3, passed_on, name=None),
        message(4, '<div class="text">رابع</div><div class="signature details">\nعمر\n</div>'),
        message(5, '<div class="text">خامس</div>'),
    )
    assert [(one["text"], one.get("author")) for one in found] == [
        ("أول", "سمر"), ("ثان", "سمر"), ("ثالث", "سمر"), ("رابع", "عمر"), ("خامس", None)
    ]  # fmt: skip
    assert {one["published"] for one in found} == {"2017-06-05T14:30:00+03:00"}


def test_a_page_of_notices_holds_no_document() -> None:
    found = parsed(HEAD + SERVICE + "</div></div></body></html>", "messages.html")
    assert [record.left_out for record in found.records] == ["notices of the chat"]


def test_another_page_that_speaks_of_messages_is_none_of_telegram() -> None:
    page = (
        "<html><body><h1>رسالة</h1><div class='message'><p>وصلت القافلة صباح اليوم إلى البلدة.</p></div></body></html>"
    )
    assert parsed(page, "a.html").format == "html"
