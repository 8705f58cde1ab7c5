"""A corpus on disk: it equals the one in memory row by row, whatever happened to its files and its builds."""

import errno
import importlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from corpus_files import DATA
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus_tools as ct
from corpus_tools.cli import main
from corpus_tools.files import lock_folder
from corpus_tools.parts import map_parts
from corpus_tools.reading.discovery import STORE_MANIFEST
from corpus_tools.store import build, records, settle, tables, vocabulary
from corpus_tools.store.build import build_store
from corpus_tools.store.manifest import read_manifest, write_manifest
from corpus_tools.store.rules import rules_of
from corpus_tools.store.stored_tables import MODULES, StoredPart

SENTENCES = [
    "دعت روسيا وتركيا إلى هدنة في حمص يوم 20 مايو 2017.",
    "قال مسؤول في المحافظة إن الحافلات وصلت صباح السبت.",
    "قصف الجيش السوري أطراف إدلب أمس.",
    "وللمدينة سوق قديمة يزورها السكان منذ عام 2011؟",
    "أعلنت الأمم المتحدة وصول 10 شاحنات.",
]
RULES_OF = "corpus_tools.store.build.rules_of"
#: What recurs at the end of the articles of one source.
TAIL = "\nتابعوا آخر أخبارنا على صفحة الموقع"


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few articles make several parts and blocks."""
    monkeypatch.setattr(settle, "_PART_CHARACTERS", 2400)
    monkeypatch.setattr(records, "_BLOCK_BYTES", 6000)
    monkeypatch.setattr(vocabulary, "_MOST", 3)
    monkeypatch.setattr(build, "_LOOKED_AT", 7)


def article(number: int, *, tail: str = "") -> str:
    """Write an article that differs from others."""
    body = " ".join(SENTENCES[(number * step) % len(SENTENCES)] for step in (1, 2, 3))
    return f"خبر {number}\n\n{body} وهذا الخبر رقم {number * 7}.{tail}"


def write_articles(folder: Path, numbers: range, **options: str) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number:03}.txt").write_text(article(number, **options), encoding="utf-8")
    return folder


def write_records(folder: Path) -> Path:
    """Write records of several formats: fields of several types, dates that others settle, ids that repeat, damage."""
    folder.mkdir()
    rows = [
        {
            "id": f"م-{number % 9}",
            "title": f"عنوان {number}",
            "text": article(number, tail=TAIL),
            "date": f"{number + 5:02}/06/2017",
            "source": "موقع المثال",
            "views": number if number % 2 else None,
            "tags": ["حمص", "هدنة"],
        }
        for number in range(12)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "news.jsonl").write_text("\n".join([*lines, '{"id": "م-99", "title": "بلا نص"}']), encoding="utf-8")
    pd.DataFrame(rows).drop(columns="tags").assign(
        id=range(100, 112), date=pd.Timestamp("2017-05-20 10:00"), day=pd.Timestamp("2017-05-20").date()
    ).to_excel(folder / "news.xlsx", index=False)
    (folder / "broken.json").write_text('{"text": ', encoding="utf-8")
    (folder / "half.json").write_text('[{"text": "\\ud83d هدنة في حمص اليوم", "title": "نصف"}]', encoding="utf-8")
    (folder / "lost.txt").write_text("???? ???? ??????? ???? ???", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "README").write_text("about", encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "path,author,published,desk\nlost.txt,سمر,2017-05-20,محليات\nhalf.json,عمر,2017-05-21,\nnone.txt,زيد,,\n",
        encoding="utf-8",
    )
    return folder


def told(corpus: ct.Corpus) -> pd.DataFrame:
    """Return the events of a corpus, reports of one counted once."""
    dates, mentions = ct.find_dates(corpus), ct.find_mentions(corpus)
    return ct.timeline(corpus, dates, mentions, copies=ct.find_duplicates(corpus))


def require_equal(store: Path, corpus: Path, **options: Any) -> None:
    """Require that a store is what is read of the files now, table by table."""
    stored, fresh = ct.open_corpus(store), ct.load_corpus(corpus, **options)
    assert stored.documents.attrs == fresh.documents.attrs
    assert stored.texts.attrs == fresh.texts.attrs
    mentions = ct.find_mentions(fresh)
    for found, expected in (
        (stored.documents, fresh.documents),
        (stored.texts, fresh.texts),
        (stored.edits, fresh.edits),
        (stored.sentences, fresh.sentences),
        (stored.tokens.table, fresh.tokens.table),
        (stored.tokens.vocabulary, fresh.tokens.vocabulary),
        (stored.lemmatized.vocabulary, fresh.lemmatized.vocabulary),
        (ct.term_frequency(stored), ct.term_frequency(fresh)),
        (ct.term_frequency(stored, form="surface", ngram=2), ct.term_frequency(fresh, form="surface", ngram=2)),
        (ct.find_dates(stored), ct.find_dates(fresh)),
        (ct.find_dates(stored, events=False), ct.find_dates(fresh, events=False)),
        (ct.find_mentions(stored, ct.load_actors()), mentions),
        (ct.find_mentions(stored, nested=True), ct.find_mentions(fresh, nested=True)),
        (ct.quotations(stored, mentions), ct.quotations(fresh, mentions)),
        (ct.quotations(stored, mentions.iloc[::2]), ct.quotations(fresh, mentions.iloc[::2])),
        (ct.find_duplicates(stored), ct.find_duplicates(fresh)),
        (told(stored), told(fresh)),
    ):
        pd.testing.assert_frame_equal(found, expected)
        assert found.attrs == expected.attrs
    assert repr(stored) == repr(fresh)


def files_of(store: Path) -> dict[str, bytes]:
    """Return the files of a store."""
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in store.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (lambda folder: write_articles(folder, range(30)), {}),
        (lambda folder: write_articles(folder, range(1)), {}),
        (lambda folder: write_articles(folder, range(14), tail=TAIL), {}),
        (write_records, {}),
        (write_records, {"steps": ["white_space"]}),
        (write_records, {"steps": []}),
        (write_records, {"fields": {"category": "tags"}}),
        (write_records, {"metadata": pd.DataFrame({"path": ["lost.txt"], "author": ["ليلى"]})}),
        (lambda folder: Path(shutil.copytree(DATA, folder)), {}),
    ],
)
def test_a_store_equals_the_corpus_in_memory(
    make: Callable[[Path], Path], options: dict[str, Any], tmp_path: Path
) -> None:
    corpus = make(tmp_path / "news")
    build_store(corpus, tmp_path / "store", **options)
    require_equal(tmp_path / "store", corpus, **options)


def test_what_the_researcher_says_of_recurring_lines_holds_in_a_store(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "news", range(14), tail=TAIL)
    rules = tmp_path / "rules.yaml"
    for said in ("keep: [تابعوا]", "remove: [وهذا الخبر]", "keep: []"):
        rules.write_text(said, encoding="utf-8")
        build_store(corpus, tmp_path / "store", boilerplate=rules)
        require_equal(tmp_path / "store", corpus, boilerplate=rules)


def test_only_what_is_new_or_changed_is_worked_on(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(40)), tmp_path / "store"
    assert build_store(corpus, store).made["texts"] == 40
    unchanged = build_store(corpus, store)
    assert (unchanged.parsed, sum(unchanged.made.values())) == (0, 0)
    write_articles(corpus, range(100, 110))
    (corpus / "003.txt").write_text(article(903), encoding="utf-8")
    (corpus / "007.txt").unlink()
    (corpus / "011.txt").touch()
    report = build_store(corpus, store)
    tables = ("texts", "tokens", "dates", "mentions", "quotations")
    assert (report.documents, report.parsed, report.made) == (49, 11, dict.fromkeys(tables, 11))
    require_equal(store, corpus)
    build_store(corpus, tmp_path / "again")
    assert files_of(store) == files_of(tmp_path / "again")


def test_the_days_of_new_articles_are_counted_and_the_others_are_left_alone(tmp_path: Path) -> None:
    """In 05/06/2017, day and month stand as in the other dates of the source, which are counted in published_reason."""
    corpus, store = tmp_path / "news", tmp_path / "store"
    corpus.mkdir()

    def write(numbers: range) -> None:
        for number in numbers:
            row = {"text": article(number), "date": f"{number:02}/06/2017", "source": "موقع المثال"}
            (corpus / f"{number:03}.json").write_text(json.dumps([row], ensure_ascii=False), encoding="utf-8")

    write(range(1, 20))
    build_store(corpus, store)
    write(range(20, 25))
    reasons = ct.open_corpus(store).documents["published_reason"].tolist()
    report = build_store(corpus, store)
    assert report.made == dict.fromkeys(("texts", "tokens", "dates", "mentions", "quotations"), 5)
    assert ct.open_corpus(store).documents["published_reason"].tolist()[:19] != reasons
    require_equal(store, corpus)


@pytest.mark.parametrize(("units", "body"), [([], article(1) * 5), ([b"0" * 16], "هدنة في حمص")])
def test_a_table_that_is_laid_together_of_pieces_has_the_bytes_of_one_made_at_once(
    units: list[bytes], body: str, tmp_path: Path
) -> None:
    texts = [None if number > 8000 and number % 5 == 0 else f"{number} {body}" for number in range(9000)]
    numbers = np.arange(9000)
    whole = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "number": numbers, "even": numbers % 2 == 0})
    pieces = [whole.iloc[low : low + 9].copy() for low in range(0, 9000, 9)]
    written = [
        tables.write_table(tmp_path / str(number), "key", "texts", table, units=units).read_bytes()
        for number, table in enumerate([whole, pd.concat(pieces, ignore_index=True)])
    ]
    assert written[0] == written[1]


def test_records_of_a_file_that_grew_are_taken_over(tmp_path: Path) -> None:
    corpus, store = write_records(tmp_path / "news"), tmp_path / "store"
    build_store(corpus, store)
    with (corpus / "news.jsonl").open("a", encoding="utf-8") as file:
        file.write(f'\n{{"id": "جديد", "text": "{SENTENCES[0]}", "date": "01/02/2017"}}')
    report = build_store(corpus, store)
    assert (report.parsed, report.made["texts"]) == (1, 1)
    require_equal(store, corpus)


ACTIONS = st.lists(
    st.tuples(st.sampled_from(["write", "tail", "delete", "copy"]), st.integers(0, 14)), min_size=1, max_size=12
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(ACTIONS, min_size=2, max_size=3))
def test_whatever_happens_to_the_files_the_store_is_that_of_a_fresh_build(
    rounds: list[list[tuple[str, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("store")
    corpus, store = write_articles(root / "news", range(8), tail=TAIL), root / "store"
    for actions in rounds:
        for action, number in actions:
            path = corpus / f"{number:03}.txt"
            if action == "delete":
                path.unlink(missing_ok=True)
            else:
                text = article(3) if action == "copy" else article(number + 50, tail=TAIL if action == "tail" else "")
                path.write_text(text, encoding="utf-8")
        (corpus / "last.txt").write_text(article(99), encoding="utf-8")
        build_store(corpus, store)
    fresh = root / "fresh"
    build_store(corpus, fresh)
    assert files_of(store) == files_of(fresh)
    pd.testing.assert_frame_equal(ct.open_corpus(store).texts, ct.load_corpus(corpus).texts)


def test_processes_and_the_order_of_builds_change_no_byte(tmp_path: Path) -> None:
    corpus = write_records(tmp_path / "news")
    build_store(corpus, tmp_path / "one")
    build_store(corpus, tmp_path / "two", jobs=2)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.parametrize("name", ["dates", "mentions", "quotations", "copies", "frequencies", "lemmas"])
def test_other_rules_make_their_own_table_anew_and_nothing_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, store = write_articles(tmp_path / "news", range(9)), tmp_path / "store"
    build_store(corpus, store)
    before = files_of(store)
    modules = MODULES[name]
    monkeypatch.setattr(RULES_OF, lambda *asked: "other" if asked == modules else rules_of(*asked))
    made = build_store(corpus, store).made
    assert {table: n for table, n in made.items() if n} == ({name: 9} if name in made else {})
    changed = {path.split("/")[0] for path in set(files_of(store)) - set(before)}
    assert changed == ({name, "whole"} if name in made else {"whole"})
    # This version has not made it, and does not take it.
    assert ct.open_corpus(store).stored(name) is None
    require_equal(store, corpus)


def test_a_store_that_other_rules_made_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    with monkeypatch.context() as other:
        other.setattr(RULES_OF, lambda *_: "other")
        build_store(corpus, store)
    with pytest.raises(ValueError, match=r"other rules for reading, cleaning, finding words .* brings it up to date"):
        ct.open_corpus(store)
    build_store(corpus, store)
    require_equal(store, corpus)


def test_a_damaged_part_is_named_and_made_anew(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(4)), tmp_path / "store"
    build_store(corpus, store)
    sound = files_of(store)
    kinds = {(path.split("/")[0], *path.split(".")[1:2]): path for path in sound}  # one file of each table
    for name in kinds.values():
        path, content = store / name, sound[name]
        if name == STORE_MANIFEST:
            path.write_bytes(content[:-9])
        else:
            path.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
        if "/texts." in name or ".texts." in name or name == STORE_MANIFEST:
            with pytest.raises(ValueError, match=r"damaged; run `corpus-tools build` again"):
                _ = ct.open_corpus(store).texts
        report = build_store(corpus, store)
        assert len(report.damaged) == 1, name
        assert path.name in report.damaged[0]
        assert files_of(store) == sound
    for name in sound.keys() - {STORE_MANIFEST}:
        (store / name).unlink()
    build_store(corpus, store)
    assert files_of(store) == sound


def test_a_full_disk_breaks_nothing_and_the_next_build_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, store = write_articles(tmp_path / "news", range(12)), tmp_path / "store"
    build_store(corpus, store)
    before = ct.open_corpus(store).texts
    write_articles(corpus, range(20, 26))
    build_store(corpus, tmp_path / "fresh")
    write = Path.write_bytes
    written = 0
    for room in range(0, 60, 4):
        left = [room]

        def full(path: Path, content: bytes, left: list[int] = left) -> int:
            left[0] -= 1
            if left[0] < 0:
                write(path, content[:10])
                raise OSError(errno.ENOSPC, "No space left on device")
            return write(path, content)

        with monkeypatch.context() as disk:
            disk.setattr(Path, "write_bytes", full)
            named = None
            try:
                build_store(corpus, store)
            except OSError as error:
                named = error.filename
            if named is None:
                break
            assert named.startswith(str(store))
            written += 1
        pd.testing.assert_frame_equal(ct.open_corpus(store).texts, before)
    assert written > 2
    build_store(corpus, store)
    assert files_of(store) == files_of(tmp_path / "fresh")


def test_two_builds_of_one_store_do_not_meet(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(2)), tmp_path / "store"
    store.mkdir()
    lock = lock_folder(store)
    if lock is None:
        pytest.skip("folders have no locks here")
    with pytest.raises(ValueError, match="another build is at work on the store"):
        build_store(corpus, store)


def test_a_store_inside_its_corpus_is_no_article(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "news", range(3))
    for _ in range(2):
        assert build_store(corpus, corpus / "store").documents == 3
    require_equal(corpus / "store", corpus)


def test_a_source_that_vanishes_while_it_is_read_is_a_row_and_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, store = write_articles(tmp_path / "news", range(6)), tmp_path / "store"
    gone = corpus / "002.txt"
    content = gone.read_bytes()

    def look_and_lose(task: records.LookTask) -> Any:
        seen = records.look_at(task)
        if any(found.path == gone for found in task.files):
            gone.unlink()
        return seen

    with monkeypatch.context() as files:
        files.setattr("corpus_tools.store.build.look_at", look_and_lose)
        build_store(corpus, store)
    assert "it is gone" in ct.open_corpus(store).problems["problem"].item()
    gone.write_bytes(content)
    assert build_store(corpus, store).parsed == 1
    require_equal(store, corpus)


def test_a_large_file_of_json_lines_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_BLOCK_BYTES", 1500)
    corpus, store = write_records(tmp_path / "news"), tmp_path / "store"
    assert build_store(corpus / "news.jsonl", store).parsed == 1
    manifest = json.loads((store / STORE_MANIFEST).read_text(encoding="utf-8"))
    assert len(manifest["blocks"]) > 1
    require_equal(store, corpus / "news.jsonl")
    assert build_store(corpus / "news.jsonl", store).parsed == 0
    lines = (corpus / "news.jsonl").read_text(encoding="utf-8")
    (corpus / "news.jsonl").write_text(lines + "\n" + lines.replace("م-", "ن-"), encoding="utf-8")
    report = build_store(corpus / "news.jsonl", store)
    assert report.parsed == 1
    assert report.made["tokens"] < report.documents
    require_equal(store, corpus / "news.jsonl")


def test_a_block_without_a_document_is_none_of_its_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_BLOCK_BYTES", 1)
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    for name in ("000/README", "001/README", "zz/README"):
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text("about", encoding="utf-8")
    build_store(corpus, store)
    require_equal(store, corpus)


def test_the_clock_says_nothing_of_what_has_changed(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(6)), tmp_path / "store"
    build_store(corpus, store)
    for number, path in enumerate(sorted(corpus.iterdir())):
        os.utime(path, (number, number))
    assert build_store(corpus, store).parsed == 0
    (corpus / "002.txt").write_text(article(77), encoding="utf-8")
    os.utime(corpus / "002.txt", (2, 2))
    report = build_store(corpus, store)
    assert (report.parsed, report.made["texts"]) == (1, 1)
    require_equal(store, corpus)


def test_a_store_that_cannot_be_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    build_store(corpus, store)
    before = files_of(store)

    def refuse(*_: Any, **__: Any) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert main(["build", str(corpus), "--store", str(store)]) == 0  # there is nothing to write
    write_articles(corpus, range(3, 5))
    assert main(["build", str(corpus), "--store", str(store)]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "Read-only file system" in line
    assert str(store) in line
    assert main(["dates", str(store)]) == 0
    assert files_of(store) == before


def _make_newer(store: Path) -> None:
    held = json.loads((store / STORE_MANIFEST).read_text("utf-8"))
    (store / STORE_MANIFEST).write_text(json.dumps(held | {"format": 99, "version": "9.1"}), encoding="utf-8")


def _end_early(store: Path) -> None:
    write_manifest(store, replace(read_manifest(store), whole={}))


def _put_nothing(store: Path) -> None:
    shutil.rmtree(store)


def _put_a_file(store: Path) -> None:
    shutil.rmtree(store)
    store.write_text("نص")


def _put_a_folder(store: Path) -> None:
    shutil.rmtree(store)
    write_articles(store, range(2))


@pytest.mark.parametrize(
    ("happens", "error", "message"),
    [
        (_make_newer, ValueError, r"has the format 99, made by corpus_tools 9\.1, and this version reads up to 2"),
        (_end_early, ValueError, "never came to its end"),
        (_put_nothing, FileNotFoundError, "there is no store"),
        (_put_a_file, ValueError, "is no store of a corpus: it has no corpus-store.json"),
        (_put_a_folder, ValueError, "is no store of a corpus: it has no corpus-store.json"),
    ],
)
def test_what_is_no_store_is_not_opened(
    happens: Callable[[Path], None], error: type[Exception], message: str, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    build_store(write_articles(tmp_path / "news", range(2)), store)
    happens(store)
    with pytest.raises(error, match=message):
        ct.open_corpus(store)


def test_load_corpus_opens_a_store(tmp_path: Path) -> None:
    folder, store = write_articles(tmp_path / "articles", range(3)), tmp_path / "articles.corpus"
    build_store(folder, store)
    shutil.rmtree(folder)
    opened = ct.load_corpus(store)
    assert opened.stored("dates") is not None
    pd.testing.assert_frame_equal(opened.texts, ct.open_corpus(store).texts)
    with pytest.raises(ValueError, match="is the store of a corpus, and `steps` says how one is made of files"):
        ct.load_corpus(store, steps=())
    with pytest.raises(ValueError, match="and `store` says"):
        ct.load_corpus(str(store), store=tmp_path / "other.corpus")


def test_nothing_is_built_over_a_newer_store_or_over_other_files(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(2)), tmp_path / "store"
    build_store(corpus, store)
    _make_newer(store)
    before = files_of(store)
    with pytest.raises(ValueError, match="bring corpus_tools up to date"):
        build_store(corpus, store)
    assert files_of(store) == before
    with pytest.raises(ValueError, match="is not empty and no store of a corpus"):
        build_store(corpus, corpus)
    with pytest.raises(ValueError, match="is the store of a corpus, and no folder of articles"):
        build_store(store, tmp_path / "other")


def test_steps_of_your_own_are_refused(tmp_path: Path) -> None:
    own = ct.Step("phone", lambda _: [])
    with pytest.raises(
        ValueError, match=r"the cleaning step 'phone' is none of escapes, .* clean the documents with it"
    ):
        ct.load_corpus(write_articles(tmp_path / "news", range(1)), store=tmp_path / "store", steps=[own])


def test_a_corpus_without_a_text_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "empty.txt").write_text("")
    with pytest.raises(ValueError, match=r"no document of .* could be read: 1 with a problem"):
        build_store(tmp_path / "news", tmp_path / "store")
    with pytest.raises(ValueError, match="never came to its end"):
        ct.open_corpus(tmp_path / "store")


def test_selections_of_a_store_are_those_of_the_corpus_in_memory(tmp_path: Path) -> None:
    corpus = write_records(tmp_path / "news")
    stored = ct.load_corpus(corpus, store=tmp_path / "store")
    fresh = ct.load_corpus(corpus)
    kept = np.arange(len(fresh)) % 3 != 1
    for found, expected in (
        (stored.select(kept), fresh.select(kept)),
        (stored.select(stored.texts["source"] == "موقع المثال"), fresh.select(sources="موقع المثال")),
        (stored.sample(5), fresh.sample(5)),
    ):
        pd.testing.assert_frame_equal(found.texts, expected.texts)
        pd.testing.assert_frame_equal(found.lemmatized.vocabulary, expected.lemmatized.vocabulary)
        pd.testing.assert_frame_equal(ct.find_dates(found), ct.find_dates(expected))
        pd.testing.assert_frame_equal(ct.term_frequency(found), ct.term_frequency(expected))
        pd.testing.assert_frame_equal(ct.collocations(found, min_n=2), ct.collocations(expected, min_n=2))
        pd.testing.assert_frame_equal(ct.concordance(found, "خبر"), ct.concordance(expected, "خبر"))
    assert map_parts(stored, lambda part: part.texts)["doc_id"].tolist() == fresh.texts["doc_id"].tolist()


def test_counts_of_a_store_read_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_articles(tmp_path / "news", range(60))
    monkeypatch.setattr(tables, "_GROUP_BYTES", 600)  # of a part, several groups of rows
    ct.load_corpus(folder, store=tmp_path / "store")
    expected = ct.term_frequency(ct.load_corpus(folder), by="source", min_n=2)
    corpus = ct.open_corpus(tmp_path / "store")
    halves = [corpus.select(np.arange(60) % 2 == side) for side in (0, 1)]

    def refuse(_: StoredPart) -> pd.DataFrame:
        raise AssertionError("the texts of a part were read")

    monkeypatch.setattr(StoredPart, "texts", property(refuse))
    pd.testing.assert_frame_equal(ct.term_frequency(corpus, by="source", min_n=2), expected)
    assert len(ct.keyness(*halves, min_n=2))
    assert len(ct.collocations(corpus, "خبر", min_n=2))
    # Of the documents that have a line, the texts alone are read.
    lines, expected = (ct.concordance(one, "خبر", sample=9) for one in (corpus, ct.load_corpus(folder)))
    pd.testing.assert_frame_equal(lines, expected)


def test_what_is_counted_part_by_part_is_what_is_counted_in_the_whole(tmp_path: Path) -> None:
    corpus, store = write_records(tmp_path / "news"), tmp_path / "store"
    build_store(corpus, store)
    stored, fresh = ct.open_corpus(store), ct.load_corpus(corpus)
    assert len(list(stored.pieces)) > 2
    actors = ct.find_mentions(fresh)[["doc_id", "actor_id"]]
    for options in ({"by": "source", "form": "surface"}, {"by": actors}, {"ngram": 2}):
        in_parts, at_once = (ct.term_frequency(one, **options) for one in (stored, fresh))
        pd.testing.assert_frame_equal(in_parts, at_once, check_exact=True)
    chosen = [found.select(found.doc_index != "م-3") for found in (stored, fresh)]
    joined = ct.join_names(chosen[1], mentions=ct.find_mentions(chosen[1]), dates=ct.find_dates(chosen[1]))
    by_parts = ct.join_names(chosen[0], mentions=ct.find_mentions, dates=ct.find_dates)
    of_tables = ct.join_names(chosen[0], mentions=ct.find_mentions(chosen[0]), dates=ct.find_dates(chosen[0]))
    for expected, found in ((fresh, stored), (joined, by_parts), (joined, of_tables)):
        for ask in (
            lambda one: ct.collocations(one, "هدنة", min_n=1, form="stem"),
            lambda one: ct.collocations(one, min_n=2, window=2, side="after"),
            lambda one: ct.collocations(one, "حمص", min_n=1, form="surface", side="before", stop_words=["في"]),
            lambda one: ct.concordance(one, "حمص"),
            lambda one: ct.concordance(one, "في حم*", form="surface", sample=5, sort="before", width=9),
            lambda one: ct.plot_collocations(ct.collocations(one, "حمص", min_n=1), one, max_q=1).places,
            lambda one: ct.plot_terms(ct.term_frequency(one), one).evidence,
            lambda one: ct.plot_terms(ct.term_frequency(one, ngram=2, stop_words=["في"]), one).places,
            lambda one: ct.term_frequency(one, by="month"),
            lambda one: ct.term_trend(one, {"حرب": ["قصف*", "الجيش السوري"]}, unit="tokens", groups="source"),
            lambda one: ct.dictionary_counts(one, {"حرب": ["قصف*", "الجيش السوري"]}, by="month"),
            lambda one: ct.keyness(one, by="source", per_group=True, min_n=1),
            lambda one: ct.keyness(one, one.select(sources="موقع المثال"), min_n=1),
            lambda one: one.lemmatized.vocabulary,
        ):
            pd.testing.assert_frame_equal(ask(found), ask(expected), check_exact=True)
    of_parts, of_whole = (ct.analyze(one) for one in (stored, fresh))
    for name in ("dates", "events", "mentions", "links"):
        pd.testing.assert_frame_equal(getattr(of_parts, name), getattr(of_whole, name), check_exact=True)
    assert "words" not in of_parts.told
    drawn = [ct.plot_timeline(findings.told, findings.corpus, max_events=1) for findings in (of_parts, of_whole)]
    pd.testing.assert_frame_equal(drawn[0].rows, drawn[1].rows)
    pd.testing.assert_frame_equal(drawn[0].evidence, drawn[1].evidence)
    whole = [one.tokens.table for one in (by_parts, joined)]
    some = [one.select(sources="موقع المثال").tokens.table for one in (by_parts, joined)]
    assert whole[0].equals(whole[1])
    assert some[0].equals(some[1])


@pytest.mark.parametrize("command", ["events", "dates"])
def test_a_table_that_is_written_part_by_part_is_that_of_the_whole(
    command: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    corpus, store = write_articles(tmp_path / "news", range(30)), tmp_path / "store"
    # Of one part alone some of the times have a clock.
    (corpus / "005.txt").write_text("قُصفت حمص يوم 3 مايو 2015 على الساعة 10:30.", encoding="utf-8")
    build_store(corpus, store)
    written = []
    for path in (corpus, store):
        assert main([command, str(path)]) == 0
        written.append(capsysbinary.readouterr().out)
    assert written[0] == written[1]
    assert written[0].count(b" 10:30:00,") == 1
    out = tmp_path / "table.csv"
    assert main([command, str(store), "--out", str(out)]) == 0
    assert out.read_bytes() == written[0]
    assert capsysbinary.readouterr().out.startswith(b"%d " % (len(ct.read_csv(out))))
    packed = [tmp_path / f"{path.name}.parquet" for path in (corpus, store)]
    for path, file in zip((corpus, store), packed, strict=True):
        assert main([command, str(path), "--out", str(file)]) == 0
    assert packed[0].read_bytes() == packed[1].read_bytes()


@pytest.mark.parametrize(
    "step",
    [
        "corpus_tools.store.records.parse_file",
        "corpus_tools.store.cleaned.check_texts",
        "corpus_tools.store.found.find_dates",
    ],
)
def test_a_document_on_which_something_fails_is_a_problem_and_is_tried_again(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, store = write_articles(tmp_path / "news", range(9)), tmp_path / "store"
    (corpus / "004.txt").write_text("كلمة تكسر كل شيء", encoding="utf-8")
    module, name = step.rsplit(".", 1)
    sound = getattr(importlib.import_module(module), name)

    def fail(given: Any, *others: Any, **options: Any) -> Any:
        held = given if isinstance(given, pd.DataFrame) else getattr(given, "texts", None)
        if "004" in str(given) if held is None else held["text"].fillna("").str.contains("تكسر").any():
            raise TypeError("a defect")
        return sound(given, *others, **options)

    with monkeypatch.context() as broken:
        broken.setattr(step, fail)
        report = build_store(corpus, store)
        problems = ct.open_corpus(store).problems
        assert problems["path"].tolist() == [(corpus / "004.txt").as_posix()]
        assert problems["problem"].str.startswith("unexpected failure: TypeError: a defect; it is tried again").all()
        assert report.failing == (
            [] if "parse" in step else [f"{problems['path'].item()}: {problems['problem'].item()}"]
        )
        assert len(ct.open_corpus(store).articles) == 8
    build_store(corpus, store)
    build_store(corpus, tmp_path / "fresh")
    assert files_of(store) == files_of(tmp_path / "fresh")
