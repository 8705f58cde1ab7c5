"""The notebooks: papers in two languages from one source, committed as they print, true of any corpus."""

import ast
import io
import json
import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any, get_args

import jupytext
import nbformat
import numpy as np
import pytest
from matplotlib.image import imread

import corpus_tools
import corpus_tools.figures
from corpus_tools.cli import main
from corpus_tools.locale import Lang
from corpus_tools.notebooks.run import NotebookError, run_notebooks
from corpus_tools.notebooks.sources import name_of, notebook_sources, read_source, set_corpus

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["00_corpus_overview", "10_timeline", "20_term_frequency", "30_actor_mentions", "40_report"]
LANGS: tuple[Lang, ...] = get_args(Lang)
each_source = pytest.mark.parametrize("source", SOURCES)
each_notebook = pytest.mark.parametrize("name", [name_of(Path(f"{one}.py"), lang) for one in SOURCES for lang in LANGS])


def committed(name: str) -> Any:
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def built(source: str, lang: Lang) -> Any:
    return read_source(ROOT / "notebooks" / f"{source}.py", lang)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_notebook_is_listed() -> None:
    assert [path.stem for path in notebook_sources()] == SOURCES
    names = [name_of(Path(f"{one}.py"), lang) for one in SOURCES for lang in LANGS]
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == sorted(names)
    # What is installed has them where the command looks for them.
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert (
        re.findall(r'^"notebooks/(\w+)\.py" = "corpus_tools/data/notebooks/\1\.py"$', project, re.MULTILINE) == SOURCES
    )


# --- one source, two languages ---


@each_source
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_committed_is_made_of_the_source(source: str, lang: Lang) -> None:
    made, there = built(source, lang), committed(name_of(Path(f"{source}.py"), lang))
    assert [(cell.cell_type, cell.source) for cell in made.cells] == [
        (cell.cell_type, cell.source) for cell in there.cells
    ]
    assert there.metadata == made.metadata


@each_source
def test_each_text_stands_in_both_languages(source: str) -> None:
    cells = jupytext.read(ROOT / "notebooks" / f"{source}.py").cells
    texts = [(cell.cell_type, cell.metadata.get("lang"), cell.source) for cell in cells if "lang" in cell.metadata]
    for (kind, first, english), (other, second, arabic) in zip(texts[::2], texts[1::2], strict=True):
        assert (kind, first, second) == (other, "en", "ar")
        assert english.count("\n\n") == arabic.count("\n\n"), arabic
        assert english.count("**") == arabic.count("**"), arabic
    assert all("lang" in cell.metadata for cell in cells if cell.cell_type == "markdown")


ORDER = {
    "en": ["Method", "What it shows", "What it cannot show", "Your conclusion"],
    "ar": ["الطريقة", "ما يُظهره", "ما لا يُظهره", "خلاصتك"],
}


@each_source
@pytest.mark.parametrize("lang", LANGS)
def test_each_question_is_answered_in_the_order_of_a_paper(source: str, lang: Lang) -> None:
    cells = built(source, lang).cells
    assert re.search("^# .*[?؟]$|^# .*,.*$|^# .*،.*$", cells[0].source, re.MULTILINE)
    text = "\n".join(cell.source if cell.cell_type == "markdown" else "<code>" for cell in cells)
    _, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    assert sections
    for section in sections:
        assert section.split("\n")[0].endswith(("?", "؟"))
        told = re.findall(r"<code>|^(?:<span[^>]*>)?\*\*([^*]+)\.\*\*", section, re.MULTILINE)
        told = [name or "<code>" for name in told]
        said = [line for line in told if not line.startswith(("<code>", "Figure", "الشكل"))]
        assert said == ORDER[lang], section
        # Code stands between the method and what it shows.
        assert told[0] == ORDER[lang][0]
        assert told[1] == "<code>"
        method = section.split("**")[2].split("\n\n")[0]
        assert len(re.findall(r"[.:؛](?:\s|$)", method)) <= 4, method


@each_source
@pytest.mark.parametrize("lang", LANGS)
def test_the_parameters_come_first_and_name_corpus_and_language(source: str, lang: Lang) -> None:
    first, *others = code(built(source, lang))
    assert first.metadata.tags == ["parameters"]
    assert re.search(r"^folder = ", first.source, re.MULTILINE)
    assert re.search(rf'^lang = "{lang}"$', first.source, re.MULTILINE)
    assert not any(cell.metadata for cell in others)
    assert max(len(cell.source.splitlines()) for cell in others) <= 12


@each_source
@pytest.mark.parametrize("lang", LANGS)
def test_a_copy_does_not_call_its_corpus_the_one_that_ships(source: str, lang: Lang) -> None:
    copy = built(source, lang)
    assert re.search(r"that ships|يأتي مع الأداة", code(copy)[0].source)
    set_corpus(copy, Path("مقالات"))
    first = code(copy)[0].source
    assert not re.search(r"that ships|يأتي مع الأداة", first)
    assert "\nfolder = Path('مقالات')\n" in first


@each_source
def test_what_a_notebook_says_is_of_any_corpus(source: str) -> None:
    text = (ROOT / "notebooks" / f"{source}.py").read_text("utf-8")
    assert not re.findall("الوعر|حمص|Homs|Waer|the article that ships|one article,|threshold|fewest =", text)


