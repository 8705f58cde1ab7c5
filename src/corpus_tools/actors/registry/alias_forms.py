"""The forms that a name takes in a sentence: case and number of its head, the endings of a nisba, spellings.

A form is a tuple of folded words. Forms are made once from the registry; the text is never inflected.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from typing import Any

import numpy as np

from corpus_tools.data_files import load_table
from corpus_tools.script import encode_units, fold

Form = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
_INNER_MADDA = re.compile(r"(?<=\w)آ")
#: A vowel inside a foreign word of some length may be left out: «زيلينسكي», «زيلنسكي».
_INNER_VOWEL = re.compile(r"(?<=\w)[اوي](?=\w)")
_MIN_LETTERS, _MIN_LETTERS_ALONE = 5, 6
_PLURAL_ENDINGS = frozenset({"ون", "ين"})
#: The first and last character of the blocks of Arabic, and of others between them that have no case either.
_NO_CASE = 0x0600, 0x08FF
_MAX_FORMS = 64  # more than any real name has of one kind


def key(word: str) -> str:
    """Return a word folded for comparison with the words of names: spelling, foreign letters, Latin case."""
    return fold(word).casefold()


def fold_keys(folded: list[str]) -> list[str]:
    """Return the keys of words without line breaks that `corpus_tools.script.fold` has folded already.

    Signs, digits and letters of the Arabic blocks have no case; the words with any others are few.
    """
    units = encode_units("\n".join(folded))
    cased = np.flatnonzero((units > ord("@")) & ((units < _NO_CASE[0]) | (units > _NO_CASE[1])))
    breaks = np.flatnonzero(units == ord("\n"))
    keys = list(folded)
    for row in np.unique(np.searchsorted(breaks, cased)).tolist():
        keys[row] = keys[row].casefold()
    return keys


@cache
def split_name(name: str) -> Form:
    """Split a name into its folded words, without the punctuation between them."""
    return tuple(_WORD.findall(key(name)))


@cache
def _inflection() -> dict[str, Any]:
    """Read the table of inflection."""
    table = load_table("inflection")
    return {
        "nisba": tuple(table["nisba"]),
        "heads": frozenset(key(word)[:-1] for word in table["plural_heads"]),
        "after": {key(word): frozenset(map(key, before)) for word, before in table["joined_before"].items()},
        "before": frozenset(map(key, table["joined_after"])),
        "alike": table["spelled_alike"],
    }


def forms_of(name: str, kind: str, actor_type: str, *, is_foreign: bool = False) -> dict[Form, str]:
    """Return the forms of a name, each with its rule: "as written" (first), "nisba", "inflected" or "spelling".

    A name without a letter or digit has none. Names of persons, and foreign ones above all, vary in spelling.
    """
    written = split_name(name)
    if not written:
        return {}
    forms = {written: "as written"}
    if kind == "nisba":
        is_definite = fold(name, profile="marks").split()[-1].startswith("ال")
        for form in _nisba_forms(written, is_definite=is_definite):
            forms.setdefault(form, "nisba")
    else:
        for form in _inflected(written):
            forms.setdefault(form, "inflected")
    is_person = actor_type in {"leader", "official"}
    spellings = {
        _spelled_alike: True,
        _with_joined_compounds: is_person or len(written) > 1,
        _with_jim: is_person,
        _with_fewer_vowels: is_foreign,
    }
    for spell in (one for one, is_used in spellings.items() if is_used):
        for form in list(forms):
            for other in spell(form):
                forms.setdefault(other, "spelling")
    if len(written) > 1 and all(len(word) == 1 for word in written):  # «أ.ف.ب» is one word
        forms.setdefault((".".join(written),), "spelling")
    if "آ" in name[1:]:  # «هآرتس», written «هاآرتس» too
        longer = split_name(_INNER_MADDA.sub("اا", name))
        forms.setdefault(longer, "spelling")
    return forms


def _nisba_forms(words: Form, *, is_definite: bool) -> Iterator[Form]:
    """Yield a nisba in gender, number and state, with and without ال; a broken plural (الروس) only in state."""
    *before, last = words
    bare = last[2:] if is_definite else last
    endings = _inflection()["nisba"] if bare.endswith("ي") else ("",)
    for stem in (bare, "ال" + bare):
        for ending in endings:
            yield (*before, stem + ending)


def _inflected(words: Form) -> Iterator[Form]:
    """Yield a name with its sound plurals, and أبو, in every case."""
    has_plural = not _PLURAL_ENDINGS.isdisjoint([word[-2:] for word in words])
    if not (has_plural or "ابو" in words or words[0][:-1] in _inflection()["heads"]):
        return
    choices: list[tuple[str, ...]] = []
    for position, word in enumerate(words):
        if word.startswith("ال") and len(word) > 6 and word[-2:] in _PLURAL_ENDINGS and word[-3] != "ا":
            choices.append((word[:-2] + "ون", word[:-2] + "ين"))
        elif position == 0 and len(words) > 1 and word[:-1] in _inflection()["heads"] and word[-1] in "وي":
            choices.append((word[:-1] + "و", word[:-1] + "ي"))
        elif word == "ابو":
            choices.append(("ابو", "ابي", "ابا"))
        else:
            choices.append((word,))
    yield from islice(product(*choices), _MAX_FORMS)


def _spelled_alike(words: Form) -> Iterator[Form]:
    """Yield a name with a stem that newspapers spell in two ways in the other one: الأمريكي, الأميركي."""
    joined = " ".join(words)
    for one, other in _inflection()["alike"].items():
        if one in joined:
            yield tuple(joined.replace(one, other).split())


def _with_joined_compounds(words: Form) -> Iterator[Form]:
    """Yield a name with each of its compounds joined: «نصرالله»."""
    after, before = _inflection()["after"], _inflection()["before"]
    is_compound = not (after.keys().isdisjoint(words) and before.isdisjoint(words))
    for k in range(len(words) - 1 if is_compound else 0):
        first, second = words[k], words[k + 1]
        if first in after.get(second, ()) or first in before:
            yield (*words[:k], first + second, *words[k + 2 :])


def _with_jim(words: Form) -> Iterator[Form]:
    """Yield the name of a person with the g of foreign names as غ and as ج."""
    if any("غ" in word for word in words):
        choices = ((word, word.replace("غ", "ج")) if "غ" in word else (word,) for word in words)
        yield from islice(product(*choices), _MAX_FORMS)


def _with_fewer_vowels(words: Form) -> Iterator[Form]:
    """Yield a foreign name with one of the vowels inside its longer words left out."""
    least = _MIN_LETTERS if len(words) > 1 else _MIN_LETTERS_ALONE
    for k, word in enumerate(words):
        for vowel in _INNER_VOWEL.finditer(word) if len(word) >= least and not word.startswith("ال") else ():
            yield (*words[:k], word[: vowel.start()] + word[vowel.end() :], *words[k + 1 :])
