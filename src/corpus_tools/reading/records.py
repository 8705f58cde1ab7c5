"""What a parser returns: records as they stand in a file, or the reason why there are none."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


class UnreadableError(Exception):
    """A file or a record that has no readable text; the message says what is wrong, where, and what to do."""


@dataclass(slots=True)  # a frozen one takes three times as long to make
class Record:
    """One article as its file has it."""

    fields: Mapping[str, Any] = field(default_factory=dict)  # by the names that the file uses
    where: str | None = None  # where the record begins: a line, a row, a sheet
    text: str | None = None  # the whole text, if the file is one article; otherwise title and body make it
    problem: str | None = None  # why the record could not be read
    left_out: str | None = None  # what it is instead of an article, in the plural: it is counted and has no row
    notes: Mapping[str, str] = field(default_factory=dict)  # by our field: where its value comes from


def missing_package(what: str, package: str, *, extra: str = "formats") -> UnreadableError:
    """Return the error that a format needs a package, with the command that installs it."""
    return UnreadableError(f'missing package: {what} needs {package}; run pip install "corpus-tools[{extra}]"')


@lru_cache(maxsize=16)
def suffix_of(name: str) -> str:
    """Return the ending of a file's name, with its dot, in small letters."""
    return posixpath.splitext(name)[1].casefold()


class LineNumbers:
    """The lines of a text by offsets in it; it counts on from the offset before, so that many cost no more than one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset, self._line, self._start = 0, 1, 0

    def at(self, offset: int) -> int:
        """Return the line, from 1, on which an offset lies."""
        return self.place(offset)[0]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line on which an offset lies and its column, both from 1."""
        forward = offset >= self._offset
        n = self._text.count("\n", *sorted((self._offset, offset)))
        if n:
            self._line += n if forward else -n
            self._start = self._text.rfind("\n", self._offset if forward else 0, offset) + 1
        self._offset = offset
        return self._line, offset - self._start + 1
