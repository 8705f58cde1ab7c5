"""The lexicon: which spellings are nouns, verb stems or closed-class words, and the lemma of each.

Spellings are looked up without the seats of alef and with final ى as ي, since news prose is careless with both; where
two words differ in nothing else, the spelling as written decides. The files are read into arrays: a spelling is a
64-bit key, a lemma an integer id, and only the lemmas that are asked for become strings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, starmap
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Ints
from corpus_tools.data_files import read_rows
from corpus_tools.words.spellings import BREAK, WITHOUT_SEATS, Keys, Spellings, Units, key_of, spell

#: Not in the lexicon; the lemma is the stem itself; `NISBA - id` is the nisba of a lemma.
NONE, STEM, NISBA = -1, -2, -3
CLOSED, SUFFIX, EXACT = "closed", "suffix", "exact-"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Spellings and, for each kind of word that they may be, the id of the lemma, or `NONE`.

    Tables of a kind ("noun", "perfect" …) are keyed by folded spellings, `exact-` tables by spellings as written,
    `closed` by both, and `suffix` has the pronouns that follow a preposition. Each table ends with one more row for
    spellings that are not listed. The id of a lemma is its place among the fields of the files; ids of lemmas that are
    spelled alike share a `spelling_id`. `is_name` marks persons, countries, cities and organisations, `is_place` other
    places, `has_seats` lemmas with a hamza on an alef; they end with a row for `NONE`. Of closed-class words,
    `takes_enclitic`, `stands_alone` (without one) and `follows_preposition` say what may stand beside them.
    """

    entries: "pd.Index[int]"
    lemma: dict[str, Ints]
    spelling_id: Ints
    is_name: Bools
    is_place: Bools
    has_seats: Bools
    takes_enclitic: Bools
    stands_alone: Bools
    follows_preposition: Bools
    letters: Units
    starts: Ints
    ends: Ints

    def find(self, keys: Keys) -> Ints:
        """Return the entry of each spelling, or -1."""
        return self.entries.get_indexer(pd.Index(keys)).astype(np.int64, copy=False)

    def look_up(self, kind: str, keys: Keys) -> Ints:
        """Return the lemma of each spelling as a word of a kind, or `NONE`."""
        return self.lemma[kind][self.find(keys)]

    def letters_of(self, ids: Ints, place: int) -> Units:
        """Return the letter of each lemma at a place (negative: from the end); no lemma is shorter than two letters."""
        return self.letters[(self.ends if place < 0 else self.starts)[ids] + place]

    def spell(self, ids: Ints) -> list[str]:
        """Return lemmas as strings."""
        return spell(self.letters, self.starts[ids], self.ends[ids])


