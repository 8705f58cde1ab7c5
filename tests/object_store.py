"""Objects as clouds keep them, in a folder: what is written is there whole, and nothing is moved or locked."""

import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]
from fsspec.spec import AbstractFileSystem  # type: ignore[import-untyped]
from upath import UPath
from upath.registry import register_implementation


class ObjectStore(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """Objects behind addresses such as ``objects:///tmp/bucket/news/1.txt``, which several processes see."""

    protocol = "objects"
    root_marker = "/"

    def ls(self, path: str, detail: bool = True, **_: Any) -> list[Any]:
        folder = Path(self._strip_protocol(path))
        if not folder.exists():
            raise FileNotFoundError(path)
        listed = [self.info(str(one)) for one in ([folder] if folder.is_file() else sorted(folder.iterdir()))]
        return listed if detail else [one["name"] for one in listed]

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        found = Path(self._strip_protocol(path))
        if not found.exists():
            raise FileNotFoundError(path)
        return {
            "name": str(found),
            "size": found.stat().st_size if found.is_file() else 0,
            "type": "file" if found.is_file() else "directory",
        }

    def makedirs(self, path: str, exist_ok: bool = False) -> None:
        """Do nothing: an object needs no folder."""

    def mkdir(self, path: str, create_parents: bool = True, **_: Any) -> None:
        """Do nothing, as above."""

    def pipe_file(self, path: str, value: bytes, **_: Any) -> None:
        found = Path(self._strip_protocol(path))
        found.parent.mkdir(parents=True, exist_ok=True)
        partial = found.parent.parent / f"{uuid.uuid4().hex}.unseen"
        partial.write_bytes(value)
        partial.replace(found)

    def _open(self, path: str, mode: str = "rb", **_: Any) -> Any:
        if mode != "rb":
            raise NotImplementedError("objects are written whole")
        return BytesIO(Path(self._strip_protocol(path)).read_bytes())

    def rm_file(self, path: str) -> None:
        Path(self._strip_protocol(path)).unlink()

    _rm = rm_file

    def cp_file(self, path1: str, path2: str, **_: Any) -> None:
        raise NotImplementedError("nothing is copied or moved")


class ObjectPath(UPath):
    """The path of an object."""

    __slots__ = ()


def register() -> None:
    """Let fsspec know of it in this process."""
    register_implementation("objects", ObjectPath, clobber=True)
    fsspec.register_implementation("objects", ObjectStore, clobber=True)
