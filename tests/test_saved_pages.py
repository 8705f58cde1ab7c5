from importlib.resources import files

import pytest
import yaml
from corpus_files import parsed

from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats.html_pages import Page, heading_and_text
from corpus_tools.reading.formats.saved_pages import read_html
from corpus_tools.script import fold

LONG = [
    "وصلت قافلة مساعدات إلى البلدة صباح السبت، وتضم عشر شاحنات محملة بالطحين والأدوية والأغطية.",
    "وقال مسؤول في لجنة الإغاثة إن هذه أولى ثلاث قوافل، وإن الثانية ستصل بعد يومين إذا بقي الطريق مفتوحا.",
    "وينتظر السكان منذ الفجر عند الجسر، وقد أغلقت المدارس أبوابها في هذا اليوم.",
]
SHORT = ["بدأت الهدنة صباح اليوم.", "وعادت الحافلات إلى الحي."]
HEADLINE = "<h1>وصول قافلة مساعدات</h1>"
AROUND = (
    "<header><a href='/'>صحيفة المثال</a><span>الثلاثاء 5 آذار 2024</span></header>"
    "<nav><ul><li><a href='/'>الرئيسية</a></li></ul></nav>{}<footer>جميع الحقوق محفوظة</footer>"
)
RELATED = "<a href='/1'>انتخابات جديدة في الشمال خلال شهر</a>"


def text_in(body: str) -> str:
    page = (
        f"<html><head><title>وصول قافلة مساعدات - صحيفة المثال</title></head><body>{AROUND.format(body)}</body></html>"
    )
    return str(parsed(page, "a.html").records[0].fields["text"])


@pytest.mark.parametrize("paragraphs", [LONG, SHORT])
@pytest.mark.parametrize(
    "between",
    ["<p>{}</p>", "<div>{}</div>", "{}<br><br>", "{}<br/>", "<section><p>{}</p></section>", "<p><span>{}</span></p>",
     "<table><tr><td>{}</td></tr></table>", "<font size='3'>{}</font><br>"],
)  # fmt: skip
def test_the_paragraphs_of_a_page_are_lines(paragraphs: list[str], between: str) -> None:
    shown = "".join(between.format(paragraph) for paragraph in paragraphs)
    assert text_in(f"<article>{HEADLINE}<div>{shown}</div></article>") == "\n".join(paragraphs)


@pytest.mark.parametrize("paragraphs", [LONG, SHORT])
@pytest.mark.parametrize(
    "related",
    [
        f"<p>اقرأ أيضاً: {RELATED}</p>",
        f"<p>إقرأ أيضا</p><p>{RELATED}</p>",
        f"<p>{RELATED}</p>",
        f"<div><h3>مواضيع ذات صلة</h3><ul><li>{RELATED}</li><li>{RELATED}</li></ul></div>",
        f"<p><strong>أخبار متعلقة :</strong></p><p>{RELATED}</p><p>{RELATED}</p>",
        "<p>شروط نشر التعليق: عدم الإساءة إلى الكاتب أو إلى الأشخاص، والابتعاد عن التحريض والشتائم.</p>",
        "<div><h3>أضف تعليقا</h3><p>ترحب الصحيفة بتعليقات القراء، وتحتفظ بحقها في حذف ما يسيء منها.</p></div>",
        "<p>سياسة التعليقات</p><p>التعليقات لا تعبر عن رأي الصحيفة.</p><p>سمر: شكرا لكم</p>",
    ],
)
def test_what_leads_to_other_pages_or_is_about_comments_is_out(paragraphs: list[str], related: str) -> None:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    assert text_in(f"<article>{HEADLINE}{shown}{related}</article>") == "\n".join(paragraphs)


@pytest.mark.parametrize(
    "kept",
    [
        "<p>وقال المسؤول في <a href='/x'>مقابلة مع الإذاعة</a> إن الطريق مفتوح أمام الجميع منذ يومين.</p>",
        "<p>التعليقات على القرار كثيرة، ومنها أن الطريق سيبقى مفتوحا حتى المساء.</p>",
        "<p>للمزيد من الطحين حاجة في الأحياء الثلاثة، كما قال المسؤول.</p>",
    ],
)
def test_what_only_looks_like_it_is_kept(kept: str) -> None:
    words = Page(kept).text()
    text = text_in(f"<article>{HEADLINE}<p>{LONG[0]}</p>{kept}<p>{LONG[1]}</p><p>{LONG[2]}</p></article>")
    assert text == "\n".join([LONG[0], words, *LONG[1:]])


def test_a_link_in_the_middle_of_an_article_costs_no_paragraph() -> None:
    shown = f"<p>{LONG[0]}</p><p>{RELATED}</p><p>{LONG[1]}</p><p>{LONG[2]}</p>"
    assert text_in(f"<article>{HEADLINE}{shown}</article>") == "\n".join(LONG)


def test_the_address_from_which_a_page_came_counts_where_it_names_none() -> None:
    page = f"<html><body>{HEADLINE}<p>{LONG[0]}</p></body></html>"
    assert read_html(page, url="http://news.example/7")[0].fields["url"] == "http://news.example/7"
    named = page.replace("<html>", "<html><head><link rel='canonical' href='http://news.example/8'></head>")
    assert read_html(named, url="http://news.example/7")[0].fields["url"] == "http://news.example/8"


def test_headlines_alone_can_be_the_text() -> None:
    record = read_html(f"<html><body>{HEADLINE}<p>{LONG[0]}</p></body></html>")[0]
    assert FieldNames({"text": "title"}).sort_out(record.fields)[0]["text"] == "وصول قافلة مساعدات"


def test_the_heading_of_a_chapter_is_no_line_of_it() -> None:
    assert heading_and_text("<h2>عودة</h2><p>عادت.</p><h2>رحيل</h2><p>رحلت.</p>") == ("عودة", "عادت.\nرحيل\nرحلت.")
    assert heading_and_text("<p>عادت.</p>") == (None, "عادت.")


def test_the_share_of_links_in_a_line() -> None:
    lines = Page("<p>نعم <a href='/'>لا</a></p><p><a href='/'>لا</a></p><p>نعم</p>").lines
    assert [round(line.linked, 2) for line in lines] == [round(2 / 6, 2), 1.0, 0.0]


def test_the_table_of_words_has_no_doubles() -> None:
    table = yaml.safe_load((files("corpus_tools") / "data" / "pages.yaml").read_text("utf-8"))
    assert set(table) == {"related", "comments"}
    for words in table.values():
        folded = [fold(word) for word in words]
        assert len(set(folded)) == len(folded)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>", ""),
        ("<a href='#n2'><sup>2</sup></a>", ""),
        ("<a role='doc-noteref' href='#n3'>٣</a>", ""),
        (" مساحتها 10 م<sup>2</sup>", " مساحتها 10 م2"),
        (" <a href='/1'>هنا</a>", " هنا"),
    ],
)
def test_numbers_of_notes_do_not_stick_to_words(written: str, shown: str) -> None:
    text = text_in(f"{HEADLINE}<p>{LONG[0]}{written} وعادت.</p><p>{LONG[1]}</p>")
    assert text.split("\n") == [f"{LONG[0]}{shown} وعادت.", LONG[1]]
