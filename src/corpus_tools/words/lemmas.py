"""The reading of each word that is chosen, and the strings that are made of readings.

Where lemmas differ in a hamza or a final ى alone, the spelling as written decides between them; the lemma of a word
that the lexicon lacks is guessed from its ending where what remains stands alone in the vocabulary.
"""

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.words import cuts as wc
from corpus_tools.words.cuts import Cuts
from corpus_tools.words.lexicon import CLOSED, EXACT, NISBA, NONE, STEM
from corpus_tools.words.readings import KINDS, UNKNOWN, Reader, Readings
from corpus_tools.words.spellings import WITHOUT_SEATS, Numbers, Spellings, append_key, drop_first, spell
from corpus_tools.words.support import weigh_by_support

# How the tenth form begins with the suffixes of its persons, and endings that leave no doubt, of words that the lexicon
# lacks.
_TENTH_FORM = {"يست": ("ون", "وا", "ان"), "تست": ("ان",), "نست": (), "است": ("ت", "وا", "تا")}
_GUESSED_ENDINGS = (
    ("يات", "ية"), ("ات", "ة"), ("ات", ""), ("يون", "ي"), ("يين", "ي"), ("ية", "ي"), ("ون", ""),
    ("تين", "ة"), ("تان", "ة"),
)  # fmt: skip


class Reading(NamedTuple):
    """One way to read a word; of two, the lesser is chosen. `alone` is the stem as it stands by itself."""

    cost: float
    proclitics: tuple[str, ...]
    start: int
    end: int
    enclitics: tuple[str, ...]
    lemma: str
    kind: str
    alone: str
    attested: bool


