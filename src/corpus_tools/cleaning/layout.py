"""Repair the layout of one text: paragraphs joined on one line, white space, a head that stands twice.

Each function yields edits ``(start, end, replacement)`` in the order of the text; that for many texts, with its row.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from corpus_tools.arrays import Bools, Ints
from corpus_tools.damage.character_classes import BMP, UNIT, blocks_of, join_texts
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


@cache
def _white_space() -> Bools:
    """Return which characters are white space; beyond these none is."""
    return np.fromiter((chr(point).isspace() for point in range(BMP)), np.bool_, BMP)


#: A longer text is looked at in stretches, which end inside a word.
_STRETCH = 2**20
_INSIDE_WORD = re.compile(r"\S(?=\S)")


def normalize_white_space(texts: Sequence[str]) -> Iterator[RowEdit]:
    """Leave one space between words, one line break between lines, at most one empty line, none at the ends."""
    for first, begin, some in _stretches(texts):
        columns = _find_unusual_space(some)
        for row, start, end, is_edge in zip(*(column.tolist() for column in columns), strict=True):
            space = some[row][start:end]
            plain = "" if is_edge else "\n" * min(len(_LINE_BREAK.findall(space)), 2) or " "
            if plain != space:
                yield first + row, begin + start, begin + end, plain


def _stretches(texts: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield texts that are looked at together, with the row of the first and the offset at which they begin in it."""
    for low, high in blocks_of(texts):
        block = texts[low:high]
        if max(map(len, block)) <= _STRETCH:
            yield low, 0, block
            continue
        for row, text in enumerate(block, low):
            begin = 0
            while begin < len(text):
                inside = _INSIDE_WORD.search(text, begin + _STRETCH)
                end = inside.end() if inside else len(text)
                yield row, begin, [text[begin:end]]
                begin = end


def _find_unusual_space(texts: Sequence[str]) -> tuple[Ints, Ints, Ints, Bools]:
    """Return the runs of white space that are no single space, line break or empty line, or at an edge of their text.

    They have the row, the start and end in the text, and whether they stand at an edge.
    """
    codes, starts, ends = join_texts(texts)
    kind = codes.dtype.type
    is_break = codes == kind(ord("\n"))
    is_space = is_break | (codes == kind(ord(" ")))
    # Nearly all characters are of the Arabic block or of ASCII; only the others are looked up.
    others = np.flatnonzero(~is_space & (codes - kind(0x21) > kind(0x5E)) & (codes - kind(0x600) > kind(0xFF)))
    others = others[_white_space()[codes[others] if codes.itemsize == UNIT else np.minimum(codes[others], BMP - 1)]]
    is_space[others] = True
    is_unusual = np.zeros(len(codes), np.bool_)
    np.logical_and(is_space[1:], is_space[:-1], out=is_unusual[1:])
    is_unusual[:-1] |= is_unusual[1:]
    is_unusual[others] = True
    edges = np.concatenate([starts[starts < ends], ends[starts < ends] - 1])
    is_unusual[edges] |= is_space[edges]
    places = np.flatnonzero(is_unusual)
    begins = np.diff(places, prepend=-2) > 1
    first = places[begins]
    last = places[np.append(begins[1:], True)] + 1 if len(places) else first
    rows = np.searchsorted(starts, first, "right") - 1
    at_edge = (first == starts[rows]) | (last == ends[rows])
    kept = at_edge | (last - first != len("\n\n")) | ~(is_break[first] & is_break[last - 1])
    rows, first, last = rows[kept], first[kept], last[kept]
    return rows, first - starts[rows], last - starts[rows], at_edge[kept]


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
    if one == other:
        return True
    if not len(one) / 2 <= len(other) <= 2 * len(one):
        return False
    if one.strip() == other.strip():
        return True
    first, second = folded_words(one[:_PROBE]), folded_words(other[:_PROBE])
    return (first.startswith(second) or second.startswith(first)) and folded_words(one) == folded_words(other)


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
