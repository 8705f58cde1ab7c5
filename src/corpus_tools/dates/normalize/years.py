"""Which year a date without a year belongs to: by its adjective, by the tense, by the habit of news."""

from collections.abc import Iterator

from corpus_tools.calendars.arithmetic import DAY, Interval, civil_from_days, shift, unit_interval
from corpus_tools.calendars.hijri import hijri_from_days
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.normalize.anchor import Anchor
from corpus_tools.dates.normalize.hijri_periods import years_of_month

#: How many days ahead a date without a year may lie and still be of this year rather than the last.
SOON = 45
#: How many days behind a day may lie that a report posted late still announces, and how far off it would be ahead.
_JUST, _YEAR_OFF = 20, 300


def shifted(step: tuple[str, int], anchor: Anchor) -> Interval:
    """Return the calendar unit that lies a number of units from the publication date."""
    unit, count = step
    return unit_interval(shift(anchor.day * DAY, unit, count) // DAY, unit)


def years_to_try(date: Components, anchor: Anchor) -> Iterator[int]:
    """Yield the years that a date may belong to, in its calendar."""
    if date.year is not None:
        yield date.year
    elif (step := date.steps("year")) is not None:
        if date.calendar == "hijri" and date.month is not None:
            yield from years_of_month(date.month, step, anchor)
        else:
            yield civil_from_days(anchor.day)[0] + step
    else:
        year = hijri_from_days(anchor.day)[0] if date.calendar == "hijri" else civil_from_days(anchor.day)[0]
        yield from (year, year - 1, year + 1)
        if date.direction is not None and abs(date.direction) > 1:  # «أبريل قبل الماضي»
            yield year + date.direction


def by_likelihood(candidates: list[Interval], date: Components, anchor: Anchor) -> list[Interval]:
    """Order candidates for a date, the likeliest first: by its adjective, by the tense, by the habit of news."""
    if len(candidates) == 1 or anchor.moment is None:
        return candidates
    today = anchor.day * DAY
    if anchor.whole_text and date.direction is None:
        this_year = civil_from_days(anchor.day)[0]
        return sorted(candidates, key=lambda i: abs(civil_from_days(i.earliest // DAY)[0] - this_year))
    ahead = sorted((i for i in candidates if i.latest > today), key=lambda i: i.earliest)
    behind = sorted((i for i in candidates if i.earliest <= today), key=lambda i: -i.earliest)
    if date.direction is not None and date.direction < 0:
        return [i for i in behind if i.latest <= today][-date.direction - 1 :] + ahead
    if date.direction:
        return [i for i in ahead if i.earliest > today][date.direction - 1 :] + behind
    if date.direction == 0:
        return sorted(candidates, key=lambda i: abs(i.earliest - today))
    soon = (
        not anchor.past
        and ahead
        and ahead[0].earliest - today <= SOON * DAY
        and not any(i.latest > today for i in behind)
    )
    forward = anchor.forward and not (behind and ahead and _has_just_passed(behind[0], ahead[0], today))
    return ahead + behind if forward or soon else behind + ahead


def _has_just_passed(behind: Interval, ahead: Interval, today: int) -> bool:
    """Return whether a day in the future tense is rather the one of last week than that of next year."""
    of_day = behind.precision == "day" and behind.earliest >= today - _JUST * DAY
    return of_day and ahead.earliest - today > _YEAR_OFF * DAY
