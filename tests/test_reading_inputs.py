"""What people have, a small file of each kind: which documents it gives, and what is said of each."""

import gzip
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from test_mail import mail
from test_news_databases import EXPORTS, FIRST, SECOND
from test_open_documents import chapter, epub, odt
from test_telegram_pages import HEAD, message
from test_web_archives import mhtml

from corpus_tools import clean, read_corpus

TITLE, BODY = "هدنة في حمص", "بدأت الهدنة صباح اليوم."
WHOLE = f"{TITLE}\n\n{BODY}"
LONG = "وصلت أولى الحافلات إلى الحي عند الظهر وسط ترحيب الأهالي، بعد اتفاق رعته الأمم المتحدة قبل أيام في جنيف."
PAGE = f"{TITLE}\n\n{LONG}\n{BODY}"
ENVELOPE = b"From samar@example.org Sat May 20 14:30:00 2017\n"


class Given(NamedTuple):
    """A document that a file gives: its clean text, its time, its source, and what is said of it."""

    text: str | None = WHOLE
    published: str | None = None
    source: str | None = None
    said: str | None = None  # how the problem begins, or the warning


def wrongly(codec: str, data: bytes) -> str:
    return "".join(bytes([k]).decode(codec, "replace").replace("\ufffd", chr(k)) for k in data)


def in_latin(value: object) -> str:
    """Write JSON as Facebook does: the bytes of its UTF-8 one by one."""
    return json.dumps(json.loads(json.dumps(value, ensure_ascii=False).encode().decode("latin-1")))


def page(body: str, head: str = "") -> str:
    head = f'<meta charset="utf-8"><title>{TITLE}</title>{head}'
    article = f'<nav><a href="/">الرئيسية</a></nav><article><h1>{TITLE}</h1>{body}</article><footer>حقوق</footer>'
    return f'<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head}</head><body>{article}</body></html>'


def warc(kind: str, content_type: str, body: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://a.b/1\r\n"
    head += f"WARC-Date: 2019-03-01T08:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def zipped(members: dict[str, str]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


def rtf(*lines: str) -> str:
    coded = r"\par ".join("".join(f"\\'{byte:02x}" for byte in line.encode("cp1256")) for line in lines)
    return rf"{{\rtf1\ansi\ansicpg1256\deff0{{\fonttbl{{\f0\fcharset178 Arial;}}}}\rtlpar\f0 {coded}\par}}"


TIME = '<time datetime="2017-05-20T14:30:00+03:00">20 أيار</time>'
SHOWN = page(f"{TIME}<p>{LONG}</p><p>{BODY}</p>")
ANSWER = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{SHOWN}".encode()
TELEGRAM: dict[str, Any] = {
    "name": "الجسر", "type": "public_channel", "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2017-05-20T12:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2017-05-20T13:00:00", "date_unixtime": "1495274400", "from": "الجسر",
         "text": ["بدأت ", {"type": "bold", "text": "الهدنة"}, " صباح اليوم."]},
    ],
}  # fmt: skip
FACEBOOK = [
    {"timestamp": 1495274400, "attachments": [], "data": [{"post": BODY}], "title": "Samar updated her status."}
]
INSTAGRAM = [{"media": [{"uri": "media/1.jpg", "creation_timestamp": 1495274400, "title": BODY}]}]
COMMENT = {"timestamp": 1495274400, "comment": BODY, "author": "سمر"}
TWEET = {"id_str": "86", "full_text": "بدأت الهدنة &amp; عاد السكان", "created_at": "Sat May 20 10:00:00 +0000 2017"}
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    f"<title>الجسر</title><item><title>{TITLE}</title><link>http://a.b/1</link><pubDate>Sat, 20 May 2017 14:30:00 +0300"
    "</pubDate><description><![CDATA[<p>بدأت &#8230;</p>]]></description><content:encoded><![CDATA[<p>"
    f'{BODY}</p><p>The post <a href="x">{TITLE}</a> appeared first on <a href="y">الجسر</a>.</p>]]></content:encoded>'
    "</item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>الجسر</title><entry><id>1</id><title>'
    f"{TITLE}</title><updated>2017-05-20T14:30:00Z</updated>"
    f'<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>'
)
NEWSML = (
    '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><itemMeta><provider '
    'qcode="nprov:AFP"/><versionCreated>2017-05-20T14:30:00+03:00</versionCreated></itemMeta><contentMeta><headline>'
    f'{TITLE}</headline></contentMeta><contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body>'
    f"<body.content><p>{BODY}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"
)
NITF = (
    f'<nitf><head><title>{TITLE}</title><docdata><date.issue norm="20170520T143000+0300"/></docdata></head><body>'
    f"<body.content><p>{BODY}</p></body.content></body></nitf>"
)
CROWDTANGLE = (
    '"Page Name","User Name","Post Created","Type","Total Interactions","Message","Link"\n'
    f'"الجسر","bridge","2017-05-20 14:30:00 EEST","Link","1,204","{BODY}","http://a.b/1"\n'
)
MENUS = "الرئيسية\nأخبار\nرياضة\nاقتصاد\nثقافة\nصور\nفيديو\nاتصل بنا\nمن نحن\nأرشيف\nبحث"
PERSIAN = "این خبر در روزنامه تهران چاپ شد و پژوهشگران چند کتاب تازه را برای خوانندگان آماده کردند و به فروشگاه رفت."
ROW = f"{BODY},2017-05-20\n".encode()
DAY, TIMED = "2017-05-20 00:00", "2017-05-20 14:30"


