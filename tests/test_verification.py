"""Changed figures do not pass, and a passport cannot make `verify` read, show or do anything else."""

import json
import os
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from shutil import copytree
from typing import Any

import pandas as pd
import pytest
from matplotlib.figure import Figure
from test_passport import ROWS, save

from corpus_tools.cli import main
from corpus_tools.figures import verification
from corpus_tools.figures.passport import MOST_PASSPORT_BYTES, save_figure
from corpus_tools.figures.verification import verify_figures


def test_untouched_figures_pass(tmp_path: Path) -> None:
    save(tmp_path / "terms")
    save(tmp_path / "timeline", formats=["png"])
    (tmp_path / "notes.json").write_text('{"mine": 1}')
    (tmp_path / "README.md").write_text("mine")
    differences = verify_figures(tmp_path)
    assert differences.empty
    assert list(differences.columns) == ["figure", "file", "problem"]


def test_each_difference_is_named(tmp_path: Path) -> None:
    svg, png, _, table, _ = save(tmp_path / "terms")
    svg.write_bytes(svg.read_bytes() + b"\n")
    png.unlink()
    table.write_text("term,n\n")
    (tmp_path / "old.png").write_bytes(b"")
    found = verify_figures(tmp_path).set_index("file")["problem"]
    assert set(found.index) == {"terms.svg", "terms.png", "terms.csv", "old.png"}
    assert found["terms.svg"].startswith("changed: it is")
    assert found["terms.png"].startswith("missing")
    assert found["old.png"].startswith("no passport names it")


def test_a_passport_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    *_, passport = save(tmp_path / "terms", formats=["png"])
    passport.write_text(passport.read_text("utf-8")[:-20])
    found = verify_figures(tmp_path).set_index("file")["problem"]
    assert found["terms.json"].startswith("cannot be read as JSON")
    assert set(found.index) == {"terms.json", "terms.png", "terms.csv"}


def test_passports_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "terms", formats=["png"])
    read: list[Path] = []
    original = verification._read_passport

    def read_passport(path: Path) -> dict[str, Any] | None:
        read.append(path)
        return original(path)

    monkeypatch.setattr(verification, "_read_passport", read_passport)
    assert main(["verify", str(tmp_path)]) == 0
    assert read == [tmp_path / "terms.json"]


def test_a_folder_without_passports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no figure in it has a passport"):
        verify_figures(tmp_path)
    with pytest.raises(FileNotFoundError, match="no such folder"):
        verify_figures(tmp_path / "figures")


# Passports that were changed, or made to hurt.


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a figure in all formats once."""
    places = pd.DataFrame({"mark": [0], "doc_id": ["1"], "start": [3], "end": [6], "surface": ["حمص"]})
    folder = tmp_path_factory.mktemp("drawn")
    for form in ("svg", "png", "pdf"):
        save(folder / form / "terms", evidence=places, title="أكثر الكلمات", formats=[form])
    return folder


def saved(folder: Path, drawn: Path, form: str = "png") -> tuple[Path, dict[str, Any]]:
    """Return the passport of a figure, and what it holds."""
    copytree(drawn / form, folder, dirs_exist_ok=True)
    path = folder / "terms.json"
    return path, json.loads(path.read_text("utf-8"))


def rewrite(path: Path, passport: object) -> None:
    path.write_text(json.dumps(passport, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def places_in(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of keys to each value inside a passport."""
    below = list(value.items()) if isinstance(value, dict) else []
    return [above, *(place for key, item in below for place in places_in(item, (*above, key)))][not above :]


def changed(passport: dict[str, Any], place: tuple[Any, ...], change: Callable[[Any], Any]) -> dict[str, Any]:
    copy = deepcopy(passport)
    inside = copy
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = change(inside[place[-1]])
    return copy


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_no_value_of_a_passport_can_change_unnoticed(tmp_path: Path, drawn: Path, form: str) -> None:
    path, passport = saved(tmp_path, drawn, form)
    assert verify_figures(tmp_path).empty
    places = places_in(passport)
    assert {("made_by", "options", "top"), ("corpus", "sha256"), ("evidence", "places")} <= set(places)
    for place in places:
        # Another value of the same kind, one of another kind, and nothing.
        for change in (_of_its_kind, lambda _: [7], lambda _: None):
            new = changed(passport, place, change)
            if new != passport:
                rewrite(path, new)
                assert not verify_figures(tmp_path).empty, place


def _of_its_kind(value: Any) -> Any:
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1)
    if isinstance(value, int):
        return value + 1
    return {**(value or {}), "more": 1}


@pytest.mark.parametrize("key", ["figure", "title", "made_by", "corpus", "versions", "evidence", "files"])
def test_no_key_of_a_passport_can_be_missing(tmp_path: Path, drawn: Path, key: str) -> None:
    path, passport = saved(tmp_path, drawn)
    del passport[key]
    rewrite(path, passport)
    assert not verify_figures(tmp_path).empty


def test_a_passport_in_another_spelling_is_changed(tmp_path: Path, drawn: Path) -> None:
    path, passport = saved(tmp_path, drawn)
    path.write_text(json.dumps(passport), encoding="utf-8")
    assert verify_figures(tmp_path)["problem"].tolist()[0].startswith("changed: it is not written as")


def test_the_picture_of_another_passport_does_not_pass(tmp_path: Path, drawn: Path) -> None:
    path, passport = saved(tmp_path, drawn)
    other = json.loads(save(tmp_path / "other" / "terms", options={"top": 3}, formats=["png"])[-1].read_text("utf-8"))
    (tmp_path / "other" / "terms.png").replace(tmp_path / "terms.png")
    passport["files"]["terms.png"] = other["files"]["terms.png"]
    rewrite(path, passport)
    [problem] = verify_figures(tmp_path)["problem"]
    assert problem.startswith("changed, or of an older version")


