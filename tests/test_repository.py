"""The files around the library: what is installed, under which licence, and that they agree with one another."""

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import corpus_tools

ROOT = Path(__file__).resolve().parent.parent
RUN, DEV, DOCS, OLDER = (f"requirements{of}.lock" for of in ("", "-dev", "-docs", "-mpl310"))
LOCKS = [RUN, DEV, DOCS, OLDER]
#: The extras that whoever draws figures and runs notebooks gets, and what each lock has besides.
EXTRAS = ("exports", "formats", "networks", "notebooks", "pdf")
MORE = {
    RUN: ("checkout",),
    DEV: ("checkout", "dask", "dev", "remote"),
    DOCS: ("checkout", "docs"),
    OLDER: ("checkout", "dask", "dev", "remote"),
}
# Their names on conda-forge, where these differ.
CONDA_NAMES = {"arabic-reshaper": "arabic_reshaper", "pdfminer-six": "pdfminer.six"}
# Weak copyleft, used unchanged as a library of its own: binds nobody who uses corpus_tools.
WEAK_COPYLEFT = {"python-bidi"}


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def declared(*extras: str) -> dict[str, Requirement]:
    """The requirements of the library and of these extras, by normalized name."""
    lists = [project()["dependencies"], *(project()["optional-dependencies"][extra] for extra in extras)]
    requirements = [Requirement(line) for lines in lists for line in lines]
    return {canonicalize_name(req.name): req for req in requirements if req.name != "corpus-tools"}


def pinned(lock: str) -> Iterator[Requirement]:
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            yield Requirement(line.removesuffix(" \\"))


def conda() -> tuple[dict[str, Requirement], list[str]]:
    """What environment.yml takes from conda-forge and what it takes from pip."""
    lines = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    packages = [Requirement(line) for line in lines if isinstance(line, str)]
    [pip] = [line["pip"] for line in lines if isinstance(line, dict)]
    return {req.name: req for req in packages}, pip


def test_conda_and_pip_users_get_the_same_packages() -> None:
    wanted = declared(*EXTRAS)
    packages, pip = conda()
    assert pip == ["-e ."]
    names = {name: CONDA_NAMES.get(name, name) for name in wanted}
    assert set(packages) - {"python", "pip", "hatchling"} == set(names.values())
    for name, conda_name in names.items():
        assert packages[conda_name].specifier == wanted[name].specifier, name
    assert str(packages["python"].specifier) == project()["requires-python"]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_meets_what_is_declared(lock: str) -> None:
    pins = {canonicalize_name(req.name): req for req in pinned(lock)}
    for name, requirement in declared(*EXTRAS, *MORE[lock]).items():
        [pin] = pins[canonicalize_name(name)].specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version), f"{lock} pins {name} {pin.version}"


@pytest.mark.parametrize("lock", [DEV, DOCS])
def test_one_environment_can_hold_every_lock(lock: str) -> None:
    pins = {req.name: str(req.specifier) for req in pinned(lock)}
    first = {req.name: str(req.specifier) for req in pinned(RUN)}
    assert first.items() <= pins.items()
    others = {req.name: str(req.specifier) for req in pinned(DEV)}
    assert {name: others[name] for name in pins.keys() & others.keys()}.items() <= pins.items()


def test_who_draws_figures_installs_no_tools_of_development() -> None:
    assert not {req.name for req in pinned(RUN)} & {"mypy", "pytest", "ruff", "playwright", "sphinx", "distributed"}


