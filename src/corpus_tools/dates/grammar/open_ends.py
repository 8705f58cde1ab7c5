"""What goes on from a date or up to one: «منذ عام 2015», «اعتبارا من الأحد», «حتى 22 نوفمبر»."""

from corpus_tools.dates.grammar.run import Run

SINCE, UNTIL = "SINCE", "UNTIL"
#: Words of «إلى» that mean a limit in time by themselves; «إلى» alone leads to places and numbers.
_LIMITS = frozenset(["حتي", "لغايه", "لحد"])


def bound_before(run: Run, at: int, *, by_clock: bool = False) -> str:
    """Return SINCE or UNTIL where the words before a position make it the beginning or the end of something.

    «انطلاقا من الساعة 15:00» only says when a match is.
    """
    at -= at > 1 and bool(run.plain(at) and run.sense(at - 1, "approximate"))  # «منذ نحو شهر»
    if at == 0 or not run.plain(at):
        return ""
    before = run.sense(at - 1, "preposition")
    if before == "since":
        return SINCE
    if before == "to" and run.words[at - 1].text in _LIMITS:
        return UNTIL
    if at > 1 and run.plain(at - 1):
        if before == "from" and run.sense(at - 2, "onset"):
            return "" if by_clock else SINCE
        if run.sense(at - 1, "limit") and run.sense(at - 2, "preposition") == "to":
            return UNTIL
    return ""
