import pytest
from corpus_files import parsed, zip_of

from corpus_tools.reading.records import UnreadableError

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text", "table", "style", "meta"))
BODY = (
    "<text:tracked-changes><text:p>محذوف</text:p></text:tracked-changes>"
    '<text:p text:style-name="P1">وصول قافلة</text:p>'
    "<text:p>وصلت<text:s text:c='2'/><text:span>القافلة</text:span><office:annotation><text:p>تعليق</text:p>"
    "</office:annotation> صباح<text:tab/>اليوم."
    "<text:note><text:note-body><text:p>حاشية</text:p></text:note-body></text:note>"
    "</text:p><table:table><table:table-row><table:table-cell><text:p>25</text:p></table:table-cell></table:table-row>"
    "</table:table><text:p/><text:list><text:list-item><text:p>سطر<text:line-break/>وسطر</text:p></text:list-item></text:list>"
)
META = (
    f'<office:document-meta {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>ملف</dc:title>'
    "<meta:initial-creator>سمر</meta:initial-creator><meta:creation-date>2017-05-20T10:00:00</meta:creation-date>"
    "</office:meta></office:document-meta>"
)


ODT = b"application/vnd.oasis.opendocument.text"


def odt(body: str = BODY, parts: dict[str, bytes] | None = None) -> bytes:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zip_of({"mimetype": ODT, "content.xml": content.encode(), "meta.xml": META.encode()} | (parts or {}))


@pytest.mark.parametrize("name", ["a.odt", "a.zip", "a"])
def test_an_opendocument_text_gives_what_a_reader_sees(name: str) -> None:
    found = parsed(odt(), name)
    assert (found.format, found.encoding) == ("odt", None)
    assert found.records[0].fields == {
        "title": "وصول قافلة",
        "text": "وصلت  القافلة صباح\tاليوم.\n25\nسطر\nوسطر",
        "author": "سمر",
        "file_created": "2017-05-20T10:00:00",
    }


def test_its_own_title_counts_where_the_text_has_none() -> None:
    body = "<text:p>بدأت الهدنة.</text:p><text:p>وعادت الحافلات.</text:p><text:p>وانتهى اليوم.</text:p>"
    [record] = parsed(odt(body), "a.odt").records
    assert record.fields["title"] == "ملف"
    assert str(record.fields["text"]).startswith("بدأت الهدنة.\n")


CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
PACKAGE = (
    '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>مجلة المثال</dc:title>'
    "<dc:creator>سمر</dc:creator><dc:creator>عمر</dc:creator><dc:date>2017-05-20</dc:date></metadata><manifest>"
    '<item id="n" href="nav.xhtml" properties="nav"/><item id="c" href="cover.xhtml"/><item id="b" href="b%20.xhtml"/>'
    '<item id="a" href="a.xhtml"/><item id="x" href="gone.xhtml"/></manifest><spine><itemref idref="n"/>'
    '<itemref idref="c"/><itemref idref="b"/><itemref idref="a"/><itemref idref="x"/></spine></package>'
)


def chapter(title: str, *paragraphs: str) -> bytes:
    lines = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>لا</title></head><body><h2>{title}</h2>{lines}</body></html>".encode()


def epub(parts: dict[str, bytes] | None = None) -> bytes:
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OEBPS/content.opf": PACKAGE.encode(),
        "OEBPS/nav.xhtml": chapter("المحتويات", "أ", "ب"),
        "OEBPS/cover.xhtml": b"<html><body><img src='a.jpg'/></body></html>",
        "OEBPS/b .xhtml": chapter("وصول قافلة", "وصلت <b>القافلة</b>.", "وغادرت."),
        "OEBPS/a.xhtml": chapter("عودة", "عادت الحافلات."),
    }
    return zip_of(members | (parts or {}))


def test_each_chapter_of_an_e_book_is_an_article_in_the_order_of_reading() -> None:
    found = parsed(epub(), "a.epub")
    assert found.format == "epub"
    cover, first, second, gone = found.records
    assert cover.left_out == "parts of the e-book without a paragraph"
    assert first.fields == {
        "title": "وصول قافلة",
        "text": "وصلت القافلة.\nوغادرت.",
        "source": ["مجلة المثال"],
        "author": ["سمر", "عمر"],
        "published": "2017-05-20",
        "publisher_of_book": None,
    }
    assert (second.fields["title"], second.where) == ("عودة", "OEBPS/a.xhtml")
    assert str(gone.problem).startswith("malformed e-book: OEBPS/gone.xhtml: ")


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        ("القافلة<sup><a href='#n1'>1</a></sup>.", "القافلة."),
        ("القافلة<a href='#n1'><sup>[12]</sup></a>.", "القافلة."),
        ("القافلة<a epub:type='noteref' href='#n1'>٣</a> وصلت.", "القافلة وصلت."),
        ("القافلة<a role='doc-noteref' href='#n1'>*</a> وصلت.", "القافلة وصلت."),
        ("مساحتها 10 م<sup>2</sup>.", "مساحتها 10 م2."),
        ("وصلت <a href='#a'>1</a> قافلة.", "وصلت 1 قافلة."),
    ],
)
def test_numbers_of_notes_do_not_stick_to_words(paragraph: str, text: str) -> None:
    first = parsed(epub({"OEBPS/b .xhtml": chapter("وصول", paragraph)}), "a.epub").records[1]
    assert first.fields["text"] == text


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (odt("<text:p/>"), "a.odt", "empty file: the OpenDocument file holds no text"),
        (odt(parts={"content.xml": b"<office"}), "a.odt", "XML: line 1"),
        (zip_of({"mimetype": ODT}), "a.odt", "malformed OpenDocument text: content.xml"),
        (odt()[:600], "a.odt", "malformed OpenDocument text: "),
        (epub({"META-INF/container.xml": b"<container/>"}), "a.epub", "e-book: META-INF/container.xml names no"),
        (zip_of({"META-INF/container.xml": CONTAINER.encode()}), "a.epub", "malformed e-book: OEBPS/content.opf: "),
        (epub()[:600], "a.epub", "malformed e-book: "),
        (zip_of({"mimetype": ODT.replace(b"text", b"graphics")}), "a.odg", "binary file: an OpenDocument that"),
    ],
)  # fmt: skip
def test_a_broken_document_says_which_part(data: bytes, name: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        parsed(data, name)
    assert "; " in str(caught.value)


def test_a_part_whose_packing_is_damaged_tells_no_kind() -> None:
    data = bytearray(odt())
    start = data.index(b"mimetype") + len("mimetype")
    data[start : start + 6] = b"\xff" * 6
    assert parsed(bytes(data), "a.odt").format == "odt"  # as its name says
