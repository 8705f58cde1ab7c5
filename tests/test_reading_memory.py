"""Memory while a file is read, in bytes for each byte of the file; and work that does not grow with what is judged."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from corpus_files import NAMES

from corpus_tools import clean, read_corpus, tokenize
from corpus_tools.damage import code_pages
from corpus_tools.damage.character_classes import count_classes, holding_any
from corpus_tools.damage.code_pages import decode_arabic, sample_of
from corpus_tools.reading.decoding import decode
from corpus_tools.reading.documents import _text_series
from corpus_tools.reading.formats.delimited import read_delimited
from corpus_tools.reading.formats.prose import read_plain_text
from corpus_tools.sentences import tabulate_sentences
from corpus_tools.tables import texts_in_parts, texts_of
from corpus_tools.tokens.tokenize import _split_into_batches

LINE = "غادرت الحافلات حي الوعر في حمص صباح اليوم بعد اتفاق، وقال محافظ المدينة إن العملية تجري.\n"
ROW = f'هدنة,"{LINE * 8}",2017-05-20\n'
OBJECT = json.dumps({"title": "هدنة", "text": LINE * 8}, ensure_ascii=False) + "\n"
SIZE = 3_000_000
#: What the pieces take by which an encoding is judged, however long the file is.
OF_THE_SAMPLE = 6_000_000


def fill(piece: bytes, *, head: bytes = b"") -> bytes:
    return head + piece * (SIZE // len(piece))


FILES: dict[str, tuple[str, bytes]] = {
    "UTF-8": ("a.txt", fill(LINE.encode())),
    "Windows-1256": ("a.txt", fill(LINE.encode("cp1256"))),
    "CSV": ("a.csv", fill(ROW.encode(), head=b"title,text,published\n")),
    "JSON lines": ("a.jsonl", fill(OBJECT.encode())),
    "SGML": ("a.sgm", fill(f"<DOC><TITLE>هدنة</TITLE><TEXT>{LINE * 8}</TEXT></DOC>\n".encode())),
}


def peak(work: Callable[[], object]) -> int:
    """Return the most memory that is held at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", FILES)
def test_a_file_takes_a_few_times_its_size(kind: str, tmp_path: Path) -> None:
    name, content = FILES[kind]
    (tmp_path / name).write_bytes(content)
    read_corpus(tmp_path)  # what is imported and kept stays out of the count
    in_utf8 = len(decode(content)[0].encode())  # as which a table holds what an 8-bit encoding has in fewer bytes
    assert peak(lambda: read_corpus(tmp_path)) < 4 * in_utf8 + 500_000


def test_a_column_is_made_of_texts_that_go_one_by_one() -> None:
    text = LINE * 20_000
    size = 2 * len(text)

    def build() -> None:
        texts: list[str | None] = [f"{text}{k}" for k in range(4)]
        assert _text_series(texts).str.len().tolist() == [len(text) + 1] * 4
        assert not texts

    # The texts, the first of them in UTF-8, and what an encoder takes at first: three bytes a letter.
    assert peak(build) < 7 * size


def test_a_long_text_is_cut_for_tokens_without_a_copy() -> None:
    text = LINE * 20_000
    assert peak(lambda: list(_split_into_batches([[text]]))) < len(text) / 10


def test_texts_are_looked_at_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pd.Series(["", "ا" * 10, None, "ب" * 25, "x", "😀ا"], dtype="str")
    documents = pd.DataFrame({"doc_id": range(6), "text": texts})
    monkeypatch.setattr("corpus_tools.tables._PART", 12)
    parts = list(texts_in_parts(documents))
    assert len(parts) == 3
    assert [text for part in parts for text in part] == texts_of(documents) == texts.fillna("").tolist()
    assert len(list(texts_in_parts(documents.astype(object)))) == 1  # its strings are there anyway
    assert list(texts_in_parts(documents.iloc[:0])) == [[]]


def test_the_encoding_is_judged_by_a_sample_and_decoded_once() -> None:
    data = FILES["Windows-1256"][1]
    assert len(sample_of(data)) < 70_000
    assert sample_of(data)[: 2**13] == data[: 2**13]
    assert sample_of(data[:1000]) == data[:1000]
    assert decode(data) == (data.decode("cp1256"), "windows-1256")
    assert peak(lambda: decode(data)) < 3 * len(data) + OF_THE_SAMPLE


def test_a_byte_that_one_code_page_lacks_decides_wherever_it_stands() -> None:
    text = LINE.replace("،", "").encode("iso8859-6") * 5000
    assert decode_arabic(text) == (text.decode("iso8859-6"), "iso-8859-6")
    position = code_pages._PIECE + 1  # between two pieces of the sample
    data = text[:position] + b"\xa1" + text[position:]
    found = decode_arabic(data)
    assert found is None or found[1] == "windows-1256"


def test_a_plain_text_is_not_copied() -> None:
    text = f"عنوان\n\n{LINE * 20_000}"
    assert peak(lambda: read_plain_text(text)) < 10_000


def test_rows_of_a_table_are_made_one_by_one() -> None:
    text = FILES["CSV"][1].decode()
    records = read_delimited(text, NAMES)
    assert len(records) == SIZE // len(ROW.encode())
    assert peak(lambda: read_delimited(text, NAMES)) < 2 * len(text.encode())


def test_a_long_text_is_looked_at_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["", "ا" * 10 + "ب", "x", "ب" * 25, "😀ا", ""]
    counts, held = count_classes(texts, ["ا", "ب"]), holding_any(texts, ["ا", "ب"])
    monkeypatch.setattr("corpus_tools.damage.character_classes._BLOCK", 4)
    assert counts.tolist() == [[0, 0], [10, 1], [0, 0], [0, 25], [1, 0], [0, 0]]
    assert (count_classes(texts, ["ا", "ب"]) == counts).all()
    assert (holding_any(texts, ["ا", "ب"]) == held).all()
    assert (held == (counts > 0)).all()


def test_a_corpus_is_made_without_its_texts_in_memory_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{LINE * 10_000}{k} " for k in range(12)]
    size = sum(2 * len(text) for text in texts)
    documents = pd.DataFrame({"doc_id": range(12), "text": pd.Series(texts, dtype="str")})
    as_objects = documents.assign(text=pd.Series(texts, dtype=object))  # whose strings are there anyway
    monkeypatch.setattr("corpus_tools.tables._HELD", 2**20)
    for verb in (tokenize, tabulate_sentences):
        assert peak(lambda verb=verb: verb(documents)) < peak(lambda verb=verb: verb(as_objects)) + size / 2  # type: ignore[misc]
    # The cleaned texts, and beside them some raw ones or part of the column that they become.
    assert peak(lambda: clean(documents, steps=["controls", "white_space"])) < 1.8 * size
