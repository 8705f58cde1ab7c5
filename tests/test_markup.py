import pytest
from corpus_files import DATA, NAMES, parsed

from corpus_tools.reading.formats.html_pages import text_of_html
from corpus_tools.reading.records import UnreadableError


def test_a_feed_gives_its_items_and_not_itself() -> None:
    first, second = parsed((DATA / "feed.xml").read_bytes(), "feed.xml").records
    known, _ = NAMES.sort_out(first.fields)
    assert known == {
        "title": "وصول قافلة مساعدات",
        "url": "http://news.example/7",
        "doc_id": "7",
        "author": "سمر",
        "published": "Sat, 20 May 2017 10:00:00 GMT",
        "abstract": "وصلت قافلة.",
        "text": "وصلت قافلة مساعدات إلى البلدة.\nوتضم عشر شاحنات.",
        "source": "وكالة المثال",
    }
    assert NAMES.sort_out(second.fields)[0]["abstract"] == "أجل الاجتماع إلى الغد."


@pytest.mark.parametrize(
    ("markup", "articles"),
    [
        ("<a><t><title>ع</title><body>أ</body></t><t><title>ع</title><body>ب</body></t></a>", ["أ", "ب"]),
        ("<a><title>ع</title><body>أ</body></a>", ["أ"]),
        ("<feed><title>م</title><item><title>ع</title><body>أ</body></item></feed>", ["أ"]),
        ("<texts><text>أ</text><text>ب</text></texts>", ["أ", "ب"]),
        ("<a><title>ع</title><text>أ</text><text>ب</text></a>", ["أ\nب"]),
        ("<a><article id='1'><p>أ</p><p>ب <i>ج</i></p></article><article><p>د</p></article></a>", ["أ\nب ج", "د"]),
        ("<n><head><title>ع</title></head><body><byline>س</byline><body.content>أ</body.content></body></n>", ["أ"]),
        ("<add><doc><field name='text'>أ</field></doc><doc><field name='text'>ب</field></doc></add>", ["أ", "ب"]),
        ("<x:a xmlns:x='u'><x:t><x:text>أ</x:text></x:t><x:t><x:text>ب</x:text></x:t></x:a>", ["أ", "ب"]),
    ],
)  # fmt: skip
def test_an_article_is_what_stands_around_a_text(markup: str, articles: list[str]) -> None:
    records = parsed(markup, "a.xml").records
    assert [NAMES.sort_out(record.fields)[0]["text"] for record in records] == articles


def test_the_title_of_a_feed_is_not_that_of_its_only_item() -> None:
    markup = "<feed><title>وكالة المثال</title><item><title>هدنة</title><body>بدأت</body></item></feed>"
    assert parsed(markup, "a.xml").records[0].fields == {"title": "هدنة", "body": "بدأت"}


def test_attributes_and_empty_elements_are_fields() -> None:
    markup = (
        "<feed><entry date='2017-05-20'><link href='http://news.example/7'/><text>أ</text></entry>"
        "<entry><text/></entry></feed>"
    )
    first, second = parsed(markup, "a.xml").records
    assert first.fields == {"date": "2017-05-20", "link": "http://news.example/7", "text": "أ"}
    assert second.fields == {}


