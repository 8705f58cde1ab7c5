"""What a table of a store depends on in this package: a digest of the code and the data that make it."""

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_DATA = _PACKAGE / "data"
_IMPORT = re.compile(r"^\s*from corpus_tools\.?([\w.]*) import (\([^)]*\)|.*)$", re.MULTILINE)
_NAME = re.compile(r"\w+")
_STRING = re.compile(r"\"([\w.]+)\"|'([\w.]+)'")
_LONG_STRING = r'"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
_LONG_STRINGS = re.compile(f"({_LONG_STRING})", re.DOTALL)
_COMMENT = re.compile(r"""\A((?:[^"'#]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*?) *#.*\Z""")
_DOCSTRING = re.compile(rf"(\A\s*|:\n *)r?{_LONG_STRING}(?=\n|\Z)", re.DOTALL)


@cache
def rules_of(*modules: str) -> str:
    """Return a digest of modules of this package, of all that they import from it, and of the data that these name.

    Of the code counts what it does, not its comments and docstrings. A file of data counts where its name, or that
    without its ending, stands in one of the modules as a string.
    """
    files = sorted(_closure(modules))
    named = {path.name: path for path in _DATA.iterdir() if path.is_file()}
    by_stem = {path.stem: path for path in sorted(named.values())}
    strings = {string for path in files for string in _strings_of(path)}
    data = {found for string in strings for found in (named.get(string), by_stem.get(string)) if found is not None}
    hashed = blake2b(digest_size=8)
    for path in [*files, *sorted(data)]:
        content = _read(path) if path in data else _code_of(path).encode()
        hashed.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + content + b"\0")
    return hashed.hexdigest()


def rules_of_all() -> str:
    """Return a digest of all code of this package and of the data that it names."""
    modules = (path.relative_to(_PACKAGE).with_suffix("").parts for path in sorted(_PACKAGE.rglob("*.py")))
    return rules_of(*(".".join(parts) for parts in modules))


def _closure(modules: tuple[str, ...]) -> set[Path]:
    """Return the files of modules and of all that they import from this package."""
    found: set[Path] = set()
    waiting = [_file_of(module) for module in modules]
    while waiting:
        path = waiting.pop()
        if path is None or path in found:
            continue
        found.add(path)
        waiting += _imports_of(path)
    return found


@cache
def _imports_of(path: Path) -> list[Path | None]:
    """Return the files of this package that a module imports, at its head or in a function."""
    found: list[Path | None] = []
    for module, names in _IMPORT.findall(_code_of(path)):
        inside = [_file_of(f"{module}.{name}" if module else name) for name in _NAME.findall(names)]
        found += [_file_of(module), *inside]
    return found


@cache
def _strings_of(path: Path) -> frozenset[str]:
    """Return the strings in a module that may name a file."""
    return frozenset(one or other for one, other in _STRING.findall(_code_of(path)))


@cache
def _file_of(module: str) -> Path | None:
    """Return the file of a module, named without the package; None if there is none."""
    place = _PACKAGE.joinpath(*module.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


@cache
def _code_of(path: Path) -> str:
    """Return the code of a module; `...` stands for a docstring."""
    return without_asides(_read(path).decode())


def without_asides(code: str) -> str:
    """Return Python code without comments and empty lines, and with `...` for each docstring."""
    pieces = _LONG_STRINGS.split(code)
    pieces[::2] = map(_without_comments, pieces[::2])
    return _DOCSTRING.sub(r"\1...", "".join(pieces))


def _without_comments(code: str) -> str:
    """Return code that has no long strings without comments and empty lines."""
    first, *lines = [_COMMENT.sub(r"\1", line) if "#" in line else line for line in code.split("\n")]
    # What stands before or behind a long string is no line of its own.
    return "\n".join([first, *filter(str.strip, lines[:-1]), *lines[-1:]])


@cache
def _read(path: Path) -> bytes:
    """Return the content of a file of this package."""
    return path.read_bytes()
