"""Inflection: find the lemmas of stems by taking off endings of nouns and verbs and prefixes of person.

Stems are distinct spellings without the seats of alef and with final ى as ي. Each affix is tried on all stems that
end in it at once, the likeliest affix first.
"""

from typing import NamedTuple

import numpy as np

from corpus_tools.arrays import Bools, Floats, Ints
from corpus_tools.script import is_any_of
from corpus_tools.words.lexicon import NISBA, NONE, STEM, Lexicon
from corpus_tools.words.spellings import Keys, Stems, append_key, replace_tail

LISTED, _ENDING, _TWO_ENDINGS = 1.0, 1.5, 2.0
# Of a noun and a verb with the same letters, the noun is preferred.
_LISTED_VERB, _ENDING_OF_VERB = 1.05, 1.55
# تقول is «she says» rather than the noun or the perfect of form V with the same letters.
_SHARED_BY_VERB, _SHARED = 1.1, 1.3
# يقل is rarer as the jussive of قال than يعط as that of أعطى, since يعط is no other word.
_JUSSIVE, _SHORT_JUSSIVE = 1.6, 1.9
_DOTS_LEFT_OUT = 0.3
_DUAL = 0.2

# Endings of nouns and adjectives with those of the singular; the likeliest first among those with the same last letter.
_NOUN_ENDINGS = (
    ("ات", "ة"),
    ("ات", ""),
    ("تان", "ة"),
    ("تين", "ة"),
    ("ون", ""),
    ("ين", ""),
    ("ان", ""),
    ("تان", ""),
    ("تين", ""),
    ("ة", ""),
    ("ا", ""),
    ("تا", "ة"),
    ("تا", ""),
    ("تي", "ة"),
    ("ي", ""),
    ("تي", ""),
    ("و", ""),
    ("ئا", "ء"),
)
# Endings of duals and plurals that a nisba takes; يان ends foreign names as well, and يات is rather of a noun in ية.
_NISBA_ENDINGS = ("ين", "ون", "تان", "تين", "ا")
_LAST_OF_ENDINGS = "".join({ending[-1] for ending, _ in _NOUN_ENDINGS})
_PERFECT_SUFFIXES = ("ت", "وا", "تا", "نا", "تما", "ا", "ن", "تن", "تم", "و", "تمو")
_SUFFIXES_OF_DEFECTIVE = ("ت", "تا", "وا")
_IMPERFECT_SUFFIXES = ("ون", "ان", "ن", "وا", "ا", "و")
# Letters that no alef of nunation follows.
_NO_NUNATION_AFTER = "اةى"


class StemLemmas(NamedTuple):
    """The lemma of each stem (or `NONE`), and a cost that grows with the distance from a listed spelling."""

    lemma: Ints
    cost: Floats

    @classmethod
    def none(cls, count: int) -> "StemLemmas":
        """Return empty results for a number of stems."""
        return cls(np.full(count, NONE), np.zeros(count))

    def set(self, rows: Ints, lemma: Ints, cost: float | Floats) -> None:
        """Set the lemma of those rows that have none yet and for which one was found."""
        is_new = (lemma != NONE) & (self.lemma[rows] == NONE)
        self.lemma[rows[is_new]] = lemma[is_new]
        self.cost[rows[is_new]] = np.broadcast_to(cost, lemma.shape)[is_new]

    def take(self, rows: Ints | slice) -> "StemLemmas":
        """Return some of the results."""
        return StemLemmas._make(column[rows] for column in self)

    def replace(self, rows: Ints, other: "StemLemmas") -> None:
        """Overwrite rows by results that were found for them separately."""
        self.lemma[rows], self.cost[rows] = other


