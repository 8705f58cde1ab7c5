"""Dates that date no event: of laws, cases and competitions, of headings, of what is compared with or was to be.

What each distinct word of the corpus tells is looked up once, as bits, one for each list of data/event_contexts.yaml;
what stands around the dates is then read from arrays.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, repeat
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.proclitics import spellings
from corpus_tools.script import fold_words
from corpus_tools.tokens.tokenize import Tokens

_WORD = re.compile(r"[\w\u064B-\u065F\u0670]+")
_YEAR, _MONTH, _DAY = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")
#: How many characters around a date are looked at, and within how many words before it an act stands, or another cue.
_AROUND, _ACT_NEAR, _COMPARED_NEAR, _NEAR = 100, 9, 5, 3
#: How many words may stand between an act and its year: «قانون مالية تكميلي لسنة 2017».
_MOST_BETWEEN = 2
_TODAY = "اليوم"
#: The TIMEX3 value of what is so now, whatever day it is.
_NOW = "PRESENT_REF"
#: Words of these lists stand as they are written; all others may have proclitics.
_AS_WRITTEN = frozenset(["links", "within", "than", "elatives", "issued_act", "a_day"])
#: Words of fewer letters have no proclitics: «وهو» is not «هو».
_SHORTEST = 3
#: The bits that are of no list: that a word stands there, and that it is a number.
_ANY, _NUMBER = 1, 2


class _Around(NamedTuple):
    """What the words around each date tell: in a row, a column for each word, the nearest first, 0 where none is."""

    before: Ints
    after: Ints
    is_bare: Bools  # the rest of the sentence is words of headings, and numbers


class _Dates(NamedTuple):
    """What the words of the dates themselves tell."""

    is_today: Bools
    behind_today: Ints  # the word after «اليوم»
    is_years: Bools


@cache
def _bits() -> dict[str, int]:
    """Return the bit of each list of contexts."""
    return {name: 4 << place for place, name in enumerate(load_table("event_contexts"))}


@cache
def _cues() -> dict[str, int]:
    """Map each spelling, folded, of the words of the contexts to the bits of their lists."""
    cues: dict[str, int] = {}
    for name, forms in load_table("event_contexts").items():
        for stem in fold_words(forms):
            plain = name in _AS_WRITTEN or len(stem) < _SHORTEST
            for word in (stem,) if plain else spellings(stem):
                cues[word] = cues.get(word, _ANY) | _bits()[name]
    return cues


def why_no_event(rows: pd.DataFrame, corpus: Corpus) -> NDArray[np.object_]:
    """Return for each dated sentence of a corpus of one part why its date dates no event; an empty text where it may.

    `rows` have _doc (the row of the document), sentence_start, sentence_end, start, end, surface, value, modifier and
    anchor.
    """
    around, dates = _look_around(rows, next(corpus.parts).tokens, corpus.text_list), _read_dates(rows["surface"])
    modifier = rows["modifier"].astype(object).fillna("")
    value, values = pd.factorize(rows["value"].astype(object).fillna(""))
    absolute, unmodified = (rows["anchor"] == "absolute").to_numpy(np.bool_), (modifier == "").to_numpy(np.bool_)
    is_year = np.array([bool(_YEAR.fullmatch(one)) for one in values], np.bool_)[value] & unmodified
    is_month = np.array([bool(_MONTH.fullmatch(one)) for one in values], np.bool_)[value]
    is_day = np.array([bool(_DAY.match(one)) for one in values], np.bool_)[value]
    is_now, since = np.array([one == _NOW for one in values], np.bool_)[value], (modifier == "SINCE").to_numpy(np.bool_)
    first = around.before[:, 0]
    named = _has(around.before[:, :_NEAR], "held").any(axis=1) & ~_has(first, "links")
    behind = np.where(_has(around.after[:, 0], "a_day"), around.after[:, 1], 0)
    nowadays = _has(first, "nowadays_before") | _has(around.after[:, 0], "nowadays_after")
    reasons = {
        "nowadays": is_now | (dates.is_today & nowadays),
        "heading": around.is_bare,
        "name of a law": absolute & _is_of_act(around.before, is_year),
        "name with its year": absolute
        & ((unmodified & dates.is_years & named) | (is_year & _is_numbered(around.before))),
        "day of remembrance": _has(np.where(dates.behind_today > 0, dates.behind_today, behind), "remembrance"),
        "compared with": _is_compared(around.before, since=since, is_day=is_day),
        "month of a name": is_month & _has(first, "month_of"),
        "was to be": _was_to_be(around.before),
    }
    return np.select(list(reasons.values()), [np.array(name, object) for name in reasons], np.array("", object))


def _has(words: Ints, name: str) -> Bools:
    """Return which words are in a list of contexts."""
    found: Bools = (words & _bits()[name]) > 0
    return found


def _look_up(words: Sequence[str]) -> Ints:
    """Return what each of some folded words tells."""
    return np.fromiter(map(_cues().get, words, repeat(_ANY)), np.int64, len(words))


def _look_around(rows: pd.DataFrame, tokens: Tokens, texts: Sequence[str]) -> _Around:
    """Return what the words around each date tell."""
    doc, start, end, word = (tokens.table[name].to_numpy() for name in ("doc", "start", "end", "word"))
    told = _look_up(tokens.vocabulary["folded"].tolist())
    told[(tokens.vocabulary["kind"] == "number").to_numpy()] |= _NUMBER
    is_other = (~_has(told, "headings") & ~_has(told, "joining") & (told & _NUMBER == 0)).take(word)
    of_word, told = np.append(word, len(told)), np.append(told, 0)
    row = rows["_doc"].to_numpy(np.int64)
    stride = int(end.max(initial=0)) + 1
    starts = doc * np.int64(stride)
    ends = starts + end
    starts += start  # of all tokens, no more arrays than are needed
    begin, stop, low, high = (
        rows[name].to_numpy(np.int64) + row * stride for name in ("start", "end", "sentence_start", "sentence_end")
    )
    is_whole = (begin - low <= _AROUND) & (high - stop <= _AROUND)
    first, last = np.searchsorted(ends, begin, "right"), np.searchsorted(starts, stop)
    lowest = np.searchsorted(starts, np.maximum(low, begin - _AROUND))
    highest = np.searchsorted(starts, np.minimum(high, stop + _AROUND))
    before = told[_take(of_word, first[:, None] - 1 - np.arange(_ACT_NEAR), lowest, highest)]
    after = told[_take(of_word, last[:, None] + np.arange(2), lowest, highest)]
    others = np.zeros(len(word) + 1, np.int32)
    np.cumsum(is_other, out=others[1:])
    rest = others[first] - others[np.minimum(lowest, first)] + others[highest] - others[np.minimum(last, highest)]
    cut = np.flatnonzero(first < len(starts))
    cut = cut[starts[first[cut]] < begin[cut]]  # «لسنة 2016»
    spans = zip(row[cut].tolist(), start[first[cut]].tolist(), rows["start"].to_numpy()[cut].tolist(), strict=True)
    proclitics = _look_up(fold_words([texts[k][a:b] for k, a, b in spans]))
    before[cut, 1:] = before[cut, :-1]
    before[cut, 0] = proclitics
    rest[cut] += ~_has(proclitics, "headings") & ~_has(proclitics, "joining")
    return _Around(before, after, is_whole & (rest == 0))


def _take(words: Ints, at: Ints, low: Ints, high: Ints) -> Ints:
    """Return the words at some places, the last of all for those outside the bounds of their rows."""
    inside = (at >= low[:, None]) & (at < high[:, None])
    return words[np.where(inside, at, -1)]


def _read_dates(surfaces: pd.Series) -> _Dates:
    """Return what the words of the dates tell, each distinct expression read once."""
    place, distinct = pd.factorize(surfaces)
    parts = [_WORD.findall(surface) for surface in distinct.tolist()]
    folded = iter(fold_words([word for part in parts for word in part]))
    words = [list(islice(folded, len(part))) for part in parts]
    is_today = np.array([one == [_TODAY] for one in words], np.bool_)
    behind = _look_up([one[1] if len(one) > 1 and one[0].endswith(_TODAY) else "" for one in words])
    is_years = np.array([all(map(_YEAR.fullmatch, one)) for one in words], np.bool_)
    return _Dates(is_today[place], np.where(behind == _ANY, 0, behind)[place], is_years[place])


def _is_of_act(before: Ints, is_year: Bools) -> Bools:
    """Return which dates are part of the name of a text of law, or of what was issued on that day."""
    is_word = (before > 0) & ~_has(before, "links")
    said = _first_of(before[:, :_NEAR], is_word[:, :_NEAR])
    is_act = _has(before, "acts")
    of_act = is_act.any(axis=1)
    between = is_word & (np.cumsum(is_act, axis=1) == 0)
    numbered = _first_of(before, between) & _NUMBER > 0
    # «قانون 2004», «قانون المالية لسنة 2016», «المرسوم عدد 116 لسنة 2011»
    near = (between.sum(axis=1) <= _MOST_BETWEEN) | numbered
    named = is_year & ~_has(before[:, 0], "within") & near
    found: Bools = _has(said, "dated_act") | (of_act & (_has(said, "issued_act") | named))
    return found


def _is_numbered(before: Ints) -> Bools:
    """Return which years are part of a number: «القضية رقم 635 لسنة 2015»."""
    own = np.where(_has(before[:, 0], "links")[:, None], before[:, 1:3], before[:, :2])
    found: Bools = (own[:, 0] & _NUMBER > 0) & _has(own[:, 1], "numbering") & ~_has(before[:, 0], "within")
    return found


def _was_to_be(before: Ints) -> Bools:
    """Return which dates are of a plan that is told of in the past: «كان من المقرر أن يصل الأحد».

    What follows on it is no part of the plan: «كان من المقرر أن يصل، لكنه ألغى الزيارة أمس».
    """
    planned = _has(before, "was_planned")
    was = _has(before, "was")
    behind = np.pad(was, ((0, 0), (0, 2)))
    from_plan = np.pad(_has(before, "than"), ((0, 0), (0, 1)))[:, 1:]  # «كان من المقرر»
    told = planned & (behind[:, 1:-1] | (from_plan & behind[:, 2:]))
    turned = np.cumsum(_has(before, "turning"), axis=1) > 0
    found: Bools = np.any(told & ~turned, axis=1)
    return found


def _first_of(words: Ints, chosen: Bools) -> Ints:
    """Return the first chosen word of each row, 0 where there is none."""
    return np.where(chosen.any(axis=1), words[np.arange(len(words)), chosen.argmax(axis=1)], 0)


def _is_compared(before: Ints, *, since: Bools, is_day: Bools) -> Bools:
    """Return which dates something is compared with: «مقارنة بسنة 2016», «أدنى مستوى منذ مارس», «مقابل 90 سنة 2013»."""
    better = _has(before[:, 0], "than") & _has(before[:, 1], "elatives")
    is_number = before & _NUMBER > 0
    facing = is_number[:, :-1] & _has(before[:, 1:], "compared_number")
    score = np.pad(is_number[:, 2:], ((0, 0), (0, 1))) & is_day[:, None]  # «فازوا 30 مقابل 29 أمس»
    compared = _has(before[:, :_COMPARED_NEAR], "compared").any(axis=1)
    recorded = since & _has(before[:, : _NEAR + 1], "records").any(axis=1)
    found: Bools = better | (facing & ~score).any(axis=1) | compared | recorded
    return found
