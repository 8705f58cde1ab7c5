from typing import Any

import pytest
from corpus_files import NAMES, parsed

from corpus_tools.reading.records import UnreadableError

CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def known(markup: str) -> list[dict[str, Any]]:
    return [NAMES.sort_out(record.fields)[0] for record in parsed(markup, "a.xml").records if not record.left_out]


def test_an_item_of_rss_says_what_its_own_elements_say() -> None:
    [item] = known(
        f"<rss version='2.0' {CONTENT} {MEDIA}><channel><title>وكالة المثال</title><item><title>هدنة</title>"
        "<media:content url='a.jpg'><media:title>صورة</media:title></media:content><itunes:summary>لا</itunes:summary>"
        "<guid isPermaLink='true'>http://news.example/7</guid><dc:creator>سمر</dc:creator><category>سياسة</category>"
        "<category>محلي</category><pubDate>Sat, 20 May 2017 10:00:00 +0300</pubDate><description>موجز &amp;#8230;"
        "</description><content:encoded><![CDATA[<p>بدأت <b>الهدنة</b>.</p><p>وعادت الحافلات.</p>]]></content:encoded>"
        "</item></channel></rss>"
    )
    assert item == {
        "title": "هدنة",
        "doc_id": "http://news.example/7",
        "url": "http://news.example/7",
        "author": "سمر",
        "category": ["سياسة", "محلي"],
        "published": "Sat, 20 May 2017 10:00:00 +0300",
        "abstract": "موجز …",
        "text": "بدأت الهدنة.\nوعادت الحافلات.",
        "source": "وكالة المثال",
    }


def test_items_beside_the_channel_as_in_rss_1_0() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    [item] = known(
        f"<rdf:RDF xmlns:rdf='{rdf}' xmlns='http://purl.org/rss/1.0/' {CONTENT}><channel><title>صحيفة</title></channel>"
        "<item><title>هدنة</title><link>http://news.example/7</link><description>بدأت.</description>"
        "<dc:date>2017-05-20T10:00:00+03:00</dc:date></item></rdf:RDF>"
    )
    assert (item["source"], item["published"], item["abstract"]) == ("صحيفة", "2017-05-20T10:00:00+03:00", "بدأت.")


def test_an_export_of_wordpress_gives_its_articles_and_no_pictures_and_menus() -> None:
    kinds = "".join(
        f"<item><title>{kind}</title><wp:post_type>{kind}</wp:post_type></item>"
        for kind in ("post", "attachment", "nav_menu_item", "news", "revision")
    )
    markup = f"<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>موقع</title>{kinds}</channel></rss>"
    assert [item["title"] for item in known(markup)] == ["post", "news"]
    left_out = [record.left_out for record in parsed(markup, "a.xml").records if record.left_out]
    assert left_out == ["items of WordPress that are no articles"] * 3


def test_a_feed_of_headlines_gives_them() -> None:
    [item] = known("<rss><channel><title>وكالة</title><item><title>هدنة في حمص</title></item></channel></rss>")
    assert item == {"title": "هدنة في حمص", "source": "وكالة"}


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة المثال</title>
<entry><id>tag:7</id><title type="html">هدنة &amp;quot;جديدة&amp;quot;</title><link rel="self" href="http://news.example/x"/>
<link href="http://news.example/7"/><updated>2017-05-21T10:00:00Z</updated><published>2017-05-20T10:00:00+03:00</published>
<author><name>سمر</name><email>s@news.example</email></author><category term="p" label="سياسة"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>بدأت <b>الهدنة</b>
اليوم.</p><p>وعادت.</p></div></content></entry>
<entry><id>tag:8</id><title>ثان</title><updated>2017-05-21T10:00:00Z</updated><summary>موجز</summary></entry></feed>"""


def test_the_entries_of_atom() -> None:
    first, second = known(ATOM)
    assert first == {
        "doc_id": "tag:7",
        "title": 'هدنة "جديدة"',
        "url": "http://news.example/7",
        "published": "2017-05-20T10:00:00+03:00",
        "author": ["سمر"],
        "category": ["سياسة"],
        "text": "بدأت الهدنة اليوم.\nوعادت.",
        "source": "وكالة المثال",
    }
    assert second["published"] == "2017-05-21T10:00:00Z"
    notes = [record.notes for record in parsed(ATOM, "a.xml").records]
    assert notes == [{}, {"published": "<updated>, since the entry has no <published>"}]


def news_item(content: str, meta: str = "") -> str:
    return (
        f"<newsItem {G2} guid='urn:newsml:x:7' version='3'><itemMeta><provider qcode='nprov:ABC'/>"
        f"<versionCreated>2017-05-20T10:00:00+03:00</versionCreated><firstCreated>2017-05-19T10:00:00+03:00</firstCreated>"
        f"{meta}</itemMeta><contentMeta><headline>وصول قافلة</headline><by>سمر</by><subject qcode='a'>"
        f"<name>إغاثة</name></subject></contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


NITF = (
    "<inlineXML contenttype='application/nitf+xml'><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.head>"
    "<hedline><hl1>لا</hl1></hedline></body.head><body.content><p>وصلت <em>القافلة</em>.</p><p>وغادرت.</p>"
    "</body.content></body></nitf></inlineXML>"
)
XHTML = (
    "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>لا</title></head>"
    "<body><p>وصلت القافلة.</p><p>وغادرت.</p></body></html></inlineXML>"
)
PLAIN = "<inlineData contenttype='text/plain'>وصلت القافلة.\nوغادرت.</inlineData>"


@pytest.mark.parametrize("content", [NITF, XHTML, PLAIN])
def test_an_item_of_newsml_g2_is_dated_by_its_version(content: str) -> None:
    [item] = known(news_item(content))
    assert item == {
        "doc_id": "urn:newsml:x:7",
        "title": "وصول قافلة",
        "text": "وصلت القافلة.\nوغادرت.",
        "published": "2017-05-20T10:00:00+03:00",
        "source": "ABC",
        "author": "سمر",
        "category": ["إغاثة"],
    }


def test_pictures_in_a_message_of_newsml_g2_are_left_out() -> None:
    picture = news_item("<remoteContent href='a.jpg'/>")
    whole = f"<newsMessage {G2}><itemSet>{news_item(NITF)}{picture}</itemSet></newsMessage>"
    first, second = parsed(whole, "a.xml").records
    assert first.fields["firstCreated"] == "2017-05-19T10:00:00+03:00"
    assert second.left_out == "items of NewsML-G2 without text"


@pytest.mark.parametrize("markup", [ATOM[:-30], news_item(NITF)[:-30]])
def test_xml_that_breaks_off_says_where(markup: str) -> None:
    try:
        problems = [str(record.problem) for record in parsed(markup, "a.xml").records if record.problem]
    except UnreadableError as error:
        problems = [str(error)]
    assert problems
    assert "truncated XML: " in problems[-1]
    assert "line " in problems[-1]
