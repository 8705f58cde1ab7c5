"""What IPython does before the first cell of a page: go to a folder of its own, and run commands in one piece."""

import os
import shutil
import subprocess
import tempfile

from IPython.core.magic import register_cell_magic


@register_cell_magic
def sh(_: str, cell: str) -> None:
    """Run commands and print what they print; IPython's own breaks it into pieces, in the middle of words."""
    done = subprocess.run(["sh", "-ec", cell], capture_output=True, text=True, check=False)  # noqa: S603, S607
    print(done.stdout + done.stderr, end="")
    done.check_returncode()


def enter_folder() -> None:
    """Make a folder with the invented articles and the one that ships, and go there."""
    workspace = os.environ["DOCS_WORKSPACE"]
    folder = tempfile.mkdtemp(prefix="page-", dir=workspace)
    os.chdir(shutil.copytree(f"{workspace}/articles", folder, dirs_exist_ok=True))


enter_folder()
