"""The order in which the letters of a line are read, found from the order in which they are seen.

Programs that take text out of a PDF see letters at places, and guess from there how they are read. They are certain of
it where the letters of a line are given in reading order, with a direction mark where numbers or signs meet.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tools.shaping.direction import LRM, RLM, Direction, drop_steering, first_strong
from corpus_tools.shaping.handshaped import MIRROR

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L", "EN", "AN"})
# Signs of numbers, the comma among them: where one ends a word, readers of PDF take it for the beginning of a number.
_WEAK = frozenset({"ES", "ET", "CS"})


class Step(NamedTuple):
    """A cluster of letters, in the order of reading."""

    cluster: int  # its place among those seen, from the left
    letters: str
    mark: str  # the direction mark that keeps what follows in order, or nothing
    edge: int  # the last cluster, in the direction of the line, of the stretch that the mark ends
    is_changed: bool  # whether it is a sign that pdfium changes among letters that are read from the right


def in_reading_order(seen: Sequence[str], line: str) -> list[Step]:
    """Return the clusters of a line in the order of reading.

    `seen` are the letters of each cluster, from left to right, and `line` is the text as it is read, with a direction
    mark before it if its first letter does not show its direction. Where the two don't agree, all of it runs one way.
    """
    base = first_strong(line) or "L"
    text = drop_steering(line)
    runs = _runs(seen, text, base)
    if runs is None:
        steps = [Step(index, letters, "", index, is_changed=False) for index, letters in enumerate(seen)]
        return steps[::-1] if base == "R" else steps
    steps = []
    start = 0
    for run in runs:
        turned = _is_turned(run, base)
        outermost = min(run) if base == "R" else max(run)
        for cluster in run:
            letters = text[start : start + len(seen[cluster])]
            start += len(letters)
            needs_none = (turned and cluster != run[-1]) or (base == "L" and start == len(text))
            mark = "" if needs_none else _mark(letters, text[start : start + 1] or " ", base, turned=turned)
            is_changed = base == "R" and not turned and _is_changed(letters)
            steps.append(Step(cluster, letters, mark, outermost if turned else cluster, is_changed))
    return steps


def _runs(seen: Sequence[str], text: str, base: Direction) -> list[list[int]] | None:
    """Return the stretches of one direction in the order of reading, each with its clusters; None if there is none."""
    found = _match(seen, text, range(len(seen)), base)
    return found if found is not None and sum(map(len, seen)) == len(text) else None


def _match(seen: Sequence[str], text: str, places: range, base: Direction) -> list[list[int]] | None:
    """Match clusters at places from left to right with the text that they spell in a line of this direction."""
    runs: list[list[int]] = []
    left, right, start = places.start, places.stop, 0
    while left < right:
        turned = _turned_run(seen, text[start:], range(left, right), base)
        at = right - 1 if base == "R" else left
        if turned is not None:
            runs += turned
        elif _spell(seen[at : at + 1], text[start:]):
            turned = [[at]]
            if runs and _is_next(runs[-1], at, base):
                runs[-1].append(at)
            else:
                runs.append([at])
        else:
            return None
        taken = [place for run in turned for place in run]
        start += sum(len(seen[place]) for place in taken)
        left, right = (left, right - len(taken)) if base == "R" else (left + len(taken), right)
    return runs


def _turned_run(seen: Sequence[str], text: str, places: range, base: Direction) -> list[list[int]] | None:
    """Return the clusters, next in reading, of a stretch that runs against the line, or None if there is none."""
    if not text:
        return None
    kind = unicodedata.bidirectional(text[0])
    against, along = (_LEFT_TO_RIGHT, _RIGHT_TO_LEFT) if base == "R" else (_RIGHT_TO_LEFT, frozenset({"L"}))
    at = places.stop - 1 if base == "R" else places.start
    if kind in along or (kind not in against and _spell(seen[at : at + 1], text)):
        return None
    longest = next((index for index, char in enumerate(text) if unicodedata.bidirectional(char) in along), len(text))
    count = len(places)
    while count:
        inner = range(places.stop - count, places.stop) if base == "R" else places[:count]
        part = seen[inner.start : inner.stop]
        length = sum(map(len, part))
        if length <= longest:
            if base == "R" and _spell(part, text):
                return [list(inner)]
            if base == "L" and sorted(_fold("".join(part))) == sorted(_fold(text[:length])):
                runs = _match(seen, text[:length], inner, "R")
                if runs is not None:
                    return runs
        count -= 1
    return None


def _spell(part: Sequence[str], text: str) -> bool:
    """Return whether clusters from left to right spell the beginning of a text; marks may be in any order."""
    start = 0
    for letters in part:
        if sorted(_fold(letters)) != sorted(_fold(text[start : start + len(letters)])):
            return False
        start += len(letters)
    return True


def _fold(letters: str) -> str:
    """Write brackets that open for those that close: what is seen may be the mirror of what is read."""
    return "".join(min(letter, letter.translate(MIRROR)) for letter in letters)


def _is_next(run: Sequence[int], place: int, base: Direction) -> bool:
    """Return whether a place continues a stretch in the direction of the line."""
    return not _is_turned(run, base) and run[-1] == place + (1 if base == "R" else -1)


def _is_turned(run: Sequence[int], base: Direction) -> bool:
    """Return whether a stretch of two clusters or more runs against the line."""
    return len(run) > 1 and (run[1] > run[0]) == (base == "R")


def _is_changed(letters: str) -> bool:
    """Return whether pdfium changes a sign that is read from the right: it turns (, « and ≤ round, and spells … out."""
    sign = letters[-1]
    return bool(unicodedata.mirrored(sign)) or (
        unicodedata.bidirectional(sign) == "ON" and not unicodedata.is_normalized("NFKC", sign)
    )


def _mark(letters: str, after: str, base: Direction, *, turned: bool) -> str:
    """Return the direction mark that belongs between letters and what is read after them, or nothing."""
    kind, next_kind = unicodedata.bidirectional(letters[-1]), unicodedata.bidirectional(after)
    if base == "L":
        return LRM if (turned or kind in _RIGHT_TO_LEFT) and next_kind not in _RIGHT_TO_LEFT | _LEFT_TO_RIGHT else ""
    if kind == "NSM":  # what is weak behind it would be read before it
        return RLM if next_kind in _LEFT_TO_RIGHT | _WEAK else ""
    if kind in _RIGHT_TO_LEFT or next_kind in _RIGHT_TO_LEFT or letters.isspace():
        return ""
    return RLM if turned or kind in _LEFT_TO_RIGHT | _WEAK or next_kind in _LEFT_TO_RIGHT else ""
