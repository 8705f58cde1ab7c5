"""Run the notebooks and write their outputs, the same bytes each time.

`notebooks/NAME.py` (py:percent) is executed; its pair `notebooks/NAME.ipynb` receives the outputs.
"""

import argparse
import asyncio
import errno
import logging
import os
import re
import sys
import tempfile
from pathlib import Path

import jupytext
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from zmq import ZMQError

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
# Without the version of Python, which differs from machine to machine and changes no result.
LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}


def is_worth_saying(record: logging.LogRecord) -> bool:
    """Return whether a log is of more than a message that came for a kernel whose socket was just closed."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, ZMQError) and error.errno == errno.ENOTSOCK)


def set_corpus(notebook: NotebookNode, corpus: Path) -> None:
    """Set another corpus at the end of the cell tagged `parameters`."""
    tagged = ["parameters" in cell.metadata.get("tags", []) for cell in notebook.cells]
    parameters = notebook.cells[tagged.index(True)]
    parameters.source += f"\nfolder = {str(corpus)!r}"


def drop_volatile(notebook: NotebookNode) -> None:
    """Remove from an executed notebook what changes between runs or machines."""
    notebook.metadata.language_info = LANGUAGE
    for position, cell in enumerate(notebook.cells):
        cell.id = f"cell-{position:02d}"
        cell.metadata.pop("execution", None)


def complain(notebook: NotebookNode, name: str) -> None:
    """Raise if a cell wrote to stderr: readers must see no warnings."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise RuntimeError(f"{name}: this cell warns:\n\n{cell.source}\n\n{output.text}")


async def run(source: Path, out: Path, *, corpus: Path | None, cwd: Path) -> None:
    """Execute one notebook in a kernel of its own and write it, with its outputs, to `out`."""
    notebook = jupytext.read(source)
    if corpus:
        set_corpus(notebook, corpus)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # one text may arrive in several pieces, which depends on the machine's load
        resources={"metadata": {"path": str(cwd)}},
        # Without a history file, and without the kernel's note that it speaks plain TCP on this machine.
        extra_arguments=["--HistoryManager.enabled=False", "--log-level=ERROR"],
    )
    try:
        await client.async_execute()
    except CellExecutionError as error:
        trace = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
        raise RuntimeError(f"{source.name}: a cell failed:\n{trace}") from error
    complain(notebook, source.name)
    drop_volatile(notebook)
    target = out / source.with_suffix(".ipynb").name
    fresh = target.with_suffix(".tmp")
    fresh.write_text(jupytext.writes(notebook, fmt="ipynb"), encoding="utf-8", newline="\n")
    fresh.replace(target)


async def run_all(sources: list[Path], out: Path, *, corpus: Path | None, cwd: Path) -> list[str]:
    """Execute the notebooks concurrently, and return the errors."""
    tasks = (run(source, out, corpus=corpus, cwd=cwd) for source in sources)
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if end is not None and not isinstance(end, RuntimeError):
            raise end
    return [str(end) for end in ends if end is not None]


def main() -> int:
    """Run the notebooks that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=NOTEBOOKS, help="folder to write to (default: notebooks/)")
    parser.add_argument("--corpus", type=Path, help="run on this corpus instead of the one that ships")
    parser.add_argument("--cwd", type=Path, default=NOTEBOOKS, help="folder to run in (default: notebooks/)")
    options = parser.parse_args()
    sources = sorted(NOTEBOOKS.glob("*.py"))
    logging.getLogger("tornado.general").addFilter(is_worth_saying)
    with tempfile.TemporaryDirectory() as profile:
        # The reader's own IPython profile may import or print things.
        os.environ["IPYTHONDIR"] = profile
        # Frozen modules hinder only a debugger; its note about them is noise here.
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
        complaints = asyncio.run(run_all(sources, options.out, corpus=options.corpus, cwd=options.cwd))
    if complaints:
        print(*complaints, sep="\n\n", file=sys.stderr)
        return 1
    print(f"{len(sources)} notebooks run; outputs are in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
