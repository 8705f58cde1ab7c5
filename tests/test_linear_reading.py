"""Twice the input is twice the work, whatever is wrong with it: characters that are looked at are counted."""

import _markupbase
import html.parser
import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from corpus_files import NAMES
from hypothesis import given
from hypothesis import strategies as st
from test_telegram_pages import HEAD, message
from work import Work, count_patterns, counted

from corpus_tools.reading.formats import html_pages, json_records, json_text, sgml, telegram_pages, xml_articles
from corpus_tools.reading.formats.damaged_bytes import decode_in_spite_of_damage
from corpus_tools.reading.formats.html_pages import Page, text_of_html
from corpus_tools.reading.formats.json_records import read_json
from corpus_tools.reading.formats.sgml import read_sgml
from corpus_tools.reading.formats.telegram_pages import read_telegram_page
from corpus_tools.reading.formats.xml_articles import read_xml
from corpus_tools.reading.records import LineNumbers, UnreadableError

ARTICLE = "غادرت الحافلات حي الوعر صباح اليوم."
GOOD = json.dumps({"title": "هدنة", "text": ARTICLE}, ensure_ascii=False)
BAD = f'{{"title": "هدنة", "text": "{ARTICLE}" bad}}'
SEPARATOR = ",\n"
READERS: dict[str, Callable[..., object]] = {"xml": read_xml, "sgml": read_sgml, "json": read_json}

#: What is wrong: the reader, and the file of n pieces.
SPOILT: dict[str, tuple[str, Callable[[int], str]]] = {
    "line breaks that are not closed": (
        "xml",
        lambda n: f"<feed>{f'<item><title>هدنة</title><text>{ARTICLE}<br>{ARTICLE}</text></item>' * n}</feed>",
    ),
    "elements that are not closed": ("xml", lambda n: "<item><text>\n" * n),
    "names that are not closed": ("xml", lambda n: "<feed>" + "".join(f"<a{k}>x\n" for k in range(n)) * 2),
    "articles that never close": ("sgml", lambda n: "<DOC><TEXT>\n" * n),
    "tags that never close": ("sgml", lambda n: "<DOC>" + "".join(f"<T{k}>" for k in range(n)) + f"{ARTICLE}</DOC>"),
    "text between articles": ("sgml", lambda n: f"{ARTICLE}\n<DOC><TEXT>{ARTICLE}</TEXT></DOC>\n" * n),
    "comments that never close": ("sgml", lambda n: f"<DOC><TEXT>{ARTICLE}</TEXT></DOC>{'<!--' * n}"),
    "one element many times": ("sgml", lambda n: f"<DOC>{f'<X>{ARTICLE}</X>' * n}</DOC>"),
    "broken lines": ("json", lambda n: "\n".join([GOOD, *[BAD] * n])),
    "lines that break off": ("json", lambda n: "\n".join([GOOD, *[BAD[:-8]] * n])),
    "a broken object after each good one": ("json", lambda n: f"[{SEPARATOR.join([GOOD, BAD] * n)}]"),
    "objects that never close": ("json", lambda n: '[{"bad},\n' + '{"a": [1,\n{"text": "هدنة"},\n' * 8 * n),
}


def assert_linear(cost: Callable[[int], int]) -> None:
    """Twice as much costs twice as much, or hardly more."""
    small, large = cost(400), cost(800)
    assert 0 < small <= large < 2.4 * small


@pytest.mark.parametrize("kind", SPOILT)
def test_work_doubles_with_the_file(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, make = SPOILT[kind]
    work = count_patterns(monkeypatch, xml_articles, sgml, json_records, json_text)

    def cost(n: int) -> int:
        before = work.n
        with suppress(UnreadableError):
            READERS[reader](counted(make(n), work), NAMES)
        return work.n - before

    assert_linear(cost)


OPENED = [
    "<div ",
    "<div>",
    "<!--",
    "<!-- -- >",
    "<",
    "</p",
    "<![CDATA[",
    "<![CDATA[>",
    "<![if>",
    "<?",
    "<!x",
    "<p a='",
    "&",
    "<time>",
]


@pytest.mark.parametrize("piece", OPENED)
@pytest.mark.parametrize("end", ["", ">", "]>"])
def test_work_doubles_with_what_a_page_leaves_open(piece: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work = count_patterns(monkeypatch, html_pages, html.parser, _markupbase)
    close_off = html_pages.close_off
    monkeypatch.setattr(html_pages, "close_off", lambda markup: counted(close_off(markup), work))

    def cost(n: int) -> int:
        before = work.n
        assert ARTICLE in Page(f"<p>{ARTICLE}</p>{piece * n}{end}").text()
        return work.n - before

    assert_linear(cost)


@pytest.mark.parametrize("piece", ["<div>", "<span>", "<div class='from_name'>", "<div class='text'>x</div>", "</div>"])
def test_work_doubles_with_what_a_page_of_telegram_leaves_open(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work = count_patterns(monkeypatch, telegram_pages, html.parser, _markupbase)
    monkeypatch.setattr(telegram_pages, "close_off", lambda markup: counted(html_pages.close_off(markup), work))

    def cost(n: int) -> int:
        before = work.n
        read_telegram_page(f"{HEAD}{message(1, piece * n)}{message(2, '<div class=text>هدنة</div>')}")
        return work.n - before

    assert_linear(cost)


def test_a_cell_may_be_nothing_but_what_is_left_open() -> None:
    assert text_of_html("حمص <!-- هدنة <b") == "حمص <!-- هدنة <b"


def test_damaged_bytes_are_placed_in_one_pass() -> None:
    data = f"{ARTICLE}\n".encode() + f"{ARTICLE}\n".encode()[:-2] + b"\n\xff"
    with pytest.raises(UnicodeDecodeError) as raised:
        data.decode()
    error = UnreadableError("damaged")
    error.__cause__ = raised.value
    damaged = decode_in_spite_of_damage(data, error)
    assert damaged is not None
    assert damaged.places[-1] == "byte 0xff on line 3"


@given(st.text("ن\n"), st.data())
def test_lines_and_columns_are_found_in_any_order(text: str, data: st.DataObject) -> None:
    lines = LineNumbers(text)
    for offset in data.draw(st.lists(st.integers(0, len(text)))):
        before = text[:offset]
        assert lines.place(offset) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


def test_lines_are_counted_once_however_many_are_asked_for() -> None:
    def cost(n: int) -> int:
        work = Work()
        lines = LineNumbers(counted("نص\n" * n, work))
        for offset in range(0, 3 * n, 3):
            lines.at(offset)
        return work.n

    assert_linear(cost)
