"""Where files lie: a path of this machine, or an address that fsspec opens (s3://bucket/articles, memory://articles)."""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from upath import UPath

# Names of types in quotation marks cannot be joined by |.
Place: TypeAlias = Union[Path, "UPath"]
#: What a caller may write for one.
Anywhere: TypeAlias = Union[str, os.PathLike[str], "UPath"]

#: A letter before the colon would be a drive of Windows.
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_OF_THIS_MACHINE = frozenset(["file", "local"])


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


def without_scheme(path: str) -> str:
    """Return a path of this machine without the ``file://`` before it."""
    scheme = _ADDRESS.match(path)
    return path if scheme is None else path[scheme.end() :]


def written_as(path: Anywhere) -> str:
    """Return a path or an address as files are named by it, with slashes."""
    place = place_of(path)
    return place.as_posix() if isinstance(place, Path) else str(place)


def write_whole(place: Place, content: bytes) -> None:
    """Write a file that is whole or not there at all; its folder is made if need be.

    On this machine it gets its name when it is whole; behind an address, what is written is seen when it is whole.
    """
    try:
        if not isinstance(place, Path):
            place.fs.makedirs(place.parent.path, exist_ok=True)
            place.fs.pipe_file(place.path, content)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.parent / f".partial-{uuid.uuid4().hex}"
        try:
            partial.write_bytes(content)
            partial.replace(place)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    except OSError as error:  # of a full disk, Python does not say where
        raise OSError(error.errno, error.strerror, str(place)) from error


def find_below(folder: Place) -> Iterator[tuple[str, Place]]:
    """Yield the files below a folder in order, each with its path inside it, with slashes; none if it isn't there."""
    if isinstance(folder, Path):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix(), path
        return
    folder.fs.invalidate_cache()  # others write there too
    for found in sorted(folder.fs.find(folder.path)):
        inside = found.removeprefix(folder.path.rstrip("/") + "/")
        yield inside, folder / inside


def match_address(pattern: Place, fixed: Place) -> list[Place]:
    """Return the files and folders that a pattern of addresses matches, in order; `fixed` is what has no pattern."""
    if isinstance(pattern, Path) or isinstance(fixed, Path):
        return []
    before = fixed.path.rstrip("/") + "/"
    return [fixed / found.removeprefix(before) for found in sorted(pattern.fs.glob(pattern.path))]