class Interpreter:
    """Chooses among the readings of words, and makes strings of them."""

    def __init__(self, words: Spellings, rows: Numbers, reader: Reader) -> None:
        """Read some rows of the words."""
        self.rows = rows
        self._words, self._reader = words, reader
        self._cuts, self._readings = reader.read(words, rows)

    def weighed(self) -> tuple[Readings, Numbers]:
        """Give all readings, and the word of each."""
        return self._readings, self._cuts.word[self._readings.cut]

    def weigh(self, support: NDArray[np.float64]) -> None:
        """Make the readings cheaper whose lemmas have support."""
        self._readings = weigh_by_support(self._readings, support, self._reader.lexicon)

    def choose(self) -> Numbers:
        """Give the number of the cheapest reading of each word, and of equally cheap ones that of the least."""
        cuts, clitics = self._cuts, self._reader.clitics
        word = cuts.word[self._readings.cut]
        rows = _least(self._readings.cost, word, np.arange(len(word)))
        cut = self._readings.cut[rows]
        # Chains and enclitics are numbered in the order in which readings are compared.
        is_whole_chain = cuts.start[cut] - self._words.starts[word[rows]] == clitics.length[cuts.chain[cut]]
        rank = (2 * cuts.chain[cut] + is_whole_chain) * len(clitics.enclitics) + cuts.enclitic[cut]
        rows = rows[_least(rank, word[rows], np.arange(len(rows)))]
        chosen = np.empty(len(self._words.starts), np.int64)
        chosen[word[rows]] = rows
        tied = rows[np.bincount(word[rows])[word[rows]] > 1]
        # What is set last stays.
        for row in sorted(zip(self.spell_out(tied), tied.tolist(), strict=True), reverse=True):
            chosen[word[row[1]]] = row[1]
        return chosen[self.rows]

    def clitics(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Give the numbers of the proclitics and of the enclitics of some readings."""
        cut = self._readings.cut[rows]
        return self._cuts.chain[cut], self._cuts.enclitic[cut]

    def stems(self, rows: Numbers) -> list[str]:
        """Make strings of the stems of some readings, as written."""
        cut = self._readings.cut[rows]
        return spell(self._words.written, self._cuts.start[cut], self._cuts.end[cut])

    def spell_out_all(self) -> list[list[tuple[Reading, str, str]]]:
        """Spell every reading of each word out, the cheapest first, with its stem and its lemma as written."""
        rows = np.arange(len(self._readings.cut))
        stems = self.stems(rows)
        lemmas = self.lemmas(rows, stems)
        word = self._cuts.word[self._readings.cut].tolist()
        every = sorted(set(zip(word, self.spell_out(rows), stems, lemmas, strict=True)))
        return [[of_word[1:] for of_word in group] for _, group in groupby(every, key=itemgetter(0))]

    def spell_out(self, rows: Numbers) -> list[Reading]:
        """Spell some readings out, their lemmas as listed."""
        cuts, readings = self._cuts.take(self._readings.cut[rows]), self._readings.take(rows)
        clitics, first = self._reader.clitics, self._words.starts[cuts.word]
        stems = self.stems(rows)
        columns = (
            readings.cost,
            cuts.chain,
            cuts.start - first,
            cuts.end - first,
            cuts.enclitic,
            readings.kind,
            readings.attested,
        )
        return [
            Reading(
                cost,
                clitics.chains[chain].parts,
                start,
                end,
                clitics.suffixes[enclitic],
                lemma,
                KINDS[kind],
                alone,
                attested,
            )
            for cost, chain, start, end, enclitic, kind, attested, lemma, alone in zip(
                *(column.tolist() for column in columns),
                self._listed_lemmas(cuts, readings, stems),
                self._stems_alone(cuts, readings, stems),
                strict=True,
            )
        ]

    def lemmas(self, rows: Numbers, stems: list[str]) -> list[str]:
        """Make strings of the lemmas of some readings, whose stems are given.

        The spelling decides between lemmas that differ in a hamza or a final ى alone, where the word has a seat of alef
        or the stem such an ending.
        """
        cuts, readings = self._cuts.take(self._readings.cut[rows]), self._readings.take(rows)
        lemma = readings.lemma.copy()
        in_alef = [number for number, ending in enumerate(self._reader.clitics.endings) if ending.written == "ى"]
        ends_in_alef = (self._words.written[cuts.end - 1] == ord("ى")) | np.isin(cuts.ending, in_alef)
        decided = np.flatnonzero(self._words.has_seats[cuts.word] | ends_in_alef)
        lemma[decided] = self._decide_by_spelling(cuts.take(decided), readings.take(decided))
        lemmas = self._listed_lemmas(cuts, readings._replace(lemma=lemma), stems)
        unknown = np.flatnonzero(readings.kind == UNKNOWN)
        guesses = self._guess(cuts.take(unknown), [lemmas[row] for row in unknown.tolist()])
        for row, guess in zip(unknown.tolist(), guesses, strict=True):
            lemmas[row] = guess
        return lemmas

    def _listed_lemmas(self, cuts: Cuts, readings: Readings, stems: list[str]) -> list[str]:
        """Make strings of lemmas; that of an unknown stem is the stem as written."""
        lemmas = np.array(stems, dtype=object)
        is_listed = readings.lemma >= 0
        code, numbers = pd.factorize(readings.lemma[is_listed])
        lemmas[is_listed] = np.array(self._reader.lexicon.spell(numbers), dtype=object)[code]
        of_stem = np.flatnonzero(readings.lemma <= STEM)
        part = readings.take(of_stem)
        alone = self._stems_alone(cuts.take(of_stem), part, [stems[row] for row in of_stem.tolist()])
        of_nisba = part.lemma <= NISBA
        nouns = iter(self._reader.lexicon.spell(NISBA - part.lemma[of_nisba]))
        lemmas[of_stem] = [
            _form_nisba(stem.removesuffix("ة"), next(nouns)) if is_nisba else stem
            for stem, is_nisba in zip(alone, of_nisba.tolist(), strict=True)
        ]
        spelled: list[str] = lemmas.tolist()
        return spelled

    def _stems_alone(self, cuts: Cuts, readings: Readings, stems: list[str]) -> list[str]:
        """Make strings of stems as they stand by themselves: looked up folded, but closed-class words as written."""
        clitics = self._reader.clitics
        alone = []
        columns = (cuts.enclitic.tolist(), cuts.ending.tolist(), readings.kind.tolist())
        for stem, enclitic, ending, kind in zip(stems, *columns, strict=True):
            is_whole = enclitic == clitics.no_enclitic
            if is_whole and (KINDS[kind] == CLOSED or len(stem) < 2):
                alone.append(stem)
                continue
            folded = stem.translate(WITHOUT_SEATS)
            if ending != wc.AS_WRITTEN:
                folded = folded[:-1] + clitics.endings[ending].alone
            elif is_whole and folded.endswith("ى"):
                folded = folded[:-1] + "ي"
            alone.append(folded)
        return alone

    def _decide_by_spelling(self, cuts: Cuts, readings: Readings) -> Numbers:
        """Give the lemmas that are listed for stems as written, and elsewhere those of the readings."""
        words, lexicon, clitics = self._words, self._reader.lexicon, self._reader.clitics
        is_restored = cuts.ending != wc.AS_WRITTEN
        end = cuts.end - is_restored
        key = words.keys_written(cuts.word, cuts.start, end)
        for number, ending in enumerate(clitics.endings):
            rows = cuts.ending == number
            key[rows] = append_key(key[rows], (end - cuts.start)[rows], ending.written)
        # Imperfects are listed without the prefix of the person.
        body = lexicon.find(drop_first(key, words.written[cuts.start].astype(np.uint64)))
        as_written = lexicon.find(key)
        lemma = readings.lemma.copy()
        for number, kind in enumerate(KINDS):
            if EXACT + kind in lexicon.lemma:
                entry = body if kind == "imperfect" else as_written
                exact = np.where(readings.kind == number, lexicon.lemma[EXACT + kind][entry], NONE)
                # منى is the name rather than a plural of منية, but بأس is not the name باس.
                is_name = lexicon.is_name[np.maximum(lemma, NONE)] & ~words.has_seats[cuts.word]
                decides = (exact != NONE) & ~is_name
                lemma[decides] = exact[decides]
        return lemma

    def _guess(self, cuts: Cuts, stems: list[str]) -> list[str]:
        """Take the endings off unknown stems where what remains stands alone in the vocabulary."""
        guesses = list(stems)
        alone = wc.whole_stems(self._words, cuts)
        is_open = np.ones(len(stems), np.bool_)
        for prefix, suffixes in _TENTH_FORM.items():
            rows = np.flatnonzero((alone.length > 5) & alone.begin_with(prefix) & ~alone.end_in("ات"))
            is_open[rows] = False
            for row in rows.tolist():
                verb = "است" + stems[row][len(prefix) :]
                suffix = next((suffix for suffix in suffixes if verb.endswith(suffix)), "")
                guesses[row] = verb if len(verb) - len(suffix) < 6 else verb.removesuffix(suffix)
        for ending, singular in _GUESSED_ENDINGS:
            length = alone.length - len(ending)
            rows = np.flatnonzero(is_open & alone.end_in(ending) & (length > 2))
            part = alone.take(rows)
            key = append_key(part.without_last(ending), length[rows], singular)
            is_attested = self._reader.vocabulary.attest(part._replace(key=key)).surely
            rows = rows[is_attested]
            is_open[rows] = False
            for row, kept in zip(rows.tolist(), length[rows].tolist(), strict=True):
                guesses[row] = stems[row][:kept] + singular
        return guesses


def _form_nisba(nisba: str, noun: str) -> str:
    """Give a nisba without seats of alef those of its noun, where the letters are the same (الاهلي is of أهل)."""
    formed = noun[:-1] + "ي" if noun[-1] in "ةا" else noun + "ي"
    return formed if formed.translate(WITHOUT_SEATS) == nisba else nisba


def _least(values: NDArray[np.float64] | Numbers, word: Numbers, rows: Numbers) -> Numbers:
    """Give the rows where the value is the least of its word."""
    least = np.full(int(word.max(initial=-1)) + 1, values.max(initial=0))
    np.minimum.at(least, word, values)
    of_least: Numbers = rows[values == least[word]]
    return of_least
