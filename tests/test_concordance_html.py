from html.parser import HTMLParser

import pandas as pd
import pytest

from corpus_tools.terms.concordance import concordance
from corpus_tools.terms.concordance_html import concordance_html, concordance_page

COLUMNS = ["doc_id", "start", "end", "before", "match", "after", "published"]


class Cells(HTMLParser):
    """Collect the text of the cells of each row, and the attributes of the rows and of the fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, str]]] = []
        self.attributes: list[dict[str, str | None]] = []
        self.outer: dict[str, str | None] = {}
        self.open = ""
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        named = dict(attrs)
        if tag == "div":
            self.outer = named
        elif tag == "tr":
            self.rows.append([])
            self.attributes.append(named)
        elif tag == "td":
            self.open = named["class"] or ""
            self.rows[-1].append((self.open, ""))

    def handle_data(self, data: str) -> None:
        if self.open:
            name, text = self.rows[-1].pop()
            self.rows[-1].append((name, text + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.open = ""


def line(**cells: object) -> pd.DataFrame:
    values = {"doc_id": "أ", "start": 4, "end": 9, "before": "حي", "match": "الوعر", "after": "أمس", "published": None}
    return pd.DataFrame([{**values, **cells}], columns=COLUMNS, dtype=object)


def test_lines_run_from_right_to_left() -> None:
    documents = pd.DataFrame(
        {
            "doc_id": ["wire/1.txt"],
            "text": ["غادرت حافلة حي الوعر BBC أمس."],
            "published": [pd.Timestamp("2017-05-20")],
        }
    )
    read = Cells(concordance_html(concordance(documents, "الوعر")))
    # In a table that runs from the right the first cell stands on the right.
    assert read.outer["dir"] == "rtl"
    assert read.rows == [
        [
            ("before", "غادرت حافلة حي"),
            ("match", "الوعر"),
            ("after", "BBC أمس."),
            ("source", "wire/1.txt 2017-05-20"),
        ]
    ]
    assert read.attributes == [{"data-doc-id": "wire/1.txt", "data-start": "15", "data-end": "20"}]


@pytest.mark.parametrize("column", ["doc_id", "before", "match", "after"])
def test_text_is_no_markup(column: str) -> None:
    hostile = "</td><script>alert('x')</script> & \"حمص\""
    read = Cells(concordance_html(line(**{column: hostile})))
    assert "script" not in read.tags
    assert hostile in [text for _, text in read.rows[0]]
    assert len(read.rows[0]) == 4


def test_what_cannot_be_written_is_shown_as_such() -> None:
    read = Cells(
        concordance_page(line(before="حي\ud800", match="\ud83d\ude8c", after="س\nص"), title="x").encode().decode()
    )
    assert [text for _, text in read.rows[0]] == ["حي\ufffd", "🚌", "س ص", "أ"]


def test_a_page_says_its_encoding_and_loads_nothing() -> None:
    page = concordance_page(line(), title="<الوعر>")
    assert page.startswith("<!doctype html>")
    assert '<meta charset="utf-8">' in page
    assert "<title>&lt;الوعر&gt;</title>" in page
    assert "http" not in page
    assert concordance_html(line()) in page


def test_no_lines_make_an_empty_table() -> None:
    assert Cells(concordance_html(line().iloc[:0])).rows == []


def test_refuses_other_tables() -> None:
    with pytest.raises(ValueError, match="`lines` lacks the columns start, end"):
        concordance_html(line()[["doc_id", "before", "match", "after"]])


def test_a_fragment_brings_its_style() -> None:
    html = concordance_html(pd.DataFrame(columns=COLUMNS))
    assert {"style", "table"} <= Cells(html).tags