def test_a_figure_without_the_sum_of_its_passport_is_of_an_older_version(tmp_path: Path, drawn: Path) -> None:
    path, passport = saved(tmp_path, drawn, "svg")
    svg = tmp_path / "terms.svg"
    old = svg.read_text("utf-8").replace("passport sha256:", "")
    svg.write_text(old, encoding="utf-8")
    passport["files"]["terms.svg"] = _fingerprint(svg)
    rewrite(path, passport)
    [problem] = verify_figures(tmp_path)["problem"]
    assert problem.startswith("changed, or of an older version")


def _fingerprint(path: Path) -> dict[str, Any]:
    from corpus_tools.figures import passport as module  # noqa: PLC0415 - a helper of the module

    return module._fingerprint(path)


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "secret.csv", "/etc/passwd", "terms.txt", "terms.json", "sub/terms.csv", "", ".", "..", "C:\\a",
     "terms.csv\0", "\x1b[2Jterms.csv"],
)  # fmt: skip
def test_a_passport_names_files_of_its_own_figure_only(tmp_path: Path, drawn: Path, name: str) -> None:
    folder = tmp_path / "figures"
    path, passport = saved(folder, drawn)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "secret.csv").write_text("secret")
    passport["files"][name] = {"bytes": 6, "sha256": "0" * 64}
    rewrite(path, passport)
    found = verify_figures(folder).set_index("file")["problem"]
    assert "which is none of this figure" in str(found["terms.json"])
    assert not found.str.contains(r"it is \d+ bytes|SHA-256 is").any()


MALFORMED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a number for a sum": lambda passport: changed(passport, ("files", "terms.csv", "sha256"), lambda _: 5),
    "a number for a file": lambda passport: changed(passport, ("files", "terms.csv"), lambda _: 5),
    "a number for all files": lambda passport: changed(passport, ("files",), lambda _: 5),
    "a number below zero": lambda passport: changed(passport, ("files", "terms.csv", "bytes"), lambda _: -1),
    "a list of files": lambda passport: changed(passport, ("files",), list),
    "no file": lambda passport: changed(passport, ("files",), lambda _: {}),
    "options nested deep": lambda passport: changed(passport, ("made_by", "options", "top"), lambda _: nested(60)),
    "a key of its own": lambda passport: {**passport, "script": "x"},
    "another name": lambda passport: {**passport, "figure": "../terms"},
    "only two keys": lambda passport: {"made_by": passport["made_by"], "files": passport["files"]},
}


def nested(levels: int) -> list[Any]:
    inside: list[Any] = []
    for _ in range(levels):
        inside = [inside]
    return inside


@pytest.mark.parametrize("kind", MALFORMED)
def test_a_malformed_passport_is_one_line(
    tmp_path: Path, drawn: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, passport = saved(tmp_path, drawn)
    rewrite(path, MALFORMED[kind](passport))
    assert main(["verify", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("terms.json: no passport of save_figure: ") for line in lines) == 1
    assert len(lines) == 4  # and the picture and the two tables, which no passport names


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 200_000, "nested too deeply"),
        (b'{"figure": "terms", "files": ' + b"9" * 5000 + b"}", "cannot be read as JSON"),
        (b"\xff\xfe", "cannot be read as JSON"),
        (b"", "cannot be read as JSON"),
        (b" " * (MOST_PASSPORT_BYTES + 1), "larger than any passport"),
    ],
)  # fmt: skip
def test_a_passport_that_is_no_json_is_named(tmp_path: Path, drawn: Path, content: bytes, said: str) -> None:
    saved(tmp_path, drawn)[0].write_bytes(content)
    assert said in str(verify_figures(tmp_path).set_index("file")["problem"]["terms.json"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["terms.json", "terms.png", "terms.csv", "other.json"])
@pytest.mark.parametrize("kind", ["pipe", "link", "endless", "folder"])
def test_only_plain_files_are_read(tmp_path: Path, drawn: Path, name: str, kind: str) -> None:
    folder = tmp_path / "figures"
    saved(folder, drawn)
    path = folder / name
    if path.exists():
        path.replace(tmp_path / name)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / name if kind == "link" else "/dev/zero")
    found = verify_figures(folder).set_index("file")["problem"]
    assert found[name].startswith("no plain file")


def test_names_do_nothing_to_the_terminal(tmp_path: Path, drawn: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved(tmp_path, drawn)
    (tmp_path / "a\x1b]0;x\x07\nterms.png: fine\u202e.png").write_bytes(b"")
    (tmp_path / os.fsdecode(b"\xff.svg")).write_bytes(b"")
    assert main(["verify", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("a\\x1b]0;x\\x07\\nterms.png: fine\\u202e.png: no passport names it")
    assert lines[1].startswith("\\udcff.svg: ")


def test_a_passport_that_verify_would_not_read_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pass `options` without long lists"):
        save_figure(Figure(), tmp_path / "terms", data=ROWS, options={"words": ["حمص" * 1000] * 1000}, formats=["png"])
    assert list(tmp_path.iterdir()) == []


def test_figures_of_two_corpora_in_one_folder_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    for number, text in enumerate(["هدنة في روسيا عام 2016.", "قصف في تركيا عام 2017."]):
        article = tmp_path / f"{number}.txt"
        article.write_text(text, encoding="utf-8")
        only = ["terms", "timeline,mentions"][number]
        assert main(["figures", str(article), "--out", str(out), "--only", only, "--format", "svg"]) == 0
        said = capsys.readouterr().out
        assert ("2 different corpora" in said) == (number == 1)
    assert main(["verify", str(out)]) == 0
    assert "its figures are of 2 different corpora: mentions, timeline; terms" in capsys.readouterr().out
