"""A run that is killed at any moment leaves each file as it was or as it is to be, and no litter for good."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from test_cli import ARTICLES

_RUN = [sys.executable, "-m", "corpus_tools.cli", "figures"]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder; those below it do not count."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")
@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.fuzz)])
def test_a_killed_run_neither_breaks_nor_loses_a_file(tmp_path: Path, kills: int) -> None:
    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    for name, text in ARTICLES.items():
        (articles / name).write_text(text, encoding="utf-8")

    def command(lang: str, folder: Path) -> list[str]:
        return [
            *_RUN,
            str(articles),
            "--out",
            str(folder),
            "--only",
            "terms",
            "--format",
            "svg",
            "--lang",
            lang,
        ]

    subprocess.run(command("en", out), check=True, capture_output=True)  # noqa: S603 - this project's own command
    before = files_in(out)
    started = time.monotonic()
    subprocess.run(command("ar", tmp_path / "new"), check=True, capture_output=True)  # noqa: S603
    takes = time.monotonic() - started
    after = files_in(tmp_path / "new")
    assert before.keys() == after.keys()
    random = Random(kills)  # noqa: S311 - moments, no secrets
    for _ in range(kills):
        run = subprocess.Popen(  # noqa: S603
            command("ar", out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Most of the time goes by before the first file is written.
        time.sleep(takes * random.uniform(0.4, 1))
        run.kill()
        run.wait()
        now = files_in(out)
        assert now.keys() == before.keys()
        assert not [name for name, content in now.items() if content not in (before[name], after[name])]
    (out / ".partial-of-a-killed-run").mkdir()
    subprocess.run(command("ar", out), check=True, capture_output=True)  # noqa: S603
    assert files_in(out) == after
    assert {path.name for path in out.iterdir()} == after.keys()
