import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.fields import FieldNames
from corpus_tools.formats import Parsed, parse
from corpus_tools.formats.html_pages import text_of_html
from corpus_tools.records import UnreadableError

DATA = Path(__file__).parent / "data" / "reading"
NAMES = FieldNames()
CELLS = st.text(st.sampled_from("بدأت الهدنةَ,;|\t\"'\n\r{}<>&\\ 12"), min_size=1, max_size=20).filter(str.strip)


def _parse(content: str | bytes, name: str = "news", names: FieldNames = NAMES) -> Parsed:
    return parse(content.encode() if isinstance(content, str) else content, name, names)


def _texts(content: str | bytes, name: str = "news") -> list[object]:
    return [record.fields.get("text") for record in _parse(content, name).records]


# Telling the format by content


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("بدأت الهدنة.", "a.txt", "text"),
        ("[عاجل] بدأت الهدنة في حمص", "a.txt", "text"),
        ("{تنبيه} بدأت الهدنة", "a", "text"),
        ("<< عاجل >> بدأت الهدنة", "a.txt", "text"),
        ("عاجل، بدأت الهدنة، في حمص\nوغادرت، حافلة، الحي\n", "a.txt", "text"),
        ('{"text": "بدأت الهدنة."}', "a.txt", "json"),
        ('{"text": "بدأت"}\n{"text": "انتهت"}\n', "a.data", "json"),
        ("id,text\n1,بدأت\n", "a.txt", "csv"),
        ("الخبر، المصدر\n\nبدأت الهدنة صباح اليوم في حي الوعر.\n", "a.txt", "text"),
        ("<DOC><TEXT>بدأت</TEXT></DOC>", "a.txt", "sgml"),
        ('<?xml version="1.0"?>\n<DOC><TEXT>بدأت & انتهت</TEXT></DOC>', "a.xml", "sgml"),
        ("<خبر><النص>بدأت</النص></خبر>", "a.txt", "xml"),
        ("<!doctype html><p>بدأت الهدنة</p>", "a.txt", "html"),
        ("<p>بدأت الهدنة</p>", "a.php", "html"),
    ],
)
def test_the_content_tells_the_format(content: str, name: str, kind: str) -> None:
    assert _parse(content, name).format == kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "empty file"),
        (b" \r\n\t", "a.txt", "empty file"),
        ("\u200f\n".encode("utf-16"), "a.txt", None),
        (b"\x89PNG\r\n\x1a\n", "a.png", "binary file: a PNG image"),
        (b"%PDF-1.7", "a.txt", "binary file: a PDF; extract its text first"),
        (b"\xd0\xcf\x11\xe0", "a.doc", "binary file: an old Word or Excel file; save it as .docx"),
        (b"{\\rtf1", "a.rtf", "binary file: an RTF file"),
        (b"body {}", "a.css", "no article: a style sheet"),
        (b"PAR1" + b"\0" * 20, "a.parquet", "malformed Parquet file"),
        (b"PK\x03\x04" + b"\0" * 40, "a.docx", "malformed Word file"),
        (b"PK\x03\x04" + b"\0" * 40, "a.xlsx", "malformed Excel file"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis", "a.odt", "binary file: an OpenDocument"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, name: str, said: str | None) -> None:
    if said is None:
        assert _parse(data, name).format == "text"
        return
    with pytest.raises(UnreadableError, match=said) as caught:
        _parse(data, name)
    assert "; " in str(caught.value), "the message must say what to do"


# Plain text and Word


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("إجلاء من حمص \n\nغادرت حافلة., وستليها أخرى.", "إجلاء من حمص"),
        ("وفاة كاتب معروف.\n\nتوفي الكاتب صباح اليوم في بيته بعد مرض.", "وفاة كاتب معروف."),
        ("إجلاء من حمص\r\n\r\nغادرت حافلة.\r\nوستليها أخرى.\r\n", "إجلاء من حمص"),
        ("\n\nهل تعود الهدنة؟\n \n\nبدأت الهدنة في حي الوعر.", "هل تعود الهدنة؟"),
        ("غادرت حافلة الحي.\n\nوستليها أخرى غدا.\n\nوقال المرصد إنها الأولى.", None),
        ("غادرت حافلة الحي\nوستليها أخرى غدا", None),
        ("عنوان بلا نص\n\n", None),
        ("فقرة أولى طويلة " * 30 + "\n\nوفقرة ثانية.", None),
        ("بدأت الهدنة في حي الوعر صباح اليوم\n\nوات", None),
    ],
)
def test_a_text_file_is_one_article_whole_with_a_title_if_it_has_one(text: str, title: str | None) -> None:
    [record] = _parse(text, "a.txt").records
    assert record.text == text
    assert record.fields.get("title") == title