def find_noun_lemmas(stems: Stems, entry: Ints, lexicon: Lexicon) -> StemLemmas:
    """Find the lemma of each stem as a noun or adjective; `entry` is the lexicon entry of each stem or -1."""
    listed = lexicon.lemma["noun"][entry]
    lemmas = StemLemmas(listed, np.full(len(listed), LISTED))
    rows = np.flatnonzero((listed != NONE) & (stems.length == 4) & stems.begin_with("ت"))
    lemmas.cost[rows[lexicon.look_up("imperfect", stems.take(rows).without_first()) != NONE]] = _SHARED
    rows = np.flatnonzero((listed == NONE) & is_any_of(stems.letter_from_end(1), _LAST_OF_ENDINGS))
    inflected, found = stems.take(rows), StemLemmas.none(len(rows))
    _add_nisbas(inflected, lexicon, found)
    _add_inflected(inflected, lexicon, found)
    for ending in _NISBA_ENDINGS:
        _add_nisba_forms(inflected, ending, lexicon, found)
    lemmas.replace(rows, found)
    _add_ha_for_ta(stems, lexicon, lemmas)
    return lemmas


def _add_ha_for_ta(stems: Stems, lexicon: Lexicon, lemmas: StemLemmas) -> None:
    """Find stems that are written with ه for a final ة (القاهره)."""
    rows = np.flatnonzero(stems.end_in("ه") & ~stems.end_in("ةه") & (stems.length > 2) & (lemmas.lemma == NONE))
    part = stems.take(rows)
    key = append_key(part.without_last("ه"), part.length - 1, "ة")
    part = part._replace(key=key, tail=replace_tail(part.tail, "ه", "ة"))
    found = StemLemmas(lexicon.look_up("noun", key), np.full(len(rows), LISTED))
    _add_nisbas(part, lexicon, found)
    every = np.arange(len(rows))
    found.set(every, _look_up_words(lexicon, part.without_last("ة")), _ENDING)
    lemmas.set(rows, found.lemma, found.cost + _DOTS_LEFT_OUT)


def _add_nisbas(stems: Stems, lexicon: Lexicon, found: StemLemmas) -> None:
    """Find stems that are nisbas (روسي، روسية) of listed nouns, or masdars in ة of listed words."""
    third = stems.letter(3)
    # مفاعلة, فعولة and فعالة are more often masdars than feminine adjectives.
    of_third_form = (stems.length == 6) & stems.begin_with("م") & (third == ord("ا"))
    # But مضادة is an adjective, of a participle of form IV or of a doubled root.
    is_masdar = of_third_form | ((stems.length == 5) & is_any_of(third, "وا") & ~stems.begin_with("م"))
    rows = np.flatnonzero(stems.end_in("ة") & is_masdar)
    is_listed = lexicon.look_up("noun", stems.take(rows).without_last("ة")) != NONE
    found.set(rows, np.where(is_listed, STEM, NONE), _ENDING)
    rows = np.flatnonzero((stems.end_in("ي") | stems.end_in("ية")) & (stems.length >= 4) & (found.lemma == NONE))
    nisba = stems.take(rows)
    is_feminine = nisba.end_in("ة")
    masculine = np.where(is_feminine, nisba.without_last("ة"), nisba.key)
    found.set(rows, lexicon.look_up("noun", masculine), _ENDING)
    length = nisba.length - is_feminine - 1
    base = append_key(masculine, length, "ي", sign=-1)
    on_hamza = np.where(is_feminine, nisba.letter_from_end(3), nisba.letter_from_end(2)) == ord("ئ")
    base = np.where(on_hamza, append_key(append_key(base, length - 1, "ئ", sign=-1), length - 1, "ء"), base)
    # After م- or a participle with alef, the ending is that of a plural in the construct state (مسؤولي، لاعبي).
    is_agent = ~is_feminine & (nisba.begin_with("م") | (nisba.letter(2) == ord("ا")))
    noun = np.full(len(rows), NONE)
    for ending in ("", "ة", "ا"):
        noun = np.where(noun == NONE, lexicon.look_up("noun", append_key(base, length, ending)), noun)
    # دولتي is «the two states of» rather than of a name.
    feminine = append_key(append_key(base, length - 1, "ت", sign=-1), length - 1, "ة")
    is_dual = (nisba.letter_from_end(2) == ord("ت")) & ~is_feminine & (lexicon.look_up("noun", feminine) != NONE)
    noun[is_dual & (lexicon.is_name[noun] | lexicon.is_place[noun])] = NONE
    found.set(rows, np.where((noun >= 0) & ~is_agent, NISBA - noun, NONE), _TWO_ENDINGS)


