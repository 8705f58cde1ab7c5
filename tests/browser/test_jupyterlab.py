"""The notebooks in JupyterLab, opened and run in a real browser as a reader would."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from made_corpus import make_corpus
from playwright.sync_api import BrowserContext, Page, sync_playwright

from corpus_tools import analyze, draw_figures, find_duplicates, load_corpus
from corpus_tools.locale import Lang
from corpus_tools.notebooks.run import write_notebook
from corpus_tools.notebooks.sources import name_of, notebook_sources, read_source, set_corpus

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"]
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What stands in the open notebook, taken from JupyterLab itself: it draws only the cells in view.
MODEL = "() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON()"
FINISHED = """() => {
    const cells = window.jupyterapp?.shell.currentWidget?.content?.model?.sharedModel?.toJSON().cells ?? [];
    const code = cells.filter(cell => cell.cell_type === 'code');
    const failed = code.some(cell => cell.outputs.some(output => output.output_type === 'error'));
    return failed || (code.length > 0 && code.every(cell => cell.execution_count !== null));
}"""
# The kernel can only be asked once JupyterLab has started it; until then it would ask for one.
READY = """() => window.jupyterapp?.shell.currentWidget?.context?.sessionContext
    ?.session?.kernel?.status === 'idle'"""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium or Chrome (Debian, Ubuntu: sudo apt install chromium)"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the notebooks need, without their outputs: JupyterLab saves what it runs."""
    here = tmp_path / "checkout"
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, here / folder, ignore=shutil.ignore_patterns("my-report*"))
    for path in (here / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.update(outputs=[], execution_count=None)
        write_notebook(notebook, path)
    return here


@pytest.fixture
def lab(checkout: Path, tmp_path: Path, folder: str) -> Iterator[str]:
    """JupyterLab on a folder of the checkout, as on a machine where it was never used before."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    homes = ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    log = (tmp_path / "lab.log").open("w")
    server = subprocess.Popen(  # noqa: S603 - JupyterLab on files of this test
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
            *(f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=secret"),
            *("--expose-app-in-browser", f"--notebook-dir={checkout / folder}"),
        ],
        cwd=checkout / folder,
        # The settings that `make` puts into the environment.
        env=os.environ
        | {name: str(tmp_path / "home" / name.lower()) for name in homes}
        | {"JUPYTER_CONFIG_PATH": str(ROOT / "scripts")},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}/api", timeout=5).close()  # noqa: S310 - the server above
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "lab.log").read_text()
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            headless=True,
            args=FLAGS,
            viewport={"width": 1200, "height": 1600},
        )
        context.set_default_timeout(600_000)
        yield context
        context.close()


def run_all_cells(page: Page) -> None:
    """Choose Run > Run All Cells, as a reader would."""
    page.wait_for_function(READY)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def outputs(notebook: Any) -> list[list[dict[str, Any]]]:
    """What each code cell shows, as text: pictures are compared when the notebooks are executed."""
    joined = json.loads(json.dumps(notebook))
    found = []
    for cell in joined["cells"]:
        if cell["cell_type"] == "code":
            bundles = [output.get("data", {"text": output.get("text")}) for output in cell["outputs"]]
            found.append(
                [
                    {kind: "".join(value) for kind, value in bundle.items() if kind.startswith("text")}
                    for bundle in bundles
                ]
            )
    return found


def pictures(notebook: Any) -> int:
    """How many figures a notebook shows."""
    return sum("image/png" in out.get("data", {}) for cell in notebook["cells"] for out in cell.get("outputs", []))


def open_all(lab: str, browser: BrowserContext, paths: list[str]) -> dict[str, Page]:
    """Open notebooks, which must open saved, and run all their cells."""
    pages = {}
    for position, path in enumerate(paths):
        page = pages[path] = browser.new_page()
        # A workspace each, as several readers would have; one that is shared would ask which to keep.
        page.goto(f"{lab}/lab/workspaces/{position}/tree/{path}?token=secret")
        page.wait_for_function(READY)
        # JupyterLab has told the notebook which Python runs it; this changes nothing.
        page.wait_for_function(f"() => ({MODEL})().metadata.language_info?.version")
        assert not page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.dirty"), path
        run_all_cells(page)
    return pages


@pytest.mark.parametrize(("folder", "lang"), [("notebooks", "ar"), (".", "en")])
def test_every_notebook_opens_saved_and_runs(
    lab: str, browser: BrowserContext, folder: str, lang: Lang, tmp_path: Path
) -> None:
    names = [f"{name_of(source, lang)}.ipynb" for source in notebook_sources()]
    within = "" if folder == "notebooks" else "notebooks/"
    for path, page in open_all(lab, browser, [f"{within}{name}" for name in names]).items():
        name = Path(path).name
        page.wait_for_function(FINISHED)
        page.screenshot(path=tmp_path / f"{name}.png")
        shown = page.evaluate(MODEL)
        committed = json.loads((ROOT / "notebooks" / name).read_text("utf-8"))
        assert outputs(shown) == outputs(committed), name
        assert pictures(shown) == pictures(committed) > 0, name
        # Nothing asks: no dialog, no notification.
        assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0, name
        way = "rtl" if lang == "ar" else "ltr"
        directions = page.locator(f".jp-OutputArea div[dir={way}] > table").evaluate_all(
            "tables => tables.map(table => getComputedStyle(table).direction)"
        )
        assert directions, name
        assert set(directions) == {way}, name
        if lang == "ar":
            prose = page.locator(".jp-MarkdownOutput h1").first
            assert prose.evaluate("heading => getComputedStyle(heading).direction") == "rtl"


@pytest.mark.parametrize("folder", ["notebooks"])
def test_a_number_opens_its_sentences_before_anything_was_run(
    lab: str, browser: BrowserContext, checkout: Path, folder: str
) -> None:
    """What a reader did not run is not trusted, and loses scripts and style sheets."""
    shutil.copy(ROOT / "notebooks" / "30_actor_mentions.ar.ipynb", checkout / folder / "read.ipynb")
    page = browser.new_page()
    page.goto(f"{lab}/lab/tree/read.ipynb?token=secret")
    page.wait_for_function(READY)
    number = page.locator(".jp-OutputArea td details").first
    number.locator("summary").scroll_into_view_if_needed()
    assert not number.locator("mark").first.is_visible()
    number.locator("summary").click()
    assert number.locator("mark").first.is_visible()
    assert number.locator("li").count() == min(int(number.locator("summary").inner_text()), 5)


@pytest.mark.parametrize("folder", ["notebooks"])
def test_a_made_corpus_shows_every_figure(lab: str, browser: BrowserContext, checkout: Path, folder: str) -> None:
    made = make_corpus().documents
    articles = checkout / "articles.jsonl"
    documents = made.assign(published=made["published"].dt.strftime("%Y-%m-%d"))
    articles.write_text(documents.to_json(orient="records", lines=True, force_ascii=False), encoding="utf-8")
    corpus = load_corpus(articles)
    drawn = draw_figures(corpus, analyze(corpus, copies=find_duplicates(corpus)))
    assert len(drawn) >= 10
    wanted = {}
    for source in notebook_sources():
        notebook = read_source(source, "ar")
        set_corpus(notebook, articles)
        write_notebook(notebook, checkout / folder / f"made-{source.stem}.ipynb")
        asked = re.findall(r'show_section\("(\w+)"', source.read_text("utf-8"))
        wanted[f"made-{source.stem}.ipynb"] = sum(name in drawn for name in asked) or 1
    for path, page in open_all(lab, browser, list(wanted)).items():
        page.wait_for_function(FINISHED)
        shown = page.evaluate(MODEL)
        errors = [out for cell in shown["cells"] for out in cell.get("outputs", []) if out["output_type"] == "error"]
        assert not errors, path
        assert pictures(shown) == wanted[path], path
