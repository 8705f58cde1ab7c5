"""Find the files that make up a corpus, and load their bytes."""

import glob
import os
import posixpath
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple, TypeAlias

from corpus_tools.places import (
    Anywhere,
    Place,
    find_below,
    from_home,
    given_place,
    has_file,
    is_address,
    match_address,
    place_of,
    read_whole,
    telling,
    unwrapped,
    without_scheme,
    written_as,
)
from corpus_tools.reading.limits import Limits

PathLike: TypeAlias = str | os.PathLike[str]

#: The table of what is known about the documents beside it.
METADATA = "metadata.csv"
#: The file by which a folder is known for the store of a corpus, which is not made of articles.
STORE_MANIFEST = "corpus-store.json"
# Files that describe the corpus.
_ABOUT = frozenset(
    (
        "readme", "license", "licence", "copying", "notice", "changelog", "changes", "citation", "authors",
        "contributors",
    )
)  # fmt: skip
_ABOUT_SUFFIXES = frozenset({"", ".txt", ".md", ".rst", ".html", ".pdf", ".cff", ".bib", ".docx"})
_SYSTEM = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


class FoundFile(NamedTuple):
    """A file of a corpus."""

    written: str  # its path with slashes, beginning as the caller wrote it
    name: str  # the path inside the corpus, with slashes
    problem: str | None = None  # why it cannot be opened at all

    @property
    def path(self) -> Place:
        """The path as such; to make one for each of a million files takes a while."""
        return place_of(self.written)


class LeftOut(NamedTuple):
    """A file that is no document, and why."""

    path: str
    why: str


class CorpusFiles(NamedTuple):
    """The files of a corpus: documents, metadata, and what is left out."""

    documents: list[FoundFile]
    metadata: list[FoundFile]
    left_out: list[LeftOut]


def why_left_out(path: PurePath | str) -> str | None:
    """Return why a file in a corpus folder is no document, or None if it is one."""
    path = path if isinstance(path, str) else path.as_posix()
    parts = path.split("/")
    if path.startswith(".") or "/." in path or not _SYSTEM.isdisjoint(parts):
        return "hidden"
    if parts[-1].startswith("~$"):
        return "a lock of an office program"
    name = parts[-1].casefold()
    if name.partition(".")[0] not in _ABOUT:
        return None
    stem, suffix = posixpath.splitext(name)
    return "about the corpus" if stem in _ABOUT and suffix in _ABOUT_SUFFIXES else None


def find_files(path: PathLike | Iterable[PathLike]) -> CorpusFiles:
    """Find the files of a corpus behind a file, a folder with its subfolders, a pattern, or several of these.

    Each file comes once, in the order given and sorted by name within a folder or pattern. A path that does not exist,
    a pattern without match and a corpus without documents raise FileNotFoundError.
    """
    if hasattr(path, "columns") or hasattr(path, "texts"):
        raise TypeError(
            f"a {type(path).__name__} is no path: read_corpus reads files; a table with the columns doc_id, text and"
            " published becomes a corpus with corpus_tools.Corpus(table), and every verb takes it as it is"
        )
    path = unwrapped(path)
    given = [path] if isinstance(path, (str, os.PathLike)) else _listed(path)
    documents: dict[str, FoundFile] = {}
    metadata: dict[str, FoundFile] = {}
    left_out: dict[str, LeftOut] = {}
    for one in given:
        if is_store(one):
            what = "is the store of a corpus, and no folder of articles; use open_corpus"
            raise ValueError(f"{str(place_of(one))!r} {what}")
        named = written_as(one)
        for found in _expand_address(one) if is_address(one) else _expand(without_scheme(os.fspath(one))):
            key = found.written
            why = why_left_out(found.name)
            if key.rpartition("/")[2].casefold() == METADATA:
                metadata.setdefault(key, found)
            elif why is None or named == key:  # a file that is named outright is a document
                documents.setdefault(key, found)
            else:
                left_out.setdefault(key, LeftOut(key, why))
    if not documents:
        listed = ", ".join(repr(os.fspath(one)) for one in given) or "an empty list"
        only = f", only {', '.join([*metadata, *left_out][:5])}" if metadata or left_out else ""
        raise FileNotFoundError(f"nothing to read in {listed}: there is no document{only}; name a folder of articles")
    # The metadata.csv beside a document counts, even if only the document was named.
    for folder in dict.fromkeys(map(posixpath.dirname, documents)):
        beside = place_of(folder) / METADATA
        if _may_be_file(beside):
            metadata.setdefault(written_as(beside), FoundFile(written_as(beside), beside.name))
    return CorpusFiles(list(documents.values()), list(metadata.values()), list(left_out.values()))


