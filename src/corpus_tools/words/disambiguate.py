"""Disambiguation: choose one analysis of each word, and make strings of analyses.

Where lemmas differ only in a hamza or a final ى, the spelling as written decides; the lemma of a word that the lexicon
lacks is guessed from its ending if the rest stands alone in the vocabulary.
"""

import re
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.words import segmentation as sg
from corpus_tools.words.analyses import CLOSED_CLASS, KINDS, UNKNOWN, Analyses
from corpus_tools.words.candidate_analyses import Analyzer
from corpus_tools.words.lemma_frequency import prefer_frequent_lemmas
from corpus_tools.words.lexicon import CLOSED, EXACT, NISBA, NONE, STEM
from corpus_tools.words.segmentation import Segmentations
from corpus_tools.words.spellings import WITHOUT_SEATS, Spellings, append_key, drop_first, key_of, spell

# For words that the lexicon lacks: prefixes of form X with the suffixes of their persons, and unambiguous endings.
_TENTH_FORM = {"يست": ("ون", "وا", "ان"), "تست": ("ان",), "نست": (), "است": ("ت", "وا", "تا")}
_GUESSED_ENDINGS = (
    ("يات", "ية"),
    ("ات", "ة"),
    ("ات", ""),
    ("يون", "ي"),
    ("يين", "ي"),
    ("ية", "ي"),
    ("ون", ""),
    ("تين", "ة"),
    ("تان", "ة"),
)

# More than what a frequent word of the closed class costs less than a name.
_DOUBTED = 3.0
# What may follow the ya of a nisba.
_AFTER_NISBA = re.compile("(?<=ي)(?:[ةها]|ين|ون|تان|تين)$")
_ENDINGS_OF_PARTICIPLES = ("ة", "ات", "ون", "ين")


class Analysis(NamedTuple):
    """One analysis of a word; of two equally cheap ones, the lesser tuple is chosen.

    `start` and `end` bound the stem within the word, `alone` is the stem as it stands by itself.
    """

    cost: float
    proclitics: tuple[str, ...]
    start: int
    end: int
    enclitics: tuple[str, ...]
    lemma: str
    kind: str
    alone: str
    attested: bool


