"""Where a document stands in time, and what has no place on the calendar."""

from typing import NamedTuple

from corpus_tools.calendars.arithmetic import DAY

#: Why a time by the clock has no place on the calendar.
NO_DAY = "the text does not say on which day"


class Unresolved(Exception):  # noqa: N818 - it is an answer, not a fault
    """A date that has no place on the calendar; the message says why."""


class Anchor(NamedTuple):
    """What the components of a date are resolved against."""

    moment: int | None  # publication in seconds from 1970-01-01, None when unknown
    has_time: bool = False  # the clock of the publication is known
    forward: bool = False  # what is left open lies ahead: the clause is in the future tense, or see `whole_text`
    whole_text: bool = False  # the expression is the whole text, as a query or a label is
    past: bool = False  # what is left open lies behind: the clause tells what befell someone
    sentence_day: int | None = None  # the day that the same sentence named before, in days from 1970-01-01

    @property
    def day(self) -> int:
        """The day of publication; raise `Unresolved` if it is unknown."""
        if self.moment is None:
            raise Unresolved("the publication date is not known")
        return self.moment // DAY