class _Entries(NamedTuple):
    """Spellings of one kind and their lemmas, each by the place of its field; later entries override earlier ones."""

    kind: str
    spelling: Ints
    lemma: Ints


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon of the package, read once."""
    words, heads, names = (BREAK.join(read_rows(name)) for name in ("lexicon", "headwords", "names"))
    closed = _load_closed_class()
    closed_fields = [form for _, form in closed] + [word.lemma for word in closed.values()]
    # The fields of all files are laid end to end; the id of a lemma is the place of its field.
    text = BREAK.join([words, heads, names, *closed_fields])
    fields = Spellings(text.replace("\t", BREAK).replace(" ", BREAK))
    field = np.arange(len(fields.starts))
    rows = field[: 3 * (words.count(BREAK) + 1)].reshape(-1, 3)
    name_rows = field[-2 * (names.count(BREAK) + 1 + len(closed)) : -2 * len(closed)].reshape(-1, 2)
    closed_rows = field[-2 * len(closed) :].reshape(2, -1)
    is_place = fields.keys()[name_rows[:, 1]] == np.uint64(key_of("place"))
    # A common word goes before a town, but سليمان is a name rather than the dual of سليم.
    places, others = name_rows[is_place, 0][::-1], name_rows[~is_place, 0]
    is_suffix = np.array([kind == SUFFIX for kind, _ in closed])
    entries = [
        _Entries("noun", places, places),
        *_read_rows(fields, rows),
        *_read_heads(heads, field[rows.size :]),
        _Entries("noun", others, others),
        _Entries(SUFFIX, *closed_rows[:, is_suffix]),
        _Entries(CLOSED, *closed_rows[:, ~is_suffix]),
    ]
    codes, listed = pd.factorize(_keys_of(fields, entries))
    lemma: dict[str, Ints] = {}
    bounds = np.cumsum([0, *(len(of_kind.lemma) for of_kind in entries)]).tolist()
    for of_kind, span in zip(entries, starmap(slice, pairwise(bounds)), strict=True):
        if of_kind.kind not in lemma:
            lemma[of_kind.kind] = np.full(len(listed) + 1, NONE)
        lemma[of_kind.kind][codes[span]] = of_kind.lemma
    beside = np.zeros((3, len(fields.starts)), np.bool_)
    beside[:, closed_rows[1]] = np.array([word[1:] for word in closed.values()]).T
    takes_enclitic, stands_alone, follows_preposition = beside
    spelling_id, _ = pd.factorize(fields.keys_written(field, fields.starts, fields.ends))
    is_name, is_place_name = np.zeros((2, len(field) + 1), np.bool_)
    is_name[others], is_place_name[places] = True, True
    return Lexicon(
        entries=pd.Index(listed),
        lemma=lemma,
        spelling_id=spelling_id,
        is_name=is_name,
        is_place=is_place_name,
        has_seats=np.append(fields.has_seats, False),
        takes_enclitic=takes_enclitic,
        stands_alone=stands_alone,
        follows_preposition=follows_preposition,
        letters=fields.written,
        starts=fields.starts,
        ends=fields.ends,
    )


class _ClosedWord(NamedTuple):
    """The lemma of a closed-class word, and what may stand beside it, see `Lexicon`."""

    lemma: str
    takes_enclitic: bool
    stands_alone: bool
    follows_preposition: bool


def _load_closed_class() -> dict[tuple[str, str], _ClosedWord]:
    """Return the closed-class words by kind and form."""
    closed: dict[tuple[str, str], _ClosedWord] = {}
    for line in read_rows("closed_class"):
        form, lemma, word_class, enclitics, after_preposition = line.split("\t")
        kind = SUFFIX if word_class == SUFFIX else CLOSED
        word = _ClosedWord(lemma, enclitics != "no", enclitics != "only", after_preposition == "yes")
        closed[kind, form] = word
        if kind == CLOSED:
            for careless in _careless_spellings(form):
                closed.setdefault((CLOSED, careless), word)
    return closed


def _careless_spellings(form: str) -> Iterator[str]:
    """Yield a closed-class word without the dots of its final ya (التى), and without its first hamza (ان، الى).

    A hamza inside it stays: كأن is not كان.
    """
    for spelling in (form, form[:-1] + "ى") if form.endswith("ي") and len(form) > 1 else (form,):
        yield spelling
        if spelling.startswith(("أ", "إ", "آ", "لأ")):
            yield spelling.translate(WITHOUT_SEATS)


def _read_rows(fields: Spellings, rows: Ints) -> list[_Entries]:
    """Return the entries of lexicon.tsv, which is sorted by kind."""
    kinds = fields.keys()[rows[:, 0]]
    bounds = [0, *(np.flatnonzero(kinds[1:] != kinds[:-1]) + 1).tolist(), len(rows)]
    of_kind = rows[bounds[:-1], 0]
    names = spell(fields.written, fields.starts[of_kind], fields.ends[of_kind])
    return [
        _Entries(kind, rows[first:last, 1], rows[first:last, 2])
        for kind, (first, last) in zip(names, pairwise(bounds), strict=True)
    ]


def _read_heads(text: str, field: Ints) -> list[_Entries]:
    """Return the entries of headwords.tsv, where each line lists words of one kind that are their own lemmas."""
    entries = []
    for line in text.split(BREAK):
        kind, _, words = line.partition("\t")
        _, heads, field = np.split(field, [1, 2 + words.count(" ")])
        entries.append(_Entries(kind, heads, heads))
    return entries


def _keys_of(fields: Spellings, entries: list[_Entries]) -> Keys:
    """Return the keys under which spellings are found: folded, or as written for exact kinds."""
    spelling = np.concatenate([of_kind.spelling for of_kind in entries])
    keys = fields.keys_looked_up(spelling, fields.starts[spelling])
    is_exact = [of_kind.kind in (CLOSED, SUFFIX) or of_kind.kind.startswith(EXACT) for of_kind in entries]
    rows = np.flatnonzero(np.repeat(is_exact, [len(of_kind.spelling) for of_kind in entries]))
    # They are few enough to be laid end to end once more.
    exact = spelling[rows]
    written = Spellings(BREAK.join(spell(fields.written, fields.starts[exact], fields.ends[exact])))
    keys[rows] = written.keys_written(np.arange(len(rows)), written.starts, written.ends)
    return keys