def test_a_word_file_gives_what_a_reader_sees() -> None:
    document = Document()
    document.add_heading("إجلاء من حمص", 1)
    document.add_paragraph("غادرت ").add_run("حافلة")
    document.add_paragraph("")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "حمص", "2500"
    document.add_paragraph("سطر\nآخر")
    packed = io.BytesIO()
    document.save(packed)
    [record] = _parse(packed.getvalue(), "a").records
    assert record.fields == {"title": "إجلاء من حمص", "text": "غادرت حافلة\nحمص\n2500\nسطر\nآخر"}


def test_a_word_file_without_styles_has_the_title_that_a_text_file_would_have() -> None:
    document = Document()
    for paragraph in ("إجلاء من حمص", "غادرت حافلة الحي صباح السبت.", "وستليها أخرى."):
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    assert _parse(packed.getvalue()).records[0].fields["title"] == "إجلاء من حمص"


def test_deleted_text_and_the_second_copy_of_a_text_box_are_left_out() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    markup = (
        f'<w:document xmlns:w="{word}" xmlns:mc="{compatible}"><w:body><w:p><w:r><w:t>بدأت</w:t><w:tab/>'
        "<w:t>الهدنة</w:t></w:r><w:del><w:r><w:delText>لا</w:delText><w:t>لا</w:t></w:r></w:del>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>.</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>"
    )
    import zipfile  # noqa: PLC0415 - this test alone packs by hand

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", markup)
    assert _texts(packed.getvalue()) == ["بدأت\tالهدنة."]


# Delimited text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "؛", "،", "^", "~"])
@settings(max_examples=15)
@given(cells=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_any_delimiter_and_any_cell(delimiter: str, cells: list[tuple[str, str]]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(["العنوان", "النص"])
    writer.writerows(cells)
    parsed = _parse(table.getvalue())
    assert parsed.format == "csv"
    assert [tuple(record.fields.values()) for record in parsed.records] == cells


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        ("id,text\r1,بدأت\r2,انتهت\r", ["بدأت", "انتهت"]),
        ("id,text\r\n1,بدأت\n\n2,انتهت", ["بدأت", "انتهت"]),
        ("sep=;\nid;text\n1;بدأت, ثم انتهت\n", ["بدأت, ثم انتهت"]),
        ("text\nبدأت\nانتهت\n", ["بدأت", "انتهت"]),
        ('id,text\n1,"سطر\nآخر"\n', ["سطر\nآخر"]),
        ("id,text,text\n1,بدأت,انتهت\n", ["بدأت"]),
        ("id,text\n1,بدأت\x00الهدنة\n", ["بدأت\x00الهدنة"]),
    ],
)
def test_line_breaks_and_headers_of_every_kind(table: str, texts: list[str]) -> None:
    assert _texts(table, "a.csv") == texts


def test_a_column_named_twice_is_not_lost() -> None:
    [record] = _parse("id,text,text\n1,بدأت,انتهت\n", "a.csv").records
    assert record.fields == {"id": "1", "text": "بدأت", "text.2": "انتهت"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2,بدأت, ثم انتهت", "malformed row: line 3 has 3 cells, the header has 2"),
        ("2", "malformed row: line 3 has 1 cell, the header has 2"),
        ('2,"قال "نعم" ثم غادر"', "malformed row: line 3 has a quotation mark that is not closed, or not doubled"),
        ('2,"بدأت', "malformed row: line 3 has a quotation mark that is not closed, or not doubled"),
    ],
)
def test_a_bad_row_costs_no_other(row: str, said: str) -> None:
    first, bad, last = _parse(f"id,text\n1,أول\n{row}\n3,ثالث\n", "a.csv").records
    assert (first.fields["text"], last.fields["text"], last.where) == ("أول", "ثالث", "line 4")
    assert str(bad.problem).startswith(said)
    assert bad.where == "line 3"


