"""Classes of characters in numpy: the arrays on which the tokenizer stands.

A class is a small integer. Tokens are runs of one class, where two neighbouring classes count as one (18 and 19, 20 and
21, and so on); 0 and 1 stand between tokens.
"""

import unicodedata
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, code_points, encode_units

Codes = NDArray[np.unsignedinteger[Any]]

KINDS = ["word", "latin", "number", "hashtag", "mention", "url", "email", "emoji", "abbreviation", "name", "date"]
"""The last two are of tokens that `join_names` joined."""

BREAK, TRIGGER = 0, 1
"""White space and punctuation; and punctuation that may belong to a number or begin a token of its own."""
LATIN, DIGIT = 18, 19
ARABIC = 20
SPECIAL = (22, 24)
"""Two classes in turn for tokens that are found as a whole, so that neighbours stay apart."""
MARK, CONTROL = 30, 31
"""A mark or an invisible control takes the class of what stands before it."""

#: The bit that all classes of tokens have.
_TOKEN_BIT = 4
#: Characters outside ASCII and this main part of the Arabic block are far.
ASCII_END, ARABIC_START, ARABIC_CHARACTERS = 0x80, 0x601, 0x7F
#: White space around the text of a chunk, so that every character has neighbours.
PADDING = 4
_BMP = 0x10000
#: The letters from ء to ي, tatweel among them.
_FIRST_LETTER, _PLAIN_LETTERS = 0x621, 0x2A


def encode(text: str) -> Codes:
    """Return the code point of each character, in 16 bits if all fit."""
    units = encode_units(text)
    if len(units) == len(text):
        return units
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def _class_of(point: int) -> int:
    """Return the class of a code point that the Arabic tables do not name."""
    category = unicodedata.category(chr(point))
    if category == "Nd":
        return DIGIT
    if category[0] == "L":
        return LATIN
    return MARK if category == "Mn" else BREAK


@cache
def _class_table() -> NDArray[np.uint8]:
    """Return the class of each character of the Basic Multilingual Plane."""
    table = np.fromiter(map(_class_of, range(_BMP)), np.uint8, _BMP)
    for inside, value in ((LETTERS, ARABIC), (MARKS + TATWEEL, MARK), (INVISIBLE, CONTROL)):
        table[code_points(inside)] = value
    table[[ord(character) for character in ".,٫٬%٪‰'’#＃@:⭐⭕"]] = TRIGGER
    table[0x2600:0x27C0] = TRIGGER
    return table


class Classes(NamedTuple):
    """The class of each character, and the places of triggers, invisible controls and characters of far blocks."""

    of: NDArray[np.uint8]
    triggers: NDArray[np.int64]
    controls: NDArray[np.int64]
    far: NDArray[np.int64]


def classify(codes: Codes) -> Classes:
    """Return the class of each character; that of a trigger is BREAK until a token claims it.

    Almost all characters of Arabic prose are plain letters and blanks, which comparisons find; only the others are
    looked up.
    """
    kind = codes.dtype.type
    is_known = codes - kind(_FIRST_LETTER) < kind(_PLAIN_LETTERS)
    is_known &= codes != kind(ord(TATWEEL))
    classes = is_known.view(np.uint8) * np.uint8(ARABIC)
    is_known |= codes == kind(ord(" "))
    others = np.flatnonzero(np.logical_not(is_known, out=is_known))
    found = codes[others]
    of_others = _class_table().take(found if codes.itemsize == 2 else np.minimum(found, _BMP - 1))
    if codes.itemsize > 2:
        for point in np.unique(found[found >= _BMP]).tolist():
            of_others[found == point] = _class_of(point)
    triggers, attached = np.flatnonzero(of_others == TRIGGER), np.flatnonzero(of_others >= MARK)
    controls = others[attached[of_others[attached] == CONTROL]]
    of_others[triggers] = BREAK
    classes[others] = of_others
    if len(attached):
        _attach(others[attached], codes, classes)
    is_near = (found < kind(ASCII_END)) | (found - kind(ARABIC_START) < kind(ARABIC_CHARACTERS))
    return Classes(classes, others[triggers], controls, others[~is_near])


def _attach(attached: NDArray[np.int64], codes: Codes, classes: NDArray[np.uint8]) -> None:
    """Give marks, tatweels and controls the class of the character before them, in place."""
    opens_run = np.diff(attached, prepend=-2) != 1
    run = np.cumsum(opens_run) - 1
    class_before = classes[attached[opens_run] - 1][run]
    # A tatweel lengthens letters; after a digit it is a dash («2016ـ2017»), and so are marks after it.
    is_dash = (class_before == DIGIT) & (codes[attached] == ord(TATWEEL))
    dashes = np.cumsum(is_dash)
    class_before[dashes > (dashes - is_dash)[opens_run][run]] = BREAK
    classes[attached] = class_before


def find_runs(classes: NDArray[np.uint8], controls: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and ends of tokens, without invisible controls at their end."""
    pairs = classes >> 1
    is_edge = pairs[1:] != pairs[:-1]
    is_token = (classes >> _TOKEN_BIT).view(np.bool_)
    starts, ends = np.flatnonzero(is_edge & is_token[1:]), np.flatnonzero(is_edge & is_token[:-1])
    starts += 1
    ends += 1
    while len(controls) and len(ends):
        row = np.minimum(np.searchsorted(ends, controls + 1), len(ends) - 1)
        row = row[ends[row] == controls + 1]
        if not len(row):
            break
        ends[row] -= 1
    return starts, ends


def gather(codes: Codes, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Codes:
    """Lay the characters of some spans end to end."""
    shifts = starts - (np.cumsum(lengths) - lengths)
    letters: Codes = codes[np.arange(int(lengths.sum())) + np.repeat(shifts, lengths)]
    return letters
