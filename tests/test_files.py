"""Files are written whole or not at all; tables open in a spreadsheet and run nothing there."""

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.files import csv_bytes, escape_formula, read_csv, staged, unescape_formula, write_bytes, write_csv


def cells(table: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.org";"حمص")',
        "+963",
        "-5",
        "@user قال",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "'=1",
        "''@x",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\u200f=1+1",
        "\u202e\u202d@x",
        "\ufeff-5",
        "\u00ad+1",
        "\u2060\u3164\ufe0f=1",
        "\U000e0020=1",
        "\x00=1",
        "\x1f \x85@x",
        "'\u200e=1",
    ],
)  # fmt: skip
def test_text_that_looks_like_a_formula_is_kept_from_being_one(text: str) -> None:
    assert escape_formula(text) == "'" + text
    assert unescape_formula(escape_formula(text)) == text


@pytest.mark.parametrize("text", ["", "حمص", "'حمص'", "2011-2017", "a=b", "#حلب", "%5", "'", " حمص", "«=»", "(+)"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text
    assert unescape_formula(text) == text


@settings(max_examples=60)
@given(st.text(alphabet="'=+-@ \t\r\nحم1a＝\u200f\ufeff\x00", max_size=8))
def test_no_text_is_lost(text: str) -> None:
    escaped = escape_formula(text)
    assert unescape_formula(escaped) == text
    assert escaped.lstrip(" \t\r\n\u200f\ufeff\x00")[:1] not in {"=", "+", "-", "@", "＝"}
    assert escaped[:1] not in {"\t", "\r", "\n"}


def test_a_table_opens_in_a_spreadsheet_as_it_is() -> None:
    table = pd.DataFrame(
        {
            "term": ["حمص", "-حلب", None, 'قال "نعم"، ثم\nمضى'],
            "n": [3, -2, 0, 1],
            "log_ratio": [-0.5, np.nan, 1e-20, 2.0],
            "day": pd.Series(["2017-05-20", None, "2011-03-15", "2015-12-01"], dtype="datetime64[us]"),
            "=known": [True, False, True, False],
            "proclitics": [["و", "ال"], [], None, ["ب"]],
            "kind": pd.Categorical(["@a", "b", "b", None]),
        }
    )
    content = csv_bytes(table)
    assert content.startswith(b"\xef\xbb\xbfterm,n,log_ratio,day,'=known,proclitics,kind\n")
    assert b"\r" not in content
    assert cells(table)[1:] == [
        ["حمص", "3", "-0.5", "2017-05-20", "True", '["و", "ال"]', "'@a"],
        ["'-حلب", "-2", "", "", "False", "[]", "b"],
        ["", "0", "1e-20", "2011-03-15", "True", "", "b"],
        ['قال "نعم"، ثم\nمضى', "1", "2.0", "2015-12-01", "False", '["ب"]', ""],
    ]


def test_control_characters_are_shown_and_do_nothing() -> None:
    table = pd.DataFrame(
        {"a\x00": ["حمص\x00\x1b[2J", "\x7f\x85", "\x00=1", "a\tb\r\nc"], "b": [["\x07\x9b"], [], [], []]}
    )
    written = cells(table)
    assert written[0] == ["a␀", "b"]
    assert [row[0] for row in written[1:]] == ["حمص␀␛[2J", "␡\ufffd", "␀=1", "a\tb\r\nc"]
    assert written[1][1] == '["\\u0007\ufffd"]'


def test_numbers_among_texts_stay_numbers() -> None:
    assert cells(pd.DataFrame({"value": [-1, "-1", 2.5, np.int64(-3)]}, dtype=object)) == [
        ["value"],
        ["-1"],
        ["'-1"],
        ["2.5"],
        ["-3"],
    ]


def test_any_index_will_do_and_none_is_written() -> None:
    table = pd.DataFrame({"term": ["أ", "ب"]}, index=[7, 7])
    assert cells(table) == [["term"], ["أ"], ["ب"]]


def test_empty_tables_keep_their_header() -> None:
    assert csv_bytes(pd.DataFrame({"term": [], "n": []})) == b"\xef\xbb\xbfterm,n\n"
    assert csv_bytes(pd.DataFrame()).strip() == b"\xef\xbb\xbf"


def test_the_table_itself_is_not_changed() -> None:
    table = pd.DataFrame({"term": ["=1"], "parts": [["و"]]})
    before = table.copy(deep=True)
    csv_bytes(table)
    pd.testing.assert_frame_equal(table, before)


def test_a_table_comes_back_as_it_was_written(tmp_path: Path) -> None:
    table = pd.DataFrame({"=term": ["@user", "'=x", "حمص", "NA"], "n": [1, 2, 3, -4]})
    write_csv(table, tmp_path / "terms.csv")
    pd.testing.assert_frame_equal(read_csv(tmp_path / "terms.csv"), table)


def test_files_appear_only_when_all_are_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(UnicodeEncodeError), staged(tmp_path) as stage:
        _write_two(stage)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"


def test_a_written_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "new" / "terms.json"
    write_bytes(target, b"1")
    write_bytes(target, b"2")
    assert target.read_bytes() == b"2"
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o044 == 0o044 & ~_umask()


def _write_two(stage: Path) -> None:
    (stage / "a.csv").write_text("new")
    assert (stage.parent / "a.csv").read_text() == "old"
    (stage / "b.csv").write_text("حمص", encoding="ascii")


def _umask() -> int:
    import os  # noqa: PLC0415 - reading the mask means setting it

    mask = os.umask(0)
    os.umask(mask)
    return mask


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.none() | st.text(alphabet='حم",;\n1 ', max_size=6).map("ح".__add__),
            st.integers(-(10**9), 10**9),
            st.none() | st.floats(allow_infinity=False, allow_nan=False),
            st.none() | st.datetimes(min_value=pd.Timestamp("1900-01-01"), max_value=pd.Timestamp("2100-01-01")),
            st.none() | st.booleans() | st.integers(0, 9),
        ),
        max_size=6,
    )
)
def test_cells_are_written_as_pandas_writes_them(rows: list[tuple[object, ...]]) -> None:
    table = pd.DataFrame(rows, columns=["text", "n", "share", "day", "mixed"]).astype({"text": "str", "mixed": object})
    table["day"] = pd.to_datetime(table["day"])
    assert csv_bytes(table).decode("utf-8-sig") == table.to_csv(index=False, lineterminator="\n")


