"""The command `corpus-tools build`, killed, interrupted and run on what is no corpus; every command on its store."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event, current_thread, main_thread

import pytest
from test_store import files_of, write_articles

from corpus_tools.cli import main
from corpus_tools.reading.discovery import STORE_MANIFEST
from corpus_tools.store import workers
from corpus_tools.store.workers import Workers


def command(corpus: Path, store: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "corpus_tools.cli", "build", str(corpus), "--store", str(store), *options]


def run(corpus: Path, store: Path, *options: str) -> None:
    subprocess.run(command(corpus, store, *options), check=True, capture_output=True)  # noqa: S603 - our own command


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")
@pytest.mark.parametrize(("kills", "jobs"), [(2, "1"), pytest.param(20, "2", marks=pytest.mark.fuzz)])
def test_a_build_that_is_killed_goes_on_to_the_same_store(tmp_path: Path, kills: int, jobs: str) -> None:
    corpus, store = write_articles(tmp_path / "news", range(3)), tmp_path / "store"
    run(corpus, store)
    before = (store / STORE_MANIFEST).read_bytes()
    write_articles(corpus, range(100))
    started = time.monotonic()
    run(corpus, tmp_path / "fresh")
    takes = time.monotonic() - started
    random = Random(kills)  # noqa: S311 - moments, no secrets
    for _ in range(kills):
        build = subprocess.Popen(  # noqa: S603
            command(corpus, store, "--jobs", jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(takes * random.uniform(0.2, 0.9))
        build.kill()
        build.wait()
        held = json.loads((store / STORE_MANIFEST).read_bytes())
        if (store / STORE_MANIFEST).read_bytes() == before:  # then all that it names is still there
            named = [
                *held["whole"].values(),
                *(file for part in held["parts"] for of in part.values() for file in of.values()),
            ]
            assert all((store / file).exists() for file in named)
    run(corpus, store)
    assert files_of(store) == files_of(tmp_path / "fresh")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_processes_that_are_given_work_end_with_the_one_that_gives_it(tmp_path: Path) -> None:
    corpus, store = write_articles(tmp_path / "news", range(1500)), tmp_path / "store"
    build = subprocess.Popen(command(corpus, store, "--jobs", "2"), stdout=subprocess.PIPE)  # noqa: S603 - our own command
    while not list(store.glob("texts/*")) and build.poll() is None:
        time.sleep(0.01)
    build.kill()
    build.communicate(timeout=20)  # which waits until nobody can write there any more


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_a_process_that_is_killed_ends_the_build_with_one_line() -> None:
    killed = [signal.SIGKILL] * 3
    with Workers(2) as two, pytest.raises(ChildProcessError, match="was killed, mostly because the memory"):
        two.run(signal.raise_signal, killed, [1] * 3, "ending processes", is_light=False)


@pytest.mark.parametrize("is_file", [True, False])
def test_a_script_may_ask_for_processes_as_it_likes(tmp_path: Path, *, is_file: bool) -> None:
    """They do not run it again, also where the call is not under a condition, or there is no file, as in a notebook."""
    write_articles(tmp_path / "news", range(3))
    code = """
