import csv
import io

import pytest
from corpus_files import CELLS, parsed, texts_in
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.records import UnreadableError


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "؛", "،", "^", "~"])
@settings(max_examples=15)
@given(cells=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_any_delimiter_and_any_cell(delimiter: str, cells: list[tuple[str, str]]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(["العنوان", "النص"])
    writer.writerows(cells)
    found = parsed(table.getvalue())
    assert found.format == "csv"
    assert [tuple(record.fields.values()) for record in found.records] == cells


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
    assert texts_in(table, "a.csv") == texts


def test_a_column_named_twice_is_not_lost() -> None:
    [record] = parsed("id,text,text\n1,بدأت,انتهت\n", "a.csv").records
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
    first, bad, last = parsed(f"id,text\n1,أول\n{row}\n3,ثالث\n", "a.csv").records
    assert (first.fields["text"], last.fields["text"], last.where) == ("أول", "ثالث", "line 4")
    assert str(bad.problem).startswith(said)
    assert bad.where == "line 3"


@pytest.mark.parametrize(
    "comment",
    ["# سطر", "#", "  # مصدر، وصف, آخر, رابع", "## ---", "#--- 2017 ---", '# "قال", نعم, "ثم', "# ملاحظة, وغيرها"],
)
def test_a_comment_between_rows_is_counted_and_no_row(comment: str) -> None:
    records = parsed(f"id,text\n1,أول\n{comment}\n2,ثان\n{comment}\n", "a.csv").records
    assert [record.fields.get("text") for record in records if not record.left_out] == ["أول", "ثان"]
    assert [record.left_out for record in records if record.left_out] == ["comments between rows"] * 2


def test_a_text_that_begins_with_a_number_sign_is_a_text() -> None:
    [record] = parsed("text,date\n# عاجل: قصف,2017-05-20\n", "a.csv").records
    assert record.fields["text"] == "# عاجل: قصف"


@pytest.mark.parametrize("above", ["; مصدر الملف", "# مصدر\n; 2017; ثم غيره", "// a | b", "تقرير | 2017"])
def test_a_line_above_the_table_does_not_choose_its_delimiter(above: str) -> None:
    records = parsed(f'{above}\nid,text,date\n1,"قصف, ثم هدنة",2017-05-20\n2,أمطار,2017-05-21\n', "a.csv").records
    assert [record.fields["text"] for record in records if not record.left_out] == ["قصف, ثم هدنة", "أمطار"]
    assert {record.left_out for record in records} == {None, "rows above the header"}


@pytest.mark.parametrize(
    ("row", "first", "said"),
    [
        ("#حمص,بدأت", "#حمص", None),  # a hashtag
        ("# 7,بدأت", "# 7", None),  # a number
        ("#حمص بدأت", None, "malformed row"),  # a line of a post that lacks its quotation marks
    ],
)
def test_a_row_that_begins_with_a_number_sign_is_a_row(row: str, first: str | None, said: str | None) -> None:
    record = parsed(f"id,text\n1,أول\n{row}\n", "a.csv").records[1]
    assert record.fields.get("id") == first
    assert (record.problem or "").startswith(said or "")
    assert record.left_out is None


def test_an_unclosed_quotation_mark_swallows_nothing_after_it() -> None:
    table = "id,text\n" + "".join(f'{number},"نص ""{number}"""\n' for number in range(50)) + '50,"نص\n'
    rows = table.splitlines(keepends=True)
    records = parsed("".join([rows[0], rows[-1], *rows[1:-1]]), "a.csv").records
    assert [record.where for record in records if record.problem] == ["line 2"]
    assert len(records) == 51


def test_a_table_without_a_text_says_what_it_has_and_how_to_name_the_column() -> None:
    with pytest.raises(UnreadableError, match=r'columns seen: رقم, المادة; name the right one with fields=\{"text"'):
        parsed("رقم,المادة\n1,بدأت\n", "a.csv")
    named = FieldNames({"text": "المادة"})
    assert parsed("رقم,المادة\n1,بدأت\n", "a.csv", named).records[0].fields["المادة"] == "بدأت"
