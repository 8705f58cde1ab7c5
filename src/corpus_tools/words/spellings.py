"""Spellings in numpy: words laid end to end, and a 64-bit key for each spelling that is looked up.

The key of a spelling is a polynomial of its letters modulo 2**64, so the key of a word without some letters, or with
other letters in their place, follows from that of the word: no string is cut or made. With a million spellings looked
up among a million, two different ones share a key with a probability of about 5e-8.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.arrays import Bools, Ints
from corpus_tools.script import encode_units
from corpus_tools.tokens.characters import gather

Units = NDArray[np.uint16]
Keys = NDArray[np.uint64]

#: An odd number without pattern: 2**64 divided by the golden ratio.
_BASE = 0x9E3779B97F4A7C15
_MODULUS = 1 << 64
_INVERSE = pow(_BASE, -1, _MODULUS)
#: How many letters of the beginning and of the end of a stem its rules may ask for.
WINDOW = 4
#: The break between words that are laid end to end.
BREAK = "\n"
_MARGIN = BREAK * WINDOW
#: News prose is careless with the seats of alef and with the dots of final ي.
WITHOUT_SEATS = str.maketrans("أإآٱ", "اااا")
_FINAL_ALEF, _FINAL_YA = "ى", "ي"


class Stems(NamedTuple):
    """Stems: their keys, lengths, and their first and last `WINDOW` letters, packed."""

    key: Keys
    length: Ints
    head: Keys
    tail: Keys

    def take(self, rows: Ints) -> "Stems":
        """Return some of the stems."""
        return Stems._make(column[rows] for column in self)

    @classmethod
    def join(cls, parts: Sequence["Stems"]) -> "Stems":
        """Concatenate stems."""
        return cls(*map(np.concatenate, zip(*parts, strict=True)))

    def letter(self, place: int) -> Keys:
        """Return the letter of each at a place, where the first letter is 1."""
        return (self.head >> np.uint64(16 * (place - 1))) & np.uint64(0xFFFF)

    def letter_from_end(self, place: int) -> Keys:
        """Return the letter of each at a place counted from the end, where the last letter is 1."""
        return (self.tail >> np.uint64(16 * (WINDOW - place))) & np.uint64(0xFFFF)

    def end_in(self, ending: str) -> Bools:
        """Return which stems end in some letters."""
        return np.asarray(self.tail >> np.uint64(16 * (WINDOW - len(ending))) == np.uint64(pack(ending)))

    def begin_with(self, letters: str) -> Bools:
        """Return which stems begin with some letters."""
        return np.asarray(self.head & np.uint64((1 << 16 * len(letters)) - 1) == np.uint64(pack(letters)))

    def without_first(self) -> Keys:
        """Return the key of each without its first letter."""
        return drop_first(self.key, self.letter(1))

    def without_last(self, letters: str) -> Keys:
        """Return the key of each without the letters that it ends in."""
        return append_key(self.key, self.length - len(letters), letters, sign=-1)


class Spellings:
    """Words laid end to end, as written and without the seats of alef, and the keys of any part of them."""

    def __init__(self, text: str) -> None:
        """Take words with a line break after each but the last."""
        self.written = encode_units(f"{_MARGIN}{text}{_MARGIN}")
        self.folded = _alef_table()[self.written]
        breaks = np.flatnonzero(self.written == ord(BREAK))[WINDOW - 1 : 1 - WINDOW]
        self.starts, self.ends = breaks[:-1] + 1, breaks[1:]

    @cached_property
    def _sums_written(self) -> Keys:
        return self._sums(self.written)

    @cached_property
    def _sums_folded(self) -> Keys:
        return self._sums(self.folded)

    def _sums(self, units: Units) -> Keys:
        """Return the running sums of letters times a power of the base by their place in the word."""
        sums = np.full(len(units) + 1, _BASE, np.uint64)
        factors = sums[1:]
        # The factors run on over the break to the next word, where they begin anew.
        run = np.concatenate([[WINDOW - 1], self.ends - self.starts])[:-1]
        factors[self.starts] = _powers(int(run.max()), _INVERSE)[run]
        np.cumprod(factors, out=factors)
        np.multiply(factors, units, out=factors)
        sums[0] = 0
        return np.cumsum(sums, out=sums)

    @cached_property
    def has_seats(self) -> Bools:
        """Whether each word has an alef with a seat."""
        has_seats = np.zeros(len(self.starts), np.bool_)
        has_seats[self._words_at(np.flatnonzero(self.written != self.folded))] = True
        return has_seats

    @cached_property
    def last_hamza_below(self) -> Ints:
        """The place of the last إ of each word, or 0."""
        last, places = np.zeros(len(self.starts), np.int64), np.flatnonzero(self.written == ord("إ"))
        last[self._words_at(places)] = places
        return last

    @cached_property
    def windows(self) -> Keys:
        """The `WINDOW` letters from each place on, packed, without the seats of alef."""
        packed = np.empty(len(self.folded) - WINDOW + 1, np.dtype("<u8"))
        for shift in range(WINDOW):
            of_shift = packed[shift::WINDOW]
            of_shift[:] = self.folded[shift : shift + WINDOW * len(of_shift)].view(np.dtype("<u8"))
        return packed

    def _words_at(self, places: Ints) -> Ints:
        """Return the words at some places."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def keys(self) -> Keys:
        """Return the keys of the words without the seats of alef."""
        return self._sums_folded[self.ends] - self._sums_folded[self.starts]

    def keys_written(self, word: Ints, start: Ints, end: Ints) -> Keys:
        """Return the keys of parts of words as written."""
        return self._keys(self._sums_written, word, start, end)

    def keys_folded(self, word: Ints, start: Ints, end: Ints) -> Keys:
        """Return the keys of parts of words without the seats of alef."""
        return self._keys(self._sums_folded, word, start, end)

    def keys_looked_up(self, word: Ints, start: Ints) -> Keys:
        """Return the keys of the ends of words as the lexicon lists them: no seats of alef, final ى as ي."""
        end = self.ends[word]
        keys = self.keys_folded(word, start, end)
        rows = np.flatnonzero(self.written[end - 1] == ord(_FINAL_ALEF))
        lengths = end[rows] - start[rows] - 1
        keys[rows] = append_key(append_key(keys[rows], lengths, _FINAL_ALEF, sign=-1), lengths, _FINAL_YA)
        return keys

    def _keys(self, sums: Keys, word: Ints, start: Ints, end: Ints) -> Keys:
        cut = start - self.starts[word]
        return np.asarray((sums[end] - sums[start]) * _powers(int(cut.max(initial=0)), _INVERSE)[cut])


