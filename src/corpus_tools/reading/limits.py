"""How much a file may hold before reading stops and says so: each limit once, by name.

The limits of `Limits` can be raised, since a sound file may pass them; those below it only bound how long is searched.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from corpus_tools.reading.records import Record, UnreadableError

#: Bytes below which no ratio does harm; a short text that repeats one line has a high ratio.
HARMLESS_BYTES = 2**18
#: The same for office files and e-books: the markup of an empty sheet packs better than any text.
HARMLESS_OFFICE_BYTES = 2**25
#: Objects around the articles of a JSON file.
MAX_JSON_DEPTH = 6
#: JSON objects that are tried after a break, so that a file that is broken throughout takes bounded time.
MAX_JSON_TRIES = 1000
#: How many times over a broken JSON file is read in vain.
MAX_JSON_PASSES = 20
#: How many times over an ill-formed XML file is read, with one name after the other as that of its articles.
MAX_XML_TRIES = 20
#: Names of fields that a message lists.
MAX_NAMES_LISTED = 40
#: Rows of a table above its header that may be a heading or comments.
MAX_LINES_ABOVE_HEADER = 20
#: Rows of a workbook: Excel has no more.
MAX_SHEET_ROWS = 2**20

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may hold; beyond that it, or the part of it that is too much, has a problem and is not read."""

    bytes: int = 2**30  # of a file or an archive, packed or not
    page_bytes: int = 2**25  # of a web page; no article comes near
    characters: int = 2**26  # of an article, which is worked on at once; a long book has a fiftieth
    ratio: int = 100  # to how many times its size a file unpacks; text packs to a tenth or a twentieth
    members: int = 100_000  # of an archive
    columns: int = 500  # of a table, fields of a record, and fields beside ours of a whole corpus
    depth: int = 200  # elements, objects or groups inside one another; word processors write a dozen
    pages: int = 2_000  # of a PDF, of which each takes tenths of a second
    seconds: int = 600  # that the pages, rows or members of one file may take

    def beyond(self, name: str, said: str, remedy: str) -> UnreadableError:
        """Return the error that a file passes a limit: what is wrong, what to do, and how to raise the limit."""
        return UnreadableError(f"{said}; {remedy}, or raise {name} ({getattr(self, name):,}) with {how_to_raise(name)}")

    def in_time(self, items: Iterable[Item], what: str) -> Iterator[Item]:
        """Yield what a file holds as long as there is time."""
        end = time.monotonic() + self.seconds
        for item in items:
            if time.monotonic() > end:
                said = f"too slow: {what} takes more than {self.seconds:,} seconds, and the rest of it is not read"
                raise self.beyond("seconds", said, "split it")
            yield item

    def read_in_time(self, records: Iterable[Record], what: str) -> list[Record]:
        """Return the records of a file as far as there is time, and one that says so if there is not."""
        read: list[Record] = []
        try:
            read.extend(self.in_time(records, what))
        except UnreadableError as error:
            read.append(Record(problem=str(error)))
        return read


DEFAULT_LIMITS = Limits()


def limits_of(given: Mapping[str, int] | None) -> Limits:
    """Return the limits with those that a caller sets; an unknown name or no number from 1 on raises ValueError."""
    known = [field.name for field in fields(Limits)]
    for name, value in (given or {}).items():
        if name not in known:
            raise ValueError(f"limits={name!r} is no limit; the limits are {', '.join(known)}")
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ValueError(f"the limit {name} is {value!r}; it must be a whole number from 1 on")
    return Limits(**(given or {}))


def how_to_raise(name: str) -> str:
    """Return how a caller raises a limit, in Python and on the command line."""
    return f'limits={{"{name}": …}} (--limits {name}=…)'
