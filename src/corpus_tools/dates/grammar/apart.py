"""A lone unit behind what it lies before or after: «قبل السفر بيوم», «بعد بداية المباراة بدقيقة»."""

from collections.abc import Iterable

from corpus_tools.dates.grammar.components import Duration, Expression
from corpus_tools.dates.grammar.run import Run

#: The rule of such a unit, which holds behind «قبل» or «بعد» only.
APART = "apart"
_UNITS = frozenset(["minute", "hour", "day", "week", "month", "year"])
_FROM = frozenset(["قبل", "بعد", "قبيل"])


def parse_apart(run: Run, at: int) -> Expression | None:
    """Parse «بيوم», «بساعة»; whether they are apart from something is for the clause to say."""
    unit = run.sense(at, "unit")
    if run.words[at].preposition != "ب" or unit is None or unit[1] != "one" or unit[0] not in _UNITS:
        return None
    if run.words[at].definite or run.plain(at + 1):
        return None
    return Expression(at, at + 1, Duration(((1, unit[0]),), single=True), APART)


def is_apart(before: Iterable[str]) -> bool:
    """Return whether «قبل», «بعد» and what a unit is counted from stand before it; the words, the nearest first."""
    return not _FROM.isdisjoint(list(before)[1:])