def spell(units: Units, starts: Ints, ends: Ints) -> list[str]:
    """Return spans of letters as strings; each span is followed by a line break or another letter."""
    if not len(starts):
        return []
    lengths = ends - starts
    letters = gather(units, starts, lengths + 1)
    letters[np.cumsum(lengths + 1) - 1] = ord(BREAK)
    words: list[str] = letters[:-1].tobytes().decode("utf-16-le", "surrogatepass").split(BREAK)
    return words


def pack(letters: str) -> int:
    """Pack up to four letters into one integer, the first lowest."""
    return sum(ord(letter) << 16 * place for place, letter in enumerate(letters))


def replace_tail(tails: Keys, letters: str, others: str) -> Keys:
    """Return packed last letters with an ending replaced by another."""
    kept = (tails << np.uint64(16 * len(letters))) >> np.uint64(16 * len(others))
    return kept | np.uint64(pack(others) << 16 * (WINDOW - len(others)))


@cache
def key_of(letters: str) -> int:
    """Return the key of a few letters."""
    key = 0
    for letter in reversed(letters):
        key = (key + ord(letter)) * _BASE % _MODULUS
    return key


def append_key(keys: Keys, lengths: Ints, letters: str, *, sign: int = 1) -> Keys:
    """Return the keys of spellings with letters added at the end, or removed where `sign` is -1."""
    return keys + np.uint64(sign * key_of(letters) % _MODULUS) * _powers(int(lengths.max(initial=0)))[lengths]


def drop_first(keys: Keys, letters: NDArray[np.unsignedinteger[Any]]) -> Keys:
    """Return the keys of spellings without their first letter."""
    return (keys - letters * np.uint64(_BASE)) * np.uint64(_INVERSE)


def prepend_key(keys: Keys, letters: str) -> Keys:
    """Return the keys of spellings with letters added at the beginning."""
    return keys * np.uint64(pow(_BASE, len(letters), _MODULUS)) + np.uint64(key_of(letters))


def _powers(most: int, base: int = _BASE) -> Keys:
    """Return the powers of a base from 0 to at least `most`; sizes are powers of two, so that few tables are made."""
    return _power_table(1 << max(most + 1, 1 << 10).bit_length(), base)


@cache
def _power_table(size: int, base: int) -> Keys:
    table = np.full(size, base, np.uint64)
    table[0] = 1
    return np.cumprod(table)


@cache
def _alef_table() -> Units:
    """Return a table by UTF-16 unit: the letter without the seat of alef."""
    table = np.arange(0x10000, dtype="<u2")
    for seat, bare in WITHOUT_SEATS.items():
        table[seat] = bare
    return table
