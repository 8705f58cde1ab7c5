import io
from contextlib import suppress

import openpyxl
import pandas as pd
import pytest
from corpus_files import DATA, NAMES, parsed, texts_in
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.reading.records import UnreadableError


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
    assert parsed(content, name).format == kind


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.txt", "empty file"),
        (b" \r\n\t", "a.txt", "empty file"),
        ("\ufeff\ufeff\n".encode(), "a.txt", "empty file"),
        ("\u200f\n".encode("utf-16"), "a.txt", None),
        (b"\x89PNG\r\n\x1a\n", "a.png", "binary file: a PNG image"),
        (b"\xd0\xcf\x11\xe0", "a.doc", "binary file: an old Word or Excel file; save it as .docx"),
        (b"{\\rtf1}", "a.rtf", "empty file: the RTF file holds no text"),
        (b"body {}", "a.css", "no article: a style sheet"),
        (b"PAR1" + b"\0" * 20, "a.parquet", "malformed Parquet file"),
        (b"PK\x03\x04" + b"\0" * 40, "a.docx", "malformed Word file"),
        (b"PK\x03\x04" + b"\0" * 40, "a.xlsx", "malformed Excel file"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis", "a.odt", "malformed OpenDocument text"),
        (b"-- MySQL dump 10.13\n\nCREATE TABLE `news` (id int);", "a.txt", "no article: a dump of an SQL database"),
        (b"INSERT INTO news VALUES (1, 'a');", "a.txt", "no article: a dump of an SQL database"),
        (b"BEGIN TRANSACTION;\nCREATE TABLE news (t text);", "a", "no article: a dump of an SQL database"),
        (b"x", "a.sql", "no article: a dump of an SQL database"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, name: str, said: str | None) -> None:
    if said is None:
        assert parsed(data, name).format == "text"
        return
    with pytest.raises(UnreadableError, match=said) as caught:
        parsed(data, name)
    assert "; " in str(caught.value), "the message must say what to do"


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
    [record] = parsed(text, "a.txt").records
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
    [record] = parsed(packed.getvalue(), "a").records
    assert record.fields == {"title": "إجلاء من حمص", "text": "غادرت حافلة\nحمص\n2500\nسطر\nآخر"}


def test_a_word_file_without_styles_has_the_title_that_a_text_file_would_have() -> None:
    document = Document()
    for paragraph in ("إجلاء من حمص", "غادرت حافلة الحي صباح السبت.", "وستليها أخرى."):
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    assert parsed(packed.getvalue()).records[0].fields["title"] == "إجلاء من حمص"


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
    assert texts_in(packed.getvalue()) == ["بدأت\tالهدنة."]


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
    found = parsed(packed.getvalue())
    assert (found.format, found.encoding) == ("xlsx", None)
    assert [(record.where, record.fields) for record in found.records if not record.problem] == [
        ("sheet 'أ', row 3", {"العنوان": "هدنة", "النص": "بدأت"}),
        ("sheet 'أ', row 5", {"العنوان": "هدنة", "النص": "انتهت"}),
        ("sheet 'ب', row 2", {"text": "عادت", "id": 7}),
    ]
    [problem] = [record.problem for record in found.records if record.problem]
    assert "columns seen: ملاحظة" in str(problem)
    assert "sheet 'ملاحظات'" in str(problem)


def test_parquet_keeps_types_and_missing_values() -> None:
    table = pd.DataFrame({"text": ["بدأت", None], "date": [pd.Timestamp("2017-05-20"), pd.NaT], "n": [1, 2]})
    packed = io.BytesIO()
    table.to_parquet(packed)
    first, second = parsed(packed.getvalue()).records
    assert NAMES.sort_out(first.fields)[0] == {"text": "بدأت", "published": pd.Timestamp("2017-05-20")}
    assert NAMES.sort_out(second.fields) == ({}, {"n": 2})


@pytest.mark.parametrize("write", ["to_excel", "to_parquet"])
def test_a_binary_table_without_a_text_says_what_it_has(write: str) -> None:
    packed = io.BytesIO()
    getattr(pd.DataFrame({"a": [1], "b": [2]}), write)(packed, index=False)
    with pytest.raises(UnreadableError, match="columns seen: a, b"):
        parsed(packed.getvalue())


@pytest.mark.parametrize("name", ["trec.sgml", "feed.xml", "page_windows-1256.html", "seed_style.txt"])
@settings(max_examples=25)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(name: str, data: st.DataObject) -> None:
    content = bytearray((DATA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    with suppress(UnreadableError):
        found = parsed(bytes(content), name)
        assert not [record for record in found.records if record.problem and "; " not in record.problem]
