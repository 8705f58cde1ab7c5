"""Install the libraries that a benchmark compares with, beside the project and not into it."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / ".peers"


def install(*requirements: str) -> None:
    """Install packages without their dependencies into a folder of the benchmarks, and make them importable.

    Parameters
    ----------
    *requirements : str
        Exact requirements, such as ``"scikit-learn==1.8.0"``.
    """
    missing = [r for r in requirements if not list(FOLDER.glob(f"{r.split('==')[0].replace('-', '_')}-*.dist-info"))]
    if missing:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "--target", str(FOLDER), *missing], check=True)
    sys.path.append(str(FOLDER))
