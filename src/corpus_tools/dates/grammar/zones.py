"""Whose clock a time is by: «بتوقيت غرينتش», «بالتوقيت المحلي», «غرينتش+1»."""

from corpus_tools.dates.grammar.components import Components, Parsed
from corpus_tools.dates.grammar.run import Run

_MOST_AHEAD = 14  # hours by the clock of Greenwich


def parse_zone(run: Run, at: int, *, after_bracket: bool = False) -> Parsed:
    """Parse «بتوقيت غرينتش», «بالتوقيت المحلي», «(ت غ)»; «غرينتش+1» is the clock of a place."""
    headed, greenwich = run.sense(at, "time_zone"), past_greenwich(run, at)
    if not (headed or greenwich) or run.gaps[at] not in ("", ")" if after_bracket else "("):
        return None
    if greenwich is not None:
        return _of_place(run, greenwich) or (greenwich, Components(zone="GMT"))
    if run.plain(at + 1) and (named := run.phrase(at + 1, "local_zone")) is not None:
        return named[0], Components(zone="local")  # «بتوقيت مكة المكرمة»
    zone = run.next_sense(at + 1, "zone")
    if zone is None:
        return None  # of a place that is not known
    if zone == "GMT":
        return _of_place(run, at + 2) or (at + 2, Components(zone=zone))
    again = run.next_sense(at + 2, "zone") == "local" and run.words[at + 2].text == "المحلي"
    return at + 2 + again, Components(zone=zone)  # «بتوقيت القاهرة المحلي»


def past_greenwich(run: Run, at: int) -> int | None:
    """Return the position after «غرينتش», «ت.غ», «ت غ»."""
    if run.sense(at, "zone") == "GMT":
        return at + 1
    return None if (found := run.phrase(at, "gmt_zone")) is None else found[0]


def _of_place(run: Run, end: int) -> Parsed:
    """Parse how many hours a place is ahead of Greenwich: «غرينتش+1»."""
    ahead = run.digits(end, 1, _MOST_AHEAD) if run.has(end) and run.gaps[end] == "+" else None
    return None if ahead is None else (end + 1, Components(zone="local"))
