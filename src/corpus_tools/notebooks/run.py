"""Run notebooks, each in a process of its own, to the same bytes each time."""

import asyncio
import errno
import logging
import os
import tempfile
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus_tools.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

_SECONDS = 24 * 3600  # of a cell: a large corpus takes its time
_AT_ONCE = 4  # each holds the corpus in memory


class NotebookError(ValueError):
    """A cell of a notebook failed, or warned where readers must see no warnings."""


def run_notebooks(notebooks: "Mapping[str, NotebookNode]", *, folder: Path) -> None:
    """Run notebooks by name in a folder, in place.

    Raises
    ------
    NotebookError
        If a cell fails or warns: the name of its notebook, and what was wrong.
    """
    with _quiet_kernels():
        asyncio.run(_run_all(notebooks, folder))


@contextmanager
def _quiet_kernels() -> "Iterator[None]":
    """Keep out what depends on the machine: the reader's own IPython profile, and notes of a debugger."""
    logger = logging.getLogger("tornado.general")
    logger.addFilter(is_worth_saying)
    settings = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    with tempfile.TemporaryDirectory() as profile:
        settings["IPYTHONDIR"] = profile
        before = {name: os.environ.get(name) for name in settings}
        os.environ.update(settings)
        try:
            yield
        finally:
            logger.removeFilter(is_worth_saying)
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value


def is_worth_saying(record: logging.LogRecord) -> bool:
    """Return whether a log is of more than a message that came for a kernel whose socket was just closed."""
    from zmq import ZMQError  # noqa: PLC0415 - is not installed where no notebook is run

    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, ZMQError) and error.errno == errno.ENOTSOCK)


async def _run_all(notebooks: "Mapping[str, NotebookNode]", folder: Path) -> None:
    """Run notebooks, some at a time; the first error in their order is raised when all have ended."""
    some = asyncio.Semaphore(min(_AT_ONCE, os.cpu_count() or 1))
    tasks = (_run(notebook, name, folder, some) for name, notebook in notebooks.items())
    for end in await asyncio.gather(*tasks, return_exceptions=True):
        if end is not None:
            raise end


async def _run(notebook: "NotebookNode", name: str, folder: Path, some: asyncio.Semaphore) -> None:
    """Run one notebook in a kernel of its own."""
    from nbclient import NotebookClient  # noqa: PLC0415
    from nbclient.exceptions import CellExecutionError  # noqa: PLC0415

    client = NotebookClient(
        notebook,
        timeout=_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,  # one text may arrive in several pieces, which depends on the machine's load
        resources={"metadata": {"path": str(folder)}},
        # Without a history file, and without the kernel's note that it speaks plain TCP on this machine.
        extra_arguments=["--HistoryManager.enabled=False", "--log-level=ERROR"],
    )
    language = notebook.metadata.language_info
    async with some:
        try:
            await client.async_execute()
        except CellExecutionError as error:
            raise NotebookError(f"the notebook {name} stopped: {error.ename}: {error.evalue}") from error
    notebook.metadata.language_info = language
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if output.get("name") == "stderr":
                raise NotebookError(f"the notebook {name} warns: {output.text.strip()}")


def write_notebook(notebook: "NotebookNode", path: Path) -> None:
    """Write a notebook, with line ends that are the same on every machine."""
    import nbformat  # noqa: PLC0415

    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    write_bytes(path, f"{text.rstrip()}\n".encode())