def test_one_lock_is_for_matplotlib_3_10() -> None:
    [matplotlib] = [req for req in pinned(OLDER) if req.name == "matplotlib"]
    assert str(matplotlib.specifier).startswith("==3.10.")


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_names_and_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert not re.findall(r"^--(?!hash)", text, re.MULTILINE)
    entries = re.split(r"^(?=[^\s#])", text, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.fullmatch(r"[^\n]+ \\\n(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+(?: {4}#[^\n]*\n)*", entry), entry


#: Licences that a package has in a file and does not name in its metadata.
LOOKED_UP = {"axe-playwright-python": "MIT; the axe-core inside it: MPL-2.0"}


def licence(name: str) -> str:
    """All that a package says of its licence, but for the full text."""
    if name in LOOKED_UP:
        return LOOKED_UP[name]
    metadata = importlib.metadata.metadata(name)
    said = metadata.get_all("License-Expression", []) + metadata.get_all("License", [])
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License")]
    return "\n".join([*(line.splitlines()[0] for line in said if line), *classifiers])


def installed() -> list[str]:
    """What the tests run with, and what the pages are made with where `make docs` has run."""
    here = {req.name for req in pinned(DEV) if req.marker is None or req.marker.evaluate()}
    assert len(here) > 100
    there = {canonicalize_name(distribution.name) for distribution in importlib.metadata.distributions()}
    return sorted(here | {req.name for req in pinned(DOCS)} & there)


@pytest.mark.parametrize("name", installed())
def test_no_package_is_under_the_gpl(name: str) -> None:
    said = licence(name)
    assert said, f"{name} does not say its licence: look it up, and say so here"
    if re.search(r"(?<!L)(?<!Lesser )GPL|(?<!Lesser )General Public", said):
        assert re.search(r"MPL|Mozilla|MIT|BSD|Apache|LGPL", said), said


def needed(name: str) -> set[str]:
    """The installed packages that one package brings with it, itself included."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        found.add(name)
        requirements = map(Requirement, importlib.metadata.requires(name) or [])
        waiting += [req.name for req in requirements if req.marker is None or req.marker.evaluate({"extra": ""})]
    return found


def test_the_library_stands_on_permissive_licences() -> None:
    permissive = re.compile(
        r"MIT|BSD|Apache|Python Software Foundation|PSF|HPND|Unlicense|ISC|Zope|0BSD", re.IGNORECASE
    )
    weak = re.compile(r"LGPL|Lesser|MPL|Mozilla", re.IGNORECASE)
    packages = sorted(set().union(*map(needed, declared())))
    assert len(packages) >= len(declared())
    others = {name for name in packages if weak.search(licence(name)) and not permissive.search(licence(name))}
    assert others == WEAK_COPYLEFT
    unknown = [name for name in packages if not permissive.search(licence(name)) and name not in others]
    assert not unknown


def test_the_version_is_said_once_in_each_place() -> None:
    version = project()["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert str(citation["version"]) == version
    assert citation["license"] == project()["license"]
    assert re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[1] == version  # type: ignore[index]


@pytest.mark.parametrize("name", ["README.md", "README.ar.md", "CONTRIBUTING.md"])
def test_what_a_page_points_to_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text) + re.findall(r'href="([^"]+)"', text)
    assert targets
    assert not [target for target in targets if "://" not in target and not (ROOT / target).exists()]


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_example_in_the_readme_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    [example] = re.findall(r"^```python\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - the project's own example
    for made in ("corpus", "terms", "lines", "links"):
        assert len(names[made]), made


@pytest.mark.parametrize("name", ["README.md", "README.ar.md", "CHANGELOG.md"])
def test_the_verbs_that_readers_are_told_of_are_public(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    told = re.findall(r"(?:`|>)([a-z]+_[a-z_]+)(?:`|<)", text)
    assert told
    assert set(told) - {"corpus_tools"} <= set(dir(corpus_tools))


def imported(path: Path) -> set[str]:
    """The packages and modules of corpus_tools that a module imports from, at its head or in a function."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    modules = [str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)]
    return {module.split(".")[1] for module in modules if module.startswith("corpus_tools.")}


def test_imports_go_in_the_one_direction_that_contributing_draws() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    listing = re.search(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert listing
    package = ROOT / "src" / "corpus_tools"
    order = [name for line in listing[1].splitlines() for name in line.partition("  ")[0].split()]
    assert sorted(order) == sorted(
        path.stem
        for path in package.iterdir()
        if path.name != "__init__.py" and (path.suffix == ".py" or (path / "__init__.py").exists())
    )
    for place, name in enumerate(order):
        files = [package / f"{name}.py"] if (package / f"{name}.py").exists() else (package / name).rglob("*.py")
        for path in files:
            above = imported(path) - set(order[: place + 1])
            assert not above, (
                f"{path.relative_to(package)} imports from what stands above it: {', '.join(sorted(above))}"
            )


def test_contributing_names_files_and_targets_that_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z0-9-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    named = [name for name in re.findall(r"`([\w/.]+\.(?:py|pyi|yaml|toml|json))`", text) if "NAME" not in name]
    assert len(named) > 10
    assert not [name for name in named if not any((ROOT / at / name).exists() for at in ("", "src/corpus_tools"))]


def test_the_commands_and_targets_in_the_readme_are_known() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z0-9-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for command in re.findall(r"`corpus-tools ([a-z]+)", text):
        done = subprocess.run(  # noqa: S603 - this project's own command
            [sys.executable, "-m", "corpus_tools.cli", command, "--help"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert command in done.stdout


# --- the Makefile on machines that lack something ---


def checkout(folder: Path) -> Path:
    """A checkout with what `make` needs for its set-up, below a folder with a space in its name."""
    here = folder / "my corpora"
    (here / "scripts").mkdir(parents=True)
    for name in ["Makefile", "pyproject.toml", *LOCKS, "scripts/environment.sh", "scripts/jupyter_server_config.py"]:
        shutil.copy(ROOT / name, here / name)
    return here


def make(target: str, *, cwd: Path, pythons: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run make where the only Pythons are these shell scripts."""
    tools = cwd / "tools"
    tools.mkdir(exist_ok=True)
    for tool in ("sh", "touch", "awk", "mkdir", "cp"):
        if not (tools / tool).exists():
            (tools / tool).symlink_to(str(shutil.which(tool)))
    for name, script in pythons.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    return subprocess.run(  # noqa: S603 - make on files of this test
        [str(shutil.which("make")), target],
        cwd=cwd,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )


# Each answers the three questions that scripts/environment.sh asks of a Python.
OLD = 'case "$2" in *version_info\\[*) echo 3.9.2;; *) exit 1;; esac'
BARE = 'case "$2" in *ensurepip*) exit 1;; *%d*) echo 3.11;; *version_info\\[*) echo 3.11.2;; esac'
GOOD = (
    'echo "$@" >> calls; case "$*" in *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python;;'
    " *version_info\\[*) echo 3.12.1;; esac"
)

posix = pytest.mark.skipif(os.name == "nt" or not shutil.which("make"), reason="needs make and a POSIX shell")


@posix
@pytest.mark.parametrize(
    ("pythons", "remedy"),
    [
        ({}, "Python 3.11 or newer is needed (no python3 found); install it"),
        ({"python3": OLD}, "Python 3.11 or newer is needed (python3 is 3.9.2); install it"),
        ({"python3": "exit 127"}, "Python 3.11 or newer is needed (no python3 found); install it"),
        (
            {"python3": BARE},
            "python3 (3.11) has no venv module; install it (Debian, Ubuntu: sudo apt install python3.11-venv)",
        ),
        ({"python3": OLD, "python3.11": BARE}, "python3.11 (3.11) has no venv module"),
    ],
)
@pytest.mark.parametrize("target", ["figures", "test"])
def test_one_clear_line_says_what_to_install(target: str, pythons: dict[str, str], remedy: str, tmp_path: Path) -> None:
    done = make(target, cwd=checkout(tmp_path), pythons=pythons)
    assert done.returncode != 0
    first, *rest = done.stderr.splitlines()
    assert first.startswith("corpus_tools: ")
    assert remedy in first
    assert all(line.startswith("make: ***") for line in rest)


@posix
@pytest.mark.parametrize(
    ("target", "lock", "covered"),
    [(".venv/.ready", RUN, ".venv/.ready"), (".venv/.ready-dev", DEV, ".venv/.ready")],
)
def test_a_fitting_python_is_found_behind_an_old_one_and_set_up_runs_once(
    target: str, lock: str, covered: str, tmp_path: Path
) -> None:
    here = checkout(tmp_path)
    (here / "tools").mkdir()
    (here / "tools" / "cp").symlink_to(str(shutil.which("cp")))
    pythons = {"python3": OLD, "python3.13": GOOD}
    done = make(target, cwd=here, pythons=pythons)
    assert done.returncode == 0, done.stderr
    calls = (here / "calls").read_text()
    assert f"--require-hashes -r {lock}\n" in calls
    assert "--no-deps --no-build-isolation -e ." in calls
    for again in (target, covered):
        assert make(again, cwd=here, pythons=pythons).returncode == 0
        assert (here / "calls").read_text() == calls


@posix
def test_make_alone_lists_its_targets(tmp_path: Path) -> None:
    done = make("help", cwd=checkout(tmp_path), pythons={})
    listed = re.findall(r"^  make (\S+) +\S", done.stdout, re.MULTILINE)
    assert {"figures", "notebooks", "lab", "test", "docs", "lint", "verify", "bench", "lock", "clean"} <= set(listed)
