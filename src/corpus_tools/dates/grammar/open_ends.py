"""What goes on from a date or up to one («منذ عام 2015», «حتى 22 نوفمبر»), or lies beside it («قبل سنة 2011»)."""

from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.grammar.run import Run

SINCE, UNTIL, BEFORE, AFTER = "SINCE", "UNTIL", "BEFORE", "AFTER"
#: On the same day: «قبيل منتصف الليل», «بعيد التاسعة مساء».
SHORTLY_BEFORE, SHORTLY_AFTER = "SHORTLY BEFORE", "SHORTLY AFTER"
#: What may stand between a limit and its date: «إلى غاية تاريخ 13 أفريل», «حتى ساعات ما بعد الظهر».
_BETWEEN = frozenset(["تاريخ", "حلول", "دخول", "ما", "ساعات"])
#: Words of «إلى» that mean a limit in time by themselves; «إلى» alone leads to places and numbers.
_LIMITS = frozenset(["حتي", "لغايه", "لحد"])
_SHORTLY = {"قبيل": SHORTLY_BEFORE, "وقبيل": SHORTLY_BEFORE, "بعيد": SHORTLY_AFTER, "وبعيد": SHORTLY_AFTER}
#: Four digits between these are a year after «إلى», where the clause tells of no growing or moving.
_YEARS = 1900, 2099


def bound_before(run: Run, at: int, date: Components | None = None) -> str:
    """Return SINCE, UNTIL, BEFORE, AFTER or a SHORTLY one where the words before a position make it a limit.

    «انطلاقا من الساعة 15:00» only says when a match is, «من قبل 14 آذار» is by them. To a day or a month, if that is
    the date that stands there, «إلى» leads as a limit in time.
    """
    if at == 0 or not run.plain(at):
        return ""
    if at > 1 and run.sense(at - 1, "approximate") and not run.sense(at - 1, "limit"):
        at -= 1  # «منذ نحو شهر»
    while at > 1 and run.plain(at) and run.words[at - 1].whole in _BETWEEN:
        at -= 1
    if not run.plain(at):
        return ""
    before = run.sense(at - 1, "preposition")
    of_clock = date is not None and (date.hour is not None or date.part_of_day is not None)
    if of_clock and (shortly := _SHORTLY.get(run.words[at - 1].whole)) is not None:
        return shortly
    if before == "since":
        return SINCE
    if before == "to" and (_names_day_or_month(date) or run.words[at - 1].text in _LIMITS or _is_limit(run, at)):
        return UNTIL
    if before in ("before", "after"):
        by = at > 1 and run.plain(at - 1) and run.sense(at - 2, "preposition") == "from"
        return "" if by else BEFORE if before == "before" else AFTER
    if at > 1 and run.plain(at - 1):
        if before == "from" and run.sense(at - 2, "onset"):
            return SINCE if date is None or date.hour is None else ""
        if run.sense(at - 1, "limit") and run.sense(at - 2, "preposition") == "to":
            return UNTIL
    return ""


def _names_day_or_month(date: Components | None) -> bool:
    """Return whether a date names a day or a month."""
    return date is not None and any(part is not None for part in (date.day, date.weekday, date.month))


def _is_limit(run: Run, at: int) -> bool:
    """Return whether what follows «إلى» is a limit in time: «إلى موفى ديسمبر», «إلى عام 1999»; see `clauses`."""
    year = at + (run.sense(at, "unit") == ("year", "one") and not run.words[at].definite and run.plain(at + 1))
    named = run.digits(year, *_YEARS) is not None and not run.counts(year)
    return named or run.words[at].text == "اليوم" or run.sense(at, "edge") == "END"
