"""Print a page to PDF with a browser of the machine."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus_tools.files import staged

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
_SECONDS = 300  # after which a browser hangs


def find_browser() -> str:
    """Return the path of a browser that prints: Chromium, Chrome or Edge."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise FileNotFoundError(
            "no browser found that prints to PDF: install Chromium or Chrome (Debian, Ubuntu: sudo apt install "
            "chromium), or open the page in any browser and print it"
        )
    return found


def print_page(page: Path, pdf: Path, browser: str) -> None:
    """Print a page to a PDF file, which is moved into place when it is whole."""
    with staged(pdf.parent) as stage, TemporaryDirectory() as profile:
        command = [browser, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={stage / pdf.name}", page.resolve().as_uri()]
        # As root, as in containers, Chromium starts only without its sandbox; the page is our own and loads nothing.
        for more in ([], ["--no-sandbox"]):
            done = subprocess.run(  # noqa: S603 - a browser that the user has installed, on the page just written
                [*command[:1], *more, *command[1:]], capture_output=True, text=True, timeout=_SECONDS, check=False
            )
            if (stage / pdf.name).exists():
                return
        reason = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        raise OSError(f"{pdf}: {browser} could not print the page ({reason}); open it in a browser and print it there")
