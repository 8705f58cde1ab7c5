"""Ranges by the clock: «من الساعة 6 صباحا إلى الساعة 10 صباحا», «من 4 إلى 8 مساء», «بين الثامنة والعاشرة صباحا»."""

from corpus_tools.dates.grammar import clock
from corpus_tools.dates.grammar.components import Components, Parsed, Range
from corpus_tools.dates.grammar.phrases import parse_date
from corpus_tools.dates.grammar.run import Run
from corpus_tools.dates.grammar.sets import recurs_before
from corpus_tools.dates.grammar.zones import parse_zone

_HEADS = frozenset(["الساعه", "الساعتين"])
_TURNS = frozenset(["midnight", "midday"])
_LINKS = frozenset(["from", "in"])
_DAY = ("weekday", "day", "month", "year", "calendar", "shift", "direction", "festival", "nth", "anaphoric")


def parse_clock_range(run: Run, at: int, *, after_day: bool = False) -> tuple[int, Range] | None:
    """Parse a range by the clock after «من», «بين» or, behind a day, nothing: the position after it, and its ends."""
    opener = run.sense(at, "preposition")
    opened = opener in ("from", "between")
    if not (opened or after_day) or (opened and not run.follows(at + 1)):
        return None
    head = bool(run.sense(at + opened, "unit")) and run.words[at + opened].text in _HEADS
    left = parse_clock_end(run, at + opened, head=head)
    if left is None:
        return None
    if not head and opener == "from" and recurs_before(run, at):
        found = continue_clock_range(run, *left, head=True)  # «يوميا من 9 إلى 5»
        counted = found is not None and (run.counts(found[0] - 1) or run.next_sense(found[0], "unit"))
        return None if counted else found
    return continue_clock_range(run, *left, head=head, pair=opener == "between")


def continue_clock_range(
    run: Run, end: int, left: Components, *, head: bool = False, pair: bool = False
) -> tuple[int, Range] | None:
    """Parse the second end of a range by the clock after the first one, with «الساعة» before it or not."""
    second = _second(run, end, pair=pair)
    right = None if second is None else parse_clock_end(run, second, head=head)
    if second is None or right is None or not (head or _tells_time(left) or _tells_time(right[1])):
        return None
    if run.gaps[second] == "-" and not _tells_time(right[1]):
        return None
    date = right[1]
    if names_day(date) and not names_day(left) and not date.anaphoric and not _in_construct(run, second, right[0]):
        # «من 4 إلى 8 مساء يوم الأحد»: it begins on that day; «حتى صباح الأحد» ends on it.
        hour = Components(hour=date.hour, minute=date.minute, second=date.second, part_of_day=date.part_of_day)
        day = date._replace(hour=None, minute=None, second=None, part_of_day=None, zone=None)
        left, date = left.merge(day) or left, hour._replace(zone=date.zone)
    return right[0], Range(left, date)


def _in_construct(run: Run, start: int, end: int) -> bool:
    """Return whether a part of the day stands before its day: «صباح الأحد»."""
    parts = (clock.parse_part_of_day(run, at) for at in range(start, end))
    return any(part is not None and part[2] == "construct" for part in parts)


def _second(run: Run, end: int, *, pair: bool) -> int | None:
    """Return where the second end begins: after «إلى», «حتى», a dash, or «و» of a pair."""
    if not run.has(end):
        return None
    if (after := after_to(run, end)) is not None:
        return after
    if run.gaps[end] == "-" and not run.words[end].joined:
        return end
    return end if pair and run.plain(end) and run.words[end].joined else None


def after_to(run: Run, at: int) -> int | None:
    """Return where a second end begins after «إلى», «حتى», «إلى غاية», «حتى إلى»."""
    if run.sense(at, "preposition") != "to" or run.gaps[at] not in ("", "،"):
        return None
    after = at + 1 + bool(run.next_sense(at + 1, "preposition") == "to" or run.next_sense(at + 1, "limit"))
    return after if run.plain(after) else None


def parse_clock_end(run: Run, at: int, *, head: bool = False) -> Parsed:
    """Parse a time by the clock, or a bare hour that the rest explains, with the part of its day and the day."""
    word = run.words[at] if run.has(at) else None
    if word is None or (word.numeral is None and word.text not in _HEADS and _TURNS.isdisjoint(word.phrases)):
        return None
    if (found := run.recall(clock.parse_clock, at)) is None:
        at += run.words[at].text in _HEADS
        hour = run.ordinal(at) or run.whole_number(at, 0, 24)
        weekday = run.sense(at, "weekday") is not None and run.has(at) and run.words[at].definite
        if hour is None or not 0 <= hour[1] <= 24 or weekday:
            return None
        found = hour[0], Components(hour=hour[1])
    end, date = found
    for _ in range(2):
        if (more := _further(run, end, date)) is not None:
            end, date = more
    if date == found[1] and not head and run.next_sense(end, "unit") and not run.words[end].definite:
        return None  # «من 4 إلى 8 أيام»
    return end, date


def _further(run: Run, end: int, date: Components) -> Parsed:
    """Add the part of the day, its zone, or the day after an hour."""
    if not run.has(end) or run.words[end].joined or run.gaps[end] not in ("", "،"):
        return None
    linked = run.sense(end, "preposition") in _LINKS
    inner = end + linked
    if linked and not run.follows(inner):
        return None
    part = clock.parse_part_of_day(run, inner)
    if part is not None and part[2] != "construct" and date.part_of_day is None:
        following = part[0], date.merge(Components(part_of_day=part[1]))
    elif (zone := parse_zone(run, inner)) is not None:
        following = zone[0], date.merge(zone[1])
    elif (day := parse_date(run, inner)) is not None and _is_day(day[1]):
        following = day[0], date.merge(day[1])
    else:
        return None
    return None if following[1] is None else (following[0], clock.past_midnight(date, following[1]))


def _is_day(date: Components) -> bool:
    """Return whether a date may say on which day an hour is: neither «أفريل 2017» nor another hour."""
    return date.hour is None and date.edge is None and (date.month is None or date.day is not None)


def _tells_time(date: Components) -> bool:
    """Return whether more than a bare number shows that a time by the clock is meant."""
    return date.part_of_day is not None or date.minute is not None or date.zone is not None


def names_day(date: Components) -> bool:
    """Return whether a time by the clock says on which day."""
    return any(getattr(date, name) is not None for name in _DAY)
