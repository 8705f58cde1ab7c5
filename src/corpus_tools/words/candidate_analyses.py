"""Candidate analyses: each segmentation that the clitics allow and the lexicon knows, with a cost.

The cost says how much must be assumed: about nothing for a closed-class word, one for a word that is listed as it
stands, more for each clitic and each ending that is taken off, less if the stem stands alone elsewhere in the
vocabulary. All words are analyzed at once: each step handles, as arrays, every word that it concerns.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.proclitics import ARTICLE
from corpus_tools.script import is_any_of
from corpus_tools.words import segmentation as sg
from corpus_tools.words.analyses import (
    CLOSED_CLASS,
    IMPERFECT,
    KINDS,
    NOUN,
    PERFECT,
    Analyses,
    make_analyses,
    make_unknown_analyses,
)
from corpus_tools.words.attestation import Attestation, Vocabulary
from corpus_tools.words.inflection import LISTED, StemLemmas, find_noun_lemmas, find_verb_lemmas
from corpus_tools.words.lexicon import CLOSED, EXACT, NISBA, NONE, SUFFIX, Lexicon
from corpus_tools.words.press_words import load_press_words
from corpus_tools.words.segmentation import CliticArrays, Segmentations
from corpus_tools.words.spellings import Spellings, Stems, Units, append_key, prepend_key

_CLOSED_CLASS = -0.2
_AND_CLOSED_CLASS = 0.1
_YA_IN_CLOSED_CLASS = 0.5
_KNOWN_BEFORE_CLOSED, _KNOWN_AFTER_CLOSED = 0.8, 0.8
_PRONOUN = -0.3
_UNKNOWN_WHOLE = 4.2
_UNKNOWN_AFTER_CUT, _UNKNOWN_DEFINITE, _UNKNOWN_STANDS_ALONE = 3.8, 3.4, 2.6
_NEVER = 99.0
_ATTESTED = -0.7
_UNATTESTED_BEFORE_ENCLITIC = 0.4
_RESTORED = 0.05
_HAMZA_INSIDE, _HAMZA_NOT_OF_NAME = 3.0, 2.0
_HAMZA_NOT_OF_NOUN = 1.0
_FIFTH_FORM_ATTESTED = 0.5
_MASDAR_OF_FIFTH_FORM, _USUAL_MASDAR = 2.5, 0.5
_UNOWNED = 1.2
_FIRST_PERSON = 0.6
_PASSIVE_OF_HOLLOW = 0.5
_YA_FOR_ALEF, _ALEF_FOR_HAMZA = 1.0, 1.0
_HA_FOR_TA = 1.5
_PLACE_IN_HA = 0.3
_NAME_BEFORE_ENCLITIC = 4.0


class _StemFacts(NamedTuple):
    """What is known of the stem of each segmentation: its lemmas as noun and verb, and where else it stands."""

    noun: StemLemmas
    verb: StemLemmas
    is_imperfect: Bools
    attested: Attestation

    def take(self, rows: slice) -> "_StemFacts":
        """Return a slice."""
        return _StemFacts(self.noun.take(rows), self.verb.take(rows), self.is_imperfect[rows], self.attested.take(rows))


class Analyzer:
    """Finds the analyses of words by a lexicon, the clitics and the words that stand alone in a vocabulary."""

    def __init__(self, clitics: CliticArrays, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.clitics = clitics
        self.lexicon = lexicon
        self.vocabulary = vocabulary

    def analyze(self, words: Spellings, rows: Ints) -> tuple[Segmentations, Analyses]:
        """Return the analyses of some rows of words, and the segmentations to which they refer."""
        clitics = self.clitics
        segments = sg.segment_proclitics(words, rows, clitics)
        short, long = segments.take(segments.length == 1), segments.take(segments.length > 1)
        # Stems of one letter are closed-class words at best, those after a hidden lam never are.
        segments = Segmentations.join([short, long, sg.segment_after_hidden_lam(long, clitics)])
        first_long, first_hidden, after_whole = len(short.word), len(short.word) + len(long.word), len(segments.word)
        whole = segments.take(slice(first_long, None))
        before = sg.segment_enclitics(words, long.take(~clitics.definite[long.chain]), clitics)
        restored = sg.restore_endings(words, before, clitics)
        known_whole, known_restored, stems = self._look_up_stems(words, whole, restored)
        closed = self._analyze_closed_class(words, segments.take(slice(first_hidden)))
        of_whole = self._analyze_without_enclitic(words, whole, known_whole, stems)
        of_restored = self._analyze_before_enclitics(words, restored, known_restored)
        closed_before = self._analyze_closed_class_before_enclitics(words, before)
        parts = [
            *((part, 0) for part in (closed, _analyze_single_letters(short, closed))),
            *((part, first_long) for part in of_whole),
            (closed_before, after_whole),
            *((part, after_whole + len(before.word)) for part in of_restored),
        ]
        shifted = [part._replace(segment=part.segment + first) for part, first in parts]
        analyses = Analyses(*map(np.concatenate, zip(*shifted, strict=True)))
        return Segmentations.join([segments, before, restored]), analyses

    def _look_up_stems(
        self, words: Spellings, whole: Segmentations, restored: Segmentations
    ) -> tuple[_StemFacts, _StemFacts, Stems]:
        """Look up each distinct stem once; return facts on stems without and before enclitics, and the former stems."""
        clitics = self.clitics
        parts = sg.stems_without_enclitic(words, whole), sg.stems_before_enclitics(words, restored, clitics)
        stems, segments = Stems.join(parts), Segmentations.join([whole, restored])
        chain, start = segments.chain, segments.start
        code, keys = pd.factorize(stems.key)
        place = np.empty(len(keys), np.int64)
        place[code] = np.arange(len(code))
        distinct = stems.take(place)
        entry = self.lexicon.find(distinct.key)
        noun = find_noun_lemmas(distinct, entry, self.lexicon)
        verb, is_imperfect = self._find_verb_lemmas(distinct, entry, code, chain)
        # The first person (أكتب) is written with its hamza: a bare alef is another word's.
        is_bare = (words.folded[start] == ord("ا")) & (words.written[start] != ord("أ"))
        verb.lemma[is_imperfect & is_bare] = NONE
        noun = StemLemmas(np.where(clitics.before["noun"][chain], noun.lemma[code], NONE), noun.cost[code])
        known = _StemFacts(noun, verb, is_imperfect, self.vocabulary.attest(distinct).take(code))
        return known.take(slice(len(whole.word))), known.take(slice(len(whole.word), None)), parts[0]

    def _find_verb_lemmas(self, distinct: Stems, entry: Ints, code: Ints, chain: Ints) -> tuple[StemLemmas, Bools]:
        """Find the verbs that each chain allows; `code` is the distinct stem behind each chain."""
        before = self.clitics.before
        rows = np.flatnonzero(before["imperfect"][chain])
        of_verb = np.flatnonzero(np.bincount(code[rows], minlength=len(entry)))
        place = np.empty(len(entry), np.int64)
        place[of_verb] = np.arange(len(of_verb))
        either, is_imperfect, imperfects = find_verb_lemmas(distinct.take(of_verb), entry[of_verb], self.lexicon)
        at, takes_either = place[code[rows]], before["perfect"][chain[rows]]
        verb, imperfect = StemLemmas.none(len(code)), np.zeros(len(code), np.bool_)
        for column, of_either, of_imperfect in zip(verb, either, imperfects, strict=True):
            column[rows] = np.where(takes_either, of_either[at], of_imperfect[at])
        imperfect[rows] = ~takes_either | is_imperfect[at]
        return verb, imperfect

    def _analyze_closed_class(self, words: Spellings, segments: Segmentations) -> Analyses:
        """Analyze stems as closed-class words or, after a preposition, as pronouns."""
        clitics = self.clitics
        rows = np.flatnonzero(clitics.before["closed"][segments.chain])
        part = segments.take(rows)
        lemma = self._closed_lemmas(words, part)
        lemma[~self.lexicon.stands_alone[lemma]] = NONE
        is_whole = np.zeros(len(words.starts), np.bool_)
        is_whole[part.word[(part.chain == sg.NO_CHAIN) & (lemma != NONE)]] = True
        lemma[is_whole[part.word] & (part.chain != sg.NO_CHAIN)] = NONE  # فقط is not «and never»
        # وفي is «and in» rather than the adjective, however frequent that is.
        cost = np.where(clitics.is_and[part.chain], _AND_CLOSED_CLASS, clitics.cost[part.chain] + _CLOSED_CLASS)
        # «والي» is a governor rather than a careless «وإلى».
        is_bare = clitics.is_and[part.chain] & (part.length > len("اي")) & (words.written[part.start] == ord("ا"))
        cost += _YA_IN_CLOSED_CLASS * (is_bare & (words.written[part.end - 1] == ord("ي")))
        of_preposition = np.flatnonzero(clitics.before["suffix"][segments.chain])
        part = segments.take(of_preposition)
        pronoun = self.lexicon.look_up(SUFFIX, words.keys_written(part.word, part.start, part.end))
        pairs = ((rows, of_preposition), (cost, clitics.cost[part.chain] + _PRONOUN), (lemma, pronoun))
        segment, cost, lemma = map(np.concatenate, pairs)
        return make_analyses(segment, cost, CLOSED_CLASS, lemma)

    def _closed_lemmas(self, words: Spellings, segments: Segmentations) -> Ints:
        """Look stems up as closed-class words, as written or else without the seats of alef."""
        lexicon, key = self.lexicon, words.keys_written(segments.word, segments.start, segments.end)
        lemma = lexicon.look_up(CLOSED, key)
        rows = np.flatnonzero((lemma == NONE) & words.has_seats[segments.word])
        part = segments.take(rows)
        folded, first = words.keys_folded(part.word, part.start, part.end), words.written[part.start]
        # إمام is no careless أمام.
        is_noun = is_any_of(first, "أإآ") & (lexicon.letters_of(lexicon.look_up("noun", folded), 0) == first)
        is_noun |= lexicon.look_up(EXACT + "noun", key[rows]) != NONE
        lemma[rows] = np.where(is_noun, NONE, lexicon.look_up(CLOSED, folded))
        lemma[self.clitics.has_preposition[segments.chain] & ~self.lexicon.follows_preposition[lemma]] = NONE
        return lemma

    def _analyze_closed_class_before_enclitics(self, words: Spellings, segments: Segmentations) -> Analyses:
        """Analyze stems before enclitics as closed-class words."""
        clitics = self.clitics
        rows = np.flatnonzero(clitics.before["closed"][segments.chain] & clitics.after["closed"][segments.enclitic])
        lemma = self._closed_lemmas(words, segments.take(rows))
        lemma[~self.lexicon.takes_enclitic[lemma]] = NONE
        # بأنه is «that he»: what stands beside a closed-class word is hardly in doubt, but نحوي is a grammarian.
        known = np.minimum(clitics.cost[segments.chain[rows]], _KNOWN_BEFORE_CLOSED)
        known += _KNOWN_AFTER_CLOSED * ~clitics.of_speaker[segments.enclitic[rows]]
        cost = segments.cost[rows] - known + _CLOSED_CLASS
        return make_analyses(rows, cost, CLOSED_CLASS, lemma)

    def _analyze_without_enclitic(
        self, words: Spellings, segments: Segmentations, known: _StemFacts, stems: Stems
    ) -> list[Analyses]:
        """Analyze stems without enclitic."""
        clitics = self.clitics
        is_definite = clitics.definite[segments.chain]
        known.noun.lemma[is_definite & self._lacks_ya(known, stems)] = NONE
        attested = known.attested.surely
        # The word itself is no evidence for its own analysis.
        for chain, elsewhere in ((sg.NO_CHAIN, known.attested.with_article), (clitics.article, known.attested.bare)):
            rows = segments.chain == chain
            attested[rows] = elsewhere[rows]
        # «وصفه» alone may be وصف and its pronoun as well, and tells nothing of وصفة.
        with_ha = self._rows_with_ha_for_ta(known, stems, is_definite)
        attested[with_ha] = known.attested.with_article[with_ha]
        # A noun with its article is no evidence for a verb of the same letters: the bare word may be the noun, too.
        is_noun = known.attested.with_article & (known.noun.lemma != NONE)
        verb_attested = known.attested.by_itself & ~is_noun & (segments.chain != sg.NO_CHAIN)
        cost = segments.cost + sg.SHORT_STEM * ((segments.length < 3) & ~is_definite)
        cost += sg.NOT_THE_ARTICLE * (sg.seems_definite(words, segments.start) & ~is_definite)
        # إ only begins a stem, so what stands before it is a proclitic.
        cost += _HAMZA_INSIDE * (words.last_hamza_below[segments.word] > segments.start)
        verb_doubts = self._verb_doubts(words, segments, known, stems)
        verb_cost = cost + known.verb.cost + verb_doubts + _ATTESTED * verb_attested
        verb_kind = np.where(known.is_imperfect, IMPERFECT, PERFECT)
        cost += _ATTESTED * attested
        noun_lemma = self._replace_by_nisbas(words, segments, known, stems)
        noun_cost = cost + known.noun.cost + self._noun_doubts(words, segments, known, stems)
        noun_cost[with_ha] += np.where(self.lexicon.is_place[known.noun.lemma[with_ha]], _PLACE_IN_HA, _HA_FOR_TA)
        every = np.arange(len(segments.word))
        return [
            make_analyses(every, noun_cost, NOUN, noun_lemma, attested),
            make_analyses(every, verb_cost, verb_kind, known.verb.lemma, verb_attested),
            self._analyze_unknown(words, segments, known, cost, attested),
        ]

    def _analyze_unknown(
        self, words: Spellings, segments: Segmentations, known: _StemFacts, cost: Floats, attested: Bools
    ) -> Analyses:
        """Analyze unknown stems without enclitic as nouns, where the proclitics before them leave little doubt."""
        clitics = self.clitics
        is_cut, is_certain = segments.chain != sg.NO_CHAIN, clitics.certain[segments.chain]
        is_unknown = (known.noun.lemma == NONE) & (known.verb.lemma == NONE) & clitics.before["noun"][segments.chain]
        is_unknown &= ~is_cut | ((is_certain | attested) & ~sg.begins_with_article(words, segments.start))
        rows = np.flatnonzero(is_unknown)
        cut_cost, is_definite = segments.cost[rows], clitics.definite[segments.chain[rows]]
        guessed = 0.2 * cut_cost + np.where(is_definite, _UNKNOWN_DEFINITE, _UNKNOWN_AFTER_CUT)
        after_cut = np.where(is_certain[rows], guessed, _NEVER)
        stands_alone = np.where(attested[rows], cut_cost + _UNKNOWN_STANDS_ALONE, _NEVER)
        total = np.where(is_cut[rows], np.minimum(after_cut, stands_alone), cost[rows] + _UNKNOWN_WHOLE)
        return make_unknown_analyses(rows, total, attested[rows])

    def _rows_with_ha_for_ta(self, known: _StemFacts, stems: Stems, is_definite: Bools) -> Ints:
        """Return which stems are nouns only if ه stands for ة: without the article it is rather a pronoun.

        Of a place (أبيه) it may be one, too.
        """
        rows = np.flatnonzero(stems.end_in("ه") & (known.noun.lemma != NONE) & ~is_definite)
        listed = self.lexicon.look_up("noun", stems.key[rows])
        found: Ints = rows[(listed == NONE) | self.lexicon.is_place[listed]]
        return found

    def _lacks_ya(self, known: _StemFacts, stems: Stems) -> Bools:
        """Return which nouns are defective participles without their ya, as after no article (قاض, but القاضي)."""
        lexicon, noun = self.lexicon, np.maximum(known.noun.lemma, NONE)
        lacks_ya = (lexicon.letters_of(noun, -1) == ord("ي")) & (stems.letter_from_end(1) != ord("ي"))
        lacks_ya &= (lexicon.ends - lexicon.starts)[noun] == stems.length + 1
        lacks_ya &= (stems.letter(2) == ord("ا")) | stems.begin_with("م")
        return np.asarray(lacks_ya)

    def _replace_by_nisbas(self, words: Spellings, segments: Segmentations, known: _StemFacts, stems: Stems) -> Ints:
        """Return the nisba instead of a noun with ي, where the article stands before it here or in the vocabulary.

        «المروري» is an adjective: the article stands neither before «my traffic» nor before a plural in the construct
        state. Without it, «لاعبي» may be such a plural, as «اللاعبين» shows.
        """
        lemma = known.noun.lemma.copy()
        is_definite = self.clitics.definite[segments.chain]
        is_nisba = (lemma >= 0) & (is_definite | known.attested.with_article) & (stems.length >= 4)
        is_nisba &= stems.end_in("ي") & (words.written[segments.end - 1] == ord("ي"))
        rows = np.flatnonzero(is_nisba)
        part = stems.take(rows)
        base, length = part.without_last("ي"), part.length - 1
        lexicon, noun = self.lexicon, self.lexicon.look_up("noun", base)
        is_base = (lexicon.spelling_id[noun] == lexicon.spelling_id[lemma[rows]]) & (noun >= 0)
        is_base &= lexicon.ends[noun] - lexicon.starts[noun] == length
        is_base[is_base] = lexicon.letters_of(noun[is_base], -1) == part.letter_from_end(2)[is_base]
        with_article = prepend_key(base, ARTICLE)
        in_in, in_un = (append_key(with_article, length + len(ARTICLE), ending) for ending in ("ين", "ون"))
        has_plural = self.vocabulary.has(in_in) | self.vocabulary.has(in_un)
        rows = rows[is_base & (is_definite[rows] | ~has_plural)]
        lemma[rows] = NISBA - lemma[rows]
        return lemma

    def _noun_doubts(self, words: Spellings, segments: Segmentations, known: _StemFacts, stems: Stems) -> Floats:
        """Return extra costs of nouns whose lemma does not fit the alef or the hamzas as written."""
        lexicon, written = self.lexicon, words.written
        doubt = np.zeros(len(segments.word))
        rows = np.flatnonzero(known.noun.lemma >= 0)
        noun, part, stems = known.noun.lemma[rows], segments.take(rows), stems.take(rows)
        last, before_last = written[part.end - 1], written[np.maximum(part.end - 2, part.start)]
        last_of_lemma = lexicon.letters_of(noun, -1)
        word_has_seats, has_seats = words.has_seats[part.word], lexicon.has_seats[noun]
        # نفى is the verb rather than نفي.
        doubt[rows] += _YA_FOR_ALEF * ((last == ord("ى")) & (last_of_lemma == ord("ي")))
        # مترا is no careless مترأ, nor أمرا a careless امرأ.
        is_final_alef = (known.noun.cost[rows] == LISTED) & (last == ord("ا")) & is_any_of(last_of_lemma, "أؤ")
        doubt[rows] += _ALEF_FOR_HAMZA * is_final_alef
        # بدأت does not end in ات.
        is_perfect = stems.end_in("ات") & (before_last == ord("أ")) & (known.verb.lemma[rows] != NONE)
        doubt[rows] += _HAMZA_INSIDE * is_perfect
        doubt[rows] += _HAMZA_NOT_OF_NOUN * self._are_spelled_otherwise(words, part, noun)
        # بأول is not the name باول, although باول may be a careless بأول.
        doubt[rows] += _HAMZA_NOT_OF_NAME * (lexicon.is_name[noun] & ~has_seats & word_has_seats)
        return doubt

    def _are_spelled_otherwise(self, words: Spellings, segments: Segmentations, noun: Ints) -> Bools:
        """Return which nouns have another hamza than is written.

        «أثارت» is not of إثارة, «لأزمة» not of لازم, «برأيه» not of براي, «بشأنها» not of أبش.
        """
        places = (np.minimum(segments.start + place, segments.end - 1) for place in range(3))
        first, second, third = (words.written[place] for place in places)
        has_inside = is_any_of(second, "أآ") | is_any_of(third, "أآ")
        is_after_letter = (segments.chain == sg.NO_CHAIN) & is_any_of(first, "بكلوف")
        first_of_lemma = self.lexicon.letters_of(noun, 0)
        is_other = (first == ord("أ")) & (first_of_lemma == ord("إ"))
        is_other |= has_inside & is_after_letter & (~self.lexicon.has_seats[noun] | is_any_of(first_of_lemma, "أآ"))
        return np.asarray(is_other)

    def _keep_nun(self, last: Units, segments: Segmentations, lemma: Ints) -> Bools:
        """Return which lemmas end in a ن that the stem lacks and that no pronoun takes: «إعلان» is no dual."""
        lexicon = self.lexicon
        lacks_nun = lexicon.letters_of(lemma, -1) == ord("ن")
        lacks_nun &= segments.length < (lexicon.ends - lexicon.starts)[lemma]
        # The dual «أبوان» is a lemma, too, and takes pronouns as «أبويه».
        return np.asarray(lacks_nun & ((last == ord("ا")) | (last == lexicon.letters_of(lemma, -2))))

    def _verb_doubts(self, words: Spellings, segments: Segmentations, known: _StemFacts, stems: Stems) -> Floats:
        """Return extra costs of verbs, by their other persons in the vocabulary and by the alef as written."""
        doubt = np.zeros(len(segments.word))
        rows = np.flatnonzero(known.verb.lemma != NONE)
        stems, is_imperfect = stems.take(rows), known.is_imperfect[rows]
        last, last_written = stems.letter_from_end(1), words.written[segments.end[rows] - 1]
        last_of_lemma = self.lexicon.letters_of(known.verb.lemma[rows], -1)
        is_final_ya = (last == ord("ي")) & (last_written == ord("ي")) & (last_of_lemma == ord("ى"))
        # قوى is the powers rather than قوي.
        is_final_alef = (last_written == ord("ى")) & (last_of_lemma == ord("ي"))
        doubt[rows[(is_final_ya | is_final_alef) & ~is_imperfect]] = _YA_FOR_ALEF
        # يوما is a day rather than a careless يومأ.
        is_final_alef = (last == ord("ا")) & (last_written == ord("ا")) & (last_of_lemma == ord("أ"))
        doubt[rows[is_final_alef]] = _ALEF_FOR_HAMZA
        doubt[rows[is_imperfect & stems.begin_with("ن")]] = _FIRST_PERSON
        # بيع is more often «sale» than «was sold»; قيل is rarer than the nouns that look like it.
        second_of_lemma = self.lexicon.letters_of(known.verb.lemma[rows], 1)
        is_hollow = (stems.letter(2) == ord("ي")) & (second_of_lemma == ord("ا"))
        doubt[rows[is_hollow & ~is_imperfect]] += _PASSIVE_OF_HOLLOW
        in_ta = np.flatnonzero(is_imperfect & stems.begin_with("ت") & (last != ord("ا")))
        stems = stems.take(in_ta)
        other_person = self.vocabulary.has(prepend_key(stems.without_first(), "ي"))
        fifth_form = self.vocabulary.has(prepend_key(stems.key, "ي"))
        doubt[rows[in_ta]] = _FIFTH_FORM_ATTESTED * (fifth_form & ~other_person)
        # «لتلقي» is to receive rather than that she throws, and «لتجنب» mostly to avoid.
        is_masdar = (segments.chain[rows[in_ta]] != sg.NO_CHAIN) & (known.noun.lemma[rows[in_ta]] != NONE)
        is_masdar &= self.lexicon.look_up("fifth_form", stems.key) != NONE
        doubt[rows[in_ta]] += np.where(stems.end_in("ي"), _MASDAR_OF_FIFTH_FORM, _USUAL_MASDAR) * is_masdar
        return doubt

    def _analyze_before_enclitics(self, words: Spellings, segments: Segmentations, known: _StemFacts) -> list[Analyses]:
        """Analyze stems before enclitics."""
        clitics = self.clitics
        cost = segments.cost + _RESTORED * (segments.ending != sg.AS_WRITTEN)
        cost += _HAMZA_INSIDE * (words.last_hamza_below[segments.word] > segments.start)
        every = np.arange(len(segments.word))
        last, before_last = words.written[segments.end - 1], words.written[segments.end - 2]
        second = words.written[np.minimum(segments.start + 1, segments.end - 1)]
        of_noun, of_verb = known.attested.surely, known.attested.by_itself
        analyses = []
        for kind, lemmas, is_kind, attested in (
            ("noun", known.noun, True, of_noun),
            ("perfect", known.verb, ~known.is_imperfect, of_verb),
            ("imperfect", known.verb, known.is_imperfect, of_verb),
        ):
            may_stand = is_kind & clitics.after[kind][segments.enclitic] & clitics.of[kind][segments.ending]
            # A hamza at the end of the lemma would be written; a dual of the perfect hardly has an object (but كتبناه).
            lacks_hamza = (last == ord("ا")) & (self.lexicon.letters_of(lemmas.lemma, -1) == ord("أ"))
            may_stand = may_stand & ~lacks_hamza
            if kind == "perfect":
                may_stand &= ~clitics.keeps_alef[segments.ending] | (before_last == ord("ن"))
                # No passive of a hollow verb has an object: «بيده» is ب and يد.
                may_stand &= (second != ord("ي")) | (self.lexicon.letters_of(lemmas.lemma, 1) != ord("ا"))
            may_stand &= ~self._keep_nun(last, segments, lemmas.lemma)
            lemma = np.where(may_stand, lemmas.lemma, NONE)
            total = cost + lemmas.cost + np.where(attested, _ATTESTED, _UNATTESTED_BEFORE_ENCLITIC)
            named = np.maximum(lemma, NONE)
            if kind == "noun":
                # «نشرته» is «she published it» rather than his bulletin.
                is_unowned = np.isin(lemma, load_press_words().unowned)
                total += _UNOWNED * (is_unowned & (segments.ending == clitics.feminine))
                total += _HAMZA_NOT_OF_NOUN * self._are_spelled_otherwise(words, segments, named)
            total += _NAME_BEFORE_ENCLITIC * (self.lexicon.is_name[named] | self.lexicon.is_place[named])
            analyses.append(make_analyses(every, total, KINDS.index(kind), lemma, attested))
        return analyses


def _analyze_single_letters(segments: Segmentations, closed: Analyses) -> Analyses:
    """Return words of one letter that are no closed-class words as unknown."""
    is_word = segments.chain == sg.NO_CHAIN
    is_word[closed.segment[closed.segment < len(is_word)]] = False
    rows = np.flatnonzero(is_word)
    return make_unknown_analyses(rows, np.full(len(rows), _UNKNOWN_WHOLE), np.zeros(len(rows), np.bool_))
