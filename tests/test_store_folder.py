"""The folder of a store and its manifest: behind a link, lost, damaged, of an older version."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from test_store import files_of, write_articles

import corpus_tools as ct
from corpus_tools.files import lock_folder
from corpus_tools.reading.discovery import STORE_MANIFEST
from corpus_tools.store.build import build_store


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_store_may_lie_behind_a_link_or_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    corpus, store, link = write_articles(tmp_path / "news", range(2)), tmp_path / "store", tmp_path / "link"
    link.symlink_to(store)
    with pytest.raises(ValueError, match="is a link to nothing"):
        build_store(corpus, link)
    store.mkdir()
    assert build_store(corpus, link).parsed == 2
    lock = lock_folder(store)
    with pytest.raises(ValueError, match="another build is at work"):
        build_store(corpus, link)
    os.close(lock or 0)
    for named in ("~/store", store):  # its files are named as the caller names them, who says ~ for the same
        assert build_store("~/news", named).parsed == 0
    assert len(ct.load_corpus("~/store").documents) == len(ct.open_corpus("~/store").documents) == 2
    with pytest.raises(FileNotFoundError, match="begins with a home that is not known"):
        ct.open_corpus("~nobody-of-this-name/store")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "news", "store"]


@pytest.mark.parametrize(
    "changed",
    [
        {"blocks": 5},
        {"parts": "x"},
        {"parts": [{}]},
        {"sizes": [1]},
        {"whole": {"documents": "/etc/hosts"}},
        {"rules": None},
        {"left_out": [[]]},
        {"more": 1},
        {"sum": None},
        {"sum": 5},
    ],
)
def test_a_manifest_that_somebody_changed_is_named_and_made_anew(changed: dict[str, Any], tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    build_store(corpus, store)
    sound = files_of(store)
    manifest = store / STORE_MANIFEST
    manifest.write_text(json.dumps(json.loads(sound[STORE_MANIFEST]) | changed), encoding="utf-8")
    with pytest.raises(ValueError, match="it is damaged; run `corpus-tools build` again"):
        ct.open_corpus(store)
    report = build_store(corpus, store)
    assert (report.damaged, report.parsed, sum(report.made.values())) == ([f"{manifest}: it is damaged"], 0, 0)
    assert files_of(store) == sound


def test_a_manifest_of_an_older_version_is_said_to_be_one(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    build_store(corpus, store)
    sound = files_of(store)
    held = json.loads(sound[STORE_MANIFEST]) | {"format": 1}
    del held["sum"]
    (store / STORE_MANIFEST).write_text(json.dumps(held, indent=1), encoding="utf-8")
    with pytest.raises(ValueError, match="it is of an older version; run `corpus-tools build` again"):
        ct.open_corpus(store)
    report = build_store(corpus, store)
    assert (report.damaged, report.parsed) == ([f"{store / STORE_MANIFEST}: it is of an older version"], 0)
    assert files_of(store) == sound


@pytest.mark.parametrize("name", [STORE_MANIFEST, "dates", "texts", "whole"])
def test_what_a_store_has_lost_is_named_and_made_anew(name: str, tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    build_store(corpus, store)
    sound = files_of(store)
    lost = sorted(path for path in sound if path.startswith(name))
    for path in lost:
        (store / path).unlink()
    report = build_store(corpus, store)
    assert sorted(report.damaged) == sorted(f"{store / path}: this part of the store is gone" for path in lost)
    assert files_of(store) == sound


def test_a_store_that_is_built_anew_while_it_is_read_says_so(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    build_store(corpus, store)
    opened = ct.open_corpus(store)
    build_store(write_articles(corpus, range(4)), store)
    with pytest.raises(ValueError, match="store: it was built anew while it was read; open it again"):
        ct.find_dates(opened)
    assert len(ct.open_corpus(store).documents) == 4


def test_the_tables_of_a_store_are_no_articles(tmp_path: Path) -> None:
    corpus = write_articles(tmp_path / "news", range(3))
    build_store(corpus, corpus / "store")
    (corpus / "store" / STORE_MANIFEST).unlink()
    documents = ct.read_corpus(corpus)
    is_table = documents["path"].str.endswith(".parquet")
    assert documents["text"].notna().sum() == (~is_table).sum() == 3
    assert set(documents["problem"][is_table]) == {
        "no article: a table of a store of a corpus; take it out, or build the store again"
    }