def test_an_unclosed_quotation_mark_swallows_nothing_after_it() -> None:
    table = "id,text\n" + "".join(f'{number},"نص ""{number}"""\n' for number in range(50)) + '50,"نص\n'
    rows = table.splitlines(keepends=True)
    records = _parse("".join([rows[0], rows[-1], *rows[1:-1]]), "a.csv").records
    assert [record.where for record in records if record.problem] == ["line 2"]
    assert len(records) == 51


def test_a_table_without_a_text_says_what_it_has_and_how_to_name_the_column() -> None:
    with pytest.raises(UnreadableError, match=r'columns seen: رقم, المادة; name the right one with fields=\{"text"'):
        _parse("رقم,المادة\n1,بدأت\n", "a.csv")
    named = FieldNames({"text": "المادة"})
    assert _parse("رقم,المادة\n1,بدأت\n", "a.csv", named).records[0].fields["المادة"] == "بدأت"


# JSON


@pytest.mark.parametrize(
    "wrapped",
    [
        '[{"text": "أول"}, {"text": "ثان"}]',
        '{"meta": {"n": 2}, "data": {"articles": [{"text": "أول"}, {"text": "ثان"}]}}',
        '{"a1": {"text": "أول"}, "a2": {"text": "ثان"}}',
        '{"text": "أول"}\n\n{"text": "ثان"}\n',
        '["أول", "ثان"]',
        '[{"النص": "أول"}, {"المحتوى": "ثان"}]',
    ],
)
def test_the_articles_of_a_json_file_wherever_they_stand(wrapped: str) -> None:
    known = [NAMES.sort_out(record.fields)[0] for record in _parse(wrapped, "a.json").records]
    assert [values["text"] for values in known] == ["أول", "ثان"]


def test_the_keys_of_articles_by_id_are_their_ids() -> None:
    records = _parse('{"a1": {"text": "أول"}, "a2": {"id": 7, "text": "ثان"}}').records
    assert [NAMES.sort_out(record.fields)[0]["doc_id"] for record in records] == ["a1", 7]


@settings(max_examples=25)
@given(texts=st.lists(CELLS, min_size=1, max_size=4), escaped=st.booleans(), indent=st.sampled_from([None, 2]))
def test_json_is_read_back(texts: list[str], escaped: bool, indent: int | None) -> None:
    articles = [{"id": number, "text": text} for number, text in enumerate(texts)]
    assert _texts(json.dumps(articles, ensure_ascii=escaped, indent=indent)) == texts
    assert _texts("\n".join(json.dumps(article, ensure_ascii=escaped) for article in articles)) == texts


