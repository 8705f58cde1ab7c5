"""Install the libraries that a benchmark compares with, beside the project and not into it."""

import subprocess
import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / ".peers" / str(sys.implementation.cache_tag)

# By the name of the module, the peer itself first, without a version where the project's own environment has it.
# Installed without their dependencies, lest these replace the project's numpy: what that environment lacks is listed
# too, and what a peer asks for without needing it here (CAMeL Tools asks for torch) is not.
_REQUIREMENTS = {
    "sklearn": ("scikit-learn==1.8.0", "joblib==1.5.3", "threadpoolctl==3.6.0"),
    "nltk": ("nltk",),
    "spacy": (
        "spacy==3.8.18",
        "annotated-doc==0.0.7",
        "annotated-types==0.8.0",
        "blis==1.3.4",
        "catalogue==2.0.10",
        "cloudpathlib==0.26.0",
        "confection==1.3.4",
        "cymem==2.0.16",
        "murmurhash==1.0.16",
        "preshed==3.0.15",
        "pydantic==2.14.3",
        "pydantic-core==2.50.4",
        "rich==15.0.0",
        "shellingham==1.5.4",
        "smart-open==9.0.2",
        "spacy-legacy==3.0.12",
        "spacy-loggers==1.0.5",
        "srsly==2.5.6",
        "thinc==8.3.14",
        "typer==0.29.2",
        "typing-inspection==0.4.5",
        "wasabi==1.1.3",
        "weasel==1.0.1",
        "wrapt==2.5.2",
    ),
    "camel_tools": ("camel-tools==1.6.0", "emoji==2.16.0"),
    "dateparser": ("dateparser",),
    "ahocorasick": ("pyahocorasick==2.3.1",),
}

_used: set[str] = set()


class MissingPeerError(Exception):
    """A library to compare with could not be installed or imported; the message says why."""


def load(module: str) -> Any:
    """Import a module of a peer by its full name, after installing the peer where it is missing.

    Raises `MissingPeerError` if it cannot be installed or imported.
    """
    peer, *needed = _REQUIREMENTS[module.split(".", maxsplit=1)[0]]
    _install(one for one in (peer, *needed) if "==" in one)
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    try:
        loaded = import_module(module)
    except Exception as error:  # a peer may fail to import in any way; the others are still measured
        raise MissingPeerError(f"{module} could not be imported: {error}") from error
    _used.add(peer.partition("==")[0])
    return loaded


def make_environment(requirement: str) -> Path:
    """Return the Python of an environment of its own that holds a peer with all that it asks for; make it if need be.

    For a peer whose own dependencies are other versions of what the project uses. Raises `MissingPeerError` if it
    cannot be installed.
    """
    folder = FOLDER.parent / _distribution(requirement)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    made = folder / "installed"
    if not made.exists():
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(folder)],
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise MissingPeerError(f"pip could not install {requirement}: {done.stderr.strip()}")
        made.touch()
    return python


def tell_versions() -> str:
    """Name the peers that were loaded, in the versions that were found first."""
    return "Peers: " + (", ".join(f"{name} {version(name)}" for name in sorted(_used)) or "none") + "."


def _install(requirements: Iterable[str]) -> None:
    """Install what is missing, in these versions, into the folder of the peers."""
    missing = [one for one in requirements if not (FOLDER / f"{_distribution(one)}.dist-info").is_dir()]
    if not missing:
        return
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade"]
    done = subprocess.run([*pip, "--target", str(FOLDER), *missing], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise MissingPeerError(f"pip could not install {', '.join(missing)}")


def _distribution(requirement: str) -> str:
    """Name a distribution as its folder of metadata does."""
    name, _, version = requirement.partition("==")
    return f"{name.replace('-', '_')}-{version}"