def first_of(database: str) -> Given:
    """Return the first article of a database of news, which tells the time in one of them."""
    text = "\n".join(["وصول قافلة إلى البلدة\n", *FIRST])
    return Given(text, TIMED if database == "Factiva" else DAY, "وكالة المثال")


SECOND_OF_EXPORTS = Given("\n".join(["تأخر القافلة\n", *SECOND]), "2017-05-21 00:00", "جريدة المثال")

INPUTS: list[tuple[str, str | bytes, list[Given]]] = [
    # networks and phones
    ("result.json", json.dumps(TELEGRAM), [Given(BODY, "2017-05-20 13:00", "الجسر")]),
    ("all.json", json.dumps({"chats": {"list": [TELEGRAM]}}), [Given(BODY, "2017-05-20 13:00", "الجسر")]),
    (
        "messages.html",
        HEAD + message(1, f'<div class="text">{BODY}</div>'),
        [Given(BODY, "2017-06-05 14:30", "قناة البلدة")],
    ),
    ("your_posts_1.json", in_latin(FACEBOOK), [Given(BODY, "2017-05-20 10:00")]),
    (
        "comments.json",
        in_latin({"comments_v2": [{"timestamp": 1495274400, "data": [{"comment": COMMENT}]}]}),
        [Given(BODY, "2017-05-20 10:00")],
    ),
    ("posts_1.json", in_latin(INSTAGRAM), [Given(BODY, "2017-05-20 10:00")]),
    (
        "_chat.txt",
        f"[20/05/2017, 14:30:00] سمر: {BODY}\n[21/05/2017, 09:00:00] عمر: سطر\nوآخر\n",
        [Given(BODY, TIMED), Given("سطر\nوآخر", "2017-05-21 09:00")],
    ),
    (
        "WhatsApp Chat with الجسر.txt",
        f"20/05/2017, 14:30 - سمر: {BODY}\n25/05/2017, 9:05 - عمر: <Media omitted>\n",
        [Given(BODY, TIMED, "الجسر")],
    ),
    (
        "محادثة.txt",
        f"٢٠\u200f/٥\u200f/٢٠١٧, ٢:٣٠ م - سمر: {BODY}\n٢١\u200f/٥\u200f/٢٠١٧, ٩:٠٥ ص - عمر: وصلت.\n",
        [Given(BODY, TIMED), Given("وصلت.", "2017-05-21 09:05")],
    ),
    (
        "tweets.js",
        f"window.YTD.tweets.part0 = {json.dumps([{'tweet': TWEET}])}",
        [Given("بدأت الهدنة & عاد السكان", "2017-05-20 10:00")],
    ),
    ("crowdtangle.csv", CROWDTANGLE, [Given(BODY, TIMED, "الجسر")]),
    ("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{BODY}\n", [Given(BODY)]),
    ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v سمر>{BODY}</v>\n", [Given(BODY)]),
    (
        "a.ris",
        f"TY  - NEWS\nTI  - {TITLE}\nAB  - {BODY}\nDA  - 2017/05/20/\nT2  - الجسر\nER  -\nTY  - NEWS\nT1  - {TITLE}",
        [Given(WHOLE, DAY, "الجسر"), Given(TITLE, said="no body: the record at line 7 has only a title")],
    ),
    ("a.enw", f"%0 Newspaper Article\n%T {TITLE}\n%X {BODY}\n%8 May 20, 2017\n", [Given(WHOLE, DAY)]),
    ("a.bib", f"@article{{a1,\n  title = {{{TITLE}}}\n}}", [Given(None, said="no article: references in BibTeX")]),
    ("a.yaml", f"- title: {TITLE}\n  text: {BODY}\n  date: 2017-05-20\n", [Given(WHOLE, DAY)]),
    *((f"{database}.txt", content, [first_of(database), SECOND_OF_EXPORTS]) for database, content in EXPORTS.items()),
    ("a.eml", mail(WHOLE).as_bytes(), [Given(f"وصول قافلة\n\n{WHOLE}", TIMED)]),
    (
        "a.mbox",
        ENVELOPE + mail(BODY).as_bytes() + b"\n" + ENVELOPE + mail(BODY).as_bytes(),
        [Given(f"وصول قافلة\n\n{BODY}", TIMED)] * 2,
    ),
    # feeds and agencies
    ("feed.xml", RSS, [Given(WHOLE, TIMED, "الجسر")]),
    ("atom.xml", ATOM, [Given(WHOLE, TIMED, "الجسر")]),
    ("newsml.xml", NEWSML, [Given(WHOLE, TIMED, "AFP")]),
    ("nitf.xml", NITF, [Given(WHOLE, TIMED)]),
    (
        "wordpress.json",
        json.dumps(
            [{"date": "2017-05-20T14:30:00", "title": {"rendered": TITLE}, "content": {"rendered": f"<p>{BODY}</p>"}}]
        ),
        [Given(WHOLE, TIMED)],
    ),
    # pages
    ("time.html", SHOWN, [Given(PAGE, TIMED)]),
    (
        "visible.html",
        page(f"<div>السبت، 20 أيار/مايو 2017، آخر تحديث 14:00</div><p>{LONG}</p><p>{BODY}</p>"),
        [Given(PAGE, DAY)],
    ),
    (
        "linked.html",
        page(
            f"<p>{LONG}</p><p>{BODY}</p>",
            '<script type="application/ld+json">{"datePublished": "2017-05-20T14:30:00+03:00"}</script>',
        ),
        [Given(PAGE, TIMED)],
    ),
    (
        "comments.html",
        page(f"<p>{LONG}</p><p>{BODY}</p><p>التعليقات المنشورة لا تعبر عن رأي الموقع</p>"),
        [Given(PAGE)],
    ),
    (
        "related.html",
        page(f"<p>{LONG}</p><p>{BODY}</p><p><a href='/2'>اقرأ أيضا: خبر آخر عن المدينة</a></p>"),
        [Given(PAGE)],
    ),
    (
        "cp1256.html",
        page(f"<p>{LONG}</p><p>{BODY}</p>").replace("utf-8", "windows-1256").encode("cp1256"),
        [Given(PAGE)],
    ),
    ("a.mhtml", mhtml(SHOWN.encode(), "utf-8"), [Given(PAGE, TIMED)]),
    ("a.warc", warc("response", "application/http; msgtype=response", ANSWER), [Given(PAGE, TIMED)]),
    ("a.warc.gz", gzip.compress(warc("response", "application/http; msgtype=response", ANSWER)), [Given(PAGE, TIMED)]),
    ("wet.warc", warc("conversion", "text/plain", WHOLE.encode()), [Given(WHOLE)]),
    # documents
    ("a.rtf", rtf(TITLE, BODY), [Given(WHOLE)]),
    ("a.odt", odt(f"<text:h>{TITLE}</text:h><text:p>{BODY}</text:p>"), [Given(WHOLE)]),
    (
        "a.epub",
        epub({"OEBPS/b .xhtml": chapter(TITLE, f"{BODY[:-1]}<sup><a href='#n'>1</a></sup>.")}),
        [
            Given(WHOLE, DAY, "مجلة المثال"),
            Given("عودة\n\nعادت الحافلات.", DAY, "مجلة المثال"),
            Given(None, said="malformed e-book: OEBPS/gone.xhtml"),
        ],
    ),
    # tables
    ("a.csv", f"id;title;text;date\n1;{TITLE};{BODY};2017-05-20\n".encode("cp1256"), [Given(WHOLE, DAY)]),
    ("a.tsv", f"text\tdate\n{BODY}\t2017-05-20\n", [Given(BODY, DAY)]),
    (
        "damaged.csv",
        b"text,date\n" + ROW * 3 + b"\xd9x,2017-05-20\n" + ROW,
        [Given(BODY, DAY)] * 3 + [Given(None, said="damaged record: byte 0xd9 on line 5")] + [Given(BODY, DAY)],
    ),
    ("headlines.csv", f"العنوان,التاريخ\n{TITLE},2017-05-20\n", [Given(None, said="no text: none of the columns")]),
    ("scraped.jsonl", json.dumps({"text": BODY, "date_extracted": "2020-01-01"}), [Given(BODY)]),
    (
        "keys.json",
        json.dumps({"data": [{"عناوين": TITLE, "تفصيل": BODY}]}),
        [Given(None, said="no text: none of the keys is known to hold the article; keys seen: data, عناوين, تفصيل")],
    ),
    ("cut.json", f'[{{"text": "{BODY}"}}, {{"text": "وص', [Given(BODY), Given(None, said="truncated JSON: line 1")]),
    # dumps and programs
    (
        "a.sql",
        f"-- MySQL dump 10.13\nCREATE TABLE `n` (`id` int);\nINSERT INTO `n` VALUES (1,'{BODY}');",
        [Given(None, said="no article: a dump of an SQL database")],
    ),
    (
        "postgres.txt",
        f"COPY public.news (id, body) FROM stdin;\n1\t{BODY}\n\\.\n",
        [Given(None, said="no article: a dump of an SQL database")],
    ),
    ("a.sqlite", b"SQLite format 3\0" + bytes(99), [Given(None, said="binary file: an SQLite database")]),
    (
        "a.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        [Given(None, said="binary file: an old Word or Excel file")],
    ),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), [Given(None, said="binary file: a PNG image")]),
    ("bytes.txt", bytes(range(256)) * 3, [Given(None, said="binary file: 75 of 768 bytes")]),
    # archives
    (
        "a.zip",
        zipped({"a/1.txt": WHOLE, "../x.txt": "سر"}),
        [Given(None, said="refused member: its path leads out of the archive"), Given(WHOLE)],
    ),
    (
        "nested.zip",
        zipped({"1.txt": WHOLE, "2.zip": "PK\x03\x04"}),
        [Given(WHOLE), Given(None, said="refused member: an archive")],
    ),
    ("a.txt.gz", gzip.compress(WHOLE.encode()), [Given(WHOLE)]),
    # encodings
    ("utf16.txt", WHOLE.encode("utf-16"), [Given(WHOLE)]),
    ("utf16be.txt", WHOLE.encode("utf-16-be"), [Given(WHOLE)]),
    ("utf32.txt", WHOLE.encode("utf-32"), [Given(WHOLE)]),
    ("cp1256.txt", WHOLE.encode("cp1256"), [Given(WHOLE)]),
    ("iso.txt", WHOLE.encode("iso8859-6"), [Given(WHOLE)]),
    ("empty.txt", b"", [Given(None, said="empty file: it holds no text")]),
    ("mark.txt", b"\xef\xbb\xbf", [Given(None, said="empty file: a byte order mark")]),
    # text that is no text
    (
        "latin.txt",
        wrongly("cp1252", BODY.encode()),
        [Given(BODY, said="mojibake: 4 words of UTF-8 read as Windows-1252")],
    ),
    (
        "arabic.txt",
        wrongly("cp1256", BODY.encode()),
        [Given(BODY, said="mojibake: 4 words of UTF-8 read as Windows-1256")],
    ),
    (
        "page.txt",
        wrongly("latin-1", BODY.encode("cp1256")),
        [Given(BODY, said="mojibake: 4 words of windows-1256 read as")],
    ),
    ("codes.txt", json.dumps(BODY)[1:-1], [Given(BODY, said="escapes: 4 places")]),
    ("entities.txt", "قال &quot;نعم&quot; &#8230; ثم مضى", [Given('قال "نعم" … ثم مضى', said="escapes: 3 places")]),
    ("lines.txt", rf"{BODY}\n\nوعاد السكان.", [Given(f"{BODY}\n\nوعاد السكان.", said="escapes: 1 place")]),
    ("asked.txt", "???? ??????? ???? ?????.", [Given(None, said="question marks: 4 words lost")]),
    ("lost.txt", "\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd", [Given(None, said="lost characters: 6")]),
    ("partly.txt", "بدأت الهد\ufffdة صباح اليوم", [Given("بدأت الهد\ufffdة صباح اليوم", said="lost characters: 1")]),
    (
        "screen.txt",
        "ةيرابتخا ةرقف هذه\nةنيدملا يف ةندهلا تأدب",
        [Given("هذه فقرة اختبارية\nبدأت الهدنة في المدينة", said="visual order: ")],
    ),
    (
        "english.txt",
        "The convoy arrived in the city on Saturday morning.",
        [Given("The convoy arrived in the city on Saturday morning.", said="not Arabic: 0%")],
    ),
    ("persian.txt", PERSIAN, [Given(PERSIAN, said="not Arabic: its letters and words")]),
    ("menus.txt", MENUS, [Given(MENUS, said="menus: 11 lines")]),
    ("number.txt", "بلغت 29.\u200f0 في المئة", [Given("بلغت 0.29 في المئة")]),
]


@pytest.mark.parametrize(("name", "content", "given"), INPUTS, ids=[name for name, *_ in INPUTS])
def test_a_file_gives_these_documents(name: str, content: str | bytes, given: list[Given], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    documents = read_corpus(path)
    texts, _ = clean(documents)
    found = [
        Given(
            None if pd.isna(text) else text,
            None if pd.isna(published) else f"{published:%Y-%m-%d %H:%M}",
            None if pd.isna(source) else source,
            next((said for said in (problem, warning) if isinstance(said, str)), None),
        )
        for text, published, source, problem, warning in zip(
            texts["text"], *(documents[column] for column in ("published", "source", "problem", "warning")), strict=True
        )
    ]
    assert [one[:3] for one in found] == [one[:3] for one in given]
    for one, wanted in zip(found, given, strict=True):
        assert one.said is None if wanted.said is None else (one.said or "").startswith(wanted.said)


def test_the_table_has_sixty_kinds_of_input_and_more() -> None:
    assert len({name for name, *_ in INPUTS}) == len(INPUTS) >= 60
