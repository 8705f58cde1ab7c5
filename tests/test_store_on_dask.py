"""A store that the workers of a Dask cluster build: byte for byte the one that a single process builds."""

import json
import os
import signal
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from object_store import register
from test_store import article, files_of, write_articles, write_records

import corpus_tools as ct
from corpus_tools.cli import main
from corpus_tools.store.build import build_store
from corpus_tools.store.workers import Workers

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as connected,
    ):
        yield connected


def write_lines(folder: Path) -> Path:
    folder.mkdir()
    lines = [json.dumps({"id": str(number), "text": article(number)}, ensure_ascii=False) for number in range(40)]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def write_parquet(folder: Path) -> Path:
    folder.mkdir()
    table = pd.DataFrame({"id": range(40), "text": [article(number) for number in range(40)]})
    table.to_parquet(folder / "news.parquet")
    return folder


def test_the_workers_read_and_write_objects_behind_addresses(client: Any, tmp_path: Path) -> None:
    register()
    client.run(register)
    write_articles(tmp_path / "news", range(40))
    ct.load_corpus(f"objects://{tmp_path}/news", store=f"objects://{tmp_path}/cluster", client=client)
    build_store(f"objects://{tmp_path}/news", tmp_path / "alone")
    assert files_of(tmp_path / "cluster") == files_of(tmp_path / "alone")
    assert len(ct.open_corpus(f"objects://{tmp_path}/cluster").articles) == 40


def test_the_memory_of_this_process_is_not_that_of_the_workers(client: Any, tmp_path: Path) -> None:
    write_articles(tmp_path / "news", range(2))
    with pytest.raises(ValueError, match=r"the memory behind 'memory://store' is of this process alone"):
        build_store(tmp_path / "news", "memory://store", client=client)
    with distributed.Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=":0") as here:
        assert build_store(tmp_path / "news", "memory://store", client=here).documents == 2


@pytest.mark.parametrize("write", [lambda folder: write_articles(folder, range(40)), write_lines, write_parquet])
def test_the_store_is_that_of_one_process(write: Any, client: Any, tmp_path: Path) -> None:
    corpus = write(tmp_path / "news")
    stored = ct.load_corpus(corpus, store=tmp_path / "cluster", client=client)
    build_store(corpus, tmp_path / "alone")
    assert files_of(tmp_path / "cluster") == files_of(tmp_path / "alone")
    pd.testing.assert_frame_equal(stored.texts, ct.load_corpus(corpus).texts)


def test_the_command_takes_the_address_of_a_scheduler(
    client: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = write_records(tmp_path / "news")
    address = client.scheduler.address
    assert main(["build", str(corpus), "--store", str(tmp_path / "cluster"), "--scheduler", address]) == 0
    build_store(corpus, tmp_path / "alone")
    assert files_of(tmp_path / "cluster") == files_of(tmp_path / "alone")
    capsys.readouterr()


def die_once(task: Path) -> str:
    """Kill the worker that is asked first, and answer the next time."""
    try:
        task.touch(exist_ok=False)
    except FileExistsError:
        return task.name
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_what_a_killed_worker_had_to_do_is_done_by_another(client: Any, tmp_path: Path) -> None:
    tasks = [tmp_path / "first", tmp_path / "second"]
    tasks[1].touch()
    with Workers(1, client=client) as workers:
        assert workers.run(die_once, tasks, [1, 1], "testing workers") == ["first", "second"]


class OtherVersion:
    """A client of a cluster on which another version runs."""

    def run(self, _: object) -> dict[str, str]:
        return {"tcp://10.0.0.2:1": "another"}


def test_workers_of_another_version_are_refused() -> None:
    client: Any = OtherVersion()
    with pytest.raises(ValueError, match=r"worker tcp://10\.0\.0\.2:1 has another version of corpus_tools"):
        Workers(1, client=client)


def test_a_cluster_that_does_no_work_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_tools.store.workers.BEGINNING", 0.2)
    corpus = write_articles(tmp_path / "news", range(2))
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0") as cluster:
        with (
            distributed.Client(cluster) as connected,
            pytest.raises(ValueError, match=r"had no worker for .* seconds; start some"),
        ):
            build_store(corpus, tmp_path / "store", client=connected)
        with pytest.raises(ValueError, match="is closed; make another"):
            build_store(corpus, tmp_path / "store", client=connected)


class FailingExecutor:
    """What runs tasks on a cluster that goes away."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def submit(self, *_: object) -> Future[object]:
        future: Future[object] = Future()
        future.set_exception(self.error)
        return future

    def shutdown(self) -> None:
        pass


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (CancelledError(), "the Dask cluster went away while it worked on the store"),
        (distributed.scheduler.KilledWorker("task", None, 3), "was killed, mostly because the memory was full"),
    ],
)
def test_a_cluster_that_goes_away_is_told_in_one_line(error: Exception, message: str) -> None:
    workers = Workers(1)
    workers._pool = FailingExecutor(error)  # type: ignore[assignment]
    with workers, pytest.raises(OSError, match=message):
        workers.run(str, [1, 2], [1, 1], "testing workers")


def test_a_scheduler_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus_tools.store.workers.PATIENCE", "100ms")
    corpus = write_articles(tmp_path / "news", range(1))
    assert main(["build", str(corpus), "--store", str(tmp_path / "s"), "--scheduler", "tcp://127.0.0.1:1"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert "there is no Dask scheduler at" in line
