"""Spellings in numpy: words laid end to end, and a 64-bit key for each spelling that is looked up.

The key of a spelling is a polynomial of its letters, modulo 2**64, so that the key of a word without some letters, or
with others in their place, follows from that of the word: nothing is cut and no string is made. Of a million
spellings looked up among a million, one is taken for another with a probability of about 5e-8.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tools.tokens.characters import gather

Units = NDArray[np.uint16]
Keys = NDArray[np.uint64]
Numbers = NDArray[np.int64]

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
    """Spellings by their keys, their lengths, and their first and last letters, packed."""

    key: Keys
    length: Numbers
    head: Keys
    tail: Keys

    def take(self, rows: NDArray[np.int64]) -> "Stems":
        """Give some of the stems."""
        return Stems(self.key[rows], self.length[rows], self.head[rows], self.tail[rows])

    @classmethod
    def join(cls, parts: Sequence["Stems"]) -> "Stems":
        """Lay stems end to end."""
        return cls(
            np.concatenate([part.key for part in parts]),
            np.concatenate([part.length for part in parts]),
            np.concatenate([part.head for part in parts]),
            np.concatenate([part.tail for part in parts]),
        )

    def first(self) -> Keys:
        """Give the first letter of each."""
        return self.head & np.uint64(0xFFFF)

    def letter_from_end(self, place: int) -> Keys:
        """Give the letter of each at a place, the last letter being 1."""
        return (self.tail >> np.uint64(16 * (WINDOW - place))) & np.uint64(0xFFFF)

    def end_in(self, ending: str) -> NDArray[np.bool_]:
        """Tell which of them end in some letters."""
        found: NDArray[np.bool_] = (self.tail >> np.uint64(16 * (WINDOW - len(ending)))) == np.uint64(pack(ending))
        return found

    def begin_with(self, letters: str) -> NDArray[np.bool_]:
        """Tell which of them begin with some letters."""
        found: NDArray[np.bool_] = (self.head & np.uint64((1 << 16 * len(letters)) - 1)) == np.uint64(pack(letters))
        return found

    def without_first(self) -> Keys:
        """Give the key of each without its first letter."""
        return drop_first(self.key, self.first())

    def without_last(self, letters: str) -> Keys:
        """Give the key of each without the letters that it ends in."""
        return append_key(self.key, self.length - len(letters), letters, sign=-1)


class Spellings:
    """Words as written and without the seats of alef, laid end to end, and the keys of whatever is cut from them."""

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
        """Sum the letters before each place, each times a power of the base by its place in its word."""
        sums = np.full(len(units) + 1, _BASE, np.uint64)
        factors = sums[1:]
        # The factors run on over the break to the next word, where they begin anew.
        run = np.concatenate([[WINDOW - 1], self.ends - self.starts])[:-1]
        factors[self.starts] = _inverse_powers(int(run.max()) + 1)[run]
        np.cumprod(factors, out=factors)
        np.multiply(factors, units, out=factors)
        sums[0] = 0
        return np.cumsum(sums, out=sums)

    @cached_property
    def has_seats(self) -> NDArray[np.bool_]:
        """Whether each word has an alef with a seat."""
        has_seats = np.zeros(len(self.starts), np.bool_)
        has_seats[self._words_at(np.flatnonzero(self.written != self.folded))] = True
        return has_seats

    @cached_property
    def last_hamza_below(self) -> Numbers:
        """Where the last إ of each word stands, or 0."""
        last = np.zeros(len(self.starts), np.int64)
        places = np.flatnonzero(self.written == ord("إ"))
        last[self._words_at(places)] = places
        return last

    @cached_property
    def windows(self) -> Keys:
        """The letters from each place on, packed, without the seats of alef."""
        packed = np.empty(len(self.folded) - WINDOW + 1, np.dtype("<u8"))
        for shift in range(WINDOW):
            of_shift = packed[shift::WINDOW]
            of_shift[:] = self.folded[shift : shift + WINDOW * len(of_shift)].view(np.dtype("<u8"))
        return packed

    def _words_at(self, places: Numbers) -> Numbers:
        """Give the words in which some places stand."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def keys(self) -> Keys:
        """Give the keys of the words without the seats of alef."""
        return self._sums_folded[self.ends] - self._sums_folded[self.starts]

    def keys_written(self, word: Numbers, start: Numbers, end: Numbers) -> Keys:
        """Give the keys of parts of some words as written."""
        return self._keys(self._sums_written, word, start, end)

    def keys_folded(self, word: Numbers, start: Numbers, end: Numbers) -> Keys:
        """Give the keys of parts of some words without the seats of alef."""
        return self._keys(self._sums_folded, word, start, end)

    def keys_looked_up(self, word: Numbers, start: Numbers) -> Keys:
        """Give the keys of the ends of some words as they are looked up: without the seats of alef, final ى as ي."""
        end = self.ends[word]
        keys = self.keys_folded(word, start, end)
        rows = np.flatnonzero(self.written[end - 1] == ord(_FINAL_ALEF))
        lengths = end[rows] - start[rows] - 1
        keys[rows] = append_key(append_key(keys[rows], lengths, _FINAL_ALEF, sign=-1), lengths, _FINAL_YA)
        return keys

    def _keys(self, sums: Keys, word: Numbers, start: Numbers, end: Numbers) -> Keys:
        cut = start - self.starts[word]
        keys: Keys = (sums[end] - sums[start]) * _inverse_powers(int(cut.max(initial=0)) + 1)[cut]
        return keys


