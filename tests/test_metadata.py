from pathlib import Path

import pandas as pd
import pytest

from corpus_tools.reading.documents import DocumentRow
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.metadata import Metadata, fill_in, given_metadata
from corpus_tools.reading.records import Record

NAMES = FieldNames()


def _fill(rows: list[DocumentRow], *records: dict[str, object], folder: str = "seeds") -> list[str | None]:
    table = Metadata([Record(fields, f"line {n}") for n, fields in enumerate(records, 2)], "metadata.csv", folder)
    return [row.problem for row in fill_in(rows, [table], NAMES)]


@pytest.mark.parametrize(
    "path",
    ["حمص/1.txt", "./حمص/1.txt", "حمص\\1.txt", "../seeds/حمص/1.txt", "seeds/حمص/1.txt", "1.txt"],
)
def test_a_document_is_found_by_any_path_to_it(path: str) -> None:
    row = DocumentRow("seeds/حمص/1.txt", "حمص/1.txt")
    assert _fill([row], {"path": path, "published": "2017-05-20", "evidence": "توأم"}) == []
    assert (row.known, row.others, row.notes) == (
        {"published": "2017-05-20"},
        {"evidence": "توأم"},
        {"published": "metadata.csv"},
    )


def test_a_document_is_found_by_its_id_given_or_made() -> None:
    given, again, made = (
        DocumentRow("a.csv", "a.csv", known={"doc_id": "7"}),
        DocumentRow("b.csv", "b.csv", known={"doc_id": "7"}),
        DocumentRow("c.txt", "c.txt"),
    )
    assert _fill([given, again, made], {"doc_id": 7, "author": "سمر"}, {"doc_id": "c", "author": "عمر"}) == []
    assert [row.known["author"] for row in (given, again, made)] == ["سمر", "سمر", "عمر"]


def test_what_the_file_says_stays_and_its_gaps_are_filled() -> None:
    row = DocumentRow(
        "seeds/1.txt", "1.txt", known={"published": "2017-05-20", "author": " "}, others={"evidence": "أول"}
    )
    _fill([row], {"path": "1.txt", "published": "2016-01-01", "author": "سمر", "evidence": "ثان", "text": "لا"})
    assert row.known == {"published": "2017-05-20", "author": "سمر"}
    assert row.others == {"evidence": "أول"}
    assert row.notes == {"author": "metadata.csv"}


def test_one_row_fills_all_records_of_a_file() -> None:
    rows = [DocumentRow("seeds/a.csv", "a.csv", where=f"line {n}") for n in (2, 3)]
    _fill(rows, {"path": "a.csv", "الصحيفة": "المثال"})
    assert [row.known["source"] for row in rows] == ["المثال", "المثال"]


def test_a_bare_name_that_two_files_have_names_neither() -> None:
    rows = [DocumentRow("seeds/a/1.txt", "a/1.txt"), DocumentRow("seeds/b/1.txt", "b/1.txt")]
    assert _fill(rows, {"path": "1.txt", "author": "سمر"}) == [
        "metadata not used: 1 row matches no document (line 2: 1.txt); correct the path or doc_id there"
    ]
    assert not any(row.known for row in rows)


def test_rows_that_match_nothing_are_said_and_so_are_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "unread.txt").write_text("نص", encoding="utf-8")
    row = DocumentRow((tmp_path / "1.txt").as_posix(), "1.txt")
    table = Metadata(
        [
            Record({"path": "1.txt", "author": "سمر"}, "line 2"),
            Record({"path": "unread.txt"}, "line 3"),  # a file that is there and was not asked for
            Record({"path": "gone.txt"}, "line 4"),
            Record({"path": ""}, "line 5"),
            Record(where="line 6", problem="malformed row: line 6 has 9 cells"),
        ],
        "metadata.csv",
        tmp_path.as_posix(),
    )
    [problem] = fill_in([row], [table], NAMES)
    assert problem.problem == (
        "metadata not used: malformed row: line 6 has 9 cells. 2 rows match no document (line 4: gone.txt; "
        "line 5: no path); correct the path or doc_id there"
    )


def test_a_table_or_a_file_of_any_kind_is_metadata(tmp_path: Path) -> None:
    frame = pd.DataFrame({"doc_id": ["a"], "published": [pd.Timestamp("2017-05-20")]}, index=[5])
    assert given_metadata(frame, NAMES).records[0].fields == {"doc_id": "a", "published": pd.Timestamp("2017-05-20")}
    frame.to_csv(tmp_path / "m.csv", index=False)
    frame.to_excel(tmp_path / "m.xlsx", index=False)
    frame.to_json(tmp_path / "m.json", orient="records", date_format="iso")
    assert given_metadata(tmp_path / "m.csv", NAMES).records[0].fields == {"doc_id": "a", "published": "2017-05-20"}
    assert given_metadata(str(tmp_path / "m.json"), NAMES).records[0].fields["doc_id"] == "a"
    assert given_metadata(tmp_path / "m.xlsx", NAMES).records[0].fields["doc_id"] == "a"


def test_metadata_that_cannot_be_used_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "broken.csv").write_bytes(b"\x81\x8d\x8f\x90\x9d")
    with pytest.raises(FileNotFoundError, match="there is no metadata file"):
        given_metadata(tmp_path / "nowhere.csv", NAMES)
    with pytest.raises(ValueError, match="cannot be read: empty file"):
        given_metadata(tmp_path / "empty.csv", NAMES)
    with pytest.raises(ValueError, match="cannot be read: undecodable file"):
        given_metadata(tmp_path / "broken.csv", NAMES)
    with pytest.raises(ValueError, match="has no column path or doc_id to find the documents by; it has day"):
        given_metadata(pd.DataFrame({"day": [1]}), NAMES)
    with pytest.raises(TypeError, match="not list"):
        given_metadata([], NAMES)  # type: ignore[arg-type]
