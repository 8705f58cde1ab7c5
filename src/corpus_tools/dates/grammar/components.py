"""What a time expression says, before anything is calculated: date components, durations, sets, ranges."""

from typing import Any, NamedTuple

from corpus_tools.dates.named_events import EventPoint

#: «5 ديمسبر», and «17 تشرين», of the first or the second.
MISSPELT, TWO_MONTHS = "its month is misspelt", "two months bear the name of its month"


class Components(NamedTuple):
    """The components of a point or interval of the calendar, each None until the words name it."""

    weekday: int | None = None  # Monday is 0
    day: int | None = None  # day, month and year as written, in `calendar`
    month: int | None = None
    year: int | None = None
    calendar: str | None = None  # "gregorian", "hijri", or "before" the year 1
    hour: int | None = None  # the clock as written; the hour may be on a clock of 12 hours
    minute: int | None = None
    second: int | None = None
    part_of_day: str | None = None  # a name of parts_of_day in data/date_words.yaml
    zone: str | None = None  # "GMT" or "local"
    shift: tuple[str, int] | None = None  # a calendar unit, and how many of them from the publication date
    direction: int | None = None  # -1 «الماضي», 0 «الحالي», 1 «المقبل», of a weekday, a month or a season
    nth: tuple[int, str] | None = None  # the n-th "day", "week" or "weekday" of the rest; -1 is the last
    beside: int | None = None  # -1 the day before the rest («عشية العيد»), 1 the day after it («غداة الأحد»)
    edge: str | None = None  # "START", "MID" or "END" of the rest
    season: str | None = None
    festival: str | None = None
    span: tuple[int, str] | None = None  # the first so many units of the rest; the last ones when negative
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None  # its two digits (90) or its first year
    century: int | None = None  # its number
    millennium: int | None = None  # its number
    anaphoric: bool | None = None  # points at another date of the text («اليوم نفسه»), not at the publication date
    same: str | None = None  # the "day", "month" or "quarter" of the rest that the text or today names («نفس الشهر»)
    event: EventPoint | None = None
    spelled: bool | None = None  # the day is an ordinal in words: «الثلاثاء الثالث من أيلول» may be the third Tuesday
    recalled: bool | None = None  # recalls something of a year that is not said («هجمات 11 سبتمبر»)
    named_year: tuple[str, int | None, int | None] | None = None  # "school", "financial" …, with the years it is of
    misspelt: str | None = None  # why the name of the month tells none: MISSPELT, TWO_MONTHS
    weak: bool | None = None  # the words name other things too, and need a preposition of time
    other: "Components | None" = None  # the same day in the other calendar: «12 رجب 1438هـ الموافق 9 نيسان 2017»
    conflict: str | None = None  # two components that contradict each other

    def merge(self, other: "Components") -> "Components | None":
        """Unite two sets of components; None when both name the same one."""
        united: list[Any] = list(self)
        for place, added in enumerate(other):
            if added is not None:
                value = united[place]
                if value is not None and (value != added or _NAMES[place] not in _SHAREABLE):
                    return None
                united[place] = added
        return Components._make(united)

    def names_more_than(self, component: str) -> bool:
        """Return whether any component but one is named."""
        return len(self) - self.count(None) > (getattr(self, component) is not None)

    def names(self) -> list[str]:
        """List the components that are named."""
        return [name for name, value in zip(_NAMES, self, strict=True) if value is not None]

    def steps(self, unit: str) -> int | None:
        """Return how many of a unit the date is shifted from the publication date, or None."""
        return self.shift[1] if self.shift is not None and self.shift[0] == unit else None


#: What a parser returns: the position after the words that it took, and what they name.
Parsed = tuple[int, Components] | None

_NAMES = Components._fields
_SHAREABLE = frozenset(["weak", "spelled", "misspelt", "calendar", "anaphoric"])


class Duration(NamedTuple):
    """A length of time: as such, as an age, or laid before or after the publication date."""

    amounts: tuple[tuple[float | None, str], ...]  # counts and units; None is a vague count
    relation: str = ""  # "ago", "ahead", "since", "within", "past" or "next" from the publication date
    age: bool = False
    modifier: str = ""  # TIMEX3 mod
    from_now: bool = False  # «من الآن»: certainly counted from the publication date
    least: float | None = None  # the lower end of an amount that is a range, in the unit of the upper one
    single: bool = False  # a lone unit («بعد عام»), which a noun after it makes something else («بعد عقد الاجتماع»)


class Recurrence(NamedTuple):
    """A set of times («كل يوم»): its TIMEX3 value."""

    value: str


class Reference(NamedTuple):
    """A vague reference: PRESENT_REF, PAST_REF or FUTURE_REF, whether it is this very moment, or START or END of it."""

    value: str
    now: bool = False
    edge: str | None = None


class Range(NamedTuple):
    """From one date to another, both included; an open end is None."""

    left: Components | None
    right: Components | None
    sparse: bool = False  # some of what lies between is not meant: «أيام 4 و6 و8»


Meaning = Components | Duration | Recurrence | Reference | Range


class Expression(NamedTuple):
    """A time expression: the words from `start` to `end` of a run, what they mean, and the rule that read them.

    `inner` is where the amount begins in «بعد ساعتين»: the preposition belongs to a point in time only. `bound` is
    SINCE or UNTIL where the words before it make it the beginning or the end of what goes on.
    """

    start: int
    end: int
    meaning: Meaning
    rule: str
    inner: int = -1
    bound: str = ""
