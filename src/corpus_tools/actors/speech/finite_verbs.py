"""Tells finite verbs from nouns, by the lexicon: «خبير يتابع الملف» speaks as «خبير»."""

from functools import cache

from corpus_tools.proclitics import CONJUNCTIONS
from corpus_tools.script import fold
from corpus_tools.words.lexicon import NONE, load_lexicon
from corpus_tools.words.spellings import WITHOUT_SEATS, key_of

_SHORTEST_STEM = 2
#: The endings of plurals and duals, and the pronouns that are the object of a verb.
_ENDINGS = ("ونه", "ونها", "ون", "وا", "ان", "هما", "ها", "هم", "ه", "")


@cache
def is_imperfect(word: str) -> bool:
    """Return whether a word as written is an imperfect and no noun."""
    bare = _without_seats(word)
    stem = bare[1:] if bare[:1] == "س" and bare[1:2] in {"ي", "ت"} else bare
    if stem[:1] not in {"ي", "ت"} or (_is("noun", bare) and not stem.startswith("تت")):
        return False
    return any(_is("imperfect", cut) for cut in _cuts(stem[1:]))


@cache
def is_perfect(word: str) -> bool:
    """Return whether a word as written, at the head of a clause, may be a perfect of the third person."""
    bare = _without_seats(word)
    return any(_is("perfect", form) for form in (bare, bare.removesuffix("ت"))) and not bare.startswith("ال")


@cache
def is_common_noun(word: str) -> bool:
    """Return whether a word is listed as a noun and not as a name."""
    lemma = _lemma("noun", _without_seats(word))
    return lemma >= 0 and not load_lexicon().is_name[lemma]


@cache
def has_preposition(word: str) -> bool:
    """Return whether a word has a preposition before it: «بأهمية», «للسفير», «بمغادرة»."""
    if word.startswith(("بأ", "بإ", "بال", "لل", "لأ", "لإ", "كال")):
        return True
    bare = _without_seats(without_conjunction(word))
    return bare[:1] in {"ب", "ل"} and len(bare) > 4 and not _is("noun", bare) and _is("noun", bare[1:])


def without_conjunction(word: str) -> str:
    """Return a word without the و or ف before it, if three letters are left."""
    return word[1:] if word[:1] in CONJUNCTIONS and len(word) > 3 else word


def _cuts(stem: str) -> list[str]:
    """Return a stem without each ending that leaves enough of it."""
    return [stem.removesuffix(e) for e in _ENDINGS if stem.endswith(e) and len(stem) - len(e) >= _SHORTEST_STEM]


def _without_seats(word: str) -> str:
    """Return a word as the lexicon spells it."""
    bare = fold(word, profile="marks").translate(WITHOUT_SEATS)
    return bare[:-1] + "ي" if bare.endswith("ى") else bare


def _is(kind: str, spelling: str) -> bool:
    """Return whether the lexicon lists a spelling as a word of a kind."""
    return _lemma(kind, spelling) != NONE


def _lemma(kind: str, spelling: str) -> int:
    """Return the lemma of a spelling as a word of a kind; a single word is found faster so than with `look_up`."""
    lexicon = load_lexicon()
    try:
        row = lexicon.entries.get_loc(key_of(spelling))
    except KeyError:
        return NONE
    return int(lexicon.lemma[kind][row])
