"""What a machine may lack or do in another way, such as disk, home, locale and threads: the same bytes, or one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import ARTICLES

_COMMAND = [sys.executable, "-m", "corpus_tools.cli"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="it has neither limits of this kind nor devices as files")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(arguments: list[str], before: str = "", **surroundings: str) -> tuple[int, str, str]:
    """Run a command in a process of its own, after some statements; return its code, output and errors."""
    code = f"{before}\nimport sys\nfrom corpus_tools.cli import main\nsys.exit(main({arguments!r}))"
    env = os.environ | surroundings
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)  # noqa: S603
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


@posix
@pytest.mark.parametrize("name", ["terms.csv", "terms.parquet"])
def test_a_full_disk_is_one_line_and_leaves_what_was_there(corpus: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_bytes(b"of before")
    full = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    full += "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    code, _, said = run(["terms", str(corpus), "--out", str(out / name)], full)
    assert (code, said) == (1, f"corpus-tools: {out}: File too large\n")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {name: b"of before"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["terms", "check"])
def test_an_output_that_takes_nothing_is_one_line(corpus: Path, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603
            [*_COMMAND, command, str(corpus)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().split("\n")[1:] == [""]


@posix
def test_home_locale_zone_seed_and_threads_change_no_byte(corpus: Path, tmp_path: Path) -> None:
    surroundings: list[dict[str, str]] = [
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "OMP_NUM_THREADS": "1"},
        {"LC_ALL": "C.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "99", "OMP_NUM_THREADS": "8"},
    ]
    written = []
    for number, env in enumerate(surroundings):
        out = tmp_path / str(number)
        homeless = "import os\nos.environ.pop('HOME', None)"
        assert run(["figures", str(corpus), "--out", str(out), "--format", "svg"], homeless, **env)[0] == 0
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert "terms.svg" in written[0]
    assert written[0] == written[1]


def test_a_terminal_without_arabic_letters_shows_escapes(corpus: Path) -> None:
    code, said, _ = run(["kwic", str(corpus), "روسيا"], PYTHONIOENCODING="ascii")
    assert code == 0
    assert r"\u0631\u0648\u0633\u064a\u0627" in said
