"""Dates that date no event: of laws and competitions, of headings, of what is compared with, «اليوم» for nowadays."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.data_files import load_table
from corpus_tools.proclitics import bare_stems
from corpus_tools.script import fold_words

_WORD = re.compile(r"[\w\u064B-\u065F\u0670]+")
_YEAR = re.compile(r"\d{4}")
#: Between an act and its date: «القانون المؤرخ في 7 أكتوبر», «لسنة 2016».
_LINKS = frozenset(["سنه", "عام", "لسنه", "لعام", "في", "بتاريخ", "يوم", "ل", "ب"])
#: After these a year is when something was: «صدر القانون في 2015».
_WITHIN = frozenset(["في", "من", "منذ", "خلال"])
#: How many characters around a date are looked at, and within how many words before it an act stands, or another cue.
_AROUND, _ACT_NEAR, _NEAR = 100, 9, 3
#: How many words may stand between an act and its year: «قانون مالية تكميلي لسنة 2017».
_MOST_BETWEEN = 2
_TODAY = "اليوم"
#: The TIMEX3 value of what is so now, whatever day it is.
_NOW = "PRESENT_REF"


class _Place(NamedTuple):
    """A date and the words around it in its sentence, folded."""

    date: list[str]
    before: list[str]  # the nearest first
    after: list[str]
    whole: bool  # no further words are in the sentence


@cache
def _contexts() -> dict[str, frozenset[str]]:
    """Return the words that tell that a date dates no event, folded."""
    return {name: frozenset(fold_words(forms)) for name, forms in load_table("event_contexts").items()}


def why_no_event(rows: pd.DataFrame) -> NDArray[np.object_]:
    """Return for each dated sentence why its date dates no event; an empty text where it may.

    `rows` have words, sentence_start, start, end, value, modifier and anchor.
    """
    known = rows[["value", "modifier", "anchor"]].astype(object).fillna("")
    columns = zip(_places(rows), known["value"], known["modifier"], known["anchor"] == "absolute", strict=True)
    return np.array([_reason(*column) for column in columns], dtype=object)


def _places(rows: pd.DataFrame) -> list[_Place]:
    """Return the words around each date; all are folded in one go."""
    starts = (rows["start"] - rows["sentence_start"]).tolist()
    ends = (rows["end"] - rows["sentence_start"]).tolist()
    parts: list[list[str]] = []
    whole: list[bool] = []
    for words, start, end in zip(rows["words"], starts, ends, strict=True):
        parts += map(
            _WORD.findall, (words[start:end], words[max(start - _AROUND, 0) : start], words[end : end + _AROUND])
        )
        whole.append(start <= _AROUND and len(words) - end <= _AROUND)
    folded = iter(fold_words([word for part in parts for word in part]))
    lists = [list(islice(folded, len(part))) for part in parts]
    places = zip(lists[::3], lists[1::3], lists[2::3], whole, strict=True)
    return [_Place(date, before[::-1], after, is_whole) for date, before, after, is_whole in places]


@lru_cache(65_536)
def _stems(word: str) -> frozenset[str]:
    """Return a folded word and what is left of it without proclitics, if three letters are: «وهو» is not «هو»."""
    return frozenset(stem for stem in bare_stems(word) if stem == word or len(stem) > 2)


def _has(words: Sequence[str], name: str) -> bool:
    """Return whether one of some words is in a list of contexts."""
    known = _contexts()[name]
    return any(not known.isdisjoint(_stems(word)) for word in words)


def _reason(place: _Place, value: str, modifier: str, absolute: bool) -> str:
    """Return why a date dates no event, or an empty text."""
    is_year = _YEAR.fullmatch(value) is not None and not modifier
    if value == _NOW or (place.date == [_TODAY] and _means_nowadays(place)):
        return "nowadays"
    if place.whole and _is_heading(place):
        return "heading"
    if absolute and _is_of_act(place, is_year=is_year):
        return "name of a law"
    bare = absolute and not modifier and all(map(_YEAR.fullmatch, place.date))
    if bare and _has(place.before[:_NEAR], "held") and not _LINKS & {*place.before[:1]}:
        return "name with its year"
    named = (
        place.date[1:2] if place.date[0].endswith(_TODAY) else place.after[1:2] if place.after[:1] == ["يوما"] else []
    )
    if _has(named, "remembrance"):
        return "day of remembrance"
    return "compared with" if _is_compared(place, modifier) else ""


def _is_compared(place: _Place, modifier: str) -> bool:
    """Return whether something is compared with a date: «مقارنة بسنة 2016», «أدنى مستوى منذ مارس»."""
    near = place.before[: _NEAR + 1]
    better = place.before[:1] == ["من"] and not _contexts()["elatives"].isdisjoint(place.before[1:2])
    facing = any(
        number.isdecimal() and _has([word], "compared_number") for number, word in pairwise(place.before[:_ACT_NEAR])
    )
    return better or facing or _has(near, "compared") or (modifier == "SINCE" and _has(near, "records"))


def _means_nowadays(place: _Place) -> bool:
    """Return whether a lone «اليوم» means these days: «عالم اليوم», «تونس تعيش اليوم أزمة»."""
    return _has(place.before[:1], "nowadays_before") or _has(place.after[:1], "nowadays_after")


def _is_heading(place: _Place) -> bool:
    """Return whether a sentence is the date alone, or the heading of a digest or a forecast."""
    words = [word for word in (*place.before, *place.after) if not word.isdecimal()]
    return all(_has([word], "headings") or _has([word], "joining") for word in words)


def _is_of_act(place: _Place, *, is_year: bool) -> bool:
    """Return whether a date is part of the name of a text of law."""
    said = [word for word in place.before[:_NEAR] if word not in _LINKS][:1]
    if _has(said, "dated_act"):
        return True
    before = place.before[:_ACT_NEAR]
    acts = [at for at, word in enumerate(before) if _has([word], "acts")]
    if acts and said and said[0] in _contexts()["issued_act"]:
        return True
    if not acts or not is_year or before[0] in _WITHIN:
        return False
    # «قانون 2004», «قانون المالية لسنة 2016», «المرسوم عدد 116 لسنة 2011»
    between = [word for word in before[: acts[0]] if word not in _LINKS]
    return len(between) <= _MOST_BETWEEN or between[0].isdecimal()
