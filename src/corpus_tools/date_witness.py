"""What stands around an expression: whether digits are a year, a date is a name, the clause speaks of the future."""

import re
from functools import cache, lru_cache

from corpus_tools.date_lexicon import load_date_data
from corpus_tools.script import fold

_FIRST_PLAIN, _SPAN_AHEAD, _LAST_UNKNOWN = 1930, 20, 2040
_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{2,}")
_FUTURE_OF_I = re.compile(r"[وف]?سأ\w{2,}")


@cache
def _contexts() -> dict[str, frozenset[str]]:
    """Read the tables of contexts, folded."""
    return {name: frozenset(map(fold, forms)) for name, forms in load_date_data("date_contexts").items()}


@cache
def _future_words() -> frozenset[str]:
    """List the words that speak of the future by themselves."""
    return frozenset(map(fold, load_date_data("date_words")["future"]))


def year_stands(year: int, before: str, after: str, published_year: int | None) -> bool:
    """Tell whether four digits are a year, by the words beside them.

    Parameters
    ----------
    year : int
        The number.
    before, after : str
        The folded words beside it, empty where punctuation or the text's end stands between.
    published_year : int or None
        The year of publication.

    Returns
    -------
    bool
        False for counts («2500 شخص»), prices and numbers of things.
    """
    contexts = _contexts()
    if before in contexts["never_before_year"] or after in contexts["counted"]:
        return False
    last = _LAST_UNKNOWN if published_year is None else published_year + _SPAN_AHEAD
    if before in contexts["year_before"]:
        return 1000 <= year <= 2100
    return _FIRST_PLAIN <= year <= last and year % 100 != 0


def is_general(before: str) -> bool:
    """Tell whether «العام» after a word is «general» (الأمين العام)."""
    return before in _contexts()["general"]


def is_named(before: str) -> bool:
    """Tell whether a date after a word is a name (قوى 14 آذار)."""
    return before in _contexts()["names_before"]


def is_prayer(before: str) -> bool:
    """Tell whether «الجمعة» after a word is the prayer."""
    return before in _contexts()["prayer_before"]


def is_channel(before: str, today: str) -> bool:
    """Tell whether «اليوم» after a word belongs to the name of a newspaper or channel (روسيا اليوم)."""
    return today == "اليوم" and before in _contexts()["today_names"]


def is_not_today(after: str) -> bool:
    """Tell whether a word after «اليوم» or «الليلة» makes it another one than the present."""
    return after in _contexts()["not_today"]


def is_schooling(before: str, after: str, then: str) -> bool:
    """Tell whether the words beside «السنة الرابعة» make it a class at school."""
    contexts = _contexts()
    of_school = after == "من" and then in contexts["schooling_of"]
    return of_school or after in contexts["schooling"] or before in contexts["schooling_before"]


def is_other_year(after: str) -> bool:
    """Tell whether a word after «السنة» makes it another year than that of the calendar."""
    return after in _contexts()["other_years"]


def is_same(after: str) -> bool:
    """Tell whether «الآن» is that of «في الآن نفسه»."""
    return after in ("نفسه", "ذاته", "عينه")


def event_edges() -> dict[str, str]:
    """Map the folded words for the beginning and the end of an event to ``"start"`` and ``"end"``."""
    contexts = _contexts()
    return dict.fromkeys(contexts["outbreak"], "start") | dict.fromkeys(contexts["closing"], "end")


def event_nouns() -> frozenset[str]:
    """List the folded nouns of events that no table needs to know."""
    return _contexts()["event_nouns"]


def recalls(before: str) -> bool:
    """Tell whether a date without a year after a word is that of an event long past (هجمات 11 سبتمبر)."""
    return before in _contexts()["recalled_before"]


@lru_cache(maxsize=65536)
def tense_of(surface: str, folded: str) -> int:
    """Tell what a word says of the tense of its clause: 1 future, -1 past, 0 nothing."""
    contexts = _contexts()
    plain = folded[1:] if folded[:1] in "وف" and len(folded) > 3 else folded
    if folded in _future_words() or plain in _future_words():
        return 1
    if _FUTURE_VERB.fullmatch(folded) and plain not in contexts["not_future"]:
        return 1
    if _FUTURE_OF_I.fullmatch(fold(surface, profile="marks")):
        return 1
    return -1 if folded in contexts["past"] or plain in contexts["past"] else 0
