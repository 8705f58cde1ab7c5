"""The pieces of a large file of JSON lines, each read by itself, so that the file is never in memory at once."""

import hashlib
from typing import BinaryIO, NamedTuple

from corpus_tools.places import telling
from corpus_tools.reading.decoding import decode
from corpus_tools.reading.discovery import FoundFile
from corpus_tools.reading.fields import FieldNames
from corpus_tools.reading.formats.json_records import begins_with_article
from corpus_tools.reading.formats.social_exports import mend_escaped_bytes
from corpus_tools.reading.limits import Limits
from corpus_tools.reading.records import UnreadableError, suffix_of

_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})


class Piece(NamedTuple):
    """A run of whole lines of a file."""

    low: int  # its first byte, and that behind its last
    high: int
    line: int  # its first line, counted from 1
    is_last: bool
    of_file: str  # the sum of all bytes of the file


def cut_lines(found: FoundFile, names: FieldNames, limits: Limits, *, size: int) -> list[tuple[Piece, str]] | None:
    """Return the pieces of a file of JSON lines, of a size or one line more, each with the sum of its bytes.

    None for a file of less than two such pieces, and for any that might be read in another way as a whole: that is no
    sound UTF-8, or does not begin with an article on a line of its own.
    """
    if found.problem or suffix_of(found.name) not in _SUFFIXES:
        return None
    try:
        if not 2 * size < found.path.stat().st_size <= limits.bytes:
            return None
        with telling(found.path), found.path.open("rb") as file:
            return _cut(file, names, size)
    except (OSError, UnreadableError):  # what is wrong is told by who reads it whole
        return None


def _cut(file: BinaryIO, names: FieldNames, size: int) -> list[tuple[Piece, str]] | None:
    """Return the pieces of an open file."""
    whole = hashlib.sha256()
    cut: list[tuple[Piece, str]] = []
    low, line, is_blank = 0, 1, True
    while data := file.read(size):
        data += file.readline()
        text, encoding = decode(data)
        is_lines = bool(cut) or begins_with_article(text, names)
        if not is_lines or encoding != "utf-8" or mend_escaped_bytes(text) != text:
            return None
        whole.update(data)
        piece = Piece(low, low + len(data), line, is_last=False, of_file="")
        cut.append((piece, hashlib.sha256(data).hexdigest()))
        low, line = piece.high, line + data.count(b"\n")
        is_blank = text.isspace()
    if is_blank:  # then a break at the end of the piece above is one at the end of the file
        return None
    cut = [(piece._replace(of_file=whole.hexdigest()), known) for piece, known in cut]
    last, known = cut[-1]
    return [*cut[:-1], (last._replace(is_last=True), known)] if len(cut) > 1 else None


def load_piece(found: FoundFile, piece: Piece, known: str) -> tuple[bytes, str | None]:
    """Return the bytes of a piece and None, or nothing and why it is not what it was when the file was cut."""
    problem = "unreadable file: it was changed while it was read; read it again when it is whole"
    try:
        with telling(found.path), found.path.open("rb") as file:
            file.seek(piece.low)
            data = file.read(piece.high - piece.low)
    except OSError:
        return b"", problem
    return (data, None) if hashlib.sha256(data).hexdigest() == known else (b"", problem)
