"""Articles and stores behind addresses that fsspec opens: the tables are those of files on a disk."""

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pandas as pd
import pytest
from object_store import ObjectStore, register
from test_store import article, files_of, write_articles, write_records
from upath import UPath

import corpus_tools as ct
from corpus_tools.cli import main
from corpus_tools.places import find_below, is_address, place_of, written_as
from corpus_tools.reading.discovery import STORE_MANIFEST
from corpus_tools.store import locks
from corpus_tools.store.build import build_store

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give a memory of addresses with nothing in it, and leases that are soon over."""
    monkeypatch.setattr(locks, "BEAT", 0.02)
    monkeypatch.setattr(locks, "PATIENCE", 0.2)
    held = fsspec.filesystem("memory")
    held.store.clear()
    held.pseudo_dirs[:] = [""]
    yield held
    held.store.clear()


def copy_to(memory: Any, folder: Path, name: str) -> str:
    """Copy the files of a folder behind an address, and return it."""
    for path in folder.rglob("*"):
        if path.is_file():
            memory.pipe_file(f"/{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    return f"memory://{name}"


def objects_of(memory: Any, name: str) -> dict[str, bytes]:
    """Return the files behind an address."""
    return {path.removeprefix(f"/{name}/"): memory.cat_file(path) for path in memory.find(f"/{name}")}


@pytest.mark.parametrize(
    ("written", "address", "path"),
    [
        ("news/1.txt", False, "news/1.txt"),
        ("/أخبار/خبر.txt", False, "/أخبار/خبر.txt"),
        ("C:/news", False, "C:/news"),
        ("file:///data/news", False, "/data/news"),
        ("local:///data/news", False, "/data/news"),
        ("memory://news/أخبار", True, "memory://news/أخبار"),
        ("memory://news/", True, "memory://news"),
    ],
)
def test_an_address_has_two_slashes_and_no_path_of_this_machine(written: str, address: bool, path: str) -> None:
    assert is_address(written) is address
    assert written_as(written) == path


def test_the_files_behind_an_address_are_those_of_the_folder_in_the_same_order(memory: Any, tmp_path: Path) -> None:
    corpus = write_records(tmp_path / "news")
    (corpus / "half").mkdir()
    (corpus / "half" / "a.txt").write_text(article(3), encoding="utf-8")
    address = copy_to(memory, corpus, "bucket/news")
    there, here = ct.read_corpus(address), ct.read_corpus(corpus)
    assert there["path"].tolist() == [f"{address}/{Path(path).relative_to(corpus)}" for path in here["path"]]
    assert there.attrs == here.attrs
    others = [name for name in here if name != "path" and not here[name].astype("str").str.contains("/news").any()]
    pd.testing.assert_frame_equal(there[others], here[others])


def test_one_file_and_patterns_may_be_named(memory: Any, tmp_path: Path) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(12)), "news")
    assert ct.read_corpus(f"{address}/003.txt")["doc_id"].tolist() == ["003"]
    assert ct.read_corpus(f"{address}/00*.txt")["doc_id"].tolist() == [f"{number:03}" for number in range(10)]
    assert len(ct.read_corpus([f"{address}/003.txt", tmp_path / "news" / "004.txt"])) == 2


def test_a_store_behind_an_address_is_that_on_the_disk(memory: Any, tmp_path: Path) -> None:
    corpus = write_records(tmp_path / "news")
    build_store(corpus, "memory://bucket/store")
    build_store(corpus, tmp_path / "store")
    assert objects_of(memory, "bucket/store") == files_of(tmp_path / "store")
    stored = ct.open_corpus("memory://bucket/store")
    pd.testing.assert_frame_equal(ct.find_dates(stored), ct.find_dates(ct.load_corpus(corpus)))
    write_articles(corpus, range(40, 50))
    assert build_store(corpus, "memory://bucket/store").parsed == 10
    build_store(corpus, tmp_path / "store")
    assert objects_of(memory, "bucket/store") == files_of(tmp_path / "store")


def test_a_store_among_articles_behind_an_address_is_none_of_them(memory: Any, tmp_path: Path) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(3)), "news")
    for _ in range(2):
        assert build_store(address, f"{address}/a.corpus").documents == 3
    with pytest.raises(ValueError, match=r"'memory://news/a\.corpus' is the store of a corpus"):
        ct.read_corpus(f"{address}/a.corpus")


def test_what_is_damaged_behind_an_address_is_named_and_made_anew(memory: Any, tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(6)), "memory://store"
    build_store(corpus, store)
    sound = objects_of(memory, "store")
    for name in [STORE_MANIFEST, *(name for name in sound if ".texts." in name)]:
        memory.pipe_file(f"/store/{name}", sound[name][:-9])
        with pytest.raises(ValueError, match="damaged"):
            _ = ct.open_corpus(store).texts
        report = build_store(corpus, store)
        assert len(report.damaged) == 1
        assert name in report.damaged[0]
        assert objects_of(memory, "store") == sound


def test_what_others_put_into_a_store_stays(memory: Any, tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "news", range(2))
    build_store(corpus, "memory://store")
    build_store(corpus, tmp_path / "store")
    others = ["notes.txt", "mine/notes.parquet", "texts/notes.txt"]
    left_over = ["texts/0f.texts.00000000.parquet", ".partial-0f", "texts/.partial-0f"]
    for name in others + left_over:
        memory.pipe_file(f"/store/{name}", b"x")
        (tmp_path / "store" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "store" / name).write_bytes(b"x")
    write_articles(corpus, range(3))
    for store in ("memory://store", tmp_path / "store"):
        build_store(corpus, store)
    for files in (objects_of(memory, "store"), files_of(tmp_path / "store")):
        assert [name for name in others + left_over if name in files] == others


def test_a_build_that_fails_on_the_way_leaves_the_store_and_the_next_goes_on(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, store = write_articles(tmp_path / "news", range(12)), "memory://store"
    build_store(corpus, store)
    before = ct.open_corpus(store).texts
    write_articles(corpus, range(20, 26))
    build_store(corpus, tmp_path / "fresh")
    write = type(memory).pipe_file
    for room in range(1, 60, 6):
        left = [room]

        def refuse(held: Any, path: str, value: bytes, left: list[int] = left, **options: Any) -> Any:
            left[0] -= locks.LEASE not in path
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(held, path, value, **options)

        with monkeypatch.context() as full:
            full.setattr(type(memory), "pipe_file", refuse)
            named = None
            try:
                build_store(corpus, store)
            except OSError as error:
                named = str(error.filename)
            if named is None:
                break
            assert named.startswith("memory://store/")
        pd.testing.assert_frame_equal(ct.open_corpus(store).texts, before)
    build_store(corpus, store)
    assert objects_of(memory, "store") == files_of(tmp_path / "fresh")


def test_a_second_build_is_refused_while_the_first_lives(memory: Any, tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(2)), "memory://store"
    build_store(corpus, store)
    begun, done = Event(), Event()

    def hold() -> None:
        with locks.held(place_of(store)):
            begun.set()
            done.wait()

    holder = Thread(target=hold)
    holder.start()
    begun.wait()
    try:
        with pytest.raises(ValueError, match=r"another build is at work on the store 'memory://store'"):
            build_store(corpus, store)
    finally:
        done.set()
        holder.join()
    assert build_store(corpus, store).parsed == 0
    assert not memory.exists(f"/store/{locks.LEASE}")


def test_the_lease_of_a_build_that_died_is_taken_over(memory: Any, tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "news", range(2))
    memory.pipe_file(f"/store/{locks.LEASE}", json.dumps({"by": "another", "host": "h", "beat": 7}).encode())
    assert build_store(corpus, "memory://store").documents == 2


def test_a_build_whose_lease_was_taken_over_writes_no_manifest(memory: Any, tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(2)), place_of("memory://store")
    build_store(corpus, "memory://store")
    before = objects_of(memory, "store")
    with locks.held(store) as check:
        check()
        memory.pipe_file(f"/store/{locks.LEASE}", json.dumps({"by": "another"}).encode())
        with pytest.raises(ValueError, match="another build is at work"):
            check()
    assert json.loads(memory.cat_file(f"/store/{locks.LEASE}"))["by"] == "another"
    memory.rm_file(f"/store/{locks.LEASE}")
    assert objects_of(memory, "store") == before


def test_commands_take_addresses(memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(4)), "news")
    assert main(["build", address, "--store", "memory://store"]) == 0
    assert "4 documents in memory://store" in capsys.readouterr().out
    assert main(["terms", "memory://store", "--out", str(tmp_path / "terms.csv")]) == 0
    assert main(["terms", address, "--out", str(tmp_path / "same.csv")]) == 0
    assert (tmp_path / "terms.csv").read_bytes() == (tmp_path / "same.csv").read_bytes()
    capsys.readouterr()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://none", "there is no file or folder 'memory://none'"),
        ("memory://news/x*", "no file matches the pattern 'memory://news/x*'"),
        ("nowhere://news", "the address 'nowhere://news' cannot be opened"),
        ("memory://news/100.txt", "there is no file or folder 'memory://news/100.txt'"),
    ],
)
def test_what_is_not_there_is_one_line(
    address: str, said: str, memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_to(memory, write_articles(tmp_path / "news", range(2)), "news")
    assert main(["terms", address]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert said in line


def test_a_path_may_have_the_scheme_of_files(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "news", range(3))
    assert ct.read_corpus(f"file://{corpus}")["path"].tolist() == ct.read_corpus(corpus)["path"].tolist()
    build_store(f"file://{corpus}/00*.txt", f"file://{tmp_path}/store")
    assert len(ct.load_corpus(f"file://{tmp_path}/store").articles) == 3


def test_notebooks_and_several_processes_need_what_they_can_see(
    memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(2)), "news")
    assert main(["notebooks", address, "--out", str(tmp_path / "out")]) == 1
    assert main(["build", address, "--store", "memory://store", "--jobs", "2"]) == 1
    notebooks, build = capsys.readouterr().err.splitlines()
    assert "notebooks read a folder or a store of this machine, and 'memory://news' is none; copy it here" in notebooks
    assert "the memory behind 'memory://store' is of this process alone" in build


def test_an_object_that_is_too_large_or_gone_is_a_problem(memory: Any, tmp_path: Path) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(2)), "news")
    memory.pipe_file("/news/large.txt", b"x" * 5000)
    problems = ct.read_corpus(address, limits={"bytes": 4000}).set_index("doc_id")["problem"]
    assert problems.notna().tolist() == [False, False, True]
    assert "too large: 5,000 bytes" in problems["large"]


def test_what_is_below_a_folder_comes_in_order(tmp_path: Path) -> None:
    register()
    for name in ("b/2.txt", "a.txt", "b/1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    expected = ["a.txt", "b/1.txt", "b/2.txt"]
    assert [inside for inside, _ in find_below(tmp_path)] == expected
    assert [inside for inside, _ in find_below(place_of(f"objects://{tmp_path}"))] == expected
    assert ObjectStore.protocol == "objects"


def test_what_upath_opens_is_read_as_its_address(memory: Any, tmp_path: Path) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(4)), "news")
    memory.pipe_file("/about/metadata.csv", b"doc_id,published\n000,2019-03-03\n")
    place: Any = UPath(address)
    about: Any = UPath("memory://about/metadata.csv")
    store: Any = UPath("memory://store")
    pd.testing.assert_frame_equal(ct.read_corpus(place), ct.read_corpus(address))
    assert ct.read_corpus([place / "000.txt", tmp_path / "news" / "001.txt"])["doc_id"].tolist() == ["000", "001"]
    assert ct.read_corpus(place, metadata=about)["published"].notna().sum() == 1
    assert len(ct.load_corpus(place, store=store).texts) == 4
    assert len(ct.load_corpus(store).texts) == len(ct.open_corpus(store).texts) == 4


def test_names_are_those_of_a_folder_whatever_is_in_them(memory: Any, tmp_path: Path) -> None:
    names = ["أخبار/خبر أول.txt", "a b/c#1.txt", "a%20b/y%41.txt", "q/z?.txt", "q/zz.txt", "[1].txt"]
    for name in names:
        (tmp_path / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "news" / name).write_text(article(len(name)), encoding="utf-8")
    address = copy_to(memory, tmp_path / "news", "news")
    assert ct.read_corpus(address)["doc_id"].tolist() == ct.read_corpus(tmp_path / "news")["doc_id"].tolist()
    for name in names:
        assert ct.read_corpus(f"{address}/{name}")["path"].tolist() == [f"{address}/{name}"]


def test_an_address_of_all_there_is_names_files_without_a_slash_before(memory: Any, tmp_path: Path) -> None:
    copy_to(memory, write_articles(tmp_path / "news", range(1)), "news")
    memory.pipe_file("/news/.hidden", b"x")
    documents = ct.read_corpus("memory://")
    assert documents["doc_id"].tolist() == ["news/000"]
    assert documents.attrs["left_out"] == ["news/.hidden: hidden"]


@pytest.mark.parametrize("content", [b"", b"no json", b'{"by":', b"[]", b"{}", b"null", b"\xff"])
def test_a_lease_that_says_nothing_is_that_of_another(content: bytes, memory: Any) -> None:
    with locks.held(place_of("memory://store")) as check:
        memory.pipe_file(f"/store/{locks.LEASE}", content)
        with pytest.raises(ValueError, match="another build is at work on the store 'memory://store'"):
            check()
    assert memory.cat_file(f"/store/{locks.LEASE}") == content


def test_a_build_that_is_stopped_as_it_begins_leaves_no_lease(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: Event, seconds: float) -> None:
        raise KeyboardInterrupt(seconds)

    monkeypatch.setattr(Event, "wait", stop)
    with pytest.raises(KeyboardInterrupt), locks.held(place_of("memory://store")):
        pass
    assert not memory.exists(f"/store/{locks.LEASE}")


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (RuntimeError("Unable to locate\ncredentials"), "Unable to locate credentials"),
        (ConnectionError(), "ConnectionError"),
        (PermissionError("Forbidden"), "Forbidden"),
    ],
)
@pytest.mark.parametrize("what", ["find", "info", "ls", "_open", "pipe_file"])
def test_what_a_package_for_addresses_raises_is_one_line_that_says_where(
    what: str, *, raised: Exception, said: str, memory: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    address = "memory://news"
    memory.pipe_file("/news/1.txt", article(1).encode())

    def fail(*_: Any, **__: Any) -> None:
        raise raised

    monkeypatch.setattr(type(memory), what, fail)
    assert main(["build", address, "--store", "memory://store"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "memory://" in line
    assert said in line or "permission denied" in line


def test_a_store_that_cannot_be_looked_at_is_not_said_to_be_missing(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_store(write_articles(tmp_path / "news", range(2)), "memory://store")

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no credentials")

    monkeypatch.setattr(type(memory), "info", fail)
    for look in (ct.open_corpus, ct.load_corpus):
        with pytest.raises(OSError, match="no credentials"):
            look("memory://store")


def test_a_folder_that_cannot_be_listed_is_not_taken_for_an_empty_one(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = write_articles(tmp_path / "news", range(2))
    memory.pipe_file("/full/thesis.docx", b"mine")
    with pytest.raises(ValueError, match=r"'memory://full/thesis\.docx' is a file"):
        build_store(corpus, "memory://full/thesis.docx")

    def fail(*_: Any, **__: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(type(memory), "exists", lambda *_, **__: False)  # which is what fsspec says then
    monkeypatch.setattr(type(memory), "ls", fail)
    with pytest.raises(OSError, match="memory://full"):
        build_store(corpus, "memory://full")
    assert memory.cat_file("/full/thesis.docx") == b"mine"


def test_results_are_written_on_this_machine(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(2)), "news")
    monkeypatch.chdir(tmp_path)
    assert main(["terms", address, "--out", "memory://results/terms.csv"]) == 1
    assert "--out 'memory://results/terms.csv' is an address" in capsys.readouterr().err
    assert main(["terms", address, "--out", f"file://{tmp_path}/terms.csv"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "terms.csv"]


def test_articles_in_memory_are_not_for_several_processes(memory: Any, tmp_path: Path) -> None:
    address = copy_to(memory, write_articles(tmp_path / "news", range(2)), "news")
    with pytest.raises(ValueError, match=r"the memory behind 'memory://news/000\.txt' is of this process alone"):
        build_store(address, tmp_path / "store", jobs=2)
