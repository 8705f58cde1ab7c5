"""Days of publication that stand in the text, in a line of their own: «الأربعاء، 28 آب/أغسطس 2013», «آخر تحديث …»."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from corpus_tools.calendars.arithmetic import DAY
from corpus_tools.corpus import Corpus
from corpus_tools.data_files import load_table
from corpus_tools.dates.find import find_expressions
from corpus_tools.dates.grammar.components import Components
from corpus_tools.dates.grammar.search import Found
from corpus_tools.dates.normalize.anchor import Anchor, Unresolved
from corpus_tools.dates.normalize.intervals import resolve_components
from corpus_tools.script import fold

_HEAD, _FOOT, _LONGEST = 5, 3, 120  # lines from the head and the foot that are looked at, and characters of one
#: How many words may stand beside a bare date, a place or a desk, and beside one with a word of publication.
_OTHERS, _OTHERS_LABELLED = 1, 6
_BARE_HEAD = 3  # where no line is as long as a paragraph, bare dates further down are headings
_WORD = re.compile(r"[^\W\d_]{2,}")
_LINE = re.compile(r"[^\n]+")


class Dateline(NamedTuple):
    """A line that dates its document."""

    doc: int  # row of the document
    start: int  # the place of the date in its text
    end: int
    surface: str
    earliest: int  # the day, in seconds from 1970-01-01
    latest: int
    tells: str  # "published", "updated" (so that the document came out on that day or before), or "" for a bare date


class _Line(NamedTuple):
    """A line of a text that may date it."""

    doc: int
    start: int
    text: str
    outside: bool  # it stands above or below the whole body, where a bare date is that of the text


def find_datelines(texts: Sequence[str]) -> list[Dateline]:
    """Find the lines at the head and the foot of texts that hold a full date and next to nothing else.

    Of a text one line gives the day, the first that tells of the publication before any bare date, and one the last
    change.
    """
    lines = [line for doc, text in enumerate(texts) for line in _candidates(doc, text)]
    table = pd.DataFrame({"doc_id": range(len(lines)), "text": pd.Series([line.text for line in lines], dtype="str")})
    of_line: dict[int, list[Found]] = {}
    for found, _, _ in find_expressions(Corpus(table)):
        of_line.setdefault(found.doc, []).append(found)
    told: dict[tuple[int, str], list[Dateline]] = {}
    for row, places in sorted(of_line.items()):
        if (line := _read(lines[row], places)) is not None:
            told.setdefault((line.doc, line.tells), []).append(line)
    chosen: dict[tuple[int, bool], Dateline] = {}
    for (doc, tells), same in sorted(told.items(), reverse=True):
        if tells or len({line.earliest for line in same}) == 1:  # several bare dates are a programme
            chosen.setdefault((doc, tells == "updated"), same[0])
    return list(chosen.values())


def _candidates(doc: int, text: str) -> Iterator[_Line]:
    """Yield the short lines with a digit at the head and the foot of a text that is more than they."""
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    body = next((number for number, line in enumerate(lines) if len(line[0]) > _LONGEST), min(len(lines), _BARE_HEAD))
    for number, line in enumerate(lines if len(lines) > 1 else ()):
        beside = number < _HEAD or number >= len(lines) - _FOOT
        if beside and len(line[0]) <= _LONGEST and any(map(str.isdigit, line[0])):
            yield _Line(doc, line.start(), line[0], number < body or number == len(lines) - 1)


def _read(line: _Line, found: Sequence[Found]) -> Dateline | None:
    """Read the day of a line; None where it is not said in full, or the line says more."""
    label, tells = _label_of(line.text)
    rest = line.text
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    others = len(_WORD.findall(rest)) - len(label.split())
    if others > (_OTHERS_LABELLED if label else _OTHERS) or not (label or line.outside):
        return None
    for one in found:
        date = one.expression.meaning
        if not isinstance(date, Components) or date.day is None or date.month is None or date.year is None:
            continue
        try:
            day = resolve_components(date, Anchor(None))[0].earliest // DAY * DAY
        except Unresolved:
            continue
        start, end = line.start + one.start, line.start + one.end
        return Dateline(line.doc, start, end, line.text[one.start : one.end], day, day + DAY, tells)
    return None


def _label_of(text: str) -> tuple[str, str]:
    """Return the words of publication that a line has («نشر في», «آخر تحديث»), and what they tell."""
    folded = f" {' '.join(_WORD.findall(fold(text)))} "
    return next(((label, tells) for label, tells in _labels() if f" {label} " in folded), ("", ""))


@cache
def _labels() -> list[tuple[str, str]]:
    """List the words of publication, folded, and what they tell; those of an update come first."""
    words = load_table("publication")
    return [(fold(label), tells) for tells in ("updated", "published") for label in words[tells]]