def _add_nisba_forms(stems: Stems, ending: str, lexicon: Lexicon, found: StemLemmas) -> None:
    """Find stems that are a nisba of a listed noun with the ending of a dual or plural (شرطيان)."""
    length = stems.length - len(ending)
    rows = np.flatnonzero(stems.end_in("ي" + ending) & (length >= 4) & (found.lemma == NONE))
    part = stems.take(rows)
    base = part.without_last("ي" + ending)
    noun = np.full(len(rows), NONE)
    for of_noun in ("", "ة", "ا"):
        noun = np.where(noun == NONE, lexicon.look_up("noun", append_key(base, length[rows] - 1, of_noun)), noun)
    found.set(rows, np.where(noun >= 0, NISBA - noun, NONE), _TWO_ENDINGS)


def _add_inflected(stems: Stems, lexicon: Lexicon, found: StemLemmas) -> None:
    """Find stems that are a listed noun and an ending, or the masculine of a listed feminine and one."""
    for ending, singular in _NOUN_ENDINGS:
        rows, part, length = _ending_in(stems, ending, found)
        lemma = _look_up_words(lexicon, append_key(part.without_last(ending), length, singular))
        if ending == "ا":
            lemma[is_any_of(part.letter_from_end(2), _NO_NUNATION_AFTER)] = NONE
        # بلغتين has rather the feminine لغة than the masculine بلغ.
        found.set(rows, lemma, _TWO_ENDINGS if ending[0] == "ت" and not singular else _ENDING)
    for ending, singular in _NOUN_ENDINGS:
        if singular == "ة":
            rows, part, length = _ending_in(stems, ending, found)
            rows, masculine = rows[length > 2], part.without_last(ending)[length > 2]
            found.set(rows, _look_up_words(lexicon, masculine), _TWO_ENDINGS)


def _look_up_words(lexicon: Lexicon, keys: Keys) -> Ints:
    """Look up nouns that are no names: كارلو is no plural of كارل, nor عدنا an accusative of عدن."""
    lemma = lexicon.look_up("noun", keys)
    lemma[lexicon.is_name[lemma] | lexicon.is_place[lemma]] = NONE
    return lemma


def _ending_in(stems: Stems, ending: str, found: StemLemmas) -> tuple[Ints, Stems, Ints]:
    """Return the rows of stems without a lemma that have an ending, these stems, and their lengths without it."""
    length = stems.length - len(ending)
    rows = np.flatnonzero(stems.end_in(ending) & (length >= 2) & (found.lemma == NONE))
    return rows, stems.take(rows), length[rows]