def test_a_row_of_nothing_is_a_row() -> None:
    assert csv_bytes(pd.DataFrame({"text": [None, "حمص"]})).decode("utf-8-sig") == 'text\n""\nحمص\n'
    assert csv_bytes(pd.DataFrame()).decode("utf-8-sig") == "\n"


def test_the_days_of_one_column_are_written_alike() -> None:
    days = pd.Series([*pd.date_range("1900-01-01", periods=60_000, unit="us"), pd.Timestamp("2100-01-01 01:00:00")])
    lines = csv_bytes(pd.DataFrame({"day": days})).decode("utf-8-sig").splitlines()
    assert (lines[1], lines[-1]) == ("1900-01-01 00:00:00", "2100-01-01 01:00:00")


# Runs that were killed, and runs that go on at the same time.


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".partial-dead" / "below").mkdir(parents=True)
    (tmp_path / ".partial-dead" / "below" / "terms.svg").write_text("<svg")
    (tmp_path / ".partial-file").write_text("mine")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("kept")
    (tmp_path / ".partial-link").symlink_to(elsewhere)
    write_bytes(tmp_path / "a.csv", b"1")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".partial-file", ".partial-link", "a.csv", "elsewhere"]
    assert (elsewhere / "kept").exists()


def test_two_runs_on_one_folder_leave_each_other_alone(tmp_path: Path) -> None:
    with staged(tmp_path) as first:
        (first / "a.csv").write_text("a")
        with staged(tmp_path) as second:
            (second / "b.csv").write_text("b")
        assert (first / "a.csv").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