def test_an_ill_formed_file_is_read_article_by_article() -> None:
    markup = (
        "<articles>\n<article><title>ع</title><body>أ & ب</body></article>\n<article><body>ج</body></article>\n"
        "<article><body>د"
    )
    bad, good, cut = parsed(markup, "a.xml").records
    assert str(bad.problem).startswith("malformed XML: line 2: not well-formed")
    assert good.fields == {"body": "ج"}
    assert str(cut.problem).startswith("truncated XML: the <article> of line 4 never closes")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'ب'>]>\n<a><text>&b;</text></a>", "refused XML: an entity is declared on line 1"),
        ("<a><text>أ", "truncated XML: line 1, column 1"),
        ("<a><text>أ</txt></a>", "malformed XML: line 1, column 1"),
        ("<a><b>أ</b></a>", "elements seen: a, b"),
    ],
)
def test_xml_that_gives_nothing_says_why(markup: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parsed(markup, "a.xml")


def test_trec_articles_with_every_field() -> None:
    first, *others = parsed((DATA / "trec.sgml").read_bytes(), "trec.sgml").records
    known, rest = NAMES.sort_out(first.fields)
    assert rest == {}
    assert known == {
        "doc_id": "NW-local-1-20170120",
        "url": "http://news.example/ar/article/1?a=1&copy=2",
        "source": "إذاعة المثال",
        "category": "local",
        "title": "انقطاع الماء في ثلاثة أحياء",
        "published": "2017-01-20T21:43:00+01:00",
        "abstract": "ينقطع الماء غدا عن ثلاثة أحياء في المدينة.",
        "text": "ينقطع الماء غدا عن ثلاثة أحياء في المدينة.\nوقالت الشركة إن الأشغال تدوم يوما واحدا & لن تتأخر.",
    }
    assert [record.where for record in others] == ["line 17", "line 26", "line 35"]


def test_paragraphs_and_attributes_of_a_wire_corpus() -> None:
    [record] = parsed((DATA / "gigaword.sgm").read_bytes(), "gigaword.sgm").records
    assert record.fields == {
        "id": "NWS_ARB_20170520.0001",
        "type": "story",
        "HEADLINE": "وصول قافلة مساعدات",
        "DATELINE": "البلدة 20-5",
        "TEXT": "وصلت قافلة مساعدات إلى البلدة.\nوتضم عشر شاحنات.",
    }


def test_the_output_of_wikiextractor() -> None:
    first, second = parsed('<doc id="1" title="حمص">\nحمص مدينة.\n</doc>\n<doc id="2">\nحلب مدينة.\n</doc>\n').records
    assert first.fields == {"id": "1", "title": "حمص", "text": "حمص مدينة."}
    assert second.fields["text"] == "حلب مدينة."


def test_sgml_that_is_broken_says_where() -> None:
    content = (
        "<DOC>\n<TEXT>أ</TEXT>\n</DOC>\nزائد\n<DOC>\n<TEXT>ب</TEXT>\n<DOC>\n<TEXT>ج</TEXT>\n</DOC>\n"
        "<DOC>\n<HEAD><TITLE>ع</TITLE></HEAD><TEXT>د</TEXT><TEXT>ه</TEXT>\n</DOC>\n<DOC>\n<TEXT>و"
    )
    good, outside, nested, whole, cut = parsed(content, "a.sgml").records
    assert good.fields == {"TEXT": "أ"}
    assert str(outside.problem).startswith("malformed SGML: text outside any <DOC> on line 4")
    assert "a second <DOC> opens before the one of line 5 closes" in str(nested.problem)
    assert whole.fields == {"TITLE": "ع", "TEXT": "د\nه"}
    assert str(cut.problem).startswith("truncated SGML: the <DOC> of line 13 never closes")


def test_a_page_gives_its_article_and_the_date_that_it_states() -> None:
    found = parsed((DATA / "page_windows-1256.html").read_bytes(), "page.html")
    [record] = found.records
    assert found.encoding == "windows-1256"
    assert record.fields["title"] == "وصول قافلة مساعدات"
    assert record.fields["published"] == "2017-05-20T13:00:00+03:00"
    assert (record.fields["url"], record.fields["source"]) == ("http://news.example/7", "وكالة المثال")
    lines = str(record.fields["text"]).split("\n")
    assert len(lines) == 4
    assert lines[0].startswith("وصلت قافلة مساعدات إلى البلدة صباح السبت")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2017-05-20"}]}</script>', "2017-05-20"),
        (
            (
                '<script type="application/ld+json">[{"@type": "WebPage", "datePublished": "2017-05-01"}, '
                '{"@type": ["NewsArticle"], "datePublished": "2017-05-20"}]</script>'
            ),
            "2017-05-20",
        ),
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="2017-05-21">', "2017-05-21"),
        ('<time pubdate datetime="2017-05-22">', "2017-05-22"),
        ('<meta property="article:modified_time" content="2017-05-23">', None),
        ('<time datetime="2017-05-24">', "2017-05-24"),
    ],
)
def test_the_date_of_a_page_is_stated_or_missing_never_guessed(head: str, date: str | None) -> None:
    page = f"<html><head>{head}</head><body><p>عقد الاجتماع في 3 مارس 2016 بمدينة حمص.</p></body></html>"
    assert parsed(page).records[0].fields["published"] == date


def test_a_page_of_a_few_lines_gives_them_and_not_its_menu() -> None:
    page = (
        "<html><body><nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/p'>سياسة</a></li></ul></nav>"
        "<article><h1>هدنة في حمص</h1><p>بدأت الهدنة في حي الوعر صباح اليوم بعد اتفاق.</p></article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )
    [record] = parsed(page).records
    assert "بدأت الهدنة" in record.fields["text"]
    assert not [word for word in ("الرئيسية", "سياسة", "الحقوق") if word in record.fields["text"]]


def test_a_page_that_shows_nothing_is_empty() -> None:
    with pytest.raises(UnreadableError, match="empty file: the page shows no text"):
        parsed("<html><head><title>ع</title></head><body><script>var x</script></body></html>")


def test_markup_inside_a_field_is_taken_out_paragraph_by_paragraph() -> None:
    assert text_of_html("<p>غادرت <b>حافلة</b>&nbsp;الحي.</p>\n<p>وستليها<br>أخرى.</p>") == (
        "غادرت حافلة الحي.\nوستليها\nأخرى."
    )