def _listed(path: object) -> list[PathLike]:
    """Return the paths of a collection; raise TypeError if it is none."""
    if not isinstance(path, Iterable) or isinstance(path, (bytes, bytearray)):
        raise TypeError(f"path must be a path, a pattern or a list of these, not {type(path).__name__}")
    paths = [unwrapped(one) for one in path]
    for one in paths:
        if not isinstance(one, (str, os.PathLike)):
            raise TypeError(f"path holds {type(one).__name__} {one!r}; every entry must be a path")
    return paths


def _expand(path: str) -> Iterator[FoundFile]:
    """Yield the files behind one path or pattern."""
    if not path:
        raise FileNotFoundError("an empty path names nothing; give a file or a folder, or . for this one")
    start = from_home(Path(path))
    if os.path.lexists(start):
        yield from _list_from(start, start if _is_folder(start) else start.parent)
        return
    folder = start
    while folder.name == "**":  # which is everything below
        folder = folder.parent
    if folder != start and not glob.has_magic(str(folder)):
        if folder in (Path(), Path(folder.anchor)):
            raise FileNotFoundError(f"{path!r} names everything there is; give a folder, or . for this one")
        yield from _expand(str(folder))
        return
    if not glob.has_magic(path):
        raise FileNotFoundError(f"there is no file or folder {path!r}; look for a typing error, or give the full path")
    # `**` follows links, again and again where they make a circle: keep the shortest path to a file.
    matches: dict[str, str] = {}
    for match in sorted(glob.glob(str(start), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
        matches.setdefault(os.path.realpath(match), match)
    if not matches:
        raise FileNotFoundError(f"no file matches the pattern {path!r}; try it with ls")
    fixed = next(folder for folder in start.parents if not glob.has_magic(str(folder)))
    walked: set[Path] = set()
    for found in map(Path, matches.values()):
        if walked.isdisjoint(found.parents):  # what lies below a folder came with it
            yield from _list_from(found, fixed)
            walked |= {found} if _is_folder(found) else set()


def _expand_address(address: PathLike) -> Iterator[FoundFile]:
    """Yield the files behind an address or a pattern of addresses."""
    place = fixed = place_of(address)
    if not glob.has_magic(str(place)) or place.exists():
        yield from _list_address(place, place if place.is_dir() else place.parent)
        return
    while glob.has_magic(str(fixed)):
        fixed = fixed.parent
    matches = match_address(place, fixed)
    if not matches:
        raise FileNotFoundError(f"no file matches the pattern {str(place)!r}")
    for found in matches:
        yield from _list_address(found, fixed)


def _list_address(place: Place, root: Place) -> Iterator[FoundFile]:
    """Yield a file behind an address, or those of a folder, sorted as they are on a disk; what is in a store is not."""
    before = written_as(root)
    before += "" if before.endswith("/") else "/"  # an address of a bucket ends with one
    if has_file(place):
        yield FoundFile(written_as(place), written_as(place).removeprefix(before))
        return
    files = sorted((inside.split("/"), written_as(path)) for inside, path in find_below(place))
    if not files:
        raise FileNotFoundError(f"there is no file or folder {written_as(place)!r}; look for a typing error")
    stores = {tuple(parts[:-1]) for parts, _ in files if parts[-1] == STORE_MANIFEST}
    for parts, written in files:
        if not any(tuple(parts[:depth]) in stores for depth in range(len(parts))):
            yield FoundFile(written, written.removeprefix(before))


def _list_from(path: Path, root: Path) -> Iterator[FoundFile]:
    """Yield a file, or the files of a folder."""
    if _is_folder(path):
        yield from _walk(path, root, frozenset())
    else:
        yield FoundFile(path.as_posix(), path.relative_to(root).as_posix(), _why_unopenable(path))


def _walk(folder: Path, root: Path, above: frozenset[tuple[int, int]]) -> Iterator[FoundFile]:
    """Yield the files under a folder, sorted, through links but in no circle; a hidden folder counts as one file."""
    problem = None
    try:
        state = folder.stat()
        here = (state.st_dev, state.st_ino)
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
        if here in above:
            problem = "unreadable folder: a link leads back to a folder above it; take the link out"
    except OSError as error:
        problem = _explain(error, "folder")
    if problem:
        yield FoundFile(folder.as_posix(), folder.relative_to(root).as_posix(), problem)
        return
    before, inside = (_before_name(path.as_posix()) for path in (folder, folder.relative_to(root)))
    for entry in entries:
        is_folder = _is_folder(entry)
        if is_folder and is_store(entry):
            continue  # it is made of the corpus, and may lie within it
        if is_folder and why_left_out(entry.name) is None:
            yield from _walk(folder / entry.name, root, above | {here})
        else:
            is_plain = is_folder or entry.is_file(follow_symlinks=False)
            problem = None if is_plain else _why_unopenable(folder / entry.name)
            yield FoundFile(before + entry.name, inside + entry.name, problem)


def _before_name(folder: str) -> str:
    """Return what stands before the name of a file in its path."""
    return "" if folder == "." else folder if folder.endswith("/") else f"{folder}/"


def is_store(path: Anywhere) -> bool:
    """Return whether a folder is the store of a corpus; False where the system forbids the look."""
    return _may_be_file(given_place(path) / STORE_MANIFEST)


def _may_be_file(place: Place) -> bool:
    """Return whether there is a file; False where the system, or a bucket that shows no lists, forbids the look."""
    try:
        return has_file(place)
    except OSError as error:
        if not isinstance(place, Path) and not isinstance(error, PermissionError):
            raise
        return False


def _is_folder(path: Path | os.DirEntry[str]) -> bool:
    """Return whether a path is a folder; False where the system forbids the look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _explain(error: OSError, what: str) -> str:
    """Return why the system does not let a file or folder be read, and what to do."""
    if isinstance(error, PermissionError):
        return f"unreadable {what}: permission denied; give yourself the right to read it"
    if isinstance(error, FileNotFoundError):
        return f"unreadable {what}: it is gone, or a link to nothing; mend or remove it"
    return f"unreadable {what}: {error.strerror or error}; copy it to another place and try again"


def _why_unopenable(path: Path) -> str | None:
    """Return why a path cannot be opened (a broken link, a circle of links, a pipe, a device), or None."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _explain(error, "file")
    return None if stat.S_ISREG(mode) else "unreadable file: it is a pipe or a device; take it out of the folder"


def load_bytes(found: FoundFile, limits: Limits) -> tuple[bytes, str | None]:
    """Return the content of a file and None, or nothing and why it cannot be read."""
    if found.problem:
        return b"", found.problem
    if is_address(found.written):
        return _load_address(found.path, limits)
    # A file object asks the system for more than is needed, which costs as much as to read a short file.
    try:
        opened = os.open(found.written, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            size = os.fstat(opened).st_size
            if size > limits.bytes:
                return b"", _too_large(size, limits)
            return _read_whole(opened, size), None
        finally:
            os.close(opened)
    except OSError as error:
        return b"", _explain(error, "file")


def _load_address(place: Place, limits: Limits) -> tuple[bytes, str | None]:
    """Return the content behind an address and None, or nothing and why it cannot be read."""
    try:
        with telling(place):
            size = place.stat().st_size
        return (b"", _too_large(size, limits)) if size > limits.bytes else (read_whole(place), None)
    except OSError as error:
        return b"", _explain(error, "file")


def _too_large(size: int, limits: Limits) -> str:
    """Return that a file has more bytes than are read."""
    return str(limits.beyond("bytes", f"too large: {size:,} bytes", "split the file"))


def _read_whole(opened: int, size: int) -> bytes:
    """Return what an open file holds, which may have grown or shrunk since its size was asked for."""
    pieces = [os.read(opened, size + 1)]
    while len(pieces[-1]) and (len(pieces) > 1 or len(pieces[0]) != size):
        pieces.append(os.read(opened, 2**20))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
