"""How a folded word may be read: as it is, and without the proclitics that it may carry; and the other way round.

The words of a list are asked for many times in a corpus. So a list is spelled out once, with every proclitic that may
stand before its words, and a word of the corpus is then only looked up.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from corpus_tools.actors.registry.alias_forms import key

_CONJUNCTIONS = frozenset("وف")
_PREPOSITIONS = frozenset("بكل")
PROCLITICS = _CONJUNCTIONS | _PREPOSITIONS
_ARTICLE = "ال"
#: From this letter on, behind conjunction, preposition and the article's lam, a word is in all its readings as it is
#: written; these are the places of that letter in a reading.
UNTOUCHED = 3
CHANGED = (1, 2, 3, 4)


def readings(word: str) -> list[tuple[int, str]]:
    """Read a folded word as it is and without each proclitic that it may carry.

    Parameters
    ----------
    word : str
        A folded word, see `corpus_tools.actors.registry.alias_forms.key`.

    Returns
    -------
    list of tuple
        The number of letters cut from the front and what is left, the word itself first. In
        للجيش the article's alef is swallowed: it is read as الجيش from the second lam.

    Examples
    --------
    >>> [rest for _, rest in readings("وللجيش")]
    ['وللجيش', 'للجيش', 'لجيش', 'الجيش', 'اللجيش']
    """
    found = [(0, word)]
    if len(word) > 2 and word[0] in _CONJUNCTIONS:
        found.append((1, word[1:]))
    cut, rest = found[-1]
    if len(rest) > 2 and rest[0] in _PREPOSITIONS:
        found.append((cut + 1, rest[1:]))
        if rest[:2] == "لل":
            found.append((cut + 1, _ARTICLE + rest[2:]))
            found.append((cut + 1, _ARTICLE + "ل" + rest[2:]))
    return found


def reads_as(word: str, words: Collection[str]) -> bool:
    """Tell whether a folded word, with or without proclitics, is one of some words."""
    return word in words or (word[:1] in PROCLITICS and any(rest in words for _, rest in readings(word)))


def bare_readings(word: str) -> frozenset[str]:
    """List the readings of a folded word, each with and without ال.

    Examples
    --------
    >>> sorted(bare_readings("والجيش"))
    ['الجيش', 'جيش', 'والجيش']
    """
    whole = {rest for _, rest in readings(word)}
    return frozenset(whole | {one[2:] for one in whole if one.startswith(_ARTICLE) and len(one) > 3})


class WordSet(frozenset[str]):
    """Folded words that are looked for behind proclitics.

    A word that is written without ال stands for both, and one with ال for the definite alone.
    """

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordSet":
        """Fold the words of a list."""
        return cls(map(key, words))

    @cached_property
    def written(self) -> frozenset[str]:
        """Every folded word that may be read as one of them: those whose `bare_readings` hold one.

        Examples
        --------
        >>> "وبالجيش" in WordSet({"جيش"}).written
        True
        """
        return frozenset(spelling for word in self for spelling in _spellings(word))


def _spellings(word: str) -> Iterator[str]:
    """Undo `bare_readings`: put ال, then a preposition, then a conjunction before a word, or none of them."""
    for definite in (word, _ARTICLE + word) if len(word) > 1 else (word,):
        for rest in _with_preposition(definite):
            yield rest
            if len(rest) > 1:
                yield from (conjunction + rest for conjunction in _CONJUNCTIONS)


def _with_preposition(word: str) -> Iterable[str]:
    """Give a word as it is and behind each preposition; after ل the article loses its alef."""
    yield word
    if len(word) > 1:
        yield from (preposition + word for preposition in _PREPOSITIONS)
    for swallowed in (_ARTICLE, _ARTICLE + "ل"):
        if word.startswith(swallowed) and len(word) > len(swallowed):
            yield "لل" + word[len(swallowed) :]
