"""What a parser hands over: records as they stand in a file, or the reason why there are none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class UnreadableError(Exception):
    """A file or a record that gives no text; the message says what, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as its file gives it.

    Parameters
    ----------
    fields : mapping of str to object
        What the record says, by the names that the file uses.
    where : str, optional
        Where the record begins: a line, a row, a sheet.
    text : str, optional
        The whole text, where the file is the article and nothing else; otherwise it is made of title and body.
    problem : str, optional
        Why the record could not be read.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    where: str | None = None
    text: str | None = None
    problem: str | None = None


def line_at(text: str, offset: int) -> int:
    """Count the line, from 1, on which an offset lies."""
    return text.count("\n", 0, offset) + 1
