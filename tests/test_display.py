"""Tables in notebooks: right to left, nothing cut in silence, no markup out of the data."""

import re

import numpy as np
import pandas as pd
import pytest

from corpus_tools.display import show


def cells(table: pd.DataFrame, **options: int) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", show(table, **options)._repr_html_())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("حافلة", "حافلة"),
        ("السطر الأول\nوالسطر الثاني", "السطر الأول والسطر الثاني"),
        (12345, "12,345"),
        (np.int64(12345), "12,345"),
        (0.5, "0.50"),
        (np.float64(1234.567), "1,234.57"),
        (2017, "2017"),
        (True, "True"),
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        (pd.Timestamp("2017-05-20"), "2017-05-20"),
        (pd.Timestamp("2017-05-20 13:45"), "2017-05-20 13:45"),
        ("", ""),
        (" \n", "␣⏎"),
        ("\u00a0", "U+00A0"),
        (["RUS", "SYR"], "RUS, SYR"),
        ([], ""),
        ("<b>عاجل</b>", "&lt;b&gt;عاجل&lt;/b&gt;"),
    ],
)
def test_a_value_is_written_as_it_is_read(value: object, shown: str) -> None:
    table = pd.DataFrame({"value": pd.Series([value], dtype=object)})
    assert cells(table) == [shown]


def test_integer_columns_stay_integers() -> None:
    table = pd.DataFrame({"n": [1200, 7], "share": [0.25, 0.75]})
    assert cells(table) == ["1200", "0.25", "7", "0.75"]


def test_the_table_runs_from_right_to_left() -> None:
    html = show(pd.DataFrame({"term": ["هدنة"]}))._repr_html_()
    assert html.startswith('<div dir="rtl">')


def test_a_concordance_leans_on_its_match() -> None:
    html = show(pd.DataFrame({"before": ["وصلت"], "match": ["الحافلات"], "after": ["أمس"]}))._repr_html_()
    assert re.findall(r"text-align:(\w+)", html) == ["left", "center", "right"] * 2


def test_what_is_cut_is_said() -> None:
    table = pd.DataFrame({"text": ["وصلت الحافلات إلى المدينة"] * 3})
    shown = show(table, rows=2, width=13)
    assert cells(table, rows=2, width=13) == ["وصلت الحافلا…"] * 2
    assert "2 of 3 rows" in shown._repr_html_()
    assert repr(shown).endswith("2 of 3 rows")
    assert "rows" not in show(table)._repr_html_()


def test_headings_are_no_markup() -> None:
    assert "<script>" not in show(pd.DataFrame({"<script>": [1]}))._repr_html_()


def test_an_empty_table_shows_its_columns() -> None:
    assert "term" in show(pd.DataFrame({"term": []}))._repr_html_()


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(TypeError, match="not list"):
        show([])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="rows and width"):
        show(pd.DataFrame(), rows=0)


def test_an_empty_table_says_so() -> None:
    shown = show(pd.DataFrame({"term": [], "n": []}))
    assert "no rows</p>" in shown._repr_html_()
    assert repr(shown) == "term n\nno rows"
