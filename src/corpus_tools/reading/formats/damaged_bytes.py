"""Read UTF-8 records of which a few bytes are damaged, so that a bad byte costs one record and not the file."""

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tools.reading.fields import as_text
from corpus_tools.reading.records import LineNumbers, Record, UnreadableError

# A byte that is no UTF-8 decodes to half of a character, which no text in UTF-8 has.
_BYTE = re.compile("[\udc80-\udcff]")
# In its place stands its number among the damaged bytes, between two such halves.
_MARK = re.compile("\udc80([0-9]+)\udc81")


class Damaged(NamedTuple):
    """A text with damaged bytes."""

    text: str  # each damaged byte is a mark
    places: list[str]  # what and where each is


def decode_in_spite_of_damage(data: bytes, error: UnreadableError) -> Damaged | None:
    """Return the text of a file with its damaged bytes marked; None if these are not why it cannot be decoded."""
    cause = error.__cause__
    if not isinstance(cause, UnicodeDecodeError) or not cause.encoding.startswith("utf-8"):
        return None
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    found = list(_BYTE.finditer(text))
    lines = LineNumbers(text)
    places = [f"byte 0x{ord(one[0]) - 0xDC00:02x} on line {lines.at(one.start())}" for one in found]
    numbers = iter(range(len(found)))
    return Damaged(_BYTE.sub(lambda _: f"\udc80{next(numbers)}\udc81", text), places)


def mark_damaged(records: Sequence[Record], damaged: Damaged) -> list[Record] | None:
    """Return records, of which those with a damaged byte have a problem; None if the names of the fields have one."""
    if any(_MARK.search(str(name)) for record in records for name in record.fields):
        return None
    return [_marked(record, damaged) for record in records]


def _marked(record: Record, damaged: Damaged) -> Record:
    """Return a record, or its problem if one of its bytes is damaged."""
    found = next(filter(None, (_MARK.search(as_text(value)) for value in record.fields.values())), None)
    if found is None:
        return record
    problem = f"damaged record: {damaged.places[int(found[1])]} is no UTF-8; repair the character and save as UTF-8"
    return Record(where=record.where, problem=problem)
