"""Verify figures: compare each file of a folder with its passport, which is not trusted either."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from corpus_tools.figures.passport import MOST_PASSPORT_BYTES, PICTURES, passport_bytes, passport_seal
from corpus_tools.figures.passport_schema import first_wrong, is_meant_as_passport
from corpus_tools.tables import text_column

_CHUNK = 2**20
#: Bytes of the largest file that is summed.
_MOST_BYTES = 2**33
_AGAIN = "write the figure again"
_NOT_PLAIN = "a link, a folder, a pipe or a device, which is not read; put the file itself there"


class _UnsoundError(Exception):
    """A passport or a file that does not pass; the message says why."""


def verify_figures(folder: str | Path) -> pd.DataFrame:
    r"""Compare the figures of a folder, and the tables beside them, with their passports.

    A change of a passport is noticed as well: each picture holds its sum. Only plain files of the folder itself are
    read, whatever a passport names. What this cannot show is that all files of a figure were made anew together.

    Parameters
    ----------
    folder : str or path
        Where `save_figure` wrote.

    Returns
    -------
    DataFrame
        One row for each difference: figure, file, problem; empty if there is none. Its `attrs` hold the names of the
        figures by the sum of the corpus that they are of (``corpora``).

    Raises
    ------
    FileNotFoundError
        If there is no such folder.
    ValueError
        If it holds no passport.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> from matplotlib.figure import Figure
    >>> from corpus_tools.figures.passport import save_figure
    >>> folder = Path(mkdtemp())
    >>> files = save_figure(Figure(), folder / "terms", data=pd.DataFrame({"n": [1]}), formats=["png"])
    >>> verify_figures(folder).empty
    True
    >>> _ = files[1].write_text("n\n2\n")
    >>> verify_figures(folder)["file"].tolist()
    ['terms.csv']
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(
            f"{folder}: no such folder; figures are written by save_figure or `corpus-tools figures`"
        )
    passports, found = _read_passports(folder)
    if not passports and not found:
        raise ValueError(f"{folder}: no figure in it has a passport; write figures there with `corpus-tools figures`")
    named = {name for passport in passports.values() for name in passport["files"]}
    for path, passport in passports.items():
        found.extend(_differences(path, passport))
    drawn = {*PICTURES, ".csv", ".parquet"}
    found.extend(
        (path.stem, path.name, f"no passport names it; delete it, or {_AGAIN}")
        for path in sorted(folder.iterdir())
        if path.suffix in drawn and path.name not in named
    )
    columns = zip(*found, strict=True) if found else ((), (), ())
    table = pd.DataFrame(dict(zip(["figure", "file", "problem"], map(text_column, map(list, columns)), strict=True)))
    table.attrs["corpora"] = _by_corpus(passports)
    return table


def corpora_of(folder: str | Path) -> dict[str, list[str]]:
    """Return the figures of a folder by the sum of the corpus that their passports name, those without one left out."""
    return _by_corpus(_read_passports(Path(folder))[0])


def _by_corpus(passports: Mapping[Path, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the names of figures by the sum of the corpus that their passports name."""
    found: dict[str, list[str]] = {}
    for path, passport in passports.items():
        if passport["corpus"] is not None:
            found.setdefault(passport["corpus"]["sha256"], []).append(path.stem)
    return found


def _read_passports(folder: Path) -> tuple[dict[Path, dict[str, Any]], list[tuple[str, str, str]]]:
    """Return the passports of a folder by their files; and figure, file and problem of those that are not sound."""
    passports: dict[Path, dict[str, Any]] = {}
    unsound = []
    for path in sorted(folder.glob("*.json")):
        try:
            passport = _read_passport(path)
        except _UnsoundError as error:
            unsound.append((path.stem, path.name, str(error)))
            continue
        if passport is not None:
            passports[path] = passport
    return passports, unsound


def _differences(path: Path, passport: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield figure, file and problem of each file that differs from what its passport says, and of the passport."""
    seal, sealed = passport_seal(passport), True
    for name, expected in passport["files"].items():
        try:
            has_seal = _check_file(path.parent / name, expected, seal)
        except _UnsoundError as error:
            yield path.stem, name, str(error)
        else:
            sealed &= has_seal or not name.endswith(PICTURES)
    if not sealed:
        problem = f"changed, or of an older version: its pictures hold the sum of another passport; {_AGAIN}"
        yield path.stem, path.name, problem


def _open_plain(path: Path) -> BinaryIO | None:
    """Open a plain file; None for what is none: a link, a folder, a pipe, a device."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    # The file may be another by now: no link is followed, no pipe is waited for, and what was opened is looked at.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    return None


def _read_passport(path: Path) -> dict[str, Any] | None:
    """Return a passport; None for a JSON file that is none; raise _UnsoundError if it cannot be believed."""
    try:
        opened = _open_plain(path)
        if opened is None:
            raise _UnsoundError(f"no plain file: {_NOT_PLAIN}")
        with opened as file:
            content = file.read(MOST_PASSPORT_BYTES + 1)
    except OSError as error:
        raise _UnsoundError(f"cannot be read ({error.strerror}); {_AGAIN}") from error
    if len(content) > MOST_PASSPORT_BYTES:
        raise _UnsoundError(f"larger than any passport ({MOST_PASSPORT_BYTES:,} bytes); {_AGAIN}, or take it out")
    try:
        passport: Any = json.loads(content.decode())
    except ValueError as error:
        raise _UnsoundError(f"cannot be read as JSON ({error}); {_AGAIN}") from error
    except RecursionError as error:
        raise _UnsoundError(f"cannot be read as JSON (nested too deeply); {_AGAIN}") from error
    if not is_meant_as_passport(passport):
        return None
    if wrong := first_wrong(passport, path.stem):
        raise _UnsoundError(f"no passport of save_figure: {wrong}; {_AGAIN}")
    if content != passport_bytes(passport):
        raise _UnsoundError(f"changed: it is not written as save_figure writes; {_AGAIN}")
    return passport


def _check_file(path: Path, expected: Mapping[str, Any], seal: str) -> bool:
    """Return whether a file holds a seal; raise _UnsoundError if it differs from its fingerprint in the passport."""
    try:
        opened = _open_plain(path)
        if opened is None:
            raise _UnsoundError(f"no plain file: {_NOT_PLAIN}")
        with opened as file:
            size = os.fstat(file.fileno()).st_size
            if size != expected["bytes"]:
                raise _UnsoundError(f"changed: it is {size:,} bytes, its passport says {expected['bytes']:,}")
            if size > _MOST_BYTES:
                raise _UnsoundError(f"too large to verify: {size:,} bytes, more than {_MOST_BYTES:,}")
            sum_of_file, has_seal = _sum(file, seal.encode())
    except FileNotFoundError as error:
        raise _UnsoundError(f"missing; {_AGAIN}") from error
    except OSError as error:
        raise _UnsoundError(f"cannot be read ({error.strerror}); {_AGAIN}") from error
    if sum_of_file != expected["sha256"]:
        sums = f"its SHA-256 is {sum_of_file[:12]}…, its passport says {expected['sha256'][:12]}…"
        raise _UnsoundError(f"changed: {sums}")
    return has_seal


def _sum(file: BinaryIO, seal: bytes) -> tuple[str, bool]:
    """Return the SHA-256 sum of a file, and whether it holds a seal, a piece at a time."""
    digest, end, has_seal = hashlib.sha256(), b"", False
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        has_seal = has_seal or seal in end + chunk
        end = chunk[-len(seal) :]
    return digest.hexdigest(), has_seal