class Disambiguator:
    """Chooses among the analyses of words, and makes strings of them."""

    def __init__(self, words: Spellings, rows: Ints, analyzer: Analyzer) -> None:
        """Analyze some rows of the words."""
        self.rows = rows
        self._words, self._analyzer = words, analyzer
        self._segments, self._analyses = analyzer.analyze(words, rows)

    def analyses_with_word(self) -> tuple[Analyses, Ints]:
        """Return all analyses, and the word of each."""
        return self._analyses, self._segments.word[self._analyses.segment]

    def weigh(self, frequency: Floats) -> None:
        """Lower the cost of analyses whose lemma is frequent."""
        self._analyses = prefer_frequent_lemmas(self._analyses, frequency, self._analyzer.lexicon)

    def doubt_closed(self, word: str) -> None:
        """Raise the cost of the analyses of which a word is the stem, as one of the closed class."""
        segments = self._segments.take(self._analyses.segment)
        is_word = self._words.keys_written(segments.word, segments.start, segments.end) == key_of(word)
        is_word &= (self._analyses.kind == CLOSED_CLASS) & (segments.enclitic == self._analyzer.clitics.no_enclitic)
        self._analyses = self._analyses._replace(cost=self._analyses.cost + _DOUBTED * is_word)

    def choose(self) -> Ints:
        """Return the row of the cheapest analysis of each word; of equally cheap ones, that of the least `Analysis`."""
        segments, clitics = self._segments, self._analyzer.clitics
        word = segments.word[self._analyses.segment]
        rows = _least(self._analyses.cost, word)
        segment = self._analyses.segment[rows]
        # The ids of chains and enclitics are in the order in which analyses are compared.
        chain, cut = segments.chain[segment], segments.start[segment] - self._words.starts[word[rows]]
        rank = (2 * chain + (cut == clitics.length[chain])) * len(clitics.enclitics) + segments.enclitic[segment]
        rows = rows[_least(rank, word[rows])]
        chosen = np.empty(len(self._words.starts), np.int64)
        chosen[word[rows]] = rows
        tied = rows[np.bincount(word[rows])[word[rows]] > 1]
        # The least is set last.
        for _, row in sorted(zip(self.build_analyses(tied), tied.tolist(), strict=True), reverse=True):
            chosen[word[row]] = row
        return chosen[self.rows]

    def clitics(self, rows: Ints) -> tuple[Ints, Ints]:
        """Return the ids of the proclitics and of the enclitics of some analyses."""
        segment = self._analyses.segment[rows]
        return self._segments.chain[segment], self._segments.enclitic[segment]

    def stems(self, rows: Ints) -> list[str]:
        """Return the stems of some analyses as written."""
        segment = self._analyses.segment[rows]
        return spell(self._words.written, self._segments.start[segment], self._segments.end[segment])

    def are_names(self, rows: Ints) -> Bools:
        """Return which analyses have a lemma from the list of names."""
        lexicon, lemma = self._analyzer.lexicon, np.maximum(self._analyses.lemma[rows], NONE)
        return np.asarray(lexicon.is_name[lemma] | lexicon.is_place[lemma])

    def restored(self, rows: Ints, stems: list[str]) -> list[str]:
        """Return the stems of some analyses, which are given as written, with the endings that they have alone."""
        ending = self._segments.ending[self._analyses.segment[rows]]
        restored = list(stems)
        for row in np.flatnonzero(ending != sg.AS_WRITTEN).tolist():
            changed = self._analyzer.clitics.endings[ending[row]]
            restored[row] = stems[row].removesuffix(changed.letters) + changed.written
        return restored

    def rank_analyses(self) -> list[list[tuple[Analysis, str, str]]]:
        """Return all analyses of each word, the cheapest first, each with its stem and its lemma as written."""
        rows = np.arange(len(self._analyses.segment))
        stems = self.stems(rows)
        lemmas = self.lemmas(rows, stems)
        word = self._segments.word[self._analyses.segment].tolist()
        every = sorted(set(zip(word, self.build_analyses(rows), stems, lemmas, strict=True)))
        return [[of_word[1:] for of_word in group] for _, group in groupby(every, key=itemgetter(0))]

    def build_analyses(self, rows: Ints) -> list[Analysis]:
        """Return some rows as `Analysis`, with the lemmas as listed."""
        segments, analyses = self._segments.take(self._analyses.segment[rows]), self._analyses.take(rows)
        clitics, first = self._analyzer.clitics, self._words.starts[segments.word]
        stems = self.stems(rows)
        columns = (
            analyses.cost.tolist(),
            map(clitics.proclitics.__getitem__, segments.chain.tolist()),
            (segments.start - first).tolist(),
            (segments.end - first).tolist(),
            map(clitics.enclitic_forms.__getitem__, segments.enclitic.tolist()),
            self._listed_lemmas(segments, analyses, stems),
            map(KINDS.__getitem__, analyses.kind.tolist()),
            self._stems_alone(segments, analyses, stems),
            analyses.attested.tolist(),
        )
        return list(map(Analysis, *columns))

    def lemmas(self, rows: Ints, stems: list[str]) -> list[str]:
        """Return the lemmas of some analyses, whose stems are given.

        The spelling decides between lemmas that differ only in a hamza or a final ى, where the word has a seat of alef
        or the stem such an ending.
        """
        segments, analyses = self._segments.take(self._analyses.segment[rows]), self._analyses.take(rows)
        lemma = analyses.lemma.copy()
        endings = self._analyzer.clitics.endings
        in_alef = [ending_id for ending_id, ending in enumerate(endings) if ending.written == "ى"]
        ends_in_alef = (self._words.written[segments.end - 1] == ord("ى")) | np.isin(segments.ending, in_alef)
        decided = np.flatnonzero(self._words.has_seats[segments.word] | ends_in_alef)
        lemma[decided] = self._decide_by_spelling(segments.take(decided), analyses.take(decided))
        lemmas = self._listed_lemmas(segments, analyses._replace(lemma=lemma), stems)
        unknown = np.flatnonzero(analyses.kind == UNKNOWN)
        guesses = self._guess(segments.take(unknown), [lemmas[row] for row in unknown.tolist()])
        for row, guess in zip(unknown.tolist(), guesses, strict=True):
            lemmas[row] = guess
        return lemmas

    def _listed_lemmas(self, segments: Segmentations, analyses: Analyses, stems: list[str]) -> list[str]:
        """Return lemmas as listed; the lemma of an unknown stem is the stem as written."""
        lemmas = np.array(stems, dtype=object)
        is_listed = analyses.lemma >= 0
        code, ids = pd.factorize(analyses.lemma[is_listed])
        lemmas[is_listed] = np.array(self._analyzer.lexicon.spell(ids), dtype=object)[code]
        of_stem = np.flatnonzero(analyses.lemma <= STEM)
        part = analyses.take(of_stem)
        alone = self._stems_alone(segments.take(of_stem), part, [stems[row] for row in of_stem.tolist()])
        of_nisba = part.lemma <= NISBA
        nouns = iter(self._analyzer.lexicon.spell(NISBA - part.lemma[of_nisba]))
        lemmas[of_stem] = [
            _form_nisba(_AFTER_NISBA.sub("", stem), next(nouns))
            if is_nisba
            else stem.removesuffix("ه") + "ة" * stem.endswith("ه")
            for stem, is_nisba in zip(alone, of_nisba.tolist(), strict=True)
        ]
        return list(lemmas.tolist())

    def _stems_alone(self, segments: Segmentations, analyses: Analyses, stems: list[str]) -> list[str]:
        """Return stems as they stand by themselves: folded as they are looked up, but closed-class words as written."""
        clitics = self._analyzer.clitics
        alone = []
        columns = (segments.enclitic.tolist(), segments.ending.tolist(), analyses.kind.tolist())
        for stem, enclitic, ending, kind in zip(stems, *columns, strict=True):
            is_whole, folded = enclitic == clitics.no_enclitic, stem.translate(WITHOUT_SEATS)
            if is_whole and (KINDS[kind] == CLOSED or len(stem) < 2):
                folded = stem
            elif ending != sg.AS_WRITTEN:
                folded = folded[:-1] + clitics.endings[ending].alone
            elif is_whole and folded.endswith("ى"):
                folded = folded[:-1] + "ي"
            alone.append(folded)
        return alone

    def _decide_by_spelling(self, segments: Segmentations, analyses: Analyses) -> Ints:
        """Return the lemma that is listed for each stem as written, or else that of the analysis."""
        words, lexicon, clitics = self._words, self._analyzer.lexicon, self._analyzer.clitics
        is_restored = segments.ending != sg.AS_WRITTEN
        end = segments.end - is_restored
        key = words.keys_written(segments.word, segments.start, end)
        for ending_id, ending in enumerate(clitics.endings):
            rows = segments.ending == ending_id
            key[rows] = append_key(key[rows], (end - segments.start)[rows], ending.written)
        # Imperfects are listed without the prefix of the person.
        body = lexicon.find(drop_first(key, words.written[segments.start].astype(np.uint64)))
        as_written = lexicon.find(key)
        lemma = analyses.lemma.copy()
        for kind_id, kind in enumerate(KINDS):
            if EXACT + kind in lexicon.lemma:
                entry = body if kind == "imperfect" else as_written
                exact = np.where(analyses.kind == kind_id, lexicon.lemma[EXACT + kind][entry], NONE)
                # منى is the name rather than a plural of منية, but بأس is not the name باس.
                named = np.maximum(lemma, NONE)
                is_name = lexicon.is_name[named] & (
                    ~words.has_seats[segments.word] | (lexicon.letters_of(named, 0) == words.written[segments.start])
                )
                is_name &= (words.written[end - 1] != ord("ى")) | (lexicon.letters_of(named, -1) == ord("ى"))
                decides = (exact != NONE) & ~is_name
                lemma[decides] = exact[decides]
        return lemma

    def _guess(self, segments: Segmentations, stems: list[str]) -> list[str]:
        """Take endings off unknown stems: of participles, and of others if the rest stands alone in the vocabulary."""
        guesses = list(stems)
        alone = sg.stems_without_enclitic(self._words, segments)
        is_open = np.ones(len(stems), np.bool_)
        in_alef = np.flatnonzero((self._words.written[segments.end - 1] == ord("ى")) & (alone.length > 2))
        for row in in_alef[self._analyzer.vocabulary.attest(alone.take(in_alef)).surely].tolist():
            guesses[row], is_open[row] = stems[row][:-1] + "ي", False
        for prefix, suffixes in _TENTH_FORM.items():
            rows = np.flatnonzero((alone.length > 5) & alone.begin_with(prefix) & ~alone.end_in("ات"))
            is_open[rows] = False
            for row in rows.tolist():
                verb = "است" + stems[row][len(prefix) :]
                suffix = next((suffix for suffix in suffixes if verb.endswith(suffix)), "")
                guesses[row] = verb if len(verb) - len(suffix) < 6 else verb.removesuffix(suffix)
        is_participle = is_open & (alone.begin_with("مت") | alone.begin_with("مست"))
        for ending in _ENDINGS_OF_PARTICIPLES:
            for row in np.flatnonzero(is_participle & alone.end_in(ending) & (alone.length > 4 + len(ending))).tolist():
                guesses[row], is_open[row] = stems[row].removesuffix(ending), False
        for ending, singular in _GUESSED_ENDINGS:
            length = alone.length - len(ending)
            rows = np.flatnonzero(is_open & alone.end_in(ending) & (length > 2))
            part = alone.take(rows)
            key = append_key(part.without_last(ending), length[rows], singular)
            rows = rows[self._analyzer.vocabulary.attest(part._replace(key=key)).surely]
            is_open[rows] = False
            for row, kept in zip(rows.tolist(), length[rows].tolist(), strict=True):
                guesses[row] = stems[row][:kept] + singular
        return guesses


def _form_nisba(nisba: str, noun: str) -> str:
    """Return a nisba with the hamzas of its noun, if the letters are otherwise the same (الاهلي is of أهل)."""
    formed = noun[:-1] + "ي" if noun[-1] in "ةا" else noun + "ي"
    return formed if formed.translate(WITHOUT_SEATS) == nisba else nisba


def _least(values: Floats | Ints, word: Ints) -> Ints:
    """Return the places of the values that are the least of their word."""
    least = np.full(int(word.max(initial=-1)) + 1, values.max(initial=0))
    np.minimum.at(least, word, values)
    return np.flatnonzero(values == least[word])
