"""Classes of characters in numpy: the arrays on which the tokenizer stands.

A class is a small number. Runs of one class, counted in pairs (2 and 3 go together, as do 4 and 5, and so on), are
tokens; 0 and 1 are between tokens.
"""

import unicodedata
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus_tools.script import INVISIBLE, LETTERS, MARKS, TATWEEL, code_points

Codes = NDArray[np.unsignedinteger[Any]]

KINDS = ["word", "latin", "number", "hashtag", "mention", "url", "email", "emoji", "abbreviation"]

BREAK, TRIGGER = 0, 1
"""White space and punctuation; and punctuation that may belong to a number or begin a token of its own."""
LATIN, DIGIT = 2, 3
ARABIC = 4
SPECIAL = (6, 8)
"""Two classes in turn for tokens that are found as a whole, so that neighbours stay apart."""
MARK, CONTROL = 14, 15
"""A mark or an invisible control takes the class of what stands before it."""

#: White space around the text of a chunk, so that the neighbours of any character of it can be looked up.
PADDING = 4
_BMP = 0x10000
#: An odd number without pattern: 2**64 divided by the golden ratio.
_BASE = 0x9E3779B97F4A7C15


def encode(text: str) -> Codes:
    """Give the code point of each character, in 16 bits where all fit."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))
    if len(units) == len(text):
        return units
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def _class_of(point: int) -> int:
    """Look up the class of one code point that the Arabic tables do not name."""
    category = unicodedata.category(chr(point))
    if category == "Nd":
        return DIGIT
    if category[0] == "L":
        return LATIN
    return MARK if category == "Mn" else BREAK


@cache
def _class_table() -> NDArray[np.uint8]:
    """Tabulate the class of each character of the Basic Multilingual Plane."""
    table = np.fromiter(map(_class_of, range(_BMP)), np.uint8, _BMP)
    for inside, value in ((LETTERS, ARABIC), (MARKS + TATWEEL, MARK), (INVISIBLE, CONTROL)):
        table[code_points(inside)] = value
    table[[ord(character) for character in ".,٫٬%٪‰'’#＃@:⭐⭕"]] = TRIGGER
    table[0x2600:0x27C0] = TRIGGER
    return table


def classify(codes: Codes) -> tuple[NDArray[np.uint8], bool]:
    """Give each character its class, and say whether invisible controls are among them."""
    if codes.itemsize == 2:
        classes = _class_table()[codes]
    else:
        classes = _class_table()[np.minimum(codes, _BMP - 1)]
        for point in np.unique(codes[codes >= _BMP]).tolist():
            classes[codes == point] = _class_of(point)
    attached = np.flatnonzero(classes >= MARK)
    if not len(attached):
        return classes, False
    has_controls = bool((classes[attached] == CONTROL).any())
    opens_run = np.diff(attached, prepend=-2) != 1
    run = np.cumsum(opens_run) - 1
    class_before = classes[attached[opens_run] - 1][run]
    # A tatweel lengthens letters; after a digit it is a dash («2016ـ2017»), and so is what follows it.
    is_dash = (class_before == DIGIT) & (codes[attached] == ord(TATWEEL))
    dashes = np.cumsum(is_dash)
    class_before[dashes > (dashes - is_dash)[opens_run][run]] = BREAK
    classes[attached] = class_before
    return classes, has_controls


def find_runs(
    codes: Codes, classes: NDArray[np.uint8], *, has_controls: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find where tokens start and end, invisible controls at their end left out."""
    pairs = classes >> 1
    changes = pairs[1:] != pairs[:-1]
    is_token = pairs > 0
    starts, ends = np.flatnonzero(changes & is_token[1:]) + 1, np.flatnonzero(changes & is_token[:-1]) + 1
    while has_controls:
        trailing = _is_control(codes[ends - 1])
        ends = ends - trailing
        has_controls = bool(trailing.any())
    return starts, ends


def _is_control(codes: Codes) -> NDArray[np.bool_]:
    """Tell which characters are invisible controls."""
    return _control_table()[np.minimum(codes, _BMP - 1)]


@cache
def _control_table() -> NDArray[np.bool_]:
    """Tabulate the invisible controls."""
    table = np.zeros(_BMP, np.bool_)
    table[code_points(INVISIBLE)] = True
    return table


def word_keys(codes: Codes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Give each token a 64-bit key of its characters: a polynomial hash from prefix sums, modulo 2**64.

    Two of a million distinct words share a key with a probability of about 3e-8.
    """
    powers, inverses = _powers(len(codes))
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0] = 0
    np.cumsum(np.multiply(codes, powers, dtype=np.uint64), out=sums[1:])
    return (sums[ends] - sums[starts]) * inverses[starts]


def gather(codes: Codes, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> Codes:
    """Lay the characters of some spans end to end."""
    shifts = starts - (np.cumsum(lengths) - lengths)
    letters: Codes = codes[np.arange(int(lengths.sum())) + np.repeat(shifts, lengths)]
    return letters


def decode_words(letters: Codes, lengths: NDArray[np.int64]) -> list[str]:
    """Make strings of words that are laid end to end; no word holds a line break."""
    apart = np.full(len(letters) + len(lengths) - 1, ord("\n"), letters.dtype)
    apart[np.arange(len(letters)) + np.repeat(np.arange(len(lengths)), lengths)] = letters
    encoding = "utf-16-le" if letters.itemsize == 2 else "utf-32-le"
    words: list[str] = apart.tobytes().decode(encoding, "surrogatepass").split("\n")
    return words


def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Give the powers of an odd number and of its inverse, modulo 2**64."""
    size = 1 << max(length, 1).bit_length()
    powers, inverses = _power_table(size)
    return powers[:length], inverses[:length]


@cache
def _power_table(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Tabulate the powers up to a size; sizes are powers of two, so that few tables are made."""
    tables = []
    for factor in (_BASE, pow(_BASE, -1, 1 << 64)):
        table = np.full(size, factor, np.uint64)
        table[0] = 1
        tables.append(np.cumprod(table))
    return tables[0], tables[1]
