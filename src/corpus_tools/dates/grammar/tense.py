"""The tense of a clause, which places a date ahead or behind."""

import re
from functools import cache, lru_cache

from corpus_tools.data_files import load_table, read_rows
from corpus_tools.dates.grammar.components import Components, Duration, Expression, Range
from corpus_tools.dates.grammar.date_words import context_words
from corpus_tools.proclitics import without_conjunction
from corpus_tools.script import fold

_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{2,}")
_MAYBE_OF_I = re.compile(r"[وف]?سا")
_FUTURE_OF_I = re.compile(r"[وف]?سأ\w{2,}")
_FUTURE_WORDS = frozenset(map(fold, load_table("date_words")["future"]))
_FEMININE = ("ه", "ات")
_IMPERFECT = frozenset("يتنس")  # what verbs of the present and the future begin with


#: A verb in the present, of something that is scheduled: «يلتقي المنتخبان يوم السبت».
SCHEDULED = 2


@cache
def _scheduled_verbs() -> frozenset[str]:
    """Return the forms of the verbs that tell, in the present, of what is scheduled."""
    words = context_words()
    stems = [(stem, "يتن") for stem in words["scheduled"]] + [(stem, "ي") for stem in words["scheduled_with_ya"]]
    return frozenset(who + stem + number for stem, people in stems for who in people for number in ("", "ون", "ان"))


@cache
def _names_like_future() -> frozenset[str]:
    """Return the names that are written as verbs of the future are: «ستولتنبرغ», «سيرغي»."""
    names = (row.partition("\t")[0] for row in read_rows("names"))
    return frozenset(name for name in (fold(name) for name in names if name[0] == "س") if _FUTURE_VERB.fullmatch(name))


def _is_given_name(surface: str, folded: str) -> bool:
    """Return whether what is written as a verb in the present is a name: «فيصل», «يحيى»."""
    return folded in context_words()["given_names"] or surface == "يحيى"


@lru_cache(maxsize=65536)
def tense_of(surface: str, folded: str) -> int:
    """Return the tense that a word gives its clause: 1 future, -1 past, 0 none, `SCHEDULED` for some of the present."""
    words = context_words()
    plain = without_conjunction(folded)
    if folded in _FUTURE_WORDS or plain in _FUTURE_WORDS:
        return 1
    if _FUTURE_VERB.fullmatch(folded) and plain not in words["not_future"] and plain not in _names_like_future():
        return 1
    if _MAYBE_OF_I.match(folded) and _FUTURE_OF_I.fullmatch(fold(surface, profile="marks")):
        return 1
    facing = plain[:1] == "ل" and plain[2:] in words["facing"]  # «فاز ليواجه غريمه السبت»
    if (facing or folded in _scheduled_verbs() or plain in _scheduled_verbs()) and not _is_given_name(surface, folded):
        return SCHEDULED
    return -1 if folded in words["past"] or plain in words["past"] else 0


def tells_past_of_man(verb: str, subject: str) -> bool:
    """Return whether a verb with «ت» is of the past, as its subject is masculine: «تعرض الموكب», not «تعرض القناة»."""
    return without_conjunction(verb) in context_words()["also_past"] and not subject.endswith(_FEMININE)


def is_imperfect(verb: str) -> bool:
    """Return whether a relative clause that begins with a word is not told in the past, as by «قصفت»."""
    return verb[:1] in _IMPERFECT and not (verb.startswith("ت") and verb.endswith("ت"))


def needs_tense(expression: Expression) -> bool:
    """Return whether the tense of its clause places an expression."""
    meaning = expression.meaning
    if isinstance(meaning, Components):
        return is_open(meaning)
    if isinstance(meaning, Range):
        return any(part is not None and is_open(part) for part in (meaning.left, meaning.right))
    return isinstance(meaning, Duration) and meaning.relation in ("ahead", "within")


def is_open(date: Components) -> bool:
    """Return whether a date is open to several years or weeks."""
    return date.year is None and date.shift is None and date.direction is None
