"""Where a document stands in time, and what has no place on the calendar."""

from dataclasses import dataclass

from corpus_tools.calendars.arithmetic import DAY

#: Why a time by the clock has no place on the calendar.
NO_DAY = "the text does not say on which day"


class Unresolved(Exception):  # noqa: N818 - it is an answer, not a fault
    """A date that has no place on the calendar, and why."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a document stands in time.

    Attributes
    ----------
    moment : int, optional
        Publication in seconds from 1970-01-01, None when it is not known.
    has_time : bool
        Whether the clock of the publication is known.
    forward : bool
        Whether what is not said is looked for ahead: after a verb in the future, or in a text that is nothing
        but the expression.
    whole_text : bool
        Whether the expression is the whole text, as a query or a label is.
    context_day : int, optional
        The day that the same sentence named before, for a time that names none.
    """

    moment: int | None
    has_time: bool = False
    forward: bool = False
    whole_text: bool = False
    sentence_day: int | None = None

    @property
    def day(self) -> int:
        """The day of publication."""
        if self.moment is None:
            raise Unresolved("the publication date is not known")
        return self.moment // DAY
