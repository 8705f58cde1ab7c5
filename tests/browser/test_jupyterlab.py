"""The notebooks in JupyterLab, opened and run in a real browser as a reader would."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
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
        shutil.copytree(ROOT / folder, here / folder)
    for path in (here / "notebooks").glob("*.ipynb"):
        notebook = jupytext.read(path)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.update(outputs=[], execution_count=None)
        jupytext.write(notebook, path)
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
        env=os.environ | {name: str(tmp_path / "home" / name.lower()) for name in homes},
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
        context.set_default_timeout(120_000)
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


@pytest.mark.parametrize("folder", ["notebooks", "."])
def test_every_notebook_opens_and_runs(lab: str, browser: BrowserContext, folder: str, tmp_path: Path) -> None:
    pages = {}
    for position, name in enumerate(NOTEBOOKS):
        page = pages[name] = browser.new_page()
        path = name if folder == "notebooks" else f"notebooks/{name}"
        # A workspace each, as four readers would have; one that is shared would ask which to keep.
        page.goto(f"{lab}/lab/workspaces/{position}/tree/{path}?token=secret")
        run_all_cells(page)
    for name, page in pages.items():
        page.wait_for_function(FINISHED)
        page.screenshot(path=tmp_path / f"{name}.png")
        shown = page.evaluate(MODEL)
        committed = jupytext.read(ROOT / "notebooks" / name)
        assert outputs(shown) == outputs(committed), name
        pictures = [kind for cell in shown["cells"] for out in cell.get("outputs", []) for kind in out.get("data", {})]
        assert "image/png" in pictures, name
        # Nothing asks: no dialog, no notification.
        assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0, name
        directions = page.locator(".jp-OutputArea div[dir=rtl] table").evaluate_all(
            "tables => tables.map(table => getComputedStyle(table).direction)"
        )
        assert directions, name
        assert set(directions) == {"rtl"}, name
