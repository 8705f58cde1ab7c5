"""Unpack zip and tar archives of documents without trusting them: names, links and sizes are checked first."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from corpus_tools.reading.limits import DEFAULT_LIMITS, HARMLESS_BYTES, HARMLESS_OFFICE_BYTES, Limits
from corpus_tools.reading.records import UnreadableError

_CHUNK = 2**20
_ZIP_HEADER = 30  # bytes that stand before a member at least
_PACKINGS = (
    (b"\x1f\x8b", (".gz", ".tgz")),
    (b"BZh", (".bz2", ".tbz2", ".tbz")),
    (b"\xfd7zXZ\x00", (".xz", ".txz")),
)
# zipfile raises RuntimeError for methods and versions that it does not know.
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    RuntimeError,
)

_Info = TypeVar("_Info", zipfile.ZipInfo, tarfile.TarInfo)


class _Readable(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes:
        """Read at most `size` bytes."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its bytes, or why it was not unpacked."""

    name: str
    data: bytes = b""
    problem: str | None = None


def is_archive(data: bytes) -> bool:
    """Return whether bytes begin like an archive or a compressed file."""
    return (
        data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"))
        or data[257:262] == b"ustar"
    )


def read_archive(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Member]:
    """Yield the files of a zip or tar archive (also in gzip, bzip2 or xz) in order of name, unpacked in memory only.

    A single compressed file is named after the archive, less its last ending. A member has a problem and no bytes if
    its path leaves the folder, or if it is a link, a device, encrypted, damaged or out of all proportion when unpacked.
    An archive that is itself damaged or out of all proportion raises UnreadableError.
    """
    if data.startswith(b"PK"):
        yield from _read_zip(data, limits)
        return
    unpacked, inner = data, name
    for mark, suffixes in _PACKINGS:
        if data.startswith(mark):
            unpacked = _unpack(data, limits)
            inner = name[: -len(PurePosixPath(name).suffix)] if name.casefold().endswith(suffixes) else name
    if unpacked[257:262] == b"ustar":
        yield from _read_tar(unpacked, limits)
    else:
        yield Member(inner, unpacked)


def _unpack(data: bytes, limits: Limits) -> bytes:
    """Unpack a compressed file within bounds."""
    packed = BytesIO(data)
    try:
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(packed) as stream:
                return _read_within(stream, limits, packed=len(data))
        with bz2.open(packed) if data.startswith(b"BZh") else lzma.open(packed) as stream:
            return _read_within(stream, limits, packed=len(data))
    except _DAMAGE as error:
        raise UnreadableError(f"truncated or damaged archive: {error}; fetch or pack it again") from error


def _read_within(stream: _Readable, limits: Limits, *, packed: int) -> bytes:
    """Read a stream, but stop where it grows beyond the bounds, whatever size it claims."""
    limit = min(limits.bytes, max(HARMLESS_BYTES, packed * limits.ratio))
    chunks, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _out_of_proportion(limits, packed, limit)
        chunks.append(chunk)
    return b"".join(chunks)


def _escapes(name: str) -> bool:
    """Return whether a path leads out of the archive: absolute, with a drive, or upwards."""
    path = name.replace("\\", "/")
    return path.startswith("/") or path[1:2] == ":" or ".." in path.split("/") or "\0" in path


_LINK = "refused member: it is a link; pack the file itself"
_OVERLAPS = "refused member: it stands inside another one, as no program packs it; pack the archive again"
_ESCAPES = "refused member: its path leads out of the archive; pack it again with relative paths"


