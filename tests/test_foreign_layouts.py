"""Tables and objects laid out by other programs than those that usually write articles."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from corpus_tools import read_corpus
from corpus_tools.reading.publication import parse_published

TRUCE, BUSES = "دعت روسيا وتركيا إلى هدنة في ريف حلب.", "غادرت حافلات حي الوعر في حمص صباح السبت."
ARTICLES = pd.DataFrame({"title": ["أ", "ب"], "text": [TRUCE, BUSES], "date": ["2017-05-20", "2017-05-21"]})
READ = [("أ", f"أ\n\n{TRUCE}", "2017-05-20"), ("ب", f"ب\n\n{BUSES}", "2017-05-21")]


def written(write: Callable[[BytesIO], object]) -> bytes:
    buffer = BytesIO()
    write(buffer)
    return buffer.getvalue()


def sheet(*rows: Sequence[object], merged: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if merged:
        book.worksheets[0].merge_cells(merged)
    return written(book.save)


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def pandas_json(orient: Any) -> bytes:
    return str(ARTICLES.to_json(orient=orient, force_ascii=False)).encode()


HEAD, FIRST, SECOND = ["title", "text", "date"], ["أ", TRUCE, "2017-05-20"], ["ب", BUSES, "2017-05-21"]
CSV = "title,text,date\n"
ROWS = [f"{','.join(row)}\n" for row in (FIRST, SECOND)]

FILES: dict[str, tuple[str, bytes]] = {
    "pandas, columns": ("a.json", pandas_json("columns")),
    "pandas, split": ("a.json", pandas_json("split")),
    "pandas, table": ("a.json", pandas_json("table")),
    "pandas, records": ("a.json", pandas_json("records")),
    "a list for each column": ("a.json", dumped(ARTICLES.to_dict("list"))),
    "an article within an object": ("a.json", dumped([{"article": row} for row in ARTICLES.to_dict("records")])),
    "paragraphs": (
        "a.json",
        dumped([{**row, "text": None, "paragraphs": [row["text"]]} for row in ARTICLES.to_dict("records")]),
    ),
    "bytes in Parquet": (
        "a.parquet",
        written(lambda file: ARTICLES.assign(text=ARTICLES["text"].map(str.encode)).to_parquet(file)),
    ),
    "a struct in Parquet": (
        "a.parquet",
        written(lambda file: pd.DataFrame({"article": ARTICLES.to_dict("records")}).to_parquet(file)),
    ),
    "categories in Parquet": (
        "a.parquet",
        written(lambda file: ARTICLES.astype({"title": "category"}).to_parquet(file)),
    ),
    "two tables joined": ("a.csv", (CSV + ROWS[0] + "\ufeff" + CSV + ROWS[1]).encode()),
    "a heading above a table": ("a.csv", ("أخبار أيار,,\n,,\n" + CSV + "".join(ROWS)).encode()),
    "comments above a table": ("a.csv", ("# 2024, مصدر; رقم\n#\n" + CSV + "".join(ROWS)).encode()),
    "a blank line, and many comments": ("a.csv", ("\n" + "# سطر\n" * 40 + " \n" + CSV + "".join(ROWS)).encode()),
    "a header that begins with #": ("a.csv", ("#," + CSV + "".join(f"1,{row}" for row in ROWS)).encode()),
    "a heading above a sheet": ("a.xlsx", sheet(["أخبار أيار"], [], HEAD, FIRST, SECOND, merged="A1:C1")),
    "days by number": ("a.xlsx", sheet(HEAD, ["أ", TRUCE, 42875], ["ب", BUSES, dt.date(2017, 5, 21)])),
}


@pytest.mark.parametrize("kind", FILES)
def test_articles_are_found_however_they_are_laid_out(kind: str, tmp_path: Path) -> None:
    name, content = FILES[kind]
    (tmp_path / name).write_bytes(content)
    documents = read_corpus(tmp_path)
    assert documents["problem"].isna().all()
    days = documents["published"].dt.strftime("%Y-%m-%d")
    assert list(zip(documents["title"], documents["text"], days, strict=True)) == READ


@pytest.mark.parametrize(
    "value",
    [
        {"title": {"rendered": "أ"}, "content": {"rendered": TRUCE}, "date": "2017-05-20"},
        {"title": "أ", "text": [TRUCE, BUSES], "tags": ["هدنة", "حافلات"]},
        {"text": [TRUCE, BUSES], "tags": ["هدنة", "حافلات"]},
        {"title": "أ", "text": TRUCE, "data": [["x", "y"]], "columns": ["a", "b"]},
    ],
)
def test_an_article_with_lists_is_no_table(value: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(dumped(value))
    [text] = read_corpus(tmp_path)["text"]
    assert TRUCE in text


def test_what_stands_above_a_header_is_told_and_a_table_without_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(FILES["a heading above a table"][1])
    (tmp_path / "b.csv").write_text("".join(ROWS), encoding="utf-8")
    documents = read_corpus(tmp_path)
    assert "1 rows above the header" in documents.attrs["left_out"][0]
    assert documents["problem"].dropna().str.startswith("no text: none of the columns").tolist() == [True]


def test_a_year_and_a_number_of_seconds_in_a_sheet_are_no_number_of_days(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(sheet(HEAD, ["أ", TRUCE, 2017], ["ب", BUSES, 1495238400], ["ج", TRUCE, 42875.75]))
    published = read_corpus(tmp_path)["published"]
    assert published.isna().tolist() == [True, False, False]
    assert [str(moment) for moment in published[1:]] == ["2017-05-20 00:00:00", "2017-05-20 18:00:00"]


@pytest.mark.parametrize("written_time", ["14h30", "14 h 30", "14H30"])
def test_the_time_as_papers_of_the_maghreb_write_it(written_time: str) -> None:
    assert str(parse_published(f"20 mai 2017 à {written_time}").when) == "2017-05-20 14:30:00"
    assert str(parse_published("24/08/1438 H").when) == "2017-05-20 00:00:00"


FIELDS = '---\ntitle: "أ"\ndate: 2017-05-20\nsource: سانا\ntags:\n  - حمص\n- حلب\n---\n'


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_fields_at_the_head_of_a_note_are_no_text(line_end: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(f"{FIELDS}\n{TRUCE}\n".replace("\n", line_end).encode())
    documents = read_corpus(tmp_path)
    columns = documents[["title", "text", "source", "published"]].astype(str)
    assert columns.to_numpy().tolist() == [["أ", f"أ\n\n{TRUCE}", "سانا", "2017-05-20"]]


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{TRUCE}\n---\n{BUSES}",
        f"---\nقال الوزير: نعم\n---\n{BUSES}",
        "---\ntitle: أ\n---\n",
        f"---\ntitle: أ\n{BUSES}",
    ],
)
def test_other_texts_between_dashes_stay_as_they_are(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read_corpus(tmp_path)["text"].tolist() == [text]
