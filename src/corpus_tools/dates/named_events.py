"""Events that news counts time from («العام السابع من الحرب»): their table, and the match of their names."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from corpus_tools.calendars.arithmetic import DAY, days_from_civil, is_date, unit_interval
from corpus_tools.entry_files import Node, read_entries, refuse
from corpus_tools.proclitics import peelings
from corpus_tools.script import fold
from corpus_tools.tables import require_columns

_FIELDS = frozenset(["id", "names", "short_names", "near", "start", "end", "source"])
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_Moment: TypeAlias = tuple[int, int, str]  # first moment, first moment after, precision
COLUMNS = ["event", "names", "short_names", "near", "start", "start_precision", "end", "source"]


class Event(NamedTuple):
    """An event of the table, in seconds from 1970-01-01."""

    id: str
    start: int  # the interval in which it began
    start_end: int
    precision: str  # of its beginning: day, month, year
    end: int | None  # the first moment after it, None while open or unknown


class EventPoint(NamedTuple):
    """A time counted from an event."""

    event: Event | None  # None when it is in no table
    how: str  # start «بداية الحرب», end «نهاية الحرب», ordinal «العام السابع من الحرب», offset «بعد عامين من الحرب»
    number: float = 0  # the ordinal, or the signed count of units
    unit: str = ""


def load_events(path: str | PathLike[str] | None = None, *, extend: bool = False) -> pd.DataFrame:
    """Read and check a table of events that time is counted from.

    Parameters
    ----------
    path : path, optional
        A YAML file: a list of entries with `id`, `names`, `start` and optionally `short_names`, `near`, `end` and
        `source`. `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD, or `event:ID` for the start of another entry.
        None for the table that ships, on the Syrian war. In YAML the entries may also stand under `events:`, beside
        `extends: default`.
    extend : bool
        Whether to add the entries to those that ship, as `extends: default` in the file does; an entry with the id of
        one that ships replaces it.

    Returns
    -------
    DataFrame
        event (str), names, short_names, near (tuple of str; a short name holds in a text with a word of `near`),
        start, end (datetime64[s]; end NaT where open), start_precision (day, month, year), source (str).

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is malformed, an entry lacks a field or has a date that cannot be, or entries refer to each
        other in a circle; the message gives file and line.

    Examples
    --------
    >>> events = load_events().set_index("event")
    >>> str(events.loc["syrian_war", "start"].date())
    '2011-03-15'
    """
    with resources.as_file(resources.files("corpus_tools") / "data" / "events.yaml") as shipped:
        where = shipped if path is None else Path(path)
        own = read_entries(where, under="events")
        nodes = own.onto(read_entries(shipped, under="events").nodes) if own.extends or extend else own.nodes
    return _tabulate(where, nodes)


def _tabulate(path: Path, nodes: Sequence[Node]) -> pd.DataFrame:
    """Check the entries of a file and return their table."""
    entries: dict[str, dict[str, Node]] = {}
    lines: dict[str, int] = {}
    for entry in nodes:
        if not isinstance(entry.value, dict):
            refuse(path, entry.line, "an event is a mapping that begins with `- id:`")
        if (name := _check_entry(path, entry.value, entry.line)) in entries:
            refuse(path, entry.line, f"the id {name!r} stands also on line {lines[name]}")
        entries[name], lines[name] = entry.value, entry.line
    rows = []
    resolved: dict[str, _Moment] = {}
    for name, fields in entries.items():
        start, after, precision = _resolve(path, entries, fields["start"], resolved, of=name)
        over = "end" in fields and fields["end"].value is not None
        end = _resolve(path, entries, fields["end"], resolved)[1] if over else None
        if end is not None and end < after:
            refuse(path, fields["end"].line, f"the event {name!r} ends before it starts")
        lists = [tuple(_texts(path, fields[key])) if key in fields else () for key in ("names", "short_names", "near")]
        source = fields["source"].value if "source" in fields else ""
        rows.append((name, *lists, start, precision, end, source))
    table = pd.DataFrame(rows, columns=COLUMNS)
    times = {name: pd.to_datetime(table[name], unit="s").astype("datetime64[s]") for name in ("start", "end")}
    return table.assign(**times)


def _check_entry(path: Path, fields: dict[str, Node], line: int) -> str:
    """Check that an entry has what it needs, and return its id."""
    if unknown := sorted(set(fields) - _FIELDS):
        refuse(path, line, f"unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    for key in ("id", "names", "start"):
        if key not in fields or fields[key].value in (None, [], ""):
            refuse(path, line, f"the event lacks `{key}`")
    name = fields["id"].value
    if not isinstance(name, str):
        refuse(path, line, "`id` must be one word")
    if "short_names" in fields and "near" not in fields:
        refuse(path, line, f"{name!r} has short_names, and needs `near` to tell where they hold")
    return name


def _texts(path: Path, node: Node) -> Iterator[str]:
    """Yield the texts of a list."""
    if not isinstance(node.value, list):
        refuse(path, node.line, "a list is needed here, such as [الحرب السورية]")
    for item in node.value:
        if not isinstance(item.value, str) or not item.value.strip():
            refuse(path, item.line, "a name is needed here")
        yield item.value


def _resolve(
    path: Path, entries: dict[str, dict[str, Node]], node: Node, resolved: dict[str, _Moment], *, of: str | None = None
) -> _Moment:
    """Parse a date of the file, or return the start of the event that it refers to; note the start of each on the way.

    `of` is the event whose start the date is.
    """
    led_here = dict.fromkeys([] if of is None else [of])
    while isinstance(node.value, str) and node.value.startswith("event:"):
        other = node.value.removeprefix("event:").strip()
        if other in led_here:
            refuse(path, node.line, f"events refer to each other in a circle: {' -> '.join([*led_here, other])}")
        if other not in entries:
            refuse(path, node.line, f"there is no event {other!r} to refer to")
        led_here[other] = None
        if other in resolved:
            moment = resolved[other]
            break
        node = entries[other]["start"]
    else:
        moment = _parse(path, node)
    resolved.update(dict.fromkeys(led_here, moment))
    return moment


def _parse(path: Path, node: Node) -> _Moment:
    """Parse a date of the file: first moment, first moment after, precision."""
    match = _DATE.fullmatch(node.value.strip()) if isinstance(node.value, str) else None
    year, month, day = (int(part) if part else None for part in (match.groups() if match else (None, None, None)))
    if not year or not is_date(year, month or 1, day or 1):
        refuse(path, node.line, f"{node.value!r} is no date; write YYYY, YYYY-MM, YYYY-MM-DD or event:ID")
    unit = "year" if month is None else "month" if day is None else "day"
    interval = unit_interval(days_from_civil(year, month or 1, day or 1), unit)
    return interval.earliest, interval.latest, interval.precision


class EventName(NamedTuple):
    """A name of an event: the words after the first, the event, and the words of its country that must stand near."""

    rest: tuple[str, ...]
    event: Event
    near: frozenset[str]


class EventNames:
    """The names of a table of events (see `load_events`), looked up by their first word."""

    def __init__(self, events: pd.DataFrame) -> None:
        require_columns(events, ["event", "names", "start"], name="events")
        self.heads: dict[str, list[EventName]] = {}
        for row in events.to_dict("records"):
            event = _event_of(row)
            near = frozenset(map(fold, row.get("near") or ()))
            for names, needed in ((row["names"], frozenset[str]()), (row.get("short_names") or (), near)):
                for first, *rest in filter(None, (fold(name).split() for name in names)):
                    self.heads.setdefault(first, []).append(EventName(tuple(rest), event, needed))
        for alike in self.heads.values():
            alike.sort(key=lambda name: -len(name.rest))

    def matches(self, words: Sequence[str]) -> Iterator[tuple[int, EventName]]:
        """Yield the names at the beginning of folded words, the longest first, and how many words each has.

        The first word may carry proclitics.
        """
        for text in first_forms(words[0]) if words else ():
            for name in self.heads.get(text, ()):
                end = 1 + len(name.rest)
                if tuple(words[1:end]) == name.rest:
                    yield end, name


def first_forms(folded: str) -> list[str]:
    """List the forms of a word without its proclitics, the article kept."""
    return [peeled.text for peeled in peelings(folded)]


def _event_of(row: Mapping[Hashable, Any]) -> Event:
    """Build the event of a row of the table."""
    if pd.isna(row["start"]):
        raise ValueError(f"the event {row['event']!r} has no start; give it one, or leave it out")
    precision = row.get("start_precision")
    start = unit_interval(_days(row["start"]), precision if precision in ("month", "year") else "day")
    over = None if pd.isna(row.get("end")) else _days(row["end"]) * DAY
    return Event(str(row["event"]), *start[:3], over)


def _days(moment: Any) -> int:
    """Return the days from 1970-01-01 to the day of a timestamp."""
    stamp = pd.Timestamp(moment)
    return days_from_civil(stamp.year, stamp.month, stamp.day)
