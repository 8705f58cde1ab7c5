"""The records of files as they stand there, kept so that a file is parsed again only when its bytes have changed.

Files are kept by blocks; a large file of JSON lines comes in pieces, each in a block of its own. A block ends behind a
file whose path and size say so, so that the same files make the same blocks whatever stood in the folder before.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.places import Place
from corpus_tools.reading.discovery import FoundFile, LeftOut, load_bytes
from corpus_tools.reading.documents import DocumentRow, without_halves
from corpus_tools.reading.fields import FieldNames, as_text
from corpus_tools.reading.limits import Limits
from corpus_tools.reading.metadata import Metadata
from corpus_tools.reading.pieces import Piece, cut_lines, load_piece
from corpus_tools.reading.read import NamesSeen, parse_file, parse_piece
from corpus_tools.store.assembly import Files, Tables, assemble, write_assembled
from corpus_tools.store.failures import OF_MACHINE, describe_failure, mark_failing
from corpus_tools.store.tables import digest, read_table

RECORDS, ASIDE = "records", "aside"
#: Bytes of a block, on average; and how many times as many one may have.
_BLOCK_BYTES, _MOST = 1 << 20, 4
_WRITTEN = ("path", "name", "member", "where", "format", "encoding", "sha256", "problem")
#: Fields as JSON. Most records have nothing in those that are read only, which is there once.
_READ_ONLY = ("others", "notes")
_JSON = ("known", *_READ_ONLY)
_NOTHING: Mapping[str, Any] = {}
#: Fields of which many records have the same, which then is there once for all blocks.
_SHARED = frozenset(["published", "source", "author", "category"])
#: What stands beside documents: what is left out, a name of a field, a table of metadata inside an archive.
_LEFT_OUT, _NAME, _METADATA = "left out", "name", "metadata"


class SourceFile(NamedTuple):
    """A file of a corpus or a piece of one, and the sum of its bytes or why it cannot be read."""

    found: FoundFile
    state: str
    piece: Piece | None = None

    @property
    def is_first(self) -> bool:
        """Whether its file begins with it."""
        return self.piece is None or not self.piece.low

    def unit(self, reading: str) -> bytes:
        """Return the key of its records; `reading` says how files are read."""
        return digest(reading, self.found.written, self.found.name, self.state, *(self.piece or ()))

    def load(self, limits: Limits) -> tuple[bytes, str | None]:
        """Return its content and None, or nothing and why it cannot be read."""
        return load_bytes(self.found, limits) if self.piece is None else load_piece(self.found, self.piece, self.state)


class BlockTask(NamedTuple):
    """A block of files to be read."""

    folder: Place
    sources: list[SourceFile]
    reading: str
    fields: Mapping[str, str | Sequence[str]] | None
    limits: Limits
    whole: Place | None  # the corpus, if it is one path
    known: list[Files]


class Block(NamedTuple):
    """The records of a block of files: where they are, and how many files were parsed."""

    files: dict[str, Place]
    sources: list[SourceFile]
    parsed: int


class LookTask(NamedTuple):
    """Files that are to be looked at."""

    files: list[FoundFile]
    fields: Mapping[str, str | Sequence[str]] | None
    limits: Limits


def look_at(task: LookTask) -> list[tuple[SourceFile, int]]:
    """Return files, or their pieces, each with the sum of its bytes, and its size."""
    names = FieldNames(task.fields)
    return [one for found in task.files for one in _look_at(found, names, task.limits)]


def _look_at(found: FoundFile, names: FieldNames, limits: Limits) -> list[tuple[SourceFile, int]]:
    """Return a file, or its pieces, each with the sum of its bytes, and its size."""
    pieces = cut_lines(found, names, limits, size=_BLOCK_BYTES)
    if pieces is not None:
        return [(SourceFile(found, known, piece), piece.high - piece.low) for piece, known in pieces]
    data, problem = load_bytes(found, limits)
    return [(SourceFile(found, problem or hashlib.sha256(data).hexdigest()), len(data))]


def cut_blocks(files: Iterable[tuple[SourceFile, int]]) -> Iterator[list[SourceFile]]:
    """Yield the files of each block."""
    block: list[SourceFile] = []
    held = 0
    for file, size in files:
        block.append(file)
        held += size
        if ends_block(digest(file.found.name), size, _BLOCK_BYTES) or held > _MOST * _BLOCK_BYTES:
            yield block
            block, held = [], 0
    if block:
        yield block


def ends_block(key: bytes, size: int, usual: int) -> bool:
    """Return whether a block ends behind something of a size; larger things end one more often."""
    return int.from_bytes(key[:4], "little") * usual < (size + 1) << 32


def read_block(task: BlockTask) -> Block:
    """Read the files of a block, as far as nobody has read them yet, and write their records."""
    names = FieldNames(task.fields)
    contents = [source.load(task.limits) for source in task.sources]
    sources = [
        source._replace(state=problem or hashlib.sha256(data).hexdigest())
        for source, (data, problem) in zip(task.sources, contents, strict=True)
    ]
    units = [source.unit(task.reading) for source in sources]
    failing: dict[int, str] = {}
    parsed: list[SourceFile] = []

    def parse(numbers: list[int]) -> Tables:
        rows: list[tuple[int, DocumentRow]] = []
        aside: list[tuple[int, str, str, str]] = []
        for place, number in enumerate(numbers):
            found, _, piece = sources[number]
            parsed.append(sources[number])
            try:
                if piece is None:
                    told = parse_file(found, *contents[number], names, task.limits, named=found.path == task.whole)
                else:
                    told = parse_piece(found, *contents[number], names, task.limits, piece=piece)
                outcomes = list(told)
            except OF_MACHINE:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the other files are sound
                failing[number] = describe_failure(error)
                outcomes = [DocumentRow(found.written, found.name, problem=failing[number])]
            for outcome in outcomes:
                if isinstance(outcome, DocumentRow):
                    rows.append((place, outcome))
                elif isinstance(outcome, LeftOut):
                    aside.append((place, _LEFT_OUT, *outcome))
                elif isinstance(outcome, NamesSeen):
                    aside += [(place, _NAME, found.written, name) for name in outcome.names]
                else:
                    aside.append((place, _METADATA, found.written, ""))
        return {RECORDS: _to_table(rows), ASIDE: _tabulate_aside(aside)}

    tables, _ = assemble(units, task.known, parse)
    files = write_assembled(task.folder, mark_failing(units, failing), tables)
    return Block(files, sources, sum(source.is_first for source in parsed))


def rows_of_block(path: Place, shared: dict[str, str]) -> list[DocumentRow]:
    """Return the records of a block without their texts: the empty string stands for one.

    What many records share is taken from `shared`, or put there.
    """
    table = read_table(path, [*_WRITTEN, *_JSON, "has_text"])
    once: dict[str, str] = {}  # most paths, sums and names stand in many records
    columns: list[list[Any]] = [
        [once.setdefault(value, value) if isinstance(value, str) else None for value in table[name].tolist()]
        for name in _WRITTEN
    ]
    take = partial(_from_json, once, shared)
    columns.append([json.loads(value, object_pairs_hook=take) for value in table["known"].tolist()])
    for name in _READ_ONLY:
        said = table[name].tolist()
        columns.append([_NOTHING if value == "{}" else json.loads(value, object_pairs_hook=take) for value in said])
    names = (*_WRITTEN, *_JSON)
    return [
        DocumentRow(**dict(zip(names, values, strict=True)), text="" if has_text else None)
        for *values, has_text in zip(*columns, table["has_text"].tolist(), strict=True)
    ]


class Aside(NamedTuple):
    """What the files of a block hold beside documents."""

    left_out: list[LeftOut]
    names: list[str]  # of the fields of their records
    with_metadata: list[str]  # the archives that have a table of metadata

    @classmethod
    def of(cls, files: Files) -> "Aside":
        """Read what a block holds."""
        table = read_table(files[ASIDE])
        rows = list(zip(*(table[name].tolist() for name in ("kind", "path", "said")), strict=True))
        return cls(
            [LeftOut(path, said) for kind, path, said in rows if kind == _LEFT_OUT],
            [said for kind, _, said in rows if kind == _NAME],
            [path for kind, path, _ in rows if kind == _METADATA],
        )


def metadata_in(found: FoundFile, fields: Any, limits: Limits, whole: Place | None) -> list[Metadata]:
    """Return the tables of metadata in a file."""
    data, problem = load_bytes(found, limits)
    outcomes = parse_file(found, data, problem, FieldNames(fields), limits, named=found.path == whole)
    return [outcome for outcome in outcomes if isinstance(outcome, Metadata)]


def tabulate_sources(sources: Sequence[SourceFile]) -> pd.DataFrame:
    """Return the files of a corpus as a table: path, name, and the sum of the bytes or why they cannot be read."""
    sources = [
        source if source.piece is None else source._replace(state=source.piece.of_file)
        for source in sources
        if source.is_first
    ]
    columns = {
        "path": [source.found.written for source in sources],
        "name": [source.found.name for source in sources],
        "state": [source.state for source in sources],
    }
    return pd.DataFrame({name: _texts(values) for name, values in columns.items()})


def _to_table(rows: Sequence[tuple[int, DocumentRow]]) -> pd.DataFrame:
    """Return records as a table; the fields of each are JSON."""
    texts = without_halves([row.text for _, row in rows])
    columns: dict[str, Any] = {"unit": np.array([place for place, _ in rows], np.int32)}
    columns |= {name: _texts([getattr(row, name) for _, row in rows]) for name in _WRITTEN}
    for name in _JSON:
        columns[name] = pd.Series([_to_json(getattr(row, name)) for _, row in rows], dtype="str")
    columns["has_text"] = np.array([text is not None for text in texts], np.bool_)
    columns["length"] = np.array([len(text or "") for text in texts], np.int64)
    columns["text_key"] = pd.Series([digest(text).hex() for text in texts], dtype="str")
    columns["text"] = _texts(texts)
    return pd.DataFrame(columns)


def _tabulate_aside(aside: Sequence[tuple[int, str, str, str]]) -> pd.DataFrame:
    """Return what files hold beside documents as a table."""
    columns = dict(zip(("unit", "kind", "path", "said"), zip(*aside, strict=True), strict=True)) if aside else {}
    table = {name: _texts(columns.get(name, ())) for name in ("kind", "path", "said")}
    return pd.DataFrame({"unit": np.array(columns.get("unit", ()), np.int32), **table})


def _texts(values: Sequence[str | None]) -> "pd.Series[str]":
    """Return a column of texts, with U+FFFD for each half of a character."""
    return pd.Series(list(without_halves(values)), dtype="str")


def _to_json(values: Mapping[str, Any]) -> str:
    """Return fields as JSON, without the body of the text, which stands in the text."""
    return json.dumps({name: value for name, value in values.items() if name != "text"}, default=_plain)


def _plain(value: Any) -> Any:
    """Return a value that JSON does not know as one that it knows."""
    if isinstance(value, datetime):
        return {"$time": value.isoformat(), "$pandas": isinstance(value, pd.Timestamp)}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    if isinstance(value, np.generic):
        return value.item()
    return as_text(value)


def _from_json(once: dict[str, str], shared: dict[str, str], pairs: list[tuple[str, Any]]) -> Any:
    """Return a value as it was before it became JSON; strings that are held already are taken from there."""
    value = {
        once.setdefault(name, name): (shared if name in _SHARED else once).setdefault(said, said)
        if isinstance(said, str)
        else said
        for name, said in pairs
    }
    if "$day" in value:
        return date.fromisoformat(value["$day"])
    if "$time" in value:
        return pd.Timestamp(value["$time"]) if value["$pandas"] else datetime.fromisoformat(value["$time"])
    return value
