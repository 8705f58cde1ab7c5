"""What stands around an expression: whether digits are a year, a date is a name, the clause speaks of the future."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from corpus_tools.dates.grammar.components import Components, Duration, Expression, Reference
from corpus_tools.dates.grammar.date_words import load_date_data
from corpus_tools.proclitics import has_article
from corpus_tools.script import fold

_FIRST_PLAIN, _SPAN_AHEAD, _LAST_UNKNOWN = 1930, 20, 2040
_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{2,}")
_FUTURE_OF_I = re.compile(r"[وف]?سأ\w{2,}")
_NAMING_RULES = frozenset(["day+month", "weekday", "month"])


class Context(NamedTuple):
    """What stands around an expression.

    Attributes
    ----------
    before, after, then : str
        The folded words beside it and the one after that, empty where punctuation or the text's end is between.
    first, last : str
        Its own first and last word, folded.
    bracketed, quoted, glued : bool
        Whether an opening bracket stands before it, whether quotation marks enclose it, whether letters follow it
        without a space.
    published_year : int or None
        The year of publication.
    """

    before: str
    after: str
    then: str
    first: str
    last: str
    bracketed: bool
    quoted: bool
    glued: bool
    published_year: int | None


@cache
def _contexts() -> dict[str, frozenset[str]]:
    """Read the tables of contexts, folded."""
    return {name: frozenset(map(fold, forms)) for name, forms in load_date_data("date_contexts").items()}


@cache
def _future_words() -> frozenset[str]:
    """List the words that speak of the future by themselves."""
    return frozenset(map(fold, load_date_data("date_words")["future"]))


def _is_no_year(rule: str, date: Components, around: Context) -> bool:
    """Tell counts, prices and numbers of things from years: «2500 شخص», «القرار 2042»."""
    if rule in ("year", "bare_year") and ("م", "د") in ((around.last, around.after), (around.after, around.then)):
        return True  # «1985 م د»: million dinars, not the year of our Lord
    if rule != "bare_year":
        return False
    contexts, year = _contexts(), date.year or 0
    if around.glued or around.before in contexts["never_before_year"] or around.after in contexts["counted"]:
        return True
    last = _LAST_UNKNOWN if around.published_year is None else around.published_year + _SPAN_AHEAD
    if _FIRST_PLAIN <= year <= last and year % 100:
        return False
    told = around.bracketed or around.before in contexts["year_before"]
    counts = around.after and not has_article(around.after) and around.after not in contexts["after_year"]
    return bool(counts) or not (told and 1000 <= year <= 2100)


def _is_class_or_newspaper(rule: str, _parts: Components, around: Context) -> bool:
    """Return whether «السنة الرابعة» is a class at school, or «"اليوم السابع"» a newspaper."""
    if rule != "numbered":
        return False
    contexts = _contexts()
    of_school = around.after == "من" and around.then in contexts["schooling_of"]
    is_class = of_school or around.after in contexts["schooling"] or around.before in contexts["schooling_before"]
    return is_class or around.quoted


def _is_other_year(_rule: str, date: Components, around: Context) -> bool:
    """Return whether «نهاية السنة» is that of the school or the books."""
    return (date.shift is not None or date.edge is not None) and around.after in _contexts()["other_years"]


def _is_ball(_rule: str, _parts: Components, around: Context) -> bool:
    """Return whether «بكرة» is a ball: «بكرة القدم»."""
    return around.last == "بكره" and has_article(around.after)


def _is_not_today(_rule: str, _parts: Components, around: Context) -> bool:
    """Return whether «اليوم» is a day of remembrance, or part of a name («روسيا اليوم»)."""
    contexts = _contexts()
    named = around.first == "اليوم" == around.last and around.before in contexts["today_names"]
    return named or (around.last in ("اليوم", "الليله") and around.after in contexts["not_today"])


def _is_age(_rule: str, date: Components, around: Context) -> bool:
    """Return whether «الثلاثينات» is an age: «في الثلاثينات من عمره»."""
    return date.decade is not None and around.after == "من" and around.then in ("عمره", "عمرها", "العمر")


def _is_general(_rule: str, _parts: Components, around: Context) -> bool:
    """Return whether «العام» is «general»: «الأمين العام الحالي»."""
    return around.first == "العام" and around.before in _contexts()["general"]


def _is_prayer(_rule: str, date: Components, around: Context) -> bool:
    """Return whether «الجمعة» is the prayer."""
    friday = date.weekday == 4 and date.day is None and date.shift is None
    return friday and around.before in _contexts()["prayer_before"]


def _is_name(rule: str, date: Components, around: Context) -> bool:
    """Return whether a date is the name of an alliance, a street, a market: «قوى 14 آذار»."""
    dated = date.year is not None or date.direction is not None or date.shift is not None
    return rule in _NAMING_RULES and not dated and around.before in _contexts()["names_before"]


_FALSE_FRIENDS: tuple[Callable[[str, Components, Context], bool], ...] = (
    _is_no_year,
    _is_class_or_newspaper,
    _is_other_year,
    _is_ball,
    _is_not_today,
    _is_age,
    _is_general,
    _is_prayer,
    _is_name,
)


def stands(expression: Expression, around: Context) -> bool:
    """Return whether what stands around an expression lets it be one.

    Parameters
    ----------
    expression : Expression
        What the grammar read.
    around : Surroundings
        What stands around it.

    Returns
    -------
    bool
        False for the false friends of dates.
    """
    meaning = expression.meaning
    if isinstance(meaning, Duration) and meaning.single:
        # «بعد عقد الاجتماع», «خلال سنة الخدمة»: a lone unit before a noun is another word or another thing.
        return meaning.amounts[0][1] != "decade" and not has_article(around.after)
    if isinstance(meaning, Reference):
        return not (meaning.now and around.after in ("نفسه", "ذاته", "عينه"))
    if isinstance(meaning, Components):
        return not any(check(expression.rule, meaning, around) for check in _FALSE_FRIENDS)
    return True


def event_edges() -> dict[str, str]:
    """Map the folded words for the beginning and the end of an event to ``"start"`` and ``"end"``."""
    contexts = _contexts()
    return dict.fromkeys(contexts["outbreak"], "start") | dict.fromkeys(contexts["closing"], "end")


def event_nouns() -> frozenset[str]:
    """List the folded nouns of events that no table needs to know."""
    return _contexts()["event_nouns"]


def recalls(before: str) -> bool:
    """Return whether a date without a year after a word is that of an event long past (هجمات 11 سبتمبر)."""
    return before in _contexts()["recalled_before"]


@lru_cache(maxsize=65536)
def tense_of(surface: str, folded: str) -> int:
    """Tell what a word says of the tense of its clause: 1 future, -1 past, 0 nothing."""
    contexts = _contexts()
    plain = folded[1:] if folded[:1] in ("و", "ف") and len(folded) > 3 else folded
    if folded in _future_words() or plain in _future_words():
        return 1
    if _FUTURE_VERB.fullmatch(folded) and plain not in contexts["not_future"]:
        return 1
    if _FUTURE_OF_I.fullmatch(fold(surface, profile="marks")):
        return 1
    return -1 if folded in contexts["past"] or plain in contexts["past"] else 0
