"""A lone unit whose clause makes it a length: «قبل السفر بيوم», «تأجيل الجلسة أسبوعا»."""

from collections.abc import Sequence

from corpus_tools.dates.grammar.components import Duration, Expression
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.dates.grammar.run import Run

#: The rules of a unit behind «قبل» or «بعد» and what it is counted from, and of one by which something is put off.
APART, PUT_OFF = "apart", "put_off"
_UNITS = frozenset(["minute", "hour", "day", "week", "month", "year"])
_OTHER = frozenset(["اخر", "اخري"])
_FROM = frozenset(["قبل", "بعد", "قبيل"])


def parse_apart(run: Run, at: int) -> Expression | None:
    """Parse «بيوم», «أسبوعا»; whether it is a length is for the clause to say."""
    unit, word = run.sense(at, "unit"), run.words[at]
    if unit is None or unit[1] != "one" or unit[0] not in _UNITS or word.definite:
        return None
    if run.plain(at + 1) and run.words[at + 1].text not in _OTHER:
        return None
    accusative = not word.preposition and word.text.endswith("ا")
    if word.preposition != "ب" and (not accusative or word.joined):
        return None
    return Expression(at, at + 1, Duration(((1, unit[0]),), single=True), PUT_OFF if accusative else APART)


def is_length(rule: str, before: Sequence[str]) -> bool:
    """Return whether a clause makes a lone unit a length; its words before the unit, the nearest first."""
    told = _FROM if rule == APART else context_words()["adjourned"] | context_words()["prolonged"]
    return not told.isdisjoint(before[1:])
