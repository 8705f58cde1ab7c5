"""Repair the layout of one text: paragraphs joined on one line, white space, a head that stands twice.

Each function yields edits ``(start, end, replacement)`` in the order of the text; that for many texts, with its row.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus_tools.damage.character_classes import BMP, UNIT, join_texts
from corpus_tools.script import LETTERS, Edit, RowEdit, fold

_CLOSERS = "\"”»’')\\]"
#: The end of a paragraph and the comma that some exports put between paragraphs.
_JOINED = re.compile(f"(?P<end>[.؟?!…])(?P<closers>[{_CLOSERS}]*),(?P<gap>\\s+|\\Z|(?=[{LETTERS}]))")
#: Such exports end every paragraph with a full stop, even after a question.
_STOP_AFTER_ASKING = re.compile(r"[؟?!]\.,")
_FINAL_STOP = re.compile(r"[؟?!](?P<stop>\.)\s*\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
#: Latin abbreviations before which a comma is ordinary: Co., Ltd
_ABBREVIATIONS = frozenset(
    {"al", "bros", "co", "corp", "dr", "etc", "inc", "jr", "ltd", "mr", "mrs", "no", "prof", "sr", "st", "vs"}
)
_LONGEST_ABBREVIATION = 8


def _is_certain(text: str, found: re.Match[str]) -> bool:
    """Return whether a mark and a comma cannot be ordinary punctuation."""
    at = found.start()
    before = text[at - 1 : at]
    if found["closers"] or found["end"] == "…" or before == ".":
        return False
    if found["end"] == ".":
        word = _LAST_WORD.search(text, max(0, at - _LONGEST_ABBREVIATION), at)
        return word is None or (len(word.group()) > 1 and word.group().lower() not in _ABBREVIATIONS)
    return not (before.isascii() and before.isalpha())  # Yahoo!, Google


def break_joined_paragraphs(text: str) -> Iterator[Edit]:
    """Replace the joiner ``., `` between paragraphs on one line by a line break.

    The full stop (or question or exclamation mark) stays and the comma goes; a full stop that the export put after such
    a mark goes too, also at the end of the text. After a closing quotation mark or an ellipsis (``?", ``, ``..., ``),
    where a comma may be the writer's own, only texts that also hold the plain joiner are changed. Abbreviations and
    initials before a comma are left alone.
    """
    joiners = list(_JOINED.finditer(text))
    certain = [_is_certain(text, found) for found in joiners]
    style_is_proven = any(sure and found["end"] == "." for found, sure in zip(joiners, certain, strict=True))
    for found, sure in zip(joiners, certain, strict=True):
        may_join = found["closers"] or found["end"] == "…" or text[found.start() - 1 : found.start()] == "."
        if sure or (style_is_proven and may_join):
            at_end = found.end() == len(text)
            start = found.start() if _STOP_AFTER_ASKING.match(text, found.start() - 1) else found.end("closers")
            yield start, found.end(), "" if at_end else "\n"
    if style_is_proven and (final := _FINAL_STOP.search(text)):
        yield final.start("stop"), final.end("stop"), ""


_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# The kinds of white space: a plain space or line feed may stay as it is.
_PLAIN, _OTHER = 1, 2


@cache
def _white_space() -> NDArray[np.uint8]:
    """Return the kind of white space that each character is, or 0; beyond these there is none."""
    kinds = np.fromiter((_OTHER * chr(point).isspace() for point in range(BMP)), np.uint8, BMP)
    kinds[[ord(" "), ord("\n")]] = _PLAIN
    return kinds


def normalize_white_space(texts: Sequence[str]) -> Iterator[RowEdit]:
    """Leave one space between words, one line break between lines, at most one empty line, none at the ends."""
    codes, starts, ends = join_texts(texts)
    kinds = _white_space()[codes if codes.itemsize == UNIT else np.minimum(codes, BMP - 1)]
    # Plain white space at an end is to be changed as well.
    for edge in (starts[starts < ends], ends[starts < ends] - 1):
        kinds[edge] *= _OTHER
    places = np.flatnonzero(kinds)
    begins = np.diff(places, prepend=-2) > 1
    first = places[begins]
    last = places[np.append(begins[1:], True)] + 1 if len(places) else first
    unusual = (last - first > 1) | (kinds[first] >= _OTHER)
    first, last = first[unusual], last[unusual]
    rows = np.searchsorted(starts, first, "right") - 1
    at_edge = (first == starts[rows]) | (last == ends[rows])
    within = zip(rows.tolist(), (first - starts[rows]).tolist(), (last - starts[rows]).tolist(), at_edge, strict=True)
    for row, start, end, is_edge in within:
        space = texts[row][start:end]
        plain = "" if is_edge else "\n" * min(len(_LINE_BREAK.findall(space)), 2) or " "
        if plain != space:
            yield row, start, end, plain


_NOT_IN_WORD = re.compile(r"[\W_]+")
#: A repeated head is at least this long, in characters and words; anything shorter may be a refrain.
_SHORTEST_HEAD, _FEWEST_WORDS = 25, 4
#: The longest abstract, in characters.
_LONGEST_HEAD = 3000
_PROBE = 12


def folded_words(text: str) -> str:
    """Return the folded words of a text, one space between them and no punctuation, for comparison."""
    return _NOT_IN_WORD.sub(" ", fold(text)).strip()


def _skip_copy(text: str, start: int) -> int:
    """Return the offset at which the head of a text stands again, whole; `start` where it does not."""
    probe = text[start : start + _PROBE]
    again = text.find(probe, start + _SHORTEST_HEAD, start + _LONGEST_HEAD) if len(probe) == _PROBE else -1
    while again > 0:
        # The second copy may go on with "and": «وقال الوزير».
        end = again - (text[again - 1] in "وف" and text[again - 2].isspace())
        head = folded_words(text[start:end])
        rest = folded_words(text[again : again + 2 * (again - start)])
        if len(head) >= _SHORTEST_HEAD and head.count(" ") + 1 >= _FEWEST_WORDS and rest.startswith(head):
            return end
        again = text.find(probe, again + 1, start + _LONGEST_HEAD)
    return start


def _next_line(text: str, start: int) -> int:
    """Return the offset of the next line that is not empty; `start` where there is none."""
    end = text.find("\n", start)
    return start if end < 0 else end + 2 if text.startswith("\n\n", end) else end + 1


def _say_the_same(one: str, other: str) -> bool:
    """Return whether two lines hold the same words."""
    if not len(one) / 2 <= len(other) <= 2 * len(one):
        return False
    return one.strip() == other.strip() or folded_words(one) == folded_words(other)


def remove_repeated_head(text: str, title: str = "") -> Iterator[Edit]:
    """Remove a head that the text repeats: a title that stands twice, an abstract before the same words.

    Only what the following words repeat in full is removed, so that nothing is lost; the last word of an abstract may
    be cut off, and spelling of hamza, marks and punctuation may differ. One title stays on the first line: `title`,
    though the text may begin with the same words, is no abstract. White space must be normalized.
    """
    head = 0
    while (second := _next_line(text, head)) > head:
        third = _next_line(text, second)
        following = text[second:third] if third > second else text[second:]
        if not _say_the_same(text[head:second], following):
            break
        head = second
    if head:
        yield 0, head, ""
    first_is_title = _say_the_same(text[head:second], title)
    for start in [second] if first_is_title else [head, second]:
        end = start
        while (again := _skip_copy(text, end)) > end:
            end = again
        if end > start:
            yield start, end, ""
            return
