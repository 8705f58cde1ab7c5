"""Figures come out the same each time, and their passports say what made them."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import two_sources
from matplotlib import rc_context
from matplotlib.figure import Figure

from corpus_tools.figures.passport import describe_corpus, save_figure
from corpus_tools.figures.sheet import CorpusFigure

ROWS = pd.DataFrame({"term": ["حمص", "@user"], "n": [3, 1]})
CORPUS = pd.DataFrame(
    {
        "doc_id": ["1", "2", "3"],
        "text": ["في حمص", "في حلب", None],
        "sha256": ["ab" * 32, None, "cd" * 32],
        "problem": [None, None, "an empty file: give it a text"],
    }
)


def bars() -> Figure:
    figure = Figure(figsize=(4, 2))
    axes = figure.subplots()
    axes.barh(ROWS["term"], ROWS["n"], hatch="/")
    axes.set_title("BBC عربي 45%")
    return figure


def save(stem: Path, **options: Any) -> list[Path]:
    return save_figure(
        bars(),
        stem,
        CORPUS,
        data=ROWS,
        function="corpus_tools.figures.plot_terms",
        **{"options": {"top": 2}, **options},
    )


def test_a_figure_is_saved_with_its_numbers_and_a_passport(tmp_path: Path) -> None:
    evidence = pd.DataFrame({"mark": [0], "doc_id": ["1"], "start": [3], "end": [6], "surface": ["حمص"]})
    paths = save(tmp_path / "out" / "terms", evidence=evidence, title="أكثر الكلمات")
    assert [path.name for path in paths] == [
        "terms.svg",
        "terms.png",
        "terms.pdf",
        "terms.csv",
        "terms.evidence.csv",
        "terms.json",
    ]
    assert sorted(paths) == sorted((tmp_path / "out").iterdir())
    assert paths[3].read_bytes() == "\ufeffterm,n\nحمص,3\n'@user,1\n".encode()
    passport = json.loads(paths[-1].read_text("utf-8"))
    assert passport["figure"] == "terms"
    assert passport["title"] == "أكثر الكلمات"
    assert passport["made_by"] == {"function": "corpus_tools.figures.plot_terms", "options": {"top": 2}}
    assert passport["corpus"] == describe_corpus(CORPUS)
    assert {"corpus-tools", "matplotlib", "numpy", "pandas", "hijridate"} <= set(passport["versions"])
    assert set(passport["files"]) == {path.name for path in paths[:-1]}
    for name, file in passport["files"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert file == {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    assert str(tmp_path) not in paths[-1].read_text("utf-8")


def test_the_same_figure_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = save(tmp_path / "a" / "terms"), save(tmp_path / "b" / "terms")
    for one, other in zip(first, second, strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_bytes_do_not_depend_on_the_run(tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import test_passport as t; "
    seed = str((hash("حمص") + 1) % 1000)  # not the seed of this run
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Etc/GMT+9", "SOURCE_DATE_EPOCH": "1"}
    call = [sys.executable, "-c", f"{code} t.save(t.Path({str(tmp_path / 'there' / 'terms')!r}))"]
    subprocess.run(call, check=True, env=environment)  # noqa: S603 - our own code
    here = save(tmp_path / "here" / "terms")
    assert sorted(path.name for path in here) == sorted(path.name for path in (tmp_path / "there").iterdir())
    for path in here:
        assert path.read_bytes() == (tmp_path / "there" / path.name).read_bytes(), path.name


def test_no_file_says_when_or_with_what_version_it_was_made(tmp_path: Path) -> None:
    svg, png, pdf, *_ = save(tmp_path / "terms")
    assert b"dc:date" not in svg.read_bytes()
    assert b"dc:creator" not in svg.read_bytes()
    assert b"Software" not in png.read_bytes()
    assert b"CreationDate" not in pdf.read_bytes()
    assert b"Producer" not in pdf.read_bytes()


def test_what_matplotlib_is_set_to_does_not_break_the_files(tmp_path: Path) -> None:
    with rc_context({"pdf.fonttype": 3, "svg.fonttype": "none", "svg.hashsalt": None}):
        svg, _, pdf, *_ = save(tmp_path / "terms")
    assert b"<text" not in svg.read_bytes()
    assert b"/Type42" in pdf.read_bytes() or b"CIDFontType2" in pdf.read_bytes()


SETTINGS: list[Any] = [{"figure.autolayout": True}, {"figure.constrained_layout.use": True}]


@pytest.mark.parametrize("settings", SETTINGS)
def test_figures_of_the_package_are_drawn_once_a_format_and_stay_as_they_are(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderers = []
    draw = CorpusFigure.draw

    def note(figure: CorpusFigure, renderer: Any) -> None:
        renderers.append(renderer)
        draw(figure, renderer)

    monkeypatch.setattr(CorpusFigure, "draw", note)
    expected = [path.read_bytes() for path in save_figure(two_sources.draw_keyness(), tmp_path / "keyness")]
    assert len(renderers) == 3
    with rc_context(settings):
        written = save_figure(two_sources.draw_keyness(), tmp_path / "other" / "keyness")
    assert [path.read_bytes() for path in written] == expected


def test_one_format_will_do(tmp_path: Path) -> None:
    assert [path.suffix for path in save(tmp_path / "terms", formats=["pdf", "pdf"])] == [".pdf", ".csv", ".json"]


@pytest.mark.parametrize("formats", [[], ["gif"], ["png", "pgf"]])
def test_a_format_that_is_not_known_is_named(tmp_path: Path, formats: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"give one or more of svg, png, pdf"):
        save(tmp_path / "terms", formats=formats)
    assert list(tmp_path.iterdir()) == []


def test_a_figure_that_cannot_be_drawn_leaves_the_old_files(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in save(tmp_path / "terms")}
    broken = bars()
    broken.text(0.5, 0.5, r"$\nosuchcommand$")
    with pytest.raises(ValueError, match="nosuchcommand"):
        save_figure(broken, tmp_path / "terms", data=ROWS)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_options_are_written_plainly(tmp_path: Path) -> None:
    options = {
        "since": pd.Timestamp("2011-03-15"),
        "corpus": Path("seeds"),
        "folder": tmp_path / "articles",
        "n": np.int64(3),
        "share": np.nan,
        "kinds": {"b", "a"},
        "bins": (1, 2.5),
        "labels": {"حمص": None},
        "until": pd.NaT,
    }
    passport = json.loads(save(tmp_path / "terms", options=options)[-1].read_text("utf-8"))
    assert passport["made_by"]["options"] == {
        "since": "2011-03-15T00:00:00",
        "corpus": "seeds",
        "folder": "articles",
        "n": 3,
        "share": None,
        "kinds": ["a", "b"],
        "bins": [1, 2.5],
        "labels": {"حمص": None},
        "until": None,
    }


def test_an_option_that_no_passport_can_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"options\.table is a DataFrame"):
        save(tmp_path / "terms", options={"table": ROWS})
    assert list(tmp_path.iterdir()) == []


# The corpus.


def test_a_corpus_is_known_whatever_its_order_and_place() -> None:
    assert describe_corpus(CORPUS) == describe_corpus(CORPUS.iloc[::-1].assign(doc_id=["x", "y", "z"]))
    assert (describe_corpus(CORPUS)["documents"], describe_corpus(CORPUS)["problems"]) == (3, 1)


def test_a_corpus_with_another_text_is_another_corpus() -> None:
    texts = CORPUS[["doc_id", "text"]]
    assert describe_corpus(texts) != describe_corpus(texts.replace("في حلب", "في حلب."))
    assert describe_corpus(texts) != describe_corpus(texts.iloc[:2])
