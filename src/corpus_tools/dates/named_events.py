"""Events that news counts time from («العام السابع من الحرب»): a table of them, and where their names stand."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pandas as pd

from corpus_tools.calendars.arithmetic import (
    DAY,
    day_interval,
    days_from_civil,
    is_date,
    month_interval,
    years_interval,
)
from corpus_tools.entry_files import Node, read_entries
from corpus_tools.proclitics import has_article, peelings
from corpus_tools.script import fold
from corpus_tools.tables import require_columns

_FIELDS = frozenset(["id", "names", "short_names", "near", "start", "end", "source"])
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
COLUMNS = ["event", "names", "short_names", "near", "start", "start_precision", "end", "source"]


class Event(NamedTuple):
    """An event in its place.

    Attributes
    ----------
    id : str
        Its id in the table.
    start, start_end : int
        The interval of its beginning, in seconds from 1970-01-01.
    precision : str
        How exactly the beginning is known: day, month, year.
    end : int or None
        When it was over, None if it is not or that is not known.
    """

    id: str
    start: int
    start_end: int
    precision: str
    end: int | None


class EventPoint(NamedTuple):
    """A time counted from an event.

    Attributes
    ----------
    event : Event or None
        None when the event is in no table.
    how : {"start", "end", "ordinal", "offset"}
        «بداية الحرب», «نهاية الحرب», «العام السابع من الحرب», «بعد عامين من الحرب».
    number : float
        The ordinal, or the signed count of units.
    unit : str
        The unit that is counted, or the empty string.
    """

    event: Event | None
    how: str
    number: float = 0
    unit: str = ""


def load_events(path: str | PathLike[str] | None = None) -> pd.DataFrame:
    """Read and check a table of events that time is counted from.

    Parameters
    ----------
    path : path, optional
        A YAML file: a list of entries with `id`, `names`, `start` and optionally `short_names`, `near`, `end` and
        `source`. `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD, or `event:ID` for the start of another entry.
        None for the table that ships, on the Syrian war.

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
    if path is None:
        with resources.as_file(resources.files("corpus_tools") / "data" / "events.yaml") as shipped:
            return _tabulate(shipped)
    return _tabulate(Path(path))


def _tabulate(path: Path) -> pd.DataFrame:
    """Check the entries of a file and put them in a table."""
    entries: dict[str, dict[str, Node]] = {}
    lines: dict[str, int] = {}
    for entry in read_entries(path):
        if not isinstance(entry.value, dict):
            _refuse(path, entry.line, "an event is a mapping that begins with `- id:`")
        name = _check_entry(path, entry.value, entry.line)
        if name in entries:
            raise ValueError(f"{path}, line {entry.line}: the id {name!r} stands also on line {lines[name]}")
        entries[name], lines[name] = entry.value, entry.line
    rows = []
    for name, fields in entries.items():
        start, after, precision = _resolve(path, entries, name, [])
        if (end := _end_of(path, entries, fields)) is not None and end < after:
            raise ValueError(f"{path}, line {fields['end'].line}: the event {name!r} ends before it starts")
        lists = [tuple(_texts(path, fields[key])) if key in fields else () for key in ("names", "short_names", "near")]
        source = fields["source"].value if "source" in fields else ""
        rows.append((name, *lists, start, precision, end, source))
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["start"] = pd.to_datetime(table["start"], unit="s").astype("datetime64[s]")
    table["end"] = pd.to_datetime(table["end"], unit="s").astype("datetime64[s]")
    return table


def _refuse(path: Path, line: int, what: str) -> NoReturn:
    """Refuse a file for what stands on a line."""
    raise ValueError(f"{path}, line {line}: {what}")


def _check_entry(path: Path, fields: dict[str, Node], line: int) -> str:
    """Check that an entry has what it needs, and give its id."""
    unknown = sorted(set(fields) - _FIELDS)
    if unknown:
        raise ValueError(f"{path}, line {line}: unknown field {unknown[0]!r}; known are {', '.join(sorted(_FIELDS))}")
    for key in ("id", "names", "start"):
        if key not in fields or fields[key].value in (None, [], ""):
            raise ValueError(f"{path}, line {line}: the event lacks `{key}`")
    name = fields["id"].value
    if not isinstance(name, str):
        _refuse(path, line, "`id` must be one word")
    if "short_names" in fields and "near" not in fields:
        raise ValueError(f"{path}, line {line}: {name!r} has short_names, and needs `near` to tell where they hold")
    return name


def _texts(path: Path, node: Node) -> Iterator[str]:
    """Yield the texts of a list."""
    if not isinstance(node.value, list):
        _refuse(path, node.line, "a list is needed here, such as [الحرب السورية]")
    for item in node.value:
        if not isinstance(item.value, str) or not item.value.strip():
            raise ValueError(f"{path}, line {item.line}: a name is needed here")
        yield item.value


def _resolve(path: Path, entries: dict[str, dict[str, Node]], name: str, seen: Sequence[str]) -> tuple[int, int, str]:
    """Find the start of an event, through the events that it refers to."""
    node = entries[name]["start"]
    text = node.value if isinstance(node.value, str) else ""
    if not text.startswith("event:"):
        return _parse(path, node)
    other = text.removeprefix("event:").strip()
    circle = [*seen, name]
    if other in circle:
        raise ValueError(
            f"{path}, line {node.line}: events refer to each other in a circle: {' -> '.join([*circle, other])}"
        )
    if other not in entries:
        raise ValueError(f"{path}, line {node.line}: there is no event {other!r} to refer to")
    return _resolve(path, entries, other, circle)


def _end_of(path: Path, entries: dict[str, dict[str, Node]], fields: dict[str, Node]) -> int | None:
    """Find the end of an event, the first moment after it."""
    if (node := fields.get("end")) is None or node.value is None:
        return None
    if isinstance(node.value, str) and node.value.startswith("event:"):
        other = node.value.removeprefix("event:").strip()
        if other not in entries:
            raise ValueError(f"{path}, line {node.line}: there is no event {other!r} to refer to")
        return _resolve(path, entries, other, [])[1]
    return _parse(path, node)[1]


def _parse(path: Path, node: Node) -> tuple[int, int, str]:
    """Read a date of the file: first moment, first moment after, precision."""
    match = _DATE.fullmatch(node.value.strip()) if isinstance(node.value, str) else None
    if match is not None:
        year, month, day = (int(part) if part else None for part in match.groups())
        if year and is_date(year, month or 1, day or 1):
            if month is None:
                interval = years_interval(year, 1)
            else:
                interval = (
                    month_interval(year, month) if day is None else day_interval(days_from_civil(year, month, day))
                )
            return interval.earliest, interval.latest, interval.precision
    raise ValueError(
        f"{path}, line {node.line}: {node.value!r} is no date; write YYYY, YYYY-MM, YYYY-MM-DD or event:ID"
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of an event: the words after the first, the event, and the words that must stand near."""

    rest: tuple[str, ...]
    event: Event
    near: frozenset[str]


class EventNames:
    """The names of a table of events, looked up by their first word.

    Parameters
    ----------
    events : DataFrame
        What `load_events` gives.
    """

    def __init__(self, events: pd.DataFrame) -> None:
        require_columns(events, ["event", "names", "start"], name="events")
        self.heads: dict[str, list[_Name]] = {}
        for row in events.to_dict("records"):
            event = _event_of(row)
            near = frozenset(map(fold, row.get("near") or ()))
            for name in row["names"]:
                self._add(name, event, frozenset())
            for name in row.get("short_names") or ():
                self._add(name, event, near)
        for names in self.heads.values():
            names.sort(key=lambda name: -len(name.rest))

    def _add(self, name: str, event: Event, near: frozenset[str]) -> None:
        """Enter a name by its first word."""
        words = fold(name).split()
        if words:
            self.heads.setdefault(words[0], []).append(_Name(tuple(words[1:]), event, near))

    def match(self, words: Sequence[str], present: frozenset[str]) -> tuple[int, Event] | None:
        """Match the longest name at the beginning of some folded words.

        Parameters
        ----------
        words : sequence of str
            The words from a place on; the first may carry proclitics.
        present : frozenset of str
            The folded words of the document.

        Returns
        -------
        (int, Event) or None
            How many words the name has, and the event.
        """
        for text in first_forms(words[0]) if words else ():
            for name in self.heads.get(text, ()):
                end = 1 + len(name.rest)
                if tuple(words[1:end]) == name.rest and (not name.near or _fits(name, words[end : end + 2], present)):
                    return end, name.event
        return None


def _fits(name: _Name, after: Sequence[str], present: frozenset[str]) -> bool:
    """Return whether a short name is that of the event: «الثورة» in a Syrian text is, «الثورة الليبية» there is not."""
    if not name.near & present:
        return False
    if after and has_article(after[0]) and after[0] not in name.near:
        return False
    return not (len(after) == 2 and after[0] == "في" and after[1] not in name.near)


def first_forms(folded: str) -> list[str]:
    """List the forms that a word can have without its proclitics, the article kept."""
    return [("ال" if peeled.definite else "") + peeled.stem for peeled in peelings(folded)]


def _event_of(row: Mapping[Hashable, Any]) -> Event:
    """Make the event of a row of the table."""
    if pd.isna(row["start"]):
        raise ValueError(f"the event {row['event']!r} has no start; give it one, or leave it out")
    start = pd.Timestamp(row["start"])
    precision = str(row.get("start_precision") or "day")
    days = days_from_civil(start.year, start.month, start.day)
    interval = {
        "year": years_interval(start.year, 1),
        "month": month_interval(start.year, start.month),
    }.get(precision, day_interval(days))
    over: int | None = None
    if not pd.isna(row.get("end")):
        end = pd.Timestamp(row["end"])
        over = days_from_civil(end.year, end.month, end.day) * DAY
    return Event(str(row["event"]), interval.earliest, interval.latest, interval.precision, over)
