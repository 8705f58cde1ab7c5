"""The lexicon: which spellings are nouns, stems of verbs or closed-class words, and the lemma of each.

Spellings are looked up without the seats of alef and with final ى as ي, since news prose is careless with both; where
two words differ in nothing else, the spelling as written decides. The files are read into arrays: a spelling is a
64-bit key, a lemma a number, and strings are made of the lemmas that are asked for.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.words.spellings import BREAK, WITHOUT_SEATS, Keys, Numbers, Spellings, Units, key_of, spell

#: Not in the lexicon; a lemma that is the stem itself; and from here on downwards the nisba of each of its lemmas.
NONE, STEM, NISBA = -1, -2, -3
CLOSED, SUFFIX, EXACT = "closed", "suffix", "exact-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings and, for each kind of word that they may be, the number of the lemma, or `NONE`.

    A kind maps folded spellings to lemmas, `exact-` and the kind spellings as written, `closed` either, and `suffix`
    the pronouns that follow a preposition. Each table has one more row at its end, for what is not listed. A lemma has
    a number for each row that lists it; `same` gives those of one spelling one number. `is_name` tells the lemmas that
    are persons, countries or organisations, `has_seats` those with a hamza on an alef, `NONE` among neither.
    """

    entries: "pd.Index[int]"
    lemma: dict[str, Numbers]
    same: Numbers
    is_name: NDArray[np.bool_]
    has_seats: NDArray[np.bool_]
    takes_enclitic: NDArray[np.bool_]
    letters: Units
    starts: Numbers
    ends: Numbers

    def find(self, keys: Keys) -> Numbers:
        """Give the entry of each spelling, or -1."""
        return self.entries.get_indexer(pd.Index(keys)).astype(np.int64, copy=False)

    def look_up(self, kind: str, keys: Keys) -> Numbers:
        """Give the number of the lemma of each spelling as a word of some kind, or `NONE`."""
        return self.lemma[kind][self.find(keys)]

    def letters_of(self, numbers: Numbers, place: int) -> Units:
        """Give the letter of each lemma at a place, from the end where it is negative; none is shorter than two."""
        return self.letters[(self.ends if place < 0 else self.starts)[numbers] + place]

    def lengths_of(self, numbers: Numbers) -> Numbers:
        """Give how many letters each lemma has."""
        return self.ends[numbers] - self.starts[numbers]

    def spell(self, numbers: Numbers) -> list[str]:
        """Make strings of lemmas."""
        return spell(self.letters, self.starts[numbers], self.ends[numbers])


