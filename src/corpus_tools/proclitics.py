"""What may be written together before a word: و ف, then ب ل ك, then the article, in any folded word."""

from collections.abc import Iterator
from typing import NamedTuple


class Peeled(NamedTuple):
    """One way to read a folded word.

    Attributes
    ----------
    joined : bool
        Whether و or ف stands before it.
    preposition : str
        The preposition written with it: ``"ب"``, ``"ل"``, ``"ك"`` or ``""``.
    definite : bool
        Whether it has the article.
    stem : str
        What remains.
    width : int
        How many letters stand before the article or, without one, before the stem. In «للعام» the article is
        fused with its preposition, and the width is 0: no part of the word can stand for «العام».
    """

    joined: bool
    preposition: str
    definite: bool
    stem: str
    width: int


#: Folded words that begin with the letters of the article and have none: إلى with its pronouns, إلا, الآن, التي.
_NO_ARTICLE = frozenset(
    [
        *("الي", "اليه", "اليها", "اليهم", "الينا", "اليك", "الا", "الان", "الف", "الاف", "الم", "الله"),
        *("التي", "الذي", "الذين", "اللذين", "اللتين", "اللواتي"),
    ]
)


def has_article(folded: str) -> bool:
    """Tell whether a folded word begins with the article."""
    return folded.startswith("ال") and len(folded) > 3 and folded not in _NO_ARTICLE


def peelings(folded: str) -> Iterator[Peeled]:
    """Yield the ways to read a folded word: without و and preposition first, with the article before without it.

    Parameters
    ----------
    folded : str
        A word folded by `corpus_tools.script.fold`.

    Yields
    ------
    Peeled
        Each way that leaves a stem; which of them is a word is for the reader's table to say.

    Examples
    --------
    >>> [(p.joined, p.preposition, p.definite, p.stem) for p in peelings("وبالشهر")][-1]
    (True, 'ب', True, 'شهر')
    """
    heads = [(False, folded, 0)]
    if len(folded) > 2 and folded[0] in "وف":
        heads.append((True, folded[1:], 1))
    for joined, rest, width in heads:
        if rest.startswith("ال") and len(rest) > 3:
            yield Peeled(joined, "", True, rest[2:], width)
        yield Peeled(joined, "", False, rest, width)
        if len(rest) > 2 and rest[0] in "بلك":
            after = rest[1:]
            yield Peeled(joined, rest[0], False, after, width + 1)
            if after.startswith("ال") and len(after) > 3:
                yield Peeled(joined, rest[0], True, after[2:], width + 1)
            if rest.startswith("لل") and len(after) > 2:
                yield Peeled(joined, "ل", True, after[1:], width)
