"""The notebooks: what is committed is what they print, for a reader on any machine, on any corpus."""

import ast
import io
import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

import jupytext
import numpy as np
import pytest
from matplotlib.image import imread

import corpus_tools
import corpus_tools.figures

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ["00_corpus_overview", "10_timeline", "20_term_frequency", "30_actor_mentions"]
each_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


def committed(name: str) -> Any:
    return jupytext.read(ROOT / "notebooks" / f"{name}.ipynb")


def code(name: str) -> list[Any]:
    return [cell for cell in committed(name).cells if cell.cell_type == "code"]


def run(out: Path, *options: object) -> None:
    """Run all notebooks, away from what is committed."""
    done = subprocess.run(  # noqa: S603 - a script of this project
        [sys.executable, str(ROOT / "scripts" / "run_notebooks.py"), "--out", str(out), *map(str, options)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr


def test_every_notebook_is_listed() -> None:
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == NOTEBOOKS
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.py")) == NOTEBOOKS


@each_notebook
def test_the_pair_says_the_same(name: str) -> None:
    script = jupytext.read(ROOT / "notebooks" / f"{name}.py")
    notebook = committed(name)
    assert [(cell.cell_type, cell.source) for cell in script.cells] == [
        (cell.cell_type, cell.source) for cell in notebook.cells
    ]
    assert notebook.metadata.jupytext.formats == "ipynb,py:percent"
    assert notebook.metadata.kernelspec.name == "python3"


@each_notebook
def test_the_parameters_come_first_name_the_corpus_and_write_nothing(name: str) -> None:
    first, *others = code(name)
    assert first.metadata.tags == ["parameters"]
    assert re.search(r"^report = None$", first.source, re.MULTILINE)
    assert re.search(r"^folder = ", first.source, re.MULTILINE)
    assert not any(cell.metadata.get("tags") for cell in others)


@each_notebook
def test_what_a_notebook_does_is_in_the_library(name: str) -> None:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for cell in code(name):
        lines = [line for line in cell.source.splitlines() if not line.startswith("%")]
        tree = ast.parse("\n".join(lines))
        assert not [node for node in ast.walk(tree) if isinstance(node, definitions)], cell.source


@each_notebook
def test_a_notebook_needs_public_names_only(name: str) -> None:
    for cell in code(name):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("corpus_tools"):
                public = {"corpus_tools": corpus_tools, "corpus_tools.figures": corpus_tools.figures}[str(node.module)]
                assert {alias.name for alias in node.names} <= set(dir(public))
            elif isinstance(node, ast.ExceptHandler):
                assert node.type is not None
                assert ast.unparse(node.type) == "ct.NothingToDrawError", cell.source
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names if alias.name.startswith("corpus_tools")]
                assert set(modules) <= {"corpus_tools"}
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ct":
                assert node.attr in dir(corpus_tools)


@each_notebook
def test_it_was_run_from_top_to_bottom_and_shows_a_table_and_a_figure(name: str) -> None:
    cells = code(name)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    shown = [output.data for output in outputs if output.output_type in ("execute_result", "display_data")]
    printed = [output for output in outputs if output.output_type == "stream"]
    assert len(shown) + len(printed) == len(outputs)
    assert all(output.name == "stdout" for output in printed)
    assert any("image/png" in data for data in shown)
    assert any('<div dir="rtl">' in data.get("text/html", "") for data in shown)


@each_notebook
def test_nothing_of_the_machine_or_the_moment_is_committed(name: str) -> None:
    notebook = committed(name)
    assert "version" not in notebook.metadata.language_info
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
    outputs = [output for cell in code(name) for output in cell.outputs]
    shown = [text for output in outputs for kind, text in output.get("data", {}).items() if kind.startswith("text/")]
    texts = "".join([*shown, *(output.get("text", "") for output in outputs)])
    assert not re.findall(r"0x[0-9a-f]{6,}|/home/|/Users/|/root/|/tmp/|[A-Z]:\\\\Users", texts)
    assert str(ROOT) not in texts


def same_picture(left: str, right: str) -> bool:
    """Compare two PNG pictures; another processor may round the shade of a pixel otherwise."""
    pixels = [imread(io.BytesIO(b64decode(picture))) for picture in (left, right)]
    return pixels[0].shape == pixels[1].shape and bool(np.abs(pixels[0] - pixels[1]).mean() < 1e-3)


def assert_same(left: Any, right: Any) -> None:
    """Compare notebooks part by part, pictures by their pixels."""
    if isinstance(left, dict):
        assert left.keys() == right.keys()
        for key in left:
            if key == "image/png":
                assert same_picture(left[key], right[key])
            else:
                assert_same(left[key], right[key])
    elif isinstance(left, list):
        assert len(left) == len(right)
        for one, other in zip(left, right, strict=True):
            assert_same(one, other)
    else:
        assert left == right


def test_running_again_from_the_root_gives_what_is_committed(tmp_path: Path) -> None:
    run(tmp_path, "--cwd", ROOT)
    for name in NOTEBOOKS:
        again = jupytext.read(tmp_path / f"{name}.ipynb")
        assert_same(again, committed(name))


ARTICLES = {
    "أول.txt": "انسحاب من حلب\n\nأعلن الجيش السوري يوم 3 آذار 2016 انسحاب قواته من شرق حلب. وقالت الأمم المتحدة إن "
    "ألف عائلة غادرت المدينة منذ كانون الثاني 2016.",
    "ثان.txt": "محادثات جديدة\n\nتبدأ في جنيف عام 2017 محادثات بين الحكومة السورية والمعارضة برعاية الأمم المتحدة.",
    "ثالث.txt": "بلا تاريخ\n\nهطل المطر على القرية فعاد الفلاحون إلى بيوتهم.",
    "فارغ.txt": "",
}


def test_another_corpus_can_take_its_place(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in ARTICLES.items():
        (corpus / name).write_text(text, encoding="utf-8")
    run(tmp_path, "--corpus", corpus)
    overview = (tmp_path / "00_corpus_overview.ipynb").read_text("utf-8")
    assert "محادثات جديدة" in overview
    timeline = (tmp_path / "10_timeline.ipynb").read_text("utf-8")
    assert "3 آذار 2016" in timeline