class _Entries(NamedTuple):
    """Spellings of one kind and their lemmas, each by the number of its field; what is listed later has authority."""

    kind: str
    spelling: Numbers
    lemma: Numbers


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that ships, once."""
    words, heads, names = _read("lexicon"), _read("headwords"), _read("names")
    closed = _closed_class()
    closed_fields = [form for _, form in closed] + [lemma for lemma, _ in closed.values()]
    # The fields of all files are laid end to end; the number of a lemma is that of its field.
    text = BREAK.join([words, heads, names, *closed_fields])
    fields = Spellings(text.replace("\t", BREAK).replace(" ", BREAK))
    number = np.arange(len(fields.starts))
    rows = number[: 3 * _count_lines(words)].reshape(-1, 3)
    name_rows = number[-2 * (_count_lines(names) + len(closed)) : -2 * len(closed)].reshape(-1, 2)
    closed_rows = number[-2 * len(closed) :].reshape(2, -1)
    is_place = fields.keys()[name_rows[:, 1]] == np.uint64(key_of("place"))
    # A small town gives way to a common word, but سليمان is a name rather than the dual of سليم.
    places, others = name_rows[is_place, 0][::-1], name_rows[~is_place, 0]
    is_suffix = np.array([kind == SUFFIX for kind, _ in closed])
    entries = [
        _Entries("noun", places, places),
        *_read_rows(fields, rows),
        *_read_heads(heads, number[rows.size :]),
        _Entries("noun", others, others),
        _Entries(SUFFIX, *closed_rows[:, is_suffix]),
        _Entries(CLOSED, *closed_rows[:, ~is_suffix]),
    ]
    codes, listed = pd.factorize(_keys_of(fields, entries))
    lemma: dict[str, Numbers] = {}
    at = 0
    for of_kind in entries:
        after = at + len(of_kind.lemma)
        lemma.setdefault(of_kind.kind, np.full(len(listed) + 1, NONE, np.int64))[codes[at:after]] = of_kind.lemma
        at = after
    takes_enclitic = np.zeros(len(fields.starts), np.bool_)
    takes_enclitic[closed_rows[1]] = [enclitics for _, enclitics in closed.values()]
    same, _ = pd.factorize(fields.keys_written(number, fields.starts, fields.ends))
    is_name = np.zeros(len(number) + 1, np.bool_)
    is_name[others] = True
    has_seats = np.append(fields.has_seats, False)
    letters = (fields.written, fields.starts, fields.ends)
    return Lexicon(pd.Index(listed), lemma, same, is_name, has_seats, takes_enclitic, *letters)


def _read(name: str) -> str:
    """Read a table that ships, without its header."""
    text = (resources.files("corpus_tools") / "data" / f"{name}.tsv").read_text("utf-8")
    return text.partition(BREAK)[2].removesuffix(BREAK)


def _count_lines(text: str) -> int:
    return text.count(BREAK) + 1


def _closed_class() -> dict[tuple[str, str], tuple[str, bool]]:
    """List the closed-class words by kind and form: the lemma of each and whether an enclitic may follow it."""
    closed: dict[tuple[str, str], tuple[str, bool]] = {}
    for line in _read("closed_class").split(BREAK):
        form, lemma, word_class, enclitics = line.split("\t")
        sense = (lemma, enclitics == "yes")
        if word_class == SUFFIX:
            closed[SUFFIX, form] = sense
            continue
        closed[CLOSED, form] = sense
        # Careless spelling drops a hamza that begins a word (ان، الى), not one inside it: كأن is not كان.
        if form[0] in "أإآ" or form.startswith("لأ"):
            closed.setdefault((CLOSED, form.translate(WITHOUT_SEATS)), sense)
    return closed


def _read_rows(fields: Spellings, rows: Numbers) -> list[_Entries]:
    """Gather the rows of the lexicon, which stand kind by kind."""
    kinds = fields.keys()[rows[:, 0]]
    bounds = [0, *(np.flatnonzero(kinds[1:] != kinds[:-1]) + 1).tolist(), len(rows)]
    of_kind = rows[bounds[:-1], 0]
    names = spell(fields.written, fields.starts[of_kind], fields.ends[of_kind])
    return [
        _Entries(kind, rows[first:last, 1], rows[first:last, 2])
        for kind, (first, last) in zip(names, pairwise(bounds), strict=True)
    ]


def _read_heads(text: str, number: Numbers) -> list[_Entries]:
    """Gather the words that are listed under themselves, line by line behind their kind."""
    entries = []
    at = 0
    for line in text.split(BREAK):
        kind, _, words = line.partition("\t")
        heads = number[at + 1 : at + 2 + words.count(" ")]
        entries.append(_Entries(kind, heads, heads))
        at += 1 + len(heads)
    return entries


def _keys_of(fields: Spellings, entries: list[_Entries]) -> Keys:
    """Give the keys by which spellings are found: folded, but some kinds as written."""
    spelling = np.concatenate([of_kind.spelling for of_kind in entries])
    keys = fields.keys_looked_up(spelling, fields.starts[spelling])
    is_exact = [of_kind.kind in (CLOSED, SUFFIX) or of_kind.kind.startswith(EXACT) for of_kind in entries]
    rows = np.flatnonzero(np.repeat(is_exact, [len(of_kind.spelling) for of_kind in entries]))
    # They are few, so that they are laid end to end once more.
    exact = spelling[rows]
    written = Spellings(BREAK.join(spell(fields.written, fields.starts[exact], fields.ends[exact])))
    keys[rows] = written.keys_written(np.arange(len(rows)), written.starts, written.ends)
    return keys
