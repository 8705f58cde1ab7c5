"""The letters that may stand before a word: a conjunction (و ف), a preposition (ب ك ل) and the article, in this order.

They are stripped from folded words by their letters alone; whether what remains is a word is for the caller's table to
say. `data/clitics.yaml` tells what they cost and which stems they take.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

ARTICLE = "ال"
CONJUNCTIONS = frozenset("وف")
PREPOSITIONS = frozenset("بكل")
#: The letters that a word with a conjunction or preposition before it begins with.
PROCLITICS = CONJUNCTIONS | PREPOSITIONS
#: From this letter on, behind conjunction, preposition and the article's lam, every stem of `segmentations` is as the
#: word is written; these are the places that the letter can have in a stem.
UNTOUCHED = 3
CHANGED = (1, 2, 3, 4)
_BEFORE_STEMS = [
    conjunction + behind
    for conjunction in ("", *CONJUNCTIONS)
    for behind in ("", *PREPOSITIONS, ARTICLE, *(preposition + ARTICLE for preposition in PREPOSITIONS), "لل")
]

#: Folded words that begin with the letters of the article and have none: إلى with its pronouns, إلا, الآن, التي.
_NO_ARTICLE = frozenset(
    [
        *("الي", "اليه", "اليها", "اليهم", "الينا", "اليك", "الا", "الان", "الف", "الاف", "الم", "الله"),
        *("التي", "الذي", "الذين", "اللذين", "اللتين", "اللواتي"),
    ]
)


def has_article(folded: str) -> bool:
    """Return whether a folded word begins with the article."""
    return folded.startswith(ARTICLE) and len(folded) > 3 and folded not in _NO_ARTICLE


class Peeled(NamedTuple):
    """A folded word with its proclitics, the article among them, taken off."""

    joined: bool  # whether it had a conjunction
    preposition: str  # "ب", "ل", "ك" or ""
    definite: bool  # whether it had the article
    stem: str
    #: How many letters stand before the article or, without one, before the stem. In «للعام» the article is fused with
    #: its preposition, and the width is 0: no part of the word can stand for «العام».
    width: int

    @property
    def text(self) -> str:
        """The word without conjunction and preposition, its article kept."""
        return ARTICLE + self.stem if self.definite else self.stem


def without_conjunction(folded: str) -> str:
    """Return a word without the و or ف that joins it, if three letters are left."""
    return folded[1:] if folded[:1] in CONJUNCTIONS and len(folded) > 3 else folded


def peelings(folded: str) -> Iterator[Peeled]:
    """Yield the ways to take proclitics and article off a folded word that leave a stem.

    A word without its conjunction comes after the word as it is; of each, the stem without the article comes first,
    then the whole, then what a preposition leaves.
    """
    heads = [(False, folded, 0)]
    if len(folded) > 2 and folded[0] in CONJUNCTIONS:
        heads.append((True, folded[1:], 1))
    for joined, rest, width in heads:
        if rest.startswith(ARTICLE) and len(rest) > 3:
            yield Peeled(joined, "", True, rest[2:], width)
        yield Peeled(joined, "", False, rest, width)
        if len(rest) > 2 and rest[0] in PREPOSITIONS:
            after = rest[1:]
            yield Peeled(joined, rest[0], False, after, width + 1)
            if after.startswith(ARTICLE) and len(after) > 3:
                yield Peeled(joined, rest[0], True, after[2:], width + 1)
            if rest.startswith("لل") and len(after) > 2:
                yield Peeled(joined, "ل", True, after[1:], width)


def segmentations(folded: str) -> list[tuple[int, str]]:
    """Return the ways to cut proclitics, but not the article, off a folded word: the letters cut, and the stem.

    The whole word comes first. للجيش has lost the alef of its article: its stem is الجيش, from the second lam on.
    """
    found = [(0, folded)]
    if len(folded) > 2 and folded[0] in CONJUNCTIONS:
        found.append((1, folded[1:]))
    cut, rest = found[-1]
    if len(rest) > 2 and rest[0] in PREPOSITIONS:
        found.append((cut + 1, rest[1:]))
        if rest[:2] == "لل":
            found.append((cut + 1, ARTICLE + rest[2:]))
            found.append((cut + 1, ARTICLE + "ل" + rest[2:]))
    return found


def has_stem(folded: str, stems: Collection[str]) -> bool:
    """Return whether a folded word, as it is or without proclitics, is one of some stems."""
    return folded in stems or (folded[:1] in PROCLITICS and any(stem in stems for _, stem in segmentations(folded)))


def bare_stems(folded: str) -> frozenset[str]:
    """Return the stems of a folded word, each with and without the article."""
    stems = {stem for _, stem in segmentations(folded)}
    return frozenset(stems | {stem[2:] for stem in stems if stem.startswith(ARTICLE) and len(stem) > 3})


def spellings(stem: str) -> list[str]:
    """Return every folded word that has a stem among its `bare_stems`; after ل the article loses its alef."""
    if len(stem) < 2:
        return [stem]
    found = [before + stem for before in _BEFORE_STEMS]
    for swallowed in (ARTICLE, ARTICLE + "ل", "ل"):
        if stem.startswith(swallowed) and len(stem) > len(swallowed):
            found += [conjunction + "لل" + stem[len(swallowed) :] for conjunction in ("", *CONJUNCTIONS)]
    return found
