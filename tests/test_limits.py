"""Each limit bites, says its name and how to raise it, leaves what is readable beside it, and can be raised."""

import io
import json
import zipfile
from dataclasses import fields
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from corpus_files import tar_gz_of, zip_of

from corpus_tools import load_corpus, read_corpus
from corpus_tools.cli import main
from corpus_tools.reading.limits import DEFAULT_LIMITS, Limits, limits_of
from corpus_tools.reading.records import UnreadableError

TEXT = "غادرت حافلة الحي."
MEMBERS = {f"{k}.txt": TEXT.encode() for k in range(3)}


def workbook(*, rows: int = 1, columns: int = 2) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["title", "text", *(f"c{k}" for k in range(columns - 2))])
    for _ in range(rows):
        sheet.append(["هدنة", TEXT])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def records(*given: dict[str, object]) -> bytes:
    return json.dumps([{"text": TEXT, **one} for one in given]).encode()


#: What passes a limit: the limit, one that bites, one that does not, the file, and how many of its texts are read.
PASSED: dict[str, tuple[str, int, int, str, bytes, int]] = {
    "a large file": ("bytes", 20, 40, "a.txt", TEXT.encode(), 0),
    "a member that packs well": ("ratio", 2, 9_999, "a.zip", zip_of({"a.txt": b"x" * 300_000, "b.txt": b"Homs"}), 1),
    "members of a zip": ("members", 2, 3, "a.zip", zip_of(MEMBERS), 2),
    "members of a tar": ("members", 2, 3, "a.tar.gz", tar_gz_of(MEMBERS), 2),
    "columns of a table": ("columns", 2, 3, "a.csv", f"title,text,c\nهدنة,{TEXT},1\n".encode(), 0),
    "columns of a sheet": ("columns", 2, 3, "a.xlsx", workbook(columns=3), 0),
    "fields of a record": ("columns", 2, 3, "a.json", records({}, {"a": 1, "b": 2}), 1),
    "nested objects": ("depth", 2, 3, "a.jsonl", f'{{"text": "{TEXT}", "a": [[1]]}}\n{{"text": "{TEXT}"}}'.encode(), 1),
    "nested elements": ("depth", 1, 2, "a.sgm", f"<DOC><A><TEXT>{TEXT}</TEXT></A></DOC>".encode(), 0),
    "nested groups": ("depth", 1, 2, "a.rtf", rb"{\rtf1 {text}}", 0),
}


@pytest.mark.parametrize("what", PASSED)
def test_a_limit_bites_says_so_and_can_be_raised(what: str, tmp_path: Path) -> None:
    name, low, high, file, content, n_read = PASSED[what]
    (tmp_path / file).write_bytes(content)
    bitten, raised = (read_corpus(tmp_path, limits={name: limit}) for limit in (low, high))
    assert bitten["text"].notna().sum() == n_read
    [problem] = bitten["problem"].dropna()
    assert problem.endswith(f'or raise {name} ({low}) with limits={{"{name}": …}} (--limits {name}=…)')
    assert raised["problem"].isna().all()
    assert raised["text"].notna().sum() > n_read


def test_an_article_that_is_too_long_is_a_problem_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"عنوان\n\n{'هدنة في حمص. ' * 90}", encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(records({"text": "هدنة"}, {"text": "هدنة في حمص. " * 90}))
    documents = read_corpus(tmp_path, limits={"characters": 1000})
    assert documents["text"].notna().tolist() == [False, True, False]
    said = "too large: the article has 1,177 characters; split it, or raise characters (1,000) with"
    assert documents["problem"].iloc[0].startswith(said)
    assert documents["problem"].iloc[2].startswith("too large: the article has 1,1")
    assert read_corpus(tmp_path)["text"].notna().all()


