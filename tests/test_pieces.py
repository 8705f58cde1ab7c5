"""A file of JSON lines in pieces: it says what it says as a whole, or is not cut."""

import json
from pathlib import Path

import pytest

from corpus_tools.reading.discovery import FoundFile, load_bytes
from corpus_tools.reading.documents import DocumentRow
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.limits import DEFAULT_LIMITS
from corpus_tools.reading.pieces import cut_lines, load_piece
from corpus_tools.reading.read import NamesSeen, Outcome, parse_file, parse_piece

NAMES = FieldNames()
LINE = json.dumps({"id": "م", "title": "هدنة", "text": "دعت روسيا إلى هدنة في حمص"}, ensure_ascii=False) + "\n"
OTHER = json.dumps({"text": "قصف", "views": 3}) + "\r\n"
BREAK = '{"text": "هدنة" "في": 1}\n'


def rows_of(outcomes: list[Outcome]) -> tuple[list[DocumentRow], list[str]]:
    rows = [outcome for outcome in outcomes if isinstance(outcome, DocumentRow)]
    return rows, list(
        dict.fromkeys(name for outcome in outcomes if isinstance(outcome, NamesSeen) for name in outcome.names)
    )


@pytest.mark.parametrize(
    "content",
    [
        LINE * 9,
        LINE + OTHER * 9 + LINE.rstrip("\n"),
        LINE * 3 + BREAK + '["هدنة"]\n12\n"نص"\n\n  \n' + LINE * 4,
        LINE * 8 + '{"text": "هدن',
        LINE * 8 + BREAK + "\n" * 400 + LINE,
        LINE + '{"title": "بلا نص"}\n' * 20,
        LINE * 4 + '{"text": ' + "[" * 300 + "]" * 300 + "}\n" + LINE * 4,
    ],
)
def test_pieces_say_what_the_whole_says(content: str, tmp_path: Path) -> None:
    path = tmp_path / "أخبار.jsonl"
    path.write_bytes(content.encode())
    found = FoundFile(path.as_posix(), path.name)
    pieces = cut_lines(found, NAMES, DEFAULT_LIMITS, size=200)
    assert pieces is not None
    assert len(pieces) > 2
    assert [piece.low for piece, _ in pieces] == [0, *(piece.high for piece, _ in pieces[:-1])]
    told = [
        outcome
        for piece, known in pieces
        for outcome in parse_piece(found, *load_piece(found, piece, known), NAMES, DEFAULT_LIMITS, piece=piece)
    ]
    whole = parse_file(found, *load_bytes(found, DEFAULT_LIMITS), NAMES, DEFAULT_LIMITS, named=True)
    assert rows_of(told) == rows_of(list(whole))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("small.jsonl", LINE.encode() * 2),
        ("articles.csv", LINE.encode() * 9),
        ("marked.jsonl", ("\ufeff" + LINE * 9).encode()),
        ("arabic.jsonl", (LINE * 9).encode("cp1256")),
        ("damaged.jsonl", LINE.encode() * 8 + b'{"text": "\xff"}\n' + LINE.encode()),
        ("list.json", ("[" + ",\n".join([LINE.strip()] * 9) + "]").encode()),
        ("one.json", json.dumps({"text": "هدنة " * 300}).encode()),
        ("first.jsonl", ('{"title": "بلا نص"}\n' + LINE * 9).encode()),
        ("blank.jsonl", (LINE * 9 + "\n" * 1000).encode()),
        # Bytes of UTF-8 that are escaped one by one are mended where nothing else is escaped in the whole file.
        ("export.jsonl", b'{"text": "\\u00d8\\u00a7\\u00d9\\u0084"}\n' * 30),
    ],
)
def test_what_may_be_read_otherwise_is_not_cut(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert cut_lines(FoundFile(path.as_posix(), name), NAMES, DEFAULT_LIMITS, size=200) is None


def test_what_changes_after_it_was_cut_has_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(LINE * 9, encoding="utf-8")
    found = FoundFile(path.as_posix(), path.name)
    pieces = cut_lines(found, NAMES, DEFAULT_LIMITS, size=200)
    assert pieces is not None
    piece, known = pieces[1]
    path.write_text(OTHER * 40, encoding="utf-8")
    data, problem = load_piece(found, piece, known)
    assert (data, problem is not None) == (b"", True)
    [row] = parse_piece(found, data, problem, NAMES, DEFAULT_LIMITS, piece=piece)
    assert isinstance(row, DocumentRow)
    assert "changed while it was read" in str(row.problem)
    path.unlink()
    assert load_piece(found, piece, known)[0] == b""
