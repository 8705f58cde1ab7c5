"""What a time expression says, before anything is calculated: the parts of a date, a duration, a set, a range."""

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from corpus_tools.dates.named_events import EventPoint


@dataclass(frozen=True, slots=True)
class Components:
    """The parts of a point or stretch of the calendar, each None until the words name it.

    Attributes
    ----------
    weekday : int, optional
        Monday is 0.
    day, month, year : int, optional
        Numbers as said, in `calendar`.
    calendar : {"gregorian", "hijri"}, optional
        The calendar that the month or the year belongs to.
    hour, minute, second : int, optional
        The clock as said; `hour` may be on a clock of 12 hours.
    part_of_day : str, optional
        A name of `parts_of_day` in the data.
    zone : str, optional
        ``"GMT"`` or ``"local"``.
    shift : (str, int), optional
        A calendar unit and how many of them from the publication date.
    direction : int, optional
        -1 «الماضي», 0 «الحالي», 1 «المقبل», said of a weekday, a month or a season.
    nth : (int, str), optional
        The n-th unit (``"day"``, ``"week"``, ``"weekday"``) of what the other parts name; -1 is the last.
    edge : {"START", "MID", "END"}, optional
        The edge of what the other parts name.
    season, festival : str, optional
    span : (int, str), optional
        The first so many units of what the other parts name; the last ones when negative.
    quarter, half, decade, century : int, optional
        `decade` is its two digits (90) or its first year; `century` is its number.
    context : bool, optional
        The words point at another date of the text («اليوم نفسه»), not at the publication date.
    event : EventPoint, optional
        What is counted from an event.
    spelled : bool, optional
        The day is an ordinal in words: «الثلاثاء الثالث من أيلول» may be the third Tuesday.
    recalled : bool, optional
        The words recall something that happened in a year not said («هجمات 11 سبتمبر»).
    weak : bool, optional
        The words are names of other things too, and need a witness.
    other : Parts, optional
        The same day in the other calendar: «12 رجب 1438هـ الموافق 9 نيسان 2017».
    conflict : str, optional
        Two parts that contradict each other.
    approximate : bool, optional
        «نحو», «حوالي».
    """

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part_of_day: str | None = None
    zone: str | None = None
    shift: tuple[str, int] | None = None
    direction: int | None = None
    nth: tuple[int, str] | None = None
    edge: str | None = None
    season: str | None = None
    festival: str | None = None
    span: tuple[int, str] | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    context: bool | None = None
    event: EventPoint | None = None
    spelled: bool | None = None
    recalled: bool | None = None
    weak: bool | None = None
    other: "Components | None" = None
    conflict: str | None = None
    approximate: bool | None = None

    def merge(self, other: "Components") -> "Components | None":
        """Unite two sets of parts, or None when both name the same part."""
        mine, theirs = _values(self), _values(other)
        united: list[Any] = []
        for name, value, added in zip(_NAMES, mine, theirs, strict=True):
            if value is not None and added is not None and (value != added or name not in _SHAREABLE):
                return None
            united.append(value if added is None else added)
        return Components(*united)

    def names_more_than(self, part: str) -> bool:
        """Return whether any part but one is named."""
        return any(value is not None and name != part for name, value in zip(_NAMES, _values(self), strict=True))


#: What a parser returns: the position after the words that it took, and what they name.
Parsed = tuple[int, Components] | None

_NAMES = tuple(f.name for f in fields(Components))
_values = attrgetter(*_NAMES)
_SHAREABLE = frozenset(["weak", "spelled", "calendar", "context", "approximate"])


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of time as such: amounts of units, an age, or a stretch before or after the publication date.

    Attributes
    ----------
    amounts : tuple of (float or None, str)
        Counts and units; None is a vague count.
    relation : {"", "ago", "ahead", "since", "within", "past", "next"}
        How it is laid from the publication date, if at all.
    age : bool
        It is the age of somebody.
    modifier : str
        TIMEX3 mod, or the empty string.
    from_now : bool
        «من الآن»: surely counted from the publication date.
    single : bool
        A lone unit without a count («بعد عام»), which a noun after it makes something else («بعد عقد الاجتماع»).
    """

    amounts: tuple[tuple[float | None, str], ...]
    relation: str = ""
    age: bool = False
    modifier: str = ""
    from_now: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A set of times («كل يوم»): its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A vague reference: PRESENT_REF, PAST_REF or FUTURE_REF, and whether it is this very moment."""

    value: str
    now: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, both included; an open end is None."""

    left: Components | None
    right: Components | None


Meaning = Components | Duration | Recurrence | Reference | Range


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: the words from `start` to `end` of a run, what they mean, and the rule that read them.

    `inner` is where the amount begins in «بعد ساعتين»: the preposition belongs to a point in time only.
    """

    start: int
    end: int
    meaning: Meaning
    rule: str
    inner: int = -1
