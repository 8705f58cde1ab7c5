"""Tables in notebooks: right to left, nothing cut in silence, no markup out of the data."""

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from corpus_tools.data_files import load_table
from corpus_tools.display import show
from corpus_tools.locale import Locale


def cells(table: pd.DataFrame, **options: Any) -> list[str]:
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
    assert html.startswith('<div dir="rtl"')
    english = show(pd.DataFrame({"term": ["هدنة"]}), locale=Locale("en")).html
    assert english.startswith('<div dir="ltr"')
    # A concordance reads from right to left whoever reads it.
    assert show(pd.DataFrame({"match": ["هدنة"]}), locale=Locale("en")).html.startswith('<div dir="rtl"')


@pytest.mark.parametrize(
    ("column", "value", "arabic", "english"),
    [
        ("actor_id", "SYR_OPP", "المعارضة السورية", "Syrian (armed) opposition"),
        ("actors", ("RUS", "X_1"), "روسيا، X_1", "Russia, X_1"),
        ("candidates", "RUS|X_1", "روسيا | X_1", "Russia | X_1"),
        ("step", "controls+repeated_head", "محارف لا تُرى + عنوان مكرر", "controls + repeated title"),
        ("stance", "hedged", "غير مجزوم به", "hedged"),
        ("kind", "adjective", "بالنسبة", "by adjective"),
        ("direct", True, "نعم", "yes"),
        ("published", pd.Timestamp("2017-05-20"), "20 أيار 2017", "20 May 2017"),
        ("title", "hedged", "hedged", "hedged"),
        ("q", 0.0004, "&lt; 0.01", "&lt; 0.01"),
    ],
)
def test_a_reader_is_shown_words_and_no_codes(column: str, value: object, arabic: str, english: str) -> None:
    table = pd.DataFrame({column: pd.Series([value], dtype=object)})
    assert re.findall(r"<td[^>]*>(.*?)</td>", show(table, locale=Locale("ar")).html) == [arabic]
    assert re.findall(r"<td[^>]*>(.*?)</td>", show(table, locale=Locale("en")).html) == [english]


def test_columns_have_names_in_both_languages() -> None:
    known = load_table("columns")
    assert known["columns"]["ar"].keys() == known["columns"]["en"].keys()
    assert known["notes"]["ar"].keys() == known["notes"]["en"].keys()
    table = pd.DataFrame({"doc_id": ["أ"], "mine": [1]})
    assert re.findall(r"<th [^>]*>(.*?)</th>", show(table, locale=Locale("ar")).html) == ["الوثيقة", "mine"]


def test_each_column_of_a_table_has_a_name() -> None:
    known = load_table("columns")
    held = {column for columns in known["holds"].values() for column in columns}
    assert held - set(known["columns"]["ar"]) == set()


def test_a_concordance_leans_on_its_match() -> None:
    html = show(pd.DataFrame({"before": ["وصلت"], "match": ["الحافلات"], "after": ["أمس"]}))._repr_html_()
    assert re.findall(r"<t[hd] [^>]*text-align:(\w+)", html) == ["left", "center", "right"] * 2


def test_what_is_cut_is_said() -> None:
    table = pd.DataFrame({"text": ["وصلت الحافلات إلى المدينة"] * 12})
    shown = show(table, rows=2, width=13)
    assert cells(table, rows=2, width=13) == ["وصلت الحافلا…"] * 10
    assert re.findall("<summary>(.*?)</summary>", shown.html) == [
        "Rows 3 to 4", "Rows 5 to 6", "Rows 7 to 8", "Rows 9 to 10"
    ]  # fmt: skip
    assert "2 more not shown" in shown.html
    assert repr(shown).endswith("2 / 12")
    assert "<details>" not in show(table).html


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
    assert "no rows</div>" in shown._repr_html_()
    assert repr(shown) == "term n\nno rows"
