"""Tables as workbooks."""

from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from corpus_tools import workbooks
from corpus_tools.workbooks import workbook_bytes


def cells(table: pd.DataFrame) -> list[list[object]]:
    page = openpyxl.load_workbook(BytesIO(workbook_bytes(table))).worksheets[0]
    return [list(row) for row in page.iter_rows(values_only=True)]


def test_values_keep_their_kinds() -> None:
    table = pd.DataFrame(
        {
            "text": ["هدنة", None],
            "n": pd.array([3, None], "Int64"),
            "day": pd.to_datetime(pd.Series(["2017-05-20", None])),
            "month": pd.period_range("2017-05", periods=2, freq="M"),
            "actors": [["روسيا", "سوريا"], []],
        }
    )
    head, first, second = cells(table)
    assert head == ["text", "n", "day", "month", "actors"]
    assert first == ["هدنة", 3, pd.Timestamp("2017-05-20"), "2017-05", "روسيا; سوريا"]
    assert second[:3] == [None, None, None]


@pytest.mark.parametrize("text", ["=1+1", "\u200f=1+1", "+1", "@a", "a\x00b"])
def test_text_is_no_formula(text: str) -> None:
    page = openpyxl.load_workbook(BytesIO(workbook_bytes(pd.DataFrame({"text": [text]})))).worksheets[0]
    assert page["A2"].data_type == "s"
    assert "\x00" not in page["A2"].value


def test_more_rows_than_a_page_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MOST_ROWS", 2)
    with pytest.raises(ValueError, match="Excel holds 2 rows, and these are 3"):
        workbook_bytes(pd.DataFrame({"n": range(3)}))
