"""Where the code of the pages runs: each in a folder of its own, with the invented articles and the one that ships.

A page finds the folders `my-articles` and `seeds` there, and the command `corpus-tools`.
"""

import os
import shutil
import sys
from pathlib import Path

import invented

ROOT = Path(__file__).resolve().parent.parent


def prepare(folder: Path) -> None:
    """Write what pages need, and let the kernels that Sphinx starts begin there."""
    folder = folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    articles, profile = folder / "articles", folder / "ipython" / "profile_default" / "startup"
    invented.write(articles / "my-articles")
    shutil.copytree(ROOT / "seeds", articles / "seeds")
    profile.mkdir(parents=True)
    # Without the kernel's note that it speaks plain TCP on this machine, and without a file of what was run.
    settings = "c = get_config()\nc.Application.log_level = 'ERROR'\nc.HistoryManager.enabled = False\n"
    (profile.parent / "ipython_kernel_config.py").write_text(settings)
    shutil.copy(ROOT / "docs" / "kernel_startup.py", profile)
    os.environ |= {
        "DOCS_WORKSPACE": str(folder),
        "PYTHONPATH": str(Path(__file__).parent),
        "IPYTHONDIR": str(folder / "ipython"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        # Commands answer alike whatever the locale of the machine.
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
