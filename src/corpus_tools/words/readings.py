"""Readings of words: each way to cut one that the clitics allow and the lexicon knows, with what it costs.

A cost says how much a reader must assume: nothing for a closed-class word, one for a word that is listed as it stands,
more for each clitic and each ending that is taken off, less where the stem stands alone elsewhere in the vocabulary.
All words are read at once: a step makes the cuts or the readings of every word that it concerns, as arrays.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus_tools.proclitics import ARTICLE
from corpus_tools.words import cuts as wc
from corpus_tools.words.cuts import CliticArrays, Cuts
from corpus_tools.words.inflection import LISTED, Senses, find_nouns, find_verbs
from corpus_tools.words.lexicon import CLOSED, NISBA, NONE, SUFFIX, Lexicon
from corpus_tools.words.spellings import Keys, Numbers, Spellings, Stems, append_key, is_one_of, prepend_key

#: What a word is read as. A reading's kind is a number of this list.
KINDS = ("closed", "noun", "perfect", "imperfect", "unknown")
_CLOSED, _NOUN, _PERFECT, _IMPERFECT, UNKNOWN = range(len(KINDS))

_CLOSED_CLASS = -0.2
_AND_CLOSED_CLASS = 0.1
_PRONOUN = -0.3
_UNKNOWN_WHOLE = 4.2
_UNKNOWN_AFTER_CUT = 3.8
_UNKNOWN_DEFINITE = 3.4
_UNKNOWN_STANDS_ALONE = 2.6
_NEVER = 99.0
_ATTESTED = -0.7
_UNATTESTED_BEFORE_ENCLITIC = 0.4
_RESTORED = 0.05
_HAMZA_INSIDE = 3.0
_HAMZA_NOT_OF_NAME = 2.0
_HAMZA_NOT_OF_NOUN = 1.0
_FIFTH_FORM_ATTESTED = 0.5
_FIRST_PERSON = 0.6
_PASSIVE_OF_HOLLOW = 0.5
_YA_FOR_ALEF = 1.0
_ALEF_FOR_HAMZA = 1.0
# What may stand before a stem for which a word of the vocabulary is no evidence.
_INITIALS_OF_CLITICS = "وفبلكس"


class Readings(NamedTuple):
    """Readings of words: the number of the cut, the cost, the kind, the lemma, and whether the stem is attested."""

    cut: Numbers
    cost: NDArray[np.float64]
    kind: Numbers
    lemma: Numbers
    attested: NDArray[np.bool_]

    def shift(self, first: int) -> "Readings":
        """Give the readings with their cuts numbered from another number on."""
        return self._replace(cut=self.cut + first)

    def take(self, rows: Numbers) -> "Readings":
        """Give some of the readings."""
        return Readings(self.cut[rows], self.cost[rows], self.kind[rows], self.lemma[rows], self.attested[rows])


class Vocabulary:
    """The words that stand alone in a corpus, by their keys."""

    def __init__(self, keys: Iterable[Keys]) -> None:
        self._words = pd.Index(pd.unique(np.concatenate([np.empty(0, np.uint64), *keys])))

    def has(self, keys: Keys) -> NDArray[np.bool_]:
        """Tell which spellings stand alone."""
        found: NDArray[np.bool_] = self._words.get_indexer(pd.Index(keys)) >= 0
        return found

    def attest(self, stems: Stems) -> "Attested":
        """Tell how stems stand alone."""
        bare = self.has(stems.key)
        by_itself = bare.copy()
        rows = np.flatnonzero(bare & is_one_of(stems.first(), _INITIALS_OF_CLITICS))
        by_itself[rows] = ~self.has(stems.take(rows).without_first())
        return Attested(self.has(prepend_key(stems.key, ARTICLE)), bare, by_itself)


class Attested(NamedTuple):
    """How stems stand alone: with the article, without it, and not only as a proclitic and a shorter stem."""

    with_article: NDArray[np.bool_]
    bare: NDArray[np.bool_]
    by_itself: NDArray[np.bool_]

    @property
    def surely(self) -> NDArray[np.bool_]:
        """Which stems stand alone, with the article or not."""
        return self.with_article | self.by_itself

    def take(self, rows: Numbers | slice) -> "Attested":
        """Give what is known of some of the stems."""
        return Attested(self.with_article[rows], self.bare[rows], self.by_itself[rows])


class _Known(NamedTuple):
    """What is known of the stem of each cut: its senses (`NONE` where it has none) and where else it stands."""

    noun: Senses
    verb: Senses
    is_imperfect: NDArray[np.bool_]
    attested: Attested

    def take(self, rows: slice) -> "_Known":
        """Give what is known of some of the stems."""
        return _Known(self.noun.take(rows), self.verb.take(rows), self.is_imperfect[rows], self.attested.take(rows))


class Reader:
    """Reads words with one lexicon, one table of clitics and the words that stand alone in one vocabulary."""

    def __init__(self, clitics: CliticArrays, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.clitics = clitics
        self.lexicon = lexicon
        self.vocabulary = vocabulary

    def read(self, words: Spellings, rows: Numbers) -> tuple[Cuts, Readings]:
        """List the readings of some rows of words, with the cuts to which they refer."""
        clitics = self.clitics
        cuts = wc.cut_before(words, rows, clitics)
        short, long = cuts.take(cuts.length == 1), cuts.take(cuts.length > 1)
        # Stems of one letter are closed-class words at best, those after a hidden lam never are.
        cuts = Cuts.join([short, long, wc.cut_after_hidden_lam(long, clitics)])
        first_long, first_hidden, after_whole = len(short.word), len(short.word) + len(long.word), len(cuts.word)
        whole = cuts.take(slice(first_long, None))
        before = wc.cut_enclitics(words, long.take(~clitics.definite[long.chain]), clitics)
        restored = wc.restore_endings(words, before, clitics)
        known_whole, known_restored, stems = self._study(words, whole, restored)
        closed = self._read_closed(words, cuts.take(slice(first_hidden)))
        of_whole = self._read_whole(words, whole, known_whole, stems)
        of_restored = self._read_before_enclitics(restored, known_restored)
        parts = [
            closed,
            _read_letters(short, closed),
            *(part.shift(first_long) for part in of_whole),
            self._read_closed_before_enclitics(words, before).shift(after_whole),
            *(part.shift(after_whole + len(before.word)) for part in of_restored),
        ]
        return Cuts.join([cuts, before, restored]), Readings(*map(np.concatenate, zip(*parts, strict=True)))

    def _study(self, words: Spellings, whole: Cuts, restored: Cuts) -> tuple[_Known, _Known, Stems]:
        """Look up every distinct stem once; give also the stems without enclitics themselves."""
        clitics = self.clitics
        parts = wc.whole_stems(words, whole), wc.stems_before_enclitics(words, restored, clitics)
        stems = Stems.join(parts)
        chain = np.concatenate([whole.chain, restored.chain])
        start = np.concatenate([whole.start, restored.start])
        code, keys = pd.factorize(stems.key)
        place = np.empty(len(keys), np.int64)
        place[code] = np.arange(len(code))
        distinct = stems.take(place)
        entry = self.lexicon.find(distinct.key)
        noun = find_nouns(distinct, entry, self.lexicon)
        verb, is_imperfect = self._find_verbs(distinct, entry, code, chain)
        # The first person (أكتب) is written with its hamza: a bare alef is another word's.
        is_bare = (words.folded[start] == ord("ا")) & (words.written[start] != ord("أ"))
        verb.lemma[is_imperfect & is_bare] = NONE
        known = _Known(
            Senses(np.where(clitics.before["noun"][chain], noun.lemma[code], NONE), noun.cost[code]),
            verb,
            is_imperfect,
            self.vocabulary.attest(distinct).take(code),
        )
        return known.take(slice(len(whole.word))), known.take(slice(len(whole.word), None)), parts[0]

    def _find_verbs(
        self, distinct: Stems, entry: Numbers, code: Numbers, chain: Numbers
    ) -> tuple[Senses, NDArray[np.bool_]]:
        """Read stems, each a `code` of the distinct ones behind a chain, as the verbs that the chain allows."""
        before = self.clitics.before
        rows = np.flatnonzero(before["imperfect"][chain])
        of_verb = np.flatnonzero(np.bincount(code[rows], minlength=len(entry)))
        place = np.empty(len(entry), np.int64)
        place[of_verb] = np.arange(len(of_verb))
        either, is_imperfect, imperfects = find_verbs(distinct.take(of_verb), entry[of_verb], self.lexicon)
        at, takes_either = place[code[rows]], before["perfect"][chain[rows]]
        verb, imperfect = Senses.none(len(code)), np.zeros(len(code), np.bool_)
        verb.lemma[rows] = np.where(takes_either, either.lemma[at], imperfects.lemma[at])
        verb.cost[rows] = np.where(takes_either, either.cost[at], imperfects.cost[at])
        imperfect[rows] = ~takes_either | is_imperfect[at]
        return verb, imperfect

    def _read_closed(self, words: Spellings, cuts: Cuts) -> Readings:
        """Read what follows a chain as a closed-class word or, after a preposition, as a pronoun."""
        clitics = self.clitics
        rows = np.flatnonzero(clitics.before["closed"][cuts.chain])
        part = cuts.take(rows)
        lemma = self._closed_lemmas(words, part)
        # وفي is and + in rather than the adjective, however often that is seen.
        cost = np.where(clitics.is_and[part.chain], _AND_CLOSED_CLASS, clitics.cost[part.chain] + _CLOSED_CLASS)
        of_preposition = np.flatnonzero(clitics.before["suffix"][cuts.chain])
        part = cuts.take(of_preposition)
        pronoun = self.lexicon.look_up(SUFFIX, words.keys_written(part.word, part.start, part.end))
        return _make_readings(
            np.concatenate([rows, of_preposition]),
            np.concatenate([cost, clitics.cost[part.chain] + _PRONOUN]),
            _CLOSED,
            np.concatenate([lemma, pronoun]),
        )

    def _closed_lemmas(self, words: Spellings, cuts: Cuts) -> Numbers:
        """Look stems up as closed-class words, as written or else without the seats of alef."""
        lemma = self.lexicon.look_up(CLOSED, words.keys_written(cuts.word, cuts.start, cuts.end))
        rows = np.flatnonzero((lemma == NONE) & words.has_seats[cuts.word])
        part = cuts.take(rows)
        lemma[rows] = self.lexicon.look_up(CLOSED, words.keys_folded(part.word, part.start, part.end))
        return lemma

    def _read_closed_before_enclitics(self, words: Spellings, cuts: Cuts) -> Readings:
        """Read stems before enclitics as closed-class words."""
        clitics = self.clitics
        rows = np.flatnonzero(clitics.before["closed"][cuts.chain] & clitics.after["closed"][cuts.enclitic])
        part = cuts.take(rows)
        lemma = self._closed_lemmas(words, part)
        lemma = np.where(self.lexicon.takes_enclitic[lemma], lemma, NONE)
        return _make_readings(rows, part.cost + _CLOSED_CLASS, _CLOSED, lemma)

    def _read_whole(self, words: Spellings, cuts: Cuts, known: _Known, stems: Stems) -> list[Readings]:
        """Read stems without enclitic."""
        clitics = self.clitics
        is_definite = clitics.definite[cuts.chain]
        attested = known.attested.surely
        # The word itself is no evidence for its own reading.
        for chain, elsewhere in ((wc.NO_CHAIN, known.attested.with_article), (clitics.article, known.attested.bare)):
            rows = cuts.chain == chain
            attested[rows] = elsewhere[rows]
        # Nor is a noun with its article evidence for a verb of the same letters, which may be the noun by itself, too.
        is_noun = known.attested.with_article & (known.noun.lemma != NONE)
        verb_attested = known.attested.by_itself & ~is_noun & (cuts.chain != wc.NO_CHAIN)
        cost = cuts.cost.copy()
        cost += wc.SHORT_STEM * ((cuts.length < 3) & ~is_definite)
        cost += wc.NOT_THE_ARTICLE * (wc.seems_definite(words, cuts.start) & ~is_definite)
        # إ only begins a word, so that what stands before it is cut off.
        cost += _HAMZA_INSIDE * (words.last_hamza_below[cuts.word] > cuts.start)
        verb_cost = cost + known.verb.cost + self._doubt_verbs(words, cuts, known, stems) + _ATTESTED * verb_attested
        cost += _ATTESTED * attested
        every = np.arange(len(cuts.word))
        noun_lemma = self._read_nisbas(words, cuts, known, stems)
        noun_cost = cost + known.noun.cost + self._doubt_nouns(words, cuts, known, stems)
        verb_kind = np.where(known.is_imperfect, _IMPERFECT, _PERFECT)
        return [
            _make_readings(every, noun_cost, _NOUN, noun_lemma, attested),
            _make_readings(every, verb_cost, verb_kind, known.verb.lemma, verb_attested),
            self._read_unknown(words, cuts, known, cost, attested),
        ]

    def _read_unknown(
        self, words: Spellings, cuts: Cuts, known: _Known, cost: NDArray[np.float64], attested: NDArray[np.bool_]
    ) -> Readings:
        """Read stems without enclitic that the lexicon lacks as nouns, where what is cut off leaves little doubt."""
        clitics = self.clitics
        is_cut = cuts.chain != wc.NO_CHAIN
        is_certain = clitics.certain[cuts.chain]
        is_unknown = (known.noun.lemma == NONE) & (known.verb.lemma == NONE) & clitics.before["noun"][cuts.chain]
        is_unknown &= ~is_cut | ((is_certain | attested) & ~wc.begins_with_article(words, cuts.start))
        rows = np.flatnonzero(is_unknown)
        chain, cut_cost = cuts.chain[rows], cuts.cost[rows]
        guessed = 0.2 * cut_cost + np.where(clitics.definite[chain], _UNKNOWN_DEFINITE, _UNKNOWN_AFTER_CUT)
        after_cut = np.where(is_certain[rows], guessed, _NEVER)
        stands_alone = np.where(attested[rows], cut_cost + _UNKNOWN_STANDS_ALONE, _NEVER)
        total = np.where(is_cut[rows], np.minimum(after_cut, stands_alone), cost[rows] + _UNKNOWN_WHOLE)
        return _make_unknown(rows, total, attested[rows])

    def _read_nisbas(self, words: Spellings, cuts: Cuts, known: _Known, stems: Stems) -> Numbers:
        """Read nouns with ي after them as their nisbas where the article is before them, or seen before them elsewhere.

        «المروري» is an adjective: the article stands neither before «my traffic» nor before a plural in the construct
        state. Without it, «لاعبي» may be such a plural, as «اللاعبين» shows.
        """
        lemma = known.noun.lemma.copy()
        is_definite = self.clitics.definite[cuts.chain]
        is_nisba = (lemma >= 0) & (is_definite | known.attested.with_article) & (stems.length >= 4)
        is_nisba &= stems.end_in("ي") & (words.written[cuts.end - 1] == ord("ي"))
        rows = np.flatnonzero(is_nisba)
        part = stems.take(rows)
        base, length = part.without_last("ي"), part.length - 1
        noun = self.lexicon.look_up("noun", base)
        is_base = (self.lexicon.same[noun] == self.lexicon.same[lemma[rows]]) & (noun >= 0)
        is_base &= self.lexicon.lengths_of(noun) == length
        is_base[is_base] = self.lexicon.letters_of(noun[is_base], -1) == part.letter_from_end(2)[is_base]
        with_article = prepend_key(base, ARTICLE)
        plurals = [append_key(with_article, length + len(ARTICLE), ending) for ending in ("ين", "ون")]
        has_plural = self.vocabulary.has(plurals[0]) | self.vocabulary.has(plurals[1])
        rows = rows[is_base & (is_definite[rows] | ~has_plural)]
        lemma[rows] = NISBA - lemma[rows]
        return lemma

    def _doubt_nouns(self, words: Spellings, cuts: Cuts, known: _Known, stems: Stems) -> NDArray[np.float64]:
        """Weigh nouns by the alef and the hamzas that are written."""
        lexicon, written = self.lexicon, words.written
        doubt = np.zeros(len(cuts.word))
        rows = np.flatnonzero(known.noun.lemma >= 0)
        noun, part, stems = known.noun.lemma[rows], cuts.take(rows), stems.take(rows)
        first, second = written[part.start], written[np.minimum(part.start + 1, part.end - 1)]
        last, before_last = written[part.end - 1], written[np.maximum(part.end - 2, part.start)]
        first_of_lemma, last_of_lemma = lexicon.letters_of(noun, 0), lexicon.letters_of(noun, -1)
        word_has_seats, has_seats = words.has_seats[part.word], lexicon.has_seats[noun]
        # نفى is the verb rather than نفي.
        doubt[rows] += _YA_FOR_ALEF * ((last == ord("ى")) & (last_of_lemma == ord("ي")))
        # مترا is no careless مترأ, nor أمرا a careless امرأ.
        is_final_alef = (known.noun.cost[rows] == LISTED) & (last == ord("ا")) & is_one_of(last_of_lemma, "أؤ")
        doubt[rows] += _ALEF_FOR_HAMZA * is_final_alef
        # بدأت does not end in ات.
        has_verb = known.verb.lemma[rows] != NONE
        doubt[rows] += _HAMZA_INSIDE * (stems.end_in("ات") & has_verb & (before_last == ord("أ")))
        # «أثارت» is not of إثارة, nor «لأزمة» of لازم.
        is_whole = part.chain == wc.NO_CHAIN
        is_other = (first == ord("أ")) & (first_of_lemma == ord("إ"))
        is_other |= (second == ord("أ")) & ~has_seats & is_whole & is_one_of(first, "بكل")
        doubt[rows] += _HAMZA_NOT_OF_NOUN * is_other
        # بأول is not the name باول, though باول may be a careless بأول.
        doubt[rows] += _HAMZA_NOT_OF_NAME * (lexicon.is_name[noun] & ~has_seats & word_has_seats)
        return doubt

    def _doubt_verbs(self, words: Spellings, cuts: Cuts, known: _Known, stems: Stems) -> NDArray[np.float64]:
        """Weigh verbs by their other persons in the vocabulary, and by the alef that is written."""
        doubt = np.zeros(len(cuts.word))
        rows = np.flatnonzero(known.verb.lemma != NONE)
        stems, is_imperfect = stems.take(rows), known.is_imperfect[rows]
        last, last_written = stems.letter_from_end(1), words.written[cuts.end[rows] - 1]
        last_of_lemma = self.lexicon.letters_of(known.verb.lemma[rows], -1)
        is_final_ya = (last == ord("ي")) & (last_written == ord("ي")) & (last_of_lemma == ord("ى"))
        doubt[rows[is_final_ya & ~is_imperfect]] = _YA_FOR_ALEF
        # يوما is a day rather than a careless يومأ.
        is_final_alef = (last == ord("ا")) & (last_written == ord("ا")) & (last_of_lemma == ord("أ"))
        doubt[rows[is_final_alef]] = _ALEF_FOR_HAMZA
        doubt[rows[is_imperfect & stems.begin_with("ن")]] = _FIRST_PERSON
        # بيع is the sale oftener than «was sold»; قيل is written less than the nouns that look like it.
        is_hollow = (stems.letter_from_end(2) == ord("ي")) & (
            self.lexicon.letters_of(known.verb.lemma[rows], 1) == ord("ا")
        )
        doubt[rows[is_hollow & ~is_imperfect & (stems.length == 3)]] += _PASSIVE_OF_HOLLOW
        in_ta = np.flatnonzero(is_imperfect & stems.begin_with("ت") & (last != ord("ا")))
        stems = stems.take(in_ta)
        other_person = self.vocabulary.has(prepend_key(stems.without_first(), "ي"))
        fifth_form = self.vocabulary.has(prepend_key(stems.key, "ي"))
        doubt[rows[in_ta]] = _FIFTH_FORM_ATTESTED * (fifth_form & ~other_person)
        return doubt

    def _read_before_enclitics(self, cuts: Cuts, known: _Known) -> list[Readings]:
        """Read stems before enclitics."""
        clitics = self.clitics
        cost = cuts.cost + _RESTORED * (cuts.ending != wc.AS_WRITTEN)
        every = np.arange(len(cuts.word))
        of_noun, of_verb = known.attested.surely, known.attested.by_itself
        readings = []
        for kind, senses, is_kind, attested in (
            ("noun", known.noun, True, of_noun),
            ("perfect", known.verb, ~known.is_imperfect, of_verb),
            ("imperfect", known.verb, known.is_imperfect, of_verb),
        ):
            may_stand = is_kind & clitics.after[kind][cuts.enclitic] & clitics.of[kind][cuts.ending]
            lemma = np.where(may_stand, senses.lemma, NONE)
            total = cost + senses.cost + np.where(attested, _ATTESTED, _UNATTESTED_BEFORE_ENCLITIC)
            readings.append(_make_readings(every, total, KINDS.index(kind), lemma, attested))
        return readings


def _read_letters(cuts: Cuts, closed: Readings) -> Readings:
    """Read words of one letter that are no closed-class words."""
    is_word = cuts.chain == wc.NO_CHAIN
    is_word[closed.cut[closed.cut < len(is_word)]] = False
    rows = np.flatnonzero(is_word)
    return _make_unknown(rows, np.full(len(rows), _UNKNOWN_WHOLE), np.zeros(len(rows), np.bool_))


def _make_readings(
    cut: Numbers,
    cost: NDArray[np.float64],
    kind: int | Numbers,
    lemma: Numbers,
    attested: NDArray[np.bool_] | None = None,
) -> Readings:
    """Make readings of the cuts that have a lemma."""
    rows = np.flatnonzero(lemma != NONE)
    kinds = np.full(len(rows), kind) if isinstance(kind, int) else kind[rows]
    stands_alone = np.zeros(len(rows), np.bool_) if attested is None else attested[rows]
    return Readings(cut[rows], cost[rows], kinds, lemma[rows], stands_alone)


def _make_unknown(cut: Numbers, cost: NDArray[np.float64], attested: NDArray[np.bool_]) -> Readings:
    """Make readings of stems that the lexicon lacks."""
    return Readings(cut, cost, np.full(len(cut), UNKNOWN), np.full(len(cut), NONE), attested)