def test_fields_of_a_whole_corpus_have_a_limit(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(records({"a": 1}, {"b": "ب"}, {"c": 3}))
    documents = read_corpus(tmp_path, limits={"columns": 2})
    assert "b" in documents
    assert "c" not in documents
    [said] = documents.attrs["left_out"]
    assert said.startswith("1 fields, of 3 in all files; give the files fields of the same names, or raise columns (2)")
    assert read_corpus(tmp_path)["c"].tolist()[2] == 3


def test_what_was_read_in_time_stays() -> None:
    timed = Limits(seconds=0).in_time(iter([1, 2]), "the book")
    with pytest.raises(UnreadableError, match=r"too slow: the book takes more than 0 seconds.*raise seconds"):
        list(timed)
    assert list(DEFAULT_LIMITS.in_time([1, 2], "the book")) == [1, 2]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title,text\nأ,هدنة في حمص\nب,هدنة في حلب\nج,هدنة في إدلب\n"),
        ("a.jsonl", "".join(f'{{"text": "هدنة في {place}"}}\n' for place in ("حمص", "حلب", "إدلب"))),
        ("a.sgm", "".join(f"<DOC><TEXT>هدنة في {place}</TEXT></DOC>\n" for place in ("حمص", "حلب", "إدلب"))),
        ("a.xml.sgm", "<DOCS>\n" + "<DOC>\n<TEXT>هدنة</TEXT>\n</DOC>\n" * 3 + "</DOCS>"),
    ],
)
def test_a_file_that_takes_too_long_ends_with_a_line_behind_what_was_read(
    name: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert len(read_corpus(tmp_path)) == 3
    ticks = count(0, 250)  # one at the beginning, then one a record
    monkeypatch.setattr("corpus_tools.reading.limits.time", SimpleNamespace(monotonic=lambda: next(ticks)))
    documents = read_corpus(tmp_path)
    assert documents["text"].notna().tolist() == [True, True, False]
    assert "takes more than 600 seconds, and the rest of it is not read" in documents["problem"].iloc[2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"rows": 1},
            "limits='rows' is no limit; the limits are bytes, page_bytes, characters, ratio, members",
        ),
        ({"columns": 0}, "the limit columns is 0; it must be a whole number from 1 on"),
        ({"columns": 1.5}, "the limit columns is 1.5"),
        ({"columns": True}, "the limit columns is True"),
    ],
)
def test_limits_are_checked(given: dict[str, int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        limits_of(given)


def test_every_limit_is_documented() -> None:
    for limit in fields(Limits):
        assert f"{limit.name} : " in str(read_corpus.__doc__)


def test_the_command_raises_limits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(f"title,text,c\nهدنة,{TEXT},1\n", encoding="utf-8")
    assert main(["check", str(tmp_path), "--limits", "columns=2"]) == 0
    assert "too many columns" in capsys.readouterr().out
    assert main(["check", str(tmp_path), "--limits", "columns=2", "--limits", "columns=3"]) == 0
    assert "1 read, 0 with a problem" in capsys.readouterr().out
    assert len(load_corpus(tmp_path, limits={"columns": 3}).texts) == 1
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path), "--limits", "columns=many"])


def test_a_sheet_has_as_many_rows_as_a_workbook_can_have(tmp_path: Path) -> None:
    packed = io.BytesIO(workbook(rows=2))
    far = io.BytesIO()
    with zipfile.ZipFile(packed) as book, zipfile.ZipFile(far, "w") as changed:
        for part in book.namelist():
            content = book.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'r="3"', b'r="1000000000"').replace(b'3"', b'1000000000"')
            changed.writestr(part, content)
    (tmp_path / "a.xlsx").write_bytes(far.getvalue())
    documents = read_corpus(tmp_path)
    assert documents["text"].notna().sum() == 1
    assert "it has rows beyond 1,048,576; delete them" in documents["problem"].dropna().item()


def test_members_of_a_zip_that_stand_inside_one_another_are_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("c.txt", TEXT)
        twin = archive.getinfo("a.txt")
        copy = zipfile.ZipInfo("b.txt", twin.date_time)
        copy.header_offset, copy.CRC = twin.header_offset, twin.CRC
        copy.compress_size = copy.file_size = twin.file_size
        archive.filelist.append(copy)
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    documents = read_corpus(tmp_path)
    assert documents["text"].notna().tolist() == [True, False, True]
    assert documents["problem"][1].startswith("refused member: it stands inside another one")


@pytest.mark.parametrize("pattern", ["**", "/**", "**/**"])
def test_a_pattern_that_names_everything_is_refused(pattern: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"names everything there is; give a folder, or \. for this one"):
        read_corpus(pattern)


def test_everything_below_a_folder_is_the_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "b/d/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert read_corpus(f"{tmp_path}/**")["doc_id"].tolist() == ["a", "b/c", "b/d/e"]
    assert read_corpus(f"{tmp_path}/*")["doc_id"].tolist() == ["a", "b/c", "b/d/e"]
    assert read_corpus(f"{tmp_path}/**/*.txt")["doc_id"].tolist() == ["a", "b/c", "b/d/e"]
