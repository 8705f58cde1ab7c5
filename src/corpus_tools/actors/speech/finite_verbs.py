"""Tells finite verbs from nouns, by the lexicon: «خبير يتابع الملف» speaks as «خبير»."""

import re
from functools import cache

from corpus_tools.proclitics import CONJUNCTIONS
from corpus_tools.script import fold
from corpus_tools.words.lexicon import NONE, load_lexicon
from corpus_tools.words.spellings import WITHOUT_SEATS, key_of

#: Folded words within the names of persons.
NAME_LINKS = frozenset({"بن", "ابن", "ال", "بو", "ابو", "عبد"})
_SHORTEST_STEM = 2
_SHORTEST_PLURAL = 7
#: The fewest of a verbal noun of the fourth or tenth form.
_LETTERS = 5
#: Begin like a verbal noun of the fourth form, and are none or name a body.
_BODIES = frozenset({"إدارة", "إذاعة", "إمارة", "إقليم", "إحدى"})
#: Of the second, the fourth, and the seventh, eighth and tenth form, with the article; plurals like «الفصائل».
_MASDAR = re.compile("ال(?:ت..ي[^يى]|ا[^ا]{2,4}ا[^ين]|إ[^ا]{2}ا[^ين])(?:ات)?|ال..ائ.")
#: In the construct, with a pronoun or without.
_PARTICIPLES = re.compile("(م.{3,5}ي)(?:ه|ها|هم|هما)?")
_POSSESSIVES = ("ه", "ها", "هم", "هما")
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
    return any(_is("perfect", form) for form in _perfects(bare)) and not bare.startswith("ال")


@cache
def is_perfect_in_al(word: str) -> bool:
    """Return whether a word as written, at the head of a clause, begins like an article and is a perfect: «التقى»."""
    bare = _without_seats(word)
    return bare.startswith("الت") and any(_is("perfect", form) for form in _perfects(bare))


@cache
def is_only_perfect(word: str) -> bool:
    """Return whether a word as written may be a perfect of the feminine, and no noun or name: «نشرت», «نشرتها»."""
    bare = _without_seats(word)
    stem = next((bare.removesuffix(one) for one in ("ت", "ته", "تها") if bare.endswith(one)), "")
    return any(_is("perfect", form) for form in _perfects(stem + "ت")[1:]) and not _is("noun", bare)


@cache
def is_surely_perfect(word: str) -> bool:
    """Return whether a word as written is a perfect and no noun or name: «انكمش», «ارتفعت»."""
    return is_perfect(word) and not _is("noun", _without_seats(word))


@cache
def is_indefinite_accusative(word: str) -> bool:
    """Return whether a word has the ending of an indefinite accusative, and doesn't end in this alef of its own."""
    bare = _without_seats(word)
    return word.endswith(("ًا", "اً")) or (not _is("noun", bare) and bare.endswith("ا") and is_common_noun(bare[:-1]))


def is_accusative(word: str) -> bool:
    """Return whether a folded word is a definite plural that can be no subject: «التونسيين», not «التونسيون»."""
    return word.startswith("ال") and word.endswith("ين") and len(word) >= _SHORTEST_PLURAL and word[2] != "ت"


def is_relation(word: str) -> bool:
    """Return whether a folded word is a definite adjective of relation: «الروسي»."""
    return word.startswith("ال") and word.endswith(("ي", "يه", "يين", "يون")) and len(word) > 4


@cache
def is_adverbial(word: str) -> bool:
    """Return whether a word is an indefinite accusative by its marks, or a participle in it: «رسمياً», «مخاطبا»."""
    return word.endswith(("ًا", "اً")) or (
        word.startswith("م") and len(word) > _LETTERS - 1 and is_indefinite_accusative(word)
    )


@cache
def is_personal_name(word: str) -> bool:
    """Return whether a word is listed as a name."""
    lemma = _lemma("noun", _without_seats(word))
    return lemma >= 0 and bool(load_lexicon().is_name[lemma])


@cache
def is_foreign_name(word: str) -> bool:
    """Return whether a word is listed as a name, or as nothing else either, as foreign names mostly are."""
    if word.startswith(("ال", *CONJUNCTIONS)):
        return False
    is_known = _entry(_without_seats(word)) is not None or is_imperfect(word) or is_perfect(word)
    return is_personal_name(word) or not (is_known or has_preposition(word))


@cache
def has_pronoun(word: str) -> bool:
    """Return whether a word is a noun that has a pronoun joined to it: «حديثه»."""
    bare = _without_seats(word)
    stems = [bare.removesuffix(one) for one in _POSSESSIVES if bare.endswith(one)]
    return not _is("noun", bare) and any(
        _is("noun", form)
        for stem in stems
        if len(stem) > _SHORTEST_STEM
        for form in (stem, stem[:-1] + ("ء" if stem[-1] in "ئؤ" else "ة"))  # «زملائه», «لجنته»
    )


