"""Where files lie: a path of this machine, or an address that fsspec opens (s3://bucket/articles, memory://articles)."""

import errno
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Union

if TYPE_CHECKING:
    from upath import UPath

# Names of types in quotation marks cannot be joined by |.
Place: TypeAlias = Union[Path, "UPath"]
#: What a caller may write for one.
Anywhere: TypeAlias = Union[str, os.PathLike[str], "UPath"]

#: How the name of what is being written begins until it is whole.
PARTIAL = ".partial-"
#: A letter before the colon would be a drive of Windows.
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_OF_THIS_MACHINE = frozenset(["file", "local"])
#: What the system calls errors that packages raise without its number.
_NUMBERS = {FileNotFoundError: errno.ENOENT, PermissionError: errno.EACCES, TimeoutError: errno.ETIMEDOUT}


def is_address(path: Anywhere) -> bool:
    """Return whether a path is an address, which the system of this machine doesn't open."""
    scheme = _ADDRESS.match(str(path))
    return scheme is not None and scheme[1].lower() not in _OF_THIS_MACHINE


def place_of(path: Anywhere) -> Place:
    """Return the place that a path or an address names; a ValueError or ImportError says why none can be opened."""
    written = os.fspath(path) if isinstance(path, (str, os.PathLike)) else str(path)
    if not is_address(written):
        return Path(without_scheme(written))
    try:
        from upath import UPath  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ImportError(f"the address {written!r} needs fsspec: pip install 'corpus-tools[remote]'") from error
    try:
        place = UPath(written)
        _ = place.fs  # the package for its kind is imported here
    except (ImportError, ValueError) as error:
        raise ValueError(f"the address {written!r} cannot be opened: {error}") from error
    return place


def given_place(path: Anywhere) -> Place:
    """Return the place that somebody names, who may begin it with ~ for their home."""
    place = place_of(path)
    return from_home(place) if isinstance(place, Path) else place


def from_home(path: Path) -> Path:
    """Return a path that may begin with ~ as the path that it stands for."""
    try:
        return path.expanduser()
    except RuntimeError as error:  # no such user, or no home
        raise FileNotFoundError(f"{str(path)!r} begins with a home that is not known; give the full path") from error


def without_scheme(path: str) -> str:
    """Return a path of this machine without the ``file://`` before it."""
    scheme = _ADDRESS.match(path)
    return path if scheme is None else path[scheme.end() :]


def written_as(path: Anywhere) -> str:
    """Return a path or an address as files are named by it, with slashes."""
    place = place_of(path)
    return place.as_posix() if isinstance(place, Path) else str(place)


def unwrapped(path: Any) -> Any:
    """Return the address of a UPath, which is no path of the system, and anything else as it is."""
    return str(path) if hasattr(path, "fs") and not isinstance(path, os.PathLike) else path


@contextmanager
def telling(place: Place) -> Iterator[None]:
    """Raise what fails at a place as an OSError that says what was wrong, and where.

    Packages for addresses raise errors of their own, for example without credentials, and some that say nothing.
    """
    try:
        yield
    except Exception as error:
        if isinstance(place, Path) and not isinstance(error, OSError):
            raise
        number = getattr(error, "errno", None)
        if not isinstance(number, int):
            number = next((n for kind, n in _NUMBERS.items() if isinstance(error, kind)), errno.EIO)
        why = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
        raise OSError(number, why, str(place)) from error


def has_file(place: Place) -> bool:
    """Return whether there is a file at a place; an OSError says why nobody can tell."""
    if isinstance(place, Path):
        return place.is_file()
    with telling(place):
        try:
            return bool(place.fs.info(place.path)["type"] == "file")
        except (FileNotFoundError, NotADirectoryError):
            return False


def names_in(folder: Place) -> list[str]:
    """Return the names in a folder, none if it isn't there; an OSError says why nobody can tell."""
    if isinstance(folder, Path):
        return [entry.name for entry in folder.iterdir()] if folder.exists() else []
    with telling(folder):
        folder.fs.invalidate_cache()
        try:
            listed = [path.rstrip("/") for path in folder.fs.ls(folder.path, detail=False)]
        except FileNotFoundError:
            return []
    return [path.rpartition("/")[2] for path in listed if path != folder.path.rstrip("/")]


def read_whole(place: Place) -> bytes:
    """Return the content of a file; an OSError says why it cannot be read."""
    with telling(place):
        content: bytes = place.read_bytes()
    return content


def write_whole(place: Place, content: bytes) -> None:
    """Write a file that is whole or not there at all; its folder is made if need be.

    On this machine it gets its name when it is whole; behind an address, what is written is seen when it is whole.
    """
    with telling(place):  # of a full disk, Python does not say where
        if not isinstance(place, Path):
            place.fs.makedirs(place.parent.path, exist_ok=True)
            place.fs.pipe_file(place.path, content)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.parent / f"{PARTIAL}{uuid.uuid4().hex}"
        try:
            partial.write_bytes(content)
            partial.replace(place)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)


def find_below(folder: Place) -> Iterator[tuple[str, Place]]:
    """Yield the files below a folder in order, each with its path inside it, with slashes; none if it isn't there."""
    if isinstance(folder, Path):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path
        return
    with telling(folder):
        folder.fs.invalidate_cache()  # others write there too
        listed = sorted(folder.fs.find(folder.path))
    for found in listed:
        inside = found.removeprefix(folder.path.rstrip("/") + "/")
        yield inside, folder / inside


def match_address(pattern: Place, fixed: Place) -> list[Place]:
    """Return the files and folders that a pattern of addresses matches, in order; `fixed` is what has no pattern."""
    if isinstance(pattern, Path) or isinstance(fixed, Path):
        return []
    before = fixed.path.rstrip("/") + "/"
    with telling(pattern):
        matches = sorted(pattern.fs.glob(pattern.path))
    return [fixed / found.removeprefix(before) for found in matches]
