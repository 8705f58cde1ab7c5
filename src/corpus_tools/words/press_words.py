"""Words that any newspaper prints: a corpus of a few articles is thought to know them, whether it has them or not.

What a vocabulary tells of its words, that of one article cannot: «بشأن» is ب and شأن, since «الشأن» is a word.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from corpus_tools.arrays import Ints
from corpus_tools.data_files import read_rows
from corpus_tools.words.lexicon import EXACT, NONE, load_lexicon
from corpus_tools.words.spellings import BREAK, Keys, Spellings

_KINDS = {"noun": "noun", "verb": "perfect"}
#: Nouns that hardly take a pronoun, while the verb of the same letters often does: «نشرته», «وصفتها».
_UNOWNED = "unowned"


class PressWords(NamedTuple):
    """The nouns, singular and plural, by their keys, and the lemmas among nouns and verbs by `Lexicon.spelling_id`.

    `perfects` are the keys of the verbs with a feminine subject: «نشرت». `unowned` are the lemmas of nouns in ة that
    hardly take a pronoun, as ids of `Lexicon`.
    """

    nouns: Keys
    perfects: Keys
    lemmas: Ints
    unowned: Ints


@cache
def load_press_words() -> PressWords:
    """Return the words that the package lists, read once."""
    words: dict[str, list[str]] = {kind: [] for kind in (*_KINDS, _UNOWNED)}
    for row in read_rows("press_words"):
        kind, _, listed = row.partition("\t")
        words[kind] += listed.split()
    spelled = {kind: Spellings(BREAK.join(of_kind)) for kind, of_kind in words.items()}
    lemmas = [_find_lemmas(spelled[kind], _KINDS[kind]) for kind in _KINDS]
    unowned = load_lexicon().look_up("noun", spelled[_UNOWNED].keys())
    perfects = ((verb[:-1] if verb[-1] in "اى" else verb) + "ت" for verb in words["verb"])
    return PressWords(
        spelled["noun"].keys(), Spellings(BREAK.join(perfects)).keys(), np.unique(np.concatenate(lemmas)), unowned
    )


def _find_lemmas(words: Spellings, kind: str) -> Ints:
    """Return the lemmas that are spelled as some words are: «إشراف» is no plural of شريف."""
    lexicon, word = load_lexicon(), np.arange(len(words.starts))
    folded = lexicon.look_up(kind, words.keys_looked_up(word, words.starts))
    exact = lexicon.look_up(EXACT + kind, words.keys_written(word, words.starts, words.ends))
    lemma = np.where(exact == NONE, folded, exact)
    known = np.flatnonzero(lemma != NONE)
    listed = Spellings(BREAK.join(lexicon.spell(lemma[known])))
    at = np.arange(len(known))
    same = listed.keys_written(at, listed.starts, listed.ends) == words.keys_written(
        known, words.starts[known], words.ends[known]
    )
    ids: Ints = lexicon.spelling_id[lemma[known[same]]]
    return ids