def find_verb_lemmas(stems: Stems, entry: Ints, lexicon: Lexicon) -> tuple[StemLemmas, Bools, StemLemmas]:
    """Return lemmas of stems as verbs of either tense, which of them are imperfects, and lemmas as imperfects only."""
    imperfect = _find_imperfects(stems, lexicon)
    listed = lexicon.lemma["perfect"][entry]
    verb = StemLemmas(listed, np.full(len(listed), _LISTED_VERB))
    is_imperfect = np.zeros(len(listed), np.bool_)
    # تولى is «he took over», توفي «he died», rather than imperfects of أولى and أوفى.
    is_fifth_form = lexicon.lemma["fifth_form"][entry] != NONE
    rows = np.flatnonzero((listed != NONE) & ~is_fifth_form & is_any_of(stems.letter(1), "تي"))
    shared = lexicon.look_up("imperfect", stems.take(rows).without_first())
    rows, shared = rows[shared != NONE], shared[shared != NONE]
    verb.lemma[rows], verb.cost[rows], is_imperfect[rows] = shared, _SHARED_BY_VERB, True
    rows = np.flatnonzero(listed == NONE)
    perfect = _find_perfects(stems.take(rows), lexicon)
    # تمت is the perfect of تم rather than the jussive of أمات.
    may_be_imperfect = is_any_of(stems.letter(1)[rows], "يتن") & (imperfect.cost[rows] <= perfect.cost)
    # تولوا is «they took over»: news hardly addresses its readers.
    may_be_imperfect &= ~(stems.begin_with("ت") & (stems.end_in("وا") | stems.end_in("يا")))[rows]
    rather_imperfect = (perfect.lemma == NONE) | may_be_imperfect
    is_imperfect[rows] = rather_imperfect & (imperfect.lemma[rows] != NONE)
    verb.replace(rows, perfect)
    rows = rows[is_imperfect[rows]]
    verb.replace(rows, imperfect.take(rows))
    return verb, is_imperfect, imperfect


def _find_perfects(stems: Stems, lexicon: Lexicon) -> StemLemmas:
    """Find stems that are perfects with a suffix of person."""
    found = StemLemmas.none(len(stems.key))
    for suffix in _PERFECT_SUFFIXES:
        rows, part, length = _ending_in(stems, suffix, found)
        entry = lexicon.find(part.without_last(suffix))
        perfect, bound = lexicon.lemma["perfect"][entry], lexicon.lemma["bound"][entry]
        # Two letters are a hollow verb (قلت) or a geminate one (تمت) at best.
        is_short = length == 2
        is_weak = is_any_of(part.letter_from_end(len(suffix) + 1), "اي")
        takes_bound = np.where(is_short, bound != NONE, is_weak | (perfect == NONE))
        if suffix in _SUFFIXES_OF_DEFECTIVE:
            # ألقت is of ألقى rather than of the rare ألق.
            defective = lexicon.lemma["defective"][entry]
            takes_bound, bound = takes_bound | (defective != NONE), np.where(defective == NONE, bound, defective)
        # «سعيا» is more often «in pursuit» than «they both strove».
        ending = _ENDING_OF_VERB + _DUAL * part.end_in("يا")
        cost = np.where(is_short & (suffix not in ("ت", "وا")), _TWO_ENDINGS, ending)
        found.set(rows, np.where(takes_bound, bound, perfect), cost)
    return found


def _find_imperfects(stems: Stems, lexicon: Lexicon) -> StemLemmas:
    """Find stems that are imperfects, with their prefixes of person."""
    lemmas = StemLemmas.none(len(stems.key))
    rows = np.flatnonzero(is_any_of(stems.letter(1), "يتنا") & (stems.length > 2))
    stems = stems.take(rows)
    found = StemLemmas.none(len(rows))
    every = np.arange(len(rows))
    body, length = stems.without_first(), stems.length - 1
    entry = lexicon.find(body)
    found.set(every, lexicon.lemma["imperfect"][entry], _SHARED_BY_VERB)
    found.set(every, lexicon.lemma["jussive"][entry], np.where(length > 2, _JUSSIVE, _SHORT_JUSSIVE))
    has_suffix = is_any_of(stems.letter(1), "يت")
    for suffix in _IMPERFECT_SUFFIXES:
        bare = length - len(suffix)
        rows_of = np.flatnonzero(has_suffix & stems.end_in(suffix) & (bare > 1) & (found.lemma == NONE))
        entry = lexicon.find(append_key(body[rows_of], bare[rows_of], suffix, sign=-1))
        for kind in ("imperfect", "jussive"):
            found.set(rows_of, lexicon.lemma[kind][entry], _ENDING_OF_VERB)
    lemmas.replace(rows, found)
    return lemmas
