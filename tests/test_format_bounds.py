"""The tables of the formats: what each element, key and first byte of a file means."""

import pytest
from corpus_files import NAMES, parsed, texts_in

from corpus_tools.reading.documents import tidy
from corpus_tools.reading.fields import as_text
from corpus_tools.reading.formats import is_office
from corpus_tools.reading.formats.delimited import find_delimiter
from corpus_tools.reading.formats.html_pages import looks_like_html, text_of_html
from corpus_tools.reading.records import UnreadableError

BLOCKS = [
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "section", "article",
]  # fmt: skip
UNSEEN = ["script", "style", "noscript", "template", "title", "nav", "footer", "aside", "form"]
DATES = [
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "publishdate", "publish-date",
    "publish_date", "pubdate", "publication_date", "article.published", "cxenseparse:recs:publishtime", "date",
]  # fmt: skip


@pytest.mark.parametrize("tag", BLOCKS)
def test_blocks_of_a_page_stand_on_lines_of_their_own(tag: str) -> None:
    assert text_of_html(f"قال<{tag}>نعم</{tag}>ثم").split("\n") == ["قال", "نعم", "ثم"]


@pytest.mark.parametrize(("tag", "text"), [("br", "قال\nثم"), ("b", "قالثم"), ("span", "قالثم"), ("td", "قالثم")])
def test_other_elements_of_a_page(tag: str, text: str) -> None:
    assert text_of_html(f"قال<{tag}>ثم") == text


@pytest.mark.parametrize("tag", UNSEEN)
def test_what_a_page_does_not_show_is_no_text(tag: str) -> None:
    assert text_of_html(f"قال <{tag}>نعم</{tag}>ثم") == "قال ثم"


@pytest.mark.parametrize("tag", ["p", "div", "br", "a", "span", "b", "strong", "i", "em", "li", "ul", "h1", "td", "tr"])
def test_the_end_of_an_element_is_markup(tag: str) -> None:
    assert looks_like_html(f"قال</{tag}>")
    assert not looks_like_html(f"قال <{tag} ثم")


def published_in(metas: list[tuple[str, str]]) -> object:
    head = "".join(f'<meta name="{name}" content="{day}">' for name, day in metas)
    page = f"<html><head><title>ع</title>{head}</head><body><p>وصلت القافلة إلى الحي.</p></body></html>"
    return parsed(page, "a.html").records[0].fields["published"]


@pytest.mark.parametrize("name", DATES)
def test_a_page_says_when_it_was_published(name: str) -> None:
    assert published_in([(name, "2017-05-20")]) == "2017-05-20"


@pytest.mark.parametrize("rank", range(len(DATES) - 1))
def test_the_surest_date_of_a_page_is_taken(rank: int) -> None:
    assert published_in([(DATES[rank + 1], "2017-05-21"), (DATES[rank], "2017-05-20")]) == "2017-05-20"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        *((tag, "قال\nنعم\nثم") for tag in ("p", "para", "paragraph", "div", "head", "li", "l", "block")),
        ("name", "قالنعمثم"),
    ],
)
def test_blocks_of_an_article_stand_on_lines_of_their_own(tag: str, text: str) -> None:
    assert texts_in(f"<news><item><title>ع</title><text>قال<{tag}>نعم</{tag}>ثم</text></item></news>") == [text]


@pytest.mark.parametrize("attribute", ["href", "value", "content", "date", "when", "norm", "term"])
def test_an_empty_element_says_its_field_in_an_attribute(attribute: str) -> None:
    item = f"<item><category id='1' {attribute}='سياسة'/><text>قال</text></item>"
    [record] = parsed(f"<news>{item}</news>").records
    assert record.fields.get("category") == "سياسة"


@pytest.mark.parametrize("key", ["rendered", "name", "text", "#text", "value", "label", "$t"])
def test_a_nested_value_holds_its_text_under_known_keys(key: str) -> None:
    assert as_text({"other": 1, key: "قال"}) == "قال"
    assert as_text({"other": 1}) == '{"other": 1}'


@pytest.mark.parametrize(
    ("field", "is_on_one_line"),
    [
        *((field, True) for field in ("doc_id", "title", "source", "url", "author", "category")),
        *((field, False) for field in ("text", "abstract")),
    ],
)
def test_names_and_titles_stand_on_one_line(field: str, is_on_one_line: bool) -> None:
    assert tidy({field: "قال\nنعم"})[field] == ("قال نعم" if is_on_one_line else "قال\nنعم")
    assert tidy({field: ["قال", "نعم"]})[field] == ("قال, نعم" if is_on_one_line else "قال\nنعم")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0", "binary file: an old Word or Excel file; save it as .docx, .xlsx or CSV"),
        (b"{\\rtf1", "truncated RTF: 1 groups are not closed at the end; fetch or save it again"),
        (
            b"PGDMP\x01\x0e",
            (
                "binary file: a dump of a PostgreSQL database; load it into a database and export the table of articles"
                " as CSV"
            ),
        ),
        (b"\x89PNG", "binary file: a PNG image; take it out of the folder"),
        (b"\xff\xd8\xff", "binary file: a JPEG image; take it out of the folder"),
        (b"GIF89a", "binary file: a GIF image; take it out of the folder"),
        (b"SQLite format 3", "binary file: an SQLite database; export the table of articles as CSV"),
        (b"7z\xbc\xaf\x27\x1c", "binary file: a 7z archive; unpack it, or pack it as zip"),
        (b"Rar!", "binary file: a RAR archive; unpack it, or pack it as zip"),
        (b"\x7fELF", "binary file: a program; take it out of the folder"),
        (b"", "empty file: it holds no text; delete it or put the article in it"),
    ],
)
def test_a_file_that_is_no_article_says_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        parsed(data)
    assert str(refused.value) == message


@pytest.mark.parametrize(("suffix", "what"), [("css", "a style sheet"), ("js", "a script"), ("map", "a script")])
def test_parts_of_a_web_page_are_no_articles(suffix: str, what: str) -> None:
    with pytest.raises(UnreadableError, match=f"no article: {what}; take it out of the folder"):
        parsed("قال", f"a.{suffix}")


@pytest.mark.parametrize(
    ("suffix", "is_document"),
    [("docx", True), ("xlsx", True), ("xlsm", True), ("odt", True), ("epub", True), ("zip", False)],
)
def test_a_zip_with_the_ending_of_a_document_is_no_archive(suffix: str, is_document: bool) -> None:
    assert is_office(b"PK\x03\x04", f"a.{suffix}") == is_document


@pytest.mark.parametrize(("characters", "delimiter"), [(5000, "~"), (5001, None)])
def test_a_delimiter_is_looked_for_in_5000_characters_of_the_header(characters: int, delimiter: str | None) -> None:
    column = "ن" * (characters - 1)
    assert find_delimiter(f"{column}~title~text\nن~ع~قال\n", NAMES) == delimiter
