import json
from pathlib import Path

import pytest
from corpus_files import parsed

from corpus_tools.reading.read import read_corpus
from corpus_tools.reading.records import UnreadableError

ROWS = [f"{number},عنوان {number},بدأت الهدنة في الحي رقم {number}." for number in range(1, 21)]
TABLE = "\n".join(["id,title,text", *ROWS]).encode()
LINES = "\n".join(json.dumps({"id": n, "text": f"بدأت الهدنة {n}"}, ensure_ascii=False) for n in range(1, 21)).encode()
DOCS = "".join(f"<DOC>\n<TEXT>بدأت الهدنة {number}</TEXT>\n</DOC>\n" for number in range(1, 21)).encode()


@pytest.mark.parametrize(
    ("content", "name", "part", "line"),
    [
        (TABLE, "a.csv", "الحي رقم 7.", 8),
        (b"\xef\xbb\xbf" + TABLE, "a.csv", "عنوان 7,", 8),
        (LINES, "a.jsonl", 'الهدنة 7"', 7),
        (b"[" + LINES.replace(b"\n", b",\n") + b"]", "a.json", 'الهدنة 7"', 7),
        (DOCS, "a.sgml", "الهدنة 7<", 20),
    ],
)  # fmt: skip
def test_a_damaged_byte_costs_its_record_and_no_other(content: bytes, name: str, part: str, line: int) -> None:
    at = content.index(part.encode())
    found = parsed(content[:at] + b"\xfe" + content[at + 1 :], name)
    assert [record.problem for record in found.records if record.problem] == [
        f"damaged record: byte 0xfe on line {line} is no UTF-8; repair the character and save as UTF-8"
    ]
    assert len(found.records) == 20
    assert sum(bool(record.fields) for record in found.records) == 19
    assert not [value for record in found.records for value in record.fields.values() if "\udc80" in str(value)]


def test_a_table_that_breaks_off_inside_a_letter_loses_its_last_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(TABLE[: TABLE.rindex("م".encode()) + 1])
    documents = read_corpus(tmp_path)
    assert len(documents) == 20
    assert documents["problem"].notna().tolist() == [False] * 19 + [True]
    assert documents["problem"].iloc[19].startswith("damaged record: byte 0xd9 on line 21")
    assert documents["record"].iloc[19] == "line 21"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TABLE.replace(b"title", b"ti\xfetle"), "a.csv"),
        ("بدأت الهدنة".encode() + b"\xfe" + "في الحي".encode(), "a.txt"),
        (b"\xff\xfe" + TABLE.decode().encode("utf-16-le")[:-1], "a.csv"),
    ],
)
def test_where_no_record_can_be_told_the_file_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(UnreadableError, match=r"undecodable file|truncated file"):
        parsed(content, name)