@cache
def is_whole_noun(word: str) -> bool:
    """Return whether a word as written is a noun, in the dual or with a pronoun too: «والد», «والدته», «والدا»."""
    return is_common_noun(word) or has_pronoun(word) or (word[-1:] in {"ا", "ي"} and is_common_noun(word[:-1]))


@cache
def joins_clause(word: str) -> bool:
    """Return whether a word as written joins a clause: a verb, or a noun with a pronoun: «وأفرج», «ومقرها», «فيعود»."""
    is_whole = word[:1] not in CONJUNCTIONS or is_personal_name(word) or _is("noun", _without_seats(word))
    return not is_whole and (has_pronoun(word[1:]) or is_perfect(word[1:]) or is_imperfect(word[1:]))


@cache
def is_act(word: str) -> bool:
    """Return whether a word is a verbal noun of the fourth or tenth form, and names no body: «إعادة», «استهداف»."""
    noun = fold(word, profile="marks")
    is_shaped = noun.startswith("است") or (noun[:1] == "إ" and noun not in _BODIES)
    return is_shaped and len(noun) >= _LETTERS and is_common_noun(noun)


@cache
def is_masdar(word: str) -> bool:
    """Return whether a definite word as written has a shape of verbal nouns or plurals that no adjective has."""
    return _MASDAR.fullmatch(fold(word, profile="marks")) is not None


@cache
def is_common_noun(word: str) -> bool:
    """Return whether a word is listed as a noun and not as a name."""
    lemma = _lemma("noun", _without_seats(word))
    return lemma >= 0 and not load_lexicon().is_name[lemma]


@cache
def are_persons(word: str) -> bool:
    """Return whether a word is a plural that persons have: «المنظمين», «منظمي», «منظميها», not «القوانين», «مباني»."""
    bare = _without_seats(word)
    if bare.startswith("ال"):
        return len(bare) >= _SHORTEST_PLURAL and bare.endswith("ين") and not _is("noun", bare[2:])
    match = _PARTICIPLES.fullmatch(fold(word, profile="marks"))
    return match is not None and not _is("noun", _without_seats(match[1]))


@cache
def is_place(word: str) -> bool:
    """Return whether a word is listed as the name of a place."""
    lemma = _lemma("noun", _without_seats(word))
    return lemma >= 0 and bool(load_lexicon().is_place[lemma])


@cache
def has_preposition(word: str) -> bool:
    """Return whether a word has a preposition before it: «بأهمية», «للسفير», «بمغادرة»."""
    if _is("noun", _without_seats(word)):  # «وكالة» has neither و nor ك
        return False
    word = without_conjunction(word)
    if word.startswith(("بأ", "بإ", "بب", "بال", "لل", "لأ", "لإ", "كال")):
        return not (word.startswith("بال") and _is("noun", "ب" + word[2:]))  # «بالحاج» is the name بلحاج
    bare = _without_seats(word)
    return bare[:1] in {"ب", "ل"} and len(bare) > 4 and (_is("noun", bare[1:]) or has_pronoun(word[1:]))


def without_conjunction(word: str) -> str:
    """Return a word without the و or ف before it, if three letters are left."""
    return word[1:] if word[:1] in CONJUNCTIONS and len(word) > 3 else word


def _perfects(bare: str) -> tuple[str, ...]:
    """Return what a perfect may be of the masculine: itself, or without its feminine ending: «نشرت», «تلقت»."""
    return (bare, bare[:-1], bare[:-1] + "ي") if bare.endswith("ت") else (bare,)


def _cuts(stem: str) -> list[str]:
    """Return a stem without each ending that leaves enough of it."""
    return [stem.removesuffix(e) for e in _ENDINGS if stem.endswith(e) and len(stem) - len(e) >= _SHORTEST_STEM]


@cache
def _without_seats(word: str) -> str:
    """Return a word as the lexicon spells it."""
    bare = fold(word, profile="marks").translate(WITHOUT_SEATS)
    return bare[:-1] + "ي" if bare.endswith("ى") else bare


def _is(kind: str, spelling: str) -> bool:
    """Return whether the lexicon lists a spelling as a word of a kind."""
    return _lemma(kind, spelling) != NONE


def _lemma(kind: str, spelling: str) -> int:
    """Return the lemma of a spelling as a word of a kind; a single word is found faster so than with `look_up`."""
    row = _entry(spelling)
    return NONE if row is None else int(load_lexicon().lemma[kind][row])


def _entry(spelling: str) -> int | None:
    """Return the entry of a spelling in the lexicon, None where there is none."""
    return _entries().get(key_of(spelling))


@cache
def _entries() -> dict[int, int]:
    """Return the entry of each spelling in the lexicon by its key."""
    return {spelling: entry for entry, spelling in enumerate(load_lexicon().entries.tolist())}
