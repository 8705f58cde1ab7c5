"""Which year a date without a year is of: by its adjective, by the tense, by the habit of news."""

from collections.abc import Iterator

from corpus_tools.calendars.arithmetic import DAY, Interval, civil_from_days, shift, unit_interval
from corpus_tools.calendars.hijri import hijri_from_days
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor

#: How many days ahead a date without a year may lie to be taken as coming rather than as last year's.
SOON = 45


def shifted(step: tuple[str, int], anchor: Anchor) -> Interval:
    """Make the calendar unit that lies so many units from the publication."""
    unit, count = step
    size = {"decade": "decade", "century": "century"}.get(unit, unit)
    return unit_interval(shift(anchor.day * DAY, unit, count) // DAY, size)


def years_to_try(date: Components, anchor: Anchor) -> Iterator[int]:
    """Yield the years that a month or day may be of, in the calendar of the parts."""
    if date.year is not None:
        yield date.year
    elif date.shift is not None and date.shift[0] == "year":
        yield civil_from_days(anchor.day)[0] + date.shift[1]
    else:
        year = hijri_from_days(anchor.day)[0] if date.calendar == "hijri" else civil_from_days(anchor.day)[0]
        yield from (year, year - 1, year + 1)


def by_likelihood(candidates: list[Interval], date: Components, anchor: Anchor) -> list[Interval]:
    """Order the years that a date may be of: by its adjective, by the tense, by the habit of news."""
    if len(candidates) == 1 or anchor.moment is None:
        return candidates
    today = anchor.day * DAY
    if anchor.whole_text and date.direction is None:
        this_year = civil_from_days(anchor.day)[0]
        return sorted(candidates, key=lambda i: abs(civil_from_days(i.earliest // DAY)[0] - this_year))
    ahead = sorted((i for i in candidates if i.latest > today), key=lambda i: i.earliest)
    behind = sorted((i for i in candidates if i.earliest <= today), key=lambda i: -i.earliest)
    if date.direction == -1:
        past = [i for i in behind if i.latest <= today]
        return past + ahead
    if date.direction == 1:
        coming = [i for i in ahead if i.earliest > today]
        return coming + behind
    if date.direction == 0:
        return sorted(candidates, key=lambda i: abs(i.earliest - today))
    if anchor.forward:
        return ahead + behind
    if ahead and ahead[0].earliest - today <= SOON * DAY and not any(i.latest > today for i in behind):
        return ahead + behind
    return behind + ahead