@each_source
def test_what_a_notebook_does_is_in_the_library(source: str) -> None:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for cell in code(built(source, "en")):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, definitions), cell.source
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("corpus_tools"):
                public = {"corpus_tools": corpus_tools, "corpus_tools.figures": corpus_tools.figures}[str(node.module)]
                assert {alias.name for alias in node.names} <= set(dir(public))
            elif isinstance(node, ast.ExceptHandler):
                assert node.type is not None
                assert ast.unparse(node.type) == "ct.NothingToDrawError", cell.source
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ct":
                assert node.attr in dir(corpus_tools)


# --- what is committed ---


@each_notebook
def test_it_was_run_from_top_to_bottom_and_shows_tables_and_a_figure(name: str) -> None:
    cells = code(committed(name))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    shown = [output.data for output in outputs if output.output_type in ("execute_result", "display_data")]
    assert all(output.output_type != "stream" for output in outputs)
    assert any("image/png" in data for data in shown)
    tables = [data["text/html"] for data in shown if "<table" in data.get("text/html", "")]
    assert tables
    way = "rtl" if name.endswith(".ar") else "ltr"
    assert all(f'<div dir="{way}"' in table or "قبل" in table or "Before" in table for table in tables)
    assert not any(re.search(r"<t[dh][^>]*>(SYR|SYR_OPP|actor_id|doc_id)<", table) for table in tables)


@each_notebook
def test_nothing_of_the_machine_or_the_moment_is_committed(name: str) -> None:
    notebook = committed(name)
    assert "version" not in notebook.metadata.language_info
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
    texts = json.dumps([cell.get("outputs") for cell in notebook.cells if "image/png" not in cell.get("outputs", "")])
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
            if key == "image/png" and isinstance(left[key], str):
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
    # `make notebooks` runs all of them, and .ci/run compares the files.
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    made = {"30_actor_mentions.ar": built("30_actor_mentions", "ar")}
    run_notebooks(made, folder=tmp_path)
    for name, notebook in made.items():
        again = json.loads(nbformat.writes(notebook))  # type: ignore[no-untyped-call]
        assert_same(again, json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text("utf-8")))


# --- another corpus ---

ARTICLES = {
    "أول.txt": "انسحاب من حلب\n\nأعلن الجيش السوري يوم 3 آذار 2016 انسحاب قواته من شرق حلب. وقالت الأمم المتحدة إن "
    "ألف عائلة غادرت المدينة منذ كانون الثاني 2016.",
    "ثان.txt": "محادثات جديدة\n\nتبدأ في جنيف عام 2017 محادثات بين الحكومة السورية والمعارضة برعاية الأمم المتحدة.",
    "ثالث.txt": "بلا تاريخ\n\nهطل المطر على القرية فعاد الفلاحون إلى بيوتهم.",
    "فارغ.txt": "",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "مقالات"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_copies_are_run_on_another_corpus_and_written_as_pages(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, chosen = tmp_path / "out", ["10_timeline", "40_report"]  # the tests in a browser run all of them
    sources = [source for source in notebook_sources() if source.stem in chosen]
    monkeypatch.setattr("corpus_tools.commands.notebooks.notebook_sources", lambda: sources)
    assert main(["notebooks", str(articles), "--out", str(out), "--lang", "ar"]) == 0
    assert "10_timeline.ar.html" in capsys.readouterr().out
    pages = {path.name.split(".")[0]: path.read_text("utf-8") for path in sorted(out.glob("*.html"))}
    assert list(pages) == chosen
    assert all((out / f"{name}.ar.ipynb").is_file() for name in chosen)
    assert "3 آذار 2016" in pages["10_timeline"]
    assert (out / "my-report-ar" / "report.html").is_file()
    # What was judged of the corpus that ships says nothing of this one.
    assert "judged = None" in (out / "40_report.ar.ipynb").read_text("utf-8")
    for name, page in pages.items():
        assert page.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
        assert "<script" not in page
        # Where the reader keeps both is nobody's business.
        assert not any(str(tmp_path) in written for written in (page, (out / f"{name}.ar.ipynb").read_text("utf-8")))
        assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page.replace("../docs/en/how-to/recipes.md", "#"))


def test_a_corpus_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    for corpus in ("none", "empty"):
        assert main(["notebooks", str(tmp_path / corpus), "--out", str(tmp_path / "out")]) == 1
        [line] = capsys.readouterr().err.splitlines()
        assert corpus in line
    assert not (tmp_path / "out").exists()


def test_a_missing_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("corpus_tools.commands.notebooks.find_spec", lambda name: None if name == "nbclient" else name)
    assert main(["notebooks", "seeds", "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "notebooks need nbclient: pip install 'corpus-tools[notebooks]'" in error


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise ValueError('لا شيء')", "the notebook ورقة stopped: ValueError: لا شيء"),
        ("import warnings; warnings.warn('قديم')", "the notebook ورقة warns: .*قديم"),
    ],
)
def test_a_cell_that_fails_or_warns_stops_the_run(source: str, message: str, tmp_path: Path) -> None:
    notebook = built("10_timeline", "ar")
    notebook.cells = [nbformat.v4.new_code_cell(source)]  # type: ignore[no-untyped-call]
    with pytest.raises(NotebookError, match=message):
        run_notebooks({"ورقة": notebook}, folder=tmp_path)


def test_the_script_runs_all_of_them() -> None:
    done = subprocess.run(  # noqa: S603 - a script of this project
        [sys.executable, str(ROOT / "scripts" / "run_notebooks.py"), "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "--cwd" in done.stdout