@pytest.mark.parametrize(
    ("content", "good", "said"),
    [
        ('{"text": "أ"}\n{"text": ب}\n{"text": "ج"}', ["أ", None, "ج"], "malformed JSON: line 2, column 10: Expecting"),
        ('{"text": "أ"}\n{"text": "ب', ["أ", None], "truncated JSON: line 2, column 10: Unterminated string"),
        ('[{"text": "أ"},\n{"text": ب},\n{"text": "ج"}]', ["أ", None, "ج"], "malformed JSON: line 2, column 10"),
        ('[{"text": "أ"},\n{"text": "ب', ["أ", None], "truncated JSON: line 2, column 10"),
        ('[{"text": "أ"},\n{"text": "ب"}', ["أ", "ب", None], "truncated JSON: line 2, column 14"),
        ('[{"text": "أ"}, 7]', ["أ", None], "malformed record: record 2 is no object"),
        ('{"text": "أ"}\n7\n', ["أ", None], "malformed record: line 2 is no object"),
    ],
)  # fmt: skip
def test_a_broken_record_costs_no_other(content: str, good: list[str | None], said: str) -> None:
    records = _parse(content, "a.json").records
    assert [record.fields.get("text") for record in records] == good
    [problem] = [str(record.problem) for record in records if record.problem]
    assert problem.startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "أ', "truncated JSON: line 1, column 10"),
        ('{"text" "أ"}', "malformed JSON: line 1, column 9"),
        ("[" * 100_000, "nested too deeply"),
        ('{"foo": 1, "bar": [2]}', "keys seen: foo, bar"),
        ('[{"foo": 1}, {"bar": 2}]', "no text: none of the keys"),
    ],
)
def test_json_that_gives_nothing_says_why(content: str, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        _parse(content, "a.json")


# XML


def test_a_feed_gives_its_items_and_not_itself() -> None:
    first, second = _parse((DATA / "feed.xml").read_bytes(), "feed.xml").records
    known, _ = NAMES.sort_out(first.fields)
    assert known == {
        "title": "وصول قافلة مساعدات",
        "url": "http://news.example/7",
        "doc_id": "7",
        "author": "سمر",
        "published": "Sat, 20 May 2017 10:00:00 GMT",
        "abstract": "وصلت قافلة.",
        "text": "وصلت قافلة مساعدات إلى البلدة.\nوتضم عشر شاحنات.",
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
    records = _parse(markup, "a.xml").records
    assert [NAMES.sort_out(record.fields)[0]["text"] for record in records] == articles


def test_the_title_of_a_feed_is_not_that_of_its_only_item() -> None:
    markup = "<feed><title>وكالة المثال</title><item><title>هدنة</title><body>بدأت</body></item></feed>"
    assert _parse(markup, "a.xml").records[0].fields == {"title": "هدنة", "body": "بدأت"}


def test_attributes_and_empty_elements_are_fields() -> None:
    markup = (
        "<feed><entry date='2017-05-20'><link href='http://news.example/7'/><text>أ</text></entry>"
        "<entry><text/></entry></feed>"
    )
    first, second = _parse(markup, "a.xml").records
    assert first.fields == {"date": "2017-05-20", "link": "http://news.example/7", "text": "أ"}
    assert second.fields == {}


def test_an_ill_formed_file_is_read_article_by_article() -> None:
    markup = (
        "<articles>\n<article><title>ع</title><body>أ & ب</body></article>\n<article><body>ج</body></article>\n"
        "<article><body>د"
    )
    bad, good, cut = _parse(markup, "a.xml").records
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
        _parse(markup, "a.xml")


# SGML


def test_trec_articles_with_every_field() -> None:
    first, *others = _parse((DATA / "trec.sgml").read_bytes(), "trec.sgml").records
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
    [record] = _parse((DATA / "gigaword.sgm").read_bytes(), "gigaword.sgm").records
    assert record.fields == {
        "id": "NWS_ARB_20170520.0001",
        "type": "story",
        "HEADLINE": "وصول قافلة مساعدات",
        "DATELINE": "البلدة 20-5",
        "TEXT": "وصلت قافلة مساعدات إلى البلدة.\nوتضم عشر شاحنات.",
    }


def test_the_output_of_wikiextractor() -> None:
    first, second = _parse('<doc id="1" title="حمص">\nحمص مدينة.\n</doc>\n<doc id="2">\nحلب مدينة.\n</doc>\n').records
    assert first.fields == {"id": "1", "title": "حمص", "text": "حمص مدينة."}
    assert second.fields["text"] == "حلب مدينة."


def test_sgml_that_is_broken_says_where() -> None:
    content = (
        "<DOC>\n<TEXT>أ</TEXT>\n</DOC>\nزائد\n<DOC>\n<TEXT>ب</TEXT>\n<DOC>\n<TEXT>ج</TEXT>\n</DOC>\n"
        "<DOC>\n<HEAD><TITLE>ع</TITLE></HEAD><TEXT>د</TEXT><TEXT>ه</TEXT>\n</DOC>\n<DOC>\n<TEXT>و"
    )
    good, outside, nested, whole, cut = _parse(content, "a.sgml").records
    assert good.fields == {"TEXT": "أ"}
    assert str(outside.problem).startswith("malformed SGML: text outside any <DOC> on line 4")
    assert "a second <DOC> opens before the one of line 5 closes" in str(nested.problem)
    assert whole.fields == {"TITLE": "ع", "TEXT": "د\nه"}
    assert str(cut.problem).startswith("truncated SGML: the <DOC> of line 13 never closes")


# HTML


def test_a_page_gives_its_article_and_the_date_that_it_states() -> None:
    parsed = _parse((DATA / "page_windows-1256.html").read_bytes(), "page.html")
    [record] = parsed.records
    assert parsed.encoding == "windows-1256"
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
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="2017-05-21">', "2017-05-21"),
        ('<time pubdate datetime="2017-05-22">', "2017-05-22"),
        ('<meta property="article:modified_time" content="2017-05-23">', None),
        ('<time datetime="2017-05-24">', None),
    ],
)
def test_the_date_of_a_page_is_stated_or_missing_never_guessed(head: str, date: str | None) -> None:
    page = f"<html><head>{head}</head><body><p>عقد الاجتماع في 3 مارس 2016 بمدينة حمص.</p></body></html>"
    assert _parse(page).records[0].fields["published"] == date