def refuse_bomb(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse an office file, which is a zip, if its parts unpack out of all proportion; leave damage to its parser."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except _DAMAGE:
        return
    if unpacked > min(limits.bytes, max(HARMLESS_OFFICE_BYTES, len(data) * limits.ratio)):
        said = f"refused file: {len(data):,} bytes unpack to {unpacked:,}, which no document does"
        raise limits.beyond("ratio", said, "save it again from Word or Excel if you trust it")


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; zips of Arabic files often hold UTF-8 names without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def _read_zip(data: bytes, limits: Limits) -> Iterator[Member]:
    """Yield the members of a zip."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _DAMAGE as error:
        raise UnreadableError(f"truncated or damaged archive: {error}; fetch or pack it again") from error
    most = min(limits.bytes, max(HARMLESS_BYTES, len(data) * limits.ratio))
    with archive:
        total = 0
        files = [info for info in archive.infolist() if not info.is_dir()]
        overlapping = _overlapping(files)
        files.sort(key=lambda info: (_zip_name(info), info.header_offset))
        for info in limits.in_time(_first_members(files, limits), "the archive"):
            problem = _OVERLAPS if id(info) in overlapping else None
            member = Member(_zip_name(info), problem=problem) if problem else _read_zip_member(archive, info, limits)
            total += len(member.data)
            if total > most:
                raise _out_of_proportion(limits, len(data), most)
            yield member


def _out_of_proportion(limits: Limits, packed: int, limit: int) -> UnreadableError:
    """Return the error that an archive unpacks to more than a limit."""
    name = "bytes" if limit == limits.bytes else "ratio"
    said = f"refused archive: {packed:,} bytes unpack to more than {limit:,}, which no text does"
    return limits.beyond(name, said, "unpack it by hand if you trust it")


def _first_members(members: Sequence[_Info], limits: Limits) -> Iterator[_Info]:
    """Yield the members of an archive as far as the limit goes."""
    yield from members[: limits.members]
    if len(members) > limits.members:
        said = f"too many members: {len(members):,}, of which only the first {limits.members:,} by their names are read"
        raise limits.beyond("members", said, "pack the rest in another archive")


def _overlapping(members: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Return the ids of the members of a zip that stand inside others, as no program packs them."""
    found, end = set(), 0
    for info in sorted(members, key=lambda info: (info.header_offset, info.compress_size)):
        if info.header_offset < end:
            found.add(id(info))
        end = max(end, info.header_offset + _ZIP_HEADER + info.compress_size)
    return found


def _read_zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Member:
    """Unpack one member of a zip, or say why not."""
    name = _zip_name(info)
    problem = None
    if _escapes(name):
        problem = _ESCAPES
    elif (info.external_attr >> 16) & 0o170000 == 0o120000:
        problem = _LINK
    elif info.flag_bits & 0x1:
        problem = "unreadable member: it is encrypted; unpack the archive with its password"
    if problem:
        return Member(name, problem=problem)
    try:
        with archive.open(info) as stream:
            return Member(name, _read_within(stream, limits, packed=info.compress_size))
    except UnreadableError as error:
        return Member(name, problem=str(error).replace("archive", "member", 1))
    except _DAMAGE as error:
        return Member(name, problem=f"truncated or damaged member: {error}; fetch or pack the archive again")


def _read_tar(data: bytes, limits: Limits) -> Iterator[Member]:
    """Yield the members of a tar."""
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
            files = [info for info in archive.getmembers() if not info.isdir()]
            files.sort(key=lambda info: (info.name, info.offset))
            for info in limits.in_time(_first_members(files, limits), "the archive"):
                yield _read_tar_member(archive, info)
    except _DAMAGE as error:
        raise UnreadableError(f"truncated or damaged archive: {error}; fetch or pack it again") from error


def _read_tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    """Unpack one member of a tar, or say why not."""
    if _escapes(info.name):
        return Member(info.name, problem=_ESCAPES)
    if info.issym() or info.islnk():
        return Member(info.name, problem=_LINK)
    if not info.isreg() or info.issparse():
        return Member(info.name, problem="refused member: it is no ordinary file; take it out")
    stream = archive.extractfile(info)
    content = stream.read(info.size) if stream else b""
    if len(content) < info.size:
        return Member(
            info.name,
            problem=f"truncated member: {len(content):,} of {info.size:,} bytes; fetch or pack the archive again",
        )
    return Member(info.name, content)
