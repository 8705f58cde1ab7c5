"""Read chats that WhatsApp exports as text, from both systems of phones, in Arabic or Latin script and digits."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

from corpus_tools.data_files import load_table
from corpus_tools.reading.records import Record
from corpus_tools.script import fold

# Marks of direction and of embedding, which WhatsApp sets around dates, names and what it inserts itself.
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DAY = r"(?P<a>\d{1,4})(?P<sign>[/.\-])(?P<b>\d{1,2})(?P=sign)(?P<c>\d{4}|\d{1,2})"
_TIME = r"(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)[\s\u202f]*(?P<half>ص|م|[ap]\.?\s?m\.?|(?:صباح|مساء)\w*)?"
# «[20/5/2017, 10:15:30 ص] سمر: …» of an iPhone, «20/5/2017, 10:15 - سمر: …» of Android.
_HEAD = re.compile(
    rf"(?:\[{_DAY}[,،]?(?: à| às)?\s+{_TIME}\]\s?|{_DAY.replace('P<', 'P<_').replace('P=', 'P=_')}[,،]?(?: à| às)?\s+"
    rf"{_TIME.replace('P<', 'P<_')}\s+[-–]\s)(?P<rest>.*)",
    re.IGNORECASE,
)
_HEAD_LINES, _LOOKED_AT = 3, 4000
# A name, or a number of a phone, and what it says; the name of a group of news may have a colon, a time has no space.
_SAID = re.compile(r"(?P<author>[^:\n]{1,100}?): (?P<text>.*)", re.DOTALL)
_NAME_OF_FILE = re.compile(
    r"_chat|(?:WhatsApp Chat (?:with|-)|(?:دردشة|محادثة) واتساب (?:مع|-))\s+(?P<name>.+)", re.IGNORECASE
)


class _Message(NamedTuple):
    """A message as the file has it."""

    line: int
    parts: tuple[int, int, int]  # the figures of the day, in the order of the file
    time: str
    text: str


def is_whatsapp(text: str, name: str) -> bool:
    """Return whether a text is a chat of WhatsApp: it begins with a time as phones write it, and not once only."""
    lines = text[:_LOOKED_AT].split("\n")
    if not any(map(_may_begin, lines[:_HEAD_LINES])):
        return False
    heads = sum(_may_begin(line) and _HEAD.match(_plain(line)) is not None for line in lines)
    return heads > (not _NAME_OF_FILE.match(PurePath(name).stem))


def _plain(line: str) -> str:
    """Return a line without marks of direction, with Western digits."""
    return _MARKS.sub("", line).translate(_DIGITS)


_DIGITS = {start + digit: str(digit) for start in (0x660, 0x6F0) for digit in range(10)}


def read_whatsapp(text: str, name: str) -> list[Record]:
    """Read the messages of a chat; notices of the program and messages with nothing but a file are left out.

    The order of day and month is that in which the messages follow one another in time; where both orders do, it stays
    open, as other dates do.
    """
    found = _NAME_OF_FILE.match(PurePath(name).stem)
    messages = list(_messages(text))
    order = _order([message.parts for message in messages])
    return [_record(message, order, found["name"] if found else None) for message in messages]


def _messages(text: str) -> Iterator[_Message]:
    """Yield messages with the lines that belong to them."""
    begun: _Message | None = None
    lines: list[str] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        head = _HEAD.match(_plain(line)) if _may_begin(line) else None
        if head is None:
            lines.append(line)
            continue
        if begun is not None:
            yield begun._replace(text="\n".join([begun.text, *lines]))
        elif any(map(str.strip, lines)):
            yield _Message(1, (0, 0, 0), "", "\n".join(lines))
        groups = {key.lstrip("_"): value for key, value in head.groupdict().items() if value is not None}
        day = (int(groups["a"]), int(groups["b"]), int(groups["c"]))
        half = f" {groups['half']}" if "half" in groups else ""
        # The text keeps its own digits and marks.
        begun, lines = _Message(number, day, groups["time"].replace(".", ":") + half, _rest(line)), []
    if begun is not None:
        yield begun._replace(text="\n".join([begun.text, *lines]))


def _may_begin(line: str) -> bool:
    """Return whether a line may be the first of a message, which is quick to see."""
    first = line.lstrip("\u200e\u200f\u202a\u202b\ufeff")[:1]
    return first == "[" or first.isdigit()


def _rest(line: str) -> str:
    """Return a first line from behind its time on, as it is written."""
    opening = line.lstrip("\u200e\u200f\u202a\u202b\ufeff")[:1]
    return line.partition("]")[2].removeprefix(" ") if opening == "[" else re.split(r"\s[-–]\s", line, maxsplit=1)[1]


def _order(days: Sequence[tuple[int, int, int]]) -> str | None:
    """Return the one order of year, month and day (dmy, mdy, ymd) in which days run forward, or None."""
    days = [day for day in days if any(day)]
    if days and days[0][0] > 31:
        return "ymd"
    forward = [order for order in ("dmy", "mdy") if _runs_forward([_date(day, order) for day in days])]
    return forward[0] if len(forward) == 1 else None


def _runs_forward(days: Sequence[datetime | None]) -> bool:
    """Return whether days follow one another, each on the calendar."""
    known = [day for day in days if day is not None]
    return len(known) == len(days) and all(a <= b for a, b in pairwise(known))


def _date(figures: tuple[int, int, int], order: str) -> datetime | None:
    """Return a day in an order, or None if the calendar has none; a year of two figures is of this century."""
    of = dict(zip(order, figures, strict=True))
    try:
        return datetime(of["y"] + (2000 if of["y"] < 100 else 0), of["m"], of["d"])  # noqa: DTZ001 - the phone's clock
    except ValueError:
        return None


def _record(message: _Message, order: str | None, chat: str | None) -> Record:
    """Return the record of a message."""
    where = f"line {message.line}"
    if not any(message.parts):
        problem = f"malformed chat: what stands before the first message, from {where} on, has no time; delete it"
        return Record(where=where, problem=problem)
    said = _SAID.match(_MARKS.sub("", message.text[:120]))
    if said is None or _is_notice(said["text"]):
        return Record(left_out="notices of the chat")
    author = said["author"].strip()
    # What the marks of direction cost is at the head of the text only.
    text = message.text[message.text.index(":") + 1 :].strip(" \t\r\n\u200e\u200f\u202a\u202c")
    text = _edited().sub("", text)
    if not text or _is_placeholder(text):
        return Record(left_out="messages with nothing but a file")
    day = _date(message.parts, order) if order else None
    a, b, c = message.parts
    written = f"{day:%Y-%m-%d}" if day else f"{a:02}/{b:02}/{c + (2000 if c < 100 else 0)}"
    return Record({"author": author, "text": text, "date": f"{written} {message.time}", "source": chat}, where=where)


def _is_notice(text: str) -> bool:
    """Return whether a message is one of the program, which an iPhone writes as if the chat said it."""
    return fold(_MARKS.sub("", text)).casefold().lstrip().startswith(_notices())


@cache
def _notices() -> tuple[str, ...]:
    """Return how notices of the program begin, folded."""
    return tuple(fold(words).casefold() for words in load_table("whatsapp")["notices"])


def _is_placeholder(text: str) -> bool:
    """Return whether a message stands for a picture or a file, or for one that was deleted."""
    line = fold(_MARKS.sub("", text)).casefold().strip().strip("<>.")
    return "\n" not in line and (line in _placeholders() or re.search(_attached(), line) is not None)


@cache
def _placeholders() -> frozenset[str]:
    """Return what stands for a file, folded."""
    return frozenset(fold(words).casefold() for words in load_table("whatsapp")["placeholders"])


@cache
def _edited() -> re.Pattern[str]:
    """Return the pattern of what stands behind a message that was edited."""
    words = "|".join(map(re.escape, load_table("whatsapp")["edited"]))
    return re.compile(rf"[\s\u200e\u200f]*<(?:{words})>\Z")


@cache
def _attached() -> str:
    """Return the pattern of a line that names an attached file and says nothing else."""
    words = "|".join(re.escape(fold(word).casefold()) for word in load_table("whatsapp")["attached"])
    return rf"\A\S+\.\w{{2,5}} \((?:{words})\)\Z|\A(?:{words})\s*:\s*\S+\.\w{{2,5}}\Z"