def spell(units: Units, starts: Numbers, ends: Numbers) -> list[str]:
    """Make strings of spans of letters, each of which stands before a line break or another letter."""
    if not len(starts):
        return []
    lengths = ends - starts
    letters = gather(units, starts, lengths + 1)
    letters[np.cumsum(lengths + 1) - 1] = ord(BREAK)
    words: list[str] = letters[:-1].tobytes().decode("utf-16-le", "surrogatepass").split(BREAK)
    return words


def encode_units(text: str) -> Units:
    """Give the UTF-16 units of a text."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))


def pack(letters: str) -> int:
    """Pack a few letters into one number, the first lowest."""
    return sum(ord(letter) << 16 * place for place, letter in enumerate(letters))


def is_one_of(units: NDArray[np.unsignedinteger[Any]], letters: str) -> NDArray[np.bool_]:
    """Tell which units are one of a few letters."""
    found: NDArray[np.bool_] = units == ord(letters[0])
    for letter in letters[1:]:
        found |= units == ord(letter)
    return found


def replace_tail(tails: Keys, letters: str, others: str) -> Keys:
    """Give the last letters, packed, of spellings whose last letters are replaced."""
    kept = (tails << np.uint64(16 * len(letters))) >> np.uint64(16 * len(others))
    return kept | np.uint64(pack(others) << 16 * (WINDOW - len(others)))


@cache
def key_of(letters: str) -> int:
    """Give the key of a few letters."""
    return sum(ord(letter) * pow(_BASE, place + 1, _MODULUS) for place, letter in enumerate(letters)) % _MODULUS


def append_key(keys: Keys, lengths: Numbers, letters: str, *, sign: int = 1) -> Keys:
    """Give the keys of spellings with some letters after them, or with them taken away where `sign` is -1."""
    return keys + np.uint64(sign * key_of(letters) % _MODULUS) * _powers(int(lengths.max(initial=0)) + 1)[lengths]


def drop_first(keys: Keys, letters: NDArray[np.unsignedinteger[Any]]) -> Keys:
    """Give the keys of spellings without their first letter."""
    return (keys - letters * np.uint64(_BASE)) * np.uint64(_INVERSE)


def prepend_key(keys: Keys, letters: str) -> Keys:
    """Give the keys of spellings with some letters before them."""
    return keys * np.uint64(pow(_BASE, len(letters), _MODULUS)) + np.uint64(key_of(letters))


def _powers(size: int) -> Keys:
    """Give at least so many powers of the base."""
    return _power_table(1 << max(size, 1 << 10).bit_length(), _BASE)


def _inverse_powers(size: int) -> Keys:
    """Give at least so many powers of the inverse of the base."""
    return _power_table(1 << max(size, 1 << 10).bit_length(), _INVERSE)


@cache
def _power_table(size: int, base: int) -> Keys:
    """Tabulate the powers up to a size; sizes are powers of two, so that few tables are made."""
    table = np.full(size, base, np.uint64)
    table[0] = 1
    return np.cumprod(table)


@cache
def _alef_table() -> Units:
    """Tabulate by UTF-16 unit the letter without the seat of alef."""
    table = np.arange(0x10000, dtype="<u2")
    for seat, bare in WITHOUT_SEATS.items():
        table[seat] = bare
    return table
