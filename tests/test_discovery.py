import os
from pathlib import Path, PurePath
from typing import Any

import pytest

from corpus_tools.reading.discovery import _read_whole, find_files, load_bytes, why_left_out
from corpus_tools.reading.limits import Limits


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", "sub/deep/d.csv", "README.md", "sub/LICENSE", ".hidden.txt", ".git/x"):
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("نص", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "corpus"


def _names(path: Any) -> list[str]:
    return [found.name for found in find_files(path).documents]


def test_a_folder_is_walked_sorted_and_hidden_files_are_left_out_with_the_reason(corpus: Path) -> None:
    found = find_files(corpus)
    assert [file.name for file in found.documents] == ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.csv"]
    left_out = {Path(out.path).relative_to(corpus).as_posix(): out.why for out in found.left_out}
    assert left_out == {
        "README.md": "about the corpus",
        "sub/LICENSE": "about the corpus",
        ".hidden.txt": "hidden",
        ".git": "hidden",
    }


@pytest.mark.usefixtures("corpus")
def test_paths_begin_as_the_caller_wrote_them() -> None:
    assert find_files("corpus").documents[0].path.as_posix() == "corpus/a.txt"
    assert find_files(Path("corpus/a.txt")).documents[0].path.as_posix() == "corpus/a.txt"
    assert find_files("corpus/*.txt").documents[0].path.as_posix() == "corpus/a.txt"


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("corpus/a.txt", ["a.txt"]),
        ("corpus/*.txt", ["a.txt", "b.txt"]),
        ("corpus/**/*.txt", ["a.txt", "b.txt", "sub/c.txt"]),
        ("corpus/s*", ["sub/c.txt", "sub/deep/d.csv"]),
        (["corpus/b.txt", "corpus/a.txt", "corpus/b.txt"], ["b.txt", "a.txt"]),
        (["corpus/sub", Path("corpus/a.txt")], ["c.txt", "deep/d.csv", "a.txt"]),
        ("corpus/README.md", ["README.md"]),  # named outright, it is what the caller wants
        ("corpus/R*", None),
    ],
)
def test_a_file_a_pattern_or_a_list(path: object, names: list[str] | None) -> None:
    if names is None:
        with pytest.raises(FileNotFoundError, match=r"no document, only corpus/README\.md"):
            _names(path)
    else:
        assert _names(path) == names


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("path", "error", "said"),
    [
        ("nowhere", FileNotFoundError, "there is no file or folder 'nowhere'"),
        (["corpus", "nowhere"], FileNotFoundError, "there is no file or folder 'nowhere'"),
        ("corpus/*.xyz", FileNotFoundError, r"no file matches the pattern 'corpus/\*\.xyz'"),
        ([], FileNotFoundError, "nothing to read in an empty list"),
        (3, TypeError, "not int"),
        (b"corpus", TypeError, "not bytes"),
        (["corpus", None], TypeError, "path holds NoneType"),
    ],
)
def test_a_path_to_nothing_is_one_clear_error(path: object, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        _names(path)


def test_a_folder_with_nothing_to_read_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nothing to read in"):
        _names(tmp_path)


def test_a_name_with_the_signs_of_a_pattern_is_a_name_if_it_exists(tmp_path: Path) -> None:
    (tmp_path / "[1] خبر.txt").write_text("نص", encoding="utf-8")
    assert _names(tmp_path / "[1] خبر.txt") == ["[1] خبر.txt"]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need a POSIX system")
def test_links_are_followed_but_in_no_circle(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "e.txt").write_text("نص", encoding="utf-8")
    (corpus / "link").symlink_to(tmp_path / "elsewhere")
    (corpus / "sub" / "circle").symlink_to(corpus)
    (corpus / "self").symlink_to("self")
    (corpus / "gone").symlink_to("nowhere")
    os.mkfifo(corpus / "pipe")
    found = {file.name: file.problem for file in find_files(corpus).documents}
    assert found["link/e.txt"] is None
    problems = {name: problem.partition(";")[0] for name, problem in found.items() if problem}
    assert problems.pop("self").startswith("unreadable file: ")
    assert problems == {
        "sub/circle": "unreadable folder: a link leads back to a folder above it",
        "gone": "unreadable file: it is gone, or a link to nothing",
        "pipe": "unreadable file: it is a pipe or a device",
    }
    assert len(_names(f"{corpus}/**/*.txt")) == 4


def test_what_the_system_refuses_is_a_problem(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [found] = find_files(corpus / "a.txt").documents
    assert load_bytes(found, Limits(bytes=100)) == ("نص".encode(), None)
    assert load_bytes(found, Limits(bytes=3)) == (
        b"",
        'too large: 4 bytes; split the file, or raise bytes (3) with limits={"bytes": …} (--limits bytes=…)',
    )

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    data, problem = load_bytes(found, Limits(bytes=100))
    assert data == b""
    assert str(problem).startswith("unreadable file: permission denied; ")
    monkeypatch.setattr(os, "scandir", refuse)
    [folder] = find_files(corpus).documents
    assert str(folder.problem).startswith("unreadable folder: permission denied; ")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("README", "about the corpus"),
        ("readme.txt", "about the corpus"),
        ("CITATION.cff", "about the corpus"),
        ("a/.DS_Store", "hidden"),
        ("__MACOSX/a.txt", "hidden"),
        ("~$خبر.docx", "a lock of an office program"),
        ("readme.csv", None),
        ("license plates.txt", None),
        ("خبر.txt", None),
    ],
)
def test_what_is_about_the_corpus_is_no_document(name: str, why: str | None) -> None:
    assert why_left_out(PurePath(name)) == why


def test_metadata_beside_a_document_is_found_when_only_the_document_is_named(corpus: Path) -> None:
    (corpus / "metadata.csv").write_text("path,published\n", encoding="utf-8")
    assert [file.name for file in find_files(corpus / "a.txt").metadata] == ["metadata.csv"]
    assert [file.name for file in find_files(corpus).metadata] == ["metadata.csv"]


@pytest.mark.parametrize("size", [0, 3, 100])
def test_a_file_that_grows_or_shrinks_is_read_to_its_end(size: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 50)
    opened = os.open(tmp_path / "a.txt", os.O_RDONLY)
    try:
        assert _read_whole(opened, size) == b"x" * 50
    finally:
        os.close(opened)