import corpus_tools
from corpus_tools.store import build
build._LOOKED_AT = 1
print(len(corpus_tools.load_corpus("news", store="store", jobs=2).documents))
"""
    (tmp_path / "script.py").write_text(code, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "script.py" if is_file else "-"],
        input=None if is_file else code,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "3\n", "")


def test_the_command_begins_the_other_processes_before_it_imports_what_takes_a_while() -> None:
    code = "import sys, corpus_tools.commands.build; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "False\n"


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let what a test starts be interrupted; where tests run in the background, Ctrl-C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("jobs", "begun", "ask"),
    [
        ("1", "records/*.records.*", lambda build: build.send_signal(signal.SIGINT)),
        ("2", "records/*.records.*", lambda build: build.send_signal(signal.SIGINT)),
        ("2", "records/*.records.*", lambda build: build.send_signal(signal.SIGTERM)),
        # A terminal sends it to all, also to those that are loading what others will need.
        ("2", STORE_MANIFEST, lambda build: os.killpg(build.pid, signal.SIGINT)),
    ],
)
def test_an_interrupted_build_says_so_in_one_line_and_goes_on_later(
    tmp_path: Path, jobs: str, begun: str, ask: Callable[[subprocess.Popen[bytes]], None]
) -> None:
    for count in (300, 3000):  # a build that was done before it could be interrupted says nothing of this
        corpus, store = write_articles(tmp_path / f"news{count}", range(count)), tmp_path / f"store{count}"
        build = subprocess.Popen(  # noqa: S603
            command(corpus, store, "--jobs", jobs),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while not list(store.glob(begun)) and build.poll() is None:
            time.sleep(0.01)
        ask(build)
        _, said = build.communicate()
        if build.returncode != 0:
            break
    assert build.returncode == 130
    assert said.decode().splitlines() == [
        "corpus-tools: stopped before it was done; files that were being written are left as they were"
    ]
    assert main(["build", str(corpus), "--store", str(store)]) == 0


def test_every_command_takes_a_store_for_its_corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, store = write_articles(tmp_path / "news", range(6)), tmp_path / "store"
    assert main(["build", str(corpus), "--store", str(store)]) == 0
    assert "6 documents in" in capsys.readouterr().out
    for arguments in (["dates"], ["mentions"], ["terms", "--by", "document"], ["check"]):
        name, *options = arguments
        said = []
        for given in (corpus, store):
            assert main([name, str(given), *options]) == 0
            said.append(capsys.readouterr().out)
        assert said[0] == said[1], name
    assert main(["kwic", str(store), "هدنة"]) == 0
    out = tmp_path / "dates.csv"
    assert main(["sample", str(store), "dates", "--out", str(out)]) == 0
    assert main(["figures", str(store), "--out", str(tmp_path / "out"), "--format", "svg"]) == 0
    capsys.readouterr()
    assert main(["build", str(corpus), "--store", str(store)]) == 0
    assert "0 files read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["terms", "STORE", "--fields", "text=title"], "is a store, and --fields is of its files"),
        (["build", "STORE", "--store", "other"], "is the store of a corpus, and no folder of articles"),
        (["build", "NEWS", "--store", "NEWS"], "is not empty and no store of a corpus"),
        (["build", "NEWS/none", "--store", "other"], "there is no file or folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    corpus, store = write_articles(tmp_path / "news", range(2)), tmp_path / "store"
    assert main(["build", str(corpus), "--store", str(store)]) == 0
    capsys.readouterr()
    named = [argument.replace("NEWS", str(corpus)).replace("STORE", str(store)) for argument in arguments]
    assert main(named) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_a_damaged_part_is_told_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus, store = write_articles(tmp_path / "news", range(2)), tmp_path / "store"
    assert main(["build", str(corpus), "--store", str(store)]) == 0
    [part] = store.glob("dates/*")
    part.write_bytes(b"PAR1")
    assert main(["dates", str(store)]) == 1
    assert "damaged; run `corpus-tools build` again" in capsys.readouterr().err
    assert main(["build", str(corpus), "--store", str(store)]) == 0
    assert f"{part}: this part of the store is damaged, and has been made anew" in capsys.readouterr().err
    assert main(["dates", str(store)]) == 0


@pytest.mark.parametrize("is_light", [True, False])
def test_until_several_processes_have_loaded_what_they_need_this_one_works(
    is_light: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Event()
    done_here: list[int] = []

    def start(jobs: int) -> ThreadPoolExecutor:
        loaded.wait(60 if is_light else 0)
        return ThreadPoolExecutor(jobs)

    def work(number: int) -> int:
        if current_thread() is main_thread():
            done_here.append(number)
        if number == 2:
            loaded.set()
        return 10 * number

    monkeypatch.setattr(workers, "start_loading", lambda _: None)
    monkeypatch.setattr(workers, "_start", start)
    with workers.Workers(2) as two:
        made = two.run(work, range(5), [9, 8, 7, 6, 5], "testing workers", is_light=is_light)
        assert made == [0, 10, 20, 30, 40]
        assert done_here[:3] == ([4, 3, 2] if is_light else [])  # the smallest first
        assert two.run(work, [7], [1], "testing workers") == [70]
        assert two.run(work, [], [], "testing workers") == []