def test_a_page_of_a_few_lines_gives_them_and_not_its_menu() -> None:
    page = (
        "<html><body><nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/p'>سياسة</a></li></ul></nav>"
        "<article><h1>هدنة في حمص</h1><p>بدأت الهدنة في حي الوعر صباح اليوم بعد اتفاق.</p></article>"
        "<footer>جميع الحقوق محفوظة</footer></body></html>"
    )
    [record] = _parse(page).records
    assert "بدأت الهدنة" in record.fields["text"]
    assert not [word for word in ("الرئيسية", "سياسة", "الحقوق") if word in record.fields["text"]]


def test_a_page_that_shows_nothing_is_empty() -> None:
    with pytest.raises(UnreadableError, match="empty file: the page shows no text"):
        _parse("<html><head><title>ع</title></head><body><script>var x</script></body></html>")


def test_markup_inside_a_field_is_taken_out_paragraph_by_paragraph() -> None:
    assert text_of_html("<p>غادرت <b>حافلة</b>&nbsp;الحي.</p>\n<p>وستليها<br>أخرى.</p>") == (
        "غادرت حافلة الحي.\nوستليها\nأخرى."
    )


# Workbooks and Parquet


def test_every_sheet_with_a_text_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    first, notes, second = book.active, book.create_sheet("ملاحظات"), book.create_sheet("ب")
    assert first is not None
    first.title = "أ"
    for sheet, rows in (
        (first, [[None, None], ["العنوان", "النص"], ["هدنة", "بدأت"], [None, None], ["هدنة", "انتهت"]]),
        (notes, [["ملاحظة"], ["لا شيء"]]),
        (second, [["text", "id"], ["عادت", 7]]),
    ):
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    parsed = _parse(packed.getvalue())
    assert (parsed.format, parsed.encoding) == ("xlsx", None)
    assert [(record.where, record.fields) for record in parsed.records if not record.problem] == [
        ("sheet 'أ', row 3", {"العنوان": "هدنة", "النص": "بدأت"}),
        ("sheet 'أ', row 5", {"العنوان": "هدنة", "النص": "انتهت"}),
        ("sheet 'ب', row 2", {"text": "عادت", "id": 7}),
    ]
    [problem] = [record.problem for record in parsed.records if record.problem]
    assert "columns seen: ملاحظة" in str(problem)
    assert "sheet 'ملاحظات'" in str(problem)


def test_parquet_keeps_types_and_missing_values() -> None:
    table = pd.DataFrame({"text": ["بدأت", None], "date": [pd.Timestamp("2017-05-20"), pd.NaT], "n": [1, 2]})
    packed = io.BytesIO()
    table.to_parquet(packed)
    first, second = _parse(packed.getvalue()).records
    assert NAMES.sort_out(first.fields)[0] == {"text": "بدأت", "published": pd.Timestamp("2017-05-20")}
    assert NAMES.sort_out(second.fields) == ({}, {"n": 2})


@pytest.mark.parametrize("write", ["to_excel", "to_parquet"])
def test_a_binary_table_without_a_text_says_what_it_has(write: str) -> None:
    packed = io.BytesIO()
    getattr(pd.DataFrame({"a": [1], "b": [2]}), write)(packed, index=False)
    with pytest.raises(UnreadableError, match="columns seen: a, b"):
        _parse(packed.getvalue())


# Whatever comes


@pytest.mark.parametrize("name", ["trec.sgml", "feed.xml", "page_windows-1256.html", "seed_style.txt"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(name: str, data: st.DataObject) -> None:
    content = bytearray((DATA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    with suppress(UnreadableError):
        parsed = _parse(bytes(content), name)
        assert not [record for record in parsed.records if record.problem and "; " not in record.problem]
